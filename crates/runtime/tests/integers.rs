//! Integer arithmetic against an independent big-integer library.

use num_bigint::{BigInt, Sign};
use proptest::prelude::*;
use runtime::equality::eql;
use runtime::heap::Heap;
use runtime::mutator::Mutator;
use runtime::numbers::{self, division::Rounding, integer};
use std::str::FromStr;

fn mutator() -> Mutator {
    Mutator::new(Heap::new(heapfmt::statics::STATIC_END))
}

fn load(m: &mut Mutator, n: &BigInt) -> heapfmt::Value {
    integer::parse(&mut m.heap, &n.to_string(), 10).expect("memory suffices").expect("digits are a number")
}

fn text(m: &Mutator, value: heapfmt::Value) -> String {
    integer::to_text(&m.heap, value, 10).expect("the result is an integer")
}

/// Integers of all sizes, those around limb and fixnum borders more often.
fn integers() -> impl Strategy<Value = BigInt> {
    let border = (0u32..260, -2i64..=2, any::<bool>()).prop_map(|(shift, offset, negative)| {
        let n = (BigInt::from(1) << shift) + offset;
        if negative { -n } else { n }
    });
    let random = (prop::collection::vec(any::<u8>(), 0..80), any::<bool>()).prop_map(|(bytes, negative)| {
        BigInt::from_bytes_le(if negative { Sign::Minus } else { Sign::Plus }, &bytes)
    });
    prop_oneof![any::<i8>().prop_map(BigInt::from), any::<i64>().prop_map(BigInt::from), border, random]
}

fn floor_division(a: &BigInt, b: &BigInt) -> (BigInt, BigInt) {
    let (q, r) = (a / b, a % b);
    if r.sign() != Sign::NoSign && (r.sign() == Sign::Minus) != (b.sign() == Sign::Minus) {
        (q - 1, r + b)
    } else {
        (q, r)
    }
}

proptest! {
    #[test]
    fn arithmetic_agrees(a in integers(), b in integers()) {
        let mut m = mutator();
        let (x, y) = (load(&mut m, &a), load(&mut m, &b));
        prop_assert_eq!(text(&m, x), a.to_string());
        let sum = numbers::add(&mut m, x, y).expect("integers add");
        prop_assert_eq!(text(&m, sum), (&a + &b).to_string());
        let difference = numbers::subtract(&mut m, x, y).expect("integers subtract");
        prop_assert_eq!(text(&m, difference), (&a - &b).to_string());
        let back = numbers::add(&mut m, difference, y).expect("integers add");
        prop_assert!(eql(&m.heap, back, x), "results are in normal form");
        let product = numbers::multiply(&mut m, x, y).expect("integers multiply");
        prop_assert_eq!(text(&m, product), (&a * &b).to_string());
        prop_assert_eq!(numbers::compare(&m, x, y).expect("integers compare"), a.cmp(&b));
        prop_assert_eq!(numbers::number_equal(&m, x, y).expect("integers compare"), a == b);
        let and = numbers::logand(&mut m, x, y).expect("integers combine");
        prop_assert_eq!(text(&m, and), (&a & &b).to_string());
        let or = numbers::logior(&mut m, x, y).expect("integers combine");
        prop_assert_eq!(text(&m, or), (&a | &b).to_string());
        let xor = numbers::logxor(&mut m, x, y).expect("integers combine");
        prop_assert_eq!(text(&m, xor), (&a ^ &b).to_string());
    }

    #[test]
    fn division_agrees(a in integers(), b in integers()) {
        prop_assume!(b.sign() != Sign::NoSign);
        let mut m = mutator();
        let (x, y) = (load(&mut m, &a), load(&mut m, &b));
        let (q, r) = numbers::division::divide(&mut m, Rounding::Truncate, x, y).expect("the divisor is not zero");
        prop_assert_eq!((text(&m, q), text(&m, r)), ((&a / &b).to_string(), (&a % &b).to_string()));
        let (q, r) = numbers::division::divide(&mut m, Rounding::Floor, x, y).expect("the divisor is not zero");
        let (floor, modulus) = floor_division(&a, &b);
        prop_assert_eq!((text(&m, q), text(&m, r)), (floor.to_string(), modulus.to_string()));
        let (q, _) = numbers::division::divide(&mut m, Rounding::Ceiling, x, y).expect("the divisor is not zero");
        prop_assert_eq!(text(&m, q), (-floor_division(&-&a, &b).0).to_string());
        // Rounding to nearest is the floor of the quotient plus one half, but for ties that end odd.
        let (q, r) = numbers::division::divide(&mut m, Rounding::Round, x, y).expect("the divisor is not zero");
        let (mut nearest, rest) = floor_division(&(&a * 2 + &b), &(&b * 2));
        if rest.sign() == Sign::NoSign && nearest.bit(0) {
            nearest -= 1;
        }
        prop_assert_eq!((text(&m, q), text(&m, r)), (nearest.to_string(), (&a - &nearest * &b).to_string()));
    }

    #[test]
    fn shifts_and_radixes_agree(a in integers(), by in -300i64..300, radix in 2u32..=36) {
        let mut m = mutator();
        let x = load(&mut m, &a);
        let shifted = numbers::bits::shift(&mut m, x, heapfmt::Value::fixnum(by)).expect("the result fits");
        let expected = if by >= 0 { &a << by } else { &a >> -by };
        prop_assert_eq!(text(&m, shifted), expected.to_string());
        let digits = integer::to_text(&m.heap, x, radix).expect("x is an integer");
        prop_assert_eq!(&digits, &a.to_str_radix(radix).to_ascii_uppercase());
        let read = integer::parse(&mut m.heap, &digits, radix).expect("memory suffices").expect("they are digits");
        prop_assert!(eql(&m.heap, read, x));
        let length = numbers::bits::length(&m.heap, x).expect("x is an integer");
        let magnitude = if a.sign() == Sign::Minus { -&a - 1 } else { a.clone() };
        prop_assert_eq!(length as u64, magnitude.bits());
        for index in [0u64, 1, 63, 64, 200] {
            let bit = numbers::bits::test(&m.heap, heapfmt::Value::fixnum(index as i64), x).expect("an index");
            prop_assert_eq!(bit, a.bit(index));
        }
    }
}

