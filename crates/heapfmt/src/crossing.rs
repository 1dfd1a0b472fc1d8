//! XMAP: for each 512-byte card of the heap, the object that covers the card's first byte.
//!
//! The collector scans dirty cards; the map tells it where to begin. An entry is a little-endian u32: the
//! object's offset from BASE in granules of 16 bytes. So a heap has at most 64 GiB.

use crate::error::FormatError;
use crate::units::{ByteLen, HeapOffset};
use crate::walk::FoundObject;

/// Bytes of a card.
pub const CARD_BYTES: u64 = 512;
/// Length of the largest heap that the map can describe.
pub const MAX_HEAP: ByteLen = ByteLen::new(1 << 36);
const ENTRY_BYTES: usize = 4;

/// Builds a map while objects are put one behind the other.
#[derive(Clone, Debug, Default)]
pub struct CrossingMapBuilder {
    bytes: Vec<u8>,
}

impl CrossingMapBuilder {
    /// Adds the object that starts where the one before it ended; the first starts at BASE.
    pub fn push(&mut self, object: &FoundObject) -> Result<(), FormatError> {
        let end = object.at.bytes().saturating_add(object.len.bytes());
        let granule = object
            .at
            .granule()
            .filter(|_| end <= MAX_HEAP.bytes())
            .ok_or(FormatError::HeapTooLarge { len: ByteLen::new(end), max: MAX_HEAP })?;
        while (self.bytes.len() / ENTRY_BYTES) as u64 * CARD_BYTES < end {
            self.bytes.extend_from_slice(&granule.to_le_bytes());
        }
        Ok(())
    }

    /// The section's bytes.
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

/// The map as it lies in a container.
#[derive(Clone, Copy, Debug)]
pub struct CrossingMap<'a> {
    entries: &'a [[u8; ENTRY_BYTES]],
}

impl<'a> CrossingMap<'a> {
    /// Takes the section's bytes as the map of a heap of `heap_len`.
    pub fn new(bytes: &'a [u8], heap_len: ByteLen) -> Result<CrossingMap<'a>, FormatError> {
        let (entries, rest) = bytes.as_chunks();
        let n_cards = heap_len.bytes().div_ceil(CARD_BYTES);
        if !rest.is_empty() || entries.len() as u64 != n_cards {
            return Err(FormatError::CrossingMapLength {
                found: ByteLen::of(bytes),
                expected: ByteLen::new(n_cards.saturating_mul(ENTRY_BYTES as u64)),
            });
        }
        Ok(CrossingMap { entries })
    }

    /// Number of cards.
    pub fn n_cards(&self) -> usize {
        self.entries.len()
    }

    /// The object that covers the first byte of card number `card`.
    #[inline]
    pub fn first_object(&self, card: usize) -> Option<HeapOffset> {
        self.entries.get(card).map(|entry| HeapOffset::from_granule(u32::from_le_bytes(*entry)))
    }
}
