//! Plans to try banks and templates on: made from a bank alone, so that they fit any bank. One is empty, one holds the essentials,
//! the others are full or half full in different ways, and together they lead into every branch of the built-in templates.

mod chance;
mod foreign;
mod plan;

use crate::bank::{Bank, Phase, Route};
use crate::checks::{self, Finding, apply_waivers};
use crate::fact::Fact;
use crate::facts::Facts;
use crate::plan::{Plan, Waiver};
use chance::Chance;

/// A plan to try templates on.
#[derive(Clone, Debug)]
pub struct Trial {
    /// What kind of plan it is, as in speech: `an empty plan`.
    pub what: &'static str,
    /// Whether it is worth writing for every reader, not only for one.
    pub for_all: bool,
    /// Its facts, with figures, findings and the date of the document.
    pub facts: Fact,
}

/// How a trial plan is filled in.
#[derive(Clone, Copy, Debug)]
struct Temper {
    /// Another number makes other choices.
    seed: u64,
    /// How many items a list has at most; it may have fewer.
    items: usize,
    /// How many of a hundred answers are missing, for one reason or another.
    missing: u64,
    /// What does not come by chance.
    situation: Option<Situation>,
    /// Whether every number is the smallest that is accepted, and none is below zero.
    is_nought: bool,
}

/// Answers that are settled: the role of a question, its id, or `list.field`, with its value. Values for the items of a
/// list stand in a row, parted by `|`, the last one for all that follow; an empty one leaves the question open.
pub type Settled = &'static [(&'static str, &'static str)];

/// What chance alone would hardly bring about. A bank that does not ask for it leaves it out.
#[derive(Clone, Copy, Debug)]
pub struct Situation {
    /// How many items every list has.
    pub items: usize,
    /// What is answered otherwise than usual.
    pub answers: Settled,
    /// What is answered in all situations of this kind.
    pub usual: Settled,
}

impl Situation {
    /// What is answered to one of these keys by an item, the first one being number 1; none if chance decides.
    fn says(&self, keys: [&str; 2], number: usize) -> Option<&'static str> {
        let (_, values) = self.answers.iter().chain(self.usual).find(|(key, _)| keys.contains(key))?;
        let mut each = values.split('|');
        each.clone().nth(number.saturating_sub(1)).or_else(|| each.next_back())
    }
}

/// How many trials are made by chance.
const BY_CHANCE: u64 = 60;

/// How many of a hundred answers are missing in the trials that are made by chance.
const MISSING: [u64; 4] = [0, 5, 20, 50];

/// Which findings of the checks a trial shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    /// All of them; every third that may stand does.
    All,
    /// All of them, and none stands.
    Every,
    /// The first of each severity.
    OneOfEach,
    None,
}

/// A trial plan before its facts are worked out.
struct Draft {
    what: &'static str,
    plan: Plan,
    shown: Shown,
    for_all: bool,
    /// Whether its choices are those of another bank.
    is_foreign: bool,
}

impl Draft {
    fn new(what: &'static str, plan: Plan) -> Self {
        Self { what, plan, shown: Shown::All, for_all: false, is_foreign: false }
    }

    fn worked_out(self, bank: &Bank, made_on: &str) -> Trial {
        let facts = facts(bank, &self.plan, made_on, self.shown);
        let facts = if self.is_foreign { foreign::foreign(bank, &facts) } else { facts };
        Trial { what: self.what, for_all: self.for_all, facts }
    }
}

/// How many of these a bank's documents are tried with.
const FEW: u64 = 4;

/// The plans of [`few_trials`]: those, an empty one and one that holds the essentials.
const FEW_DRAFTS: usize = 6;

/// How many of these a bank is tried with: nothing in a bank is as long as a template.
const SHORTENED: u64 = 16;

/// The plans to try a bank with, each with what kind of plan it is.
pub fn plans(bank: &Bank, made_on: &str) -> impl Iterator<Item = (&'static str, Plan)> {
    let noughts = Temper { seed: SHORTENED + 1, items: 2, missing: 0, situation: None, is_nought: true };
    let noughts = ("a full plan", plan::made(bank, noughts, Route::Full, made_on));
    let drafts = drafts(bank, SHORTENED, made_on).into_iter().filter(|draft| !draft.is_foreign);
    drafts.map(|draft| (draft.what, draft.plan)).chain([noughts])
}

