//! Interrupts of operations that wait: for input, for room in a pipe, for the other end of one.
//!
//! Each operation is interrupted while it waits, once with a handler that leaves it and then does it again, once with
//! one that goes on. Either way what comes then is complete: no byte is lost, and none comes twice.

use crate::fixture::{Place, base_image, is_installed, template};
use crate::process::{Written, finish};
use crate::terminal::start_at_terminal;
use libtest_mimic::Trial;
use std::fs::File;
use std::io::Write;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// Until when an interrupt must have been told, on however busy a machine.
const PROMPT: Duration = Duration::from_secs(10);
/// After this an operation waits.
const UNTIL_IT_WAITS: Duration = Duration::from_millis(150);

/// An operation that waits for what a pipe brings.
struct Row {
    name: &'static str,
    /// Evaluated before.
    setup: &'static str,
    operation: &'static str,
    /// What has come when the interrupt comes, and what comes thereafter.
    before: &'static [u8],
    after: &'static [u8],
    /// Value of the operation, and the line behind it.
    value: &'static str,
    rest: &'static str,
}

const READING: &[Row] = &[
    Row {
        name: "READ-LINE",
        setup: "",
        operation: "(read-line)",
        before: b"ab",
        after: b"cd\nnext\n",
        value: "\"abcd\"",
        rest: "next",
    },
    Row {
        name: "READ-CHAR",
        setup: "",
        operation: "(read-char)",
        before: b"",
        after: b"a\n",
        value: "#\\a",
        rest: "",
    },
    Row {
        name: "READ-CHAR of several bytes",
        setup: "",
        operation: "(char-code (read-char))",
        before: b"\xe2\x82",
        after: b"\xaca\n",
        value: "8364",
        rest: "a",
    },
    Row {
        name: "PEEK-CHAR",
        setup: "",
        operation: "(peek-char #\\b)",
        before: b"aa",
        after: b"ba\n",
        value: "#\\b",
        rest: "ba",
    },
    Row {
        name: "READ",
        setup: "",
        operation: "(read)",
        before: b"",
        after: b"(a b)next\n",
        value: "(A B)",
        rest: "next",
    },
    Row {
        name: "READ-SEQUENCE into a string",
        setup: "(defvar *s* (make-string 4))",
        operation: "(progn (read-sequence *s* *standard-input*) *s*)",
        before: b"ab",
        after: b"cdnext\n",
        value: "\"abcd\"",
        rest: "next",
    },
    Row {
        name: "READ-SEQUENCE into a vector",
        setup: "(defvar *s* (make-array 3))",
        operation: "(progn (read-sequence *s* *standard-input*) *s*)",
        before: b"a",
        after: b"bcnext\n",
        value: "#(#\\a #\\b #\\c)",
        rest: "next",
    },
    Row {
        name: "READ-SEQUENCE into a list",
        setup: "(defvar *s* (list 1 2 3))",
        operation: "(progn (read-sequence *s* *standard-input*) *s*)",
        before: b"",
        after: b"abcnext\n",
        value: "(#\\a #\\b #\\c)",
        rest: "next",
    },
    Row {
        name: "READ-LINE of a concatenated stream",
        setup: "(defvar *c* (make-concatenated-stream (make-string-input-stream \"0\") *standard-input*))",
        operation: "(read-line *c*)",
        before: b"ab",
        after: b"cd\nnext\n",
        value: "\"0abcd\"",
        rest: "next",
    },
    Row {
        name: "READ-SEQUENCE of a concatenated stream",
        setup: "(defvar *c* (make-concatenated-stream (make-string-input-stream \"01\") *standard-input*)) (defvar *s* (make-string 4))",
        operation: "(progn (read-sequence *s* *c*) *s*)",
        before: b"a",
        after: b"bnext\n",
        value: "\"01ab\"",
        rest: "next",
    },
    Row {
        name: "READ-LINE of an echo stream",
        setup: "(defvar *o* (make-string-output-stream)) (defvar *e* (make-echo-stream *standard-input* *o*))",
        operation: "(list (read-line *e*) (get-output-stream-string *o*))",
        before: b"ab",
        after: b"\nnext\n",
        value: "(\"ab\" \"ab\n\")",
        rest: "next",
    },
    Row {
        name: "READ-SEQUENCE of an echo stream",
        setup: "(defvar *o* (make-string-output-stream)) (defvar *e* (make-echo-stream *standard-input* *o*)) (defvar *s* (make-string 3))",
        operation: "(progn (read-sequence *s* *e*) (list *s* (get-output-stream-string *o*)))",
        before: b"ab",
        after: b"cnext\n",
        value: "(\"abc\" \"abc\")",
        rest: "next",
    },
    Row {
        name: "READ-BYTE",
        setup: OPEN_BYTES,
        operation: "(read-byte *b*)",
        before: b"a",
        after: b"bnext\n",
        value: "25185",
        rest: "next",
    },
    Row {
        name: "READ-SEQUENCE into bytes",
        setup: OPEN_BYTES,
        operation: "(let ((v (make-array 2 :element-type '(unsigned-byte 16)))) (read-sequence v *b*) v)",
        before: b"aab",
        after: b"bnext\n",
        value: "#(24929 25186)",
        rest: "next",
    },
    Row {
        name: "READ-SEQUENCE of bytes into a vector",
        setup: OPEN_BYTES,
        operation: "(let ((v (make-array 2))) (read-sequence v *b*) v)",
        before: b"aab",
        after: b"bnext\n",
        value: "#(24929 25186)",
        rest: "next",
    },
];

