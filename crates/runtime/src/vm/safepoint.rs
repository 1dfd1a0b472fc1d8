//! The permission to collect: only the virtual machine's safepoints can give it.

/// Shows that every live value is in a register, a root or the heap, so that objects may move. Only this folder
/// can make one; a primitive therefore cannot collect.
#[derive(Debug)]
pub struct SafepointPermit(());

impl SafepointPermit {
    /// A permit for the safepoint that the caller has reached.
    #[expect(dead_code, reason = "the interpreter's safepoints call it")]
    pub(super) fn new() -> SafepointPermit {
        SafepointPermit(())
    }

    /// A permit for tests that drive the collector without a virtual machine.
    #[cfg(test)]
    pub(crate) fn for_test() -> SafepointPermit {
        SafepointPermit(())
    }
}
