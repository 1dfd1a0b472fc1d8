//! Finalizers: functions called with an object when nothing else refers to it any more.
//!
//! The root FINALIZERS is a list of (object . function) pairs. The collector takes the list out of its slot before it
//! traces, so that it keeps no object alive. Pairs whose object has died otherwise move to the pending list, which
//! is a root; the virtual machine takes that list at a safepoint and calls the functions.
//!
//! Weak pointers to such objects are broken by then: an object that is on its way out is not handed out again.

use super::Heap;
use super::access::{load, store};
use super::chunks::kind;
use heapfmt::Value;
use heapfmt::layout::{WORD, cons, forwarded_to};
use heapfmt::statics::{ROOTS_OFFSET, STATIC_END, root};

const FINALIZERS_SLOT: u64 = ROOTS_OFFSET + (2 + root::FINALIZERS) * WORD as u64;

impl Heap {
    /// The list of (object . function) pairs whose objects have died, most recent first. The caller roots it and
    /// calls the functions; the list is empty thereafter.
    pub fn take_pending_finalizers(&mut self) -> Value {
        std::mem::replace(&mut self.pending_finalizers, Value::NIL)
    }

    /// Whether [`Heap::take_pending_finalizers`] would return a non-empty list.
    pub fn has_pending_finalizers(&self) -> bool {
        self.pending_finalizers.is_cons()
    }

    /// Takes the list out of its root, unless this collection decides about none of its objects.
    pub(super) fn detach_finalizers(&mut self) -> Value {
        if self.image_len < STATIC_END {
            return Value::NIL;
        }
        let slot = self.base + FINALIZERS_SLOT as usize;
        let list = Value::from_bits(load(slot));
        if !list.is_cons() || self.chunks.kind_at(list.offset()) & kind::FROM == 0 {
            return Value::NIL;
        }
        store(slot, Value::NIL.bits());
        list
    }

    /// Puts the pairs of `list` back whose objects are alive, and makes the others pending. Everything that is
    /// strongly reachable has been traced; what this reaches has not.
    pub(super) fn reattach_finalizers(&mut self, list: Value) {
        if list.is_nil() {
            return;
        }
        let (mut kept, mut dead) = (Vec::new(), Vec::new());
        let mut rest = list;
        while rest.is_cons() && self.chunks.kind_at(rest.offset()) & kind::FROM != 0 {
            let cell = self.resolve(rest);
            let pair = Value::from_bits(load(cell + cons::CAR * WORD));
            let object = Value::from_bits(load(self.resolve(pair) + cons::CAR * WORD));
            if self.is_live(object) {
                kept.push(rest)
            } else {
                dead.push(rest)
            }
            rest = Value::from_bits(load(cell + cons::CDR * WORD));
        }
        let kept = self.relink(&kept, rest);
        let pending = self.relink(&dead, self.pending_finalizers);
        self.pending_finalizers = pending;
        let slot = self.base + FINALIZERS_SLOT as usize;
        store(slot, kept.bits());
        self.remember(slot, self.chunks.kind_at(kept.offset()));
    }

    /// Copies the conses `cells` and makes a list of them, ending in `tail`.
    fn relink(&mut self, cells: &[Value], tail: Value) -> Value {
        cells.iter().rev().fold(tail, |rest, &cell| {
            let copy = self.forward(cell);
            let slot = self.address_of(copy) + cons::CDR * WORD;
            store(slot, rest.bits());
            self.remember_if_old(slot, self.chunks.kind_at(rest.offset()));
            copy
        })
    }

    /// Address of the words of an object that may have been copied.
    fn resolve(&self, value: Value) -> usize {
        let address = self.address_of(value);
        if self.chunks.kind_at(value.offset()) & kind::FROM == 0 {
            return address;
        }
        forwarded_to(load(address)).map_or(address, |offset| self.base.wrapping_add(offset as usize))
    }
}
