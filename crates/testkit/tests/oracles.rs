//! Compares generated answers with those of other Common Lisps.
//!
//! Each file under `tests/oracles/` is a program that any Common Lisp runs. It prints a line for each case: the answer,
//! which is one word, and the case. An answer `?` says that the system does not know; it agrees with any other. Printed
//! representations differ between systems, so only answers are compared.
//!
//! A program is compared with the oracles that its head names, or with the first one. Where oracles differ from each
//! other the standard leaves room, and our answer must be one of theirs.

use libtest_mimic::{Arguments, Failed, Trial};
use std::path::Path;
use std::process::Command;
use testkit::{output_of, workspace};

/// Another Common Lisp, and how it runs a program and ends.
struct Oracle {
    command: &'static str,
    options: &'static [&'static str],
}

const ORACLES: &[Oracle] = &[
    Oracle { command: "sbcl", options: &["--script"] },
    Oracle { command: "clisp", options: &["-q", "-norc", "-E", "utf-8"] },
];
const MAX_SHOWN: usize = 20;

impl Oracle {
    fn is_there(&self) -> bool {
        Command::new(self.command).arg("--version").output().is_ok_and(|output| output.status.success())
    }

    fn answers(&self, program: &Path) -> Result<Vec<String>, Failed> {
        let output = Command::new(self.command).args(self.options).arg(program).output()?;
        if !output.status.success() {
            let message = String::from_utf8_lossy(&output.stderr).into_owned();
            return Err(format!("{} failed: {message}", self.command).into());
        }
        Ok(String::from_utf8_lossy(&output.stdout).lines().map(|line| answer(line).to_owned()).collect())
    }
}

/// The oracles that the head of a program names.
fn oracles_of(text: &str) -> Vec<&'static Oracle> {
    let head: Vec<&str> = text.lines().take_while(|line| line.starts_with(';')).collect();
    let named = head.iter().find_map(|line| line.split_once("Oracles: ")).map_or("sbcl", |(_, names)| names);
    ORACLES.iter().filter(|oracle| named.contains(oracle.command)).collect()
}

fn answer(line: &str) -> &str {
    line.split(' ').next().unwrap_or_default()
}

fn compare(text: &str, program: &Path, oracles: &[&Oracle]) -> Result<(), Failed> {
    let ours = output_of(text)?;
    let ours: Vec<&str> = ours.lines().collect();
    let mut theirs = Vec::new();
    for oracle in oracles {
        let answers = oracle.answers(program)?;
        if ours.len() != answers.len() || ours.is_empty() {
            return Err(format!("{} lines, {} of {}", ours.len(), answers.len(), oracle.command).into());
        }
        theirs.push(answers);
    }
    let mut differences = Vec::new();
    for (case, line) in ours.iter().enumerate() {
        let answers: Vec<&str> = theirs.iter().map(|answers| answers[case].as_str()).collect();
        let our = answer(line);
        if our != "?" && !answers.contains(&"?") && !answers.contains(&our) {
            differences.push(format!("ours:   {line}\noracle: {}", answers.join(" or ")));
        }
    }
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
    let trials = programs
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("programs can be read");
            let oracles = oracles_of(&text);
            let missing = oracles.iter().find(|oracle| !oracle.is_there());
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let name = match missing {
                Some(oracle) => format!("{stem} (skipped: no {})", oracle.command),
                None => stem,
            };
            let skipped = missing.is_some();
            Trial::test(name, move || compare(&text, &path, &oracles)).with_ignored_flag(skipped)
        })
        .collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}
