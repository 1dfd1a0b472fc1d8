//! What every format's headers come down to: which bytes of the file are loaded where, and where the slot is.

use crate::elf;
use crate::error::Error;
use crate::slot::{MAGIC_LEN, SLOT_ALIGN, SLOT_LEN, Slot, magic};
use crate::source::{Source, read_vec};
use crate::target::Format;

/// A run of file bytes that is loaded at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    /// Address of the first byte, before the system moves the program as a whole.
    pub(crate) address: u64,
    /// Offset of the first byte in the file.
    pub(crate) offset: u64,
    /// Bytes in the file; memory behind them is zero.
    pub(crate) file_len: u64,
    pub(crate) writable: bool,
}

/// An executable's loadable segments, in ascending order of address.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    pub(crate) format: Format,
    pub(crate) segments: Vec<Segment>,
}

/// A slot and where it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LocatedSlot {
    pub(crate) slot: Slot,
    pub(crate) bytes: [u8; SLOT_LEN],
    pub(crate) address: u64,
    pub(crate) offset: u64,
}

/// Reads the headers of an executable.
pub(crate) fn read_layout(source: &(impl Source + ?Sized)) -> Result<Layout, Error> {
    let first_bytes = read_vec(source, 0, source.len()?.min(4), "file header")?;
    match Format::of(&first_bytes) {
        Some(Format::Elf) => elf::read_layout(source),
        Some(format) => Err(Error::FormatNotSupported { format }),
        None => Err(Error::NotAnExecutable),
    }
}

impl Layout {
    /// The file offset of `len` bytes at an address, if all of them come from the file.
    pub(crate) fn offset_of(&self, address: u64, len: u64) -> Option<u64> {
        self.segments.iter().find_map(|segment| {
            let distance = address.checked_sub(segment.address)?;
            let inside = distance.checked_add(len)? <= segment.file_len;
            inside.then(|| segment.offset.checked_add(distance)).flatten()
        })
    }

    /// Finds the slot. It lies in writable memory; behind the payload nothing is searched, because payloads may
    /// contain anything, even templates.
    pub(crate) fn find_slot(&self, source: &(impl Source + ?Sized)) -> Result<LocatedSlot, Error> {
        let mut found: Option<LocatedSlot> = None;
        let mut end = u64::MAX;
        for segment in self.segments.iter().filter(|segment| segment.writable) {
            let mut from = segment.address;
            while let Some(address) = find_magic(source, segment, from, end)? {
                if let Some(first) = found {
                    return Err(Error::SeveralSlots { first: first.address, second: address });
                }
                let offset = segment.offset + (address - segment.address);
                let mut bytes = [0; SLOT_LEN];
                source.read_at(offset, &mut bytes, "payload slot")?;
                let slot = Slot::decode(&bytes)?;
                if let Some(extents) = slot.attached {
                    end = extents.payload.addresses(address)?.0;
                }
                found = Some(LocatedSlot { slot, bytes, address, offset });
                from = address + SLOT_LEN as u64;
            }
        }
        found.ok_or(Error::NoSlot)
    }
}

/// How many bytes are searched at a time.
const SEARCH_LEN: u64 = 64 << 10;

/// The address of the first magic in a segment, from address `from` up to address `end`.
fn find_magic(
    source: &(impl Source + ?Sized),
    segment: &Segment,
    from: u64,
    end: u64,
) -> Result<Option<u64>, Error> {
    let magic = magic();
    let end = end.min(segment.address.saturating_add(segment.file_len));
    let Some(mut address) = from.checked_next_multiple_of(SLOT_ALIGN) else { return Ok(None) };
    let mut buffer = Vec::new();
    // Slots are aligned, and so are the pieces that are searched: no magic lies across two pieces.
    while address < end && end - address >= SLOT_LEN as u64 {
        buffer.resize(SEARCH_LEN.min(end - address) as usize, 0);
        source.read_at(segment.offset + (address - segment.address), &mut buffer, "writable segment")?;
        let hit = buffer
            .chunks(SLOT_ALIGN as usize)
            .position(|candidate| candidate.first_chunk::<MAGIC_LEN>() == Some(&magic));
        if let Some(index) = hit {
            return Ok(Some(address + index as u64 * SLOT_ALIGN));
        }
        address += buffer.len() as u64;
    }
    Ok(None)
}
