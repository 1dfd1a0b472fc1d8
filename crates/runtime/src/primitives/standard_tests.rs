//! The standard's own equality functions as tests of sequence functions: what compares with one of them runs in Rust.
//!
//! Lisp hands a test over as a number, which `%STANDARD-TEST` finds out. Errors are those of the function itself.

use super::arguments::{character, index, list, non_nil, string};
use crate::arrays::{Vector, elements_of};
use crate::characters::upcase;
use crate::equality::{eql, equal, equalp};
use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::hash::key::{self, is_by_identity};
use crate::heap::Heap;
use crate::mutator::Mutator;
use crate::numbers::number_equal;
use heapfmt::Value;
use heapfmt::layout::cons::{CAR, CDR};
use heapfmt::layout::symbol;
use heapfmt::statics::sym;

primitives! {
    pub(super) static STANDARD_TESTS = {
        /// Returns the number of the standard function that TEST is, EQL's when it is NIL; NIL for other functions, and
        /// when there is a KEY or a TEST-NOT. Both a TEST and a TEST-NOT are an error.
        pure "SYSTEM:%STANDARD-TEST" "key test test-not" => standard_test;
        /// As %STANDARD-TEST, but KEY may be a standard function that follows cars and cdrs. The number is for the functions
        /// that search for an element.
        pure "SYSTEM:%ELEMENT-TEST" "key test test-not" => element_test;
        /// As %STANDARD-TEST; NIL for tests that hash tables do not have.
        pure "SYSTEM:%TABLE-TEST" "test test-not" => table_test;
        /// Returns true when the standard test with number TEST accepts ITEM and ELEMENT.
        pure "SYSTEM:%SAME" "item element test" => same_by_number;
    }
}

/// A test by its number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum StandardTest {
    Eq,
    Eql,
    Equal,
    Equalp,
    NumberEqual,
    SameCharacter,
    CharacterEqual,
    SameString,
    StringEqual,
}

/// Whether the case of characters counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Kept,
    Ignored,
}

/// All tests in the order of their numbers, with their functions' names.
const TESTS: [(StandardTest, Value); 9] = [
    (StandardTest::Eq, sym::EQ),
    (StandardTest::Eql, sym::EQL),
    (StandardTest::Equal, sym::EQUAL),
    (StandardTest::Equalp, sym::EQUALP),
    (StandardTest::NumberEqual, sym::NUMBER_EQUAL),
    (StandardTest::SameCharacter, sym::CHAR_SAME),
    (StandardTest::CharacterEqual, sym::CHAR_EQUAL),
    (StandardTest::SameString, sym::STRING_SAME),
    (StandardTest::StringEqual, sym::STRING_EQUAL),
];

fn standard_test(m: &Mutator, [key, test, test_not]: [Value; 3]) -> PrimitiveResult {
    if !test.is_nil() && !test_not.is_nil() {
        let message = "only one of :TEST and :TEST-NOT can be given".to_owned();
        return Err(LispError::Simple { message, datum: Value::UNSUPPLIED }.into());
    }
    if !key.is_nil() || !test_not.is_nil() {
        return Ok(Value::NIL);
    }
    let Some(test) = non_nil(test) else { return Ok(Value::fixnum(StandardTest::Eql as i64)) };
    let number = TESTS.iter().position(|&(_, name)| is_function_of(m, test, name));
    Ok(number.map_or(Value::NIL, |number| Value::fixnum(number as i64)))
}

fn table_test(m: &Mutator, [test, test_not]: [Value; 2]) -> PrimitiveResult {
    let number = standard_test(m, [Value::NIL, test, test_not])?;
    let is_of_tables = !number.is_nil() && StandardTest::of_number(number)?.of_tables().is_some();
    Ok(if is_of_tables { number } else { Value::NIL })
}

