//! Signals of Unix: SIGINT, and those of pages of the image that are not there.

use super::{interrupted, line_about};
use std::mem;
use std::ptr;

pub(super) fn handle_interrupts() {
    let handler: extern "C" fn(libc::c_int) = on_interrupt;
    if !is_ignored(libc::SIGINT) {
        // Without SA_RESTART: a read that waits for input returns, and the interrupt is served at once.
        install(libc::SIGINT, handler as libc::sighandler_t, 0);
    }
}

pub(super) fn handle_unreadable_pages() {
    let handler: extern "C" fn(libc::c_int, *mut libc::siginfo_t, *mut libc::c_void) = on_unreadable_page;
    // The first says that the file ends before its mapping, the second that nothing is mapped where the slot points.
    for signal in [libc::SIGBUS, libc::SIGSEGV] {
        install(signal, handler as libc::sighandler_t, libc::SA_SIGINFO | libc::SA_ONSTACK);
    }
}

fn is_ignored(signal: libc::c_int) -> bool {
    // SAFETY: all zeros is a valid `sigaction`.
    let mut action: libc::sigaction = unsafe { mem::zeroed() };
    // SAFETY: asks only; the result goes to a valid place.
    let status = unsafe { libc::sigaction(signal, ptr::null(), &mut action) };
    status == 0 && action.sa_sigaction == libc::SIG_IGN
}

fn install(signal: libc::c_int, handler: libc::sighandler_t, flags: libc::c_int) {
    // SAFETY: all zeros is a valid `sigaction`, with an empty mask.
    let mut action: libc::sigaction = unsafe { mem::zeroed() };
    action.sa_sigaction = handler;
    action.sa_flags = flags;
    // SAFETY: the handler has the parameters that the flags ask for, and calls only what handlers may call.
    let status = unsafe { libc::sigaction(signal, &action, ptr::null_mut()) };
    assert_eq!(status, 0, "every system lets a process handle these signals");
}

extern "C" fn on_interrupt(_signal: libc::c_int) {
    interrupted();
}

extern "C" fn on_unreadable_page(
    signal: libc::c_int,
    info: *mut libc::siginfo_t,
    _context: *mut libc::c_void,
) {
    // SAFETY: the system passes a valid structure, which has an address for this signal.
    let address = unsafe { (*info).si_addr() }.addr();
    match line_about(address) {
        Some(line) => {
            // SAFETY: the pointer and the length are those of a slice. `write` and `_exit` may be called here.
            unsafe {
                libc::write(libc::STDERR_FILENO, line.as_ptr().cast(), line.len());
                libc::_exit(1);
            }
        }
        // Some other fault: it comes again when this returns, and then ends the process as it would have.
        // SAFETY: `signal` may be called here.
        None => unsafe {
            libc::signal(signal, libc::SIG_DFL);
        },
    }
}
