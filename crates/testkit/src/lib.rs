//! Runs Monolisp tests in several worlds: a fresh image, the collector under stress, saved and reloaded.
