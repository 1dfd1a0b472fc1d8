//! Where the interpreter's loop lies in memory.
//!
//! Compilers align functions to 16 bytes. Whether the loop then starts at a multiple of 128 is an accident of what else
//! the program contains, and makes compiled Lisp faster or slower by a seventh. Where the linker can be told, it is.

#![cfg_attr(target_os = "linux", expect(unsafe_code, reason = "declares a section of code"))]

/// Defines a function that starts at a multiple of 128 bytes in a program that is optimised as a whole.
macro_rules! aligned {
    ($function:item) => {
        #[cfg_attr(target_os = "linux", unsafe(link_section = ".text.interpreter"))]
        $function
    };
}
pub(crate) use aligned;

// The section has the alignment of its most aligned part, which is this empty one, and the function follows it.
#[cfg(target_os = "linux")]
std::arch::global_asm!(".pushsection .text.interpreter, \"ax\", @progbits", ".p2align 7", ".popsection");