#[test]
fn big_products_print_in_full() {
    let mut m = mutator();
    let mut factorial = heapfmt::Value::fixnum(1);
    let mut expected = BigInt::from(1);
    for n in 2..=1000 {
        factorial =
            numbers::multiply(&mut m, factorial, heapfmt::Value::fixnum(n)).expect("integers multiply");
        expected *= n;
    }
    let digits = text(&m, factorial);
    assert_eq!(digits.len(), 2568);
    assert_eq!(BigInt::from_str(&digits).expect("digits"), expected);
}

#[test]
fn text_that_is_no_integer_is_refused() {
    let mut m = mutator();
    for (bad, radix) in
        [("", 10), ("+", 10), ("1_0", 10), ("12a", 10), ("2", 2), ("--1", 10), ("1.0", 10), (" 1", 10)]
    {
        assert!(integer::parse(&mut m.heap, bad, radix).expect("no memory is needed").is_none(), "{bad:?}");
    }
}

/// Around the length up to which sums and products are computed on the stack, with carries through all limbs.
#[test]
fn carries_through_all_limbs_agree() {
    let mut m = mutator();
    let power = |n_limbs: u32| BigInt::from(1) << (64 * n_limbs);
    for n_limbs in [1, 2, 3, 62, 63, 64, 65, 66] {
        let long =
            [power(n_limbs) - 1, power(n_limbs), power(n_limbs) + 1, -power(n_limbs), 1 - power(n_limbs)];
        let short = [
            BigInt::from(1),
            BigInt::from(-1),
            BigInt::from(u64::MAX),
            -BigInt::from(u64::MAX),
            power(1),
            power(2) - 1,
        ];
        for a in &long {
            for b in long.iter().chain(&short) {
                let (x, y) = (load(&mut m, a), load(&mut m, b));
                for (x, y, a, b) in [(x, y, a, b), (y, x, b, a)] {
                    let sum = numbers::add(&mut m, x, y).expect("integers add");
                    let difference = numbers::subtract(&mut m, x, y).expect("integers subtract");
                    let product = numbers::multiply(&mut m, x, y).expect("integers multiply");
                    for (result, expected) in [(sum, a + b), (difference, a - b), (product, a * b)] {
                        let expected_value = load(&mut m, &expected);
                        assert!(eql(&m.heap, result, expected_value), "{a} and {b} give {expected}");
                    }
                }
            }
        }
    }
}
