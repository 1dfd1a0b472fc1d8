//! Ordinary lambda lists as lists of rooted parts; the initial forms are analysed by their users.

use super::Compiler;
use crate::roots::Root;
use crate::vm::Unwind;
use heapfmt::Value;
use heapfmt::statics::sym;

/// An optional or keyword parameter as written.
pub(crate) struct DefaultedPart {
    pub(crate) name: Root,
    /// The initial form; NIL when there is none.
    pub(crate) init: Root,
    pub(crate) supplied: Option<Root>,
}

/// A lambda list as written.
#[derive(Default)]
pub(crate) struct LambdaList {
    pub(crate) required: Vec<Root>,
    pub(crate) optional: Vec<DefaultedPart>,
    pub(crate) rest: Option<Root>,
    pub(crate) keys: Option<Vec<(Root, DefaultedPart)>>,
    pub(crate) allow_other_keys: bool,
    pub(crate) aux: Vec<(Root, Root)>,
}

impl LambdaList {
    /// All names that the lambda list binds.
    pub(crate) fn names(&self) -> Vec<Root> {
        let defaulted = |part: &DefaultedPart| std::iter::once(part.name).chain(part.supplied);
        let mut names = self.required.clone();
        names.extend(self.optional.iter().flat_map(defaulted));
        names.extend(self.rest);
        names.extend(self.keys.iter().flatten().flat_map(|(_, part)| defaulted(part)));
        names.extend(self.aux.iter().map(|(name, _)| *name));
        names
    }
}

/// Which parameters come next. The order of the variants is the order in a lambda list.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Section {
    Required,
    Optional,
    Rest,
    BehindRest,
    Key,
    BehindKeys,
    Aux,
}

impl Compiler<'_> {
    /// Takes an ordinary lambda list apart; `form` is the lambda expression, for messages.
    pub(crate) fn parse_lambda_list(&mut self, list: Value, form: Root) -> Result<LambdaList, Unwind> {
        let mut result = LambdaList::default();
        let mut section = Section::Required;
        for item in self.proper_list_of("parameters", list, form)? {
            let next = match self.value(item) {
                sym::AND_OPTIONAL => Some(Section::Optional),
                sym::AND_REST | sym::AND_BODY => Some(Section::Rest),
                sym::AND_KEY => Some(Section::Key),
                sym::AND_ALLOW_OTHER_KEYS if section == Section::Key => {
                    result.allow_other_keys = true;
                    section = Section::BehindKeys;
                    continue;
                }
                sym::AND_ALLOW_OTHER_KEYS => return self.fail("&ALLOW-OTHER-KEYS must follow &KEY", form),
                sym::AND_AUX => Some(Section::Aux),
                sym::AND_WHOLE | sym::AND_ENVIRONMENT => {
                    return self.fail("&WHOLE and &ENVIRONMENT are for macros only", form);
                }
                _ => None,
            };
            if let Some(next) = next {
                if next <= section || section == Section::Rest {
                    return self.fail("Lambda list keywords are in the wrong order", form);
                }
                section = next;
                if section == Section::Key {
                    result.keys = Some(Vec::new());
                }
                continue;
            }
            match section {
                Section::Required => {
                    self.check_parameter_name(item, form)?;
                    result.required.push(item);
                }
                Section::Optional => {
                    let part = self.parse_defaulted(item, form)?;
                    result.optional.push(part);
                }
                Section::Rest => {
                    self.check_parameter_name(item, form)?;
                    result.rest = Some(item);
                    section = Section::BehindRest;
                }
                Section::Key => {
                    let part = self.parse_key(item, form)?;
                    result.keys.get_or_insert_default().push(part);
                }
                Section::Aux => {
                    let part = self.parse_defaulted(item, form)?;
                    if part.supplied.is_some() {
                        return self.fail("An &AUX variable has no supplied-p variable", form);
                    }
                    result.aux.push((part.name, part.init));
                }
                Section::BehindRest | Section::BehindKeys => {
                    return self.fail("A parameter stands where a lambda list keyword must", form);
                }
            }
        }
        if section == Section::Rest {
            return self.fail("&REST must be followed by a variable", form);
        }
        self.check_distinct(&result.names(), form)?;
        Ok(result)
    }

    /// `name`, `(name)`, `(name init)` or `(name init supplied-p)`.
    fn parse_defaulted(&mut self, item: Root, form: Root) -> Result<DefaultedPart, Unwind> {
        let nil = self.root(Value::NIL);
        if !self.value(item).is_cons() {
            self.check_parameter_name(item, form)?;
            return Ok(DefaultedPart { name: item, init: nil, supplied: None });
        }
        let parts = self.proper_list(self.value(item), form)?;
        if parts.len() > 3 {
            return self.fail("A parameter has at most a name, an initial form and a supplied-p name", form);
        }
        for &name in parts.first().into_iter().chain(parts.get(2)) {
            self.check_parameter_name(name, form)?;
        }
        let init = parts.get(1).copied().unwrap_or(nil);
        Ok(DefaultedPart { name: parts[0], init, supplied: parts.get(2).copied() })
    }

    /// As [`Compiler::parse_defaulted`], where the name may also be `(keyword name)`.
    fn parse_key(&mut self, item: Root, form: Root) -> Result<(Root, DefaultedPart), Unwind> {
        let value = self.value(item);
        if value.is_cons() && self.car(value).is_cons() {
            let names = self.proper_list(self.car(value), form)?;
            if names.len() != 2 || !self.is_symbol(self.value(names[0])) {
                return self.fail("A keyword parameter's name must be (keyword variable)", form);
            }
            let (name, tail) = (self.value(names[1]), self.cdr(value));
            let plain = self.vm.mutator.heap.cons(name, tail);
            let plain = self.root(plain);
            return Ok((names[0], self.parse_defaulted(plain, form)?));
        }
        let part = self.parse_defaulted(item, form)?;
        let keyword = self.keyword_of(part.name);
        Ok((keyword, part))
    }

    /// The keyword with the name of the symbol `name`.
    fn keyword_of(&mut self, name: Root) -> Root {
        let text = self.vm.mutator.heap.symbol_name(self.value(name));
        let keyword = crate::packages::keyword(&mut self.vm.mutator.heap, &text);
        self.root(keyword)
    }

    fn check_parameter_name(&mut self, name: Root, form: Root) -> Result<(), Unwind> {
        if !self.is_symbol(self.value(name)) {
            return self.fail("A parameter's name must be a symbol", form);
        }
        self.check_bindable(name)
    }

    fn check_distinct(&mut self, names: &[Root], form: Root) -> Result<(), Unwind> {
        for (position, &name) in names.iter().enumerate() {
            if names[..position].iter().any(|&other| self.value(other) == self.value(name)) {
                return self.fail("A variable stands twice in a lambda list", form);
            }
        }
        Ok(())
    }
}
