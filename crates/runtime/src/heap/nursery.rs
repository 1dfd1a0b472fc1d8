//! The nursery: chunks in which objects are born.
//!
//! Allocation bumps [`Heap`]'s `free` up to `limit`. Space is granted in slices; when the slices granted since
//! the last collection reach the budget, the next grant asks for a collection and goes on. The budget starts
//! small, so that a program that starts and ends touches few pages, and follows what survives.

use super::Heap;
use super::chunks::{CHUNK, kind};
use super::large::LARGE_BYTES;
use crate::os::end_process;

/// Bytes granted at a time.
const SLICE: usize = CHUNK / 4;
/// Budget of a starting program.
const FIRST_BUDGET: usize = SLICE;

/// Where objects are born.
pub(super) struct Nursery {
    /// Chunks in use; the last one is being filled.
    pub(super) chunks: Vec<u32>,
    /// End of the chunk being filled.
    chunk_end: usize,
    /// Bytes granted since the last collection.
    granted: usize,
    /// Bytes after which a collection is asked for.
    pub(super) budget: usize,
}

impl Default for Nursery {
    fn default() -> Nursery {
        Nursery { chunks: Vec::new(), chunk_end: 0, granted: 0, budget: FIRST_BUDGET }
    }
}

impl Heap {
    /// The slow path of `take`: grants a slice or takes another chunk.
    #[cold]
    #[inline(never)]
    pub(super) fn take_beyond_limit(&mut self, bytes: usize) -> u64 {
        debug_assert!(bytes < LARGE_BYTES);
        if self.nursery.granted >= self.nursery.budget {
            self.request_collection();
        }
        if bytes > self.nursery.chunk_end - self.free {
            self.turn_to_fresh_nursery_chunk();
        }
        let limit = self.nursery.chunk_end.min(self.limit.max(self.free + bytes) + SLICE);
        self.nursery.granted += limit - self.limit;
        self.limit = limit;
        let start = self.free;
        self.free = start + bytes;
        start.wrapping_sub(self.base) as u64
    }

    fn turn_to_fresh_nursery_chunk(&mut self) {
        self.close_nursery_chunk();
        self.note_growth(CHUNK);
        let index = self.cover_and_allocate(kind::NURSERY).unwrap_or_else(|error| {
            end_process(&format_args!("the system has no memory for the heap: {error}"))
        });
        self.nursery.chunks.push(index as u32);
        self.free = self.chunks.address(index);
        self.limit = self.free;
        self.nursery.chunk_end = self.free + CHUNK;
    }

    /// Takes a chunk and makes sure that it has cards.
    pub(super) fn cover_and_allocate(&mut self, kind: u8) -> Result<usize, crate::os::memory::MemoryError> {
        let index = self.chunks.allocate(kind)?;
        if let Err(error) = self.cards.cover(self.chunks.len()) {
            self.chunks.free(index);
            return Err(error);
        }
        Ok(index)
    }

    /// Records how far the chunk being filled is filled.
    pub(super) fn close_nursery_chunk(&mut self) {
        if let Some(&last) = self.nursery.chunks.last() {
            let start = self.chunks.address(last as usize);
            self.chunks.chunk_mut(last as usize).top = self.free - start;
        }
    }

    /// Starts over without chunks, after a collection.
    pub(super) fn reset_nursery(&mut self) {
        (self.free, self.limit) = (0, 0);
        (self.nursery.chunk_end, self.nursery.granted) = (0, 0);
    }
}
