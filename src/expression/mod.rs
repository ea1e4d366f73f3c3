//! Conditions, checks and inserts: compile, references, evaluate. The home of cel.

mod arithmetic;
mod budget;
mod compiled;
mod environment;
mod insert;
mod meaning;
mod names;
mod problem;
mod quick;
mod scope;
mod shape;
mod types;
mod value;

pub use insert::Insert;
pub use meaning::{Meaning, Path};
pub use names::{Comparison, Reference};
pub use problem::{EvaluationProblem, SyntaxProblem};
pub use scope::Scope;
pub use types::Type;

use crate::diagnostic::Place;
use crate::fact::Fact;
use cel::common::ast::{IdedExpr, SourceInfo};
use cel::parser::PrattParser;
use cel::{Context, Program, Value};
use std::sync::{Arc, OnceLock};

/// A CEL expression, compiled when it is first needed, at most once.
#[derive(Debug, Default)]
pub struct Expression {
    source: String,
    place: Option<Arc<Place>>,
    /// As it was written, with the place of every part.
    written: OnceLock<Result<Program, SyntaxProblem>>,
    /// As most are worked out; none where the library has to.
    quick: OnceLock<Option<quick::Part>>,
    /// As the library works it out.
    prepared: OnceLock<Result<IdedExpr, SyntaxProblem>>,
    paths: OnceLock<Vec<Path>>,
}

/// What the extensions expand while an expression is parsed, and the quick parser does not know.
const EXTENDED: [&str; 3] = ["sortBy", "greatest", "least"];

impl serde::Serialize for Expression {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.source)
    }
}

impl Expression {
    /// An expression that will be compiled when needed.
    #[must_use]
    pub fn new(source: impl Into<String>) -> Self {
        Self { source: source.into(), ..Self::default() }
    }

