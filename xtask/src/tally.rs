//! What was checked: counts of passed, failed and skipped, and the names of what did not pass.

use std::fmt;
use std::process::ExitCode;

use anyhow::Result;

/// How one check ended when it did not fail.
pub(crate) enum Checked {
    Passed,
    /// What was missing, by name. A check that could not run is never counted as passed.
    Skipped(String),
}

#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    failed: Vec<String>,
    skipped: Vec<String>,
}

impl Tally {
    /// Counts one check, and says at once when it failed or was skipped.
    pub(crate) fn check(&mut self, name: &str, outcome: Result<Checked>) {
        match outcome {
            Ok(Checked::Passed) => self.passed += 1,
            Ok(Checked::Skipped(missing)) => self.skip(format!("{name}: {missing}")),
            Err(error) => self.fail(format!("{name}: {error:#}")),
        }
    }

    pub(crate) fn fail(&mut self, what: String) {
        println!("failed: {what}");
        self.failed.push(what);
    }

    pub(crate) fn skip(&mut self, what: String) {
        println!("skipped: {what}");
        self.skipped.push(what);
    }

    pub(crate) fn failures(&self) -> usize {
        self.failed.len()
    }

    /// Names what failed and what was skipped; the counts are the last line.
    pub(crate) fn conclude(&self) -> ExitCode {
        println!();
        for what in &self.skipped {
            println!("skipped: {what}");
        }
        for what in &self.failed {
            println!("failed: {}", what.lines().next().unwrap_or_default());
        }
        println!("{self}");
        if self.failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed.len(), self.skipped.len())
    }
}
