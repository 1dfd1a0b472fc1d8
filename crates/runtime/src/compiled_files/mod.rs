//! Compiled files: functions and what they refer to, as records that any runtime of the same instruction set turns
//! into objects again.
//!
//! [`encode`] writes a unit from a list of functions that are to be called when the file is loaded; [`load`] makes the
//! objects group by group. Between groups Lisp code runs: the loop is in `lisp/environment/compiled-files.lisp`, so
//! neither side calls Lisp. A compiled file may be foreign bytes; whatever it holds, loading ends in objects that the
//! virtual machine can trust or in an error.

pub(crate) mod encode;
pub(crate) mod load;
