//! What an image and a runtime must agree on, as two hashes.
//!
//! * [`FORMAT_DIGEST`] says what the heap's words mean: tags, headers, object types and slots, instructions,
//!   static symbols, root slots. It is a constant of the runtime, computed by the compiler over those tables; a
//!   start compares it with the header's and hashes nothing.
//! * [`interface_hash`] is SHA-256 over that and the sorted builtins of a table. It is what `-memfile-hash` prints
//!   and what a distribution exports. Equal hash: the image loads. It is computed when an image is saved.
//!
//! The tables say nothing about *how* an instruction works. When that changes and no table does, raise
//! [`SEMANTICS`].

use sha2::{Digest as _, Sha256};

use crate::builtins::BuiltinRow;
use crate::digest::Digest;
use crate::header::{FORMAT_VERSION, WORD_SCHEME};
use crate::layout::{self, Arity, ELEMENT_TYPES, Header, Shape, TYPES, TypeCode, Value};
use crate::ops::{Format, OPS};
use crate::statics::{self, ROOT_SLOTS, SYMBOLS, root};

/// The version of what instructions and objects mean beyond their tables.
pub const SEMANTICS: u64 = 1;

/// Digest of everything that gives the heap's words their meaning.
pub const FORMAT_DIGEST: u128 = format_digest();

/// Digest of what gives instructions their meaning: all that compiled files depend on.
pub const CODE_DIGEST: u128 = {
    let arity =
        Arity { registers: 1, required: 2, optional: 3, rest: true, keys: false, allow_other_keys: true };
    let digest = Digest::EMPTY.number(SEMANTICS).number(arity.pack() as u64);
    add_operations(digest).finish()
};

const fn format_digest() -> u128 {
    let digest = Digest::EMPTY
        .number(FORMAT_VERSION as u64)
        .number(WORD_SCHEME as u64)
        .number(SEMANTICS)
        .number(crate::crossing::CARD_BYTES);
    let digest = add_encodings(digest);
    let digest = add_types(digest);
    let digest = add_constants(digest);
    let digest = add_operations(digest);
    add_statics(digest).finish()
}

/// Samples of every encoding; another bit position anywhere gives another sample.
const fn add_encodings(mut digest: Digest) -> Digest {
    let double = match Value::try_double(-1.5) {
        Some(value) => value.bits(),
        None => 0,
    };
    let header = Header::new(TypeCode::Filler)
        .with_flags(0xa5)
        .with_identity_hash(0x12_3456)
        .with_layout_id(0x89_abcd);
    let arity = Arity {
        registers: 0x1234,
        required: 0x567,
        optional: 0x89a,
        rest: true,
        keys: false,
        allow_other_keys: true,
    };
    let keys_only =
        Arity { registers: 0, required: 0, optional: 0, rest: false, keys: true, allow_other_keys: false };
    let samples = [
        Value::NIL.bits(),
        Value::UNBOUND.bits(),
        Value::UNSUPPLIED.bits(),
        Value::EMPTY.bits(),
        Value::NO_BINDING.bits(),
        Value::EOF.bits(),
        Value::fixnum(-3).bits(),
        Value::character('\u{1f600}').bits(),
        Value::single(-1.5).bits(),
        double,
        Value::cons_at(0x1230).bits(),
        Value::function_at(0x1230).bits(),
        Value::object_at(0x1230).bits(),
        header.bits(),
        layout::forwarding_word(0x1230),
        arity.pack() as u64,
        keys_only.pack() as u64,
        layout::OBJECT_ALIGN as u64,
    ];
    let mut i = 0;
    while i < samples.len() {
        digest = digest.number(samples[i]);
        i += 1;
    }
    digest
}

const fn add_types(mut digest: Digest) -> Digest {
    let mut i = 0;
    while i < TYPES.len() {
        let (kind, n) = match TYPES[i].shape {
            Shape::Slots(n) => (1, n),
            Shape::Counted => (2, 0),
            Shape::Raw { log2_bits } => (3, log2_bits),
            Shape::RawWords(n) => (4, n),
            Shape::Weak(n) => (5, n),
        };
        digest = digest.text(TYPES[i].name).number(kind).byte(n).byte(TYPES[i].function as u8);
        i += 1;
    }
    i = 0;
    while i < ELEMENT_TYPES.len() {
        digest = digest.byte(ELEMENT_TYPES[i].0 as u8).byte(ELEMENT_TYPES[i].1);
        i += 1;
    }
    digest
}

