//! Measuring with `posix_spawn` and `wait4`, which counts for one child.
//!
//! The peak of resident memory is not taken from `wait4`: Linux carries the peak of the starting process over into
//! the program it executes, so a small program would be charged with the size of this one. Where there is `/proc`,
//! the program is stopped at its exit instead and the kernel asked for the peak of what it executes.

#![expect(unsafe_code, reason = "posix_spawn, wait4 and ptrace have no safe interface")]

#[cfg(target_os = "linux")]
#[path = "linux.rs"]
mod peak;
#[cfg(not(target_os = "linux"))]
#[path = "no_proc.rs"]
mod peak;

use std::ffi::{CString, OsString};
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::ptr;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};

use super::Cost;

/// A program, its arguments and environment, ready to be started often. Its output is thrown away.
pub(crate) struct Launch {
    program: PathBuf,
    arguments: Vec<OsString>,
    path: CString,
    /// The strings that `argv` and `envp` point to.
    _strings: Vec<CString>,
    argv: Vec<*mut libc::c_char>,
    envp: Vec<*mut libc::c_char>,
    actions: FileActions,
}

impl Launch {
    pub(crate) fn new(program: &Path, arguments: &[OsString]) -> Result<Self> {
        let path = CString::new(program.as_os_str().as_bytes())?;
        let mut strings = vec![path.clone()];
        for argument in arguments {
            strings.push(CString::new(argument.as_bytes())?);
        }
        let n_arguments = strings.len();
        for (name, value) in std::env::vars_os() {
            strings.push(CString::new([name.as_bytes(), b"=", value.as_bytes()].concat())?);
        }
        let pointers = |strings: &[CString]| {
            strings
                .iter()
                .map(|string| string.as_ptr().cast_mut())
                .chain([ptr::null_mut()])
                .collect::<Vec<_>>()
        };
        Ok(Self {
            program: program.to_owned(),
            arguments: arguments.to_vec(),
            argv: pointers(&strings[..n_arguments]),
            envp: pointers(&strings[n_arguments..]),
            _strings: strings,
            path,
            actions: FileActions::without_terminal()?,
        })
    }

    /// Runs the program to its end; anything but success is an error.
    pub(crate) fn run(&self) -> Result<Cost> {
        let mut child: libc::pid_t = 0;
        let start = Instant::now();
        // SAFETY: path, argv and envp are ended by a null and point into strings that self owns; the actions are
        // initialised; posix_spawn changes none of them.
        let refused = unsafe {
            libc::posix_spawn(
                &mut child,
                self.path.as_ptr(),
                &self.actions.0,
                ptr::null(),
                self.argv.as_ptr(),
                self.envp.as_ptr(),
            )
        };
        if refused != 0 {
            return Err(io::Error::from_raw_os_error(refused))
                .with_context(|| format!("cannot start {}", self.program.display()));
        }
        let (status, usage) = wait(child)?;
        let time = start.elapsed();
        if !status.success() {
            bail!("{} ended with {status}", self.program.display());
        }
        Ok(Cost { time, minor_faults: u64::try_from(usage.ru_minflt).ok() })
    }

    /// The most memory that the program had resident, where the system tells.
    pub(crate) fn peak_resident_bytes(&self) -> Result<Option<u64>> {
        peak::resident_bytes(&self.program, &self.arguments)
    }
}

/// Waits for the end of a child.
fn wait(child: libc::pid_t) -> Result<(ExitStatus, libc::rusage)> {
    let mut status = 0;
    // SAFETY: rusage is plain numbers, for which zero is a value.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    loop {
        // SAFETY: both pointers are to live variables of the types that wait4 writes.
        let waited = unsafe { libc::wait4(child, &mut status, 0, &mut usage) };
        if waited == child {
            return Ok((ExitStatus::from_raw(status), usage));
        }
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error).context("cannot wait for the program");
        }
    }
}

/// What a started program finds as its standard streams.
struct FileActions(libc::posix_spawn_file_actions_t);

impl FileActions {
    /// Nothing to read, and nobody who reads what it writes. Complaints stay visible.
    fn without_terminal() -> Result<Self> {
        // SAFETY: posix_spawn_file_actions_t is plain data that the next call initialises.
        let mut actions = Self(unsafe { std::mem::zeroed() });
        // SAFETY: the pointer is to a live variable of the right type.
        check(unsafe { libc::posix_spawn_file_actions_init(&mut actions.0) })?;
        for (stream, mode) in [(libc::STDIN_FILENO, libc::O_RDONLY), (libc::STDOUT_FILENO, libc::O_WRONLY)] {
            // SAFETY: the actions are initialised, and the call copies the path.
            check(unsafe {
                libc::posix_spawn_file_actions_addopen(&mut actions.0, stream, c"/dev/null".as_ptr(), mode, 0)
            })?;
        }
        Ok(actions)
    }
}

impl Drop for FileActions {
    fn drop(&mut self) {
        // SAFETY: the actions were initialised when self was made, and nothing uses them any longer.
        unsafe { libc::posix_spawn_file_actions_destroy(&mut self.0) };
    }
}

fn check(refused: libc::c_int) -> Result<()> {
    if refused == 0 { Ok(()) } else { Err(io::Error::from_raw_os_error(refused).into()) }
}
