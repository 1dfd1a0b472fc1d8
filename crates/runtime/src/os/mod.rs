//! The operating system behind one interface per topic; nothing outside this folder depends on the platform.

pub mod memory;
