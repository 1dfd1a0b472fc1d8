//! Values of inlined operations.

use super::{Generator, Target};
use crate::compiler::ast::{Comparison, Constant, Node, Operation};
use heapfmt::ops::Op;

impl Generator<'_> {
    pub(super) fn generate_operation(
        &mut self,
        operation: Operation,
        operands: &[Node],
        line: u32,
        target: Target,
    ) {
        if target == Target::Effect && cannot_fail(operation) {
            for operand in operands {
                self.generate(operand, Target::Effect);
            }
            return;
        }
        match operation {
            Operation::Add => self.add(operands, line, target),
            Operation::Subtract => self.subtract(operands, line, target),
            Operation::Multiply => self.binary(Op::Multiply, operands, line, target),
            Operation::LogAnd => self.binary(Op::LogAnd, operands, line, target),
            Operation::LogIor => self.binary(Op::LogIor, operands, line, target),
            Operation::LogXor => self.binary(Op::LogXor, operands, line, target),
            Operation::Cons => self.binary(Op::Cons, operands, line, target),
            Operation::LoadElement => self.binary(Op::LoadElement, operands, line, target),
            Operation::LoadArrayElement => self.binary(Op::LoadArrayElement, operands, line, target),
            Operation::Car => self.unary(Op::Car, operands, line, target),
            Operation::Cdr => self.unary(Op::Cdr, operands, line, target),
            Operation::Compare(Comparison::Eq) => self.binary(Op::Eq, operands, line, target),
            Operation::Not if !is_condition(&operands[0]) => self.unary(Op::Not, operands, line, target),
            Operation::Not | Operation::Consp | Operation::Atom | Operation::Compare(_) => {
                self.truth_value(operation, operands, line, target);
            }
            Operation::List => self.list(operands, line, target),
            Operation::SetCar => self.store(Op::SetCar, operands, line, target),
            Operation::SetCdr => self.store(Op::SetCdr, operands, line, target),
            Operation::StoreElement => self.store_element(Op::StoreElement, operands, line, target),
            Operation::LoadSlot(index) => self.load_slot(operands, index, line, target),
            Operation::StoreSlot(index) => self.store_slot(operands, index, line, target),
            Operation::StoreArrayElement => self.store_element(Op::StoreArrayElement, operands, line, target),
        }
    }

    fn unary(&mut self, op: Op, operands: &[Node], line: u32, target: Target) {
        let operand = self.operand(&operands[0], &[]);
        self.assembler.set_line(line);
        self.produce(target, |g, to| g.emit(op, to, operand, 0));
    }

    fn binary(&mut self, op: Op, operands: &[Node], line: u32, target: Target) {
        let left = self.operand(&operands[0], &operands[1..]);
        let right = self.operand(&operands[1], &[]);
        self.assembler.set_line(line);
        self.produce(target, |g, to| g.emit(op, to, left, right));
    }

    fn add_integer(&mut self, operand: &Node, n: i64, line: u32, target: Target) {
        let operand = self.operand(operand, &[]);
        self.assembler.set_line(line);
        self.produce(target, |g, to| g.emit(Op::AddInteger, to, operand, n as u32));
    }

    fn add(&mut self, operands: &[Node], line: u32, target: Target) {
        match operands {
            [operand, Node::Constant(Constant::Integer(n))]
            | [Node::Constant(Constant::Integer(n)), operand]
                if i16::try_from(*n).is_ok() =>
            {
                self.add_integer(operand, *n, line, target);
            }
            _ => self.binary(Op::Add, operands, line, target),
        }
    }

    fn subtract(&mut self, operands: &[Node], line: u32, target: Target) {
        match operands {
            // Zero is left out: adding it to a negative zero gives a positive one, subtracting it does not.
            [operand, Node::Constant(Constant::Integer(n))] if *n != 0 && i16::try_from(-*n).is_ok() => {
                self.add_integer(operand, -*n, line, target);
            }
            _ => self.binary(Op::Subtract, operands, line, target),
        }
    }

    /// T or NIL from a condition.
    fn truth_value(&mut self, operation: Operation, operands: &[Node], line: u32, target: Target) {
        let (no, end) = (self.assembler.new_label(), self.assembler.new_label());
        self.branch_on_operation(operation, operands, line, false, no);
        self.deliver_constant(Constant::True, target);
        self.assembler.jump(Op::Jump, 0, 0, end);
        self.assembler.bind(no);
        self.deliver_constant(Constant::Nil, target);
        self.assembler.bind(end);
    }

    fn list(&mut self, operands: &[Node], line: u32, target: Target) {
        let base = self.next;
        for operand in operands {
            self.temporary(operand);
        }
        self.assembler.set_line(line);
        self.emit(Op::List, base, operands.len() as u32, 0);
        self.deliver(base, target);
    }

    fn store(&mut self, op: Op, operands: &[Node], line: u32, target: Target) {
        let object = self.operand(&operands[0], &operands[1..]);
        let value = self.operand(&operands[1], &[]);
        self.assembler.set_line(line);
        self.emit(op, object, value, 0);
        self.deliver(object, target);
    }

    fn load_slot(&mut self, operands: &[Node], index: u32, line: u32, target: Target) {
        let structure = self.operand(&operands[0], &operands[1..]);
        let layout = self.operand(&operands[1], &[]);
        self.assembler.set_line(line);
        self.produce(target, |g, to| g.assembler.emit_extended(Op::LoadSlot, to, structure, layout, index));
    }

    fn store_slot(&mut self, operands: &[Node], index: u32, line: u32, target: Target) {
        let structure = self.operand(&operands[0], &operands[1..]);
        let layout = self.operand(&operands[1], &operands[2..]);
        let value = self.operand(&operands[2], &[]);
        self.assembler.set_line(line);
        self.assembler.emit_extended(Op::StoreSlot, structure, layout, value, index);
        self.deliver(value, target);
    }

    fn store_element(&mut self, op: Op, operands: &[Node], line: u32, target: Target) {
        let vector = self.operand(&operands[0], &operands[1..]);
        let index = self.operand(&operands[1], &operands[2..]);
        let value = self.operand(&operands[2], &[]);
        self.assembler.set_line(line);
        self.emit(op, vector, index, value);
        self.deliver(value, target);
    }
}

/// Whether the operation has no effect and accepts all operands.
fn cannot_fail(operation: Operation) -> bool {
    matches!(
        operation,
        Operation::Not
            | Operation::Cons
            | Operation::List
            | Operation::Consp
            | Operation::Atom
            | Operation::Compare(Comparison::Eq | Comparison::Eql)
    )
}

/// Whether the node is computed by jumps, so that its negation is computed by jumps at no cost.
fn is_condition(node: &Node) -> bool {
    match node {
        Node::Operation { operation, operands, .. } => match operation {
            Operation::Consp | Operation::Atom | Operation::Compare(_) => true,
            Operation::Not => is_condition(&operands[0]),
            _ => false,
        },
        _ => false,
    }
}
