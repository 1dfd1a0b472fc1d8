//! Lexical environments: what the names around a form mean.
//!
//! An environment is a persistent chain, so entering a scope is one allocation and leaving it is nothing. Names
//! are roots and are compared with the current values of those roots, because a collection may move symbols.
//! A macro function gets an Environment object with a number; [`ActiveEnvironments`] knows which environment that
//! is for as long as the macro function runs.

use super::ast::{BlockId, FunctionId, TagbodyId, VariableId};
use crate::heap::Heap;
use crate::roots::{Root, RootArena};
use heapfmt::Value;
use heapfmt::layout::{Header, TypeCode, environment};
use std::rc::Rc;

/// What one name means.
#[derive(Debug, Clone)]
pub(crate) enum Entry {
    Variable {
        name: Root,
        variable: VariableId,
    },
    Special {
        name: Root,
    },
    SymbolMacro {
        name: Root,
        expansion: Root,
    },
    Function {
        name: Root,
        variable: VariableId,
        function: FunctionId,
    },
    Macro {
        name: Root,
        expander: Root,
    },
    Block {
        name: Root,
        block: BlockId,
    },
    Tags {
        tags: Vec<Root>,
        tagbody: TagbodyId,
    },
    /// Whether calls of a global function may be compiled as what it is defined to be.
    Inline {
        name: Root,
        inline: bool,
    },
}

impl Entry {
    fn is_about_operator(&self) -> bool {
        matches!(self, Entry::Function { .. } | Entry::Macro { .. } | Entry::Inline { .. })
    }
}

/// A chain of entries; the innermost is first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Environment(Option<Rc<Link>>);

#[derive(Debug)]
struct Link {
    entry: Entry,
    outer: Environment,
    /// The innermost part of `outer` that begins with an entry about operators. Every call looks its operator up,
    /// and most entries are variables.
    outer_operators: Environment,
}

impl Drop for Link {
    fn drop(&mut self) {
        // A chain of thousands of entries must not be dropped by recursion.
        let mut outer = std::mem::take(&mut self.outer);
        while let Some(link) = outer.0.take() {
            match Rc::try_unwrap(link) {
                Ok(mut link) => outer = std::mem::take(&mut link.outer),
                Err(_) => break,
            }
        }
    }
}

impl Environment {
    /// This environment with one more entry.
    pub(crate) fn with(&self, entry: Entry) -> Environment {
        let outer_operators = self.operators();
        Environment(Some(Rc::new(Link { entry, outer: self.clone(), outer_operators })))
    }

    /// The innermost part that begins with an entry about operators.
    fn operators(&self) -> Environment {
        match &self.0 {
            Some(link) if !link.entry.is_about_operator() => link.outer_operators.clone(),
            _ => self.clone(),
        }
    }

    /// The entries about operators, from the innermost on.
    fn operator_entries(&self) -> impl Iterator<Item = &Entry> {
        let is_first = self.0.as_ref().is_some_and(|link| link.entry.is_about_operator());
        let first = self
            .0
            .as_deref()
            .and_then(|link| if is_first { Some(link) } else { link.outer_operators.0.as_deref() });
        std::iter::successors(first, |link| link.outer_operators.0.as_deref()).map(|link| &link.entry)
    }

    /// All entries from the innermost on.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &Entry> {
        std::iter::successors(self.0.as_deref(), |link| link.outer.0.as_deref()).map(|link| &link.entry)
    }

    /// What `name` means as a variable.
    pub(crate) fn variable(&self, roots: &RootArena, name: Value) -> Option<&Entry> {
        self.entries().find(|entry| match entry {
            Entry::Variable { name: bound, .. }
            | Entry::Special { name: bound }
            | Entry::SymbolMacro { name: bound, .. } => roots.get(*bound) == name,
            _ => false,
        })
    }

    /// What `name` means as an operator.
    pub(crate) fn function(&self, roots: &RootArena, name: Value) -> Option<&Entry> {
        self.operator_entries().find(|entry| match entry {
            Entry::Function { name: bound, .. } | Entry::Macro { name: bound, .. } => {
                roots.get(*bound) == name
            }
            _ => false,
        })
    }

    /// The innermost block called `name`.
    pub(crate) fn block(&self, roots: &RootArena, name: Value) -> Option<BlockId> {
        self.entries().find_map(|entry| match entry {
            Entry::Block { name: bound, block } if roots.get(*bound) == name => Some(*block),
            _ => None,
        })
    }

    /// The innermost tagbody with a tag that `is_tag` accepts, and the tag's number.
    pub(crate) fn tag(&self, is_tag: impl Fn(Root) -> bool) -> Option<(TagbodyId, usize)> {
        self.entries().find_map(|entry| match entry {
            Entry::Tags { tags, tagbody } => {
                tags.iter().position(|&tag| is_tag(tag)).map(|number| (*tagbody, number))
            }
            _ => None,
        })
    }

    /// Whether an INLINE or NOTINLINE declaration for `name` is in force, and which.
    pub(crate) fn inline_declaration(&self, roots: &RootArena, name: Value) -> Option<bool> {
        self.operator_entries().find_map(|entry| match entry {
            Entry::Inline { name: declared, inline } if roots.get(*declared) == name => Some(*inline),
            _ => None,
        })
    }

    /// The part of the environment that macro functions defined in it may use: its macros.
    pub(crate) fn macros_only(&self) -> Environment {
        let kept: Vec<&Entry> = self
            .entries()
            .filter(|entry| matches!(entry, Entry::Macro { .. } | Entry::SymbolMacro { .. }))
            .collect();
        kept.into_iter().rev().fold(Environment::default(), |chain, entry| chain.with(entry.clone()))
    }

    fn is_null(&self) -> bool {
        self.0.is_none()
    }
}

/// The environments that Environment objects stand for, innermost last.
#[derive(Default)]
pub(crate) struct ActiveEnvironments {
    active: Vec<(u64, Environment)>,
    last_number: u64,
}

impl ActiveEnvironments {
    /// Makes the object that a macro function gets for `environment`: NIL for the global one.
    pub(crate) fn enter(&mut self, heap: &mut Heap, environment: &Environment) -> Value {
        self.last_number += 1;
        self.active.push((self.last_number, environment.clone()));
        if environment.is_null() {
            return Value::NIL;
        }
        let object = heap.allocate(Header::new(TypeCode::Environment));
        heap.set_raw(object, environment::NUMBER, self.last_number);
        object
    }

    /// Ends the validity of everything entered since `mark`.
    pub(crate) fn leave(&mut self, mark: usize) {
        self.active.truncate(mark);
    }

    pub(crate) fn mark(&self) -> usize {
        self.active.len()
    }

    /// The environment that `object` stands for. `None` when that is not an environment or no longer valid.
    pub(crate) fn find(&self, heap: &Heap, object: Value) -> Option<Environment> {
        if object.is_nil() || object == Value::UNSUPPLIED {
            return Some(Environment::default());
        }
        if !heap.is(object, TypeCode::Environment) {
            return None;
        }
        let number = heap.raw(object, environment::NUMBER);
        let position = self.active.iter().rposition(|(active, _)| *active == number)?;
        Some(self.active[position].1.clone())
    }
}
