//! Signals of Unix: SIGINT, and those of pages of the image that are not there.
//!
//! A signal that comes shortly before a system call that waits does not end the wait, nor does one that comes between
//! two of several calls. So the handler of SIGINT sets a timer, whose signal ends the wait that has begun meanwhile,
//! again and again until the virtual machine has taken note. Nothing of this happens before the first interrupt.

use super::{interrupted, is_interrupt_pending, line_about};
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

/// What happens when `signal` comes.
fn disposition(signal: libc::c_int) -> Option<libc::sighandler_t> {
    // SAFETY: all zeros is a valid `sigaction`.
    let mut action: libc::sigaction = unsafe { mem::zeroed() };
    // SAFETY: asks only; the result goes to a valid place.
    let status = unsafe { libc::sigaction(signal, ptr::null(), &mut action) };
    (status == 0).then_some(action.sa_sigaction)
}

fn is_ignored(signal: libc::c_int) -> bool {
    disposition(signal) == Some(libc::SIG_IGN)
}

fn install(signal: libc::c_int, handler: libc::sighandler_t, flags: libc::c_int) {
    // SAFETY: all zeros is a valid `sigaction`.
    let mut action: libc::sigaction = unsafe { mem::zeroed() };
    action.sa_sigaction = handler;
    action.sa_flags = flags;
    // No handler runs within another: what one finds out about the timer holds until it ends.
    // SAFETY: the mask is a valid place.
    unsafe { libc::sigfillset(&mut action.sa_mask) };
    // SAFETY: the handler has the parameters that the flags ask for, and calls only what handlers may call.
    let status = unsafe { libc::sigaction(signal, &action, ptr::null_mut()) };
    assert_eq!(status, 0, "every system lets a process handle these signals");
}

extern "C" fn on_interrupt(_signal: libc::c_int) {
    interrupted();
    remind();
}

/// Sets the timer, unless the program or whoever started it uses it.
fn remind() {
    // SAFETY: all zeros is a valid `itimerval`.
    let mut timer: libc::itimerval = unsafe { mem::zeroed() };
    // SAFETY: the result goes to a valid place. This and the other calls from here on are system calls that change
    // nothing a signal could find half changed.
    let status = unsafe { libc::getitimer(libc::ITIMER_REAL, &mut timer) };
    let is_free = status == 0 && timer.it_value.tv_sec == 0 && timer.it_value.tv_usec == 0;
    if !is_free || disposition(libc::SIGALRM) != Some(libc::SIG_DFL) {
        return;
    }
    let handler: extern "C" fn(libc::c_int) = on_reminder;
    install(libc::SIGALRM, handler as libc::sighandler_t, 0);
    set_timer();
}

/// The next signal tells of the interrupt in 20 ms.
fn set_timer() {
    let never = libc::timeval { tv_sec: 0, tv_usec: 0 };
    let soon = libc::timeval { tv_sec: 0, tv_usec: 20_000 };
    let once = libc::itimerval { it_interval: never, it_value: soon };
    // SAFETY: the new value is a valid structure, and the old one is not asked for.
    unsafe { libc::setitimer(libc::ITIMER_REAL, &once, ptr::null_mut()) };
}

extern "C" fn on_reminder(_signal: libc::c_int) {
    if is_interrupt_pending() {
        set_timer();
    } else {
        install(libc::SIGALRM, libc::SIG_DFL, 0);
    }
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
