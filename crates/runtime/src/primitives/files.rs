//! Files (CLHS chapter 20) by name. Names are strings as the system has them.

use super::arguments::string;
use crate::error::{PrimitiveResult, Trap};
use crate::mutator::Mutator;
use crate::os::{files, text, users};
use crate::packages::keyword;
use crate::streams::opening;
use heapfmt::Value;
use heapfmt::statics::sym;
use std::path::PathBuf;

primitives! {
    pub(super) static FILES = {
        /// Returns :DIRECTORY if NAME is one, :FILE for anything else of that name, pipes and devices included, and NIL
        /// when there is nothing.
        effect "SYSTEM:%FILE-KIND" "name" => file_kind;
        /// Returns true if NAME is a directory.
        effect "SYSTEM:%DIRECTORY-P" "name" => directory_p;
        /// Returns true if there is an entry NAME, which may be a link that leads nowhere.
        effect "SYSTEM:%FILE-LINK-P" "name" => file_link_p;
        /// Returns the absolute name of the file NAME without symbolic links, and :FILE or :DIRECTORY; NIL when there is
        /// none.
        effect "SYSTEM:%RESOLVE-FILE" "name" => resolve_file;
        /// Returns the syntax of the system's file names, :UNIX or :WINDOWS.
        effect "SYSTEM:%SYSTEM-PATHNAME-SYNTAX" "" => system_pathname_syntax;
        /// Returns the name of the home directory of USER, by default the one who runs the process, or NIL.
        effect "SYSTEM:%HOME-DIRECTORY" "user" => home_directory;
        /// Returns the name of the user who owns the file NAME, or NIL when the system does not tell.
        effect "SYSTEM:%FILE-AUTHOR" "name" => file_author;
        /// Returns the length of the file NAME in bytes, or NIL when there is none.
        effect "SYSTEM:%FILE-BYTES" "name" => file_bytes;
        /// Deletes the directory NAME, which must be empty.
        effect "SYSTEM:%DELETE-DIRECTORY" "name" => delete_directory;
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

pub(super) fn path_text(m: &Mutator, name: Value) -> Result<String, Trap> {
    Ok(string(&m.heap, name)?.text(&m.heap))
}

fn path(m: &Mutator, name: Value) -> Result<(String, PathBuf), Trap> {
    let text = path_text(m, name)?;
    let system_text = if text.is_empty() { ".".into() } else { text::to_system(&text) };
    Ok((text, PathBuf::from(system_text)))
}

/// A string for text of the system, which the program may change.
pub(super) fn system_string(m: &mut Mutator, system_text: &std::ffi::OsStr) -> Value {
    let text = text::from_system(system_text);
    m.heap.mutable_string(&text.chars().collect::<Vec<char>>())
}

fn file_kind(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    let (text, path) = path(m, name)?;
    match path.metadata() {
        Ok(metadata) => Ok(keyword(&mut m.heap, if metadata.is_dir() { "DIRECTORY" } else { "FILE" })),
        Err(error) if files::is_missing(&error) => Ok(Value::NIL),
        Err(error) => Err(opening::system_file_error(m, &text, &error)),
    }
}

fn file_link_p(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(path(m, name)?.1.symlink_metadata().is_ok()))
}

fn directory_p(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(path(m, name)?.1.is_dir()))
}

fn resolve_file(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    let (text, path) = path(m, name)?;
    match files::true_path(&path) {
        Ok(absolute) => {
            let kind = keyword(&mut m.heap, if absolute.is_dir() { "DIRECTORY" } else { "FILE" });
            let absolute = system_string(m, absolute.as_os_str());
            Ok(m.return_values(&[absolute, kind]))
        }
        Err(error) if files::is_missing(&error) => Ok(Value::NIL),
        Err(error) => Err(opening::system_file_error(m, &text, &error)),
    }
}

fn system_pathname_syntax(m: &mut Mutator, []: [Value; 0]) -> PrimitiveResult {
    Ok(keyword(&mut m.heap, if std::path::MAIN_SEPARATOR == '\\' { "WINDOWS" } else { "UNIX" }))
}

fn home_directory(m: &mut Mutator, [user]: [Value; 1]) -> PrimitiveResult {
    let home = if user.is_nil() {
        std::env::home_dir().filter(|home| !home.as_os_str().is_empty())
    } else {
        let name = path_text(m, user)?;
        users::home_directory(&text::to_system(&name))
    };
    Ok(home.map_or(Value::NIL, |home| system_string(m, home.as_os_str())))
}

fn file_author(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    let (text, path) = path(m, name)?;
    let metadata = path.metadata().map_err(|error| opening::system_file_error(m, &text, &error))?;
    Ok(users::owner(&metadata).map_or(Value::NIL, |owner| system_string(m, &owner)))
}

fn file_bytes(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    let (text, path) = path(m, name)?;
    match path.metadata() {
        Ok(metadata) => Ok(crate::numbers::integer::from_u64(&mut m.heap, metadata.len())),
        Err(error) if files::is_missing(&error) => Ok(Value::NIL),
        Err(error) => Err(opening::system_file_error(m, &text, &error)),
    }
}

fn delete_directory(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    let (text, path) = path(m, name)?;
    std::fs::remove_dir(path).map_err(|error| opening::system_file_error(m, &text, &error))?;
    Ok(sym::T)
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
        Ok(time) => Ok(Value::fixnum(super::clocks::universal_time(time))),
        Err(error) if files::is_missing(&error) => Ok(Value::NIL),
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
