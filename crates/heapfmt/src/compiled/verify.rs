//! Verifying a compiled file without loading it: what a loader checks that needs no heap. [`verify`] also collects
//! what a listing shows ([`super::dump`]).

use std::collections::BTreeMap;

use super::records::{PrototypeRecord, Record, RecordError, RecordReader, first_group};
use super::{Unit, UnitError, open_unit};
use crate::builtins::BuiltinTable;
use crate::dump::disassembly::{Line, Reference, disassemble};
use crate::layout::Arity;
use crate::verify::code::{ArgumentCount, CodeContext, CodeError, ConstantKind, verify_code};

/// What is wrong with a compiled file.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FileProblem {
    /// A unit cannot be opened.
    #[error(transparent)]
    Unit(#[from] UnitError),
    /// A record cannot be read.
    #[error("the unit at byte {unit}: {error}")]
    Record {
        /// Where the unit starts.
        unit: usize,
        /// What is wrong.
        error: RecordError,
    },
    /// A record names an object that cannot stand there.
    #[error("the unit at byte {unit}: object {object}: {problem}")]
    Object {
        /// Where the unit starts.
        unit: usize,
        /// The object that the record makes, or that the next one makes.
        object: u32,
        /// What is wrong.
        problem: &'static str,
    },
    /// Code is wrong.
    #[error("the unit at byte {unit}: object {object}: {error}")]
    Code {
        /// Where the unit starts.
        unit: usize,
        /// The function.
        object: u32,
        /// What is wrong.
        error: CodeError,
    },
}

/// What a unit holds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct UnitContents {
    /// Where the unit starts.
    pub offset: usize,
    /// Where it ends.
    pub end: usize,
    /// The builtins that it refers to, with lambda list and version.
    pub builtins: Vec<String>,
    /// Number of records of each kind.
    pub records: BTreeMap<&'static str, u32>,
    /// Its functions.
    pub functions: Vec<Function>,
}

/// A function of a unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Function {
    /// Its object number.
    pub object: u32,
    /// Its name as far as it is a symbol.
    pub name: String,
    /// Its instructions.
    pub lines: Vec<Line>,
}

/// Checks a file and returns what its units hold.
pub fn verify(file: &[u8]) -> Result<Vec<UnitContents>, FileProblem> {
    let mut units = Vec::new();
    let mut offset = 0;
    while units.is_empty() || offset < file.len() {
        let unit = open_unit(file, offset)?;
        let table = BuiltinTable::decode(&file[unit.builtins..unit.records]).map_err(UnitError::Builtins)?;
        let mut verifier = UnitVerifier::new(offset, &unit, &table);
        verifier.records(&file[unit.records..unit.end], unit.n_objects)?;
        units.push(verifier.contents);
        offset = unit.end;
    }
    Ok(units)
}

/// What is known of an object.
#[derive(Clone, PartialEq, Debug)]
enum Made<'a> {
    Nil,
    /// An integer, ratio or float.
    Real {
        is_integer: bool,
    },
    Package,
    Symbol(&'a str),
    Prototype {
        n_captured: u32,
        n_constants: u32,
    },
    Function,
    /// A list, vector or hash table, with the number of places that can be patched.
    Container(u32),
    Layout,
    /// What a call returns can be anything.
    Unknown,
    Other,
}

struct UnitVerifier<'a> {
    builtins: Vec<(String, ArgumentCount)>,
    made: Vec<Made<'a>>,
    contents: UnitContents,
}

impl<'a> UnitVerifier<'a> {
    fn new(offset: usize, unit: &Unit, table: &BuiltinTable<'_>) -> UnitVerifier<'a> {
        let builtins: Vec<(String, ArgumentCount)> = table
            .entries()
            .iter()
            .map(|entry| {
                let row = &entry.row;
                let signature = format!("{} ({}) version {}", row.name, row.lambda_list, row.version);
                (signature, ArgumentCount::of_lambda_list(row.lambda_list))
            })
            .collect();
        let contents = UnitContents {
            offset,
            end: unit.end,
            builtins: builtins.iter().map(|(signature, _)| signature.clone()).collect(),
            ..UnitContents::default()
        };
        UnitVerifier { builtins, made: Vec::new(), contents }
    }

    fn records(&mut self, records: &'a [u8], n_objects: u32) -> Result<(), FileProblem> {
        let unit = self.contents.offset;
        let mut at = 0;
        while at < records.len() {
            let (group, length) =
                first_group(&records[at..]).map_err(|error| FileProblem::Record { unit, error })?;
            let mut reader = RecordReader::new(group, self.made.len() as u32, n_objects);
            while let Some(record) =
                reader.next_record().map_err(|error| FileProblem::Record { unit, error })?
            {
                self.record(&record)?;
            }
            at += length;
        }
        if self.made.len() as u32 != n_objects {
            return self.fail("there are fewer objects than the header says");
        }
        Ok(())
    }

    fn fail<T>(&self, problem: &'static str) -> Result<T, FileProblem> {
        Err(FileProblem::Object { unit: self.contents.offset, object: self.made.len() as u32, problem })
    }

    fn check(&self, holds: bool, problem: &'static str) -> Result<(), FileProblem> {
        if holds { Ok(()) } else { self.fail(problem) }
    }

    fn made(&self, number: u32) -> &Made<'a> {
        &self.made[number as usize]
    }

