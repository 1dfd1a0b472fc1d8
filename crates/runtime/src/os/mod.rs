//! The operating system behind one interface per topic; nothing outside this folder depends on the platform.

#[cfg(target_env = "musl")]
mod allocator;
pub(crate) mod clock;
pub(crate) mod code_alignment;
pub(crate) mod environment;
pub(crate) mod files;
pub(crate) mod host;
pub mod memory;
pub(crate) mod platform;
pub mod privileges;
pub(crate) mod program;
pub mod signals;
pub mod text;
pub(crate) mod time_zone;
pub(crate) mod users;

/// Ends the process with one line on its error output, because it lacks what no handler could do without.
pub(crate) fn end_process(reason: &dyn std::fmt::Display) -> ! {
    use std::io::Write as _;
    let program = std::env::args_os().next().unwrap_or_default();
    // There is nowhere to report that standard error is closed.
    let _ = writeln!(std::io::stderr(), "{}: {reason}", program.to_string_lossy());
    std::process::exit(1)
}

/// What went wrong, in words, without the number that the system gives it and what follows that. Windows ends what it
/// says with a full stop, which is not the end of the messages that quote it.
pub fn describe_error(error: &impl std::fmt::Display) -> String {
    let text = error.to_string();
    let words = text.find(" (os error").map_or(text.as_str(), |end| &text[..end]);
    words.trim_end_matches('.').to_owned()
}
