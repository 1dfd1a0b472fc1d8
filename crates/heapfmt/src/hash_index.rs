//! Words of a hash table's index: an entry's number and, in the bits that it leaves free, a part of its hash.
//!
//! ```text
//!  31            bits  bits-1      0
//! |  part of the hash |  entry + 1  |      bits = log2 of the index's length, which is above every entry's number
//! ```
//!
//! A lookup goes to an entry only when the parts agree, so that keys that are not there cost no look at others. Zero
//! is a free place.

/// How the words of an index of one length are made.
#[derive(Clone, Copy, Debug)]
pub struct IndexWords {
    /// Binary logarithm of the length: bits of a position, and of an entry's number.
    bits: u32,
}

/// A hash that is spread over all bits, as positions and parts need it.
#[derive(Clone, Copy, Debug)]
pub struct SpreadHash(u32);

impl SpreadHash {
    /// Spreads `hash`: the product's high bits depend on all bits of it.
    #[inline(always)]
    pub fn new(hash: u64) -> SpreadHash {
        SpreadHash((hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32)
    }
}

impl IndexWords {
    /// The words of an index of `len` places, a power of two below 2^32.
    #[inline(always)]
    pub fn of_length(len: usize) -> IndexWords {
        debug_assert!(len.is_power_of_two() && len < 1 << 32);
        IndexWords { bits: len.trailing_zeros() & 31 }
    }

    /// Where probing begins.
    #[inline(always)]
    pub fn first_position(self, hash: SpreadHash) -> usize {
        (u64::from(hash.0) << self.bits >> 32) as usize
    }

    /// The part of the hash that a word holds, in its place: what the position does not tell.
    #[inline(always)]
    fn part(self, hash: SpreadHash) -> u32 {
        hash.0 << self.bits
    }

    /// The word for entry number `entry`, which is below the length.
    #[inline(always)]
    pub fn word(self, hash: SpreadHash, entry: usize) -> u32 {
        self.part(hash) | (entry as u32 + 1)
    }

    /// The entry's number in `word`, which is not zero.
    #[inline(always)]
    pub fn entry(self, word: u32) -> usize {
        (word & ((1 << self.bits) - 1)).wrapping_sub(1) as usize
    }

    /// Whether the entry in `word` may have the hash.
    #[inline(always)]
    pub fn agrees(self, word: u32, hash: SpreadHash) -> bool {
        (word ^ self.part(hash)) >> self.bits == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_hold_entry_and_part_of_the_hash() {
        for bits in [3, 4, 17, 31] {
            let words = IndexWords::of_length(1 << bits);
            for hash in [0, 1, 12345, u64::MAX].map(SpreadHash::new) {
                assert!(words.first_position(hash) < 1 << bits);
                for entry in [0, 1, (1 << (bits - 1)) - 1] {
                    let word = words.word(hash, entry);
                    assert!(word != 0 && words.agrees(word, hash));
                    assert_eq!(words.entry(word), entry);
                }
            }
        }
        let words = IndexWords::of_length(16);
        assert!(!words.agrees(words.word(SpreadHash(1), 3), SpreadHash(2)));
    }
}
