//! Macro lambda lists: destructuring as ordinary forms.
//!
//! `(defmacro name lambda-list body...)` becomes a lambda expression of two parameters, the form and the environment,
//! whose body takes the form apart with CAR and CDR in one LET*. The same serves MACROLET, compiler macros and
//! DESTRUCTURING-BIND.

use crate::cycles::CycleWatch;
use crate::error::LispError;
use crate::heap::Heap;
use heapfmt::Value;
use heapfmt::statics::sym;

/// How the name of the function of the macro `name` is written.
pub(crate) fn macro_function_name(heap: &mut Heap, name: Value) -> Value {
    heap.list(&[sym::MACRO_FUNCTION, name])
}

/// As [`macro_lambda`], for FUNCTION, with the function's name.
pub(crate) fn named_macro_lambda(
    heap: &mut Heap,
    name: Value,
    lambda_list: Value,
    body: Value,
) -> Result<Value, LispError> {
    let lambda = macro_lambda(heap, name, lambda_list, body)?;
    let function_name = macro_function_name(heap, name);
    let parts = heap.cdr(lambda);
    Ok(heap.list_with_tail(&[sym::NAMED_LAMBDA, function_name], parts))
}

/// The lambda expression of a macro function.
pub(crate) fn macro_lambda(
    heap: &mut Heap,
    name: Value,
    lambda_list: Value,
    body: Value,
) -> Result<Value, LispError> {
    let form = fresh(heap, "FORM");
    let environment = fresh(heap, "ENVIRONMENT");
    let mut builder = Builder { heap, name, bindings: Vec::new(), environment: Some(environment), depth: 0 };
    let arguments = builder.call(sym::CDR, &[form]);
    builder.pattern(lambda_list, arguments, Some(form))?;
    let let_star = builder.finish(body, Some(name))?;
    let unused = {
        let names = heap.list(&[sym::IGNORABLE, form, environment]);
        heap.list(&[sym::DECLARE, names])
    };
    let parameters = heap.list(&[form, environment]);
    Ok(heap.list(&[sym::LAMBDA, parameters, unused, let_star]))
}

/// The lambda expression of one parameter, a list, that does what DESTRUCTURING-BIND does with it.
pub(crate) fn destructuring_lambda(
    heap: &mut Heap,
    lambda_list: Value,
    body: Value,
) -> Result<Value, LispError> {
    let list = fresh(heap, "LIST");
    let mut builder =
        Builder { heap, name: sym::DESTRUCTURING_BIND, bindings: Vec::new(), environment: None, depth: 0 };
    builder.pattern(lambda_list, list, None)?;
    let let_star = builder.finish(body, None)?;
    let parameters = heap.list(&[list]);
    Ok(heap.list(&[sym::LAMBDA, parameters, let_star]))
}

fn fresh(heap: &mut Heap, name: &str) -> Value {
    let name = heap.string(name);
    heap.uninterned_symbol(name)
}

fn error(message: &str, datum: Value) -> LispError {
    LispError::Program { message: message.to_owned(), datum }
}

/// Makes sure that a walk along `list` ends.
fn check_finite(heap: &Heap, list: Value) -> Result<(), LispError> {
    let mut cycle = CycleWatch::default();
    let mut rest = list;
    while rest.is_cons() {
        if cycle.closes_at(rest) {
            return Err(error("A circular list stands in a macro's lambda list or body", list));
        }
        rest = heap.cdr(rest);
    }
    Ok(())
}

/// Collects the bindings of a LET* that takes a list apart.
struct Builder<'heap> {
    heap: &'heap mut Heap,
    name: Value,
    bindings: Vec<Value>,
    /// The variable that holds the environment, until &ENVIRONMENT has taken it.
    environment: Option<Value>,
    /// Patterns around the one at hand.
    depth: usize,
}

/// Patterns within patterns that are allowed: each takes native stack.
const MAX_DEPTH: usize = 500;

/// What the items of a lambda list are.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Section {
    Required,
    Optional,
    Rest,
    Key,
    Aux,
}

/// The first pass over a pattern: its parts, not yet bound.
#[derive(Default)]
struct Parts {
    whole: Option<Value>,
    required: Vec<Value>,
    optional: Vec<Value>,
    rest: Option<Value>,
    keys: Option<Vec<Value>>,
    allow_other_keys: bool,
    aux: Vec<Value>,
}

