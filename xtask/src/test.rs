//! `test`: formatting, tidy, the tests of every crate, the golden list of primitives and the examples.
//!
//! The last line counts them all: `N passed, N failed, N skipped`. What is skipped is named.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{ExitCode, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::tally::{Checked, Tally};
use crate::{dist, examples, process, setup, status, tidy, workspace};

const PRIMITIVES: &str = "tests/golden/primitives.txt";

pub(crate) fn run(arguments: &[String]) -> Result<ExitCode> {
    let bless = match arguments {
        [] => false,
        [flag] if flag == "--bless" => true,
        _ => bail!("usage: cargo xtask test [--bless]"),
    };
    setup::require()?;
    let mut tally = Tally::default();
    check_all(bless, &mut tally)?;
    Ok(tally.conclude())
}

/// Everything `test` checks, so that `ci` counts the same things.
pub(crate) fn check_all(bless: bool, tally: &mut Tally) -> Result<()> {
    tally.check("cargo fmt", formatting());
    tally.check("tidy", tidy::check().map(|()| Checked::Passed));
    if bless {
        status::write()?;
    }
    // First, since tests of saved programs run on the shipped runtime too where there is one.
    let dist = dist::build();
    cargo_tests(tally)?;
    tally.check("golden list of primitives", primitives(bless));
    match dist {
        Ok(dist) => examples::check_all(&dist, tally),
        Err(error) => {
            tally.fail(format!("dist: {error:#}"));
            Ok(())
        }
    }
}

fn formatting() -> Result<Checked> {
    process::run(process::cargo().args(["fmt", "--all", "--check"]))?;
    Ok(Checked::Passed)
}

/// Runs the tests of all crates, shows their output as it comes, and counts their results.
fn cargo_tests(tally: &mut Tally) -> Result<()> {
    let mut command = process::cargo();
    command
        .args(["test", "--workspace", "--features", "bundler/cli,heapfmt/cli", "--no-fail-fast"])
        .stdout(Stdio::piped());
    eprintln!("$ {}", process::shown(&command));
    let mut child = command.spawn().context("cannot run cargo test")?;
    let failures_before = tally.failures();
    let output = child.stdout.take().expect("the output was asked for as a pipe");
    for line in BufReader::new(output).lines() {
        let line = line.context("cannot read what cargo test prints")?;
        println!("{line}");
        count(&line, tally);
    }
    if !child.wait()?.success() && tally.failures() == failures_before {
        tally.fail("cargo test: see above (a crate did not compile, or a test program died)".to_owned());
    }
    Ok(())
}

/// Reads one line of a test program: the summary counts what passed, the lines before it name the rest.
fn count(line: &str, tally: &mut Tally) {
    if let Some(summary) = line.strip_prefix("test result: ") {
        let passed = summary.split_once(". ").and_then(|(_, counts)| counts.split_once(" passed"));
        tally.passed += passed.and_then(|(number, _)| number.parse::<u64>().ok()).unwrap_or(0);
        return;
    }
    let Some((name, outcome)) = line.strip_prefix("test ").and_then(|test| test.rsplit_once(" ... ")) else {
        return;
    };
    if outcome == "FAILED" {
        tally.fail(name.to_owned());
    } else if let Some(reason) = outcome.strip_prefix("ignored") {
        let reason = reason.trim_start_matches(", ");
        tally.skip(if reason.is_empty() { name.to_owned() } else { format!("{name}: {reason}") });
    }
}

/// The declared builtins against the golden list, so that each addition, renaming and removal shows in a review.
fn primitives(bless: bool) -> Result<Checked> {
    let mut ask = process::cargo();
    ask.args(["run", "--quiet", "--package", "monolisp", "--", "--list-builtins"]);
    let declared = String::from_utf8(process::output(&mut ask)?.stdout)?;
    if declared.is_empty() {
        return Ok(Checked::Skipped("the runtime declares no builtins".to_owned()));
    }
    let path = workspace::root().join(PRIMITIVES);
    if bless {
        fs::create_dir_all(path.parent().expect("the list lies in a folder"))?;
        fs::write(&path, &declared)?;
        return Ok(Checked::Passed);
    }
    let golden = workspace::read(PRIMITIVES)?;
    if golden == declared {
        return Ok(Checked::Passed);
    }
    for line in declared.lines().filter(|line| !golden.lines().any(|known| known == *line)) {
        println!("+ {line}");
    }
    for line in golden.lines().filter(|line| !declared.lines().any(|known| known == *line)) {
        println!("- {line}");
    }
    bail!("{PRIMITIVES} differs from what the runtime declares; `cargo xtask test --bless` writes it anew")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_test_programs_are_counted() {
        let mut tally = Tally::default();
        for line in [
            "running 4 tests",
            "test heap::grows ... ok",
            "test strip_keeps_the_payload ... ignored, patchelf is absent",
            "test reader - a doc test (line 3) ... FAILED",
            "test result: FAILED. 12 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "test result: ok. 30 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
        ] {
            count(line, &mut tally);
        }
        assert_eq!(tally.to_string(), "42 passed, 1 failed, 1 skipped");
    }
}
