//! Two sequences side by side (CLHS 17.2): MISMATCH and SEARCH with one of the standard's tests.
//!
//! A TEST is a number, see `standard_tests`. Bounds may be NIL: the start is then 0, the end the length.

use super::arguments::poll;
use super::sequences::Run;
use super::standard_tests::{Case, StandardTest};
use crate::arrays::{Elements, Vector};
use crate::characters::upcase;
use crate::error::{PrimitiveResult, Trap};
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::layout::TypeCode;

primitives! {
    pub(super) static SEQUENCE_COMPARISON = {
        /// Returns the index in SEQUENCE-1 where the two parts first differ by TEST, or NIL.
        alloc "SYSTEM:%MISMATCH" "sequence-1 sequence-2 test start1 end1 start2 end2" => mismatch;
        /// Returns the index in SEQUENCE-2 of the first part, the last one when FROM-END, that is SEQUENCE-1's part
        /// by TEST, or NIL.
        alloc "SYSTEM:%SEARCH" "sequence-1 sequence-2 test start1 end1 start2 end2 from-end" => search;
    }
}

fn mismatch(m: &mut Mutator, args: [Value; 7]) -> PrimitiveResult {
    let [sequence_1, sequence_2, test, start1, end1, start2, end2] = args;
    let test = StandardTest::of_number(test)?;
    let (one, start1, end1) = Run::bounded(&m.heap, sequence_1, start1, end1)?;
    let (two, start2, end2) = Run::bounded(&m.heap, sequence_2, start2, end2)?;
    let (n1, n2) = (end1 - start1, end2 - start2);
    let mut differ = None;
    match (&one, &two) {
        (Run::Vector(a), Run::Vector(b))
            if test.of_characters() == Some(Case::Kept) && a.is_string() && b.is_string() =>
        {
            let (a, b) = (a.part(start1, end1), b.part(start2, end2));
            differ = a.first_difference(&m.heap, &b);
        }
        _ => {
            for offset in 0..n1.min(n2) {
                let (a, b) = (one.get(&mut m.heap, start1 + offset), two.get(&mut m.heap, start2 + offset));
                if !test.same(m, a, b)? {
                    differ = Some(offset);
                    break;
                }
            }
        }
    }
    let differ = differ.or(if n1 == n2 { None } else { Some(n1.min(n2)) });
    Ok(differ.map_or(Value::NIL, |offset| Value::fixnum((start1 + offset) as i64)))
}

/// Elements that SEARCH compares between two looks at the poll word.
const COMPARED_AT_ONCE: usize = 1 << 16;

fn search(m: &mut Mutator, args: [Value; 8]) -> PrimitiveResult {
    let [sequence_1, sequence_2, test, start1, end1, start2, end2, from_end] = args;
    let test = StandardTest::of_number(test)?;
    let (pattern, start1, end1) = Run::bounded(&m.heap, sequence_1, start1, end1)?;
    let (text, start2, end2) = Run::bounded(&m.heap, sequence_2, start2, end2)?;
    let n = end1 - start1;
    if n > end2 - start2 {
        return Ok(Value::NIL);
    }
    let last = end2 - start2 - n;
    let found = match (&pattern, &text, test.of_characters()) {
        (Run::Vector(pattern), Run::Vector(text), Some(case))
            if holds_characters(pattern) && holds_characters(text) =>
        {
            let pattern =
                pattern.part(start1, end1).chars(&m.heap).map(|c| code(c.into(), case)).collect::<Vec<u32>>();
            let text = text.part(start2, end2);
            first_place(m, n, last, !from_end.is_nil(), |m, at| {
                Ok(if m.heap.is(text.data, TypeCode::NarrowString) {
                    n_same_characters(&text.byte_slice(&m.heap)[at..], &pattern, case)
                } else {
                    n_same_characters(&text.word_slice(&m.heap)[at..], &pattern, case)
                })
            })?
        }
        _ => {
            let items: Vec<Value> = (start1..end1).map(|at| pattern.get(&mut m.heap, at)).collect();
            first_place(m, n, last, !from_end.is_nil(), |m, at| {
                let mut n_same = 0;
                while n_same < n {
                    let element = text.get(&mut m.heap, start2 + at + n_same);
                    if !test.same(m, items[n_same], element)? {
                        break;
                    }
                    n_same += 1;
                }
                Ok(n_same)
            })?
        }
    };
    Ok(found.map_or(Value::NIL, |at| Value::fixnum((start2 + at) as i64)))
}

/// Whether the elements are characters that can be read, as those of a string of element type NIL cannot.
fn holds_characters(vector: &Vector) -> bool {
    matches!(vector.elements, Elements::Narrow | Elements::Wide)
}

/// What stands for a character where its case counts or not.
fn code(character: u32, case: Case) -> u32 {
    match case {
        Case::Kept => character,
        Case::Ignored => char::from_u32(character).map_or(character, |c| upcase(c).into()),
    }
}

/// Number of characters at the start of `text` that are those of `pattern`, which holds what [`code`] returns.
fn n_same_characters<T: Copy + Into<u32>>(text: &[T], pattern: &[u32], case: Case) -> usize {
    pattern.iter().zip(text).take_while(|&(&expected, &c)| expected == code(c.into(), case)).count()
}

/// The first place, up to `last`, or the last one, where `n_same` finds all `n` elements of the pattern; it returns how
/// many of them there are, one after the other, at a place.
fn first_place(
    m: &mut Mutator,
    n: usize,
    last: usize,
    from_end: bool,
    mut n_same: impl FnMut(&mut Mutator, usize) -> Result<usize, Trap>,
) -> Result<Option<usize>, Trap> {
    let mut n_since_poll = 0;
    for place in 0..=last {
        let at = if from_end { last - place } else { place };
        let n_found = n_same(m, at)?;
        if n_found == n {
            return Ok(Some(at));
        }
        n_since_poll += n_found + 1;
        if n_since_poll > COMPARED_AT_ONCE {
            poll(&m.heap)?;
            n_since_poll = 0;
        }
    }
    Ok(None)
}
