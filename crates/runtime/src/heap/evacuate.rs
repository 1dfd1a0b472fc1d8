//! Copying what is reachable, by Cheney's algorithm: the objects copied but not yet scanned are the worklist, so
//! nothing recurses, however deep the data.
//!
//! A chunk being evacuated has [`kind::FROM`]. An object that has been copied leaves a forwarding word in its first
//! word. Conses are copied along their CDRs, so that lists become contiguous. Survivors of the nursery go to the
//! survivor space, everything else to the mature space.
//!
//! When no chunk can be had to copy into, an object stays where it is (see [`super::pinned`]); a collection always
//! completes.

use super::Heap;
use super::access::{copy_words, load, store};
use super::chunks::{Kind, kind};
use super::space::Generation;
use super::walk::{Anatomy, Weak, anatomy};
use heapfmt::Value;
use heapfmt::layout::{WORD, forwarded_to, forwarding_word, is_header, weak_pointer};

/// What tracing has still to do, beside the unscanned parts of the spaces.
#[derive(Default)]
pub(super) struct Worklists {
    /// Numbers of marked large objects that have not been scanned.
    pub(super) large: Vec<u32>,
    /// Addresses of pinned objects that have not been scanned.
    pub(super) pinned: Vec<usize>,
    /// Addresses of weak pointers met.
    pub(super) weak_pointers: Vec<usize>,
    /// Entries of weak hash tables met.
    pub(super) weak_entries: Vec<super::weak::EntryRange>,
}

const CONS_BYTES: usize = 2 * WORD;

impl Heap {
    /// The reference to put where `value` was found: to the object's copy, if it is being evacuated.
    #[inline(always)]
    pub(super) fn forward(&mut self, value: Value) -> Value {
        if !value.is_reference() {
            return value;
        }
        let kind = self.chunks.kind_at(value.offset());
        if kind & kind::FROM == 0 { value } else { self.evacuate(value, kind) }
    }

    /// Forwards the value in the word at `address`.
    #[inline(always)]
    pub(super) fn forward_word(&mut self, address: usize) {
        let value = Value::from_bits(load(address));
        if value.is_reference() {
            let kind = self.chunks.kind_at(value.offset());
            if kind & kind::FROM != 0 {
                let forwarded = self.evacuate(value, kind);
                store(address, forwarded.bits());
            }
        }
    }

    /// Forwards the value in the word at `address` of an old object, and marks its card if it is young thereafter.
    #[inline(always)]
    pub(super) fn forward_old_word(&mut self, address: usize) {
        let value = Value::from_bits(load(address));
        if value.is_reference() {
            let mut kind = self.chunks.kind_at(value.offset());
            if kind == kind::FREE {
                return;
            }
            if kind & kind::FROM != 0 {
                let forwarded = self.evacuate(value, kind);
                if forwarded != value {
                    store(address, forwarded.bits());
                }
                kind = self.chunks.kind_at(forwarded.offset());
            }
            self.remember(address, kind);
        }
    }

    /// Copies the object that `value` refers to, which lies in a chunk of kind `kind` that is being evacuated, unless
    /// that has been done.
    #[inline(never)]
    fn evacuate(&mut self, value: Value, kind: Kind) -> Value {
        if kind & kind::LARGE != 0 {
            self.mark_large(value.offset());
            return value;
        }
        let address = self.address_of(value);
        let first = load(address);
        if let Some(offset) = forwarded_to(first) {
            return value.moved_to(offset);
        }
        if kind & kind::PINNED != 0 && self.is_pinned(address) {
            return value;
        }
        // Survivors stay young for one more collection, but for a full one, which makes everything mature.
        let to = if kind & kind::NURSERY != 0 && !self.collecting_all {
            Generation::Survivors
        } else {
            Generation::Mature
        };
        let copied = if value.is_list() {
            // Inlined twice, each for one space.
            match to {
                Generation::Survivors => self.copy_list(address, first, kind, Generation::Survivors),
                Generation::Mature => self.copy_list(address, first, kind, Generation::Mature),
            }
        } else {
            let words = anatomy(address).words;
            self.take_in(to, words * WORD).inspect(|&copy| {
                copy_words(address, copy, words);
                store(address, forwarding_word(self.offset_of(copy)));
            })
        };
        match copied {
            Some(copy) => value.moved_to(self.offset_of(copy)),
            None => {
                self.pin(address);
                value
            }
        }
    }

    /// Copies a cons and those that its CDRs lead to, as long as they are of the same kind and not yet copied.
    #[inline(always)]
    fn copy_list(&mut self, address: usize, car: u64, kind: Kind, to: Generation) -> Option<usize> {
        let head = self.take_in(to, CONS_BYTES)?;
        let (mut address, mut car, mut copy) = (address, car, head);
        loop {
            let cdr = load(address + WORD);
            store(copy, car);
            store(address, forwarding_word(self.offset_of(copy)));
            let next = Value::from_bits(cdr);
            if !next.is_list() || self.chunks.kind_at(next.offset()) != kind || kind & kind::PINNED != 0 {
                store(copy + WORD, cdr);
                return Some(head);
            }
            address = self.address_of(next);
            car = load(address);
            if let Some(offset) = forwarded_to(car) {
                store(copy + WORD, next.moved_to(offset).bits());
                return Some(head);
            }
            let Some(next_copy) = self.take_in(to, CONS_BYTES) else {
                store(copy + WORD, cdr);
                return Some(head);
            };
            store(copy + WORD, next.moved_to(self.offset_of(next_copy)).bits());
            copy = next_copy;
        }
    }