    /// The same expression, written at that place of a file.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(Arc::new(place));
        self
    }

    /// Where it is written, if that was said.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        self.place.as_deref()
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
        self.meaning(&[], &|_| Type::Any).references
    }

    /// The same without the places where they stand, at a fraction of the cost.
    #[must_use]
    pub fn paths(&self) -> &[Path] {
        self.paths.get_or_init(|| {
            let references = match self.quickly_parsed() {
                Some(tree) => meaning::meaning(&tree, &SourceInfo::default(), &[], &|_| Type::Any).references,
                None => self.references(),
            };
            references.into_iter().map(|reference| reference.path).collect()
        })
    }

    /// The fields that are read of a name, be it the value or its label: `item.kind` and `item.labels.kind` read the
    /// field `kind` of `item`.
    #[must_use]
    pub fn fields_of(&self, name: &str) -> Vec<String> {
        let field = |path: &Path| match path.as_slice() {
            [own, labels, field, ..] if own == name && labels == "labels" => Some(field.clone()),
            [own, field, ..] if own == name => Some(field.clone()),
            _ => None,
        };
        self.paths().iter().filter_map(field).collect()
    }

    /// What the expression reads and stands for, and where it works with a value that may be missing although the paths
    /// `known` are not null; which values of what kinds do not go together, `types` telling what a path leads to.
    /// Empty if the expression does not compile.
    #[must_use]
    pub fn meaning(&self, known: &[Path], types: &dyn Fn(&[String]) -> Type) -> Meaning {
        let meant = |program: &Program| meaning::meaning(program.expression(), program.source_info(), known, types);
        self.program().map(meant).unwrap_or_default()
    }

    /// The functions an expression may call.
    pub fn functions() -> impl Iterator<Item = &'static str> {
        environment::FUNCTIONS.iter().map(|function| function.name)
    }

    /// The expression as plain data, for a page that runs it by itself; none if it does not compile, or does what no such
    /// data says.
    #[must_use]
    pub fn compiled(&self) -> Option<serde_json::Value> {
        match self.quickly_parsed() {
            Some(tree) => compiled::compiled(&tree),
            None => compiled::compiled(self.program().ok()?.expression()),
        }
    }

    /// The value of the expression.
    ///
    /// # Errors
    /// When it does not compile, or meets a name or a kind of value it cannot work with.
    pub fn evaluate(&self, scope: &Scope) -> Result<Fact, EvaluationProblem> {
        match self.quick_value(scope) {
            Some(value) => Ok(value),
            None => self.evaluate_by_library(scope),
        }
    }

    /// The same by the library alone, which the quick way is compared with.
    ///
    /// # Errors
    /// As for [`Expression::evaluate`].
    pub fn evaluate_by_library(&self, scope: &Scope) -> Result<Fact, EvaluationProblem> {
        self.value(scope).map_err(|problem| EvaluationProblem { place: self.place.clone(), ..problem })
    }

    fn quick_value(&self, scope: &Scope) -> Option<Fact> {
        let value = self.quick()?.value(scope)?;
        // Every test of what is worked out tests this, too.
        #[cfg(test)]
        assert_eq!(self.evaluate_by_library(scope), Ok(value.clone()), "{}", self.source);
        Some(value)
    }

    fn quick(&self) -> Option<&quick::Part> {
        self.quick.get_or_init(|| quick::Part::of(&self.quickly_parsed()?)).as_ref()
    }

    fn value(&self, scope: &Scope) -> Result<Fact, EvaluationProblem> {
        let prepared = self.prepared().map_err(|problem| EvaluationProblem::new(&*problem.message))?;
        let mut context = Context::with_env(Arc::clone(environment::environment()));
        context.set_variable_resolver(scope);
        budget::begin(self.source.len());
        let value = Value::resolve_val(prepared, &context).map_err(|error| problem::explain(&error))?;
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
                place: self.place.clone(),
            }),
        }
    }

    fn program(&self) -> Result<&Program, &SyntaxProblem> {
        let written = self.written.get_or_init(|| {
            problem::within_limits(&self.source)?;
            let written = environment::environment().compile(&self.source);
            written.map_err(|errors| SyntaxProblem::new(&self.source, &errors))
        });
        written.as_ref()
    }

    fn prepared(&self) -> Result<&IdedExpr, &SyntaxProblem> {
        let prepared = self.prepared.get_or_init(|| {
            let tree = match self.quickly_parsed() {
                Some(tree) => tree,
                None => self.program().map_err(Clone::clone)?.expression().clone(),
            };
            Ok(arithmetic::prepared(tree))
        });
        prepared.as_ref()
    }

    /// The tree by the quick parser of the crate, which gives the same at a fraction of the cost; none where the other
    /// one has to read the expression, or to say what is wrong with it.
    fn quickly_parsed(&self) -> Option<IdedExpr> {
        problem::within_limits(&self.source).ok()?;
        let is_plain = EXTENDED.iter().all(|name| !self.source.contains(name));
        let is_plain =
            is_plain && !self.source.contains('\u{b}') && !mixes_signs(&self.source) && !breaks_a_text(&self.source);
        is_plain.then(|| PrattParser::new().parse(&self.source).ok())?
    }
}

/// Whether `!` and `-` perhaps stand before one operand: CEL has no such thing, and the quick parser takes it.
fn mixes_signs(source: &str) -> bool {
    let mut before = None;
    let mut letters = source.chars().filter(|letter| !letter.is_whitespace());
    letters.any(|letter| matches!((before.replace(letter), letter), (Some('!'), '-') | (Some('-'), '!')))
}

/// Whether a line perhaps ends within quotes: the quick parser takes that, too.
fn breaks_a_text(source: &str) -> bool {
    let may_be_open = |line: &str| {
        let [single, double] = ['\'', '"'].map(|quote| line.matches(quote).count());
        (single > 0 && double > 0) || (single + double) % 2 == 1 || line.contains('\\')
    };
    source.contains(['\n', '\r']) && source.split(['\n', '\r']).any(may_be_open)
}

#[cfg(test)]
pub(crate) mod tests;
