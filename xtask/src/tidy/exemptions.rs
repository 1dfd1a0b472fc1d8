//! What may break a rule, and why: functions that are one table.

use super::Finding;

/// Functions that may be longer than [`super::rust`] allows: path, name, reason.
const LONG_FUNCTIONS: &[(&str, &str, &str)] = &[(
    "crates/heapfmt/tests/image/synthetic.rs",
    "sample_heap",
    "one object of every shape, most of which refer to one before",
)];

/// The table, with a note of which rows were needed.
#[derive(Default)]
pub(super) struct Exemptions {
    used: Vec<(&'static str, &'static str)>,
}

impl Exemptions {
    pub(super) fn long_function(&mut self, path: &str, name: &str) -> bool {
        let row = LONG_FUNCTIONS.iter().find(|row| (row.0, row.1) == (path, name));
        self.used.extend(row.map(|row| (row.0, row.1)));
        row.is_some()
    }

    pub(super) fn report_unused(&self, findings: &mut Vec<Finding>) {
        let functions = LONG_FUNCTIONS.iter().map(|row| (row.0, row.1));
        for (path, name) in functions.filter(|row| !self.used.contains(row)) {
            let message = format!("{path} {name} is exempt from the length rule and needs no exemption");
            findings.push(Finding::new("xtask/src/tidy/exemptions.rs", 1, message));
        }
    }
}
