//! Attaches to real executables, reads what was written with another parser, damages it, and runs it.
#![cfg(target_os = "linux")]

mod damage;
mod fixture;
mod round_trip;
mod second_parser;
mod synthetic;
mod writing;
