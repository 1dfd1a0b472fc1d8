//! Elements that one of the standard's tests accepts (CLHS 14, 17): POSITION, FIND, COUNT, REMOVE, SUBSTITUTE, and
//! MEMBER and ASSOC on lists.
//!
//! A TEST is a number, see `standard_tests`; it may say which part of an element is compared. Bounds may be NIL: the
//! start is then 0, the end the length.

use super::arguments::{
    bounds, index_error, list_elements, list_tail, non_nil, proper_length, size, steps, supplied,
};
use super::sequences::{Run, new_list, store_in_list, vector_of};
use super::standard_tests::ElementTest;
use crate::arrays::{Elements, Vector};
use crate::error::{PrimitiveResult, Trap, type_error};
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::statics::sym;

primitives! {
    pub(super) static ELEMENT_SEARCH = {
        /// Returns the index of the first element that is ITEM by TEST, the last one when FROM-END, or NIL.
        alloc "SYSTEM:%POSITION" "item sequence test start end from-end" => position;
        /// Returns the first element that is ITEM by TEST, the last one when FROM-END, or NIL.
        alloc "SYSTEM:%FIND" "item sequence test start end from-end" => find;
        /// Returns the number of elements that are ITEM by TEST.
        alloc "SYSTEM:%COUNT" "item sequence test start end" => count;
        /// Returns SEQUENCE without elements that are ITEM by TEST: at most COUNT of them unless it is NIL, the last
        /// ones when FROM-END.
        alloc "SYSTEM:%REMOVE" "item sequence test start end count from-end" => remove;
        /// Returns a copy of SEQUENCE, or SEQUENCE itself, with NEW in place of elements that are ITEM by TEST: as many
        /// as %REMOVE would leave out.
        alloc "SYSTEM:%SUBSTITUTE" "new item sequence test start end count from-end" => substitute;
        /// As %SUBSTITUTE, but writes into SEQUENCE.
        effect "SYSTEM:%NSUBSTITUTE" "new item sequence test start end count from-end" => nsubstitute;
        /// Returns the tail of LIST whose car is ITEM by TEST, or NIL.
        pure "SYSTEM:%MEMBER" "item list test" => member;
        /// Returns the pair of ALIST whose car is ITEM by TEST, or NIL.
        pure "SYSTEM:%ASSOC" "item alist test" => assoc;
        /// Returns the pair of ALIST whose cdr is ITEM by TEST, or NIL.
        pure "SYSTEM:%RASSOC" "item alist test" => rassoc;
    }
}

/// What is searched for, and where.
struct Search {
    item: Value,
    test: ElementTest,
    sequence: Value,
    start: Value,
    end: Value,
    from_end: bool,
}

impl Search {
    fn new(m: &Mutator, [item, sequence, test, start, end, from_end]: [Value; 6]) -> Result<Search, Trap> {
        let test = ElementTest::for_item(&m.heap, test, item)?;
        Ok(Search { item, test, sequence, start, end, from_end: !from_end.is_nil() })
    }

    /// Hands the matching elements to `visit`, with their indices, until it returns false.
    fn visit_matches(
        &self,
        m: &mut Mutator,
        mut visit: impl FnMut(usize, Value) -> bool,
    ) -> Result<(), Trap> {
        if !self.sequence.is_list() {
            let vector =
                Vector::of(&m.heap, self.sequence).ok_or_else(|| type_error(self.sequence, sym::SEQUENCE))?;
            let (start, end) = bounds(self.start, self.end, vector.length)?;
            return self.visit_vector(m, &vector.part(start, end), |at, element| visit(start + at, element));
        }
        if !self.from_end {
            return self.visit_list(m, visit);
        }
        let mut matches = Vec::new();
        self.visit_list(m, |at, element| {
            matches.push((at, element));
            true
        })?;
        matches.into_iter().rev().all(|(at, element)| visit(at, element));
        Ok(())
    }

