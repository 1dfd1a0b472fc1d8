//! Opening and closing files.

use super::files::OpenFile;
use super::object::{self, Kind, state};
use super::replacement::{self, Replacement};
use super::system_error;
use crate::error::{LispError, Trap};
use crate::mutator::Mutator;
use crate::os::files::{self, Access, Handle};
use crate::os::{describe_error, text};
use heapfmt::Value;
use heapfmt::layout::stream;
use heapfmt::statics::root;
use std::fs::{self, File};
use std::io::{self, SeekFrom};
use std::path::{Path, PathBuf};

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
    /// Make a new file that takes the old one's place when it is closed.
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
    /// Elements are no whole bytes, so that writing one needs to read its neighbours.
    pub is_packed: bool,
    /// Nothing written is kept back.
    pub is_unbuffered: bool,
}

/// A file-error trap. Its report says the reason and then the path.
pub(crate) fn file_error(m: &mut Mutator, path: &str, reason: &str) -> Trap {
    let pathname = m.heap.string(path);
    LispError::File { message: reason.to_owned(), pathname }.into()
}

/// As [`file_error`], for an error of the system.
pub(crate) fn system_file_error(m: &mut Mutator, path: &str, error: &io::Error) -> Trap {
    if error.kind() == io::ErrorKind::Interrupted {
        return Trap::Interrupted;
    }
    file_error(m, path, &describe_error(error))
}

/// Opens the file `path`; `None` where the mode says so. Its elements are characters in UTF-8.
pub fn open(m: &mut Mutator, path: &str, mode: OpenMode) -> Result<Option<Value>, Trap> {
    let system_path = PathBuf::from(text::to_system(path));
    let exists = system_path.try_exists().map_err(|error| system_file_error(m, path, &error))?;
    if exists && system_path.is_dir() {
        return Err(file_error(m, path, "this is a directory"));
    }
    if exists && mode.direction != Direction::Input {
        match mode.if_exists {
            IfExists::Error => return Err(file_error(m, path, "the file exists already")),
            IfExists::Nil => return Ok(None),
            _ => {}
        }
    }
    if !exists {
        match mode.if_missing {
            IfMissing::Error => return Err(file_error(m, path, "the file does not exist")),
            IfMissing::Nil => return Ok(None),
            IfMissing::Create => {}
        }
    }
    let (file, replacement) =
        open_system_file(&system_path, exists, mode).map_err(|error| system_file_error(m, path, &error))?;
    let mut file = OpenFile::new(Handle::Named(file));
    file.replacement = replacement;
    if mode.is_unbuffered {
        file.set_unbuffered();
    }
    let number = m.heap.root(root::NEXT_FILE_NUMBER).as_fixnum().expect("the root counts files");
    m.heap.set_root(root::NEXT_FILE_NUMBER, Value::fixnum(number + 1));
    m.files.insert(number as u64, file);
    let bits = match mode.direction {
        Direction::Input => state::INPUT,
        Direction::Output => state::OUTPUT,
        Direction::Both => state::INPUT | state::OUTPUT,
    };
    let stream = object::create_file(&mut m.heap, number as u64, bits);
    let name = m.heap.string(path);
    m.heap.set_slot(stream, stream::NAME, name);
    Ok(Some(stream))
}

fn open_system_file(path: &Path, exists: bool, mode: OpenMode) -> io::Result<(File, Option<Replacement>)> {
    let writes = mode.direction != Direction::Input;
    let access = Access {
        read: mode.direction != Direction::Output || mode.is_packed,
        write: writes || !exists,
        create: !exists,
        truncate: false,
    };
    if !exists {
        let file = files::open(path, access)?;
        return Ok((file, Some(Replacement::Created { target: path.to_owned() })));
    }
    if !writes {
        return Ok((files::open(path, access)?, None));
    }
    match mode.if_exists {
        IfExists::Rename => {
            let mut old = path.to_owned().into_os_string();
            old.push("%");
            let old = PathBuf::from(old);
            fs::rename(path, &old)?;
            let replacement = Replacement::Renamed { old, target: path.to_owned() };
            match files::open(path, Access { create: true, ..access }) {
                Ok(file) => Ok((file, Some(replacement))),
                Err(error) => {
                    replacement.undo()?;
                    Err(error)
                }
            }
        }
        IfExists::Supersede => {
            let reads = mode.direction == Direction::Both || mode.is_packed;
            match replacement::open_beside(path, reads)? {
                Some((file, replacement)) => Ok((file, Some(replacement))),
                None => Ok((files::open(path, Access { truncate: true, ..access })?, None)),
            }
        }
        IfExists::Append => {
            let mut file = files::open(path, access)?;
            match io::Seek::seek(&mut file, SeekFrom::End(0)) {
                // What has no positions is written behind what was written before in any case.
                Err(error) if error.kind() == io::ErrorKind::NotSeekable => {}
                result => drop(result?),
            }
            Ok((file, None))
        }
        IfExists::Error | IfExists::Nil | IfExists::Overwrite => Ok((files::open(path, access)?, None)),
    }
}

/// Closes a stream of any kind; its components stay open, and so do the standard files. Returns whether it was
/// open. `abort` forgets output that is not yet written and makes the folder as it was before opening.
pub fn close(m: &mut Mutator, stream: Value, abort: bool) -> Result<bool, Trap> {
    if object::state_bits(&m.heap, stream) & state::OPEN == 0 {
        return Ok(false);
    }
    if object::kind(&m.heap, stream) == Kind::File {
        let number = object::file_number(&m.heap, stream);
        if let Some(file) = m.files.get_mut(number) {
            if abort {
                file.discard_output();
            }
            let flushed = match file.flush().map_err(|error| system_error("writing", stream, &error)) {
                Err(Trap::Interrupted) => return Err(Trap::Interrupted),
                result => result,
            };
            if number < 3 {
                return flushed.map(|()| true);
            }
            let file = m.files.remove(number).expect("it has just been found");
            object::clear_state(&mut m.heap, stream, state::OPEN);
            let closed = file.close(abort || flushed.is_err());
            flushed?;
            if let Err(error) = closed {
                let name = m.heap.slot(stream, stream::NAME);
                let path = m.heap.string_text(name);
                return Err(system_file_error(m, &path, &error));
            }
        }
    }
    object::clear_state(&mut m.heap, stream, state::OPEN);
    Ok(true)
}
