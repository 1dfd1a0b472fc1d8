//! What can go wrong, with the facts that a one-line message needs. The caller adds the file's name.

use std::io;

use crate::target::{Format, Target};

/// Why a file could not be attached to, detached, read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file is no executable of a known format.
    #[error("not an executable in ELF, PE or Mach-O format")]
    NotAnExecutable,
    /// The file's format has no edit planner.
    #[error("{format} executables are not supported")]
    FormatNotSupported {
        /// The format of the file.
        format: Format,
    },
    /// The file ends before a structure that its headers announce.
    #[error(
        "the file is cut short: {what} at offset {offset:#x} needs {wanted} bytes, the file has {len} bytes"
    )]
    Truncated {
        /// The structure that is missing.
        what: &'static str,
        /// Where it should start.
        offset: u64,
        /// How many bytes it should have.
        wanted: u64,
        /// The length of the file.
        len: u64,
    },
    /// A header holds something that this crate cannot edit safely.
    #[error("malformed or unsupported {format} file: {problem} (at offset {offset:#x})")]
    Malformed {
        /// The format of the file.
        format: Format,
        /// What is wrong.
        problem: &'static str,
        /// Where.
        offset: u64,
    },
    /// The executable has no slot, so it was not made to carry a payload.
    #[error("not a template: no payload slot in its writable data")]
    NoSlot,
    /// The executable's writable data contains more than one slot.
    #[error("more than one payload slot in the writable data (at addresses {first:#x} and {second:#x})")]
    SeveralSlots {
        /// Address of the first slot.
        first: u64,
        /// Address of the second slot.
        second: u64,
    },
    /// The slot is there and wrong.
    #[error("damaged: {problem}")]
    Slot {
        /// What is wrong with it.
        #[from]
        problem: SlotError,
    },
    /// The slot's target and the file's header disagree.
    #[error("the payload slot is for {slot}, the executable is for machine {machine:#x}")]
    WrongMachine {
        /// The target that the slot names.
        slot: Target,
        /// The machine number of the file's header.
        machine: u16,
    },
    /// Nothing is attached.
    #[error("no payload is attached")]
    NothingAttached,
    /// The payload does not fit into the format.
    #[error("a payload of {payload_len} bytes does not fit into this executable")]
    TooLarge {
        /// The length of the payload.
        payload_len: u64,
    },
    /// The payload's source gave fewer bytes than announced.
    #[error("the payload has {got} bytes, {announced} were announced")]
    PayloadLength {
        /// The bytes that were announced.
        announced: u64,
        /// The bytes that came.
        got: u64,
    },
    /// The restore record behind the payload is not what was written.
    #[error("damaged: the restore record behind the payload is not intact")]
    RecordDamaged,
    /// The payload is not what was written.
    #[error("damaged: the payload is not what was attached")]
    PayloadDamaged,
    /// The machine code, constants or initial data of the program are not what was written.
    #[error("damaged: the program's code or data is not what was written")]
    ProgramDamaged,
    /// The file was stripped, patched or damaged since, so the template cannot be restored from it.
    #[error(
        "the template cannot be restored: the file was changed after the payload was attached (stripped, \
         patched or damaged)"
    )]
    TemplateChanged,
    /// The destination of a write is something that must not be replaced.
    #[error("not a regular file")]
    NotARegularFile,
    /// The operating system refused.
    #[error("{source}")]
    Io {
        /// Its reason.
        #[from]
        source: io::Error,
    },
}

/// Why a slot cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SlotError {
    /// The slot does not start with its magic.
    #[error("the payload slot has no magic")]
    Magic,
    /// The slot's bytes do not match its checksum.
    #[error("the payload slot's checksum is {found:#018x}, its bytes give {computed:#018x}")]
    Checksum {
        /// The checksum in the slot.
        found: u64,
        /// The checksum of its bytes.
        computed: u64,
    },
    /// The slot was written for another layout of slots.
    #[error("the payload slot has version {found}, this program reads version {known}")]
    Version {
        /// The version in the slot.
        found: u16,
        /// The version this code knows.
        known: u16,
    },
    /// The slot is in no known state.
    #[error("the payload slot is in state {found}")]
    State {
        /// The state in the slot.
        found: u16,
    },
    /// The slot names no known target, or another one than expected.
    #[error("the payload slot is for target number {found}, which is not this program's")]
    Target {
        /// The target in the slot.
        found: u32,
    },
    /// The slot points outside the address space, or its parts overlap.
    #[error("the payload slot points to no possible place (delta {delta}, length {len})")]
    Place {
        /// The distance from the slot.
        delta: i64,
        /// The length of what should be there.
        len: u64,
    },
    /// The bytes behind the payload are not the end mark of this payload.
    #[error("the end mark of the payload is missing")]
    EndMark,
}
