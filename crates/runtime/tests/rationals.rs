//! Ratios and floats: rounding against Rust's own parser, exact comparison, laws of arithmetic.

use heapfmt::Value;
use proptest::prelude::*;
use runtime::equality::eql;
use runtime::mutator::Mutator;
use runtime::numbers::{self, division, float, integer};
use std::cmp::Ordering;

fn mutator() -> Mutator {
    Mutator::new(runtime::heap::Heap::new(heapfmt::statics::STATIC_END))
}

fn parse(m: &mut Mutator, digits: &str) -> Value {
    integer::parse(&mut m.heap, digits, 10).expect("memory suffices").expect("digits are a number")
}

/// The rational `digits * 10^exponent`.
fn decimal(m: &mut Mutator, digits: &str, exponent: i32) -> Value {
    let power = format!("1{}", "0".repeat(exponent.unsigned_abs() as usize));
    let (digits, power) = (parse(m, digits), parse(m, &power));
    if exponent >= 0 {
        numbers::multiply(m, digits, power).expect("integers multiply")
    } else {
        numbers::make_rational(m, digits, power).expect("the denominator is not zero")
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn rationals_round_to_the_nearest_float(digits in "-?[1-9][0-9]{0,24}", exponent in -360i32..300) {
        let mut m = mutator();
        let exact = decimal(&mut m, &digits, exponent);
        let text = format!("{digits}e{exponent}");
        let expected: f64 = text.parse().expect("a decimal");
        prop_assert_eq!(numbers::to_f64(&m.heap, exact).expect("a real").to_bits(), expected.to_bits());
        let expected: f32 = text.parse().expect("a decimal");
        prop_assert_eq!(numbers::to_f32(&m.heap, exact).expect("a real").to_bits(), expected.to_bits());
    }

    #[test]
    fn floats_compare_with_rationals_by_their_exact_values(bits in any::<u64>(), nudge in -1i64..=1) {
        let f = f64::from_bits(bits);
        prop_assume!(f.is_finite());
        let mut m = mutator();
        let value = float::double(&mut m.heap, f);
        let exact = division::divide(&mut m, division::Rounding::Floor, value, Value::fixnum(1));
        let (whole, _) = exact.expect("one is not zero");
        let near = numbers::add(&mut m, whole, Value::fixnum(nudge)).expect("integers add");
        // Floor leaves at most one between the float and its integer part.
        let order = numbers::compare(&m, near, value).expect("both are real");
        let is_whole = numbers::number_equal(&m, whole, value).expect("both are real");
        let expected = match nudge {
            1 => Ordering::Greater,
            0 if is_whole => Ordering::Equal,
            _ => Ordering::Less,
        };
        prop_assert_eq!(order, expected);
        prop_assert_eq!(numbers::compare(&m, value, near).expect("both are real"), expected.reverse());
    }

    #[test]
    fn ratios_obey_the_laws_of_a_field(parts in prop::array::uniform6(-1_000_000i64..1_000_000)) {
        let mut m = mutator();
        let mut ratios = Vec::new();
        for pair in parts.chunks(2) {
            let denominator = Value::fixnum(if pair[1] == 0 { 1 } else { pair[1] });
            ratios.push(numbers::make_rational(&mut m, Value::fixnum(pair[0]), denominator).expect("integers"));
        }
        let &[a, b, c] = ratios.as_slice() else { panic!("three ratios") };
        let sum = numbers::add(&mut m, b, c).expect("rationals");
        let left = numbers::multiply(&mut m, a, sum).expect("rationals");
        let (ab, ac) = (numbers::multiply(&mut m, a, b), numbers::multiply(&mut m, a, c));
        let right = numbers::add(&mut m, ab.expect("rationals"), ac.expect("rationals")).expect("rationals");
        prop_assert!(eql(&m.heap, left, right), "multiplication distributes, and results are in lowest terms");
        let difference = numbers::subtract(&mut m, sum, c).expect("rationals");
        prop_assert!(eql(&m.heap, difference, b));
        if b != Value::fixnum(0) {
            let product = numbers::multiply(&mut m, a, b).expect("rationals");
            let quotient = numbers::divide(&mut m, product, b).expect("the divisor is not zero");
            prop_assert!(eql(&m.heap, quotient, a));
        }
    }

    /// These have ways of their own, without greatest common divisors.
    #[test]
    fn ratios_and_integers_combine(
        n in "-?[1-9][0-9]{0,60}",
        d in "[1-9][0-9]{0,60}",
        k in "-?[1-9][0-9]{0,30}|0|-?1",
    ) {
        let mut m = mutator();
        let (n, d, k) = (parse(&mut m, &n), parse(&mut m, &d), parse(&mut m, &k));
        let ratio = numbers::make_rational(&mut m, n, d).expect("integers");
        let kd = numbers::multiply(&mut m, k, d).expect("integers");
        let numerators = [
            numbers::add(&mut m, n, kd).expect("integers"),
            numbers::subtract(&mut m, n, kd).expect("integers"),
            numbers::subtract(&mut m, kd, n).expect("integers"),
        ];
        let results = [
            numbers::add(&mut m, ratio, k).expect("rationals"),
            numbers::subtract(&mut m, ratio, k).expect("rationals"),
            numbers::subtract(&mut m, k, ratio).expect("rationals"),
        ];
        for (numerator, result) in numerators.into_iter().zip(results) {
            let expected = numbers::make_rational(&mut m, numerator, d).expect("integers");
            prop_assert!(eql(&m.heap, result, expected));
        }
        let swapped = numbers::add(&mut m, k, ratio).expect("rationals");
        prop_assert!(eql(&m.heap, swapped, results[0]));
        let reciprocal = numbers::divide(&mut m, Value::fixnum(1), ratio).expect("the divisor is not zero");
        let expected = numbers::make_rational(&mut m, d, n).expect("integers");
        prop_assert!(eql(&m.heap, reciprocal, expected));
    }

    #[test]
    fn float_text_reads_back(bits in any::<u64>()) {
        let f = f64::from_bits(bits);
        prop_assume!(f.is_finite());
        let mut m = mutator();
        let value = float::double(&mut m.heap, f);
        let text = float::to_text(&m.heap, value, 'e', true).expect("a float");
        prop_assert_eq!(text.parse::<f64>().expect("decimal text").to_bits(), f.to_bits());
        let single = Value::single(f as f32);
        if (f as f32).is_finite() {
            let text = float::to_text(&m.heap, single, 'e', false).expect("a float");
            prop_assert_eq!(text.parse::<f32>().expect("decimal text").to_bits(), (f as f32).to_bits());
        }
    }
}

#[test]
fn halfway_cases_and_denormals_round_to_even() {
    let mut m = mutator();
    for (digits, exponent) in [
        ("9007199254740993", 0),
        ("9007199254740995", 0),
        ("24703282292062327", -340),
        ("24703282292062328", -340),
        ("5", -324),
        ("17976931348623157", 292),
        ("17976931348623159", 292),
    ] {
        let exact = decimal(&mut m, digits, exponent);
        let expected: f64 = format!("{digits}e{exponent}").parse().expect("a decimal");
        assert_eq!(
            numbers::to_f64(&m.heap, exact).expect("a real").to_bits(),
            expected.to_bits(),
            "{digits}e{exponent}"
        );
    }
}
