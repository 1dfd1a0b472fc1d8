//! Writing a unit: objects to records, each behind those that it consists of.
//!
//! Objects are walked with an explicit stack. An object that is reached again while its parts are being written is
//! circular: its container gets 0 in that place and a patch as soon as the object is there. What cannot be patched
//! (a closure whose prototype leads back to it) waits until the object that it needs is there.

mod walk;

pub(crate) use walk::instances;

use walk::{parts, shared_conses};

use crate::error::{LispError, Trap};
use crate::hash::{self, key::Test};
use crate::heap::Heap;
use crate::numbers::{float, integer};
use crate::packages::package_name;
use crate::primitives::BuiltinFunctions;
use heapfmt::Value;
use heapfmt::builtins::{BuiltinEntry, BuiltinRow, BuiltinTable};
use heapfmt::compiled::encode_unit;
use heapfmt::compiled::records::{ArrayHeader, PrototypeRecord, Record, RecordWriter};
use heapfmt::decode::decode;
use heapfmt::layout::{
    ELEMENT_TYPES, TypeCode, array, builtin, closure, flags, hash_table, layout, pair_number, prototype,
    symbol,
};
use heapfmt::ops::{Op, Operand};
use heapfmt::statics::sym;
use heapfmt::verify::code::WINDOW_ARGUMENTS;
use std::collections::{HashMap, HashSet};

/// The unit that calls `functions` when it is loaded. `load_forms` is a hash table of the objects that are made by
/// calling something: a function, or a cons of a function and the one that initializes the object.
pub(crate) fn encode(
    heap: &Heap,
    builtins: BuiltinFunctions,
    functions: &[Value],
    load_forms: Value,
) -> Result<Vec<u8>, Trap> {
    let mut encoder = Encoder {
        heap,
        builtins,
        load_forms,
        shared: shared_conses(heap, functions, load_forms),
        writer: RecordWriter::default(),
        numbers: HashMap::new(),
        strings: HashMap::new(),
        waiting: HashMap::new(),
        n_waiting: 0,
        postponed: HashMap::new(),
        in_progress: HashSet::new(),
        rows: Vec::new(),
        row_of: HashMap::new(),
    };
    for &function in functions {
        // A definition is mostly a call of one function with constants. Then that call stands for the form.
        let (function, arguments) = constant_call(heap, function).unwrap_or_else(|| (function, Vec::new()));
        let function = encoder.object(function)?;
        let arguments = arguments.iter().map(|&argument| encoder.object(argument));
        let arguments = arguments.collect::<Result<Vec<u32>, Trap>>()?;
        encoder.writer.write(&Record::RunToplevel(function, arguments));
    }
    let entries =
        encoder.rows.iter().map(|&row| BuiltinEntry { row: row_name(builtins, row), referenced: true });
    let table = BuiltinTable::new(entries.collect()).and_then(|table| table.encode());
    let table = table.map_err(|error| unwritable(&error.to_string(), Value::NIL))?;
    let n_objects = encoder.writer.n_objects;
    Ok(encode_unit(n_objects, &table, &encoder.writer.finish()))
}

/// The name of the function that `function`, which takes no arguments, calls, and the constants that it calls it with;
/// `None` when it does anything else.
fn constant_call(heap: &Heap, function: Value) -> Option<(Value, Vec<Value>)> {
    if !heap.is(function, TypeCode::Closure) {
        return None;
    }
    let object = heap.slot(function, closure::PROTOTYPE);
    let constant = |index: i64| heap.slot(object, prototype::CONSTANTS + index as usize);
    let code = heap.words32(heap.slot(object, prototype::CODE));
    let mut registers = HashMap::new();
    let mut at = 0;
    loop {
        let instruction = decode(code, at).ok()?;
        let [a, b, c] = [0, 1, 2].map(|field| instruction.fields[field].value);
        let value = match instruction.op {
            Op::LoadConstant => constant(b),
            Op::LoadInteger => Value::fixnum(b),
            Op::LoadNil => Value::NIL,
            Op::LoadTrue => sym::T,
            Op::TailCallNamed => {
                let arguments =
                    (0..c).map(|index| registers.get(&(a + WINDOW_ARGUMENTS as i64 + index)).copied());
                return Some((constant(b), arguments.collect::<Option<Vec<Value>>>()?));
            }
            _ => return None,
        };
        registers.insert(a, value);
        at = instruction.next;
    }
}

fn row_name(builtins: BuiltinFunctions, row: u32) -> BuiltinRow<'static> {
    let primitive = builtins[row as usize];
    BuiltinRow { name: primitive.name, lambda_list: primitive.lambda_list, version: primitive.version }
}

fn unwritable(message: &str, datum: Value) -> Trap {
    LispError::Program { message: message.to_owned(), datum }.into()
}

