//! The user's interrupt, and output that nobody takes.

use crate::fixture::{Place, base_image, is_installed, template};
use crate::process::{Outcome, finish, run};
use libtest_mimic::Trial;
use std::fs::File;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

pub(crate) fn trials() -> Vec<Trial> {
    let can_interrupt = is_installed("env") && is_installed("kill");
    let interrupted = INTERRUPTED.iter().map(|(name, form, out, err, code)| {
        let trial = Trial::test(format!("interrupt: {name}"), move || {
            let child = start(&["-x", "(progn (write-line \"ready\") (finish-output) (values))", "-x", form]);
            interrupt(child).expect(*code, out, err);
            Ok(())
        });
        trial.with_ignored_flag(!can_interrupt)
    });
    let others: [(&str, fn()); 5] = [
        ("interrupt: in the loop", in_loop),
        ("interrupt: ignored where the parent says so", ignored),
        ("output: to a pipe that is closed", closed_pipe),
        ("output: to a full device", full_device),
        ("output: nowhere to complain", nowhere_to_complain),
    ];
    let others = others.map(|(name, test)| {
        let trial = Trial::test(name, move || {
            test();
            Ok(())
        });
        trial.with_ignored_flag(name.starts_with("interrupt") && !can_interrupt)
    });
    interrupted.chain(others).collect()
}

/// What runs when the interrupt comes, what is printed from then on, and the exit code.
const INTERRUPTED: &[(&str, &str, &str, &str, i32)] = &[
    ("of a loop", "(loop)", "", "*** - User break\n", 1),
    ("of a loop that allocates", "(loop (make-list 10))", "", "*** - User break\n", 1),
    (
        "of recursion",
        "(labels ((f (n) (if (< n 2) n (+ (f (- n 1)) (f (- n 2)))))) (f 200))",
        "",
        "*** - User break\n",
        1,
    ),
    (
        "of a long search",
        "(search (concatenate 'string (make-string 100000 :initial-element #\\a) \"b\") (make-string 10000000 :initial-element #\\a))",
        "",
        "*** - User break\n",
        1,
    ),
    (
        "of going round a list",
        "(let ((l (list 1))) (setf (cdr l) l) (nthcdr (expt 10 30) l))",
        "",
        "*** - User break\n",
        1,
    ),
    (
        "of a macro that expands into itself",
        "(progn (defmacro m () '(m)) (eval '(m)))",
        "",
        "*** - User break\n",
        1,
    ),
    (
        "of a symbol macro that expands into itself",
        "(progn (define-symbol-macro s s) (macroexpand 's))",
        "",
        "*** - User break\n",
        1,
    ),
    (
        "of a file without end",
        "(with-open-file (s \"/dev/zero\") (peek-char #\\a s))",
        "",
        "*** - User break\n",
        1,
    ),
    (
        "of a greatest common divisor",
        "(gcd (random (ash 1 20000000)) (random (ash 1 20000000)))",
        "",
        "*** - User break\n",
        1,
    ),
    (
        "of reading a long integer",
        "(read-from-string (make-string 20000000 :initial-element #\\7))",
        "",
        "*** - User break\n",
        1,
    ),
    (
        "of printing a long integer",
        "(prin1-to-string (random (ash 1 30000000)))",
        "",
        "*** - User break\n",
        1,
    ),
    (
        "while handlers are looked for",
        "(handler-case (loop (signal 'condition)) (ext::interrupt-condition () 'caught))",
        "CAUGHT\n",
        "",
        0,
    ),
    ("of SLEEP", "(sleep 1000)", "", "*** - User break\n", 1),
    (
        "runs cleanup forms",
        "(unwind-protect (loop) (write-line \"cleaned\"))",
        "cleaned\n",
        "*** - User break\n",
        1,
    ),
    ("is a condition", "(handler-case (loop) (ext::interrupt-condition () 'caught))", "CAUGHT\n", "", 0),
    ("can be continued", CONTINUED, "DONE\n", "", 0),
];

