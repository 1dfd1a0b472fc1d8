//! Calls of global functions that are compiled as something better: instructions, builtins without a frame, constants,
//! inline expansions.
//!
//! Functions of the standard cannot be redefined by programs, so their meaning is known unless they are declared
//! NOTINLINE. DEFUN keeps the lambda expressions of functions that are proclaimed INLINE. A call with a wrong number of
//! arguments stays a call, which signals the error when it is run.

use super::Compiler;
use super::ast::{Callee, Comparison, Constant, Node, Operation};
use super::environment::Environment;
use super::macros::is_notinline;
use crate::equality::eql;
use crate::primitives::{Effect, Invoke, Primitive};
use crate::roots::Root;
use crate::vm::Unwind;
use heapfmt::Value;
use heapfmt::layout::{TypeCode, builtin, symbol};
use heapfmt::statics::sym;

/// How many expansions of inline functions may nest; a function that calls itself is expanded this often.
const MAX_INLINE_DEPTH: usize = 4;

impl Compiler<'_> {
    /// The call of an inline function, expanded where it stands. `None` when the function is not inline.
    pub(super) fn analyze_inline_expansion(
        &mut self,
        form: Root,
        operands: &[Root],
        environment: &Environment,
    ) -> Result<Option<Node>, Unwind> {
        let operator = self.car(self.value(form));
        let Some(expansion) = self.vm.mutator.heap.symbol_info(operator, sym::INLINE_EXPANSION) else {
            return Ok(None);
        };
        let is_lambda = expansion.is_cons() && self.car(expansion) == sym::LAMBDA;
        if !is_lambda || self.inline_depth >= MAX_INLINE_DEPTH || is_notinline(self.vm, operator, environment)
        {
            return Ok(None);
        }
        let expansion = self.root(expansion);
        self.inline_depth += 1;
        let global = Environment::default();
        let node = self.analyze_call_of_lambda(expansion, operands, form, &global, environment);
        self.inline_depth -= 1;
        node.map(Some)
    }

    /// A call of global function `name` with analysed arguments.
    pub(super) fn named_call(
        &mut self,
        name: Root,
        arguments: Vec<Node>,
        line: u32,
        environment: &Environment,
    ) -> Node {
        let symbol = self.value(name);
        self.note_use_of_function(symbol);
        if is_notinline(self.vm, symbol, environment) {
            return Node::Call { callee: Callee::NotInline(name), arguments, line };
        }
        match (symbol, arguments.len()) {
            (sym::FUNCALL, 1..) => return self.funcall(arguments, line, environment),
            (sym::APPLY, 2..) => return self.apply(arguments, line, environment),
            (sym::VALUES, _) => return Node::Values(arguments),
            _ => {}
        }
        let arguments = match self.operation(symbol, arguments, line) {
            Ok(node) => return node,
            Err(arguments) => arguments,
        };
        let Some((index, row)) = self.builtin(symbol) else {
            return Node::Call { callee: Callee::Named(name), arguments, line };
        };
        let fits =
            row.required <= arguments.len() && (row.rest || arguments.len() <= row.required + row.optional);
        if !fits || row.effect == Effect::Nested {
            return Node::Call { callee: Callee::Named(name), arguments, line };
        }
        if let Some(constant) = self.fold(row, &arguments) {
            return constant;
        }
        Node::Call { callee: Callee::Builtin(index), arguments, line }
    }

    /// The builtin that `name` is the own name of, with its row.
    fn builtin(&self, name: Value) -> Option<(u32, &'static Primitive)> {
        if !self.global_function_is(name, TypeCode::Builtin) {
            return None;
        }
        let heap = &self.vm.mutator.heap;
        let function = heap.symbol_slot(name, symbol::FUNCTION);
        if heap.slot(function, builtin::NAME) != name {
            return None;
        }
        let index = u32::try_from(heap.slot(function, builtin::INDEX).as_fixnum()?).ok()?;
        self.vm.mutator.builtins.get(index as usize).map(|row| (index, *row))
    }

    /// The value of a standard function without side effects for constant arguments.
    ///
    /// Only numbers and characters count: what a function finds out about other objects may change.
    fn fold(&mut self, row: &Primitive, arguments: &[Node]) -> Option<Node> {
        let Invoke::Leaf(function) = row.invoke else { return None };
        let standard = row.name.starts_with("COMMON-LISP:");
        if row.effect != Effect::Pure || !standard || row.rest || arguments.is_empty() {
            return None;
        }
        let mut frame = Vec::with_capacity(row.required + row.optional);
        for argument in arguments {
            let Node::Constant(constant) = argument else { return None };
            let value = self.constant_value(*constant);
            if !self.is_number_or_character(value) {
                return None;
            }
            frame.push(value);
        }
        frame.resize(row.required + row.optional, Value::UNSUPPLIED);
        // An error is left to be signalled when the call is run.
        let value = function(&mut self.vm.mutator, &frame).ok()?;
        Some(self.constant(value))
    }

    fn is_number_or_character(&self, value: Value) -> bool {
        use TypeCode::{Bignum, Complex, Double, Ratio};
        value.is_fixnum()
            || value.as_character().is_some()
            || value.as_single().is_some()
            || value.as_immediate_double().is_some()
            || matches!(self.vm.mutator.heap.type_of(value), Some(Bignum | Ratio | Double | Complex))
    }

    fn funcall(&mut self, mut arguments: Vec<Node>, line: u32, environment: &Environment) -> Node {
        let function = arguments.remove(0);
        match function {
            Node::NamedFunction(name, _) => self.named_call(name, arguments, line, environment),
            Node::Closure(function) => self.call_of_closure(function, arguments, line),
            Node::Constant(Constant::Object(name)) if self.is_symbol(self.value(name)) => {
                self.named_call(name, arguments, line, environment)
            }
            Node::Local(variable) => {
                let binding = self.unit.variable_mut(variable);
                if let Some(function) = binding.function {
                    binding.n_references -= 1;
                    return self.local_call(variable, function, arguments, line);
                }
                binding.n_calls += 1;
                binding.call_width = arguments.len();
                Node::Call { callee: Callee::Computed(Box::new(function)), arguments, line }
            }
            function => Node::Call { callee: Callee::Computed(Box::new(function)), arguments, line },
        }
    }

    fn apply(&mut self, mut arguments: Vec<Node>, line: u32, environment: &Environment) -> Node {
        if let Some(Node::Constant(Constant::Nil)) = arguments.last() {
            arguments.pop();
            return self.funcall(arguments, line, environment);
        }
        let function = Box::new(arguments.remove(0));
        Node::Apply { function, arguments, line }
    }

    /// The call as an operation of the instruction set; gives the arguments back when it is none.
    fn operation(&mut self, name: Value, arguments: Vec<Node>, line: u32) -> Result<Node, Vec<Node>> {
        use Comparison::{Eq, Eql, Greater, GreaterOrEqual, Less, LessOrEqual, NumberEqual};
        use Operation::{Add, Compare, LogAnd, LogIor, LogXor, Multiply, Subtract};
        let zero = || Node::Constant(Constant::Integer(0));
        let fixed = |operation| Ok((operation, None));
        let choice: Result<(Operation, Option<Node>), ()> = match (name, arguments.len()) {
            (sym::PLUS, 0) | (sym::LOGIOR | sym::LOGXOR, 0) => return Ok(zero()),
            (sym::TIMES, 0) => return Ok(Node::Constant(Constant::Integer(1))),
            (sym::LOGAND, 0) => return Ok(Node::Constant(Constant::Integer(-1))),
            (sym::LIST, 0) => return Ok(Node::NIL),
            (sym::LIST, _) => fixed(Operation::List),
            (sym::PLUS, 2..) => return Ok(self.fold_left(Add, arguments, line)),
            (sym::MINUS, 2..) => return Ok(self.fold_left(Subtract, arguments, line)),
            (sym::TIMES, 2..) => return Ok(self.fold_left(Multiply, arguments, line)),
            (sym::LOGAND, 2..) => return Ok(self.fold_left(LogAnd, arguments, line)),
            (sym::LOGIOR, 2..) => return Ok(self.fold_left(LogIor, arguments, line)),
            (sym::LOGXOR, 2..) => return Ok(self.fold_left(LogXor, arguments, line)),
            (sym::LIST_STAR, 2..) => return Ok(self.fold_right_cons(arguments, line)),
            (sym::ONE_PLUS, 1) => Ok((Add, Some(Node::Constant(Constant::Integer(1))))),
            (sym::ONE_MINUS, 1) => Ok((Add, Some(Node::Constant(Constant::Integer(-1))))),
            (sym::ZEROP, 1) => Ok((Compare(NumberEqual), Some(zero()))),
            (sym::PLUSP, 1) => Ok((Compare(Greater), Some(zero()))),
            (sym::MINUSP, 1) => Ok((Compare(Less), Some(zero()))),
            (sym::LESS, 2) => fixed(Compare(Less)),
            (sym::GREATER, 2) => fixed(Compare(Greater)),
            (sym::LESS_OR_EQUAL, 2) => fixed(Compare(LessOrEqual)),
            (sym::GREATER_OR_EQUAL, 2) => fixed(Compare(GreaterOrEqual)),
            (sym::NUMBER_EQUAL, 2) => fixed(Compare(NumberEqual)),
            (sym::NUMBER_NOT_EQUAL, 2) => {
                let equal = self.simple_operation(Compare(NumberEqual), arguments, line);
                return Ok(self.simple_operation(Operation::Not, vec![equal], line));
            }
            (sym::EQ, 2) => fixed(Compare(Eq)),
            (sym::EQL, 2) => fixed(Compare(Eql)),
            (sym::NOT | sym::NULL, 1) => fixed(Operation::Not),
            (sym::CONSP, 1) => fixed(Operation::Consp),
            (sym::ATOM, 1) => fixed(Operation::Atom),
            (sym::CONS, 2) => fixed(Operation::Cons),
            (sym::CAR | sym::FIRST, 1) => fixed(Operation::Car),
            (sym::CDR | sym::REST, 1) => fixed(Operation::Cdr),
            (sym::CAAR, 1) => return Ok(self.list_path(&[Operation::Car, Operation::Car], arguments, line)),
            (sym::CADR | sym::SECOND, 1) => {
                return Ok(self.list_path(&[Operation::Cdr, Operation::Car], arguments, line));
            }
            (sym::CDAR, 1) => return Ok(self.list_path(&[Operation::Car, Operation::Cdr], arguments, line)),
            (sym::CDDR, 1) => return Ok(self.list_path(&[Operation::Cdr, Operation::Cdr], arguments, line)),
            (sym::CADDR | sym::THIRD, 1) => {
                let path = [Operation::Cdr, Operation::Cdr, Operation::Car];
                return Ok(self.list_path(&path, arguments, line));
            }
            (sym::RPLACA, 2) => fixed(Operation::SetCar),
            (sym::RPLACD, 2) => fixed(Operation::SetCdr),
            (sym::SVREF, 2) => fixed(Operation::LoadElement),
            (sym::SET_SVREF, 3) => fixed(Operation::StoreElement),
            (sym::AREF, 2) => fixed(Operation::LoadArrayElement),
            (sym::SET_VECTOR_ELEMENT, 3) => fixed(Operation::StoreArrayElement),
            (sym::STRUCTURE_REF | sym::STRUCTURE_SET, 3 | 4) => return slot_access(name, arguments, line),
            _ => Err(()),
        };
        let Ok((operation, second)) = choice else { return Err(arguments) };
        let mut operands = arguments;
        operands.extend(second);
        Ok(self.simple_operation(operation, operands, line))
    }

    fn fold_left(&mut self, operation: Operation, operands: Vec<Node>, line: u32) -> Node {
        operands
            .into_iter()
            .reduce(|left, right| self.simple_operation(operation, vec![left, right], line))
            .expect("there are operands")
    }

    fn fold_right_cons(&mut self, operands: Vec<Node>, line: u32) -> Node {
        operands
            .into_iter()
            .rev()
            .reduce(|tail, head| Node::Operation {
                operation: Operation::Cons,
                operands: vec![head, tail],
                line,
            })
            .expect("there are operands")
    }

    fn list_path(&mut self, path: &[Operation], operands: Vec<Node>, line: u32) -> Node {
        let start = operands.into_iter().next().expect("there is one operand");
        path.iter().fold(start, |node, &operation| Node::Operation { operation, operands: vec![node], line })
    }

    /// The operation, or its value when the operands are constants that give one.
    fn simple_operation(&mut self, operation: Operation, operands: Vec<Node>, line: u32) -> Node {
        let constants: Option<Vec<Value>> = operands
            .iter()
            .map(|operand| match operand {
                Node::Constant(constant) => Some(self.constant_value(*constant)),
                _ => None,
            })
            .collect();
        let folded = constants.and_then(|values| self.fold_operation(operation, &values));
        match folded {
            Some(value) => self.constant(value),
            None => Node::Operation { operation, operands, line },
        }
    }

    fn fold_operation(&self, operation: Operation, operands: &[Value]) -> Option<Value> {
        use Operation::{Add, Atom, Compare, Consp, LogAnd, LogIor, LogXor, Multiply, Not, Subtract};
        match (operation, operands) {
            (Not, [a]) => return Some(Value::boolean(a.is_nil())),
            (Consp, [a]) => return Some(Value::boolean(a.is_cons())),
            (Atom, [a]) => return Some(Value::boolean(!a.is_cons())),
            (Compare(Comparison::Eq), [a, b]) => return Some(Value::boolean(a == b)),
            (Compare(Comparison::Eql), [a, b]) => {
                return Some(Value::boolean(eql(&self.vm.mutator.heap, *a, *b)));
            }
            _ => {}
        }
        let &[a, b] = operands else { return None };
        let (a, b) = (a.as_fixnum()?, b.as_fixnum()?);
        match operation {
            Add => Value::try_fixnum(a.checked_add(b)?),
            Subtract => Value::try_fixnum(a.checked_sub(b)?),
            Multiply => Value::try_fixnum(a.checked_mul(b)?),
            LogAnd => Some(Value::fixnum(a & b)),
            LogIor => Some(Value::fixnum(a | b)),
            LogXor => Some(Value::fixnum(a ^ b)),
            Compare(comparison) => Some(Value::boolean(match comparison {
                Comparison::Less => a < b,
                Comparison::LessOrEqual => a <= b,
                Comparison::Greater => a > b,
                Comparison::GreaterOrEqual => a >= b,
                Comparison::Eq | Comparison::Eql | Comparison::NumberEqual => a == b,
            })),
            _ => None,
        }
    }
}

/// The access to a slot with a constant index; gives the arguments back when the index is none.
fn slot_access(name: Value, mut arguments: Vec<Node>, line: u32) -> Result<Node, Vec<Node>> {
    const INDEX: usize = 2;
    let is_load = name == sym::STRUCTURE_REF;
    let index = match arguments.get(INDEX) {
        Some(Node::Constant(Constant::Integer(index))) => u32::try_from(*index).ok(),
        _ => None,
    };
    match index {
        Some(index) if arguments.len() == if is_load { 3 } else { 4 } => {
            arguments.remove(INDEX);
            let operation = if is_load { Operation::LoadSlot(index) } else { Operation::StoreSlot(index) };
            Ok(Node::Operation { operation, operands: arguments, line })
        }
        _ => Err(arguments),
    }
}
