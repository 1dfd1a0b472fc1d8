//! The command `monolisp-image`, run as a process: exit codes and what it prints where.
#![cfg(target_os = "linux")]

#[path = "../image/synthetic.rs"]
#[expect(dead_code, reason = "the tests of images use the rest")]
mod synthetic;

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_monolisp-image"));
    command.args(arguments);
    command
}

/// The sample image as a file, removed when the test ends.
struct Sample(PathBuf);

impl Sample {
    fn new(name: &str) -> Sample {
        let path = std::env::temp_dir().join(format!("monolisp-image-{}-{name}.mem", std::process::id()));
        std::fs::write(&path, synthetic::sample_image()).expect("the folder of temporary files is writable");
        Sample(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("the path is text")
    }
}

impl Drop for Sample {
    fn drop(&mut self) {
        // What is left there is in nobody's way.
        let _ = std::fs::remove_file(&self.0);
    }
}

#[test]
fn a_listing_is_printed() {
    let sample = Sample::new("listing");
    let Output { status, stdout, stderr } =
        command(&["info", sample.path()]).output().expect("the command runs");
    assert_eq!((status.code(), &*stderr), (Some(0), &b""[..]));
    assert!(String::from_utf8_lossy(&stdout).contains("HEAP.WARM"));
}

#[test]
fn complaints_name_the_file() {
    let Output { status, stdout, stderr } =
        command(&["info", "/nowhere/x.mem"]).output().expect("the command runs");
    let complaint = String::from_utf8_lossy(&stderr);
    assert_eq!((status.code(), &*stdout), (Some(2), &b""[..]));
    assert!(complaint.contains("/nowhere/x.mem") && complaint.lines().count() == 1, "{complaint}");
}

/// Whoever closes a pipe does not want to hear of it.
#[test]
fn a_closed_pipe_is_no_complaint() {
    let sample = Sample::new("pipe");
    let (reader, writer) = std::io::pipe().expect("there are pipes");
    drop(reader);
    let output = command(&["dump", sample.path()])
        .stdin(Stdio::null())
        .stdout(writer)
        .stderr(Stdio::piped())
        .output()
        .expect("the command runs");
    assert_eq!((output.status.code(), &*output.stderr), (Some(2), &b""[..]));
}
