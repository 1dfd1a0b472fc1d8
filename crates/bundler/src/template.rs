//! What a program declares in order to be a template, and how it finds its payload when it runs.
#![expect(
    unsafe_code,
    reason = "reads the slot as the loader mapped it, and the end mark behind the payload"
)]

use core::cell::UnsafeCell;

use crate::error::SlotError;
use crate::slot::{self, BUILD_ID_LEN, END_MARK_LEN, SLOT_LEN, Slot};
use crate::target::Target;

/// Declares the slot that makes a program a template.
///
/// ```
/// bundler::template_slot! {
///     /// Where this program finds its payload.
///     static SLOT = [0x17; 32];
/// }
///
/// match SLOT.contents().expect("the slot is intact") {
///     bundler::Contents::Empty => println!("nothing attached"),
///     bundler::Contents::Attached(payload) => {
///         payload.check_end_mark().expect("the payload is complete");
///         println!("{} bytes at {:p}", payload.len(), payload.address());
///     }
/// }
/// ```
///
/// The value is the build id: 32 bytes that differ between any two builds whose payloads are not
/// interchangeable. A program declares exactly one slot.
#[macro_export]
macro_rules! template_slot {
    ($(#[$attribute:meta])* $visibility:vis static $name:ident = $build_id:expr;) => {
        $(#[$attribute])*
        #[used]
        $visibility static $name: $crate::TemplateSlot = $crate::TemplateSlot::empty($build_id);
    };
}

/// A slot in the running program. Use [`template_slot!`] to declare it.
// Interior mutability puts the static into `.data`: the loader maps that writable and never seals it.
#[repr(C, align(64))]
pub struct TemplateSlot(UnsafeCell<[u8; SLOT_LEN]>);

const _: () = assert!(align_of::<TemplateSlot>() as u64 == slot::SLOT_ALIGN);
const _: () = assert!(size_of::<TemplateSlot>() == SLOT_LEN);

// SAFETY: nothing writes to the slot while the program runs.
unsafe impl Sync for TemplateSlot {}

/// What a slot says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contents {
    /// The program is a bare template.
    Empty,
    /// The program carries a payload.
    Attached(Attached),
}

/// A payload in the memory of the running program.
///
/// The memory is private to the process, readable and writable; the system loads a page of it when it is first
/// touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attached {
    address: *mut u8,
    len: usize,
    end_mark: *const [u8; END_MARK_LEN as usize],
    expected_end_mark: [u8; END_MARK_LEN as usize],
}

impl TemplateSlot {
    /// The slot of a template built for the platform that is compiled for.
    pub const fn empty(build_id: [u8; BUILD_ID_LEN]) -> TemplateSlot {
        let slot = Slot { target: Target::HOST, build_id, attached: None };
        TemplateSlot(UnsafeCell::new(slot.encode(slot::MAGIC)))
    }

    /// Reads the slot. This touches nothing but the slot: see [`Attached::check_end_mark`].
    pub fn contents(&self) -> Result<Contents, SlotError> {
        let bytes = self.bytes();
        let slot = Slot::decode(&bytes)?;
        if slot.target != Target::HOST {
            return Err(SlotError::Target { found: slot.target as u32 });
        }
        let Some(extents) = slot.attached else { return Ok(Contents::Empty) };
        let slot_address = self.0.get().expose_provenance() as u64;
        let (start, end) = extents.payload.addresses(slot_address)?;
        let misplaced = SlotError::Place { delta: extents.payload.delta, len: extents.payload.len };
        let end_mark = end.checked_add(slot::end_mark_gap(extents.payload.len)).ok_or(misplaced)?;
        if end_mark.checked_add(END_MARK_LEN).is_none_or(|end| usize::try_from(end).is_err()) {
            return Err(misplaced);
        }
        Ok(Contents::Attached(Attached {
            address: core::ptr::with_exposed_provenance_mut(start as usize),
            len: extents.payload.len as usize,
            end_mark: core::ptr::with_exposed_provenance(end_mark as usize),
            expected_end_mark: slot::end_mark(&bytes),
        }))
    }

    /// The build id of this program.
    pub fn build_id(&self) -> Result<[u8; BUILD_ID_LEN], SlotError> {
        Ok(Slot::decode(&self.bytes())?.build_id)
    }

    fn bytes(&self) -> [u8; SLOT_LEN] {
        // SAFETY: the pointer comes from the cell and nothing writes to it. The read is volatile because the bytes
        // in memory are those of the file that was started, not those the compiler saw.
        unsafe { self.0.get().read_volatile() }
    }
}

impl Attached {
    /// The first byte of the payload.
    pub fn address(&self) -> *mut u8 {
        self.address
    }

    /// The length of the payload in bytes.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether the payload has no bytes.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Checks that the payload ends as it was written.
    ///
    /// When the file was cut short inside the payload, the memory is mapped and has nothing behind it: reading it
    /// raises a bus error (Unix). A program that wants to say more than that installs its handler first.
    pub fn check_end_mark(&self) -> Result<(), SlotError> {
        // SAFETY: a slot with a valid checksum says that the end mark lies in the segment that it is in itself. The
        // file that this was written to may have been changed since; then the read faults, as documented.
        let found = unsafe { self.end_mark.read_volatile() };
        if found == self.expected_end_mark { Ok(()) } else { Err(SlotError::EndMark) }
    }
}
