//! Attaches to real executables, and runs them.
#![cfg(target_os = "linux")]

mod fixture;
mod round_trip;
