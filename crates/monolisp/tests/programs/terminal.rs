//! What a person types at a terminal: forms, and behind them what the forms read themselves.
//!
//! A terminal hands over whole lines, so everything may be typed ahead; it shows what is typed, too.

use crate::fixture::{Place, base_image, is_installed, template};
use crate::process::{Written, finish};
use libtest_mimic::Trial;
use std::io::Write;
use std::process::{Child, Command, Stdio};

/// What is typed, and what is shown in answer.
const SESSION: &[(&str, &str)] = &[
    ("(read-line)\ntyped\n", "\"typed\""),
    ("(read-line) \t \nbelow\n", "\"below\""),
    ("(read-line)\n\n", "\"\""),
    ("(read-line) behind\n", "\" behind\""),
    ("(read-line)  far\n", "\"  far\""),
    ("(define-symbol-macro line (read-line))\nline\nword\n", "\"word\""),
    ("(list :sure (y-or-n-p \"ok?\"))\ny\n", "(:SURE T)"),
    ("(list :sum (step (+ 1 (car '(4)))))\n:c\n", "(:SUM 5)"),
    ("(list :a (read)) (behind)\n", "(:A (BEHIND))"),
    ("(car 5)\n(read-line)\nbroken\n", "\"broken\""),
    (":q\n(read-line)\nmended\n", "\"mended\""),
];

pub(crate) fn trials() -> Vec<Trial> {
    let trial = Trial::test("terminal: what forms read is typed on the next line", || {
        read_below_forms();
        Ok(())
    });
    vec![trial.with_ignored_flag(!is_installed("script"))]
}

/// Runs the script `run.sh` in `place` at a terminal.
pub(crate) fn start_at_terminal(place: &Place) -> Child {
    // No shell remains beside the program: one that waits for it may end by the interrupt, as dash does.
    let mut command = Command::new("env");
    command.args(["--default-signal=INT", "SHELL=/bin/sh", "script", "-qfec", "exec sh run.sh", "/dev/null"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.current_dir(place.path("")).spawn().unwrap()
}

fn read_below_forms() {
    let place = Place::new();
    place.write("run.sh", format!("exec '{}' -M '{}' -q\n", template().display(), base_image().display()));
    let mut child = start_at_terminal(&place);
    let shown = Written::collect(child.stdout.take().unwrap());
    let mut keyboard = child.stdin.take().unwrap();
    for (typed, answer) in SESSION {
        keyboard.write_all(typed.as_bytes()).unwrap();
        shown.wait_for(answer, 1);
    }
    keyboard.write_all(b"(ext:exit 7)\n").unwrap();
    assert_eq!(finish(child).code, Some(7));
    let shown = shown.text();
    assert!(!shown.contains("Please answer") && !shown.contains("step 2"), "{shown}");
}
