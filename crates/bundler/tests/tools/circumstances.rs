//! Ways to store, name and start a program.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::os::unix::process::CommandExt;
use std::process::Command;

use bundler::{Verdict, verify};
use libtest_mimic::{Failed, Trial};

use crate::fixture::{Libc, Program, attached, expect_output, payload, template};

type Check = fn(&Program, &[u8]) -> Result<(), Failed>;

/// A user that is not root and owns nothing.
const NOBODY: u32 = 65534;

struct Circumstance {
    name: &'static str,
    /// What must be installed, if anything.
    tool: Option<&'static str>,
    needs_root: bool,
    templates: &'static [Libc],
    check: Check,
}

const fn anywhere(name: &'static str, check: Check) -> Circumstance {
    Circumstance { name, tool: None, needs_root: false, templates: &Libc::ALL, check }
}

const LOADER: &str = "/lib64/ld-linux-x86-64.so.2";

const CIRCUMSTANCES: &[Circumstance] = &[
    anywhere("plain", plain),
    anywhere("copied", copied),
    anywhere("renamed", renamed),
    anywhere("symbolic link", symbolic_link),
    anywhere("found in PATH", found_in_path),
    anywhere("exec -a", other_argv0),
    anywhere("deleted and started", deleted_and_started),
    Circumstance {
        tool: Some("setpriv"),
        needs_root: true,
        ..anywhere("mode 0111 as another user", unreadable)
    },
    // A dynamic program needs more than itself there.
    Circumstance {
        tool: Some("chroot"),
        needs_root: true,
        templates: &[Libc::Musl],
        ..anywhere("chroot without /proc", chroot)
    },
    Circumstance {
        tool: Some(LOADER),
        templates: &[Libc::Glibc],
        ..anywhere("ld.so program", through_loader)
    },
    Circumstance { tool: Some("readelf"), ..anywhere("readelf finds nothing wrong", readelf) },
];

pub(crate) fn trials() -> Vec<Trial> {
    let root =
        fs::metadata("/proc/self").is_ok_and(|metadata| std::os::unix::fs::MetadataExt::uid(&metadata) == 0);
    let mut trials = Vec::new();
    for Circumstance { name, tool, needs_root, templates, check } in CIRCUMSTANCES {
        for libc in *templates {
            let missing = tool.is_some_and(|tool| Command::new(tool).arg("--version").output().is_err());
            let trial = Trial::test(format!("{libc:?} {name}").to_lowercase(), move || {
                let payload = payload(300_000);
                let program = Program::new(&attached(template(*libc), &payload));
                check(&program, &payload)?;
                assert_eq!(verify(&fs::File::open(&program.path)?)?, Verdict::Whole);
                Ok(())
            });
            trials.push(trial.with_ignored_flag(missing || *needs_root && !root));
        }
    }
    trials
}

fn plain(program: &Program, payload: &[u8]) -> Result<(), Failed> {
    expect_output(&mut Command::new(&program.path), payload);
    Ok(())
}

fn copied(program: &Program, payload: &[u8]) -> Result<(), Failed> {
    let copy = program.folder.path().join("copy");
    fs::copy(&program.path, &copy)?;
    expect_output(&mut Command::new(copy), payload);
    Ok(())
}

fn renamed(program: &Program, payload: &[u8]) -> Result<(), Failed> {
    let other = program.folder.path().join("another name \u{e9}");
    fs::rename(&program.path, &other)?;
    expect_output(&mut Command::new(&other), payload);
    fs::rename(&other, &program.path)?;
    Ok(())
}

fn symbolic_link(program: &Program, payload: &[u8]) -> Result<(), Failed> {
    let link = program.folder.path().join("link");
    symlink(&program.path, &link)?;
    expect_output(&mut Command::new(link), payload);
    Ok(())
}

fn found_in_path(program: &Program, payload: &[u8]) -> Result<(), Failed> {
    let mut command = Command::new("program");
    expect_output(command.env("PATH", program.folder.path()).current_dir("/"), payload);
    Ok(())
}

fn other_argv0(program: &Program, payload: &[u8]) -> Result<(), Failed> {
    for name in ["x", "", "/usr/bin/env", "-sh"] {
        expect_output(Command::new(&program.path).arg0(name), payload);
    }
    Ok(())
}

/// The program's only name is gone when it is started through a descriptor.
fn deleted_and_started(program: &Program, payload: &[u8]) -> Result<(), Failed> {
    let copy = program.folder.path().join("copy");
    fs::copy(&program.path, &copy)?;
    let mut command = Command::new("sh");
    command.args(["-c", "exec 3<\"$0\"; rm \"$0\"; exec /proc/self/fd/3"]).arg(&copy);
    expect_output(&mut command, payload);
    Ok(())
}

fn unreadable(program: &Program, payload: &[u8]) -> Result<(), Failed> {
    fs::set_permissions(program.folder.path(), Permissions::from_mode(0o711))?;
    chown(&program.path, Some(0), Some(0))?;
    fs::set_permissions(&program.path, Permissions::from_mode(0o111))?;
    let as_nobody = || {
        let mut command = Command::new("setpriv");
        let id = NOBODY.to_string();
        command.args(["--reuid", &id, "--regid", &id, "--clear-groups", "--"]);
        command
    };
    let readable = as_nobody().arg("cat").arg(&program.path).output()?.status.success();
    assert!(!readable, "the file must not be readable for this to show anything");
    expect_output(as_nobody().arg(&program.path), payload);
    Ok(())
}

fn chroot(program: &Program, payload: &[u8]) -> Result<(), Failed> {
    assert!(!program.folder.path().join("proc").exists());
    expect_output(Command::new("chroot").arg(program.folder.path()).arg("/program"), payload);
    Ok(())
}

fn through_loader(program: &Program, payload: &[u8]) -> Result<(), Failed> {
    expect_output(Command::new(LOADER).arg(&program.path), payload);
    Ok(())
}

fn readelf(program: &Program, _payload: &[u8]) -> Result<(), Failed> {
    let output = Command::new("readelf").args(["--wide", "--all"]).arg(&program.path).output()?;
    let complaints = String::from_utf8_lossy(&output.stderr);
    if output.status.success() && complaints.is_empty() {
        Ok(())
    } else {
        Err(complaints.into_owned().into())
    }
}
