//! Finding the references from old objects to younger ones: dirty cards of the image, of mature chunks and of large
//! objects.
//!
//! A minor collection looks at what may refer to young objects, a full one at the image's references into the dynamic
//! range. A card that is looked at is first cleaned, then marked again by [`Heap::remember`] as far as needed.

use super::Heap;
use super::cards::{CARD, CARD_SHIFT, CHUNK_CARDS, CLEAN, DIRTY, REFERS_TO_MATURE};
use super::chunks::{Kind, kind};
use super::image::Crossing;
use super::walk::{Weak, anatomy};
use heapfmt::layout::{OBJECT_ALIGN, WORD};
use std::ops::Range;

impl Heap {
    /// Notes that the old object's word at `address` refers to an object in a chunk of kind `target`.
    #[inline(always)]
    pub(super) fn remember(&mut self, address: usize, target: Kind) {
        let offset = self.offset_of(address);
        if target & kind::SURVIVOR != 0 {
            self.set_card(offset, DIRTY);
        } else if target != kind::FREE && offset < self.image_len && self.card(offset) == CLEAN {
            self.set_card(offset, REFERS_TO_MATURE);
        }
    }

    /// As [`Heap::remember`], where the word may belong to a young object.
    pub(super) fn remember_if_old(&mut self, address: usize, target: Kind) {
        let offset = self.offset_of(address);
        if offset < self.image_len
            || self.chunks.kind_at(offset) & (kind::MATURE | kind::LARGE | kind::PINNED) != 0
        {
            self.remember(address, target);
        }
    }

    /// Forwards what dirty cards refer to.
    pub(super) fn scan_remembered(&mut self) {
        self.scan_image_cards();
        if !self.collecting_all {
            // Chunks that are added from here on are scanned as a whole.
            for position in 0..self.mature.chunks.len() {
                let index = self.mature.chunks[position] as usize;
                let top = self.chunk_top(index);
                self.scan_chunk_cards(self.chunks.offset(index), top);
            }
            for number in 0..self.large.objects.len() {
                if let Some(object) = self.large.objects[number]
                    && !object.young
                {
                    self.scan_large_cards(object.offset, object.bytes);
                }
            }
        }
    }

    /// The image's crossing map is made, if it has none, when its objects are complete: at the first collection. Their
    /// slots may have been filled without the barrier, so all cards are dirty.
    pub(super) fn complete_image(&mut self) {
        if let Crossing::Unbuilt = self.image.crossing {
            let mut map = vec![0u32; self.image.len().div_ceil(CARD)];
            let mut offset = 0;
            while offset < self.image.len() {
                let end = offset + anatomy(self.base + offset).words * WORD;
                map[offset.div_ceil(CARD)..end.div_ceil(CARD)].fill((offset / OBJECT_ALIGN) as u32);
                offset = end;
            }
            self.image.crossing = Crossing::Built(map);
            self.set_cards(0, self.image.len(), DIRTY);
        }
    }

    fn scan_image_cards(&mut self) {
        let n_cards = self.image.len().div_ceil(CARD);
        let mut card = 0;
        while let Some(found) = self.next_card(0, card..n_cards, self.collecting_all) {
            let offset = (found << CARD_SHIFT) as u64;
            self.scan_card(offset, self.crossing_object(offset), self.image_len);
            card = found + 1;
        }
    }

    /// Scans the dirty cards of the `bytes` bytes of a mature chunk that starts at `offset`.
    fn scan_chunk_cards(&mut self, offset: u64, bytes: usize) {
        let end = offset.wrapping_add(bytes as u64);
        let mut card = 0;
        while let Some(found) = self.next_card(offset, card..bytes.div_ceil(CARD), false) {
            let card_offset = offset.wrapping_add((found << CARD_SHIFT) as u64);
            self.scan_card(card_offset, self.crossing_object(card_offset), end);
            card = found + 1;
        }
    }

