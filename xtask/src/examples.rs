//! The examples: each is saved as one file and run, and what it prints is compared with what its folder promises.
//!
//! `examples/NAME/expected.txt` is a session at a shell: a line that starts with `$ ` is a command of NAME with its
//! arguments (`< FILE` gives standard input), the lines below are what it prints, both streams together, and a last
//! `[exit N]` its exit code when that is not zero. Files are those of the example's folder.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::dist::Dist;
use crate::tally::{Checked, Tally};
use crate::{process, workspace};

/// One command of an example's session and what it leads to.
struct Step {
    arguments: Vec<String>,
    input: Option<String>,
    outcome: String,
}

/// Saves and runs every example.
pub(crate) fn check_all(dist: &Dist, tally: &mut Tally) -> Result<()> {
    for name in names()? {
        let outcome = save(dist, &name).and_then(|program| check(&name, &program));
        tally.check(&format!("example {name}"), outcome.map(|()| Checked::Passed));
    }
    Ok(())
}

/// The folders of `examples/`.
fn names() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for path in workspace::files()? {
        if let Some(name) = path.strip_prefix("examples/").and_then(|path| path.strip_suffix("/main.lisp")) {
            names.push(name.to_owned());
        }
    }
    Ok(names)
}

/// Saves an example as a single-file program whose function `main` runs at start.
pub(crate) fn save(dist: &Dist, name: &str) -> Result<PathBuf> {
    let folder = workspace::target().join("examples");
    fs::create_dir_all(&folder)?;
    let program = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    let source = workspace::root().join("examples").join(name).join("main.lisp");
    let form = format!(
        "(ext:saveinitmem {} :executable 0 :init-function #'main :quiet t :norc t)",
        lisp_string(&program.to_string_lossy())
    );
    let mut save = Command::new(&dist.monolisp);
    save.args(["-q", "-q", "-norc", "-i"]).arg(source).args(["-x", &form]);
    process::run(&mut save)?;
    Ok(program)
}

/// A text as the Lisp reader reads it.
pub(crate) fn lisp_string(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn check(name: &str, program: &Path) -> Result<()> {
    let folder = workspace::root().join("examples").join(name);
    let session = fs::read_to_string(folder.join("expected.txt")).context("cannot read expected.txt")?;
    for step in steps(name, &session)? {
        let outcome = perform(&step, program, &folder)?;
        if outcome != step.outcome {
            bail!("after {name} {}:\nexpected\n{}got\n{outcome}", step.arguments.join(" "), step.outcome);
        }
    }
    Ok(())
}

fn steps(name: &str, session: &str) -> Result<Vec<Step>> {
    let mut steps: Vec<Step> = Vec::new();
    for line in session.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            let mut words = command.split(' ').map(str::to_owned);
            if words.next().as_deref() != Some(name) {
                bail!("expected.txt runs something other than {name}: {line}");
            }
            let mut arguments: Vec<String> = words.collect();
            let mut input = None;
            if let Some(at) = arguments.iter().position(|word| word == "<") {
                input = arguments.split_off(at).into_iter().nth(1);
            }
            steps.push(Step { arguments, input, outcome: String::new() });
        } else {
            let step = steps.last_mut().context("expected.txt starts without a command")?;
            step.outcome.push_str(line);
            step.outcome.push('\n');
        }
    }
    if steps.is_empty() {
        bail!("expected.txt has no command");
    }
    Ok(steps)
}

/// Runs one command with both output streams in one file, as a terminal shows them.
fn perform(step: &Step, program: &Path, folder: &Path) -> Result<String> {
    let shown = tempfile::NamedTempFile::new()?;
    let input = match &step.input {
        Some(name) => Stdio::from(File::open(folder.join(name))?),
        None => Stdio::null(),
    };
    let status = Command::new(program)
        .args(&step.arguments)
        .current_dir(folder)
        .stdin(input)
        .stdout(shown.as_file().try_clone()?)
        .stderr(shown.as_file().try_clone()?)
        .status()
        .with_context(|| format!("cannot run {}", program.display()))?;
    let mut outcome = fs::read_to_string(shown.path())?;
    if !status.success() {
        outcome.push_str(&match status.code() {
            Some(code) => format!("[exit {code}]\n"),
            None => format!("[{status}]\n"),
        });
    }
    Ok(outcome)
}
