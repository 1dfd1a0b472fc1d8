//! `status`: writes docs/status.md, the list of what is missing of the standard.
//!
//! The runtime itself is asked. The same test that compares the file with the runtime writes it here.

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::process;

pub(crate) fn run(arguments: &[String]) -> Result<ExitCode> {
    if !arguments.is_empty() {
        bail!("usage: cargo xtask status");
    }
    write()?;
    println!("status: docs/status.md is written");
    Ok(ExitCode::SUCCESS)
}

/// Writes the file anew.
pub(crate) fn write() -> Result<()> {
    let mut command = process::cargo();
    command.args(["test", "--quiet", "--package", "testkit", "--test", "status"]).env("MONOLISP_BLESS", "1");
    process::run(&mut command)
}
