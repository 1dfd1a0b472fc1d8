//! Control: BLOCK, TAGBODY, CATCH, UNWIND-PROTECT, PROGV and multiple values.

use super::Compiler;
use super::ast::{Callee, Node, Statement};
use super::environment::{Entry, Environment};
use crate::equality::eql;
use crate::roots::Root;
use crate::vm::Unwind;
use heapfmt::Value;

impl Compiler<'_> {
    pub(super) fn analyze_block(&mut self, form: Root, environment: &Environment) -> Result<Node, Unwind> {
        let operands = self.operands(form, 1, None)?;
        let name = operands[0];
        if !self.is_symbol(self.value(name)) {
            return self.fail("A block's name must be a symbol", form);
        }
        let block = self.unit.new_block();
        let inner = environment.with(Entry::Block { name, block });
        let body = self.analyze_sequence(&operands[1..], &inner)?;
        Ok(Node::Block(block, Box::new(body)))
    }

    pub(super) fn analyze_return_from(
        &mut self,
        form: Root,
        environment: &Environment,
    ) -> Result<Node, Unwind> {
        let operands = self.operands(form, 1, Some(2))?;
        let Some(block) = environment.block(self.roots(), self.value(operands[0])) else {
            return self.fail("RETURN-FROM names no block around it", form);
        };
        let value = match operands.get(1) {
            Some(&value) => self.analyze(value, environment)?,
            None => Node::NIL,
        };
        Ok(Node::ReturnFrom(block, Box::new(value)))
    }

    pub(super) fn analyze_tagbody(&mut self, form: Root, environment: &Environment) -> Result<Node, Unwind> {
        let operands = self.operands(form, 0, None)?;
        let is_tag = |value: Value| !value.is_cons();
        let mut tags: Vec<Root> = Vec::new();
        for &operand in &operands {
            let value = self.value(operand);
            if !is_tag(value) {
                continue;
            }
            if !self.is_go_tag(value) {
                return self.fail("A tag must be a symbol or an integer", form);
            }
            if tags.iter().any(|&tag| eql(&self.vm.mutator.heap, self.value(tag), value)) {
                return self.fail("A tag stands twice in a TAGBODY", form);
            }
            tags.push(operand);
        }
        let tagbody = self.unit.new_tagbody(tags.len());
        let inner = if tags.is_empty() {
            environment.clone()
        } else {
            environment.with(Entry::Tags { tags, tagbody })
        };
        let mut statements = Vec::with_capacity(operands.len());
        let mut n_tags = 0;
        for &operand in &operands {
            if is_tag(self.value(operand)) {
                statements.push(Statement::Tag(n_tags));
                n_tags += 1;
            } else {
                statements.push(Statement::Form(self.analyze(operand, &inner)?));
            }
        }
        Ok(Node::Tagbody(tagbody, statements))
    }

    fn is_go_tag(&self, value: Value) -> bool {
        let heap = &self.vm.mutator.heap;
        value.is_fixnum() || heap.is_symbol(value) || heap.is(value, heapfmt::layout::TypeCode::Bignum)
    }

    pub(super) fn analyze_go(&mut self, form: Root, environment: &Environment) -> Result<Node, Unwind> {
        let operands = self.operands(form, 1, Some(1))?;
        let tag = self.value(operands[0]);
        let heap = &self.vm.mutator.heap;
        let found = environment.tag(|other| eql(heap, self.value(other), tag));
        let Some((tagbody, number)) = found else {
            return self.fail("GO names no tag around it", form);
        };
        self.unit.tagbodies[tagbody.0].tags[number].n_jumps += 1;
        Ok(Node::Go(tagbody, number))
    }

    pub(super) fn analyze_catch(&mut self, form: Root, environment: &Environment) -> Result<Node, Unwind> {
        let operands = self.operands(form, 1, None)?;
        let tag = self.analyze(operands[0], environment)?;
        let body = self.analyze_sequence(&operands[1..], environment)?;
        Ok(Node::Catch(Box::new(tag), Box::new(body)))
    }

    pub(super) fn analyze_throw(&mut self, form: Root, environment: &Environment) -> Result<Node, Unwind> {
        let operands = self.operands(form, 2, Some(2))?;
        let tag = self.analyze(operands[0], environment)?;
        let value = self.analyze(operands[1], environment)?;
        Ok(Node::Throw(Box::new(tag), Box::new(value), self.line(form)))
    }

    pub(super) fn analyze_unwind_protect(
        &mut self,
        form: Root,
        environment: &Environment,
    ) -> Result<Node, Unwind> {
        let operands = self.operands(form, 1, None)?;
        let protected = self.analyze(operands[0], environment)?;
        let cleanup = self.analyze_sequence(&operands[1..], environment)?;
        if cleanup.is_trivial() {
            return Ok(protected);
        }
        Ok(Node::UnwindProtect(Box::new(protected), Box::new(cleanup)))
    }

    pub(super) fn analyze_progv(&mut self, form: Root, environment: &Environment) -> Result<Node, Unwind> {
        let operands = self.operands(form, 2, None)?;
        let symbols = self.analyze(operands[0], environment)?;
        let values = self.analyze(operands[1], environment)?;
        let body = self.analyze_sequence(&operands[2..], environment)?;
        Ok(Node::Progv(Box::new(symbols), Box::new(values), Box::new(body)))
    }

    pub(super) fn analyze_multiple_value_prog1(
        &mut self,
        form: Root,
        environment: &Environment,
    ) -> Result<Node, Unwind> {
        let operands = self.operands(form, 1, None)?;
        let first = self.analyze(operands[0], environment)?;
        let rest = self.analyze_sequence(&operands[1..], environment)?;
        if rest.is_trivial() {
            return Ok(first);
        }
        Ok(Node::MultipleProg1(Box::new(first), Box::new(rest)))
    }

    pub(super) fn analyze_multiple_value_call(
        &mut self,
        form: Root,
        environment: &Environment,
    ) -> Result<Node, Unwind> {
        let operands = self.operands(form, 1, None)?;
        let function = self.analyze(operands[0], environment)?;
        let mut arguments = self.analyze_each(&operands[1..], environment)?;
        let line = self.line(form);
        if arguments.is_empty() {
            return Ok(match function {
                Node::Closure(function) => self.call_of_closure(function, arguments, line),
                function => Node::Call { callee: Callee::Computed(Box::new(function)), arguments, line },
            });
        }
        if let (Node::Closure(function), [_]) = (&function, &arguments[..])
            && let Some(variables) = self.bound_to_values(*function)
        {
            let body = std::mem::replace(&mut self.unit.functions[function.0].body, Node::NIL);
            let producer = arguments.pop().expect("there is one");
            return Ok(Node::MultipleBind(variables, Box::new(producer), Box::new(body)));
        }
        Ok(Node::MultipleCall { function: Box::new(function), arguments, line })
    }

    /// The variables of a function that is what MULTIPLE-VALUE-BIND makes: all parameters optional, lexical and
    /// NIL by default, and a rest parameter that is not used.
    fn bound_to_values(&self, function: super::ast::FunctionId) -> Option<Vec<super::ast::VariableId>> {
        let parameters = &self.unit.function(function).parameters;
        let rest = parameters.rest?;
        let rest_variable = self.unit.variable(rest.variable);
        let plain = parameters.required.is_empty()
            && parameters.keys.is_none()
            && parameters.aux.is_empty()
            && rest.special.is_none()
            && rest_variable.n_references == 0
            && !rest_variable.assigned
            && parameters.optional.iter().all(|optional| {
                optional.parameter.special.is_none()
                    && optional.supplied.is_none()
                    && matches!(optional.init, Node::Constant(super::ast::Constant::Nil))
            });
        plain.then(|| parameters.optional.iter().map(|optional| optional.parameter.variable).collect())
    }
}
