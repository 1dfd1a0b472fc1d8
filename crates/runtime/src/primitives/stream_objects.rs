//! Streams (CLHS chapter 21) as objects: making those that are no files, asking what they are and what they are made of.

use super::arguments::{bounds, list_to_vec, string};
use super::streams::check;
use crate::arrays;
use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::mutator::Mutator;
use crate::streams::input;
use crate::streams::object::{self, Kind, state};
use crate::streams::output;
use heapfmt::Value;
use heapfmt::layout::{TypeCode, stream};
use heapfmt::statics::sym;

primitives! {
    pub(super) static STREAM_OBJECTS = {
        /// Returns a stream that reads STRING from START to END.
        effect "COMMON-LISP:MAKE-STRING-INPUT-STREAM" "string &optional start end" => make_string_input_stream;
        /// Returns how many characters of a string input stream have been read.
        effect "SYSTEM:%STREAM-INDEX" "stream" => stream_index;
        /// Returns a stream that collects what is written.
        alloc "SYSTEM:%MAKE-STRING-OUTPUT-STREAM" "" => make_string_output_stream;
        /// Returns a stream that pushes what is written onto STRING, which has a fill pointer.
        alloc "SYSTEM:%MAKE-STRING-PUSH-STREAM" "string" => make_string_push_stream;
        /// Returns what STREAM has collected since the last time, as a string.
        effect "COMMON-LISP:GET-OUTPUT-STREAM-STRING" "stream" => get_output_stream_string;
        /// Returns a stream that stands for the value of SYMBOL.
        alloc "COMMON-LISP:MAKE-SYNONYM-STREAM" "symbol" => make_synonym_stream;
        /// Returns a stream that reads from one stream and writes to the other.
        alloc "COMMON-LISP:MAKE-TWO-WAY-STREAM" "input-stream output-stream" => make_two_way_stream;
        /// Returns a stream that writes what it reads.
        alloc "COMMON-LISP:MAKE-ECHO-STREAM" "input-stream output-stream" => make_echo_stream;
        /// Returns a stream that writes to all of STREAMS.
        alloc "COMMON-LISP:MAKE-BROADCAST-STREAM" "&rest streams" => rest make_broadcast_stream;
        /// Returns a stream that reads STREAMS one after the other.
        alloc "COMMON-LISP:MAKE-CONCATENATED-STREAM" "&rest streams" => rest make_concatenated_stream;
        /// Returns the kind of STREAM as a symbol, the name of its class.
        effect "SYSTEM:%STREAM-KIND" "stream" => stream_kind;
        /// Returns the list of streams, or the symbol, that STREAM is made of.
        effect "SYSTEM:%STREAM-COMPONENTS" "stream" => stream_components;
        /// Returns true if OBJECT is a stream.
        pure "COMMON-LISP:STREAMP" "object" => streamp;
        /// Returns true if STREAM can be read.
        effect "COMMON-LISP:INPUT-STREAM-P" "stream" => input_stream_p;
        /// Returns true if STREAM can be written.
        effect "COMMON-LISP:OUTPUT-STREAM-P" "stream" => output_stream_p;
        /// Returns true if STREAM has not been closed.
        effect "COMMON-LISP:OPEN-STREAM-P" "stream" => open_stream_p;
        /// Returns true if a person may sit at the other end of STREAM.
        effect "COMMON-LISP:INTERACTIVE-STREAM-P" "stream" => interactive_stream_p;
    }
}

fn make_string_input_stream(m: &mut Mutator, [text, start, end]: [Value; 3]) -> PrimitiveResult {
    let vector = string(&m.heap, text)?;
    let (start, end) = bounds(start, end, vector.length)?;
    input::create_string_input(m, vector.data, vector.start + start, vector.start + end)
}

fn stream_index(m: &mut Mutator, [stream]: [Value; 1]) -> PrimitiveResult {
    if object::kind(&m.heap, check(m, stream)?) != Kind::StringInput {
        return Err(LispError::Stream { message: "not a string input stream".to_owned(), stream }.into());
    }
    Ok(Value::fixnum(input::n_chars_read(m, stream) as i64))
}

fn make_string_output_stream(m: &mut Mutator, []: [Value; 0]) -> PrimitiveResult {
    Ok(output::create_string_output(m))
}

fn make_string_push_stream(m: &mut Mutator, [text]: [Value; 1]) -> PrimitiveResult {
    string(&m.heap, text)?;
    if arrays::array_flags(&m.heap, text) & arrays::HAS_FILL_POINTER == 0 {
        return Err(LispError::FillPointer { datum: text }.into());
    }
    Ok(output::create_string_push(m, text))
}

fn get_output_stream_string(m: &mut Mutator, [stream]: [Value; 1]) -> PrimitiveResult {
    let is_output = object::kind(&m.heap, check(m, stream)?) == Kind::StringOutput;
    if !is_output || !m.heap.slot(stream, stream::HANDLE).is_nil() {
        return Err(LispError::Stream { message: "not a string output stream".to_owned(), stream }.into());
    }
    output::take_collected(m, stream)
}

