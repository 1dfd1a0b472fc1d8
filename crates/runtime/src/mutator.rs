//! What a primitive may touch: the heap, the value buffer, dynamic bindings, roots.
//!
//! A [`Mutator`] can allocate but neither collect nor call Lisp, so a primitive needs no rooting: no value moves
//! while it runs.

use crate::heap::Heap;
use crate::primitives::{BuiltinFunctions, PRIMITIVES};
use crate::reader;
use crate::roots::RootArena;
use crate::streams::files::FileTable;
use crate::vm::bindings;
use heapfmt::Value;

/// State of one Lisp thread that primitives use.
///
/// What a primitive may do with it:
///
/// ```
/// use heapfmt::Value;
/// use runtime::mutator::Mutator;
/// fn primitive(m: &mut Mutator) -> Value {
///     m.heap.cons(Value::NIL, Value::NIL)
/// }
/// ```
///
/// Collecting needs a permit that only safepoints have:
///
/// ```compile_fail
/// use runtime::heap::Collection;
/// use runtime::mutator::Mutator;
/// fn primitive(m: &mut Mutator) {
///     m.heap.collect(runtime::vm::safepoint::SafepointPermit(()), Collection::Full, &mut []);
/// }
/// ```
///
/// ```compile_fail
/// use runtime::heap::Collection;
/// use runtime::mutator::Mutator;
/// fn primitive(m: &mut Mutator) {
///     m.collect(Collection::Full);
/// }
/// ```
///
/// Calling Lisp needs the machine, which a primitive does not get:
///
/// ```compile_fail,E0599
/// use heapfmt::Value;
/// use runtime::mutator::Mutator;
/// fn primitive(m: &mut Mutator, function: Value) {
///     let _ = m.call_nested(function, &[]);
/// }
/// ```
pub struct Mutator {
    /// The heap.
    pub heap: Heap,
    /// Values of Rust code that runs Lisp in between.
    pub roots: RootArena,
    /// All values of the last multiple-value return.
    pub values: Vec<Value>,
    /// Value of each dynamically bound variable, by binding index; NO_BINDING where it is not bound.
    pub bindings: Vec<Value>,
    /// What dynamic bindings hide: pairs of binding index (a fixnum) and the value before.
    pub(crate) binding_stack: Vec<Value>,
    /// Whether the running primitive has put its values into the buffer.
    pub(crate) returned_values: bool,
    /// The builtins, by the image's own numbers for them.
    pub builtins: BuiltinFunctions,
    /// Open files.
    pub files: FileTable,
    /// What nested calls of the reader share.
    pub(crate) reading: reader::SharedState,
}

impl Mutator {
    /// A mutator for `heap` with no dynamic bindings.
    pub fn new(heap: Heap) -> Mutator {
        Mutator {
            heap,
            roots: RootArena::default(),
            values: Vec::new(),
            bindings: Vec::new(),
            binding_stack: Vec::new(),
            returned_values: false,
            builtins: &PRIMITIVES,
            files: FileTable::default(),
            reading: reader::SharedState::default(),
        }
    }

    /// Value of a variable: the innermost dynamic binding, else the global value; UNBOUND when it has none.
    pub fn variable_value(&self, name: Value) -> Value {
        bindings::value(self, name)
    }

    /// Sets a variable's innermost dynamic binding, or its global value.
    pub fn set_variable_value(&mut self, name: Value, value: Value) {
        bindings::set_value(self, name, value);
    }

    /// Returns several values from a primitive: the buffer gets all, the result is the first.
    pub fn return_values(&mut self, values: &[Value]) -> Value {
        self.values.clear();
        self.values.extend_from_slice(values);
        self.return_buffer()
    }

    /// Returns what is in the value buffer.
    #[inline]
    pub(crate) fn return_buffer(&mut self) -> Value {
        self.returned_values = true;
        self.values.first().copied().unwrap_or(Value::NIL)
    }

    /// Makes `value` the only one in the buffer.
    #[inline]
    pub(crate) fn set_single_value(&mut self, value: Value) {
        self.values.clear();
        self.values.push(value);
    }
}
