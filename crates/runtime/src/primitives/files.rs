//! Files (CLHS chapters 20 and 21.2.26): opening, closing, positions, names. Names are strings as the system has them.

use super::arguments::{non_nil, size, string};
use super::streams::check;
use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::mutator::Mutator;
use crate::os::text;
use crate::streams::opening::{self, Direction, IfExists, IfMissing, OpenMode};
use heapfmt::Value;
use heapfmt::statics::sym;
use std::io::SeekFrom;
use std::path::PathBuf;

primitives! {
    pub(super) static FILES = {
        /// Opens the file NAME and returns a stream, or NIL where the keywords ask for that. ENCODING is :LATIN-1
        /// or, when missing, UTF-8.
        effect "SYSTEM:%OPEN" "name direction if-exists if-does-not-exist element-type &optional encoding" => open;
        /// Closes STREAM; returns true if it was open.
        effect "SYSTEM:%CLOSE" "stream abort" => close;
        /// Returns the length of a file stream's file in bytes.
        effect "COMMON-LISP:FILE-LENGTH" "stream" => file_length;
        /// Returns the byte position of a file stream or, given POSITION, moves there and returns true if it could.
        effect "SYSTEM:%FILE-POSITION" "stream &optional position" => file_position;
        /// Throws away input that has not been read yet.
        effect "SYSTEM:%CLEAR-INPUT" "stream" => clear_input;
        /// Returns true if there is a file or directory NAME.
        effect "SYSTEM:%FILE-EXISTS-P" "name" => file_exists_p;
        /// Returns true if NAME is a directory.
        effect "SYSTEM:%DIRECTORY-P" "name" => directory_p;
        /// Returns the absolute name of the file NAME without symbolic links, or NIL when there is none.
        effect "SYSTEM:%TRUENAME" "name" => truename;
        /// Deletes the file NAME.
        effect "SYSTEM:%DELETE-FILE" "name" => delete_file;
        /// Gives the file NAME the name NEW-NAME, in place of any file of that name.
        effect "SYSTEM:%RENAME-FILE" "name new-name" => rename_file;
        /// Returns the time of the last change of the file NAME, in seconds since 1900, or NIL.
        effect "SYSTEM:%FILE-WRITE-DATE" "name" => file_write_date;
        /// Makes the directory NAME.
        effect "SYSTEM:%MAKE-DIRECTORY" "name" => make_directory;
        /// Returns the names of the entries of a directory, sorted; names of directories end in a slash.
        effect "SYSTEM:%DIRECTORY-ENTRIES" "name" => directory_entries;
        /// Returns the current directory.
        effect "SYSTEM:%CURRENT-DIRECTORY" "" => current_directory;
        /// Changes the current directory.
        effect "SYSTEM:%SET-CURRENT-DIRECTORY" "name" => set_current_directory;
    }
}

fn keyword_name(m: &Mutator, value: Value) -> Result<String, Trap> {
    if m.heap.is_symbol(value) { Ok(m.heap.symbol_name(value)) } else { Err(type_error(value, sym::SYMBOL)) }
}

fn unknown(what: &str, datum: Value) -> Trap {
    LispError::Program { message: format!("no {what} of OPEN"), datum }.into()
}

fn open(
    m: &mut Mutator,
    [name, direction, if_exists, if_missing, element_type, encoding]: [Value; 6],
) -> PrimitiveResult {
    let path = path_text(m, name)?;
    let is_probe = keyword_name(m, direction)? == "PROBE";
    let direction = match keyword_name(m, direction)?.as_str() {
        "INPUT" | "PROBE" => Direction::Input,
        "OUTPUT" => Direction::Output,
        "IO" => Direction::Both,
        _ => return Err(unknown(":DIRECTION", direction)),
    };
    let if_exists = match keyword_name(m, if_exists)?.as_str() {
        "ERROR" => IfExists::Error,
        "NIL" => IfExists::Nil,
        "RENAME" => IfExists::Rename,
        "SUPERSEDE" | "NEW-VERSION" | "RENAME-AND-DELETE" => IfExists::Supersede,
        "OVERWRITE" => IfExists::Overwrite,
        "APPEND" => IfExists::Append,
        _ => return Err(unknown(":IF-EXISTS", if_exists)),
    };
    let if_missing = match keyword_name(m, if_missing)?.as_str() {
        "ERROR" => IfMissing::Error,
        "NIL" => IfMissing::Nil,
        "CREATE" => IfMissing::Create,
        _ => return Err(unknown(":IF-DOES-NOT-EXIST", if_missing)),
    };
    let binary = match element_type {
        sym::CHARACTER => false,
        sym::UNSIGNED_BYTE => true,
        _ => return Err(unknown(":ELEMENT-TYPE", element_type)),
    };
    let latin1 = match non_nil(encoding) {
        None => false,
        Some(encoding) => match keyword_name(m, encoding)?.as_str() {
            "UTF-8" | "DEFAULT" => false,
            "LATIN-1" | "ISO-8859-1" => true,
            _ => return Err(unknown(":EXTERNAL-FORMAT", encoding)),
        },
    };
    let mode = OpenMode { direction, if_exists, if_missing, binary, latin1 };
    let Some(stream) = opening::open(m, &path, mode)? else { return Ok(Value::NIL) };
    if is_probe {
        opening::close(m, stream, false)?;
    }
    Ok(stream)
}

