//! The words of a Monolisp heap, and the container (`.mem`) that carries them.
//!
//! This crate knows how a heap looks as bytes: tags, headers and object shapes ([`layout`]), instructions
//! ([`ops`]), the symbols and root slots at fixed offsets ([`statics`]). And it knows the container: its header
//! and section table ([`header`], [`section`]), what an application is ([`meta`]), the builtins that a heap refers
//! to ([`builtins`]), writing ([`writer`]) and reading it ([`reader`]). Compiled files (`.fas`) are [`compiled`]. It knows no operating system, no
//! collector and no Lisp semantics, and it never panics on input.

pub mod builtins;
pub mod compiled;
pub mod crossing;
pub mod decode;
pub mod digest;
pub mod dump;
pub mod error;
pub mod hash_index;
pub mod header;
pub mod interface;
pub mod layout;
pub mod meta;
pub mod ops;
pub mod reader;
pub mod section;
pub mod statics;
pub mod units;
pub mod verify;
pub mod walk;
pub mod writer;

pub use layout::Value;
