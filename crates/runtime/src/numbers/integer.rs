//! Integers of any size: between heap words, Rust integers, big integers and text.
//!
//! A bignum keeps its magnitude in 64-bit limbs, so a [`Limbs`] view compares and hashes it in place. Everything
//! that computes on bignums takes them off the heap as [`IBig`], whose kernels are sub-quadratic, and puts the
//! result back in normal form: a value in the fixnum range is always a fixnum.

use super::Poll;
use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::heap::Heap;
use dashu_int::{IBig, Sign};
use heapfmt::Value;
use heapfmt::layout::{Header, TypeCode, WORD, flags};
use heapfmt::statics::sym;
use std::cmp::Ordering;
use std::convert::Infallible;

/// Sign and magnitude of an integer where it lies; a fixnum's magnitude is kept inline.
pub(crate) struct Limbs<'h> {
    negative: bool,
    inline: u64,
    on_heap: Option<&'h [u64]>,
}

impl Limbs<'_> {
    /// Whether the integer is below zero.
    pub(crate) fn is_negative(&self) -> bool {
        self.negative
    }

    /// Limbs of the absolute value, least significant first, without leading zeros.
    pub(crate) fn magnitude(&self) -> &[u64] {
        match self.on_heap {
            Some(limbs) => limbs,
            None if self.inline == 0 => &[],
            None => std::slice::from_ref(&self.inline),
        }
    }

    fn compare(&self, other: &Limbs<'_>) -> Ordering {
        let (a, b) = (self.magnitude(), other.magnitude());
        let by_magnitude = || compare_magnitudes(a, b);
        match (self.negative, other.negative) {
            (false, false) => by_magnitude(),
            (true, true) => by_magnitude().reverse(),
            (negative, _) => {
                if negative {
                    Ordering::Less
                } else {
                    Ordering::Greater
                }
            }
        }
    }
}

/// Order of two magnitudes.
pub(super) fn compare_magnitudes(a: &[u64], b: &[u64]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

/// The limbs of an integer, or `None` for any other object.
#[inline]
pub(crate) fn limbs(heap: &Heap, value: Value) -> Option<Limbs<'_>> {
    if let Some(n) = value.as_fixnum() {
        return Some(Limbs { negative: n < 0, inline: n.unsigned_abs(), on_heap: None });
    }
    if !heap.is(value, TypeCode::Bignum) {
        return None;
    }
    let negative = heap.header(value).flags() & flags::NEGATIVE != 0;
    Some(Limbs { negative, inline: 0, on_heap: Some(heap.words64(value)) })
}

/// Whether `value` is an integer.
#[inline]
pub fn is_integer(heap: &Heap, value: Value) -> bool {
    value.is_fixnum() || heap.is(value, TypeCode::Bignum)
}

/// Order of two integers.
pub(crate) fn compare_integers(heap: &Heap, a: Value, b: Value) -> Option<Ordering> {
    if let (Some(x), Some(y)) = (a.as_fixnum(), b.as_fixnum()) {
        return Some(x.cmp(&y));
    }
    Some(limbs(heap, a)?.compare(&limbs(heap, b)?))
}

/// An integer off the heap, or `None` for any other object.
pub(crate) fn to_big(heap: &Heap, value: Value) -> Option<IBig> {
    if let Some(n) = value.as_fixnum() {
        return Some(IBig::from(n));
    }
    let limbs = limbs(heap, value)?;
    let sign = if limbs.negative { Sign::Negative } else { Sign::Positive };
    Some(IBig::from_sign_words(sign, limbs.magnitude()))
}

/// As [`to_big`], a type-error for other objects.
pub(crate) fn integer_argument(heap: &Heap, value: Value) -> Result<IBig, Trap> {
    to_big(heap, value).ok_or_else(|| type_error(value, sym::INTEGER))
}

