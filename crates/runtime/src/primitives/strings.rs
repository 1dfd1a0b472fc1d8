//! Strings (CLHS chapter 16): comparison, case, trimming, joining. Functions with keywords are Lisp over these.
//!
//! A string argument may be any string designator where the standard says so. Results are new writable strings.

use super::arguments::{bounds, character, index, list_to_vec, size, string, string_designator};
use super::sequences::copy_vector;
use super::vectors::{own_element, set_vector_element};
use crate::arrays::{self, Elements, Vector};
use crate::characters::{downcase, is_alphanumeric, upcase};
use crate::error::{PrimitiveResult, Trap, type_error};
use crate::heap::Heap;
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::layout::{TypeCode, symbol};
use heapfmt::statics::sym;
use std::cmp::Ordering;

primitives! {
    pub(super) static STRINGS = {
        /// Returns true when OBJECT is a string.
        pure "COMMON-LISP:STRINGP" "object" => stringp;
        /// Returns true when OBJECT is a string without fill pointer that is not displaced or adjustable.
        pure "COMMON-LISP:SIMPLE-STRING-P" "object" => simple_string_p;
        /// Returns the string that a string, symbol or character designates.
        alloc "COMMON-LISP:STRING" "designator" => string_of;
        /// Returns a new string of SIZE characters INITIAL-ELEMENT.
        alloc "SYSTEM:%MAKE-STRING" "size initial-element" => make_string;
        /// Returns character INDEX of STRING.
        pure "COMMON-LISP:CHAR" "string index" => char_at;
        /// Replaces character INDEX of STRING by CHARACTER and returns CHARACTER.
        effect "SYSTEM:%SET-CHAR" "string index character" => set_char;
        /// Returns character INDEX of simple string STRING.
        pure "COMMON-LISP:SCHAR" "string index" => schar;
        /// Replaces character INDEX of simple string STRING by CHARACTER and returns CHARACTER.
        effect "SYSTEM:%SET-SCHAR" "string index character" => set_schar;
        /// Returns a new string with the characters of all STRINGS.
        alloc "SYSTEM:%STRING-APPEND" "&rest strings" => rest string_append;
        /// Returns true when the parts of the two string designators have the same characters.
        alloc "SYSTEM:%STRING=" "string1 string2 start1 end1 start2 end2" => string_equal;
        /// Compares the parts of two string designators, ignoring case when FOLD. Returns the index in STRING1 where they
        /// first differ when ACCEPTED, a sum, says so: 1 for less, 2 for equal, 4 for greater; otherwise NIL.
        alloc "SYSTEM:%STRING-COMPARE" "string1 string2 accepted fold start1 end1 start2 end2" => string_compare;
        /// Returns a copy of the string designator with its part changed. CASE: 0 up, 1 down, 2 capitalized.
        alloc "SYSTEM:%STRING-CASE" "string case start end" => string_case;
        /// Changes the part of STRING and returns it. CASE: 0 up, 1 down, 2 capitalized.
        effect "SYSTEM:%NSTRING-CASE" "string case start end" => nstring_case;
        /// Returns STRING without the characters at both ends that are in sequence CHARACTER-BAG.
        alloc "COMMON-LISP:STRING-TRIM" "character-bag string" => string_trim;
        /// Returns STRING without the characters at its start that are in sequence CHARACTER-BAG.
        alloc "COMMON-LISP:STRING-LEFT-TRIM" "character-bag string" => string_left_trim;
        /// Returns STRING without the characters at its end that are in sequence CHARACTER-BAG.
        alloc "COMMON-LISP:STRING-RIGHT-TRIM" "character-bag string" => string_right_trim;
    }
}

fn stringp(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(Vector::of(&m.heap, object).is_some_and(|vector| vector.is_string())))
}

fn simple_string_p(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(m.heap.is_simple_string(object)))
}

