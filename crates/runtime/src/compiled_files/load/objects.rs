//! The objects that records make.

use super::*;
use crate::arrays;
use crate::compiler::setf_function_symbol;
use crate::primitives::structures::make_layout;
use heapfmt::layout::layout;

/// Memory that a new layout takes for each slot: its description, and what lists and vectors add.
const BYTES_PER_SLOT: usize = 128;

/// Makes the objects of a group.
pub(super) struct Loader {
    pub(super) builtins: BuiltinFunctions,
    pub(super) objects: Value,
    pub(super) captured: Value,
    pub(super) rows: Value,
    pub(super) n_objects: usize,
    pub(super) keeps_value: bool,
    pub(super) state: Value,
}

impl Loader {
    /// Carries out the records of a group. What is to be called, if the group ends with a call.
    pub(super) fn group(&mut self, m: &mut Mutator, group: &[u8]) -> Result<Option<PendingCall>, Trap> {
        let max_objects = m.heap.count(self.objects) as u32;
        let mut reader = RecordReader::new(group, self.n_objects as u32, max_objects);
        while let Some(record) = reader.next_record().map_err(|error| refused(&m.heap, self.state, &error))? {
            let (function, arguments) = match &record {
                Record::Call(number) | Record::Run(number) => (*number, &[][..]),
                Record::RunToplevel(number, arguments) => (*number, &arguments[..]),
                &Record::Patch { container, index, value } => {
                    self.patch(m, container, index as usize, value)?;
                    continue;
                }
                _ => {
                    let object = self.make(m, record)?;
                    m.heap.set_element(self.objects, self.n_objects, object);
                    self.n_objects += 1;
                    continue;
                }
            };
            let function = self.object(&m.heap, function);
            let is_toplevel = matches!(record, Record::RunToplevel(..));
            let is_callable = function.is_function() || is_toplevel && m.heap.is_symbol(function);
            if !is_callable {
                return self.fail(m, "what is to be called is no function");
            }
            self.keeps_value = matches!(record, Record::Call(_));
            let arguments = self.values(&m.heap, arguments);
            let arguments = m.heap.list(&arguments);
            return Ok(Some(PendingCall { function, arguments, is_toplevel }));
        }
        Ok(None)
    }

    #[cold]
    pub(super) fn fail<T>(&self, m: &Mutator, problem: &str) -> Result<T, Trap> {
        Err(refused(&m.heap, self.state, &format!("the compiled file is damaged: {problem}")))
    }

    pub(super) fn object(&self, heap: &Heap, number: u32) -> Value {
        heap.element(self.objects, number as usize)
    }

    pub(super) fn values(&self, heap: &Heap, numbers: &[u32]) -> Vec<Value> {
        numbers.iter().map(|&number| self.object(heap, number)).collect()
    }

    fn make(&mut self, m: &mut Mutator, record: Record<'_>) -> PrimitiveResult {
        let heap = &mut m.heap;
        Ok(match record {
            Record::Nil => Value::NIL,
            Record::Fixnum(n) => integer::from_i64(heap, n),
            Record::Single(bits) => Value::single(f32::from_bits(bits)),
            Record::Double(bits) => float::double(heap, f64::from_bits(bits)),
            Record::List(items, tail) => {
                let (items, tail) = (self.values(heap, &items), self.object(heap, tail));
                heap.list_with_tail(&items, tail)
            }
            Record::Vector(items) => {
                let items = self.values(heap, &items);
                heap.simple_vector_of(&items)
            }
            Record::LiteralString(text) => heap.string(text),
            Record::String(text) => heap.mutable_string(&text.chars().collect::<Vec<char>>()),
            Record::RawVector(element_type, count, bytes) => {
                let vector = heap.raw_vector(element_type, count as usize);
                heap.bytes_mut(vector, bytes.len()).copy_from_slice(bytes);
                vector
            }
            Record::Uninterned(name) => {
                let name = heap.string(name);
                heap.uninterned_symbol(name)
            }
            Record::SetfFunction(place) => {
                let place = self.object(heap, place);
                if !heap.is_symbol(place) {
                    return self.fail(m, "a place that a function sets is no symbol");
                }
                setf_function_symbol(heap, place)
            }
            Record::Package(name) => match find_package(heap, name) {
                Some(package) => package,
                None => {
                    let message = format!("the compiled file needs the package {name}, which does not exist");
                    let package = heap.string(name);
                    return Err(LispError::Package { message, package }.into());
                }
            },
            Record::Symbol(package, name) => {
                let package = self.object(heap, package);
                if !heap.is(package, TypeCode::Package) {
                    return self.fail(m, "a symbol's home is no package");
                }
                intern(heap, name, package)
            }
            Record::Closure(prototype, captured) => return self.closure(m, prototype, &captured),
            Record::Prototype(record) => return self.prototype(m, &record),
            Record::Builtin(row) => match self.builtin_row(heap, row) {
                Some(row) => heap.element(heap.root(root::BUILTINS), row as usize),
                None => return self.fail(m, "a builtin is not in its table"),
            },
            record => return self.make_rarer(m, record),
        })
    }

