//! Loading a unit: records to objects, group by group.
//!
//! The state of a loading is a simple vector ([`slot`]), so that Lisp code can run, and objects can move, between two
//! steps. A step changes it only at its end: when it asks for memory it is simply run again. Everything that the
//! virtual machine relies on is checked here, because the file may be foreign bytes.

use crate::arrays;
use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::hash::{self, key::Test};
use crate::heap::Heap;
use crate::mutator::Mutator;
use crate::numbers::{float, integer};
use crate::packages::{find_package, intern};
use crate::primitives::{BuiltinFunctions, Primitive};
use heapfmt::Value;
use heapfmt::builtins::{Binding, BuiltinRow, BuiltinTable};
use heapfmt::compiled::records::{ArrayHeader, PrototypeRecord, Record, RecordReader, first_group};
use heapfmt::compiled::{UnitError, open_unit};
use heapfmt::decode::decode;
use heapfmt::layout::{Arity, ElementType, Header, TypeCode, array, closure, prototype};
use heapfmt::ops::Operand;
use heapfmt::statics::{root, sym};
use heapfmt::verify::code::{ArgumentCount, CodeContext, ConstantKind, verify_code};

/// Elements of the state.
mod slot {
    /// The file's name, for messages.
    pub(super) const NAME: usize = 0;
    /// The file's contents, a vector of bytes.
    pub(super) const BYTES: usize = 1;
    /// Where the next group starts.
    pub(super) const NEXT: usize = 2;
    /// Where the unit at hand ends.
    pub(super) const END: usize = 3;
    /// The unit's objects by number, a simple vector.
    pub(super) const OBJECTS: usize = 4;
    /// How many of them have been made.
    pub(super) const N_OBJECTS: usize = 5;
    /// For each prototype among them, the number of captured values that its closures must have: 32 bits each.
    pub(super) const CAPTURED: usize = 6;
    /// For each row of the unit's builtin table one more than the row here: 32 bits each.
    pub(super) const ROWS: usize = 7;
    /// Whether the value of the function that was called is the unit's next object.
    pub(super) const KEEPS_VALUE: usize = 8;
    /// Number of elements.
    pub(super) const COUNT: usize = 9;
}

/// The state before the first step. `bytes` is a vector of bytes.
pub(crate) fn begin(heap: &mut Heap, name: Value, bytes: Value) -> PrimitiveResult {
    let (objects, none) = (heap.simple_vector(0, Value::NIL), heap.raw_vector(ElementType::U32, 0));
    let state = heap.simple_vector(slot::COUNT, Value::fixnum(0));
    heap.set_element(state, slot::NAME, name);
    heap.set_element(state, slot::BYTES, bytes);
    heap.set_element(state, slot::OBJECTS, objects);
    heap.set_element(state, slot::CAPTURED, none);
    heap.set_element(state, slot::ROWS, none);
    heap.set_element(state, slot::KEEPS_VALUE, Value::NIL);
    check_state(heap, state).map(|()| state)
}

/// Makes objects until a function is to be called, and returns it; `None` at the end of the file. `value` is what the
/// function returned last time. The second result tells whether the function is a top-level form.
pub(crate) fn step(m: &mut Mutator, state: Value, value: Value) -> Result<Option<(Value, bool)>, Trap> {
    check_state(&m.heap, state)?;
    loop {
        let (next, end) = (position(&m.heap, state, slot::NEXT), position(&m.heap, state, slot::END));
        if next == end {
            if next == m.heap.count(m.heap.element(state, slot::BYTES)) {
                return Ok(None);
            }
            enter_unit(m, state, next)?;
        } else if let Some(function) = load_group(m, state, next, end, value)? {
            return Ok(Some(function));
        }
    }
}

/// That the vector is what [`begin`] made.
fn check_state(heap: &Heap, state: Value) -> Result<(), Trap> {
    let is_raw = |index, element_type| {
        let vector = heap.element(state, index);
        heap.is(vector, TypeCode::RawVector) && heap.header(vector).element_type() == Some(element_type)
    };
    let is_state = heap.is(state, TypeCode::SimpleVector)
        && heap.count(state) == slot::COUNT
        && is_raw(slot::BYTES, ElementType::U8)
        && is_raw(slot::CAPTURED, ElementType::U32)
        && is_raw(slot::ROWS, ElementType::U32)
        && heap.is(heap.element(state, slot::OBJECTS), TypeCode::SimpleVector)
        && heap.count(heap.element(state, slot::OBJECTS)) == heap.count(heap.element(state, slot::CAPTURED));
    if is_state { Ok(()) } else { Err(type_error(state, sym::VECTOR)) }
}

