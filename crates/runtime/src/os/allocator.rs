//! The allocator of static Linux programs, for what is no Lisp object.
//!
//! The one of musl gives memory back to the system with every group of blocks that becomes free, so that numbers and
//! buffers of some kilobytes that come and go make a page fault for each of their pages, every time. The library's own
//! lock is a mutex of the system, which costs more than the allocation that it guards; one atomic exchange does.

#![expect(unsafe_code, reason = "implements the interface of allocators")]

use dlmalloc::Dlmalloc;
use std::alloc::{GlobalAlloc, Layout};
use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicBool, Ordering};

#[global_allocator]
static ALLOCATOR: Allocator =
    Allocator { taken: AtomicBool::new(false), blocks: UnsafeCell::new(Dlmalloc::new()) };

struct Allocator {
    /// Whether some thread uses `blocks`.
    taken: AtomicBool,
    blocks: UnsafeCell<Dlmalloc>,
}

// SAFETY: `blocks` is reached in `locked` only, which lets in one thread at a time.
unsafe impl Sync for Allocator {}

impl Allocator {
    #[inline]
    fn locked<T>(&self, work: impl FnOnce(&mut Dlmalloc) -> T) -> T {
        while self.taken.swap(true, Ordering::Acquire) {
            std::thread::yield_now();
        }
        // SAFETY: `taken` was false and is true from here on, so no other thread is here; `work` allocates nothing
        // by itself, and no signal handler allocates, so this thread is not here twice.
        let result = work(unsafe { &mut *self.blocks.get() });
        self.taken.store(false, Ordering::Release);
        result
    }
}

// SAFETY: what is asked is answered by the library, which keeps what the interface promises.
unsafe impl GlobalAlloc for Allocator {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promises are those that the library asks for.
        self.locked(|blocks| unsafe { blocks.malloc(layout.size(), layout.align()) })
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: as above.
        self.locked(|blocks| unsafe { blocks.free(block, layout.size(), layout.align()) });
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as above.
        self.locked(|blocks| unsafe { blocks.calloc(layout.size(), layout.align()) })
    }

    #[inline]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        // SAFETY: as above.
        self.locked(|blocks| unsafe { blocks.realloc(block, layout.size(), layout.align(), new_size) })
    }
}
