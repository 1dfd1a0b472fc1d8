//! Rules on any text: a head comment, a bounded length, clean line ends, no reminders left behind.

use super::Finding;

/// A longer file has more than one topic.
const MAX_LINES: usize = 500;

/// Words that stand for work not done.
const REMINDERS: &[&str] = &["TODO", "FIXME", "XXX", "HACK"];

/// The first line says what the file is for.
pub(super) fn check_head(path: &str, source: &str, marker: &str, findings: &mut Vec<Finding>) {
    let head = source.lines().next().unwrap_or_default();
    if !head.starts_with(marker) {
        let marker = marker.trim_end();
        findings.push(Finding::new(
            path,
            1,
            format!("starts without a head comment ({marker}) that says what it is for"),
        ));
    }
}

pub(super) fn check_length(path: &str, source: &str, findings: &mut Vec<Finding>) {
    let lines = source.lines().count();
    if lines > MAX_LINES {
        let message = format!("has {lines} lines, more than {MAX_LINES}: split it by topic");
        findings.push(Finding::new(path, lines, message));
    }
}

pub(super) fn check_whitespace(path: &str, source: &str, findings: &mut Vec<Finding>) {
    for (index, line) in source.split('\n').enumerate() {
        if line.ends_with([' ', '\t', '\r']) {
            findings.push(Finding::new(path, index + 1, "ends in white space"));
        }
    }
    if !source.is_empty() && !source.ends_with('\n') {
        findings.push(Finding::new(path, source.lines().count(), "the last line has no end"));
    }
}

/// Looks at comments only: what a program calls its things is its own affair.
pub(super) fn check_leftovers(path: &str, source: &str, comment: &str, findings: &mut Vec<Finding>) {
    for (index, line) in source.lines().enumerate() {
        let Some((_, text)) = line.split_once(comment) else { continue };
        let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
        if let Some(word) = words.find(|word| REMINDERS.contains(word)) {
            findings.push(Finding::new(path, index + 1, format!("a comment says {word}")));
        }
    }
}
