//! How large the heap may grow, and what happens when it would grow beyond.
//!
//! A primitive that allocates without bound asks first with [`Heap::reserve`] and fails before its side effects.
//! Small allocations cannot fail: past the limit they go on and ask for a collection. If that does not bring the heap
//! below its limit, its outcome says so and the virtual machine signals exhaustion, once: the handler gets room
//! to work in, and is told again when it has used that up.

use super::Heap;
use super::chunks::CHUNK;
use crate::error::Trap;
use crate::os::memory::memory_available;

/// Below this size nobody looks at the limit, so that starting reads no system file.
const UNLIMITED: usize = 64 * CHUNK;
/// Limit where the system does not tell how much memory there is.
const LIMIT_OF_UNKNOWN_MEMORY: usize = 2 << 30;
/// A heap with less room than this part of its limit below it is exhausted: it would collect without end.
const LEAST_ROOM: usize = 64;
/// Room granted to a handler of exhaustion: this part of the limit, and at least so many bytes.
const GRACE: usize = 16;
const LEAST_GRACE: usize = 4 * CHUNK;

/// The heap's limit.
#[derive(Default)]
pub(super) struct Limits {
    /// What was set, or found out at the first growth past [`UNLIMITED`].
    limit: Option<usize>,
    /// Bytes beyond the limit that have been granted to handlers of exhaustion.
    grace: usize,
}

impl Heap {
    /// Bytes of memory that the dynamic range takes.
    pub fn bytes_in_use(&self) -> usize {
        self.chunks.bytes_in_use() + self.large.bytes
    }

    /// Greatest number of bytes the dynamic range may take: half of the memory this process may use and of the
    /// address space it got, unless it has been set.
    pub fn memory_limit(&mut self) -> usize {
        let room = self.room();
        *self.limits.limit.get_or_insert_with(|| {
            let limit = memory_available().map_or(LIMIT_OF_UNKNOWN_MEMORY, |bytes| (bytes / 2) as usize);
            limit.min(room)
        })
    }

    /// Sets the limit.
    pub fn set_memory_limit(&mut self, bytes: usize) {
        self.limits = Limits { limit: Some(bytes), grace: 0 };
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

    fn exceeds_limit(&mut self, more: usize) -> bool {
        let bytes = self.bytes_in_use().saturating_add(more);
        if bytes <= self.unlimited() && self.limits.limit.is_none() {
            return false;
        }
        bytes > self.memory_limit().saturating_add(self.limits.grace)
    }

    /// What the dynamic range has room for: large objects may take twice their length, and a collection copies.
    fn room(&self) -> usize {
        self.chunks.capacity_bytes() / 4
    }

    /// Bytes in use at which a collection goes on without copying: three quarters of the memory this process may use.
    pub(super) fn copy_ceiling(&self) -> usize {
        self.limits.limit.map_or(usize::MAX, |limit| limit.saturating_add(limit / 2))
    }

    fn unlimited(&self) -> usize {
        UNLIMITED.min(self.room())
    }

    pub(super) fn is_beyond_limit(&mut self) -> bool {
        self.exceeds_limit(0)
    }

    /// After a full collection: whether the program is to be told that the heap is exhausted. Telling it grants grace.
    pub(super) fn exhaustion_to_signal(&mut self) -> bool {
        let limit = self.limits.limit.unwrap_or(self.unlimited());
        let least_room = CHUNK.max(limit / LEAST_ROOM);
        let bytes = self.bytes_in_use() + least_room;
        let exhausted = self.exceeds_limit(least_room);
        if exhausted {
            self.limits.grace = bytes.saturating_sub(limit) + LEAST_GRACE.max(limit / GRACE);
        } else if bytes <= limit {
            self.limits.grace = 0;
        }
        exhausted
    }

    /// Size of the mature objects at which the next full collection is due, when they may grow by `growth` from
    /// `live`: not beyond the limit, but leaving room for some progress.
    pub(super) fn bounded_by_limit(&mut self, live: usize, growth: usize) -> usize {
        let wanted = live + growth;
        if wanted <= self.unlimited() && self.limits.limit.is_none() {
            return wanted;
        }
        let limit = self.memory_limit();
        wanted.min(limit).max(live + limit / GRACE)
    }
}
