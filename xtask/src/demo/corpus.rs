//! The text that the demo counts: the project's own prose and sources, and made-up words by Zipf's law.
//!
//! Lines of the project give what real text has: punctuation, numbers, indentation, letters beyond ASCII. They
//! repeat, so their vocabulary is small; every fourth line is therefore made of words that nobody has written, with
//! frequencies as natural languages have them. The same sources always give the same text.

use anyhow::{Result, bail};

use crate::workspace;

/// How many different words are made up.
const VOCABULARY: u64 = 40_000;
const WORDS_PER_LINE: usize = 12;
const SYLLABLES: &[&str] =
    &["ka", "ren", "to", "mi", "sol", "va", "dur", "ile", "por", "sta", "ne", "lu", "qua", "xi"];

/// A text of at least this many bytes.
pub(super) fn generate(bytes: usize) -> Result<String> {
    let lines = project_lines()?;
    if lines.is_empty() {
        bail!("the project has no text to count words in");
    }
    let mut numbers = Numbers(0x05ee_d0f7_ab1e);
    let mut text = String::with_capacity(bytes + 1024);
    while text.len() < bytes {
        if numbers.below(4) == 0 {
            for _ in 0..WORDS_PER_LINE {
                push_word(&mut text, numbers.zipf());
                text.push(' ');
            }
        } else {
            let chosen = numbers.below(lines.len() as u64);
            text.push_str(&lines[usize::try_from(chosen)?]);
        }
        text.push('\n');
    }
    Ok(text)
}

fn project_lines() -> Result<Vec<String>> {
    let mut lines = Vec::new();
    for path in workspace::files()? {
        if [".md", ".rs", ".lisp"].iter().any(|extension| path.ends_with(extension)) {
            let source = workspace::read(&path)?;
            lines.extend(source.lines().filter(|line| folds_like_ascii(line)).map(str::to_owned));
        }
    }
    Ok(lines)
}

/// `tr A-Z a-z` leaves letters beyond ASCII alone, so the text has no capital ones among them.
fn folds_like_ascii(line: &str) -> bool {
    !line.trim().is_empty() && line.chars().all(|c| c.is_ascii() || c.to_lowercase().eq([c]))
}

/// The word of this rank: its number in syllables.
fn push_word(text: &mut String, mut rank: u64) {
    let base = SYLLABLES.len() as u64;
    loop {
        text.push_str(SYLLABLES[(rank % base) as usize]);
        rank /= base;
        if rank == 0 {
            return;
        }
    }
}

/// A fixed sequence of numbers (xorshift64*), equal on every machine.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, limit: u64) -> u64 {
        (self.next() >> 11) % limit
    }

    /// A rank whose chance falls as its inverse: the logarithm of the rank is uniform.
    fn zipf(&mut self) -> u64 {
        let octaves = u64::from(VOCABULARY.ilog2()) + 1;
        let octave = self.below(octaves);
        ((1 << octave) + self.below(1 << octave) - 1) % VOCABULARY
    }
}
