//! Where forms stand in their files.
//!
//! While a file is loaded, the special variable `SYS:*SOURCE-POSITIONS*` holds a list: the file's name (a string or
//! NIL), then (cons . line) pairs, newest first, which the reader pushes for conses that start a form. The lines end
//! up in the line table of each prototype's DEBUG slot.

use crate::mutator::Mutator;
use crate::roots::Root;
use heapfmt::Value;
use heapfmt::statics::sym;

/// The positions known for the unit being compiled.
pub(crate) struct SourceMap {
    positions: Option<Root>,
}

impl SourceMap {
    /// What the thread's `SYS:*SOURCE-POSITIONS*` holds at this moment.
    pub(crate) fn current(m: &mut Mutator) -> SourceMap {
        let positions = m.variable_value(sym::SOURCE_POSITIONS);
        if positions.is_cons() {
            SourceMap { positions: Some(m.roots.push(positions)) }
        } else {
            SourceMap { positions: None }
        }
    }

    /// The file's name, or NIL.
    pub(crate) fn file(&self, m: &Mutator) -> Value {
        self.positions.map_or(Value::NIL, |list| m.heap.car(m.roots.get(list)))
    }

    /// The line of the form that starts with `cons`, or 0.
    pub(crate) fn line(&self, m: &Mutator, cons: Value) -> u32 {
        let Some(list) = self.positions else { return 0 };
        let mut rest = m.heap.cdr(m.roots.get(list));
        while rest.is_cons() {
            let pair = m.heap.car(rest);
            if pair.is_cons() && m.heap.car(pair) == cons {
                let line = m.heap.cdr(pair).as_fixnum().and_then(|line| u32::try_from(line).ok());
                return line.unwrap_or(0);
            }
            rest = m.heap.cdr(rest);
        }
        0
    }
}
