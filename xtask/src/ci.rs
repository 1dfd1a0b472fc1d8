//! `ci`: everything that is checked before a change is taken, step by step, with the time each step took.
//!
//! A failing step does not hide the ones after it.

use std::fs;
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Result, bail};

use crate::tally::{Checked, Tally};
use crate::{demo, dist, process, setup, test, wine, workspace};

/// Targets whose programs cannot run here are at least type-checked, tests included.
const CROSS_CHECKED: &[&str] =
    &["x86_64-pc-windows-gnu", "aarch64-apple-darwin", "x86_64-apple-darwin", "aarch64-unknown-linux-musl"];

pub(crate) fn run(_arguments: &[String]) -> Result<ExitCode> {
    let mut tally = Tally::default();
    let mut times = Vec::new();
    let mut step = |name: &'static str, tally: &mut Tally, body: &mut dyn FnMut(&mut Tally) -> Result<()>| {
        println!("\n== {name}");
        let start = Instant::now();
        if let Err(error) = body(tally) {
            tally.fail(format!("{name}: {error:#}"));
        }
        times.push((name, start.elapsed()));
    };
    step("setup", &mut tally, &mut |tally| counted(tally, "setup", setup::run(&[]).map(drop)));
    step("clippy", &mut tally, &mut |tally| counted(tally, "clippy", clippy()));
    step("test", &mut tally, &mut |tally| test::check_all(false, tally));
    step("type checks of other targets", &mut tally, &mut |tally| {
        for target in CROSS_CHECKED {
            counted(tally, target, type_check(target))?;
        }
        Ok(())
    });
    step("Lisp tests on Windows by wine", &mut tally, &mut |tally| {
        tally.check("Lisp tests on Windows by wine", wine::check());
        Ok(())
    });
    step("type check of the fuzz targets", &mut tally, &mut |tally| {
        tally.check("fuzz targets", fuzz_targets());
        Ok(())
    });
    step("demo", &mut tally, &mut |tally| counted(tally, "demo", demo::run(&[]).map(drop)));
    step("reproducible base image", &mut tally, &mut |tally| {
        counted(tally, "reproducible base image", reproducible_base_image())
    });
    step("miri", &mut tally, &mut |tally| {
        tally.check("miri", miri());
        Ok(())
    });
    println!();
    for (name, time) in times {
        println!("{:>7.1} s  {name}", time.as_secs_f64());
    }
    Ok(tally.conclude())
}

/// Counts a check; that it failed is told by the tally, so the step goes on.
fn counted(tally: &mut Tally, name: &str, outcome: Result<()>) -> Result<()> {
    tally.check(name, outcome.map(|()| Checked::Passed));
    Ok(())
}

fn clippy() -> Result<()> {
    process::run(process::cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn type_check(target: &str) -> Result<()> {
    process::run(process::cargo().args(["check", "--workspace", "--all-targets", "--target", target]))
}

/// Two builds of the base image, in different folders and with different environments, give the same bytes, and every
/// object and instruction in it is as the format says.
fn reproducible_base_image() -> Result<()> {
    let dist = dist::build()?;
    process::run(Command::new(&dist.lister).arg("verify").arg(&dist.base_image))?;
    let folder = tempfile::tempdir()?;
    let image = folder.path().join("elsewhere.mem");
    let mut build = Command::new(&dist.template);
    build.arg("--build-base-image").arg(workspace::root().join("crates/runtime/lisp")).arg(&image);
    build.current_dir(folder.path()).env("TZ", "Pacific/Apia").env("LC_ALL", "C").env("HOME", folder.path());
    process::run(&mut build)?;
    let (first, second) = (fs::read(&dist.base_image)?, fs::read(&image)?);
    if let Some(at) = (0..first.len().max(second.len())).find(|&at| first.get(at) != second.get(at)) {
        bail!(
            "two builds of the base image differ from byte {at} on ({} and {} bytes)",
            first.len(),
            second.len()
        );
    }
    Ok(())
}

/// The fuzz targets are a workspace of their own, which nothing else compiles.
fn fuzz_targets() -> Result<Checked> {
    let manifest = workspace::root().join("fuzz/Cargo.toml");
    process::run(process::cargo().arg("check").arg("--manifest-path").arg(manifest))?;
    Ok(Checked::Passed)
}

/// The heap's tests under Miri, which finds undefined behaviour in what runs.
fn miri() -> Result<Checked> {
    if !setup::has_miri() {
        return Ok(Checked::Skipped("there is no nightly toolchain with miri".to_owned()));
    }
    let mut command = Command::new("cargo");
    command.args(["+nightly", "miri", "test", "--package", "runtime", "--lib", "heap::"]);
    command.current_dir(workspace::root()).env("MIRIFLAGS", "-Zmiri-permissive-provenance");
    // What cargo told this task about its own toolchain would be taken for nightly's.
    command.env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO");
    process::run(&mut command)?;
    Ok(Checked::Passed)
}
