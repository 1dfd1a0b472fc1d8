//! The allocator of static Linux programs, for what is no Lisp object.
//!
//! The one of musl gives memory back to the system with every group of blocks that becomes free, so that numbers and
//! buffers of some kilobytes that come and go make a page fault for each of their pages, every time.

#[global_allocator]
static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;
