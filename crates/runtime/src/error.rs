//! What can go wrong in a primitive, as data.
//!
//! A primitive returns a [`Trap`]; the virtual machine turns a [`LispError`] into a call of
//! `SYS::%SIGNAL-PRIMITIVE-ERROR` in the frame of the failing instruction, so that restarts can return into it.

use heapfmt::Value;

/// Result of a primitive.
pub type PrimitiveResult = Result<Value, Trap>;

/// Why a primitive did not return a value. It has had no side effect, except where a variant says otherwise.
#[derive(Debug)]
pub enum Trap {
    /// A condition to signal.
    Error(Box<LispError>),
    /// Collect until this many bytes are free and run the primitive again, or signal exhaustion.
    NeedMemory {
        /// Bytes the primitive is going to allocate.
        bytes: usize,
    },
    /// An interrupt is pending: handle it and run the primitive again.
    Interrupted,
    /// End the process with this exit code, after unwinding.
    Exit {
        /// 0 to 255.
        code: u8,
    },
}

/// A condition that a primitive or instruction signals. Each variant names its condition type.
#[derive(Debug, Clone)]
pub enum LispError {
    /// `type-error`
    Type {
        /// The offending object.
        datum: Value,
        /// A type specifier.
        expected: Value,
    },
    /// `type-error` for an index or bound.
    Index {
        /// The offending index.
        datum: Value,
        /// First invalid index.
        limit: usize,
    },
    /// `unbound-variable`
    UnboundVariable {
        /// The symbol.
        name: Value,
    },
    /// `undefined-function`
    UndefinedFunction {
        /// The symbol, or a (SETF x) list.
        name: Value,
    },
    /// `program-error`: wrong number of arguments.
    ArgumentCount {
        /// The function.
        function: Value,
        /// How many it got.
        count: usize,
    },
    /// `program-error`: keyword arguments in odd number, or an unknown keyword.
    Keyword {
        /// The function.
        function: Value,
        /// The unknown keyword, or the last argument when their number is odd.
        datum: Value,
    },
    /// `division-by-zero`
    DivisionByZero {
        /// Name of the operation, a symbol.
        operation: Value,
        /// List of the operands.
        operands: Value,
    },
    /// `control-error`: throw to a tag that is not there, exit from a block that has been left.
    Control {
        /// What is wrong, a sentence.
        message: String,
        /// The tag or name.
        datum: Value,
    },
    /// `program-error` with a sentence, as from the compiler.
    Program {
        /// What is wrong, a sentence.
        message: String,
        /// The form or name at fault.
        datum: Value,
    },
    /// `package-error`
    Package {
        /// What is wrong, a sentence.
        message: String,
        /// The package or its name.
        package: Value,
    },
    /// `reader-error`
    Reader {
        /// What is wrong, a sentence.
        message: String,
        /// The stream, or NIL.
        stream: Value,
    },
    /// `end-of-file`
    EndOfFile {
        /// The stream.
        stream: Value,
    },
    /// `stream-error`
    Stream {
        /// What is wrong, a sentence.
        message: String,
        /// The stream.
        stream: Value,
    },
    /// `file-error`
    File {
        /// What is wrong, a sentence.
        message: String,
        /// The pathname or string.
        pathname: Value,
    },
    /// `simple-error`
    Simple {
        /// What is wrong, a sentence; `datum` is printed behind it unless it is UNSUPPLIED.
        message: String,
        /// The object at fault, or UNSUPPLIED.
        datum: Value,
    },
    /// `storage-condition`: the Lisp stack is full.
    StackExhausted,
    /// `storage-condition`: the heap is full.
    HeapExhausted {
        /// Bytes asked for.
        bytes: usize,
    },
    /// What the user's interrupt signals.
    UserInterrupt,
}

impl From<LispError> for Trap {
    fn from(error: LispError) -> Trap {
        Trap::Error(Box::new(error))
    }
}

/// A type-error trap.
#[cold]
pub fn type_error(datum: Value, expected: Value) -> Trap {
    LispError::Type { datum, expected }.into()
}