    /// Scans the dirty cards of the large object of `bytes` bytes at `offset`.
    fn scan_large_cards(&mut self, offset: u64, bytes: usize) {
        let end = offset.wrapping_add(bytes as u64);
        let mut card = 0;
        while let Some(found) = self.next_card(offset, card..bytes.div_ceil(CARD), false) {
            self.scan_card(offset.wrapping_add((found << CARD_SHIFT) as u64), offset, end);
            card = found + 1;
        }
    }

    /// First of the cards `cards`, counted from that of `offset`, that is dirty or, with `any`, not clean.
    fn next_card(&self, offset: u64, cards: Range<usize>, any: bool) -> Option<usize> {
        let wanted = |card: u8| card == DIRTY || any && card != CLEAN;
        // SAFETY: the caller names a part of a range, whose cards are committed; `&self` excludes writers.
        let table = unsafe { std::slice::from_raw_parts(self.card_address(offset), cards.end) };
        let rest = &table[cards.clone()];
        // Nearly all cards are clean: eight are tested at a time.
        let (groups, tail) = rest.as_chunks::<8>();
        for (number, group) in groups.iter().enumerate() {
            if u64::from_ne_bytes(*group) != 0
                && let Some(within) = group.iter().position(|&card| wanted(card))
            {
                return Some(cards.start + number * 8 + within);
            }
        }
        let position = tail.iter().position(|&card| wanted(card))?;
        Some(cards.start + groups.len() * 8 + position)
    }

    /// Scans what lies on the card at `offset` of the objects before `end`, of which `first_object` covers the card's
    /// first byte.
    fn scan_card(&mut self, offset: u64, first_object: u64, end: u64) {
        self.set_card(offset, CLEAN);
        let card_start = self.base.wrapping_add(offset as usize);
        let left = end.wrapping_sub(offset) as usize;
        let card_end = card_start + left.min(CARD);
        let mut address = self.base.wrapping_add(first_object as usize);
        while address < card_end {
            let anatomy = anatomy(address);
            let first = card_start.max(address + anatomy.first * WORD);
            let last = card_end.min(address + anatomy.end * WORD);
            let mut word = first;
            while word < last {
                self.forward_old_word(word);
                word += WORD;
            }
            if anatomy.weak != Weak::None {
                self.note_weak(address, anatomy, card_start, card_end);
            }
            address += anatomy.words * WORD;
        }
    }

    /// Offset of the object that covers the first byte of the card of `offset`.
    pub(super) fn crossing_object(&self, offset: u64) -> u64 {
        if offset < self.image_len {
            let card = (offset >> CARD_SHIFT) as usize;
            let granule = match &self.image.crossing {
                Crossing::Section(map) => map[card],
                Crossing::Built(map) => map[card],
                Crossing::Unbuilt => unreachable!("the first collection makes the map"),
            };
            return u64::from(granule) * OBJECT_ALIGN as u64;
        }
        let index = self.chunks.index_of(offset);
        if self.chunks.kind(index) & kind::LARGE != 0 {
            return self.large_object_at(offset);
        }
        let start = self.chunks.offset(index);
        let card = (offset.wrapping_sub(start) >> CARD_SHIFT) as usize;
        debug_assert!(card < CHUNK_CARDS);
        let crossing = self.chunks.chunk(index).crossing.as_ref().expect("mature chunks have one");
        start.wrapping_add(u64::from(crossing[card]) * OBJECT_ALIGN as u64)
    }

    /// Offset of the large object that the byte at `offset` belongs to.
    fn large_object_at(&self, offset: u64) -> u64 {
        let covers = |start: u64, bytes: usize| offset.wrapping_sub(start) < bytes as u64;
        self.large
            .objects
            .iter()
            .flatten()
            .find(|object| covers(object.offset, object.bytes))
            .expect("cards of large objects belong to live ones")
            .offset
    }
}
