//! Verifying objects: values, slots, numbers, characters, and code.

use std::collections::BTreeMap;

use crate::builtins::BuiltinTable;
use crate::decode::{DecodeError, decode};
use crate::hash_index::IndexWords;
use crate::layout::{
    self, Arity, ElementType, Header, Shape, TypeCode, Value, array, builtin, closure, flags, funcallable,
    hash_table, instance, prototype, structure,
};
use crate::units::HeapOffset;
use crate::walk::{FoundObject, HeapBytes};

use super::code::{ArgumentCount, CodeContext, CodeError, ConstantKind, verify_code};
use super::references::{ObjectStarts, ValueProblem, type_of};
use super::slots::{USER_DEFINED_TEST, rules};

/// What is wrong with an object.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ObjectProblem {
    /// A word is no value of the image.
    #[error("word {index} {problem}")]
    Value {
        /// Position in the object; the header is word 0.
        index: u64,
        /// Why not.
        problem: ValueProblem,
    },
    /// A slot holds something else than it must.
    #[error("slot {slot} holds {found:?}, not {expected}")]
    Slot {
        /// The slot's name.
        slot: &'static str,
        /// What it holds.
        found: Value,
        /// What it must hold.
        expected: &'static str,
    },
    /// The count word is too small for the type's fixed slots.
    #[error("it has {found} elements, its type needs {least}")]
    Count {
        /// The count word.
        found: u64,
        /// The fewest possible.
        least: u64,
    },
    /// The header has a layout id that its type does not have, or that is not the layout's.
    #[error("its header has layout id {found}, not {expected}")]
    LayoutId {
        /// In the header.
        found: u32,
        /// The right one.
        expected: i64,
    },
    /// An element of a string is no character.
    #[error("element {index} is {code:#x}, which is not a character")]
    Character {
        /// Position in the string.
        index: u64,
        /// What stands there.
        code: u32,
    },
    /// A number is stored in a form that a simpler one should have.
    #[error("the number is not in its simplest form")]
    NumberForm,
    /// Numbers in the object contradict each other.
    #[error("its {what} do not fit together")]
    Inconsistent {
        /// Which.
        what: &'static str,
    },
    /// The builtin table has no such row, or says that the image does not refer to it.
    #[error("row {row} of the builtin table is missing or marked as not referred to")]
    BuiltinRow {
        /// The row.
        row: i64,
    },
    /// A closure has fewer captured values than its code reads.
    #[error("it has {found} captured values, its code needs {needed}")]
    Captured {
        /// How many it has.
        found: u64,
        /// How many the code needs.
        needed: u32,
    },
    /// A word of a code object is no instruction.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// A function's code is wrong.
    #[error(transparent)]
    Code(#[from] CodeError),
}

/// What is known about a prototype once its code has been verified.
struct VerifiedPrototype {
    n_captured: u32,
    /// Prototypes of the closures that it makes, and the captured values they get.
    makes: Vec<(u64, u32)>,
}

/// Verifies objects one after the other; [`ObjectVerifier::finish`] then checks what concerns several.
pub(super) struct ObjectVerifier<'a> {
    heap: HeapBytes<'a>,
    starts: ObjectStarts,
    /// Per row of the builtin table its arguments; `None` for rows that the image does not refer to.
    builtins: Vec<Option<ArgumentCount>>,
    prototypes: BTreeMap<u64, VerifiedPrototype>,
    closures: Vec<(HeapOffset, u64, u64)>,
}

type Checked = Result<(), ObjectProblem>;

