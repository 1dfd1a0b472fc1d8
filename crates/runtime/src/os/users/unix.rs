//! Users of Unix, from the system's own database.

#![expect(unsafe_code, reason = "asks the user database of the C library")]

use std::ffi::{CStr, CString, OsStr, OsString};
use std::fs::Metadata;
use std::mem::MaybeUninit;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::ptr;

/// Longest entry that is asked for; the system's own buffers are smaller.
const MAX_ENTRY_BYTES: usize = 1 << 16;

/// The home directory of the user `name`.
pub(crate) fn home_directory(name: &OsStr) -> Option<PathBuf> {
    let name = CString::new(name.as_bytes()).ok()?;
    entry(
        |entry, buffer, length, found| {
            // SAFETY: the name ends with a zero, the buffer is `length` bytes long, and the results have places.
            unsafe { libc::getpwnam_r(name.as_ptr(), entry, buffer, length, found) }
        },
        |entry| entry.pw_dir,
    )
    .map(PathBuf::from)
}

/// The name of the user who owns a file.
pub(crate) fn owner(metadata: &Metadata) -> Option<OsString> {
    entry(
        |entry, buffer, length, found| {
            // SAFETY: as in `home_directory`.
            unsafe { libc::getpwuid_r(metadata.uid(), entry, buffer, length, found) }
        },
        |entry| entry.pw_name,
    )
}

/// Asks for a user and takes one text of the entry found.
fn entry(
    ask: impl Fn(*mut libc::passwd, *mut libc::c_char, usize, *mut *mut libc::passwd) -> libc::c_int,
    text: impl Fn(&libc::passwd) -> *mut libc::c_char,
) -> Option<OsString> {
    let mut entry = MaybeUninit::<libc::passwd>::uninit();
    let mut buffer = vec![0; MAX_ENTRY_BYTES];
    let mut found = ptr::null_mut();
    let status = ask(entry.as_mut_ptr(), buffer.as_mut_ptr(), buffer.len(), &mut found);
    if status != 0 || found.is_null() {
        return None;
    }
    // SAFETY: `found` is not null, so it is the address of `entry`, which is filled in; its texts lie in `buffer` and
    // end with a zero.
    let bytes = unsafe {
        let text = text(&*found);
        if text.is_null() {
            return None;
        }
        CStr::from_ptr(text).to_bytes().to_vec()
    };
    Some(OsString::from_vec(bytes))
}
