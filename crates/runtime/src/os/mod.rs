//! The operating system behind one interface per topic; nothing outside this folder depends on the platform.

pub(crate) mod clock;
pub(crate) mod files;
pub mod memory;
pub(crate) mod program;
pub mod signals;
pub mod text;

/// What went wrong, in words, without the number that the system gives it and what follows that.
pub(crate) fn describe_error(error: &impl std::fmt::Display) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}