fn string_of(m: &mut Mutator, [designator]: [Value; 1]) -> PrimitiveResult {
    if m.heap.is_symbol(designator) {
        return Ok(m.heap.symbol_slot(designator, symbol::NAME));
    }
    if Vector::of(&m.heap, designator).is_some_and(|vector| vector.is_string()) {
        return Ok(designator);
    }
    Ok(string_designator(&mut m.heap, designator)?.data)
}

fn make_string(m: &mut Mutator, [n, initial_element]: [Value; 2]) -> PrimitiveResult {
    let (n, c) = (size(n)?, character(initial_element)?);
    let data = arrays::allocate(&mut m.heap, Elements::Wide, n)?;
    if c != '\0' {
        m.heap.words32_mut(data).fill(c as u32);
    }
    Ok(data)
}

fn char_at(m: &Mutator, [text, position]: [Value; 2]) -> PrimitiveResult {
    if let Some((own, at)) = own_element(&m.heap, text, position)
        && own.is_string()
    {
        return Ok(Value::character(m.heap.string_char(text, at)));
    }
    let vector = string(&m.heap, text)?;
    // CHAR ignores fill pointers.
    let whole = Vector::whole(&m.heap, text).unwrap_or(vector);
    let n = index(position, whole.length)?;
    Ok(Value::character(m.heap.string_char(whole.data, whole.start + n)))
}

fn set_char(m: &mut Mutator, [text, position, character]: [Value; 3]) -> PrimitiveResult {
    if !m.heap.is(text, TypeCode::WideString) {
        string(&m.heap, text)?;
    }
    set_vector_element(m, [text, position, character])
}

fn simple_string(heap: &Heap, value: Value) -> Result<Vector, Trap> {
    match Vector::of(heap, value) {
        Some(vector) if vector.is_string() && vector.data == value => Ok(vector),
        _ => Err(type_error(value, sym::SIMPLE_STRING)),
    }
}

fn schar(m: &Mutator, [text, position]: [Value; 2]) -> PrimitiveResult {
    let vector = simple_string(&m.heap, text)?;
    let n = index(position, vector.length)?;
    Ok(Value::character(m.heap.string_char(vector.data, n)))
}

fn set_schar(m: &mut Mutator, [text, position, character]: [Value; 3]) -> PrimitiveResult {
    simple_string(&m.heap, text)?;
    set_vector_element(m, [text, position, character])
}

fn string_append(m: &mut Mutator, []: [Value; 0], strings: &[Value]) -> PrimitiveResult {
    let mut total = 0;
    for &text in strings {
        total += string(&m.heap, text)?.length;
    }
    let data = arrays::allocate(&mut m.heap, Elements::Wide, total)?;
    let target = Vector { data, start: 0, length: total, elements: Elements::Wide };
    let mut filled = 0;
    for &text in strings {
        let source = string(&m.heap, text)?;
        target.part(filled, filled + source.length).copy_from(&mut m.heap, &source)?;
        filled += source.length;
    }
    Ok(data)
}

fn designated_part(heap: &mut Heap, text: Value, start: Value, end: Value) -> Result<(Vector, usize), Trap> {
    let vector = string_designator(heap, text)?;
    let (start, end) = bounds(start, end, vector.length)?;
    Ok((vector.part(start, end), start))
}

fn string_equal(m: &mut Mutator, [a, b, start1, end1, start2, end2]: [Value; 6]) -> PrimitiveResult {
    let (a, _) = designated_part(&mut m.heap, a, start1, end1)?;
    let (b, _) = designated_part(&mut m.heap, b, start2, end2)?;
    Ok(Value::boolean(a.equal_characters(&m.heap, &b)))
}

