//! Reading objects (CLHS chapter 23).

use crate::error::LispError;
use crate::reader::{ReadMode, read_with_mode};
use crate::vm::{Unwind, Vm};
use heapfmt::Value;

primitives! {
    pub(super) static READER = {
        /// Reads an object from STREAM. At its end, returns EOF-VALUE unless EOF-ERROR-P is true.
        nested "SYSTEM:%READ" "stream eof-error-p eof-value recursive-p" => read;
    }
}

fn read(vm: &mut Vm, [stream, eof_error, eof_value, recursive]: [Value; 4]) -> Result<Value, Unwind> {
    let mark = vm.mutator.roots.mark();
    let kept = [stream, eof_value].map(|value| vm.mutator.roots.push(value));
    let mode = ReadMode { recursive: !recursive.is_nil(), preserve_whitespace: false };
    let result = read_with_mode(vm, stream, mode);
    let [stream, eof_value] = kept.map(|root| vm.mutator.roots.get(root));
    vm.mutator.roots.truncate(mark);
    match result? {
        Value::EOF if eof_error.is_nil() => Ok(eof_value),
        Value::EOF => Err(LispError::EndOfFile { stream }.into()),
        object => Ok(object),
    }
}
