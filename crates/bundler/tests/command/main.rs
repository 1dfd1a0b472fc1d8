//! The command `monolisp-bundle`, run as a process: exit codes, what it prints, what it writes.
#![cfg(target_os = "linux")]

#[path = "../executables/fixture.rs"]
mod fixture;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use fixture::{Libc, Program, attached, expect_output, payload, template, write};
use serde_json::Value;

/// A folder with a template, a payload, and a program made of both.
fn folder(libc: Libc) -> Program {
    let program = Program::new(&attached(template(libc), &payload(50_000)));
    write(&program.folder.path().join("template"), template(libc));
    write(&program.folder.path().join("payload"), &payload(50_000));
    program
}

fn bundle(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_monolisp-bundle"));
    command.current_dir(folder).args(arguments).output().expect("the command runs")
}

#[track_caller]
fn expect_exit(folder: &Path, arguments: &[&str], code: i32, complaint: &str) -> String {
    let Output { status, stdout, stderr } = bundle(folder, arguments);
    let stderr = String::from_utf8(stderr).expect("messages are text");
    assert_eq!(status.code(), Some(code), "{arguments:?}: {stderr}");
    assert_eq!(complaint.is_empty(), stderr.is_empty(), "{arguments:?}: {stderr}");
    assert!(stderr.contains(complaint), "{arguments:?}: {stderr}");
    String::from_utf8(stdout).expect("reports are text")
}

#[track_caller]
fn json(folder: &Path, arguments: &[&str], code: i32) -> Value {
    serde_json::from_str(&expect_exit(folder, arguments, code, "")).expect("it prints JSON")
}

#[test]
fn attach_detach_extract() {
    for libc in Libc::ALL {
        round_trip(libc);
    }
}

fn round_trip(libc: Libc) {
    let program = folder(libc);
    let folder = program.folder.path();
    expect_exit(folder, &["attach", "template", "payload", "-o", "app"], 0, "");
    assert!(
        fs::read(folder.join("app")).expect("it was written")
            == fs::read(&program.path).expect("it is there")
    );
    expect_output(&mut Command::new(folder.join("app")), &payload(50_000));
    // Onto itself, with what is attached as the template.
    expect_exit(folder, &["attach", "app", "payload", "-o", "app", "--section", ".other"], 0, "");
    expect_exit(folder, &["attach", "app", "payload", "-o", "app"], 0, "");
    assert!(
        fs::read(folder.join("app")).expect("it was written")
            == fs::read(&program.path).expect("it is there")
    );
    expect_exit(folder, &["detach", "app", "-o", "detached"], 0, "");
    assert!(fs::read(folder.join("detached")).expect("it was written") == template(libc));
    expect_output(&mut Command::new(folder.join("detached")), b"nothing attached");
    expect_exit(folder, &["extract", "app", "-o", "extracted"], 0, "");
    assert!(fs::read(folder.join("extracted")).expect("it was written") == payload(50_000));
    assert!(bundle(folder, &["extract", "app", "-o", "-"]).stdout == payload(50_000));
}

#[test]
fn verify_has_four_exit_codes() {
    let program = folder(Libc::Musl);
    let folder = program.folder.path();
    assert!(expect_exit(folder, &["verify", "program"], 0, "").contains("every byte"));
    assert_eq!(json(folder, &["verify", "program", "--json"], 0)["verdict"], "whole");

    let mut longer = fs::read(&program.path).unwrap();
    longer.push(0);
    write(&folder.join("longer"), &longer);
    assert!(expect_exit(folder, &["verify", "longer"], 3, "").contains("bytes instead of"));
    assert_eq!(json(folder, &["verify", "longer", "--json"], 3)["verdict"], "only-loaded");

    let offset = json(folder, &["info", "program", "--json"], 0)["payload"]["offset"].as_u64().unwrap();
    let mut flipped = fs::read(&program.path).unwrap();
    flipped[offset as usize] ^= 1;
    write(&folder.join("flipped"), &flipped);
    expect_exit(folder, &["verify", "flipped"], 1, "monolisp-bundle: flipped: damaged: the payload");
    assert_eq!(json(folder, &["verify", "flipped", "--json"], 1)["verdict"], "damaged");

    expect_exit(folder, &["verify"], 2, "Usage");
}

#[test]
fn info_tells_templates_from_programs() {
    let program = folder(Libc::Musl);
    let folder = program.folder.path();
    let info = json(folder, &["info", "program", "--json"], 0);
    assert_eq!(info["format"], "ELF");
    assert_eq!(info["payload"]["length"], 50_000);
    assert_eq!(info["template"]["length"], template(Libc::Musl).len());
    assert!(expect_exit(folder, &["info", "program"], 0, "").contains("payload         50000 bytes"));
    assert_eq!(json(folder, &["info", "template", "--json"], 0)["payload"], Value::Null);
}

#[test]
fn dry_runs_show_the_plan_and_write_nothing() {
    let program = folder(Libc::Musl);
    let folder = program.folder.path();
    let plan = json(folder, &["attach", "template", "payload", "-o", "app", "--dry-run", "--json"], 0);
    assert_eq!(plan["length"], fs::metadata(&program.path).unwrap().len());
    let text = expect_exit(folder, &["attach", "template", "payload", "-o", "app", "--dry-run"], 0, "");
    for start in ["keep", "move", "insert", "patch"] {
        assert!(text.lines().any(|line| line.starts_with(start)), "{text}");
    }
    assert!(!folder.join("app").exists());
}

#[test]
fn failures_name_the_file_and_write_nothing() {
    let program = folder(Libc::Musl);
    let folder = program.folder.path();
    let rows: [(&[&str], i32, &str); 6] = [
        (&["attach", "missing", "payload", "-o", "app"], 1, "monolisp-bundle: missing: "),
        (&["attach", "template", "missing", "-o", "app"], 1, "monolisp-bundle: missing: "),
        (&["attach", "payload", "payload", "-o", "app"], 1, "monolisp-bundle: payload: not an executable"),
        (&["attach", "template", "payload", "-o", "app", "--section", ""], 2, "section name"),
        (&["detach", "template", "-o", "app"], 1, "monolisp-bundle: template: no payload is attached"),
        (&["extract", "template", "-o", "app"], 1, "monolisp-bundle: template: no payload is attached"),
    ];
    for (arguments, code, complaint) in rows {
        expect_exit(folder, arguments, code, complaint);
        assert!(!folder.join("app").exists());
    }
}
