//! The words of a Monolisp heap, and the container (`.mem`) that carries them.
//!
//! This crate knows how a heap looks as bytes: tags, headers and object shapes ([`layout`]), instructions
//! ([`ops`]), the symbols and root slots at fixed offsets ([`statics`]). It knows no operating system, no
//! collector and no Lisp semantics, and it never panics on input.

pub mod layout;
pub mod ops;
pub mod statics;

pub use layout::Value;