    fn visit_list(&self, m: &Mutator, mut visit: impl FnMut(usize, Value) -> bool) -> Result<(), Trap> {
        let start = supplied(self.start).map_or(Ok(0), size)?;
        let end = non_nil(self.end).map(|end| steps(&m.heap, end)).transpose()?;
        if end.is_some_and(|end| end < start) {
            return Err(index_error(self.start, end.unwrap_or(0) + 1));
        }
        let mut elements = list_elements(&m.heap, self.sequence);
        for at in 0..end.unwrap_or(usize::MAX) {
            let Some(element) = elements.next() else {
                elements.end()?;
                let beyond = if at < start { self.start } else { self.end };
                return if at < start || end.is_some() { Err(index_error(beyond, at + 1)) } else { Ok(()) };
            };
            if at >= start && self.test.accepts(m, self.item, element)? && !visit(at, element) {
                return Ok(());
            }
        }
        Ok(())
    }

    fn visit_vector(
        &self,
        m: &mut Mutator,
        vector: &Vector,
        mut visit: impl FnMut(usize, Value) -> bool,
    ) -> Result<(), Trap> {
        let by_identity = self.test.is_identity();
        match (vector.elements, self.item.as_character()) {
            (Elements::Wide, Some(c)) if by_identity => {
                self.visit_equal(vector.word_slice(&m.heap), c as u32, &mut visit);
            }
            (Elements::Narrow, Some(c)) if by_identity => {
                if let Ok(byte) = u8::try_from(c as u32) {
                    self.visit_equal(vector.byte_slice(&m.heap), byte, &mut visit);
                }
            }
            (Elements::General, _) if by_identity => {
                let elements = &m.heap.elements(vector.data)[vector.start..vector.start + vector.length];
                self.visit_equal(elements, self.item, &mut visit);
            }
            _ => {
                for step in 0..vector.length {
                    let at = if self.from_end { vector.length - 1 - step } else { step };
                    let element = vector.get(&mut m.heap, at);
                    if self.test.accepts(m, self.item, element)? && !visit(at, element) {
                        break;
                    }
                }
            }
        }
        Ok(())
    }

    /// Visits the elements of a slice that are equal to `wanted`, which stands for the item.
    fn visit_equal<T: Copy + PartialEq>(
        &self,
        slice: &[T],
        wanted: T,
        visit: &mut impl FnMut(usize, Value) -> bool,
    ) {
        let mut step = |(at, &element): (usize, &T)| element != wanted || visit(at, self.item);
        let mut elements = slice.iter().enumerate();
        if self.from_end {
            elements.rev().all(&mut step);
        } else {
            elements.all(&mut step);
        }
    }

    /// The indices of the matching elements in order: of at most `limit`, the last ones when from the end.
    fn matches(&self, m: &mut Mutator, limit: Value) -> Result<Vec<usize>, Trap> {
        let limit = match non_nil(limit) {
            None => usize::MAX,
            Some(limit) => match limit.as_fixnum() {
                Some(n) => usize::try_from(n).unwrap_or(0),
                None => return Err(type_error(limit, sym::INTEGER)),
            },
        };
        if limit != usize::MAX && self.sequence.is_list() {
            // The search may end early, but the bounds are checked all the same.
            bounds(self.start, self.end, proper_length(&m.heap, self.sequence)?)?;
        }
        let mut matches = Vec::new();
        self.visit_matches(m, |at, _| {
            if matches.len() < limit {
                matches.push(at);
            }
            matches.len() < limit
        })?;
        if self.from_end {
            matches.reverse();
        }
        Ok(matches)
    }
}

fn position(m: &mut Mutator, args: [Value; 6]) -> PrimitiveResult {
    let mut found = Value::NIL;
    Search::new(m, args)?.visit_matches(m, |at, _| {
        found = Value::fixnum(at as i64);
        false
    })?;
    Ok(found)
}

fn find(m: &mut Mutator, args: [Value; 6]) -> PrimitiveResult {
    let mut found = Value::NIL;
    Search::new(m, args)?.visit_matches(m, |_, element| {
        found = element;
        false
    })?;
    Ok(found)
}

fn count(m: &mut Mutator, [item, sequence, test, start, end]: [Value; 5]) -> PrimitiveResult {
    let mut n = 0;
    Search::new(m, [item, sequence, test, start, end, Value::NIL])?.visit_matches(m, |_, _| {
        n += 1;
        true
    })?;
    Ok(Value::fixnum(n))
}

