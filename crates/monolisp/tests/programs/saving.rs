//! Saving: images and executables, what they do when they start, and saves that do not succeed.

use crate::fixture::{PRINT_ARGUMENTS, Place, Test, is_installed, is_root, lisp};
use crate::process::{finish, run};
use libtest_mimic::Trial;
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const TESTS: &[Test] = &[
    ("an image keeps what was defined", image_keeps_definitions),
    ("names of images get a type, names of programs do not", file_names),
    ("an image with an init function", image_with_init_function),
    ("a program takes the runtime's options", program_with_options),
    ("the image of a program", image_of_program),
    ("a delegating program takes no options", delegating_program),
    ("the way back from a delegating program", delegating_program_to_plain),
    ("a program that uses another image", program_with_other_image),
    ("the init function's errors and values", init_function_ends),
    ("a program saves over itself", over_running_program),
    ("a program that was deleted saves itself", from_deleted_program),
    ("what was written is told, or not", report),
    ("wrong arguments write nothing", refused_arguments),
    ("a save that fails leaves the old file", failed_saves),
    ("a failed save can be handled", handled_failure),
    ("a killed save leaves the old file", killed_saves),
    ("packages are locked", locked_packages),
    ("modes of files", file_modes),
    ("a symbolic link is followed", through_link),
    ("open files are closed in an image", open_files),
    ("what belongs to the process is not saved", process_is_not_saved),
];

pub(crate) fn trials() -> Vec<Trial> {
    let plain = TESTS.iter().map(|(name, test)| {
        Trial::test(format!("saving: {name}"), move || {
            test(&Place::new());
            Ok(())
        })
    });
    let as_another_user = Trial::test("saving: into a folder of another user", || {
        into_foreign_folder(&Place::new());
        Ok(())
    });
    let can_change_user = is_installed("setpriv") && is_root();
    plain.chain([as_another_user.with_ignored_flag(!can_change_user)]).collect()
}