const CONTINUED: &str = "(let ((again t))
    (handler-bind ((ext::interrupt-condition (lambda (c) (setq again nil) (invoke-restart 'continue))))
      (loop (if again nil (return 'done)))))";

fn start(arguments: &[&str]) -> Child {
    let mut command = Command::new("env");
    command.arg("--default-signal=INT").arg(template()).arg("-M").arg(base_image()).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn send_interrupt(child: &Child) {
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
}

/// Interrupts `child` a moment after it has printed a line.
fn interrupt(mut child: Child) -> Outcome {
    let mut byte = [0];
    while byte != *b"\n" {
        child.stdout.as_mut().unwrap().read_exact(&mut byte).expect("the process prints a line");
    }
    std::thread::sleep(Duration::from_millis(100));
    send_interrupt(&child);
    finish(child)
}

/// The loop goes on, whether the interrupt comes while it evaluates or while it waits.
fn in_loop() {
    let mut child = start(&["-q"]);
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"(progn (write-line \"ready\") (finish-output) (loop))\n").unwrap();
    let mut seen = Vec::new();
    let mut byte = [0];
    while !seen.ends_with(b"ready\n") {
        child.stdout.as_mut().unwrap().read_exact(&mut byte).unwrap();
        seen.push(byte[0]);
    }
    send_interrupt(&child);
    while !seen.ends_with(b"[2]> ") {
        child.stdout.as_mut().unwrap().read_exact(&mut byte).unwrap();
        seen.push(byte[0]);
    }
    std::thread::sleep(Duration::from_millis(100));
    send_interrupt(&child);
    std::thread::sleep(Duration::from_millis(100));
    stdin.write_all(b"(+ 1 2)\n").unwrap();
    drop(stdin);
    let outcome = finish(child);
    assert_eq!(outcome.err, "*** - User break\n*** - User break\n");
    assert_eq!((outcome.code, &*outcome.out), (Some(0), "\n[2]> \n3\n[3]> \n"));
}

fn ignored() {
    let mut command = Command::new("sh");
    let form = "(progn (write-line \"ready\") (finish-output) (sleep 1) 'slept)";
    command.args(["-c", "trap '' INT; exec \"$0\" -M \"$1\" -x \"$2\""]);
    command.arg(template()).arg(base_image()).arg(form);
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    interrupt(child).prints("SLEPT\n");
}

fn closed_pipe() {
    // A reader that takes one line of many.
    let forms = [
        "(dotimes (i 100000) (print i))",
        "(loop (print 1))",
        "(progn (dotimes (i 100000) (prin1 i)) (ext:exit 0))",
        "(let ((*standard-output* (make-broadcast-stream *standard-output*))) (loop (print 1)))",
    ];
    for form in forms {
        let mut child = start(&["-x", form]);
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut [0; 2]).unwrap();
        drop(stdout);
        let outcome = finish(child);
        assert_eq!((outcome.code, outcome.signal, &*outcome.err), (Some(1), None, ""), "{form}: {outcome:?}");
    }
    // The prompt of the loop, again and again.
    let mut child = start(&["-q"]);
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    // Nobody reads it any more once the process has ended.
    drop(stdin.write_all("(print 1)\n".repeat(1000).as_bytes()));
    drop(stdin);
    let outcome = finish(child);
    assert_eq!((outcome.code, outcome.signal, &*outcome.err), (Some(1), None, ""), "{outcome:?}");
    // A program that handles the error hears of it, and other errors are still told.
    let form = "(handler-case (loop (print 1)) (stream-error () (error \"cut off\")))";
    let mut child = start(&["-x", form]);
    drop(child.stdout.take());
    let outcome = finish(child);
    assert_eq!((outcome.code, &*outcome.err), (Some(1), "*** - cut off\n"), "{outcome:?}");
}

fn to_full_device(arguments: &[&str], with_image: bool) -> Outcome {
    let full = File::options().write(true).open("/dev/full").unwrap();
    let mut command = Command::new(template());
    if with_image {
        command.arg("-M").arg(base_image());
    }
    command.args(arguments).stdin(Stdio::null()).stdout(full).stderr(Stdio::piped());
    finish(command.spawn().unwrap())
}

fn full_device() {
    for (arguments, with_image) in [
        (&["-x", "1"][..], true),
        (&["-x", "(progn (write-string \"x\") (ext:exit 0))"], true),
        (&["-x", "(loop (print 1))"], true),
        (&["-q"], true),
        (&["--help"], false),
        (&["--version"], false),
    ] {
        let started = Instant::now();
        let outcome = to_full_device(arguments, with_image);
        assert_eq!(outcome.code, Some(1), "{arguments:?}: {outcome:?}");
        assert!(outcome.err.contains("No space left on device"), "{arguments:?}: {outcome:?}");
        assert_eq!(outcome.err.lines().count(), 1, "{arguments:?}: {outcome:?}");
        assert!(started.elapsed() < Duration::from_secs(60), "{arguments:?}");
    }
    // A code that says more than the lost output is kept.
    assert_eq!(to_full_device(&["-x", "(progn (write-string \"x\") (ext:exit 9))"], true).code, Some(9));
}

fn nowhere_to_complain() {
    let place = Place::new();
    for form in ["(car 2)", "(progn (write-string \"x\") (car 2))", "(error \"~S\")", "(loop (warn \"x\"))"] {
        let mut command = Command::new("sh");
        command.args(["-c", "exec \"$0\" -M \"$1\" -x \"$2\" >/dev/full 2>/dev/full"]);
        command.arg(template()).arg(base_image()).arg(form).current_dir(place.path(""));
        run(&mut command).expect(1, "", "");
    }
}
