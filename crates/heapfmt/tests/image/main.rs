//! Images as bytes: written, read, damaged, verified, dumped.

mod container;
mod synthetic;
mod verify;
