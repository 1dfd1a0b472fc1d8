//! What LOAD, COMPILE-FILE and the command line take for a source: files, pipes and devices, with and without marks.

use crate::fixture::{Place, Test, base_image, lisp, template};
use crate::process::{Outcome, run};
use libtest_mimic::Trial;
use std::process::Command;

const TESTS: &[Test] = &[
    ("a pipe with a name", loads_named_pipe),
    ("standard input by its name", loads_standard_input_by_name),
    ("a compiled file in a pipe", loads_compiled_file_from_pipe),
    ("a byte order mark", skips_byte_order_mark),
    ("a folder is said to be one", refuses_folders),
    ("bytes that are no text have a place", names_place_of_undecodable_bytes),
    ("errors of the reader have a place", names_place_of_wrong_syntax),
    ("-o leads from the current directory", writes_where_the_user_is),
];

pub(crate) fn trials() -> Vec<Trial> {
    let trial = |&(name, test): &Test| {
        Trial::test(format!("loading: {name}"), move || {
            test(&Place::new());
            Ok(())
        })
    };
    TESTS.iter().map(trial).collect()
}

/// Runs a line of shell in `place`; there `$lisp` starts the runtime on the base image.
fn shell(place: &Place, line: &str) -> Outcome {
    let mut command = Command::new("bash");
    command.args(["-c", &format!("lisp=\"$0 -M $1\"; {line}")]).arg(template()).arg(base_image());
    run(command.current_dir(place.path("")))
}

const SHOW_NAMES: &str = "(prin1 (mapcar (function namestring) (list *load-pathname* *load-truename*)))";

fn loads_named_pipe(place: &Place) {
    place.write("source.lisp", SHOW_NAMES);
    let outcome = shell(place, "mkfifo pipe; (cat source.lisp > pipe) & $lisp pipe");
    let folder = place.path("").canonicalize().unwrap();
    let pipe = folder.join("pipe");
    let shown = outcome.out.clone();
    outcome.prints(&shown);
    assert!(shown.contains(&format!("{:?})", pipe.display().to_string())), "{shown}");
}

fn loads_standard_input_by_name(place: &Place) {
    place.write("source.lisp", "(prin1 (pathname-name *load-truename*))");
    shell(place, "cat source.lisp | $lisp /dev/stdin").prints("\"stdin\"");
    place.write("source.lisp", "(prin1 (+ 1 2))");
    shell(place, "$lisp <(cat source.lisp)").prints("3");
    shell(place, "$lisp -i <(cat source.lisp) -x 4").prints("3\n4\n");
    shell(place, "cat source.lisp | $lisp -q -q -c /dev/stdin -o made.fas && $lisp made.fas").prints("3");
}

fn loads_compiled_file_from_pipe(place: &Place) {
    place.write("source.lisp", "(prin1 (+ 1 2))");
    shell(place, "$lisp -q -q -c source.lisp && cat source.fas | $lisp /dev/stdin").prints("3");
    shell(place, "cat source.fas | $lisp -").prints("3");
}

fn skips_byte_order_mark(place: &Place) {
    place.write("source.lisp", "\u{feff}(prin1 1)");
    place.write("script", "\u{feff}#!/usr/bin/env monolisp\n(prin1 2)");
    place.lisp(&["source.lisp"]).prints("1");
    place.lisp(&["script"]).prints("2");
    shell(place, "cat source.lisp | $lisp -").prints("1");
    place.lisp(&["-q", "-q", "-c", "source.lisp"]).prints("");
    place.lisp(&["source.fas"]).prints("1");
}

fn refuses_folders(place: &Place) {
    std::fs::create_dir(place.path("folder")).unwrap();
    place.lisp(&["folder"]).fails_with(&["this is a directory", "\"folder\""]);
    place.lisp(&["-i", "folder/", "-x", "1"]).fails_with(&["this is a directory", "\"folder/\""]);
    place.lisp(&["-c", "folder"]).fails_with(&["this is a directory", "\"folder\""]);
}

fn names_place_of_undecodable_bytes(place: &Place) {
    place.write("source.lisp", b"(+ 1\n 2)\n(print \"a\xffb\")");
    let complaint = ["source.lisp:3: invalid byte sequence #xFF"];
    place.lisp(&["source.lisp"]).fails_with(&complaint);
    place.lisp(&["-q", "-q", "-c", "source.lisp"]).fails_with(&complaint);
    shell(place, "$lisp - < source.lisp").fails_with(&["line 3: invalid byte sequence #xFF"]);
}

fn names_place_of_wrong_syntax(place: &Place) {
    place.write("inner.lisp", "1\n2\n)");
    place.write("outer.lisp", "(load \"inner.lisp\")");
    place.lisp(&["outer.lisp"]).fails_with(&["inner.lisp:3: an object cannot begin with"]);
    shell(place, "$lisp - < inner.lisp").fails_with(&["*** - line 3: an object cannot begin with"]);
    place.write("inner.lisp", "1\n(a");
    place.lisp(&["outer.lisp"]).fails_with(&["end of file on", "inner.lisp"]);
}

fn writes_where_the_user_is(place: &Place) {
    std::fs::create_dir(place.path("below")).unwrap();
    place.write("below/source.lisp", "(prin1 1)");
    let compile = |arguments: &[&str]| {
        run(lisp().args(["-q", "-q", "-c", "below/source.lisp"]).args(arguments).current_dir(place.path("")))
            .prints("");
    };
    compile(&["-o", "made.fas"]);
    compile(&["-o", "typed"]);
    compile(&["-o", "below/deep.fas"]);
    compile(&[]);
    assert_eq!(place.names(), ["below", "made.fas", "typed.fas"]);
    for name in ["deep.fas", "source.fas"] {
        assert!(place.path("below").join(name).exists(), "{name}");
    }
}
