//! `setup`: what the other tasks need beyond Rust and a C compiler.
//!
//! Needed: the targets of `rust-toolchain.toml`, which rustup adds only when asked (an installed toolchain does not
//! gain a target that was added to the file later), and a C compiler to link programs of this machine. Optional
//! tools are only named as present or absent; a check that wants an absent one reports itself as skipped.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, bail};

use crate::{process, workspace};

/// An optional tool and what is checked or measured with it.
const OPTIONAL_TOOLS: &[(&str, &str)] = &[
    ("strip", "a saved program survives it"),
    ("objcopy", "a saved program survives it"),
    ("llvm-strip", "a saved program survives it"),
    ("llvm-objcopy", "a saved program survives it"),
    ("eu-strip", "a saved program survives it"),
    ("patchelf", "a saved program survives it"),
    ("readelf", "a second reading of what the bundler wrote"),
    ("setpriv", "a program that other users may only execute"),
    ("clisp", "reference for behaviour and speed"),
    ("sbcl", "reference for speed"),
    ("valgrind", "instruction counts"),
    ("perf", "profiles"),
    ("qemu-aarch64", "programs for aarch64"),
    ("wine64", "programs for Windows"),
    ("osslsigncode", "signed Windows programs"),
];

pub(crate) fn run(_arguments: &[String]) -> Result<ExitCode> {
    require()?;
    println!("targets: all of rust-toolchain.toml are installed");
    println!("C compiler: {}", c_compiler()?.display());
    for (tool, purpose) in OPTIONAL_TOOLS {
        let state = if process::find(tool).is_some() { "present" } else { "absent" };
        println!("{state:<8} {tool:<13} {purpose}");
    }
    println!(
        "{:<8} {:<13} undefined behaviour in the heap modules",
        if has_miri() { "present" } else { "absent" },
        "miri"
    );
    Ok(ExitCode::SUCCESS)
}

/// Brings what is needed and can be brought; an error names what cannot.
pub(crate) fn require() -> Result<()> {
    c_compiler()?;
    if missing_targets()?.is_empty() {
        return Ok(());
    }
    // --no-self-update: rustup may be shared with other projects, and its version is not ours to change.
    let mut install = Command::new("rustup");
    install.args(["toolchain", "install", "--no-self-update"]).current_dir(workspace::root());
    // cargo names its own toolchain to what it runs; rustup would then install only what that lacks of itself and
    // not read the targets from the file.
    install.env_remove("RUSTUP_TOOLCHAIN");
    let installed = process::run(&mut install);
    let missing = missing_targets()?;
    if !missing.is_empty() {
        installed.context("rustup could not install what rust-toolchain.toml lists")?;
        bail!("the toolchain lacks the targets {}", missing.join(", "));
    }
    Ok(())
}

fn missing_targets() -> Result<Vec<String>> {
    let file: toml::Table = workspace::read("rust-toolchain.toml")?.parse()?;
    let targets = file["toolchain"]["targets"].as_array().context("rust-toolchain.toml lists no targets")?;
    let libraries = sysroot()?.join("lib/rustlib");
    let wanted = targets.iter().filter_map(toml::Value::as_str).map(str::to_owned);
    Ok(wanted.filter(|target| !libraries.join(target).join("lib").is_dir()).collect())
}

/// The folder of the toolchain that cargo uses here.
fn sysroot() -> Result<PathBuf> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut query = Command::new(rustc);
    query.args(["--print", "sysroot"]).current_dir(workspace::root());
    Ok(PathBuf::from(String::from_utf8(process::output(&mut query)?.stdout)?.trim()))
}

fn c_compiler() -> Result<PathBuf> {
    let chosen = std::env::var("CC").ok();
    let candidates = chosen.as_deref().into_iter().chain(["cc", "gcc", "clang", "cl"]);
    for candidate in candidates {
        let path = PathBuf::from(candidate);
        if path.is_absolute() && path.is_file() {
            return Ok(path);
        }
        if let Some(found) = process::find(candidate) {
            return Ok(found);
        }
    }
    bail!("there is no C compiler on PATH (cc, gcc, clang or cl), which Rust needs to link")
}

/// Whether a nightly toolchain with Miri is installed.
pub(crate) fn has_miri() -> bool {
    let mut query = Command::new("cargo");
    query.args(["+nightly", "miri", "--version"]).current_dir(workspace::root());
    process::output(&mut query).is_ok()
}
