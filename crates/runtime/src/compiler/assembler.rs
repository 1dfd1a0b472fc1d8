//! Instructions with labels, and their packing into words.
//!
//! Operands have any size here; an instruction whose operands do not fit its fields gets a WIDE prefix when it is
//! packed. Because a longer instruction can push a jump out of its range, sizes are found by iteration: they only
//! grow, so that ends. Code that cannot be reached is dropped as it is emitted.

use super::errors::LimitExceeded;
use heapfmt::ops::{Format, Instruction, Op, Operand};

/// A place in the code that jumps lead to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Label(usize);

#[derive(Clone, Copy, Debug)]
struct Item {
    op: Op,
    a: u32,
    /// Field b, or the 16-bit field of b and c. Integers are stored in two's complement.
    b: u32,
    c: u32,
    extension: u32,
    target: Option<Label>,
    line: u32,
}

#[derive(Default)]
struct LabelState {
    /// Index of the item behind it.
    position: Option<usize>,
    referenced: bool,
}

/// Code of one function under construction.
pub(crate) struct Assembler {
    items: Vec<Item>,
    labels: Vec<LabelState>,
    /// Number of items when a label was given its place last: nothing joins what lies before.
    fence: usize,
    reachable: bool,
    line: u32,
}

/// Finished code.
pub(crate) struct Assembled {
    pub(crate) words: Vec<u32>,
    /// (word index, line) where the line changes, ascending.
    pub(crate) lines: Vec<(u32, u32)>,
}

impl Assembler {
    pub(crate) fn new() -> Assembler {
        Assembler { items: Vec::new(), labels: Vec::new(), fence: 0, reachable: true, line: 0 }
    }

    pub(crate) fn new_label(&mut self) -> Label {
        self.labels.push(LabelState::default());
        Label(self.labels.len() - 1)
    }

    /// Whether control can come to the next instruction.
    pub(crate) fn is_reachable(&self) -> bool {
        self.reachable
    }

    /// Whether the label has its place already, so that only `loop` can lead to it.
    pub(crate) fn is_bound(&self, label: Label) -> bool {
        self.labels[label.0].position.is_some()
    }

    /// The line that the next instructions belong to; 0 when unknown.
    pub(crate) fn set_line(&mut self, line: u32) {
        if line != 0 {
            self.line = line;
        }
    }

    /// Gives the label its place. Control comes there if it falls through or if an earlier jump leads there.
    pub(crate) fn bind(&mut self, label: Label) {
        debug_assert!(!self.is_bound(label), "a label has one place");
        self.labels[label.0].position = Some(self.items.len());
        self.fence = self.items.len();
        self.reachable |= self.labels[label.0].referenced;
    }

    /// As [`Assembler::bind`], for a label that later jumps may lead back to.
    pub(crate) fn bind_loop_head(&mut self, label: Label) {
        self.bind(label);
        self.reachable = true;
    }

    pub(crate) fn emit(&mut self, op: Op, a: u32, b: u32, c: u32) {
        self.push(Item { op, a, b, c, extension: 0, target: None, line: self.line });
    }

    pub(crate) fn emit_extended(&mut self, op: Op, a: u32, b: u32, c: u32, extension: u32) {
        self.push(Item { op, a, b, c, extension, target: None, line: self.line });
    }

    /// A jump with up to two operands.
    pub(crate) fn jump(&mut self, op: Op, a: u32, b: u32, target: Label) {
        self.jump_on_comparison(op, a, b, false, target);
    }

    /// As [`Assembler::jump`], noting whether the comparison was written with its operands exchanged.
    pub(crate) fn jump_on_comparison(&mut self, op: Op, a: u32, b: u32, exchanged: bool, target: Label) {
        if self.reachable {
            self.labels[target.0].referenced = true;
        }
        let op = if op == Op::Jump && self.is_bound(target) { Op::Loop } else { op };
        self.push(Item {
            op,
            a,
            b,
            c: u32::from(exchanged),
            extension: 0,
            target: Some(target),
            line: self.line,
        });
    }

