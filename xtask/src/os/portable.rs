//! Measuring with the standard library alone: time, and no counts.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, bail};

use super::Cost;

/// A program and its arguments. Its output is thrown away.
pub(crate) struct Launch {
    program: PathBuf,
    arguments: Vec<OsString>,
}

impl Launch {
    pub(crate) fn new(program: &Path, arguments: &[OsString]) -> Result<Self> {
        Ok(Self { program: program.to_owned(), arguments: arguments.to_vec() })
    }

    pub(crate) fn run(&self) -> Result<Cost> {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).stdin(Stdio::null()).stdout(Stdio::null());
        let start = Instant::now();
        let status = command.status().with_context(|| format!("cannot start {}", self.program.display()))?;
        let time = start.elapsed();
        if !status.success() {
            bail!("{} ended with {status}", self.program.display());
        }
        Ok(Cost { time, minor_faults: None })
    }

    /// The most memory that the program had resident, where the system tells.
    pub(crate) fn peak_resident_bytes(&self) -> Result<Option<u64>> {
        Ok(None)
    }
}
