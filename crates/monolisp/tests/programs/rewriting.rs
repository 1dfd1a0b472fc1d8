//! Saved programs after the tools that write executables anew.

use crate::fixture::{PRINT_ARGUMENTS, Place, is_installed};
use crate::process::{Outcome, run};
use libtest_mimic::Trial;
use std::process::Command;

/// A tool and its arguments before the file, which it rewrites in place.
const TOOLS: &[(&str, &[&str])] = &[
    ("strip", &[]),
    ("strip", &["-g"]),
    ("objcopy", &[]),
    ("objcopy", &["--strip-all"]),
    ("llvm-strip", &[]),
    ("llvm-strip", &["-g"]),
    ("llvm-objcopy", &[]),
    ("eu-strip", &[]),
    ("patchelf", &["--set-rpath", "/opt/some/library/folder/of/a/length/that/does/not/fit/anywhere"]),
];

pub(crate) fn trials() -> Vec<Trial> {
    let tools = TOOLS.iter().map(|(tool, arguments)| {
        let name = format!("after {tool} {}", arguments.first().unwrap_or(&""));
        let trial = Trial::test(name.trim_end().to_owned(), move || {
            rewrite(tool, arguments);
            Ok(())
        });
        trial.with_ignored_flag(!is_installed(tool))
    });
    let chain = Trial::test("after strip -g, patchelf and strip", || {
        chain();
        Ok(())
    });
    let incomplete = !is_installed("strip") || !is_installed("patchelf");
    tools.chain([chain.with_ignored_flag(incomplete)]).collect()
}

fn rewrite(tool: &str, arguments: &[&str]) {
    let place = Place::new();
    for executable in ["t", "0"] {
        place.save_program("app", executable, PRINT_ARGUMENTS);
        apply(&place, tool, arguments);
        place.run("app", &["a", "b"]).expect(3, "(\"a\" \"b\")\n", "");
        place.run("app", &["--clisp-x", "(+ 1 2)"]).prints("3\n");
    }
    saves_or_says_why(&place);
}

/// A tool that changed the template makes saving another program impossible, and nothing else.
fn saves_or_says_why(place: &Place) {
    place.run("app", &["--clisp-x", "(ext:saveinitmem \"a.mem\")"]).prints("T\n");
    place.lisp(&["-M", "a.mem", "-q", "x"]).expect(3, "(\"x\")\n", "");
    let again: Outcome = place.run("app", &["--clisp-x", "(ext:saveinitmem \"other\" :executable 0)"]);
    if again.code == Some(0) {
        place.run("other", &["a"]).expect(3, "(\"a\")\n", "");
    } else {
        again.fails_with(&["*** - cannot save the image: the template cannot be restored", "\"other\""]);
        assert!(!place.path("other").exists());
    }
}

fn apply(place: &Place, tool: &str, arguments: &[&str]) {
    let outcome = run(Command::new(tool).args(arguments).arg(place.path("app")));
    assert_eq!(outcome.code, Some(0), "{tool} {arguments:?}: {outcome:?}");
}

fn chain() {
    let place = Place::new();
    place.save_program("app", "t", PRINT_ARGUMENTS);
    for (tool, arguments) in [("strip", &["-g"][..]), ("patchelf", &["--set-rpath", "/x"]), ("strip", &[])] {
        apply(&place, tool, arguments);
        place.run("app", &["a"]).expect(3, "(\"a\")\n", "");
    }
}
