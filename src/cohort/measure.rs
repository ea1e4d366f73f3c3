//! What one plan comes to in every column.

use super::column::OWN_COLUMNS;
use super::score::{Score, score, whole};
use crate::bank::{Bank, Column, ColumnKind, Part, Phase, Severity};
use crate::checks::{self, Report};
use crate::expression::{EvaluationProblem, Expression, Scope};
use crate::fact::{Fact, FactMap};
use crate::facts::Facts;
use crate::plan::Plan;
use rust_decimal::Decimal;

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing.
    #[default]
    Nothing,
    /// Words, the key of a choice, or a date in ISO 8601.
    Words(String),
    /// A number, an amount or a number of percent.
    Number(Decimal),
    /// Yes or no.
    Truth(bool),
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What it holds.
    pub value: Value,
    /// Whether something is left out of it.
    pub is_partial: bool,
}

/// One thing that the checks found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The id of the check.
    pub rule: String,
    /// What it weighs.
    pub severity: Severity,
    /// What is wrong, in the founder's words.
    pub message: String,
    /// Whether the founder lets it stand.
    pub is_waived: bool,
}

/// What a plan comes to.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    /// A cell for each of [`super::headings`].
    pub cells: Vec<Cell>,
    /// What the checks found.
    pub found: Vec<Found>,
    /// How ready it is.
    pub score: Option<Score>,
    /// Whether the founders allow that their answers are read and kept; none where they were not asked.
    pub consent: Option<bool>,
    /// What the plan is known again by: when it was begun and what the venture is called; its file where it has no name.
    pub origin: String,
    /// Whether it is one of those asked for.
    pub is_wanted: bool,
    /// Why it cannot be told whether it is.
    pub unclear: Option<String>,
}

/// Measures a plan. `file` is shown as its name; `wanted` says in CEL whether it is asked for, over the facts and all
/// `columns` by their ids.
#[must_use]
pub fn measure(bank: &Bank, plan: &Plan, file: &str, wanted: Option<&Expression>) -> Measured {
    let mut facts = Facts::new(bank, plan);
    let mut problems = Vec::new();
    if let Err(refusal) = facts.add_figures(bank) {
        problems.push(refusal.to_string());
    }
    let report = checks::judge(bank, plan, &mut facts, Phase::Final);
    let score = match score(bank, &facts, &report, &plan.confirmed_levels(bank)) {
        Ok(score) => Some(score),
        Err(problem) => {
            problems.push(problem.message);
            None
        }
    };
    let names = facts.scope();
    let mut added = Vec::with_capacity(bank.columns.len());
    for column in &bank.columns {
        added.push(cell(column, &names).unwrap_or_else(|problem| {
            problems.push(format!("column `{}` gives no answer: {}", column.id, problem.message));
            Cell::default()
        }));
    }
    let consent = bank.readiness.as_ref().and_then(|readiness| readiness.consent.as_ref());
    let consent = consent.and_then(|consent| match consent.evaluate(&names) {
        Ok(Fact::Bool(consent)) => Some(consent),
        _ => None,
    });
    let mut cells = own(bank, plan, file, &facts, &report, score.as_ref());
    cells.append(&mut added);
    let partial: Vec<&str> = ids(bank).zip(&cells).filter(|(_, cell)| cell.is_partial).map(|(id, _)| id).collect();
    let partial = words(partial.join(" "));
    set(&mut cells, "partial", partial);
    set(&mut cells, "problem", words(problems.join("; ")));
    let name = facts.view.get("walk").get("name").as_text().map(|name| crate::words::tidied(name).to_lowercase());
    let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| file.to_owned());
    let origin = plan.created.map_or_else(|| name.clone(), |at| format!("{at} {name}"));
    let mut measured = Measured { cells, score, consent, origin, is_wanted: true, ..Measured::default() };
    if let Some(wanted) = wanted {
        let columns: FactMap = ids(bank).map(std::sync::Arc::from).zip(measured.cells.iter().map(fact)).collect();
        match wanted.holds(&names.with("columns", Fact::map(columns))) {
            Ok(holds) => measured.is_wanted = holds,
            Err(problem) => {
                measured.is_wanted = false;
                measured.unclear = Some(problem.message);
            }
        }
    }
    measured.found = found(&report);
    measured
}

fn ids(bank: &Bank) -> impl Iterator<Item = &str> {
    OWN_COLUMNS.iter().map(|own| own.id).chain(bank.columns.iter().map(|column| column.id.as_str()))
}

fn set(cells: &mut [Cell], id: &str, value: Value) {
    let place = OWN_COLUMNS.iter().position(|own| own.id == id);
    if let Some(cell) = place.and_then(|place| cells.get_mut(place)) {
        cell.value = value;
    }
}

