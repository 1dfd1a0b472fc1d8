//! The templates that tests attach to: the example `template`, built once per test run for each Linux target.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use bundler::{AttachOptions, Payload, attach};

/// The C libraries a Linux template can be linked with.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Libc {
    /// Static and position independent.
    Musl,
    /// Dynamically linked.
    Glibc,
}

impl Libc {
    pub(crate) const ALL: [Libc; 2] = [Libc::Musl, Libc::Glibc];
}

/// The bytes of a template.
pub(crate) fn template(libc: Libc) -> &'static [u8] {
    static MUSL: OnceLock<Vec<u8>> = OnceLock::new();
    static GLIBC: OnceLock<Vec<u8>> = OnceLock::new();
    match libc {
        Libc::Musl => MUSL.get_or_init(|| build(&format!("{}-unknown-linux-musl", std::env::consts::ARCH))),
        Libc::Glibc => GLIBC.get_or_init(|| build(&format!("{}-unknown-linux-gnu", std::env::consts::ARCH))),
    }
}

/// Builds the template for a target.
pub(crate) fn build(triple: &str) -> Vec<u8> {
    let target_dir = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it lies in the target folder");
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--package", "bundler", "--example", "template", "--target", triple])
        .arg("--target-dir")
        .arg(target_dir)
        .status()
        .expect("cargo runs");
    assert!(status.success(), "the template builds for {triple}");
    let path = target_dir.join(triple).join("debug/examples/template");
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A payload of this length without any period.
pub(crate) fn payload(len: usize) -> Vec<u8> {
    let mut state = len as u64 | 1;
    (0..len)
        .map(|_| {
            state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
            (state >> 56) as u8
        })
        .collect()
}

/// The file that attaching gives.
pub(crate) fn attached(template: &[u8], payload: &[u8]) -> Vec<u8> {
    attach(template, Payload::Slices(&[payload]), &AttachOptions::default())
        .and_then(|attachment| attachment.to_vec())
        .expect("the template takes a payload")
}

/// A folder with an executable in it.
pub(crate) struct Program {
    pub(crate) path: PathBuf,
    pub(crate) folder: tempfile::TempDir,
}

impl Program {
    pub(crate) fn new(bytes: &[u8]) -> Program {
        let folder = tempfile::tempdir().expect("a folder for the program");
        let path = folder.path().join("program");
        write(&path, bytes);
        Program { folder, path }
    }
}

/// Writes an executable through the crate's own writer.
pub(crate) fn write(path: &Path, bytes: &[u8]) {
    bundler::write_atomically::<bundler::Error>(path, bundler::FileMode::Executable, |out| {
        Ok(out.write_all(bytes)?)
    })
    .expect("the program is written");
}

/// Fails unless the command ends well and writes exactly these bytes.
#[track_caller]
pub(crate) fn expect_output(command: &mut Command, expected: &[u8]) {
    let Output { status, stdout, stderr } = loop {
        match command.output() {
            // Another test forked while the program was being written, and its child has not closed the file yet.
            Err(error) if error.kind() == ErrorKind::ExecutableFileBusy => std::thread::yield_now(),
            other => break other.unwrap_or_else(|error| panic!("{command:?}: {error}")),
        }
    };
    assert!(status.success(), "{command:?}: {status}: {}", String::from_utf8_lossy(&stderr));
    assert!(stdout == expected, "{command:?} wrote {} bytes, expected {}", stdout.len(), expected.len());
}
