//! The first pass: forms to expressions.
//!
//! A form is a constant, a variable, a special form, a macro call or a function call. Macro calls are expanded in a
//! loop until something else is left. Every form is rooted before anything that might run Lisp.

use super::Compiler;
use super::ast::{Constant, FunctionId, Node};
use super::environment::{Entry, Environment};
use crate::roots::Root;
use crate::vm::Unwind;
use heapfmt::Value;
use heapfmt::layout::{TypeCode, cons, symbol};
use heapfmt::statics::sym;

impl Compiler<'_> {
    /// Makes the function of no arguments that evaluates `form` in the global environment.
    pub(super) fn analyze_toplevel(&mut self, form: Root) -> Result<FunctionId, Unwind> {
        let body = self.analyze(form, &Environment::default())?;
        let nil = self.root(Value::NIL);
        let line = self.line(form);
        Ok(self.add_function(nil, nil, Default::default(), body, line))
    }

    /// Analyses one form.
    // The frame must be small, so nothing here holds a second node.
    pub(crate) fn analyze(&mut self, form: Root, environment: &Environment) -> Result<Node, Unwind> {
        let outer = self.innermost_line;
        if self.value(form).is_cons() {
            self.innermost_line = self.line(form);
        }
        let mut node = self.deeper(form, |compiler| compiler.analyze_form(form, environment));
        if node.is_err() {
            self.replace_wrong_form(form, &mut node);
        }
        self.innermost_line = outer;
        node
    }

    fn analyze_form(&mut self, form: Root, environment: &Environment) -> Result<Node, Unwind> {
        let mut form = form;
        loop {
            let value = self.value(form);
            if self.is_symbol(value) {
                return self.analyze_variable(form, environment);
            }
            if !value.is_cons() {
                return Ok(self.constant(value));
            }
            let operator = self.car(value);
            if operator.is_cons() {
                return self.analyze_lambda_call(form, environment);
            }
            if !self.is_symbol(operator) {
                return self.fail("A form's operator must be a symbol or a lambda expression", form);
            }
            if let Some(node) = self.analyze_special_form(operator, form, environment)? {
                return Ok(node);
            }
            if let Some(expansion) = self.expand_call(form, environment)? {
                form = expansion;
                continue;
            }
            return self.analyze_call(form, environment);
        }
    }

    /// Analyses the special form with this operator. `None` when the operator is not special.
    fn analyze_special_form(
        &mut self,
        operator: Value,
        form: Root,
        environment: &Environment,
    ) -> Result<Option<Node>, Unwind> {
        let analyze = match operator {
            sym::QUOTE => Self::analyze_quote,
            sym::IF => Self::analyze_if,
            sym::PROGN => Self::analyze_progn,
            sym::LET => Self::analyze_let,
            sym::LET_STAR => Self::analyze_let_star,
            sym::SETQ => Self::analyze_setq,
            sym::FUNCTION => Self::analyze_function,
            sym::LAMBDA => Self::analyze_lambda_form,
            sym::BLOCK => Self::analyze_block,
            sym::RETURN_FROM => Self::analyze_return_from,
            sym::TAGBODY => Self::analyze_tagbody,
            sym::GO => Self::analyze_go,
            sym::FLET => Self::analyze_flet,
            sym::LABELS => Self::analyze_labels,
            sym::MACROLET => Self::analyze_macrolet,
            sym::SYMBOL_MACROLET => Self::analyze_symbol_macrolet,
            sym::LOCALLY => Self::analyze_locally,
            sym::THE => Self::analyze_the,
            sym::EVAL_WHEN => Self::analyze_eval_when,
            sym::LOAD_TIME_VALUE => Self::analyze_load_time_value,
            sym::CATCH => Self::analyze_catch,
            sym::THROW => Self::analyze_throw,
            sym::UNWIND_PROTECT => Self::analyze_unwind_protect,
            sym::PROGV => Self::analyze_progv,
            sym::MULTIPLE_VALUE_CALL => Self::analyze_multiple_value_call,
            sym::MULTIPLE_VALUE_PROG1 => Self::analyze_multiple_value_prog1,
            sym::DECLARE => return self.fail("A declaration stands where a form is expected", form),
            _ => return Ok(None),
        };
        analyze(self, form, environment).map(Some)
    }

    /// Operands of the form with their roots, checked to be between `least` and `most` in number.
    pub(super) fn operands(
        &mut self,
        form: Root,
        least: usize,
        most: Option<usize>,
    ) -> Result<Vec<Root>, Unwind> {
        let tail = self.cdr(self.value(form));
        let operands = self.proper_list(tail, form)?;
        if operands.len() < least {
            return self.fail("Too few operands in a special form", form);
        }
        if most.is_some_and(|most| operands.len() > most) {
            return self.fail("Too many operands in a special form", form);
        }
        Ok(operands)
    }

    /// The operands behind the first `n`, as a list with a root. The form has at least `n` operands.
    pub(super) fn operands_behind(&mut self, form: Root, n: usize) -> Root {
        let tail = (0..=n).fold(self.value(form), |list, _| self.cdr(list));
        self.root(tail)
    }

    /// Analyses the forms of a rooted list as a sequence.
    pub(super) fn analyze_forms(&mut self, forms: Root, environment: &Environment) -> Result<Node, Unwind> {
        let list = self.value(forms);
        let forms = self.proper_list(list, forms)?;
        self.analyze_sequence(&forms, environment)
    }

    pub(super) fn analyze_sequence(
        &mut self,
        forms: &[Root],
        environment: &Environment,
    ) -> Result<Node, Unwind> {
        let mut nodes = Vec::with_capacity(forms.len());
        for (position, &form) in forms.iter().enumerate() {
            let node = self.analyze(form, environment)?;
            let is_last = position + 1 == forms.len();
            match node {
                Node::Constant(_) if !is_last => {}
                Node::Sequence(inner) => nodes.extend(inner),
                node => nodes.push(node),
            }
        }
        Ok(Node::sequence(nodes))
    }

    pub(super) fn analyze_each(
        &mut self,
        forms: &[Root],
        environment: &Environment,
    ) -> Result<Vec<Node>, Unwind> {
        // Not an iterator chain: those take native stack at each level of nesting.
        let mut nodes = Vec::with_capacity(forms.len());
        for &form in forms {
            nodes.push(self.analyze(form, environment)?);
        }
        Ok(nodes)
    }

    /// A body that begins with declarations which bind nothing.
    pub(super) fn analyze_body(&mut self, body: Root, environment: &Environment) -> Result<Node, Unwind> {
        let body = self.parse_body(body, false)?;
        let environment = body.declarations.extend(self, environment, &[]);
        self.analyze_forms(body.forms, &environment)
    }

    /// The constant expression for `value`.
    pub(super) fn constant(&mut self, value: Value) -> Node {
        Node::Constant(match value {
            Value::NIL => Constant::Nil,
            sym::T => Constant::True,
            value => match value.as_fixnum() {
                Some(n) => Constant::Integer(n),
                None => Constant::Object(self.root(value)),
            },
        })
    }

    /// The object that a constant stands for.
    pub(super) fn constant_value(&self, constant: Constant) -> Value {
        match constant {
            Constant::Nil => Value::NIL,
            Constant::True => sym::T,
            Constant::Integer(n) => Value::fixnum(n),
            Constant::Object(root) => self.value(root),
        }
    }

    /// Line of the form in its file. For a form that a macro has made it is that of the form around it, or 0.
    pub(super) fn line(&mut self, form: Root) -> u32 {
        let value = self.value(form);
        match self.source.line(&mut self.vm.mutator, value) {
            0 => self.innermost_line,
            line => line,
        }
    }

    fn analyze_quote(&mut self, form: Root, _: &Environment) -> Result<Node, Unwind> {
        let operands = self.operands(form, 1, Some(1))?;
        let value = self.value(operands[0]);
        Ok(self.constant(value))
    }

    fn analyze_progn(&mut self, form: Root, environment: &Environment) -> Result<Node, Unwind> {
        let operands = self.operands(form, 0, None)?;
        self.analyze_sequence(&operands, environment)
    }

    fn analyze_if(&mut self, form: Root, environment: &Environment) -> Result<Node, Unwind> {
        let operands = self.operands(form, 2, Some(3))?;
        let test = self.analyze(operands[0], environment)?;
        let then = self.analyze(operands[1], environment)?;
        let otherwise = match operands.get(2) {
            Some(&form) => self.analyze(form, environment)?,
            None => Node::NIL,
        };
        Ok(match test {
            Node::Constant(constant) if constant.is_true() => then,
            Node::Constant(_) => otherwise,
            test => Node::If(Box::new(test), Box::new(then), Box::new(otherwise)),
        })
    }

    /// Types are not trusted, so THE means its form.
    fn analyze_the(&mut self, form: Root, environment: &Environment) -> Result<Node, Unwind> {
        let operands = self.operands(form, 2, Some(2))?;
        self.analyze(operands[1], environment)
    }

    /// Here a form is evaluated, not loaded from a compiled file, so only :EXECUTE counts.
    fn analyze_eval_when(&mut self, form: Root, environment: &Environment) -> Result<Node, Unwind> {
        let operands = self.operands(form, 1, None)?;
        let situations = self.value(operands[0]);
        let mut execute = false;
        for situation in self.proper_list_of("situations", situations, form)? {
            match self.value(situation) {
                sym::KEY_EXECUTE | sym::EVAL => execute = true,
                sym::KEY_COMPILE_TOPLEVEL | sym::COMPILE | sym::KEY_LOAD_TOPLEVEL | sym::LOAD => {}
                _ => return self.fail("Unknown EVAL-WHEN situation", form),
            }
        }
        if execute { self.analyze_sequence(&operands[1..], environment) } else { Ok(Node::NIL) }
    }

    /// While a file is compiled, `SYS:*LOAD-FORMS*` holds a cons; pairs of a stand-in and the function that makes the
    /// value are put on its CDR.
    fn analyze_load_time_value(&mut self, form: Root, _: &Environment) -> Result<Node, Unwind> {
        let operands = self.operands(form, 1, Some(2))?;
        let inner = self.value(operands[0]);
        let function = super::compile_toplevel(self.vm, inner)?;
        let load_forms = self.vm.mutator.variable_value(sym::LOAD_FORMS);
        if load_forms.is_cons() {
            // A file is being compiled: the function is called when it is loaded.
            let heap = &mut self.vm.mutator.heap;
            let stand_in = heap.list(&[sym::LOAD_TIME_VALUE]);
            let pair = heap.cons(stand_in, function);
            let pairs = heap.cons(pair, heap.cdr(load_forms));
            heap.set_slot(load_forms, cons::CDR, pairs);
            return Ok(Node::LoadTimeValue(self.root(stand_in)));
        }
        let value = self.vm.call_nested(function, &[])?;
        Ok(self.constant(value))
    }

    /// A call of a global or local function. Not inlined, so that other forms do not take its native stack.
    #[inline(never)]
    fn analyze_call(&mut self, form: Root, environment: &Environment) -> Result<Node, Unwind> {
        let tail = self.cdr(self.value(form));
        let operands = self.proper_list(tail, form)?;
        let operator = self.car(self.value(form));
        if let Some(Entry::Function { variable, function, .. }) = environment.function(self.roots(), operator)
        {
            let (variable, function) = (*variable, *function);
            let arguments = self.analyze_each(&operands, environment)?;
            let line = self.line(form);
            return Ok(self.local_call(variable, function, arguments, line));
        }
        if let Some(node) = self.analyze_inline_expansion(form, &operands, environment)? {
            return Ok(node);
        }
        if operator == sym::DEFINE_FUNCTION && !operands.is_empty() {
            self.note_definition(form);
        }
        let name = self.root(operator);
        let arguments = self.analyze_each(&operands, environment)?;
        let line = self.line(form);
        let operator = self.value(name);
        self.note_argument_count(operator, arguments.len());
        Ok(self.named_call(name, arguments, line, environment))
    }

    /// Whether the function slot of symbol `name` holds an object of type `code`.
    pub(super) fn global_function_is(&self, name: Value, code: TypeCode) -> bool {
        let heap = &self.vm.mutator.heap;
        heap.is(heap.symbol_slot(name, symbol::FUNCTION), code)
    }
}
