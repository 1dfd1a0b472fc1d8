//! Address space on Windows: `MEM_RESERVE`, then `MEM_COMMIT` page by page.

use super::MemoryError;
use windows_sys::Win32::System::Memory::{
    MEM_COMMIT, MEM_DECOMMIT, MEM_RELEASE, MEM_RESERVE, PAGE_NOACCESS, PAGE_READWRITE, VirtualAlloc,
    VirtualFree,
};
use windows_sys::Win32::System::SystemInformation::{GetSystemInfo, SYSTEM_INFO};

/// A range as the system placed it.
#[derive(Debug)]
pub(super) struct Mapping {
    address: usize,
}

fn last_error() -> i32 {
    std::io::Error::last_os_error().raw_os_error().unwrap_or(0)
}

pub(super) fn page_size() -> usize {
    let mut info = SYSTEM_INFO::default();
    // SAFETY: fills the structure passed.
    unsafe { GetSystemInfo(&mut info) };
    info.dwPageSize as usize
}

pub(super) fn reserve(hint: usize, len: usize) -> Result<Mapping, MemoryError> {
    let try_at = |address: usize| {
        // SAFETY: a new range touches no memory in use.
        unsafe { VirtualAlloc(std::ptr::without_provenance(address), len, MEM_RESERVE, PAGE_NOACCESS) }
    };
    let mut start = try_at(hint);
    if start.is_null() && hint != 0 {
        // Here an address is a demand, not a hint.
        start = try_at(0);
    }
    if start.is_null() {
        return Err(MemoryError::Reserve { bytes: len, code: last_error() });
    }
    Ok(Mapping { address: start.expose_provenance() })
}

impl Mapping {
    pub(super) fn address(&self) -> usize {
        self.address
    }

    pub(super) fn commit(&self, address: usize, len: usize) -> Result<(), MemoryError> {
        // SAFETY: the caller passes whole pages of this reservation.
        let start = unsafe {
            VirtualAlloc(std::ptr::with_exposed_provenance(address), len, MEM_COMMIT, PAGE_READWRITE)
        };
        if start.is_null() { Err(MemoryError::Commit { bytes: len, code: last_error() }) } else { Ok(()) }
    }

    pub(super) fn decommit(&self, address: usize, len: usize) {
        // SAFETY: the caller passes whole pages of this reservation whose contents it gives up.
        let result =
            unsafe { VirtualFree(std::ptr::with_exposed_provenance_mut(address), len, MEM_DECOMMIT) };
        assert_ne!(result, 0, "pages of an own reservation can be given back");
    }

    /// Large pages need a privilege here that ordinary users lack.
    pub(super) fn prefer_large_pages(&self, _address: usize, _len: usize) {}
}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: nothing refers into a reservation that is being dropped.
        unsafe { VirtualFree(std::ptr::with_exposed_provenance_mut(self.address), 0, MEM_RELEASE) };
    }
}
