//! The heap against a model: random programs run on both, and the reachable graphs must stay the same.
//!
//! The model is a table of nodes that never moves. After each collection both graphs are walked in step from the
//! roots; whether weak references may, must or must not be broken follows from reachability in the model.

use super::super::Weakness;
use super::super::chunks::CHUNK;
use super::super::large::LARGE_BYTES;
use super::*;
use heapfmt::layout::{ElementType, weak_pointer};
use heapfmt::statics::root;
use proptest::prelude::*;
use std::collections::{HashMap, HashSet, VecDeque};

const N_ROOTS: usize = 12;
const N_IMAGE: usize = 8;

/// A step of a random program. Numbers select roots, modulo their count.
#[derive(Clone, Debug)]
enum Step {
    Cons { to: usize, car: usize, cdr: usize },
    List { to: usize, len: usize },
    Vector { to: usize, len: usize, fill: usize },
    Bytes { to: usize, len: usize },
    WeakPointer { to: usize, target: usize },
    WeakTable { to: usize, weakness: u8 },
    Store { into: usize, slot: usize, value: usize },
    Load { to: usize, from: usize, slot: usize },
    StoreInImage { slot: usize, value: usize },
    LoadFromImage { to: usize, slot: usize },
    PointFromImage { target: usize },
    Finalize { object: usize },
    Forget { root: usize },
    Garbage { n_conses: usize },
    Collect { full: bool, no_memory: bool },
}

fn step() -> impl Strategy<Value = Step> {
    let r = || 0..N_ROOTS;
    let large = LARGE_BYTES / 8;
    prop_oneof![
        4 => (r(), r(), r()).prop_map(|(to, car, cdr)| Step::Cons { to, car, cdr }),
        2 => (r(), 0usize..200).prop_map(|(to, len)| Step::List { to, len }),
        3 => (r(), 0usize..300, r()).prop_map(|(to, len, fill)| Step::Vector { to, len, fill }),
        1 => (r(), large - 10..2 * large, r()).prop_map(|(to, len, fill)| Step::Vector { to, len, fill }),
        2 => (r(), 0..2 * LARGE_BYTES).prop_map(|(to, len)| Step::Bytes { to, len }),
        2 => (r(), r()).prop_map(|(to, target)| Step::WeakPointer { to, target }),
        2 => (r(), 1u8..=4).prop_map(|(to, weakness)| Step::WeakTable { to, weakness }),
        8 => (r(), any::<usize>(), r()).prop_map(|(into, slot, value)| Step::Store { into, slot, value }),
        4 => (r(), r(), any::<usize>()).prop_map(|(to, from, slot)| Step::Load { to, from, slot }),
        2 => (0..N_IMAGE, r()).prop_map(|(slot, value)| Step::StoreInImage { slot, value }),
        1 => (r(), 0..N_IMAGE).prop_map(|(to, slot)| Step::LoadFromImage { to, slot }),
        1 => r().prop_map(|target| Step::PointFromImage { target }),
        1 => r().prop_map(|object| Step::Finalize { object }),
        3 => r().prop_map(|root| Step::Forget { root }),
        1 => (0usize..CHUNK / 32).prop_map(|n_conses| Step::Garbage { n_conses }),
        4 => (prop::bool::weighted(0.3), prop::bool::weighted(0.15))
            .prop_map(|(full, no_memory)| Step::Collect { full, no_memory }),
    ]
}

/// What a slot of the model holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Datum {
    Immediate(Value),
    Node(usize),
}

#[derive(Clone, Debug)]
enum Node {
    Cons([Datum; 2]),
    Vector(Vec<Datum>),
    Bytes(usize, u8),
    WeakPointer(Datum),
    WeakTable(Weakness, Vec<Datum>),
}

const NOTHING: Datum = Datum::Immediate(Value::NIL);
const EMPTY: Datum = Datum::Immediate(Value::EMPTY);

struct World {
    heap: Heap,
    roots: Vec<Value>,
    nodes: Vec<Node>,
    model_roots: Vec<Datum>,
    image: Vec<Datum>,
    image_weak: Datum,
    /// Objects with finalizers, by the number that stands for the function.
    finalizers: Vec<usize>,
    serial: i64,
}

