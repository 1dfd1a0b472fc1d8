//! Character sets: how one character is bytes.
//!
//! Unicode's own schemes, ASCII and Latin-1 are written here, because they are the fast path of every text file.
//! The others come from `encoding_rs`, whose coders are stateful; a fresh one per character makes them fit the
//! rest, which needs to know how many bytes each character took. Sets with shift sequences cannot be had so.

use encoding_rs::{DecoderResult, EncoderResult, Encoding};

/// Longest form of a character in bytes.
pub(crate) const MAX_CHAR_BYTES: usize = 4;

/// Which byte of a unit comes first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ByteOrder {
    /// The most significant one.
    Big,
    /// The least significant one.
    Little,
    /// A mark at the file's beginning says so; without one it is the most significant. Written: least, with a mark.
    Marked,
}

/// How characters are bytes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Charset {
    /// The first 128 characters, in one byte.
    Ascii,
    /// The first 256 characters, in one byte.
    Latin1,
    /// Unicode, in one to four bytes.
    Utf8,
    /// Unicode, in one or two units of 16 bits.
    Utf16(ByteOrder),
    /// Unicode, in units of 32 bits.
    Utf32(ByteOrder),
    /// A set of national or commercial origin that contains ASCII.
    National(&'static Encoding),
}

/// What begins a run of bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Decoded {
    /// A character.
    Char {
        /// The character.
        c: char,
        /// Its length.
        n_bytes: usize,
    },
    /// Bytes that are no character.
    Invalid {
        /// How many.
        n_bytes: usize,
    },
    /// The beginning of a character.
    Incomplete,
}

use ByteOrder::{Big, Little, Marked};
use Charset::{National, Utf16, Utf32};

/// All sets by name; the first name of a set is the one it is printed with.
pub(crate) static CHARSETS: &[(&str, Charset)] = &[
    ("UTF-8", Charset::Utf8),
    ("ASCII", Charset::Ascii),
    ("US-ASCII", Charset::Ascii),
    ("ISO-8859-1", Charset::Latin1),
    ("LATIN-1", Charset::Latin1),
    ("UTF-16", Utf16(Marked)),
    ("UNICODE-16-BIG-ENDIAN", Utf16(Big)),
    ("UNICODE-16", Utf16(Big)),
    ("UTF-16BE", Utf16(Big)),
    ("UNICODE-16-LITTLE-ENDIAN", Utf16(Little)),
    ("UTF-16LE", Utf16(Little)),
    ("UTF-32", Utf32(Marked)),
    ("UNICODE-32-BIG-ENDIAN", Utf32(Big)),
    ("UNICODE-32", Utf32(Big)),
    ("UTF-32BE", Utf32(Big)),
    ("UNICODE-32-LITTLE-ENDIAN", Utf32(Little)),
    ("UTF-32LE", Utf32(Little)),
    ("ISO-8859-2", National(encoding_rs::ISO_8859_2)),
    ("ISO-8859-3", National(encoding_rs::ISO_8859_3)),
    ("ISO-8859-4", National(encoding_rs::ISO_8859_4)),
    ("ISO-8859-5", National(encoding_rs::ISO_8859_5)),
    ("ISO-8859-6", National(encoding_rs::ISO_8859_6)),
    ("ISO-8859-7", National(encoding_rs::ISO_8859_7)),
    ("ISO-8859-8", National(encoding_rs::ISO_8859_8)),
    ("ISO-8859-10", National(encoding_rs::ISO_8859_10)),
    ("ISO-8859-13", National(encoding_rs::ISO_8859_13)),
    ("ISO-8859-14", National(encoding_rs::ISO_8859_14)),
    ("ISO-8859-15", National(encoding_rs::ISO_8859_15)),
    ("ISO-8859-16", National(encoding_rs::ISO_8859_16)),
    ("KOI8-R", National(encoding_rs::KOI8_R)),
    ("KOI8-U", National(encoding_rs::KOI8_U)),
    ("CP866", National(encoding_rs::IBM866)),
    ("MACINTOSH", National(encoding_rs::MACINTOSH)),
    ("CP874", National(encoding_rs::WINDOWS_874)),
    ("CP1250", National(encoding_rs::WINDOWS_1250)),
    ("WINDOWS-1250", National(encoding_rs::WINDOWS_1250)),
    ("CP1251", National(encoding_rs::WINDOWS_1251)),
    ("WINDOWS-1251", National(encoding_rs::WINDOWS_1251)),
    ("CP1252", National(encoding_rs::WINDOWS_1252)),
    ("WINDOWS-1252", National(encoding_rs::WINDOWS_1252)),
    ("CP1253", National(encoding_rs::WINDOWS_1253)),
    ("WINDOWS-1253", National(encoding_rs::WINDOWS_1253)),
    ("CP1254", National(encoding_rs::WINDOWS_1254)),
    ("WINDOWS-1254", National(encoding_rs::WINDOWS_1254)),
    ("CP1255", National(encoding_rs::WINDOWS_1255)),
    ("WINDOWS-1255", National(encoding_rs::WINDOWS_1255)),
    ("CP1256", National(encoding_rs::WINDOWS_1256)),
    ("WINDOWS-1256", National(encoding_rs::WINDOWS_1256)),
    ("CP1257", National(encoding_rs::WINDOWS_1257)),
    ("WINDOWS-1257", National(encoding_rs::WINDOWS_1257)),
    ("CP1258", National(encoding_rs::WINDOWS_1258)),
    ("WINDOWS-1258", National(encoding_rs::WINDOWS_1258)),
    ("SHIFT-JIS", National(encoding_rs::SHIFT_JIS)),
    ("EUC-JP", National(encoding_rs::EUC_JP)),
    ("EUC-KR", National(encoding_rs::EUC_KR)),
    ("BIG5", National(encoding_rs::BIG5)),
    ("GBK", National(encoding_rs::GBK)),
    ("GB18030", National(encoding_rs::GB18030)),
];

