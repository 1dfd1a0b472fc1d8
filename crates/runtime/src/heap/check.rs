//! The heap checker: walks what a collection has left behind and names the first thing that is wrong.
//!
//! Checked are the dynamic range as a whole, all roots, and of the image the cards that are not clean, or all of it:
//! every reference leads to the start of an object whose type agrees with the reference's tag; references from old
//! objects to younger ones are on dirty cards, the image's references to dynamic objects on cards that are not clean;
//! crossing maps name the objects that cover cards' first bytes; spaces, chunk kinds and counts agree.

use super::Heap;
use super::access::load;
use super::cards::{CARD, CLEAN, DIRTY};
use super::chunks::{CHUNK, Kind, kind};
use super::walk::{Extent, anatomy, reference_to};
use heapfmt::Value;
use heapfmt::layout::{Header, OBJECT_ALIGN, WORD, is_header};

/// Something that must not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HeapFault {
    /// A header of no existing type, or a forwarding word.
    #[error("the object at {offset:#x} has header {bits:#x}")]
    Header {
        /// Where.
        offset: u64,
        /// What stands there.
        bits: u64,
    },
    /// An object reaches beyond the part of the heap it starts in.
    #[error("the object at {offset:#x} ends behind {end:#x}")]
    Length {
        /// Where.
        offset: u64,
        /// End of its part of the heap.
        end: u64,
    },
    /// A reference that leads to no object's start, or to one of another type than its tag says.
    #[error("word {word} of the object at {holder:#x} is {value:?}, which refers to no such object")]
    Reference {
        /// Offset of the object that holds it.
        holder: u64,
        /// Position in that object.
        word: usize,
        /// The reference.
        value: Value,
    },
    /// As `Reference`, among the roots.
    #[error("root {index} is {value:?}, which refers to no such object")]
    Root {
        /// Position, counted over all slices.
        index: usize,
        /// The reference.
        value: Value,
    },
    /// A reference from an old object to a younger one on a card that is not marked.
    #[error("word {word} of the object at {holder:#x} refers to younger {value:?}, but its card is {card}")]
    Card {
        /// Offset of the object that holds it.
        holder: u64,
        /// Position in that object.
        word: usize,
        /// The reference.
        value: Value,
        /// State of the card.
        card: u8,
    },
    /// The crossing map leads to another object.
    #[error("the card of {card:#x} is covered by the object at {expected:#x}, not by the one at {found:#x}")]
    Crossing {
        /// Offset of the card.
        card: u64,
        /// Object that covers its first byte.
        expected: u64,
        /// Object that the map names.
        found: u64,
    },
    /// Spaces, kinds and counts disagree.
    #[error("chunk {chunk} of kind {kind} is in {listed} spaces")]
    Spaces {
        /// Chunk number.
        chunk: usize,
        /// Its kind.
        kind: u8,
        /// In how many lists it is.
        listed: usize,
    },
    /// The count of large bytes is not their sum.
    #[error("large objects have {sum} bytes, not {count}")]
    LargeBytes {
        /// What the objects sum up to.
        sum: usize,
        /// What the heap counts.
        count: usize,
    },
}

/// Starts of objects in the dynamic range: a bit per granule, by chunk.
struct Starts {
    bitmaps: Vec<Option<Box<[u64]>>>,
}

impl Heap {
    /// Lets every collection from now on check the heap and panic when it finds a fault.
    pub fn set_verify(&mut self, verify: bool) {
        self.verify = verify;
    }

    /// Checks the dynamic range, `roots`, and the image: all of it when `whole_image`, else its cards that are not clean.
    pub fn check(&mut self, roots: &[&[Value]], whole_image: bool) -> Result<(), HeapFault> {
        self.complete_image();
        self.check_spaces()?;
        let starts = self.find_starts()?;
        let values = roots.iter().flat_map(|values| values.iter().copied());
        for (index, value) in values.chain([self.pending_finalizers]).enumerate() {
            if !self.leads_to_object(&starts, value) {
                return Err(HeapFault::Root { index, value });
            }
        }
        for extent in self.dynamic_extents() {
            let mut crossing_at = extent.start;
            for object in self.objects(extent.clone()) {
                self.check_slots(&starts, object)?;
                self.check_crossing(object, &mut crossing_at)?;
            }
        }
        self.check_image(&starts, whole_image)
    }

    /// After a collection: panics on a fault.
    pub(super) fn check_all(&mut self, roots: &[&mut [Value]]) {
        let roots: Vec<&[Value]> = roots.iter().map(|values| &**values).collect();
        if let Err(fault) = self.check(&roots, false) {
            panic!("after collection {}: {fault}", self.epoch);
        }
    }

    fn check_spaces(&self) -> Result<(), HeapFault> {
        let spaces: [(&[u32], Kind); 3] = [
            (&self.nursery.chunks, kind::NURSERY),
            (&self.survivors.chunks, kind::SURVIVOR),
            (&self.mature.chunks, kind::MATURE),
        ];
        for chunk in 0..self.chunks.len() {
            let kind = self.chunks.kind(chunk);
            let listed = spaces
                .iter()
                .map(|(chunks, of)| {
                    let times = chunks.iter().filter(|&&index| index as usize == chunk).count();
                    if *of == kind { times } else { times * 2 }
                })
                .sum();
            let expected = usize::from(kind != kind::FREE && kind != kind::LARGE);
            if listed != expected {
                return Err(HeapFault::Spaces { chunk, kind, listed });
            }
        }
        let sum = self.large.objects.iter().flatten().map(|object| object.bytes).sum();
        let count = self.large.bytes;
        if sum == count { Ok(()) } else { Err(HeapFault::LargeBytes { sum, count }) }
    }