impl World {
    fn new(placement: Placement) -> World {
        World {
            heap: heap_at(placement),
            roots: vec![Value::NIL; N_ROOTS],
            nodes: Vec::new(),
            model_roots: vec![NOTHING; N_ROOTS],
            image: vec![NOTHING; N_IMAGE],
            image_weak: EMPTY,
            finalizers: Vec::new(),
            serial: 0,
        }
    }

    fn put(&mut self, to: usize, value: Value, node: Node) {
        self.nodes.push(node);
        self.roots[to] = value;
        self.model_roots[to] = Datum::Node(self.nodes.len() - 1);
    }

    fn fresh_number(&mut self) -> Value {
        self.serial += 1;
        Value::fixnum(self.serial)
    }

    fn run(&mut self, step: &Step) {
        match *step {
            Step::Cons { to, car, cdr } => {
                let value = self.heap.cons(self.roots[car], self.roots[cdr]);
                self.put(to, value, Node::Cons([self.model_roots[car], self.model_roots[cdr]]));
            }
            Step::List { to, len } => {
                for _ in 0..len {
                    let number = self.fresh_number();
                    let value = self.heap.cons(number, self.roots[to]);
                    self.put(to, value, Node::Cons([Datum::Immediate(number), self.model_roots[to]]));
                }
            }
            Step::Vector { to, len, fill } => {
                let value = self.heap.simple_vector(len, self.roots[fill]);
                self.put(to, value, Node::Vector(vec![self.model_roots[fill]; len]));
            }
            Step::Bytes { to, len } => {
                let value = self.heap.raw_vector(ElementType::U8, len);
                assert!(self.heap.bytes(value, len).iter().all(|&byte| byte == 0));
                self.serial += 1;
                self.heap.bytes_mut(value, len).fill(self.serial as u8);
                self.put(to, value, Node::Bytes(len, self.serial as u8));
            }
            Step::WeakPointer { to, target } => {
                let value = self.heap.allocate(Header::new(TypeCode::WeakPointer));
                self.heap.initialize_slot(value, weak_pointer::TARGET, self.roots[target]);
                self.put(to, value, Node::WeakPointer(self.model_roots[target]));
            }
            Step::WeakTable { to, weakness } => {
                let weakness = Weakness::from_number(weakness).unwrap();
                let value = self.heap.weak_entries(40, weakness);
                self.put(to, value, Node::WeakTable(weakness, vec![EMPTY; 80]));
            }
            Step::Store { into, slot, value } => self.store(into, slot, value),
            Step::Collect { full, no_memory } => self.collect(full, no_memory),
            _ => self.run_on_roots(step),
        }
    }

    fn run_on_roots(&mut self, step: &Step) {
        match *step {
            Step::Load { to, from, slot } => {
                let Datum::Node(node) = self.model_roots[from] else { return };
                let (datum, word) = match &self.nodes[node] {
                    Node::Cons(slots) => (slots[slot % 2], slot % 2),
                    Node::Vector(slots) if !slots.is_empty() => {
                        (slots[slot % slots.len()], 2 + slot % slots.len())
                    }
                    _ => return,
                };
                self.roots[to] = self.heap.slot(self.roots[from], word);
                self.model_roots[to] = datum;
            }
            Step::StoreInImage { slot, value } => {
                let vector = Value::object_at(IMAGE_VECTOR_OFFSET);
                self.heap.set_element(vector, slot * 25, self.roots[value]);
                self.image[slot] = self.model_roots[value];
            }
            Step::LoadFromImage { to, slot } => {
                self.roots[to] = self.heap.element(Value::object_at(IMAGE_VECTOR_OFFSET), slot * 25);
                self.model_roots[to] = self.image[slot];
            }
            Step::PointFromImage { target } => {
                let pointer = Value::object_at(IMAGE_WEAK_POINTER_OFFSET);
                self.heap.set_slot(pointer, weak_pointer::TARGET, self.roots[target]);
                self.image_weak = self.model_roots[target];
            }
            Step::Finalize { object } => {
                if let Datum::Node(node) = self.model_roots[object] {
                    let number = Value::fixnum(self.finalizers.len() as i64);
                    let pair = self.heap.cons(self.roots[object], number);
                    let list = self.heap.cons(pair, self.heap.root(root::FINALIZERS));
                    self.heap.set_root(root::FINALIZERS, list);
                    self.finalizers.push(node);
                }
            }
            Step::Forget { root } => {
                self.roots[root] = Value::NIL;
                self.model_roots[root] = NOTHING;
            }
            Step::Garbage { n_conses } => {
                let mut list = Value::NIL;
                for _ in 0..n_conses {
                    list = self.heap.cons(list, Value::NIL);
                }
            }
            _ => unreachable!("`run` has done the others"),
        }
    }