/// The standard input as 16-bit numbers.
const OPEN_BYTES: &str = "(defvar *b* (open \"/dev/stdin\" :element-type '(unsigned-byte 16)))";

pub(crate) fn trials() -> Vec<Trial> {
    let is_possible = ["env", "kill", "mkfifo"].iter().all(|tool| is_installed(tool));
    let mut trials = Vec::new();
    for row in READING {
        for goes_on in [false, true] {
            let how = if goes_on { "continued" } else { "left" };
            trials.push(trial(&format!("{} of a pipe is {how}", row.name), is_possible, move || {
                read(row, goes_on)
            }));
        }
    }
    let others: [(&str, fn()); 7] = [
        ("opening a pipe with a name for input", || open_pipe("(read-line (open \"pipe\"))")),
        ("opening a pipe with a name for output", open_pipe_for_output),
        ("READ-LINE of a pipe with a name", read_pipe),
        ("output to a full pipe is continued", write_to_full_pipe),
        ("output to a full pipe is left", leave_full_pipe),
        ("the end of a program before a full pipe", end_before_full_pipe),
        ("a hundred in a row", hundred),
    ];
    trials.extend(others.map(|(name, test)| trial(name, is_possible, test)));
    trials.push(trial("READ-LINE of a terminal", is_possible && is_installed("script"), terminal));
    trials
}

fn trial(name: &str, is_possible: bool, test: impl FnOnce() + Send + 'static) -> Trial {
    Trial::test(format!("waiting: {name}"), move || {
        test();
        Ok(())
    })
    .with_ignored_flag(!is_possible)
}

/// A running program that tells on its standard error what happens.
struct Program {
    child: Child,
    stdin: Option<ChildStdin>,
    told: Arc<Written>,
}

