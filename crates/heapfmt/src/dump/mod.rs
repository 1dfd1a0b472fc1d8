//! Images as text for people and as JSON for programs, and code as instructions.

pub mod disassembly;
