//! Conditions, checks and inserts: compile, references, evaluate. The home of cel.

use crate::fact::Fact;

/// A CEL expression, compiled when it is first needed, at most once.
#[derive(Debug)]
pub struct Expression {
    source: String,
}

/// Why an expression or an insert cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxProblem {
    /// One line, lower case.
    pub message: String,
    /// The byte in the text where it goes wrong.
    pub offset: usize,
}

/// Why an expression gave no value: a name that does not exist, a comparison with nothing, a wrong kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct EvaluationProblem {
    /// One line, lower case.
    pub message: String,
}

/// A name an expression reads, with the fields selected on it: `item.segment` is `["item", "segment"]`.
/// Names bound by macros (`exists(p, ...)`) are resolved to the list they run over:
/// `segments.exists(s, s.pays)` gives `["segments"]` and `["segments", "[]", "pays"]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The path, `[]` standing for an element of a list.
    pub path: Vec<String>,
    /// The byte in the expression where the name stands.
    pub offset: usize,
}

/// The names an expression can see.
pub struct Scope {
    root: Fact,
    bound: Vec<(String, Fact)>,
}

impl Scope {
    /// A scope that sees the entries of a map under their names.
    #[must_use]
    pub fn new(root: &Fact) -> Self {
        Self { root: root.clone(), bound: Vec::new() }
    }

    /// The same scope with one more name; the inner one wins.
    #[must_use]
    pub fn with(&self, name: &str, value: Fact) -> Self {
        let mut bound = self.bound.clone();
        bound.push((name.to_owned(), value));
        Self { root: self.root.clone(), bound }
    }
}

impl Expression {
    /// An expression that will be compiled when needed.
    #[must_use]
    pub fn new(source: impl Into<String>) -> Self {
        Self { source: source.into() }
    }

    /// The text of the expression.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Compiles the expression.
    ///
    /// # Errors
    /// When it is not CEL.
    pub fn check(&self) -> Result<(), SyntaxProblem> {
        unimplemented!()
    }

    /// The names the expression reads; empty if it does not compile.
    #[must_use]
    pub fn references(&self) -> Vec<Reference> {
        unimplemented!()
    }

    /// The value of the expression.
    ///
    /// # Errors
    /// When it does not compile, or meets a name or a kind of value it cannot work with.
    pub fn evaluate(&self, _scope: &Scope) -> Result<Fact, EvaluationProblem> {
        unimplemented!()
    }

    /// Whether a condition holds.
    ///
    /// # Errors
    /// As for [`Expression::evaluate`], and when the value is neither true nor false.
    pub fn holds(&self, _scope: &Scope) -> Result<bool, EvaluationProblem> {
        unimplemented!()
    }
}

/// Text with CEL in braces; `{{` is a brace.
#[derive(Debug)]
pub struct Insert {
    source: String,
}

impl Insert {
    /// Reads the text; the expressions in it are compiled when needed.
    ///
    /// # Errors
    /// When a brace is never closed.
    pub fn parse(_source: &str) -> Result<Self, SyntaxProblem> {
        unimplemented!()
    }

    /// The text as it was written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The expressions in the text, each with the byte where it starts.
    pub fn expressions(&self) -> impl Iterator<Item = (usize, &Expression)> {
        std::iter::empty()
    }

    /// The text with the values put in; lists of texts are joined as in speech, null is empty.
    ///
    /// # Errors
    /// As for [`Expression::evaluate`].
    pub fn fill(&self, _scope: &Scope) -> Result<String, EvaluationProblem> {
        unimplemented!()
    }
}
