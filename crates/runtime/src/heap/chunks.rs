//! The dynamic range: one reservation cut into chunks of 1 MiB that are aligned by address.
//!
//! A chunk belongs to one space at a time. Its *kind*, a byte of flags, answers the collector's questions about a
//! reference (young? being evacuated? large?) with one table load; offsets outside the range have the kind of a
//! free chunk, so that image references need no test of their own.

use crate::os::end_process;
use crate::os::memory::{MemoryError, Reservation};

/// Binary logarithm of the chunk size. Miri is slow, so there the heap is smaller throughout.
pub(super) const CHUNK_SHIFT: u32 = if cfg!(miri) { 16 } else { 20 };
/// Bytes in a chunk.
pub(super) const CHUNK: usize = 1 << CHUNK_SHIFT;

/// Address space asked for at first; halved until the system grants it. Reserving costs nothing, but Miri, where
/// it is an allocation.
const RESERVATION: usize = if cfg!(miri) { 64 * CHUNK } else { 1 << 40 };
/// With less there is no point in starting.
const LEAST_RESERVATION: usize = 64 * CHUNK;

/// Number of chunks up to which pages are had one by one, so that a small program stays small.
const SMALL_HEAP: usize = 16;

/// What a chunk is used for. No flag: free.
pub(super) type Kind = u8;

/// Flags of a [`Kind`].
pub(super) mod kind {
    use super::Kind;

    /// Not in use, or not in the dynamic range.
    pub(in crate::heap) const FREE: Kind = 0;
    /// Holds objects allocated since the last collection.
    pub(in crate::heap) const NURSERY: Kind = 1;
    /// Holds objects that lived through one minor collection.
    pub(in crate::heap) const SURVIVOR: Kind = 2;
    /// Holds objects that lived through two, or through a full one.
    pub(in crate::heap) const MATURE: Kind = 4;
    /// Holds objects that own their pages and are never moved.
    pub(in crate::heap) const LARGE: Kind = 8;
    /// Is being evacuated by the collection that runs.
    pub(in crate::heap) const FROM: Kind = 16;
    /// Is being evacuated, but holds objects that had to stay where they are.
    pub(in crate::heap) const PINNED: Kind = 32;
}

/// What is known of a chunk beside its kind.
#[derive(Default)]
pub(super) struct Chunk {
    /// All pages of the chunk are committed.
    committed: bool,
    /// Bytes from the chunk's start that hold objects. Set when its space turns to another chunk.
    pub(super) top: usize,
    /// Mature chunks: for each card, the granule within the chunk where the object starts that covers the card's
    /// first byte.
    pub(super) crossing: Option<Box<[u16]>>,
    /// Large chunks: who owns its units.
    pub(super) units: Option<Box<super::large::Units>>,
}

/// All chunks.
pub(super) struct Chunks {
    reservation: Reservation,
    start_offset: u64,
    kinds: Vec<Kind>,
    chunks: Vec<Chunk>,
    /// Free chunks whose pages are committed; the last freed is the first taken, as it is likely in the cache.
    free_committed: Vec<u32>,
    /// Free chunks without pages.
    free_released: Vec<u32>,
    /// Number of chunks that are not free, and how many of them are for large objects.
    in_use: usize,
    large_in_use: usize,
}

impl Chunks {
    /// Reserves the range, at `hint` if that is not 0 and the system agrees.
    ///
    /// Where address space is scarce it takes half of what it could have, because the stack and others need some too.
    /// Where there is none the process ends.
    pub(super) fn reserve(hint: usize) -> Chunks {
        let largest = Reservation::near(hint, RESERVATION, 2 * CHUNK).or_else(|_| {
            let most = Reservation::at_most(RESERVATION / 2, 2 * LEAST_RESERVATION, 2 * CHUNK)?;
            let len = most.len() / 2;
            drop(most);
            Reservation::near(hint, len, 2 * CHUNK)
        });
        let reservation = largest
            .unwrap_or_else(|error| end_process(&format_args!("there is no room for the heap: {error}")));
        Chunks {
            reservation,
            start_offset: 0,
            kinds: Vec::new(),
            chunks: Vec::new(),
            free_committed: Vec::new(),
            free_released: Vec::new(),
            in_use: 0,
            large_in_use: 0,
        }
    }

