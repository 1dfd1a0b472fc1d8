//! Changing the environment of the process, which its children inherit.

#![expect(unsafe_code, reason = "the C library's environment is shared by all threads without a lock")]

use std::ffi::OsStr;

/// Gives a variable a value, or removes it. The name is not empty, and neither text holds a zero or the name a `=`.
pub(crate) fn set(name: &OsStr, value: Option<&OsStr>) {
    // SAFETY: only primitives read or write the environment, and they run one at a time, under the mutator lock.
    unsafe {
        match value {
            Some(value) => std::env::set_var(name, value),
            None => std::env::remove_var(name),
        }
    }
}
