//! The Monolisp executable.
fn main() {}
