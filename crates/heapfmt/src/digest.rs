//! A 128-bit FNV-1a digest that can be computed at compile time.
//!
//! A runtime carries the digests of its own tables as constants and compares them with those in an image's
//! header, so a start hashes nothing. The digest finds accidental differences; it is no defence against forgery.

const OFFSET_BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = (1 << 88) + 0x13b;

/// A digest in the making.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Digest(u128);

impl Digest {
    /// The digest of nothing.
    pub const EMPTY: Digest = Digest(OFFSET_BASIS);

    /// Goes on with one byte.
    pub const fn byte(self, byte: u8) -> Digest {
        Digest((self.0 ^ byte as u128).wrapping_mul(PRIME))
    }

    /// Goes on with a number.
    pub const fn number(mut self, number: u64) -> Digest {
        let bytes = number.to_le_bytes();
        let mut i = 0;
        while i < bytes.len() {
            self = self.byte(bytes[i]);
            i += 1;
        }
        self
    }

    /// Goes on with a text and its end, so that two texts in a row are told from their concatenation.
    pub const fn text(mut self, text: &str) -> Digest {
        let bytes = text.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            self = self.byte(bytes[i]);
            i += 1;
        }
        // No UTF-8 text holds this byte.
        self.byte(0xff)
    }

    /// The digest.
    pub const fn finish(self) -> u128 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_published_values() {
        assert_eq!(Digest::EMPTY.byte(b'a').finish(), 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964);
        let foobar = b"foobar".iter().fold(Digest::EMPTY, |digest, byte| digest.byte(*byte));
        assert_eq!(foobar.finish(), 0x343e_1662_793c_64bf_6f0d_3597_ba44_6f18);
    }

    #[test]
    fn texts_have_ends() {
        assert_ne!(Digest::EMPTY.text("ab").text("c"), Digest::EMPTY.text("a").text("bc"));
    }
}