fn close(m: &mut Mutator, [stream, abort]: [Value; 2]) -> PrimitiveResult {
    check(m, stream)?;
    opening::close(m, stream, !abort.is_nil()).map(Value::boolean)
}

fn file_length(m: &mut Mutator, [stream]: [Value; 1]) -> PrimitiveResult {
    let length = opening::file_length(m, stream)?;
    Ok(crate::numbers::integer::from_u64(&mut m.heap, length))
}

fn file_position(m: &mut Mutator, [stream, position]: [Value; 2]) -> PrimitiveResult {
    let target = match non_nil(position) {
        None => {
            return Ok(match opening::file_position(m, stream)? {
                Some(position) => crate::numbers::integer::from_u64(&mut m.heap, position),
                None => Value::NIL,
            });
        }
        Some(keyword) if m.heap.is_symbol(keyword) => match keyword_name(m, keyword)?.as_str() {
            "START" => SeekFrom::Start(0),
            "END" => SeekFrom::End(0),
            _ => return Err(type_error(keyword, sym::UNSIGNED_BYTE)),
        },
        Some(index) => SeekFrom::Start(size(index)? as u64),
    };
    opening::set_file_position(m, stream, target).map(Value::boolean)
}

fn clear_input(m: &mut Mutator, [stream]: [Value; 1]) -> PrimitiveResult {
    check(m, stream)?;
    opening::clear_input(m, stream)?;
    Ok(Value::NIL)
}

fn path_text(m: &Mutator, name: Value) -> Result<String, Trap> {
    Ok(string(&m.heap, name)?.text(&m.heap))
}

fn path(m: &Mutator, name: Value) -> Result<(String, PathBuf), Trap> {
    let text = path_text(m, name)?;
    let system_path = PathBuf::from(text::to_system(&text));
    Ok((text, system_path))
}

/// A string for text of the system.
pub(super) fn system_string(m: &mut Mutator, system_text: &std::ffi::OsStr) -> Value {
    let text = text::from_system(system_text);
    m.heap.string(&text)
}

fn file_exists_p(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(path(m, name)?.1.exists()))
}

fn directory_p(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(path(m, name)?.1.is_dir()))
}

fn truename(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    let (text, path) = path(m, name)?;
    match path.canonicalize() {
        Ok(absolute) => Ok(system_string(m, absolute.as_os_str())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Value::NIL),
        Err(error) => Err(opening::system_file_error(m, &text, &error)),
    }
}

fn delete_file(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    let (text, path) = path(m, name)?;
    std::fs::remove_file(path).map_err(|error| opening::system_file_error(m, &text, &error))?;
    Ok(sym::T)
}

fn rename_file(m: &mut Mutator, [name, new_name]: [Value; 2]) -> PrimitiveResult {
    let (text, from) = path(m, name)?;
    let (_, to) = path(m, new_name)?;
    std::fs::rename(from, to).map_err(|error| opening::system_file_error(m, &text, &error))?;
    Ok(sym::T)
}

fn file_write_date(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    let (text, path) = path(m, name)?;
    match path.metadata().and_then(|metadata| metadata.modified()) {
        Ok(time) => Ok(Value::fixnum(super::system::universal_time(time))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Value::NIL),
        Err(error) => Err(opening::system_file_error(m, &text, &error)),
    }
}

fn make_directory(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    let (text, path) = path(m, name)?;
    std::fs::create_dir(path).map_err(|error| opening::system_file_error(m, &text, &error))?;
    Ok(sym::T)
}

fn directory_entries(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    let (text, path) = path(m, name)?;
    let read = || -> std::io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&path)? {
            let entry = entry?;
            let mut name = text::from_system(&entry.file_name());
            if entry.path().is_dir() {
                name.push('/');
            }
            names.push(name);
        }
        // The system's order is arbitrary.
        names.sort_unstable();
        Ok(names)
    };
    let names = read().map_err(|error| opening::system_file_error(m, &text, &error))?;
    let names: Vec<Value> = names.iter().map(|name| m.heap.string(name)).collect();
    Ok(m.heap.list(&names))
}

fn current_directory(m: &mut Mutator, []: [Value; 0]) -> PrimitiveResult {
    match std::env::current_dir() {
        Ok(directory) => Ok(system_string(m, directory.as_os_str())),
        Err(error) => Err(opening::system_file_error(m, ".", &error)),
    }
}

fn set_current_directory(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    let (text, path) = path(m, name)?;
    std::env::set_current_dir(path).map_err(|error| opening::system_file_error(m, &text, &error))?;
    Ok(name)
}
