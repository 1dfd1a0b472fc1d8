//! The executable as its users meet it: command line, saving, saved programs under tools and damage, interrupts.
//!
//! Every test starts processes. A tool that is not installed, and a circumstance that only root can bring about, is
//! shown as ignored under its name.

#![cfg_attr(
    target_os = "linux",
    expect(clippy::unwrap_used, reason = "a test whose surroundings do not work has failed")
)]

use std::process::ExitCode;

#[cfg(target_os = "linux")]
mod circumstances;
#[cfg(target_os = "linux")]
mod command_line;
#[cfg(target_os = "linux")]
mod damage;
#[cfg(target_os = "linux")]
mod fixture;
#[cfg(target_os = "linux")]
mod image_pages;
#[cfg(target_os = "linux")]
mod interruption;
#[cfg(target_os = "linux")]
mod links;
#[cfg(target_os = "linux")]
mod loading;
#[cfg(target_os = "linux")]
mod memory;
#[cfg(target_os = "linux")]
mod places;
#[cfg(target_os = "linux")]
mod privileges;
#[cfg(target_os = "linux")]
mod process;
#[cfg(target_os = "linux")]
mod reproducibility;
#[cfg(target_os = "linux")]
mod rewriting;
#[cfg(target_os = "linux")]
mod saving;
#[cfg(target_os = "linux")]
mod terminal;
#[cfg(target_os = "linux")]
mod waiting;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    let mut arguments = libtest_mimic::Arguments::from_args();
    // A program that one thread has just written cannot be started while a child of another thread still holds it open.
    arguments.test_threads = Some(1);
    let mut trials = command_line::trials();
    trials.extend(saving::trials());
    trials.extend(reproducibility::trials());
    trials.extend(rewriting::trials());
    trials.extend(circumstances::trials());
    trials.extend(damage::trials());
    trials.extend(interruption::trials());
    trials.extend(links::trials());
    trials.extend(loading::trials());
    trials.extend(memory::trials());
    trials.extend(image_pages::trials());
    trials.extend(places::trials());
    trials.extend(privileges::trials());
    trials.extend(terminal::trials());
    trials.extend(waiting::trials());
    let conclusion = libtest_mimic::run(&arguments, trials);
    fixture::remove();
    conclusion.exit_code()
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    ExitCode::SUCCESS
}
