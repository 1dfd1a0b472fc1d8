//! Trees of conses (CLHS 14.2) with one of the standard's tests: TREE-EQUAL, SUBST, SUBLIS.
//!
//! A TEST is a number, see `standard_tests`. What is left to visit is on a worklist: trees may be of any depth.

use super::arguments::{list_to_vec, poll};
use super::standard_tests::StandardTest;
use crate::error::{PrimitiveResult, Trap, type_error};
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::statics::sym;

primitives! {
    pub(super) static TREES = {
        /// Returns true when the trees have the same shape and leaves that are the same by TEST.
        pure "SYSTEM:%TREE-EQUAL" "tree-1 tree-2 test" => tree_equal;
        /// Returns TREE with NEW in place of subtrees that are OLD by TEST; it may share parts with TREE.
        alloc "SYSTEM:%SUBST" "new old tree test" => subst;
        /// Returns TREE with the cdrs of the pairs of ALIST in place of subtrees that are their cars by TEST; it may
        /// share parts with TREE.
        alloc "SYSTEM:%SUBLIS" "alist tree test" => sublis;
    }
}

/// Steps between two looks at the poll word and at memory.
const STRIDE: usize = 1 << 12;

fn tree_equal(m: &Mutator, [tree_1, tree_2, test]: [Value; 3]) -> PrimitiveResult {
    let test = StandardTest::of_number(test)?;
    let mut work = vec![(tree_1, tree_2)];
    let mut n_visited = 0;
    while let Some((mut a, mut b)) = work.pop() {
        while a.is_cons() && b.is_cons() {
            n_visited += 1;
            if n_visited % STRIDE == 0 {
                poll(&m.heap)?;
            }
            work.push((m.heap.cdr(a), m.heap.cdr(b)));
            (a, b) = (m.heap.car(a), m.heap.car(b));
        }
        if a.is_cons() || b.is_cons() || !test.same(m, a, b)? {
            return Ok(Value::NIL);
        }
    }
    Ok(sym::T)
}

fn subst(m: &mut Mutator, [new, old, tree, test]: [Value; 4]) -> PrimitiveResult {
    let test = StandardTest::of_number(test)?.for_item(&m.heap, old);
    replace(m, tree, |m, subtree| Ok(test.same(m, old, subtree)?.then_some(new)))
}

fn sublis(m: &mut Mutator, [alist, tree, test]: [Value; 3]) -> PrimitiveResult {
    let test = StandardTest::of_number(test)?;
    let mut pairs = Vec::new();
    for pair in list_to_vec(&m.heap, alist)? {
        if pair.is_cons() {
            pairs.push((m.heap.car(pair), m.heap.cdr(pair)));
        } else if !pair.is_nil() {
            return Err(type_error(pair, sym::LIST));
        }
    }
    replace(m, tree, |m, subtree| {
        for &(old, new) in &pairs {
            // SUBLIS hands over the subtree first, as ASSOC does with its item.
            if test.same(m, subtree, old)? {
                return Ok(Some(new));
            }
        }
        Ok(None)
    })
}

/// What is left to do for a part of the tree. Finished parts are on a stack of their own.
enum Step {
    Visit(Value),
    /// Makes the cons from its two finished parts, unless they are its own.
    Join(Value),
}

fn replace(
    m: &mut Mutator,
    tree: Value,
    replacement: impl Fn(&Mutator, Value) -> Result<Option<Value>, Trap>,
) -> PrimitiveResult {
    let (mut work, mut finished) = (vec![Step::Visit(tree)], Vec::new());
    let mut n_steps = 0;
    while let Some(step) = work.pop() {
        n_steps += 1;
        if n_steps % STRIDE == 0 {
            poll(&m.heap)?;
            m.heap.reserve(STRIDE * 16)?;
        }
        match step {
            Step::Visit(part) => match replacement(m, part)? {
                Some(new) => finished.push(new),
                None if part.is_cons() => {
                    work.push(Step::Join(part));
                    work.push(Step::Visit(m.heap.cdr(part)));
                    work.push(Step::Visit(m.heap.car(part)));
                }
                None => finished.push(part),
            },
            Step::Join(cons) => {
                let cdr = finished.pop().expect("both parts are finished");
                let car = finished.pop().expect("both parts are finished");
                let unchanged = car == m.heap.car(cons) && cdr == m.heap.cdr(cons);
                finished.push(if unchanged { cons } else { m.heap.cons(car, cdr) });
            }
        }
    }
    Ok(finished.pop().expect("the tree is finished"))
}
