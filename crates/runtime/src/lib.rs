//! The Monolisp heap, virtual machine, compiler, reader and Lisp library.

pub mod arrays;
pub mod bootstrap;
pub mod characters;
pub mod compiler;
pub mod equality;
pub mod error;
pub mod hash;
pub mod heap;
pub mod mutator;
pub mod numbers;
pub mod os;
pub mod packages;
pub mod primitives;
pub mod reader;
pub mod roots;
pub mod streams;
pub mod vm;
