//! The reader: from characters to objects (CLHS chapters 2 and 23).

pub mod readtable;