    fn push(&mut self, item: Item) {
        if !self.reachable || item.op == Op::Move && item.a == item.b {
            return;
        }
        if self.fence < self.items.len()
            && let Some(last) = self.items.last_mut()
            && let Some(both) = joined(last, &item)
        {
            *last = both;
            return;
        }
        self.items.push(item);
        self.reachable = !ends_control(item.op);
    }

    /// Resolves labels and packs all instructions.
    pub(crate) fn finish(mut self) -> Result<Assembled, LimitExceeded> {
        self.thread_jumps();
        let mut sizes = vec![0; self.items.len()];
        loop {
            let starts = self.starts(&sizes);
            let mut grown = false;
            for (index, item) in self.items.iter().enumerate() {
                let distance = self.distance(index, &starts);
                let needed = size(item, self.is_wide(item, distance), self.is_empty_jump(item, index));
                if needed > sizes[index] {
                    sizes[index] = needed;
                    grown = true;
                }
            }
            if !grown {
                return self.pack(&sizes, &starts);
            }
        }
    }

    /// Lets jumps to jumps lead to the final target, and jumps to a return return.
    fn thread_jumps(&mut self) {
        for index in 0..self.items.len() {
            let Some(mut target) = self.items[index].target else { continue };
            let conditional = !matches!(self.items[index].op, Op::Jump | Op::Loop);
            for _ in 0..self.items.len() {
                let Some(next) = self.items.get(self.position(target)) else { break };
                match next.op {
                    Op::Jump if self.position(target) > index => {
                        target = next.target.expect("jumps have targets");
                        self.items[index].target = Some(target);
                    }
                    Op::Return | Op::ReturnNil | Op::ReturnMultiple if !conditional => {
                        let line = self.items[index].line;
                        self.items[index] = Item { line, ..*next };
                        break;
                    }
                    _ => break,
                }
            }
        }
    }

    fn position(&self, label: Label) -> usize {
        self.labels[label.0].position.expect("every label that is used has its place when code is finished")
    }

    fn starts(&self, sizes: &[usize]) -> Vec<usize> {
        let mut starts = Vec::with_capacity(sizes.len() + 1);
        let mut start = 0;
        for size in sizes {
            starts.push(start);
            start += size;
        }
        starts.push(start);
        starts
    }

    /// Words from the end of item `index` to its target.
    fn distance(&self, index: usize, starts: &[usize]) -> i64 {
        match self.items[index].target {
            Some(target) => starts[self.position(target)] as i64 - starts[index + 1] as i64,
            None => 0,
        }
    }

    fn is_wide(&self, item: &Item, distance: i64) -> bool {
        let fits = |kind: Operand, value: u32, bits: u32| match kind {
            Operand::Integer => fits_signed(i64::from(value as i32), bits),
            Operand::Jump => fits_signed(distance, bits),
            _ => u64::from(value) < 1 << bits,
        };
        match item.op.info().format {
            Format::Abc(a, b, c) | Format::AbcExt(a, b, c, _) => {
                !(fits(a, item.a, 8) && fits(b, item.b, 8) && fits(c, item.c, 8))
            }
            Format::Abx(a, b) => !(fits(a, item.a, 8) && fits(b, item.b, 16)),
            Format::Sax(_) => false,
        }
    }

    fn pack(&self, sizes: &[usize], starts: &[usize]) -> Result<Assembled, LimitExceeded> {
        let mut words = Vec::with_capacity(starts[self.items.len()]);
        let mut lines: Vec<(u32, u32)> = Vec::new();
        for (index, item) in self.items.iter().enumerate() {
            if sizes[index] == 0 {
                continue;
            }
            if item.line != 0 && lines.last().is_none_or(|&(_, line)| line != item.line) {
                lines.push((words.len() as u32, item.line));
            }
            let distance = self.distance(index, starts);
            let wide = sizes[index] > 1 + usize::from(item.op.has_extension());
            pack_item(item, distance, wide, &mut words)?;
            debug_assert_eq!(words.len(), starts[index + 1]);
        }
        Ok(Assembled { words, lines })
    }

