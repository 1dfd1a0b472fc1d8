//! The operating system behind one interface per topic; nothing outside this folder depends on the platform.

pub(crate) mod files;
pub mod memory;
pub(crate) mod text;

/// What went wrong, in words, without the number that the system gives it.
pub(crate) fn describe_error(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}
