//! The text that the demo counts: documentation and sources of the libraries that the project is built with, some
//! megabytes that people have written. Cargo has them on every machine that has built the project.

use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

use crate::process;

/// A text of about `bytes` bytes, less when the libraries have less. The same libraries always give the same text.
pub(super) fn collect(bytes: usize) -> Result<String> {
    let mut text = String::with_capacity(bytes + 1024);
    for folder in library_folders()? {
        let mut files = Vec::new();
        find_texts(&folder, &mut files)?;
        files.sort();
        for file in files {
            // A file that is not UTF-8 is no text to count words in.
            let Ok(contents) = fs::read_to_string(&file) else { continue };
            for line in contents.lines().filter(|line| folds_like_ascii(line)) {
                text.push_str(line);
                text.push('\n');
            }
            if text.len() >= bytes {
                return Ok(text);
            }
        }
    }
    if text.is_empty() {
        bail!("the libraries have no text to count words in");
    }
    Ok(text)
}

/// The folders of the libraries, as Cargo names them.
fn library_folders() -> Result<Vec<PathBuf>> {
    let output = process::cargo().args(["metadata", "--format-version", "1"]).output()?;
    let metadata: Value = serde_json::from_slice(&output.stdout).context("cargo metadata")?;
    let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?;
    let mut folders: Vec<PathBuf> = packages
        .iter()
        .filter(|package| !package["source"].is_null())
        .filter_map(|package| Path::new(package["manifest_path"].as_str()?).parent().map(Path::to_owned))
        .collect();
    folders.sort();
    Ok(folders)
}

fn find_texts(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            find_texts(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "md" || extension == "rs") {
            found.push(path);
        }
    }
    Ok(())
}

/// `tr A-Z a-z` leaves letters beyond ASCII alone, so the text has no capital ones among them.
fn folds_like_ascii(line: &str) -> bool {
    !line.trim().is_empty() && line.chars().all(|c| c.is_ascii() || c.to_lowercase().eq([c]))
}
