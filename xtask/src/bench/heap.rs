//! What heaps cost: saving 10 MB, starting with 1 GB, and collecting while much is alive.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::{Map, Value, json};

use super::Bench;
use super::kernels::{run_everywhere, time_of};
use super::lisps::Kind;
use super::sampling::{micros, ratio, take_turns};
use crate::examples::lisp_string;
use crate::os::Launch;
use crate::{process, workspace};

/// A cons has 16 bytes.
const CONSES_PER_MEGABYTE: usize = (1 << 20) / 16;

pub(super) fn measure(bench: &mut Bench) -> Result<Value> {
    let mut report = Map::new();
    for (name, part) in [
        ("conses", conses as fn(&mut Bench) -> Result<Value>),
        ("pause", pause),
        ("save", save),
        ("start", start),
    ] {
        match part(bench) {
            Ok(figures) => {
                report.insert(name.to_owned(), figures);
            }
            Err(error) => println!("{name} is left out: {error:#}"),
        }
    }
    Ok(Value::Object(report))
}

/// 1 GiB of conses with 100 MB live: time against the other Lisps, the start of the Lisp included.
fn conses(bench: &mut Bench) -> Result<Value> {
    let source = workspace::root().join("benches/conses.lisp");
    let answers = run_everywhere(&bench.lisps, &source)?;
    let mut report = Map::new();
    let mut times = Vec::new();
    for (lisp, answer) in bench.lisps.iter().zip(&answers) {
        let time = match answer {
            Some(_) => Some(take_turns(&[lisp.launch(&source)?], bench.work_rounds.min(3))?[0].median),
            None => None,
        };
        if let Some(time) = time {
            println!("1 GiB of conses, 100 MB live   {:<10} {:>9.3} s", lisp.name, time.as_secs_f64());
            report.insert(lisp.name.to_owned(), json!(time.as_secs_f64()));
        }
        times.push(time);
    }
    let time = |kind| time_of(&bench.lisps, &times, kind);
    if let (Some(ours), Some(clisp)) = (time(Kind::Monolisp), time(Kind::Clisp)) {
        bench.figures.set("conses/clisp", Some(ratio(ours, clisp)));
    }
    Ok(Value::Object(report))
}

/// The worst pause of the same work, as the program itself sees it, in milliseconds.
fn pause(bench: &mut Bench) -> Result<Value> {
    let source = workspace::root().join("benches/pause.lisp");
    let answers = run_everywhere(&bench.lisps, &source)?;
    let mut report = Map::new();
    for (lisp, answer) in bench.lisps.iter().zip(answers) {
        let Some(milliseconds) = answer.and_then(|text| text.trim().parse::<u64>().ok()) else { continue };
        println!("worst pause of it              {:<10} {milliseconds:>9} ms", lisp.name);
        report.insert(lisp.name.to_owned(), json!(milliseconds));
        if lisp.kind == Kind::Monolisp {
            bench.figures.set("pause", Some(milliseconds as f64));
        }
    }
    Ok(Value::Object(report))
}

/// The time that saving 10 MB takes: a run that saves less one that does all but save.
fn save(bench: &mut Bench) -> Result<Value> {
    let monolisp = bench.monolisp()?;
    let data = source_of_data("ten-megabytes", 10)?;
    let program = workspace::target().join("bench/ten-megabytes");
    let saving = saving_arguments(&data, &program);
    let mut only_loading = saving.clone();
    only_loading.truncate(saving.len() - 2);
    only_loading.extend(["-x", "0"].map(OsString::from));
    let launches = [Launch::new(&monolisp, &saving)?, Launch::new(&monolisp, &only_loading)?];
    let samples = take_turns(&launches, bench.work_rounds * 2)?;
    let time = samples[0].median.saturating_sub(samples[1].median);
    println!("save of 10 MB                  {:<10} {:>9.1} ms", "monolisp", time.as_secs_f64() * 1e3);
    bench.figures.set("save", Some(time.as_secs_f64() * 1e3));
    Ok(json!({ "microseconds": micros(time), "file_bytes": fs::metadata(&program)?.len() }))
}

/// The start of a program with 1 GB of live data against one that has none.
fn start(bench: &mut Bench) -> Result<Value> {
    let monolisp = bench.monolisp()?;
    let data = source_of_data("gigabyte", 1024)?;
    let program = workspace::target().join("bench/gigabyte");
    let mut saving = Command::new(&monolisp);
    process::output(saving.args(saving_arguments(&data, &program)))?;
    let hello =
        bench.lisps.iter().find(|lisp| lisp.kind == Kind::Monolisp).context("no monolisp")?.save_hello()?;
    let samples = take_turns(&[Launch::new(&hello, &[])?, Launch::new(&program, &[])?], bench.start_rounds)?;
    let size = fs::metadata(&program)?.len();
    // A gigabyte is not left behind.
    fs::remove_file(&program)?;
    let times = ratio(samples[1].median, samples[0].median);
    println!(
        "start with 1 GB                {:<10} {:>9.2}x of hello's {} µs",
        "monolisp",
        times,
        micros(samples[0].median)
    );
    bench.figures.set("gigabyte/start", Some(times));
    Ok(json!({ "hello": samples[0].json(), "gigabyte": samples[1].json(), "file_bytes": size }))
}

/// A program that writes a line, and has lists of this size.
fn source_of_data(name: &str, megabytes: usize) -> Result<PathBuf> {
    let path = workspace::target().join("bench").join(format!("{name}.lisp"));
    let text = format!(
        ";;;; Data to save: {megabytes} lists of a megabyte each.\n\
         (defvar *data* '())\n\
         (defun megabyte ()\n  (let ((list '()))\n    (dotimes (i {CONSES_PER_MEGABYTE} list)\n      (setq list (cons i list)))))\n\
         (dotimes (i {megabytes})\n  (setq *data* (cons (megabyte) *data*)))\n\
         (defun main ()\n  (write-line \"Hello, world!\")\n  (ext:exit 0))\n"
    );
    fs::write(&path, text)?;
    Ok(path)
}

fn saving_arguments(source: &Path, program: &Path) -> Vec<OsString> {
    let form = format!(
        "(ext:saveinitmem {} :executable 0 :init-function #'main :quiet t :norc t)",
        lisp_string(&program.to_string_lossy())
    );
    let mut arguments: Vec<OsString> = ["-q", "-q", "-norc", "-i"].map(OsString::from).to_vec();
    arguments.push(source.as_os_str().to_owned());
    arguments.extend(["-x".into(), form.into()]);
    arguments
}