fn make_synonym_stream(m: &mut Mutator, [variable]: [Value; 1]) -> PrimitiveResult {
    if !m.heap.is_symbol(variable) {
        return Err(type_error(variable, sym::SYMBOL));
    }
    Ok(object::create_synonym(&mut m.heap, variable))
}

/// A stream that can be read, or written when `bit` says so.
fn check_direction(m: &mut Mutator, value: Value, bit: i64) -> Result<Value, Trap> {
    if resolved_bits(m, value)? & bit != 0 {
        return Ok(value);
    }
    let name = if bit == state::INPUT { "INPUT-STREAM-P" } else { "OUTPUT-STREAM-P" };
    let predicate = crate::packages::standard_symbol(&mut m.heap, name);
    let expected = m.heap.list(&[sym::SATISFIES, predicate]);
    Err(type_error(value, expected))
}

fn make_pair(m: &mut Mutator, kind: Kind, input: Value, output: Value) -> PrimitiveResult {
    check_direction(m, input, state::INPUT)?;
    check_direction(m, output, state::OUTPUT)?;
    Ok(object::create_pair(&mut m.heap, kind, input, output))
}

fn make_two_way_stream(m: &mut Mutator, [input, output]: [Value; 2]) -> PrimitiveResult {
    make_pair(m, Kind::TwoWay, input, output)
}

fn make_echo_stream(m: &mut Mutator, [input, output]: [Value; 2]) -> PrimitiveResult {
    make_pair(m, Kind::Echo, input, output)
}

fn make_compound(m: &mut Mutator, kind: Kind, components: &[Value]) -> PrimitiveResult {
    let bit = if kind == Kind::Broadcast { state::OUTPUT } else { state::INPUT };
    for &component in components {
        check_direction(m, component, bit)?;
    }
    Ok(object::create_compound(&mut m.heap, kind, components))
}

fn make_broadcast_stream(m: &mut Mutator, []: [Value; 0], streams: &[Value]) -> PrimitiveResult {
    make_compound(m, Kind::Broadcast, streams)
}

fn make_concatenated_stream(m: &mut Mutator, []: [Value; 0], streams: &[Value]) -> PrimitiveResult {
    make_compound(m, Kind::Concatenated, streams)
}

fn stream_kind(m: &mut Mutator, [stream]: [Value; 1]) -> PrimitiveResult {
    let name = match object::kind(&m.heap, check(m, stream)?) {
        Kind::File => "FILE-STREAM",
        Kind::StringInput | Kind::StringOutput => "STRING-STREAM",
        Kind::Synonym => "SYNONYM-STREAM",
        Kind::TwoWay => "TWO-WAY-STREAM",
        Kind::Echo => "ECHO-STREAM",
        Kind::Broadcast => "BROADCAST-STREAM",
        Kind::Concatenated => "CONCATENATED-STREAM",
    };
    let package = m.heap.symbol_slot(sym::CAR, heapfmt::layout::symbol::PACKAGE);
    Ok(crate::packages::intern(&mut m.heap, name, package))
}

fn stream_components(m: &mut Mutator, [stream]: [Value; 1]) -> PrimitiveResult {
    let first = m.heap.slot(check(m, stream)?, stream::BUFFER);
    match object::kind(&m.heap, stream) {
        Kind::Synonym => Ok(first),
        Kind::TwoWay | Kind::Echo => {
            let second = m.heap.slot(stream, stream::POSITION);
            Ok(m.heap.list(&[first, second]))
        }
        Kind::Broadcast | Kind::Concatenated => {
            let components = list_to_vec(&m.heap, first)?;
            Ok(m.heap.list(&components))
        }
        Kind::File | Kind::StringInput | Kind::StringOutput => Ok(Value::NIL),
    }
}

fn streamp(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(m.heap.is(object, TypeCode::Stream)))
}

/// State bits of a stream, a synonym stream's being those of the stream it stands for.
fn resolved_bits(m: &Mutator, stream: Value) -> Result<i64, Trap> {
    let mut target = check(m, stream)?;
    for _ in 0..100 {
        if object::kind(&m.heap, target) != Kind::Synonym {
            return Ok(object::state_bits(&m.heap, target));
        }
        target = check(m, m.variable_value(m.heap.slot(target, stream::BUFFER)))?;
    }
    Err(LispError::Stream { message: "the stream stands for itself".to_owned(), stream }.into())
}

fn input_stream_p(m: &mut Mutator, [stream]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(resolved_bits(m, stream)? & state::INPUT != 0))
}

fn output_stream_p(m: &mut Mutator, [stream]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(resolved_bits(m, stream)? & state::OUTPUT != 0))
}

fn open_stream_p(m: &mut Mutator, [stream]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(object::state_bits(&m.heap, check(m, stream)?) & state::OPEN != 0))
}

fn interactive_stream_p(m: &mut Mutator, [stream]: [Value; 1]) -> PrimitiveResult {
    check(m, stream)?;
    input::is_interactive(m, stream).map(Value::boolean)
}
