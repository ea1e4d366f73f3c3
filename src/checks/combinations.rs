//! What checks and insights have in common: both are made for every combination of what they name, and told of where
//! they give no answer.

use crate::bank::Binding;
use crate::diagnostic::{Diagnostic, Severity};
use crate::expression::{EvaluationProblem, Expression, Scope};
use crate::fact::Fact;

/// Calls `once` for every combination of the bindings that are not bound yet. What is kept for later is passed over.
pub(super) fn each(
    bindings: &[Binding],
    scope: &Scope,
    bound: &mut Vec<(String, Fact)>,
    once: &mut impl FnMut(&Scope, &[(String, Fact)]) -> Result<(), EvaluationProblem>,
) -> Result<(), EvaluationProblem> {
    let Some(binding) = bindings.get(bound.len()) else { return once(scope, bound) };
    for value in binding.list.evaluate(scope)?.as_list().iter().filter(|value| !is_later(value)) {
        bound.push((binding.name.clone(), value.clone()));
        each(bindings, &scope.with(&binding.name, value.clone()), bound, once)?;
        bound.pop();
    }
    Ok(())
}

/// The scope with the values that texts use, each of which may use those before.
pub(super) fn with_values(scope: &Scope, values: &[(String, Expression)]) -> Result<Scope, EvaluationProblem> {
    let mut said = scope.clone();
    for (name, value) in values {
        let value = value.evaluate(&said)?;
        said = said.with(name, value);
    }
    Ok(said)
}

/// That a check or an insight gives no answer, and is left out.
pub(super) fn failed(code: &'static str, named: &str, problem: &EvaluationProblem) -> Diagnostic {
    let found = problem.diagnostic(code, &format!("{named} gives no answer and is left out"));
    let found = Diagnostic { severity: Severity::Warning, ..found };
    found.help("your answers are not to blame: the bank has to be mended, and `canvass bank check` tells more")
}

/// Whether an item is kept for later, by the derived fact `later` of its list: nothing is asked of it.
fn is_later(value: &Fact) -> bool {
    value.get("later") == Fact::Bool(true)
}
