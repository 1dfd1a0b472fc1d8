//! Reading and writing the words of objects.
//!
//! Word positions come from [`heapfmt::layout`]'s slot tables; position 0 is the header (or the CAR of a cons).
//! Every store of a value goes through [`Heap::set_slot`], which holds the write barrier.

use super::Heap;
use heapfmt::Value;
use heapfmt::layout::{Header, TypeCode, WORD, cons};
use std::ops::Range;

/// The word at `address`, which lies in a part of the heap that holds objects.
///
/// For this folder only, where addresses come from references, extents and anatomies.
#[inline(always)]
pub(super) fn load(address: usize) -> u64 {
    // SAFETY: by the module invariant objects' words are readable, initialised and aligned.
    unsafe { *std::ptr::with_exposed_provenance(address) }
}

/// Sets the word at `address`; see [`load`].
#[inline(always)]
pub(super) fn store(address: usize, bits: u64) {
    // SAFETY: as for `load`. Only the collector and initialisation call this, both with `&mut Heap` in hand.
    unsafe { *std::ptr::with_exposed_provenance_mut(address) = bits }
}

/// Copies `words` words of an object to a place that was taken for it.
#[inline(always)]
pub(super) fn copy_words(from: usize, to: usize, words: usize) {
    let (from, to) =
        (std::ptr::with_exposed_provenance::<u64>(from), std::ptr::with_exposed_provenance_mut(to));
    // SAFETY: as for `load` and `store`; fresh places overlap no object.
    unsafe { std::ptr::copy_nonoverlapping(from, to, words) }
}

/// Moves bytes that may overlap. Up to 32 of them are loaded before any is stored, without a call: nearly all strings
/// are that short, and a call of the library's function costs more than the move.
///
/// # Safety
/// `from` is readable and `to` writable for `n_bytes` bytes.
#[inline(always)]
unsafe fn move_bytes(from: *const u8, to: *mut u8, n_bytes: usize) {
    /// Moves two blocks that together cover the bytes.
    ///
    /// # Safety
    /// As for `move_bytes`; `T` is plain data no longer than `n_bytes`.
    #[inline(always)]
    unsafe fn move_ends<T: Copy>(from: *const u8, to: *mut u8, n_bytes: usize) {
        let last = n_bytes - size_of::<T>();
        // SAFETY: both blocks lie inside the bytes.
        unsafe {
            let head = from.cast::<T>().read_unaligned();
            let tail = from.add(last).cast::<T>().read_unaligned();
            to.cast::<T>().write_unaligned(head);
            to.add(last).cast::<T>().write_unaligned(tail);
        }
    }
    // SAFETY: the caller's promise; each block is no longer than the bytes.
    unsafe {
        match n_bytes {
            0 => {}
            1 => *to = *from,
            2..4 => move_ends::<u16>(from, to, n_bytes),
            4..8 => move_ends::<u32>(from, to, n_bytes),
            8..16 => move_ends::<u64>(from, to, n_bytes),
            16..=32 => move_ends::<u128>(from, to, n_bytes),
            _ => std::ptr::copy(from, to, n_bytes),
        }
    }
}

impl Heap {
    #[inline(always)]
    fn pointer(&self, object: Value, word: usize) -> *mut u64 {
        std::ptr::with_exposed_provenance_mut(
            self.base.wrapping_add(object.offset() as usize).wrapping_add(word * WORD),
        )
    }

    /// Word `word` of `object`, not interpreted.
    #[inline(always)]
    pub fn raw(&self, object: Value, word: usize) -> u64 {
        debug_assert!(object.is_reference());
        // SAFETY: a reference leads to a live object (module invariant) and callers name its own slots.
        unsafe { *self.pointer(object, word) }
    }

    /// Sets word `word` of `object` to raw data; never to a value that refers to an object.
    #[inline(always)]
    pub fn set_raw(&mut self, object: Value, word: usize, bits: u64) {
        debug_assert!(object.is_reference());
        // SAFETY: as for `raw`; `&mut self` excludes other access.
        unsafe { *self.pointer(object, word) = bits }
    }

    /// The value in slot `word` of `object`.
    #[inline(always)]
    pub fn slot(&self, object: Value, word: usize) -> Value {
        Value::from_bits(self.raw(object, word))
    }

    /// Stores `value` in slot `word` of `object` and tells the collector.
    #[inline(always)]
    pub fn set_slot(&mut self, object: Value, word: usize, value: Value) {
        self.set_raw(object, word, value.bits());
        self.barrier(object, word);
    }

    /// Stores `value` in a slot of an object allocated since the last safepoint, which needs no barrier.
    #[inline(always)]
    pub(crate) fn initialize_slot(&mut self, object: Value, word: usize, value: Value) {
        self.set_raw(object, word, value.bits());
    }

    /// Header of a headered object.
    #[inline(always)]
    pub fn header(&self, object: Value) -> Header {
        debug_assert!(object.is_object() || object.is_function());
        Header::from_bits(self.raw(object, 0))
    }

    /// Replaces the header, keeping the type.
    #[inline(always)]
    pub fn set_header(&mut self, object: Value, header: Header) {
        debug_assert!(self.header(object).type_number() == header.type_number());
        self.set_raw(object, 0, header.bits());
    }

    /// Whether `value` is a headered object of type `code`.
    #[inline(always)]
    pub fn is(&self, value: Value, code: TypeCode) -> bool {
        if code.is_function() {
            value.is_function() && self.header(value).is(code)
        } else {
            value.is_object() && self.header(value).is(code)
        }
    }

