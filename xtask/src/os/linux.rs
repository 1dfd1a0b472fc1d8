//! The peak of resident memory on Linux: the program is traced, stopped at its exit, and `/proc` asked.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::ptr;

use anyhow::{Context as _, Result};

pub(super) fn resident_bytes(program: &Path, arguments: &[OsString]) -> Result<Option<u64>> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null());
    // SAFETY: between fork and exec only one system call is made, which allocates nothing and takes no lock.
    unsafe {
        command.pre_exec(|| trace(Request::TraceMe, 0, 0));
    }
    let mut child = match command.spawn() {
        Ok(child) => child,
        // Where tracing is forbidden nothing can be told.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("cannot start {}", program.display())),
    };
    let pid = libc::pid_t::try_from(child.id()).context("a process id beyond the system's own type")?;
    let peak = peak_at_exit(pid);
    if peak.is_err() {
        // It may have ended by itself, in which case there is nothing to end.
        child.kill().ok();
    }
    child.wait().ok();
    peak
}

/// Lets a traced program run until the moment before its memory goes.
fn peak_at_exit(pid: libc::pid_t) -> Result<Option<u64>> {
    let mut peak = None;
    // The first stop is that of exec.
    wait(pid)?;
    trace(Request::StopAtExit, pid, 0)?;
    trace(Request::Continue, pid, 0)?;
    loop {
        let status = wait(pid)?;
        if !libc::WIFSTOPPED(status) {
            return Ok(peak);
        }
        let exits = status >> 8 == libc::SIGTRAP | (libc::PTRACE_EVENT_EXIT << 8);
        if exits {
            peak = Some(high_water_mark(pid)?);
        }
        trace(Request::Continue, pid, if exits { 0 } else { libc::WSTOPSIG(status) })?;
    }
}

fn high_water_mark(pid: libc::pid_t) -> Result<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("/proc knows no VmHWM")?;
    let kibibytes = line.trim().strip_suffix(" kB").context("VmHWM is not in kB")?;
    Ok(kibibytes.parse::<u64>()? * 1024)
}

fn wait(pid: libc::pid_t) -> io::Result<libc::c_int> {
    let mut status = 0;
    // SAFETY: the pointer is to a live variable of the type that waitpid writes.
    match unsafe { libc::waitpid(pid, &mut status, 0) } {
        waited if waited == pid => Ok(status),
        _ => Err(io::Error::last_os_error()),
    }
}

/// What is asked of ptrace. The C libraries differ in the type of its first argument.
enum Request {
    TraceMe,
    StopAtExit,
    Continue,
}

fn trace(request: Request, pid: libc::pid_t, signal: libc::c_int) -> io::Result<()> {
    let (request, data) = match request {
        Request::TraceMe => (libc::PTRACE_TRACEME, 0),
        Request::StopAtExit => (libc::PTRACE_SETOPTIONS, libc::PTRACE_O_TRACEEXIT | libc::PTRACE_O_EXITKILL),
        Request::Continue => (libc::PTRACE_CONT, signal),
    };
    // SAFETY: none of the requests made here reads or writes memory through its arguments.
    match unsafe { libc::ptrace(request, pid, ptr::null_mut::<libc::c_void>(), libc::c_long::from(data)) } {
        -1 => Err(io::Error::last_os_error()),
        _ => Ok(()),
    }
}
