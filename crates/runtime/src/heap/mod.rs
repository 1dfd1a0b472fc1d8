//! The heap: one image range and one dynamic range of 64-bit words, addressed by offsets from one base.
//!
//! Reading and writing slots is in [`access`], building objects in [`objects`]. Everything outside `heap/` and
//! the interpreter's core handles [`Value`](heapfmt::Value)s through these safe functions; they rely on one
//! invariant: *every value in a register, a root or a slot refers to the start of a live object of this heap with
//! the tag its type demands*. Images are verified before they may break it.
//!
//! Allocation never collects. When space runs low it takes more and asks for a collection; the virtual machine
//! collects at its next safepoint.

#![expect(unsafe_code, reason = "the heap is raw memory behind a safe interface")]

pub mod access;
pub mod objects;

use heapfmt::layout::WORD;

/// Memory for Lisp objects.
pub struct Heap {
    base: usize,
    memory: Box<[u64]>,
    /// Next free word of `memory`.
    free: usize,
}

impl Heap {
    /// An empty heap whose first `static_bytes` bytes, from offset 0, are left to the caller to fill.
    pub fn new(static_bytes: u64) -> Heap {
        let mut memory = vec![0u64; 1 << 27].into_boxed_slice();
        let base = memory.as_mut_ptr().expose_provenance();
        Heap { base, memory, free: static_bytes as usize / WORD }
    }

    /// Address that offsets count from.
    #[inline(always)]
    pub fn base(&self) -> usize {
        self.base
    }

    /// Makes sure that `bytes` more bytes can be allocated before the next safepoint.
    pub fn reserve(&mut self, bytes: usize) -> Result<(), crate::error::Trap> {
        if bytes / WORD + self.free < self.memory.len() {
            Ok(())
        } else {
            Err(crate::error::Trap::NeedMemory { bytes })
        }
    }

    /// Takes `words` words (an even number) and returns their offset. The words are zero.
    #[inline]
    pub(crate) fn take(&mut self, words: usize) -> u64 {
        debug_assert!(words.is_multiple_of(2));
        let start = self.free;
        self.free += words;
        assert!(self.free <= self.memory.len(), "heap exhausted");
        (start * WORD) as u64
    }
}
