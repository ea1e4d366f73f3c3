//! What follows from the answers and figures, said for whoever reads the plan.

use super::combinations::{each, failed, with_values};
use super::run::withheld;
use crate::bank::{Bank, Insight};
use crate::diagnostic::Diagnostic;
use crate::expression::{EvaluationProblem, Scope};
use crate::fact::{Fact, FactMap};
use crate::facts::{self, Facts};
use crate::words;

/// The tones there are.
const TONES: [&str; 3] = ["good", "bad", "open"];

/// Evaluates the insights over facts that hold the figures with what-ifs, and puts them into the view as `insights`.
/// Gives what failed: those are left out, and so is one whose tone is none.
pub fn add_insights(bank: &Bank, facts: &mut Facts<'_>) -> Vec<Diagnostic> {
    facts.set("named", facts::named(Some(bank), &facts.view));
    let scope = facts.scope();
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    if facts.view.get("figures") != Fact::Null {
        let private = withheld(bank, &facts.view);
        let is_told = |insight: &&Insight| private.is_none_or(|private| !private.has_insight(&insight.id));
        for insight in bank.insights().filter(is_told) {
            let before = found.len();
            let made = each(&insight.bindings, &scope, &mut Vec::new(), &mut |scope, bound| {
                found.extend(once(insight, scope, bound)?);
                Ok(())
            });
            if let Err(problem) = made {
                found.truncate(before);
                problems.push(failed("insight-failed", &format!("insight `{}`", insight.id), &problem));
            }
        }
    }
    facts.set("insights", Fact::list(found));
    problems
}

/// What an insight says of one combination; nothing where it is silent.
fn once(insight: &Insight, scope: &Scope, bound: &[(String, Fact)]) -> Result<Option<Fact>, EvaluationProblem> {
    if let Some(given) = &insight.given
        && !given.holds(scope)?
    {
        return Ok(None);
    }
    let said = with_values(scope, &insight.values)?;
    let sentence = words::beginning(&insight.say.fill(&said)?);
    let tone = insight.tone.evaluate(&said)?;
    let Some(tone) = tone.as_text().filter(|tone| TONES.contains(tone)) else { return Ok(None) };
    let lines = insight.worked_out.as_ref().map(|lines| lines.evaluate(&said)).transpose()?;
    let weight: FactMap = insight
        .weight
        .iter()
        .map(|(reader, weight)| (reader.as_str().into(), Fact::Whole(i64::try_from(*weight).unwrap_or_default())))
        .collect();
    let subject = bound.iter().map(|(_, value)| Fact::text(value.get("id").as_text().unwrap_or_default()));
    Ok(Some(Fact::named([
        ("id", Fact::text(insight.id.as_str())),
        ("tone", Fact::text(tone)),
        ("sentence", Fact::text(sentence)),
        ("chapter", insight.chapter.as_deref().map_or(Fact::Null, Fact::text)),
        ("worked_out", Fact::list(lines.iter().flat_map(|lines| lines.as_list().iter().filter_map(line)))),
        ("proposes", Fact::Bool(insight.proposes)),
        ("weight", Fact::map(weight)),
        ("subject", Fact::list(subject)),
        ("rests_on", Fact::list(insight.rests_on.iter().map(|text| Fact::text(text.as_str())))),
    ])))
}

/// A line of how it is worked out; nothing where it is not two to five texts.
fn line(line: &Fact) -> Option<Fact> {
    let cells = line.as_list();
    ((2..=5).contains(&cells.len()) && cells.iter().all(|cell| cell.as_text().is_some())).then(|| line.clone())
}