/// How many parts of a prototype stand before its constants.
const PROTOTYPE_PARTS: usize = 4;

/// What is to be written when the parts are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Goal {
    /// The object's record.
    Object,
    /// A call of the function that makes the object.
    Creation,
    /// A call of the function that initializes it.
    Initialization,
}

/// An object whose parts are being written.
struct Frame {
    object: Value,
    goal: Goal,
    parts: Vec<Value>,
    /// Numbers of the parts written so far.
    written: Vec<u32>,
    /// Number of references that were waiting when the frame was entered.
    n_waiting: usize,
}

struct Encoder<'h> {
    heap: &'h Heap,
    builtins: BuiltinFunctions,
    load_forms: Value,
    shared: HashSet<u64>,
    writer: RecordWriter,
    /// Number of each object that has been written, by its word.
    numbers: HashMap<u64, u32>,
    /// Literal strings with the same characters are one.
    strings: HashMap<String, u32>,
    /// Where objects that are not there yet are to be stored: container and index.
    waiting: HashMap<u64, Vec<(Value, u32)>>,
    n_waiting: usize,
    /// Objects that wait for another one to be there.
    postponed: HashMap<u64, Vec<Value>>,
    in_progress: HashSet<u64>,
    /// Rows of the builtins used.
    rows: Vec<u32>,
    row_of: HashMap<u32, u32>,
}

