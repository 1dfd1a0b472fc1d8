//! The command line: what the options do, what is printed where, and how processes end.

use crate::fixture::{Place, base_image, lisp, template};
use crate::process::{run, run_with_input};
use libtest_mimic::Trial;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::process::Command;

/// One start of the runtime on the base image.
struct Session {
    name: &'static str,
    arguments: &'static [&'static str],
    input: &'static str,
    code: i32,
    out: &'static str,
    err: &'static str,
}

const fn session(
    name: &'static str,
    arguments: &'static [&'static str],
    code: i32,
    out: &'static str,
) -> Session {
    Session { name, arguments, input: "", code, out, err: "" }
}

const fn reading(name: &'static str, input: &'static str, code: i32, out: &'static str) -> Session {
    Session { name, arguments: &["-q"], input, code, out, err: "" }
}

const SESSIONS: &[Session] = &[
    session(
        "-x prints each value",
        &["-x", "1 (values 2 \"a\" :b) (values) 'c"],
        0,
        "1\n2 ;\n\"a\" ;\n:B\nC\n",
    ),
    session("-x several times", &["-x", "(defvar *a* 1)", "-x", "(+ *a* 1)"], 0, "*A*\n2\n"),
    session("-x begins its values on a line", &["-x", "(progn (write-string \"x\") 1)"], 0, "x\n1\n"),
    session("-x attached", &["-x(+ 1 2)"], 0, "3\n"),
    session("-x with options around", &["-q", "-norc", "-x", "1", "-q"], 0, "1\n"),
    session("-i before -x", &["-i", "defs.lisp", "-x", "(twice 4)"], 0, "8\n"),
    session("-i finds the type", &["-i", "defs", "-x", "(twice 4)"], 0, "8\n"),
    session("script with arguments", &["script.lisp", "a", "-x", "--help"], 0, "(\"a\" \"-x\" \"--help\")\n"),
    session("script without its type", &["script"], 0, "NIL\n"),
    session("script that ends by an error", &["fails.lisp"], 1, "before\n")
        .complains("*** - Bad luck\n    at fails.lisp:1\n"),
    Session {
        input: "(print ext:*args*)",
        ..session("script from standard input", &["-", "a"], 0, "\n(\"a\") ")
    },
    Session {
        input: "(print 1) (error \"a\") (print 2)",
        ..session("script from standard input that ends by an error", &["-"], 1, "\n1 \n")
            .complains("*** - a\n")
    },
    reading(
        "the prompt goes on, and that is no failure",
        "(error \"a\")(print 2)",
        0,
        "[1]> \n[2]> \n2 \n2\n[3]> \n",
    )
    .complains("*** - a\n"),
    Session {
        arguments: &["-q", "--", "a"],
        ..reading("-- and no script", "(prin1 ext:*args*)", 0, "[1]> (\"a\")\n(\"a\")\n[2]> \n")
    },
    session("arguments after --", &["-x", "ext:*args*", "--", "a", "-x"], 0, "(\"a\" \"-x\")\n"),
    session("no script", &["nosuch.lisp"], 1, "")
        .complains("*** - LOAD: A file with this name does not exist: \"nosuch.lisp\"\n"),
    session("no file to load", &["-i", "nosuch", "-x", "1"], 1, "")
        .complains("*** - LOAD: A file with this name does not exist: \"nosuch\"\n"),
    session("an error ends -x", &["-x", "1 (car 2) 3"], 1, "1\n")
        .complains("*** - CAR: The value 2 is not of type LIST\n"),
    session(
        "errors flush the line",
        &["-x", "(progn (write-string \"half\") (error \"no ~A\" 'luck))"],
        1,
        "half\n",
    )
    .complains("*** - no LUCK\n"),
    session("text that ends too early", &["-x", "(car"], 1, "").complains(
        "*** - READ: end of file on #<INPUT STRING-INPUT-STREAM> in the form that begins in line 1\n",
    ),
    session("a warning goes on", &["-x", "(progn (warn \"take ~A\" 'care) 1)"], 0, "1\n")
        .complains("WARNING: take CARE\n"),
    session("-c without output", &["-q", "-q", "-c", "defs.lisp", "-o", "made.fas"], 0, ""),
    session("-c of nothing", &["-c", "nosuch"], 1, "")
        .complains("*** - COMPILE-FILE: there is no such file: #P\"nosuch\"\n"),
    session("exit", &["-x", "(ext:exit)", "-x", "1"], 0, ""),
    session("exit with a code", &["-x", "(ext:exit 7)"], 7, ""),
    session("exit 255", &["-x", "(ext:exit 255)"], 255, ""),
    session("exit t", &["-x", "(ext:exit t)"], 1, ""),
    session("exit nil", &["-x", "(ext:exit nil)"], 0, ""),
    session("quit and bye", &["-x", "(unwind-protect (ext:quit 4) (ext:bye 5))"], 5, ""),
    session(
        "exit unwinds and flushes",
        &["-x", "(unwind-protect (ext:exit 2) (write-string \"bye\"))"],
        2,
        "bye",
    ),
    session("exit 256", &["-x", "(ext:exit 256)"], 1, "")
        .complains("*** - EXIT: The value 256 is not of type (OR NULL (EQL T) (INTEGER 0 255))\n"),
    session("exit -1", &["-x", "(ext:exit -1)"], 1, "")
        .complains("*** - EXIT: The value -1 is not of type (OR NULL (EQL T) (INTEGER 0 255))\n"),
    session(
        "hooks run at the end",
        &["-x", "(progn (push (lambda () (print 'end)) custom:*fini-hooks*) 1)"],
        0,
        "1\n\nEND ",
    ),
    session(
        "a hook's error is reported and changes nothing",
        &["-x", "(progn (push (lambda () (car 3)) custom:*fini-hooks*) (ext:exit 2))"],
        2,
        "",
    )
    .complains("*** - CAR: The value 3 is not of type LIST\n"),
    session(
        "a hook that exits",
        &["-x", "(progn (push (lambda () (ext:exit 9)) custom:*fini-hooks*) 1)"],
        9,
        "1\n",
    ),
    session("runaway recursion", &["-x", "(defun f (x) (+ 1 (f x)))", "-x", "(f 1)"], 1, "F\n")
        .complains("*** - Lisp stack exhausted\n"),
    session(
        "an exit that is given up often",
        &["-x", "(dotimes (i 100) (block nil (unwind-protect (ext:exit 3) (return))))"],
        0,
        "NIL\n",
    ),
    session("an error in a report", &["-x", "(error \"~S\")"], 1, "")
        .complains("*** - \n*** - an error occurred while an error was reported\n"),
    reading(
        "loop",
        "(+ 1 2) (values 1 2)\n(values)\n* ",
        0,
        "[1]> \n3\n[2]> \n1 ;\n2\n[3]> \n[4]> \nNIL\n[5]> \n",
    ),
    reading("errors do not end the loop", "(car 1)\n(+ 1 2)", 0, "[1]> \n[2]> \n3\n[3]> \n")
        .complains("*** - CAR: The value 1 is not of type LIST\n"),
    reading("nor do those of the reader", ") foo:bar 5", 0, "[1]> \n[1]> \n[1]> \n5\n[2]> \n").complains(
        "*** - READ: line 1: an object cannot begin with a closing character\n\
         *** - READ: line 1: there is no package with name FOO\n",
    ),
    reading("exit in the loop", "1 (ext:exit 4) 5", 4, "[1]> \n1\n[2]> "),
    reading("an unfinished form", "(+ 1", 0, "[1]> \n[1]> \n").complains(
        "*** - READ: end of file on #<INPUT FILE-STREAM CHARACTER> in the form that begins in line 1\n",
    ),
    Session { arguments: &[], ..reading("banner", "", 0, "Monolisp\n[1]> \n") },
];

