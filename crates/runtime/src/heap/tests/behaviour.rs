//! One test per promise of the heap.

use super::super::chunks::CHUNK;
use super::super::large::LARGE_BYTES;
use super::super::{Collection, Weakness, poll};
use super::*;
use crate::error::Trap;
use heapfmt::layout::{ElementType, symbol, weak_pointer};
use heapfmt::statics::root;
use std::sync::atomic::Ordering;

const MANY: i64 = if cfg!(miri) { 150 } else { 60_000 };

fn numbers(heap: &mut Heap, n: i64) -> Value {
    (0..n).rev().fold(Value::NIL, |list, n| heap.cons(Value::fixnum(n), list))
}

fn assert_numbers(heap: &Heap, list: Value, n: i64) {
    let mut rest = list;
    for number in 0..n {
        assert_eq!(heap.car(rest), Value::fixnum(number));
        rest = heap.cdr(rest);
    }
    assert!(rest.is_nil());
}

fn weak_pointer_to(heap: &mut Heap, target: Value) -> Value {
    let pointer = heap.allocate(Header::new(TypeCode::WeakPointer));
    heap.initialize_slot(pointer, weak_pointer::TARGET, target);
    pointer
}

#[test]
fn data_survives_collections_wherever_the_ranges_lie() {
    for placement in PLACEMENTS {
        let mut heap = heap_at(placement);
        let vector = heap.simple_vector(50, Value::NIL);
        let mut roots = [Value::NIL, vector];
        roots[0] = numbers(&mut heap, MANY);
        for round in 0..6 {
            if round % 3 == 2 {
                full(&mut heap, &mut roots);
            } else {
                minor(&mut heap, &mut roots);
            }
            assert_numbers(&heap, roots[0], MANY);
            // Old objects and image objects get references to new ones.
            let list = numbers(&mut heap, round);
            heap.set_element(roots[1], round as usize, list);
            let text = heap.string("in the image");
            heap.set_element(Value::object_at(IMAGE_VECTOR_OFFSET), 30 * round as usize, text);
        }
        minor(&mut heap, &mut roots);
        for round in 0..6 {
            assert_numbers(&heap, heap.element(roots[1], round as usize), round);
            let text = heap.element(Value::object_at(IMAGE_VECTOR_OFFSET), 30 * round as usize);
            assert_eq!(heap.string_text(text), "in the image");
        }
        assert_eq!(heap.check(&[&roots], true), Ok(()));
    }
}

#[cfg(all(target_os = "linux", not(miri)))]
#[test]
fn far_placements_are_far_when_the_system_follows_hints() {
    let far = PLACEMENTS.iter().filter(|placement| {
        let heap = heap_at(**placement);
        heap.chunks.start_offset().wrapping_add(30 << 40) > 60 << 40
    });
    assert!(far.count() >= 2, "Linux follows hints into free address space");
}

#[test]
fn garbage_is_freed_and_memory_given_back() {
    let mut heap = heap_at(ANYWHERE);
    let mut roots = [Value::NIL];
    roots[0] = numbers(&mut heap, 10 * MANY);
    full(&mut heap, &mut roots);
    let with_list = heap.bytes_in_use();
    roots[0] = Value::NIL;
    let outcome = full(&mut heap, &mut roots);
    assert_eq!(outcome.bytes_in_use, 0);
    assert!(with_list as i64 >= 10 * MANY * 16);
    assert_eq!((outcome.exhausted, outcome.finalizers_pending), (false, false));
}

#[test]
fn survivors_become_mature_after_two_minor_collections() {
    let mut heap = heap_at(ANYWHERE);
    let mut roots = [Value::NIL];
    roots[0] = numbers(&mut heap, 5);
    let mut kinds = Vec::new();
    for _ in 0..4 {
        kinds.push(heap.chunks.kind_at(roots[0].offset()));
        minor(&mut heap, &mut roots);
    }
    use super::super::chunks::kind::{MATURE, NURSERY, SURVIVOR};
    assert_eq!(kinds, [NURSERY, SURVIVOR, MATURE, MATURE]);
}

#[test]
fn a_full_nursery_asks_for_a_collection_and_grows_with_use() {
    let mut heap = heap_at(ANYWHERE);
    let asked = |heap: &Heap| heap.poll_word().load(Ordering::Relaxed) & poll::COLLECT != 0;
    let mut grown = Vec::new();
    for _ in 0..7 {
        let mut n_bytes = 0;
        while !asked(&heap) {
            heap.raw_vector(ElementType::U8, 240);
            n_bytes += 256;
        }
        grown.push(n_bytes);
        collect(&mut heap, Collection::Due, &mut []);
        assert!(!asked(&heap));
    }
    assert!(grown[0] <= CHUNK / 3, "a starting program uses little: {}", grown[0]);
    assert!((3 * CHUNK..=5 * CHUNK).contains(&grown[6]), "{grown:?}");
}

