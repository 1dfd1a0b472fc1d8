//! Hashes of keys, by test.
//!
//! A hash never depends on an address, but for a cons under EQ or EQL, and never on the process: numbers and
//! characters hash by value, strings and symbol names by their characters, other objects by a number that stays
//! with them when they move. Structural hashes look at a bounded part of the key.

use crate::arrays::{self, Elements, Vector};
use crate::characters::upcase;
use crate::equality::{eql, equal, equalp, is_compared_by_slots};
use crate::heap::Heap;
use crate::numbers::{Real, integer, real_equal_to};
use heapfmt::Value;
use heapfmt::layout::{TypeCode, pair_number, structure, symbol};

/// When two keys are the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Test {
    /// Same object.
    Eq = 0,
    /// Same object, or numbers of the same type and value.
    Eql = 1,
    /// See [`equal`].
    Equal = 2,
    /// See [`equalp`].
    Equalp = 3,
    /// As functions of the table say. Only Lisp can compare; what is written in Rust goes by identity.
    ByFunction = 4,
}

impl Test {
    /// The test with this number in a table's TEST slot.
    #[inline]
    pub fn from_number(number: i64) -> Test {
        match number {
            0 => Test::Eq,
            1 => Test::Eql,
            2 => Test::Equal,
            3 => Test::Equalp,
            _ => Test::ByFunction,
        }
    }
}

/// Whether two keys are the same.
pub fn same(heap: &Heap, test: Test, a: Value, b: Value) -> bool {
    match test {
        Test::Eq | Test::ByFunction => a == b,
        Test::Eql => eql(heap, a, b),
        Test::Equal => equal(heap, a, b),
        Test::Equalp => equalp(heap, a, b),
    }
}

/// Whether only the same object is the same key.
#[inline(always)]
pub fn is_by_identity(heap: &Heap, test: Test, key: Value) -> bool {
    if test != Test::Equalp && !key.is_reference() {
        return true;
    }
    match test {
        Test::Eq | Test::ByFunction => true,
        Test::Eql => !key.is_object() || !is_boxed_number(heap, key),
        Test::Equal => {
            !key.is_cons()
                && (!key.is_object() || !(is_boxed_number(heap, key) || is_content_equal(heap, key)))
        }
        Test::Equalp => heap.is_symbol(key) || key.is_function(),
    }
}

#[inline]
fn is_boxed_number(heap: &Heap, object: Value) -> bool {
    matches!(
        heap.header(object).type_code(),
        Some(TypeCode::Bignum | TypeCode::Double | TypeCode::Ratio | TypeCode::Complex)
    )
}

/// Whether EQUAL looks into `object`: strings, bit vectors, pathnames.
fn is_content_equal(heap: &Heap, object: Value) -> bool {
    match Vector::of(heap, object) {
        Some(vector) => vector.is_string() || vector.is_bits(),
        None => is_compared_by_slots(heap, object),
    }
}

/// The hash of `key`, which is given an identity hash if it needs one.
#[inline]
pub fn assigned_hash(heap: &mut Heap, test: Test, key: Value) -> u64 {
    if is_by_identity(heap, test, key) { heap.identity_hash(key) } else { content_hash(heap, test, key) }
}

/// The hash that `key` has in an image, in which its object lies at `offset`.
pub fn hash_in_image(heap: &Heap, test: Test, key: Value, offset: impl Fn(Value) -> u64) -> u64 {
    if !is_by_identity(heap, test, key) {
        content_hash(heap, test, key)
    } else if key.is_reference() {
        image_identity(offset(key))
    } else {
        key.bits()
    }
}

/// The number that stays with an object of the image.
#[inline(always)]
fn image_identity(offset: u64) -> u64 {
    offset >> 4
}

/// The hash of a key that is more than its identity.
pub fn content_hash(heap: &Heap, test: Test, key: Value) -> u64 {
    match test {
        Test::Equalp => folded_hash(heap, key),
        _ => similarity_hash(heap, key),
    }
}