    /// Marks a large object and enters it to be scanned, if this collection decides about it.
    fn mark_large(&mut self, offset: u64) {
        let number = self.large_number(offset);
        let decides_all = self.collecting_all;
        let object = self.large.objects[number].as_mut().expect("references lead to live objects");
        if (object.young || decides_all) && !object.marked {
            object.marked = true;
            self.worklists.large.push(number as u32);
        }
    }

    /// Whether what `value` refers to is known to stay alive.
    pub(super) fn is_live(&self, value: Value) -> bool {
        if !value.is_reference() {
            return true;
        }
        let kind = self.chunks.kind_at(value.offset());
        if kind & kind::FROM == 0 {
            return true;
        }
        if kind & kind::LARGE != 0 {
            let object = self.large.objects[self.large_number(value.offset())];
            let object = object.expect("references lead to live objects");
            return object.marked || !object.young && !self.collecting_all;
        }
        let address = self.address_of(value);
        forwarded_to(load(address)).is_some() || kind & kind::PINNED != 0 && self.is_pinned(address)
    }

    /// Scans until everything reachable from what has been copied is copied.
    pub(super) fn drain(&mut self) {
        loop {
            let mut idle = !self.scan_space(Generation::Mature);
            idle &= !self.scan_space(Generation::Survivors);
            while let Some(number) = self.worklists.large.pop() {
                self.scan_large(number as usize);
                idle = false;
            }
            while let Some(address) = self.worklists.pinned.pop() {
                self.scan_object::<true>(address);
                idle = false;
            }
            if idle {
                return;
            }
        }
    }

    /// Scans the unscanned objects of a space. False when there was none.
    fn scan_space(&mut self, generation: Generation) -> bool {
        let mut busy = false;
        loop {
            let space = self.space(generation);
            let start = space.scan;
            if space.scan_chunk + 1 < space.chunks.len() {
                let chunk = space.chunks[space.scan_chunk] as usize;
                let top = self.chunks.address(chunk) + self.chunks.chunk(chunk).top;
                if start == top {
                    let space = self.space(generation);
                    space.scan_chunk += 1;
                    let next = space.chunks[space.scan_chunk] as usize;
                    self.space(generation).scan = self.chunks.address(next);
                } else {
                    busy = true;
                    self.scan_up_to(generation, start, top);
                }
            } else if start != space.free {
                busy = true;
                let free = space.free;
                self.scan_up_to(generation, start, free);
            } else {
                return busy;
            }
        }
    }

    fn scan_up_to(&mut self, generation: Generation, start: usize, top: usize) {
        let mut scan = start;
        // Nothing is young after a full collection, so no card needs marking in it.
        if generation == Generation::Mature && !self.collecting_all {
            while scan != top {
                scan += self.scan_object::<true>(scan) * WORD;
            }
        } else {
            while scan != top {
                scan += self.scan_object::<false>(scan) * WORD;
            }
        }
        self.space(generation).scan = scan;
    }

    /// Forwards the strong values of the object at `address` and enters its weak ones in the worklists. Returns its
    /// length in words.
    #[inline(always)]
    fn scan_object<const OLD: bool>(&mut self, address: usize) -> usize {
        if !is_header(load(address)) {
            self.scan_word::<OLD>(address);
            self.scan_word::<OLD>(address + WORD);
            return 2;
        }
        let anatomy = anatomy(address);
        for word in anatomy.first..anatomy.end {
            self.scan_word::<OLD>(address + word * WORD);
        }
        if anatomy.weak != Weak::None {
            self.note_weak(address, anatomy, address, address + anatomy.words * WORD);
        }
        anatomy.words
    }

    #[inline(always)]
    fn scan_word<const OLD: bool>(&mut self, address: usize) {
        if OLD {
            self.forward_old_word(address);
        } else {
            self.forward_word(address);
        }
    }

    fn scan_large(&mut self, number: usize) {
        let object = self.large.objects[number].expect("marked objects are alive");
        let address = self.base.wrapping_add(object.offset as usize);
        let anatomy = anatomy(address);
        if anatomy.first != anatomy.end || anatomy.weak != Weak::None {
            self.set_cards(object.offset, object.bytes, super::cards::CLEAN);
            self.scan_object::<true>(address);
        }
    }

    /// Enters the weak values of an object that lie between two addresses.
    pub(super) fn note_weak(&mut self, address: usize, anatomy: Anatomy, from: usize, to: usize) {
        match anatomy.weak {
            Weak::None => {}
            Weak::Target => {
                let slot = address + weak_pointer::TARGET * WORD;
                if from <= slot && slot < to {
                    self.worklists.weak_pointers.push(slot);
                }
            }
            Weak::Entries { weakness, end } => {
                let start = from.max(address + 2 * WORD);
                let end = to.min(address + end * WORD);
                if start < end {
                    self.worklists.weak_entries.push(super::weak::EntryRange { start, end, weakness });
                }
            }
        }
    }
}
