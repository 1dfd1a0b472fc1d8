//! Reading a heap object by object: where objects start, how long they are, which of their words are values.

use super::Heap;
use super::access::load;
use super::chunks::kind;
use heapfmt::Value;
use heapfmt::layout::{Header, Shape, TypeCode, WORD, flags, is_header, object_words, weak_pointer};
use std::ops::Range;

/// What the words of an object are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Anatomy {
    /// Length in words.
    pub(super) words: usize,
    /// Words that hold values which keep their targets alive.
    pub(super) first: usize,
    pub(super) end: usize,
    /// Words that hold values which do not.
    pub(super) weak: Weak,
}

/// Weak parts of an object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Weak {
    /// None.
    None,
    /// The target of a weak pointer.
    Target,
    /// The entries of a weak hash table: pairs of key and value from word 2 up to word `end`.
    Entries {
        /// The table's WEAKNESS.
        weakness: u8,
        /// Word behind the last pair.
        end: usize,
    },
}

/// Anatomy of the object at `address`, whose first word is not a forwarding word.
#[inline(always)]
pub(super) fn anatomy(address: usize) -> Anatomy {
    let first = load(address);
    if is_header(first) {
        headered_anatomy(address, Header::from_bits(first))
    } else {
        Anatomy { words: 2, first: 0, end: 2, weak: Weak::None }
    }
}

#[inline]
fn headered_anatomy(address: usize, header: Header) -> Anatomy {
    let shape = header.shape().expect("objects have headers of existing types");
    let count = match shape {
        Shape::Counted | Shape::Raw { .. } => load(address + WORD),
        _ => 0,
    };
    let words = object_words(shape, count).expect("objects fit into memory") as usize;
    let (first, end, weak) = match shape {
        Shape::Slots(n) => (1, 1 + usize::from(n), Weak::None),
        Shape::Counted if header.is(TypeCode::SimpleVector) && header.flags() & flags::WEAKNESS != 0 => {
            let end = 2 + count as usize;
            let pairs_end = end & !1;
            (pairs_end, end, Weak::Entries { weakness: header.flags() & flags::WEAKNESS, end: pairs_end })
        }
        Shape::Counted => (2, 2 + count as usize, Weak::None),
        Shape::Raw { .. } | Shape::RawWords(_) => (0, 0, Weak::None),
        Shape::Weak(n) => (2, 2 + usize::from(n), Weak::Target),
    };
    Anatomy { words, first, end, weak }
}

/// A reference to the object at `offset` with the tag that its header demands.
pub(super) fn reference_to(address: usize, offset: u64) -> Value {
    let first = load(address);
    if is_header(first) {
        let code = Header::from_bits(first).type_code().expect("objects have headers of existing types");
        Value::reference_at(offset, code)
    } else {
        Value::cons_at(offset)
    }
}

/// A part of the heap whose objects lie one behind the other.
pub type Extent = Range<u64>;

impl Heap {
    /// Length of `object` in words, header included.
    pub fn object_words(&self, object: Value) -> usize {
        anatomy(self.address_of(object)).words
    }

    /// Calls `visit` with the word number and value of each value slot of `object`, weak ones included.
    pub fn for_each_slot(&self, object: Value, mut visit: impl FnMut(usize, Value)) {
        let anatomy = anatomy(self.address_of(object));
        let weak = match anatomy.weak {
            Weak::None => 0..0,
            Weak::Target => weak_pointer::TARGET..weak_pointer::TARGET + 1,
            Weak::Entries { end, .. } => 2..end,
        };
        for word in weak.chain(anatomy.first..anatomy.end) {
            visit(word, self.slot(object, word));
        }
    }

    /// Whether `offset` lies in the image range.
    #[inline(always)]
    pub fn is_in_image(&self, offset: u64) -> bool {
        offset < self.image_len
    }

    /// Address of the first word of `object`.
    #[inline(always)]
    pub(super) fn address_of(&self, object: Value) -> usize {
        self.base.wrapping_add(object.offset() as usize)
    }

    /// Offset of `address`.
    #[inline(always)]
    pub(super) fn offset_of(&self, address: usize) -> u64 {
        address.wrapping_sub(self.base) as u64
    }

    /// All parts of the dynamic range that hold objects, in address order.
    pub fn dynamic_extents(&self) -> Vec<Extent> {
        let mut extents = Vec::new();
        for index in 0..self.chunks.len() {
            let kind = self.chunks.kind(index);
            if kind != kind::FREE && kind & kind::LARGE == 0 {
                let start = self.chunks.offset(index);
                extents.push(start..start.wrapping_add(self.chunk_top(index) as u64));
            }
        }
        for object in self.large.objects.iter().flatten() {
            extents.push(object.offset..object.offset.wrapping_add(object.bytes as u64));
        }
        extents.sort_unstable_by_key(|extent| extent.start as i64);
        extents
    }

    /// Bytes from the start of chunk `index` that hold objects.
    pub(super) fn chunk_top(&self, index: usize) -> usize {
        let start = self.chunks.address(index);
        for (chunks, free) in [
            (&self.nursery.chunks, self.free),
            (&self.survivors.chunks, self.survivors.free),
            (&self.mature.chunks, self.mature.free),
        ] {
            if chunks.last().is_some_and(|&last| last as usize == index) {
                return free - start;
            }
        }
        self.chunks.chunk(index).top
    }

    /// The image range.
    pub fn image_extent(&self) -> Extent {
        0..self.image_len
    }

    /// The objects of `extent`, in address order. Fillers are among them.
    pub fn objects(&self, extent: Extent) -> impl Iterator<Item = Value> + '_ {
        let mut offset = extent.start;
        std::iter::from_fn(move || {
            if offset == extent.end {
                return None;
            }
            let address = self.base.wrapping_add(offset as usize);
            let object = reference_to(address, offset);
            offset = offset.wrapping_add((anatomy(address).words * WORD) as u64);
            debug_assert!(extent.end.wrapping_sub(offset) as i64 >= 0, "objects end within their extent");
            Some(object)
        })
    }

    /// The object whose words include the one at `offset`, which lies in the image or in a mature part.
    pub fn object_start(&mut self, offset: u64) -> Value {
        let mut start = self.crossing_object(offset);
        loop {
            let address = self.base.wrapping_add(start as usize);
            let end = start.wrapping_add((anatomy(address).words * WORD) as u64);
            if offset.wrapping_sub(start) < end.wrapping_sub(start) {
                return reference_to(address, start);
            }
            start = end;
        }
    }
}
