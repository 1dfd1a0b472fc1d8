//! Calls and multiple values.

use super::{Generator, Place, Target};
use crate::compiler::ast::{Callee, FunctionId, Node, Parameters, VariableId};
use crate::packages::is_exported;
use crate::primitives::Effect;
use heapfmt::Value;
use heapfmt::layout::{TypeCode, symbol};
use heapfmt::ops::Op;
use heapfmt::statics::sym;

/// Words between a call window's first register and the first argument.
const WINDOW_HEAD: u32 = 3;

impl Generator<'_> {
    pub(super) fn generate_call(&mut self, callee: &Callee, arguments: &[Node], line: u32, target: Target) {
        match callee {
            Callee::Named(name) => {
                let name = self.m.roots.get(*name);
                if self.is_own_name(name) && self.can_call_self(arguments.len(), target) {
                    return self.call_self(arguments, line, target);
                }
                self.call_named(name, arguments, line, target);
            }
            Callee::NotInline(name) => {
                let name = self.m.roots.get(*name);
                self.call_named(name, arguments, line, target);
            }
            Callee::Builtin(index) => self.call_builtin(*index, arguments, line, target),
            Callee::Local(variable, function) => {
                self.call_local(*variable, *function, arguments, line, target);
            }
            Callee::Computed(function) => {
                let base = self.next;
                self.temporary(function);
                self.generate_window(base, arguments);
                self.finish_call(Op::Call, base, arguments.len(), line, target);
            }
        }
    }

    fn is_own_name(&self, name: Value) -> bool {
        self.function.self_name.is_some_and(|own| self.m.roots.get(own) == name)
    }

    /// Computes the arguments of a call whose window begins at `base`.
    fn generate_window(&mut self, base: u32, arguments: &[Node]) {
        self.occupy(base + WINDOW_HEAD - 1);
        for argument in arguments {
            self.temporary(argument);
        }
    }

    fn call_named(&mut self, name: Value, arguments: &[Node], line: u32, target: Target) {
        let base = self.next;
        self.generate_window(base, arguments);
        self.assembler.set_line(line);
        let index = self.constant_index(name);
        let n = arguments.len() as u32;
        match target {
            Target::Return if self.dynamic.is_empty() && !self.keeps_frame(name) => {
                self.emit(Op::TailCallNamed, base, index, n);
            }
            Target::Return | Target::Multiple => {
                self.emit(Op::CallNamedMultiple, base, index, n);
                self.deliver_multiple(target);
            }
            Target::Effect | Target::Register(_) => {
                self.emit(Op::CallNamed, base, index, n);
                self.deliver(base, target);
            }
        }
    }

    /// Whether a call of `name` does not take the place of the frame that calls it, because that tells where an error was
    /// signalled: a call of what never returns, and one from a function of the system that programs call to another one.
    fn keeps_frame(&self, name: Value) -> bool {
        let heap = &self.m.heap;
        heap.symbol_info(name, sym::NO_RETURN).is_some()
            || self.source.file(self.m) == sym::T
                && is_exported(heap, self.m.roots.get(self.function.name))
                && !heap.is(heap.symbol_slot(name, symbol::FUNCTION), TypeCode::Builtin)
    }

    /// Calls the function in R[base] with the arguments of its window.
    fn finish_call(&mut self, op: Op, base: u32, n_arguments: usize, line: u32, target: Target) {
        let (multiple, tail) = match op {
            Op::Apply => (Op::ApplyMultiple, Op::TailApply),
            _ => (Op::CallMultiple, Op::TailCall),
        };
        self.assembler.set_line(line);
        let n = n_arguments as u32;
        match target {
            Target::Return if self.dynamic.is_empty() => self.emit(tail, base, n, 0),
            Target::Return | Target::Multiple => {
                self.emit(multiple, base, n, 0);
                self.deliver_multiple(target);
            }
            Target::Effect | Target::Register(_) => {
                self.emit(op, base, n, 0);
                self.deliver(base, target);
            }
        }
    }

    /// A builtin may return several values, unless it is pure; where they count it is called like any function.
    fn call_builtin(&mut self, index: u32, arguments: &[Node], line: u32, target: Target) {
        let row = self.m.builtins[index as usize];
        if matches!(target, Target::Multiple | Target::Return) && row.effect != Effect::Pure {
            let name = self.builtin_name(index);
            return self.call_named(name, arguments, line, target);
        }
        let base = self.next;
        self.n_registers = self.n_registers.max(base + 1);
        for argument in arguments {
            self.temporary(argument);
        }
        // With a mark for each optional argument that is missing, the builtin takes its frame as it lies.
        let n_parameters = if row.rest { 0 } else { row.required + row.optional };
        for _ in arguments.len()..n_parameters {
            let register = self.next;
            self.emit(Op::LoadUnsupplied, register, 0, 0);
            self.occupy(register);
        }
        self.assembler.set_line(line);
        let n = self.next - base;
        self.assembler.emit_extended(Op::CallBuiltin, base, n, 0, index);
        self.deliver(base, target);
    }

    pub(super) fn builtin_name(&self, index: u32) -> Value {
        let heap = &self.m.heap;
        let table = heap.root(heapfmt::statics::root::BUILTINS);
        heap.slot(heap.element(table, index as usize), heapfmt::layout::builtin::NAME)
    }

    fn call_local(
        &mut self,
        variable: VariableId,
        function: FunctionId,
        arguments: &[Node],
        line: u32,
        target: Target,
    ) {
        if function == self.id && self.can_call_self(arguments.len(), target) {
            return self.call_self(arguments, line, target);
        }
        let base = self.next;
        self.load_variable(variable, Target::Register(base));
        self.generate_window(base, arguments);
        self.finish_call(Op::Call, base, arguments.len(), line, target);
    }

    /// Whether a call of the running function can be direct: it needs one value, or is a jump.
    fn can_call_self(&self, n_arguments: usize, target: Target) -> bool {
        match target {
            Target::Effect | Target::Register(_) => true,
            Target::Multiple => false,
            Target::Return => self.dynamic.is_empty() && self.can_reenter(n_arguments),
        }
    }

    /// A call of the running function: a jump to its entry in tail position.
    fn call_self(&mut self, arguments: &[Node], line: u32, target: Target) {
        if target == Target::Return {
            return self.reenter(arguments);
        }
        let base = self.next;
        self.generate_window(base, arguments);
        self.assembler.set_line(line);
        self.emit(Op::CallSelf, base, arguments.len() as u32, 0);
        self.deliver(base, target);
    }

    /// Whether the parameters can be filled from `n_arguments` arguments without the calling sequence.
    fn can_reenter(&self, n_arguments: usize) -> bool {
        let Parameters { required, optional, rest, keys, .. } = &self.function.parameters;
        required.len() == n_arguments && optional.is_empty() && rest.is_none() && keys.is_none()
    }

    /// Gives the parameters new values and jumps to the function's entry.
    fn reenter(&mut self, arguments: &[Node]) {
        let mut moves = Vec::new();
        for (position, argument) in arguments.iter().enumerate() {
            let register = position as u32;
            if let Node::Local(variable) = argument
                && !self.unit.variable(*variable).assigned
                && matches!(self.place(*variable), Place::Register(source) if source == register)
            {
                continue;
            }
            // A parameter that nothing behind needs takes its value at once. The values of calls are delivered into
            // neighbouring temporaries, from where one instruction moves them all.
            if matches!(argument, Node::Call { .. })
                || self.reads_register(&arguments[position + 1..], register)
            {
                let source = self.temporary(argument);
                moves.push((register, source));
            } else {
                self.generate(argument, Target::Register(register));
            }
        }
        for (register, source) in moves {
            self.emit(Op::Move, register, source, 0);
        }
        let entry = self.entry.expect("the prologue comes before the body");
        self.assembler.jump(Op::Jump, 0, 0, entry);
    }

    /// Whether evaluating one of `nodes` may read `register`.
    fn reads_register(&self, nodes: &[Node], register: u32) -> bool {
        let reads = |variable: VariableId| match self.known_place(variable) {
            Some(Place::Register(held) | Place::Cell(held)) => held == register,
            Some(_) => false,
            // It is bound inside, possibly to what the register holds.
            None => true,
        };
        nodes.iter().any(|node| {
            node.any(self.unit, &|node| match node {
                Node::Local(variable) => reads(*variable),
                Node::Call { callee: Callee::Local(variable, _), .. } => reads(*variable),
                Node::Constant(_)
                | Node::LoadTimeValue(_)
                | Node::Special(..)
                | Node::Global(..)
                | Node::NamedFunction(..)
                | Node::Operation { .. }
                | Node::If(..)
                | Node::Sequence(_)
                | Node::Call { .. } => false,
                // Anything else may read it in ways that are not worth following.
                _ => true,
            })
        })
    }

    pub(super) fn generate_apply(&mut self, function: &Node, arguments: &[Node], line: u32, target: Target) {
        let base = self.next;
        self.temporary(function);
        self.generate_window(base, arguments);
        self.finish_call(Op::Apply, base, arguments.len(), line, target);
    }

    pub(super) fn generate_values(&mut self, nodes: &[Node], target: Target) {
        match target {
            Target::Effect => {
                for node in nodes {
                    self.generate(node, Target::Effect);
                }
            }
            Target::Register(register) => self.first_of_values(nodes, register),
            Target::Multiple | Target::Return => {
                if let [node] = nodes {
                    let register = self.operand(node, &[]);
                    return self.deliver(register, target);
                }
                let base = self.next;
                self.n_registers = self.n_registers.max(base + 1);
                for node in nodes {
                    self.temporary(node);
                }
                let n = nodes.len() as u32;
                if target == Target::Return && self.dynamic.is_empty() {
                    return self.emit(Op::ReturnValues, base, n, 0);
                }
                self.emit(Op::SetValues, base, n, 0);
                self.deliver_multiple(target);
            }
        }
    }

    fn first_of_values(&mut self, nodes: &[Node], register: u32) {
        match nodes {
            [] => self.generate(&Node::NIL, Target::Register(register)),
            [node] => self.generate(node, Target::Register(register)),
            [first, rest @ ..] => {
                let value = self.temporary(first);
                for node in rest {
                    self.generate(node, Target::Effect);
                }
                self.deliver(value, Target::Register(register));
            }
        }
    }

    pub(super) fn generate_multiple_prog1(&mut self, first: &Node, rest: &Node, target: Target) {
        match target {
            Target::Effect => {
                self.generate(first, Target::Effect);
                self.generate(rest, Target::Effect);
            }
            Target::Register(_) => {
                let value = self.temporary(first);
                self.generate(rest, Target::Effect);
                self.deliver(value, target);
            }
            Target::Multiple | Target::Return => {
                self.generate(first, Target::Multiple);
                let saved = self.allocate();
                self.emit(Op::ValuesToList, saved, 0, 0);
                self.generate(rest, Target::Effect);
                self.emit(Op::ListToValues, saved, 0, 0);
                self.deliver_multiple(target);
            }
        }
    }

    /// The values of each argument become a list; the lists are appended and spread.
    pub(super) fn generate_multiple_call(
        &mut self,
        function: &Node,
        arguments: &[Node],
        line: u32,
        target: Target,
    ) {
        let base = self.next;
        self.temporary(function);
        self.occupy(base + WINDOW_HEAD - 1);
        let spread = self.next;
        if arguments.len() > 1 {
            self.occupy(spread + WINDOW_HEAD - 1);
        }
        for argument in arguments {
            self.generate(argument, Target::Multiple);
            let list = self.allocate();
            self.emit(Op::ValuesToList, list, 0, 0);
        }
        if arguments.len() > 1 {
            let append = self.constant_index(sym::APPEND);
            self.emit(Op::CallNamed, spread, append, arguments.len() as u32);
        }
        self.finish_call(Op::Apply, base, 1, line, target);
    }
}
