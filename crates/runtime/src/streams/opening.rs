//! Opening, closing and positioning files.

use super::files::{Encoding, OpenFile};
use super::object::{self, Kind, state};
use super::{check_open, no_file, system_error};
use crate::error::{LispError, Trap};
use crate::mutator::Mutator;
use crate::os::files::Handle;
use crate::os::{describe_error, text};
use heapfmt::Value;
use heapfmt::layout::stream;
use heapfmt::statics::root;
use std::fs::OpenOptions;
use std::io::SeekFrom;

/// Which way data goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// Read only.
    Input,
    /// Write only.
    Output,
    /// Both.
    Both,
}

/// What to do about a file that exists, when it is opened for output.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IfExists {
    /// Signal a file-error.
    Error,
    /// Return NIL.
    Nil,
    /// Give the old file another name and make a new one.
    Rename,
    /// Begin with an empty file.
    Supersede,
    /// Write over the old contents, from the beginning.
    Overwrite,
    /// Write behind the old contents.
    Append,
}

/// What to do about a file that does not exist.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IfMissing {
    /// Signal a file-error.
    Error,
    /// Return NIL.
    Nil,
    /// Make an empty file.
    Create,
}

/// How a file is opened.
#[derive(Clone, Copy, Debug)]
pub struct OpenMode {
    /// Which way data goes.
    pub direction: Direction,
    /// What to do about a file that exists.
    pub if_exists: IfExists,
    /// What to do about a file that does not exist.
    pub if_missing: IfMissing,
    /// Elements are bytes, not characters.
    pub binary: bool,
    /// Characters are single bytes, not UTF-8.
    pub latin1: bool,
}

/// A file-error trap: `path: action failed: reason`.
pub(crate) fn file_error(m: &mut Mutator, path: &str, reason: &str) -> Trap {
    let pathname = m.heap.string(path);
    LispError::File { message: format!("{path}: {reason}"), pathname }.into()
}

/// As [`file_error`], for an error of the system.
pub(crate) fn system_file_error(m: &mut Mutator, path: &str, error: &std::io::Error) -> Trap {
    if error.kind() == std::io::ErrorKind::Interrupted {
        return Trap::Interrupted;
    }
    file_error(m, path, &describe_error(error))
}

/// Opens the file `path`; `None` where the mode says so.
pub fn open(m: &mut Mutator, path: &str, mode: OpenMode) -> Result<Option<Value>, Trap> {
    let system_path = std::path::PathBuf::from(text::to_system(path));
    let writes = mode.direction != Direction::Input;
    let exists = system_path.try_exists().map_err(|error| system_file_error(m, path, &error))?;
    if exists && system_path.is_dir() {
        return Err(file_error(m, path, "this is a directory"));
    }
    if exists && writes {
        match mode.if_exists {
            IfExists::Error => return Err(file_error(m, path, "the file exists already")),
            IfExists::Nil => return Ok(None),
            IfExists::Rename => {
                let mut old_name = system_path.clone().into_os_string();
                old_name.push("%");
                std::fs::rename(&system_path, old_name)
                    .map_err(|error| system_file_error(m, path, &error))?;
            }
            IfExists::Supersede | IfExists::Overwrite | IfExists::Append => {}
        }
    }
    if !exists {
        match mode.if_missing {
            IfMissing::Error => return Err(file_error(m, path, "the file does not exist")),
            IfMissing::Nil => return Ok(None),
            IfMissing::Create => {}
        }
    }
    let appends = mode.if_exists == IfExists::Append;
    let mut options = OpenOptions::new();
    options
        .read(mode.direction != Direction::Output)
        .write(writes || !exists)
        .create(!exists || mode.if_exists == IfExists::Rename && writes)
        .truncate(writes && mode.if_exists == IfExists::Supersede);
    let mut file = options.open(&system_path).map_err(|error| system_file_error(m, path, &error))?;
    if writes && appends {
        std::io::Seek::seek(&mut file, SeekFrom::End(0))
            .map_err(|error| system_file_error(m, path, &error))?;
    }
    let encoding = if mode.latin1 { Encoding::Latin1 } else { Encoding::Utf8 };
    let number = m.heap.root(root::NEXT_FILE_NUMBER).as_fixnum().expect("the root counts files");
    m.heap.set_root(root::NEXT_FILE_NUMBER, Value::fixnum(number + 1));
    m.files.insert(number as u64, OpenFile::new(Handle::Named(file), encoding));
    let bits = match mode.direction {
        Direction::Input => state::INPUT,
        Direction::Output => state::OUTPUT,
        Direction::Both => state::INPUT | state::OUTPUT,
    } | if mode.binary { state::BINARY } else { 0 }
        | if exists { 0 } else { state::CREATED };
    let stream = object::create_file(&mut m.heap, number as u64, bits);
    let name = m.heap.string(path);
    m.heap.set_slot(stream, stream::NAME, name);
    Ok(Some(stream))
}

