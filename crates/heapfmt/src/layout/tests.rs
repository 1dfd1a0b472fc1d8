//! Words keep what is put into them.

use super::*;

#[test]
fn fixnums_round_trip_at_their_limits() {
    for n in [0, 1, -1, 2, MOST_NEGATIVE_FIXNUM, MOST_POSITIVE_FIXNUM] {
        assert_eq!(Value::fixnum(n).as_fixnum(), Some(n));
        assert!(!is_header(Value::fixnum(n).bits()));
    }
    assert_eq!(Value::try_fixnum(MOST_POSITIVE_FIXNUM + 1), None);
    assert_eq!(Value::try_fixnum(MOST_NEGATIVE_FIXNUM - 1), None);
}

#[test]
fn fixnum_arithmetic_refuses_what_is_no_fixnum() {
    let (most, least) = (Value::fixnum(MOST_POSITIVE_FIXNUM), Value::fixnum(MOST_NEGATIVE_FIXNUM));
    let (one, minus_one) = (Value::fixnum(1), Value::fixnum(-1));
    assert_eq!(Value::fixnum_sum(Value::fixnum(40), Value::fixnum(2)), Some(Value::fixnum(42)));
    assert_eq!(Value::fixnum_sum(most, one), None);
    assert_eq!(Value::fixnum_sum(least, minus_one), None);
    assert_eq!(Value::fixnum_sum(most, least), Some(minus_one));
    assert_eq!(Value::fixnum_difference(least, one), None);
    assert_eq!(Value::fixnum_difference(most, minus_one), None);
    assert_eq!(Value::fixnum_product(Value::fixnum(-6), Value::fixnum(7)), Some(Value::fixnum(-42)));
    assert_eq!(Value::fixnum_product(least, minus_one), None);
    assert_eq!(Value::fixnum_product(most, Value::fixnum(2)), None);
    assert_eq!(Value::fixnum_sum(one, Value::NIL), None);
    assert_eq!(Value::fixnum_product(Value::NIL, one), None);
    assert!(Value::fixnum_less(least, minus_one) && !Value::fixnum_less(one, one));
}

#[test]
fn doubles_are_immediate_or_refused_and_never_changed() {
    let mut immediate = 0;
    for exponent in 0..2048u64 {
        for sign in [0, 1u64] {
            for mantissa in [0, 1, 0x8_0000_0000_0000, 0xf_ffff_ffff_ffff] {
                let f = f64::from_bits(sign << 63 | exponent << 52 | mantissa);
                if let Some(v) = Value::try_double(f) {
                    immediate += 1;
                    assert_eq!(v.as_immediate_double().map(f64::to_bits), Some(f.to_bits()));
                }
            }
        }
    }
    assert!(immediate > 2000, "the usual exponents are immediate: {immediate}");
    assert!(Value::try_double(1.0).is_some() && Value::try_double(-0.0).is_some());
    assert!(Value::try_double(f64::INFINITY).is_none() && Value::try_double(f64::NAN).is_none());
}

#[test]
fn forwarding_words_hold_negative_offsets() {
    for offset in [16u64, (-16i64) as u64, (-(1i64 << 46)) as u64, 1 << 46] {
        assert_eq!(forwarded_to(forwarding_word(offset)), Some(offset));
        assert!(is_header(forwarding_word(offset)));
    }
    assert_eq!(forwarded_to(Header::new(TypeCode::Symbol).bits()), None);
}

#[test]
fn headers_keep_their_fields_apart() {
    let header = Header::new(TypeCode::RawVector)
        .with_flags(ElementType::U8 as u8)
        .with_identity_hash(0xabcdef)
        .with_layout_id(0x123456);
    assert_eq!(header.type_code(), Some(TypeCode::RawVector));
    assert_eq!(header.element_type(), Some(ElementType::U8));
    assert_eq!((header.identity_hash(), header.layout_id()), (0xabcdef, 0x123456));
    assert_eq!(header.shape(), Some(Shape::Raw { log2_bits: 3 }));
}

#[test]
fn arity_round_trips() {
    let arity =
        Arity { required: 3, optional: 2, rest: true, keys: false, allow_other_keys: true, registers: 300 };
    assert_eq!(Arity::unpack(arity.pack()), arity);
}