impl Encoder<'_> {
    /// Writes an object and everything that it leads to; returns its number.
    fn object(&mut self, value: Value) -> Result<u32, Trap> {
        let mut stack = Vec::new();
        if !self.numbers.contains_key(&value.bits()) {
            stack.push(self.enter(value));
        }
        while let Some(frame) = stack.last_mut() {
            let Some(&part) = frame.parts.get(frame.written.len()) else {
                let frame = stack.pop().expect("there is one");
                self.complete(frame, &mut stack)?;
                continue;
            };
            if let Some(&number) = self.numbers.get(&part.bits()) {
                frame.written.push(number);
            } else if !self.in_progress.contains(&part.bits()) {
                let inner = self.enter(part);
                stack.push(inner);
            } else if can_wait(self.heap, frame) {
                self.wait(frame, part);
            } else {
                self.postpone(&mut stack, part)?;
            }
        }
        Ok(self.numbers[&value.bits()])
    }

    fn enter(&mut self, value: Value) -> Frame {
        self.in_progress.insert(value.bits());
        let plan = hash::get_unchanged(self.heap, self.load_forms, value);
        let (goal, parts) = match plan {
            Some(plan) if plan.is_cons() => (Goal::Creation, vec![self.heap.car(plan)]),
            Some(plan) => (Goal::Creation, vec![plan]),
            None if value.is_cons() => (Goal::Object, self.list_parts(value)),
            None => (Goal::Object, parts(self.heap, self.load_forms, value)),
        };
        Frame { object: value, goal, parts, written: Vec::new(), n_waiting: self.n_waiting }
    }

    /// The elements of the list as far as nothing else leads to its middle, then the tail.
    fn list_parts(&self, list: Value) -> Vec<Value> {
        let mut parts = vec![self.heap.car(list)];
        let mut rest = self.heap.cdr(list);
        while rest.is_cons()
            && !self.shared.contains(&rest.bits())
            && hash::get_unchanged(self.heap, self.load_forms, rest).is_none()
        {
            parts.push(self.heap.car(rest));
            rest = self.heap.cdr(rest);
        }
        parts.push(rest);
        parts
    }

    /// Puts 0 where `part` belongs until it is there.
    fn wait(&mut self, frame: &mut Frame, part: Value) {
        let first = if self.heap.is(frame.object, TypeCode::Prototype) { PROTOTYPE_PARTS } else { 0 };
        let index = (frame.written.len() - first) as u32;
        self.waiting.entry(part.bits()).or_default().push((frame.object, index));
        self.n_waiting += 1;
        let placeholder = self.number_of_atom(Value::fixnum(0));
        frame.written.push(placeholder);
    }

    /// Gives up the object on top of the stack until `part` is there; the one below it waits for both.
    fn postpone(&mut self, stack: &mut Vec<Frame>, part: Value) -> Result<(), Trap> {
        let top = stack.pop().expect("a part belongs to an object");
        let is_closure = top.goal == Goal::Object && self.heap.is(top.object, TypeCode::Closure);
        match stack.last_mut() {
            Some(below) if is_closure && can_wait(self.heap, below) => {
                self.in_progress.remove(&top.object.bits());
                self.wait(below, top.object);
                self.postponed.entry(part.bits()).or_default().push(top.object);
                Ok(())
            }
            _ => Err(unwritable("a compiled file cannot hold this circular object", top.object)),
        }
    }

    /// Writes the record of an object whose parts have been written.
    fn complete(&mut self, frame: Frame, stack: &mut Vec<Frame>) -> Result<(), Trap> {
        let object = frame.object;
        if frame.goal != Goal::Object && self.n_waiting > frame.n_waiting {
            let message = "forms that make an object refer to something that contains it";
            return Err(unwritable(message, object));
        }
        match frame.goal {
            Goal::Initialization => {
                self.writer.write(&Record::Run(frame.written[0]));
                return Ok(());
            }
            Goal::Creation => {
                let number = self.writer.write(&Record::Call(frame.written[0]));
                self.made(object, number);
                let plan = hash::get_unchanged(self.heap, self.load_forms, object);
                if let Some(plan) = plan.filter(|&plan| plan.is_cons() && !self.heap.cdr(plan).is_nil()) {
                    stack.push(Frame {
                        object,
                        goal: Goal::Initialization,
                        parts: vec![self.heap.cdr(plan)],
                        written: Vec::new(),
                        n_waiting: self.n_waiting,
                    });
                }
            }
            Goal::Object => {
                let number = self.write_object(object, frame.written)?;
                self.made(object, number);
            }
        }
        for postponed in self.postponed.remove(&object.bits()).unwrap_or_default() {
            if !self.numbers.contains_key(&postponed.bits()) && !self.in_progress.contains(&postponed.bits())
            {
                let frame = self.enter(postponed);
                stack.push(frame);
            }
        }
        Ok(())
    }

    /// Notes the number of an object and stores it where it was missing.
    fn made(&mut self, object: Value, number: u32) {
        self.numbers.insert(object.bits(), number);
        self.in_progress.remove(&object.bits());
        for (container, index) in self.waiting.remove(&object.bits()).unwrap_or_default() {
            self.n_waiting -= 1;
            let container = self.numbers[&container.bits()];
            self.writer.write(&Record::Patch { container, index, value: number });
        }
    }

    fn number_of_atom(&mut self, value: Value) -> u32 {
        if let Some(&number) = self.numbers.get(&value.bits()) {
            return number;
        }
        let number = self.writer.write(&Record::Fixnum(value.fixnum_unchecked()));
        self.numbers.insert(value.bits(), number);
        number
    }

    fn write_object(&mut self, object: Value, parts: Vec<u32>) -> Result<u32, Trap> {
        let heap = self.heap;
        if let Some(record) = immediate(object) {
            return Ok(self.writer.write(&record));
        }
        if object.is_cons() {
            let (items, tail) = (parts[..parts.len() - 1].to_vec(), parts[parts.len() - 1]);
            return Ok(self.writer.write(&Record::List(items, tail)));
        }
        let Some(code) = heap.type_of(object) else {
            return Err(unwritable("a compiled file cannot hold this object", object));
        };
        let record = match code {
            TypeCode::Ratio => Record::Ratio(parts[0], parts[1]),
            TypeCode::Complex => Record::Complex(parts[0], parts[1]),
            TypeCode::SimpleVector => Record::Vector(parts),
            TypeCode::Closure => Record::Closure(parts[0], parts[1..].to_vec()),
            TypeCode::Layout => Record::Layout(parts[0], parts[1], parts[2..].to_vec()),
            TypeCode::Builtin => {
                let row =
                    heap.slot(object, builtin::INDEX).as_fixnum().expect("builtin objects hold a row number");
                Record::Builtin(self.row(row as u32))
            }
            TypeCode::Array => Record::Array(array_header(heap, object, parts[0])),
            TypeCode::HashTable => {
                if hash::test(heap, object) == Test::ByFunction {
                    let message = "a compiled file cannot hold a hash table with a test of its own";
                    return Err(unwritable(message, object));
                }
                let number = |slot: usize| heap.slot(object, slot).fixnum_unchecked() as u8;
                Record::HashTable(number(hash_table::TEST), number(hash_table::WEAKNESS), parts)
            }
            TypeCode::Prototype => return Ok(self.write_prototype(object, &parts)),
            _ => return self.write_text_or_data(object, code, &parts),
        };
        Ok(self.writer.write(&record))
    }

    fn write_text_or_data(&mut self, object: Value, code: TypeCode, parts: &[u32]) -> Result<u32, Trap> {
        let heap = self.heap;
        Ok(match code {
            TypeCode::Symbol => {
                let name = heap.symbol_name(object);
                let is_interned = !heap.slot(object, symbol::PACKAGE).is_nil();
                self.writer.write(&match parts.first() {
                    Some(&package) if is_interned => Record::Symbol(package, &name),
                    Some(&place) => Record::SetfFunction(place),
                    None => Record::Uninterned(&name),
                })
            }
            TypeCode::Package => {
                let name = package_name(heap, object);
                self.writer.write(&Record::Package(&name))
            }
            TypeCode::NarrowString => {
                let text = heap.string_text(object);
                if let Some(&number) = self.strings.get(&text) {
                    return Ok(number);
                }
                let number = self.writer.write(&Record::LiteralString(&text));
                self.strings.insert(text, number);
                number
            }
            TypeCode::WideString if heap.header(object).flags() & flags::NO_ELEMENTS != 0 => {
                return Err(unwritable("a compiled file cannot hold an array of element type NIL", object));
            }
            TypeCode::WideString => self.writer.write(&Record::String(&heap.string_text(object))),
            TypeCode::RawVector => {
                let header = heap.header(object);
                let (element_type, log2_bits) = ELEMENT_TYPES[usize::from(header.flags())];
                let count = heap.count(object);
                let mut bytes = heap.bytes(object, (count << log2_bits).div_ceil(8)).to_vec();
                if let (Some(last), used @ 1..) = (bytes.last_mut(), (count << log2_bits) % 8) {
                    *last &= (1 << used) - 1;
                }
                self.writer.write(&Record::RawVector(element_type, count as u64, &bytes))
            }
            TypeCode::Bignum => {
                let limbs = integer::limbs(heap, object).expect("a bignum has limbs");
                let bytes: Vec<u8> = limbs.magnitude().iter().flat_map(|limb| limb.to_le_bytes()).collect();
                self.writer.write(&Record::Bignum(limbs.is_negative(), &bytes))
            }
            TypeCode::Double => {
                let double = float::as_double(heap, object).expect("a boxed double is one");
                self.writer.write(&Record::Double(double.to_bits()))
            }
            _ => return Err(unwritable("a compiled file cannot hold this object", object)),
        })
    }

    fn row(&mut self, builtin: u32) -> u32 {
        let n_rows = self.rows.len() as u32;
        debug_assert!((builtin as usize) < self.builtins.len());
        *self.row_of.entry(builtin).or_insert_with(|| {
            self.rows.push(builtin);
            n_rows
        })
    }

    fn write_prototype(&mut self, object: Value, parts: &[u32]) -> u32 {
        let heap = self.heap;
        let mut code = heap.words32(heap.slot(object, prototype::CODE)).to_vec();
        let mut at = 0;
        while at < code.len() {
            let instruction = decode(&code, at).expect("the compiler makes decodable code only");
            if instruction.operands().any(|field| field.operand == Operand::Builtin) {
                let extension = instruction.next - 1;
                code[extension] = self.row(code[extension]);
            }
            at = instruction.next;
        }
        let bytes: Vec<u8> = code.iter().flat_map(|word| word.to_le_bytes()).collect();
        let (fixed, constants) = parts.split_at(PROTOTYPE_PARTS);
        self.writer.write(&Record::Prototype(PrototypeRecord {
            arity: heap.slot(object, prototype::ARITY).fixnum_unchecked(),
            parts: [fixed[0], fixed[1], fixed[2], fixed[3]],
            constants: constants.to_vec(),
            code: &bytes,
        }))
    }
}

