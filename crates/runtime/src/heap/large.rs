//! Large objects: those of 32 KiB and more own their pages and are never moved.
//!
//! Their chunks are cut into units of 64 KiB, a multiple of every system's page. A unit belongs to at most one
//! object, which starts at a unit's first byte; objects longer than a chunk take adjacent chunks. Whole units are
//! committed, so that neighbours are one mapping, of which a process has a limited number; pages that nobody touches
//! cost nothing. They are given back when the object dies, so a new large object is zero.

use super::Heap;
use super::chunks::{CHUNK, kind};
use crate::os::end_process;
use crate::os::memory::MemoryError;

/// Objects of this many bytes and more are large.
pub(super) const LARGE_BYTES: usize = CHUNK / 32;
/// Young large objects of this many bytes together make a collection due.
const YOUNG_BUDGET: usize = 16 * CHUNK;
/// Bytes in a unit.
const UNIT: usize = CHUNK / 16;
/// Units in a chunk.
const CHUNK_UNITS: usize = CHUNK / UNIT;

/// Owners of a chunk's units.
#[derive(Default)]
pub(super) struct Units {
    /// Bit per unit in use.
    used: u16,
    /// For a unit that an object starts in, the object's number.
    owner: [u32; CHUNK_UNITS],
}

/// A large object.
#[derive(Clone, Copy, Debug)]
pub(super) struct LargeObject {
    /// Offset of its header.
    pub(super) offset: u64,
    /// Its length.
    pub(super) bytes: usize,
    /// Allocated since the last collection.
    pub(super) young: bool,
    /// Reached by the collection that runs.
    pub(super) marked: bool,
}

/// All large objects.
#[derive(Default)]
pub(super) struct LargeObjects {
    /// By number; `None` where one has died.
    pub(super) objects: Vec<Option<LargeObject>>,
    free_numbers: Vec<u32>,
    /// Chunks that have had a free unit when last looked at.
    open_chunks: Vec<u32>,
    /// Sum of the objects' lengths.
    pub(super) bytes: usize,
    /// Sum of the lengths of the young ones.
    pub(super) young_bytes: usize,
}

impl Heap {
    /// Memory, all zero, for an object of `bytes` bytes.
    pub(super) fn take_large(&mut self, bytes: usize) -> u64 {
        self.note_growth(bytes);
        self.large.young_bytes += bytes;
        if self.large.young_bytes >= YOUNG_BUDGET {
            self.request_collection();
        }
        match self.try_take_large(bytes) {
            Ok(offset) => offset,
            Err(error) => end_process(&format_args!("the system has no memory for the heap: {error}")),
        }
    }

    fn try_take_large(&mut self, bytes: usize) -> Result<u64, MemoryError> {
        let n_units = bytes.div_ceil(UNIT);
        let (chunk, unit) = match self.find_open_units(n_units) {
            Some(place) => place,
            None => {
                let first = self.chunks.allocate_run(n_units.div_ceil(CHUNK_UNITS))?;
                for index in first..first + n_units.div_ceil(CHUNK_UNITS) {
                    self.chunks.chunk_mut(index).units = Some(Box::default());
                    self.large.open_chunks.push(index as u32);
                }
                self.cards.cover(self.chunks.len())?;
                (first, 0)
            }
        };
        let offset = self.chunks.offset(chunk).wrapping_add((unit * UNIT) as u64);
        self.chunks.commit(offset, n_units * UNIT)?;
        self.set_units(chunk, unit, n_units, true);
        let object = LargeObject { offset, bytes, young: true, marked: false };
        let number = match self.large.free_numbers.pop() {
            Some(number) => {
                self.large.objects[number as usize] = Some(object);
                number
            }
            None => {
                self.large.objects.push(Some(object));
                (self.large.objects.len() - 1) as u32
            }
        };
        self.units_mut(chunk).owner[unit] = number;
        self.large.bytes += bytes;
        Ok(offset)
    }

    /// Free adjacent units within one chunk that has some in use.
    fn find_open_units(&mut self, n_units: usize) -> Option<(usize, usize)> {
        if n_units > CHUNK_UNITS {
            return None;
        }
        let chunks = &self.chunks;
        self.large.open_chunks.retain(|&index| {
            chunks.chunk(index as usize).units.as_ref().is_some_and(|units| units.used != u16::MAX)
        });
        let wanted = unit_mask(0, n_units);
        self.large.open_chunks.iter().find_map(|&index| {
            let used = chunks.chunk(index as usize).units.as_ref()?.used;
            let unit = (0..=CHUNK_UNITS - n_units).find(|&unit| used & wanted << unit == 0)?;
            Some((index as usize, unit))
        })
    }

    fn units_mut(&mut self, chunk: usize) -> &mut Units {
        self.chunks.chunk_mut(chunk).units.as_mut().expect("large chunks have units")
    }

    fn set_units(&mut self, chunk: usize, unit: usize, n_units: usize, used: bool) {
        let (mut chunk, mut unit, mut rest) = (chunk, unit, n_units);
        while rest > 0 {
            let here = rest.min(CHUNK_UNITS - unit);
            let mask = unit_mask(unit, here);
            let units = self.units_mut(chunk);
            units.used = if used { units.used | mask } else { units.used & !mask };
            rest -= here;
            chunk += 1;
            unit = 0;
        }
    }

    /// Number of the large object that starts at `offset`, which lies in a large chunk.
    #[inline]
    pub(super) fn large_number(&self, offset: u64) -> usize {
        let chunk = self.chunks.index_of(offset);
        let unit = offset.wrapping_sub(self.chunks.offset(chunk)) as usize / UNIT;
        self.chunks.chunk(chunk).units.as_ref().expect("large chunks have units").owner[unit] as usize
    }

    /// Frees large object `number` and gives its pages back.
    pub(super) fn free_large(&mut self, number: usize) {
        let object = self.large.objects[number].take().expect("the object is alive");
        self.large.free_numbers.push(number as u32);
        self.large.bytes -= object.bytes;
        let n_units = object.bytes.div_ceil(UNIT);
        self.chunks.decommit(object.offset, n_units * UNIT);
        let chunk = self.chunks.index_of(object.offset);
        let unit = object.offset.wrapping_sub(self.chunks.offset(chunk)) as usize / UNIT;
        self.set_units(chunk, unit, n_units, false);
        for index in chunk..chunk + (unit + n_units).div_ceil(CHUNK_UNITS) {
            if self.units_mut(index).used == 0 {
                self.large.open_chunks.retain(|&open| open as usize != index);
                self.chunks.free(index);
            } else if !self.large.open_chunks.contains(&(index as u32)) {
                self.large.open_chunks.push(index as u32);
            }
        }
    }
}

fn unit_mask(unit: usize, n_units: usize) -> u16 {
    (((1u32 << n_units) - 1) << unit) as u16
}

const _: () = assert!(kind::LARGE != kind::FREE && CHUNK_UNITS == u16::BITS as usize);