    fn make_rarer(&mut self, m: &mut Mutator, record: Record<'_>) -> PrimitiveResult {
        let heap = &mut m.heap;
        match record {
            Record::Character(code) => match char::from_u32(code) {
                Some(c) => Ok(Value::character(c)),
                None => self.fail(m, "a number is no character's code"),
            },
            Record::Bignum(negative, bytes) => {
                let magnitude = dashu_int::UBig::from_le_bytes(bytes);
                let sign = if negative { dashu_int::Sign::Negative } else { dashu_int::Sign::Positive };
                let n = dashu_int::IBig::from_parts(sign, magnitude);
                integer::from_big(heap, &n)
            }
            Record::Ratio(numerator, denominator) => {
                let parts =
                    [numerator, denominator].map(|part| integer::to_big(heap, self.object(heap, part)));
                match parts {
                    [Some(numerator), Some(denominator)] if denominator > dashu_int::IBig::ONE => {
                        crate::numbers::rational::Rational::new(numerator, denominator).into_value(heap)
                    }
                    _ => self.fail(m, "a ratio of something else than integers"),
                }
            }
            Record::Complex(real, imaginary) => {
                let parts = [real, imaginary].map(|part| self.object(heap, part));
                if !parts.iter().all(|&part| is_real(heap, part)) {
                    return self.fail(m, "a complex number of something else than real numbers");
                }
                Ok(heap.allocate_slots(TypeCode::Complex, parts))
            }
            Record::Layout(name, parent, slots) => self.layout(m, name, parent, &slots),
            Record::Array(header) => self.array(m, &header),
            Record::HashTable(test, weakness, pairs) => {
                if test > Test::Equalp as u8 || weakness > 4 {
                    return self.fail(m, "an unknown kind of hash table");
                }
                let test = Test::from_number(i64::from(test));
                let pairs = self.values(heap, &pairs);
                let table = hash::make(heap, test, pairs.len() / 2, weakness)?;
                for pair in pairs.chunks_exact(2) {
                    hash::put(heap, table, pair[0], pair[1])?;
                }
                Ok(table)
            }
            _ => self.fail(m, "an unknown kind of record"),
        }
    }

    /// Stores an object in a place where 0 has been left for it.
    fn patch(&self, m: &mut Mutator, container: u32, index: usize, value: u32) -> Result<(), Trap> {
        let heap = &mut m.heap;
        let (container, value) = (self.object(heap, container), self.object(heap, value));
        let is_open = |value: Value| value == Value::fixnum(0);
        if container.is_cons() {
            let mut cons = container;
            for _ in 1..index {
                cons = if cons.is_cons() { heap.cdr(cons) } else { cons };
            }
            if cons.is_cons() && index > 0 && is_open(heap.cdr(cons)) {
                heap.set_slot(cons, heapfmt::layout::cons::CDR, value);
                return Ok(());
            }
            let cons = if index > 0 && cons.is_cons() { heap.cdr(cons) } else { cons };
            if cons.is_cons() && is_open(heap.car(cons)) {
                heap.set_slot(cons, heapfmt::layout::cons::CAR, value);
                return Ok(());
            }
            return self.fail(m, "a circular list has no place for its part");
        }
        let word = match heap.type_of(container) {
            Some(TypeCode::SimpleVector) => Some(2 + index),
            Some(TypeCode::Prototype) => Some(prototype::CONSTANTS + index),
            Some(TypeCode::HashTable) => {
                if let Some((_, key, old)) = hash::next(heap, container, index / 2)
                    && index % 2 == 1
                    && is_open(old)
                {
                    return hash::put(heap, container, key, value);
                }
                None
            }
            _ => None,
        };
        match word {
            Some(word) if word < 2 + heap.count(container) && is_open(heap.slot(container, word)) => {
                heap.set_slot(container, word, value);
                Ok(())
            }
            _ => self.fail(m, "a circular object has no place for its part"),
        }
    }