#[test]
fn large_objects_stay_in_place_and_die() {
    let mut heap = heap_at(ANYWHERE);
    let sizes = [LARGE_BYTES, 3 * LARGE_BYTES + 100, CHUNK, 3 * CHUNK + 5000];
    let mut roots: Vec<Value> = sizes.iter().map(|&n| heap.raw_vector(ElementType::U8, n)).collect();
    let n_elements = LARGE_BYTES / 8 + 100;
    let vector = heap.simple_vector(n_elements, Value::NIL);
    roots.push(vector);
    let before = roots.clone();
    let bytes = heap.bytes_in_use();
    for (index, &n) in sizes.iter().enumerate() {
        heap.bytes_mut(roots[index], n).fill(index as u8 + 1);
    }
    minor(&mut heap, &mut roots);
    let young = heap.cons(Value::fixnum(7), Value::NIL);
    heap.set_element(vector, n_elements - 50, young);
    minor(&mut heap, &mut roots);
    full(&mut heap, &mut roots);
    assert_eq!(roots, before);
    for (index, &n) in sizes.iter().enumerate() {
        assert_eq!(heap.bytes(roots[index], n), vec![index as u8 + 1; n]);
    }
    assert_eq!(heap.car(heap.element(vector, n_elements - 50)), Value::fixnum(7));
    roots.clear();
    full(&mut heap, &mut roots);
    assert_eq!(heap.bytes_in_use(), 0);
    // Memory that has been used comes back as zero.
    let again: Vec<Value> = sizes.iter().map(|&n| heap.raw_vector(ElementType::U8, n)).collect();
    for (&object, &n) in again.iter().zip(&sizes) {
        assert_eq!(heap.bytes(object, n), vec![0; n]);
    }
    assert_eq!(bytes - heap.bytes_in_use(), (n_elements + 2) * 8, "only the vector is missing");
}

#[test]
fn large_garbage_is_collected_before_it_piles_up() {
    let mut heap = heap_at(ANYWHERE);
    heap.set_memory_limit(100 * CHUNK);
    let mut most = 0;
    for _ in 0..100 {
        heap.raw_vector(ElementType::U8, CHUNK / 2);
        if heap.poll_word().load(Ordering::Relaxed) & poll::COLLECT != 0 {
            assert_eq!(collect(&mut heap, Collection::Due, &mut []).collected, Collection::Minor);
        }
        most = most.max(heap.bytes_in_use());
    }
    assert!(most <= 20 * CHUNK, "{most}");
}

#[test]
fn data_nested_deeply_in_either_direction_is_no_recursion() {
    let mut heap = heap_at(ANYWHERE);
    let mut roots = [Value::NIL];
    for _ in 0..10 * MANY {
        roots[0] = heap.cons(roots[0], Value::NIL);
    }
    minor(&mut heap, &mut roots);
    full(&mut heap, &mut roots);
    let mut depth = 0;
    while roots[0].is_cons() {
        roots[0] = heap.car(roots[0]);
        depth += 1;
    }
    assert_eq!(depth, 10 * MANY);
}

#[test]
fn weak_pointers_break_when_their_target_dies() {
    for collection in [Collection::Minor, Collection::Full] {
        let mut heap = heap_at(ANYWHERE);
        let (kept, lost) = (numbers(&mut heap, 3), numbers(&mut heap, 3));
        let to_kept = weak_pointer_to(&mut heap, kept);
        let to_lost = weak_pointer_to(&mut heap, lost);
        let to_number = weak_pointer_to(&mut heap, Value::fixnum(5));
        heap.set_slot(Value::object_at(IMAGE_WEAK_POINTER_OFFSET), weak_pointer::TARGET, kept);
        let mut roots = [kept, to_kept, to_lost, to_number];
        for _ in 0..4 {
            collect(&mut heap, collection, &mut roots);
            assert_eq!(heap.slot(roots[1], weak_pointer::TARGET), roots[0]);
            assert_eq!(heap.slot(roots[2], weak_pointer::TARGET), Value::EMPTY);
            assert_eq!(heap.slot(roots[3], weak_pointer::TARGET), Value::fixnum(5));
            let image_pointer = Value::object_at(IMAGE_WEAK_POINTER_OFFSET);
            assert_eq!(heap.slot(image_pointer, weak_pointer::TARGET), roots[0]);
        }
        roots[0] = Value::NIL;
        full(&mut heap, &mut roots);
        assert_eq!(heap.slot(roots[1], weak_pointer::TARGET), Value::EMPTY);
        assert_eq!(
            heap.slot(Value::object_at(IMAGE_WEAK_POINTER_OFFSET), weak_pointer::TARGET),
            Value::EMPTY
        );
    }
}

