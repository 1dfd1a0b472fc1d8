//! Spaces that the collector copies into: survivors of one minor collection, and mature objects.
//!
//! A space is a list of chunks of which the last is being filled. What has been copied but not looked at yet lies
//! between the scan position and the end, as Cheney's algorithm has it. Mature chunks get a crossing map while they
//! are filled, so that a card can be scanned without walking its chunk.

use super::Heap;
use super::cards::{CARD, CHUNK_CARDS, CLEAN};
use super::chunks::{CHUNK, Kind};
use heapfmt::layout::OBJECT_ALIGN;

/// Objects copied by the collector.
pub(super) struct Space {
    kind: Kind,
    /// In filling order.
    pub(super) chunks: Vec<u32>,
    /// Address of the next free word of the last chunk, and of its end.
    pub(super) free: usize,
    end: usize,
    /// Address of the first byte of the first card that no object covers yet.
    next_card: usize,
    /// Position in `chunks` and address of the first object that has not been scanned.
    pub(super) scan_chunk: usize,
    pub(super) scan: usize,
}

impl Space {
    pub(super) fn new(kind: Kind) -> Space {
        Space { kind, chunks: Vec::new(), free: 0, end: 0, next_card: 0, scan_chunk: 0, scan: 0 }
    }

    /// Bytes of objects, with what is lost at the ends of chunks.
    pub(super) fn bytes(&self) -> usize {
        self.chunks.len() * CHUNK - (self.end - self.free)
    }

    /// Scanning starts with what is copied from now on.
    pub(super) fn begin_scan(&mut self) {
        self.scan_chunk = self.chunks.len().saturating_sub(1);
        self.scan = self.free;
    }

    /// Adds a chunk whose objects end at `top` and which will not be filled further.
    pub(super) fn adopt(&mut self, index: u32, top: usize) {
        if self.chunks.is_empty() {
            (self.free, self.end) = (top, top);
        }
        // The last chunk is the one being filled.
        self.chunks.insert(0, index);
    }

    /// Takes the chunks away; the space is empty.
    pub(super) fn detach(&mut self) -> Vec<u32> {
        (self.free, self.end) = (0, 0);
        std::mem::take(&mut self.chunks)
    }
}

/// One of the heap's spaces.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Generation {
    Survivors,
    Mature,
}

impl Heap {
    #[inline(always)]
    pub(super) fn space(&mut self, generation: Generation) -> &mut Space {
        match generation {
            Generation::Survivors => &mut self.survivors,
            Generation::Mature => &mut self.mature,
        }
    }

    /// Address of `bytes` free bytes of the space, or `None` when there is no chunk to be had.
    #[inline(always)]
    pub(super) fn take_in(&mut self, generation: Generation, bytes: usize) -> Option<usize> {
        let space = self.space(generation);
        let mut start = space.free;
        if bytes > space.end - start {
            start = self.extend_space(generation)?;
        }
        let space = self.space(generation);
        space.free = start + bytes;
        if generation == Generation::Mature && start + bytes > space.next_card {
            space.next_card = (start + bytes).next_multiple_of(CARD);
            self.enter_crossing(start, bytes);
        }
        Some(start)
    }

    #[cold]
    #[inline(never)]
    fn extend_space(&mut self, generation: Generation) -> Option<usize> {
        #[cfg(test)]
        {
            self.copy_chunks_left = self.copy_chunks_left.checked_sub(1)?;
        }
        if self.bytes_in_use() >= self.copy_ceiling() {
            return None;
        }
        let kind = self.space(generation).kind;
        let index = self.cover_and_allocate(kind).ok()?;
        if generation == Generation::Mature {
            self.set_chunk_cards(index, CLEAN);
            self.chunks.chunk_mut(index).crossing = Some(vec![0; CHUNK_CARDS].into_boxed_slice());
        }
        self.close_space(generation);
        let start = self.chunks.address(index);
        let space = self.space(generation);
        if space.chunks.is_empty() {
            space.scan = start;
        }
        space.chunks.push(index as u32);
        (space.free, space.end, space.next_card) = (start, start + CHUNK, start);
        Some(start)
    }

    /// Records how far the last chunk of a space is filled.
    pub(super) fn close_space(&mut self, generation: Generation) {
        let space = self.space(generation);
        let free = space.free;
        if let Some(&last) = space.chunks.last() {
            let start = self.chunks.address(last as usize);
            self.chunks.chunk_mut(last as usize).top = free - start;
        }
    }

    /// Enters an object at `start` into the crossing map of its mature chunk.
    #[inline(never)]
    pub(super) fn enter_crossing(&mut self, start: usize, bytes: usize) {
        // Chunks are aligned by address.
        let within = start & (CHUNK - 1);
        let index = self.chunks.index_of(self.offset_of(start));
        let crossing = self.chunks.chunk_mut(index).crossing.as_mut().expect("mature chunks have one");
        crossing[within.div_ceil(CARD)..(within + bytes).div_ceil(CARD)].fill((within / OBJECT_ALIGN) as u16);
    }
}
