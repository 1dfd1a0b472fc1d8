//! Rules on Lisp sources: names of definitions, and no question about the platform.

use super::{Finding, names};

/// Features that tell platforms apart. Lisp code asks a primitive instead, so that one image serves every platform.
const PLATFORM_FEATURES: &[&str] =
    &["unix", "linux", "win32", "windows", "macos", "darwin", "x86-64", "aarch64"];

pub(super) fn check(path: &str, source: &str, findings: &mut Vec<Finding>) {
    for (index, line) in source.lines().enumerate() {
        if let Some(definition) = line.strip_prefix("(def") {
            let name = definition.split_whitespace().nth(1).unwrap_or_default();
            names::check_definition(path, index + 1, name.trim_start_matches('('), findings);
        }
        let code = line.split_once(';').map_or(line, |(code, _)| code).to_lowercase();
        for conditional in ["#+", "#-"] {
            for (at, _) in code.match_indices(conditional) {
                let mut words = code[at + 2..].trim_start_matches('(').split(|c: char| " ():".contains(c));
                if words.any(|word| PLATFORM_FEATURES.contains(&word)) {
                    findings.push(Finding::new(path, index + 1, "asks for the platform; primitives hide it"));
                }
            }
        }
    }
}
