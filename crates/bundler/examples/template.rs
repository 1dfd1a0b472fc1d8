//! A template that writes its payload to standard output, after checking the memory that attaching must keep intact.
#![expect(unsafe_code, reason = "reads and writes the payload where it is mapped")]
#![expect(clippy::print_stderr, reason = "this is a program")]

use std::cell::Cell;
use std::io::Write;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU8, Ordering};

use bundler::{Contents, SlotError};

bundler::template_slot! {
    static SLOT = *b"the build id of example template";
}

/// Memory that is no part of a template's file and must start as zeros nevertheless.
static ZEROS: [AtomicU8; 30_000] = [const { AtomicU8::new(0) }; 30_000];

thread_local! {
    static THREAD_LOCAL: Cell<u64> = const { Cell::new(0x5eed) };
    static THREAD_LOCAL_ZERO: Cell<u64> = const { Cell::new(0) };
}

fn main() -> ExitCode {
    let zeros = ZEROS.iter().all(|zero| zero.swap(1, Ordering::Relaxed) == 0);
    let thread_locals = THREAD_LOCAL.get() == 0x5eed && THREAD_LOCAL_ZERO.get() == 0;
    if !(zeros && thread_locals) {
        eprintln!("template: memory does not start as it should");
        return ExitCode::from(2);
    }
    match write_payload() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("template: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write_payload() -> Result<(), SlotError> {
    let out = &mut std::io::stdout().lock();
    match SLOT.contents()? {
        Contents::Empty => out.write_all(b"nothing attached"),
        Contents::Attached(payload) => {
            payload.check_end_mark()?;
            // SAFETY: the slot says that this memory is the payload, and nobody else uses it.
            let bytes = unsafe { std::slice::from_raw_parts_mut(payload.address(), payload.len()) };
            let written = out.write_all(bytes);
            // The memory is this process's own; a read-only mapping would end the program here.
            bytes.fill(0);
            written
        }
    }
    .expect("standard output takes the payload");
    Ok(())
}
