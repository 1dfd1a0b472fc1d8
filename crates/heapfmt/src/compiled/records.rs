//! Records: the steps by which a unit's objects are made and its code is run.
//!
//! A record is a tag byte and operands. Most make an object, which later records name by its number; numbers count
//! from 0 in each unit. Numbers are written seven bits a byte, low ones first (LEB128); texts are a length and UTF-8.
//! A [`Record::Patch`] stores a reference that was not there yet when its container was made, which is how circular
//! objects come about. [`Record::Call`] and [`Record::Run`] call functions: a top-level form, a LOAD-TIME-VALUE, a
//! form of MAKE-LOAD-FORM. What stands behind them may depend on what they did, so a loader stops there: records lie in
//! groups, each a 32-bit length and so many bytes, that end with the record that calls.

use crate::layout::ElementType;

/// Declares the record type and its tags, and checks that no tag stands twice.
macro_rules! tags {
    ($($name:ident = $number:literal;)*) => {
        $(const $name: u8 = $number;)*
    };
}

tags! {
    FIXNUM = 1;
    CHARACTER = 2;
    SINGLE = 3;
    DOUBLE = 4;
    BIGNUM = 5;
    RATIO = 6;
    COMPLEX = 7;
    PACKAGE = 8;
    SYMBOL = 9;
    UNINTERNED = 10;
    LIST = 11;
    VECTOR = 12;
    LITERAL_STRING = 13;
    STRING = 14;
    RAW_VECTOR = 15;
    ARRAY = 16;
    HASH_TABLE = 17;
    PROTOTYPE = 18;
    CLOSURE = 19;
    BUILTIN = 20;
    PATCH = 21;
    CALL = 22;
    RUN = 23;
    RUN_TOPLEVEL = 24;
    NIL = 25;
}

const GROUP_PREFIX: usize = 4;

