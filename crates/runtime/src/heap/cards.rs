//! Card tables: where references from old objects to younger ones may be.
//!
//! A card is a byte for 512 bytes of a range. The write barrier stores [`DIRTY`] into the card of the slot
//! written, whatever was stored and wherever it is: one compare finds the range, one store marks the card. Each
//! range has its own table, and a table's *bias* is chosen so that the card of an offset is at
//! `bias + (offset >> 9)`; ranges start at multiples of a page, so the shift loses nothing.

use super::Heap;
use super::chunks::CHUNK;
use crate::os::end_process;
use crate::os::memory::Reservation;
use heapfmt::Value;
use heapfmt::layout::WORD;
use std::ops::Range;

/// Binary logarithm of the bytes a card stands for.
pub(super) const CARD_SHIFT: u32 = 9;
/// Bytes a card stands for.
pub(super) const CARD: usize = 1 << CARD_SHIFT;
/// Cards of a chunk.
pub(super) const CHUNK_CARDS: usize = CHUNK >> CARD_SHIFT;

/// Nothing on this card refers to younger objects.
pub(super) const CLEAN: u8 = 0;
/// Something on this card may have been stored since the last collection, or refers to young objects.
pub(super) const DIRTY: u8 = 1;
/// Image cards: something on this card refers to the dynamic range, but only to mature objects.
pub(super) const REFERS_TO_MATURE: u8 = 2;

/// Card tables are committed in steps that serve this many chunks.
const STEP_CHUNKS: usize = 32;

/// The memory of both ranges' cards.
pub(super) struct CardTables {
    reservation: Reservation,
    /// Start of the image's cards within the reservation, behind those of the dynamic range.
    image_start: usize,
    /// Number of chunks whose cards are committed.
    n_chunks: usize,
}

impl CardTables {
    /// Tables for an image of `image_len` bytes and a dynamic range of `dynamic_len`.
    ///
    /// # Panics
    /// When the process has no address space or memory for them.
    pub(super) fn reserve(image_len: usize, dynamic_len: usize) -> CardTables {
        let image_start = (dynamic_len >> CARD_SHIFT).next_multiple_of(STEP_CHUNKS * CHUNK_CARDS);
        let image_cards = image_len.div_ceil(CARD);
        let reservation = Reservation::new(image_start + image_cards, 1)
            .unwrap_or_else(|error| end_process(&format_args!("there is no room for the heap: {error}")));
        reservation.commit(image_start, image_cards).expect("a starting program has memory for its cards");
        CardTables { reservation, image_start, n_chunks: 0 }
    }

    /// Address of the image's first card, which is that of offset 0.
    pub(super) fn image_bias(&self) -> usize {
        self.reservation.address() + self.image_start
    }

    /// Bias of the dynamic range's cards, given the offset it starts at.
    pub(super) fn dynamic_bias(&self, start_offset: u64) -> usize {
        self.reservation.address().wrapping_sub((start_offset >> CARD_SHIFT) as usize)
    }

    /// Makes sure that the first `n_chunks` chunks have cards.
    pub(super) fn cover(&mut self, n_chunks: usize) -> Result<(), crate::os::memory::MemoryError> {
        while self.n_chunks < n_chunks {
            let step = STEP_CHUNKS * CHUNK_CARDS;
            self.reservation.commit(self.n_chunks * CHUNK_CARDS, step)?;
            self.n_chunks += STEP_CHUNKS;
        }
        Ok(())
    }
}

impl Heap {
    /// Address of the card of the byte at `offset`.
    #[inline(always)]
    pub(super) fn card_address(&self, offset: u64) -> *mut u8 {
        let bias = if offset < self.image_len { self.image_cards } else { self.dynamic_cards };
        std::ptr::with_exposed_provenance_mut(bias.wrapping_add((offset >> CARD_SHIFT) as usize))
    }

    /// Marks the card of slot `word` of `object`.
    #[inline(always)]
    pub(crate) fn barrier(&mut self, object: Value, word: usize) {
        let card = self.card_address(object.offset().wrapping_add((word * WORD) as u64));
        // SAFETY: the slot belongs to an object of one of the ranges, so its card is committed.
        unsafe { *card = DIRTY }
    }

    /// Marks the cards of elements `range` of a simple vector.
    pub(crate) fn barrier_for_elements(&mut self, vector: Value, range: Range<usize>) {
        let words = 2 + range.start..2 + range.end;
        for word in words.clone().step_by(CARD / WORD).chain(words.last()) {
            self.barrier(vector, word);
        }
    }

    /// The card of the byte at `offset`, which lies in one of the ranges.
    #[inline(always)]
    pub(super) fn card(&self, offset: u64) -> u8 {
        // SAFETY: as for `barrier`.
        unsafe { *self.card_address(offset) }
    }

    /// Sets the card of the byte at `offset`, which lies in one of the ranges.
    #[inline(always)]
    pub(super) fn set_card(&mut self, offset: u64, card: u8) {
        // SAFETY: as for `barrier`.
        unsafe { *self.card_address(offset) = card }
    }

    /// Sets all cards of chunk `index`.
    pub(super) fn set_chunk_cards(&mut self, index: usize, card: u8) {
        self.set_cards(self.chunks.offset(index), CHUNK, card);
    }

    /// Sets the cards of `bytes` bytes from `offset`, a card's first.
    pub(super) fn set_cards(&mut self, offset: u64, bytes: usize, card: u8) {
        let n_cards = bytes.div_ceil(CARD);
        // SAFETY: the caller names a part of a range, whose cards are committed.
        unsafe { self.card_address(offset).write_bytes(card, n_cards) }
    }
}
