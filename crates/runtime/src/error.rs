//! What can go wrong in a primitive, as data.
//!
//! A primitive returns a [`Trap`]; the virtual machine turns a [`LispError`] into a call of
//! `SYS::%SIGNAL-PRIMITIVE-ERROR` above the frame of the failing instruction, so that restarts can return into it.
//! [`LispError::condition`] is the one table that says which condition each error is.

use crate::heap::Heap;
use heapfmt::Value;
use heapfmt::layout::MOST_POSITIVE_FIXNUM;
use heapfmt::statics::sym;

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
    /// `type-error` for a circular list where the list must end.
    CircularList {
        /// The list.
        datum: Value,
    },
    /// `type-error` for a vector without fill pointer.
    FillPointer {
        /// The vector.
        datum: Value,
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
    /// `undefined-function` in a call: a restart may name another function to call.
    UndefinedCall {
        /// The symbol, or a (SETF x) list.
        name: Value,
        /// List of the arguments.
        arguments: Value,
    },
    /// `program-error`: wrong number of arguments.
    ArgumentCount {
        /// The function.
        function: Value,
        /// How many it got.
        count: usize,
    },
    /// `program-error`: an unknown keyword.
    Keyword {
        /// The function.
        function: Value,
        /// What is no keyword of it.
        datum: Value,
    },
    /// `program-error`: keyword arguments in odd number.
    KeywordValue {
        /// The function.
        function: Value,
        /// The last argument.
        datum: Value,
    },
    /// An `arithmetic-error`
    Arithmetic {
        /// Which: the name of the condition type.
        condition: Value,
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
    /// `package-error` for a change of a locked package, which may be carried out nevertheless.
    PackageLock {
        /// Name of the operation, a symbol.
        operation: Value,
        /// The symbol or name that it is about.
        object: Value,
        /// The package.
        package: Value,
    },
    /// `reader-error`
    Reader {
        /// What is wrong, a sentence.
        message: String,
        /// The stream, or NIL.
        stream: Value,
        /// What a `package-error` is about if this is one too: a package, or the name of one that is not there.
        package: Option<Value>,
    },
    /// `end-of-file`
    EndOfFile {
        /// The stream.
        stream: Value,
        /// The line where the form begins that is not at its end.
        form_line: Option<i64>,
    },
    /// `stream-error`
    Stream {
        /// What is wrong, a sentence.
        message: String,
        /// The stream.
        stream: Value,
    },
    /// `stream-error`: bytes that are no characters, or a character that has no bytes.
    Coding {
        /// What is wrong, a sentence.
        message: String,
        /// The stream, or NIL.
        stream: Value,
        /// The character; else a list of place and number of the bytes in the stream's input.
        culprit: Value,
        /// The call to repeat when the culprit has been dealt with, as a list; NIL when that is not possible.
        retry: Value,
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
    /// `storage-condition`: something is nested more deeply than its treatment allows.
    Nesting {
        /// What is nested, a sentence; `datum` is printed behind it.
        message: String,
        /// What says where.
        datum: Value,
    },
    /// `storage-condition`: the heap is full.
    HeapExhausted {
        /// Bytes asked for; 0 when many small objects have filled it.
        bytes: usize,
    },
    /// What the user's interrupt signals.
    UserInterrupt,
    /// No error: the primitive's work needs Lisp functions, and calling this one does it.
    CallInstead {
        /// The symbol that names the function.
        function: Value,
        /// List of its arguments.
        arguments: Value,
    },
}

impl From<LispError> for Trap {
    fn from(error: LispError) -> Trap {
        Trap::Error(Box::new(error))
    }
}

impl LispError {
    /// Whether it helps to know which operator the error is of. What is said of forms and calls shows them anyway.
    pub(crate) fn is_of_an_operator(&self) -> bool {
        use LispError::{ArgumentCount, Keyword, KeywordValue, Program};
        use LispError::{CallInstead, HeapExhausted, Nesting, PackageLock, StackExhausted, UserInterrupt};
        let is_of_a_form =
            matches!(self, ArgumentCount { .. } | Keyword { .. } | KeywordValue { .. } | Program { .. });
        let is_no_error = matches!(
            self,
            CallInstead { .. }
                | HeapExhausted { .. }
                | Nesting { .. }
                | PackageLock { .. }
                | StackExhausted
                | UserInterrupt
        );
        !is_of_a_form && !is_no_error
    }

    /// Condition type and initargs, a property list: the arguments of `SYS::%SIGNAL-PRIMITIVE-ERROR`.
    ///
    /// A condition with a sentence has `:FORMAT-CONTROL` and `:FORMAT-ARGUMENTS` beside its own initargs.
    pub(crate) fn condition(self, heap: &mut Heap) -> (Value, Value) {
        match self {
            LispError::Type { datum, expected } => {
                (sym::TYPE_ERROR, heap.list(&type_initargs(datum, expected)))
            }
            LispError::Index { datum, limit } => {
                let expected = index_type(heap, limit);
                LispError::Type { datum, expected }.condition(heap)
            }
            LispError::CircularList { datum } => circular_list(heap, datum),
            LispError::FillPointer { datum } => no_fill_pointer(heap, datum),
            LispError::UnboundVariable { name } => (sym::UNBOUND_VARIABLE, heap.list(&[sym::KEY_NAME, name])),
            LispError::UndefinedFunction { name } => undefined_function(heap, name, &[]),
            LispError::UndefinedCall { name, arguments } => {
                undefined_function(heap, name, &[sym::KEY_ARGUMENTS, arguments])
            }
            LispError::ArgumentCount { function, count } => {
                let count = Value::fixnum(count as i64);
                wrong_call(heap, "~D is a wrong number of arguments for ~S", count, function)
            }
            LispError::Keyword { function, datum } => {
                wrong_call(heap, "~S is no keyword that ~S takes", datum, function)
            }
            LispError::KeywordValue { function, datum } => {
                wrong_call(heap, "there is no value behind keyword ~S in a call of ~S", datum, function)
            }
            LispError::Arithmetic { condition, operation, operands } => {
                let initargs = [sym::KEY_OPERATION, operation, sym::KEY_OPERANDS, operands];
                (condition, heap.list(&initargs))
            }
            LispError::Control { message, datum } => {
                (sym::CONTROL_ERROR, sentence_about(heap, &message, datum, &[]))
            }
            LispError::Program { message, datum } => {
                (sym::PROGRAM_ERROR, sentence_about(heap, &message, datum, &[]))
            }
            LispError::Package { message, package } => {
                (sym::PACKAGE_ERROR, sentence_on(heap, &message, sym::KEY_PACKAGE, package))
            }
            LispError::PackageLock { operation, object, package } => {
                (sym::PACKAGE_LOCK_ERROR, heap.list(&[operation, object, package]))
            }
            LispError::Reader { message, stream, package } => reader_error(heap, &message, stream, package),
            LispError::EndOfFile { stream, form_line } => end_of_file(heap, stream, form_line),
            LispError::Stream { message, stream } => {
                (sym::STREAM_ERROR, sentence_on(heap, &message, sym::KEY_STREAM, stream))
            }
            LispError::Coding { message, stream, culprit, retry } => {
                coding_condition(heap, &message, stream, culprit, retry)
            }
            LispError::File { message, pathname } => {
                (sym::FILE_ERROR, sentence_on(heap, &message, sym::KEY_PATHNAME, pathname))
            }
            LispError::Simple { message, datum } => {
                (sym::SIMPLE_ERROR, sentence_about(heap, &message, datum, &[]))
            }
            LispError::StackExhausted => {
                (sym::STORAGE_CONDITION, sentence(heap, "Lisp stack exhausted", &[], &[]))
            }
            LispError::Nesting { message, datum } => {
                (sym::STORAGE_CONDITION, sentence_about(heap, &message, datum, &[]))
            }
            LispError::HeapExhausted { bytes } => (sym::STORAGE_CONDITION, heap_exhausted(heap, bytes)),
            LispError::CallInstead { function, arguments } => {
                (sym::CALL_INSTEAD, heap.cons(function, arguments))
            }
            LispError::UserInterrupt => (sym::INTERRUPT_CONDITION, sentence(heap, "User break", &[], &[])),
        }
    }
}

/// Initargs that say how many bytes are not available, if that is known; more than a fixnum are as good as one.
fn heap_exhausted(heap: &mut Heap, bytes: usize) -> Value {
    if bytes == 0 {
        return sentence(heap, "Heap exhausted", &[], &[]);
    }
    let bytes = (bytes as u64).min(MOST_POSITIVE_FIXNUM as u64);
    sentence(heap, "Heap exhausted: ~D bytes are not available", &[Value::fixnum(bytes as i64)], &[])
}

fn wrong_call(heap: &mut Heap, text: &str, datum: Value, function: Value) -> (Value, Value) {
    (sym::PROGRAM_ERROR, sentence(heap, text, &[datum, function], &[]))
}

fn reader_error(heap: &mut Heap, message: &str, stream: Value, package: Option<Value>) -> (Value, Value) {
    let mut initargs = vec![sym::KEY_STREAM, stream];
    initargs.extend(package.into_iter().flat_map(|package| [sym::KEY_PACKAGE, package]));
    (sym::READER_ERROR, sentence_about(heap, message, Value::UNSUPPLIED, &initargs))
}

fn end_of_file(heap: &mut Heap, stream: Value, form_line: Option<i64>) -> (Value, Value) {
    let line = form_line.map_or(Value::NIL, Value::fixnum);
    (sym::END_OF_FILE, heap.list(&[sym::KEY_STREAM, stream, sym::KEY_LINE, line]))
}

/// The condition of text that has no bytes, or of bytes that are no text.
fn coding_condition(
    heap: &mut Heap,
    message: &str,
    stream: Value,
    culprit: Value,
    retry: Value,
) -> (Value, Value) {
    let (key_culprit, key_retry) =
        (crate::packages::keyword(heap, "CULPRIT"), crate::packages::keyword(heap, "RETRY"));
    let initargs = [sym::KEY_STREAM, stream, key_culprit, culprit, key_retry, retry];
    let condition_type = crate::packages::system_symbol(heap, "%CODING-ERROR");
    (condition_type, sentence_about(heap, message, Value::UNSUPPLIED, &initargs))
}

fn type_initargs(datum: Value, expected: Value) -> [Value; 4] {
    [sym::KEY_DATUM, datum, sym::KEY_EXPECTED_TYPE, expected]
}

/// The type of indices below `limit`.
fn index_type(heap: &mut Heap, limit: usize) -> Value {
    let limit = heap.list(&[Value::fixnum(limit as i64)]);
    heap.list(&[sym::INTEGER, Value::fixnum(0), limit])
}

fn circular_list(heap: &mut Heap, datum: Value) -> (Value, Value) {
    let expected = heap.list(&[sym::SATISFIES, sym::PROPER_LIST_P]);
    LispError::Type { datum, expected }.condition(heap)
}

fn no_fill_pointer(heap: &mut Heap, datum: Value) -> (Value, Value) {
    let has_one = heap.list(&[sym::SATISFIES, sym::ARRAY_HAS_FILL_POINTER_P]);
    let expected = heap.list(&[sym::AND, sym::VECTOR, has_one]);
    let initargs = type_initargs(datum, expected);
    (sym::TYPE_ERROR, sentence_about(heap, "the vector has no fill pointer", datum, &initargs))
}

fn undefined_function(heap: &mut Heap, name: Value, initargs: &[Value]) -> (Value, Value) {
    let name = function_name(heap, name);
    let initargs = heap.list(initargs);
    (sym::UNDEFINED_FUNCTION, heap.list_with_tail(&[sym::KEY_NAME, name], initargs))
}

/// The name of the function that symbol `holder` holds: a list for the functions of places.
fn function_name(heap: &mut Heap, holder: Value) -> Value {
    let place = if heap.is_symbol(holder) { heap.symbol_info(holder, sym::SETF_PLACE) } else { None };
    match place {
        Some(place) => heap.list(&[sym::SETF, place]),
        None => holder,
    }
}

/// Initargs of a condition that reports by a format control.
fn sentence(heap: &mut Heap, control: &str, arguments: &[Value], initargs: &[Value]) -> Value {
    let control = heap.string(control);
    let arguments = heap.list(arguments);
    let initargs = heap.list(initargs);
    heap.list_with_tail(&[sym::KEY_FORMAT_CONTROL, control, sym::KEY_FORMAT_ARGUMENTS, arguments], initargs)
}

/// Initargs of a condition that reports by `message`, which is no format control, and the object at fault.
fn sentence_about(heap: &mut Heap, message: &str, datum: Value, initargs: &[Value]) -> Value {
    let message = message.replace('~', "~~");
    if datum == Value::UNSUPPLIED {
        sentence(heap, &message, &[], initargs)
    } else {
        sentence(heap, &format!("{message}: ~S"), &[datum], initargs)
    }
}

/// Initargs of a condition that reports by `message` and has one initarg of its own.
fn sentence_on(heap: &mut Heap, message: &str, key: Value, object: Value) -> Value {
    sentence_about(heap, message, Value::UNSUPPLIED, &[key, object])
}

/// A type-error trap.
#[cold]
pub fn type_error(datum: Value, expected: Value) -> Trap {
    LispError::Type { datum, expected }.into()
}
