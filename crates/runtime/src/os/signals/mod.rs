//! What the system tells a process from outside: the user's interrupt, and pages of the program that are not there.
//!
//! A handler does next to nothing. The interrupt sets bits of a word that the virtual machine polls; an unreadable
//! page of the image ends the process with a line that was made before anything went wrong.

#![expect(unsafe_code, reason = "installs handlers that the system calls")]

#[cfg(unix)]
mod unix;
#[cfg(unix)]
use unix as platform;

#[cfg(windows)]
mod windows;
#[cfg(windows)]
use windows as platform;

use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

/// The word to set, and the bits.
static INTERRUPT: OnceLock<(Arc<AtomicU32>, u32)> = OnceLock::new();
/// The addresses of the image, and what to write when one of them cannot be read.
static IMAGE: OnceLock<(Range<usize>, String)> = OnceLock::new();

/// From now on the user's interrupt (control-C, SIGINT) sets `bits` in `word`, unless whoever started the process
/// has it ignore interrupts. The first call counts.
pub fn set_on_interrupt(word: Arc<AtomicU32>, bits: u32) {
    if INTERRUPT.set((word, bits)).is_ok() {
        platform::handle_interrupts();
    }
}

/// From now on a page among `addresses` that the system cannot bring into memory ends the process with exit code 1
/// and `line` on standard error. The first call counts.
pub fn end_when_unreadable(addresses: Range<usize>, line: String) {
    if IMAGE.set((addresses, line)).is_ok() {
        platform::handle_unreadable_pages();
    }
}

/// Whether the user has interrupted and the virtual machine has not taken note of it yet.
pub fn is_interrupt_pending() -> bool {
    INTERRUPT.get().is_some_and(|(word, bits)| word.load(Ordering::Relaxed) & bits != 0)
}

/// The part of an interrupt's handler that all systems share.
fn interrupted() {
    if let Some((word, bits)) = INTERRUPT.get() {
        word.fetch_or(*bits, Ordering::Relaxed);
    }
}

/// The line to end with if `address` is one of the image's.
fn line_about(address: usize) -> Option<&'static [u8]> {
    let (addresses, line) = IMAGE.get()?;
    addresses.contains(&address).then_some(line.as_bytes())
}
