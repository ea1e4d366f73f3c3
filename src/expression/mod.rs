//! Conditions, checks and inserts: compile, references, evaluate. The home of cel.

mod environment;
mod insert;
mod meaning;
mod names;
mod problem;
mod scope;
mod shape;
mod value;

pub use insert::Insert;
pub use meaning::{Meaning, Path};
pub use names::{Comparison, Reference};
pub use problem::{EvaluationProblem, SyntaxProblem};
pub use scope::Scope;

use crate::fact::Fact;
use cel::{Context, Program, Value};
use std::sync::{Arc, OnceLock};

/// A CEL expression, compiled when it is first needed, at most once.
#[derive(Debug)]
pub struct Expression {
    source: String,
    program: OnceLock<Result<Program, SyntaxProblem>>,
}

impl Expression {
    /// An expression that will be compiled when needed.
    #[must_use]
    pub fn new(source: impl Into<String>) -> Self {
        Self { source: source.into(), program: OnceLock::new() }
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
        self.program().map(|_| ()).map_err(Clone::clone)
    }

    /// The names the expression reads; empty if it does not compile.
    #[must_use]
    pub fn references(&self) -> Vec<Reference> {
        self.program().map(names::references).unwrap_or_default()
    }

    /// Where the expression compares a name with fixed texts; empty if it does not compile.
    #[must_use]
    pub fn comparisons(&self) -> Vec<Comparison> {
        self.program().map(names::comparisons).unwrap_or_default()
    }

    /// The names that are used as conditions without a comparison, the `whole` expression too if it is a
    /// condition: these fail while nothing is answered. Empty if the expression does not compile.
    #[must_use]
    pub fn bare_conditions(&self, whole: bool) -> Vec<Reference> {
        self.program().map(|program| names::bare_conditions(program, whole)).unwrap_or_default()
    }

    /// What the expression stands for, and where it works with a value that may be missing although the paths
    /// `known` are not null. Empty if the expression does not compile.
    #[must_use]
    pub fn meaning(&self, known: &[Path]) -> Meaning {
        self.program().map(|program| meaning::meaning(program, known)).unwrap_or_default()
    }

    /// The functions the expression calls that do not exist, each with the byte where its name or its
    /// parenthesis stands; empty if it does not compile.
    #[must_use]
    pub fn unknown_functions(&self) -> Vec<(String, usize)> {
        self.program().map(names::unknown_functions).unwrap_or_default()
    }

    /// The functions an expression may call.
    pub fn functions() -> impl Iterator<Item = &'static str> {
        environment::FUNCTIONS.iter().copied()
    }

    /// The value of the expression.
    ///
    /// # Errors
    /// When it does not compile, or meets a name or a kind of value it cannot work with.
    pub fn evaluate(&self, scope: &Scope) -> Result<Fact, EvaluationProblem> {
        let program = self.program().map_err(|problem| EvaluationProblem { message: problem.message.clone() })?;
        let mut context = Context::with_env(Arc::clone(environment::environment()));
        context.set_variable_resolver(scope);
        let value = Value::resolve_val(program.expression(), &context).map_err(|error| problem::explain(&error))?;
        value::to_fact(value.as_ref())
    }

    /// Whether a condition holds.
    ///
    /// # Errors
    /// As for [`Expression::evaluate`], and when the value is neither true nor false.
    pub fn holds(&self, scope: &Scope) -> Result<bool, EvaluationProblem> {
        match self.evaluate(scope)? {
            Fact::Bool(holds) => Ok(holds),
            other => Err(EvaluationProblem {
                message: format!("the condition gives {}, where true or false is needed", value::described(&other)),
            }),
        }
    }

    fn program(&self) -> Result<&Program, &SyntaxProblem> {
        let compiled = self.program.get_or_init(|| {
            problem::within_limits(&self.source)?;
            environment::environment().compile(&self.source).map_err(|errors| SyntaxProblem::new(&self.source, &errors))
        });
        compiled.as_ref()
    }
}

#[cfg(test)]
mod tests;