fn image_keeps_definitions(place: &Place) {
    let forms =
        "(defvar *list* (list 1 \"zwei\" 'drei #\\4 5.5 (expt 2 100) (make-array 3 :initial-element 'x)))
                 (defun twice (x) (* 2 x))
                 (defmacro thrice (x) `(* 3 ,x))
                 (defstruct point x y)
                 (defvar *table* (make-hash-table :test 'equal))
                 (setf (gethash \"key\" *table*) (make-point :x 1 :y 2))
                 (defvar *closure* (let ((n 10)) (lambda () (incf n))))";
    place.lisp(&["-x", &format!("(progn {forms} (ext:saveinitmem \"a.mem\"))")]).saves();
    let load = |arguments: &[&str]| place.lisp(&[&["-M", "a.mem"], arguments].concat());
    load(&["-x", "*list*"]).prints("(1 \"zwei\" DREI #\\4 5.5 1267650600228229401496703205376 #(X X X))\n");
    load(&["-x", "(twice 4) (thrice 4) (point-y (gethash \"key\" *table*)) (funcall *closure*)"])
        .prints("8\n12\n2\n11\n");
}

fn file_names(place: &Place) {
    let rows = [
        ("(ext:saveinitmem \"a\")", "a.mem"),
        ("(ext:saveinitmem \"b.img\")", "b.img"),
        ("(ext:saveinitmem \".hidden\")", ".hidden.mem"),
        ("(ext:saveinitmem \"v1.0/c\")", "v1.0/c.mem"),
        ("(ext:saveinitmem \"app\" :executable t)", "app"),
        ("(ext:saveinitmem)", "lispinit.mem"),
    ];
    fs::create_dir(place.path("v1.0")).unwrap();
    for (form, name) in rows {
        place.lisp(&["-x", form]).saves();
        assert!(place.path(name).is_file(), "{form} made {:?}", place.names());
    }
}

fn image_with_init_function(place: &Place) {
    place.save_program("a.mem", "nil", "(defun main () (prin1 ext:*args*) (terpri))");
    place.lisp(&["-M", "a.mem", "-q", "x", "-y"]).prints("(\"x\" \"-y\")\n[1]> \n");
    place.lisp(&["-M", "a.mem", "-x", "5"]).prints("5\n");
}

fn program_with_options(place: &Place) {
    place.save_program("app", "t", PRINT_ARGUMENTS);
    place.run("app", &["a", "-x", "b", "--help"]).expect(3, "(\"a\" \"-x\" \"b\" \"--help\")\n", "");
    place.run("app", &[]).expect(3, "NIL\n", "");
    place.run("app", &["--", "-x"]).expect(3, "(\"-x\")\n", "");
    place.run("app", &["-x", "(+ 1 2)"]).prints("3\n");
    place.run("app", &["--clisp-x", "(+ 1 2)"]).prints("3\n");
    place.run("app", &["-zz"]).fails_with(&["app: invalid argument: '-zz'"]);
}

/// `-M` takes programs too, in whatever state they are, as long as the image is whole.
fn image_of_program(place: &Place) {
    place.save_program("app", "t", "(defvar *mine* 5) (defun main () (ext:exit 3))");
    let show = ["-M", "app", "-x", "*mine*"];
    place.lisp(&show).prints("5\n");
    place.save_program("other", "t", "(defvar *mine* 6) (defun main () (ext:exit 4))");
    place.run("other", &show).prints("5\n");
    if is_installed("strip") {
        run(Command::new("strip").arg(place.path("app"))).prints("");
        place.lisp(&show).prints("5\n");
    }
    let mut bytes = place.bytes("app");
    let middle = bytes.len() - bytes.len() / 8;
    bytes[middle] ^= 1;
    place.write("app", &bytes);
    place.lisp(&show).fails_with(&[
        "app: cannot take the image out of the program: damaged: the payload is not what was attached",
    ]);
    bytes.truncate(middle);
    place.write("app", &bytes);
    place.lisp(&show).fails_with(&["app: cannot take the image out of the program: "]);
}

fn delegating_program(place: &Place) {
    place.save_program("app", "0", PRINT_ARGUMENTS);
    for arguments in [
        &["a", "b"][..],
        &["-x", "1"],
        &["--help", "--version", "-M", "nosuch"],
        &["--", "-x"],
        &["a", "--clisp-x", "1"],
        &["-zz", "", "--clisp"],
    ] {
        let expected: Vec<String> = arguments.iter().map(|argument| format!("{argument:?}")).collect();
        place.run("app", arguments).expect(3, &format!("({})\n", expected.join(" ")), "");
    }
    place.run("app", &["--clisp-x", "(+ 1 2)"]).prints("3\n");
    place.run("app", &["--clisp-x", "(setq ext:*args* 1)", "--clisp-x", "ext:*args*"]).prints("1\n1\n");
    place.run("app", &["--clisp--", "-x", "1"]).expect(3, "(\"-x\" \"1\")\n", "");
    place.run("app", &["--clisp-q", "a", "-q"]).expect(3, "(\"a\" \"-q\")\n", "");
    place.run("app", &["--clisp--version"]).prints(concat!("Monolisp ", env!("CARGO_PKG_VERSION"), "\n"));
    place.run("app", &["--clisp-zz"]).fails_with(&["invalid argument: '-zz'"]);
    place.run("app", &["--clisp-M", "nosuch"]).fails_with(&["nosuch: cannot read the image"]);
    let help = place.run("app", &["--clisp--help"]);
    assert!(
        help.code == Some(0)
            && help.out.contains("Usage: app [--clispOPTION]... [ARGUMENT]...\n")
            && help.out.contains("--clisp-x EXPRESSIONS"),
        "{help:?}"
    );
}

fn delegating_program_to_plain(place: &Place) {
    place.save_program("app", "0", PRINT_ARGUMENTS);
    let save = "(ext:saveinitmem \"lisp\" :executable t :init-function nil)";
    place.run("app", &["--clisp-x", save]).saves();
    place.run("lisp", &["-q"]).prints("[1]> \n");
    place.run("lisp", &["-x", "(functionp #'main)"]).prints("T\n");
    // A program that says nothing of the init function keeps it.
    place.run("app", &["--clisp-x", "(ext:saveinitmem \"other\" :executable t)"]).saves();
    place.run("other", &["a"]).expect(3, "(\"a\")\n", "");
}

fn program_with_other_image(place: &Place) {
    place.save_program("app", "t", PRINT_ARGUMENTS);
    place.lisp(&["-x", "(progn (defvar *x* 5) (ext:saveinitmem \"x.mem\"))"]).saves();
    place.run("app", &["-M", "x.mem", "-x", "*x*"]).prints("5\n");
    let save = "(ext:saveinitmem \"x\" :executable t)";
    place.run("app", &["-M", "x.mem", "-x", save]).saves();
    place.run("x", &["-x", "*x*"]).prints("5\n");
}

fn init_function_ends(place: &Place) {
    let rows = [
        ("(defun main () 17)", 0, "", ""),
        ("(defun main () (write-string \"no newline\"))", 0, "no newline", ""),
        ("(defun main () (ext:exit 17))", 17, "", ""),
        ("(defun main () (error \"Bad ~A\" 'luck))", 1, "", "*** - Bad LUCK\n"),
        (
            "(defun main () (throw 'nowhere 1))",
            1,
            "",
            "*** - THROW: there is no CATCH for the tag: NOWHERE\n",
        ),
    ];
    for (main, code, out, err) in rows {
        place.save_program("app", "0", main);
        place.run("app", &[]).expect(code, out, err);
        place.run("app", &["an argument"]).expect(code, out, err);
    }
}

fn over_running_program(place: &Place) {
    place.save_program("app", "t", "(defvar *n* 0) (defun main () (prin1 *n*) (terpri) (ext:exit))");
    let save = "(progn (incf *n*) (ext:saveinitmem \"app\" :executable t))";
    for n in 1..4 {
        place.run("app", &["-x", save]).saves();
        place.run("app", &[]).prints(&format!("{n}\n"));
    }
    // Twice in one process: the second time the running program has no name any more.
    place.run("app", &["-x", save, "-x", save]).saves();
    place.run("app", &[]).prints("5\n");
    assert_eq!(place.names(), ["app"]);
}

fn from_deleted_program(place: &Place) {
    place.save_program("app", "t", PRINT_ARGUMENTS);
    let script = "exec 3<app; rm app; exec /proc/self/fd/3 -x '(ext:saveinitmem \"app\" :executable t)'";
    run(Command::new("sh").args(["-c", script]).current_dir(place.path(""))).saves();
    place.run("app", &["a"]).expect(3, "(\"a\")\n", "");
}

fn report(place: &Place) {
    let told = |arguments: &[&str]| {
        let out = place.lisp(arguments).out;
        let len = fs::metadata(place.path("a.mem")).unwrap().len().to_string();
        (out.replace(',', ""), format!(";; Wrote the memory image into a.mem ({len} bytes)\nT\n"))
    };
    let (out, expected) = told(&["-x", "(ext:saveinitmem \"a\")"]);
    assert_eq!(out, expected);
    let (out, expected) = told(&["-q", "-q", "-x", "(ext:saveinitmem \"a\" :verbose t)"]);
    assert_eq!(out, expected);
    let silent = [
        &["-q", "-q", "-x", "(ext:saveinitmem \"a\")"][..],
        &["-x", "(ext:saveinitmem \"a\" :verbose nil)"],
        &["-x", "(let ((custom:*saveinitmem-verbose* nil)) (ext:saveinitmem \"a\"))"],
    ];
    for arguments in silent {
        place.lisp(arguments).prints("T\n");
    }
    place.write("save.lisp", "(ext:saveinitmem \"a\")");
    place.lisp(&["save.lisp"]).prints("");
}

fn refused_arguments(place: &Place) {
    let rows = [
        (":executable \"no\"", "The value \"no\" is not of type (MEMBER NIL T 0)"),
        (":executable 1", "The value 1 is not of type (MEMBER NIL T 0)"),
        (":init-function 3", "The value 3 is not of type (OR SYMBOL FUNCTION)"),
        (":init-function 'nosuch", "undefined function NOSUCH"),
        (":documentation 3", "The value 3 is not of type STRING"),
        (":start-package \"NOPE\"", "There is no package with name \"NOPE\""),
        (":locked-packages 5", "The value 5 is not of type LIST"),
        (":locked-packages '(\"NOPE\")", "There is no package with name \"NOPE\""),
        (":bogus 3", "SAVEINITMEM has no such keyword: :BOGUS"),
        (":executable", "there is no value behind keyword :EXECUTABLE"),
    ];
    for (keywords, message) in rows {
        place.lisp(&["-x", &format!("(ext:saveinitmem \"out\" {keywords})")]).fails_with(&[message]);
    }
    place
        .lisp(&["-x", "(ext:saveinitmem 17)"])
        .fails_with(&["The value 17 is not of type (OR NULL STRING PATHNAME)"]);
    place
        .lisp(&["-x", "(ext:saveinitmem 17 :executable t)"])
        .fails_with(&["The value 17 is not of type (OR NULL STRING PATHNAME)"]);
    assert!(place.names().is_empty(), "{:?}", place.names());
}

fn failed_saves(place: &Place) {
    place.lisp(&["-x", "(ext:saveinitmem \"a.mem\")"]).saves();
    let before = place.bytes("a.mem");
    fs::create_dir(place.path("folder.mem")).unwrap();
    let rows = [
        ("nowhere/a.mem", "No such file or directory: \"nowhere/a.mem\""),
        ("a.mem/b.mem", "Not a directory: \"a.mem/b.mem\""),
        ("folder.mem", "not a regular file: \"folder.mem\""),
        ("", "No such file or directory: \"\""),
    ];
    for (name, message) in rows {
        for executable in ["nil", "t"] {
            let form = format!("(ext:saveinitmem {name:?} :executable {executable})");
            place.lisp(&["-x", &form]).fails_with(&["*** - SAVEINITMEM: cannot save the image: ", message]);
        }
    }
    // The file system has no room: what the limit on the size of files looks like.
    let mut command = Command::new("sh");
    let script = "trap '' XFSZ; ulimit -f 64; exec \"$@\"";
    command
        .args(["-c", script, "sh"])
        .arg(crate::fixture::template())
        .arg("-M")
        .arg(crate::fixture::base_image());
    command.args(["-x", "(progn (defvar *a* 1) (ext:saveinitmem \"a.mem\"))"]).current_dir(place.path(""));
    run(&mut command).fails_with(&[
        "*** - SAVEINITMEM: cannot save the image: ",
        "File too large",
        "\"a.mem\"",
    ]);
    assert_eq!(place.bytes("a.mem"), before);
    assert_eq!(place.names(), ["a.mem", "folder.mem"]);
}

fn handled_failure(place: &Place) {
    let form = "(handler-case (ext:saveinitmem \"nowhere/a\") (file-error (c) (file-error-pathname c)))";
    place.lisp(&["-x", form, "-x", "(car 2)"]).expect(
        1,
        "\"nowhere/a.mem\"\n",
        "*** - CAR: The value 2 is not of type LIST\n",
    );
}

fn killed_saves(place: &Place) {
    place.lisp(&["-x", "(progn (defvar *n* 1) (ext:saveinitmem \"a.mem\"))"]).saves();
    let before = place.bytes("a.mem");
    // Large enough to be written for a while.
    let form = "(progn (defvar *n* 2) (defvar *v* (make-array 8000000)) (ext:saveinitmem \"a.mem\"))";
    let mut n_killed = 0;
    for attempt in 0..20 {
        let mut child = lisp()
            .args(["-x", form])
            .current_dir(place.path(""))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let deadline = Instant::now() + Duration::from_secs(60);
        while place.names().len() == 1 && child.try_wait().unwrap().is_none() && Instant::now() < deadline {
            std::thread::sleep(Duration::from_micros(200));
        }
        // A different moment each time.
        std::thread::sleep(Duration::from_micros(700 * attempt));
        child.kill().unwrap();
        let outcome = finish(child);
        let leftover = place.names().into_iter().find(|name| name != "a.mem");
        match leftover {
            Some(name) => {
                assert_eq!(outcome.signal, Some(9));
                assert_eq!(place.bytes("a.mem"), before, "the old file, whole");
                fs::remove_file(place.path(&name)).unwrap();
                n_killed += 1;
            }
            None => {
                place.lisp(&["-M", "a.mem", "-x", "*n*"]).prints("2\n");
                place.write("a.mem", &before);
            }
        }
        if n_killed == 5 {
            break;
        }
    }
    assert!(n_killed > 0, "no attempt met the save while it wrote");
    place.lisp(&["-M", "a.mem", "-x", "*n*"]).prints("1\n");
}

fn locked_packages(place: &Place) {
    let forms = "(progn (make-package \"MINE\") (setf (ext:package-lock \"CL\") nil)
                        (ext:saveinitmem \"a.mem\")
                        (ext:saveinitmem \"b.mem\" :locked-packages '(\"MINE\")))";
    place.lisp(&["-x", forms]).saves();
    let show = "(list (ext:package-lock \"MINE\") (ext:package-lock \"CL\"))";
    place.lisp(&["-M", "a.mem", "-x", show]).prints("(NIL T)\n");
    place.lisp(&["-M", "b.mem", "-x", show]).prints("(T T)\n");
}

fn file_modes(place: &Place) {
    let saved = |mask: &str, form: &str| {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("umask {mask}; exec \"$@\""), "sh"]);
        command.arg(crate::fixture::template()).arg("-M").arg(crate::fixture::base_image());
        run(command.args(["-x", form]).current_dir(place.path(""))).saves();
    };
    let mode = |name: &str| fs::metadata(place.path(name)).unwrap().permissions().mode() & 0o7777;
    for (mask, image, program) in [("022", 0o644, 0o755), ("077", 0o600, 0o700), ("002", 0o664, 0o755)] {
        saved(mask, "(ext:saveinitmem \"a.mem\")");
        saved(mask, "(ext:saveinitmem \"app\" :executable t)");
        assert_eq!((mode("a.mem"), mode("app")), (image, program), "umask {mask}");
    }
    fs::set_permissions(place.path("app"), Permissions::from_mode(0o6755)).unwrap();
    place.run("app", &["-x", "(ext:saveinitmem \"copy\" :executable t)"]).saves();
    assert_eq!(mode("copy") & 0o7000, 0, "the right to act as another user is not handed on");
}

fn through_link(place: &Place) {
    fs::create_dir(place.path("deep")).unwrap();
    symlink("deep/real.mem", place.path("a.mem")).unwrap();
    place.lisp(&["-x", "(ext:saveinitmem \"a.mem\")"]).saves();
    assert!(place.path("a.mem").is_symlink());
    place.lisp(&["-M", "deep/real.mem", "-x", "1"]).prints("1\n");
}

fn open_files(place: &Place) {
    place.write("text", "one\ntwo\n");
    let form = "(progn (defvar *s* (open \"text\")) (read-line *s*) (ext:saveinitmem \"a.mem\" :verbose nil) (read-line *s*))";
    place.lisp(&["-x", form]).prints("\"two\" ;\nNIL\n");
    place.lisp(&["-M", "a.mem", "-x", "(open-stream-p *s*)"]).prints("NIL\n");
    let outcome = place.lisp(&["-M", "a.mem", "-x", "(read-line *s*)"]);
    outcome.fails_with(&["*** - "]);
}

fn into_foreign_folder(place: &Place) {
    fs::create_dir(place.path("foreign")).unwrap();
    place.write("foreign/a.mem", "old");
    for folder in [place.path(""), crate::fixture::template().parent().unwrap().to_owned()] {
        fs::set_permissions(folder, Permissions::from_mode(0o755)).unwrap();
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid", "65534", "--regid", "65534", "--clear-groups", "--"]);
    command.arg(crate::fixture::template()).arg("-M").arg(crate::fixture::base_image());
    command.args(["-x", "(ext:saveinitmem \"foreign/a.mem\")"]).current_dir(place.path(""));
    run(&mut command)
        .fails_with(&["*** - SAVEINITMEM: cannot save the image: Permission denied: \"foreign/a.mem\""]);
    assert_eq!(place.bytes("foreign/a.mem"), b"old");
}

fn process_is_not_saved(place: &Place) {
    fs::create_dir(place.path("elsewhere")).unwrap();
    let form = "(progn (setq *default-pathname-defaults* (truename \"elsewhere/\"))
                       (push :own *features*)
                       (ext:saveinitmem #p\"../a\" :verbose nil)
                       (list (car (last (pathname-directory *default-pathname-defaults*))) (car *features*)))";
    place.lisp(&["-x", form]).prints("(\"elsewhere\" :OWN)\n");
    let load = |form: &str| place.lisp(&["-M", "a.mem", "-x", form]);
    load("(list *default-pathname-defaults* (probe-file \"a\"))").prints("(#P\"\" NIL)\n");
    load("(list (car *features*) (subsetp (sys::%platform-features nil) *features*))").prints("(:OWN T)\n");
}