#[test]
fn an_old_weak_pointer_follows_a_young_target() {
    let mut heap = heap_at(ANYWHERE);
    let pointer = weak_pointer_to(&mut heap, Value::EMPTY);
    let mut roots = [pointer, Value::NIL];
    full(&mut heap, &mut roots);
    roots[1] = numbers(&mut heap, 2);
    heap.set_slot(roots[0], weak_pointer::TARGET, roots[1]);
    for _ in 0..3 {
        minor(&mut heap, &mut roots);
        assert_eq!(heap.slot(roots[0], weak_pointer::TARGET), roots[1]);
    }
}

#[test]
fn entries_of_weak_tables_stay_as_their_weakness_says() {
    // Whether the entry stays whose key is alive, whose value is, both, none.
    let rows = [
        (Weakness::Key, [true, false, true, false]),
        (Weakness::Value, [false, true, true, false]),
        (Weakness::KeyAndValue, [false, false, true, false]),
        (Weakness::KeyOrValue, [true, true, true, false]),
    ];
    for (weakness, stays) in rows {
        for collection in [Collection::Minor, Collection::Full] {
            let mut heap = heap_at(ANYWHERE);
            let entries = heap.weak_entries(5, weakness);
            let mut roots = [entries, Value::NIL, Value::NIL, Value::NIL, Value::NIL];
            for row in 0..4 {
                let (key, value) = (numbers(&mut heap, 2), numbers(&mut heap, 3));
                heap.set_element(entries, 2 * row, key);
                heap.set_element(entries, 2 * row + 1, value);
                match row {
                    0 => roots[1] = key,
                    1 => roots[2] = value,
                    2 => (roots[3], roots[4]) = (key, value),
                    _ => {}
                }
            }
            collect(&mut heap, collection, &mut roots);
            for (row, stays) in stays.into_iter().enumerate() {
                let entry = [heap.element(roots[0], 2 * row), heap.element(roots[0], 2 * row + 1)];
                if stays {
                    assert_numbers(&heap, entry[0], 2);
                    assert_numbers(&heap, entry[1], 3);
                } else {
                    assert_eq!(entry, [Value::EMPTY; 2], "{weakness:?} {row}");
                }
            }
            assert_eq!(heap.element(roots[0], 8), Value::EMPTY, "unused entries stay so");
        }
    }
}

#[test]
fn an_ephemeron_whose_value_refers_to_its_key_dies() {
    let mut heap = heap_at(ANYWHERE);
    let entries = heap.weak_entries(3, Weakness::Key);
    let mut roots = [entries, Value::NIL];
    // The first entry refers to itself; the second is kept by the third, whose key is a root.
    let keys = [0, 1, 2].map(|n| heap.cons(Value::fixnum(n), Value::NIL));
    let own = heap.cons(keys[0], Value::NIL);
    let other = heap.cons(keys[1], Value::NIL);
    for (index, value) in [keys[0], own, keys[1], Value::fixnum(5), keys[2], other].into_iter().enumerate() {
        heap.set_element(entries, index, value);
    }
    roots[1] = keys[2];
    full(&mut heap, &mut roots);
    assert_eq!(heap.element(roots[0], 0), Value::EMPTY);
    assert_eq!(heap.element(roots[0], 3), Value::fixnum(5));
    assert_eq!(heap.car(heap.element(roots[0], 5)), heap.element(roots[0], 2));
}