/// The integer `n` in the heap.
pub(crate) fn from_big(heap: &mut Heap, n: &IBig) -> PrimitiveResult {
    if let Ok(small) = i64::try_from(n)
        && let Some(fixnum) = Value::try_fixnum(small)
    {
        return Ok(fixnum);
    }
    let (sign, words) = n.as_sign_words();
    heap.reserve((words.len() + 4) * WORD)?;
    Ok(allocate_bignum(heap, sign == Sign::Negative, words))
}

/// The integer of a sign and a magnitude without leading zeros in the heap.
pub(super) fn from_limbs(heap: &mut Heap, negative: bool, magnitude: &[u64]) -> PrimitiveResult {
    if let [] | [_] = magnitude {
        let magnitude = i128::from(magnitude.first().copied().unwrap_or(0));
        return Ok(from_i128(heap, if negative { -magnitude } else { magnitude }));
    }
    heap.reserve((magnitude.len() + 4) * WORD)?;
    Ok(allocate_bignum(heap, negative, magnitude))
}

/// A bignum of a magnitude outside the fixnum range.
fn allocate_bignum(heap: &mut Heap, negative: bool, magnitude: &[u64]) -> Value {
    let header = Header::new(TypeCode::Bignum).with_flags(if negative { flags::NEGATIVE } else { 0 });
    let bignum = heap.allocate_counted(header, magnitude.len(), Value::NIL);
    heap.words64_mut(bignum).copy_from_slice(magnitude);
    bignum
}

/// The integer `n`. Never larger than four words, so it needs no reservation.
#[inline]
pub fn from_i64(heap: &mut Heap, n: i64) -> Value {
    match Value::try_fixnum(n) {
        Some(fixnum) => fixnum,
        None => allocate_bignum(heap, n < 0, &[n.unsigned_abs()]),
    }
}

/// The integer `n`.
#[inline]
pub fn from_u64(heap: &mut Heap, n: u64) -> Value {
    match i64::try_from(n).ok().and_then(Value::try_fixnum) {
        Some(fixnum) => fixnum,
        None => allocate_bignum(heap, false, &[n]),
    }
}

/// The integer `n`.
#[inline]
pub fn from_i128(heap: &mut Heap, n: i128) -> Value {
    if let Ok(small) = i64::try_from(n) {
        return from_i64(heap, small);
    }
    let magnitude = n.unsigned_abs();
    let limbs = [magnitude as u64, (magnitude >> 64) as u64];
    allocate_bignum(heap, n < 0, if limbs[1] == 0 { &limbs[..1] } else { &limbs })
}

/// The integer as an `i64`, when it is one that fits.
pub fn to_i64(heap: &Heap, value: Value) -> Option<i64> {
    match value.as_fixnum() {
        Some(n) => Some(n),
        None => i64::try_from(to_i128(heap, value)?).ok(),
    }
}

/// The integer as a `u64`, when it is one that fits.
pub fn to_u64(heap: &Heap, value: Value) -> Option<u64> {
    let limbs = limbs(heap, value)?;
    match limbs.magnitude() {
        [] => Some(0),
        &[limb] if !limbs.negative => Some(limb),
        _ => None,
    }
}

fn to_i128(heap: &Heap, value: Value) -> Option<i128> {
    let limbs = limbs(heap, value)?;
    let magnitude = match *limbs.magnitude() {
        [] => 0,
        [low] => i128::from(low),
        _ => return None,
    };
    Some(if limbs.negative { -magnitude } else { magnitude })
}

/// Digits of an integer in `radix` (2 to 36), letters in upper case; `None` for other objects.
pub fn to_text(heap: &Heap, value: Value, radix: u32) -> Option<String> {
    let Ok(text) = polled_text::<Infallible>(heap, value, radix, &|| Ok(()));
    text
}

