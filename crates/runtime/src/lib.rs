//! The Monolisp heap, virtual machine, compiler, reader and Lisp library.

pub mod error;
pub mod heap;
pub mod mutator;
pub mod primitives;
pub mod roots;
pub mod vm;
