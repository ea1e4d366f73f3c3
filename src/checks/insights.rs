//! What follows from the answers and figures, said for whoever reads the plan.

use crate::bank::{Bank, Insight};
use crate::diagnostic::{self, Diagnostic};
use crate::expression::{EvaluationProblem, Scope};
use crate::fact::{Fact, FactMap};
use crate::facts::Facts;

/// The tones there are.
const TONES: [&str; 3] = ["good", "bad", "open"];

/// Evaluates the insights over facts that hold the figures with what-ifs, and puts them into the view as `insights`.
/// Gives what failed: those are left out, and so is one whose tone is none.
pub fn add_insights(bank: &Bank, facts: &mut Facts<'_>) -> Vec<Diagnostic> {
    let scope = facts.scope();
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    if facts.view.get("figures") != Fact::Null {
        for insight in bank.insights() {
            let before = found.len();
            if let Err(problem) = each(insight, &scope, &mut Vec::new(), &mut found) {
                found.truncate(before);
                problems.push(failed(insight, &problem));
            }
        }
    }
    facts.set("insights", Fact::list(found));
    problems
}

fn failed(insight: &Insight, problem: &EvaluationProblem) -> Diagnostic {
    let said = format!("insight `{}` gives no answer and is left out", insight.id);
    let found = problem.diagnostic("insight-failed", &said);
    let found = Diagnostic { severity: diagnostic::Severity::Warning, ..found };
    found.help("your answers are not to blame: the bank has to be mended, and `canvass bank check` tells more")
}

/// Goes through every combination of the names that are not bound yet. What is kept for later is passed over.
fn each(
    insight: &Insight,
    scope: &Scope,
    subject: &mut Vec<String>,
    found: &mut Vec<Fact>,
) -> Result<(), EvaluationProblem> {
    let Some(binding) = insight.bindings.get(subject.len()) else { return once(insight, scope, subject, found) };
    for value in binding.list.evaluate(scope)?.as_list().iter().filter(|value| value.get("later") != Fact::Bool(true)) {
        subject.push(value.get("id").as_text().unwrap_or_default().to_owned());
        each(insight, &scope.with(&binding.name, value.clone()), subject, found)?;
        subject.pop();
    }
    Ok(())
}

fn once(insight: &Insight, scope: &Scope, subject: &[String], found: &mut Vec<Fact>) -> Result<(), EvaluationProblem> {
    if let Some(given) = &insight.given
        && !given.holds(scope)?
    {
        return Ok(());
    }
    let mut said = scope.clone();
    for (name, value) in &insight.values {
        let value = value.evaluate(&said)?;
        said = said.with(name, value);
    }
    let sentence = insight.say.fill(&said)?;
    let tone = insight.tone.evaluate(&said)?;
    let Some(tone) = tone.as_text().filter(|tone| TONES.contains(tone)) else { return Ok(()) };
    let weight: FactMap = insight
        .weight
        .iter()
        .map(|(reader, weight)| (reader.clone(), Fact::Whole(i64::try_from(*weight).unwrap_or_default())))
        .collect();
    let texts = |texts: &[String]| Fact::list(texts.iter().map(|text| Fact::text(text.as_str())));
    found.push(Fact::named([
        ("id", Fact::text(insight.id.as_str())),
        ("tone", Fact::text(tone)),
        ("sentence", Fact::text(sentence)),
        ("weight", Fact::map(weight)),
        ("subject", texts(subject)),
        ("rests_on", texts(&insight.rests_on)),
    ]));
    Ok(())
}