const fn add_constants(mut digest: Digest) -> Digest {
    let mut i = 0;
    while i < CONSTANT_TABLES.len() {
        let table = CONSTANT_TABLES[i];
        let mut j = 0;
        while j < table.len() {
            digest = digest.text(table[j].0).number(table[j].1);
            j += 1;
        }
        digest = digest.number(u64::MAX);
        i += 1;
    }
    digest
}

const fn add_operations(mut digest: Digest) -> Digest {
    let mut i = 0;
    while i < OPS.len() {
        digest = digest.text(OPS[i].mnemonic);
        let (kind, operands) = match OPS[i].format {
            Format::Abc(a, b, c) => (1, [a as u8, b as u8, c as u8, 0]),
            Format::Abx(a, b) => (2, [a as u8, b as u8, 0, 0]),
            Format::Sax(a) => (3, [a as u8, 0, 0, 0]),
            Format::AbcExt(a, b, c, d) => (4, [a as u8, b as u8, c as u8, d as u8]),
        };
        digest = digest.byte(kind);
        let mut j = 0;
        while j < operands.len() {
            digest = digest.byte(operands[j]);
            j += 1;
        }
        i += 1;
    }
    digest
}

const fn add_statics(mut digest: Digest) -> Digest {
    let mut i = 0;
    while i < SYMBOLS.len() {
        digest = digest.text(SYMBOLS[i].package).text(SYMBOLS[i].name);
        i += 1;
    }
    digest.number(statics::NIL_CONS_OFFSET).number(statics::NIL_SYMBOL_OFFSET).number(ROOT_SLOTS)
}

/// Constants that give words and slots their meaning.
const CONSTANT_TABLES: &[&[(&str, u64)]] = &[
    layout::flags::TABLE,
    root::TABLE,
    layout::cons::TABLE,
    layout::symbol::TABLE,
    layout::closure::TABLE,
    layout::builtin::TABLE,
    layout::funcallable::TABLE,
    layout::prototype::TABLE,
    layout::array::TABLE,
    layout::pair_number::TABLE,
    layout::value_cell::TABLE,
    layout::structure::TABLE,
    layout::instance::TABLE,
    layout::layout::TABLE,
    layout::hash_table::TABLE,
    layout::package::TABLE,
    layout::weak_pointer::TABLE,
    layout::macro_function::TABLE,
    layout::special_operator::TABLE,
    layout::stream::TABLE,
    layout::exit_point::TABLE,
    layout::readtable::TABLE,
    layout::unwind_state::TABLE,
    layout::environment::TABLE,
];

/// SHA-256 over this crate's format and the sorted rows of a builtin table.
pub fn interface_hash<'a>(rows: impl Iterator<Item = &'a BuiltinRow<'a>>) -> [u8; 32] {
    interface_hash_of(FORMAT_DIGEST, rows)
}

/// The same for the format with that digest, which may be another one.
pub(crate) fn interface_hash_of<'a>(
    format_digest: u128,
    rows: impl Iterator<Item = &'a BuiltinRow<'a>>,
) -> [u8; 32] {
    let mut sorted: Vec<&BuiltinRow<'_>> = rows.collect();
    sorted.sort_unstable();
    let mut hash = Sha256::new();
    hash.update(b"Monolisp interface\n");
    hash.update(format_digest.to_le_bytes());
    for row in sorted {
        for text in [row.name, row.lambda_list] {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text.as_bytes());
        }
        hash.update(row.version.to_le_bytes());
    }
    hash.finalize().into()
}

/// A hash in lower-case hexadecimal digits.
pub fn hex(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The list of modules cannot be generated; this holds it complete.
    #[test]
    fn every_module_of_constants_is_in_the_digest() {
        let sources =
            [include_str!("layout/header.rs"), include_str!("layout/slots.rs"), include_str!("statics.rs")]
                .concat();
        let n_modules =
            sources.matches("\nslots! {").count() + sources.matches("\nlisted_constants! {").count();
        assert_eq!(n_modules, CONSTANT_TABLES.len(), "add new modules to CONSTANT_TABLES");
    }

    #[test]
    fn builtins_count_in_any_order() {
        let row = |name, version| BuiltinRow { name, lambda_list: "(x)", version };
        let (a, b, c) = (row("P:A", 1), row("P:B", 1), row("P:B", 2));
        assert_eq!(interface_hash([&a, &b].into_iter()), interface_hash([&b, &a].into_iter()));
        assert_ne!(interface_hash([&a, &b].into_iter()), interface_hash([&a, &c].into_iter()));
        assert_ne!(interface_hash([&a].into_iter()), interface_hash([&a, &b].into_iter()));
    }
}
