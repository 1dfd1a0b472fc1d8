//! The third pass: from expressions to instructions with registers.
//!
//! Code is generated for a [`Target`]: where the value must go. Locals have a register as long as their scope lasts;
//! temporaries are stacked above them from `next` on, and a call's window begins at `next`, so arguments are computed
//! where the callee wants them. A target register is either below `next` (a variable's: it is written by the last
//! instruction only, because the expression may still read it) or equal to `next` (a temporary in the making: it and
//! everything above is free until then).
//!
//! Nothing here runs Lisp or collects, so constants are plain values.

mod bindings;
mod branches;
mod calls;
mod exits;
mod operations;

use super::assembler::{Assembler, Label};
use super::ast::{BlockId, Constant, Function, FunctionId, Node, Substitute, TagbodyId, Unit, VariableId};
use super::errors::LimitExceeded;
use super::prototype;
use super::source::SourceMap;
use crate::equality::eql;
use crate::mutator::Mutator;
use crate::roots::Root;
use exits::{BlockTarget, TagbodyTarget};
use heapfmt::Value;
use heapfmt::layout::closure;
use heapfmt::ops::Op;
use std::collections::HashMap;

/// Where the value of an expression goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Target {
    /// Nowhere: only the effect counts.
    Effect,
    /// The first value to this register.
    Register(u32),
    /// All values to the value buffer.
    Multiple,
    /// All values to the function's caller.
    Return,
}

/// What must be undone when control leaves a construct.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Dynamic {
    /// A dynamic binding.
    Binding,
    /// An entry of the control stack.
    Control,
    /// An UNWIND-PROTECT's entry; jumps must not pass it.
    Protect,
}

/// Where a variable is, seen from the function at hand.
#[derive(Clone, Copy, Debug)]
enum Place {
    Register(u32),
    /// In the cell that the register holds.
    Cell(u32),
    /// In the closure.
    Captured(u32),
    /// In a cell that the closure holds.
    CapturedCell(u32),
    Constant(Constant),
    /// A local function that needs no captured values.
    Closed(FunctionId),
}

/// Generates the code of a whole unit. The result is the closure of `main`, which captures nothing.
pub(crate) fn generate(
    m: &mut Mutator,
    unit: &Unit,
    main: FunctionId,
    source: &SourceMap,
) -> Result<Value, LimitExceeded> {
    let mut closed = ClosedFunctions { closures: HashMap::new(), waiting: Vec::new() };
    let result = closed.closure(m, main);
    while let Some(function) = closed.waiting.pop() {
        let prototype = generate_function(m, unit, source, &mut closed, function)?;
        let object = closed.closure(m, function);
        m.heap.set_slot(object, closure::PROTOTYPE, prototype);
    }
    Ok(result)
}

/// Closures that capture nothing and therefore are constants. They are made when they are first named and get
/// their prototypes later, so functions can name each other.
struct ClosedFunctions {
    closures: HashMap<FunctionId, Value>,
    waiting: Vec<FunctionId>,
}

impl ClosedFunctions {
    fn closure(&mut self, m: &mut Mutator, function: FunctionId) -> Value {
        if let Some(&existing) = self.closures.get(&function) {
            return existing;
        }
        let object = prototype::closure_without_captures(&mut m.heap);
        self.closures.insert(function, object);
        self.waiting.push(function);
        object
    }
}

/// Generates one function and returns its prototype.
fn generate_function(
    m: &mut Mutator,
    unit: &Unit,
    source: &SourceMap,
    closed: &mut ClosedFunctions,
    id: FunctionId,
) -> Result<Value, LimitExceeded> {
    let function = unit.function(id);
    let mut generator = Generator {
        m,
        unit,
        source,
        closed,
        id,
        function,
        assembler: Assembler::new(),
        constants: Vec::new(),
        registers: HashMap::new(),
        blocks: HashMap::new(),
        tagbodies: HashMap::new(),
        dynamic: Vec::new(),
        entry: None,
        next: 0,
        n_registers: 0,
        failure: None,
    };
    generator.generate_prologue()?;
    generator.generate(&function.body, Target::Return);
    generator.finish()
}