    fn find_starts(&self) -> Result<Starts, HeapFault> {
        let mut starts = Starts { bitmaps: Vec::new() };
        starts.bitmaps.resize_with(self.chunks.len(), || None);
        for extent in self.dynamic_extents() {
            self.check_layout(&extent)?;
            for object in self.objects(extent) {
                let (chunk, word, bit) = self.start_position(object.offset());
                let bitmap = starts.bitmaps[chunk]
                    .get_or_insert_with(|| vec![0; CHUNK / OBJECT_ALIGN / 64].into_boxed_slice());
                bitmap[word] |= bit;
            }
        }
        Ok(starts)
    }

    fn start_position(&self, offset: u64) -> (usize, usize, u64) {
        let chunk = self.chunks.index_of(offset);
        let granule = offset.wrapping_sub(self.chunks.offset(chunk)) as usize / OBJECT_ALIGN;
        (chunk, granule / 64, 1 << (granule % 64))
    }

    /// Checks that a part of the heap can be walked.
    fn check_layout(&self, extent: &Extent) -> Result<(), HeapFault> {
        let mut offset = extent.start;
        while offset != extent.end {
            let address = self.base.wrapping_add(offset as usize);
            let bits = load(address);
            if is_header(bits) && Header::from_bits(bits).shape().is_none() {
                return Err(HeapFault::Header { offset, bits });
            }
            let bytes = (anatomy(address).words * WORD) as u64;
            if bytes > extent.end.wrapping_sub(offset) {
                return Err(HeapFault::Length { offset, end: extent.end });
            }
            offset = offset.wrapping_add(bytes);
        }
        Ok(())
    }

    fn leads_to_object(&self, starts: &Starts, value: Value) -> bool {
        if !value.is_reference() {
            return !is_header(value.bits());
        }
        let offset = value.offset();
        if !offset.is_multiple_of(OBJECT_ALIGN as u64) {
            return false;
        }
        let address = self.base.wrapping_add(offset as usize);
        if self.is_in_image(offset) {
            let mut start = self.crossing_object(offset);
            while start < offset {
                start += (anatomy(self.base + start as usize).words * WORD) as u64;
            }
            return start == offset && reference_to(address, offset) == value;
        }
        let (chunk, word, bit) = self.start_position(offset);
        let is_start =
            starts.bitmaps.get(chunk).and_then(Option::as_ref).is_some_and(|bitmap| bitmap[word] & bit != 0);
        is_start && reference_to(address, offset) == value
    }

    fn check_slots(&self, starts: &Starts, object: Value) -> Result<(), HeapFault> {
        let mut fault = None;
        let holder = object.offset();
        let holder_is_old = self.is_old(holder);
        let holder_is_image = self.is_in_image(holder);
        self.for_each_slot(object, |word, value| {
            if fault.is_some() {
                return;
            }
            if !self.leads_to_object(starts, value) {
                fault = Some(HeapFault::Reference { holder, word, value });
            } else if value.is_reference() && !self.is_in_image(value.offset()) {
                let card = self.card(holder.wrapping_add((word * WORD) as u64));
                let unmarked = holder_is_old && !self.is_old(value.offset()) && card != DIRTY;
                if unmarked || holder_is_image && card == CLEAN {
                    fault = Some(HeapFault::Card { holder, word, value, card });
                }
            }
        });
        fault.map_or(Ok(()), Err)
    }

    /// Whether a minor collection leaves the object at `offset` alone.
    fn is_old(&self, offset: u64) -> bool {
        let kind = self.chunks.kind_at(offset);
        match kind {
            kind::LARGE => self.large.objects[self.large_number(offset)].is_some_and(|object| !object.young),
            kind::FREE => self.is_in_image(offset),
            kind => kind & kind::MATURE != 0,
        }
    }

    /// Checks the crossing map's entries for the cards whose first byte `object` covers. `crossing_at` is the first card
    /// that has not been checked.
    fn check_crossing(&self, object: Value, crossing_at: &mut u64) -> Result<(), HeapFault> {
        let start = object.offset();
        if !self.is_in_image(start) && self.chunks.kind_at(start) & kind::MATURE == 0 {
            return Ok(());
        }
        let end = start.wrapping_add((self.object_words(object) * WORD) as u64);
        while (end.wrapping_sub(*crossing_at) as i64) > 0 {
            let found = self.crossing_object(*crossing_at);
            if found != start {
                return Err(HeapFault::Crossing { card: *crossing_at, expected: start, found });
            }
            *crossing_at = crossing_at.wrapping_add(CARD as u64);
        }
        Ok(())
    }

    fn check_image(&self, starts: &Starts, whole: bool) -> Result<(), HeapFault> {
        if whole {
            self.check_layout(&self.image_extent())?;
            let mut crossing_at = 0;
            for object in self.objects(self.image_extent()) {
                self.check_slots(starts, object)?;
                self.check_crossing(object, &mut crossing_at)?;
            }
            return Ok(());
        }
        for card in (0..self.image_len).step_by(CARD) {
            if self.card(card) != CLEAN {
                let start = self.crossing_object(card);
                for object in self.objects(start..self.image_len) {
                    if object.offset() >= card + CARD as u64 {
                        break;
                    }
                    self.check_slots(starts, object)?;
                }
            }
        }
        Ok(())
    }
}
