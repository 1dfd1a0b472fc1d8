//! How large the heap may grow, and what happens when it would grow beyond.
//!
//! A primitive that allocates without bound asks first with [`Heap::reserve`] and fails before its side effects.
//! Small allocations cannot fail: past the limit they go on, ask for a collection, and the virtual machine signals
//! exhaustion at its next safepoint if the collection has not helped.

use super::Heap;
use crate::error::Trap;
use crate::os::memory::memory_available;

/// Below this size nobody looks at the limit, so that starting reads no system file.
const UNLIMITED: usize = 64 << 20;

/// Limit where the system does not tell how much memory there is.
const LIMIT_OF_UNKNOWN_MEMORY: usize = 2 << 30;

/// The heap's limit in bytes.
#[derive(Default)]
pub(super) struct Limits {
    /// What was set, or found out at the first growth past [`UNLIMITED`].
    limit: Option<usize>,
}

impl Heap {
    /// Bytes of memory that the dynamic range takes.
    pub fn bytes_in_use(&self) -> usize {
        self.chunks.bytes_in_use() + self.large.bytes
    }

    /// Greatest number of bytes the dynamic range may take: half of the memory this process may use, unless it has
    /// been set.
    pub fn memory_limit(&mut self) -> usize {
        *self.limits.limit.get_or_insert_with(|| {
            memory_available().map_or(LIMIT_OF_UNKNOWN_MEMORY, |bytes| (bytes / 2) as usize)
        })
    }

    /// Sets the limit.
    pub fn set_memory_limit(&mut self, bytes: usize) {
        self.limits.limit = Some(bytes);
    }

    fn exceeds_limit(&mut self, more: usize) -> bool {
        let bytes = self.bytes_in_use().saturating_add(more);
        (bytes > UNLIMITED || self.limits.limit.is_some()) && bytes > self.memory_limit()
    }

    /// Makes sure that `bytes` bytes can be allocated, or asks for a collection. A primitive that allocates an
    /// amount that its arguments decide calls this before its first side effect.
    pub fn reserve(&mut self, bytes: usize) -> Result<(), Trap> {
        if self.exceeds_limit(bytes) { Err(Trap::NeedMemory { bytes }) } else { Ok(()) }
    }

    /// Asks for a collection when growing by `bytes` passes the limit.
    pub(super) fn note_growth(&mut self, bytes: usize) {
        if self.exceeds_limit(bytes) {
            self.request_collection();
        }
    }
}