impl Session {
    const fn complains(self, err: &'static str) -> Session {
        Session { err, ..self }
    }

    fn run(&self) {
        let place = Place::new();
        place.write("defs.lisp", "(defun twice (n) (* 2 n))");
        place.write("script.lisp", "#!/usr/bin/env monolisp\n(prin1 ext:*args*) (terpri)");
        place.write("fails.lisp", "(write-line \"before\") (error \"Bad luck\") (write-line \"behind\")");
        let mut command = lisp();
        command.args(self.arguments).current_dir(place.path(""));
        run_with_input(&mut command, self.input).expect(self.code, self.out, self.err);
    }
}

/// Starts that end before there is an image: arguments, and parts of the one line of complaint.
const REFUSED: &[(&str, &[&str], &[&str])] = &[
    ("unknown option", &["-zz"], &["lisp.run: invalid argument: '-zz'", "--help"]),
    ("unknown option with the prefix", &["--clisp-zz"], &["invalid argument: '-zz'"]),
    ("option without operand", &["-x"], &["option '-x' needs EXPRESSIONS"]),
    (
        "-x with a script",
        &["-x", "1", "file"],
        &["-x with lisp-file is invalid: 'file'; arguments of the program stand behind '--'"],
    ),
    ("-c with a script", &["-c", "a", "file"], &["-c with lisp-file is invalid: 'file'"]),
    ("-c with -x", &["-c", "a", "-x", "1"], &["-x with -c is invalid"]),
    ("-o without -c", &["-o", "made"], &["-o without -c is invalid: 'made'"]),
    ("image that is not there", &["-M", "nosuch.mem"], &["nosuch.mem: cannot read the image: No such file"]),
    ("image that is a folder", &["-M", "/"], &["/: cannot read the image: Is a directory"]),
    ("image that is none", &["-M", "/bin/sh"], &["/bin/sh: the program has no image"]),
    ("no image at all", &[], &["no image: this program has none attached", "/lispinit.mem"]),
    (
        "base image that cannot be written",
        &["--build-base-image", LISP_SOURCES, "/nowhere/a.mem"],
        &["No such file"],
    ),
];

