//! Rules on manifests: crate arrows point one way, and what each crate must not know stays out of its dependencies.

use anyhow::{Context as _, Result};
use toml::{Table, Value};

use super::Finding;
use crate::workspace;

/// A crate, the workspace's crates it may depend on, and foreign crates that would break its promise.
struct Arrows {
    path: &'static str,
    may_use: &'static [&'static str],
    must_not_use: &'static [&'static str],
    /// Foreign crates that only a feature may bring.
    behind_feature: &'static [&'static str],
}

const ARROWS: &[Arrows] = &[
    // No operating system; no command line in the library.
    Arrows {
        path: "crates/heapfmt",
        may_use: &[],
        must_not_use: &["libc", "windows-sys"],
        behind_feature: &["clap", "anyhow"],
    },
    // Runs no Lisp, a payload is bytes; as a library inside applications it has no command line.
    Arrows { path: "crates/bundler", may_use: &[], must_not_use: &[], behind_feature: &["clap", "anyhow"] },
    // Ships in every application: no command-line library, no untyped errors.
    Arrows {
        path: "crates/runtime",
        may_use: &["heapfmt", "bundler"],
        must_not_use: &["clap", "anyhow"],
        behind_feature: &[],
    },
    Arrows {
        path: "crates/monolisp",
        may_use: &["heapfmt", "bundler", "runtime"],
        must_not_use: &["clap", "anyhow"],
        behind_feature: &[],
    },
    Arrows {
        path: "crates/testkit",
        may_use: &["heapfmt", "bundler", "runtime", "monolisp"],
        must_not_use: &[],
        behind_feature: &[],
    },
    // Runs everything else as processes.
    Arrows { path: "xtask", may_use: &[], must_not_use: &[], behind_feature: &[] },
];

/// Crates that only tests may use.
const TEST_ONLY: &[&str] = &["testkit"];

pub(super) fn check(findings: &mut Vec<Finding>) -> Result<()> {
    let ours: Vec<&str> = ARROWS.iter().filter_map(|row| row.path.rsplit('/').next()).collect();
    for path in workspace::files()? {
        let Some(folder) = path.strip_suffix("/Cargo.toml") else { continue };
        if folder == "fuzz" {
            continue;
        }
        let Some(arrows) = ARROWS.iter().find(|row| row.path == folder) else {
            findings.push(Finding::new(&path, 1, "this crate has no row in the table of crate arrows"));
            continue;
        };
        let manifest: Table =
            workspace::read(&path)?.parse().with_context(|| format!("{path} is not TOML"))?;
        check_crate(&path, arrows, &manifest, &ours, findings);
    }
    Ok(())
}

fn check_crate(path: &str, arrows: &Arrows, manifest: &Table, ours: &[&str], findings: &mut Vec<Finding>) {
    let inherits = manifest.get("lints").and_then(|lints| lints.get("workspace")).and_then(Value::as_bool);
    if inherits != Some(true) {
        findings.push(Finding::new(path, 1, "does not take the workspace's lints"));
    }
    let mut tables: Vec<&Table> = vec![manifest];
    if let Some(targets) = manifest.get("target").and_then(Value::as_table) {
        tables.extend(targets.values().filter_map(Value::as_table));
    }
    for table in tables {
        for kind in ["dependencies", "build-dependencies", "dev-dependencies"] {
            let Some(dependencies) = table.get(kind).and_then(Value::as_table) else { continue };
            for (name, declared) in dependencies {
                if declared.get("workspace").and_then(Value::as_bool) != Some(true) {
                    findings.push(Finding::new(
                        path,
                        1,
                        format!("{name} is not declared in the workspace's Cargo.toml"),
                    ));
                }
                let optional = declared.get("optional").and_then(Value::as_bool) == Some(true);
                if kind == "dependencies" && arrows.behind_feature.contains(&name.as_str()) && !optional {
                    findings.push(Finding::new(
                        path,
                        1,
                        format!("{name} must be optional, behind a feature"),
                    ));
                }
                if let Some(why) = refused(arrows, name, kind == "dev-dependencies", ours) {
                    findings.push(Finding::new(path, 1, why));
                }
            }
        }
    }
}

/// Why a crate may not have this dependency, when it may not.
fn refused(arrows: &Arrows, name: &str, for_tests: bool, ours: &[&str]) -> Option<String> {
    if arrows.must_not_use.contains(&name) && !for_tests {
        return Some(format!("{} must not know {name}", arrows.path));
    }
    if !ours.contains(&name) || arrows.may_use.contains(&name) || (for_tests && TEST_ONLY.contains(&name)) {
        return None;
    }
    Some(format!("{} may not depend on {name}: the crate arrows point the other way", arrows.path))
}
