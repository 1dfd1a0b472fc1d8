//! Collections: when they are due, what they do in which order, what they leave behind.
//!
//! A *minor* collection evacuates the nursery and the survivors of the one before; its roots beside the mutator's are
//! the dirty cards of everything older. A *full* one evacuates all chunks into fresh mature ones and decides about all
//! large objects; its further roots are the image's references into the dynamic range. The image itself is never
//! traced, marked or moved.

use super::chunks::{CHUNK, kind};
use super::space::Generation;
use super::statistics::History;
use super::{Heap, poll};
use crate::vm::safepoint::SafepointPermit;
use heapfmt::Value;
use std::sync::atomic::Ordering;
use std::time::Instant;

/// How much to collect.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Collection {
    /// What is due: minor, or full when mature objects have grown enough.
    Due,
    /// Young objects.
    Minor,
    /// Everything but the image.
    Full,
}

/// What a collection has found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// What was collected: Minor or Full.
    pub collected: Collection,
    /// Bytes that the dynamic range takes thereafter.
    pub bytes_in_use: usize,
    /// The heap is beyond its limit even so, and the program has not been told since it last was below: signal
    /// exhaustion.
    pub exhausted: bool,
    /// Finalizers wait to be called.
    pub finalizers_pending: bool,
}

/// Mature objects may grow by this much before the first full collection.
const FIRST_FULL: usize = 64 * CHUNK;
/// The nursery's budget grows up to USUAL in any case, and up to MOST while much survives.
const USUAL_BUDGET: usize = 4 * CHUNK;
const MOST_BUDGET: usize = 8 * CHUNK;

/// When the next full collection is due, and what there has been.
pub(super) struct Schedule {
    /// Bytes of mature objects that make a full collection due.
    full_at: usize,
    /// Collections so far, by kind.
    minor: u64,
    full: u64,
    /// What they have done.
    pub(super) history: History,
}

impl Default for Schedule {
    fn default() -> Schedule {
        Schedule { full_at: FIRST_FULL, minor: 0, full: 0, history: History::default() }
    }
}

impl Heap {
    /// Makes a full collection due at the next safepoint.
    pub fn request_full_collection(&mut self) {
        self.schedule.full_at = 0;
        self.request_collection();
    }

    /// Whether a program has asked for a full collection that has not been made yet.
    pub fn is_full_collection_requested(&self) -> bool {
        self.schedule.full_at == 0
    }

    /// Collects garbage. `roots` are all values outside the heap; they are updated. References anywhere else are
    /// stale thereafter.
    pub fn collect(
        &mut self,
        _permit: SafepointPermit,
        collection: Collection,
        roots: &mut [&mut [Value]],
    ) -> Outcome {
        self.poll.fetch_and(!poll::COLLECT, Ordering::Relaxed);
        let full = match collection {
            Collection::Minor => false,
            Collection::Full => true,
            Collection::Due => self.mature_bytes() >= self.schedule.full_at || self.is_beyond_limit(),
        };
        let start = Instant::now();
        self.close_nursery_chunk();
        let born = self.nursery_bytes();
        self.schedule.history.bytes_born += (born + self.large.young_bytes) as u64;
        let bytes_before = self.bytes_of_objects();
        let condemned = self.condemn(full);

        let finalizers = self.detach_finalizers();
        for values in roots.iter_mut() {
            for value in values.iter_mut() {
                *value = self.forward(*value);
            }
        }
        self.pending_finalizers = self.forward(self.pending_finalizers);
        self.scan_remembered();
        self.trace();
        self.clear_weak();
        self.reattach_finalizers(finalizers);
        self.trace();
        self.clear_weak();

        self.release(condemned, full);
        self.adapt(full, born);
        self.epoch += 1;
        self.schedule.history.duration += start.elapsed();
        let bytes_after = self.bytes_of_objects();
        self.schedule.history.bytes_freed += bytes_before.saturating_sub(bytes_after) as u64;
        if self.verify {
            self.check_all(roots);
        }
        Outcome {
            collected: if full { Collection::Full } else { Collection::Minor },
            bytes_in_use: self.bytes_in_use(),
            exhausted: full && self.exhaustion_to_signal(),
            finalizers_pending: self.has_pending_finalizers(),
        }
    }

    /// A number that changes whenever objects may have moved. A hash computed from an address is good for one epoch.
    #[inline(always)]
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// Number of minor and full collections so far.
    pub fn collections(&self) -> (u64, u64) {
        (self.schedule.minor, self.schedule.full)
    }

    fn mature_bytes(&self) -> usize {
        self.mature.bytes() + self.large.bytes - self.large.young_bytes
    }

    /// Bytes taken in the nursery since the last collection, up to what its chunks' ends leave over.
    pub(super) fn nursery_bytes(&self) -> usize {
        self.nursery.chunks.iter().map(|&index| self.chunks.chunk(index as usize).top).sum()
    }

    /// Marks the chunks to be evacuated and takes them from their spaces. Large ones are marked too, for the test of a
    /// reference to be one, but stay.
    fn condemn(&mut self, full: bool) -> Vec<u32> {
        self.complete_image();
        self.close_space(Generation::Survivors);
        self.close_space(Generation::Mature);
        self.collecting_all = full;
        let mut condemned = std::mem::take(&mut self.nursery.chunks);
        condemned.reverse();
        let mut condemned: Vec<u32> = self.survivors.detach().into_iter().chain(condemned).collect();
        if full {
            condemned.splice(0..0, self.mature.detach());
        }
        for &index in &condemned {
            let index = index as usize;
            self.chunks.set_kind(index, self.chunks.kind(index) | kind::FROM);
        }
        self.flag_large_chunks(kind::LARGE | kind::FROM);
        self.survivors.begin_scan();
        self.mature.begin_scan();
        condemned
    }

    fn flag_large_chunks(&mut self, to: u8) {
        for index in 0..self.chunks.len() {
            if self.chunks.kind(index) & kind::LARGE != 0 {
                self.chunks.set_kind(index, to);
            }
        }
    }

    /// Frees what was evacuated and large objects that have died.
    fn release(&mut self, condemned: Vec<u32>, full: bool) {
        self.flag_large_chunks(kind::LARGE);
        self.large.young_bytes = 0;
        for number in 0..self.large.objects.len() {
            if let Some(object) = &mut self.large.objects[number] {
                if object.marked || !object.young && !full {
                    object.marked = false;
                    object.young = false;
                } else {
                    self.free_large(number);
                }
            }
        }
        for &index in &condemned {
            if self.chunks.kind(index as usize) & kind::PINNED == 0 {
                self.chunks.free(index as usize);
            }
        }
        self.adopt_pinned_chunks();
        self.close_space(Generation::Survivors);
        self.close_space(Generation::Mature);
        self.collecting_all = false;
        self.reset_nursery();
    }

    /// Sets the nursery's budget and the next full collection by what has survived.
    fn adapt(&mut self, full: bool, born: usize) {
        if full {
            self.schedule.full += 1;
            let live = self.mature_bytes();
            let growth = live.max(FIRST_FULL);
            self.schedule.full_at = self.bounded_by_limit(live, growth);
            let kept = (self.nursery.budget * 2 + live / 4).div_ceil(CHUNK);
            self.chunks.release_free(kept);
        } else {
            self.schedule.minor += 1;
            let much_survives = self.survivors.bytes() > born / 10;
            let most = if much_survives { MOST_BUDGET } else { USUAL_BUDGET };
            self.nursery.budget = (self.nursery.budget * 2).min(most);
        }
    }
}