struct Generator<'a> {
    m: &'a mut Mutator,
    unit: &'a Unit,
    source: &'a SourceMap,
    closed: &'a mut ClosedFunctions,
    id: FunctionId,
    function: &'a Function,
    assembler: Assembler,
    constants: Vec<Value>,
    /// Registers of the variables that this function's frame holds.
    registers: HashMap<VariableId, u32>,
    blocks: HashMap<BlockId, BlockTarget>,
    tagbodies: HashMap<TagbodyId, TagbodyTarget>,
    /// What is active at the code at hand, innermost last.
    dynamic: Vec<Dynamic>,
    /// Where the code begins when the parameters have their values, for calls of the function by itself.
    entry: Option<Label>,
    /// The first register that holds nothing.
    next: u32,
    n_registers: u32,
    /// The first limit that an inner function exceeded.
    failure: Option<LimitExceeded>,
}

impl Generator<'_> {
    fn finish(self) -> Result<Value, LimitExceeded> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        let code = self.assembler.finish()?;
        prototype::build(self.m, self.function, &code, &self.constants, self.n_registers, self.source)
    }

    fn emit(&mut self, op: Op, a: u32, b: u32, c: u32) {
        self.assembler.emit(op, a, b, c);
    }

    /// Makes `register` and all below it occupied.
    fn occupy(&mut self, register: u32) {
        self.next = register + 1;
        self.n_registers = self.n_registers.max(self.next);
    }

    /// Takes the next register.
    fn allocate(&mut self) -> u32 {
        let register = self.next;
        self.occupy(register);
        register
    }

    /// The register in which a value for `target` is best computed. It is not occupied.
    fn register_for(&mut self, target: Target) -> u32 {
        match target {
            Target::Register(register) => {
                self.n_registers = self.n_registers.max(register + 1);
                register
            }
            _ => {
                self.n_registers = self.n_registers.max(self.next + 1);
                self.next
            }
        }
    }

    /// Brings the single value in `register` to the target.
    fn deliver(&mut self, register: u32, target: Target) {
        match target {
            Target::Effect => {}
            Target::Register(destination) => {
                self.n_registers = self.n_registers.max(destination + 1);
                self.emit(Op::Move, destination, register, 0);
            }
            Target::Multiple => self.emit(Op::SetValues, register, 1, 0),
            Target::Return => {
                self.undo_all();
                self.emit(Op::Return, register, 0, 0);
            }
        }
    }

    /// Brings the values of the value buffer, where the target wants them all, onward.
    fn deliver_multiple(&mut self, target: Target) {
        if target == Target::Return {
            self.undo_all();
            self.emit(Op::ReturnMultiple, 0, 0, 0);
        }
    }

    /// Computes a single value by one instruction into the best register and delivers it.
    fn produce(&mut self, target: Target, emit: impl FnOnce(&mut Self, u32)) {
        let register = self.register_for(target);
        emit(self, register);
        if !matches!(target, Target::Register(_)) {
            self.deliver(register, target);
        }
    }

    /// Emits what undoes the dynamic state above `depth`.
    fn undo_to(&mut self, depth: usize) {
        let mut rest = &self.dynamic[depth..];
        while let Some(&kind) = rest.last() {
            let is_binding = kind == Dynamic::Binding;
            let n = rest.iter().rev().take_while(|&&other| (other == Dynamic::Binding) == is_binding).count();
            let op = if is_binding { Op::Unbind } else { Op::Leave };
            self.assembler.emit(op, n as u32, 0, 0);
            rest = &rest[..rest.len() - n];
        }
    }

    fn undo_all(&mut self) {
        self.undo_to(0);
    }

    /// Ends the dynamic state above `depth` for the code that follows.
    fn leave_to(&mut self, depth: usize) {
        if self.assembler.is_reachable() {
            self.undo_to(depth);
        }
        self.dynamic.truncate(depth);
    }

    /// Index of a constant of the prototype.
    fn constant_index(&mut self, value: Value) -> u32 {
        let heap = &self.m.heap;
        let position = self.constants.iter().position(|&constant| eql(heap, constant, value));
        let position = position.unwrap_or_else(|| {
            self.constants.push(value);
            self.constants.len() - 1
        });
        position as u32
    }

    fn root_index(&mut self, root: Root) -> u32 {
        let value = self.m.roots.get(root);
        self.constant_index(value)
    }

    fn load_value(&mut self, register: u32, value: Value) {
        let index = self.constant_index(value);
        self.emit(Op::LoadConstant, register, index, 0);
    }

    fn load_constant(&mut self, register: u32, constant: Constant) {
        match constant {
            Constant::Nil => self.emit(Op::LoadNil, register, 0, 0),
            Constant::True => self.emit(Op::LoadTrue, register, 0, 0),
            Constant::Integer(n) => match i32::try_from(n) {
                Ok(n) => self.emit(Op::LoadInteger, register, n as u32, 0),
                Err(_) => self.load_value(register, Value::fixnum(n)),
            },
            Constant::Object(root) => {
                let value = self.m.roots.get(root);
                self.load_value(register, value);
            }
        }
    }

    /// Where `variable`, which is bound at the code at hand, is.
    fn place(&self, variable: VariableId) -> Place {
        self.known_place(variable).expect("variables are bound before they are used")
    }

    /// Where `variable` is; `None` when its binding has not been generated yet.
    fn known_place(&self, variable: VariableId) -> Option<Place> {
        let mut variable = variable;
        while let Some(substitute) = self.unit.variable(variable).substitute {
            match substitute {
                Substitute::Constant(constant) => return Some(Place::Constant(constant)),
                Substitute::Variable(other) => variable = other,
            }
        }
        let entry = self.unit.variable(variable);
        if let Some(function) = entry.function
            && self.unit.function(function).closed
        {
            return Some(Place::Closed(function));
        }
        if entry.owner == Some(self.id) {
            let register = *self.registers.get(&variable)?;
            return Some(if entry.in_cell() { Place::Cell(register) } else { Place::Register(register) });
        }
        let index = self.function.free.iter().position(|&free| free == variable);
        let index = index.expect("the closure pass lists what a function uses from outside") as u32;
        Some(if entry.in_cell() { Place::CapturedCell(index) } else { Place::Captured(index) })
    }

    fn load_variable(&mut self, variable: VariableId, target: Target) {
        match self.place(variable) {
            Place::Register(register) => self.deliver(register, target),
            _ if target == Target::Effect => {}
            Place::Constant(constant) => self.deliver_constant(constant, target),
            Place::Cell(cell) => self.produce(target, |g, to| g.emit(Op::LoadCell, to, cell, 0)),
            Place::Captured(index) => self.produce(target, |g, to| g.emit(Op::LoadCaptured, to, index, 0)),
            Place::CapturedCell(index) => {
                self.produce(target, |g, to| g.emit(Op::LoadCapturedCell, to, index, 0));
            }
            Place::Closed(function) => {
                let object = self.closed.closure(self.m, function);
                self.produce(target, |g, to| g.load_value(to, object));
            }
        }
    }

    fn deliver_constant(&mut self, constant: Constant, target: Target) {
        match (target, constant) {
            (Target::Effect, _) => {}
            (Target::Return, Constant::Nil) => {
                self.undo_all();
                self.emit(Op::ReturnNil, 0, 0, 0);
            }
            _ => self.produce(target, |g, to| g.load_constant(to, constant)),
        }
    }

    /// A register that holds the node's value; a new one is occupied unless the value is in a variable's. `later` is
    /// what is evaluated before the value is used.
    fn operand(&mut self, node: &Node, later: &[Node]) -> u32 {
        if let Node::Local(variable) = node
            && let Place::Register(register) = self.place(*variable)
            && !self.is_assigned_by(*variable, later)
        {
            return register;
        }
        self.temporary(node)
    }

    /// A new register that holds the node's value.
    fn temporary(&mut self, node: &Node) -> u32 {
        let register = self.next;
        self.generate(node, Target::Register(register));
        self.occupy(register);
        register
    }

    fn is_assigned_by(&self, variable: VariableId, nodes: &[Node]) -> bool {
        self.unit.variable(variable).assigned
            && nodes.iter().any(|node| {
                node.any(self.unit, &|node| matches!(node, Node::SetLocal(set, _) if *set == variable))
            })
    }

    /// Generates code that evaluates `node` for `target`. Registers taken on the way are free again behind it.
    fn generate(&mut self, node: &Node, target: Target) {
        if !self.assembler.is_reachable() {
            return;
        }
        let next = self.next;
        match node {
            Node::Constant(constant) => self.deliver_constant(*constant, target),
            Node::LoadTimeValue(root) => self.deliver_constant(Constant::Object(*root), target),
            Node::Local(variable) => self.load_variable(*variable, target),
            Node::SetLocal(variable, value) => self.set_local(*variable, value, target),
            Node::Special(name, line) => self.load_global(Op::LoadSpecial, *name, *line, target),
            Node::Global(name, line) => self.load_global(Op::LoadGlobal, *name, *line, target),
            Node::SetSpecial(name, value) => self.set_global(Op::StoreSpecial, *name, value, target),
            Node::SetGlobal(name, value) => self.set_global(Op::StoreGlobal, *name, value, target),
            Node::NamedFunction(name, line) => self.load_global(Op::LoadFunction, *name, *line, target),
            Node::Closure(function) => self.make_closure(*function, target),
            Node::If(test, then, otherwise) => self.generate_if(test, then, otherwise, target),
            Node::Sequence(nodes) => {
                let (last, before) = nodes.split_last().expect("sequences are not empty");
                for node in before {
                    self.generate(node, Target::Effect);
                }
                self.generate(last, target);
            }
            Node::Let(bindings, body) => {
                self.bind_locals(bindings);
                self.generate(body, target);
            }
            Node::Bind(bindings, body) => self.generate_bind(bindings, body, target),
            Node::Call { callee, arguments, line } => {
                self.generate_call(callee, arguments, *line, target);
            }
            Node::Apply { function, arguments, line } => {
                self.generate_apply(function, arguments, *line, target);
            }
            Node::Operation { operation, operands, line } => {
                self.generate_operation(*operation, operands, *line, target);
            }
            Node::Inline { function, arguments } => self.generate_inline(*function, arguments, target),
            Node::Values(nodes) => self.generate_values(nodes, target),
            Node::MultipleCall { function, arguments, line } => {
                self.generate_multiple_call(function, arguments, *line, target);
            }
            Node::MultipleBind(variables, producer, body) => {
                self.bind_values(variables, producer);
                self.generate(body, target);
            }
            Node::MultipleProg1(first, rest) => self.generate_multiple_prog1(first, rest, target),
            Node::Functions { functions, recursive, body } => {
                self.bind_functions(functions, *recursive);
                self.generate(body, target);
            }
            Node::Block(block, body) => self.generate_block(*block, body, target),
            Node::ReturnFrom(block, value) => self.generate_return_from(*block, value),
            Node::Tagbody(tagbody, statements) => self.generate_tagbody(*tagbody, statements, target),
            Node::Go(tagbody, tag) => self.generate_go(*tagbody, *tag),
            Node::Catch(tag, body) => self.generate_catch(tag, body, target),
            Node::Throw(tag, value, line) => self.generate_throw(tag, value, *line),
            Node::UnwindProtect(protected, cleanup) => {
                self.generate_unwind_protect(protected, cleanup, target);
            }
            Node::Progv(symbols, values, body) => self.generate_progv(symbols, values, body, target),
        }
        self.next = next;
    }

    fn load_global(&mut self, op: Op, name: Root, line: u32, target: Target) {
        // For effect too: an unbound variable or undefined function is an error.
        let index = self.root_index(name);
        self.assembler.set_line(line);
        self.produce(target, |g, to| g.emit(op, to, index, 0));
    }

    fn set_global(&mut self, op: Op, name: Root, value: &Node, target: Target) {
        let register = self.operand(value, &[]);
        let index = self.root_index(name);
        self.emit(op, register, index, 0);
        self.deliver(register, target);
    }

    fn set_local(&mut self, variable: VariableId, value: &Node, target: Target) {
        match self.place(variable) {
            Place::Register(register) => {
                self.generate(value, Target::Register(register));
                self.deliver(register, target);
            }
            Place::Cell(cell) => {
                let register = self.operand(value, &[]);
                self.emit(Op::StoreCell, cell, register, 0);
                self.deliver(register, target);
            }
            Place::CapturedCell(index) => {
                let register = self.operand(value, &[]);
                self.emit(Op::StoreCapturedCell, index, register, 0);
                self.deliver(register, target);
            }
            Place::Captured(_) | Place::Constant(_) | Place::Closed(_) => {
                unreachable!("an assigned variable is in a register or a cell")
            }
        }
    }
}