impl Parts {
    /// Adds a parameter that stands in `section`.
    fn add(&mut self, section: Section, item: Value, lambda_list: Value) -> Result<(), LispError> {
        match section {
            Section::Required => self.required.push(item),
            Section::Optional => self.optional.push(item),
            Section::Key => self.keys.get_or_insert_default().push(item),
            Section::Aux => self.aux.push(item),
            Section::Rest => {
                return Err(error("A parameter stands where a lambda list keyword must", lambda_list));
            }
        }
        Ok(())
    }
}

impl Builder<'_> {
    fn call(&mut self, operator: Value, operands: &[Value]) -> Value {
        let operands = self.heap.list(operands);
        self.heap.cons(operator, operands)
    }

    fn quote(&mut self, value: Value) -> Value {
        self.call(sym::QUOTE, &[value])
    }

    fn bind(&mut self, variable: Value, form: Value) {
        let binding = self.heap.list(&[variable, form]);
        self.bindings.push(binding);
    }

    /// Binds a name, or takes the value apart by a nested pattern.
    fn bind_pattern(&mut self, pattern: Value, form: Value) -> Result<(), LispError> {
        if self.heap.is_symbol(pattern) && !pattern.is_nil() {
            self.bind(pattern, form);
            return Ok(());
        }
        if !pattern.is_list() {
            return Err(error("A destructuring pattern must be a symbol or a list", pattern));
        }
        if self.depth == MAX_DEPTH {
            let message = "Destructuring patterns are nested too deeply".to_owned();
            return Err(LispError::Nesting { message, datum: self.name });
        }
        let list = fresh(self.heap, "LIST");
        self.bind(list, form);
        self.depth += 1;
        self.pattern(pattern, list, None)?;
        self.depth -= 1;
        Ok(())
    }

    /// Takes the list that `form` computes apart. `whole` is what &WHOLE means when it is not the list itself.
    fn pattern(&mut self, lambda_list: Value, form: Value, whole: Option<Value>) -> Result<(), LispError> {
        let parts = self.parts(lambda_list)?;
        let mut rest = fresh(self.heap, "ARGUMENTS");
        self.bind(rest, form);
        if let Some(variable) = parts.whole {
            self.bind_pattern(variable, whole.unwrap_or(rest))?;
        }
        let name = self.name_to_tell(whole.is_some());
        self.check_length(&parts, name, rest);
        for &pattern in &parts.required {
            let element = self.call(sym::CAR, &[rest]);
            self.bind_pattern(pattern, element)?;
            rest = self.advance(rest);
        }
        for &item in &parts.optional {
            let (pattern, init, supplied) = self.defaulted(item)?;
            let element = self.call(sym::CAR, &[rest]);
            self.bind_defaulted(pattern, init, supplied, rest, element)?;
            rest = self.advance(rest);
        }
        if let Some(pattern) = parts.rest {
            self.bind_pattern(pattern, rest)?;
        }
        if let Some(keys) = &parts.keys {
            self.bind_keys(keys, parts.allow_other_keys, name, rest)?;
        }
        for &item in &parts.aux {
            let (pattern, init, supplied) = self.defaulted(item)?;
            if supplied.is_some() {
                return Err(error("An &AUX variable has no supplied-p variable", item));
            }
            self.bind_pattern(pattern, init)?;
        }
        Ok(())
    }

    /// A variable holding the CDR of the one before.
    fn advance(&mut self, rest: Value) -> Value {
        let next = fresh(self.heap, "ARGUMENTS");
        let tail = self.call(sym::CDR, &[rest]);
        self.bind(next, tail);
        next
    }

    /// A form for what errors of a list tell: the macro's name for the arguments of a call, a list of it for other lists.
    fn name_to_tell(&mut self, is_call: bool) -> Value {
        let name = if is_call { self.name } else { self.heap.list(&[self.name]) };
        self.quote(name)
    }

    /// A check that signals when the list has a wrong number of elements.
    fn check_length(&mut self, parts: &Parts, name: Value, list: Value) {
        let least = parts.required.len() as i64;
        let open = parts.rest.is_some() || parts.keys.is_some();
        let most = if open { Value::NIL } else { Value::fixnum(least + parts.optional.len() as i64) };
        let unused = fresh(self.heap, "CHECK");
        let check = self.call(sym::CHECK_LIST_LENGTH, &[name, list, Value::fixnum(least), most]);
        self.bind(unused, check);
    }

    /// Binds `pattern` to `value` when `present`, a variable, is not NIL, else to `init`.
    fn bind_defaulted(
        &mut self,
        pattern: Value,
        init: Value,
        supplied: Option<Value>,
        present: Value,
        value: Value,
    ) -> Result<(), LispError> {
        let choice = self.call(sym::IF, &[present, value, init]);
        self.bind_pattern(pattern, choice)?;
        if let Some(supplied) = supplied {
            let present = self.call(sym::IF, &[present, sym::T, Value::NIL]);
            self.bind(supplied, present);
        }
        Ok(())
    }

    fn bind_keys(
        &mut self,
        keys: &[Value],
        allow_other_keys: bool,
        name: Value,
        rest: Value,
    ) -> Result<(), LispError> {
        let mut parsed = Vec::with_capacity(keys.len());
        for &item in keys {
            parsed.push(self.keyword_part(item)?);
        }
        let names: Vec<Value> = parsed.iter().map(|(keyword, ..)| *keyword).collect();
        let names = self.heap.list(&names);
        let names = self.quote(names);
        let allow = Value::boolean(allow_other_keys);
        let check = self.call(sym::CHECK_KEYWORD_LIST, &[name, rest, names, allow]);
        let unused = fresh(self.heap, "CHECK");
        self.bind(unused, check);
        for (keyword, pattern, init, supplied) in parsed {
            let found = fresh(self.heap, "FOUND");
            let keyword = self.quote(keyword);
            let search = self.call(sym::FIND_KEYWORD_VALUE, &[rest, keyword]);
            self.bind(found, search);
            let value = self.call(sym::CAR, &[found]);
            self.bind_defaulted(pattern, init, supplied, found, value)?;
        }
        Ok(())
    }

    /// Keyword, pattern, initial form and supplied-p name of a keyword parameter.
    fn keyword_part(&mut self, item: Value) -> Result<(Value, Value, Value, Option<Value>), LispError> {
        if item.is_cons() && self.heap.car(item).is_cons() {
            let names = self.elements(self.heap.car(item))?;
            let &[keyword, pattern] = &names[..] else {
                return Err(error("A keyword parameter's name must be (keyword variable)", item));
            };
            let tail = self.heap.cdr(item);
            let plain = self.heap.cons(pattern, tail);
            let (pattern, init, supplied) = self.defaulted(plain)?;
            return Ok((keyword, pattern, init, supplied));
        }
        let (name, init, supplied) = self.defaulted(item)?;
        if !self.heap.is_symbol(name) {
            return Err(error("A keyword parameter needs a name", item));
        }
        let text = self.heap.symbol_name(name);
        let keyword = crate::packages::keyword(self.heap, &text);
        Ok((keyword, name, init, supplied))
    }

    /// Pattern, initial form and supplied-p name of `pattern`, `(pattern)`, `(pattern init)` ...
    fn defaulted(&mut self, item: Value) -> Result<(Value, Value, Option<Value>), LispError> {
        if !item.is_cons() {
            return Ok((item, Value::NIL, None));
        }
        let parts = self.elements(item)?;
        if parts.len() > 3 {
            return Err(error("A parameter has at most a name, an initial form and a supplied-p name", item));
        }
        Ok((parts[0], parts.get(1).copied().unwrap_or(Value::NIL), parts.get(2).copied()))
    }

    fn elements(&self, list: Value) -> Result<Vec<Value>, LispError> {
        check_finite(self.heap, list)?;
        let mut elements = Vec::new();
        let mut rest = list;
        while rest.is_cons() {
            elements.push(self.heap.car(rest));
            rest = self.heap.cdr(rest);
        }
        if rest.is_nil() { Ok(elements) } else { Err(error("A list is dotted", list)) }
    }

    /// Sorts the items of a macro lambda list; a dotted end is a rest parameter.
    fn parts(&mut self, lambda_list: Value) -> Result<Parts, LispError> {
        check_finite(self.heap, lambda_list)?;
        let mut parts = Parts::default();
        let mut section = Section::Required;
        let mut rest = lambda_list;
        while rest.is_cons() {
            let item = self.heap.car(rest);
            let is_first = rest == lambda_list;
            rest = self.heap.cdr(rest);
            let next = match item {
                sym::AND_WHOLE if is_first => {
                    parts.whole = Some(self.argument_of_keyword(&mut rest, lambda_list)?);
                    continue;
                }
                sym::AND_ENVIRONMENT => {
                    let variable = self.argument_of_keyword(&mut rest, lambda_list)?;
                    self.bind_environment(variable, lambda_list)?;
                    continue;
                }
                sym::AND_REST | sym::AND_BODY => {
                    if section >= Section::Rest {
                        return Err(error("Lambda list keywords are in the wrong order", lambda_list));
                    }
                    section = Section::Rest;
                    parts.rest = Some(self.argument_of_keyword(&mut rest, lambda_list)?);
                    continue;
                }
                sym::AND_ALLOW_OTHER_KEYS if section == Section::Key => {
                    parts.allow_other_keys = true;
                    continue;
                }
                sym::AND_OPTIONAL => Section::Optional,
                sym::AND_KEY => Section::Key,
                sym::AND_AUX => Section::Aux,
                sym::AND_WHOLE | sym::AND_ALLOW_OTHER_KEYS => {
                    return Err(error("Lambda list keywords are in the wrong order", lambda_list));
                }
                item => {
                    parts.add(section, item, lambda_list)?;
                    continue;
                }
            };
            if next <= section {
                return Err(error("Lambda list keywords are in the wrong order", lambda_list));
            }
            section = next;
            if section == Section::Key {
                parts.keys = Some(Vec::new());
            }
        }
        if !rest.is_nil() {
            if section >= Section::Rest {
                return Err(error("A dotted lambda list has no place for &REST or &KEY", lambda_list));
            }
            parts.rest = Some(rest);
        }
        Ok(parts)
    }

    fn bind_environment(&mut self, variable: Value, lambda_list: Value) -> Result<(), LispError> {
        let Some(environment) = self.environment.take() else {
            return Err(error("&ENVIRONMENT is not possible here", lambda_list));
        };
        self.bind(variable, environment);
        Ok(())
    }

    fn argument_of_keyword(&mut self, rest: &mut Value, lambda_list: Value) -> Result<Value, LispError> {
        if !rest.is_cons() {
            return Err(error("A lambda list keyword must be followed by a variable", lambda_list));
        }
        let variable = self.heap.car(*rest);
        *rest = self.heap.cdr(*rest);
        Ok(variable)
    }

    /// Refuses a variable that is bound twice.
    fn check_distinct(&self) -> Result<(), LispError> {
        let mut names: Vec<Value> = self.bindings.iter().map(|&binding| self.heap.car(binding)).collect();
        names.sort_unstable_by_key(|name| name.bits());
        match names.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(error("A variable stands twice in a lambda list", pair[0])),
            None => Ok(()),
        }
    }

    /// The LET* around `body`, which gets a block when `block` names one.
    fn finish(self, body: Value, block: Option<Value>) -> Result<Value, LispError> {
        self.check_distinct()?;
        let Builder { heap, bindings, .. } = self;
        check_finite(heap, body)?;
        let mut preamble = vec![sym::LET_STAR, heap.list(&bindings)];
        let mut forms = body;
        let mut seen_documentation = false;
        while forms.is_cons() {
            let form = heap.car(forms);
            if form.is_cons() && heap.car(form) == sym::DECLARE {
                preamble.push(form);
            } else if !seen_documentation && heap.is_simple_string(form) && heap.cdr(forms).is_cons() {
                seen_documentation = true;
            } else {
                break;
            }
            forms = heap.cdr(forms);
        }
        if let Some(name) = block {
            // The block of (SETF X) is X.
            let name = if name.is_cons() { heap.car(heap.cdr(name)) } else { name };
            let block = heap.list_with_tail(&[sym::BLOCK, name], forms);
            forms = heap.list(&[block]);
        }
        Ok(heap.list_with_tail(&preamble, forms))
    }
}
