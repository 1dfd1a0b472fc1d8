//! How long a saved program takes from its start to its end when all it does is to write a line, what memory it
//! touches, and how large it is. The measure is the same program in Rust, static as ours is.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;
use serde_json::{Value, json};

use super::Bench;
use super::sampling::{micros, ratio, take_turns};
use crate::os::Launch;
use crate::{process, workspace};

pub(super) fn measure(bench: &mut Bench) -> Result<Value> {
    let mut programs = vec![("rust", rust_hello()?)];
    for lisp in &bench.lisps {
        match lisp.save_hello() {
            Ok(program) => programs.push((lisp.name, program)),
            Err(error) => println!("{} is left out: {error:#}", lisp.name),
        }
    }
    let launches =
        programs.iter().map(|(_, program)| Launch::new(program, &[])).collect::<Result<Vec<_>>>()?;
    let samples = take_turns(&launches, bench.start_rounds)?;
    let mut rows = Vec::new();
    println!(
        "{:<10} {:>10} {:>9} {:>8} {:>12} {:>12}",
        "hello", "start", "to Rust", "faults", "resident", "file"
    );
    for (((name, program), launch), sample) in programs.iter().zip(&launches).zip(&samples) {
        let resident = launch.peak_resident_bytes()?;
        let size = fs::metadata(program)?.len();
        println!(
            "{name:<10} {:>7} µs {:>8.2}x {:>8} {:>9} KiB {:>9} KiB",
            micros(sample.median),
            ratio(sample.median, samples[0].median),
            sample.minor_faults.map_or_else(|| "-".to_owned(), |count| count.to_string()),
            resident.map_or_else(|| "-".to_owned(), |bytes| (bytes >> 10).to_string()),
            size >> 10
        );
        rows.push(
            json!({ "name": name, "start": sample.json(), "resident_bytes": resident, "file_bytes": size }),
        );
        if *name == "monolisp" {
            bench.figures.set("faults", sample.minor_faults.map(|count| count as f64));
            bench.figures.set("resident", resident.map(mebibytes));
            bench.figures.set("size", Some(mebibytes(size)));
        }
    }
    let median =
        |wanted: &str| programs.iter().position(|(name, _)| *name == wanted).map(|at| samples[at].median);
    if let Some(ours) = median("monolisp") {
        bench.figures.set("start/rust", median("rust").map(|rust| ratio(ours, rust)));
        bench.figures.set("clisp/start", median("clisp").map(|clisp| ratio(clisp, ours)));
        bench.figures.set("sbcl/start", median("sbcl").map(|sbcl| ratio(sbcl, ours)));
    }
    Ok(Value::Array(rows))
}

/// A static Rust program that writes a line, built with the toolchain of the project.
fn rust_hello() -> Result<PathBuf> {
    let folder = workspace::target().join("bench");
    let (source, program) = (folder.join("hello.rs"), folder.join("hello-rust"));
    fs::write(&source, "fn main() {\n    println!(\"Hello, world!\");\n}\n")?;
    let mut compile = Command::new("rustc");
    compile.args(["-O", "-C", "strip=symbols", "-C", "panic=abort"]).current_dir(workspace::root());
    if (std::env::consts::OS, std::env::consts::ARCH) == ("linux", "x86_64") {
        compile.args(["--target", "x86_64-unknown-linux-musl", "-C", "linker=rust-lld"]);
    }
    process::output(compile.arg(&source).arg("-o").arg(&program))?;
    Ok(program)
}

fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}
