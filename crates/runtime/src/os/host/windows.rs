//! What Windows tells its programs about the machine, through the environment.

use std::ffi::OsString;

/// The name of the machine in its network.
pub(crate) fn name() -> Option<OsString> {
    std::env::var_os("COMPUTERNAME")
}

/// The version of the operating system: programs see one of compatibility only, so none is given.
pub(crate) fn system_version() -> Option<OsString> {
    None
}