fn remove(
    m: &mut Mutator,
    [item, sequence, test, start, end, limit, from_end]: [Value; 7],
) -> PrimitiveResult {
    let removed = Search::new(m, [item, sequence, test, start, end, from_end])?.matches(m, limit)?;
    if removed.is_empty() {
        return Ok(sequence);
    }
    let run = Run::of(&m.heap, sequence)?;
    let last_removed = removed[removed.len() - 1];
    // A list shares the tail behind the last element that is left out.
    let end = if sequence.is_list() { last_removed } else { run.length() };
    let mut rest = removed.into_iter().peekable();
    let mut kept = Vec::with_capacity(end);
    for at in 0..end {
        if rest.next_if_eq(&at).is_none() {
            kept.push(run.get(&mut m.heap, at));
        }
    }
    match run {
        Run::List(_) => {
            m.heap.reserve(kept.len() * 16)?;
            let tail = list_tail(&m.heap, last_removed + 1, sequence)?;
            Ok(m.heap.list_with_tail(&kept, tail))
        }
        Run::Vector(vector) => vector_of(&mut m.heap, vector.elements, &kept),
    }
}

fn substitute(
    m: &mut Mutator,
    [new, item, sequence, test, start, end, limit, from_end]: [Value; 8],
) -> PrimitiveResult {
    let replaced = Search::new(m, [item, sequence, test, start, end, from_end])?.matches(m, limit)?;
    if replaced.is_empty() {
        return Ok(sequence);
    }
    match Run::of(&m.heap, sequence)? {
        Run::List(mut items) => {
            for at in replaced {
                items[at] = new;
            }
            new_list(&mut m.heap, &items)
        }
        Run::Vector(vector) => {
            let copy = super::sequences::copy_vector(&mut m.heap, &vector)?;
            let copied = super::arguments::vector(&m.heap, copy)?;
            for at in replaced {
                copied.set(&mut m.heap, at, new)?;
            }
            Ok(copy)
        }
    }
}

fn nsubstitute(
    m: &mut Mutator,
    [new, item, sequence, test, start, end, limit, from_end]: [Value; 8],
) -> PrimitiveResult {
    let replaced = Search::new(m, [item, sequence, test, start, end, from_end])?.matches(m, limit)?;
    if let Some(vector) = Vector::of(&m.heap, sequence) {
        for at in replaced {
            vector.set(&mut m.heap, at, new)?;
        }
    } else {
        let (mut cons, mut reached) = (sequence, 0);
        for at in replaced {
            cons = (reached..at).fold(cons, |rest, _| m.heap.cdr(rest));
            store_in_list(&mut m.heap, cons, 0, std::iter::once(new));
            reached = at;
        }
    }
    Ok(sequence)
}

fn member(m: &Mutator, [item, list, test]: [Value; 3]) -> PrimitiveResult {
    let test = ElementTest::for_item(&m.heap, test, item)?;
    let mut tail = list;
    let mut walk = list_elements(&m.heap, list);
    while let Some(element) = walk.next() {
        if test.accepts(m, item, element)? {
            return Ok(tail);
        }
        tail = walk.rest();
    }
    walk.end()?;
    Ok(Value::NIL)
}

fn assoc(m: &Mutator, [item, alist, test]: [Value; 3]) -> PrimitiveResult {
    find_pair(m, item, alist, test, |pair| m.heap.car(pair))
}

fn rassoc(m: &Mutator, [item, alist, test]: [Value; 3]) -> PrimitiveResult {
    find_pair(m, item, alist, test, |pair| m.heap.cdr(pair))
}

/// The first pair whose part is `item`. Elements of an association list that are NIL are skipped.
#[inline(always)]
fn find_pair(
    m: &Mutator,
    item: Value,
    alist: Value,
    test: Value,
    part: impl Fn(Value) -> Value,
) -> PrimitiveResult {
    let test = ElementTest::for_item(&m.heap, test, item)?;
    let mut pairs = list_elements(&m.heap, alist);
    for pair in pairs.by_ref() {
        if !pair.is_list() {
            return Err(type_error(pair, sym::LIST));
        }
        if !pair.is_nil() && test.accepts(m, item, part(pair))? {
            return Ok(pair);
        }
    }
    pairs.end()?;
    Ok(Value::NIL)
}