/// What keys follow from an element on, by the names of their functions.
const KEYS: [([Value; 2], &[usize]); 7] = [
    ([sym::CAR, sym::FIRST], &[CAR]),
    ([sym::CDR, sym::REST], &[CDR]),
    ([sym::CADR, sym::SECOND], &[CDR, CAR]),
    ([sym::CADDR, sym::THIRD], &[CDR, CDR, CAR]),
    ([sym::CDDR, sym::CDDR], &[CDR, CDR]),
    ([sym::CAAR, sym::CAAR], &[CAR, CAR]),
    ([sym::CDAR, sym::CDAR], &[CAR, CDR]),
];

/// The distance between the numbers of a test with two keys.
const KEY_STEP: usize = 16;
const _: () = assert!(TESTS.len() <= KEY_STEP);

/// Whether `function` is `name` or the function of that name.
fn is_function_of(m: &Mutator, function: Value, name: Value) -> bool {
    function == name || function.is_function() && function == m.heap.symbol_slot(name, symbol::FUNCTION)
}

fn element_test(m: &Mutator, [key, test, test_not]: [Value; 3]) -> PrimitiveResult {
    let test = standard_test(m, [Value::NIL, test, test_not])?;
    let Some(test) = test.as_fixnum().filter(|_| !key.is_nil()) else { return Ok(test) };
    let key = KEYS.iter().position(|(names, _)| names.iter().any(|&name| is_function_of(m, key, name)));
    Ok(key.map_or(Value::NIL, |key| Value::fixnum(test + ((key + 1) * KEY_STEP) as i64)))
}

/// A test of elements by way of a key.
#[derive(Clone, Copy)]
pub(super) struct ElementTest {
    pub(super) test: StandardTest,
    /// The slots that lead from an element to what is compared.
    path: &'static [usize],
    /// The item's characters, when the test compares strings by their characters.
    text: Option<Vector>,
}

impl ElementTest {
    /// The test with this number, for elements that are compared with `item`.
    pub(super) fn for_item(heap: &Heap, number: Value, item: Value) -> Result<ElementTest, Trap> {
        let number = index(number, (KEYS.len() + 1) * KEY_STEP)?;
        let test = StandardTest::of_number(Value::fixnum((number % KEY_STEP) as i64))?.for_item(heap, item);
        let path = if number < KEY_STEP { &[][..] } else { KEYS[number / KEY_STEP - 1].1 };
        let text = match test {
            StandardTest::Equal | StandardTest::SameString => {
                Vector::of(heap, item).filter(|item| item.is_string())
            }
            _ => None,
        };
        Ok(ElementTest { test, path, text })
    }

    /// Whether only the same object is accepted, as it is.
    pub(super) fn is_identity(self) -> bool {
        self.test == StandardTest::Eq && self.path.is_empty()
    }

    /// Whether the test accepts `item` and the key of `element`.
    #[inline(always)]
    pub(super) fn accepts(self, m: &Mutator, item: Value, element: Value) -> Result<bool, Trap> {
        if self.is_identity() { Ok(element == item) } else { self.accepts_key(m, item, element) }
    }

    fn accepts_key(self, m: &Mutator, item: Value, element: Value) -> Result<bool, Trap> {
        let mut part = element;
        for &word in self.path {
            part = m.heap.slot(list(part)?, word);
        }
        match self.text.zip(own_string(&m.heap, part)) {
            Some((text, part)) => Ok(text.equal_characters(&m.heap, &part)),
            None => self.test.same(m, item, part),
        }
    }
}

fn same_by_number(m: &Mutator, [item, element, test]: [Value; 3]) -> PrimitiveResult {
    Ok(Value::boolean(StandardTest::of_number(test)?.same(m, item, element)?))
}

impl StandardTest {
    pub(super) fn of_number(number: Value) -> Result<StandardTest, Trap> {
        Ok(TESTS[index(number, TESTS.len())?].0)
    }

    /// The test of hash tables that is this one.
    pub(super) fn of_tables(self) -> Option<key::Test> {
        match self {
            StandardTest::Eq => Some(key::Test::Eq),
            StandardTest::Eql => Some(key::Test::Eql),
            StandardTest::Equal => Some(key::Test::Equal),
            StandardTest::Equalp => Some(key::Test::Equalp),
            _ => None,
        }
    }

