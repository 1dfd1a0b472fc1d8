//! Primitives called by name through their table rows, on a fresh heap.

mod arrays;
mod conses;
mod equality;
mod notation;
mod numbers;
mod rows;
mod sequences;
mod structures;
