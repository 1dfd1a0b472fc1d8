//! Building objects and reading the simple ones: conses and lists, vectors, strings, symbols' slots.
//!
//! None of these functions collects, so values held by the caller stay valid.

use super::large::LARGE_BYTES;
use super::{Heap, Weakness};
use heapfmt::Value;
use heapfmt::layout::{ElementType, Header, Shape, TypeCode, WORD, closure, cons, object_words, symbol};
use heapfmt::statics::{NIL_SYMBOL_OFFSET, ROOTS_OFFSET};

/// Closures of more slots take the way of all counted objects.
const MAX_SMALL_CLOSURE: usize = 64;

impl Heap {
    /// (cons car cdr)
    #[inline(always)]
    pub fn cons(&mut self, car: Value, cdr: Value) -> Value {
        let value = Value::cons_at(self.take(2));
        self.initialize_slot(value, cons::CAR, car);
        self.initialize_slot(value, cons::CDR, cdr);
        value
    }

    /// A list of `items` in their order, ending in `tail`.
    pub fn list_with_tail(&mut self, items: &[Value], tail: Value) -> Value {
        items.iter().rev().fold(tail, |list, &item| self.cons(item, list))
    }

    /// A proper list of `items`.
    pub fn list(&mut self, items: &[Value]) -> Value {
        self.list_with_tail(items, Value::NIL)
    }

    /// A new object of a type whose shape has a fixed number of slots, all NIL.
    pub fn allocate(&mut self, header: Header) -> Value {
        let shape = header.shape().expect("callers pass headers of existing types");
        let words = object_words(shape, 0).expect("fixed shapes are small") as usize;
        let code = header.type_code().expect("callers pass headers of existing types");
        let object = Value::reference_at(self.take(words), code);
        self.set_raw(object, 0, header.bits());
        let n_slots = match shape {
            Shape::Slots(n) => usize::from(n),
            Shape::Weak(n) => usize::from(n) + 1,
            _ => 0,
        };
        for word in 1..=n_slots {
            self.initialize_slot(object, word, Value::NIL);
        }
        for word in n_slots + 1..words {
            self.set_raw(object, word, 0);
        }
        object
    }

    /// A new object of a type of `N` slots, for code that knows the type and is run often.
    #[inline(always)]
    pub(crate) fn allocate_slots<const N: usize>(&mut self, code: TypeCode, slots: [Value; N]) -> Value {
        debug_assert_eq!(Header::new(code).shape(), Some(Shape::Slots(N as u8)));
        let object = Value::reference_at(self.take((N + 2) & !1), code);
        self.set_raw(object, 0, Header::new(code).bits());
        for (index, &slot) in slots.iter().enumerate() {
            self.initialize_slot(object, 1 + index, slot);
        }
        if N.is_multiple_of(2) {
            self.set_raw(object, 1 + N, 0);
        }
        object
    }

    /// A new closure.
    #[inline]
    pub(crate) fn closure(&mut self, prototype: Value, captured: &[Value]) -> Value {
        let n_slots = 1 + captured.len();
        if n_slots > MAX_SMALL_CLOSURE {
            let object = self.allocate_counted(Header::new(TypeCode::Closure), n_slots, prototype);
            for (index, &value) in captured.iter().enumerate() {
                self.initialize_slot(object, closure::CAPTURED + index, value);
            }
            return object;
        }
        let object = Value::function_at(self.take((n_slots + 3) & !1));
        self.set_raw(object, 0, Header::new(TypeCode::Closure).bits());
        self.set_raw(object, 1, n_slots as u64);
        self.initialize_slot(object, closure::PROTOTYPE, prototype);
        for (index, &value) in captured.iter().enumerate() {
            self.initialize_slot(object, closure::CAPTURED + index, value);
        }
        if !n_slots.is_multiple_of(2) {
            self.set_raw(object, 2 + n_slots, 0);
        }
        object
    }

