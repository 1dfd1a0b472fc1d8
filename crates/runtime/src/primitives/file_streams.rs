//! Streams of files (CLHS chapter 21): opening and closing, elements, external formats, positions. Keywords are
//! checked and given their defaults in Lisp.

use super::arguments::{bounds, non_nil, size, string, vector};
use super::streams::check;
use crate::arrays::{Elements, Vector};
use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::mutator::Mutator;
use crate::numbers::integer;
use crate::streams::charset::{CHARSETS, Charset, Decoded};
use crate::streams::format::{Format, LineEnd, OnError};
use crate::streams::numbers::{self, Element};
use crate::streams::object::{self, Kind, state};
use crate::streams::opening::{self, Direction, IfExists, IfMissing, OpenMode};
use crate::streams::positions::{self, Target};
use crate::streams::{input, output};
use heapfmt::Value;
use heapfmt::layout::{ElementType, Header, TypeCode, stream};
use heapfmt::statics::sym;

primitives! {
    pub(super) static FILE_STREAMS = {
        /// Opens the file NAME and returns a stream of characters in UTF-8, or NIL where the keywords ask for that.
        effect "SYSTEM:%OPEN" "name direction if-exists if-does-not-exist packed-p buffered-p" => open;
        /// Closes STREAM; returns true if it was open.
        effect "SYSTEM:%CLOSE" "stream abort" => close;
        /// Makes the elements of a file stream characters (WIDTH is NIL), characters and bytes (T), or integers of
        /// WIDTH bits, signed ones when it is negative. ELEMENT-TYPE is what the stream tells of it.
        effect "SYSTEM:%SET-STREAM-ELEMENT" "stream width element-type" => set_stream_element;
        /// Sets the external format of a file stream to ENCODING, whose parts are the other arguments.
        effect "SYSTEM:%SET-STREAM-ENCODING" "stream encoding charset line-end input-action output-action" =>
            set_stream_encoding;
        /// Returns the element type and the external format of a file stream as they were set, and the width of
        /// its elements.
        effect "SYSTEM:%FILE-STREAM-FORMAT" "stream" => file_stream_format;
        /// Returns the name that a file stream was opened with, or NIL.
        effect "SYSTEM:%FILE-STREAM-NAME" "stream" => file_stream_name;
        /// Returns the names of all character sets; a name of several stands behind the one that is printed.
        alloc "SYSTEM:%CHARSET-NAMES" "" => charset_names;
        /// Returns the number of elements of a stream's file.
        effect "COMMON-LISP:FILE-LENGTH" "stream" => file_length;
        /// Returns the position of a stream or, given POSITION, moves there and returns true if it could.
        effect "SYSTEM:%FILE-POSITION" "stream &optional position" => file_position;
        /// Returns the number of bytes that CHARACTERS, a string, take on STREAM, or NIL.
        effect "SYSTEM:%FILE-STRING-LENGTH" "stream characters" => file_string_length;
        /// Throws away input that has been typed and not read yet.
        effect "SYSTEM:%CLEAR-INPUT" "stream" => clear_input;
        /// Puts TEXT in the place of N-BYTES undecodable bytes, OFFSET bytes behind the next one.
        effect "SYSTEM:%SUBSTITUTE-UNDECODABLE" "stream offset n-bytes text" => substitute_undecodable;
        /// Returns a byte vector of part of STRING in an external format.
        effect "SYSTEM:%STRING-TO-BYTES" "string start end charset line-end output-action" => string_to_bytes;
        /// Returns the string that part of a byte vector is in an external format.
        effect "SYSTEM:%BYTES-TO-STRING" "bytes start end charset input-action" => bytes_to_string;
        /// Returns the integer that a byte vector is, the lowest byte first.
        effect "SYSTEM:%BYTES-TO-INTEGER" "bytes signed-p" => bytes_to_integer;
    }
}

