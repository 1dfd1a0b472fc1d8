//! The speed of compiled code: small portable programs, each about one thing, in every Lisp on this machine.
//!
//! The folders of `benches/kernels` are groups: `code` is about calls, control and small data, `data` about numbers,
//! tables, strings and files. A kernel prints what it computed, and all Lisps must print the same. Its time is the time of the whole run less
//! that of an empty file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

use super::Bench;
use super::lisps::{Kind, Lisp};
use super::sampling::{ratio, take_turns};
use crate::{process, workspace};

const FOLDER: &str = "benches/kernels";

/// The kernels whose speed has a bar of its own.
const BARRED: &[&str] = &["fib", "tak", "loop"];

pub(super) fn measure(bench: &mut Bench) -> Result<Value> {
    let empty = workspace::root().join(FOLDER).join("empty.lisp");
    let launches = bench.lisps.iter().map(|lisp| lisp.launch(&empty)).collect::<Result<Vec<_>>>()?;
    let starts = take_turns(&launches, bench.work_rounds * 4)?;
    let starts: Vec<Duration> = starts.iter().map(|sample| sample.median).collect();

    print_head(&bench.lisps);
    let mut rows = Vec::new();
    let mut speedups: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for (group, kernel) in kernels()? {
        let name = kernel.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let times = times(bench, &kernel, &starts)?;
        let ours = time_of(&bench.lisps, &times, Kind::Monolisp);
        print_row(&name, &times, ours);
        let clisp = time_of(&bench.lisps, &times, Kind::Clisp);
        if let (Some(ours), Some(clisp)) = (ours, clisp) {
            let speedup = ratio(clisp, ours);
            speedups.entry(group.clone()).or_default().push(speedup);
            if BARRED.contains(&name.as_str()) {
                bench.figures.set(&name, Some(speedup));
            }
        }
        let seconds: serde_json::Map<String, Value> = bench
            .lisps
            .iter()
            .zip(&times)
            .map(|(lisp, time)| (lisp.name.to_owned(), json!(time.map(|time| time.as_secs_f64()))))
            .collect();
        rows.push(json!({ "group": group, "kernel": name, "seconds": seconds }));
    }
    for (group, speedups) in speedups {
        let logarithms: f64 = speedups.iter().map(|speedup| speedup.ln()).sum();
        bench.figures.set(&format!("{group}/mean"), Some((logarithms / speedups.len() as f64).exp()));
        bench.figures.set(&format!("{group}/least"), speedups.into_iter().reduce(f64::min));
    }
    Ok(Value::Array(rows))
}

/// Each kernel with its group.
fn kernels() -> Result<Vec<(String, PathBuf)>> {
    let mut kernels = Vec::new();
    for path in workspace::files()? {
        let in_folder = path.strip_prefix(FOLDER).and_then(|path| path.strip_prefix('/'));
        if let Some((group, file)) = in_folder.and_then(|path| path.split_once('/'))
            && file.ends_with(".lisp")
        {
            kernels.push((group.to_owned(), workspace::root().join(&path)));
        }
    }
    Ok(kernels)
}

/// The time of a kernel in each Lisp; none where it cannot be run.
fn times(bench: &Bench, kernel: &Path, starts: &[Duration]) -> Result<Vec<Option<Duration>>> {
    let mut launches = Vec::new();
    let mut runs_in = Vec::new();
    let mut printed: Option<Vec<u8>> = None;
    for lisp in &bench.lisps {
        match answer(lisp, kernel) {
            Ok(text) => {
                if printed.get_or_insert_with(|| text.clone()) != &text {
                    bail!(
                        "{} prints something else for {} than the other Lisps",
                        lisp.name,
                        kernel.display()
                    );
                }
                launches.push(lisp.launch(kernel)?);
                runs_in.push(true);
            }
            Err(error) => {
                println!("{} is left out: {error:#}", lisp.name);
                runs_in.push(false);
            }
        }
    }
    let mut samples = take_turns(&launches, bench.work_rounds)?.into_iter();
    let mut times = Vec::new();
    for (runs, start) in runs_in.into_iter().zip(starts) {
        let sample = if runs { samples.next() } else { None };
        // A kernel as short as the start itself would be a kernel that does nothing.
        times.push(sample.map(|sample| sample.median.saturating_sub(*start).max(Duration::from_micros(1))));
    }
    Ok(times)
}

/// What a kernel prints.
fn answer(lisp: &Lisp, kernel: &Path) -> Result<Vec<u8>> {
    let mut run = Command::new(&lisp.program);
    run.args(lisp.prepare(kernel)?);
    let text = process::output(&mut run)?.stdout;
    // CLISP starts a line of its own when it leaves in the middle of one.
    Ok(text.trim_ascii_end().to_vec())
}

pub(super) fn time_of(lisps: &[Lisp], times: &[Option<Duration>], kind: Kind) -> Option<Duration> {
    lisps.iter().zip(times).find(|(lisp, _)| lisp.kind == kind).and_then(|(_, time)| *time)
}

fn print_head(lisps: &[Lisp]) {
    print!("{:<13}", "kernel");
    for lisp in lisps {
        print!(" {:>18}", lisp.name);
    }
    println!();
}

/// Each time, and how many times ours it is; without ours, the times alone.
fn print_row(name: &str, times: &[Option<Duration>], ours: Option<Duration>) {
    print!("{name:<13}");
    for time in times {
        let cell = match (time, ours) {
            (Some(time), Some(ours)) => {
                format!("{:.3} s {:>7.2}x", time.as_secs_f64(), ratio(*time, ours))
            }
            (Some(time), None) => format!("{:.3} s", time.as_secs_f64()),
            (None, _) => "-".to_owned(),
        };
        print!(" {cell:>18}");
    }
    println!();
}

/// Compiles and runs one source outside the kernels' folder in every Lisp; the outputs need not agree.
pub(super) fn run_everywhere(lisps: &[Lisp], source: &Path) -> Result<Vec<Option<String>>> {
    if !fs::exists(source)? {
        bail!("there is no {}", source.display());
    }
    let mut answers = Vec::new();
    for lisp in lisps {
        let text = answer(lisp, source).and_then(|text| String::from_utf8(text).context("not UTF-8"));
        if let Err(error) = &text {
            println!("{} is left out: {error:#}", lisp.name);
        }
        answers.push(text.ok());
    }
    Ok(answers)
}
