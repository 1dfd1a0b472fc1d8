//! Objects as text, for tables of test rows: a small reader and printer of their own, so that primitives are
//! tested without the system's reader and printer.

use heapfmt::Value;
use heapfmt::layout::{ElementType, TypeCode, pair_number};
use runtime::arrays::{self, Elements, Vector};
use runtime::heap::Heap;
use runtime::mutator::Mutator;
use runtime::numbers::{self, float, integer};
use runtime::packages::{find_package, intern};

/// Reads all objects of `text`: integers, ratios, floats (`1.5`, `1.5d0`), symbols, `"narrow"` and `w"wide"`
/// strings, `#\c`, lists, `#(..)` vectors, `#*01` bit vectors, `#u8(..)`, and `?` for an argument not supplied.
pub(crate) fn read_all(m: &mut Mutator, text: &str) -> Vec<Value> {
    let chars: Vec<char> = text.chars().collect();
    let mut reader = Reader { m, chars: &chars, at: 0 };
    let mut objects = Vec::new();
    while let Some(object) = reader.object() {
        objects.push(object);
    }
    assert_eq!(reader.at, chars.len(), "all of {text:?} is read");
    objects
}

struct Reader<'a> {
    m: &'a mut Mutator,
    chars: &'a [char],
    at: usize,
}

impl Reader<'_> {
    fn object(&mut self) -> Option<Value> {
        while self.chars.get(self.at) == Some(&' ') {
            self.at += 1;
        }
        let c = *self.chars.get(self.at)?;
        if c == ')' {
            return None;
        }
        let rest: String = self.chars[self.at..].iter().take(4).collect();
        if c == '(' {
            self.at += 1;
            return Some(self.list());
        }
        if c == '"' || rest.starts_with("w\"") {
            self.at += if c == 'w' { 2 } else { 1 };
            let end =
                self.at + self.chars[self.at..].iter().position(|&c| c == '"').expect("a closing quote");
            let text = &self.chars[self.at..end];
            self.at = end + 1;
            let narrow: String = text.iter().collect();
            return Some(if c == 'w' {
                self.m.heap.mutable_string(text)
            } else {
                self.m.heap.string(&narrow)
            });
        }
        if rest.starts_with("#(") || rest.starts_with("#u8(") {
            self.at += if rest.starts_with("#(") { 2 } else { 4 };
            let items = self.items();
            if rest.starts_with("#(") {
                return Some(self.m.heap.simple_vector_of(&items));
            }
            let vector = self.m.heap.raw_vector(ElementType::U8, items.len());
            let run = Vector::of(&self.m.heap, vector).expect("a vector");
            for (index, &item) in items.iter().enumerate() {
                run.set(&mut self.m.heap, index, item).expect("a byte");
            }
            return Some(vector);
        }
        if rest.starts_with("#\\") {
            let c = self.chars[self.at + 2];
            self.at += 3;
            return Some(Value::character(c));
        }
        let end = self.chars[self.at..].iter().position(|c| " ()".contains(*c)).map(|n| self.at + n);
        let end = end.unwrap_or(self.chars.len());
        let token: String = self.chars[self.at..end].iter().collect();
        self.at = end;
        Some(self.token(&token))
    }

    fn items(&mut self) -> Vec<Value> {
        let mut items = Vec::new();
        while let Some(item) = self.object() {
            items.push(item);
        }
        self.at += 1;
        items
    }

    fn list(&mut self) -> Value {
        let items = self.items();
        match items.iter().position(|&item| item == Value::EOF) {
            Some(dot) => self.m.heap.list_with_tail(&items[..dot], items[dot + 1]),
            None => self.m.heap.list(&items),
        }
    }

    fn token(&mut self, token: &str) -> Value {
        let m = &mut *self.m;
        if let Some(n) = integer::parse(&mut m.heap, token, 10).expect("memory suffices") {
            return n;
        }
        if let Some((numerator, denominator)) = token.split_once('/')
            && !denominator.is_empty()
        {
            let parts = [numerator, denominator]
                .map(|part| integer::parse(&mut m.heap, part, 10).expect("memory suffices").expect("digits"));
            return numbers::make_rational(m, parts[0], parts[1]).expect("two integers");
        }
        if let Some(bits) = token.strip_prefix("#*") {
            let vector = m.heap.raw_vector(ElementType::Bit, bits.len());
            let run = Vector::of(&m.heap, vector).expect("a vector");
            for (index, c) in bits.chars().enumerate() {
                let bit = Value::fixnum(i64::from(c == '1'));
                run.set(&mut m.heap, index, bit).expect("a bit");
            }
            return vector;
        }
        if token.starts_with(|c: char| c.is_ascii_digit() || c == '-') && token.len() > 1 {
            if let Ok(f) = token.parse::<f32>() {
                return Value::single(f);
            }
            if let Ok(f) = token.replace('d', "e").parse::<f64>() {
                return float::double(&mut m.heap, f);
            }
        }
        match token {
            "?" => Value::UNSUPPLIED,
            "." => Value::EOF,
            "nil" => Value::NIL,
            _ => {
                let (package, name) = token.split_once(':').unwrap_or(("common-lisp", token));
                let package = if package.is_empty() { "keyword" } else { package };
                let package = find_package(&m.heap, &package.to_uppercase()).expect("a package of the heap");
                intern(&mut m.heap, &name.to_uppercase(), package)
            }
        }
    }
}

/// The text of an object, as [`read_all`] takes it; wide strings print as narrow ones.
pub(crate) fn print(heap: &mut Heap, value: Value) -> String {
    if value.is_nil() {
        return "nil".to_owned();
    }
    if let Some(digits) = integer::to_text(heap, value, 10) {
        return digits;
    }
    if let Some(c) = value.as_character() {
        return format!("#\\{c}");
    }
    if let Some(text) = float::to_text(
        heap,
        value,
        if value.as_single().is_some() { 'e' } else { 'd' },
        value.as_single().is_none(),
    ) {
        return text;
    }
    if value.is_cons() {
        let mut parts = Vec::new();
        let mut rest = value;
        while rest.is_cons() {
            parts.push(print(heap, heap.car(rest)));
            rest = heap.cdr(rest);
        }
        if !rest.is_nil() {
            parts.push(format!(". {}", print(heap, rest)));
        }
        return format!("({})", parts.join(" "));
    }
    if heap.is(value, TypeCode::Symbol) {
        return heap.symbol_name(value).to_lowercase();
    }
    if heap.is(value, TypeCode::Ratio) {
        let parts = [pair_number::FIRST, pair_number::SECOND].map(|word| heap.slot(value, word));
        return format!("{}/{}", print(heap, parts[0]), print(heap, parts[1]));
    }
    if let Some(vector) = Vector::of(heap, value) {
        if vector.is_string() {
            return format!("{:?}", vector.text(heap));
        }
        if vector.is_bits() {
            let bits: String =
                (0..vector.length).map(|n| if vector.bit(heap, n) { '1' } else { '0' }).collect();
            return format!("#*{bits}");
        }
        let items: Vec<String> = (0..vector.length)
            .map(|index| {
                let item = vector.get(heap, index);
                print(heap, item)
            })
            .collect();
        let prefix = match vector.elements {
            Elements::Raw(element_type) => format!("{element_type:?}").to_lowercase(),
            _ => String::new(),
        };
        return format!("#{prefix}({})", items.join(" "));
    }
    if arrays::is_array(heap, value) {
        return format!("#<array of rank {}>", arrays::rank(heap, value));
    }
    format!("#<{:?}>", heap.type_of(value))
}
