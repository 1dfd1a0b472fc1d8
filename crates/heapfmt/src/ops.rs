//! The opcode table: name, mnemonic, operands and meaning of every instruction, in one macro.
//!
//! The interpreter, the compiler's emitter, the disassembler, the verifier and the interface hash all expand
//! [`for_each_op`]; a new row is a compile error wherever it is not handled.
//!
//! An instruction is a little-endian 32-bit word, `op:8 a:8 b:8 c:8` from the low byte up. Some are followed by
//! one extension word. [`Op::Wide`] extends the operands of the instruction behind it: its own a, b, c become
//! the high bytes of that instruction's a, b, c (for a 16-bit field, b and c become bits 16-31).
//!
//! # The frame
//!
//! Registers are words of the Lisp stack: `R[i]` is `stack[fp + i]`. A call builds the callee's frame where
//! its arguments lie:
//!
//! ```text
//!  caller's R[a]    the function              callee's fp[-3]   receives the (first) value
//!  caller's R[a+1]  left free                 fp[-2]            return address: fixnum index into caller's code
//!  caller's R[a+2]  left free                 fp[-1]            fixnum: caller's fp distance and frame flags
//!  caller's R[a+3]  first argument            fp[0] = R[0]
//! ```
//!
//! So every stack word is a value, the stack can be scanned without maps, and a call copies nothing.
//! On return the first value is in the caller's R[a]; R[a+1] and above are garbage.
//! When the call was one of the *multiple* kind, the thread's value buffer holds all values (and the count);
//! after any other call its contents are undefined.
//!
//! # Parameters
//!
//! Required and optional parameters come first, then the rest list (present in the frame when the function takes
//! &rest **or** &key; NIL without &rest), then one register per keyword parameter. What the caller did not supply is UNSUPPLIED;
//! the function's own code computes defaults.

/// What an operand field holds. The verifier checks each kind; the disassembler prints by it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operand {
    /// Unused by the machine. Zero, unless it says which of two operators the instruction is compiled from.
    None,
    /// A register that is read.
    Read,
    /// A register that is written.
    Write,
    /// First register of a call window: function, two link words, arguments. Written with the value.
    Window,
    /// Index of a constant of the prototype.
    Constant,
    /// Index of a captured value of the closure.
    Captured,
    /// An unsigned count.
    Count,
    /// A signed integer.
    Integer,
    /// A signed jump distance in words, from the end of the instruction (extension word included).
    Jump,
    /// A row of the image's builtin table.
    Builtin,
}

/// How the operand fields lie in the instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Three 8-bit fields.
    Abc(Operand, Operand, Operand),
    /// An 8-bit field and a 16-bit field in b (low) and c (high).
    Abx(Operand, Operand),
    /// One signed 24-bit field.
    Sax(Operand),
    /// Three 8-bit fields and an extension word.
    AbcExt(Operand, Operand, Operand, Operand),
}