/// Carries out the records of the group at `next`.
fn load_group(
    m: &mut Mutator,
    state: Value,
    next: usize,
    end: usize,
    value: Value,
) -> Result<Option<(Value, bool)>, Trap> {
    let (group, behind) = {
        let records = file_bytes(&m.heap, state).get(next..end).unwrap_or(&[]);
        let (group, length) = first_group(records).map_err(|error| refused(&m.heap, state, &error))?;
        (group.to_vec(), next + length)
    };
    m.heap.reserve(group.len().saturating_mul(BYTES_PER_RECORD_BYTE))?;
    let mut loader = Loader {
        builtins: m.builtins,
        objects: m.heap.element(state, slot::OBJECTS),
        captured: m.heap.element(state, slot::CAPTURED),
        rows: m.heap.element(state, slot::ROWS),
        n_objects: position(&m.heap, state, slot::N_OBJECTS),
        keeps_value: false,
        state,
    };
    if !m.heap.element(state, slot::KEEPS_VALUE).is_nil() {
        m.heap.set_element(loader.objects, loader.n_objects, value);
        loader.n_objects += 1;
    }
    let function = loader.group(m, &group)?;
    for (index, word) in [
        (slot::NEXT, Value::fixnum(behind as i64)),
        (slot::N_OBJECTS, Value::fixnum(loader.n_objects as i64)),
        (slot::KEEPS_VALUE, Value::boolean(loader.keeps_value)),
    ] {
        m.heap.set_element(state, index, word);
    }
    Ok(function)
}

/// Upper bound of the memory that a byte of records asks for, hash tables excepted, which ask themselves.
const BYTES_PER_RECORD_BYTE: usize = 32;

fn position(heap: &Heap, state: Value, index: usize) -> usize {
    heap.element(state, index).as_fixnum().and_then(|n| usize::try_from(n).ok()).unwrap_or(0)
}

fn file_bytes(heap: &Heap, state: Value) -> &[u8] {
    let bytes = heap.element(state, slot::BYTES);
    heap.bytes(bytes, heap.count(bytes))
}

/// The error that refuses the file.
#[cold]
fn refused(heap: &Heap, state: Value, reason: &impl std::fmt::Display) -> Trap {
    let pathname = heap.element(state, slot::NAME);
    let name = if heap.is_simple_string(pathname) { heap.string_text(pathname) } else { String::new() };
    let message = if name.is_empty() { reason.to_string() } else { format!("{name}: {reason}") };
    LispError::File { message, pathname }.into()
}

/// Checks the unit that starts at `offset` and makes tables for its objects.
fn enter_unit(m: &mut Mutator, state: Value, offset: usize) -> Result<(), Trap> {
    let opened = {
        let file = file_bytes(&m.heap, state);
        open_unit(file, offset).and_then(|unit| {
            let table = BuiltinTable::decode(&file[unit.builtins..unit.records]).map_err(UnitError::Builtins)?;
            Ok((unit, bind(&table, m.builtins)))
        })
    };
    let (unit, bound) = opened.map_err(|error| refused(&m.heap, state, &error))?;
    let rows = bound.map_err(|message| refused(&m.heap, state, &message))?;
    let n_objects = unit.n_objects as usize;
    m.heap.reserve(n_objects * 12 + rows.len() * 4 + 256)?;
    let objects = m.heap.simple_vector(n_objects, Value::NIL);
    let captured = m.heap.raw_vector(ElementType::U32, n_objects);
    let row_table = m.heap.raw_vector(ElementType::U32, rows.len());
    m.heap.words32_mut(row_table).copy_from_slice(&rows);
    for (index, word) in [
        (slot::NEXT, Value::fixnum(unit.records as i64)),
        (slot::END, Value::fixnum(unit.end as i64)),
        (slot::OBJECTS, objects),
        (slot::N_OBJECTS, Value::fixnum(0)),
        (slot::CAPTURED, captured),
        (slot::ROWS, row_table),
        (slot::KEEPS_VALUE, Value::NIL),
    ] {
        m.heap.set_element(state, index, word);
    }
    Ok(())
}

