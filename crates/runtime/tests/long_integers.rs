//! Arithmetic on integers that are long enough for transforms and Newton's iteration, against an independent library.

use num_bigint::BigUint;
use proptest::prelude::*;
use runtime::heap::Heap;
use runtime::mutator::Mutator;
use runtime::numbers::{self, division::Rounding, integer};

fn mutator() -> Mutator {
    Mutator::new(Heap::new(heapfmt::statics::STATIC_END))
}

fn load(m: &mut Mutator, n: &BigUint) -> heapfmt::Value {
    let digits = n.to_str_radix(16);
    integer::parse(&mut m.heap, &digits, 16).expect("memory suffices").expect("digits are a number")
}

/// The result as the other library has it. Sixteen is a radix that takes no arithmetic.
fn number(m: &Mutator, value: heapfmt::Value) -> BigUint {
    let digits = integer::to_text(&m.heap, value, 16).expect("the result is an integer");
    BigUint::parse_bytes(digits.as_bytes(), 16).expect("digits are a number")
}

/// Integers of about that many limbs: random ones, those with long runs of ones and of zeros, and neighbours of powers
/// of two.
fn integers(n_limbs: std::ops::Range<usize>) -> impl Strategy<Value = BigUint> {
    let bytes = 8 * n_limbs.start..8 * n_limbs.end;
    let random =
        prop::collection::vec(any::<u8>(), bytes.clone()).prop_map(|bytes| BigUint::from_bytes_le(&bytes));
    let run = (any::<bool>(), 1usize..200);
    let runs = (prop::collection::vec(run, 1..9), bytes.clone()).prop_map(|(runs, n_bytes)| {
        let pattern =
            runs.iter().flat_map(|&(ones, length)| std::iter::repeat_n(u8::from(ones) * 255, length));
        let pattern: Vec<u8> = pattern.collect();
        let mut bytes: Vec<u8> = pattern.iter().copied().cycle().take(n_bytes).collect();
        bytes.push(1);
        BigUint::from_bytes_le(&bytes)
    });
    let border = (8 * bytes.start..8 * bytes.end, 0u32..3)
        .prop_map(|(n_bits, offset)| (BigUint::from(1u32) << n_bits) + offset - 1u32);
    prop_oneof![random, runs, border]
}

fn check_product(m: &mut Mutator, a: &BigUint, b: &BigUint) {
    let (x, y) = (load(m, a), load(m, b));
    let product = numbers::multiply(m, x, y).expect("integers multiply");
    assert!(number(m, product) == a * b, "{a:x} * {b:x}");
}

fn check_division(m: &mut Mutator, a: &BigUint, b: &BigUint) {
    let (x, y) = (load(m, a), load(m, b));
    let (quotient, remainder) =
        numbers::division::divide(m, Rounding::Truncate, x, y).expect("the divisor is not zero");
    assert!(number(m, quotient) == a / b && number(m, remainder) == a % b, "{a:x} / {b:x}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn products_agree(a in integers(480..1400), b in integers(480..1400)) {
        let mut m = mutator();
        check_product(&mut m, &a, &b);
        check_product(&mut m, &a, &a);
    }

    #[test]
    fn unbalanced_products_agree(a in integers(498..502), b in integers(2900..3700)) {
        check_product(&mut mutator(), &a, &b);
    }

    #[test]
    fn quotients_agree(a in integers(3000..7000), b in integers(1500..2500)) {
        check_division(&mut mutator(), &a, &b);
    }

    #[test]
    fn digits_agree(n in integers(800..4500), radix in prop_oneof![Just(10), 2u32..=36]) {
        let mut m = mutator();
        let x = load(&mut m, &n);
        let digits = integer::to_text(&m.heap, x, radix).expect("x is an integer");
        prop_assert!(digits == n.to_str_radix(radix).to_ascii_uppercase(), "{n:x} in radix {radix}");
        let read = integer::parse(&mut m.heap, &digits, radix).expect("memory suffices").expect("they are digits");
        prop_assert!(number(&m, read) == n, "{n:x} in radix {radix}");
    }

    /// Quotients whose digits are easily estimated wrong: next to multiples of the divisor.
    #[test]
    fn quotients_next_to_multiples_agree(a in integers(1590..3300), b in integers(1590..3300)) {
        let mut m = mutator();
        let product = &a * &b;
        check_division(&mut m, &product, &b);
        check_division(&mut m, &(&product - 1u32), &b);
        check_division(&mut m, &(&product + &b - 1u32), &b);
    }
}

#[test]
fn products_of_all_lengths_around_the_thresholds_agree() {
    let mut m = mutator();
    let ones = |n_limbs: usize| (BigUint::from(1u32) << (64 * n_limbs)) - 1u32;
    for (a, b) in
        [(499, 499), (500, 499), (500, 500), (2999, 500), (3000, 500), (3001, 501), (4502, 500), (4503, 501)]
    {
        check_product(&mut m, &ones(a), &ones(b));
        check_product(&mut m, &ones(a), &(ones(b) - (BigUint::from(1u32) << (32 * b))));
    }
}

#[test]
fn quotients_of_all_lengths_around_the_thresholds_agree() {
    let mut m = mutator();
    let ones = |n_limbs: usize| (BigUint::from(1u32) << (64 * n_limbs)) - 1u32;
    for (quotient, divisor) in
        [(1599, 1599), (1600, 1600), (1601, 1600), (1600, 4800), (1600, 4801), (1600, 5000), (3300, 1600)]
    {
        check_division(&mut m, &ones(quotient + divisor), &ones(divisor));
        check_division(&mut m, &ones(quotient + divisor), &((ones(divisor) >> 1) + 1u32));
        check_division(&mut m, &(ones(quotient + divisor) >> 63), &(ones(divisor) >> 63));
        // A dividend whose lower digits are zero, and one of which only the highest bit is set.
        check_division(&mut m, &(ones(1) << (64 * (quotient + divisor - 1))), &ones(divisor));
        check_division(&mut m, &(ones(divisor) << (64 * quotient)), &ones(divisor));
    }
}

#[test]
fn digits_of_powers_agree() {
    let mut m = mutator();
    for (radix, n_digits) in [(10u32, 19_265), (10, 40_000), (3, 50_000), (7, 45_001), (36, 20_480)] {
        let power = BigUint::from(radix).pow(n_digits);
        for n in [&power - 1u32, power.clone(), power + 1u32] {
            let x = load(&mut m, &n);
            let digits = integer::to_text(&m.heap, x, radix).expect("x is an integer");
            assert!(digits == n.to_str_radix(radix).to_ascii_uppercase(), "{radix} to the power {n_digits}");
        }
    }
}

#[test]
fn decimal_digits_of_all_lengths_agree() {
    let mut m = mutator();
    let ten = BigUint::from(10u32);
    for n_digits in (1..400).chain((400..2600).step_by(37)) {
        let power = ten.pow(n_digits);
        for n in [&power - 1u32, power.clone(), &power + 1u32, power.clone() << 64, &power * &power / 7u32] {
            let x = load(&mut m, &n);
            let digits = integer::to_text(&m.heap, x, 10).expect("x is an integer");
            assert!(digits == n.to_string(), "about 10 to the power {n_digits}");
        }
    }
}
