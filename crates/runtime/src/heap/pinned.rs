//! Objects that could not be copied because no chunk was to be had.
//!
//! They stay where they are, marked in a bitmap of their chunk, and are scanned in place. At the end of the
//! collection their chunk becomes a mature one in which fillers take the place of everything else. So a collection
//! completes without a byte of free memory beyond the bitmaps; it only frees less.

use super::Heap;
use super::access::{load, store};
use super::cards::{CHUNK_CARDS, CLEAN};
use super::chunks::{CHUNK, kind};
use super::walk::anatomy;
use heapfmt::layout::{Header, OBJECT_ALIGN, TypeCode, WORD, forwarded_to};
use std::collections::BTreeMap;

/// Bitmaps of pinned objects' starts, a bit per granule, by chunk.
#[derive(Default)]
pub(super) struct Pinned {
    marks: BTreeMap<usize, Box<[u64]>>,
}

fn mark_position(address: usize) -> (usize, u64) {
    // Chunks are aligned by address.
    let granule = (address & (CHUNK - 1)) / OBJECT_ALIGN;
    (granule / 64, 1 << (granule % 64))
}

impl Heap {
    /// Keeps the object at `address` where it is, and enters it to be scanned.
    #[cold]
    pub(super) fn pin(&mut self, address: usize) {
        let index = self.chunks.index_of(self.offset_of(address));
        let kind = self.chunks.kind(index);
        if kind & kind::PINNED == 0 {
            self.chunks.set_kind(index, kind | kind::PINNED);
            self.set_chunk_cards(index, CLEAN);
            let bitmap = vec![0; CHUNK / OBJECT_ALIGN / 64].into_boxed_slice();
            self.pinned.marks.insert(index, bitmap);
        }
        let (word, bit) = mark_position(address);
        self.pinned.marks.get_mut(&index).expect("pinned chunks have bitmaps")[word] |= bit;
        self.worklists.pinned.push(address);
    }

    /// Whether the object at `address`, in a chunk with pinned objects, is one of them.
    pub(super) fn is_pinned(&self, address: usize) -> bool {
        let index = self.chunks.index_of(self.offset_of(address));
        let (word, bit) = mark_position(address);
        self.pinned.marks[&index][word] & bit != 0
    }

    /// Turns the chunks with pinned objects into mature ones.
    pub(super) fn adopt_pinned_chunks(&mut self) {
        for (index, marks) in std::mem::take(&mut self.pinned.marks) {
            self.chunks.set_kind(index, kind::MATURE);
            self.chunks.chunk_mut(index).crossing = Some(vec![0; CHUNK_CARDS].into_boxed_slice());
            let mut address = self.chunks.address(index);
            let end = address + self.chunks.chunk(index).top;
            let mut dead = address;
            while address < end {
                // A copied object has lost its first word here, but its copy has the same length.
                let whole = match forwarded_to(load(address)) {
                    Some(offset) => self.base.wrapping_add(offset as usize),
                    None => address,
                };
                let bytes = anatomy(whole).words * WORD;
                let (word, bit) = mark_position(address);
                if marks[word] & bit != 0 {
                    self.fill(dead, address);
                    self.enter_crossing(address, bytes);
                    dead = address + bytes;
                }
                address += bytes;
            }
            self.fill(dead, end);
            self.mature.adopt(index as u32, end);
        }
    }

    /// Makes a filler of a part of a mature chunk.
    fn fill(&mut self, start: usize, end: usize) {
        if start < end {
            store(start, Header::new(TypeCode::Filler).bits());
            store(start + WORD, ((end - start) / WORD - 2) as u64);
            self.enter_crossing(start, end - start);
        }
    }
}