    /// Tells what offsets count from.
    pub(super) fn set_base(&mut self, base: usize) {
        self.start_offset = self.reservation.address().wrapping_sub(base) as u64;
    }

    /// Length of the range in bytes.
    pub(super) fn capacity_bytes(&self) -> usize {
        self.reservation.len() & !(CHUNK - 1)
    }

    /// Offset of the range's first byte.
    pub(super) fn start_offset(&self) -> u64 {
        self.start_offset
    }

    /// Number of chunks that have ever been used.
    pub(super) fn len(&self) -> usize {
        self.kinds.len()
    }

    /// Bytes of all chunks in use but those of large objects.
    pub(super) fn bytes_in_use(&self) -> usize {
        (self.in_use - self.large_in_use) * CHUNK
    }

    /// Index of the chunk of `offset`; beyond [`Chunks::len`] when that is not in the dynamic range.
    #[inline(always)]
    pub(super) fn index_of(&self, offset: u64) -> usize {
        (offset.wrapping_sub(self.start_offset) >> CHUNK_SHIFT) as usize
    }

    /// Kind of the chunk of `offset`; FREE for offsets outside the dynamic range.
    #[inline(always)]
    pub(super) fn kind_at(&self, offset: u64) -> Kind {
        self.kinds.get(self.index_of(offset)).copied().unwrap_or(kind::FREE)
    }

    /// Kind of chunk `index`.
    #[inline]
    pub(super) fn kind(&self, index: usize) -> Kind {
        self.kinds[index]
    }

    /// Changes the kind of a chunk in use.
    pub(super) fn set_kind(&mut self, index: usize, kind: Kind) {
        debug_assert!(kind != kind::FREE && self.kinds[index] != kind::FREE);
        self.kinds[index] = kind;
    }

    /// Chunk `index`.
    #[inline]
    pub(super) fn chunk(&self, index: usize) -> &Chunk {
        &self.chunks[index]
    }

    /// Chunk `index`.
    #[inline]
    pub(super) fn chunk_mut(&mut self, index: usize) -> &mut Chunk {
        &mut self.chunks[index]
    }

    /// Address of the first byte of chunk `index`.
    #[inline]
    pub(super) fn address(&self, index: usize) -> usize {
        self.reservation.address() + index * CHUNK
    }

    /// Offset of the first byte of chunk `index`.
    #[inline]
    pub(super) fn offset(&self, index: usize) -> u64 {
        self.start_offset.wrapping_add((index * CHUNK) as u64)
    }

    /// Takes a chunk, committed, for a space of kind `kind`. Its contents are undefined.
    pub(super) fn allocate(&mut self, kind: Kind) -> Result<usize, MemoryError> {
        let index = match self.free_committed.pop() {
            Some(index) => index as usize,
            None => self.commit_chunk()?,
        };
        self.kinds[index] = kind;
        self.chunks[index].top = 0;
        self.in_use += 1;
        Ok(index)
    }

    /// A free chunk, on no list, whose pages have been committed.
    fn commit_chunk(&mut self) -> Result<usize, MemoryError> {
        let index = match self.free_released.pop() {
            Some(index) => index as usize,
            None => self.extend(1)?,
        };
        // A large heap grows by pairs of chunks, which can be large pages of the system's.
        let partner = index ^ 1;
        let has_partner = index >= SMALL_HEAP
            && if partner == self.kinds.len() {
                self.extend(1).is_ok()
            } else {
                let position = self.free_released.iter().rposition(|&free| free as usize == partner);
                position.map(|position| self.free_released.remove(position)).is_some()
            };
        let (first, n_chunks) = if has_partner { (index & !1, 2) } else { (index, 1) };
        if let Err(error) = self.reservation.commit(first * CHUNK, n_chunks * CHUNK) {
            self.free_released.extend((first..first + n_chunks).map(|index| index as u32));
            return Err(error);
        }
        for committed in first..first + n_chunks {
            self.chunks[committed].committed = true;
        }
        if has_partner {
            self.reservation.prefer_large_pages(first * CHUNK, 2 * CHUNK);
            self.free_committed.push(partner as u32);
        }
        Ok(index)
    }

