//! The image range: memory that holds the loaded image, at whatever address the loader or the system put it.

use super::cards::CARD;
use crate::os::memory::{MemoryError, Reservation};

/// The image range and its crossing map.
///
/// The crossing map has a u32 per card of 512 bytes: the granule (16 bytes) at which the object starts that
/// covers the card's first byte.
#[derive(Debug)]
pub struct ImageMemory {
    address: usize,
    len: usize,
    pub(super) crossing: Crossing,
    /// Keeps memory that this process allocated.
    #[expect(dead_code, reason = "owned for its destructor")]
    owner: Option<Reservation>,
}

/// Where the crossing map is.
#[derive(Debug)]
pub(super) enum Crossing {
    /// A section of the image.
    Section(&'static [u32]),
    /// Made from the objects.
    Built(Vec<u32>),
    /// To be made when it is first needed; by then the objects are there.
    Unbuilt,
}

impl ImageMemory {
    /// An image in place: `len` bytes of objects at `address`, mapped copy-on-write with the program or a file.
    ///
    /// # Safety
    /// The memory is readable and writable, private to this process, used by nothing else and never unmapped. Its
    /// objects are as a verified image's, and `crossing` is their crossing map.
    pub unsafe fn in_place(address: usize, len: usize, crossing: &'static [u32]) -> ImageMemory {
        assert!(address.is_multiple_of(CARD), "images lie at page boundaries");
        assert!(crossing.len() >= len.div_ceil(CARD), "every card has an entry in the crossing map");
        ImageMemory { address, len, crossing: Crossing::Section(crossing), owner: None }
    }

    /// An image whose `len` bytes were read into committed memory at the start of `memory`. They are as a verified
    /// image's, and `crossing` is their crossing map.
    pub fn owned(memory: Reservation, len: usize, crossing: Vec<u32>) -> ImageMemory {
        assert!(len <= memory.len(), "the image lies within its memory");
        assert!(crossing.len() >= len.div_ceil(CARD), "every card has an entry in the crossing map");
        ImageMemory {
            address: memory.address(),
            len,
            crossing: Crossing::Built(crossing),
            owner: Some(memory),
        }
    }

    /// An image whose objects are a copy of `bytes`, a verified image's, with `crossing` as their crossing map.
    pub fn copied(bytes: &[u8], crossing: Vec<u32>) -> Result<ImageMemory, MemoryError> {
        let memory = Reservation::new(bytes.len(), 1)?;
        memory.commit(0, bytes.len())?;
        let start = std::ptr::with_exposed_provenance_mut::<u8>(memory.address());
        // SAFETY: the pages were committed just now and nothing else knows them.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), start, bytes.len()) };
        Ok(ImageMemory::owned(memory, bytes.len(), crossing))
    }

    /// A zeroed image range of `len` bytes, to be filled with objects.
    pub(super) fn fresh(len: usize) -> ImageMemory {
        ImageMemory::fresh_near(0, len)
    }

    /// As [`ImageMemory::fresh`], at `hint` if that is not 0 and the system agrees.
    pub(super) fn fresh_near(hint: usize, len: usize) -> ImageMemory {
        let memory = Reservation::near(hint, len, 1).expect("an image being built is small");
        memory.commit(0, len).expect("an image being built is small");
        ImageMemory { address: memory.address(), len, crossing: Crossing::Unbuilt, owner: Some(memory) }
    }

    /// Address of its first byte, from which offsets count.
    pub fn address(&self) -> usize {
        self.address
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no object in the image.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}
