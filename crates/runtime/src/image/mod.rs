//! Images: saving the heap as a container or an executable, and starting from one.
//!
//! ```text
//!  save   roots ── trace ──▶ objects in file order ── copy ──▶ sections ──▶ .mem ── attach ──▶ executable
//!  load   slot or file ── check header, tables, end mark ──▶ memory range = image of a heap ──▶ Vm
//! ```
//!
//! Saving copies what is reachable from the static objects; the live heap stays as it is. What belongs to the
//! process (file handles, dynamic bindings, stack) is not reachable from there or is cleared in the copy, so an
//! image holds no address, no handle and no host. The order of the copy follows from the graph alone: the same
//! state gives the same bytes.

pub(crate) mod builtins;
mod copy;
mod extent;
pub mod load;
mod placement;
pub mod properties;
pub mod save;
mod template;
mod trace;
