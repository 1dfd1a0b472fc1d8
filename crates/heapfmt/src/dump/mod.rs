//! Images as text for people and as JSON for programs, and code as instructions.
//!
//! [`Summary::of`] collects what a listing shows; its `Display` is the text, [`Summary::to_json`] the JSON.

pub mod disassembly;
pub mod json;
mod printing;
mod summary;

pub use printing::describe;
pub use summary::{Detail, Function, Summary, TypeCount};