/// One more than the row here, for each row of the table.
fn bind(table: &BuiltinTable<'_>, builtins: BuiltinFunctions) -> Result<Vec<u32>, String> {
    let row = |primitive: &&'static Primitive| BuiltinRow {
        name: primitive.name,
        lambda_list: primitive.lambda_list,
        version: primitive.version,
    };
    let rows: Vec<BuiltinRow<'_>> = builtins.iter().map(row).collect();
    match table.bind(&rows) {
        Ok(Binding::Identical) => Ok((1..=rows.len() as u32).collect()),
        Ok(Binding::Mapped(numbers)) => {
            Ok(numbers.into_iter().map(|number| number.map_or(0, |number| number + 1)).collect())
        }
        Err(mismatch) => Err(mismatch.to_string().replace("the image", "the compiled file")),
    }
}

struct Loader {
    builtins: BuiltinFunctions,
    objects: Value,
    captured: Value,
    rows: Value,
    n_objects: usize,
    keeps_value: bool,
    state: Value,
}

impl Loader {
    /// Carries out the records of a group. The function to be called, if the group ends with one, and whether it is a
    /// top-level form.
    fn group(&mut self, m: &mut Mutator, group: &[u8]) -> Result<Option<(Value, bool)>, Trap> {
        let max_objects = m.heap.count(self.objects) as u32;
        let mut reader = RecordReader::new(group, self.n_objects as u32, max_objects);
        while let Some(record) = reader.next_record().map_err(|error| refused(&m.heap, self.state, &error))? {
            let function = match record {
                Record::Call(number) | Record::Run(number) | Record::RunToplevel(number) => number,
                Record::Patch { container, index, value } => {
                    self.patch(m, container, index as usize, value)?;
                    continue;
                }
                record => {
                    let object = self.make(m, record)?;
                    m.heap.set_element(self.objects, self.n_objects, object);
                    self.n_objects += 1;
                    continue;
                }
            };
            let function = self.object(&m.heap, function);
            if !function.is_function() {
                return self.fail(m, "what is to be called is no function");
            }
            self.keeps_value = matches!(record, Record::Call(_));
            return Ok(Some((function, matches!(record, Record::RunToplevel(_)))));
        }
        Ok(None)
    }

    #[cold]
    fn fail<T>(&self, m: &Mutator, problem: &str) -> Result<T, Trap> {
        Err(refused(&m.heap, self.state, &format!("the compiled file is damaged: {problem}")))
    }

    fn object(&self, heap: &Heap, number: u32) -> Value {
        heap.element(self.objects, number as usize)
    }

