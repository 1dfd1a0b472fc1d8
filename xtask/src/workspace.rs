//! Where things are: the workspace's root, its files, and the files the project's own rules apply to.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// Folders that hold what was generated or downloaded.
const SKIPPED_FOLDERS: &[&str] = &["target", ".git", "fuzz/corpus", "fuzz/artifacts", "fuzz/target"];

/// The folder of the top-level `Cargo.toml`.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies one folder below the root")
}

/// Cargo's target folder.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Every file of the project, as paths from the root with `/` between the parts, sorted.
pub(crate) fn files() -> Result<Vec<String>> {
    let mut found = Vec::new();
    collect(root(), "", &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<String>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type()?;
        if kind.is_file() {
            found.push(path);
        } else if kind.is_dir() && !SKIPPED_FOLDERS.contains(&path.as_str()) {
            collect(&entry.path(), &format!("{path}/"), found)?;
        }
    }
    Ok(())
}

/// The text of one of the project's files.
pub(crate) fn read(path: &str) -> Result<String> {
    fs::read_to_string(root().join(path)).with_context(|| format!("cannot read {path}"))
}