    fn store(&mut self, into: usize, slot: usize, value: usize) {
        let Datum::Node(node) = self.model_roots[into] else { return };
        let datum = self.model_roots[value];
        let word = match &mut self.nodes[node] {
            Node::Cons(slots) => {
                slots[slot % 2] = datum;
                slot % 2
            }
            Node::Vector(slots) if !slots.is_empty() => {
                let index = slot % slots.len();
                slots[index] = datum;
                2 + index
            }
            Node::WeakPointer(target) => {
                *target = datum;
                weak_pointer::TARGET
            }
            Node::WeakTable(_, entries) => {
                let index = slot % entries.len();
                // The other half is not empty in an entry in use.
                if entries[index ^ 1] == EMPTY {
                    let number = Datum::Immediate(Value::fixnum(slot as i64 & 0xff));
                    entries[index ^ 1] = number;
                    self.heap.set_element(self.roots[into], index ^ 1, Value::fixnum(slot as i64 & 0xff));
                }
                entries[index] = datum;
                2 + index
            }
            _ => return,
        };
        self.heap.set_slot(self.roots[into], word, self.roots[value]);
    }

    fn collect(&mut self, full: bool, no_memory: bool) {
        if no_memory {
            self.heap.copy_chunks_left = 0;
        }
        let collection = if full { Collection::Full } else { Collection::Minor };
        collect(&mut self.heap, collection, &mut self.roots);
        self.heap.copy_chunks_left = usize::MAX;
        let alive = self.alive();
        let mut revived = VecDeque::new();
        let mut pending = self.heap.take_pending_finalizers();
        while pending.is_cons() {
            let pair = self.heap.car(pending);
            let number = self.heap.cdr(pair).as_fixnum().unwrap() as usize;
            let node = std::mem::replace(&mut self.finalizers[number], usize::MAX);
            assert!(!alive.contains(&node), "finalizer {number} of a live object");
            revived.push_back((Datum::Node(node), self.heap.car(pair)));
            pending = self.heap.cdr(pending);
        }
        if full {
            assert!(self.finalizers.iter().all(|node| *node == usize::MAX || alive.contains(node)));
        }
        self.compare(&alive, revived, full);
    }

    /// Nodes that the program can reach, those through weak tables' kept entries included.
    fn alive(&self) -> HashSet<usize> {
        let mut alive = HashSet::new();
        let mut work: Vec<Datum> = self.model_roots.iter().chain(&self.image).copied().collect();
        loop {
            while let Some(datum) = work.pop() {
                let Datum::Node(node) = datum else { continue };
                if alive.insert(node) {
                    match &self.nodes[node] {
                        Node::Cons(slots) => work.extend(slots),
                        Node::Vector(slots) => work.extend(slots),
                        Node::Bytes(..) | Node::WeakPointer(_) | Node::WeakTable(..) => {}
                    }
                }
            }
            for &node in &alive {
                if let Node::WeakTable(weakness, entries) = &self.nodes[node] {
                    for pair in entries.chunks_exact(2) {
                        if stays(&alive, *weakness, pair) {
                            work.extend(pair.iter().filter(|datum| !is_alive(&alive, **datum)));
                        }
                    }
                }
            }
            if work.is_empty() {
                return alive;
            }
        }
    }

