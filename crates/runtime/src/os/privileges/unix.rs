//! Set-user-ID and set-group-ID programs, and on Linux programs with capabilities.

#![expect(unsafe_code, reason = "asks for and sets the process's users and groups")]

use super::PrivilegeError;
use std::io;

/// Makes the real user and group the only ones of the process when it has others, and checks that there is no way
/// back. Supplementary groups are the caller's own and stay.
pub fn give_up() -> Result<(), PrivilegeError> {
    // SAFETY: queries without arguments in memory.
    let (uid, euid, gid, egid) =
        unsafe { (libc::getuid(), libc::geteuid(), libc::getgid(), libc::getegid()) };
    if uid == euid && gid == egid && !is_marked_secure() {
        return Ok(());
    }
    // Groups first: without the user's rights they could not be changed any more.
    set_groups(gid)?;
    set_users(uid)?;
    clear_capabilities()?;
    if !has_only(uid, gid) {
        return Err(PrivilegeError::Kept);
    }
    // SAFETY: takes a number.
    if uid != 0 && unsafe { libc::setuid(0) } == 0 {
        return Err(PrivilegeError::Kept);
    }
    Ok(())
}

fn check(status: libc::c_int) -> Result<(), PrivilegeError> {
    if status == 0 { Ok(()) } else { Err(PrivilegeError::Refused { source: io::Error::last_os_error() }) }
}

#[cfg(target_os = "linux")]
fn is_marked_secure() -> bool {
    // SAFETY: takes a number and returns one.
    unsafe { libc::getauxval(libc::AT_SECURE) != 0 }
}

#[cfg(target_os = "linux")]
fn set_groups(gid: libc::gid_t) -> Result<(), PrivilegeError> {
    // SAFETY: takes numbers.
    check(unsafe { libc::setresgid(gid, gid, gid) })
}

#[cfg(target_os = "linux")]
fn set_users(uid: libc::uid_t) -> Result<(), PrivilegeError> {
    // SAFETY: takes numbers.
    check(unsafe { libc::setresuid(uid, uid, uid) })
}

/// Version 3 of the sets, and no capability in any of them (capset(2)).
#[cfg(target_os = "linux")]
fn clear_capabilities() -> Result<(), PrivilegeError> {
    // SAFETY: takes a number.
    if unsafe { libc::getuid() } == 0 {
        return Ok(());
    }
    let header: [u32; 2] = [0x2008_0522, 0];
    let sets = [0u32; 6];
    // SAFETY: the header and both sets are as long as this version asks for.
    let status = unsafe { libc::syscall(libc::SYS_capset, header.as_ptr(), sets.as_ptr()) };
    check(status as libc::c_int)
}

#[cfg(target_os = "linux")]
fn has_only(uid: libc::uid_t, gid: libc::gid_t) -> bool {
    let (mut users, mut groups) = ([!uid; 3], [!gid; 3]);
    let ([a, b, c], [d, e, f]) = (&mut users, &mut groups);
    // SAFETY: each result has its place.
    let status = unsafe { libc::getresuid(a, b, c) | libc::getresgid(d, e, f) };
    status == 0 && users == [uid; 3] && groups == [gid; 3]
}

#[cfg(not(target_os = "linux"))]
fn is_marked_secure() -> bool {
    // SAFETY: a query without arguments.
    unsafe { libc::issetugid() != 0 }
}

#[cfg(not(target_os = "linux"))]
fn set_groups(gid: libc::gid_t) -> Result<(), PrivilegeError> {
    // SAFETY: takes numbers.
    check(unsafe { libc::setregid(gid, gid) })
}

#[cfg(not(target_os = "linux"))]
fn set_users(uid: libc::uid_t) -> Result<(), PrivilegeError> {
    // SAFETY: takes numbers.
    check(unsafe { libc::setreuid(uid, uid) })
}

#[cfg(not(target_os = "linux"))]
fn clear_capabilities() -> Result<(), PrivilegeError> {
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn has_only(uid: libc::uid_t, gid: libc::gid_t) -> bool {
    // SAFETY: queries without arguments in memory.
    let found = unsafe { [libc::getuid(), libc::geteuid(), libc::getgid(), libc::getegid()] };
    found == [uid, uid, gid, gid]
}
