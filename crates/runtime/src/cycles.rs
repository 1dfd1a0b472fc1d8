//! Telling that a list has no end, while walking along it.

use heapfmt::Value;

/// Brent's method: remembers the cons reached after each power of two of steps. A walk that comes back to it goes
/// round, and has passed every cons of the list by then.
///
/// Steps are counted by strides, so that a step costs no more than a comparison and a countdown.
#[derive(Clone, Copy)]
pub(crate) struct CycleWatch {
    remembered: Value,
    /// Steps of all strides that are over.
    n_steps: u64,
    /// Steps left of this stride.
    left: u64,
}

/// What is known at a cons of a walk.
pub(crate) enum Step {
    /// Nothing yet.
    Onward,
    /// As much, and it is time to look for interrupts again.
    Pause,
    /// The list is circular.
    Closed,
}

/// Steps of the first stride: few enough for short circles, and short lists never remember a cons.
const FIRST_STRIDE: u64 = 8;
/// Most steps of a stride, which are those between two pauses.
const LONGEST_STRIDE: u64 = 1 << 16;

impl Default for CycleWatch {
    fn default() -> CycleWatch {
        CycleWatch { remembered: Value::NIL, n_steps: 0, left: FIRST_STRIDE }
    }
}

impl CycleWatch {
    /// Takes note of the next cons of the walk.
    #[inline(always)]
    pub(crate) fn step(&mut self, cons: Value) -> Step {
        if cons == self.remembered {
            return Step::Closed;
        }
        if self.left == 0 {
            *self = self.next_stride(cons);
            self.left -= 1;
            return if self.n_steps.is_multiple_of(LONGEST_STRIDE) { Step::Pause } else { Step::Onward };
        }
        self.left -= 1;
        Step::Onward
    }

    /// As [`CycleWatch::step`], for walks that do not pause; true when the list is known to be circular.
    #[inline(always)]
    pub(crate) fn closes_at(&mut self, cons: Value) -> bool {
        matches!(self.step(cons), Step::Closed)
    }

    /// The watch at `cons`, with which a stride begins. Strides are as long as the walk so far, but not too long.
    #[cold]
    #[inline(never)]
    fn next_stride(self, cons: Value) -> CycleWatch {
        let n_steps =
            if self.n_steps == 0 { FIRST_STRIDE } else { self.n_steps + self.n_steps.min(LONGEST_STRIDE) };
        let remembered = if n_steps.is_power_of_two() { cons } else { self.remembered };
        CycleWatch { remembered, n_steps, left: n_steps.min(LONGEST_STRIDE) }
    }
}