    /// An unconditional jump to the next instruction needs no word.
    fn is_empty_jump(&self, item: &Item, index: usize) -> bool {
        item.op == Op::Jump && item.target.is_some_and(|target| self.position(target) == index + 1)
    }
}

fn fits_signed(value: i64, bits: u32) -> bool {
    let limit = 1i64 << (bits - 1);
    (-limit..limit).contains(&value)
}

/// Words of an instruction.
fn size(item: &Item, wide: bool, empty: bool) -> usize {
    if empty {
        return 0;
    }
    1 + usize::from(wide) + usize::from(item.op.has_extension())
}

/// Words between the first register of a call's window and its first argument.
const WINDOW_HEAD: u32 = 3;

/// One instruction for `first` and then `second`: moves whose destinations are neighbours, or the moves of the last
/// two arguments with their call.
fn joined(first: &Item, second: &Item) -> Option<Item> {
    match (first.op, second.op) {
        (Op::MovePair, Op::CallSelf) if first.a + 2 == second.a + WINDOW_HEAD + second.b => {
            let Item { b, c, .. } = *first;
            return Some(Item { op: Op::CallSelfPair, c: b, extension: c, ..*second });
        }
        (_, Op::Move) => {}
        _ => return None,
    }
    match first.op {
        Op::Move if second.a == first.a + 1 => Some(Item { op: Op::MovePair, c: second.b, ..*first }),
        Op::MovePair if first.c == first.b + 1 && second.a == first.a + 2 && second.b == first.b + 2 => {
            Some(Item { op: Op::MoveTriple, c: 0, ..*first })
        }
        _ => None,
    }
}

/// Whether control never goes on behind the instruction.
fn ends_control(op: Op) -> bool {
    use Op::{
        ExitTo, GoTo, Jump, Loop, Return, ReturnMultiple, ReturnNil, ReturnValues, TailApply, TailCall,
        TailCallNamed, Throw,
    };
    matches!(
        op,
        Jump | Loop
            | Return
            | ReturnNil
            | ReturnValues
            | ReturnMultiple
            | TailCall
            | TailCallNamed
            | TailApply
            | Throw
            | ExitTo
            | GoTo
    )
}

fn pack_item(item: &Item, distance: i64, wide: bool, words: &mut Vec<u32>) -> Result<(), LimitExceeded> {
    let jump = i32::try_from(distance).map_err(|_| LimitExceeded::Jump { n_words: distance })?;
    let field = |kind: Operand, value: u32| if kind == Operand::Jump { jump as u32 } else { value };
    let byte = |value: u32, index: u32| (value >> (8 * index)) as u8;
    match item.op.info().format {
        Format::Abc(..) | Format::AbcExt(..) => {
            if wide {
                let [a, b, c] = [byte(item.a, 1), byte(item.b, 1), byte(item.c, 1)];
                words.push(Instruction::abc(Op::Wide, a, b, c).0);
            }
            let [a, b, c] = [byte(item.a, 0), byte(item.b, 0), byte(item.c, 0)];
            words.push(Instruction::abc(item.op, a, b, c).0);
            if let Format::AbcExt(_, _, _, kind) = item.op.info().format {
                words.push(field(kind, item.extension));
            }
        }
        Format::Abx(_, kind) => {
            let bx = field(kind, item.b);
            if wide {
                let prefix = Instruction::abc(Op::Wide, byte(item.a, 1), byte(bx, 2), byte(bx, 3));
                words.push(prefix.0);
            }
            words.push(Instruction::abx(item.op, byte(item.a, 0), bx as u16).0);
        }
        Format::Sax(_) => {
            if !fits_signed(distance, 24) {
                return Err(LimitExceeded::Jump { n_words: distance });
            }
            words.push(Instruction::sax(item.op, jump).0);
        }
    }
    Ok(())
}