/// The name of a symbol, for a keyword with few values.
fn name_of(m: &Mutator, value: Value) -> Result<String, Trap> {
    if m.heap.is_symbol(value) { Ok(m.heap.symbol_name(value)) } else { Err(type_error(value, sym::SYMBOL)) }
}

fn unknown(what: &str, datum: Value) -> Trap {
    LispError::Program { message: format!("OPEN has no such {what}"), datum }.into()
}

fn open(
    m: &mut Mutator,
    [name, direction, if_exists, if_missing, is_packed, is_buffered]: [Value; 6],
) -> PrimitiveResult {
    let path = string(&m.heap, name)?.text(&m.heap);
    let direction_name = name_of(m, direction)?;
    let mode = OpenMode {
        direction: match direction_name.as_str() {
            "INPUT" | "INPUT-IMMUTABLE" | "PROBE" => Direction::Input,
            "OUTPUT" => Direction::Output,
            "IO" => Direction::Both,
            _ => return Err(unknown(":DIRECTION", direction)),
        },
        if_exists: match name_of(m, if_exists)?.as_str() {
            "ERROR" => IfExists::Error,
            "NIL" => IfExists::Nil,
            "RENAME" => IfExists::Rename,
            "SUPERSEDE" | "NEW-VERSION" | "RENAME-AND-DELETE" => IfExists::Supersede,
            "OVERWRITE" => IfExists::Overwrite,
            "APPEND" => IfExists::Append,
            _ => return Err(unknown(":IF-EXISTS", if_exists)),
        },
        if_missing: match name_of(m, if_missing)?.as_str() {
            "ERROR" => IfMissing::Error,
            "NIL" => IfMissing::Nil,
            "CREATE" => IfMissing::Create,
            _ => return Err(unknown(":IF-DOES-NOT-EXIST", if_missing)),
        },
        is_packed: !is_packed.is_nil(),
        is_unbuffered: is_buffered.is_nil(),
    };
    let Some(stream) = opening::open(m, &path, mode)? else { return Ok(Value::NIL) };
    m.heap.set_slot(stream, stream::BUFFER, sym::CHARACTER);
    if direction_name == "PROBE" {
        opening::close(m, stream, false)?;
        object::clear_state(&mut m.heap, stream, state::INPUT);
    }
    Ok(stream)
}

fn close(m: &mut Mutator, [stream, abort]: [Value; 2]) -> PrimitiveResult {
    check(m, stream)?;
    opening::close(m, stream, !abort.is_nil()).map(Value::boolean)
}

fn file_stream(m: &mut Mutator, stream: Value) -> Result<Value, Trap> {
    if m.heap.is(stream, TypeCode::Stream) && object::kind(&m.heap, stream) == Kind::File {
        return Ok(stream);
    }
    let expected = crate::packages::standard_symbol(&mut m.heap, "FILE-STREAM");
    Err(type_error(stream, expected))
}

fn set_stream_element(m: &mut Mutator, [stream, width, element_type]: [Value; 3]) -> PrimitiveResult {
    file_stream(m, stream)?;
    numbers::set_element(m, stream, width, element_type)?;
    Ok(element_type)
}

fn charset(m: &Mutator, name: Value) -> Result<Charset, Trap> {
    let text = string(&m.heap, name)?.text(&m.heap);
    Charset::named(&text).ok_or_else(|| {
        let message = "there is no such character set".to_owned();
        LispError::Simple { message, datum: name }.into()
    })
}

fn line_end(m: &Mutator, keyword: Value) -> Result<LineEnd, Trap> {
    match name_of(m, keyword)?.as_str() {
        "UNIX" => Ok(LineEnd::Unix),
        "DOS" => Ok(LineEnd::Dos),
        "MAC" => Ok(LineEnd::Mac),
        _ => Err(type_error(keyword, sym::SYMBOL)),
    }
}

