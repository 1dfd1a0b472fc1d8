//! Identity hashes: numbers that belong to an object wherever it moves.
//!
//! An image object's is its offset, which never changes. Another headered object gets one from a counter into its
//! header when it is first asked for, so equal programs see equal hashes. Conses have no header: theirs is their
//! offset, good until the next collection; a table with such a key is address-sensitive.

use super::Heap;
use heapfmt::Value;
use heapfmt::layout::OBJECT_ALIGN;

const HASH_BITS: u32 = 24;

impl Heap {
    /// The identity hash of `value`, given to it if it had none.
    pub fn identity_hash(&mut self, value: Value) -> u64 {
        if let Some(hash) = self.known_identity_hash(value) {
            return hash;
        }
        self.last_identity_hash = (self.last_identity_hash + 1) & ((1 << HASH_BITS) - 1);
        // Zero means none.
        self.last_identity_hash = self.last_identity_hash.max(1);
        let header = self.header(value).with_identity_hash(self.last_identity_hash);
        self.set_header(value, header);
        u64::from(self.last_identity_hash)
    }

    /// The identity hash of `value`, or `None` when it is an object that has not been given one.
    #[inline]
    pub fn known_identity_hash(&self, value: Value) -> Option<u64> {
        if !value.is_reference() {
            return Some(value.bits());
        }
        if value.is_list() || self.is_in_image(value.offset()) {
            return Some(value.offset() / OBJECT_ALIGN as u64);
        }
        match self.header(value).identity_hash() {
            0 => None,
            hash => Some(u64::from(hash)),
        }
    }

    /// Whether the identity hash of `value` changes when it moves.
    #[inline]
    pub fn is_address_sensitive(&self, value: Value) -> bool {
        value.is_list() && !self.is_in_image(value.offset())
    }
}
