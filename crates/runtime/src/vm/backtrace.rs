//! Backtraces: the frames of the Lisp stack as data.

use super::state::{FrameFlags, LINK_WORDS, Link};
use super::{Vm, introspection};
use heapfmt::Value;
use heapfmt::layout::{Arity, closure, prototype};

impl Vm {
    /// The innermost `limit` frames below the running primitive, innermost first, each a list of function name,
    /// list of arguments, line or NIL, file or NIL, T if the function is the system's own. An argument is shown as its
    /// register is: the function may have used the register for something else since.
    pub(crate) fn backtrace(&mut self, limit: usize) -> Value {
        let mut frames = Vec::new();
        let (mut frame, mut index) = (self.suspended.frame, self.suspended.index);
        let mut is_failing_instruction = false;
        while frame != 0 && frames.len() < limit {
            // A return address lies behind the call.
            let at = if is_failing_instruction { index } else { index.saturating_sub(1) };
            frames.push(self.describe_frame(frame, at));
            let words = self.stack.values();
            let link = Link::from_value(words[frame - 1]);
            index = words[frame - 2].fixnum_unchecked() as usize;
            is_failing_instruction = link.flags().has(FrameFlags::RESUME);
            frame -= link.distance();
        }
        self.mutator.heap.list(&frames)
    }

    fn describe_frame(&mut self, frame: usize, index: usize) -> Value {
        let heap = &mut self.mutator.heap;
        let function = self.stack.values()[frame - LINK_WORDS];
        let prototype = heap.slot(function, closure::PROTOTYPE);
        let arity = Arity::unpack(heap.slot(prototype, prototype::ARITY).fixnum_unchecked());
        let n_positional = usize::from(arity.required + arity.optional);
        let registers = &self.stack.values()[frame..];
        let args: Vec<Value> = registers[..n_positional]
            .iter()
            .take_while(|&&argument| argument != Value::UNSUPPLIED)
            .copied()
            .collect();
        let rest = if arity.rest { registers[n_positional] } else { Value::NIL };
        let args = heap.list_with_tail(&args, if rest.is_list() { rest } else { Value::NIL });
        let name = introspection::function_name(heap, function);
        let is_system = Value::boolean(introspection::is_system(heap, prototype));
        let (file, line) = match introspection::source_position(heap, prototype, index) {
            Some((file, line)) => (file, Value::fixnum(i64::from(line))),
            None => (Value::NIL, Value::NIL),
        };
        heap.list(&[name, args, line, file, is_system])
    }
}