/// :ERROR, :IGNORE, a character or a byte.
fn action(m: &Mutator, value: Value) -> Result<OnError, Trap> {
    if let Some(c) = value.as_character() {
        return Ok(OnError::Char(c));
    }
    if let Some(byte) = value.as_fixnum().and_then(|n| u8::try_from(n).ok()) {
        return Ok(OnError::Byte(byte));
    }
    match name_of(m, value)?.as_str() {
        "ERROR" => Ok(OnError::Signal),
        "IGNORE" => Ok(OnError::Ignore),
        _ => Err(type_error(value, sym::CHARACTER)),
    }
}

fn set_stream_encoding(
    m: &mut Mutator,
    [stream, encoding, name, line_end_name, input_action, output_action]: [Value; 6],
) -> PrimitiveResult {
    file_stream(m, stream)?;
    let format = Format {
        charset: charset(m, name)?,
        line_end: line_end(m, line_end_name)?,
        on_undecodable: action(m, input_action)?,
        on_unencodable: action(m, output_action)?,
    };
    let number = object::file_number(&m.heap, stream);
    if let Some(file) = m.files.get_mut(number) {
        file.set_format(format);
    }
    m.heap.set_slot(stream, stream::POSITION, encoding);
    Ok(encoding)
}

fn file_stream_format(m: &mut Mutator, [stream]: [Value; 1]) -> PrimitiveResult {
    file_stream(m, stream)?;
    let parts = [stream::BUFFER, stream::POSITION, stream::END].map(|slot| m.heap.slot(stream, slot));
    Ok(m.return_values(&parts))
}

fn file_stream_name(m: &mut Mutator, [stream]: [Value; 1]) -> PrimitiveResult {
    file_stream(m, stream)?;
    Ok(m.heap.slot(stream, stream::NAME))
}

fn charset_names(m: &mut Mutator, []: [Value; 0]) -> PrimitiveResult {
    let names: Vec<Value> = CHARSETS.iter().map(|(name, _)| m.heap.string(name)).collect();
    Ok(m.heap.list(&names))
}

fn file_length(m: &mut Mutator, [stream]: [Value; 1]) -> PrimitiveResult {
    if !m.heap.is(stream, TypeCode::Stream) {
        file_stream(m, stream)?;
    }
    let length = positions::file_length(m, stream)?;
    Ok(integer::from_u64(&mut m.heap, length))
}

fn file_position(m: &mut Mutator, [stream, position]: [Value; 2]) -> PrimitiveResult {
    check(m, stream)?;
    let target = match non_nil(position) {
        None => {
            return Ok(match positions::file_position(m, stream)? {
                Some(position) => integer::from_u64(&mut m.heap, position),
                None => Value::NIL,
            });
        }
        Some(keyword) if m.heap.is_symbol(keyword) => match name_of(m, keyword)?.as_str() {
            "START" => Target::Start,
            "END" => Target::End,
            _ => return Err(type_error(keyword, sym::UNSIGNED_BYTE)),
        },
        Some(index) => Target::At(size(index)? as u64),
    };
    positions::set_file_position(m, stream, target).map(Value::boolean)
}

fn file_string_length(m: &mut Mutator, [stream, characters]: [Value; 2]) -> PrimitiveResult {
    let text: Vec<char> = string(&m.heap, characters)?.chars(&m.heap).collect();
    let length = output::encoded_length(m, stream, &text)?;
    Ok(length.map_or(Value::NIL, |length| Value::fixnum(length as i64)))
}

fn clear_input(m: &mut Mutator, [stream]: [Value; 1]) -> PrimitiveResult {
    check(m, stream)?;
    input::clear_input(m, stream)?;
    Ok(Value::NIL)
}

fn substitute_undecodable(m: &mut Mutator, [stream, offset, n_bytes, text]: [Value; 4]) -> PrimitiveResult {
    check(m, stream)?;
    let text: Vec<char> = match text.as_character() {
        Some(c) => vec![c],
        None => string(&m.heap, text)?.chars(&m.heap).collect(),
    };
    input::substitute_undecodable(m, stream, size(offset)?, size(n_bytes)?, &text)?;
    Ok(Value::NIL)
}