/// As many plans as wanted that chance made, full and half full, no two alike.
pub fn by_chance<'b>(bank: &'b Bank, how_many: u64, made_on: &'b str) -> impl Iterator<Item = Plan> + 'b {
    (1..=how_many).zip(MISSING.iter().cycle()).map(move |(seed, missing)| {
        let items = usize::try_from(1 + seed % 3).unwrap_or(1);
        let temper = Temper { seed, items, missing: *missing, situation: None, is_nought: false };
        plan::made(bank, temper, if seed % 10 == 0 { Route::Short } else { Route::Full }, made_on)
    })
}

/// A few of the trial plans to try templates on: an empty one, a sparse one, one with gaps and full ones.
pub fn few_trials<'b>(bank: &'b Bank, made_on: &'b str) -> impl Iterator<Item = Trial> + 'b {
    drafts(bank, FEW, made_on).into_iter().take(FEW_DRAFTS).map(move |draft| draft.worked_out(bank, made_on))
}

/// Every trial plan, worked out one by one; the documents are made on a date in ISO 8601.
pub fn trials<'b>(bank: &'b Bank, made_on: &'b str) -> impl Iterator<Item = Trial> + 'b {
    drafts(bank, BY_CHANCE, made_on).into_iter().map(move |draft| draft.worked_out(bank, made_on))
}

/// Trial plans in which something comes out in a certain way, for the tests of a bank that asks for it.
pub fn in_situations<'b>(
    bank: &'b Bank,
    situations: &'b [Situation],
    made_on: &'b str,
) -> impl Iterator<Item = Trial> + 'b {
    let shown = [Shown::OneOfEach, Shown::None, Shown::Every].into_iter().cycle();
    (BY_CHANCE + 1..).zip(situations).zip(shown).map(move |((seed, situation), shown)| {
        let temper = Temper { seed, items: situation.items, missing: 0, situation: Some(*situation), is_nought: false };
        let plan = plan::made(bank, temper, Route::Full, made_on);
        Draft { shown, for_all: true, ..Draft::new("a full plan", plan) }.worked_out(bank, made_on)
    })
}

fn drafts(bank: &Bank, how_many_by_chance: u64, made_on: &str) -> Vec<Draft> {
    let by_chance = |seed, items, missing| Temper { seed, items, missing, situation: None, is_nought: false };
    let essential = plan::made(bank, by_chance(0, 1, 0), Route::Short, made_on);
    let mut drafts = vec![
        Draft { for_all: true, ..Draft::new("an empty plan", Plan::new(bank, Route::Full, None)) },
        Draft { for_all: true, ..Draft::new("a plan that holds the essentials", essential) },
    ];
    for (seed, missing) in (1..=how_many_by_chance).zip(MISSING.iter().cycle()) {
        let what = if *missing == 0 { "a full plan" } else { "a plan with gaps" };
        let items = usize::try_from(1 + seed % 3).unwrap_or(1);
        let plan = plan::made(bank, by_chance(seed, items, *missing), Route::Full, made_on);
        drafts.push(Draft { for_all: seed == 1, ..Draft::new(what, plan) });
    }
    if !bank.private().is_empty() {
        let plan = plan::made(bank, by_chance(1, 2, 0), Route::Full, made_on).for_others(bank);
        drafts.push(Draft { for_all: true, ..Draft::new("a plan without its private answers", plan) });
    }
    for seed in 1..=3 {
        let plan = plan::made(bank, by_chance(seed, 2, 0), Route::Full, made_on);
        let what = "a plan from a bank that offers other choices";
        drafts.push(Draft { is_foreign: true, ..Draft::new(what, plan) });
    }
    drafts
}

/// The facts of a plan, with the findings that are to be shown.
fn facts(bank: &Bank, plan: &Plan, made_on: &str, shown: Shown) -> Fact {
    let mut facts = Facts::new(bank, plan);
    // Where the figures refuse, templates see none, as in a plan.
    let _ = facts.add_full_figures(bank);
    let _ = checks::add_insights(bank, &mut facts);
    if shown != Shown::None {
        let mut report = checks::run(bank, &facts.view, Phase::Final);
        let open = report.findings.iter().filter(|finding| finding.can_be_waived());
        let waivers: Vec<Waiver> = if shown == Shown::All { open.step_by(3).map(waiver).collect() } else { Vec::new() };
        apply_waivers(&mut report.findings, &waivers);
        if shown == Shown::OneOfEach {
            report.findings.dedup_by_key(|finding| finding.severity);
        }
        facts.set("findings", report.to_fact());
    }
    facts.for_documents(bank, plan, made_on)
}

fn waiver(finding: &Finding) -> Waiver {
    Waiver {
        rule: finding.rule.clone(),
        subject: finding.subject.clone(),
        because: "a trial of the templates".to_owned(),
        at: None,
        hash: finding.read_hash.clone(),
    }
}
