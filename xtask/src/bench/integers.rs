//! Long integers against those of GMP, the yardstick for them, in a Lisp that is built on it.
//!
//! Each operation is timed inside the Lisps, which take turns; a figure is the ratio of the medians.

use std::collections::BTreeMap;
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::{Map, Value, json};

use super::Bench;
use crate::{process, workspace};

const SOURCE: &str = "benches/long-integers.lisp";

pub(super) fn measure(bench: &mut Bench) -> Result<Value> {
    let Some(ecl) = process::find("ecl") else {
        println!("skipped: ecl");
        return Ok(Value::Null);
    };
    let monolisp = bench.monolisp()?;
    let source = workspace::root().join(SOURCE);
    let mut times: BTreeMap<String, [Vec<u64>; 2]> = BTreeMap::new();
    for _ in 0..bench.work_rounds {
        for (lisp, (program, options)) in
            [(&monolisp, &["-q", "-q", "-norc"][..]), (&ecl, &["--norc", "--shell"])].into_iter().enumerate()
        {
            let output = process::output(Command::new(program).args(options).arg(&source))?;
            for line in String::from_utf8_lossy(&output.stdout).lines() {
                if let Some((operation, microseconds)) = line.split_once(' ')
                    && let Ok(microseconds) = microseconds.parse()
                {
                    times.entry(operation.to_owned()).or_default()[lisp].push(microseconds);
                }
            }
        }
    }
    println!("{:<13} {:>18} {:>18}", "100,000 digits", "monolisp", "ecl");
    let mut report = Map::new();
    for (operation, times) in times {
        let [ours, theirs] = times.map(median);
        let (ours, theirs) =
            ours.zip(theirs).with_context(|| format!("a Lisp has no time for {operation}"))?;
        let ratio = ours as f64 / theirs.max(1) as f64;
        println!("{operation:<13} {ours:>15} µs {theirs:>9} µs {ratio:.2}x");
        bench.figures.set(&format!("{operation}/ecl"), Some(ratio));
        report.insert(operation, json!({ "monolisp_us": ours, "ecl_us": theirs }));
    }
    Ok(Value::Object(report))
}

fn median(mut times: Vec<u64>) -> Option<u64> {
    times.sort_unstable();
    times.get(times.len() / 2).copied()
}