impl Charset {
    /// The set of that name, which is in capitals.
    pub(crate) fn named(name: &str) -> Option<Charset> {
        CHARSETS.iter().find(|(known, _)| *known == name).map(|&(_, charset)| charset)
    }

    /// Whether the bytes below 128 are the ASCII characters, wherever one begins, and a newline's byte is never
    /// part of another character.
    #[inline]
    pub(crate) fn contains_ascii(self) -> bool {
        !matches!(self, Utf16(_) | Utf32(_))
    }

    /// The set without its mark, when `bytes` are the beginning of a file, and the length of the mark.
    pub(crate) fn unmarked(self, bytes: &[u8]) -> (Charset, usize) {
        match self {
            Utf16(Marked) if bytes.starts_with(&[0xff, 0xfe]) => (Utf16(Little), 2),
            Utf16(Marked) => (Utf16(Big), if bytes.starts_with(&[0xfe, 0xff]) { 2 } else { 0 }),
            Utf32(Marked) if bytes.starts_with(&[0xff, 0xfe, 0, 0]) => (Utf32(Little), 4),
            Utf32(Marked) => (Utf32(Big), if bytes.starts_with(&[0, 0, 0xfe, 0xff]) { 4 } else { 0 }),
            _ => (self, 0),
        }
    }

    /// Whether a mark may stand at the file's beginning.
    pub(crate) fn is_marked(self) -> bool {
        matches!(self, Utf16(Marked) | Utf32(Marked))
    }

    /// The set in which a file that begins with a mark is written.
    pub(crate) fn written(self) -> Charset {
        match self {
            Utf16(Marked) => Utf16(Little),
            Utf32(Marked) => Utf32(Little),
            _ => self,
        }
    }

    /// The character that `bytes` begin with.
    pub(crate) fn decode_first(self, bytes: &[u8]) -> Decoded {
        let Some(&first) = bytes.first() else { return Decoded::Incomplete };
        match self {
            Charset::Ascii if first >= 0x80 => Decoded::Invalid { n_bytes: 1 },
            Charset::Ascii | Charset::Latin1 => Decoded::Char { c: char::from(first), n_bytes: 1 },
            Charset::Utf8 => first_of_utf8(bytes),
            Utf16(order) => first_of_utf16(bytes, order),
            Utf32(order) => {
                let Some(unit) = bytes.first_chunk() else { return Decoded::Incomplete };
                let code =
                    if order == Little { u32::from_le_bytes(*unit) } else { u32::from_be_bytes(*unit) };
                match char::from_u32(code) {
                    Some(c) => Decoded::Char { c, n_bytes: 4 },
                    None => Decoded::Invalid { n_bytes: 4 },
                }
            }
            National(_) if first < 0x80 => Decoded::Char { c: char::from(first), n_bytes: 1 },
            National(encoding) => first_of_national(encoding, bytes),
        }
    }