/// Joins a part's hash to a hash.
#[inline(always)]
fn join(hash: u64, part: u64) -> u64 {
    (hash.rotate_left(5) ^ part).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// Most parts of a key that a structural hash looks at.
const MAX_PARTS: usize = 48;

/// A hash that EQUAL objects share, in every process: what SXHASH is made of.
pub fn similarity_hash(heap: &Heap, key: Value) -> u64 {
    if !key.is_cons() {
        return leaf_hash(heap, key);
    }
    walk(heap, key, leaf_hash)
}

/// Hashes the first leaves of a tree of conses.
fn walk(heap: &Heap, tree: Value, leaf: fn(&Heap, Value) -> u64) -> u64 {
    // Each part looked at leaves at most one other behind.
    let mut rest = [tree; MAX_PARTS + 1];
    let (mut n_rest, mut hash) = (1, 0x2545_f491);
    for _ in 0..MAX_PARTS {
        if n_rest == 0 {
            break;
        }
        n_rest -= 1;
        let mut part = rest[n_rest];
        if part.is_cons() {
            rest[n_rest] = heap.cdr(part);
            n_rest += 1;
            part = heap.car(part);
            hash = join(hash, 3);
            if part.is_cons() {
                rest[n_rest] = part;
                n_rest += 1;
                continue;
            }
        }
        hash = join(hash, leaf(heap, part));
    }
    hash
}

fn leaf_hash(heap: &Heap, leaf: Value) -> u64 {
    if leaf.is_nil() {
        return 0x6e69_6c00;
    }
    let Some(code) = heap.type_of(leaf) else {
        return leaf.bits();
    };
    match code {
        TypeCode::NarrowString | TypeCode::WideString => string_hash(heap, leaf),
        TypeCode::Symbol => !string_hash(heap, heap.slot(leaf, symbol::NAME)),
        TypeCode::Bignum => limbs_hash(heap, leaf),
        TypeCode::Double => heap.raw(leaf, 1),
        TypeCode::Ratio | TypeCode::Complex => {
            let parts = [pair_number::FIRST, pair_number::SECOND].map(|word| heap.slot(leaf, word));
            join(leaf_hash(heap, parts[0]), leaf_hash(heap, parts[1]))
        }
        TypeCode::Structure if is_compared_by_slots(heap, leaf) => slots_hash(heap, leaf),
        _ => match Vector::of(heap, leaf) {
            Some(vector) if vector.is_string() => vector_hash(heap, &vector),
            Some(vector) if vector.is_bits() => {
                let bits = (0..vector.length.min(MAX_PARTS)).map(|index| u64::from(vector.bit(heap, index)));
                bits.fold(vector.length as u64, join)
            }
            _ => code as u64,
        },
    }
}

/// Hash of a structure that EQUAL compares by its slots. Such structures do not hold one another.
fn slots_hash(heap: &Heap, object: Value) -> u64 {
    let slots = structure::SLOTS..heap.count(object) + 2;
    slots.fold(3, |hash, word| join(hash, similarity_hash(heap, heap.slot(object, word))))
}

/// Hash of a string's characters, however they are stored.
#[inline]
pub fn string_hash(heap: &Heap, string: Value) -> u64 {
    match Vector::of(heap, string) {
        Some(vector) => vector_hash(heap, &vector),
        None => 0,
    }
}

#[inline]
pub(super) fn vector_hash(heap: &Heap, string: &Vector) -> u64 {
    let seed = string.length as u64;
    match string.elements {
        Elements::Narrow => characters_hash(seed, string.byte_slice(heap)),
        Elements::Wide | Elements::Nothing => characters_hash(seed, string.word_slice(heap)),
        _ => seed,
    }
}

/// Hash of characters, four at a time; the same for both widths.
#[inline(always)]
fn characters_hash<C: Copy + Into<u64>>(seed: u64, characters: &[C]) -> u64 {
    let part = |characters: &[C]| characters.iter().rev().fold(0u64, |part, &c| part << 16 ^ c.into());
    let mut fours = characters.chunks_exact(4);
    let hash = fours.by_ref().fold(seed, |hash, four| join(hash, part(four)));
    match fours.remainder() {
        [] => hash,
        rest => join(hash, part(rest)),
    }
}

fn limbs_hash(heap: &Heap, n: Value) -> u64 {
    let limbs = integer::limbs(heap, n).expect("a bignum has limbs");
    limbs.magnitude().iter().fold(u64::from(limbs.is_negative()), |hash, &limb| join(hash, limb))
}

/// A hash that EQUALP objects share.
fn folded_hash(heap: &Heap, key: Value) -> u64 {
    if key.is_cons() { walk(heap, key, folded_leaf_hash) } else { folded_leaf_hash(heap, key) }
}

/// Numbers that are = have the same nearest double; the two zeros are =.
fn number_hash(number: &Real) -> u64 {
    (number.to_double() + 0.0).to_bits()
}

fn folded_leaf_hash(heap: &Heap, leaf: Value) -> u64 {
    if let Some(c) = leaf.as_character() {
        return u64::from(upcase(c) as u32);
    }
    if let Some(number) = real_equal_to(heap, leaf) {
        return number_hash(&number);
    }
    if let Some(vector) = Vector::of(heap, leaf) {
        // A string equals a general vector of its characters, and a specialised vector one of its numbers.
        let part = |index| match (vector.character(heap, index), vector.number(heap, index)) {
            (Some(c), _) => u64::from(upcase(c) as u32),
            (_, Some(number)) => number_hash(&number),
            _ => 1,
        };
        return (0..vector.length.min(MAX_PARTS)).fold(vector.length as u64, |hash, n| join(hash, part(n)));
    }
    match heap.type_of(leaf) {
        Some(TypeCode::Symbol) => leaf_hash(heap, leaf),
        Some(TypeCode::Structure) if is_compared_by_slots(heap, leaf) => slots_hash(heap, leaf),
        Some(TypeCode::Structure) => u64::from(heap.header(leaf).layout_id()),
        Some(code) if arrays::is_array(heap, leaf) => code as u64 + arrays::rank(heap, leaf) as u64,
        Some(code) => code as u64,
        None => leaf.bits(),
    }
}
