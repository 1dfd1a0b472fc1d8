//! Equal states give equal bytes, whoever saves them, where and when, and however often they were saved before.

use crate::fixture::{PRINT_ARGUMENTS, Place, Test, base_image, build_base_image, template};
use crate::process::run;
use libtest_mimic::Trial;
use std::fs;
use std::process::Command;

const TESTS: &[Test] = &[
    ("two builds of the base image", builds_of_base_image),
    ("two saves in one process", saves_in_one_process),
    ("saves in different surroundings", saves_in_different_surroundings),
    ("sources in different folders", sources_in_different_folders),
    ("ten generations of an image", generations_of_image),
    ("ten generations of a program", generations_of_program),
    ("a program made from an image and from a program", program_of_either),
];

pub(crate) fn trials() -> Vec<Trial> {
    let trials = TESTS.iter().map(|(name, test)| {
        Trial::test(format!("reproducibility: {name}"), move || {
            test(&Place::new());
            Ok(())
        })
    });
    trials.collect()
}

/// What a program has defined when it is saved: an object of every kind that a save treats in its own way.
const STATE: &str = "(progn (defvar *strong* (make-hash-table)) (setf (gethash 'a *strong*) (list 1 2))
                            (setf (gethash *strong* *strong*) (lambda (x) x)) (remhash 'a *strong*)
                            (defvar *names* (make-hash-table :test 'equal)) (setf (gethash \"a\" *names*) 1.5d0)
                            (defun count-up (n) (let ((*print-base* n)) (if (> n 35) n (count-up (+ n 1)))))
                            (count-up 2) (open \"text\") (gensym) (values))";

#[track_caller]
fn assert_equal(place: &Place, one: &str, other: &str) {
    let (a, b) = (place.bytes(one), place.bytes(other));
    let first = a.iter().zip(&b).position(|(x, y)| x != y);
    assert!(a == b, "{one} has {} bytes, {other} {}, and byte {first:?} differs", a.len(), b.len());
}

fn builds_of_base_image(place: &Place) {
    build_base_image(&template(), &place.path("a.mem")).prints("");
    fs::copy(base_image(), place.path("b.mem")).unwrap();
    assert_equal(place, "a.mem", "b.mem");
}

fn saves_in_one_process(place: &Place) {
    place.write("text", "");
    let save = "(progn (ext:saveinitmem \"a.mem\") (make-list 1000000) (ext:saveinitmem \"b.mem\"))";
    place.lisp(&["-x", STATE, "-x", save]).saves();
    assert_equal(place, "a.mem", "b.mem");
}

fn saves_in_different_surroundings(place: &Place) {
    let script = format!("{STATE} (let ((*print-base* 7)) (ext:saveinitmem \"a.mem\"))");
    for folder in ["one", "another"] {
        fs::create_dir(place.path(folder)).unwrap();
        place.write(&format!("{folder}/text"), "");
        place.write(&format!("{folder}/script.lisp"), &script);
    }
    let start = |folder: &str, arguments: &[&str], name: &str, value: &str| {
        let mut command = Command::new(template());
        command.arg("-M").arg(base_image()).args(arguments).current_dir(place.path(folder));
        run(command.env(name, value)).prints("");
    };
    start("one", &["script.lisp", "a", "b"], "HOME", "/nowhere");
    start("another", &["script.lisp"], "TZ", "Asia/Tokyo");
    assert_equal(place, "one/a.mem", "another/a.mem");
    // The binding at the time of the save is no part of the state, nor are the arguments and files of the process.
    place
        .lisp(&["-M", "one/a.mem", "-x", "(list *print-base* ext:*args* *load-pathname* *load-truename*)"])
        .prints("(10 NIL NIL NIL)\n");
}

fn sources_in_different_folders(place: &Place) {
    for folder in [".", "one", "another folder"] {
        fs::create_dir_all(place.path(folder)).unwrap();
        place.write(
            &format!("{folder}/f.lisp"),
            "(defun f (x)\n  (list (car x)))\n(defvar *closure* (lambda (n) (incf n)))",
        );
    }
    let absolute = place.path("another folder/f.lisp").into_os_string().into_string().unwrap();
    for (source, image) in [("f.lisp", "a.mem"), ("one/f.lisp", "b.mem"), (&absolute, "c.mem")] {
        place.lisp(&["-i", source, "-x", &format!("(ext:saveinitmem {image:?})")]).saves();
    }
    assert_equal(place, "a.mem", "b.mem");
    assert_equal(place, "a.mem", "c.mem");
}

fn generations_of_image(place: &Place) {
    place.write("text", "");
    place.lisp(&["-x", STATE, "-x", "(ext:saveinitmem \"1.mem\")"]).saves();
    for generation in 2..=10 {
        let (from, to) = (format!("{}.mem", generation - 1), format!("{generation}.mem"));
        place.lisp(&["-M", &from, "-x", &format!("(ext:saveinitmem {to:?})")]).saves();
        if generation > 2 {
            assert_equal(place, &from, &to);
        }
    }
    // Loaded in place instead of read, the image saves the same bytes.
    place.lisp(&["-M", "10.mem", "-x", "(ext:saveinitmem \"app\" :executable t)"]).saves();
    place.run("app", &["-x", "(ext:saveinitmem \"in-place.mem\")"]).saves();
    assert_equal(place, "10.mem", "in-place.mem");
}

fn generations_of_program(place: &Place) {
    place.save_program("1", "t", PRINT_ARGUMENTS);
    for generation in 2..=10 {
        let (from, to) = ((generation - 1).to_string(), generation.to_string());
        place.run(&from, &["-x", &format!("(ext:saveinitmem {to:?} :executable t)")]).saves();
        if generation > 2 {
            assert_equal(place, &from, &to);
        }
    }
    place.run("10", &["a"]).expect(3, "(\"a\")\n", "");
}

fn program_of_either(place: &Place) {
    place.lisp(&["-x", "(ext:saveinitmem \"a.mem\")"]).saves();
    let save = |name: &str| format!("(ext:saveinitmem {name:?} :executable t)");
    place.lisp(&["-M", "a.mem", "-x", &save("app")]).saves();
    place.run("app", &["-x", &save("from-program")]).saves();
    place.lisp(&["-M", "a.mem", "-x", &save("from-image")]).saves();
    assert_equal(place, "from-program", "from-image");
}
