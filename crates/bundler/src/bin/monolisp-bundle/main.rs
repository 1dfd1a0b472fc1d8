//! The command `monolisp-bundle`: attaches payloads to programs, takes them out, and tells what is attached.

mod report;

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use bundler::{AttachOptions, Error, FileMode, Payload, Verdict};
use clap::{Args, Parser, Subcommand};

/// Attaches a payload to an executable so that it is loaded with the program, and takes it out again.
#[derive(Parser)]
#[command(name = "monolisp-bundle", version)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Puts a payload into a copy of a template. What is attached to the template already is replaced.
    Attach {
        /// The executable that takes the payload.
        template: PathBuf,
        /// The file that becomes the payload, byte for byte.
        payload: PathBuf,
        /// The executable to write.
        #[arg(short, long)]
        output: PathBuf,
        /// Name of the section over the payload.
        #[arg(long, value_name = "NAME", value_parser = section_name, default_value = ".lisp.image")]
        section: String,
        /// Write nothing, and print what would be moved, patched and inserted.
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        form: Form,
    },
    /// Gives back the template, byte for byte as it was before a payload was attached.
    Detach {
        /// The executable with a payload.
        file: PathBuf,
        /// The template to write.
        #[arg(short, long)]
        output: PathBuf,
    },
    /// Gives back the payload, byte for byte.
    Extract {
        /// The executable with a payload.
        file: PathBuf,
        /// The file to write, or - for standard output.
        #[arg(short, long)]
        output: PathBuf,
    },
    /// Tells what is attached.
    Info {
        /// A template, or an executable with a payload.
        file: PathBuf,
        #[command(flatten)]
        form: Form,
    },
    /// Checks every byte. The exit code is 0 when the whole file is as written, 3 when only what is loaded is (a tool has
    /// changed the rest, as strip does), and 1 when it is damaged.
    Verify {
        /// The executable with a payload.
        file: PathBuf,
        #[command(flatten)]
        form: Form,
    },
}

#[derive(Args, Clone, Copy)]
struct Form {
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// The exit code of `verify` for a file of which only what is loaded is as written.
const ONLY_LOADED: u8 = 3;

fn main() -> ExitCode {
    match run(CommandLine::parse().command) {
        Ok(code) => code,
        Err(error) => {
            // Nothing can be done about a standard error that takes nothing.
            let _ = writeln!(io::stderr(), "monolisp-bundle: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Attach { template, payload, output, section, dry_run, form } => {
            attach(&template, &payload, &output, AttachOptions { section_name: section }, dry_run, form)?;
        }
        Command::Detach { file, output } => {
            let source = open(&file)?;
            let detached = bundler::detach(&source).with_context(|| file.display().to_string())?;
            let mode = mode_like(&source)?;
            write(&output, mode, |out| Ok(out.write_all(&detached.template)?))?;
        }
        Command::Extract { file, output } => {
            let source = open(&file)?;
            if output.as_os_str() == "-" {
                bundler::extract(&source, &mut io::stdout().lock())
                    .with_context(|| file.display().to_string())?;
            } else {
                write(&output, FileMode::Data, |out| {
                    bundler::extract(&source, out).with_context(|| file.display().to_string())
                })?;
            }
        }
        Command::Info { file, form } => {
            let info = bundler::info(&open(&file)?).with_context(|| file.display().to_string())?;
            print(&if form.json { report::info_json(&info) } else { report::info_text(&file, &info) })?;
        }
        Command::Verify { file, form } => return verify(&file, form),
    }
    Ok(ExitCode::SUCCESS)
}

fn attach(
    template: &Path,
    payload: &Path,
    output: &Path,
    options: AttachOptions,
    dry_run: bool,
    form: Form,
) -> Result<()> {
    let template_file = open(template)?;
    let mut payload_file = open(payload)?;
    let metadata = payload_file.metadata().with_context(|| payload.display().to_string())?;
    let (mut reader, len): (Box<dyn Read>, u64) = if metadata.is_file() {
        (Box::new(payload_file), metadata.len())
    } else {
        // The length of what comes through a pipe is known only when all of it has come.
        let mut piped = Vec::new();
        payload_file.read_to_end(&mut piped).with_context(|| payload.display().to_string())?;
        let len = piped.len() as u64;
        (Box::new(io::Cursor::new(piped)), len)
    };
    let attachment = bundler::attach(&template_file, Payload::Reader { reader: &mut reader, len }, &options)
        .with_context(|| template.display().to_string())?;
    if dry_run {
        let plan = attachment.plan();
        return print(&if form.json { report::plan_json(plan) } else { report::plan_text(plan) });
    }
    write(output, mode_like(&template_file)?, |out| Ok(attachment.write_to(out)?))?;
    if form.json {
        let info = bundler::info(&open(output)?).with_context(|| output.display().to_string())?;
        print(&report::info_json(&info))?;
    }
    Ok(())
}

fn verify(file: &Path, form: Form) -> Result<ExitCode> {
    let result = bundler::verify(&open(file)?);
    if form.json {
        print(&report::verdict_json(&result))?;
    } else if let Ok(verdict) = &result {
        print(&report::verdict_text(file, verdict))?;
    }
    match result {
        Ok(Verdict::Whole) => Ok(ExitCode::SUCCESS),
        Ok(Verdict::OnlyLoaded { .. }) => Ok(ExitCode::from(ONLY_LOADED)),
        Err(_) if form.json => Ok(ExitCode::FAILURE),
        Err(error) => Err(error).with_context(|| file.display().to_string()),
    }
}

fn section_name(name: &str) -> Result<String, &'static str> {
    let fits = name.len() <= 64 && name.bytes().all(|byte| byte.is_ascii_graphic());
    if fits && !name.is_empty() {
        Ok(name.to_owned())
    } else {
        Err("a section name has 1 to 64 visible ASCII characters")
    }
}

fn open(path: &Path) -> Result<File> {
    File::open(path).with_context(|| path.display().to_string())
}

fn mode_like(template: &File) -> Result<FileMode> {
    Ok(FileMode::executable_like(&template.metadata()?))
}

/// What a file could not be written for: its own sake, or what was to be written into it.
enum WriteError {
    File(Error),
    Contents(anyhow::Error),
}

impl From<Error> for WriteError {
    fn from(error: Error) -> Self {
        WriteError::File(error)
    }
}

fn write(path: &Path, mode: FileMode, contents: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let written = bundler::write_atomically(path, mode, |out| contents(out).map_err(WriteError::Contents));
    written.map_err(|error| match error {
        WriteError::File(error) => anyhow::Error::new(error).context(path.display().to_string()),
        WriteError::Contents(error) => error,
    })
}

fn print(text: &str) -> Result<()> {
    io::stdout().write_all(text.as_bytes()).context("standard output")
}
