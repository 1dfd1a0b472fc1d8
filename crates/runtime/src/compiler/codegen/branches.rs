//! Conditions: IF, and jumps that depend on an expression's truth.
//!
//! A comparison in a condition becomes one compare-and-jump instruction; the IF trees that AND, OR and COND expand to
//! become chains of jumps without materialised truth values.

use super::{Dynamic, Generator, Place, Target};
use crate::compiler::assembler::Label;
use crate::compiler::ast::{Callee, Comparison, Constant, Node, Operation, VariableId};
use heapfmt::ops::Op;
use heapfmt::statics::sym;

impl Generator<'_> {
    pub(super) fn generate_if(&mut self, test: &Node, then: &Node, otherwise: &Node, target: Target) {
        if target == Target::Effect {
            if let Some(label) = self.plain_jump(then) {
                self.branch(test, true, label);
                return self.generate(otherwise, target);
            }
            if let Some(label) = self.plain_jump(otherwise) {
                self.branch(test, false, label);
                return self.generate(then, target);
            }
            if then.is_trivial() {
                let end = self.assembler.new_label();
                self.branch(test, true, end);
                self.generate(otherwise, target);
                return self.assembler.bind(end);
            }
        }
        if let (Node::Local(variable), Target::Register(register)) = (then, target)
            && matches!(self.place(*variable), Place::Register(held) if held == register)
        {
            let end = self.assembler.new_label();
            self.branch(test, true, end);
            self.generate(otherwise, target);
            return self.assembler.bind(end);
        }
        let (otherwise_label, end) = (self.assembler.new_label(), self.assembler.new_label());
        self.branch(test, false, otherwise_label);
        self.generate(then, target);
        self.assembler.jump(Op::Jump, 0, 0, end);
        self.assembler.bind(otherwise_label);
        self.generate(otherwise, target);
        self.assembler.bind(end);
    }

    /// The label that evaluating `node` for effect jumps to, when that is all it does and the label lies ahead.
    fn plain_jump(&self, node: &Node) -> Option<Label> {
        let (label, depth) = match node {
            Node::Go(tagbody, tag) => {
                let entry = self.tagbodies.get(tagbody)?;
                (entry.labels[*tag], entry.depth)
            }
            Node::ReturnFrom(block, value) if value.is_trivial() => {
                let entry = self.blocks.get(block).filter(|entry| entry.target == Target::Effect)?;
                (entry.end, entry.depth)
            }
            _ => return None,
        };
        (self.dynamic.len() == depth && !self.assembler.is_bound(label)).then_some(label)
    }

    /// Whether every dynamic entry above `depth` can be undone by instructions.
    pub(super) fn can_jump_out_to(&self, depth: usize) -> bool {
        !self.dynamic[depth..].contains(&Dynamic::Protect)
    }

    /// Jumps to `label` if the node's truth is `sense`, else goes on.
    pub(super) fn branch(&mut self, node: &Node, sense: bool, label: Label) {
        if !self.assembler.is_reachable() {
            return;
        }
        let next = self.next;
        match node {
            Node::Constant(constant) => self.branch_on_constant(*constant, sense, label),
            Node::Local(variable) => {
                if let Place::Constant(constant) = self.place(*variable) {
                    self.branch_on_constant(constant, sense, label);
                } else {
                    self.branch_on_value(node, sense, label);
                }
            }
            Node::Operation { operation, operands, line } if is_conditional(*operation) => {
                self.branch_on_operation(*operation, operands, *line, sense, label);
            }
            Node::If(test, then, otherwise) => self.branch_on_if(test, then, otherwise, sense, label),
            Node::Sequence(nodes) => {
                let (last, before) = nodes.split_last().expect("sequences are not empty");
                for node in before {
                    self.generate(node, Target::Effect);
                }
                self.branch(last, sense, label);
            }
            Node::Let(bindings, body) => {
                if let Some((init, otherwise)) = self.as_or(bindings, body) {
                    self.branch_on_if(init, &Node::Constant(Constant::True), otherwise, sense, label);
                } else {
                    self.bind_locals(bindings);
                    self.branch(body, sense, label);
                }
            }
            Node::Call { callee: Callee::Builtin(index), arguments, line }
                if self.builtin_name(*index) == sym::ENDP && arguments.len() == 1 =>
            {
                self.branch_on_end(*index, &arguments[0], *line, sense, label);
            }
            _ => self.branch_on_value(node, sense, label),
        }
        self.next = next;
    }

    /// ENDP in a condition: only what is no cons, the end of a list in nearly all cases, is left to the function.
    fn branch_on_end(&mut self, endp: u32, list: &Node, line: u32, sense: bool, label: Label) {
        let more = if sense { self.assembler.new_label() } else { label };
        let register = self.operand(list, &[]);
        self.assembler.jump(Op::JumpIfCons, register, 0, more);
        let argument = self.next;
        self.occupy(argument);
        self.emit(Op::Move, argument, register, 0);
        self.assembler.set_line(line);
        self.assembler.emit_extended(Op::CallBuiltin, argument, 1, 0, endp);
        let op = if sense { Op::JumpIfTrue } else { Op::JumpIfNil };
        self.assembler.jump(op, argument, 0, label);
        if sense {
            self.assembler.bind(more);
        }
    }

    /// As [`Generator::branch`], for the operations that jumps compute.
    pub(super) fn branch_on_operation(
        &mut self,
        operation: Operation,
        operands: &[Node],
        line: u32,
        sense: bool,
        label: Label,
    ) {
        match operation {
            Operation::Not => self.branch(&operands[0], !sense, label),
            Operation::Consp | Operation::Atom => {
                let op =
                    if sense == (operation == Operation::Consp) { Op::JumpIfCons } else { Op::JumpIfAtom };
                let register = self.operand(&operands[0], &[]);
                self.assembler.jump(op, register, 0, label);
            }
            Operation::Compare(comparison) => {
                self.assembler.set_line(line);
                self.branch_on_comparison(comparison, operands, sense, label);
            }
            _ => unreachable!("only operations with a truth value are conditions"),
        }
    }

    fn branch_on_value(&mut self, node: &Node, sense: bool, label: Label) {
        let register = self.operand(node, &[]);
        let op = if sense { Op::JumpIfTrue } else { Op::JumpIfNil };
        self.assembler.jump(op, register, 0, label);
    }

    fn branch_on_constant(&mut self, constant: Constant, sense: bool, label: Label) {
        if constant.is_true() == sense {
            self.assembler.jump(Op::Jump, 0, 0, label);
        }
    }

    /// `(let ((v init)) (if v v otherwise))`, as OR expands, when V has no other use.
    fn as_or<'n>(&self, bindings: &'n [(VariableId, Node)], body: &'n Node) -> Option<(&'n Node, &'n Node)> {
        let ([(variable, init)], Node::If(test, then, otherwise)) = (bindings, body) else { return None };
        let is_variable = |node: &Node| matches!(node, Node::Local(other) if other == variable);
        let entry = self.unit.variable(*variable);
        let only_use = is_variable(test)
            && is_variable(then)
            && entry.n_references == 2
            && !entry.assigned
            && entry.substitute.is_none();
        only_use.then_some((init, otherwise))
    }

    fn branch_on_if(&mut self, test: &Node, then: &Node, otherwise: &Node, sense: bool, label: Label) {
        let end = self.assembler.new_label();
        // A THEN that repeats the test is true when it is evaluated.
        let repeats = matches!((test, then), (Node::Local(a), Node::Local(b)) if a == b);
        let then = if repeats { &Node::Constant(Constant::True) } else { then };
        let destination = |node: &Node| match node {
            Node::Constant(constant) if constant.is_true() == sense => Some(label),
            Node::Constant(_) => Some(end),
            _ => None,
        };
        match (destination(then), destination(otherwise)) {
            (Some(_), Some(no)) => {
                self.branch(test, false, no);
                self.branch(then, sense, label);
            }
            (Some(yes), None) => {
                self.branch(test, true, yes);
                self.branch(otherwise, sense, label);
            }
            (None, Some(no)) => {
                self.branch(test, false, no);
                self.branch(then, sense, label);
            }
            (None, None) => {
                let no = self.assembler.new_label();
                self.branch(test, false, no);
                self.branch(then, sense, label);
                self.assembler.jump(Op::Jump, 0, 0, end);
                self.assembler.bind(no);
                self.branch(otherwise, sense, label);
            }
        }
        self.assembler.bind(end);
    }

    fn branch_on_comparison(&mut self, comparison: Comparison, operands: &[Node], sense: bool, label: Label) {
        use Comparison::{Eq, Eql, Greater, GreaterOrEqual, Less, LessOrEqual, NumberEqual};
        let [left, right] = operands else { unreachable!("comparisons have two operands") };
        if matches!(comparison, Eq | Eql) {
            return self.branch_on_identity(comparison, left, right, sense, label);
        }
        if let Some((register, op, n, exchanged)) =
            self.comparison_with_integer(comparison, left, right, sense)
        {
            return self.assembler.jump_on_comparison(op, register, n as u32, exchanged, label);
        }
        let a = self.operand(left, std::slice::from_ref(right));
        let b = self.operand(right, &[]);
        let (op, a, b) = match (comparison, sense) {
            (Less, true) => (Op::JumpIfLess, a, b),
            (Less, false) => (Op::JumpIfNotLess, a, b),
            (LessOrEqual, true) => (Op::JumpIfLessOrEqual, a, b),
            (LessOrEqual, false) => (Op::JumpIfNotLessOrEqual, a, b),
            (Greater, true) => (Op::JumpIfLess, b, a),
            (Greater, false) => (Op::JumpIfNotLess, b, a),
            (GreaterOrEqual, true) => (Op::JumpIfLessOrEqual, b, a),
            (GreaterOrEqual, false) => (Op::JumpIfNotLessOrEqual, b, a),
            (NumberEqual | Eq | Eql, true) => (Op::JumpIfNumberEqual, a, b),
            (NumberEqual | Eq | Eql, false) => (Op::JumpIfNotNumberEqual, a, b),
        };
        let exchanged = matches!(comparison, Greater | GreaterOrEqual);
        self.assembler.jump_on_comparison(op, a, b, exchanged, label);
    }

    /// The instruction for a comparison with a small integer on either side: register, operation, integer, and whether the
    /// operands are exchanged.
    ///
    /// There is none for `<=` and `>=`, which are `<` and `>` of a neighbour for integers only.
    fn comparison_with_integer(
        &mut self,
        comparison: Comparison,
        left: &Node,
        right: &Node,
        sense: bool,
    ) -> Option<(u32, Op, i64, bool)> {
        use Comparison::{Greater, Less, NumberEqual};
        let small = |node: &Node| match node {
            Node::Constant(Constant::Integer(n)) if i16::try_from(*n).is_ok() => Some(*n),
            _ => None,
        };
        let (comparison, operand, n, exchanged) = match (small(left), small(right)) {
            (_, Some(n)) => (comparison, left, n, false),
            (Some(n), None) => {
                let mirrored = match comparison {
                    Less => Greater,
                    Greater => Less,
                    other => other,
                };
                (mirrored, right, n, true)
            }
            (None, None) => return None,
        };
        let op = match (comparison, sense) {
            (Less, true) => Op::JumpIfLessInteger,
            (Less, false) => Op::JumpIfNotLessInteger,
            (Greater, true) => Op::JumpIfGreaterInteger,
            (Greater, false) => Op::JumpIfNotGreaterInteger,
            (NumberEqual, true) => Op::JumpIfEqualInteger,
            (NumberEqual, false) => Op::JumpIfNotEqualInteger,
            _ => return None,
        };
        Some((self.operand(operand, &[]), op, n, exchanged && comparison != NumberEqual))
    }

    fn branch_on_identity(
        &mut self,
        comparison: Comparison,
        left: &Node,
        right: &Node,
        sense: bool,
        label: Label,
    ) {
        let nil = |node: &Node| matches!(node, Node::Constant(Constant::Nil));
        if nil(right) {
            return self.branch(left, !sense, label);
        }
        if nil(left) {
            return self.branch(right, !sense, label);
        }
        let by_identity = comparison == Comparison::Eq || self.has_identity(left) || self.has_identity(right);
        let a = self.operand(left, std::slice::from_ref(right));
        let b = self.operand(right, &[]);
        let op = match (by_identity, sense) {
            (true, true) => Op::JumpIfEq,
            (true, false) => Op::JumpIfNotEq,
            (false, true) => Op::JumpIfEql,
            (false, false) => Op::JumpIfNotEql,
        };
        self.assembler.jump(op, a, b, label);
    }

    /// Whether the node is a constant for which EQL is EQ: anything but a boxed number.
    fn has_identity(&self, node: &Node) -> bool {
        match node {
            Node::Constant(Constant::Object(root)) => {
                let value = self.m.roots.get(*root);
                !value.is_object() || self.m.heap.is_symbol(value)
            }
            Node::Constant(_) => true,
            _ => false,
        }
    }
}

/// Whether the operation's value is only true or false.
fn is_conditional(operation: Operation) -> bool {
    matches!(operation, Operation::Not | Operation::Consp | Operation::Atom | Operation::Compare(_))
}
