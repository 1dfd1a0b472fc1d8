//! Programs with a payload, after the tools and circumstances that executables meet: each is started afterwards.
//!
//! A tool that is not installed, and a circumstance that only root can bring about, is shown as ignored under its name.

use std::process::ExitCode;

#[cfg(target_os = "linux")]
mod circumstances;
#[cfg(target_os = "linux")]
#[path = "../executables/fixture.rs"]
mod fixture;
#[cfg(target_os = "linux")]
mod rewriting;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    let mut arguments = libtest_mimic::Arguments::from_args();
    // A program that one thread has just written cannot be started while a child of another thread still holds it open.
    arguments.test_threads = Some(1);
    let mut trials = rewriting::trials();
    trials.extend(circumstances::trials());
    libtest_mimic::run(&arguments, trials).exit_code()
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    ExitCode::SUCCESS
}
