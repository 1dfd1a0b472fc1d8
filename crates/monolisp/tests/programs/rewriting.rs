//! Saved programs after the tools that write executables anew.

use crate::fixture::{Linking, PRINT_ARGUMENTS, Place, is_installed, template};
use crate::process::{Outcome, run};
use libtest_mimic::Trial;
use std::fs;
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
    let tools = TOOLS.iter().flat_map(|(tool, arguments)| {
        Linking::ALL.map(|linking| {
            let name = format!("after {tool} {}", arguments.first().unwrap_or(&""));
            let trial = Trial::test(format!("{}{}", name.trim_end(), linking.suffix()), move || {
                rewrite(&Place::with_runtime(linking), tool, arguments);
                Ok(())
            });
            trial.with_ignored_flag(!is_installed(tool) || !linking.is_there())
        })
    });
    let installed = Trial::test("after strip, beside an installed runtime", || {
        installed_runtime(&Place::new());
        Ok(())
    });
    let installed = installed.with_ignored_flag(!is_installed("strip"));
    let is_complete = is_installed("strip") && is_installed("patchelf");
    let chains = Linking::ALL.map(|linking| {
        let trial =
            Trial::test(format!("after strip -g, patchelf and strip{}", linking.suffix()), move || {
                chain(&Place::with_runtime(linking));
                Ok(())
            });
        trial.with_ignored_flag(!is_complete || !linking.is_there())
    });
    tools.chain(chains).chain([installed]).collect()
}

/// A stripped program takes the runtime that is installed beside it, if that is of the same build.
fn installed_runtime(place: &Place) {
    let folder = format!("lib/monolisp/base/{}", bundler::Target::HOST);
    fs::create_dir_all(place.path(&folder)).unwrap();
    fs::create_dir(place.path("bin")).unwrap();
    place.save_program("bin/app", "t", PRINT_ARGUMENTS);
    assert!(Command::new("strip").arg(place.path("bin/app")).status().unwrap().success());
    let save = "(ext:saveinitmem \"other\" :executable 0 :verbose nil)";
    let installed = place.path(&folder).join("lisp.run");
    let mut unlike = fs::read(template()).unwrap();
    let info = bundler::info(unlike.as_slice()).unwrap();
    let slot = info.slot_offset as usize..info.slot_offset as usize + bundler::SLOT_LEN;
    let at = unlike[slot.clone()].windows(32).position(|bytes| bytes == info.build_id).unwrap() + slot.start;
    unlike[at] ^= 1;
    fs::write(&installed, unlike).unwrap();
    place
        .run("bin/app", &["-x", save])
        .fails_with(&["there is none of the same build at", "lib/monolisp/base"]);
    fs::copy(template(), &installed).unwrap();
    place.run("bin/app", &["-x", save]).prints("T\n");
    place.run("other", &["a"]).expect(3, "(\"a\")\n", "");
}

fn rewrite(place: &Place, tool: &str, arguments: &[&str]) {
    for executable in ["t", "0"] {
        place.save_program("app", executable, PRINT_ARGUMENTS);
        apply(place, tool, arguments);
        place.run("app", &["a", "b"]).expect(3, "(\"a\" \"b\")\n", "");
        place.run("app", &["--clisp-x", "(+ 1 2)"]).prints("3\n");
    }
    saves_or_says_why(place);
}

/// A tool that changed the template makes saving another program impossible, and nothing else.
fn saves_or_says_why(place: &Place) {
    place.run("app", &["--clisp-x", "(ext:saveinitmem \"a.mem\")"]).saves();
    place.lisp(&["-M", "a.mem", "-q", "x"]).expect(3, "(\"x\")\n", "");
    let again: Outcome = place.run("app", &["--clisp-x", "(ext:saveinitmem \"other\" :executable 0)"]);
    if again.code == Some(0) {
        place.run("other", &["a"]).expect(3, "(\"a\")\n", "");
    } else {
        again.fails_with(&[
            "*** - SAVEINITMEM: cannot save the image: cannot take the runtime out of the running program",
            "\"other\"",
        ]);
        assert!(!place.path("other").exists());
    }
}

fn apply(place: &Place, tool: &str, arguments: &[&str]) {
    let outcome = run(Command::new(tool).args(arguments).arg(place.path("app")));
    assert_eq!(outcome.code, Some(0), "{tool} {arguments:?}: {outcome:?}");
}

fn chain(place: &Place) {
    place.save_program("app", "t", PRINT_ARGUMENTS);
    for (tool, arguments) in [("strip", &["-g"][..]), ("patchelf", &["--set-rpath", "/x"]), ("strip", &[])] {
        apply(place, tool, arguments);
        place.run("app", &["a"]).expect(3, "(\"a\")\n", "");
    }
}
