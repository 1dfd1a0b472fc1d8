//! What there has been in a heap: for ROOM and TIME. The collector adds to it, so allocation pays nothing.

use super::Heap;
use std::time::Duration;

/// What collections have done so far.
#[derive(Clone, Copy, Default)]
pub(super) struct History {
    /// Bytes of all objects that were young when a collection began.
    pub(super) bytes_born: u64,
    pub(super) bytes_freed: u64,
    pub(super) duration: Duration,
}

/// Sizes and counts of a heap at one moment.
#[derive(Clone, Copy, Debug)]
pub struct Statistics {
    /// Bytes of objects, live or not, outside the image.
    pub bytes_of_objects: u64,
    /// Bytes that can be allocated before the next collection is asked for, as the budget stands.
    pub bytes_until_collection: u64,
    /// Bytes of the image.
    pub image_bytes: u64,
    /// Collections so far.
    pub n_collections: u64,
    /// Bytes of objects that collections have found dead.
    pub bytes_freed: u64,
    /// Time that collections have taken.
    pub duration: Duration,
    /// Bytes allocated so far.
    pub bytes_allocated: u64,
}

impl Heap {
    /// How it stands now.
    pub fn statistics(&mut self) -> Statistics {
        self.close_nursery_chunk();
        let born = (self.nursery_bytes() + self.large.young_bytes) as u64;
        let (minor, full) = self.collections();
        let history = self.schedule.history;
        Statistics {
            bytes_of_objects: self.bytes_of_objects() as u64,
            bytes_until_collection: self.nursery.budget.saturating_sub(self.nursery_bytes()) as u64,
            image_bytes: self.image_len(),
            n_collections: minor + full,
            bytes_freed: history.bytes_freed,
            duration: history.duration,
            bytes_allocated: history.bytes_born + born,
        }
    }

    /// Bytes of all objects outside the image, as far as the chunk being filled is closed.
    pub(super) fn bytes_of_objects(&self) -> usize {
        self.nursery_bytes() + self.survivors.bytes() + self.mature.bytes() + self.large.bytes
    }
}
