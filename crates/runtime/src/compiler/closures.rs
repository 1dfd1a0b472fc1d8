//! The second pass: which function owns each variable, what each function captures, which variables need cells, which
//! blocks and tagbodies need exit points.
//!
//! On the way it removes what needs no code of its own: variables that only rename a constant or another variable,
//! and functions whose only use is one call, which then stand in place of that call.

use super::ast::{
    BlockId, Callee, DefaultedParameter, FunctionId, Node, Parameter, Statement, Substitute, TagbodyId, Unit,
    VariableId,
};
use super::function_forms::accepts_inline;

/// Fills in owners, captures and exits of everything that `main` contains.
pub(crate) fn analyze(unit: &mut Unit, main: FunctionId) {
    let mut walker =
        Walker { unit, current: main, protect_depth: 0, visited: Vec::new(), groups: Vec::new() };
    walker.function_body(main);
    let Walker { visited, groups, .. } = walker;
    find_closed(unit, &visited);
    for group in groups {
        for &(variable, _) in &group {
            let forward = group.iter().any(|(_, function)| unit.function(*function).free.contains(&variable));
            unit.variable_mut(variable).forward = forward;
        }
    }
}

/// Finds the functions that need no captured values: what they use from outside are only such functions, which are
/// constants. Then takes those constants off the lists of captures.
fn find_closed(unit: &mut Unit, visited: &[FunctionId]) {
    for &function in visited {
        unit.functions[function.0].closed = true;
    }
    let is_constant = |unit: &Unit, variable: VariableId| {
        unit.variable(variable).function.is_some_and(|function| unit.function(function).closed)
    };
    loop {
        let open: Vec<FunctionId> = visited
            .iter()
            .copied()
            .filter(|&id| {
                let function = unit.function(id);
                function.closed && !function.free.iter().all(|&variable| is_constant(unit, variable))
            })
            .collect();
        if open.is_empty() {
            break;
        }
        for function in open {
            unit.functions[function.0].closed = false;
        }
    }
    for &function in visited {
        let mut free = std::mem::take(&mut unit.functions[function.0].free);
        free.retain(|&variable| !is_constant(unit, variable));
        unit.functions[function.0].free = free;
    }
}

struct Walker<'unit> {
    unit: &'unit mut Unit,
    /// The function whose frame the code at hand runs in.
    current: FunctionId,
    /// Number of UNWIND-PROTECTs around the code at hand in that function.
    protect_depth: usize,
    /// Functions that become prototypes.
    visited: Vec<FunctionId>,
    /// Functions bound together by LABELS.
    groups: Vec<Vec<(VariableId, FunctionId)>>,
}

