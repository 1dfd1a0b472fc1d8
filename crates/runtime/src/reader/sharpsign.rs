//! The standard macros of the dispatching character `#` (CLHS 2.4.8).

use super::parser::{Finish, Parser, Step};
use super::readtable::{self, DISPATCH_MACROS, STANDARD_MACRO};
use super::token::{SymbolToken, Token};
use super::{features, number};
use crate::arrays::Vector;
use crate::characters;
use crate::numbers;
use crate::packages;
use crate::vm::Unwind;
use heapfmt::Value;
use heapfmt::layout::{ElementType, Header, TypeCode, array};
use heapfmt::statics::sym;

/// What is done with the object behind a macro's characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum After {
    /// `#'`: a list of FUNCTION and the object.
    Function,
    /// `#.`: its value.
    Evaluate,
    /// `#C`: a list of two parts.
    Complex,
    /// `#nA`: nested sequences.
    Array { rank: u64 },
    /// `#A`: a list of element type, dimensions and nested sequences.
    TypedArray,
    /// `#S`: a list of a name, slot names and values.
    Structure,
    /// `#P`: a string.
    Pathname,
    /// `#n=`
    Label { label: u64 },
    /// `#+` and `#-`: a feature expression, which says whether the next object counts.
    Feature { wanted: bool, suppressed: bool, keyword_names: bool },
    /// The object does not count.
    Skip { suppressed: bool },
    /// The macro's characters are read while everything is suppressed.
    Nothing,
}

