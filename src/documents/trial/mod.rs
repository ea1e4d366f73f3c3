//! Plans to try templates on: made from a bank alone, so that they fit any bank. One is empty, one holds the essentials,
//! the others are full or half full in different ways, and together they lead into every branch of the built-in templates.

mod chance;
mod foreign;
mod plan;
mod situations;

use crate::bank::{Bank, Depth, Phase};
use crate::checks::{self, Finding, apply_waivers};
use crate::fact::Fact;
use crate::facts::Facts;
use crate::plan::{Plan, Waiver};
use chance::Chance;
use situations::{SITUATIONS, Situation};

/// A plan to try templates on.
#[derive(Clone, Debug)]
pub struct Trial {
    /// What kind of plan it is, as in speech: `an empty plan`.
    pub what: &'static str,
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
}

/// How many trials are made by chance.
const BY_CHANCE: u64 = 40;

/// How many of a hundred answers are missing in the trials that are made by chance.
const MISSING: [u64; 4] = [0, 5, 20, 50];

/// A trial plan before its facts are worked out.
struct Draft {
    what: &'static str,
    plan: Plan,
    /// Which findings are let stand, by their place.
    stands: fn(usize) -> bool,
    /// Whether its choices are those of another bank.
    is_foreign: bool,
}

impl Draft {
    fn new(what: &'static str, plan: Plan) -> Self {
        Self { what, plan, stands: |index| index % 3 == 0, is_foreign: false }
    }

    fn worked_out(self, bank: &Bank, made_on: &str) -> Trial {
        let facts = facts(bank, &self.plan, made_on, self.stands);
        Trial { what: self.what, facts: if self.is_foreign { foreign::foreign(bank, &facts) } else { facts } }
    }
}

/// Every trial plan, worked out one by one; the documents are made on a date in ISO 8601.
pub fn trials<'b>(bank: &'b Bank, made_on: &'b str) -> impl Iterator<Item = Trial> + 'b {
    drafts(bank).into_iter().map(move |draft| draft.worked_out(bank, made_on))
}

fn drafts(bank: &Bank) -> Vec<Draft> {
    let by_chance = |seed, items, missing| Temper { seed, items, missing, situation: None };
    let mut drafts = vec![
        Draft::new("an empty plan", Plan::new(bank, Depth::Full, None)),
        Draft::new("a plan that holds the essentials", plan::made(bank, by_chance(0, 1, 0), Depth::Essential)),
    ];
    for (seed, missing) in (1..=BY_CHANCE).zip(MISSING.iter().cycle()) {
        let what = if *missing == 0 { "a full plan" } else { "a plan with gaps" };
        let items = usize::try_from(1 + seed % 3).unwrap_or(1);
        drafts.push(Draft::new(what, plan::made(bank, by_chance(seed, items, *missing), Depth::Full)));
    }
    for seed in 1..=3 {
        let plan = plan::made(bank, by_chance(seed, 2, 0), Depth::Full);
        let what = "a plan from a bank that offers other choices";
        drafts.push(Draft { is_foreign: true, ..Draft::new(what, plan) });
    }
    for (seed, situation) in (BY_CHANCE + 1..).zip(SITUATIONS) {
        let temper = Temper { seed, items: situation.items, missing: 0, situation: Some(situation) };
        let plan = plan::made(bank, temper, Depth::Full);
        drafts.push(Draft { stands: |index| index > 0, ..Draft::new("a full plan", plan) });
    }
    drafts
}

/// The facts of a plan; of the findings, those are let stand that are chosen by their place.
fn facts(bank: &Bank, plan: &Plan, made_on: &str, stands: fn(usize) -> bool) -> Fact {
    let mut facts = Facts::new(bank, plan);
    // Where the figures refuse, templates see none, as in a plan.
    let _ = facts.add_figures(bank);
    let mut report = checks::run(bank, &facts.view, Phase::Final);
    let open = report.findings.iter().filter(|finding| finding.can_be_waived()).enumerate();
    let waivers: Vec<Waiver> = open.filter(|(index, _)| stands(*index)).map(|(_, finding)| waiver(finding)).collect();
    apply_waivers(&mut report.findings, &waivers);
    facts.set("findings", report.to_fact());
    facts.set("made_on", Fact::text(made_on));
    facts.view
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