    /// Type of a headered object, or `None` for conses and immediates.
    #[inline]
    pub fn type_of(&self, value: Value) -> Option<TypeCode> {
        if value.is_object() || value.is_function() { self.header(value).type_code() } else { None }
    }

    /// Count word of a counted or raw object: its number of slots or elements.
    #[inline(always)]
    pub fn count(&self, object: Value) -> usize {
        self.raw(object, 1) as usize
    }

    /// [`cons::CAR`] or [`cons::CDR`] of a list; NIL's are NIL.
    #[inline(always)]
    pub fn half(&self, list: Value, word: usize) -> Value {
        let address = self.base.wrapping_add(list.cons_offset() as usize).wrapping_add(word * WORD);
        Value::from_bits(load(address))
    }

    /// CAR of a list; NIL's is NIL.
    #[inline(always)]
    pub fn car(&self, list: Value) -> Value {
        self.half(list, cons::CAR)
    }

    /// CDR of a list; NIL's is NIL.
    #[inline(always)]
    pub fn cdr(&self, list: Value) -> Value {
        self.half(list, cons::CDR)
    }

    /// Element `index` of a simple vector. `index` is below its count.
    #[inline(always)]
    pub fn element(&self, vector: Value, index: usize) -> Value {
        debug_assert!(index < self.count(vector));
        self.slot(vector, 2 + index)
    }

    /// Sets element `index` of a simple vector.
    #[inline(always)]
    pub fn set_element(&mut self, vector: Value, index: usize, value: Value) {
        debug_assert!(index < self.count(vector));
        self.set_slot(vector, 2 + index, value);
    }

    /// The raw words behind the count of a raw object, as bytes; longer than its elements by the padding.
    #[inline]
    pub fn bytes(&self, object: Value, n_bytes: usize) -> &[u8] {
        // SAFETY: callers pass at most the object's own length, which follows from its header and count.
        unsafe { std::slice::from_raw_parts(self.pointer(object, 2).cast::<u8>(), n_bytes) }
    }

    /// As [`Heap::bytes`], writable.
    #[inline]
    pub fn bytes_mut(&mut self, object: Value, n_bytes: usize) -> &mut [u8] {
        // SAFETY: as for `bytes`; `&mut self` excludes other access.
        unsafe { std::slice::from_raw_parts_mut(self.pointer(object, 2).cast::<u8>(), n_bytes) }
    }

    /// Copies bytes `from ..` of a raw object to bytes `to ..` of another or the same, as if through a copy.
    #[inline]
    pub fn copy_bytes(&mut self, source: Value, from: usize, target: Value, to: usize, n_bytes: usize) {
        let source = self.pointer(source, 2).cast::<u8>().wrapping_add(from);
        let target = self.pointer(target, 2).cast::<u8>().wrapping_add(to);
        // SAFETY: callers name bytes of the objects' own lengths, which follow from their headers and counts.
        unsafe { move_bytes(source, target, n_bytes) }
    }

    /// Copies bytes `from ..` of a narrow string to the characters `to ..` of a wide one.
    #[inline]
    pub fn widen_bytes(&mut self, source: Value, from: usize, target: Value, to: usize, n_chars: usize) {
        let source = self.pointer(source, 2).cast::<u8>().wrapping_add(from);
        let target = self.pointer(target, 2).cast::<u32>().wrapping_add(to);
        for index in 0..n_chars {
            // SAFETY: as for `copy_bytes`.
            unsafe { *target.add(index) = u32::from(*source.add(index)) }
        }
    }

    /// Elements of a raw object of 32-bit elements (wide string, code, U32 vector).
    #[inline]
    pub fn words32(&self, object: Value) -> &[u32] {
        // SAFETY: the count of such an object is its number of 32-bit elements.
        unsafe { std::slice::from_raw_parts(self.pointer(object, 2).cast::<u32>(), self.count(object)) }
    }

    /// As [`Heap::words32`], writable.
    #[inline]
    pub fn words32_mut(&mut self, object: Value) -> &mut [u32] {
        // SAFETY: as for `words32`.
        unsafe { std::slice::from_raw_parts_mut(self.pointer(object, 2).cast::<u32>(), self.count(object)) }
    }

    /// Elements of a raw object of 64-bit elements (bignum, U64 vector).
    #[inline]
    pub fn words64(&self, object: Value) -> &[u64] {
        // SAFETY: the count of such an object is its number of 64-bit elements.
        unsafe { std::slice::from_raw_parts(self.pointer(object, 2), self.count(object)) }
    }

    /// As [`Heap::words64`], writable.
    #[inline]
    pub fn words64_mut(&mut self, object: Value) -> &mut [u64] {
        // SAFETY: as for `words64`.
        unsafe { std::slice::from_raw_parts_mut(self.pointer(object, 2), self.count(object)) }
    }

    /// Sets 64-bit elements `range`, which is not empty, of a simple or specialised vector to the first of them. Where
    /// they are values, [`Heap::barrier_for_elements`] follows.
    pub fn fill_words(&mut self, vector: Value, range: Range<usize>) {
        let words = &mut self.words64_mut(vector)[range];
        words.fill(words[0]);
    }

    /// Puts 64-bit elements `range` in reverse order, as [`Heap::fill_words`].
    pub fn reverse_words(&mut self, vector: Value, range: Range<usize>) {
        self.words64_mut(vector)[range].reverse();
    }

    /// Elements of a simple vector. Valid until the next allocation or store.
    #[inline]
    pub fn elements(&self, vector: Value) -> &[Value] {
        // SAFETY: `Value` is a transparent u64 and the count is the number of elements.
        unsafe { std::slice::from_raw_parts(self.pointer(vector, 2).cast::<Value>(), self.count(vector)) }
    }
}
