//! The root arena: where Rust code that runs Lisp in between keeps its values.
//!
//! Only the compiler, the reader and foreign callbacks call Lisp from Rust. Across such a call the collector may
//! move every object, so they keep values here and hold [`Root`] indices instead.

use heapfmt::Value;

/// Index of a value in the arena. Valid until the arena is truncated below it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Root(u32);

impl Root {
    /// Position in the arena: truncating to it drops this root and all above.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A stack of values that the collector scans and updates.
#[derive(Default)]
pub struct RootArena {
    values: Vec<Value>,
}

impl RootArena {
    /// Keeps `value`.
    pub fn push(&mut self, value: Value) -> Root {
        self.values.push(value);
        Root(
            u32::try_from(self.values.len() - 1)
                .expect("the arena is bounded by nesting depth and source size"),
        )
    }

    /// The value as it is now.
    #[inline]
    pub fn get(&self, root: Root) -> Value {
        self.values[root.0 as usize]
    }

    /// Replaces the value.
    #[inline]
    pub fn set(&mut self, root: Root, value: Value) {
        self.values[root.0 as usize] = value;
    }

    /// Current height, for [`RootArena::truncate`].
    pub fn mark(&self) -> usize {
        self.values.len()
    }

    /// Drops everything kept since `mark`.
    pub fn truncate(&mut self, mark: usize) {
        self.values.truncate(mark);
    }

    /// All values, for the collector.
    pub(crate) fn values_mut(&mut self) -> &mut [Value] {
        &mut self.values
    }
}
