//! The standard's operators one by one against CLISP's: nothing that ordinary programs do often should be slower.
//!
//! Both Lisps compile the same file, which times each of its rows itself; see `benches/operators.lisp`. A figure is the
//! ratio of the least times of all rounds.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use serde_json::{Map, Value, json};

use super::Bench;
use super::kernels::run_everywhere;
use super::lisps::{Kind, Lisp};
use crate::workspace;

const SOURCE: &str = "benches/operators.lisp";

pub(super) fn measure(bench: &mut Bench) -> Result<Value> {
    let compared = [Kind::Monolisp, Kind::Clisp];
    let lisps: Vec<Lisp> = bench.lisps.iter().filter(|lisp| compared.contains(&lisp.kind)).cloned().collect();
    if lisps.len() < compared.len() {
        println!("skipped: monolisp or clisp");
        return Ok(Value::Null);
    }
    let source = workspace::root().join(SOURCE);
    let mut times: BTreeMap<String, Vec<Option<u64>>> = BTreeMap::new();
    for _ in 0..bench.work_rounds {
        for (number, output) in run_everywhere(&lisps, &source)?.into_iter().enumerate() {
            let output = output.with_context(|| format!("{} cannot run {SOURCE}", lisps[number].name))?;
            for (row, nanoseconds) in output.lines().filter_map(|line| line.split_once(' ')) {
                let nanoseconds = nanoseconds.trim().parse()?;
                let least =
                    &mut times.entry(row.to_owned()).or_insert_with(|| vec![None; lisps.len()])[number];
                *least = Some(least.map_or(nanoseconds, |least| least.min(nanoseconds)));
            }
        }
    }
    let place = |kind| lisps.iter().position(|lisp| lisp.kind == kind).expect("both are there");
    let (ours, theirs) = (place(Kind::Monolisp), place(Kind::Clisp));
    let mut ratios: Vec<(f64, &str, u64, u64)> = times
        .iter()
        .filter_map(|(row, times)| {
            let (ours, theirs) = times[ours].zip(times[theirs])?;
            Some((ours as f64 / theirs.max(1) as f64, row.as_str(), ours, theirs))
        })
        .collect();
    ratios.sort_by(|a, b| b.0.total_cmp(&a.0));
    println!("{:<24} {:>12} {:>12} {:>7}", "slower than CLISP", "monolisp", "clisp", "ratio");
    for (ratio, row, ours, theirs) in ratios.iter().filter(|row| row.0 > 1.0) {
        println!("{row:<24} {ours:>9} ns {theirs:>9} ns {ratio:>7.2}");
    }
    let slower = ratios.iter().filter(|row| row.0 > 1.5).count();
    println!("{slower} of {} take more than 1.5 times as long", ratios.len());
    bench.figures.set("operators/slower", Some(slower as f64 / ratios.len().max(1) as f64));
    let rows: Map<String, Value> = ratios
        .iter()
        .map(|(_, row, ours, theirs)| ((*row).to_owned(), json!({ "monolisp_ns": ours, "clisp_ns": theirs })))
        .collect();
    Ok(Value::Object(rows))
}
