//! The heap: one image range and one dynamic range of 64-bit words, addressed by offsets from one base.
//!
//! ```text
//!   base = image address                     anywhere else, above or below
//!   | image (immortal, never moved) |  ...   | chunk | chunk | large objects | chunk | .... |
//!   |  u8 card per 512 B, u32 crossing map   |  u8 card per 512 B, crossing map per mature chunk
//! ```
//!
//! Reading and writing slots is in [`access`], building objects in [`objects`], walking over them in [`walk`],
//! collection in [`collect`]. Everything outside `heap/` and the interpreter's core handles
//! [`Value`](heapfmt::Value)s through safe functions; they rely on one invariant: *every value in a register, a
//! root or a slot refers to the start of a live object of this heap with the tag its type demands*. Images are
//! verified before they may break it.
//!
//! Allocation never collects. When space runs low it takes more and asks for a collection in the poll word; the
//! virtual machine collects at its next safepoint. Image and dynamic range are never assumed to be adjacent or
//! ordered: offsets are wrapping differences, and whether an offset lies in the image is one compare.

#![expect(unsafe_code, reason = "the heap is raw memory behind a safe interface")]

pub mod access;
mod cards;
pub mod check;
mod chunks;
pub mod collect;
mod evacuate;
mod finalizers;
pub mod identity;
mod image;
mod large;
pub mod limits;
mod nursery;
pub mod objects;
mod pinned;
mod remembered;
mod space;
mod statistics;
mod value_area;
pub mod walk;
mod weak;

#[cfg(test)]
mod tests;

pub use collect::{Collection, Outcome};
pub use image::ImageMemory;
pub use value_area::ValueArea;
pub use weak::Weakness;

use crate::error::Trap;
use cards::CardTables;
use chunks::{Chunks, kind};
use collect::Schedule;
use evacuate::Worklists;
use heapfmt::Value;
use large::LargeObjects;
use limits::Limits;
use nursery::Nursery;
use pinned::Pinned;
use space::Space;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

const _: () = assert!(size_of::<usize>() == 8, "offsets are 64-bit differences of addresses");

/// Bits of the poll word, which the virtual machine reads at function entry and in loops.
pub mod poll {
    /// Allocation asks for a collection.
    pub const COLLECT: u32 = 1;
    /// A signal handler or another thread asks to be heard.
    pub const INTERRUPT: u32 = 2;
    /// The virtual machine counts how often it has run an instruction again since the last safepoint.
    pub const RETRIED: u32 = 4;
}

/// Memory for Lisp objects.
pub struct Heap {
    base: usize,
    /// Address of the next free word of the nursery, and of the end of what may be taken without asking.
    free: usize,
    limit: usize,
    image_len: u64,
    /// What added to an offset's card number gives the card's address, by range.
    image_cards: usize,
    dynamic_cards: usize,
    poll: Arc<AtomicU32>,
    image: ImageMemory,
    chunks: Chunks,
    cards: CardTables,
    nursery: Nursery,
    survivors: Space,
    mature: Space,
    large: LargeObjects,
    limits: Limits,
    schedule: Schedule,
    epoch: u64,
    /// Collections are followed by a check.
    verify: bool,
    /// List of (object . function) pairs whose objects have died.
    pending_finalizers: Value,
    last_identity_hash: u32,
    /// Number of the hash table entry that was found last: a guess, in whatever table is asked next.
    pub(crate) recent_entry: usize,

    // State of the collection that runs.
    /// It is a full one.
    collecting_all: bool,
    worklists: Worklists,
    pinned: Pinned,
    /// Chunks that spaces may still take, to test what happens when there are none.
    #[cfg(test)]
    copy_chunks_left: usize,
}

impl Heap {
    /// A heap for building an image: a fresh image range whose first `static_bytes` bytes, from offset 0, the
    /// caller fills with objects before the first safepoint.
    pub fn new(static_bytes: u64) -> Heap {
        Heap::from_image(ImageMemory::fresh(static_bytes as usize))
    }

    /// A heap whose image range is `image`.
    pub fn from_image(image: ImageMemory) -> Heap {
        Heap::with_dynamic_range(image, Chunks::reserve(0))
    }

    fn with_dynamic_range(image: ImageMemory, chunks: Chunks) -> Heap {
        let base = image.address();
        let image_len = image.len() as u64;
        let mut chunks = chunks;
        chunks.set_base(base);
        let cards = CardTables::reserve(image.len(), chunks.capacity_bytes());
        Heap {
            base,
            free: 0,
            limit: 0,
            image_len,
            image_cards: cards.image_bias(),
            dynamic_cards: cards.dynamic_bias(chunks.start_offset()),
            poll: Arc::new(AtomicU32::new(0)),
            image,
            chunks,
            cards,
            nursery: Nursery::default(),
            survivors: Space::new(kind::SURVIVOR),
            mature: Space::new(kind::MATURE),
            large: LargeObjects::default(),
            limits: Limits::default(),
            schedule: Schedule::default(),
            recent_entry: 0,
            epoch: 0,
            verify: false,
            pending_finalizers: Value::NIL,
            last_identity_hash: 0,
            collecting_all: false,
            worklists: Worklists::default(),
            pinned: Pinned::default(),
            #[cfg(test)]
            copy_chunks_left: usize::MAX,
        }
    }

    /// Address that offsets count from.
    #[inline(always)]
    pub fn base(&self) -> usize {
        self.base
    }

    /// Length in bytes of the image range; offsets below it lie in the image.
    #[inline(always)]
    pub fn image_len(&self) -> u64 {
        self.image_len
    }

    /// Offsets of the part of the dynamic range that has ever been used. The end may be below the start, because
    /// offsets wrap.
    pub(crate) fn dynamic_extent(&self) -> Range<u64> {
        let start = self.chunks.start_offset();
        start..start.wrapping_add((self.chunks.len() * chunks::CHUNK) as u64)
    }

    /// The word in which a collection or an interrupt is asked for; see [`poll`].
    #[inline(always)]
    pub fn poll_word(&self) -> &AtomicU32 {
        &self.poll
    }

    /// The poll word for whoever must reach it without the heap, such as a signal handler.
    pub fn shared_poll_word(&self) -> Arc<AtomicU32> {
        Arc::clone(&self.poll)
    }

    /// Gives way to a pending interrupt: for walks and computations without bound, before their side effects.
    #[inline]
    pub(crate) fn poll_interrupt(&self) -> Result<(), Trap> {
        if self.poll.load(Ordering::Relaxed) & poll::INTERRUPT == 0 { Ok(()) } else { Err(Trap::Interrupted) }
    }

    fn request_collection(&self) {
        self.poll.fetch_or(poll::COLLECT, Ordering::Relaxed);
    }

    /// Takes `words` words (an even number, less than a large object's) and returns their offset. What they hold is undefined: the caller
    /// writes all of them before anything else is allocated or the heap is walked.
    #[inline(always)]
    pub(crate) fn take(&mut self, words: usize) -> u64 {
        debug_assert!(words.is_multiple_of(2));
        let bytes = words * heapfmt::layout::WORD;
        let start = self.free;
        if bytes > self.limit - start {
            return self.take_beyond_limit(bytes);
        }
        self.free = start + bytes;
        start.wrapping_sub(self.base) as u64
    }
}