/// As [`to_text`], with looks for an interrupt.
pub(crate) fn to_text_or_interrupt(heap: &Heap, value: Value, radix: u32) -> Result<Option<String>, Trap> {
    polled_text(heap, value, radix, &|| heap.poll_interrupt())
}

fn polled_text<E>(heap: &Heap, value: Value, radix: u32, poll: Poll<'_, E>) -> Result<Option<String>, E> {
    if let (Some(n), 10) = (value.as_fixnum(), radix) {
        return Ok(Some(n.to_string()));
    }
    let Some(n) = to_big(heap, value) else { return Ok(None) };
    let (sign, magnitude) = n.into_parts();
    let digits = super::radix::digits(&magnitude, radix as u8, poll)?;
    Ok(Some(if sign == Sign::Negative { format!("-{digits}") } else { digits }))
}

/// Reads an optional sign and at least one digit of `radix`, and nothing else.
fn parse_big<E>(text: &str, radix: u32, poll: Poll<'_, E>) -> Result<Option<IBig>, E> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return Ok(None);
    }
    // Shorter than the 19 digits of the largest u64 in any radix up to ten.
    if radix <= 10 && digits.len() <= 18 {
        let magnitude = i64::from_str_radix(digits, radix).expect("the digits are of that radix");
        return Ok(Some(IBig::from(if text.starts_with('-') { -magnitude } else { magnitude })));
    }
    let magnitude = super::radix::number(digits, radix as u8, poll)?;
    let sign = if text.starts_with('-') { Sign::Negative } else { Sign::Positive };
    Ok(Some(IBig::from_parts(sign, magnitude)))
}

/// The integer that `text` spells in `radix`, or `None` when it spells none.
pub fn parse(heap: &mut Heap, text: &str, radix: u32) -> Result<Option<Value>, Trap> {
    match parse_big(text, radix, &|| heap.poll_interrupt())? {
        Some(n) => from_big(heap, &n).map(Some),
        None => Ok(None),
    }
}

/// Refuses a result of `bits` bits that no memory can hold, before it is computed. Computing it takes memory outside the
/// heap `work_space` times as long as the result.
pub(crate) fn reserve_bits(heap: &mut Heap, bits: u128, work_space: usize) -> Result<(), Trap> {
    const MAX_BITS: u128 = 1 << 40;
    if bits > MAX_BITS {
        let bytes = usize::try_from(bits / 8).unwrap_or(usize::MAX);
        return Err(LispError::HeapExhausted { bytes }.into());
    }
    let bytes = bits as usize / 8 + 4 * WORD;
    // The result stands twice while it is copied into the heap, beside what it was computed from.
    heap.reserve(3 * bytes)?;
    if bytes >= LARGE { reserve_work_space(heap, bytes.saturating_mul(work_space)) } else { Ok(()) }
}

/// Refuses to convert an integer to digits that no memory can hold.
pub(crate) fn reserve_text(heap: &mut Heap, value: Value) -> Result<(), Trap> {
    // A byte of an integer gives up to eight digits, usually less than three, of four bytes, twice.
    const WORK_SPACE: usize = 24;
    let n_limbs = limbs(heap, value).map_or(0, |limbs| limbs.magnitude().len());
    reserve_bits(heap, 64 * n_limbs as u128, WORK_SPACE)
}

/// Bytes of a result from which on it is worth asking whether there is memory to compute it in.
const LARGE: usize = 1 << 20;
/// Memory outside the heap that computing a sum takes, as a multiple of its length: copies of the operands and the
/// result itself.
pub(crate) const WORK_SPACE: usize = 4;

/// The library that computes ends the process when it gets no memory, so that is found out before.
#[cold]
fn reserve_work_space(heap: &mut Heap, bytes: usize) -> Result<(), Trap> {
    heap.reserve(bytes)?;
    match Vec::<u8>::new().try_reserve_exact(bytes) {
        Ok(()) => Ok(()),
        Err(_) => Err(Trap::NeedMemory { bytes }),
    }
}
