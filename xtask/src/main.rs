//! Everything CI does, as tasks: `cargo xtask TASK`.
fn main() {}