#[test]
fn finalizers_become_pending_once_with_their_objects_intact() {
    for collection in [Collection::Minor, Collection::Full] {
        let mut heap = heap_at(ANYWHERE);
        let mut roots = [Value::NIL, Value::NIL];
        let mut list = Value::NIL;
        for n in 0..4 {
            let object = numbers(&mut heap, n + 2);
            let pair = heap.cons(object, Value::fixnum(n));
            list = heap.cons(pair, list);
            if n == 2 {
                roots[0] = object;
                roots[1] = weak_pointer_to(&mut heap, object);
            }
        }
        heap.set_root(root::FINALIZERS, list);
        let outcome = collect(&mut heap, collection, &mut roots);
        assert!(outcome.finalizers_pending);
        let mut pending = heap.take_pending_finalizers();
        let mut seen = Vec::new();
        while pending.is_cons() {
            let pair = heap.car(pending);
            let number = heap.cdr(pair).as_fixnum().unwrap();
            assert_numbers(&heap, heap.car(pair), number + 2);
            seen.push(number);
            pending = heap.cdr(pending);
        }
        assert_eq!(seen, [3, 1, 0]);
        assert!(!full(&mut heap, &mut roots).finalizers_pending);
        let kept = heap.root(root::FINALIZERS);
        assert_eq!(heap.car(heap.car(kept)), roots[0]);
        assert!(heap.cdr(kept).is_nil());
        roots[0] = Value::NIL;
        assert!(full(&mut heap, &mut roots).finalizers_pending);
        assert_eq!(heap.slot(roots[1], weak_pointer::TARGET), Value::EMPTY);
        assert!(heap.root(root::FINALIZERS).is_nil());
        minor(&mut heap, &mut roots);
        let pending = heap.take_pending_finalizers();
        let pair = heap.car(pending);
        assert_numbers(&heap, heap.car(pair), 4);
    }
}

#[test]
fn identity_hashes_stay_with_objects() {
    let mut heap = heap_at(ANYWHERE);
    let name = heap.string("X");
    let mut roots = [Value::NIL, Value::NIL];
    roots[0] = heap.uninterned_symbol(name);
    roots[1] = heap.uninterned_symbol(name);
    assert_eq!(heap.known_identity_hash(roots[0]), None);
    let hashes = [heap.identity_hash(roots[0]), heap.identity_hash(roots[1])];
    assert_ne!(hashes[0], hashes[1]);
    let epoch = heap.epoch();
    minor(&mut heap, &mut roots);
    full(&mut heap, &mut roots);
    assert_eq!(heap.epoch(), epoch + 2);
    assert_eq!([heap.identity_hash(roots[0]), heap.identity_hash(roots[1])], hashes);
    assert_eq!(heap.string_text(heap.slot(roots[0], symbol::NAME)), "X");
    let image_vector = Value::object_at(IMAGE_VECTOR_OFFSET);
    assert_eq!(heap.identity_hash(image_vector), IMAGE_VECTOR_OFFSET / 16);
    assert_eq!(heap.header(image_vector).identity_hash(), 0, "image headers are not written");
    let cons = heap.cons(Value::NIL, Value::NIL);
    assert!(heap.is_address_sensitive(cons) && !heap.is_address_sensitive(Value::NIL));
}

#[test]
fn exhaustion_is_told_once_and_again_after_its_room_is_used_up() {
    let mut heap = heap_at(ANYWHERE);
    let (limit, times) = if cfg!(miri) { (3 * CHUNK, 1) } else { (16 * CHUNK, 3) };
    heap.set_verify(false);
    heap.set_memory_limit(limit);
    assert!(heap.reserve(CHUNK).is_ok());
    assert!(matches!(heap.reserve(limit + 1), Err(Trap::NeedMemory { bytes }) if bytes == limit + 1));
    let mut roots = [Value::NIL];
    let mut told = 0;
    let mut sizes = Vec::new();
    while told < times {
        for _ in 0..64 {
            let bytes = heap.raw_vector(ElementType::U8, 400);
            roots[0] = heap.simple_vector_of(&[roots[0], bytes]);
        }
        if heap.poll_word().load(Ordering::Relaxed) & poll::COLLECT != 0 {
            let outcome = collect(&mut heap, Collection::Due, &mut roots);
            if outcome.exhausted {
                told += 1;
                sizes.push(outcome.bytes_in_use);
            }
        }
    }
    assert!(sizes[0] >= limit - CHUNK && sizes[0] < limit + 2 * CHUNK, "{sizes:?}");
    assert!(sizes.is_sorted_by(|a, b| a < b), "progress between two signals: {sizes:?}");
    roots[0] = Value::NIL;
    assert!(!full(&mut heap, &mut roots).exhausted);
    assert!(heap.reserve(limit / 2).is_ok());
}

