//! Words, tags, object headers and object shapes: the only folder that knows bit positions.
//!
//! A heap is a sequence of 64-bit words. A word is a [`Value`] (tagged), a [`Header`], or raw data that belongs
//! to an object whose shape says so. Objects start at multiples of 16 bytes. A reference holds the *offset* of
//! its target from the heap's base, a wrapping 64-bit difference, so objects outside the image are reachable by
//! the same arithmetic and nothing is relocated when the image lies elsewhere.
//!
//! ```text
//!  tag   value                         bits
//!  x00   fixnum                        62-bit integer << 2  (low two bits 00: add and compare untagged)
//!  001   cons                          offset | 1           (two words, no header)
//!  010   immediate                     payload << 32 | kind << 3 | 2   (character, single-float, marker)
//!  011   immediate double              rotated; doubles outside the exponent range are boxed
//!  101   function                      offset | 5           (closure, builtin, funcallable instance)
//!  110   headered object               offset | 6           (everything else)
//!  111   header or forwarding word     never a value
//! ```
//!
//! Because a header's low three bits are 111 and no value's are, a heap can be walked word by word: an aligned
//! word with tag 111 starts a headered object, any other starts a cons.

mod arity;
mod constants;
mod header;
mod slots;
#[cfg(test)]
mod tests;
mod types;
mod value;

pub use arity::*;
pub(crate) use constants::listed_constants;
pub use header::*;
pub use slots::*;
pub use types::*;
pub use value::*;

/// Object alignment in bytes.
pub const OBJECT_ALIGN: usize = 16;
/// Bytes in a word.
pub const WORD: usize = 8;