/// Calls the macro `$then` with all rows: `{doc Name "mnemonic" Format;}*`. A row whose instruction can signal an error ends
/// in `for "OPERATOR"`: what it is compiled from, and the error is of. Of several ways to write it this is the most basic.
#[macro_export]
macro_rules! for_each_op {
    ($then:path) => {
        $then! {
            /// Extends the operands of the next instruction.
            Wide "wide" Abc(Count, Count, Count);

            // Moves and constants
            /// R[a] := R[b]
            Move "move" Abc(Write, Read, None);
            /// R[a] := R[b], then R[a+1] := R[c]
            MovePair "move-pair" Abc(Write, Read, Read);
            /// R[a] := R[b], then R[a+1] := R[b+1], then R[a+2] := R[b+2]
            MoveTriple "move-triple" Abc(Write, Read, None);
            /// R[a] := constant bx
            LoadConstant "load-constant" Abx(Write, Constant);
            /// R[a] := fixnum bx
            LoadInteger "load-integer" Abx(Write, Integer);
            /// R[a] := NIL
            LoadNil "load-nil" Abc(Write, None, None);
            /// R[a] := T
            LoadTrue "load-true" Abc(Write, None, None);
            /// R[a] := UNSUPPLIED
            LoadUnsupplied "load-unsupplied" Abc(Write, None, None);

            // Closures and captured variables
            /// R[a] := closure of prototype constant b, capturing the c values R[a+1] .. R[a+c]
            MakeClosure "make-closure" Abc(Write, Constant, Count);
            /// R[a] := captured value b
            LoadCaptured "load-captured" Abc(Write, Captured, None);
            /// R[a] := new cell holding R[b]
            MakeCell "make-cell" Abc(Write, Read, None);
            /// R[a] := contents of cell R[b]
            LoadCell "load-cell" Abc(Write, Read, None);
            /// contents of cell R[a] := R[b]
            StoreCell "store-cell" Abc(Read, Read, None);
            /// R[a] := contents of the cell that is captured value b
            LoadCapturedCell "load-captured-cell" Abc(Write, Captured, None);
            /// contents of the cell that is captured value a := R[b]
            StoreCapturedCell "store-captured-cell" Abc(Captured, Read, None);

            // Symbols
            /// R[a] := value of the special variable constant bx; unbound is an error
            LoadSpecial "load-special" Abx(Write, Constant);
            /// value of the special variable constant bx := R[a]
            StoreSpecial "store-special" Abx(Read, Constant);
            /// R[a] := global value of symbol constant bx, which is never bound dynamically; unbound is an error
            LoadGlobal "load-global" Abx(Write, Constant);
            /// global value of symbol constant bx := R[a]
            StoreGlobal "store-global" Abx(Read, Constant);
            /// R[a] := function of symbol constant bx; undefined, macro or special operator is an error
            LoadFunction "load-function" Abx(Write, Constant);
            /// Binds the special variable constant bx to R[a]
            Bind "bind" Abx(Read, Constant);
            /// Undoes the a newest dynamic bindings
            Unbind "unbind" Abc(Count, None, None);

            // Calls. Window: function or nothing in R[a], arguments from R[a+3].
            /// Calls R[a], a function or symbol, with b arguments; one value to R[a]
            Call "call" Abc(Window, Count, None) for "FUNCALL";
            /// Calls the function of symbol constant b with c arguments; one value to R[a]
            CallNamed "call-named" Abc(Window, Constant, Count);
            /// Calls the running function with b arguments; one value to R[a]
            CallSelf "call-self" Abc(Window, Count, None);
            /// As call-self, after the moves R[a+b+1] := R[c] and then R[a+b+2] := R[extension word]
            CallSelfPair "call-self-pair" AbcExt(Window, Count, Read, Read);
            /// As call, all values to the value buffer too
            CallMultiple "call-multiple" Abc(Window, Count, None) for "FUNCALL";
            /// As call-named, all values to the value buffer too
            CallNamedMultiple "call-named-multiple" Abc(Window, Constant, Count);
            /// Returns what calling R[a] with b arguments returns; reuses the frame
            TailCall "tail-call" Abc(Window, Count, None) for "FUNCALL";
            /// Returns what calling the function of symbol constant b with c arguments returns; reuses the frame
            TailCallNamed "tail-call-named" Abc(Window, Constant, Count);
            /// Calls R[a] with b arguments, the last of which is a list that is spread; one value to R[a]
            Apply "apply" Abc(Window, Count, None) for "APPLY";
            /// As apply, all values to the value buffer too
            ApplyMultiple "apply-multiple" Abc(Window, Count, None) for "APPLY";
            /// Returns what apply would deliver; reuses the frame
            TailApply "tail-apply" Abc(Window, Count, None) for "APPLY";
            /// R[a] := builtin (extension word) of the b arguments R[a] .. R[a+b-1]; no frame. The builtin takes
            /// exactly b parameters, or its optional and rest parameters are filled as for a call
            CallBuiltin "call-builtin" AbcExt(Window, Count, None, Builtin);

            // Returns and multiple values
            /// Returns R[a]
            Return "return" Abc(Read, None, None);
            /// Returns NIL
            ReturnNil "return-nil" Abc(None, None, None);
            /// Returns the b values R[a] .. R[a+b-1]
            ReturnValues "return-values" Abc(Read, Count, None);
            /// Returns what the value buffer holds
            ReturnMultiple "return-multiple" Abc(None, None, None);
            /// value buffer := the b values R[a] .. R[a+b-1]
            SetValues "set-values" Abc(Read, Count, None);
            /// R[a] .. R[a+b-1] := values of the value buffer, NIL for missing ones
            TakeValues "take-values" Abc(Write, Count, None);
            /// R[a] := list of the values of the value buffer
            ValuesToList "values-to-list" Abc(Write, None, None);
            /// value buffer := elements of the list R[a]
            ListToValues "list-to-values" Abc(Read, None, None) for "VALUES-LIST";
            /// R[a] := first value of the value buffer, or NIL
            FirstValue "first-value" Abc(Write, None, None);

            // Jumps. Only `loop` jumps backward: it polls for collection and interrupts.
            /// Jumps forward
            Jump "jump" Sax(Jump);
            /// Jumps backward, after polling
            Loop "loop" Sax(Jump);
            /// Jumps forward if R[a] is NIL
            JumpIfNil "jump-if-nil" Abx(Read, Jump);
            /// Jumps forward if R[a] is not NIL
            JumpIfTrue "jump-if-true" Abx(Read, Jump);
            /// Jumps forward if R[a] is not UNSUPPLIED
            JumpIfSupplied "jump-if-supplied" Abx(Read, Jump);
            /// Jumps forward if R[a] is a cons
            JumpIfCons "jump-if-cons" Abx(Read, Jump);
            /// Jumps forward if R[a] is not a cons
            JumpIfAtom "jump-if-atom" Abx(Read, Jump);
            /// Jumps forward if R[a] and R[b] are EQ
            JumpIfEq "jump-if-eq" AbcExt(Read, Read, None, Jump);
            /// Jumps forward if R[a] and R[b] are not EQ
            JumpIfNotEq "jump-if-not-eq" AbcExt(Read, Read, None, Jump);
            /// Jumps forward if R[a] and R[b] are EQL
            JumpIfEql "jump-if-eql" AbcExt(Read, Read, None, Jump);
            /// Jumps forward if R[a] and R[b] are not EQL
            JumpIfNotEql "jump-if-not-eql" AbcExt(Read, Read, None, Jump);
            /// Jumps forward if R[a] < R[b]
            JumpIfLess "jump-if-less" AbcExt(Read, Read, None, Jump) for "<" ">";
            /// Jumps forward if not R[a] < R[b]
            JumpIfNotLess "jump-if-not-less" AbcExt(Read, Read, None, Jump) for "<" ">";
            /// Jumps forward if R[a] <= R[b]
            JumpIfLessOrEqual "jump-if-less-or-equal" AbcExt(Read, Read, None, Jump) for "<=" ">=";
            /// Jumps forward if not R[a] <= R[b]
            JumpIfNotLessOrEqual "jump-if-not-less-or-equal" AbcExt(Read, Read, None, Jump) for "<=" ">=";
            /// Jumps forward if R[a] = R[b]
            JumpIfNumberEqual "jump-if-number-equal" AbcExt(Read, Read, None, Jump) for "=";
            /// Jumps forward if not R[a] = R[b]
            JumpIfNotNumberEqual "jump-if-not-number-equal" AbcExt(Read, Read, None, Jump) for "=";
            /// Jumps forward if R[a] < b, a signed byte (16 bits when wide)
            JumpIfLessInteger "jump-if-less-integer" AbcExt(Read, Integer, None, Jump) for "<" ">";
            /// Jumps forward if not R[a] < b
            JumpIfNotLessInteger "jump-if-not-less-integer" AbcExt(Read, Integer, None, Jump) for "<" ">";
            /// Jumps forward if R[a] > b
            JumpIfGreaterInteger "jump-if-greater-integer" AbcExt(Read, Integer, None, Jump) for ">" "<";
            /// Jumps forward if not R[a] > b
            JumpIfNotGreaterInteger "jump-if-not-greater-integer" AbcExt(Read, Integer, None, Jump) for ">" "<";
            /// Jumps forward if R[a] = b
            JumpIfEqualInteger "jump-if-equal-integer" AbcExt(Read, Integer, None, Jump) for "=";
            /// Jumps forward if not R[a] = b
            JumpIfNotEqualInteger "jump-if-not-equal-integer" AbcExt(Read, Integer, None, Jump) for "=";

            // Arithmetic: fixnums inline, everything else out of line
            /// R[a] := R[b] + R[c]
            Add "add" Abc(Write, Read, Read) for "+";
            /// R[a] := R[b] + c, a signed byte
            AddInteger "add-integer" Abc(Write, Read, Integer) for "+";
            /// R[a] := R[b] - R[c]
            Subtract "subtract" Abc(Write, Read, Read) for "-";
            /// R[a] := R[b] * R[c]
            Multiply "multiply" Abc(Write, Read, Read) for "*";
            /// R[a] := bitwise and of R[b] and R[c]
            LogAnd "logand" Abc(Write, Read, Read) for "LOGAND";
            /// R[a] := bitwise inclusive or
            LogIor "logior" Abc(Write, Read, Read) for "LOGIOR";
            /// R[a] := bitwise exclusive or
            LogXor "logxor" Abc(Write, Read, Read) for "LOGXOR";

            // Data
            /// R[a] := R[b] EQ R[c]
            Eq "eq" Abc(Write, Read, Read);
            /// R[a] := R[b] is NIL
            Not "not" Abc(Write, Read, None);
            /// R[a] := (cons R[b] R[c])
            Cons "cons" Abc(Write, Read, Read);
            /// R[a] := (car R[b])
            Car "car" Abc(Write, Read, None) for "CAR";
            /// R[a] := (cdr R[b])
            Cdr "cdr" Abc(Write, Read, None) for "CDR";
            /// R[a] := list of the b values R[a] .. R[a+b-1]
            List "list" Abc(Write, Count, None);
            /// (rplaca R[a] R[b])
            SetCar "set-car" Abc(Read, Read, None) for "RPLACA";
            /// (rplacd R[a] R[b])
            SetCdr "set-cdr" Abc(Read, Read, None) for "RPLACD";
            /// R[a] := (svref R[b] R[c])
            LoadElement "load-element" Abc(Write, Read, Read) for "SVREF";
            /// (setf (svref R[a] R[b]) R[c])
            StoreElement "store-element" Abc(Read, Read, Read) for "(SETF SVREF)";
            /// R[a] := (aref R[b] R[c])
            LoadArrayElement "load-array-element" Abc(Write, Read, Read) for "AREF";
            /// (setf (aref R[a] R[b]) R[c])
            StoreArrayElement "store-array-element" Abc(Read, Read, Read) for "(SETF AREF)";
            /// R[a] := the slot with the extension word's number of R[b], a structure of the layout R[c]
            LoadSlot "load-slot" AbcExt(Write, Read, Read, Count);
            /// the slot with the extension word's number of R[a], a structure of the layout R[b], := R[c]
            StoreSlot "store-slot" AbcExt(Read, Read, Read, Count);

            // Non-local exits. Entries of the control stack are popped by `leave`, or by exits that pass them.
            /// Enters a CATCH for tag R[a]. A throw delivers its values to R[a] and the value buffer and goes on at
            /// bx, the entry popped
            EnterCatch "enter-catch" Abx(Write, Jump);
            /// Enters a BLOCK that closures exit from: R[a] := new exit point. An exit delivers its values to
            /// R[a] and the value buffer and goes on at bx, the entry popped
            EnterBlock "enter-block" Abx(Write, Jump);
            /// Enters a TAGBODY that closures jump into: R[a] := new exit point. A jump puts the label's number in
            /// R[a+1] and goes on at bx, the entry kept
            EnterTagbody "enter-tagbody" Abx(Write, Jump);
            /// Enters an UNWIND-PROTECT whose cleanup forms are at bx; an unwinding enters them with R[a] holding
            /// its state, the entry popped
            EnterProtect "enter-protect" Abx(Write, Jump);
            /// Enters a PROGV: binds the symbols of list R[a] to the values of list R[b]
            EnterProgv "enter-progv" Abc(Read, Read, None) for "PROGV";
            /// Pops the a newest control entries; a PROGV's bindings are undone
            Leave "leave" Abc(Count, None, None);
            /// Ends cleanup forms: when R[a] is an unwinding's state it goes on, when NIL control falls through
            EndProtect "end-protect" Abc(Read, None, None);
            /// Throws the value buffer's values to the catch tag R[a]
            Throw "throw" Abc(Read, None, None) for "THROW";
            /// Exits to the exit point R[a] with the value buffer's values
            ExitTo "exit-to" Abc(Read, None, None) for "RETURN-FROM";
            /// Jumps to label number R[b] of the tagbody whose exit point is R[a]
            GoTo "go-to" Abc(Read, Read, None) for "GO";
        }
    };
}

