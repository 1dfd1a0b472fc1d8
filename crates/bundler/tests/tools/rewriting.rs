//! Tools that write an executable anew.

use std::path::Path;
use std::process::Command;

use bundler::{Error, Verdict, detach, extract, verify};
use libtest_mimic::{Failed, Trial};

use crate::fixture::{Libc, Program, attached, expect_output, payload, template};

/// A tool, its arguments before the file, and which templates it is for. Each rewrites the file in place.
const TOOLS: &[(&str, &[&str], &[Libc])] = &[
    ("strip", &[], &Libc::ALL),
    ("strip", &["-g"], &Libc::ALL),
    ("strip", &["--strip-unneeded"], &Libc::ALL),
    ("objcopy", &[], &Libc::ALL),
    ("objcopy", &["--compress-debug-sections"], &Libc::ALL),
    ("llvm-strip", &[], &Libc::ALL),
    ("llvm-strip", &["-g"], &Libc::ALL),
    ("llvm-strip", &["--strip-sections"], &Libc::ALL),
    ("llvm-objcopy", &[], &Libc::ALL),
    ("eu-strip", &[], &Libc::ALL),
    ("eu-strip", &["-g"], &Libc::ALL),
    (
        "patchelf",
        &["--set-rpath", "/opt/some/library/folder/of/a/length/that/does/not/fit/anywhere"],
        &Libc::ALL,
    ),
    ("patchelf", &["--set-interpreter", "/lib64/../lib64/../lib64/ld-linux-x86-64.so.2"], &[Libc::Glibc]),
    ("patchelf", &["--add-needed", "libm.so.6"], &[Libc::Glibc]),
];

pub(crate) fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    for (tool, arguments, libcs) in TOOLS {
        for libc in *libcs {
            let name = format!("{libc:?} {tool} {}", arguments.first().unwrap_or(&"")).to_lowercase();
            let missing = Command::new(tool).arg("--version").output().is_err();
            let trial = Trial::test(name.trim_end().to_owned(), move || rewrite(*libc, tool, arguments));
            trials.push(trial.with_ignored_flag(missing));
        }
    }
    // The tools of a distribution's build: one after the other.
    let chain = |libc| {
        move || {
            let program = Program::new(&attached(template(libc), &payload(200_000)));
            for (tool, arguments) in
                [("strip", &["-g"][..]), ("patchelf", &["--set-rpath", "/x"]), ("strip", &[])]
            {
                run_tool(tool, arguments, &program.path)?;
                expect_output(&mut Command::new(&program.path), &payload(200_000));
            }
            Ok(())
        }
    };
    let missing =
        ["strip", "patchelf"].iter().any(|tool| Command::new(tool).arg("--version").output().is_err());
    for libc in Libc::ALL {
        let name = format!("{libc:?} strip -g, patchelf, strip").to_lowercase();
        trials.push(Trial::test(name, chain(libc)).with_ignored_flag(missing));
    }
    trials
}

fn run_tool(tool: &str, arguments: &[&str], path: &Path) -> Result<(), Failed> {
    let output = Command::new(tool).args(arguments).arg(path).output()?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{tool} fails: {}", String::from_utf8_lossy(&output.stderr)).into())
}

fn rewrite(libc: Libc, tool: &str, arguments: &[&str]) -> Result<(), Failed> {
    let payload = payload(1_000_000);
    let program = Program::new(&attached(template(libc), &payload));
    run_tool(tool, arguments, &program.path)?;
    expect_output(&mut Command::new(&program.path), &payload);

    let file = std::fs::File::open(&program.path)?;
    let mut extracted = Vec::new();
    extract(&file, &mut extracted)?;
    assert!(extracted == payload, "the payload is still there");
    match verify(&file)? {
        Verdict::Whole => return Err(format!("{tool} changed nothing").into()),
        Verdict::OnlyLoaded { .. } => {}
    }
    match detach(&file) {
        Err(Error::TemplateChanged) => Ok(()),
        Err(error) => Err(error.into()),
        Ok(_) => Err("a template was restored from a changed file".into()),
    }
}
