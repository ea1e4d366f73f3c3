//! What reads what others wrote, and what is promised of each.

mod banks;
mod documents;
mod formats;
mod hostile;
mod plans;

pub use documents::typeset;

use super::{Chance, Target};
use canvass::bank::{self, Bank, Route};
use canvass::diagnostic::{Diagnostic, Severity};
use canvass::interview;
use canvass::plan::{Plan, read_answers};
use canvass::report;
use jiff::Timestamp;
use std::sync::{LazyLock, OnceLock};

/// All of them.
pub fn all() -> &'static [Target] {
    static ALL: LazyLock<Vec<Target>> =
        LazyLock::new(|| [plans::targets(), banks::targets(), documents::targets()].into_iter().flatten().collect());
    &ALL
}

/// The banks that are built in, the smallest first.
fn built_in() -> &'static [Bank] {
    static BANKS: LazyLock<Vec<Bank>> = LazyLock::new(|| {
        let mut banks: Vec<Bank> =
            bank::built_in_ids().map(|id| bank::read(&bank::files_of(id).unwrap()).unwrap()).collect();
        banks.sort_by_key(|bank| bank.questions().count());
        banks
    });
    &BANKS
}

/// The bank that an input is tried with: mostly the smallest one, because it is quick; the largest takes fifty times as long.
fn bank_for(input: &str) -> &'static Bank {
    let banks = built_in();
    match lot(input, "bank") % 128 {
        0 => banks.last().unwrap(),
        number @ 1..8 => &banks[usize::try_from(number).unwrap() % (banks.len() - 1)],
        _ => &banks[0],
    }
}

/// Whether an input is one in so many that are tried in a way that takes long.
fn one_in(count: u64, input: &str, way: &str) -> bool {
    lot(input, way).is_multiple_of(count)
}

/// A number that follows from an input, another one for each way to try it.
fn lot(input: &str, way: &str) -> u64 {
    let sum = |text: &str| text.bytes().map(u64::from).sum();
    Chance::new(&[sum(way), sum(input), input.len() as u64]).next()
}

fn now() -> Timestamp {
    "2026-03-01T10:00:00Z".parse().unwrap()
}

/// The day on which documents are made.
const TODAY: &str = "2026-03-01";

/// The worked example of a bank that is built in.
fn example(bank: &Bank) -> Plan {
    static EXAMPLES: LazyLock<Vec<OnceLock<Plan>>> =
        LazyLock::new(|| built_in().iter().map(|_| OnceLock::new()).collect());
    let at = built_in().iter().position(|own| own.id == bank.id).unwrap();
    let text = || super::seeds::file(&format!("questions/{}/example.toml", bank.id));
    EXAMPLES[at].get_or_init(|| filled(bank, &text())).clone()
}

fn filled(bank: &Bank, answers: &str) -> Plan {
    let answers = read_answers(answers, "answers.toml").unwrap();
    interview::fill(bank, &Plan::new(bank, Route::Full, None), &answers, now()).unwrap()
}

/// Draws problems as they are shown. Each has to have words and a remedy, and to point into its text.
fn drawn(problems: &[Diagnostic]) -> Result<(), String> {
    for problem in problems {
        if problem.message.is_empty() || problem.code.is_empty() {
            return Err(format!("a problem without words\n{problem:?}"));
        }
        // A rejection says in its one sentence what would be accepted.
        let has_remedy = problem.code == "wrong-answer" || problem.help.as_ref().is_some_and(|help| !help.is_empty());
        if problem.severity == Severity::Error && !has_remedy {
            return Err(format!("a problem without a remedy: {}\n{problem:?}", problem.code));
        }
        if problem.place.as_ref().is_some_and(|place| place.source.get(place.span.clone()).is_none()) {
            return Err(format!("a problem points outside of its text: {}\n{problem:?}", problem.code));
        }
    }
    // What is drawn one by one would look the same.
    let shown = &problems[..problems.len().min(20)];
    if !shown.is_empty() && report::draw(shown, false).is_empty() {
        return Err("nothing is drawn of a problem".to_owned());
    }
    Ok(())
}

/// What may not be there at all.
fn none(what: &str, problems: &[Diagnostic]) -> Result<(), String> {
    match problems.first() {
        None => Ok(()),
        Some(problem) => Err(format!("{what}: {}: {}\n{problem:#?}", problem.code, problem.message)),
    }
}
