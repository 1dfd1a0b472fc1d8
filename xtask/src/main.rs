//! Everything the project's CI does, as tasks: `cargo xtask TASK [ARGUMENTS]`.
//!
//! One table says which tasks exist; the help text and the dispatch are both read from it. CI has no rules of its
//! own: whatever it checks can be run here, on any machine, by one word.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a task's product is what it prints")]

mod bench;
mod ci;
mod demo;
mod dist;
mod examples;
mod os;
mod process;
mod setup;
mod status;
mod tally;
mod test;
mod tidy;
mod wine;
mod workspace;

use std::process::ExitCode;

/// One task: its name on the command line, what it does, and the function that does it.
struct Task {
    name: &'static str,
    help: &'static str,
    run: fn(&[String]) -> anyhow::Result<ExitCode>,
}

const TASKS: &[Task] = &[
    Task {
        name: "setup",
        help: "bring what the other tasks need; name the optional tools found",
        run: setup::run,
    },
    Task {
        name: "demo",
        help: "build all, save an example as one file, run it on a large text",
        run: demo::run,
    },
    Task { name: "test", help: "formatting, tidy, all tests, all examples [--bless]", run: test::run },
    Task { name: "ci", help: "everything CI checks, with the time of each step", run: ci::run },
    Task {
        name: "tidy",
        help: "the rules of the house: comments, lengths, crate arrows, names",
        run: tidy::run,
    },
    Task { name: "status", help: "write docs/status.md: what is missing of the standard", run: status::run },
    Task { name: "dist", help: "lay out target/dist: commands, base image, templates", run: dist::run },
    Task {
        name: "bench",
        help: "ratios against Rust, CLISP and SBCL [--quick] [--only SECTION]",
        run: bench::run,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = arguments.split_first() else {
        print!("{}", usage());
        return ExitCode::SUCCESS;
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        print!("{}", usage());
        return ExitCode::SUCCESS;
    }
    let Some(task) = TASKS.iter().find(|task| task.name == name) else {
        eprint!("xtask: there is no task named {name}\n\n{}", usage());
        return ExitCode::from(2);
    };
    match (task.run)(rest) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask {name}: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> String {
    let mut text = String::from("usage: cargo xtask TASK [ARGUMENTS]\n\n");
    for task in TASKS {
        text.push_str(&format!("  {:<7} {}\n", task.name, task.help));
    }
    text
}
