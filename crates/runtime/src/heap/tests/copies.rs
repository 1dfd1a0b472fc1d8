//! Copies of bytes between raw objects, short ones of every length, against the library's.

use super::{ANYWHERE, heap_at};
use heapfmt::Value;
use heapfmt::layout::{ElementType, Header, TypeCode};

const LEN: usize = 96;

/// Bytes that all differ.
fn pattern() -> Vec<u8> {
    (0..LEN as u8).map(|byte| byte.wrapping_mul(7)).collect()
}

#[test]
fn bytes_are_moved_as_if_through_a_copy() {
    let mut heap = heap_at(ANYWHERE);
    let vector = heap.raw_vector(ElementType::U8, LEN);
    let other = heap.raw_vector(ElementType::U8, LEN);
    for n_bytes in (0..=36).chain([40]) {
        for distance in [0, 1, 3, 8, 15, 17, 50] {
            for (from, to) in [(2, 2 + distance), (2 + distance, 2)] {
                let mut expected = pattern();
                heap.bytes_mut(vector, LEN).copy_from_slice(&expected);
                expected.copy_within(from..from + n_bytes, to);
                heap.copy_bytes(vector, from, vector, to, n_bytes);
                assert_eq!(heap.bytes(vector, LEN), expected, "{n_bytes} bytes from {from} to {to}");
            }
        }
        heap.bytes_mut(other, LEN).fill(1);
        heap.bytes_mut(vector, LEN).copy_from_slice(&pattern());
        heap.copy_bytes(vector, 5, other, 11, n_bytes);
        let expected = [&[1; 11], &pattern()[5..5 + n_bytes], &[1; LEN][11 + n_bytes..]].concat();
        assert_eq!(heap.bytes(other, LEN), expected, "{n_bytes} bytes to another object");
    }
}

#[test]
fn narrow_characters_become_wide() {
    let mut heap = heap_at(ANYWHERE);
    let narrow = heap.string("stra\u{df}e und \u{ff}");
    let wide = heap.allocate_counted(Header::new(TypeCode::WideString), 8, Value::NIL);
    heap.widen_bytes(narrow, 4, wide, 1, 7);
    let expected: Vec<u32> = "\0\u{df}e und ".chars().map(u32::from).collect();
    assert_eq!(heap.words32(wide), expected);
}
