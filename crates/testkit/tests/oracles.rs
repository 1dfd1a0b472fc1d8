//! Compares generated answers with those of another Common Lisp.
//!
//! Each file under `tests/oracles/` is a program that any Common Lisp runs. It prints a line for each case: the answer,
//! which is one word, and the case. An answer `?` says that the system does not know; it agrees with any other. Printed
//! representations differ between systems, so only answers are compared.

use libtest_mimic::{Arguments, Failed, Trial};
use std::path::Path;
use std::process::Command;
use testkit::{output_of, workspace};

const ORACLE: &str = "sbcl";
const MAX_SHOWN: usize = 20;

fn oracle_is_there() -> bool {
    Command::new(ORACLE).arg("--version").output().is_ok_and(|output| output.status.success())
}

fn oracle_output(program: &Path) -> Result<String, Failed> {
    let output = Command::new(ORACLE)
        .args(["--noinform", "--no-sysinit", "--no-userinit", "--disable-debugger", "--load"])
        .arg(program)
        .args(["--eval", "(sb-ext:exit)"])
        .output()?;
    if !output.status.success() {
        return Err(format!("{ORACLE} failed: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn answer(line: &str) -> &str {
    line.split(' ').next().unwrap_or_default()
}

fn compare(program: &Path) -> Result<(), Failed> {
    let ours = output_of(&std::fs::read_to_string(program)?)?;
    let theirs = oracle_output(program)?;
    let (ours, theirs): (Vec<&str>, Vec<&str>) = (ours.lines().collect(), theirs.lines().collect());
    if ours.len() != theirs.len() || ours.is_empty() {
        return Err(format!("{} lines, {} of the oracle", ours.len(), theirs.len()).into());
    }
    let differences: Vec<String> = std::iter::zip(&ours, &theirs)
        .filter(|(our, their)| {
            let (our, their) = (answer(our), answer(their));
            our != their && our != "?" && their != "?"
        })
        .map(|(our, their)| format!("ours:   {our}\noracle: {their}"))
        .collect();
    if differences.is_empty() {
        return Ok(());
    }
    let shown = differences.len().min(MAX_SHOWN);
    Err(format!("{} of {} differ\n{}", differences.len(), ours.len(), differences[..shown].join("\n")).into())
}

fn main() {
    let folder = workspace().join("tests/oracles");
    let mut programs: Vec<_> = std::fs::read_dir(&folder)
        .expect("the folder of oracles exists")
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    programs.sort();
    let skipped = !oracle_is_there();
    let trials = programs
        .into_iter()
        .map(|path| {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let name = if skipped { format!("{stem} (skipped: no {ORACLE})") } else { stem };
            Trial::test(name, move || compare(&path)).with_ignored_flag(skipped)
        })
        .collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}
