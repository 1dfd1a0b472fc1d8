//! Reading records, each operand checked: the file may be foreign bytes.

use super::*;

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
            SETF_FUNCTION => Record::SetfFunction(self.object()?),
            LAYOUT => Record::Layout(self.object()?, self.object()?, self.objects()?),
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
            PATCH => Record::Patch { container: self.object()?, index: self.small()?, value: self.object()? },
            CALL => Record::Call(self.object()?),
            RUN => Record::Run(self.object()?),
            RUN_TOPLEVEL => Record::RunToplevel(self.object()?, self.objects()?),
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
