//! Declarations and documentation strings at the beginning of bodies.
//!
//! SPECIAL, INLINE and NOTINLINE change what the body means; the others are checked for form and otherwise have no
//! influence: types are not trusted, and every object has indefinite extent.

use super::Compiler;
use super::environment::{Entry, Environment};
use crate::cycles::CycleWatch;
use crate::roots::Root;
use crate::vm::Unwind;
use heapfmt::Value;
use heapfmt::statics::sym;

/// What the declarations of a body say.
#[derive(Debug, Default)]
pub(crate) struct Declarations {
    pub(crate) specials: Vec<Root>,
    /// Function names with whether they may be inlined.
    inline: Vec<(Root, bool)>,
}

impl Declarations {
    /// Whether `name` is declared special.
    pub(crate) fn is_special(&self, compiler: &Compiler<'_>, name: Value) -> bool {
        self.specials.iter().any(|&special| compiler.value(special) == name)
    }

    /// `environment` with the declarations that do not belong to a binding: `bound` are the names that the form binds.
    pub(crate) fn extend(
        &self,
        compiler: &Compiler<'_>,
        environment: &Environment,
        bound: &[Root],
    ) -> Environment {
        let mut extended = environment.clone();
        for &name in &self.specials {
            if !bound.iter().any(|&other| compiler.value(other) == compiler.value(name)) {
                extended = extended.with(Entry::Special { name });
            }
        }
        for &(name, inline) in &self.inline {
            extended = extended.with(Entry::Inline { name, inline });
        }
        extended
    }
}

/// What stands before the forms of a body.
pub(crate) struct Body {
    pub(crate) declarations: Declarations,
    /// List of the forms.
    pub(crate) forms: Root,
}

impl Compiler<'_> {
    /// Splits `body`, a list, into declarations, docstring (when `documented`) and forms.
    pub(crate) fn parse_body(&mut self, body: Root, documented: bool) -> Result<Body, Unwind> {
        let mut declarations = Declarations::default();
        let mut rest = self.value(body);
        let mut seen_documentation = false;
        while rest.is_cons() {
            let form = self.car(rest);
            if form.is_cons() && self.car(form) == sym::DECLARE {
                let form = self.root(form);
                let here = self.root(rest);
                self.parse_declare(form, &mut declarations)?;
                rest = self.value(here);
            } else if documented
                && !seen_documentation
                && self.vm.mutator.heap.is_simple_string(form)
                && self.cdr(rest).is_cons()
            {
                seen_documentation = true;
            } else {
                break;
            }
            rest = self.cdr(rest);
        }
        let forms = self.root(rest);
        Ok(Body { declarations, forms })
    }

    fn parse_declare(&mut self, form: Root, declarations: &mut Declarations) -> Result<(), Unwind> {
        let specifiers = self.cdr(self.value(form));
        for specifier in self.proper_list_of("declarations", specifiers, form)? {
            let specifier_form = self.value(specifier);
            if !specifier_form.is_cons() {
                return self.fail("A declaration must be a list", form);
            }
            let kind = self.car(specifier_form);
            let arguments = self.cdr(specifier_form);
            let arguments = self.proper_list(arguments, form)?;
            match kind {
                sym::SPECIAL => {
                    for name in arguments {
                        if !self.is_symbol(self.value(name)) {
                            return self.fail("Only symbols can be declared special", form);
                        }
                        declarations.specials.push(name);
                    }
                }
                sym::INLINE | sym::NOTINLINE => {
                    for name in arguments {
                        let name = self.function_name(name)?;
                        declarations.inline.push((name, kind == sym::INLINE));
                    }
                }
                sym::IGNORE | sym::IGNORABLE | sym::DYNAMIC_EXTENT => {
                    for name in arguments {
                        self.check_declared_name(name, form)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Refuses what is neither a variable nor (FUNCTION name).
    fn check_declared_name(&mut self, declared: Root, form: Root) -> Result<(), Unwind> {
        let value = self.value(declared);
        if self.is_symbol(value) {
            return Ok(());
        }
        if value.is_cons() && self.car(value) == sym::FUNCTION {
            let names = self.cdr(value);
            if let [name] = self.proper_list(names, form)?[..] {
                return self.function_name(name).map(drop);
            }
        }
        self.fail("A declaration names variables and (FUNCTION name) only", form)
    }

    /// The elements of `list`, forms, each with a root; `form` is what is wrong when it is not a proper list.
    pub(crate) fn proper_list(&mut self, list: Value, form: Root) -> Result<Vec<Root>, Unwind> {
        self.proper_list_of("forms", list, form)
    }

    /// As [`Compiler::proper_list`], for a list of what `what` says, in the plural.
    pub(crate) fn proper_list_of(
        &mut self,
        what: &str,
        list: Value,
        form: Root,
    ) -> Result<Vec<Root>, Unwind> {
        let mut elements = Vec::new();
        let mut rest = list;
        let mut cycle = CycleWatch::default();
        while rest.is_cons() {
            if cycle.closes_at(rest) {
                return self.fail(format!("A circular list stands where {what} are expected"), form);
            }
            let element = self.car(rest);
            elements.push(self.root(element));
            rest = self.cdr(rest);
        }
        if rest.is_nil() {
            Ok(elements)
        } else if elements.is_empty() {
            self.fail(format!("An atom stands where a list of {what} is expected"), form)
        } else {
            self.fail(format!("A dotted list stands where {what} are expected"), form)
        }
    }
}
