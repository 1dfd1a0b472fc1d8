//! docs/status.md says which symbols of the standard are missing, and what it says is true.
//!
//! With `MONOLISP_BLESS` in the environment the file is written instead, which is what `cargo xtask status` does.

use testkit::{output_of, workspace};

#[test]
fn the_status_is_what_the_runtime_has() {
    let table = workspace().join("crates/runtime/src/packages/common_lisp.txt");
    let program = format!(
        "(defparameter sys::*table* {:?})\n{}",
        table.display().to_string(),
        include_str!("../src/status.lisp")
    );
    let status = output_of(&program).expect("the status can be made out");
    let path = workspace().join("docs/status.md");
    if std::env::var_os("MONOLISP_BLESS").is_some() {
        std::fs::write(&path, &status).expect("docs/status.md can be written");
        return;
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let stale: Vec<&str> =
        written.lines().filter(|line| !status.lines().any(|true_line| true_line == *line)).collect();
    assert!(
        written == status,
        "docs/status.md is stale; `cargo xtask status` writes it anew. Not true any longer: {stale:#?}"
    );
}
