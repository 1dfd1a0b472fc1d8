//! Where the code of the functions lies that calls entered and returned to lately.
//!
//! Finding a closure's code takes a chain of loads, each of which waits for the one before: the closure, its prototype,
//! the vector of code. A call site nearly always calls the function it called before and returns to the function it
//! returned to before, so both remember, by the call site's address, what the chain led to. Whether that still holds
//! is one comparison that the processor predicts; meanwhile it fetches the instruction.
//!
//! The cache is memory of the process, never of the image: remembering a call writes to no page of the heap. It holds
//! addresses, so every collection empties it.

use heapfmt::Value;

/// Call sites told apart, a power of two. Two that meet in one row forget each other and lose nothing else.
const N_SITES: usize = 64;

/// Identifies a call site, more or less: the row that it uses.
#[derive(Clone, Copy)]
pub(super) struct CallSite(u8);

impl CallSite {
    /// For returns that are not worth a row of their own.
    pub(super) const ANY: CallSite = CallSite(0);
    /// Width of [`CallSite::row`].
    pub(super) const BITS: u32 = N_SITES.trailing_zeros();

    /// The site of the call instruction that ends at `pc`.
    #[inline(always)]
    pub(super) fn at(pc: *const u32) -> CallSite {
        CallSite::of_row(pc.addr() / size_of::<u32>())
    }

    /// The site that uses a row; higher bits are ignored.
    #[inline(always)]
    pub(super) const fn of_row(row: usize) -> CallSite {
        CallSite((row % N_SITES) as u8)
    }

    /// The row, below `1 << BITS`.
    #[inline(always)]
    pub(super) const fn row(self) -> usize {
        self.0 as usize % N_SITES
    }
}

/// A function and what running it needs.
#[derive(Clone, Copy)]
pub(super) struct Known {
    /// The closure; fixnum 0 in an empty row.
    function: Value,
    /// Constant 0 of its prototype.
    pub(super) constants: *const Value,
    /// First instruction.
    pub(super) code: *const u32,
}

const EMPTY: Known =
    Known { function: Value::fixnum(0), constants: std::ptr::null(), code: std::ptr::null() };

/// What one direction of control, into functions or back, remembers.
pub(super) struct CallCache([Known; N_SITES]);

impl Default for CallCache {
    fn default() -> CallCache {
        CallCache([EMPTY; N_SITES])
    }
}

impl CallCache {
    /// What is known of `function`, if `site` met it last.
    #[inline(always)]
    pub(super) fn find(&self, site: CallSite, function: Value) -> Option<Known> {
        let known = self.0[site.row()];
        if known.function == function { Some(known) } else { None }
    }

    /// Remembers that `site` met `function`.
    pub(super) fn remember(
        &mut self,
        site: CallSite,
        function: Value,
        constants: *const Value,
        code: *const u32,
    ) {
        self.0[site.row()] = Known { function, constants, code };
    }

    /// Forgets everything: objects have moved.
    pub(super) fn clear(&mut self) {
        self.0.fill(EMPTY);
    }
}