/// One step of loading. `u32` operands named as objects are object numbers.
#[derive(Clone, PartialEq, Debug)]
pub enum Record<'a> {
    /// NIL.
    Nil,
    /// A fixnum, or any integer of 64 bits.
    Fixnum(i64),
    /// A character's code.
    Character(u32),
    /// Bits of a single-float.
    Single(u32),
    /// Bits of a double-float.
    Double(u64),
    /// Sign and magnitude, in bytes of 64-bit limbs.
    Bignum(bool, &'a [u8]),
    /// Numerator and denominator.
    Ratio(u32, u32),
    /// Real and imaginary part.
    Complex(u32, u32),
    /// The package with this name.
    Package(&'a str),
    /// The symbol of a package.
    Symbol(u32, &'a str),
    /// A new symbol without home.
    Uninterned(&'a str),
    /// A list of these elements and a tail.
    List(Vec<u32>, u32),
    /// A simple vector.
    Vector(Vec<u32>),
    /// A string that is not written to.
    LiteralString(&'a str),
    /// A simple string of 32-bit characters.
    String(&'a str),
    /// A vector of numbers: how many, and their bytes as they lie in memory.
    RawVector(ElementType, u64, &'a [u8]),
    /// An array header.
    Array(ArrayHeader),
    /// Test number, weakness number, and keys and values in turn.
    HashTable(u8, u8, Vec<u32>),
    /// A function prototype.
    Prototype(PrototypeRecord<'a>),
    /// A closure: its prototype and captured values.
    Closure(u32, Vec<u32>),
    /// A row of the unit's builtin table.
    Builtin(u32),
    /// Element `index` of object `container` := object `value`.
    Patch {
        /// What is changed: a list, vector or hash table.
        container: u32,
        /// The element; a list's tail follows its last element.
        index: u32,
        /// What is stored.
        value: u32,
    },
    /// The value of calling a function without arguments.
    Call(u32),
    /// Calls a function without arguments for its effect.
    Run(u32),
    /// As `Run`, for a top-level form.
    RunToplevel(u32),
}

/// What an array header says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ArrayHeader {
    /// Array flags, see [`crate::layout::array::FLAGS`].
    pub flags: u32,
    /// The object that holds the elements.
    pub data: u32,
    /// Index of the first element there.
    pub displacement: u64,
    /// The fill pointer.
    pub fill_pointer: u64,
    /// The dimensions.
    pub dimensions: Vec<u64>,
}

/// What a prototype consists of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PrototypeRecord<'a> {
    /// Packed [`crate::layout::Arity`].
    pub arity: i64,
    /// Name, lambda list, keywords, debug information.
    pub parts: [u32; 4],
    /// Its constants.
    pub constants: Vec<u32>,
    /// Its instructions, little-endian; rows of builtins are the unit's.
    pub code: &'a [u8],
}

/// What is wrong with records.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the compiled file's record at byte {offset} of its group is damaged: {problem}")]
pub struct RecordError {
    /// Where the record starts.
    pub offset: usize,
    /// What is wrong.
    pub problem: &'static str,
}

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
            Record::Array(header) => {
                self.numbers(ARRAY, &[header.flags, header.data]);
                for n in [header.displacement, header.fill_pointer, header.dimensions.len() as u64] {
                    self.number(n);
                }
                for &dimension in &header.dimensions {
                    self.number(dimension);
                }
            }
            Record::HashTable(test, weakness, pairs) => {
                self.numbers(HASH_TABLE, &[u32::from(*test), u32::from(*weakness)]);
                self.items(pairs);
            }
            Record::Prototype(PrototypeRecord { arity, parts, constants, code }) => {
                self.tag(PROTOTYPE);
                self.signed(*arity);
                for &part in parts {
                    self.number(u64::from(part));
                }
                self.items(constants);
                self.slice(code);
            }
            Record::Closure(prototype, captured) => {
                self.numbers(CLOSURE, &[*prototype]);
                self.items(captured);
            }
            Record::Builtin(row) => self.numbers(BUILTIN, &[*row]),
            Record::Patch { container, index, value } => self.numbers(PATCH, &[*container, *index, *value]),
            Record::Call(function) => self.numbers(CALL, &[*function]),
            Record::Run(function) => self.numbers(RUN, &[*function]),
            Record::RunToplevel(function) => self.numbers(RUN_TOPLEVEL, &[*function]),
        }
        let number = self.n_objects;
        if record.makes_object() {
            self.n_objects += 1;
        }
        if record.calls() {
            self.end_group();
        }
        number
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

impl Record<'_> {
    /// Whether the record makes an object.
    pub fn makes_object(&self) -> bool {
        !matches!(self, Record::Patch { .. } | Record::Run(_) | Record::RunToplevel(_))
    }

    /// Whether a loader calls a function for this record before it goes on.
    pub fn calls(&self) -> bool {
        matches!(self, Record::Call(_) | Record::Run(_) | Record::RunToplevel(_))
    }
}

/// The group at the beginning of `records`, and where the next one starts.
pub fn first_group(records: &[u8]) -> Result<(&[u8], usize), RecordError> {
    let cut_short = RecordError { offset: 0, problem: "it ends within a group" };
    let (length, rest) = records.split_first_chunk::<GROUP_PREFIX>().ok_or(cut_short)?;
    let length = u32::from_le_bytes(*length) as usize;
    Ok((rest.get(..length).ok_or(cut_short)?, GROUP_PREFIX + length))
}

/// Reads the records of a group. Object numbers are checked against the objects made so far.
pub struct RecordReader<'a> {
    bytes: &'a [u8],
    at: usize,
    start: usize,
    n_objects: u32,
    max_objects: u32,
}

impl<'a> RecordReader<'a> {
    /// Reads `group`, before which `n_objects` objects of `max_objects` have been made.
    pub fn new(group: &'a [u8], n_objects: u32, max_objects: u32) -> RecordReader<'a> {
        RecordReader { bytes: group, at: 0, start: 0, n_objects, max_objects }
    }

    /// The next record; `None` at the end.
    pub fn next_record(&mut self) -> Result<Option<Record<'a>>, RecordError> {
        self.start = self.at;
        let Some(&tag) = self.bytes.get(self.at) else { return Ok(None) };
        self.at += 1;
        let record = self.operands(tag)?;
        if record.makes_object() {
            if self.n_objects >= self.max_objects {
                return self.fail("more objects than the header says");
            }
            self.n_objects += 1;
        }
        Ok(Some(record))
    }

    fn operands(&mut self, tag: u8) -> Result<Record<'a>, RecordError> {
        Ok(match tag {
            NIL => Record::Nil,
            FIXNUM => Record::Fixnum(self.signed()?),
            CHARACTER => Record::Character(self.small()?),
            SINGLE => Record::Single(u32::from_le_bytes(self.array()?)),
            DOUBLE => Record::Double(u64::from_le_bytes(self.array()?)),
            BIGNUM => {
                let negative = self.small()? != 0;
                let limbs = self.slice()?;
                if limbs.len() % 8 != 0 {
                    return self.fail("a bignum of broken limbs");
                }
                Record::Bignum(negative, limbs)
            }
            RATIO => Record::Ratio(self.object()?, self.object()?),
            COMPLEX => Record::Complex(self.object()?, self.object()?),
            PACKAGE => Record::Package(self.text()?),
            SYMBOL => Record::Symbol(self.object()?, self.text()?),
            UNINTERNED => Record::Uninterned(self.text()?),
            LIST => Record::List(self.objects()?, self.object()?),
            VECTOR => Record::Vector(self.objects()?),
            LITERAL_STRING => Record::LiteralString(self.text()?),
            STRING => Record::String(self.text()?),
            RAW_VECTOR => self.raw_vector()?,
            ARRAY => Record::Array(self.array_header()?),
            HASH_TABLE => {
                let (test, weakness) = (self.byte()?, self.byte()?);
                let pairs = self.objects()?;
                if pairs.len() % 2 != 0 {
                    return self.fail("a hash table of an odd number of keys and values");
                }
                Record::HashTable(test, weakness, pairs)
            }
            PROTOTYPE => {
                let arity = self.signed()?;
                let parts = [self.object()?, self.object()?, self.object()?, self.object()?];
                let (constants, code) = (self.objects()?, self.slice()?);
                if code.len() % 4 != 0 {
                    return self.fail("code of broken words");
                }
                Record::Prototype(PrototypeRecord { arity, parts, constants, code })
            }
            CLOSURE => Record::Closure(self.object()?, self.objects()?),
            BUILTIN => Record::Builtin(self.small()?),
            PATCH => {
                Record::Patch { container: self.object()?, index: self.small()?, value: self.object()? }
            }
            CALL => Record::Call(self.object()?),
            RUN => Record::Run(self.object()?),
            RUN_TOPLEVEL => Record::RunToplevel(self.object()?),
            _ => return self.fail("an unknown kind of record"),
        })
    }

    fn fail<T>(&self, problem: &'static str) -> Result<T, RecordError> {
        Err(RecordError { offset: self.start, problem })
    }

    fn take(&mut self, len: usize) -> Result<&'a [u8], RecordError> {
        match self.bytes[self.at..].get(..len) {
            Some(bytes) => {
                self.at += len;
                Ok(bytes)
            }
            None => self.fail("it ends within a record"),
        }
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], RecordError> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        Ok(array)
    }

    fn number(&mut self) -> Result<u64, RecordError> {
        let mut n = 0;
        for shift in (0..64).step_by(7) {
            let [byte] = self.array()?;
            let bits = u64::from(byte & 0x7f);
            if bits << shift >> shift != bits {
                break;
            }
            n |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(n);
            }
        }
        self.fail("a number of more than 64 bits")
    }

    fn signed(&mut self) -> Result<i64, RecordError> {
        let n = self.number()?;
        Ok((n >> 1) as i64 ^ -((n & 1) as i64))
    }

    fn small(&mut self) -> Result<u32, RecordError> {
        let n = self.number()?;
        u32::try_from(n).or_else(|_| self.fail("a number of more than 32 bits"))
    }

    fn byte(&mut self) -> Result<u8, RecordError> {
        let n = self.number()?;
        u8::try_from(n).or_else(|_| self.fail("a number of more than 8 bits"))
    }

    fn object(&mut self) -> Result<u32, RecordError> {
        let number = self.small()?;
        if number < self.n_objects { Ok(number) } else { self.fail("an object that is not there yet") }
    }

    fn objects(&mut self) -> Result<Vec<u32>, RecordError> {
        let n = self.length()?;
        let mut objects = Vec::with_capacity(n);
        for _ in 0..n {
            objects.push(self.object()?);
        }
        Ok(objects)
    }

    /// A number of things that take a byte each at least.
    fn length(&mut self) -> Result<usize, RecordError> {
        let n = self.number()?;
        match usize::try_from(n) {
            Ok(n) if n <= self.bytes.len() - self.at => Ok(n),
            _ => self.fail("it ends within a record"),
        }
    }

    fn slice(&mut self) -> Result<&'a [u8], RecordError> {
        let len = self.length()?;
        self.take(len)
    }

    fn text(&mut self) -> Result<&'a str, RecordError> {
        let bytes = self.slice()?;
        std::str::from_utf8(bytes).or_else(|_| self.fail("a text that is not UTF-8"))
    }

    fn raw_vector(&mut self) -> Result<Record<'a>, RecordError> {
        let number = self.byte()?;
        let Some(&(element_type, log2_bits)) = crate::layout::ELEMENT_TYPES.get(usize::from(number)) else {
            return self.fail("an unknown element type");
        };
        let count = self.number()?;
        let bytes = self.slice()?;
        let n_bits = count.checked_mul(1 << log2_bits);
        if n_bits.is_none_or(|n_bits| n_bits.div_ceil(8) != bytes.len() as u64) {
            return self.fail("a vector whose length does not fit its elements");
        }
        Ok(Record::RawVector(element_type, count, bytes))
    }

    fn array_header(&mut self) -> Result<ArrayHeader, RecordError> {
        let (flags, data) = (self.small()?, self.object()?);
        let (displacement, fill_pointer) = (self.number()?, self.number()?);
        let rank = self.length()?;
        let mut dimensions = Vec::with_capacity(rank);
        for _ in 0..rank {
            dimensions.push(self.number()?);
        }
        Ok(ArrayHeader { flags, data, displacement, fill_pointer, dimensions })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples() -> Vec<Record<'static>> {
        vec![
            Record::Nil,
            Record::Fixnum(-1),
            Record::Fixnum(i64::MIN),
            Record::Character(0x10ffff),
            Record::Single(0x8000_0001),
            Record::Double(u64::MAX),
            Record::Bignum(true, &[1, 2, 3, 4, 5, 6, 7, 8]),
            Record::Ratio(1, 2),
            Record::Complex(3, 4),
            Record::Package("KEYWORD"),
            Record::Symbol(8, "A"),
            Record::Uninterned("G"),
            Record::List(vec![1, 2, 3], 0),
            Record::Vector(vec![]),
            Record::LiteralString("ä"),
            Record::String("λ"),
            Record::RawVector(ElementType::Bit, 9, &[0xff, 1]),
            Record::Array(ArrayHeader {
                flags: 1,
                data: 12,
                displacement: 0,
                fill_pointer: 300,
                dimensions: vec![20, 15],
            }),
            Record::HashTable(1, 0, vec![1, 2]),
            Record::Prototype(PrototypeRecord {
                arity: 5,
                parts: [0, 1, 2, 3],
                constants: vec![7, 8],
                code: &[1, 2, 3, 4],
            }),
            Record::Closure(17, vec![1]),
            Record::Builtin(200),
            Record::Patch { container: 12, index: 3, value: 12 },
            Record::Call(20),
            Record::Run(20),
            Record::RunToplevel(20),
        ]
    }

    #[test]
    fn records_come_back() {
        let mut writer = RecordWriter::default();
        for record in samples() {
            writer.write(&record);
        }
        let n_objects = writer.n_objects;
        let bytes = writer.finish();
        let (mut at, mut made, mut found) = (0, 0, Vec::new());
        while at < bytes.len() {
            let (group, length) = first_group(&bytes[at..]).expect("a group");
            let mut reader = RecordReader::new(group, made, n_objects);
            while let Some(record) = reader.next_record().expect("a record") {
                made += u32::from(record.makes_object());
                found.push(record);
            }
            at += length;
        }
        assert_eq!(found, samples());
        let (group, _) = first_group(&bytes).expect("a group");
        let mut short = RecordReader::new(group, 0, 3);
        let problem = std::iter::from_fn(|| short.next_record().transpose()).find_map(Result::err);
        assert_eq!(problem.map(|error| error.problem), Some("more objects than the header says"));
    }

    #[test]
    fn damaged_records_are_refused() {
        let cases: &[(&[u8], &str)] = &[
            (&[0], "an unknown kind of record"),
            (&[FIXNUM, 0x80], "it ends within a record"),
            (&[FIXNUM, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2], "a number of more than 64 bits"),
            (&[RATIO, 0, 0], "an object that is not there yet"),
            (&[VECTOR, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f], "it ends within a record"),
            (&[LITERAL_STRING, 1, 0xff], "a text that is not UTF-8"),
            (&[RAW_VECTOR, 99, 0, 0], "an unknown element type"),
            (&[RAW_VECTOR, 3, 2, 1, 0], "a vector whose length does not fit its elements"),
            (&[BIGNUM, 0, 1, 0], "a bignum of broken limbs"),
        ];
        for (bytes, problem) in cases {
            let found = RecordReader::new(bytes, 0, 9).next_record().expect_err(problem);
            assert_eq!(found.problem, *problem);
        }
    }
}
