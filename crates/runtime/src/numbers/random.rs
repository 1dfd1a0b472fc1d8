//! Random numbers (CLHS 12.1.9): states, and numbers below a limit, each equally probable.
//!
//! A state is a vector of five 64-bit words: whether it has been seeded, and the four words of the generator
//! xoshiro256++ (D. Blackman and S. Vigna, Scrambled Linear Pseudorandom Number Generators). A state that has not been
//! seeded is seeded from the system when it is first used; the initial value of `*RANDOM-STATE*` is put into images
//! that way, so no two runs of a program see the same numbers unless it asks for them.

use super::{Real, float, integer};
use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::heap::Heap;
use crate::mutator::Mutator;
use dashu_int::ops::BitTest;
use dashu_int::{IBig, Sign, UBig};
use heapfmt::Value;
use heapfmt::layout::{ElementType, TypeCode};
use heapfmt::statics::sym;

/// Number of words of a state.
pub(crate) const STATE_WORDS: usize = 5;

/// The generator, off the heap.
struct Generator {
    words: [u64; 4],
}

impl Generator {
    fn next(&mut self) -> u64 {
        let [a, b, c, d] = self.words;
        let result = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (c, d) = (c ^ a, d ^ b);
        self.words = [a ^ d, b ^ c, c ^ (b << 17), d.rotate_left(45)];
        result
    }

    /// A number below `limit`, which is not zero (D. Lemire, Fast Random Integer Generation in an Interval).
    fn below(&mut self, limit: u64) -> u64 {
        let mut product = u128::from(self.next()) * u128::from(limit);
        if (product as u64) < limit {
            let threshold = limit.wrapping_neg() % limit;
            while (product as u64) < threshold {
                product = u128::from(self.next()) * u128::from(limit);
            }
        }
        (product >> 64) as u64
    }

    fn below_big(&mut self, limit: &UBig) -> UBig {
        let n_bits = limit.bit_len();
        loop {
            let mut words: Vec<u64> = (0..n_bits.div_ceil(64)).map(|_| self.next()).collect();
            if let Some(last) = words.last_mut() {
                *last >>= (64 - n_bits % 64) % 64;
            }
            let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
            let candidate = UBig::from_le_bytes(&bytes);
            if candidate < *limit {
                return candidate;
            }
        }
    }

    /// From 0 to below 1, a multiple of two to minus `n_bits`.
    fn fraction(&mut self, n_bits: u32) -> f64 {
        (self.next() >> (64 - n_bits)) as f64 / (1u64 << n_bits) as f64
    }
}

/// Whether `words` is the vector of a state.
fn check(heap: &Heap, words: Value) -> Result<(), Trap> {
    let is_state = heap.is(words, TypeCode::RawVector)
        && heap.header(words).element_type() == Some(ElementType::U64)
        && heap.count(words) == STATE_WORDS;
    if is_state { Ok(()) } else { Err(type_error(words, sym::RANDOM_STATE)) }
}

/// Fills a state with bits of the system's.
pub(crate) fn seed(heap: &mut Heap, words: Value) -> Result<(), Trap> {
    check(heap, words)?;
    let mut bytes = [0; 8 * (STATE_WORDS - 1)];
    getrandom::fill(&mut bytes).map_err(|error| {
        let message = format!("the system gives no random numbers: {error}");
        Trap::from(LispError::Simple { message, datum: Value::UNSUPPLIED })
    })?;
    // A state of zeros would stay one.
    bytes[0] |= 1;
    let all = heap.bytes_mut(words, 8 * STATE_WORDS);
    all[8..].copy_from_slice(&bytes);
    all[..8].copy_from_slice(&1u64.to_le_bytes());
    Ok(())
}

fn generator(heap: &mut Heap, words: Value) -> Result<Generator, Trap> {
    check(heap, words)?;
    let word = |heap: &Heap, index: usize| {
        let bytes = heap.bytes(words, 8 * STATE_WORDS);
        u64::from_le_bytes(bytes[8 * index..8 * index + 8].try_into().expect("a word has eight bytes"))
    };
    if word(heap, 0) == 0 {
        seed(heap, words)?;
    }
    Ok(Generator { words: [1, 2, 3, 4].map(|index| word(heap, index)) })
}

fn keep(heap: &mut Heap, words: Value, generator: &Generator) {
    let bytes: Vec<u8> = generator.words.iter().flat_map(|word| word.to_le_bytes()).collect();
    heap.bytes_mut(words, 8 * STATE_WORDS)[8..].copy_from_slice(&bytes);
}

/// A number from 0 to below `limit`, a positive integer or float, of its type.
pub(crate) fn below(m: &mut Mutator, limit: Value, words: Value) -> PrimitiveResult {
    let mut generator = generator(&mut m.heap, words)?;
    let result = if let Some(n) = limit.as_fixnum().filter(|&n| n > 0) {
        Value::fixnum(generator.below(n as u64) as i64)
    } else {
        match Real::read(&m.heap, limit, sym::REAL)? {
            Real::Integer(n) if n.sign() == Sign::Positive && !n.is_zero() => {
                let n = generator.below_big(&n.into_parts().1);
                integer::from_big(&mut m.heap, &IBig::from(n))?
            }
            Real::Single(f) if f > 0.0 => loop {
                let candidate = generator.fraction(24) as f32 * f;
                if candidate < f {
                    break Value::single(candidate);
                }
            },
            Real::Double(f) if f > 0.0 => loop {
                let candidate = generator.fraction(53) * f;
                if candidate < f {
                    break float::double(&mut m.heap, candidate);
                }
            },
            _ => return Err(type_error(limit, limit_type(m))),
        }
    };
    keep(&mut m.heap, words, &generator);
    Ok(result)
}

/// `(OR (INTEGER (0)) (FLOAT (0.0)))`
#[cold]
fn limit_type(m: &mut Mutator) -> Value {
    let above_zero = m.heap.list(&[Value::fixnum(0)]);
    let integers = m.heap.list(&[sym::INTEGER, above_zero]);
    let above_float_zero = m.heap.list(&[Value::single(0.0)]);
    let floats = m.heap.list(&[sym::FLOAT, above_float_zero]);
    m.heap.list(&[sym::OR, integers, floats])
}
