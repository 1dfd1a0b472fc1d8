//! Hash tables against a list of pairs, for every test, with keys of every kind.

use heapfmt::Value;
use proptest::prelude::*;
use runtime::bootstrap::fresh_vm;
use runtime::hash::{self, key::Test};
use runtime::heap::Heap;
use runtime::mutator::Mutator;
use runtime::numbers::{self, float, integer};

/// Keys: among them pairs that are the same under some tests only, and many for the tables to grow.
fn keys(m: &mut Mutator) -> Vec<Value> {
    let mut keys: Vec<Value> = (0..40).map(Value::fixnum).collect();
    let heap = &mut m.heap;
    for text in ["a", "A", "key", "Key", ""] {
        keys.push(heap.string(text));
        keys.push(heap.mutable_string(&text.chars().collect::<Vec<_>>()));
        let items: Vec<Value> = text.chars().map(Value::character).collect();
        keys.push(heap.simple_vector_of(&items));
        let name = heap.string(text);
        keys.push(heap.uninterned_symbol(name));
    }
    for _ in 0..2 {
        keys.push(integer::from_i128(heap, 1 << 70));
        keys.push(float::double(heap, 1e-300));
        let list = heap.list(&[keys[0], keys[40], Value::NIL]);
        keys.push(list);
        keys.push(heap.cons(list, list));
        keys.push(Value::NIL);
        let bits = heap.raw_vector(heapfmt::layout::ElementType::Bit, 9);
        keys.push(bits);
    }
    keys.push(float::double(heap, 3.0));
    keys.push(Value::single(3.0));
    keys.push(Value::character('a'));
    keys.push(Value::character('A'));
    keys.push(numbers::make_rational(m, Value::fixnum(1), Value::fixnum(3)).expect("integers"));
    keys
}

#[derive(Clone, Debug)]
enum Action {
    Put(usize, i64),
    Remove(usize),
    Get(usize),
    Clear,
    Compact,
}

fn actions() -> impl Strategy<Value = Vec<Action>> {
    let action = prop_oneof![
        8 => (0usize..1000, any::<i16>()).prop_map(|(key, value)| Action::Put(key, value.into())),
        4 => (0usize..1000).prop_map(Action::Remove),
        4 => (0usize..1000).prop_map(Action::Get),
        1 => Just(Action::Compact),
    ];
    let rare_clear = prop_oneof![200 => action, 1 => Just(Action::Clear)];
    prop::collection::vec(rare_clear, 0..400)
}

fn contents(heap: &Heap, table: Value) -> Vec<(Value, Value)> {
    let (mut from, mut entries) = (0, Vec::new());
    while let Some((next, key, value)) = hash::next(heap, table, from) {
        entries.push((key, value));
        from = next;
    }
    entries
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn tables_agree_with_a_list_of_pairs(actions in actions(), test in 0i64..4) {
        let mut m = fresh_vm().mutator;
        let keys = keys(&mut m);
        let test = Test::from_number(test);
        let table = hash::make(&mut m.heap, test, 0, 0).expect("memory suffices");
        let mut model: Vec<(Value, Value)> = Vec::new();
        for action in actions {
            let find = |heap: &Heap, model: &[(Value, Value)], key| {
                model.iter().position(|&(other, _)| hash::key::same(heap, test, key, other))
            };
            match action {
                Action::Put(key, value) => {
                    let (key, value) = (keys[key % keys.len()], Value::fixnum(value));
                    hash::put(&mut m.heap, table, key, value).expect("memory suffices");
                    match find(&m.heap, &model, key) {
                        Some(position) => model[position].1 = value,
                        None => model.push((key, value)),
                    }
                }
                Action::Remove(key) => {
                    let key = keys[key % keys.len()];
                    let position = find(&m.heap, &model, key);
                    prop_assert_eq!(hash::remove(&mut m.heap, table, key), position.is_some());
                    position.map(|position| model.remove(position));
                }
                Action::Get(key) => {
                    let key = keys[key % keys.len()];
                    let expected = find(&m.heap, &model, key).map(|position| model[position].1);
                    prop_assert_eq!(hash::get(&mut m.heap, table, key), expected);
                    prop_assert_eq!(hash::get_unchanged(&m.heap, table, key), expected);
                }
                Action::Clear => {
                    hash::clear(&mut m.heap, table).expect("memory suffices");
                    model.clear();
                }
                Action::Compact => hash::compact(&mut m.heap, table).expect("memory suffices"),
            }
            prop_assert_eq!(hash::count(&m.heap, table), model.len());
        }
        prop_assert_eq!(contents(&m.heap, table), model);
    }
}

#[test]
fn removing_and_adding_for_ever_does_not_grow_a_table() {
    let mut m = fresh_vm().mutator;
    let table = hash::make(&mut m.heap, Test::Eql, 0, 0).expect("memory suffices");
    for n in 0..10_000 {
        hash::put(&mut m.heap, table, Value::fixnum(n), Value::NIL).expect("memory suffices");
        assert!(n < 4 || hash::remove(&mut m.heap, table, Value::fixnum(n - 4)));
    }
    assert_eq!(hash::capacity(&m.heap, table), 8);
}

#[test]
fn equal_hashes_do_not_depend_on_how_strings_are_stored() {
    let mut m = fresh_vm().mutator;
    let narrow = m.heap.string("straße");
    let wide = m.heap.mutable_string(&"straße".chars().collect::<Vec<_>>());
    assert_eq!(hash::key::similarity_hash(&m.heap, narrow), hash::key::similarity_hash(&m.heap, wide));
}

/// Prints how long half a million entries take: `cargo test --release -- --ignored --nocapture speed`.
#[test]
#[ignore = "a measurement"]
fn speed_of_half_a_million_puts_and_gets() {
    let mut m = fresh_vm().mutator;
    let strings: Vec<Value> = (0..500_000)
        .map(|n| m.heap.mutable_string(&format!("word{n}").chars().collect::<Vec<_>>()))
        .collect();
    let fixnums: Vec<Value> = (0..500_000).map(|n| Value::fixnum(n * 7)).collect();
    for (name, test, keys) in [("fixnums", Test::Eql, fixnums), ("strings", Test::Equal, strings)] {
        let start = std::time::Instant::now();
        let table = hash::make(&mut m.heap, test, 0, 0).expect("memory suffices");
        for &key in &keys {
            hash::put(&mut m.heap, table, key, key).expect("memory suffices");
        }
        let put = start.elapsed();
        for &key in &keys {
            assert_eq!(hash::get(&mut m.heap, table, key), Some(key));
        }
        println!("{name}: put {put:?}, get {:?}", start.elapsed() - put);
    }
}
