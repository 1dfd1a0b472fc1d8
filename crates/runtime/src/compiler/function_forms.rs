//! Functions: lambda expressions, FUNCTION, FLET, LABELS, and calls of lambda expressions.

use super::Compiler;
use super::ast::{Callee, DefaultedParameter, Function, FunctionId, Node, Parameter, Parameters, VariableId};
use super::declarations::Declarations;
use super::environment::{Entry, Environment};
use super::lambda_list::DefaultedPart;
use crate::roots::Root;
use crate::vm::Unwind;
use heapfmt::Value;
use heapfmt::statics::sym;

impl Compiler<'_> {
    pub(super) fn add_function(
        &mut self,
        name: Root,
        lambda_list: Root,
        parameters: Parameters,
        body: Node,
        line: u32,
    ) -> FunctionId {
        self.unit.functions.push(Function {
            name,
            self_name: None,
            lambda_list,
            parameters,
            body,
            line,
            parent: None,
            free: Vec::new(),
            closed: false,
        });
        FunctionId(self.unit.functions.len() - 1)
    }

    /// Analyses a function given by `parts`, its lambda list and body; `form` is what contains them.
    pub(super) fn analyze_lambda(
        &mut self,
        parts: Root,
        form: Root,
        name: Root,
        environment: &Environment,
    ) -> Result<FunctionId, Unwind> {
        let nil = self.root(Value::NIL);
        let line = self.line(form);
        let function = self.add_function(name, nil, Parameters::default(), Node::NIL, line);
        // A function takes more native stack than other forms, so it counts as a level of its own.
        self.function_depth += 1;
        let defined =
            self.deeper(form, |compiler| compiler.define_lambda(function, parts, form, environment));
        self.function_depth -= 1;
        defined?;
        Ok(function)
    }

    /// Analyses lambda list and body of a function that has its number already.
    fn define_lambda(
        &mut self,
        function: FunctionId,
        parts: Root,
        form: Root,
        environment: &Environment,
    ) -> Result<(), Unwind> {
        if !self.value(parts).is_cons() {
            return self.fail("A lambda expression needs a lambda list", form);
        }
        let written = self.car(self.value(parts));
        let lambda_list = self.root(written);
        let parsed = self.parse_lambda_list(written, form)?;
        let body = self.cdr(self.value(parts));
        let body = self.root(body);
        let body = self.parse_body(body, true)?;
        let names = parsed.names();
        let mut inner = environment.clone();
        let mut parameters =
            Parameters { allow_other_keys: parsed.allow_other_keys, ..Parameters::default() };
        for &name in &parsed.required {
            let parameter = self.bind_parameter(name, &body.declarations, &mut inner);
            parameters.required.push(parameter);
        }
        for part in &parsed.optional {
            let parameter = self.bind_defaulted(part, &body.declarations, &mut inner)?;
            parameters.optional.push(parameter);
        }
        if let Some(name) = parsed.rest {
            parameters.rest = Some(self.bind_parameter(name, &body.declarations, &mut inner));
        }
        if let Some(keys) = &parsed.keys {
            let mut parsed_keys = Vec::with_capacity(keys.len());
            for (keyword, part) in keys {
                parsed_keys.push((*keyword, self.bind_defaulted(part, &body.declarations, &mut inner)?));
            }
            parameters.keys = Some(parsed_keys);
        }
        for &(name, init) in &parsed.aux {
            let init = self.analyze(init, &inner)?;
            let parameter = self.bind_parameter(name, &body.declarations, &mut inner);
            parameters.aux.push((parameter, init));
        }
        let inner = body.declarations.extend(self, &inner, &names);
        let body = self.analyze_forms(body.forms, &inner)?;
        let function = &mut self.unit.functions[function.0];
        function.lambda_list = lambda_list;
        function.parameters = parameters;
        function.body = body;
        Ok(())
    }

    fn bind_parameter(
        &mut self,
        name: Root,
        declarations: &Declarations,
        environment: &mut Environment,
    ) -> Parameter {
        let variable = self.unit.new_variable();
        if self.binds_special(name, declarations) {
            *environment = environment.with(Entry::Special { name });
            Parameter { variable, special: Some(name) }
        } else {
            *environment = environment.with(Entry::Variable { name, variable });
            Parameter { variable, special: None }
        }
    }

    fn bind_defaulted(
        &mut self,
        part: &DefaultedPart,
        declarations: &Declarations,
        environment: &mut Environment,
    ) -> Result<DefaultedParameter, Unwind> {
        let init = self.analyze(part.init, environment)?;
        let parameter = self.bind_parameter(part.name, declarations, environment);
        let supplied = part.supplied.map(|name| self.bind_parameter(name, declarations, environment));
        Ok(DefaultedParameter { parameter, init, supplied })
    }

    /// `(lambda ...)` as a form.
    pub(super) fn analyze_lambda_form(
        &mut self,
        form: Root,
        environment: &Environment,
    ) -> Result<Node, Unwind> {
        let parts = self.cdr(self.value(form));
        let parts = self.root(parts);
        let nil = self.root(Value::NIL);
        Ok(Node::Closure(self.analyze_lambda(parts, form, nil, environment)?))
    }

    pub(super) fn analyze_function(&mut self, form: Root, environment: &Environment) -> Result<Node, Unwind> {
        let operand = self.operands(form, 1, Some(1))?[0];
        let value = self.value(operand);
        if value.is_cons() && self.car(value) == sym::LAMBDA {
            return self.analyze_lambda_form(operand, environment);
        }
        if value.is_cons() && self.car(value) == sym::NAMED_LAMBDA {
            let operands = self.operands(operand, 2, None)?;
            let parts = self.operands_behind(operand, 1);
            let function = self.analyze_lambda(parts, operand, operands[0], environment)?;
            self.name_for_itself(function, environment)?;
            return Ok(Node::Closure(function));
        }
        let name = self.function_name(operand)?;
        match environment.function(self.roots(), self.value(name)) {
            Some(&Entry::Function { variable, .. }) => {
                self.unit.variable_mut(variable).n_references += 1;
                Ok(Node::Local(variable))
            }
            Some(_) => self.fail("FUNCTION of a macro", form),
            None => {
                let symbol = self.value(name);
                self.note_use_of_function(symbol);
                Ok(Node::NamedFunction(name, self.line(form)))
            }
        }
    }

    /// Lets calls of the function's own name, in its body, call it directly. The function of a macro, whose name is written
    /// (MACRO-FUNCTION name), has the macro's name and is not what that calls.
    pub(super) fn name_for_itself(
        &mut self,
        function: FunctionId,
        environment: &Environment,
    ) -> Result<(), Unwind> {
        let name = self.unit.function(function).name;
        let written = self.value(name);
        if written.is_cons() && self.car(written) == sym::MACRO_FUNCTION {
            let macro_name = self.car(self.cdr(written));
            self.unit.functions[function.0].name = self.root(macro_name);
            return Ok(());
        }
        if written.is_nil() || !self.is_symbol(written) && self.setf_name(written).is_none() {
            return Ok(());
        }
        let symbol = self.function_name(name)?;
        let value = self.value(symbol);
        let is_global = environment.function(self.roots(), value).is_none();
        if is_global && !super::macros::is_notinline(self.vm, value, environment) {
            self.unit.functions[function.0].self_name = Some(symbol);
        }
        Ok(())
    }

    /// The symbol whose function slot belongs to a function name: itself, or the one behind (SETF x).
    pub(super) fn function_name(&mut self, name: Root) -> Result<Root, Unwind> {
        let value = self.value(name);
        if self.is_symbol(value) {
            return Ok(name);
        }
        if let Some(symbol) = self.setf_name(value) {
            return Ok(self.root(symbol));
        }
        self.fail("A function's name must be a symbol or (SETF symbol)", name)
    }

    /// For (SETF x), the uninterned symbol that holds the function.
    fn setf_name(&mut self, name: Value) -> Option<Value> {
        let heap = &mut self.vm.mutator.heap;
        if !name.is_cons() || heap.car(name) != sym::SETF || !heap.cdr(name).is_cons() {
            return None;
        }
        let place = heap.car(heap.cdr(name));
        if !heap.cdr(heap.cdr(name)).is_nil() || !heap.is_symbol(place) {
            return None;
        }
        Some(setf_function_symbol(heap, place))
    }

    pub(super) fn analyze_flet(&mut self, form: Root, environment: &Environment) -> Result<Node, Unwind> {
        self.analyze_local_functions(form, environment, false)
    }

    pub(super) fn analyze_labels(&mut self, form: Root, environment: &Environment) -> Result<Node, Unwind> {
        self.analyze_local_functions(form, environment, true)
    }

    fn analyze_local_functions(
        &mut self,
        form: Root,
        environment: &Environment,
        recursive: bool,
    ) -> Result<Node, Unwind> {
        let operands = self.operands(form, 1, None)?;
        let definitions = self.value(operands[0]);
        let definitions = self.proper_list_of("local functions", definitions, form)?;
        let body = self.operands_behind(form, 1);
        let body = self.parse_body(body, false)?;
        let mut scope = environment.clone();
        let mut functions: Vec<(VariableId, FunctionId)> = Vec::with_capacity(definitions.len());
        let mut names: Vec<Root> = Vec::with_capacity(definitions.len());
        for &definition in &definitions {
            if !self.value(definition).is_cons() {
                return self.fail("A local function's definition must be a list", form);
            }
            let written = self.car(self.value(definition));
            let written = self.root(written);
            let name = self.function_name(written)?;
            if names.iter().any(|&other| self.value(other) == self.value(name)) {
                return self.fail("A form defines a local function twice", form);
            }
            names.push(name);
            let nil = self.root(Value::NIL);
            let line = self.line(definition);
            let function = self.add_function(written, nil, Parameters::default(), Node::NIL, line);
            let variable = self.unit.new_variable();
            self.unit.variable_mut(variable).function = Some(function);
            scope = scope.with(Entry::Function { name, variable, function });
            functions.push((variable, function));
        }
        // The declarations are the body's; the functions do not see them.
        let outside = if recursive { &scope } else { environment };
        for (&definition, &(_, function)) in definitions.iter().zip(&functions) {
            let parts = self.local_function_parts(definition)?;
            self.deeper(definition, |compiler| compiler.define_lambda(function, parts, definition, outside))?;
        }
        let scope = body.declarations.extend(self, &scope, &[]);
        let body = self.analyze_forms(body.forms, &scope)?;
        if functions.is_empty() {
            return Ok(body);
        }
        Ok(Node::Functions { functions, recursive, body: Box::new(body) })
    }

    /// Lambda list and body of a local function, the body wrapped in its block.
    fn local_function_parts(&mut self, definition: Root) -> Result<Root, Unwind> {
        let written = self.value(definition);
        let tail = self.cdr(written);
        if !tail.is_cons() {
            return self.fail("A local function needs a lambda list", definition);
        }
        let parts = body_with_block(self.vm, self.car(written), self.car(tail), self.cdr(tail));
        Ok(self.root(parts))
    }

    /// `((lambda ...) arguments)`
    pub(super) fn analyze_lambda_call(
        &mut self,
        form: Root,
        environment: &Environment,
    ) -> Result<Node, Unwind> {
        let value = self.value(form);
        let operator = self.car(value);
        if self.car(operator) != sym::LAMBDA {
            return self.fail("A form's operator must be a symbol or a lambda expression", form);
        }
        let operator = self.root(operator);
        let tail = self.cdr(value);
        let operands = self.proper_list(tail, form)?;
        self.analyze_call_of_lambda(operator, &operands, form, environment, environment)
    }

    /// A call of a lambda expression: its code stands in place of the call when the arguments fit.
    pub(super) fn analyze_call_of_lambda(
        &mut self,
        lambda: Root,
        operands: &[Root],
        form: Root,
        lambda_environment: &Environment,
        environment: &Environment,
    ) -> Result<Node, Unwind> {
        let parts = self.cdr(self.value(lambda));
        let parts = self.root(parts);
        let nil = self.root(Value::NIL);
        // Arguments come first, so that they are analysed in the order of evaluation.
        let arguments = self.analyze_each(operands, environment)?;
        let function = self.analyze_lambda(parts, lambda, nil, lambda_environment)?;
        let line = self.line(form);
        Ok(self.call_of_closure(function, arguments, line))
    }

    /// Calls a function that FLET or LABELS binds.
    pub(super) fn local_call(
        &mut self,
        variable: VariableId,
        function: FunctionId,
        arguments: Vec<Node>,
        line: u32,
    ) -> Node {
        let binding = self.unit.variable_mut(variable);
        binding.n_calls += 1;
        binding.call_width = arguments.len();
        Node::Call { callee: Callee::Local(variable, function), arguments, line }
    }

    /// Calls a closure that is used nowhere else.
    pub(super) fn call_of_closure(&mut self, function: FunctionId, arguments: Vec<Node>, line: u32) -> Node {
        if accepts_inline(&self.unit.function(function).parameters, arguments.len()) {
            return Node::Inline { function, arguments };
        }
        let callee = Callee::Computed(Box::new(Node::Closure(function)));
        Node::Call { callee, arguments, line }
    }
}

