//! Streams: heap objects for what an image keeps, process memory for what it cannot.

pub mod object;