impl Parser<'_> {
    /// Reads the number and the sub-character behind a dispatching macro character, and runs the macro.
    pub(super) fn dispatching_macro(&mut self, entry: Value, dispatching: char) -> Result<Step, Unwind> {
        let kept_entry = self.vm.mutator.roots.push(entry);
        let mut argument: Option<u64> = None;
        let sub = loop {
            match self.read_char()? {
                Some(c) => match c.to_digit(10) {
                    Some(digit) => {
                        let number = argument.unwrap_or(0).checked_mul(10);
                        argument = Some(
                            number
                                .and_then(|number| number.checked_add(u64::from(digit)))
                                .filter(|&number| number < 1 << 61)
                                .or(self.suppress.then_some(0))
                                .ok_or_else(|| self.error("the number of a # macro is too large"))?,
                        );
                    }
                    None => break c,
                },
                None => return Err(self.end_of_file()),
            }
        };
        let entry = self.vm.mutator.roots.get(kept_entry);
        self.vm.mutator.roots.truncate(kept_entry.index());
        let action = readtable::dispatch_action(&self.vm.mutator.heap, entry, sub);
        if let Some(number) = action.as_fixnum() {
            return self.sharpsign((number - STANDARD_MACRO) as usize, argument);
        }
        if action.is_nil() && self.suppress && sub.is_alphanumeric() {
            // What another Lisp may have defined is passed over.
            self.read_token()?;
            return Ok(Step::Object(Value::NIL));
        }
        if action.is_nil() {
            return Err(self.error(&format!("{dispatching}{sub} has no meaning in this readtable")));
        }
        let argument = argument.map_or(Value::NIL, |number| Value::fixnum(number as i64));
        self.call_macro(action, &[Value::character(sub), argument])
    }

    /// Runs row `row` of [`DISPATCH_MACROS`].
    pub(super) fn sharpsign(&mut self, row: usize, argument: Option<u64>) -> Result<Step, Unwind> {
        match DISPATCH_MACROS[row].character {
            '\\' => return self.read_character().map(Step::Object),
            '(' => self.push_list(')', Finish::Vector(argument)),
            '*' => return self.read_bits(argument).map(Step::Object),
            ':' => return self.read_uninterned().map(Step::Object),
            'B' => return self.read_radix(2).map(Step::Object),
            'O' => return self.read_radix(8).map(Step::Object),
            'X' => return self.read_radix(16).map(Step::Object),
            'R' => match argument {
                Some(radix @ 2..=36) => return self.read_radix(radix as u32).map(Step::Object),
                _ if self.suppress => self.push_after(After::Nothing),
                _ => return Err(self.error("#R needs a radix from 2 to 36, as in #3R102")),
            },
            '|' => self.skip_block_comment()?,
            '+' | '-' => {
                let wanted = DISPATCH_MACROS[row].character == '+';
                let (suppressed, keyword_names) = (self.suppress, self.keyword_names);
                self.push_after(After::Feature { wanted, suppressed, keyword_names });
                self.suppress = false;
                self.keyword_names = true;
            }
            _ if self.suppress && DISPATCH_MACROS[row].character == '#' => {
                return Ok(Step::Object(Value::NIL));
            }
            _ if self.suppress => self.push_after(After::Nothing),
            '\'' => self.push_after(After::Function),
            '.' => {
                if self.vm.mutator.variable_value(sym::READ_EVAL).is_nil() {
                    return Err(self.error("#. is not allowed while *READ-EVAL* is NIL"));
                }
                self.push_after(After::Evaluate);
            }
            'C' => self.push_after(After::Complex),
            'A' => match argument {
                Some(rank) => self.push_after(After::Array { rank }),
                None => self.push_after(After::TypedArray),
            },
            'S' => self.push_after(After::Structure),
            'P' if argument.is_some() => return Err(self.error("no number may stand in #P")),
            'P' => self.push_after(After::Pathname),
            '=' => {
                let label = self.label(argument)?;
                if !self.labels().begin(label) {
                    return Err(self.error(&format!("the label #{label}= is there already")));
                }
                self.push_after(After::Label { label });
            }
            _ => {
                let label = self.label(argument)?;
                match self.labels().reference(label) {
                    Some(object) => return Ok(Step::Object(object)),
                    None => return Err(self.error(&format!("there is no label #{label}="))),
                }
            }
        }
        Ok(Step::Nothing)
    }

    fn label(&mut self, argument: Option<u64>) -> Result<u64, Unwind> {
        argument.ok_or_else(|| self.error("a label needs a number"))
    }

    /// Makes of the object behind a macro's characters what the macro means. `None`: nothing.
    pub(super) fn finish_after(&mut self, after: After, object: Value) -> Result<Option<Value>, Unwind> {
        let made = match after {
            After::Function => self.vm.mutator.heap.list(&[sym::FUNCTION, object]),
            After::Evaluate => {
                let eval = self.function_of(sym::EVAL)?;
                self.vm.call_nested(eval, &[object])?
            }
            After::Complex => {
                let parts = packages::list_items(&self.vm.mutator.heap, object);
                let heap = &self.vm.mutator.heap;
                if parts.len() != 2 || !parts.iter().all(|&part| numbers::is_real(heap, part)) {
                    return Err(self.error("#C needs a list of two real numbers"));
                }
                self.call_named("COMMON-LISP", "COMPLEX", &parts)?
            }
            After::Array { rank } => self.array_of(rank, object)?,
            After::TypedArray => self.call_named("SYSTEM", "%READ-TYPED-ARRAY", &[object])?,
            After::Structure => self.call_named("SYSTEM", "%READ-STRUCTURE", &[object])?,
            After::Pathname if !self.vm.mutator.heap.is_simple_string(object) => {
                return Err(self.error("#P needs a string"));
            }
            After::Pathname => self.call_named("COMMON-LISP", "PARSE-NAMESTRING", &[object])?,
            After::Label { label } => {
                if !self.labels().end(label, object) {
                    return Err(self.error(&format!("#{label}= names nothing but itself")));
                }
                object
            }
            After::Feature { wanted, suppressed, keyword_names } => {
                self.suppress = suppressed;
                self.keyword_names = keyword_names;
                let features = self.vm.mutator.variable_value(sym::FEATURES);
                let holds = features::holds(&self.vm.mutator.heap, object, features)
                    .map_err(|why| self.error(why))?;
                if holds != wanted {
                    self.push_after(After::Skip { suppressed });
                    self.suppress = true;
                }
                return Ok(None);
            }
            After::Skip { suppressed } => {
                self.suppress = suppressed;
                return Ok(None);
            }
            After::Nothing => Value::NIL,
        };
        Ok(Some(made))
    }

    /// Calls a function that the library defines.
    fn call_named(&mut self, package: &str, name: &str, arguments: &[Value]) -> Result<Value, Unwind> {
        let heap = &mut self.vm.mutator.heap;
        let package = packages::find_package(heap, package).expect("the packages of the system stay");
        let symbol = packages::intern(heap, name, package);
        let function = self.function_of(symbol)?;
        self.vm.call_nested(function, arguments)
    }

    fn read_character(&mut self) -> Result<Value, Unwind> {
        let Some(first) = self.read_char()? else { return Err(self.end_of_file()) };
        let mut token = Token::default();
        token.push(first, true);
        self.continue_token(&mut token)?;
        let name = token.literal_text();
        let mut chars = name.chars();
        if let (Some(c), None) = (chars.next(), chars.next()) {
            return Ok(if self.suppress { Value::NIL } else { Value::character(c) });
        }
        match characters::by_name(&name) {
            _ if self.suppress => Ok(Value::NIL),
            Some(c) => Ok(Value::character(c)),
            None => Err(self.error(&format!("there is no character with name {name}"))),
        }
    }

    fn read_bits(&mut self, length: Option<u64>) -> Result<Value, Unwind> {
        let token = self.read_token()?;
        if self.suppress {
            return Ok(Value::NIL);
        }
        let digits = token.literal_text();
        if token.has_escape || digits.bytes().any(|digit| !matches!(digit, b'0' | b'1')) {
            return Err(self.error("a bit vector has an element other than 0 and 1"));
        }
        let n_digits = digits.len() as u64;
        let length = length.unwrap_or(n_digits);
        if length < n_digits {
            return Err(self.error(&format!("there are {n_digits} elements in a bit vector of {length}")));
        }
        if n_digits == 0 && length > 0 {
            return Err(self.error("a bit vector of given length has no element"));
        }
        self.make_room(usize::try_from(length / 8).unwrap_or(usize::MAX))?;
        let heap = &mut self.vm.mutator.heap;
        let vector = heap.raw_vector(ElementType::Bit, length as usize);
        let last = digits.bytes().last().unwrap_or(b'0');
        let bits = digits.bytes().chain(std::iter::repeat(last)).take(length as usize);
        let bytes = heap.bytes_mut(vector, (length as usize).div_ceil(8));
        for (index, digit) in bits.enumerate() {
            bytes[index / 8] |= (digit - b'0') << (index % 8);
        }
        Ok(vector)
    }

    fn read_uninterned(&mut self) -> Result<Value, Unwind> {
        let token = self.read_token()?;
        if self.suppress {
            return Ok(Value::NIL);
        }
        let case = self.case()?;
        match token.into_symbol(case) {
            SymbolToken::Plain(name) => {
                let heap = &mut self.vm.mutator.heap;
                let name = heap.string(&name);
                Ok(heap.uninterned_symbol(name))
            }
            _ => Err(self.error("an uninterned symbol has a package marker")),
        }
    }

    fn read_radix(&mut self, radix: u32) -> Result<Value, Unwind> {
        let token = self.read_token()?;
        if self.suppress {
            return Ok(Value::NIL);
        }
        let text = token.literal_text();
        if token.has_escape {
            return Err(self.error(&format!("{text} is not a rational number in base {radix}")));
        }
        match self.parse_with_room(&text, |m, text| number::parse_radix(m, text, radix))? {
            Some(number) => Ok(number),
            None => Err(self.error(&format!("{text} is not a rational number in base {radix}"))),
        }
    }

    fn skip_block_comment(&mut self) -> Result<(), Unwind> {
        let mut depth = 1;
        let mut previous = ' ';
        while depth > 0 {
            let Some(c) = self.read_char()? else { return Err(self.end_of_file()) };
            match (previous, c) {
                ('|', '#') => {
                    depth -= 1;
                    previous = ' ';
                }
                ('#', '|') => {
                    depth += 1;
                    previous = ' ';
                }
                _ => previous = c,
            }
        }
        Ok(())
    }

    /// An array of nested lists or vectors.
    fn array_of(&mut self, rank: u64, contents: Value) -> Result<Value, Unwind> {
        if rank > 1024 {
            return Err(self.error("an array has more than 1024 dimensions"));
        }
        let mut dimensions = Vec::new();
        let mut elements = vec![contents];
        for _ in 0..rank {
            let mut inner = Vec::new();
            let mut dimension = None;
            for &part in &elements {
                let items = self.sequence_items(part)?;
                if *dimension.get_or_insert(items.len()) != items.len() {
                    return Err(self.error("the rows of an array differ in length"));
                }
                inner.extend(items);
            }
            dimensions.push(dimension.unwrap_or(0));
            elements = inner;
        }
        let heap = &mut self.vm.mutator.heap;
        let data = heap.simple_vector_of(&elements);
        if rank == 1 {
            return Ok(data);
        }
        let header = Header::new(TypeCode::Array);
        let made = heap.allocate_counted(header, array::FIXED + dimensions.len(), Value::fixnum(0));
        heap.set_slot(made, array::DATA, data);
        heap.set_slot(made, array::FILL_POINTER, Value::fixnum(elements.len() as i64));
        for (axis, &dimension) in dimensions.iter().enumerate() {
            heap.set_slot(made, array::DIMENSIONS + axis, Value::fixnum(dimension as i64));
        }
        Ok(made)
    }

    fn sequence_items(&mut self, sequence: Value) -> Result<Vec<Value>, Unwind> {
        if sequence.is_list() {
            return Ok(packages::list_items(&self.vm.mutator.heap, sequence));
        }
        let heap = &mut self.vm.mutator.heap;
        match Vector::of(heap, sequence) {
            Some(vector) => Ok((0..vector.length).map(|index| vector.get(heap, index)).collect()),
            None => Err(self.error("an array's contents are not nested sequences")),
        }
    }
}
