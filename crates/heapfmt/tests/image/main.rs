//! Images as bytes: written, read, damaged, verified, dumped.

mod container;
mod dump;
mod properties;
mod synthetic;
mod verify;