const LISP_SOURCES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime/lisp");

pub(crate) fn trials() -> Vec<Trial> {
    let sessions = SESSIONS.iter().map(|session| {
        Trial::test(format!("command line: {}", session.name), move || {
            session.run();
            Ok(())
        })
    });
    let refused = REFUSED.iter().map(|(name, arguments, parts)| {
        Trial::test(format!("command line: {name}"), move || {
            run(Command::new(template()).args(*arguments)).fails_with(parts);
            Ok(())
        })
    });
    let others: [(&str, fn()); 8] = [
        ("cleanup forms that always fail come to an end", ends_in_spite_of_failing_cleanups),
        ("compiled files are scripts and arguments of -i", runs_compiled_files),
        ("--version and --help need no image", informs),
        ("an image beside the program is found", finds_image_beside),
        ("an endless object at fault is shown in part", shows_part_of_endless_object),
        ("undecodable arguments are data", keeps_undecodable_arguments),
        ("input that cannot be read ends the loop", leaves_unreadable_input),
        ("bytes that are no characters do not", goes_on_behind_undecodable_input),
    ];
    let others = others.map(|(name, test)| {
        Trial::test(format!("command line: {name}"), move || {
            test();
            Ok(())
        })
    });
    sessions.chain(refused).chain(others).collect()
}

fn informs() {
    let version = concat!("Monolisp ", env!("CARGO_PKG_VERSION"), "\n");
    run(Command::new(template()).arg("--version")).prints(version);
    let help = run(Command::new(template()).args(["--help", "-M", "nosuch"]));
    assert_eq!((help.code, &*help.err), (Some(0), ""));
    assert!(help.out.starts_with("Usage: lisp.run [OPTION]... [FILE [ARGUMENT]...]\n"), "{}", help.out);
    for option in ["-x EXPRESSIONS", "-i FILE", "-M FILE", "-norc", "-q", "--version", "--help"] {
        assert!(help.out.contains(option), "{option} in {}", help.out);
    }
}

