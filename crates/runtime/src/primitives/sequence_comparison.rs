//! Two sequences side by side (CLHS 17.2): MISMATCH and SEARCH with one of the standard's tests.
//!
//! A TEST is a number, see `standard_tests`. Bounds may be NIL: the start is then 0, the end the length.

use super::arguments::poll;
use super::sequences::Run;
use super::standard_tests::{Case, StandardTest};
use crate::characters::upcase;
use crate::error::PrimitiveResult;
use crate::mutator::Mutator;
use heapfmt::Value;

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
    let codes = |run: &Run, start: usize, end: usize| match (run, test.of_characters()) {
        (Run::Vector(vector), Some(case)) if vector.is_string() => {
            let chars = vector.part(start, end).chars(&m.heap);
            Some(match case {
                Case::Kept => chars.map(u32::from).collect::<Vec<u32>>(),
                Case::Ignored => chars.map(|c| u32::from(upcase(c))).collect(),
            })
        }
        _ => None,
    };
    let strings = codes(&pattern, start1, end1).zip(codes(&text, start2, end2));
    let items: Vec<Value> = (start1..end1).map(|at| pattern.get(&mut m.heap, at)).collect();
    let last = end2 - start2 - n;
    let mut n_since_poll = 0;
    for place in 0..=last {
        let at = if from_end.is_nil() { place } else { last - place };
        let mut n_same = 0;
        if let Some((pattern, text)) = &strings {
            n_same = pattern.iter().zip(&text[at..]).take_while(|(a, b)| a == b).count();
        } else {
            while n_same < n {
                let element = text.get(&mut m.heap, start2 + at + n_same);
                if !test.same(m, items[n_same], element)? {
                    break;
                }
                n_same += 1;
            }
        }
        if n_same == n {
            return Ok(Value::fixnum((start2 + at) as i64));
        }
        n_since_poll += n_same + 1;
        if n_since_poll > COMPARED_AT_ONCE {
            poll(&m.heap)?;
            n_since_poll = 0;
        }
    }
    Ok(Value::NIL)
}
