//! `dist`: lays out `target/dist` as it is shipped.
//!
//! ```text
//! bin/monolisp                                the template with the base image attached raw
//! bin/monolisp-bundle                         the bundler's command
//! bin/monolisp-image                          lists and verifies images
//! lib/monolisp/base/lispinit.mem              the base image: one for all targets
//! lib/monolisp/base/<target>/lisp.run[.exe]   the template of every application
//! ```
//!
//! The base image is made by the template itself, which therefore has to run on this machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, bail};

use crate::{process, setup, workspace};

/// A platform, by the name its users see, and how its runtime is built.
struct Target {
    name: &'static str,
    os: &'static str,
    arch: &'static str,
    triple: &'static str,
    exe_suffix: &'static str,
}

const TARGETS: &[Target] = &[
    Target {
        name: "linux-x86_64",
        os: "linux",
        arch: "x86_64",
        triple: "x86_64-unknown-linux-musl",
        exe_suffix: "",
    },
    Target {
        name: "linux-aarch64",
        os: "linux",
        arch: "aarch64",
        triple: "aarch64-unknown-linux-musl",
        exe_suffix: "",
    },
    Target {
        name: "windows-x86_64",
        os: "windows",
        arch: "x86_64",
        triple: "x86_64-pc-windows-gnu",
        exe_suffix: ".exe",
    },
    Target {
        name: "macos-x86_64",
        os: "macos",
        arch: "x86_64",
        triple: "x86_64-apple-darwin",
        exe_suffix: "",
    },
    Target {
        name: "macos-aarch64",
        os: "macos",
        arch: "aarch64",
        triple: "aarch64-apple-darwin",
        exe_suffix: "",
    },
];

/// Where things lie in `target/dist`.
pub(crate) struct Dist {
    pub(crate) monolisp: PathBuf,
    pub(crate) bundle: PathBuf,
    /// The command that lists and verifies images.
    pub(crate) lister: PathBuf,
    pub(crate) base_image: PathBuf,
    pub(crate) template: PathBuf,
}

pub(crate) fn run(_arguments: &[String]) -> Result<ExitCode> {
    let dist = build()?;
    for file in [&dist.monolisp, &dist.bundle, &dist.base_image, &dist.template] {
        println!("{:>9} bytes  {}", fs::metadata(file)?.len(), file.display());
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds what is out of date and lays it out.
pub(crate) fn build() -> Result<Dist> {
    setup::require()?;
    let target = host()?;
    let dist = layout(target);
    for file in [&dist.monolisp, &dist.bundle, &dist.base_image, &dist.template] {
        fs::create_dir_all(file.parent().expect("files of the layout lie in folders"))?;
    }
    // Two builds: with one, cargo would join the features of both and the template would carry the bundler's
    // command-line library.
    compile(target, &["--package", "monolisp"])?;
    compile(target, &["--package", "bundler", "--features", "cli", "--bin", "monolisp-bundle"])?;
    compile(target, &["--package", "heapfmt", "--features", "cli", "--bin", "monolisp-image"])?;
    let built = workspace::target().join(target.triple).join("release");
    replace(&built.join(format!("monolisp{}", target.exe_suffix)), &dist.template)?;
    replace(&built.join(format!("monolisp-bundle{}", target.exe_suffix)), &dist.bundle)?;
    replace(&built.join(format!("monolisp-image{}", target.exe_suffix)), &dist.lister)?;
    if target.os == "linux" {
        require_static_pie(&dist.template)?;
    }
    build_base_image(&dist.template, &dist.base_image)?;
    let mut attach = Command::new(&dist.bundle);
    attach.arg("attach").arg(&dist.template).arg(&dist.base_image).arg("-o").arg(&dist.monolisp);
    process::run(&mut attach)?;
    Ok(dist)
}

/// Compiles the Lisp sources to a base image.
pub(crate) fn build_base_image(template: &Path, image: &Path) -> Result<()> {
    let sources = workspace::root().join("crates/runtime/lisp");
    process::run(Command::new(template).arg("--build-base-image").arg(sources).arg(image))
}

fn host() -> Result<&'static Target> {
    let (os, arch) = (std::env::consts::OS, std::env::consts::ARCH);
    let found = TARGETS.iter().find(|target| target.os == os && target.arch == arch);
    found.with_context(|| format!("there is no runtime for {os} on {arch}"))
}

fn layout(target: &Target) -> Dist {
    let root = workspace::target().join("dist");
    let base = root.join("lib/monolisp/base");
    Dist {
        monolisp: root.join(format!("bin/monolisp{}", target.exe_suffix)),
        bundle: root.join(format!("bin/monolisp-bundle{}", target.exe_suffix)),
        lister: root.join(format!("bin/monolisp-image{}", target.exe_suffix)),
        template: base.join(target.name).join(format!("lisp.run{}", target.exe_suffix)),
        base_image: base.join("lispinit.mem"),
    }
}

fn compile(target: &Target, what: &[&str]) -> Result<()> {
    let mut build = process::cargo();
    build.args(["build", "--release", "--target", target.triple]).args(what);
    // Panics name the sources of libraries by where cargo keeps them, which is different for everyone who builds.
    if let Some(folder) = std::env::home_dir().map(cargo_folder) {
        let remapping = format!("--remap-path-prefix={}=cargo", folder.display());
        build.arg("--config").arg(format!("target.{}.rustflags=[{remapping:?}]", target.triple));
    }
    process::run(&mut build)
}

fn cargo_folder(home: PathBuf) -> PathBuf {
    std::env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from)
}

/// Copies beside the goal and renames, so that a program that runs from there is not disturbed.
fn replace(from: &Path, to: &Path) -> Result<()> {
    let beside = to.with_extension("being-copied");
    fs::copy(from, &beside)
        .with_context(|| format!("cannot copy {} to {}", from.display(), beside.display()))?;
    fs::rename(&beside, to).with_context(|| format!("cannot write {}", to.display()))
}

/// The Linux runtime needs no loader and no library, and lies anywhere: an ELF file of type DYN without PT_INTERP.
fn require_static_pie(path: &Path) -> Result<()> {
    const ET_DYN: u16 = 3;
    const PT_INTERP: u32 = 3;
    let bytes = fs::read(path)?;
    let half = |at: usize| bytes.get(at..at + 2).map(|part| u16::from_le_bytes([part[0], part[1]]));
    let word = |at: usize| {
        bytes.get(at..at + 4).map(|part| u32::from_le_bytes([part[0], part[1], part[2], part[3]]))
    };
    let (kind, entry_size, entries) = (half(16), half(54), half(56));
    let headers = word(32).context("the template is no ELF file")? as usize;
    let (Some(ET_DYN), Some(entry_size), Some(entries)) = (kind, entry_size, entries) else {
        bail!("{} is not position independent", path.display());
    };
    let mut kinds = (0..usize::from(entries)).map(|entry| word(headers + entry * usize::from(entry_size)));
    if kinds.any(|kind| kind == Some(PT_INTERP)) {
        bail!("{} asks for a dynamic loader", path.display());
    }
    Ok(())
}