fn coding_error(message: String, culprit: Value) -> Trap {
    LispError::Coding { message, stream: Value::NIL, culprit, retry: Value::NIL }.into()
}

fn string_to_bytes(
    m: &mut Mutator,
    [text, start, end, name, line_end_name, output_action]: [Value; 6],
) -> PrimitiveResult {
    let text = string(&m.heap, text)?;
    let (start, end) = bounds(start, end, text.length)?;
    let declared = charset(m, name)?;
    let format = Format {
        charset: declared.written(),
        line_end: line_end(m, line_end_name)?,
        on_undecodable: OnError::Signal,
        on_unencodable: action(m, output_action)?,
    };
    let mut bytes = Vec::new();
    if declared.is_marked() {
        format.encode('\u{feff}', &mut bytes);
    }
    for c in text.part(start, end).chars(&m.heap) {
        if !format.encode(c, &mut bytes) {
            let message = format!("the character {c:?} cannot be represented in the external format");
            return Err(coding_error(message, Value::character(c)));
        }
    }
    m.heap.reserve(bytes.len() + 32)?;
    let result = m.heap.raw_vector(ElementType::U8, bytes.len());
    m.heap.bytes_mut(result, bytes.len()).copy_from_slice(&bytes);
    Ok(result)
}

/// The bytes of a vector of bytes.
fn byte_slice(m: &Mutator, value: Value) -> Result<(Vector, &[u8]), Trap> {
    let bytes = vector(&m.heap, value)?;
    if bytes.elements != Elements::Raw(ElementType::U8) {
        return Err(type_error(value, sym::VECTOR));
    }
    let end = bytes.start + bytes.length;
    Ok((bytes, &m.heap.bytes(bytes.data, end)[bytes.start..]))
}

fn bytes_to_string(m: &mut Mutator, [value, start, end, name, input_action]: [Value; 5]) -> PrimitiveResult {
    let (declared, on_undecodable) = (charset(m, name)?, action(m, input_action)?);
    let (whole, bytes) = byte_slice(m, value)?;
    let (start, end) = bounds(start, end, whole.length)?;
    let bytes = &bytes[start..end];
    let (charset, mut next) = declared.unmarked(bytes);
    let mut chars: Vec<char> = Vec::new();
    while next < bytes.len() {
        let n_invalid = match charset.decode_first(&bytes[next..]) {
            Decoded::Char { c, n_bytes } => {
                chars.push(c);
                next += n_bytes;
                continue;
            }
            Decoded::Invalid { n_bytes } => n_bytes,
            Decoded::Incomplete => bytes.len() - next,
        };
        match on_undecodable {
            OnError::Char(c) => chars.push(c),
            OnError::Ignore => {}
            OnError::Signal | OnError::Byte(_) => {
                let culprit = Value::fixnum(i64::from(bytes[next]));
                let message = format!("the byte #x{:02X} begins no character", bytes[next]);
                return Err(coding_error(message, culprit));
            }
        }
        next += n_invalid;
    }
    m.heap.reserve(chars.len() * 4 + 32)?;
    let text = m.heap.allocate_counted(Header::new(TypeCode::WideString), chars.len(), Value::NIL);
    for (word, c) in m.heap.words32_mut(text).iter_mut().zip(chars) {
        *word = u32::from(c);
    }
    Ok(text)
}

fn bytes_to_integer(m: &mut Mutator, [value, is_signed]: [Value; 2]) -> PrimitiveResult {
    let bytes = byte_slice(m, value)?.1.to_vec();
    let element = Element { n_bits: bytes.len() * 8, is_signed: !is_signed.is_nil() };
    numbers::integer_from_bytes(&mut m.heap, element, &bytes)
}