fn finds_image_beside() {
    let place = Place::new();
    std::fs::copy(template(), place.path("lisp.run")).unwrap();
    std::fs::copy(base_image(), place.path("lispinit.mem")).unwrap();
    run(Command::new(place.path("lisp.run")).args(["-x", "(+ 1 2)"]).current_dir("/")).prints("3\n");
}

fn shows_part_of_endless_object() {
    for form in [
        "(let ((a (list 1))) (setf (cdr a) a) (symbol-name a))",
        "(let ((a (list 1))) (setf (car a) a) (symbol-name a))",
    ] {
        let outcome = Place::new().lisp(&["-x", form]);
        assert!(outcome.err.len() < 1000, "{outcome:?}");
        outcome.fails_with(&["*** - "]);
    }
}

fn ends_in_spite_of_failing_cleanups() {
    let outcome = Place::new().lisp(&["-x", "(labels ((f () (unwind-protect (error \"x\") (f)))) (f))"]);
    assert_eq!((outcome.code, &*outcome.out), (Some(1), ""), "{outcome:?}");
    let lines: Vec<&str> = outcome.err.lines().collect();
    let (last, errors) = lines.split_last().expect("there are complaints");
    assert!(last.ends_with(": the program's end fails in its cleanup forms again and again"), "{last}");
    assert!((1..10).contains(&errors.len()) && errors.iter().all(|line| *line == "*** - x"), "{outcome:?}");
}

fn keeps_undecodable_arguments() {
    let bytes = OsStr::from_bytes(b"a\xff\xc3");
    let form = "(map 'list #'char-code (car ext:*args*))";
    run(lisp().args(["-x", form, "--"]).arg(bytes)).prints("(97 1110271 1110211)\n");
    // As a file's name they mean the file of that name.
    let place = Place::new();
    std::fs::write(place.path("").join(bytes), "(print 'here)").unwrap();
    run(lisp().arg(bytes).current_dir(place.path(""))).prints("\nHERE ");
}

fn leaves_unreadable_input() {
    let folder = std::fs::File::open("/").unwrap();
    let outcome = crate::process::finish(
        lisp()
            .stdin(folder)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap(),
    );
    assert_eq!(outcome.code, Some(1));
    assert!(
        outcome.err.lines().all(|line| line == "*** - READ: reading failed: Is a directory"),
        "{outcome:?}"
    );
}

fn goes_on_behind_undecodable_input() {
    let mut command = Command::new("sh");
    command.args(["-c", r#"printf '\344\366\n(+ 1 2)' | "$0" -M "$1" -q"#]).arg(template()).arg(base_image());
    let outcome = run(&mut command);
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    assert!(outcome.out.ends_with("> \n3\n[2]> \n"), "{outcome:?}");
}

/// Compiles two files, links them by concatenation, and runs the result.
fn runs_compiled_files() {
    let place = Place::new();
    place.write("defs.lisp", "(defun twice (n) (* 2 n))");
    place.write("main.lisp", "#!/usr/bin/env monolisp\n(print (twice (length ext:*args*)))");
    place.write("wrong.lisp", "(defun f ()\n  (car 1 2))");
    let start = |arguments: &[&str]| {
        let mut command = lisp();
        command.args(arguments).current_dir(place.path(""));
        run_with_input(&mut command, "")
    };
    start(&["-q", "-q", "-c", "defs.lisp", "-c", "main", "-o", "made.fas"]).expect(
        0,
        "",
        "WARNING: main.lisp:2: The function TWICE is used but not defined\n",
    );
    let linked =
        ["defs.fas", "made.fas"].map(|file| std::fs::read(place.path(file)).expect("it was written"));
    std::fs::write(place.path("linked.fas"), linked.concat()).expect("the folder is writable");
    start(&["linked.fas", "a", "b"]).expect(0, "\n4 ", "");
    start(&["-i", "defs.fas", "-x", "(twice 4)"]).expect(0, "8\n", "");
    start(&["-q", "-q", "-c", "wrong.lisp"]).expect(
        1,
        "",
        "WARNING: wrong.lisp:2: CAR does not take 2 arguments\n",
    );
}