impl Walker<'_> {
    fn bind(&mut self, variable: VariableId) {
        self.unit.variable_mut(variable).owner = Some(self.current);
    }

    /// Notes that the code at hand uses `variable`.
    fn reference(&mut self, variable: VariableId) {
        let mut variable = variable;
        while let Some(substitute) = self.unit.variable(variable).substitute {
            match substitute {
                Substitute::Constant(_) => return,
                Substitute::Variable(other) => variable = other,
            }
        }
        let owner = self.unit.variable(variable).owner.expect("variables are bound before they are used");
        if owner == self.current {
            return;
        }
        self.unit.variable_mut(variable).captured = true;
        let mut function = self.current;
        while function != owner {
            let inner = &mut self.unit.functions[function.0];
            if !inner.free.contains(&variable) {
                inner.free.push(variable);
            }
            function = inner.parent.expect("the owner is one of the functions around");
        }
    }

    /// Walks a function that gets a frame of its own.
    fn function(&mut self, function: FunctionId) {
        self.unit.functions[function.0].parent = Some(self.current);
        let (outer, depth) = (self.current, self.protect_depth);
        (self.current, self.protect_depth) = (function, 0);
        self.function_body(function);
        (self.current, self.protect_depth) = (outer, depth);
    }

    fn function_body(&mut self, function: FunctionId) {
        self.visited.push(function);
        self.parameters_and_body(function);
    }

    /// Walks parameters and body of a function as part of the current one.
    fn parameters_and_body(&mut self, function: FunctionId) {
        let mut parameters = std::mem::take(&mut self.unit.functions[function.0].parameters);
        let mut body = std::mem::replace(&mut self.unit.functions[function.0].body, Node::NIL);
        for &parameter in &parameters.required {
            self.bind_parameter(parameter);
        }
        for optional in &mut parameters.optional {
            self.bind_defaulted(optional);
        }
        if let Some(rest) = parameters.rest {
            self.bind_parameter(rest);
        }
        for (_, key) in parameters.keys.iter_mut().flatten() {
            self.bind_defaulted(key);
        }
        for (parameter, init) in &mut parameters.aux {
            self.walk(init);
            self.bind_parameter(*parameter);
        }
        self.walk(&mut body);
        self.unit.functions[function.0].parameters = parameters;
        self.unit.functions[function.0].body = body;
    }

    fn bind_parameter(&mut self, parameter: Parameter) {
        self.bind(parameter.variable);
    }

    fn bind_defaulted(&mut self, defaulted: &mut DefaultedParameter) {
        self.walk(&mut defaulted.init);
        self.bind_parameter(defaulted.parameter);
        if let Some(supplied) = defaulted.supplied {
            self.bind_parameter(supplied);
        }
    }

    fn walk_all(&mut self, nodes: &mut [Node]) {
        for node in nodes {
            self.walk(node);
        }
    }

    fn walk(&mut self, node: &mut Node) {
        match node {
            Node::Constant(_)
            | Node::LoadTimeValue(_)
            | Node::Special(..)
            | Node::Global(..)
            | Node::NamedFunction(..) => {}
            Node::Local(variable) => self.reference(*variable),
            Node::SetLocal(variable, value) => {
                self.walk(value);
                self.reference(*variable);
            }
            Node::Closure(function) => self.function(*function),
            Node::Let(bindings, body) => {
                for (variable, init) in bindings {
                    self.bind_local(*variable, init);
                }
                self.walk(body);
            }
            Node::Call { .. } => self.walk_call(node),
            Node::Inline { function, arguments } => {
                self.bind_arguments(*function, arguments);
                self.parameters_and_body(*function);
            }
            Node::MultipleBind(variables, producer, body) => {
                self.walk(producer);
                for &variable in variables.iter() {
                    self.bind(variable);
                }
                self.walk(body);
            }
            Node::UnwindProtect(protected, cleanup) => {
                self.protect_depth += 1;
                self.walk(protected);
                self.protect_depth -= 1;
                self.walk(cleanup);
            }
            Node::Functions { functions, recursive, body } => {
                let recursive = *recursive;
                self.walk_functions(functions, recursive);
                self.walk(body);
            }
            Node::Block(block, body) => {
                self.enter_block(*block);
                self.walk(body);
            }
            Node::ReturnFrom(block, value) => {
                self.walk(value);
                self.exit_block(*block);
            }
            Node::Tagbody(tagbody, statements) => {
                self.enter_tagbody(*tagbody);
                for statement in statements {
                    if let Statement::Form(form) = statement {
                        self.walk(form);
                    }
                }
            }
            Node::Go(tagbody, tag) => self.exit_tagbody(*tagbody, *tag),
            _ => self.walk_parts(node),
        }
    }

    /// Walks an expression that neither binds names nor leaves constructs: its parts in order.
    fn walk_parts(&mut self, node: &mut Node) {
        match node {
            Node::SetSpecial(_, value) | Node::SetGlobal(_, value) => self.walk(value),
            Node::If(test, then, otherwise) => {
                self.walk(test);
                self.walk(then);
                self.walk(otherwise);
            }
            Node::Sequence(nodes) | Node::Values(nodes) => self.walk_all(nodes),
            Node::Bind(bindings, body) => {
                for (_, value) in bindings {
                    self.walk(value);
                }
                self.walk(body);
            }
            Node::Apply { function, arguments, .. } | Node::MultipleCall { function, arguments, .. } => {
                self.walk(function);
                self.walk_all(arguments);
            }
            Node::Operation { operands, .. } => self.walk_all(operands),
            Node::MultipleProg1(first, rest) | Node::Catch(first, rest) | Node::Throw(first, rest, _) => {
                self.walk(first);
                self.walk(rest);
            }
            Node::Progv(symbols, values, body) => {
                self.walk(symbols);
                self.walk(values);
                self.walk(body);
            }
            _ => unreachable!("the other kinds of expressions are walked by what they bind or leave"),
        }
    }

    fn enter_block(&mut self, block: BlockId) {
        let entry = &mut self.unit.blocks[block.0];
        entry.owner = Some(self.current);
        entry.protect_depth = self.protect_depth;
        let exit = entry.exit;
        self.bind(exit);
    }

    fn exit_block(&mut self, block: BlockId) {
        let entry = &mut self.unit.blocks[block.0];
        if entry.owner != Some(self.current) || self.protect_depth > entry.protect_depth {
            entry.non_local = true;
            let exit = entry.exit;
            self.reference(exit);
        }
    }

    fn enter_tagbody(&mut self, tagbody: TagbodyId) {
        let entry = &mut self.unit.tagbodies[tagbody.0];
        entry.owner = Some(self.current);
        entry.protect_depth = self.protect_depth;
        let exit = entry.exit;
        self.bind(exit);
    }

    fn exit_tagbody(&mut self, tagbody: TagbodyId, tag: usize) {
        let entry = &mut self.unit.tagbodies[tagbody.0];
        if entry.owner != Some(self.current) || self.protect_depth > entry.protect_depth {
            entry.non_local = true;
            entry.tags[tag].non_local = true;
            let exit = entry.exit;
            self.reference(exit);
        }
    }

    fn bind_local(&mut self, variable: VariableId, init: &mut Node) {
        let binding = self.unit.variable(variable);
        if !binding.assigned {
            match init {
                Node::Constant(constant) => {
                    self.unit.variable_mut(variable).substitute = Some(Substitute::Constant(*constant));
                    return;
                }
                Node::Local(other) if !self.is_assigned(*other) => {
                    self.unit.variable_mut(variable).substitute = Some(Substitute::Variable(*other));
                    return;
                }
                Node::Closure(function)
                    if binding.n_references == 1
                        && binding.n_calls == 1
                        && accepts_inline(&self.unit.function(*function).parameters, binding.call_width) =>
                {
                    self.unit.variable_mut(variable).inlined = Some(*function);
                    *init = Node::NIL;
                    self.unit.variable_mut(variable).n_references = 0;
                    self.bind(variable);
                    return;
                }
                _ => {}
            }
        }
        self.walk(init);
        self.bind(variable);
    }

    /// Arguments of an inlined call are the initial values of the parameters that they meet.
    fn bind_arguments(&mut self, function: FunctionId, arguments: &mut [Node]) {
        let parameters = &self.unit.function(function).parameters;
        let optional = parameters.optional.iter().map(|optional| optional.parameter);
        let positional: Vec<Parameter> = parameters.required.iter().copied().chain(optional).collect();
        for (position, argument) in arguments.iter_mut().enumerate() {
            match positional.get(position) {
                Some(Parameter { variable, special: None }) => self.bind_local(*variable, argument),
                _ => self.walk(argument),
            }
        }
    }

    fn is_assigned(&self, variable: VariableId) -> bool {
        match self.unit.variable(variable).substitute {
            Some(Substitute::Variable(other)) => self.is_assigned(other),
            Some(Substitute::Constant(_)) => false,
            None => self.unit.variable(variable).assigned,
        }
    }

    fn walk_call(&mut self, node: &mut Node) {
        let Node::Call { callee, arguments, .. } = node else { return };
        let variable = match callee {
            Callee::Local(variable, _) => Some(*variable),
            Callee::Computed(function) => match **function {
                Node::Local(variable) => Some(variable),
                _ => None,
            },
            Callee::Named(_) | Callee::NotInline(_) | Callee::Builtin(_) => None,
        };
        if let Some(function) = variable.and_then(|variable| self.unit.variable(variable).inlined) {
            let arguments = std::mem::take(arguments);
            *node = Node::Inline { function, arguments };
            return self.walk(node);
        }
        match callee {
            Callee::Local(variable, _) => self.reference(*variable),
            Callee::Computed(function) => self.walk(function),
            Callee::Named(_) | Callee::NotInline(_) | Callee::Builtin(_) => {}
        }
        self.walk_all(arguments);
    }

    fn walk_functions(&mut self, functions: &mut Vec<(VariableId, FunctionId)>, recursive: bool) {
        functions.retain(|&(variable, function)| {
            self.bind(variable);
            let binding = self.unit.variable(variable);
            let is_used = binding.n_references > 0 || binding.n_calls > 0;
            let fits = binding.n_references == 0
                && binding.n_calls == 1
                && accepts_inline(&self.unit.function(function).parameters, binding.call_width);
            if fits {
                self.unit.variable_mut(variable).inlined = Some(function);
            }
            is_used && !fits
        });
        for &(_, function) in functions.iter() {
            self.function(function);
        }
        if recursive {
            self.groups.push(functions.clone());
        }
    }
}
