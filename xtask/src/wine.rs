//! The Lisp tests of the Windows runtime, run by wine.
//!
//! Nearly all test files run there, in all worlds: names of files, streams, time zones, saved images. What wine has installed
//! on this machine is left alone; a folder below `target` is its Windows.
//!
//! Wine before version 9 has no `bcryptprimitives.dll`, without which no program of Rust starts. A stand-in with the one
//! function that they call is compiled for it; so what is random in these tests is not Windows' own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::tally::Checked;
use crate::{process, workspace};

const TARGET: &str = "x86_64-pc-windows-gnu";
/// Parts of the names of tests that are about Unix: its time zones in TZ, and where its namestrings are expected.
const UNIX_ONLY: &[&str] = &["universal-time", "names-with-fill-pointers"];
const C_COMPILER: &str = "x86_64-w64-mingw32-gcc";
const MISSING_LIBRARY: &str = "bcryptprimitives.dll";
const STAND_IN: &str = "\
__declspec(dllimport) unsigned char __stdcall SystemFunction036(void *, unsigned long);
__declspec(dllexport) int __stdcall ProcessPrng(unsigned char *bytes, unsigned long long n) {
    while (n) {
        unsigned long part = n > 0x40000000 ? 0x40000000 : (unsigned long)n;
        if (!SystemFunction036(bytes, part)) return 0;
        bytes += part;
        n -= part;
    }
    return 1;
}
";

pub(crate) fn check() -> Result<Checked> {
    let Some(wine) = wine() else {
        return Ok(Checked::Skipped("there is no wine64".to_owned()));
    };
    if process::find(C_COMPILER).is_none() {
        return Ok(Checked::Skipped(format!("there is no {C_COMPILER}")));
    }
    let prefix = workspace::target().join("wine");
    prepare(&wine, &prefix)?;
    let mut test = process::cargo();
    test.args(["test", "--package", "testkit", "--test", "lisp", "--target", TARGET, "--"]);
    for name in UNIX_ONLY {
        test.args(["--skip", name]);
    }
    test.env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", &wine);
    process::run(in_prefix(&mut test, &prefix))?;
    Ok(Checked::Passed)
}

/// Some distributions keep the 64-bit program to themselves.
fn wine() -> Option<PathBuf> {
    let hidden = PathBuf::from("/usr/lib/wine/wine64");
    process::find("wine64").or_else(|| hidden.is_file().then_some(hidden))
}

/// The command, with wine's Windows in the folder `prefix` and without wine's remarks.
fn in_prefix<'c>(command: &'c mut Command, prefix: &Path) -> &'c mut Command {
    command.env("WINEPREFIX", prefix).env("WINEDEBUG", "-all")
}

/// Makes the prefix with all that the tests need, if it is not there.
fn prepare(wine: &Path, prefix: &Path) -> Result<()> {
    let libraries = prefix.join("drive_c/windows/system32");
    if libraries.join(MISSING_LIBRARY).is_file() {
        return Ok(());
    }
    fs::create_dir_all(prefix)?;
    process::run(in_prefix(Command::new(wine).args(["wineboot", "--init"]), prefix))?;
    if libraries.join(MISSING_LIBRARY).is_file() {
        return Ok(());
    }
    let source = prefix.join("stand-in.c");
    fs::write(&source, STAND_IN)?;
    let mut compile = Command::new(C_COMPILER);
    compile.args(["-O2", "-shared", "-nostdlib", "-Wl,-e,0", "-o"]).arg(libraries.join(MISSING_LIBRARY));
    process::run(compile.arg(&source).arg("-ladvapi32")).context("cannot make the stand-in for wine")
}