#[test]
fn collections_complete_without_memory_to_copy_into() {
    for n_chunks in 0..if cfg!(miri) { 1 } else { 3 } {
        for collection in [Collection::Minor, Collection::Full] {
            let mut heap = heap_at(ANYWHERE);
            let n = if cfg!(miri) { 500 } else { 100_000 };
            let mut roots = [Value::NIL, Value::NIL, Value::NIL];
            let mut interleaved = Value::NIL;
            for number in (0..n).rev() {
                roots[0] = heap.cons(Value::fixnum(number), roots[0]);
                heap.simple_vector(3, Value::NIL);
                interleaved = heap.simple_vector_of(&[interleaved, roots[0]]);
            }
            roots[1] = interleaved;
            roots[2] = weak_pointer_to(&mut heap, interleaved);
            for _ in 0..3 {
                heap.copy_chunks_left = n_chunks;
                collect(&mut heap, collection, &mut roots);
                assert_numbers(&heap, roots[0], n);
                assert_eq!(heap.slot(roots[2], weak_pointer::TARGET), roots[1]);
                let young = numbers(&mut heap, 4);
                heap.set_element(roots[1], 0, young);
            }
            heap.copy_chunks_left = usize::MAX;
            minor(&mut heap, &mut roots);
            full(&mut heap, &mut roots);
            assert_numbers(&heap, roots[0], n);
            assert_numbers(&heap, heap.element(roots[1], 0), 4);
            let dense = heap.bytes_in_use();
            assert!(
                dense <= (n as usize * 16).next_multiple_of(CHUNK) + CHUNK,
                "fillers are not copied: {dense}"
            );
        }
    }
}

#[test]
fn objects_can_be_walked_and_found_from_within() {
    let mut heap = heap_at(ANYWHERE);
    let mut roots = [Value::NIL, Value::NIL];
    roots[0] = heap.simple_vector(300, Value::character('v'));
    roots[1] = numbers(&mut heap, 100);
    full(&mut heap, &mut roots);
    let large = heap.raw_vector(ElementType::U64, 9000);
    let mut found = Vec::new();
    for extent in heap.dynamic_extents() {
        found.extend(heap.objects(extent));
    }
    assert_eq!(found.len(), 102);
    assert!(found.contains(&large) && found.contains(&roots[0]) && found.contains(&roots[1]));
    assert_eq!(heap.object_words(large), 9002);
    assert_eq!(heap.object_start(roots[0].offset() + 2000), roots[0]);
    assert_eq!(heap.object_start(IMAGE_VECTOR_OFFSET + 800), Value::object_at(IMAGE_VECTOR_OFFSET));
    let mut slots = Vec::new();
    heap.for_each_slot(roots[0], |word, value| slots.push((word, value)));
    assert_eq!(slots.len(), 300);
    assert_eq!(slots[299], (301, Value::character('v')));
    let image: Vec<Value> = heap.objects(heap.image_extent()).collect();
    assert_eq!(image.last(), Some(&Value::object_at(IMAGE_WEAK_POINTER_OFFSET)));
}

#[test]
fn the_checker_finds_what_is_wrong() {
    use super::super::access::store;
    use super::super::check::HeapFault;
    let mut heap = heap_at(ANYWHERE);
    let mut roots = [Value::NIL];
    roots[0] = heap.simple_vector(200, Value::NIL);
    full(&mut heap, &mut roots);
    assert_eq!(heap.check(&[&roots], true), Ok(()));
    let young = heap.cons(Value::NIL, Value::NIL);
    let holder = roots[0].offset();
    let slot = heap.address_of(roots[0]) + 50 * 8;
    let faults = [
        (young, HeapFault::Card { holder, word: 50, value: young, card: 0 }),
        (
            Value::object_at(young.offset()),
            HeapFault::Reference { holder, word: 50, value: Value::object_at(young.offset()) },
        ),
        (
            Value::cons_at(holder + 16),
            HeapFault::Reference { holder, word: 50, value: Value::cons_at(holder + 16) },
        ),
        (
            Value::object_at(IMAGE_VECTOR_OFFSET + 16),
            HeapFault::Reference { holder, word: 50, value: Value::object_at(IMAGE_VECTOR_OFFSET + 16) },
        ),
    ];
    for (bad, fault) in faults {
        store(slot, bad.bits());
        assert_eq!(heap.check(&[&roots], true), Err(fault));
    }
    store(slot, Value::NIL.bits());
    assert_eq!(heap.check(&[&roots], true), Ok(()));
    let dangling = [Value::cons_at(young.offset() + 16)];
    assert!(matches!(heap.check(&[&dangling], true), Err(HeapFault::Root { index: 0, .. })));
}
