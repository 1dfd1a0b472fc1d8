//! Address space on Linux and macOS: an inaccessible private mapping, made accessible page by page.

use super::MemoryError;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A mapping as the kernel placed it.
#[derive(Debug)]
pub(super) struct Mapping {
    address: usize,
    len: usize,
}

fn last_error() -> i32 {
    std::io::Error::last_os_error().raw_os_error().unwrap_or(0)
}

pub(super) fn page_size() -> usize {
    static PAGE_SIZE: AtomicUsize = AtomicUsize::new(0);
    match PAGE_SIZE.load(Ordering::Relaxed) {
        0 => {
            // SAFETY: a query without arguments in memory.
            let size = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
            let size = usize::try_from(size).expect("every system tells its page size");
            PAGE_SIZE.store(size, Ordering::Relaxed);
            size
        }
        size => size,
    }
}

#[cfg(target_os = "linux")]
const RESERVED: libc::c_int = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
#[cfg(not(target_os = "linux"))]
const RESERVED: libc::c_int = libc::MAP_PRIVATE | libc::MAP_ANON;

pub(super) fn reserve(hint: usize, len: usize) -> Result<Mapping, MemoryError> {
    // SAFETY: a new mapping at a place of the kernel's choice touches no memory in use.
    let start =
        unsafe { libc::mmap(std::ptr::without_provenance_mut(hint), len, libc::PROT_NONE, RESERVED, -1, 0) };
    if start == libc::MAP_FAILED {
        return Err(MemoryError::Reserve { bytes: len, code: last_error() });
    }
    Ok(Mapping { address: start.expose_provenance(), len })
}

impl Mapping {
    pub(super) fn address(&self) -> usize {
        self.address
    }

    pub(super) fn commit(&self, address: usize, len: usize) -> Result<(), MemoryError> {
        let start = std::ptr::with_exposed_provenance_mut(address);
        // SAFETY: the caller passes whole pages of this mapping.
        let result = unsafe { libc::mprotect(start, len, libc::PROT_READ | libc::PROT_WRITE) };
        if result == 0 { Ok(()) } else { Err(MemoryError::Commit { bytes: len, code: last_error() }) }
    }

    /// On Linux the pages stay accessible and read as zero: protecting them would split the mapping, of which a
    /// process has a limited number.
    #[cfg(target_os = "linux")]
    pub(super) fn decommit(&self, address: usize, len: usize) {
        let start = std::ptr::with_exposed_provenance_mut(address);
        // SAFETY: the caller passes whole pages of this mapping whose contents it gives up.
        let result = unsafe { libc::madvise(start, len, libc::MADV_DONTNEED) };
        assert_eq!(result, 0, "pages of an anonymous mapping can be given back");
    }

    #[cfg(not(target_os = "linux"))]
    pub(super) fn decommit(&self, address: usize, len: usize) {
        let start = std::ptr::with_exposed_provenance_mut(address);
        // SAFETY: replaces whole pages of this mapping, whose contents the caller gives up, by fresh ones.
        let result = unsafe { libc::mmap(start, len, libc::PROT_NONE, RESERVED | libc::MAP_FIXED, -1, 0) };
        assert_ne!(result, libc::MAP_FAILED, "an own mapping can be replaced");
    }

    #[cfg(target_os = "linux")]
    pub(super) fn prefer_large_pages(&self, address: usize, len: usize) {
        let start = std::ptr::with_exposed_provenance_mut(address);
        // SAFETY: advice on pages of this mapping; a refusal changes nothing.
        unsafe { libc::madvise(start, len, libc::MADV_HUGEPAGE) };
    }

    #[cfg(not(target_os = "linux"))]
    pub(super) fn prefer_large_pages(&self, _address: usize, _len: usize) {}
}

impl Drop for Mapping {
    fn drop(&mut self) {
        let start = std::ptr::with_exposed_provenance_mut(self.address);
        // SAFETY: nothing refers into a reservation that is being dropped.
        unsafe { libc::munmap(start, self.len) };
    }
}
