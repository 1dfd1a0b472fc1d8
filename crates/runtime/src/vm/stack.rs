//! The Lisp stack: the registers of all active frames, one range of memory that never moves.
//!
//! ```text
//!  start ........ frames ........ top ... limit |slack| ......... soft end |red zones| hard end
//! ```
//!
//! Every word below `limit` and its slack is a value that the collector may follow; every word above is zero. A
//! frame that would pass `limit` asks [`LispStack::extend`], so that function entry compares one pointer and yet
//! it is known how far stale words reach: the collector's client zeroes them from `top` up and lowers `limit`.
//! Past the soft end nothing grows until a red zone has been opened for the handlers of the exhaustion. Each exhaustion
//! opens one: a handler that exhausts its own is told so in turn, and its handlers are those outside of it. When the
//! handlers have been left, cleanup forms near the soft end have one zone; one that exhausts it is left as well.

use crate::heap::ValueArea;
use crate::os::end_process;
use heapfmt::Value;

/// Words past `limit` that a frame's link words and an error's two arguments may take without asking.
const SLACK: usize = 64;
/// How far `limit` is raised at a time, in words.
const STEP: usize = 8 << 10;
/// Room for the handlers of an exhausted stack, in words.
const RED_ZONE: usize = 32 << 10;
/// How many exhaustions can be handled within one another.
const MOST_HANDLED: usize = 8;
/// All red zones together: one for each exhaustion and one for cleanup forms.
const RED_ZONES: usize = (MOST_HANDLED + 1) * RED_ZONE;
/// Default distance of the soft end from the start, in words.
pub(super) const SOFT_WORDS: usize = 32 << 20;
/// With less address space than this for a stack there is no point in starting, in words.
const LEAST_SOFT_WORDS: usize = 256 << 10;

/// A growable stack of values.
pub(super) struct LispStack {
    area: ValueArea,
    limit: *mut Value,
    soft_words: usize,
    n_open_zones: usize,
    /// Index of the failing frame of each exhaustion whose handlers have not been left.
    handled: Vec<usize>,
}

impl LispStack {
    /// An empty stack that signals exhaustion at `soft_words` words.
    pub(super) fn new(soft_words: usize) -> LispStack {
        // Where address space is scarce, recursion ends earlier.
        let mut soft_words = soft_words;
        let area = loop {
            match ValueArea::new(soft_words + RED_ZONES + SLACK) {
                Err(_) if soft_words > LEAST_SOFT_WORDS => soft_words /= 2,
                area => break area,
            }
        };
        let first_page = area.and_then(|mut area| area.grow(SLACK).map(|()| area));
        let mut area = first_page
            .unwrap_or_else(|error| end_process(&format_args!("there is no room for the stack: {error}")));
        let limit = area.values_mut().as_mut_ptr();
        LispStack { area, limit, soft_words, n_open_zones: 0, handled: Vec::new() }
    }

    /// Frames that end here or below need not ask.
    #[inline(always)]
    pub(super) fn limit(&self) -> *mut Value {
        self.limit
    }

    /// Address of word `index`, which lies below the hard end.
    #[inline]
    pub(super) fn pointer(&mut self, index: usize) -> *mut Value {
        debug_assert!(index < self.area.capacity());
        self.area.values_mut().as_mut_ptr().wrapping_add(index)
    }

    /// Index of the word at `pointer`, which points into the stack.
    #[inline]
    pub(super) fn index(&self, pointer: *const Value) -> usize {
        (pointer.addr() - self.area.values().as_ptr().addr()) / size_of::<Value>()
    }

    /// Makes room for a frame that ends at `end`; false when the stack or the memory behind it is exhausted.
    #[cold]
    pub(super) fn extend(&mut self, end: *mut Value) -> bool {
        let needed = self.index(end);
        if needed > self.end_words() {
            return false;
        }
        let words = (needed + STEP).min(self.end_words());
        if words > self.index(self.limit) {
            if self.area.grow(words + SLACK).is_err() {
                return false;
            }
            self.limit = self.pointer(words);
        }
        true
    }

    fn end_words(&self) -> usize {
        self.soft_words + self.n_open_zones * RED_ZONE
    }

    /// Signals exhaustion at `soft_words` words from now on, as far as there is room for that many and those below
    /// `top` are fewer. Returns what it was.
    pub(super) fn set_soft_words(&mut self, soft_words: usize, top: *mut Value) -> usize {
        self.clear_above(top);
        let most = self.area.capacity() - RED_ZONES - SLACK;
        let least = (self.index(top) + STEP).min(most);
        std::mem::replace(&mut self.soft_words, soft_words.clamp(least, most))
    }

    /// Lets frames use another red zone for the handlers of an exhaustion in the frame at `top`; false when there is none.
    pub(super) fn open_red_zone(&mut self, top: *mut Value) -> bool {
        self.rearm(top);
        if self.handled.len() == MOST_HANDLED {
            return false;
        }
        self.handled.push(self.index(top));
        self.n_open_zones += 1;
        true
    }

    /// Closes the red zones that are not used any more once `top` has come down.
    #[inline]
    pub(super) fn rearm(&mut self, top: *mut Value) {
        if self.n_open_zones > 0 {
            self.close_red_zones(self.index(top));
        }
    }

    #[cold]
    fn close_red_zones(&mut self, top: usize) {
        let left = self.handled.iter().position(|&frame| frame >= top);
        self.handled.truncate(left.unwrap_or(self.handled.len()));
        let is_calm = self.handled.is_empty() && top + RED_ZONE < self.soft_words;
        // One is left to cleanup forms, for the stack below is nearly full.
        let n_needed = if is_calm { 0 } else { self.handled.len() + 1 };
        self.n_open_zones = self.n_open_zones.min(n_needed);
        let end = self.end_words();
        if self.index(self.limit) > end {
            // Stale words of the red zones must be zero before a zone is used again.
            self.clear(end, self.index(self.limit) + SLACK);
            self.limit = self.pointer(end);
        }
    }

    fn clear(&mut self, from: usize, to: usize) {
        self.area.values_mut()[from..to].fill(Value::fixnum(0));
    }

    /// Zeroes every stale word above `top` and lowers the limit to shortly above it.
    pub(super) fn clear_above(&mut self, top: *mut Value) {
        let top = self.index(top);
        let limit = self.index(self.limit);
        self.clear(top, limit + SLACK);
        self.limit = self.pointer(limit.min(top + STEP));
    }

    /// All words.
    pub(super) fn values(&self) -> &[Value] {
        self.area.values()
    }

    /// The words below `top`, for the collector.
    pub(super) fn values_below(&mut self, top: *mut Value) -> &mut [Value] {
        let n_words = self.index(top);
        &mut self.area.values_mut()[..n_words]
    }
}