macro_rules! define_ops {
    ($($(#[doc = $doc:literal])* $name:ident $mnemonic:literal $format:ident($($operand:ident),*)
       $(for $($operator:literal)+)?;)*) => {
        /// An operation code.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[repr(u8)]
        pub enum Op { $($(#[doc = $doc])* $name,)* }

        /// All operations, by code.
        pub static OPS: &[OpInfo] = &[
            $(OpInfo {
                op: Op::$name,
                mnemonic: $mnemonic,
                format: Format::$format($(Operand::$operand),*),
                doc: concat!($($doc),*),
                operators: &[$($($operator),+)?],
            },)*
        ];
    };
}

/// Position of the field that says which of two operators an instruction is compiled from.
pub const EXCHANGE: usize = 2;

/// Table row of an operation.
pub struct OpInfo {
    /// The code.
    pub op: Op,
    /// Its name in listings.
    pub mnemonic: &'static str,
    /// Its operands.
    pub format: Format,
    /// What it does.
    pub doc: &'static str,
    /// The operators that an error in it may be of: a standard symbol's name, or that in `(SETF NAME)`. Where there are
    /// two, field c says which: 1 means that the operands are written the other way round.
    pub operators: &'static [&'static str],
}

for_each_op!(define_ops);

impl Op {
    /// The operation with number `code`, or `None`.
    #[inline]
    pub fn from_number(code: u8) -> Option<Op> {
        OPS.get(usize::from(code)).map(|info| info.op)
    }

    /// The operation's table row.
    pub fn info(self) -> &'static OpInfo {
        &OPS[self as usize]
    }

    /// The largest number that a field which the machine does not use may hold.
    pub fn most_in_unused_field(self, position: usize) -> i64 {
        i64::from(position == EXCHANGE && self.info().operators.len() == 2)
    }

    /// Whether an extension word follows the instruction.
    pub fn has_extension(self) -> bool {
        matches!(self.info().format, Format::AbcExt(..))
    }
}

/// One instruction word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(transparent)]
pub struct Instruction(pub u32);

impl Instruction {
    /// Packs three 8-bit fields.
    pub const fn abc(op: Op, a: u8, b: u8, c: u8) -> Instruction {
        Instruction(op as u32 | (a as u32) << 8 | (b as u32) << 16 | (c as u32) << 24)
    }

    /// Packs an 8-bit and a 16-bit field.
    pub const fn abx(op: Op, a: u8, bx: u16) -> Instruction {
        Instruction(op as u32 | (a as u32) << 8 | (bx as u32) << 16)
    }

    /// Packs a signed 24-bit field; higher bits are dropped.
    pub const fn sax(op: Op, distance: i32) -> Instruction {
        Instruction(op as u32 | (distance as u32) << 8)
    }

    /// The operation's number, which may be no operation.
    #[inline(always)]
    pub const fn op_number(self) -> u8 {
        self.0 as u8
    }

    /// Field a.
    #[inline(always)]
    pub const fn a(self) -> u8 {
        (self.0 >> 8) as u8
    }

    /// Field b.
    #[inline(always)]
    pub const fn b(self) -> u8 {
        (self.0 >> 16) as u8
    }

    /// Field c.
    #[inline(always)]
    pub const fn c(self) -> u8 {
        (self.0 >> 24) as u8
    }

    /// The unsigned 16-bit field.
    #[inline(always)]
    pub const fn bx(self) -> u16 {
        (self.0 >> 16) as u16
    }

    /// The signed 24-bit field.
    #[inline(always)]
    pub const fn sax_field(self) -> i32 {
        self.0 as i32 >> 8
    }
}

const _: () = assert!(OPS.len() <= 256, "an operation code has 8 bits");
