//! Variables: reference, assignment, binding, symbol macros.

use super::Compiler;
use super::ast::{Node, VariableId};
use super::declarations::Declarations;
use super::environment::{Entry, Environment};
use crate::roots::Root;
use crate::vm::Unwind;
use heapfmt::Value;
use heapfmt::layout::{flags, symbol};
use heapfmt::statics::sym;

/// What a symbol means as a variable.
enum Meaning {
    Lexical(VariableId),
    Special,
    Global,
    Constant,
    SymbolMacro(Root),
}

impl Compiler<'_> {
    fn flags(&self, name: Value) -> u8 {
        let heap = &self.vm.mutator.heap;
        heap.header(heap.symbol_object(name)).flags()
    }

    fn meaning(&mut self, name: Root, environment: &Environment) -> Meaning {
        let symbol = self.value(name);
        match environment.variable(self.roots(), symbol) {
            Some(&Entry::Variable { variable, .. }) => return Meaning::Lexical(variable),
            Some(&Entry::SymbolMacro { expansion, .. }) => return Meaning::SymbolMacro(expansion),
            Some(_) => return Meaning::Special,
            None => {}
        }
        let flags = self.flags(symbol);
        if flags & flags::SYMBOL_MACRO != 0 {
            let expansion = self.vm.mutator.heap.symbol_info(symbol, sym::SYMBOL_MACRO_EXPANSION);
            return Meaning::SymbolMacro(self.root(expansion.unwrap_or(Value::NIL)));
        }
        if flags & flags::CONSTANT != 0 {
            Meaning::Constant
        } else if flags & flags::GLOBAL != 0 {
            Meaning::Global
        } else {
            if flags & flags::SPECIAL == 0 {
                self.note_free_variable(name);
            }
            // An undeclared free variable is taken as special.
            Meaning::Special
        }
    }

    pub(super) fn analyze_variable(&mut self, name: Root, environment: &Environment) -> Result<Node, Unwind> {
        match self.meaning(name, environment) {
            Meaning::Lexical(variable) => {
                self.unit.variable_mut(variable).n_references += 1;
                Ok(Node::Local(variable))
            }
            Meaning::SymbolMacro(expansion) => self.analyze(expansion, environment),
            Meaning::Constant => {
                let value = self.vm.mutator.heap.symbol_slot(self.value(name), symbol::VALUE);
                // Only what has no identity of its own is copied into code.
                let has_identity = value.is_cons() || value.is_object() && !self.is_symbol(value);
                Ok(if has_identity { Node::Global(name, self.innermost_line) } else { self.constant(value) })
            }
            Meaning::Global => Ok(Node::Global(name, self.innermost_line)),
            Meaning::Special => Ok(Node::Special(name, self.innermost_line)),
        }
    }

    pub(super) fn analyze_setq(&mut self, form: Root, environment: &Environment) -> Result<Node, Unwind> {
        let operands = self.operands(form, 0, None)?;
        if operands.len() % 2 != 0 {
            return self.fail("SETQ needs a value for each variable", form);
        }
        let mut nodes = Vec::with_capacity(operands.len() / 2);
        for pair in operands.chunks_exact(2) {
            nodes.push(self.analyze_assignment(pair[0], pair[1], form, environment)?);
        }
        Ok(Node::sequence(nodes))
    }

    fn analyze_assignment(
        &mut self,
        name: Root,
        value_form: Root,
        form: Root,
        environment: &Environment,
    ) -> Result<Node, Unwind> {
        if !self.is_symbol(self.value(name)) {
            return self.fail("SETQ assigns variables only", form);
        }
        match self.meaning(name, environment) {
            Meaning::SymbolMacro(expansion) => {
                let items = [sym::SETF, self.value(expansion), self.value(value_form)];
                let setf = self.vm.mutator.heap.list(&items);
                let setf = self.root(setf);
                self.analyze(setf, environment)
            }
            Meaning::Constant => self.fail("A constant cannot be assigned", name),
            Meaning::Lexical(variable) => {
                let value = self.analyze(value_form, environment)?;
                self.unit.variable_mut(variable).assigned = true;
                Ok(Node::SetLocal(variable, Box::new(value)))
            }
            Meaning::Special => {
                let value = self.analyze(value_form, environment)?;
                Ok(Node::SetSpecial(name, Box::new(value)))
            }
            Meaning::Global => {
                let value = self.analyze(value_form, environment)?;
                Ok(Node::SetGlobal(name, Box::new(value)))
            }
        }
    }

    /// Signals when the variable `name` must not be bound.
    pub(super) fn check_bindable(&mut self, name: Root) -> Result<(), Unwind> {
        let flags = self.flags(self.value(name));
        if flags & flags::CONSTANT != 0 {
            return self.fail("A constant cannot be bound", name);
        }
        if flags & flags::GLOBAL != 0 {
            return self.fail("A variable proclaimed global cannot be bound", name);
        }
        Ok(())
    }

    /// Whether binding `name` under these declarations is a dynamic binding.
    pub(super) fn binds_special(&self, name: Root, declarations: &Declarations) -> bool {
        let symbol = self.value(name);
        self.flags(symbol) & flags::SPECIAL != 0 || declarations.is_special(self, symbol)
    }

    /// The names and initial forms of LET's bindings.
    fn parse_bindings(&mut self, bindings: Root, form: Root) -> Result<Vec<(Root, Root)>, Unwind> {
        let nil = self.root(Value::NIL);
        let list = self.value(bindings);
        let mut parsed = Vec::new();
        for binding in self.proper_list_of("variables", list, form)? {
            let (name, init) = if self.value(binding).is_cons() {
                let parts = self.value(binding);
                let parts = self.proper_list_of("a variable and a form", parts, form)?;
                if parts.len() > 2 {
                    return self.fail("A binding has a name and at most one form", binding);
                }
                (parts[0], parts.get(1).copied().unwrap_or(nil))
            } else {
                (binding, nil)
            };
            if !self.is_symbol(self.value(name)) {
                return self.fail("A variable's name must be a symbol", form);
            }
            self.check_bindable(name)?;
            parsed.push((name, init));
        }
        Ok(parsed)
    }

    pub(super) fn analyze_let(&mut self, form: Root, environment: &Environment) -> Result<Node, Unwind> {
        let operands = self.operands(form, 1, None)?;
        let bindings = self.parse_bindings(operands[0], form)?;
        let body = self.operands_behind(form, 1);
        let body = self.parse_body(body, false)?;
        let names: Vec<Root> = bindings.iter().map(|(name, _)| *name).collect();
        for (position, &name) in names.iter().enumerate() {
            if names[..position].iter().any(|&other| self.value(other) == self.value(name)) {
                return self.fail("LET binds a variable twice", form);
            }
        }
        let mut inner = environment.clone();
        let mut lexical = Vec::new();
        let mut dynamic = Vec::new();
        let last = bindings.len().wrapping_sub(1);
        for (position, &(name, init)) in bindings.iter().enumerate() {
            let init = self.analyze(init, environment)?;
            if self.binds_special(name, &body.declarations) {
                inner = inner.with(Entry::Special { name });
                // All values are computed before the first binding is made.
                if position == last || matches!(init, Node::Constant(_)) {
                    dynamic.push((name, init));
                } else {
                    let value = self.unit.new_variable();
                    self.unit.variable_mut(value).n_references = 1;
                    lexical.push((value, init));
                    dynamic.push((name, Node::Local(value)));
                }
            } else {
                let variable = self.unit.new_variable();
                inner = inner.with(Entry::Variable { name, variable });
                lexical.push((variable, init));
            }
        }
        if lexical.len() + dynamic.len() > 1 {
            keep_order_of_evaluation(&mut self.unit, &mut lexical, &mut dynamic);
        }
        let inner = body.declarations.extend(self, &inner, &names);
        let mut node = self.analyze_forms(body.forms, &inner)?;
        if !dynamic.is_empty() {
            node = Node::Bind(dynamic, Box::new(node));
        }
        if !lexical.is_empty() {
            node = Node::Let(lexical, Box::new(node));
        }
        Ok(node)
    }

    pub(super) fn analyze_let_star(&mut self, form: Root, environment: &Environment) -> Result<Node, Unwind> {
        let operands = self.operands(form, 1, None)?;
        let bindings = self.parse_bindings(operands[0], form)?;
        let body = self.operands_behind(form, 1);
        let body = self.parse_body(body, false)?;
        let names: Vec<Root> = bindings.iter().map(|(name, _)| *name).collect();
        let mut inner = environment.clone();
        let mut scopes = Vec::with_capacity(bindings.len());
        for &(name, init) in &bindings {
            let init = self.analyze(init, &inner)?;
            if self.binds_special(name, &body.declarations) {
                inner = inner.with(Entry::Special { name });
                scopes.push(Scope::Dynamic(name, init));
            } else {
                let variable = self.unit.new_variable();
                inner = inner.with(Entry::Variable { name, variable });
                scopes.push(Scope::Lexical(variable, init));
            }
        }
        let inner = body.declarations.extend(self, &inner, &names);
        let body = self.analyze_forms(body.forms, &inner)?;
        Ok(nest_scopes(scopes, body))
    }

    pub(super) fn analyze_locally(&mut self, form: Root, environment: &Environment) -> Result<Node, Unwind> {
        let body = self.operands_behind(form, 0);
        self.analyze_body(body, environment)
    }

    pub(super) fn analyze_symbol_macrolet(
        &mut self,
        form: Root,
        environment: &Environment,
    ) -> Result<Node, Unwind> {
        let operands = self.operands(form, 1, None)?;
        let definitions = self.value(operands[0]);
        let body = self.operands_behind(form, 1);
        let body = self.parse_body(body, false)?;
        let mut inner = environment.clone();
        let mut names = Vec::new();
        for definition in self.proper_list_of("symbol macros", definitions, form)? {
            let parts = self.value(definition);
            let parts = self.proper_list(parts, definition)?;
            let [name, expansion] = parts[..] else {
                return self.fail("A symbol macro needs a name and an expansion", definition);
            };
            if !self.is_symbol(self.value(name)) {
                return self.fail("A symbol macro's name must be a symbol", definition);
            }
            if self.binds_special(name, &body.declarations) {
                return self.fail("A special variable cannot be a local symbol macro", name);
            }
            inner = inner.with(Entry::SymbolMacro { name, expansion });
            names.push(name);
        }
        let inner = body.declarations.extend(self, &inner, &names);
        self.analyze_forms(body.forms, &inner)
    }
}

