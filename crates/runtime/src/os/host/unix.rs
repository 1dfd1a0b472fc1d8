//! What the kernel of Unix says of itself and its machine.

#![expect(unsafe_code, reason = "asks the kernel for its name")]

use std::ffi::{CStr, OsString};
use std::mem::MaybeUninit;
use std::os::unix::ffi::OsStringExt;

/// The name of the machine in its network.
pub(crate) fn name() -> Option<OsString> {
    ask(|names| &names.nodename)
}

/// The version of the operating system's kernel.
pub(crate) fn system_version() -> Option<OsString> {
    ask(|names| &names.release)
}

fn ask(field: impl Fn(&libc::utsname) -> &[libc::c_char]) -> Option<OsString> {
    let mut names = MaybeUninit::<libc::utsname>::zeroed();
    // SAFETY: the pointer is to a valid place, and zeros are a valid value of it.
    let (status, names) = unsafe { (libc::uname(names.as_mut_ptr()), names.assume_init()) };
    if status != 0 {
        return None;
    }
    // SAFETY: the kernel ends each text with a zero.
    let text = unsafe { CStr::from_ptr(field(&names).as_ptr()) };
    Some(OsString::from_vec(text.to_bytes().to_vec()))
}
