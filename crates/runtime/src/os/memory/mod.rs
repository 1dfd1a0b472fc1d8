//! Address space: reserving it without cost, committing and giving back pages, and how much memory there is.
//!
//! A [`Reservation`] is a range of addresses that nothing else in the process can take. Pages in it cost nothing
//! until they are committed, and committed pages cost little until they are touched. The heap, its card tables
//! and the Lisp stack are such ranges: they grow in place and are never relocated.
//!
//! Linux and macOS reserve by an inaccessible mapping, Windows by `MEM_RESERVE`. Miri has neither, so there the
//! range is an ordinary zeroed allocation.

#![expect(unsafe_code, reason = "hands out memory by address")]

#[cfg(all(unix, not(miri)))]
mod unix;
#[cfg(all(unix, not(miri)))]
use unix as system;

#[cfg(all(windows, not(miri)))]
mod windows;
#[cfg(all(windows, not(miri)))]
use windows as system;

#[cfg(miri)]
mod interpreted;
#[cfg(miri)]
use interpreted as system;

mod available;

pub use available::memory_available;

/// Why memory could not be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MemoryError {
    /// The process's address space has no such range left, or a limit forbids it.
    #[error("cannot reserve {bytes} bytes of address space (system error {code})")]
    Reserve {
        /// Length asked for.
        bytes: usize,
        /// The operating system's error number.
        code: i32,
    },
    /// The system has no memory for these pages.
    #[error("cannot commit {bytes} bytes of memory (system error {code})")]
    Commit {
        /// Length asked for.
        bytes: usize,
        /// The operating system's error number.
        code: i32,
    },
}

/// Size in bytes of the unit in which pages are committed. A power of two.
pub fn page_size() -> usize {
    system::page_size()
}

/// A range of addresses owned by this process. Dropping it returns the range and all its pages.
#[derive(Debug)]
pub struct Reservation {
    address: usize,
    len: usize,
    /// What the system handed out; larger than the range when alignment was asked for.
    mapping: system::Mapping,
}

impl Reservation {
    /// Reserves `len` bytes at an address that is a multiple of `align`, a power of two. No page is committed.
    pub fn new(len: usize, align: usize) -> Result<Reservation, MemoryError> {
        Reservation::near(0, len, align)
    }

    /// As [`Reservation::new`], at `hint` or near it if the system agrees; 0 is no hint.
    pub fn near(hint: usize, len: usize, align: usize) -> Result<Reservation, MemoryError> {
        assert!(align.is_power_of_two(), "alignments are powers of two");
        let page = page_size();
        let len = round_up(len.max(1), page);
        let slack = if align > page { align } else { 0 };
        let mapping = system::reserve(hint, len + slack)?;
        let address = round_up(mapping.address(), align.max(page));
        Ok(Reservation { address, len, mapping })
    }

    /// Reserves as much as the system grants, from `len` halving down to `least`.
    pub fn at_most(len: usize, least: usize, align: usize) -> Result<Reservation, MemoryError> {
        let mut len = len;
        loop {
            match Reservation::new(len, align) {
                Err(_) if len / 2 >= least => len /= 2,
                result => return result,
            }
        }
    }

    /// First address.
    #[inline]
    pub fn address(&self) -> usize {
        self.address
    }

    /// Length in bytes, a multiple of the page size.
    #[inline]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether the range is empty. It never is.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Makes the pages that hold bytes `start..start + len` of the range readable and writable. Pages committed
    /// for the first time since they were reserved or given back are zero; others keep their contents.
    pub fn commit(&self, start: usize, len: usize) -> Result<(), MemoryError> {
        let (from, to) = self.pages_around(start, len);
        if from == to { Ok(()) } else { self.mapping.commit(self.address + from, to - from) }
    }

    /// Gives back the memory of the pages that lie wholly within `start..start + len`. Their contents are lost,
    /// and they must be committed again before they are used.
    pub fn decommit(&self, start: usize, len: usize) {
        let page = page_size();
        let (from, to) = (round_up(start, page), (start + len) & !(page - 1));
        if from < to {
            debug_assert!(to <= self.len);
            self.mapping.decommit(self.address + from, to - from);
        }
    }

    /// Asks for large pages behind `start..start + len`, where the system has them to give.
    pub fn prefer_large_pages(&self, start: usize, len: usize) {
        let (from, to) = self.pages_around(start, len);
        self.mapping.prefer_large_pages(self.address + from, to - from);
    }

    fn pages_around(&self, start: usize, len: usize) -> (usize, usize) {
        let page = page_size();
        assert!(start <= self.len && len <= self.len - start, "the range lies within the reservation");
        (start & !(page - 1), round_up(start + len, page))
    }
}

fn round_up(n: usize, unit: usize) -> usize {
    (n + unit - 1) & !(unit - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reservations_are_aligned_and_committed_in_parts() {
        for align in [1, 4096, 1 << 20] {
            let range = Reservation::new(3 << 20, align).unwrap();
            assert_eq!(range.address() % align, 0);
            assert!(range.len() >= 3 << 20);
            range.commit(1 << 20, 100).unwrap();
            let word = std::ptr::with_exposed_provenance_mut::<u64>(range.address() + (1 << 20));
            // SAFETY: the page was committed above.
            unsafe {
                assert_eq!(*word, 0);
                *word = 7;
            }
            range.commit(1 << 20, page_size()).unwrap();
            // SAFETY: as above.
            unsafe { assert_eq!(*word, 7, "committing again keeps contents") };
            range.decommit(1 << 20, page_size());
            range.commit(1 << 20, page_size()).unwrap();
            // SAFETY: committed again.
            unsafe { assert_eq!(*word, 0, "pages given back come again as zero") };
        }
    }

    #[test]
    fn refusal_is_an_error_and_halving_ends_in_a_grant() {
        #[cfg(not(miri))]
        assert!(
            matches!(Reservation::new(1 << 60, 1), Err(MemoryError::Reserve { bytes, .. }) if bytes >= 1 << 60)
        );
        #[cfg(not(miri))]
        assert!(Reservation::at_most(1 << 60, 1 << 20, 1).unwrap().len() >= 1 << 20);
    }
}
