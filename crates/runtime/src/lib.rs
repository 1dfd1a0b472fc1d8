//! The Monolisp heap, virtual machine, compiler, reader and Lisp library.
