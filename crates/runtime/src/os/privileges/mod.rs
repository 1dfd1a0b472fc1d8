//! Privileges that a process has by its file (a setuid program) and not by its user.
//!
//! A Lisp runtime evaluates what it is told: options, images, scripts, forms. Whoever may start it could use another
//! user's rights for anything, so a start gives them up for good before it acts on any of these.

#[cfg(unix)]
mod unix;
#[cfg(unix)]
pub use unix::give_up;

#[cfg(windows)]
mod windows;
#[cfg(windows)]
pub use windows::give_up;

use std::io;

/// Why privileges could not be given up. The process must end.
#[derive(Debug, thiserror::Error)]
pub enum PrivilegeError {
    /// The system refused.
    #[error("the privileges of the program's file cannot be given up: {}", super::describe_error(source))]
    Refused {
        /// What it said.
        source: io::Error,
    },
    /// The system agreed, but the process still has them.
    #[error("the privileges of the program's file are still there after they were given up")]
    Kept,
}
