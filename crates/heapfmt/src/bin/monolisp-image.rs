//! `monolisp-image`: what an image file holds, and whether it is whole.
//!
//! The image in a program comes out with `monolisp-bundle extract`; `-` reads it from standard input.

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};
use heapfmt::dump::{Detail, Summary};
use heapfmt::reader::Container;
use heapfmt::verify::{self, Report};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Lists and verifies Monolisp images.
#[derive(Parser)]
#[command(name = "monolisp-image", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Header, sections and application, without reading the heap
    Info(Listing),
    /// What info lists, and builtins, objects by type and the code of every function
    Dump(Listing),
    /// Checks every byte, every object and every instruction
    Verify {
        /// The image; - is standard input
        image: PathBuf,
        /// Only that every byte is as it was written: any format digest will do
        #[arg(long)]
        bytes: bool,
    },
}

#[derive(clap::Args)]
struct Listing {
    /// The image; - is standard input
    image: PathBuf,
    /// As JSON
    #[arg(long)]
    json: bool,
}

fn main() -> ExitCode {
    match run(&Arguments::parse().command) {
        Ok(code) => code,
        // Whoever closes a pipe does not want to hear of it.
        Err(error) if is_cut_off(&error) => ExitCode::from(2),
        Err(error) => {
            // Nothing can be done about a standard error that takes nothing.
            let _ = writeln!(std::io::stderr(), "monolisp-image: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Whether the output is a pipe that nobody reads any more.
fn is_cut_off(error: &anyhow::Error) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}

fn run(command: &Command) -> Result<ExitCode> {
    match command {
        Command::Info(listing) => list(listing, Detail::Container),
        Command::Dump(listing) => list(listing, Detail::Code),
        Command::Verify { image, bytes } => {
            let contents = read(image)?;
            let report = if *bytes { verify::verify_bytes(&contents) } else { verify::verify(&contents) };
            tell(image, &report)
        }
    }
}

fn read(image: &Path) -> Result<Vec<u8>> {
    if image.as_os_str() != "-" {
        return std::fs::read(image).with_context(|| image.display().to_string());
    }
    let mut contents = Vec::new();
    std::io::stdin().read_to_end(&mut contents).context("standard input")?;
    Ok(contents)
}

fn list(listing: &Listing, detail: Detail) -> Result<ExitCode> {
    let contents = read(&listing.image)?;
    let named = || listing.image.display().to_string();
    let container = Container::open(&contents).with_context(named)?;
    let summary = Summary::of(&container, detail).with_context(named)?;
    let text = if listing.json { summary.to_json().to_string() } else { summary.to_string() };
    writeln!(std::io::stdout(), "{}", text.trim_end())?;
    Ok(ExitCode::SUCCESS)
}

fn tell(image: &Path, report: &Report) -> Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    if report.is_clean() {
        writeln!(out, "{}: whole, {} objects", image.display(), report.n_objects)?;
        return Ok(ExitCode::SUCCESS);
    }
    for finding in &report.findings {
        writeln!(out, "{}: {finding}", image.display())?;
    }
    if report.n_unlisted > 0 {
        writeln!(out, "{}: and {} more", image.display(), report.n_unlisted)?;
    }
    Ok(ExitCode::FAILURE)
}