    /// The layout of a structure type, which must have the slots that it had where the file was compiled. A type that is
    /// not defined yet gets its layout here, because a function may refer to it before it defines it; the DEFSTRUCT that
    /// follows keeps the layout.
    fn layout(&self, m: &mut Mutator, name: u32, parent: u32, slots: &[u32]) -> PrimitiveResult {
        let (name, parent) = (self.object(&m.heap, name), self.object(&m.heap, parent));
        let slots = self.values(&m.heap, slots);
        if !m.heap.is_symbol(name) || !(parent.is_nil() || m.heap.is(parent, TypeCode::Layout)) {
            return self.fail(m, "a structure type has no name, or includes what is no structure type");
        }
        m.heap.reserve(BYTES_PER_SLOT * (slots.len() + 8))?;
        let known = m.heap.symbol_info(name, sym::STRUCTURE_LAYOUT);
        if let Some(known) = known.filter(|&known| m.heap.is(known, TypeCode::Layout)) {
            let descriptions = m.heap.elements(m.heap.slot(known, layout::SLOTS));
            let has_name = |(&slot, &name): (&Value, &Value)| slot.is_cons() && m.heap.car(slot) == name;
            if descriptions.len() == slots.len() && descriptions.iter().zip(&slots).all(has_name) {
                return Ok(known);
            }
            let name = m.heap.symbol_name(name);
            let reason = format!(
                "the structure type {name} has other slots than when the file was compiled; compile it again"
            );
            return Err(refused(&m.heap, self.state, &reason));
        }
        let descriptions: Vec<Value> =
            slots.iter().map(|&slot| m.heap.list(&[slot, Value::NIL, sym::T, Value::NIL])).collect();
        let descriptions = m.heap.simple_vector_of(&descriptions);
        let layout = make_layout(m, [name, parent, descriptions])?;
        m.heap.set_symbol_info(name, sym::STRUCTURE_LAYOUT, layout);
        Ok(layout)
    }

    fn array(&self, m: &mut Mutator, header: &ArrayHeader) -> PrimitiveResult {
        let heap = &mut m.heap;
        let data = self.object(heap, header.data);
        let total = header.dimensions.iter().try_fold(1u64, |total, &dimension| total.checked_mul(dimension));
        let length = arrays::Vector::whole(heap, data).map(|whole| whole.length as u64);
        let end = total.and_then(|total| total.checked_add(header.displacement));
        let fits = end.zip(length).is_some_and(|(end, length)| end <= length);
        let is_small = |n: u64| n < arrays::DIMENSION_LIMIT as u64;
        let has_fill_pointer = i64::from(header.flags) & arrays::HAS_FILL_POINTER != 0;
        if !fits
            || header.flags > 7
            || !header.dimensions.iter().copied().all(is_small)
            || header.dimensions.len() > 64
            || header.fill_pointer > total.unwrap_or(0)
            || has_fill_pointer && header.dimensions.len() != 1
        {
            return self.fail(m, "an array does not fit its elements");
        }
        let n_slots = array::FIXED + header.dimensions.len();
        let object = heap.allocate_counted(Header::new(TypeCode::Array), n_slots, Value::fixnum(0));
        let number = |n: u64| Value::fixnum(n as i64);
        for (slot, value) in [
            (array::FLAGS, number(u64::from(header.flags))),
            (array::DATA, data),
            (array::DISPLACEMENT, number(header.displacement)),
            (array::FILL_POINTER, number(header.fill_pointer)),
        ] {
            heap.set_slot(object, slot, value);
        }
        for (axis, &dimension) in header.dimensions.iter().enumerate() {
            heap.set_slot(object, array::DIMENSIONS + axis, number(dimension));
        }
        Ok(object)
    }
}

fn is_real(heap: &Heap, value: Value) -> bool {
    integer::is_integer(heap, value)
        || heap.is(value, TypeCode::Ratio)
        || value.as_single().is_some()
        || float::as_double(heap, value).is_some()
}
