//! Address space under Miri: one zeroed allocation, all of it there from the start.

use super::MemoryError;
use std::alloc::{Layout, alloc_zeroed, dealloc};

const PAGE: usize = 4096;

/// The allocation.
#[derive(Debug)]
pub(super) struct Mapping {
    address: usize,
    layout: Layout,
}

pub(super) fn page_size() -> usize {
    PAGE
}

pub(super) fn reserve(_hint: usize, len: usize) -> Result<Mapping, MemoryError> {
    let refused = MemoryError::Reserve { bytes: len, code: 0 };
    let layout = Layout::from_size_align(len, PAGE).map_err(|_| refused)?;
    // SAFETY: reservations are never empty.
    let start = unsafe { alloc_zeroed(layout) };
    if start.is_null() { Err(refused) } else { Ok(Mapping { address: start.expose_provenance(), layout }) }
}

impl Mapping {
    pub(super) fn address(&self) -> usize {
        self.address
    }

    pub(super) fn commit(&self, _address: usize, _len: usize) -> Result<(), MemoryError> {
        Ok(())
    }

    pub(super) fn decommit(&self, address: usize, len: usize) {
        // SAFETY: the caller passes a part of the allocation whose contents it gives up.
        unsafe { std::ptr::with_exposed_provenance_mut::<u8>(address).write_bytes(0, len) };
    }

    pub(super) fn prefer_large_pages(&self, _address: usize, _len: usize) {}
}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: allocated by `reserve` with this layout.
        unsafe { dealloc(std::ptr::with_exposed_provenance_mut(self.address), self.layout) };
    }
}