    /// Whether characters are compared by case, by a test that compares characters.
    pub(super) fn of_characters(self) -> Option<Case> {
        use StandardTest::{
            CharacterEqual, Eq, Eql, Equal, Equalp, NumberEqual, SameCharacter, SameString, StringEqual,
        };
        match self {
            Eq | Eql | Equal | SameCharacter | SameString => Some(Case::Kept),
            Equalp | CharacterEqual | StringEqual => Some(Case::Ignored),
            NumberEqual => None,
        }
    }

    /// A test that says the same of `item` and any element: EQ, where only the same object is accepted.
    pub(super) fn for_item(self, heap: &Heap, item: Value) -> StandardTest {
        match self.of_tables() {
            Some(test) if is_by_identity(heap, test, item) => StandardTest::Eq,
            _ => self,
        }
    }

    /// Whether the test accepts `item` and `element`.
    #[inline]
    pub(super) fn same(self, m: &Mutator, item: Value, element: Value) -> Result<bool, Trap> {
        Ok(match self {
            StandardTest::Eq => item == element,
            StandardTest::Eql => eql(&m.heap, item, element),
            StandardTest::Equal => equal(&m.heap, item, element),
            StandardTest::Equalp => equalp(&m.heap, item, element),
            StandardTest::NumberEqual => number_equal(m, item, element)?,
            StandardTest::SameCharacter => character(item)? == character(element)?,
            StandardTest::CharacterEqual => upcase(character(item)?) == upcase(character(element)?),
            StandardTest::SameString => {
                if let (Some(a), Some(b)) = (own_string(&m.heap, item), own_string(&m.heap, element)) {
                    return Ok(a.equal_characters(&m.heap, &b));
                }
                let (a, b) = (Text::designated(&m.heap, item)?, Text::designated(&m.heap, element)?);
                match (&a, &b) {
                    (Text::String(a), Text::String(b)) => a.equal_characters(&m.heap, b),
                    _ => a.equals(&m.heap, &b, |c, d| c == d),
                }
            }
            StandardTest::StringEqual => {
                let (a, b) = (Text::designated(&m.heap, item)?, Text::designated(&m.heap, element)?);
                a.equals(&m.heap, &b, |c, d| c == d || upcase(c) == upcase(d))
            }
        })
    }
}

/// The characters of a simple string.
#[inline]
fn own_string(heap: &Heap, object: Value) -> Option<Vector> {
    let elements = elements_of(heap, object)?;
    let string = Vector { data: object, start: 0, length: heap.count(object), elements };
    string.is_string().then_some(string)
}

/// What a string designator designates.
enum Text {
    String(Vector),
    Character(char),
}

impl Text {
    fn designated(heap: &Heap, designator: Value) -> Result<Text, Trap> {
        if let Some(c) = designator.as_character() {
            return Ok(Text::Character(c));
        }
        let text =
            if heap.is_symbol(designator) { heap.symbol_slot(designator, symbol::NAME) } else { designator };
        // The error names the designator, which is what the function was given.
        string(heap, text).map(Text::String).map_err(|_| type_error(designator, sym::STRING))
    }

    fn length(&self) -> usize {
        match self {
            Text::String(vector) => vector.length,
            Text::Character(_) => 1,
        }
    }

    fn equals(&self, heap: &Heap, other: &Text, same: impl Fn(char, char) -> bool) -> bool {
        if self.length() != other.length() {
            return false;
        }
        match (self, other) {
            (Text::String(a), Text::String(b)) => a.chars(heap).zip(b.chars(heap)).all(|(c, d)| same(c, d)),
            (Text::String(a), Text::Character(d)) => a.chars(heap).all(|c| same(c, *d)),
            (Text::Character(c), Text::String(b)) => b.chars(heap).all(|d| same(*c, d)),
            (Text::Character(c), Text::Character(d)) => same(*c, *d),
        }
    }
}
