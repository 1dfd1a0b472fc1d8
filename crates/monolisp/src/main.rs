//! The Monolisp executable: command line, and template of every saved program.
//!
//! The image is the one attached to this file, else the one that `-M` names, else `lispinit.mem` beside the file.
//! A file whose slot says that an image is attached never goes on without it.

mod options;
mod start;

use options::CommandLine;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

bundler::template_slot! {
    /// Where a saved program finds its image.
    pub(crate) static SLOT = runtime::BUILD_ID;
}

/// The program as it was called.
fn program() -> PathBuf {
    std::env::args_os().next().unwrap_or_default().into()
}

/// One line that names the program and what went wrong.
fn line(error: &dyn std::error::Error) -> String {
    format!("{}: {error}\n", program().display())
}

fn report(error: &dyn std::error::Error) -> ExitCode {
    // There is nowhere to report that standard error is closed.
    let _ = std::io::stderr().write_all(line(error).as_bytes());
    ExitCode::FAILURE
}

fn print(text: &str) -> ExitCode {
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => report(&error),
    }
}

/// The options that need no image. `None` when there are none of them.
fn answer(line: &CommandLine, delegating: bool) -> Option<ExitCode> {
    if line.help {
        let program = program();
        let name = program.file_name().unwrap_or_default().to_string_lossy();
        return Some(print(&options::help(&name, delegating)));
    }
    if line.version {
        return Some(print(concat!("Monolisp ", env!("CARGO_PKG_VERSION"), "\n")));
    }
    if line.list_builtins {
        return Some(print(&runtime::primitives::listing()));
    }
    let (folder, file) = line.build_base_image.as_ref()?;
    Some(match start::build_base_image(folder, file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => report(&error),
    })
}

fn main() -> ExitCode {
    match start::start() {
        Ok(code) => code,
        Err(error) => report(&error),
    }
}