/// Whether the next part of the object may be stored later.
fn can_wait(heap: &Heap, frame: &Frame) -> bool {
    let at = frame.written.len();
    frame.goal == Goal::Object
        && match heap.type_of(frame.object) {
            _ if frame.object.is_cons() => true,
            Some(TypeCode::SimpleVector) => true,
            Some(TypeCode::Prototype) => at >= PROTOTYPE_PARTS,
            // The values of a table, but not its keys.
            Some(TypeCode::HashTable) => at % 2 == 1,
            _ => false,
        }
}

fn immediate(value: Value) -> Option<Record<'static>> {
    if value.is_nil() {
        return Some(Record::Nil);
    }
    if let Some(n) = value.as_fixnum() {
        return Some(Record::Fixnum(n));
    }
    if let Some(c) = value.as_character() {
        return Some(Record::Character(c as u32));
    }
    if let Some(f) = value.as_single() {
        return Some(Record::Single(f.to_bits()));
    }
    value.as_immediate_double().map(|f| Record::Double(f.to_bits()))
}

fn array_header(heap: &Heap, object: Value, data: u32) -> ArrayHeader {
    let number = |slot: usize| heap.slot(object, slot).fixnum_unchecked() as u64;
    let rank = heap.count(object) - array::FIXED;
    ArrayHeader {
        flags: number(array::FLAGS) as u32,
        data,
        displacement: number(array::DISPLACEMENT),
        fill_pointer: number(array::FILL_POINTER),
        dimensions: (0..rank).map(|axis| number(array::DIMENSIONS + axis)).collect(),
    }
}