/// Closes a stream of any kind; its components stay open, and so do the standard files. Returns whether it was
/// open. `abort` forgets output that is not yet written and deletes a file that was made by opening it.
pub fn close(m: &mut Mutator, stream: Value, abort: bool) -> Result<bool, Trap> {
    let bits = object::state_bits(&m.heap, stream);
    if bits & state::OPEN == 0 {
        return Ok(false);
    }
    if object::kind(&m.heap, stream) == Kind::File {
        let number = object::file_number(&m.heap, stream);
        if let Some(file) = m.files.get_mut(number) {
            if abort {
                file.discard_output();
            }
            let is_standard = number < 3;
            match file.flush().map_err(|error| system_error("writing", stream, &error)) {
                Err(Trap::Interrupted) => return Err(Trap::Interrupted),
                result => {
                    if is_standard {
                        return result.map(|()| true);
                    }
                    m.files.remove(number);
                    object::clear_state(&mut m.heap, stream, state::OPEN);
                    result?;
                }
            }
        }
        if abort && bits & state::CREATED != 0 {
            let name = m.heap.slot(stream, stream::NAME);
            let path = m.heap.string_text(name);
            std::fs::remove_file(text::to_system(&path))
                .map_err(|error| system_file_error(m, &path, &error))?;
        }
    }
    object::clear_state(&mut m.heap, stream, state::OPEN);
    Ok(true)
}

fn open_file(m: &mut Mutator, stream: Value) -> Result<&mut OpenFile, Trap> {
    check_open(&m.heap, stream)?;
    if object::kind(&m.heap, stream) != Kind::File {
        return Err(LispError::Stream { message: "not a file stream".to_owned(), stream }.into());
    }
    let number = object::file_number(&m.heap, stream);
    m.files.get_mut(number).ok_or_else(|| no_file(stream))
}

/// Length of a stream's file in bytes.
pub fn file_length(m: &mut Mutator, stream: Value) -> Result<u64, Trap> {
    open_file(m, stream)?.len().map_err(|error| system_error("asking for the length", stream, &error))
}

/// Byte position in a stream's file; `None` when it has none, as a pipe.
pub fn file_position(m: &mut Mutator, stream: Value) -> Result<Option<u64>, Trap> {
    Ok(open_file(m, stream)?.position().ok())
}

/// Moves to a byte position, or to the end. Returns whether that was possible.
pub fn set_file_position(m: &mut Mutator, stream: Value, position: SeekFrom) -> Result<bool, Trap> {
    match open_file(m, stream)?.seek(position) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::Interrupted => Err(Trap::Interrupted),
        Err(_) => Ok(false),
    }
}

/// Throws away input that has been read from a stream's file and not consumed.
pub fn clear_input(m: &mut Mutator, stream: Value) -> Result<(), Trap> {
    check_open(&m.heap, stream)?;
    if object::kind(&m.heap, stream) == Kind::File {
        open_file(m, stream)?.discard_input();
    }
    Ok(())
}
