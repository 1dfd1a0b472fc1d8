//! `demo`: from sources to one running file, on input of a real size.
//!
//! Builds everything, saves `examples/wordfreq` as a single-file executable, counts the words of a text of some
//! megabytes with it, and compares every line of the answer with what `tr`, `sort` and `uniq` say about that text.

mod corpus;

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::{dist, examples, process, workspace};

const TEXT_BYTES: usize = 8 << 20;
const SHOWN_LINES: usize = 10;

/// How often a word occurs; a list of them is most frequent first, then by the bytes of the word.
type Count = (u64, String);

/// What coreutils run for each way to count. A word is a run of ASCII letters and of bytes beyond ASCII.
const ORACLES: &[(&[&str], &str)] = &[
    (&[], "tr -cs 'A-Za-z\\200-\\377' '\\n' | grep -v '^$' | sort | uniq -c | sort -k1,1nr -k2"),
    (
        &["-i", "--min-length", "4"],
        "tr A-Z a-z | tr -cs 'a-z\\200-\\377' '\\n' | LC_ALL=C.UTF-8 grep '....' | sort | uniq -c | sort -k1,1nr -k2",
    ),
];

pub(crate) fn run(_arguments: &[String]) -> Result<ExitCode> {
    let dist = dist::build()?;
    let program = examples::save(&dist, "wordfreq")?;
    println!("\n{} is one file of {} bytes", program.display(), fs::metadata(&program)?.len());
    let text = workspace::target().join("examples/text.txt");
    let written = corpus::collect(TEXT_BYTES)?;
    fs::write(&text, &written)?;
    println!("{} has {} bytes, {} lines", text.display(), written.len(), written.lines().count());
    if process::find("sh").is_none() || process::find("uniq").is_none() {
        bail!("there are no sh, tr, sort and uniq here to check the result with");
    }
    for (options, pipeline) in ORACLES {
        compare(&program, options, pipeline, &text)?;
    }
    leave_out_undecodable(&program, &text)?;
    Ok(ExitCode::SUCCESS)
}

fn compare(program: &Path, options: &[&str], pipeline: &str, text: &Path) -> Result<()> {
    let mut count = Command::new(program);
    count.args(options).arg(text);
    let (answer, time) = timed(&mut count)?;
    let mut oracle = Command::new("sh");
    // The C locale: bytes are letters or not, and sort by their value.
    oracle.args(["-c", pipeline]).env("LC_ALL", "C").stdin(File::open(text)?);
    let (expected, oracle_time) = timed_as_is(&mut oracle)?;
    let (answer, expected) = (counts(&answer)?, counts(&expected)?);
    if let Some(at) = (0..answer.len().max(expected.len())).find(|&at| answer.get(at) != expected.get(at)) {
        bail!(
            "line {} of {} differs: {:?}, but `{pipeline}` says {:?}",
            at + 1,
            process::shown(&count),
            answer.get(at),
            expected.get(at)
        );
    }
    println!(
        "\n$ {}    ({} s; `{pipeline}` takes {} s)",
        process::shown(&count),
        seconds(time),
        seconds(oracle_time)
    );
    for (occurrences, word) in answer.iter().take(SHOWN_LINES) {
        println!("{occurrences:>7} {word}");
    }
    println!("    ... {} different words, each count equal to what sort and uniq found", answer.len());
    Ok(())
}

/// A file that is no text is named and left out; the counts of the other stay what they are.
fn leave_out_undecodable(program: &Path, text: &Path) -> Result<()> {
    let undecodable = text.with_file_name("latin1.txt");
    fs::write(&undecodable, b"the na\xefve word\n")?;
    let mut alone = Command::new(program);
    alone.arg(text);
    let expected = process::output(&mut alone)?.stdout;
    let mut count = Command::new(program);
    count.arg(&undecodable).arg(text);
    let output = count.output()?;
    let complaint = String::from_utf8_lossy(&output.stderr);
    if output.status.code() != Some(1) || output.stdout != expected {
        bail!("{} ended with {} and other counts: {complaint}", process::shown(&count), output.status);
    }
    if complaint.lines().count() != 1 || !complaint.contains(&*undecodable.to_string_lossy()) {
        bail!("{} does not name the file in one line: {complaint}", process::shown(&count));
    }
    println!("\n$ {}\n{}", process::shown(&count), complaint.trim_end());
    println!("    ... the counts of the other file are as they were; exit code 1");
    Ok(())
}

fn timed(command: &mut Command) -> Result<(String, Duration)> {
    let start = Instant::now();
    let output = process::output(command)?;
    let time = start.elapsed();
    Ok((String::from_utf8(output.stdout).context("the answer is not UTF-8")?, time))
}

/// Like [`timed`], with the standard input that the command already has.
fn timed_as_is(command: &mut Command) -> Result<(String, Duration)> {
    let start = Instant::now();
    let output = command.output()?;
    let time = start.elapsed();
    if !output.status.success() {
        bail!("{} ended with {}", process::shown(command), output.status);
    }
    Ok((String::from_utf8(output.stdout).context("the answer is not UTF-8")?, time))
}

fn counts(answer: &str) -> Result<Vec<Count>> {
    answer.lines().map(parse_count).collect()
}

fn parse_count(line: &str) -> Result<Count> {
    let (number, word) =
        line.trim_start().split_once(' ').with_context(|| format!("no count and word: {line}"))?;
    Ok((number.parse().with_context(|| format!("no count: {line}"))?, word.to_owned()))
}

fn seconds(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64())
}
