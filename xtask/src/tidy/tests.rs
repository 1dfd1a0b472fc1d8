//! Each rule is shown a text that breaks it and one that keeps it.

use super::exemptions::Exemptions;
use super::{Finding, lisp, names, rust, text};

/// What the rules on Rust say about a source, as `line: message`.
fn rust_findings(path: &str, source: &str) -> Vec<String> {
    let mut findings = Vec::new();
    rust::check(path, source, &mut Exemptions::default(), &mut findings).expect("the row is Rust");
    shown(&findings)
}

fn shown(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|finding| format!("{}: {}", finding.line, finding.message)).collect()
}

#[test]
fn rust_rules() {
    let rows: &[(&str, &[&str])] = &[
        ("fn f() { unsafe { g() } }", &["1: unsafe block without a SAFETY note"]),
        ("fn f() {\n    // SAFETY: g has no condition.\n    unsafe { g() }\n}", &[]),
        (
            "fn f() {\n    // SAFETY: g has no condition,\n    // truly.\n    let a =\n        unsafe { g() };\n}",
            &[],
        ),
        (
            "fn f() {\n    // SAFETY: g has no condition.\n    h();\n    unsafe { g() }\n}",
            &["4: unsafe block without a SAFETY note"],
        ),
        ("unsafe impl Send for A {}", &["1: unsafe impl without a SAFETY note"]),
        ("macro_rules! m { () => { unsafe { g() } } }", &["1: unsafe block without a SAFETY note"]),
        ("unsafe fn f() {}", &[]),
        ("#![allow(dead_code)]", &["1: allow without a reason"]),
        ("#[expect(dead_code, reason = \"read by the linker\")] fn f() {}", &[]),
        ("#[cfg_attr(test, allow(dead_code))] fn f() {}", &["1: allow without a reason"]),
        ("#[cfg(unix)] fn f() {}", &["1: cfg(unix) outside os/"]),
        ("fn f() -> bool { cfg!(all(test, target_os = \"linux\")) }", &["1: cfg(target_os) outside os/"]),
        ("#[cfg(test)] mod tests {}", &[]),
        ("fn table_helper() {}", &["1: the name table_helper says \"helper\", which fits anything"]),
        ("struct ReaderV2;", &["1: the name ReaderV2 says \"v2\", which fits anything"]),
        ("struct HeapManager;", &["1: the name HeapManager says \"manager\", which fits anything"]),
        ("const SIZE: usize = 1; type F = fn(u8) -> u8; const fn named() {}", &[]),
        ("fn f() { let s = \"unsafe { } #[allow(x)]\"; /* unsafe { } */ }", &[]),
    ];
    for (source, expected) in rows {
        assert_eq!(rust_findings("crates/runtime/src/vm.rs", source), *expected, "{source}");
    }
}

#[test]
fn platforms_differ_behind_os_only() {
    let source = "#[cfg(windows)] mod a;";
    assert_eq!(rust_findings("crates/runtime/src/os.rs", source).len(), 0);
    assert_eq!(rust_findings("crates/runtime/src/os/map.rs", source).len(), 0);
    assert_eq!(rust_findings("crates/runtime/tests/start.rs", source).len(), 0);
    assert_eq!(rust_findings("crates/runtime/src/host.rs", source).len(), 1);
}

#[test]
fn functions_have_a_bounded_length() {
    let function = |lines: usize| {
        format!("impl A {{\n    fn long(&self) {{\n{}    }}\n}}\n", "        g();\n".repeat(lines - 2))
    };
    assert_eq!(rust_findings("a.rs", &function(70)).len(), 0);
    assert_eq!(rust_findings("a.rs", &function(71)), ["2: long has 71 lines, more than 70"]);
    let table = format!("fn table() {{\n    let rows = [\n{}    ];\n}}\n", "        (1, 2),\n".repeat(200));
    assert_eq!(rust_findings("a.rs", &table).len(), 0);
}

#[test]
fn text_rules() {
    let mut findings = Vec::new();
    text::check_head("a.rs", "use std::fs;\n", "//! ", &mut findings);
    text::check_head("a.lisp", ";;; not a head\n", ";;;; ", &mut findings);
    text::check_head("b.rs", "//! What it is for.\n", "//! ", &mut findings);
    assert_eq!(findings.len(), 2);

    let mut findings = Vec::new();
    for lines in [1, 500, 501] {
        text::check_length("a.rs", &"\n".repeat(lines), &mut findings);
    }
    assert_eq!(findings.iter().map(|finding| finding.line).collect::<Vec<_>>(), [501]);

    let mut findings = Vec::new();
    text::check_whitespace("a.md", "one \ntwo\n\tthree\r\nfour", &mut findings);
    assert_eq!(
        shown(&findings),
        ["1: ends in white space", "3: ends in white space", "4: the last line has no end"]
    );

    let mut findings = Vec::new();
    let reminder = concat!("let a = 1; // TO", "DO: more\nlet fixme = 2;\n");
    text::check_leftovers("a.rs", reminder, "//", &mut findings);
    assert_eq!(findings.len(), 1);
}

#[test]
fn lisp_rules() {
    let mut findings = Vec::new();
    let source = ";;;; Head.\n(defun list-utils ())\n#+unix (f)\n(g #-(or Win32 macos) 1)\n; #+unix\n#+clisp (h)\n(defmacro do-list ())\n";
    lisp::check("a.lisp", source, &mut findings);
    let lines: Vec<usize> = findings.iter().map(|finding| finding.line).collect();
    assert_eq!(lines, [2, 3, 4]);
}

#[test]
fn paths_have_telling_names() {
    for (path, bad) in [
        ("crates/runtime/src/utils.rs", 1),
        ("tests/common/mod.rs", 1),
        ("src/common_lisp_names.rs", 0),
        ("crates/heapfmt/src/layout/slots.rs", 0),
    ] {
        let mut findings = Vec::new();
        names::check_path(path, &mut findings);
        assert_eq!(findings.len(), bad, "{path}");
    }
}