fn string_compare(m: &mut Mutator, args: [Value; 8]) -> PrimitiveResult {
    let [a, b, accepted, fold, start1, end1, start2, end2] = args;
    let accepted = index(accepted, 8)?;
    let (a, start) = designated_part(&mut m.heap, a, start1, end1)?;
    let (b, _) = designated_part(&mut m.heap, b, start2, end2)?;
    let differ = if fold.is_nil() {
        a.first_difference(&m.heap, &b)
    } else {
        a.first_difference_but_case(&m.heap, &b)
    };
    let (offset, order) = match differ {
        None => (a.length.min(b.length), a.length.cmp(&b.length)),
        Some(offset) => {
            let key = |vector: &Vector| {
                let c = m.heap.string_char(vector.data, vector.start + offset);
                if fold.is_nil() { c } else { upcase(c) }
            };
            (offset, key(&a).cmp(&key(&b)))
        }
    };
    let relation = match order {
        Ordering::Less => 1,
        Ordering::Equal => 2,
        Ordering::Greater => 4,
    };
    Ok(if accepted & relation == 0 { Value::NIL } else { Value::fixnum((start + offset) as i64) })
}

/// Changes the case of a writable string. A word is a run of letters and digits.
fn change_case(heap: &mut Heap, text: &Vector, case: usize) -> Result<(), Trap> {
    text.check_writable()?;
    if text.length == 0 {
        return Ok(());
    }
    let codes = &mut heap.words32_mut(text.data)[text.start..text.start + text.length];
    let chars =
        codes.iter_mut().map(|code| (char::from_u32(*code).expect("strings hold valid characters"), code));
    match case {
        0 => chars.for_each(|(c, code)| *code = upcase(c) as u32),
        1 => chars.for_each(|(c, code)| *code = downcase(c) as u32),
        _ => {
            let mut in_word = false;
            for (c, code) in chars {
                *code = if in_word { downcase(c) } else { upcase(c) } as u32;
                in_word = is_alphanumeric(c);
            }
        }
    }
    Ok(())
}

fn string_case(m: &mut Mutator, [text, case, start, end]: [Value; 4]) -> PrimitiveResult {
    let case = index(case, 3)?;
    let source = string_designator(&mut m.heap, text)?;
    let (start, end) = bounds(start, end, source.length)?;
    let copy = copy_vector(&mut m.heap, &source)?;
    let target = string(&m.heap, copy)?.part(start, end);
    change_case(&mut m.heap, &target, case)?;
    Ok(copy)
}

fn nstring_case(m: &mut Mutator, [text, case, start, end]: [Value; 4]) -> PrimitiveResult {
    let case = index(case, 3)?;
    let vector = string(&m.heap, text)?;
    let (start, end) = bounds(start, end, vector.length)?;
    change_case(&mut m.heap, &vector.part(start, end), case)?;
    Ok(text)
}

/// The characters of a sequence of characters.
fn bag(heap: &mut Heap, sequence: Value) -> Result<Vec<char>, Trap> {
    let items = if sequence.is_list() {
        list_to_vec(heap, sequence)?
    } else {
        let vector = Vector::of(heap, sequence).ok_or_else(|| type_error(sequence, sym::SEQUENCE))?;
        (0..vector.length).map(|at| vector.get(heap, at)).collect()
    };
    items.into_iter().map(character).collect()
}

fn trim(m: &mut Mutator, character_bag: Value, text: Value, left: bool, right: bool) -> PrimitiveResult {
    let bag = bag(&mut m.heap, character_bag)?;
    let vector = string_designator(&mut m.heap, text)?;
    let outside = |c: char| !bag.contains(&c);
    let start = if left { vector.chars(&m.heap).position(outside).unwrap_or(vector.length) } else { 0 };
    let end = if right {
        vector.chars(&m.heap).rposition(outside).map_or(start, |last| last + 1)
    } else {
        vector.length
    };
    copy_vector(&mut m.heap, &vector.part(start, end.max(start)))
}

fn string_trim(m: &mut Mutator, [character_bag, text]: [Value; 2]) -> PrimitiveResult {
    trim(m, character_bag, text, true, true)
}

fn string_left_trim(m: &mut Mutator, [character_bag, text]: [Value; 2]) -> PrimitiveResult {
    trim(m, character_bag, text, true, false)
}

fn string_right_trim(m: &mut Mutator, [character_bag, text]: [Value; 2]) -> PrimitiveResult {
    trim(m, character_bag, text, false, true)
}
