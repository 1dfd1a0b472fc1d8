//! The compiler, tested by Lisp text: what forms evaluate to, which forms are refused, what code looks like.

mod code_quality;
mod limits;
mod lisp_text;
mod special_operators;