/// Whether code with these parameters can stand in place of a call with `n_arguments`.
pub(super) fn accepts_inline(parameters: &Parameters, n_arguments: usize) -> bool {
    let required = parameters.required.len();
    let positional = required + parameters.optional.len();
    let fits = if parameters.rest.is_some() { usize::MAX } else { positional };
    parameters.keys.is_none() && required <= n_arguments && n_arguments <= fits
}

/// The uninterned symbol that holds the function (SETF `place`); made when there is none.
pub(crate) fn setf_function_symbol(heap: &mut crate::heap::Heap, place: Value) -> Value {
    if let Some(symbol) = heap.symbol_info(place, sym::SETF_FUNCTION) {
        return symbol;
    }
    let name = format!("(SETF {})", heap.symbol_name(place));
    let name = heap.string(&name);
    let symbol = heap.uninterned_symbol(name);
    heap.set_symbol_info(place, sym::SETF_FUNCTION, symbol);
    heap.set_symbol_info(symbol, sym::SETF_PLACE, place);
    symbol
}

/// `(lambda-list declaration* (block name form*))` from a definition's name, lambda list and body.
pub(crate) fn body_with_block(vm: &mut crate::vm::Vm, name: Value, lambda_list: Value, body: Value) -> Value {
    let heap = &mut vm.mutator.heap;
    let mut preamble = vec![lambda_list];
    let mut forms = body;
    let mut seen_documentation = false;
    while forms.is_cons() {
        let form = heap.car(forms);
        let is_declaration = form.is_cons() && heap.car(form) == sym::DECLARE;
        let is_documentation =
            !seen_documentation && heap.is_simple_string(form) && heap.cdr(forms).is_cons();
        seen_documentation |= is_documentation;
        if !is_declaration && !is_documentation {
            break;
        }
        preamble.push(form);
        forms = heap.cdr(forms);
    }
    let block_name = if heap.is_symbol(name) { name } else { heap.car(heap.cdr(name)) };
    let block = heap.list_with_tail(&[sym::BLOCK, block_name], forms);
    let tail = heap.list(&[block]);
    heap.list_with_tail(&preamble, tail)
}