    fn values(&self, heap: &Heap, numbers: &[u32]) -> Vec<Value> {
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
                let parts = [numerator, denominator].map(|part| integer::to_big(heap, self.object(heap, part)));
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

    fn closure(&self, m: &mut Mutator, number: u32, captured: &[u32]) -> PrimitiveResult {
        let heap = &mut m.heap;
        let object = self.object(heap, number);
        let wanted = heap.words32(self.captured)[number as usize] as usize;
        if !heap.is(object, TypeCode::Prototype) || wanted == 0 || captured.len() < wanted - 1 {
            return self.fail(m, "a closure does not fit its prototype");
        }
        let captured = self.values(heap, captured);
        Ok(heap.closure(object, &captured))
    }

    /// The row here of a row of the unit's table.
    fn builtin_row(&self, heap: &Heap, row: u32) -> Option<u32> {
        heap.words32(self.rows).get(row as usize)?.checked_sub(1)
    }

    fn prototype(&mut self, m: &mut Mutator, record: &PrototypeRecord<'_>) -> PrimitiveResult {
        let mut code: Vec<u32> =
            record.code.chunks_exact(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]])).collect();
        if let Err(problem) = self.bind_builtins(&m.heap, &mut code) {
            return self.fail(m, &problem);
        }
        let constants = self.values(&m.heap, &record.constants);
        let arity = Arity::unpack(record.arity);
        let [name, lambda_list, keywords, debug] = record.parts.map(|part| self.object(&m.heap, part));
        let checked = check_parameters(&m.heap, record.arity, keywords, debug)
            .and_then(|()| self.verify(&m.heap, &code, &constants, arity));
        let n_captured = match checked {
            Ok(n_captured) => n_captured,
            Err(problem) => return self.fail(m, &problem),
        };
        let heap = &mut m.heap;
        let code_object = heap.allocate_counted(Header::new(TypeCode::Code), code.len(), Value::NIL);
        heap.words32_mut(code_object).copy_from_slice(&code);
        let n_slots = prototype::FIXED + constants.len();
        let object = heap.allocate_counted(Header::new(TypeCode::Prototype), n_slots, Value::NIL);
        for (slot, value) in [
            (prototype::CODE, code_object),
            (prototype::ARITY, Value::fixnum(record.arity)),
            (prototype::NAME, name),
            (prototype::LAMBDA_LIST, lambda_list),
            (prototype::KEYWORDS, keywords),
            (prototype::DEBUG, debug),
        ] {
            heap.set_slot(object, slot, value);
        }
        for (index, &constant) in constants.iter().enumerate() {
            heap.set_slot(object, prototype::CONSTANTS + index, constant);
        }
        // One more than the number, so that 0 says: no prototype.
        heap.words32_mut(self.captured)[self.n_objects] = n_captured + 1;
        Ok(object)
    }

    /// Replaces the unit's rows of builtins by those here.
    fn bind_builtins(&self, heap: &Heap, code: &mut [u32]) -> Result<(), String> {
        let mut at = 0;
        while at < code.len() {
            let instruction = decode(code, at).map_err(|error| error.to_string())?;
            if instruction.operands().any(|field| field.operand == Operand::Builtin) {
                let extension = instruction.next - 1;
                let row = self.builtin_row(heap, code[extension]);
                code[extension] = row.ok_or("a builtin is not in its table")?;
            }
            at = instruction.next;
        }
        Ok(())
    }

    /// The number of captured values that the code needs.
    fn verify(&self, heap: &Heap, code: &[u32], constants: &[Value], arity: Arity) -> Result<u32, String> {
        let context = CodeContext {
            n_registers: u32::from(arity.registers),
            n_constants: constants.len() as u32,
            constant_kind: &|index| match constants[index as usize] {
                constant if heap.is_symbol(constant) => ConstantKind::Symbol,
                constant if heap.is(constant, TypeCode::Prototype) => ConstantKind::Prototype,
                _ => ConstantKind::Other,
            },
            builtin: &|row| {
                let primitive = self.builtins.get(row as usize)?;
                let (least, optional) = (primitive.required as u32, primitive.optional as u32);
                Some(ArgumentCount { least, most: (!primitive.rest).then_some(least + optional) })
            },
        };
        let facts = verify_code(code, &context).map_err(|error| error.to_string())?;
        for (constant, n_captured) in facts.closures_made {
            let inner = constants[constant as usize];
            let elements = &heap.elements(self.objects)[..self.n_objects];
            let number = elements.iter().rposition(|&object| object == inner);
            let wanted = number.map_or(0, |number| heap.words32(self.captured)[number]);
            if wanted == 0 || n_captured < wanted - 1 {
                return Err("a closure is made with too few captured values".to_owned());
            }
        }
        Ok(facts.n_captured)
    }
}

fn is_real(heap: &Heap, value: Value) -> bool {
    integer::is_integer(heap, value)
        || heap.is(value, TypeCode::Ratio)
        || value.as_single().is_some()
        || float::as_double(heap, value).is_some()
}

/// Checks that the parameters have registers, that keywords are symbols, and what the debug information is.
fn check_parameters(heap: &Heap, packed: i64, keywords: Value, debug: Value) -> Result<(), String> {
    let arity = Arity::unpack(packed);
    if arity.pack() != packed {
        return Err("a function's parameters are not as they are written".to_owned());
    }
    let n_keys = if arity.keys {
        if !heap.is(keywords, TypeCode::SimpleVector) {
            return Err("the keywords of a function are no vector".to_owned());
        }
        if !heap.elements(keywords).iter().all(|&keyword| heap.is_symbol(keyword)) {
            return Err("a keyword of a function is no symbol".to_owned());
        }
        heap.count(keywords)
    } else {
        0
    };
    let positional = usize::from(arity.required) + usize::from(arity.optional);
    let n_parameters = positional + usize::from(arity.rest || arity.keys) + n_keys;
    if n_parameters > usize::from(arity.registers) {
        return Err("a function has more parameters than registers".to_owned());
    }
    let is_debug = debug.is_nil()
        || heap.is(debug, TypeCode::SimpleVector)
            && heap.count(debug) == 2
            && heap.is(heap.element(debug, 1), TypeCode::RawVector)
            && heap.header(heap.element(debug, 1)).element_type() == Some(ElementType::U32);
    if is_debug { Ok(()) } else { Err("the lines of a function are no table".to_owned()) }
}

const _: () = assert!(closure::CAPTURED == closure::PROTOTYPE + 1, "parts of closures are numbered from PROTOTYPE");
