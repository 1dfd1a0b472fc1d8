//! Telling that a list has no end, while walking along it.

use heapfmt::Value;

/// Brent's method: remembers the cons reached after each power of two of steps. A walk that comes back to it goes
/// round, and has passed every cons of the list by then.
pub(crate) struct CycleWatch {
    remembered: Value,
    n_steps: u64,
}

impl Default for CycleWatch {
    fn default() -> CycleWatch {
        CycleWatch { remembered: Value::NIL, n_steps: 0 }
    }
}

impl CycleWatch {
    /// Takes note of the next cons of the walk; true when the list is known to be circular.
    #[inline]
    pub(crate) fn closes_at(&mut self, cons: Value) -> bool {
        if cons == self.remembered {
            return true;
        }
        self.n_steps += 1;
        if self.n_steps.is_power_of_two() {
            self.remembered = cons;
        }
        false
    }

    /// Whether it is time to look for interrupts again.
    #[inline]
    pub(crate) fn is_poll_due(&self) -> bool {
        self.n_steps & 0xffff == 0
    }
}
