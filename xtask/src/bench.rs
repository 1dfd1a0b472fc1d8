//! `bench`: what Monolisp costs, as ratios to other programs measured in the same minutes on the same machine.
//!
//! Runs of the programs that are compared take turns, so that whatever else the machine does falls on all of them,
//! and each figure is a median. A Lisp that is absent leaves its column empty. The figures go to a table and, with
//! every setting that matters, to `target/bench.json`.

mod bars;
mod heap;
mod integers;
mod kernels;
mod lisps;
mod loading;
mod operators;
mod sampling;
mod start;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

use crate::dist::{self, Dist};
use crate::{process, workspace};
use bars::Figures;
use lisps::Lisp;

/// What the sections need.
struct Bench {
    /// Runs of each start-up program, and of each program that computes.
    start_rounds: usize,
    work_rounds: usize,
    dist: Option<Dist>,
    lisps: Vec<Lisp>,
    figures: Figures,
}

impl Bench {
    fn monolisp(&self) -> Result<PathBuf> {
        self.dist.as_ref().map(|dist| dist.monolisp.clone()).context("there is no monolisp")
    }
}

type Section = fn(&mut Bench) -> Result<Value>;

const SECTIONS: &[(&str, Section)] = &[
    ("start", start::measure),
    ("heap", heap::measure),
    ("kernels", kernels::measure),
    ("integers", integers::measure),
    ("loading", loading::measure),
    ("operators", operators::measure),
];

pub(crate) fn run(arguments: &[String]) -> Result<ExitCode> {
    let (mut quick, mut only) = (false, None);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--quick" => quick = true,
            "--only" => only = rest.next(),
            _ => bail!(
                "usage: cargo xtask bench [--quick] [--only start|heap|kernels|integers|loading|operators]"
            ),
        }
    }
    if let Some(name) = only.filter(|name| SECTIONS.iter().all(|section| section.0 != name.as_str())) {
        bail!("there is no section {name}: start, heap, kernels, integers, loading or operators");
    }
    let dist = dist::build();
    if let Err(error) = &dist {
        println!("monolisp is left out: {error:#}");
    }
    let dist = dist.ok();
    // Kernels that write files write them where they are run.
    let folder = workspace::target().join("bench");
    fs::create_dir_all(&folder)?;
    std::env::set_current_dir(&folder)?;
    let (start_rounds, work_rounds) = if quick { (20, 1) } else { (200, 5) };
    let lisps = lisps::installed(dist.as_ref());
    let mut bench = Bench { start_rounds, work_rounds, dist, lisps, figures: Figures::default() };
    let mut report = serde_json::Map::new();
    report.insert("machine".to_owned(), machine(&bench));
    for (name, section) in SECTIONS {
        if only.is_none_or(|only| only == name) {
            println!("\n== {name}\n");
            report.insert((*name).to_owned(), section(&mut bench)?);
        }
    }
    println!("\n== bars\n");
    report.insert("bars".to_owned(), bars::judge(&bench.figures));
    let path = workspace::target().join("bench.json");
    fs::write(&path, format!("{:#}\n", Value::Object(report)))?;
    println!("\n{} has all figures", path.display());
    Ok(ExitCode::SUCCESS)
}

fn machine(bench: &Bench) -> Value {
    let mut commit = Command::new("git");
    commit.args(["describe", "--always", "--dirty"]).current_dir(workspace::root());
    let commit = process::output(&mut commit)
        .ok()
        .map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    json!({
        "os": std::env::consts::OS,
        "arch": std::env::consts::ARCH,
        "processors": std::thread::available_parallelism().map_or(0, |count| count.get()),
        "commit": commit,
        "lisps": bench.lisps.iter().map(|lisp| json!({ "name": lisp.name, "version": lisp.version })).collect::<Vec<_>>(),
        "start_rounds": bench.start_rounds,
        "work_rounds": bench.work_rounds,
    })
}