    /// A new object with a count word. Slots hold `fill`; raw elements are zero. `count` has been checked
    /// against the memory available.
    pub fn allocate_counted(&mut self, header: Header, count: usize, fill: Value) -> Value {
        let shape = header.shape().expect("callers pass headers of existing types");
        let words = object_words(shape, count as u64).expect("callers have checked the size") as usize;
        let code = header.type_code().expect("callers pass headers of existing types");
        let is_large = words * WORD >= LARGE_BYTES;
        let offset = if is_large { self.take_large(words * WORD) } else { self.take(words) };
        let object = Value::reference_at(offset, code);
        self.set_raw(object, 0, header.bits());
        self.set_raw(object, 1, count as u64);
        if let Shape::Counted = shape {
            for word in 2..2 + count {
                self.initialize_slot(object, word, fill);
            }
            if !count.is_multiple_of(2) {
                self.set_raw(object, 2 + count, 0);
            }
        } else if !is_large {
            // Large ones get fresh pages, which need not be touched.
            for word in 2..words {
                self.set_raw(object, word, 0);
            }
        }
        object
    }

    /// A simple vector of `count` elements `fill`.
    pub fn simple_vector(&mut self, count: usize, fill: Value) -> Value {
        self.allocate_counted(Header::new(TypeCode::SimpleVector), count, fill)
    }

    /// A simple vector of `items`.
    pub fn simple_vector_of(&mut self, items: &[Value]) -> Value {
        let vector = self.simple_vector(items.len(), Value::NIL);
        for (index, &item) in items.iter().enumerate() {
            self.initialize_slot(vector, 2 + index, item);
        }
        vector
    }

    /// The entry vector of a weak hash table, with room for `n_entries` keys and values, all EMPTY.
    pub fn weak_entries(&mut self, n_entries: usize, weakness: Weakness) -> Value {
        let header = Header::new(TypeCode::SimpleVector).with_flags(weakness as u8);
        self.allocate_counted(header, 2 * n_entries, Value::EMPTY)
    }

    /// A specialised vector of `count` zero elements.
    pub fn raw_vector(&mut self, element_type: ElementType, count: usize) -> Value {
        let header = Header::new(TypeCode::RawVector).with_flags(element_type as u8);
        self.allocate_counted(header, count, Value::NIL)
    }

    /// An immutable string with the characters of `text`: narrow when all are below 256.
    pub fn string(&mut self, text: &str) -> Value {
        if text.chars().all(|c| (c as u32) < 256) {
            let n_chars = text.chars().count();
            let string = self.allocate_counted(Header::new(TypeCode::NarrowString), n_chars, Value::NIL);
            for (byte, c) in self.bytes_mut(string, n_chars).iter_mut().zip(text.chars()) {
                *byte = c as u8;
            }
            string
        } else {
            self.mutable_string(&text.chars().collect::<Vec<char>>())
        }
    }

    /// A writable string of `chars`.
    pub fn mutable_string(&mut self, chars: &[char]) -> Value {
        let string = self.allocate_counted(Header::new(TypeCode::WideString), chars.len(), Value::NIL);
        for (word, &c) in self.words32_mut(string).iter_mut().zip(chars) {
            *word = c as u32;
        }
        string
    }

    /// Whether `value` is a simple string.
    #[inline]
    pub fn is_simple_string(&self, value: Value) -> bool {
        matches!(self.type_of(value), Some(TypeCode::NarrowString | TypeCode::WideString))
    }

    /// Character `index` of a simple string. `index` is below its count.
    #[inline]
    pub fn string_char(&self, string: Value, index: usize) -> char {
        if self.header(string).is(TypeCode::NarrowString) {
            char::from(self.bytes(string, self.count(string))[index])
        } else {
            char::from_u32(self.words32(string)[index]).expect("strings hold valid characters")
        }
    }

