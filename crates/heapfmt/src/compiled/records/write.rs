//! Writing records.

use super::*;

/// Writes records.
#[derive(Default)]
pub struct RecordWriter {
    bytes: Vec<u8>,
    /// Where the group that is being written starts.
    group: usize,
    /// Number of objects made so far.
    pub n_objects: u32,
}

impl RecordWriter {
    /// Writes a record; returns the number of the object that it makes, or that the next one will have.
    pub fn write(&mut self, record: &Record<'_>) -> u32 {
        if self.bytes.len() == self.group {
            self.bytes.extend_from_slice(&[0; GROUP_PREFIX]);
        }
        self.tag_and_operands(record);
        let number = self.n_objects;
        if record.makes_object() {
            self.n_objects += 1;
        }
        if record.calls() {
            self.end_group();
        }
        number
    }

    fn tag_and_operands(&mut self, record: &Record<'_>) {
        match record {
            Record::Nil => self.tag(NIL),
            Record::Fixnum(n) => {
                self.tag(FIXNUM);
                self.signed(*n);
            }
            Record::Character(code) => self.numbers(CHARACTER, &[*code]),
            Record::Single(bits) => {
                self.tag(SINGLE);
                self.bytes.extend_from_slice(&bits.to_le_bytes());
            }
            Record::Double(bits) => {
                self.tag(DOUBLE);
                self.bytes.extend_from_slice(&bits.to_le_bytes());
            }
            Record::Bignum(negative, limbs) => {
                self.numbers(BIGNUM, &[u32::from(*negative)]);
                self.slice(limbs);
            }
            Record::Ratio(a, b) => self.numbers(RATIO, &[*a, *b]),
            Record::Complex(a, b) => self.numbers(COMPLEX, &[*a, *b]),
            Record::Package(name) => self.text(PACKAGE, name),
            Record::Symbol(package, name) => {
                self.numbers(SYMBOL, &[*package]);
                self.slice(name.as_bytes());
            }
            Record::Uninterned(name) => self.text(UNINTERNED, name),
            Record::SetfFunction(place) => self.numbers(SETF_FUNCTION, &[*place]),
            Record::List(items, tail) => {
                self.tag(LIST);
                self.items(items);
                self.number(u64::from(*tail));
            }
            Record::Vector(items) => {
                self.tag(VECTOR);
                self.items(items);
            }
            Record::LiteralString(text) => self.text(LITERAL_STRING, text),
            Record::String(text) => self.text(STRING, text),
            Record::RawVector(element_type, count, bytes) => {
                self.numbers(RAW_VECTOR, &[*element_type as u32]);
                self.number(*count);
                self.slice(bytes);
            }
            Record::Array(header) => self.array_header(header),
            Record::HashTable(test, weakness, pairs) => {
                self.numbers(HASH_TABLE, &[u32::from(*test), u32::from(*weakness)]);
                self.items(pairs);
            }
            Record::Prototype(prototype) => self.prototype(prototype),
            Record::Closure(prototype, captured) => {
                self.numbers(CLOSURE, &[*prototype]);
                self.items(captured);
            }
            Record::Layout(name, parent, slots) => {
                self.numbers(LAYOUT, &[*name, *parent]);
                self.items(slots);
            }
            Record::Builtin(row) => self.numbers(BUILTIN, &[*row]),
            Record::Patch { container, index, value } => self.numbers(PATCH, &[*container, *index, *value]),
            Record::Call(function) => self.numbers(CALL, &[*function]),
            Record::Run(function) => self.numbers(RUN, &[*function]),
            Record::RunToplevel(function, arguments) => {
                self.numbers(RUN_TOPLEVEL, &[*function]);
                self.items(arguments);
            }
        }
    }

    fn array_header(&mut self, header: &ArrayHeader) {
        self.numbers(ARRAY, &[header.flags, header.data]);
        for n in [header.displacement, header.fill_pointer, header.dimensions.len() as u64] {
            self.number(n);
        }
        for &dimension in &header.dimensions {
            self.number(dimension);
        }
    }

    fn prototype(&mut self, PrototypeRecord { arity, parts, constants, code }: &PrototypeRecord<'_>) {
        self.tag(PROTOTYPE);
        self.signed(*arity);
        for &part in parts {
            self.number(u64::from(part));
        }
        self.items(constants);
        self.slice(code);
    }

    fn end_group(&mut self) {
        let length = (self.bytes.len() - self.group - GROUP_PREFIX) as u32;
        self.bytes[self.group..self.group + GROUP_PREFIX].copy_from_slice(&length.to_le_bytes());
        self.group = self.bytes.len();
    }

    /// All groups.
    pub fn finish(mut self) -> Vec<u8> {
        if self.bytes.len() > self.group {
            self.end_group();
        }
        self.bytes
    }

    fn tag(&mut self, tag: u8) {
        self.bytes.push(tag);
    }

    fn number(&mut self, n: u64) {
        let mut n = n;
        while n >= 0x80 {
            self.bytes.push(n as u8 | 0x80);
            n >>= 7;
        }
        self.bytes.push(n as u8);
    }

    /// The sign is the lowest bit, so that small negative numbers are short.
    fn signed(&mut self, n: i64) {
        self.number((n << 1 ^ n >> 63) as u64);
    }

    fn numbers(&mut self, tag: u8, numbers: &[u32]) {
        self.tag(tag);
        for &n in numbers {
            self.number(u64::from(n));
        }
    }

    fn items(&mut self, items: &[u32]) {
        self.number(items.len() as u64);
        for &item in items {
            self.number(u64::from(item));
        }
    }

    fn slice(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.bytes.extend_from_slice(bytes);
    }

    fn text(&mut self, tag: u8, text: &str) {
        self.tag(tag);
        self.slice(text.as_bytes());
    }
}
