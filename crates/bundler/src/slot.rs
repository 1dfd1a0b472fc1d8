//! The bytes of the slot in a template, and of the end mark behind a payload.
//!
//! ```text
//!   0  magic            16 bytes
//!  16  version          u16
//!  18  state            u16   0 empty, 1 attached
//!  20  target           u32
//!  24  payload delta    i64   address of the payload minus address of the slot; 0 in an empty slot
//!  32  payload length   u64
//!  40  record delta     i64   address of the restore record minus address of the slot
//!  48  record length    u64
//!  56  build id         32 bytes
//!  88  zeros            32 bytes
//! 120  checksum         u64   over bytes 0 to 120
//! ```
//!
//! All numbers are little-endian. The slot holds distances between addresses, never file offsets: tools that
//! rewrite an executable may move bytes in the file, but cannot change what address they are loaded at.

use core::hint::black_box;

use crate::error::SlotError;
use crate::target::Target;

/// The length of a slot in bytes.
pub const SLOT_LEN: usize = 128;
/// The length of a build id in bytes.
pub const BUILD_ID_LEN: usize = 32;
/// Slots lie at multiples of this address.
pub(crate) const SLOT_ALIGN: u64 = 64;
/// The length of an end mark in bytes.
pub(crate) const END_MARK_LEN: u64 = 32;
/// The end mark lies at the first multiple of this address behind the payload.
pub(crate) const END_MARK_ALIGN: u64 = 16;

const VERSION: u16 = 1;
const STATE_EMPTY: u16 = 0;
const STATE_ATTACHED: u16 = 1;

const VERSION_AT: usize = 16;
const STATE_AT: usize = 18;
const TARGET_AT: usize = 20;
const PAYLOAD_DELTA_AT: usize = 24;
const PAYLOAD_LEN_AT: usize = 32;
const RECORD_DELTA_AT: usize = 40;
const RECORD_LEN_AT: usize = 48;
const BUILD_ID_AT: usize = 56;
const ZEROS_AT: usize = BUILD_ID_AT + BUILD_ID_LEN;
const CHECKSUM_AT: usize = SLOT_LEN - 8;

pub(crate) const MAGIC_LEN: usize = 16;

/// What a slot starts with. It exists as such only while compiling: a program that searches for slots holds it
/// [masked](magic), so that the program itself contains the magic once, in its own slot.
pub(crate) const MAGIC: [u8; MAGIC_LEN] = *b"\x7fmonolisp slot\r\n";
const MASK: u8 = 0xa5;
const MASKED_MAGIC: [u8; MAGIC_LEN] = {
    let mut masked = MAGIC;
    let mut i = 0;
    while i < MAGIC_LEN {
        masked[i] ^= MASK;
        i += 1;
    }
    masked
};

/// The magic of a slot, unmasked at run time.
pub(crate) fn magic() -> [u8; MAGIC_LEN] {
    // The optimizer must not see through the mask, or it would put the magic into the program.
    black_box(MASKED_MAGIC).map(|byte| byte ^ black_box(MASK))
}

/// Where something lies in memory, as seen from the slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Extent {
    /// Its address minus the slot's.
    pub(crate) delta: i64,
    /// Its length in bytes.
    pub(crate) len: u64,
}

impl Extent {
    /// The extent's first address and the address behind it, for a slot at `slot_address`.
    pub(crate) fn addresses(self, slot_address: u64) -> Result<(u64, u64), SlotError> {
        slot_address
            .checked_add_signed(self.delta)
            .and_then(|start| Some((start, start.checked_add(self.len)?)))
            .ok_or(SlotError::Place { delta: self.delta, len: self.len })
    }
}

/// What is attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Extents {
    pub(crate) payload: Extent,
    pub(crate) record: Extent,
}

/// The contents of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) target: Target,
    pub(crate) build_id: [u8; BUILD_ID_LEN],
    /// `None` in a template.
    pub(crate) attached: Option<Extents>,
}