    fn setf_function(&self, place: u32) -> Result<Made<'a>, FileProblem> {
        match self.made(place) {
            Made::Symbol(name) => Ok(Made::Symbol(name)),
            Made::Nil => Ok(Made::Symbol("NIL")),
            _ => self.fail("a place that a function sets is no symbol"),
        }
    }

    /// Checks that an object is a function, or a symbol where functions may be named.
    fn callable(&self, function: u32, by_name: bool) -> Result<(), FileProblem> {
        let is_callable = match self.made(function) {
            Made::Function | Made::Unknown => true,
            Made::Symbol(_) => by_name,
            _ => false,
        };
        self.check(is_callable, "what is to be called is no function")
    }

    fn record(&mut self, record: &Record<'a>) -> Result<(), FileProblem> {
        *self.contents.records.entry(record.kind_name()).or_default() += 1;
        let made = match record {
            Record::Nil => Made::Nil,
            Record::Fixnum(_) | Record::Bignum(..) => Made::Real { is_integer: true },
            Record::Single(_) | Record::Double(_) => Made::Real { is_integer: false },
            Record::Character(code) => {
                self.check(char::from_u32(*code).is_some(), "a number is no character's code")?;
                Made::Other
            }
            Record::Ratio(a, b) => {
                let are_integers =
                    [a, b].iter().all(|part| *self.made(**part) == Made::Real { is_integer: true });
                self.check(are_integers, "a ratio of something else than integers")?;
                Made::Real { is_integer: false }
            }
            Record::Complex(a, b) => {
                let are_real = [a, b].iter().all(|part| matches!(self.made(**part), Made::Real { .. }));
                self.check(are_real, "a complex number of something else than real numbers")?;
                Made::Other
            }
            Record::Package(_) => Made::Package,
            Record::Symbol(package, name) => {
                self.check(*self.made(*package) == Made::Package, "a symbol's home is no package")?;
                Made::Symbol(name)
            }
            Record::Uninterned(name) => Made::Symbol(name),
            Record::SetfFunction(place) => self.setf_function(*place)?,
            Record::List(items, _) => Made::Container(items.len() as u32 + 1),
            Record::Vector(items) | Record::HashTable(_, _, items) => Made::Container(items.len() as u32),
            Record::Prototype(prototype) => self.prototype(prototype)?,
            Record::Closure(prototype, captured) => {
                let fits = matches!(self.made(*prototype), Made::Prototype { n_captured, .. }
                    if *n_captured as usize <= captured.len());
                self.check(fits, "a closure does not fit its prototype")?;
                Made::Function
            }
            Record::Builtin(row) => {
                self.check((*row as usize) < self.builtins.len(), "a builtin is not in its table")?;
                Made::Function
            }
            Record::Layout(name, parent, _) => {
                let has_name = matches!(self.made(*name), Made::Symbol(_) | Made::Nil);
                let has_parent = matches!(self.made(*parent), Made::Layout | Made::Nil);
                self.check(has_name && has_parent, "a structure type without a name or with a wrong parent")?;
                Made::Layout
            }
            Record::Patch { container, index, .. } => {
                let n_places = match self.made(*container) {
                    Made::Container(n_places) | Made::Prototype { n_constants: n_places, .. } => *n_places,
                    _ => 0,
                };
                return self.check(*index < n_places, "a circular object has no place for its part");
            }
            Record::Call(function) => {
                self.callable(*function, false)?;
                Made::Unknown
            }
            Record::Run(function) => return self.callable(*function, false),
            Record::RunToplevel(function, _) => return self.callable(*function, true),
            Record::LiteralString(_) | Record::String(_) | Record::RawVector(..) | Record::Array(_) => {
                Made::Other
            }
        };
        self.made.push(made);
        Ok(())
    }

    fn prototype(&mut self, record: &PrototypeRecord<'a>) -> Result<Made<'a>, FileProblem> {
        let (unit, object) = (self.contents.offset, self.made.len() as u32);
        let (words, rest) = record.code.as_chunks();
        self.check(rest.is_empty(), "code ends within an instruction")?;
        let code: Vec<u32> = words.iter().map(|word| u32::from_le_bytes(*word)).collect();
        let arity = Arity::unpack(record.arity);
        self.check(arity.pack() == record.arity, "a function's parameters are not as they are written")?;
        let context = CodeContext {
            n_registers: u32::from(arity.registers),
            n_constants: record.constants.len() as u32,
            constant_kind: &|index| match self.made(record.constants[index as usize]) {
                Made::Symbol(_) | Made::Nil | Made::Unknown => ConstantKind::Symbol,
                Made::Prototype { .. } => ConstantKind::Prototype,
                _ => ConstantKind::Other,
            },
            builtin: &|row| self.builtins.get(row as usize).map(|(_, count)| *count),
        };
        let facts =
            verify_code(&code, &context).map_err(|error| FileProblem::Code { unit, object, error })?;
        for &(constant, n_captured) in &facts.closures_made {
            let fits = matches!(self.made(record.constants[constant as usize]),
                Made::Prototype { n_captured: wanted, .. } if *wanted <= n_captured);
            self.check(fits, "a closure is made with too few captured values")?;
        }
        let symbol = |number: u32| match self.made(number) {
            Made::Symbol(name) => (*name).to_owned(),
            Made::Nil => "NIL".to_owned(),
            _ => format!("object {number}"),
        };
        let lines = disassemble(&code, |reference| match reference {
            Reference::Constant(index) => {
                record.constants.get(index as usize).map_or_else(|| "?".to_owned(), |&number| symbol(number))
            }
            Reference::Builtin(row) => {
                self.builtins.get(row as usize).map_or_else(|| "?".to_owned(), |(name, _)| name.clone())
            }
        });
        let name = symbol(record.parts[0]);
        self.contents.functions.push(Function { object, name, lines });
        Ok(Made::Prototype { n_captured: facts.n_captured, n_constants: record.constants.len() as u32 })
    }
}

