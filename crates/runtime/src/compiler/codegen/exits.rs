//! Non-local control: blocks, tagbodies, CATCH, UNWIND-PROTECT, PROGV.
//!
//! A block or tagbody that only its own function leaves costs nothing: exits are jumps, preceded by what undoes
//! dynamic state in between. One that closures leave, or that is left through an UNWIND-PROTECT, has an entry on the
//! control stack and an exit point in a register.

use super::{Dynamic, Generator, Target};
use crate::compiler::assembler::Label;
use crate::compiler::ast::{BlockId, Node, Statement, TagbodyId, VariableId};
use heapfmt::ops::Op;

/// A block of the function at hand.
pub(super) struct BlockTarget {
    pub(super) target: Target,
    pub(super) end: Label,
    /// Height of the dynamic state that jumps to `end` must restore.
    pub(super) depth: usize,
}

/// A tagbody of the function at hand.
pub(super) struct TagbodyTarget {
    pub(super) labels: Vec<Label>,
    pub(super) depth: usize,
}

impl Generator<'_> {
    pub(super) fn generate_block(&mut self, block: BlockId, body: &Node, target: Target) {
        let entry = &self.unit.blocks[block.0];
        if entry.non_local {
            return self.generate_exit_block(block, entry.exit, body, target);
        }
        let end = self.assembler.new_label();
        self.blocks.insert(block, BlockTarget { target, end, depth: self.dynamic.len() });
        self.generate(body, target);
        self.assembler.bind(end);
    }

    fn generate_exit_block(&mut self, block: BlockId, exit: VariableId, body: &Node, target: Target) {
        let register = self.allocate();
        self.registers.insert(exit, register);
        let (end, landing) = (self.assembler.new_label(), self.assembler.new_label());
        self.assembler.jump(Op::EnterBlock, register, 0, landing);
        let depth = self.dynamic.len();
        self.dynamic.push(Dynamic::Control);
        let inner = inner_target(target, register);
        self.blocks.insert(block, BlockTarget { target: inner, end, depth: depth + 1 });
        self.generate(body, inner);
        self.assembler.bind(end);
        self.leave_to(depth);
        self.assembler.bind(landing);
        self.deliver_inner(register, target);
    }

    /// Brings a value computed for `inner_target` to the target.
    fn deliver_inner(&mut self, register: u32, target: Target) {
        match target {
            Target::Multiple | Target::Return => self.deliver_multiple(target),
            Target::Effect | Target::Register(_) => self.deliver(register, target),
        }
    }

    pub(super) fn generate_return_from(&mut self, block: BlockId, value: &Node) {
        let Some(entry) = self.blocks.get(&block).filter(|entry| self.can_jump_out_to(entry.depth)) else {
            let exit = self.unit.blocks[block.0].exit;
            self.generate(value, Target::Multiple);
            let exit = self.operand(&Node::Local(exit), &[]);
            return self.emit(Op::ExitTo, exit, 0, 0);
        };
        let &BlockTarget { target, end, depth } = entry;
        self.generate(value, target);
        if self.assembler.is_reachable() {
            self.undo_to(depth);
            self.assembler.jump(Op::Jump, 0, 0, end);
        }
    }

    pub(super) fn generate_tagbody(&mut self, tagbody: TagbodyId, statements: &[Statement], target: Target) {
        let entry = &self.unit.tagbodies[tagbody.0];
        let labels: Vec<Label> = entry.tags.iter().map(|_| self.assembler.new_label()).collect();
        let depth = self.dynamic.len();
        if entry.non_local {
            self.enter_tagbody(entry.exit, &entry.tags, &labels);
        }
        let inner_depth = self.dynamic.len();
        self.tagbodies.insert(tagbody, TagbodyTarget { labels: labels.clone(), depth: inner_depth });
        for statement in statements {
            match statement {
                Statement::Tag(tag) if entry.tags[*tag].n_jumps > 0 => {
                    self.assembler.bind_loop_head(labels[*tag]);
                }
                Statement::Tag(tag) => self.assembler.bind(labels[*tag]),
                Statement::Form(form) => self.generate(form, Target::Effect),
            }
        }
        self.leave_to(depth);
        self.generate(&Node::NIL, target);
    }

    /// Makes the exit point, and the code that a non-local GO comes to: a choice among the tags.
    fn enter_tagbody(&mut self, exit: VariableId, tags: &[crate::compiler::ast::TagUse], labels: &[Label]) {
        let register = self.allocate();
        let number = self.allocate();
        self.registers.insert(exit, register);
        let (landing, start) = (self.assembler.new_label(), self.assembler.new_label());
        self.assembler.jump(Op::EnterTagbody, register, 0, landing);
        self.dynamic.push(Dynamic::Control);
        self.assembler.jump(Op::Jump, 0, 0, start);
        self.assembler.bind(landing);
        let targets: Vec<usize> = (0..tags.len()).filter(|&tag| tags[tag].non_local).collect();
        if let Some((&last, others)) = targets.split_last() {
            for &tag in others {
                self.assembler.jump(Op::JumpIfEqualInteger, number, tag as u32, labels[tag]);
            }
            self.assembler.jump(Op::Jump, 0, 0, labels[last]);
        }
        self.assembler.bind(start);
    }

    pub(super) fn generate_go(&mut self, tagbody: TagbodyId, tag: usize) {
        let Some(entry) = self.tagbodies.get(&tagbody).filter(|entry| self.can_jump_out_to(entry.depth))
        else {
            let exit = self.unit.tagbodies[tagbody.0].exit;
            let exit = self.operand(&Node::Local(exit), &[]);
            let number = self.allocate();
            self.emit(Op::LoadInteger, number, tag as u32, 0);
            return self.emit(Op::GoTo, exit, number, 0);
        };
        let (label, depth) = (entry.labels[tag], entry.depth);
        self.undo_to(depth);
        self.assembler.jump(Op::Jump, 0, 0, label);
    }

    pub(super) fn generate_catch(&mut self, tag: &Node, body: &Node, target: Target) {
        let register = self.temporary(tag);
        let landing = self.assembler.new_label();
        self.assembler.jump(Op::EnterCatch, register, 0, landing);
        let depth = self.dynamic.len();
        self.dynamic.push(Dynamic::Control);
        self.generate(body, inner_target(target, register));
        self.leave_to(depth);
        self.assembler.bind(landing);
        self.deliver_inner(register, target);
    }

    pub(super) fn generate_throw(&mut self, tag: &Node, value: &Node, line: u32) {
        let tag = self.operand(tag, std::slice::from_ref(value));
        self.generate(value, Target::Multiple);
        self.assembler.set_line(line);
        self.emit(Op::Throw, tag, 0, 0);
    }

    pub(super) fn generate_unwind_protect(&mut self, protected: &Node, cleanup: &Node, target: Target) {
        let state = self.allocate();
        let saved = self.next;
        let landing = self.assembler.new_label();
        self.assembler.jump(Op::EnterProtect, state, 0, landing);
        let depth = self.dynamic.len();
        self.dynamic.push(Dynamic::Protect);
        self.generate(protected, inner_target(target, saved));
        self.leave_to(depth);
        let keeps_value = target != Target::Effect;
        if matches!(target, Target::Multiple | Target::Return) {
            self.emit(Op::ValuesToList, saved, 0, 0);
        }
        if keeps_value {
            self.occupy(saved);
        }
        self.emit(Op::LoadNil, state, 0, 0);
        self.assembler.bind(landing);
        self.generate(cleanup, Target::Effect);
        self.emit(Op::EndProtect, state, 0, 0);
        if matches!(target, Target::Multiple | Target::Return) {
            self.emit(Op::ListToValues, saved, 0, 0);
        }
        self.deliver_inner(saved, target);
    }

    pub(super) fn generate_progv(&mut self, symbols: &Node, values: &Node, body: &Node, target: Target) {
        let next = self.next;
        let symbols = self.operand(symbols, std::slice::from_ref(values));
        let values = self.operand(values, &[]);
        self.emit(Op::EnterProgv, symbols, values, 0);
        self.next = next;
        let depth = self.dynamic.len();
        self.dynamic.push(Dynamic::Control);
        self.generate(body, target);
        self.leave_to(depth);
    }
}

/// The target of forms inside a construct whose landing takes one value in `register` or all in the value buffer.
fn inner_target(target: Target, register: u32) -> Target {
    match target {
        Target::Effect => Target::Effect,
        Target::Register(_) => Target::Register(register),
        Target::Multiple | Target::Return => Target::Multiple,
    }
}
