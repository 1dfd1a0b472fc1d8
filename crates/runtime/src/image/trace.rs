//! Finding what to save, and its order.
//!
//! A start is a budget of touched pages, so objects are grouped by how a start treats them: what programs write
//! lies together (HEAP.MUT), what the start function leads to comes next in breadth-first order (HEAP.HOT), then
//! code, then everything else. The order follows from the graph alone.

use super::builtins;
use super::extent::extent;
use super::placement::Placement;
use crate::error::Trap;
use crate::hash;
use crate::heap::Heap;
use heapfmt::Value;
use heapfmt::layout::{TypeCode, WORD, flags, symbol};
use heapfmt::section::SectionKind;
use heapfmt::statics::{NIL_SYMBOL_OFFSET, ROOTS_OFFSET, STATIC_END, SYMBOL_BYTES, SYMBOLS, root, sym};
use std::collections::VecDeque;

/// The heap sections behind STATIC, in file order.
pub(super) const SECTIONS: [SectionKind; 4] =
    [SectionKind::HeapMutable, SectionKind::HeapHot, SectionKind::Code, SectionKind::HeapWarm];

const MUTABLE: usize = 0;
const HOT: usize = 1;
const CODE: usize = 2;
const WARM: usize = 3;

/// Bytes of HEAP.HOT: what a start may decode or touch without being noticed.
const HOT_BYTES: usize = 3 << 19;

/// The live objects in the order in which they will be written.
pub(super) struct Trace {
    /// Objects of each of [`SECTIONS`].
    pub(super) sections: [Vec<Value>; 4],
    /// Length of each section in bytes.
    pub(super) lens: [usize; 4],
    /// Every hash table among them.
    pub(super) hash_tables: Vec<Value>,
    /// Marks all of them as seen.
    pub(super) placement: Placement,
}

/// The static objects in offset order: NIL's symbol and the others, then the root vector. NIL's cons and the filler
/// before it hold nothing to trace.
pub(super) fn static_objects() -> impl Iterator<Item = Value> {
    let symbols = (0..SYMBOLS.len() as u64)
        .map(|position| Value::object_at(NIL_SYMBOL_OFFSET + position * SYMBOL_BYTES));
    symbols.chain([Value::object_at(ROOTS_OFFSET)])
}

/// Finds everything that the static objects lead to. Hash tables are compacted on the way, which no program can
/// notice.
pub(super) fn trace(heap: &mut Heap) -> Result<Trace, Trap> {
    let placement = Placement::new(heap);
    let mut tracer = Tracer {
        trace: Trace { sections: Default::default(), lens: [0; 4], hash_tables: Vec::new(), placement },
        pending: VecDeque::new(),
    };
    // What a process runs first: the init function, then the top level's own code.
    for start in [sym::INIT_FUNCTION, sym::RUN_TOPLEVEL] {
        for slot in [symbol::VALUE, symbol::FUNCTION] {
            tracer.reach(heap, heap.symbol_slot(start, slot));
        }
    }
    tracer.drain(heap)?;
    for object in static_objects() {
        for word in extent(heap, object).values {
            tracer.reach(heap, heap.slot(object, word));
        }
    }
    tracer.drain(heap)?;
    Ok(tracer.trace)
}

struct Tracer {
    trace: Trace,
    pending: VecDeque<Value>,
}

impl Tracer {
    /// Takes up the object that `value` refers to, unless it is static or known. A list is taken up along its
    /// spine, so that its conses lie one behind the other.
    fn reach(&mut self, heap: &Heap, value: Value) {
        let mut value = value;
        while value.is_reference() && value.offset() >= STATIC_END && self.trace.placement.see(value.offset())
        {
            let section = self.section_of(heap, value);
            self.trace.lens[section] += extent(heap, value).words * WORD;
            self.trace.sections[section].push(value);
            self.pending.push_back(value);
            if !value.is_list() {
                break;
            }
            value = heap.cdr(value);
        }
    }

    fn drain(&mut self, heap: &mut Heap) -> Result<(), Trap> {
        while let Some(object) = self.pending.pop_front() {
            if heap.is(object, TypeCode::HashTable) {
                hash::compact(heap, object)?;
                self.trace.hash_tables.push(object);
            }
            let extent = extent(heap, object);
            for word in extent.values {
                if !extent.weak.contains(&word) {
                    self.reach(heap, heap.slot(object, word));
                }
            }
            if heap.is(object, TypeCode::Code) {
                for row in builtins::called(heap.words32(object)) {
                    self.reach(heap, heap.element(heap.root(root::BUILTINS), row));
                }
            }
        }
        Ok(())
    }

    fn section_of(&self, heap: &Heap, value: Value) -> usize {
        let by_heat = if self.trace.lens[HOT] < HOT_BYTES { HOT } else { WARM };
        match heap.type_of(value) {
            Some(TypeCode::Code) => CODE,
            Some(TypeCode::ValueCell | TypeCode::Stream | TypeCode::HashTable) => MUTABLE,
            Some(TypeCode::Symbol) => {
                let bits = heap.header(value).flags();
                if bits & flags::SPECIAL != 0 && bits & flags::CONSTANT == 0 { MUTABLE } else { by_heat }
            }
            _ => by_heat,
        }
    }
}
