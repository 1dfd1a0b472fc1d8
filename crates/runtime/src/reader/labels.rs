//! Labels: `#n=` names an object, `#n#` is that object, also while it is still being read.
//!
//! Until a labelled object is complete, a value cell stands for it, which no other syntax can make. Then the
//! object is searched for the cell. The search is a leaf: nothing moves while it runs.

use crate::mutator::Mutator;
use crate::roots::Root;
use heapfmt::Value;
use heapfmt::layout::{Header, Shape, TypeCode, cons, value_cell};
use heapfmt::statics::sym;
use std::collections::HashSet;

/// The labels of an outermost object: an alist of numbers and conses of placeholder and object.
pub(super) struct Labels<'m> {
    pub(super) m: &'m mut Mutator,
    pub(super) root: Root,
}

impl Labels<'_> {
    fn find(&self, label: u64) -> Option<Value> {
        let heap = &self.m.heap;
        let mut rest = self.m.roots.get(self.root);
        while rest.is_cons() {
            let entry = heap.car(rest);
            if heap.car(entry).as_fixnum() == i64::try_from(label).ok() {
                return Some(heap.cdr(entry));
            }
            rest = heap.cdr(rest);
        }
        None
    }

    /// Begins a labelled object. False when the label is in use.
    pub(super) fn begin(&mut self, label: u64) -> bool {
        if self.find(label).is_some() {
            return false;
        }
        let heap = &mut self.m.heap;
        let placeholder = heap.allocate(Header::new(TypeCode::ValueCell));
        let state = heap.cons(placeholder, placeholder);
        let entry = heap.cons(Value::fixnum(label as i64), state);
        let labels = heap.cons(entry, self.m.roots.get(self.root));
        self.m.roots.set(self.root, labels);
        true
    }

    /// The object of a label or, while it is being read, what stands for it.
    pub(super) fn reference(&mut self, label: u64) -> Option<Value> {
        let state = self.find(label)?;
        let (placeholder, object) = (self.m.heap.car(state), self.m.heap.cdr(state));
        if object == placeholder {
            self.m.heap.set_slot(placeholder, value_cell::VALUE, sym::T);
        }
        Some(object)
    }

    /// Ends a labelled object. False when it is nothing but a reference to itself.
    pub(super) fn end(&mut self, label: u64, object: Value) -> bool {
        let state = self.find(label).expect("the label was begun");
        let placeholder = self.m.heap.car(state);
        if object == placeholder {
            return false;
        }
        self.m.heap.set_slot(state, cons::CDR, object);
        if !self.m.heap.slot(placeholder, value_cell::VALUE).is_nil() {
            replace(self.m, object, placeholder);
        }
        true
    }
}

/// Replaces `placeholder` by `object` in everything that `object` is made of.
fn replace(m: &mut Mutator, object: Value, placeholder: Value) {
    let heap = &mut m.heap;
    let mut visited = HashSet::new();
    let mut waiting = vec![object];
    while let Some(container) = waiting.pop() {
        if !visited.insert(container.offset()) {
            continue;
        }
        let slots = if container.is_cons() {
            0..2
        } else {
            match heap.header(container).shape() {
                Some(Shape::Counted) => 2..2 + heap.count(container),
                Some(Shape::Slots(n)) => 1..1 + usize::from(n),
                _ => continue,
            }
        };
        for slot in slots {
            let part = heap.slot(container, slot);
            if part == placeholder {
                heap.set_slot(container, slot, object);
            } else if is_container(heap, part) {
                waiting.push(part);
            }
        }
    }
}

fn is_container(heap: &crate::heap::Heap, value: Value) -> bool {
    value.is_cons()
        || matches!(
            heap.type_of(value),
            Some(
                TypeCode::SimpleVector
                    | TypeCode::Array
                    | TypeCode::Structure
                    | TypeCode::Instance
                    | TypeCode::Complex
            )
        )
}
