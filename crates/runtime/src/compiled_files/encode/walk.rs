//! What a unit's functions lead to: walked with a list of what is still to do, so depth is no limit.

use super::*;

/// Objects that are not made from records but by calling functions, and that have no function yet: structures and
/// the like that `root` leads to.
pub(crate) fn instances(heap: &Heap, root: Value, load_forms: Value) -> Vec<Value> {
    let mut found = Vec::new();
    let mut walk = Walk::new(heap, load_forms, &[root]);
    while let Some(value) = walk.next() {
        let code = heap.type_of(value);
        if matches!(code, Some(TypeCode::Structure | TypeCode::Instance | TypeCode::FuncallableInstance))
            && hash::get_unchanged(heap, load_forms, value).is_none()
        {
            found.push(value);
        }
    }
    found
}

/// The conses that more than one reference leads to; they are not written as the middle of a list.
pub(super) fn shared_conses(heap: &Heap, functions: &[Value], load_forms: Value) -> HashSet<u64> {
    let mut walk = Walk::new(heap, load_forms, functions);
    while walk.next().is_some() {}
    walk.met_again
}

/// Visits everything that some objects lead to, once.
struct Walk<'h> {
    heap: &'h Heap,
    load_forms: Value,
    pending: Vec<Value>,
    seen: HashSet<u64>,
    met_again: HashSet<u64>,
}

impl<'h> Walk<'h> {
    fn new(heap: &'h Heap, load_forms: Value, roots: &[Value]) -> Walk<'h> {
        Walk { heap, load_forms, pending: roots.to_vec(), seen: HashSet::new(), met_again: HashSet::new() }
    }

    fn next(&mut self) -> Option<Value> {
        while let Some(value) = self.pending.pop() {
            if !value.is_reference() || value.is_nil() {
                continue;
            }
            if !self.seen.insert(value.bits()) {
                if value.is_cons() {
                    self.met_again.insert(value.bits());
                }
                continue;
            }
            if value.is_cons() && !self.is_made_by_call(value) {
                self.pending.extend([self.heap.cdr(value), self.heap.car(value)]);
            } else {
                self.pending.extend(parts(self.heap, self.load_forms, value));
            }
            return Some(value);
        }
        None
    }

    fn is_made_by_call(&self, value: Value) -> bool {
        hash::get_unchanged(self.heap, self.load_forms, value).is_some()
    }
}

/// The place whose setting function `symbol` holds, if it is such a symbol. Another Lisp has its own.
pub(super) fn setf_place(heap: &Heap, symbol: Value) -> Option<Value> {
    let place = heap.symbol_info(symbol, sym::SETF_PLACE)?;
    (heap.symbol_info(place, sym::SETF_FUNCTION) == Some(symbol)).then_some(place)
}

/// What the record of `value` names, conses excepted: the functions that make it, or its parts.
pub(super) fn parts(heap: &Heap, load_forms: Value, value: Value) -> Vec<Value> {
    if let Some(plan) = hash::get_unchanged(heap, load_forms, value) {
        return if plan.is_cons() { vec![heap.car(plan), heap.cdr(plan)] } else { vec![plan] };
    }
    match heap.type_of(value) {
        Some(TypeCode::Symbol) => {
            let package = heap.slot(value, symbol::PACKAGE);
            if package.is_nil() { setf_place(heap, value).into_iter().collect() } else { vec![package] }
        }
        Some(TypeCode::SimpleVector) => heap.elements(value).to_vec(),
        Some(TypeCode::Ratio | TypeCode::Complex) => {
            vec![heap.slot(value, pair_number::FIRST), heap.slot(value, pair_number::SECOND)]
        }
        Some(TypeCode::Array) => vec![heap.slot(value, array::DATA)],
        Some(TypeCode::HashTable) => {
            let mut pairs = Vec::with_capacity(2 * hash::count(heap, value));
            let mut from = 0;
            while let Some((next, key, value)) = hash::next(heap, value, from) {
                pairs.extend([key, value]);
                from = next;
            }
            pairs
        }
        Some(TypeCode::Prototype) => {
            let n_constants = heap.count(value) - prototype::FIXED;
            let fixed = [prototype::NAME, prototype::LAMBDA_LIST, prototype::KEYWORDS, prototype::DEBUG];
            let constants = (0..n_constants).map(|index| prototype::CONSTANTS + index);
            fixed.into_iter().chain(constants).map(|slot| heap.slot(value, slot)).collect()
        }
        Some(TypeCode::Closure) => {
            (0..heap.count(value)).map(|index| heap.slot(value, closure::PROTOTYPE + index)).collect()
        }
        Some(TypeCode::Layout) => {
            let ancestors = heap.elements(heap.slot(value, layout::ANCESTORS));
            let parent = ancestors.iter().rev().nth(1).copied().unwrap_or(Value::NIL);
            let slots = heap.elements(heap.slot(value, layout::SLOTS)).iter();
            let names = slots.map(|&slot| if slot.is_cons() { heap.car(slot) } else { slot });
            [heap.slot(value, layout::NAME), parent].into_iter().chain(names).collect()
        }
        _ => Vec::new(),
    }
}
