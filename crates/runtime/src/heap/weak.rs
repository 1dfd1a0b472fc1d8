//! Weak pointers and the entries of weak hash tables.
//!
//! Tracing only collects them. When everything strongly reachable is known, entries whose condition holds keep their
//! other half alive (an ephemeron's value does not keep its own key), until nothing changes; then what is left is
//! cleared. A weak table's entry vector says itself that it is one (`flags::WEAKNESS`), so it is recognised wherever
//! it is met: copied, on a dirty card, or in the image.

use super::Heap;
use super::access::{load, store};
use heapfmt::Value;
use heapfmt::layout::WORD;

/// Pairs of key and value in the entry vector of a weak table.
#[derive(Clone, Copy, Debug)]
pub(super) struct EntryRange {
    /// Address of the first key.
    pub(super) start: usize,
    /// Address behind the last value.
    pub(super) end: usize,
    pub(super) weakness: u8,
}

/// When an entry of a weak table stays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weakness {
    /// While its key is alive otherwise.
    Key = 1,
    /// While its value is alive otherwise.
    Value = 2,
    /// While both are.
    KeyAndValue = 3,
    /// While one of them is.
    KeyOrValue = 4,
}

impl Weakness {
    /// The weakness with this number in a hash table's WEAKNESS slot; `None` for strong ones.
    pub fn from_number(number: u8) -> Option<Weakness> {
        match number {
            1 => Some(Weakness::Key),
            2 => Some(Weakness::Value),
            3 => Some(Weakness::KeyAndValue),
            4 => Some(Weakness::KeyOrValue),
            _ => None,
        }
    }

    fn keeps(self, key_is_live: bool, value_is_live: bool) -> bool {
        match self {
            Weakness::Key => key_is_live,
            Weakness::Value => value_is_live,
            Weakness::KeyAndValue => key_is_live && value_is_live,
            Weakness::KeyOrValue => key_is_live || value_is_live,
        }
    }
}

impl Heap {
    /// Traces everything that is reachable, entries of weak tables whose condition holds included.
    pub(super) fn trace(&mut self) {
        self.drain();
        while self.trace_kept_entries() {
            self.drain();
        }
    }

    /// Forwards the keys and values of entries that stay. True when that reached something new.
    fn trace_kept_entries(&mut self) -> bool {
        let mut progress = false;
        for position in 0..self.worklists.weak_entries.len() {
            let range = self.worklists.weak_entries[position];
            for (key_address, weakness) in pairs(range) {
                let (key, value) = entry(key_address);
                let (key_is_live, value_is_live) = (self.is_live(key), self.is_live(value));
                if key_is_live != value_is_live && weakness.keeps(key_is_live, value_is_live) {
                    let dying = if key_is_live { key_address + WORD } else { key_address };
                    self.forward_word(dying);
                    progress = true;
                }
            }
        }
        progress
    }

    /// Clears the weak pointers and entries met whose condition does not hold, and updates the others.
    pub(super) fn clear_weak(&mut self) {
        for slot in std::mem::take(&mut self.worklists.weak_pointers) {
            let target = Value::from_bits(load(slot));
            if self.is_live(target) {
                self.update_weak_word(slot);
            } else {
                store(slot, Value::EMPTY.bits());
            }
        }
        for range in std::mem::take(&mut self.worklists.weak_entries) {
            for (key_address, weakness) in pairs(range) {
                let (key, value) = entry(key_address);
                if weakness.keeps(self.is_live(key), self.is_live(value)) {
                    self.update_weak_word(key_address);
                    self.update_weak_word(key_address + WORD);
                } else {
                    store(key_address, Value::EMPTY.bits());
                    store(key_address + WORD, Value::EMPTY.bits());
                }
            }
        }
    }

    /// Updates a weak reference to an object that stays.
    fn update_weak_word(&mut self, address: usize) {
        let value = Value::from_bits(load(address));
        let forwarded = self.forward(value);
        if forwarded != value {
            store(address, forwarded.bits());
        }
        if forwarded.is_reference() {
            self.remember_if_old(address, self.chunks.kind_at(forwarded.offset()));
        }
    }
}

fn pairs(range: EntryRange) -> impl Iterator<Item = (usize, Weakness)> {
    let weakness = Weakness::from_number(range.weakness).unwrap_or(Weakness::KeyOrValue);
    (range.start..range.end).step_by(2 * WORD).map(move |address| (address, weakness))
}

fn entry(key_address: usize) -> (Value, Value) {
    (Value::from_bits(load(key_address)), Value::from_bits(load(key_address + WORD)))
}
