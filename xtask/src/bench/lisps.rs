//! The Lisps that are compared: how each compiles a file, runs it, and saves a program.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::dist::Dist;
use crate::examples::lisp_string;
use crate::os::Launch;
use crate::{process, workspace};

/// What differs between the Lisps.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Monolisp,
    Clisp,
    Sbcl,
}

/// A Lisp on this machine.
#[derive(Clone)]
pub(super) struct Lisp {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) program: PathBuf,
    pub(super) version: String,
}

pub(super) fn installed(dist: Option<&Dist>) -> Vec<Lisp> {
    let candidates = [
        ("monolisp", Kind::Monolisp, dist.map(|dist| dist.monolisp.clone())),
        ("clisp", Kind::Clisp, process::find("clisp")),
        ("sbcl", Kind::Sbcl, process::find("sbcl")),
    ];
    let mut lisps = Vec::new();
    for (name, kind, program) in candidates {
        match program {
            Some(program) => lisps.push(Lisp { name, kind, version: version(&program), program }),
            None => println!("skipped: {name}"),
        }
    }
    lisps
}

fn version(program: &Path) -> String {
    let answer = process::output(Command::new(program).arg("--version"));
    let text = answer.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    text.lines().next().unwrap_or("unknown").to_owned()
}

impl Lisp {
    /// The arguments that run a source as fast as this Lisp can: compiled beforehand, or while it is loaded.
    pub(super) fn prepare(&self, source: &Path) -> Result<Vec<OsString>> {
        let stem = source.file_stem().context("a source has a name")?.to_string_lossy();
        let folder = workspace::target().join("bench");
        match self.kind {
            Kind::Monolisp => Ok(words(&["-q", "-q", "-norc"], source)),
            Kind::Clisp => {
                let compiled = folder.join(format!("{stem}.fas"));
                let mut compile = Command::new(&self.program);
                compile.args(["-q", "-q", "-norc", "-c"]).arg(source).arg("-o").arg(&compiled);
                process::output(&mut compile)?;
                Ok(words(&["-q", "-q", "-norc"], &compiled))
            }
            Kind::Sbcl => {
                let compiled = folder.join(format!("{stem}.fasl"));
                let form = format!(
                    "(compile-file {} :output-file {})",
                    lisp_string(&source.to_string_lossy()),
                    lisp_string(&compiled.to_string_lossy())
                );
                process::output(&mut self.command(&form))?;
                Ok(words(&["--script"], &compiled))
            }
        }
    }

    pub(super) fn launch(&self, source: &Path) -> Result<Launch> {
        Launch::new(&self.program, &self.prepare(source)?)
    }

    /// Evaluates one form and leaves.
    pub(super) fn command(&self, form: &str) -> Command {
        let mut command = Command::new(&self.program);
        match self.kind {
            Kind::Monolisp | Kind::Clisp => command.args(["-q", "-q", "-norc", "-x", form]),
            Kind::Sbcl => command.args([
                "--noinform",
                "--non-interactive",
                "--no-sysinit",
                "--no-userinit",
                "--eval",
                form,
            ]),
        };
        command
    }

    /// Saves a program that writes one line and leaves.
    pub(super) fn save_hello(&self) -> Result<PathBuf> {
        let program = workspace::target().join("bench").join(format!("hello-{}", self.name));
        let file = lisp_string(&program.to_string_lossy());
        let form = match self.kind {
            Kind::Monolisp | Kind::Clisp => {
                let source = workspace::root().join("examples/hello/main.lisp");
                format!(
                    "(progn (load {}) (ext:saveinitmem {file} :executable 0 :init-function #'main :quiet t :norc t))",
                    lisp_string(&source.to_string_lossy())
                )
            }
            Kind::Sbcl => format!(
                "(save-lisp-and-die {file} :executable t :toplevel (lambda () (write-line \"Hello, world!\") (exit)))"
            ),
        };
        // A program left from an earlier run must not stand in for one that could not be saved.
        fs::remove_file(&program).ok();
        process::output(&mut self.command(&form))?;
        program.is_file().then_some(program).with_context(|| format!("{} saved no program", self.name))
    }
}

fn words(options: &[&str], file: &Path) -> Vec<OsString> {
    options.iter().map(OsString::from).chain([file.as_os_str().to_owned()]).collect()
}
