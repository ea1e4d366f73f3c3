//! The names an expression can see.

use super::value::{Entries, from_fact};
use crate::fact::{Fact, FactMap};
use cel::common::value::{CowVal, Val};
use cel::context::VariableResolver;
use std::sync::{Arc, OnceLock};

/// The names an expression can see. Build one for the facts of a plan and add names with [`Scope::with`]:
/// facts are converted for CEL when they are first read, and what was converted is shared.
#[derive(Clone, Debug)]
pub struct Scope {
    root: Arc<Root>,
    bound: Option<Arc<Binding>>,
}

/// The facts, and what the library has of them.
#[derive(Debug)]
struct Root {
    facts: Arc<FactMap>,
    entries: OnceLock<Entries>,
}

#[derive(Debug)]
struct Binding {
    name: String,
    fact: Fact,
    value: OnceLock<Box<dyn Val>>,
    outer: Option<Arc<Binding>>,
}

impl Scope {
    /// A scope that sees the entries of a map under their names; nothing, for any other fact.
    #[must_use]
    pub fn new(root: &Fact) -> Self {
        let facts = match root {
            Fact::Map(facts) => Arc::clone(facts),
            _ => Arc::new(FactMap::default()),
        };
        Self { root: Arc::new(Root { facts, entries: OnceLock::new() }), bound: None }
    }

    /// The same scope with one more name; the inner one wins.
    #[must_use]
    pub fn with(&self, name: &str, value: Fact) -> Self {
        let binding = Binding { name: name.to_owned(), fact: value, value: OnceLock::new(), outer: self.bound.clone() };
        Self { root: Arc::clone(&self.root), bound: Some(Arc::new(binding)) }
    }

    /// The fact of a name.
    pub(super) fn fact(&self, name: &str) -> Option<&Fact> {
        self.binding(name).map(|binding| &binding.fact).or_else(|| self.root.facts.get(name))
    }

    fn binding(&self, name: &str) -> Option<&Binding> {
        let mut bindings = std::iter::successors(self.bound.as_deref(), |binding| binding.outer.as_deref());
        bindings.find(|binding| binding.name == name)
    }
}

impl VariableResolver for Scope {
    fn resolve<'b>(&'b self, name: &str) -> Option<CowVal<'b, 'b>> {
        let bound = self.binding(name).map(|binding| binding.value.get_or_init(|| from_fact(&binding.fact)).as_ref());
        let entries = || self.root.entries.get_or_init(|| Entries::new(Arc::clone(&self.root.facts)));
        bound.or_else(|| entries().value(name)).map(CowVal::Borrowed)
    }
}
