//! Where forms stand in their files.
//!
//! While a file is loaded, the special variable `SYS:*SOURCE-POSITIONS*` holds a list: the file's name (a string or
//! NIL), then (cons . line) pairs, newest first, which the reader pushes for conses that start a form. Of a long form
//! the pairs are in a hash table, behind which only the outermost pair follows. While the base image is built it is the
//! list (T). The lines end up in the line table of
//! each prototype's DEBUG slot.

use crate::hash::{self, key::Test};
use crate::heap::Heap;
use crate::mutator::Mutator;
use crate::roots::Root;
use heapfmt::Value;
use heapfmt::layout::TypeCode;
use heapfmt::statics::sym;

/// Up to how many pairs a search from the first to the last is fast enough.
const MAX_SEARCHED: usize = 32;

/// The list `lines`, of pairs, as it is to stand in `SYS:*SOURCE-POSITIONS*`.
pub(crate) fn with_index(heap: &mut Heap, lines: Value) -> Value {
    let pairs = crate::packages::list_items(heap, lines);
    let Some(&outermost) = pairs.last().filter(|_| pairs.len() > MAX_SEARCHED) else { return lines };
    // Where memory is short, searching the list does as well.
    let Ok(table) = hash::make(heap, Test::Eq, pairs.len(), 0) else { return lines };
    for pair in pairs {
        let (cons, line) = (heap.car(pair), heap.cdr(pair));
        if hash::put(heap, table, cons, line).is_err() {
            return lines;
        }
    }
    heap.list(&[table, outermost])
}

/// The positions known for the unit being compiled.
pub(crate) struct SourceMap {
    positions: Option<Root>,
}

impl SourceMap {
    /// What the thread's `SYS:*SOURCE-POSITIONS*` holds at this moment.
    pub(crate) fn current(m: &mut Mutator) -> SourceMap {
        let positions = m.variable_value(sym::SOURCE_POSITIONS);
        if positions.is_cons() {
            SourceMap { positions: Some(m.roots.push(positions)) }
        } else {
            SourceMap { positions: None }
        }
    }

    /// The file's name, or NIL; T for the system's own.
    pub(crate) fn file(&self, m: &Mutator) -> Value {
        self.positions.map_or(Value::NIL, |list| m.heap.car(m.roots.get(list)))
    }

    /// The line of the form that starts with `cons`, or 0.
    pub(crate) fn line(&self, m: &mut Mutator, cons: Value) -> u32 {
        let Some(list) = self.positions else { return 0 };
        let list = m.roots.get(list);
        line_in(&mut m.heap, list, cons)
    }
}

/// The line of the form that starts with `cons` in a list that `SYS:*SOURCE-POSITIONS*` held, or 0.
pub(crate) fn line_in(heap: &mut Heap, positions: Value, cons: Value) -> u32 {
    let mut rest = heap.cdr(positions);
    while rest.is_cons() {
        let entry = heap.car(rest);
        let line = if heap.is(entry, TypeCode::HashTable) {
            hash::get(heap, entry, cons)
        } else {
            (entry.is_cons() && heap.car(entry) == cons).then(|| heap.cdr(entry))
        };
        if let Some(line) = line {
            return line.as_fixnum().and_then(|line| u32::try_from(line).ok()).unwrap_or(0);
        }
        rest = heap.cdr(rest);
    }
    0
}