impl Program {
    /// Starts one that evaluates `forms`, in `place`.
    fn start(place: &Place, forms: &[&str]) -> Program {
        let mut command = Command::new("env");
        command.arg("--default-signal=INT").arg(template()).arg("-M").arg(base_image());
        for form in forms {
            command.args(["-x", form]);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.current_dir(place.path("")).spawn().unwrap();
        let told = Written::collect(child.stderr.take().unwrap());
        Program { stdin: child.stdin.take(), child, told }
    }

    fn write(&mut self, bytes: &[u8]) {
        let stdin = self.stdin.as_mut().expect("it is open");
        stdin.write_all(bytes).unwrap();
        stdin.flush().unwrap();
    }

    fn interrupt(&self) {
        assert!(
            Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap().success()
        );
    }

    /// Interrupts it while it waits, and sees that it tells.
    #[track_caller]
    fn interrupt_waiting(&self) {
        self.told.wait_for("ready", 1);
        thread::sleep(UNTIL_IT_WAITS);
        self.interrupt();
        self.told.wait_for("told", 1);
    }

    /// Waits for its end; what it has printed must be `out`.
    #[track_caller]
    fn prints(mut self, out: &str) {
        drop(self.stdin.take());
        let told = self.told;
        let outcome = finish(self.child);
        assert_eq!((outcome.code, &*outcome.out, &*told.text()), (Some(0), out, "ready\ntold\n"));
    }
}

const READY: &str = "(progn (write-line \"ready\" *error-output*) (values))";

/// Evaluates `operation`, interrupted, and prints its value.
fn interrupted(operation: &str, goes_on: bool) -> String {
    let tell = "(write-line \"told\" *error-output*)";
    if goes_on {
        format!(
            "(progn (prin1 (handler-bind ((ext:interrupt-condition (lambda (c) {tell} (invoke-restart 'continue)))) {operation})) (terpri) (values))"
        )
    } else {
        format!(
            "(progn (handler-case {operation} (ext:interrupt-condition () {tell})) (prin1 {operation}) (terpri) (values))"
        )
    }
}

fn read(row: &Row, goes_on: bool) {
    let place = Place::new();
    let setup = format!("(progn {} (values))", row.setup);
    // A stream of bytes has taken what stands behind the number.
    let rest = if row.setup == OPEN_BYTES {
        "(progn (setf (stream-element-type *b*) 'character) (write-line (read-line *b*)) (values))"
    } else {
        "(progn (write-line (read-line)) (values))"
    };
    let operation = interrupted(row.operation, goes_on);
    let mut program = Program::start(&place, &[&setup, READY, &operation, rest]);
    program.write(row.before);
    program.interrupt_waiting();
    program.write(row.after);
    program.prints(&format!("{}\n{}\n", row.value, row.rest));
}

fn make_pipe(place: &Place) {
    assert!(Command::new("mkfifo").arg(place.path("pipe")).status().unwrap().success());
}

fn open_pipe(operation: &str) {
    for goes_on in [false, true] {
        let place = Place::new();
        make_pipe(&place);
        let program = Program::start(&place, &[READY, &interrupted(operation, goes_on)]);
        program.interrupt_waiting();
        // Opening waits until the program does.
        place.write("pipe", "text\n");
        program.prints("\"text\"\n");
    }
}

fn open_pipe_for_output() {
    for goes_on in [false, true] {
        let place = Place::new();
        make_pipe(&place);
        let open =
            "(with-open-file (s \"pipe\" :direction :output :if-exists :append) (write-line \"text\" s))";
        let program = Program::start(&place, &[READY, &interrupted(open, goes_on)]);
        program.interrupt_waiting();
        assert_eq!(place.bytes("pipe"), b"text\n");
        program.prints("\"text\"\n");
    }
}

fn read_pipe() {
    for goes_on in [false, true] {
        let place = Place::new();
        make_pipe(&place);
        let open = "(progn (defvar *s* (open \"pipe\")) (values))";
        let operation = interrupted("(read-line *s*)", goes_on);
        let program = Program::start(&place, &[open, READY, &operation]);
        let mut pipe = File::options().write(true).open(place.path("pipe")).unwrap();
        pipe.write_all(b"ab").unwrap();
        program.interrupt_waiting();
        pipe.write_all(b"cd\n").unwrap();
        program.prints("\"abcd\"\n");
    }
}

/// More than any pipe holds.
const N_LINES: usize = 100_000;

/// Numbers on lines from 0, each written by one operation.
const WRITE_LINES: &str = "(dotimes (i 100000) (write-string (format nil \"~D~%\" i)))";

fn lines(n_lines: usize) -> String {
    (0..n_lines).map(|number| format!("{number}\n")).collect()
}

fn write_to_full_pipe() {
    let place = Place::new();
    for operation in [WRITE_LINES, "(progn (write-string (make-string 500000)) (finish-output) nil)"] {
        let program = Program::start(&place, &[READY, &interrupted(operation, true)]);
        program.interrupt_waiting();
        let text = if operation == WRITE_LINES { lines(N_LINES) } else { " ".repeat(500_000) };
        program.prints(&format!("{text}NIL\n"));
    }
}

fn leave_full_pipe() {
    let place = Place::new();
    let tell = "(write-line \"told\" *error-output*)";
    let form = format!(
        "(progn (handler-case {WRITE_LINES} (ext:interrupt-condition () {tell})) (write-line \"end\") (values))"
    );
    let mut program = Program::start(&place, &[READY, &form]);
    program.interrupt_waiting();
    drop(program.stdin.take());
    let outcome = finish(program.child);
    let written = outcome.out.strip_suffix("end\n").expect("the program goes on");
    let n_lines = written.lines().count();
    assert!(n_lines > 1000 && n_lines < N_LINES);
    assert_eq!(written, lines(n_lines));
}

/// Who does not want to wait until the last output has been taken leaves without it.
fn end_before_full_pipe() {
    let place = Place::new();
    let form = "(let ((text (make-string 60000)))
        (write-string text) (finish-output) (write-string text) (write-line \"told\" *error-output*) (values))";
    let mut program = Program::start(&place, &[READY, form]);
    program.told.wait_for("told", 1);
    thread::sleep(UNTIL_IT_WAITS);
    program.interrupt();
    program.told.wait_for("*** - User break", 1);
    let deadline = Instant::now() + PROMPT;
    let status = loop {
        if let Some(status) = program.child.try_wait().unwrap() {
            break status;
        }
        assert!(Instant::now() < deadline, "the program waits for a reader");
        thread::sleep(Duration::from_millis(10));
    };
    assert_eq!(status.code(), Some(1));
}

/// Interrupts at any moment: shortly before an operation waits, while it does, and while the last one is handled.
fn hundred() {
    let place = Place::new();
    // The outer handler is there for what comes before the inner one is established again.
    let form = "(let ((n 0))
        (flet ((tell () (incf n) (write-line \"told\" *error-output*)))
          (loop (handler-case (loop (handler-case (progn (read-line) (return))
                                      (ext:interrupt-condition () (tell))))
                  (ext:interrupt-condition () (tell))
                  (:no-error (value) (declare (ignore value)) (return)))))
        (prin1 n) (terpri) (values))";
    let mut program = Program::start(&place, &[READY, form]);
    program.told.wait_for("ready", 1);
    thread::sleep(UNTIL_IT_WAITS);
    for n_interrupts in 1..=100 {
        program.interrupt();
        program.told.wait_for("told", n_interrupts);
        thread::sleep(Duration::from_millis(5 + n_interrupts as u64 % 7));
    }
    program.write(b"\n");
    drop(program.stdin.take());
    finish(program.child).prints("100\n");
}

fn terminal() {
    let place = Place::new();
    let ready = "(progn (write-line \"ready\") (finish-output) (values))";
    let form = "(progn (handler-case (read-line) (ext:interrupt-condition () (write-line \"told\"))) (prin1 (read-line)) (terpri) (values))";
    place.write(
        "run.sh",
        format!("exec '{}' -M '{}' -x '{ready}' -x '{form}'\n", template().display(), base_image().display()),
    );
    let mut child = start_at_terminal(&place);
    let shown = Written::collect(child.stdout.take().unwrap());
    let mut keyboard = child.stdin.take().unwrap();
    shown.wait_for("ready", 1);
    thread::sleep(UNTIL_IT_WAITS);
    keyboard.write_all(b"\x03").unwrap();
    shown.wait_for("told", 1);
    keyboard.write_all(b"typed\n").unwrap();
    shown.wait_for("\"typed\"", 1);
    drop(keyboard);
    assert_eq!(finish(child).code, Some(0));
}