impl Slot {
    /// The slot's bytes. The magic is a parameter because a template's slot is encoded while compiling, where the
    /// plain magic is at hand, and an attached one at run time, where it is not.
    pub(crate) const fn encode(&self, magic: [u8; MAGIC_LEN]) -> [u8; SLOT_LEN] {
        let (state, payload, record) = match self.attached {
            None => (STATE_EMPTY, Extent { delta: 0, len: 0 }, Extent { delta: 0, len: 0 }),
            Some(extents) => (STATE_ATTACHED, extents.payload, extents.record),
        };
        let mut bytes = [0; SLOT_LEN];
        put(&mut bytes, 0, &magic);
        put(&mut bytes, VERSION_AT, &VERSION.to_le_bytes());
        put(&mut bytes, STATE_AT, &state.to_le_bytes());
        put(&mut bytes, TARGET_AT, &(self.target as u32).to_le_bytes());
        put(&mut bytes, PAYLOAD_DELTA_AT, &payload.delta.to_le_bytes());
        put(&mut bytes, PAYLOAD_LEN_AT, &payload.len.to_le_bytes());
        put(&mut bytes, RECORD_DELTA_AT, &record.delta.to_le_bytes());
        put(&mut bytes, RECORD_LEN_AT, &record.len.to_le_bytes());
        put(&mut bytes, BUILD_ID_AT, &self.build_id);
        let checksum = checksum(&bytes);
        put(&mut bytes, CHECKSUM_AT, &checksum.to_le_bytes());
        bytes
    }

    /// Reads a slot, checking every field.
    pub(crate) fn decode(bytes: &[u8; SLOT_LEN]) -> Result<Slot, SlotError> {
        if bytes[..MAGIC_LEN] != magic() {
            return Err(SlotError::Magic);
        }
        let found = u64::from_le_bytes(field(bytes, CHECKSUM_AT));
        let computed = checksum(bytes);
        if found != computed {
            return Err(SlotError::Checksum { found, computed });
        }
        let version = u16::from_le_bytes(field(bytes, VERSION_AT));
        if version != VERSION || bytes[ZEROS_AT..CHECKSUM_AT].iter().any(|&byte| byte != 0) {
            return Err(SlotError::Version { found: version, known: VERSION });
        }
        let target = u32::from_le_bytes(field(bytes, TARGET_AT));
        let target = Target::from_id(target).ok_or(SlotError::Target { found: target })?;
        let extent = |delta_at, len_at| Extent {
            delta: i64::from_le_bytes(field(bytes, delta_at)),
            len: u64::from_le_bytes(field(bytes, len_at)),
        };
        let attached = match u16::from_le_bytes(field(bytes, STATE_AT)) {
            STATE_EMPTY => None,
            STATE_ATTACHED => Some(Extents {
                payload: extent(PAYLOAD_DELTA_AT, PAYLOAD_LEN_AT),
                record: extent(RECORD_DELTA_AT, RECORD_LEN_AT),
            }),
            found => return Err(SlotError::State { found }),
        };
        Ok(Slot { target, build_id: field(bytes, BUILD_ID_AT), attached })
    }
}

/// What follows a payload: `magic[16] | payload length u64 | checksum of the slot u64`. It proves that the file was
/// not cut short inside the payload and that the slot and the payload were written together.
pub(crate) fn end_mark(slot: &[u8; SLOT_LEN]) -> [u8; END_MARK_LEN as usize] {
    let mut bytes = [0; END_MARK_LEN as usize];
    bytes[..16].copy_from_slice(b"\r\nmonolisp end\x1a\n");
    bytes[16..24].copy_from_slice(&slot[PAYLOAD_LEN_AT..PAYLOAD_LEN_AT + 8]);
    bytes[24..].copy_from_slice(&slot[CHECKSUM_AT..]);
    bytes
}

/// The bytes between a payload of this length and its end mark.
pub(crate) const fn end_mark_gap(payload_len: u64) -> u64 {
    payload_len.wrapping_neg() % END_MARK_ALIGN
}

/// FNV-1a over everything before the checksum: a change of any one byte always changes it, it can be computed while
/// compiling, and it needs neither a table nor a feature of the processor.
const fn checksum(slot: &[u8; SLOT_LEN]) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut i = 0;
    while i < CHECKSUM_AT {
        hash = (hash ^ slot[i] as u64).wrapping_mul(0x0000_0100_0000_01b3);
        i += 1;
    }
    hash
}

const fn put(bytes: &mut [u8; SLOT_LEN], at: usize, field: &[u8]) {
    let mut i = 0;
    while i < field.len() {
        bytes[at + i] = field[i];
        i += 1;
    }
}

fn field<const N: usize>(bytes: &[u8; SLOT_LEN], at: usize) -> [u8; N] {
    *bytes[at..].first_chunk().expect("every field ends inside the slot")
}
