//! Running a process to its end, and saying what should have come of it.

use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// No process of these tests has a reason to run longer, on however busy a machine.
const LONGEST: Duration = Duration::from_secs(120);

/// After this a process that was to write something has not.
const PROMPT: Duration = Duration::from_secs(10);

/// What came of a process.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// Its exit code, unless a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) signal: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs `command` with nothing to read.
pub(crate) fn run(command: &mut Command) -> Outcome {
    run_with_input(command, "")
}

/// Runs `command` with `input` to read.
pub(crate) fn run_with_input(command: &mut Command, input: &str) -> Outcome {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // The process may end without reading; then writing fails, which is no concern of ours.
    thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    finish(child)
}

/// Waits for `child` and takes what it writes to those of its files that are pipes.
pub(crate) fn finish(mut child: Child) -> Outcome {
    let out = child.stdout.take().map(collect);
    let err = child.stderr.take().map(collect);
    let deadline = Instant::now() + LONGEST;
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if Instant::now() > deadline {
            child.kill().unwrap();
            break child.wait().unwrap();
        }
        thread::sleep(Duration::from_millis(1));
    };
    let text =
        |thread: Option<thread::JoinHandle<String>>| thread.map_or_else(String::new, |t| t.join().unwrap());
    Outcome { code: status.code(), signal: status.signal(), out: text(out), err: text(err) }
}

fn collect(mut from: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

impl Outcome {
    /// Checks exit code and both outputs.
    #[track_caller]
    pub(crate) fn expect(&self, code: i32, out: &str, err: &str) -> &Outcome {
        assert_eq!((self.code, &*self.out, &*self.err), (Some(code), out, err), "signal {:?}", self.signal);
        self
    }

    /// Checks that the process did nothing but save the heap and say so.
    #[track_caller]
    pub(crate) fn saves(&self) {
        let told = self.out.lines().all(|line| {
            line == "T" || line.starts_with(";; Wrote the memory image into ") && line.ends_with(" bytes)")
        });
        assert!(self.code == Some(0) && told && self.err.is_empty(), "{self:?}");
    }

    /// Checks that the process succeeded, printed `out`, and had nothing to complain of.
    #[track_caller]
    pub(crate) fn prints(&self, out: &str) -> &Outcome {
        self.expect(0, out, "")
    }

    /// Checks that the process printed nothing, complained in one line that has each of `parts`, and failed.
    #[track_caller]
    pub(crate) fn fails_with(&self, parts: &[&str]) -> &Outcome {
        assert_eq!((self.code, &*self.out), (Some(1), ""), "{self:?}");
        assert!(self.err.ends_with('\n') && self.err.lines().count() == 1, "one line: {self:?}");
        for part in parts {
            assert!(self.err.contains(part), "{part:?} in {self:?}");
        }
        for never in ["panicked", "src/", "os error", "backtrace", "damaged: damaged"] {
            assert!(!self.err.contains(never), "{never:?} in {self:?}");
        }
        self
    }
}

/// What a process has written so far.
#[derive(Default)]
pub(crate) struct Written {
    bytes: Mutex<Vec<u8>>,
    grown: Condvar,
}

impl Written {
    /// Collects all that comes from `source`.
    pub(crate) fn collect(mut source: impl Read + Send + 'static) -> Arc<Written> {
        let written = Arc::new(Written::default());
        let ours = Arc::clone(&written);
        thread::spawn(move || {
            let mut block = [0; 4096];
            while let Ok(n_read @ 1..) = source.read(&mut block) {
                ours.bytes.lock().unwrap().extend_from_slice(&block[..n_read]);
                ours.grown.notify_all();
            }
        });
        written
    }

    /// Waits until `text` has been written `n_times`.
    #[track_caller]
    pub(crate) fn wait_for(&self, text: &str, n_times: usize) {
        let deadline = Instant::now() + PROMPT;
        let mut bytes = self.bytes.lock().unwrap();
        while String::from_utf8_lossy(&bytes).matches(text).count() < n_times {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "no {text:?} in {:?}", String::from_utf8_lossy(&bytes));
            bytes = self.grown.wait_timeout(bytes, left).unwrap().0;
        }
    }

    /// All of it as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes.lock().unwrap()).into_owned()
    }
}