    /// Walks both graphs in step. Model entries that the collector has cleared are cleared too.
    fn compare(&mut self, alive: &HashSet<usize>, revived: VecDeque<(Datum, Value)>, full: bool) {
        let mut work: VecDeque<(Datum, Value)> = revived;
        work.extend(self.model_roots.iter().copied().zip(self.roots.iter().copied()));
        for (slot, &datum) in self.image.iter().enumerate() {
            work.push_back((datum, self.heap.element(Value::object_at(IMAGE_VECTOR_OFFSET), slot * 25)));
        }
        let pointer = Value::object_at(IMAGE_WEAK_POINTER_OFFSET);
        let target = self.heap.slot(pointer, weak_pointer::TARGET);
        self.image_weak = weak_target(alive, self.image_weak, target, full, true, &mut work);
        let mut matched: HashMap<usize, Value> = HashMap::new();
        let mut reverse: HashMap<u64, usize> = HashMap::new();
        while let Some((datum, value)) = work.pop_front() {
            let node = match datum {
                Datum::Immediate(expected) => {
                    assert_eq!(value, expected);
                    continue;
                }
                Datum::Node(node) => node,
            };
            if let Some(known) = matched.insert(node, value) {
                assert_eq!(known, value, "one node is one object");
                continue;
            }
            assert_eq!(reverse.insert(value.bits(), node), None, "one object is one node");
            let holder_alive = alive.contains(&node);
            match &mut self.nodes[node] {
                Node::Cons(slots) => {
                    assert!(value.is_cons());
                    work.push_back((slots[0], self.heap.car(value)));
                    work.push_back((slots[1], self.heap.cdr(value)));
                }
                Node::Vector(slots) => {
                    assert!(self.heap.is(value, TypeCode::SimpleVector));
                    let elements = self.heap.elements(value).iter().copied();
                    assert_eq!(elements.len(), slots.len());
                    work.extend(slots.iter().copied().zip(elements));
                }
                Node::Bytes(len, byte) => {
                    assert_eq!(self.heap.count(value), *len);
                    assert!(self.heap.bytes(value, *len).iter().all(|b| b == byte));
                }
                Node::WeakPointer(target) => {
                    let found = self.heap.slot(value, weak_pointer::TARGET);
                    *target = weak_target(alive, *target, found, full, holder_alive, &mut work);
                }
                Node::WeakTable(weakness, entries) => {
                    for (index, pair) in entries.chunks_exact_mut(2).enumerate() {
                        let found =
                            [self.heap.element(value, 2 * index), self.heap.element(value, 2 * index + 1)];
                        let must_stay = holder_alive && stays(alive, *weakness, pair);
                        let cleared = found == [Value::EMPTY; 2];
                        if cleared && pair != [EMPTY; 2] {
                            assert!(!must_stay, "{weakness:?} {pair:?} of {node} is gone");
                            pair.fill(EMPTY);
                        } else {
                            assert!(must_stay || !full || !holder_alive || pair == [EMPTY; 2]);
                            work.extend(pair.iter().copied().zip(found));
                        }
                    }
                }
            }
        }
    }
}

fn is_alive(alive: &HashSet<usize>, datum: Datum) -> bool {
    match datum {
        Datum::Immediate(_) => true,
        Datum::Node(node) => alive.contains(&node),
    }
}

fn stays(alive: &HashSet<usize>, weakness: Weakness, pair: &[Datum]) -> bool {
    let (key, value) = (is_alive(alive, pair[0]), is_alive(alive, pair[1]));
    match weakness {
        Weakness::Key => key,
        Weakness::Value => value,
        Weakness::KeyAndValue => key && value,
        Weakness::KeyOrValue => key || value,
    }
}

/// What a weak pointer's target is now, given what the collector has left there. Only a full collection of a pointer
/// that is alive itself decides about every target.
fn weak_target(
    alive: &HashSet<usize>,
    target: Datum,
    found: Value,
    full: bool,
    holder_alive: bool,
    work: &mut VecDeque<(Datum, Value)>,
) -> Datum {
    if found == Value::EMPTY && target != EMPTY {
        assert!(!is_alive(alive, target), "a weak pointer to a live object is broken");
        return EMPTY;
    }
    assert!(is_alive(alive, target) || !full || !holder_alive, "a weak pointer to a dead object is whole");
    work.push_back((target, found));
    target
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: if cfg!(miri) { 2 } else { 300 },
        failure_persistence: None,
        ..ProptestConfig::default()
    })]
    #[test]
    fn heap_and_model_agree(
        placement in 0..PLACEMENTS.len(),
        steps in prop::collection::vec(step(), 1..if cfg!(miri) { 40 } else { 250 }),
    ) {
        let mut world = World::new(PLACEMENTS[placement]);
        for step in &steps {
            world.run(step);
        }
        world.collect(false, false);
        world.collect(true, false);
        let roots = world.roots.clone();
        prop_assert_eq!(world.heap.check(&[&roots], true), Ok(()));
    }
}