/// One variable of LET*, with its initial value.
pub(super) enum Scope {
    Lexical(VariableId, Node),
    Dynamic(Root, Node),
}

/// The scopes inside each other around `body`; neighbours of one kind share a node, so that many bindings are not
/// deep nesting.
pub(super) fn nest_scopes(scopes: Vec<Scope>, body: Node) -> Node {
    enum Group {
        Lexical(Vec<(VariableId, Node)>),
        Dynamic(Vec<(Root, Node)>),
    }
    let mut groups: Vec<Group> = Vec::new();
    for scope in scopes {
        match (scope, groups.last_mut()) {
            (Scope::Lexical(variable, init), Some(Group::Lexical(bindings))) => {
                bindings.push((variable, init))
            }
            (Scope::Dynamic(name, init), Some(Group::Dynamic(bindings))) => bindings.push((name, init)),
            (Scope::Lexical(variable, init), _) => groups.push(Group::Lexical(vec![(variable, init)])),
            (Scope::Dynamic(name, init), _) => groups.push(Group::Dynamic(vec![(name, init)])),
        }
    }
    groups.into_iter().rev().fold(body, |body, group| match group {
        Group::Lexical(bindings) => Node::Let(bindings, Box::new(body)),
        Group::Dynamic(bindings) => Node::Bind(bindings, Box::new(body)),
    })
}

/// A dynamic binding whose value is computed where it is bound comes after all lexical values. Only the last
/// binding of the form may be such a one; constants may be anywhere.
fn keep_order_of_evaluation(
    unit: &mut super::ast::Unit,
    lexical: &mut Vec<(VariableId, Node)>,
    dynamic: &mut [(Root, Node)],
) {
    // With several dynamic bindings the last one's value would see the others' bindings.
    if dynamic.len() < 2 {
        return;
    }
    if let Some((_, init)) = dynamic.last_mut()
        && !init.is_trivial()
    {
        let value = unit.new_variable();
        unit.variable_mut(value).n_references = 1;
        lexical.push((value, std::mem::replace(init, Node::Local(value))));
    }
}