impl<'a> ObjectVerifier<'a> {
    pub(super) fn new(
        heap: HeapBytes<'a>,
        starts: ObjectStarts,
        builtins: &BuiltinTable<'_>,
    ) -> ObjectVerifier<'a> {
        let builtins = builtins
            .entries()
            .iter()
            .map(|entry| entry.referenced.then(|| ArgumentCount::of_lambda_list(entry.row.lambda_list)));
        ObjectVerifier {
            heap,
            starts,
            builtins: builtins.collect(),
            prototypes: BTreeMap::new(),
            closures: Vec::new(),
        }
    }

    fn word(&self, object: &FoundObject, index: usize) -> Value {
        // The walk has found the object whole, and callers stay within its shape.
        Value::from_bits(self.heap.object_word(object.at, index).unwrap_or(0))
    }

    fn fixnum(&self, object: &FoundObject, index: usize) -> i64 {
        self.word(object, index).as_fixnum().unwrap_or(0)
    }

    /// Checks that a word is a value of the image.
    fn check_value(&self, object: &FoundObject, index: u64) -> Checked {
        let at = object.at.bytes() + index * layout::WORD as u64;
        let word = self.heap.word(at).unwrap_or(0);
        match self.starts.check(word) {
            Ok(_) => Ok(()),
            Err(problem) => Err(ObjectProblem::Value { index, problem }),
        }
    }

    /// Verifies one object; the first thing wrong is the error.
    pub(super) fn check(&mut self, object: &FoundObject) -> Checked {
        let Some((header, code)) = object.header else {
            self.check_value(object, 0)?;
            return self.check_value(object, 1);
        };
        let least = least_count(code);
        if object.count < least {
            return Err(ObjectProblem::Count { found: object.count, least });
        }
        let values = match header.shape() {
            Some(Shape::Slots(n)) => 1..1 + u64::from(n),
            Some(Shape::Weak(n)) => 1..2 + u64::from(n),
            Some(Shape::Counted) => 2..2 + object.count,
            Some(Shape::Raw { .. } | Shape::RawWords(_)) | None => 0..0,
        };
        for index in values {
            self.check_value(object, index)?;
        }
        let (rules, names) = rules(code);
        for (slot, expected) in rules {
            let found = self.word(object, *slot);
            if !expected.accepts(&self.heap, found) {
                let slot = names.iter().find(|row| row.1 == *slot as u64).map_or("", |row| row.0);
                return Err(ObjectProblem::Slot { slot, found, expected: expected.description() });
            }
        }
        self.check_layout_id(object, header, code)?;
        self.check_contents(object, header, code)
    }

    fn check_layout_id(&self, object: &FoundObject, header: Header, code: TypeCode) -> Checked {
        let slot = match code {
            TypeCode::Structure => structure::LAYOUT,
            TypeCode::Instance => instance::LAYOUT,
            TypeCode::FuncallableInstance => funcallable::LAYOUT,
            _ if header.layout_id() == 0 => return Ok(()),
            _ => return Err(ObjectProblem::LayoutId { found: header.layout_id(), expected: 0 }),
        };
        let layout_at = HeapOffset::new(self.word(object, slot).offset());
        let id = layout_at.and_then(|at| self.heap.object_word(at, layout::layout::ID)).unwrap_or(0);
        let expected = Value::from_bits(id).as_fixnum().unwrap_or(0);
        if i64::from(header.layout_id()) != expected {
            return Err(ObjectProblem::LayoutId { found: header.layout_id(), expected });
        }
        Ok(())
    }

    fn check_contents(&mut self, object: &FoundObject, header: Header, code: TypeCode) -> Checked {
        match code {
            TypeCode::WideString => self.check_characters(object),
            TypeCode::Bignum => self.check_bignum(object, header),
            TypeCode::Double => {
                let bits = self.word(object, 1).bits();
                // What fits into a word must be in one: EQL compares words.
                let boxed = Value::try_double(f64::from_bits(bits)).is_none();
                if boxed { Ok(()) } else { Err(ObjectProblem::NumberForm) }
            }
            TypeCode::Ratio => {
                let denominator = self.word(object, layout::pair_number::SECOND);
                let simple = denominator.as_fixnum().is_some_and(|n| n < 2);
                if simple { Err(ObjectProblem::NumberForm) } else { Ok(()) }
            }
            TypeCode::Array => self.check_array(object),
            TypeCode::HashTable => self.check_hash_table(object),
            TypeCode::Builtin => self.check_builtin(object),
            TypeCode::Code => self.check_instructions(object),
            TypeCode::Prototype => self.check_prototype(object),
            TypeCode::Closure => {
                let prototype = self.word(object, closure::PROTOTYPE).offset();
                self.closures.push((object.at, prototype, object.count - least_count(code)));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The raw 32-bit elements of an object.
    fn u32_elements(&self, object: &FoundObject) -> impl Iterator<Item = u32> + use<'a> {
        let len = usize::try_from(object.count).unwrap_or(0).saturating_mul(4);
        let bytes = self.heap.object_bytes(object.at, 2 * layout::WORD, len).unwrap_or(&[]);
        bytes.as_chunks().0.iter().map(|element| u32::from_le_bytes(*element))
    }

    fn check_characters(&self, object: &FoundObject) -> Checked {
        let wrong = self.u32_elements(object).zip(0..).find(|(code, _)| char::from_u32(*code).is_none());
        wrong.map_or(Ok(()), |(code, index)| Err(ObjectProblem::Character { index, code }))
    }

    fn check_bignum(&self, object: &FoundObject, header: Header) -> Checked {
        let limb =
            |index: u64| self.heap.word(object.at.bytes() + (2 + index) * layout::WORD as u64).unwrap_or(0);
        let negative = header.flags() & flags::NEGATIVE != 0;
        let fits_fixnum = object.count == 1 && {
            let limit = layout::MOST_POSITIVE_FIXNUM as u64 + u64::from(negative);
            limb(0) <= limit
        };
        if limb(object.count - 1) == 0 || fits_fixnum {
            return Err(ObjectProblem::NumberForm);
        }
        Ok(())
    }

    fn check_array(&self, object: &FoundObject) -> Checked {
        let n_words = usize::try_from(object.count).unwrap_or(0) + 2;
        let dimensions = (array::DIMENSIONS..n_words).map(|index| self.word(object, index).as_fixnum());
        if dimensions.into_iter().any(|dimension| dimension.is_none_or(|n| n < 0)) {
            return Err(ObjectProblem::Inconsistent { what: "dimensions" });
        }
        Ok(())
    }

    fn object_in(&self, object: &FoundObject, slot: usize) -> Option<FoundObject> {
        self.heap.object_at(HeapOffset::new(self.word(object, slot).offset())?).ok()
    }

    fn check_hash_table(&self, object: &FoundObject) -> Checked {
        let count = self.fixnum(object, hash_table::COUNT);
        let fill = self.fixnum(object, hash_table::FILL);
        let (Some(entries), Some(index)) =
            (self.object_in(object, hash_table::ENTRIES), self.object_in(object, hash_table::INDEX))
        else {
            return Err(ObjectProblem::Inconsistent { what: "tables" });
        };
        if !(0 <= count && count <= fill && fill as u64 <= entries.count / 2) {
            return Err(ObjectProblem::Inconsistent { what: "numbers of entries" });
        }
        let element_type = index.header.and_then(|(header, _)| header.element_type());
        let mut fits = element_type == Some(ElementType::U32)
            && index.count.is_power_of_two()
            && index.count >> 31 == 0
            && fill as u64 <= index.count / 2;
        if fits {
            let words = IndexWords::of_length(index.count as usize);
            fits = self.u32_elements(&index).all(|word| word == 0 || words.entry(word) < fill as usize);
        }
        if self.fixnum(object, hash_table::TEST) == USER_DEFINED_TEST {
            let hashes = self.object_in(object, hash_table::HASHES);
            fits &= hashes.is_some_and(|hashes| {
                hashes.header.and_then(|(header, _)| header.element_type()) == Some(ElementType::U32)
                    && fill as u64 <= hashes.count
            });
        }
        if fits { Ok(()) } else { Err(ObjectProblem::Inconsistent { what: "index and entries" }) }
    }

    fn check_builtin(&self, object: &FoundObject) -> Checked {
        let row = self.fixnum(object, builtin::INDEX);
        let known = usize::try_from(row).ok().and_then(|row| self.builtins.get(row)).copied().flatten();
        known.map_or(Err(ObjectProblem::BuiltinRow { row }), |_| Ok(()))
    }

    /// Checks that every word is part of an instruction; what it refers to is checked with the prototype.
    fn check_instructions(&self, object: &FoundObject) -> Checked {
        let code: Vec<u32> = self.u32_elements(object).collect();
        let mut at = 0;
        while at < code.len() {
            at = decode(&code, at)?.next;
        }
        Ok(())
    }

    fn check_prototype(&mut self, object: &FoundObject) -> Checked {
        let arity = Arity::unpack(self.fixnum(object, prototype::ARITY));
        let keywords = self.word(object, prototype::KEYWORDS);
        let n_keywords = if keywords.is_nil() {
            0
        } else {
            self.object_in(object, prototype::KEYWORDS).map_or(0, |vector| vector.count)
        };
        let n_parameters = u64::from(arity.required)
            + u64::from(arity.optional)
            + u64::from(arity.rest || arity.keys)
            + n_keywords;
        if arity.keys == keywords.is_nil() || n_parameters > u64::from(arity.registers) {
            return Err(ObjectProblem::Inconsistent { what: "parameters and registers" });
        }
        let Some(code) = self.object_in(object, prototype::CODE) else {
            return Err(ObjectProblem::Inconsistent { what: "code and prototype" });
        };
        let code: Vec<u32> = self.u32_elements(&code).collect();
        let constant = |index: u32| self.word(object, prototype::CONSTANTS + index as usize);
        let constant_kind = |index: u32| {
            let value = constant(index);
            match type_of(&self.heap, value) {
                _ if value.is_nil() => ConstantKind::Symbol,
                Some(TypeCode::Symbol) => ConstantKind::Symbol,
                Some(TypeCode::Prototype) => ConstantKind::Prototype,
                _ => ConstantKind::Other,
            }
        };
        let context = CodeContext {
            n_registers: u32::from(arity.registers),
            n_constants: u32::try_from(object.count - least_count(TypeCode::Prototype)).unwrap_or(u32::MAX),
            constant_kind: &constant_kind,
            builtin: &|row| self.builtins.get(row as usize).copied().flatten(),
        };
        let facts = verify_code(&code, &context)?;
        let makes = facts.closures_made.iter().map(|(index, n)| (constant(*index).offset(), *n)).collect();
        let verified = VerifiedPrototype { n_captured: facts.n_captured, makes };
        self.prototypes.insert(object.at.bytes(), verified);
        Ok(())
    }

    /// Checks that every closure, there already or made by code, has the values that its code reads.
    pub(super) fn finish(self) -> Vec<(HeapOffset, ObjectProblem)> {
        let there = self.closures.iter().map(|(at, prototype, n)| (*at, *prototype, *n));
        let made = self.prototypes.iter().flat_map(|(at, verified)| {
            let at = HeapOffset::new(*at).unwrap_or_default();
            verified.makes.iter().map(move |(prototype, n)| (at, *prototype, u64::from(*n)))
        });
        there
            .chain(made)
            .filter_map(|(at, prototype, found)| {
                let needed = self.prototypes.get(&prototype)?.n_captured;
                (found < u64::from(needed)).then_some((at, ObjectProblem::Captured { found, needed }))
            })
            .collect()
    }
}

/// The smallest count word of a counted type.
fn least_count(code: TypeCode) -> u64 {
    match code {
        TypeCode::Closure | TypeCode::Structure | TypeCode::Bignum => 1,
        TypeCode::Prototype => prototype::FIXED as u64,
        TypeCode::Array => array::FIXED as u64,
        _ => 0,
    }
}