    /// Appends the bytes of `c`. False, without effect, when it has none.
    #[inline]
    pub(crate) fn encode(self, c: char, bytes: &mut Vec<u8>) -> bool {
        let code = u32::from(c);
        match self {
            _ if code < 0x80 && self.contains_ascii() => bytes.push(code as u8),
            Charset::Ascii => return false,
            Charset::Latin1 if code < 0x100 => bytes.push(code as u8),
            Charset::Latin1 => return false,
            Charset::Utf8 => bytes.extend_from_slice(c.encode_utf8(&mut [0; MAX_CHAR_BYTES]).as_bytes()),
            Utf16(order) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    bytes.extend(if order == Big { unit.to_be_bytes() } else { unit.to_le_bytes() });
                }
            }
            Utf32(order) => {
                bytes.extend(if order == Big { code.to_be_bytes() } else { code.to_le_bytes() });
            }
            National(encoding) => {
                let (mut text, mut buffer) = ([0; MAX_CHAR_BYTES], [0; 16]);
                let (result, _, n_written) = encoding.new_encoder().encode_from_utf8_without_replacement(
                    c.encode_utf8(&mut text),
                    &mut buffer,
                    true,
                );
                if result != EncoderResult::InputEmpty {
                    return false;
                }
                bytes.extend_from_slice(&buffer[..n_written]);
            }
        }
        true
    }
}

fn first_of_utf8(bytes: &[u8]) -> Decoded {
    let head = &bytes[..bytes.len().min(MAX_CHAR_BYTES)];
    let chunk = head.utf8_chunks().next().expect("there are bytes");
    match (chunk.valid().chars().next(), chunk.invalid()) {
        (Some(c), _) => Decoded::Char { c, n_bytes: c.len_utf8() },
        // Bytes that more could complete are at the end only.
        (None, invalid) if invalid.len() == head.len() && is_utf8_beginning(head) => Decoded::Incomplete,
        (None, invalid) => Decoded::Invalid { n_bytes: invalid.len() },
    }
}

fn is_utf8_beginning(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

fn first_of_utf16(bytes: &[u8], order: ByteOrder) -> Decoded {
    let unit = |at: usize| -> Option<u16> {
        let pair = *bytes.get(at..)?.first_chunk()?;
        Some(if order == Little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let Some(first) = unit(0) else { return Decoded::Incomplete };
    match first {
        0xd800..0xdc00 => match unit(2) {
            None => Decoded::Incomplete,
            Some(second @ 0xdc00..0xe000) => {
                let code = 0x10000 + (u32::from(first) - 0xd800) * 0x400 + (u32::from(second) - 0xdc00);
                let c = char::from_u32(code).expect("pairs of surrogates are characters");
                Decoded::Char { c, n_bytes: 4 }
            }
            Some(_) => Decoded::Invalid { n_bytes: 2 },
        },
        _ => match char::from_u32(u32::from(first)) {
            Some(c) => Decoded::Char { c, n_bytes: 2 },
            None => Decoded::Invalid { n_bytes: 2 },
        },
    }
}

fn first_of_national(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut units = [0u16; 4];
    let head = &bytes[..bytes.len().min(MAX_CHAR_BYTES)];
    for (index, byte) in head.chunks(1).enumerate() {
        let n_fed = index + 1;
        let (result, _, n_units) = decoder.decode_to_utf16_without_replacement(byte, &mut units, false);
        if let DecoderResult::Malformed(_, n_after) = result {
            return Decoded::Invalid { n_bytes: n_fed.saturating_sub(usize::from(n_after)).max(1) };
        }
        if n_units > 0 {
            let mut chars = char::decode_utf16(units[..n_units].iter().copied());
            return match (chars.next(), chars.next()) {
                (Some(Ok(c)), None) => Decoded::Char { c, n_bytes: n_fed },
                // A code that stands for two characters cannot be put back as one.
                _ => Decoded::Invalid { n_bytes: n_fed },
            };
        }
    }
    if head.len() < MAX_CHAR_BYTES { Decoded::Incomplete } else { Decoded::Invalid { n_bytes: 1 } }
}