    /// Takes `n` adjacent chunks for large objects, with no page committed.
    pub(super) fn allocate_run(&mut self, n: usize) -> Result<usize, MemoryError> {
        let first = match self.find_free_run(n) {
            Some(first) => first,
            None => self.extend(n)?,
        };
        let run = first as u32..(first + n) as u32;
        self.free_released.retain(|index| !run.contains(index));
        self.free_committed.retain(|index| !run.contains(index));
        for index in first..first + n {
            self.release_pages(index);
            self.kinds[index] = kind::LARGE;
        }
        self.in_use += n;
        self.large_in_use += n;
        Ok(first)
    }

    fn find_free_run(&self, n: usize) -> Option<usize> {
        let mut len = 0;
        for (index, &kind) in self.kinds.iter().enumerate() {
            len = if kind == kind::FREE { len + 1 } else { 0 };
            if len == n {
                return Some(index + 1 - n);
            }
        }
        None
    }

    /// Adds `n` chunks at the end of those ever used. They are free, but on no list.
    fn extend(&mut self, n: usize) -> Result<usize, MemoryError> {
        let first = self.kinds.len();
        if n > self.capacity_bytes() / CHUNK - first {
            return Err(MemoryError::Reserve { bytes: n * CHUNK, code: 0 });
        }
        self.kinds.resize(first + n, kind::FREE);
        self.chunks.resize_with(first + n, Chunk::default);
        Ok(first)
    }

    /// Commits the pages of `bytes` bytes at `offset`, which lie in a run of this space.
    pub(super) fn commit(&self, offset: u64, bytes: usize) -> Result<(), MemoryError> {
        self.reservation.commit(offset.wrapping_sub(self.start_offset) as usize, bytes)
    }

    /// Gives back the pages of `bytes` bytes at `offset`. They read as zero when committed again.
    pub(super) fn decommit(&self, offset: u64, bytes: usize) {
        self.reservation.decommit(offset.wrapping_sub(self.start_offset) as usize, bytes);
    }

    /// Frees chunk `index`. Its pages stay committed until [`Chunks::release_free`].
    pub(super) fn free(&mut self, index: usize) {
        debug_assert!(self.kinds[index] != kind::FREE);
        self.large_in_use -= usize::from(self.kinds[index] & kind::LARGE != 0);
        self.in_use -= 1;
        self.kinds[index] = kind::FREE;
        self.chunks[index].crossing = None;
        self.chunks[index].units = None;
        if self.chunks[index].committed {
            self.free_committed.push(index as u32);
        } else {
            self.free_released.push(index as u32);
        }
    }

    /// Gives back the pages of free chunks, all but `keep` of them.
    pub(super) fn release_free(&mut self, keep: usize) {
        // The lowest chunks are kept, so that a heap that has shrunk stays dense.
        self.free_committed.sort_unstable_by(|a, b| b.cmp(a));
        let surplus = self.free_committed.len().saturating_sub(keep);
        let released: Vec<u32> = self.free_committed.drain(..surplus).collect();
        for &index in &released {
            self.release_pages(index as usize);
        }
        self.free_released.extend(released);
        self.free_released.sort_unstable_by(|a, b| b.cmp(a));
    }

    fn release_pages(&mut self, index: usize) {
        if std::mem::take(&mut self.chunks[index].committed) {
            self.reservation.decommit(index * CHUNK, CHUNK);
        }
    }
}
