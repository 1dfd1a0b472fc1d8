//! Tests of the heap as a whole: heaps with a small image, placed where the test wants them.

mod behaviour;
mod copies;
mod model;
#[cfg(all(unix, not(miri)))]
mod pauses;

use super::chunks::Chunks;
use super::{Collection, Heap, ImageMemory, Outcome};
use crate::vm::safepoint::SafepointPermit;
use heapfmt::Value;
use heapfmt::layout::{Header, TypeCode};
use heapfmt::statics::{NIL_CONS_OFFSET, NIL_SYMBOL_OFFSET, ROOT_SLOTS, ROOTS_OFFSET, STATIC_END};

/// Hints for the addresses of image and dynamic range; 0 leaves it to the system.
#[derive(Clone, Copy, Debug)]
struct Placement {
    image: usize,
    dynamic: usize,
}

const ANYWHERE: Placement = Placement { image: 0, dynamic: 0 };

/// The dynamic range above, below, and tens of terabytes away on either side.
const PLACEMENTS: [Placement; 5] = [
    ANYWHERE,
    Placement { image: 0x1000_0000_0000, dynamic: 0x1100_0000_0000 },
    Placement { image: 0x2200_0000_0000, dynamic: 0x2000_0000_0000 },
    Placement { image: 0x0800_0000_0000, dynamic: 0x6000_0000_0000 },
    Placement { image: 0x6800_0000_0000, dynamic: 0x0700_0000_0000 },
];

/// Elements of the vector in the image behind the static section.
const IMAGE_VECTOR: usize = 200;
const IMAGE_VECTOR_OFFSET: u64 = STATIC_END;
const IMAGE_WEAK_POINTER_OFFSET: u64 = STATIC_END + (2 + IMAGE_VECTOR as u64) * 8;
const IMAGE_LEN: u64 = IMAGE_WEAK_POINTER_OFFSET + 16;

/// A heap whose image has NIL, the root vector, a vector of NILs and a weak pointer.
fn heap_at(placement: Placement) -> Heap {
    let image = ImageMemory::fresh_near(placement.image, IMAGE_LEN as usize);
    let mut heap = Heap::with_dynamic_range(image, Chunks::reserve(placement.dynamic));
    let mut filler = |from: u64, to: u64| {
        heap.set_raw(Value::object_at(from), 0, Header::new(TypeCode::Filler).bits());
        heap.set_raw(Value::object_at(from), 1, (to - from) / 8 - 2);
    };
    filler(0, NIL_CONS_OFFSET);
    filler(NIL_SYMBOL_OFFSET, ROOTS_OFFSET);
    for word in 0..2 {
        heap.set_raw(Value::cons_at(NIL_CONS_OFFSET), word, Value::NIL.bits());
    }
    for (offset, count) in [(ROOTS_OFFSET, ROOT_SLOTS), (IMAGE_VECTOR_OFFSET, IMAGE_VECTOR as u64)] {
        let vector = Value::object_at(offset);
        heap.set_raw(vector, 0, Header::new(TypeCode::SimpleVector).bits());
        heap.set_raw(vector, 1, count);
        for word in 0..count as usize {
            heap.set_raw(vector, 2 + word, Value::NIL.bits());
        }
    }
    let pointer = Value::object_at(IMAGE_WEAK_POINTER_OFFSET);
    heap.set_raw(pointer, 0, Header::new(TypeCode::WeakPointer).bits());
    heap.set_raw(pointer, 1, Value::EMPTY.bits());
    // Miri is too slow for it, and what it looks for the checker does not see.
    heap.set_verify(!cfg!(miri));
    heap
}

fn collect(heap: &mut Heap, collection: Collection, roots: &mut [Value]) -> Outcome {
    heap.collect(SafepointPermit::for_test(), collection, &mut [roots])
}

fn minor(heap: &mut Heap, roots: &mut [Value]) -> Outcome {
    collect(heap, Collection::Minor, roots)
}

fn full(heap: &mut Heap, roots: &mut [Value]) -> Outcome {
    collect(heap, Collection::Full, roots)
}