/// The columns that every bank has.
fn own(bank: &Bank, plan: &Plan, file: &str, facts: &Facts<'_>, report: &Report, score: Option<&Score>) -> Vec<Cell> {
    let mut cells = vec![Cell::default(); OWN_COLUMNS.len()];
    let mut put = |id: &str, value: Value| set(&mut cells, id, value);
    let count = |count: usize| Value::Number(Decimal::from(count));
    let open = |severity: Severity| {
        let own = report.of(severity).filter(|finding| finding.waived.is_none());
        count(own.map(|finding| finding.parts.len()).sum())
    };
    put("file", words(file.to_owned()));
    put("venture", words(facts.view.get("walk").get("name").as_text().unwrap_or_default().to_owned()));
    let (number, title) = reached(bank, facts);
    put("step", count(number));
    put("step_title", words(title));
    put("required_open", count(facts.tally(crate::bank::Route::Full).required_open));
    if let Some(score) = score {
        let part = |part: Decimal| Value::Number(Decimal::from(whole(part)));
        put("completeness", part(score.completeness));
        put("consistency", part(score.consistency));
        put("evidence", score.evidence.map_or(Value::Nothing, part));
        put("confirmed", score.confirmed.map_or(Value::Nothing, part));
        put("readiness", score.readiness.map_or(Value::Nothing, |number| Value::Number(number.into())));
        put("cap", score.caps.first().map_or(Value::Nothing, |cap| Value::Number(cap.at.into())));
    }
    let advice = score.and_then(|score| score.advice.first());
    put("would_raise", words(advice.map(|advice| advice.what.clone()).unwrap_or_default()));
    put("gaps", open(Severity::Gap));
    put("warnings", open(Severity::Warning));
    put("hints", open(Severity::Hint));
    let currency = bank.currency().map(|question| facts.view.get(&question.id));
    put("currency", words(currency.and_then(|code| code.as_text().map(str::to_owned)).unwrap_or_default()));
    put("bank", words(plan.bank.id.clone()));
    put("bank_version", words(plan.bank.version.clone()));
    let changed = plan.last_change().map(|at| at.to_string().chars().take(10).collect());
    put("changed", words(changed.unwrap_or_default()));
    cells
}

/// The last counted step in which something was said, and its title; 0 and the title of the profile where there is none.
fn reached(bank: &Bank, facts: &Facts<'_>) -> (usize, String) {
    let told = |step: usize| facts.points.iter().any(|point| point.step == step && point.told);
    let mut counted = bank.steps.iter().enumerate().filter_map(|(place, step)| match step.part {
        Part::Step(number) if told(place) => Some((number, step.title.clone())),
        _ => None,
    });
    counted.next_back().unwrap_or_else(|| (0, bank.steps.first().map_or_else(String::new, |step| step.title.clone())))
}

fn words(text: String) -> Value {
    if text.is_empty() { Value::Nothing } else { Value::Words(text) }
}

fn cell(column: &Column, scope: &Scope) -> Result<Cell, EvaluationProblem> {
    let value = match column.value.evaluate(scope)? {
        Fact::Null | Fact::Map(_) => Value::Nothing,
        Fact::Bool(truth) => Value::Truth(truth),
        Fact::Whole(number) => Value::Number(number.into()),
        Fact::Decimal(number) => Value::Number(rounded(number, column.kind)),
        Fact::Text(text) => words(text.to_string()),
        Fact::List(list) => {
            let texts: Vec<&str> = list.iter().filter_map(Fact::as_text).collect();
            words(texts.join(", "))
        }
    };
    let is_partial =
        value != Value::Nothing && column.partial.as_ref().map_or(Ok(false), |partial| partial.holds(scope))?;
    Ok(Cell { value, is_partial })
}

/// Amounts to the cent, shares to a tenth of a percent, other numbers to four places.
fn rounded(number: Decimal, kind: ColumnKind) -> Decimal {
    let places = match kind {
        ColumnKind::Money => 2,
        ColumnKind::Percent => 1,
        _ => 4,
    };
    number.round_dp_with_strategy(places, rust_decimal::RoundingStrategy::MidpointAwayFromZero).normalize()
}

fn fact(cell: &Cell) -> Fact {
    match &cell.value {
        Value::Nothing => Fact::Null,
        Value::Words(text) => Fact::text(text.as_str()),
        Value::Number(number) => Fact::Decimal(*number),
        Value::Truth(truth) => Fact::Bool(*truth),
    }
}

fn found(report: &Report) -> Vec<Found> {
    let found = report.findings.iter().map(|finding| Found {
        rule: finding.rule.clone(),
        severity: finding.severity,
        message: finding.message.clone(),
        is_waived: finding.waived.is_some(),
    });
    found.collect()
}
