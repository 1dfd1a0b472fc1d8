//! Where each live object will lie in the image: a side table, so that saving writes nothing into the live heap.
//!
//! There is one entry per 16 bytes of the two ranges of the heap. The tables are zero memory that the system
//! provides page by page, so they cost what the live objects touch.

use crate::heap::Heap;
use heapfmt::layout::OBJECT_ALIGN;

const UNSEEN: u32 = 0;
const SEEN: u32 = u32::MAX;
/// Entries by which a table grows: those of a megabyte.
const GROWTH: usize = (1 << 20) / OBJECT_ALIGN;

/// New offsets of live objects, by old offset.
pub(super) struct Placement {
    image_len: u64,
    dynamic_start: u64,
    image: Vec<u32>,
    dynamic: Vec<u32>,
}

impl Placement {
    /// An empty table for the objects of `heap`.
    pub(super) fn new(heap: &Heap) -> Placement {
        let granules = |bytes: u64| vec![UNSEEN; (bytes as usize).div_ceil(OBJECT_ALIGN)];
        let dynamic = heap.dynamic_extent();
        Placement {
            image_len: heap.image_len(),
            dynamic_start: dynamic.start,
            image: granules(heap.image_len()),
            dynamic: granules(dynamic.end.wrapping_sub(dynamic.start)),
        }
    }

    fn entry(&mut self, offset: u64) -> &mut u32 {
        if offset < self.image_len {
            &mut self.image[offset as usize / OBJECT_ALIGN]
        } else {
            let index = offset.wrapping_sub(self.dynamic_start) as usize / OBJECT_ALIGN;
            if index >= self.dynamic.len() {
                // Compacting hash tables allocates while the table is in use.
                self.dynamic.resize(index + GROWTH, UNSEEN);
            }
            &mut self.dynamic[index]
        }
    }

    /// Marks the object at `offset` as seen; false when it was already.
    pub(super) fn see(&mut self, offset: u64) -> bool {
        let entry = self.entry(offset);
        let first = *entry == UNSEEN;
        if first {
            *entry = SEEN;
        }
        first
    }

    /// Gives the object at `offset` its place in the image.
    pub(super) fn place(&mut self, offset: u64, new_offset: u64) {
        // Stored one higher, so that the object at offset 0 differs from an unseen one.
        let granule =
            u32::try_from(new_offset / OBJECT_ALIGN as u64 + 1).expect("images have at most 64 GiB");
        *self.entry(offset) = granule;
    }

    /// Where the object at `offset` goes, or `None` when nothing but weak references leads to it.
    pub(super) fn new_offset(&self, offset: u64) -> Option<u64> {
        let entry = if offset < self.image_len {
            self.image[offset as usize / OBJECT_ALIGN]
        } else {
            self.dynamic[offset.wrapping_sub(self.dynamic_start) as usize / OBJECT_ALIGN]
        };
        if entry == UNSEEN { None } else { Some((u64::from(entry) - 1) * OBJECT_ALIGN as u64) }
    }
}
