//! Scopes: parameters, local variables, dynamic bindings, local functions, closures.

use super::{Dynamic, Generator, Place, Target};
use crate::compiler::ast::{DefaultedParameter, FunctionId, Node, Parameter, Parameters, VariableId};
use crate::compiler::errors::LimitExceeded;
use crate::roots::Root;
use heapfmt::ops::Op;

/// Most parameters of one kind that the packed arity can count.
const MAX_PARAMETERS: usize = 0xfff;

/// What is known about an optional parameter of the code at hand.
#[derive(Clone, Copy, PartialEq)]
enum Supplied {
    Yes,
    No,
    /// The register holds UNSUPPLIED when there was no argument.
    Maybe,
}

impl Generator<'_> {
    /// Code at a function's entry: defaults of parameters, dynamic bindings, cells.
    pub(super) fn generate_prologue(&mut self) -> Result<(), LimitExceeded> {
        let parameters = &self.function.parameters;
        let n_keys = parameters.keys.as_ref().map_or(0, Vec::len);
        for n_parameters in [parameters.required.len(), parameters.optional.len(), n_keys] {
            if n_parameters > MAX_PARAMETERS {
                return Err(LimitExceeded::Parameters { n_parameters });
            }
        }
        let entry = self.assembler.new_label();
        self.assembler.bind_loop_head(entry);
        self.entry = Some(entry);
        let has_rest = parameters.rest.is_some() || parameters.keys.is_some();
        let n_registers =
            parameters.required.len() + parameters.optional.len() + usize::from(has_rest) + n_keys;
        self.next = n_registers as u32;
        self.n_registers = self.next;
        let mut register = 0..;
        let mut next_register = || register.next().expect("the range has no end");
        for &parameter in &parameters.required {
            self.bind_parameter(parameter, next_register());
        }
        for optional in &parameters.optional {
            self.bind_defaulted(optional, next_register(), Supplied::Maybe);
        }
        if has_rest {
            let register = next_register();
            if let Some(rest) = parameters.rest {
                self.bind_parameter(rest, register);
            }
        }
        for (_, key) in parameters.keys.iter().flatten() {
            self.bind_defaulted(key, next_register(), Supplied::Maybe);
        }
        self.bind_aux(parameters);
        Ok(())
    }

    /// Makes `register`, which holds the parameter's value, its place; or binds the special variable.
    fn bind_parameter(&mut self, parameter: Parameter, register: u32) {
        match parameter.special {
            Some(name) => self.bind_special(name, register),
            None => self.settle(parameter.variable, register),
        }
    }

    /// Makes `register`, which holds the variable's initial value, its place.
    fn settle(&mut self, variable: VariableId, register: u32) {
        if self.unit.variable(variable).in_cell() {
            self.emit(Op::MakeCell, register, register, 0);
        }
        self.registers.insert(variable, register);
    }

    fn bind_special(&mut self, name: Root, register: u32) {
        let index = self.root_index(name);
        self.emit(Op::Bind, register, index, 0);
        self.dynamic.push(Dynamic::Binding);
    }

    /// An optional or keyword parameter whose argument, if any, is in `register`.
    fn bind_defaulted(&mut self, defaulted: &DefaultedParameter, register: u32, supplied: Supplied) {
        let flag = defaulted.supplied.map(|parameter| (parameter, self.allocate()));
        let present = self.assembler.new_label();
        if supplied != Supplied::No
            && let Some((_, flag)) = flag
        {
            self.emit(Op::LoadTrue, flag, 0, 0);
        }
        if supplied == Supplied::Maybe {
            self.assembler.jump(Op::JumpIfSupplied, register, 0, present);
        }
        if supplied != Supplied::Yes {
            self.generate(&defaulted.init, Target::Register(register));
            if let Some((_, flag)) = flag {
                self.emit(Op::LoadNil, flag, 0, 0);
            }
        }
        self.assembler.bind(present);
        self.bind_parameter(defaulted.parameter, register);
        if let Some((parameter, flag)) = flag {
            self.bind_parameter(parameter, flag);
        }
    }

    fn bind_aux(&mut self, parameters: &Parameters) {
        for (parameter, init) in &parameters.aux {
            let register = self.temporary(init);
            self.bind_parameter(*parameter, register);
        }
    }

    /// Binds LET's variables; their registers stay occupied.
    pub(super) fn bind_locals(&mut self, bindings: &[(VariableId, Node)]) {
        for (variable, init) in bindings {
            self.bind_local(*variable, init);
        }
    }

    fn bind_local(&mut self, variable: VariableId, init: &Node) {
        let entry = self.unit.variable(variable);
        if entry.substitute.is_some() || entry.inlined.is_some() {
            return;
        }
        if entry.n_references == 0 && !entry.assigned {
            return self.generate(init, Target::Effect);
        }
        let register = self.temporary(init);
        self.settle(variable, register);
    }

    /// Binds variables to the values of `producer`; their registers stay occupied.
    pub(super) fn bind_values(&mut self, variables: &[VariableId], producer: &Node) {
        let base = self.next;
        if let Node::Values(nodes) = producer {
            for node in nodes.iter().take(variables.len()) {
                self.temporary(node);
            }
            for node in nodes.iter().skip(variables.len()) {
                self.generate(node, Target::Effect);
            }
            for _ in nodes.len()..variables.len() {
                let register = self.allocate();
                self.emit(Op::LoadNil, register, 0, 0);
            }
        } else if variables.is_empty() {
            self.generate(producer, Target::Effect);
        } else {
            self.generate(producer, Target::Multiple);
            self.emit(Op::TakeValues, base, variables.len() as u32, 0);
        }
        for (position, &variable) in variables.iter().enumerate() {
            let register = base + position as u32;
            self.occupy(register);
            self.settle(variable, register);
        }
    }

    pub(super) fn generate_bind(&mut self, bindings: &[(Root, Node)], body: &Node, target: Target) {
        let depth = self.dynamic.len();
        for (name, value) in bindings {
            let next = self.next;
            let register = self.operand(value, &[]);
            self.bind_special(*name, register);
            self.next = next;
        }
        self.generate(body, target);
        self.leave_to(depth);
    }

    /// The code of a function in place of its call.
    pub(super) fn generate_inline(&mut self, function: FunctionId, arguments: &[Node], target: Target) {
        let depth = self.dynamic.len();
        let function = self.unit.function(function);
        self.bind_arguments(&function.parameters, arguments);
        self.generate(&function.body, target);
        self.leave_to(depth);
    }

    /// Evaluates all arguments, then makes the bindings.
    fn bind_arguments(&mut self, parameters: &Parameters, arguments: &[Node]) {
        let optional = parameters.optional.iter().map(|optional| optional.parameter);
        let positional: Vec<Parameter> = parameters.required.iter().copied().chain(optional).collect();
        let mut dynamic = Vec::new();
        for (parameter, argument) in positional.iter().zip(arguments) {
            match parameter.special {
                Some(name) => dynamic.push((name, self.temporary(argument))),
                None => self.bind_local(parameter.variable, argument),
            }
        }
        let further = arguments.get(positional.len()..).unwrap_or_default();
        let rest =
            parameters.rest.and_then(|rest| self.rest_list(rest, further).map(|register| (rest, register)));
        for (name, register) in dynamic {
            self.bind_special(name, register);
        }
        let n_supplied = arguments.len().saturating_sub(parameters.required.len());
        for (position, optional) in parameters.optional.iter().enumerate() {
            if position >= n_supplied {
                let register = self.allocate();
                self.bind_defaulted(optional, register, Supplied::No);
            } else if let Some(supplied) = optional.supplied {
                let register = self.allocate();
                self.emit(Op::LoadTrue, register, 0, 0);
                self.bind_parameter(supplied, register);
            }
        }
        if let Some((rest, register)) = rest {
            self.bind_parameter(rest, register);
        }
        self.bind_aux(parameters);
    }

    /// The register with the list of the arguments for a rest parameter; `None` when nothing uses it.
    fn rest_list(&mut self, rest: Parameter, arguments: &[Node]) -> Option<u32> {
        let entry = self.unit.variable(rest.variable);
        if rest.special.is_none() && entry.n_references == 0 && !entry.assigned {
            for argument in arguments {
                self.generate(argument, Target::Effect);
            }
            return None;
        }
        let base = self.next;
        if arguments.is_empty() {
            self.generate(&Node::NIL, Target::Register(base));
        } else {
            for argument in arguments {
                self.temporary(argument);
            }
            self.emit(Op::List, base, arguments.len() as u32, 0);
        }
        self.occupy(base);
        Some(base)
    }

    /// Binds local functions; their registers stay occupied.
    pub(super) fn bind_functions(&mut self, functions: &[(VariableId, FunctionId)], recursive: bool) {
        let open: Vec<(VariableId, FunctionId)> =
            functions.iter().copied().filter(|(_, function)| !self.unit.function(*function).closed).collect();
        if recursive {
            // Functions that name each other find each other in cells.
            for &(variable, _) in open.iter().filter(|(variable, _)| self.unit.variable(*variable).forward) {
                let register = self.allocate();
                self.emit(Op::LoadNil, register, 0, 0);
                self.settle(variable, register);
            }
        }
        for (variable, function) in open {
            let register = self.next;
            self.make_closure(function, Target::Register(register));
            match self.registers.get(&variable) {
                Some(&cell) if self.unit.variable(variable).forward => {
                    self.n_registers = self.n_registers.max(register + 1);
                    self.emit(Op::StoreCell, cell, register, 0);
                }
                _ => {
                    self.occupy(register);
                    self.settle(variable, register);
                }
            }
        }
    }

    /// Makes the closure of a lambda expression.
    pub(super) fn make_closure(&mut self, function: FunctionId, target: Target) {
        if target == Target::Effect {
            return;
        }
        let inner = self.unit.function(function);
        if inner.closed {
            let object = self.closed.closure(self.m, function);
            return self.produce(target, |g, to| g.load_value(to, object));
        }
        let generated = super::generate_function(self.m, self.unit, self.source, self.closed, function);
        let prototype = match generated {
            Ok(prototype) => prototype,
            Err(failure) => {
                self.failure.get_or_insert(failure);
                return;
            }
        };
        let base = self.next;
        self.occupy(base);
        for &variable in &inner.free {
            let register = self.allocate();
            self.load_for_capture(variable, register);
        }
        let index = self.constant_index(prototype);
        self.emit(Op::MakeClosure, base, index, inner.free.len() as u32);
        self.next = base;
        self.deliver(base, target);
    }

    /// Brings what a closure captures for a variable into a register: the value, or the cell that holds it.
    fn load_for_capture(&mut self, variable: VariableId, register: u32) {
        match self.place(variable) {
            Place::Register(source) | Place::Cell(source) => self.emit(Op::Move, register, source, 0),
            Place::Captured(index) | Place::CapturedCell(index) => {
                self.emit(Op::LoadCaptured, register, index, 0);
            }
            Place::Constant(_) | Place::Closed(_) => unreachable!("constants are not captured"),
        }
    }
}