#[cfg(test)]
mod tests {
    use super::super::encode_unit;
    use super::super::records::RecordWriter;
    use super::*;
    use crate::ops::{Instruction, Op};

    /// A unit of these records.
    fn file(records: &[Record<'_>]) -> Vec<u8> {
        let mut writer = RecordWriter::default();
        for record in records {
            writer.write(record);
        }
        let table = BuiltinTable::new(Vec::new()).and_then(|table| table.encode()).expect("an empty table");
        encode_unit(writer.n_objects, &table, &writer.finish())
    }

    fn function<'a>(code: &'a [u8]) -> [Record<'a>; 5] {
        let arity = Arity { registers: 1, ..Arity::unpack(0) }.pack();
        [
            Record::Nil,
            Record::Uninterned("MAIN"),
            Record::Prototype(PrototypeRecord { arity, parts: [1, 0, 0, 0], constants: vec![], code }),
            Record::Closure(2, vec![]),
            Record::RunToplevel(3, vec![]),
        ]
    }

    #[test]
    fn a_good_file_is_listed() {
        let code = Instruction::sax(Op::ReturnNil, 0).0.to_le_bytes();
        let one = file(&function(&code));
        let units = verify(&[one.clone(), one].concat()).expect("two good units");
        assert_eq!(units.len(), 2);
        assert_eq!(units[0].records["prototype"], 1);
        assert_eq!((units[1].functions[0].name.as_str(), units[1].functions[0].lines.len()), ("MAIN", 1));
        assert!(units[1].to_string().contains("return-nil"));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let problems: &[(&[Record<'_>], &str)] = &[
            (&[Record::Character(0xd800)], "a number is no character's code"),
            (&[Record::Nil, Record::Ratio(0, 0)], "a ratio of something else than integers"),
            (&[Record::Nil, Record::Symbol(0, "A")], "a symbol's home is no package"),
            (&[Record::Nil, Record::Run(0)], "what is to be called is no function"),
            (&[Record::Nil, Record::Closure(0, vec![])], "a closure does not fit its prototype"),
            (&[Record::Builtin(0)], "a builtin is not in its table"),
            (
                &[Record::Nil, Record::Vector(vec![0]), Record::Patch { container: 1, index: 1, value: 0 }],
                "a circular object has no place for its part",
            ),
        ];
        for (records, expected) in problems {
            match verify(&file(records)) {
                Err(FileProblem::Object { problem, .. }) => assert_eq!(problem, *expected),
                other => panic!("{expected}: {other:?}"),
            }
        }
        let endless = verify(&file(&function(&[0xff; 4])));
        assert!(matches!(endless, Err(FileProblem::Code { object: 2, .. })), "{endless:?}");
        assert_eq!(verify(b""), Err(FileProblem::Unit(UnitError::NotCompiled)));
    }
}
