//! Names say what a thing is: words that would fit anything are refused in file names and definitions.

use super::Finding;

const EMPTY_WORDS: &[&str] =
    &["util", "utils", "utility", "utilities", "helper", "helpers", "manager", "common", "misc", "stuff"];

/// Every part of the path, without the extension.
pub(super) fn check_path(path: &str, findings: &mut Vec<Finding>) {
    for part in path.split('/') {
        let stem = part.split_once('.').map_or(part, |(stem, _)| stem);
        if let Some(word) = empty_word(stem) {
            findings.push(Finding::new(
                path,
                1,
                format!("the name {part} says \"{word}\", which fits anything"),
            ));
        }
    }
}

/// The name of something that the file defines.
pub(super) fn check_definition(path: &str, line: usize, name: &str, findings: &mut Vec<Finding>) {
    if let Some(word) = empty_word(name) {
        findings.push(Finding::new(
            path,
            line,
            format!("the name {name} says \"{word}\", which fits anything"),
        ));
    }
}

/// The first word of a name (in any of the three spellings) that says nothing, or that numbers a version.
fn empty_word(name: &str) -> Option<String> {
    let words = words(name);
    let mut pairs = words.iter().zip(words.iter().skip(1).map(Some).chain([None]));
    let found = pairs.find(|(word, next)| {
        // The language is called so.
        let common_lisp = *word == "common" && next.is_some_and(|next| next == "lisp");
        (EMPTY_WORDS.contains(&word.as_str()) && !common_lisp) || is_version(word)
    });
    found.map(|(word, _)| word.clone())
}

/// `v2`, `v3`: the first version of a thing has no number, so a number tells of one that should be gone.
fn is_version(word: &str) -> bool {
    word.strip_prefix('v').is_some_and(|number| number.parse::<u32>().is_ok_and(|number| number > 1))
}

fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_lower = false;
    for c in name.chars() {
        let starts_word = c.is_uppercase() && after_lower;
        after_lower = c.is_lowercase() || c.is_ascii_digit();
        if starts_word || !c.is_alphanumeric() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
    }
    words
}
