//! `tidy`: the rules of the house that neither rustfmt nor clippy knows.
//!
//! A rule lives in the file of what it reads: any text, Rust tokens, Lisp definitions, crate manifests. What may
//! break a rule stands in [`exemptions`] with its reason; an exemption that nothing needs any longer is itself a
//! finding, so the list only ever says what is so.

mod exemptions;
mod lisp;
mod manifests;
mod names;
mod rust;
#[cfg(test)]
mod tests;
mod text;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::workspace;
use exemptions::Exemptions;

/// One place where a rule is broken.
struct Finding {
    path: String,
    line: usize,
    message: String,
}

impl Finding {
    fn new(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, message: message.into() }
    }
}

pub(crate) fn run(_arguments: &[String]) -> Result<ExitCode> {
    check()?;
    println!("tidy: nothing to say against it");
    Ok(ExitCode::SUCCESS)
}

/// Prints every finding; an error when there is one.
pub(crate) fn check() -> Result<()> {
    let mut exemptions = Exemptions::default();
    let mut findings = Vec::new();
    for path in workspace::files()? {
        check_file(&path, &mut exemptions, &mut findings)?;
    }
    manifests::check(&mut findings)?;
    exemptions.report_unused(&mut findings);
    for Finding { path, line, message } in &findings {
        println!("{path}:{line}: {message}");
    }
    if !findings.is_empty() {
        bail!("{} places break a rule", findings.len());
    }
    Ok(())
}

fn check_file(path: &str, exemptions: &mut Exemptions, findings: &mut Vec<Finding>) -> Result<()> {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    if !matches!(extension, "rs" | "lisp" | "toml" | "md" | "sexp" | "yml") {
        return Ok(());
    }
    let source = workspace::read(path)?;
    names::check_path(path, findings);
    text::check_whitespace(path, &source, findings);
    match extension {
        "rs" => {
            text::check_head(path, &source, "//! ", findings);
            text::check_length(path, &source, findings);
            text::check_leftovers(path, &source, "//", findings);
            rust::check(path, &source, exemptions, findings)?;
        }
        "lisp" => {
            text::check_head(path, &source, ";;;; ", findings);
            text::check_length(path, &source, findings);
            text::check_leftovers(path, &source, ";", findings);
            lisp::check(path, &source, findings);
        }
        _ => {}
    }
    Ok(())
}
