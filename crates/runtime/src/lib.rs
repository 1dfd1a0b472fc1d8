//! The Monolisp heap, virtual machine, compiler, reader and Lisp library.

pub mod arrays;
pub mod base_image;
pub mod bootstrap;
pub mod characters;
pub(crate) mod compiled_files;
pub mod compiler;
mod cycles;
pub mod equality;
pub mod error;
pub mod hash;
pub mod heap;
pub mod image;
pub mod mutator;
pub mod numbers;
pub mod os;
pub mod packages;
pub mod primitives;
pub mod reader;
pub mod roots;
pub mod streams;
pub mod vm;

/// What tells apart runtimes whose images cannot be exchanged: digests of the image format and of the builtins.
pub const BUILD_ID: [u8; 32] = {
    let (format, builtins) =
        (heapfmt::interface::FORMAT_DIGEST.to_le_bytes(), image::builtins::DIGEST.to_le_bytes());
    let mut id = [0; 32];
    let mut i = 0;
    while i < 16 {
        id[i] = format[i];
        id[16 + i] = builtins[i];
        i += 1;
    }
    id
};