    /// The characters of a simple string.
    pub fn string_chars(&self, string: Value) -> impl Iterator<Item = char> + '_ {
        (0..self.count(string)).map(move |index| self.string_char(string, index))
    }

    /// A simple string as Rust text.
    pub fn string_text(&self, string: Value) -> String {
        self.string_chars(string).collect()
    }

    /// The value whose slots are those of symbol `name`: itself, or NIL's symbol object.
    #[inline(always)]
    pub fn symbol_object(&self, name: Value) -> Value {
        if name.is_nil() { Value::object_at(NIL_SYMBOL_OFFSET) } else { name }
    }

    /// Whether `value` is a symbol, NIL included.
    #[inline]
    pub fn is_symbol(&self, value: Value) -> bool {
        value.is_nil() || self.is(value, TypeCode::Symbol)
    }

    /// Slot `word` (see [`heapfmt::layout::symbol`]) of a symbol, NIL included.
    #[inline(always)]
    pub fn symbol_slot(&self, name: Value, word: usize) -> Value {
        self.slot(self.symbol_object(name), word)
    }

    /// Sets a slot of a symbol, NIL included.
    #[inline(always)]
    pub fn set_symbol_slot(&mut self, name: Value, word: usize, value: Value) {
        self.set_slot(self.symbol_object(name), word, value);
    }

    /// A symbol's name as Rust text.
    pub fn symbol_name(&self, name: Value) -> String {
        self.string_text(self.symbol_slot(name, symbol::NAME))
    }

    /// A new symbol without home package, unbound and without function.
    pub fn uninterned_symbol(&mut self, name: Value) -> Value {
        let object = self.allocate(Header::new(TypeCode::Symbol));
        self.initialize_slot(object, symbol::VALUE, Value::UNBOUND);
        self.initialize_slot(object, symbol::FUNCTION, Value::UNBOUND);
        self.initialize_slot(object, symbol::NAME, name);
        self.initialize_slot(object, symbol::BINDING_INDEX, Value::fixnum(0));
        object
    }

    /// Value of property `key` on the symbol's INFO list, or `None`.
    pub fn symbol_info(&self, name: Value, key: Value) -> Option<Value> {
        let mut rest = self.symbol_slot(name, symbol::INFO);
        while rest.is_cons() {
            if self.car(rest) == key {
                return Some(self.car(self.cdr(rest)));
            }
            rest = self.cdr(self.cdr(rest));
        }
        None
    }

    /// Sets property `key` on the symbol's INFO list.
    pub fn set_symbol_info(&mut self, name: Value, key: Value, value: Value) {
        let info = self.symbol_slot(name, symbol::INFO);
        let mut rest = info;
        while rest.is_cons() {
            if self.car(rest) == key {
                let place = self.cdr(rest);
                self.set_slot(place, cons::CAR, value);
                return;
            }
            rest = self.cdr(self.cdr(rest));
        }
        let tail = self.cons(value, info);
        let info = self.cons(key, tail);
        self.set_symbol_slot(name, symbol::INFO, info);
    }

    /// Slot `index` (see [`heapfmt::statics::root`]) of the root vector.
    #[inline]
    pub fn root(&self, index: u64) -> Value {
        self.element(Value::object_at(ROOTS_OFFSET), index as usize)
    }

    /// Sets a slot of the root vector.
    #[inline]
    pub fn set_root(&mut self, index: u64, value: Value) {
        self.set_element(Value::object_at(ROOTS_OFFSET), index as usize, value);
    }
}

#[cfg(test)]
mod tests {
    use super::super::chunks::CHUNK;
    use super::*;

    #[test]
    fn objects_keep_their_contents_across_chunks_and_sizes() {
        let mut heap = Heap::new(4096);
        let mut list = Value::NIL;
        let n_conses = if cfg!(miri) { 2000 } else { 200_000 };
        for n in 0..n_conses {
            list = heap.cons(Value::fixnum(n), list);
        }
        let small = heap.simple_vector(7, Value::character('x'));
        let large = heap.simple_vector(10_000, Value::UNBOUND);
        let huge = heap.raw_vector(ElementType::U8, 3 * CHUNK);
        let text = heap.string("grün");
        assert_eq!(heap.elements(small), [Value::character('x'); 7]);
        assert!(heap.elements(large).iter().all(|&v| v == Value::UNBOUND));
        assert!(heap.bytes(huge, 3 * CHUNK).iter().all(|&b| b == 0));
        assert_eq!(heap.string_text(text), "grün");
        for n in (0..n_conses).rev() {
            assert_eq!(heap.car(list), Value::fixnum(n));
            list = heap.cdr(list);
        }
        assert!(list.is_nil());
        assert_ne!(
            heap.poll_word().load(std::sync::atomic::Ordering::Relaxed) & super::super::poll::COLLECT,
            0
        );
    }
}
