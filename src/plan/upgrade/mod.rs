//! Moves a plan to another version of its bank, or to another bank. Every old answer stays in the plan: under its new
//! id, in an entry of a list, or among the former answers.

mod entries;
mod places;

use super::{Address, Answer, BankRef, FORMAT, Former, Given, Plan, Rejection, State, accept};
use crate::bank::{Bank, FormerPlace, Kind, Question, inventoried};
use crate::diagnostic::Diagnostic;
use indexmap::IndexMap;
use serde_json::Value as Json;

/// A plan that was moved to a bank, and what became of its answers.
#[derive(Clone, Debug)]
pub struct Upgraded {
    /// The plan.
    pub plan: Plan,
    /// Whether anything in it is not as it was.
    pub changed: bool,
    /// Questions, fields and choices that have another id or key now.
    pub renamed: Vec<Moved>,
    /// Questions that became several.
    pub split: Vec<Split>,
    /// Answers that became an entry of a list.
    pub entered: Vec<Entered>,
    /// Answers that were kept from an earlier version, and are asked for again.
    pub returned: Vec<Moved>,
    /// Answers to questions that are not asked any more. They are kept in [`Plan::former`].
    pub removed: Vec<Removed>,
    /// Questions and fields that the plan's bank did not have, but for parts of others; none where the plan does not know what it had.
    pub added: Option<Vec<String>>,
    /// Answers that do not fit their questions. They are kept, count as open and are asked again.
    pub misfits: Vec<Misfit>,
    /// What could not be worked out: faults of the bank. The answers are kept.
    pub problems: Vec<Diagnostic>,
}

/// A question, field or choice that has another id now, or is back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The question whose choice it is, for a choice.
    pub choice_of: Option<String>,
    /// The old id: `question`, `list.field` or the key of a choice.
    pub from: String,
    /// The new one.
    pub to: String,
    /// How many answers it concerns; of a list, how many entries.
    pub answers: usize,
}

/// A question that became several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// What it was.
    pub from: String,
    /// What its old text is offered for.
    pub into: Vec<String>,
}

/// Answers that became an entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// Where they stood.
    pub from: Vec<String>,
    /// The list.
    pub list: String,
    /// The id of the entry.
    pub item: String,
}

/// Answers to a question that is not asked any more.
#[derive(Clone, Debug, PartialEq)]
pub struct Removed {
    /// The question or field.
    pub place: String,
    /// The answers.
    pub answers: Vec<Answer>,
}

/// An answer that does not fit its question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// Where it stands.
    pub address: Address,
    /// Why it does not fit.
    pub because: Rejection,
}

impl Upgraded {
    /// How many answers did not fit as they stood: moved, kept as former ones, or not fitting still.
    #[must_use]
    pub fn unfitting(&self) -> usize {
        let moved: usize = self.renamed.iter().chain(&self.returned).map(|moved| moved.answers).sum();
        let removed: usize = self.removed.iter().map(|removed| removed.answers.len()).sum();
        moved + self.split.len() + self.entered.len() + removed + self.misfits.len()
    }
}

/// Moves a plan to a bank.
#[must_use]
pub fn upgraded(bank: &Bank, plan: &Plan) -> Upgraded {
    let mut upgrading = Upgrading::new(bank, plan);
    upgrading.make_room();
    upgrading.put_back();
    upgrading.split(None);
    upgrading.rename_questions();
    for (_, list) in bank.questions().filter(|(_, question)| question.items().is_some()) {
        upgrading.split(Some(&list.id));
        upgrading.rename_fields(&list.id);
    }
    upgrading.rename_choices();
    upgrading.enter();
    upgrading.keep_former();
    upgrading.done(plan)
}

/// Notes the version of the bank in a plan that is about to be saved, unless something in it does not fit: then the plan
/// is one of the old version until it is upgraded.
pub(super) fn note_version(bank: &Bank, plan: &mut Plan) {
    let inventory = bank.inventory();
    if plan.bank.version == bank.version && plan.inventory == inventory {
        return;
    }
    if upgraded(bank, plan).unfitting() == 0 {
        plan.bank.version.clone_from(&bank.version);
        plan.inventory = inventory;
    }
}

/// A plan on its way to a bank.
struct Upgrading<'b> {
    bank: &'b Bank,
    plan: Plan,
    /// The bank the answers were given to.
    old: BankRef,
    /// What that bank asked, where this is known.
    inventory: Vec<FormerPlace>,
    renamed: IndexMap<(Option<String>, String, String), usize>,
    split: IndexMap<String, Vec<String>>,
    entered: Vec<Entered>,
    returned: IndexMap<String, (String, usize)>,
    removed: IndexMap<String, Vec<Answer>>,
    /// Where answers stood that were used for entries.
    used: Vec<FormerPlace>,
    /// The old items that entries were made of.
    used_items: Vec<String>,
    misfits: Vec<Misfit>,
    problems: Vec<Diagnostic>,
}

impl<'b> Upgrading<'b> {
    fn new(bank: &'b Bank, plan: &Plan) -> Self {
        Self {
            bank,
            plan: plan.clone(),
            old: plan.bank.clone(),
            inventory: inventoried(&plan.inventory),
            renamed: IndexMap::new(),
            split: IndexMap::new(),
            entered: Vec::new(),
            returned: IndexMap::new(),
            removed: IndexMap::new(),
            used: Vec::new(),
            used_items: Vec::new(),
            misfits: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Keeps an answer among the former ones, and reports it unless it is told of otherwise.
    fn keep(&mut self, address: Address, answer: Answer) {
        let place = place(&address);
        let has_entries =
            !answer.items.is_empty() && answer.items.iter().all(|item| self.used_items.contains(&item.id));
        let is_told = has_entries || self.used.contains(&place) || self.split.contains_key(&place.to_string());
        if says_something(&answer) && !is_told {
            self.removed.entry(place.to_string()).or_default().push(answer.clone());
        }
        self.plan.former.push(Former::new(address, &self.old, answer));
    }

    fn note_renamed(&mut self, choice_of: Option<String>, from: String, to: String, answers: usize) {
        *self.renamed.entry((choice_of, from, to)).or_default() += answers;
    }

    /// Whether the bank asks for something by an id, or did under it.
    fn is_asked(&self, id: &str) -> bool {
        self.bank.question(id).is_some() || self.bank.question_that_was(id).is_some()
    }

    /// Keeps the lists that nothing in the bank leads on from. Their items may come back in others.
    fn make_room(&mut self) {
        let takes = |id: &str| {
            let upgrades = self.bank.upgrades.iter().flat_map(|upgrade| &upgrade.from);
            let mut lists = upgrades.map(|place| place.list.as_ref().unwrap_or(&place.id));
            lists.any(|own| own == id)
        };
        let lists = self
            .plan
            .answers
            .iter()
            .filter(|(id, answer)| !answer.items.is_empty() && !self.is_asked(id) && !takes(id));
        let lists: Vec<String> = lists.map(|(id, _)| id.clone()).collect();
        for id in lists {
            if let Some(answer) = self.plan.answers.shift_remove(&id) {
                self.keep(Address::Question(id), answer);
            }
        }
    }

    /// What has no place in the bank, or not one of its shape, is kept among the former answers.
    fn keep_former(&mut self) {
        let bank = self.bank;
        let ids: Vec<String> = self.plan.answers.keys().cloned().collect();
        for id in ids {
            let question = bank.question(&id);
            let fits = |answer: &Answer| question.is_some_and(|question| has_shape(question, answer));
            let Some(answer) = self.plan.answers.get_mut(&id) else { continue };
            if !fits(answer) {
                let answer = answer.clone();
                self.plan.answers.shift_remove(&id);
                self.keep(Address::Question(id), answer);
                continue;
            }
            let mut former = Vec::new();
            for item in &mut answer.items {
                let gone: Vec<String> =
                    item.fields.keys().filter(|field| bank.field(&id, field).is_none()).cloned().collect();
                for field in gone {
                    let Some(answer) = item.fields.shift_remove(&field) else { continue };
                    former.push((Address::Field { list: id.clone(), item: item.id.clone(), field }, answer));
                }
            }
            for (address, answer) in former {
                self.keep(address, answer);
            }
        }
    }

    /// The answers that do not fit their questions, by the one rule of validity.
    fn find_misfits(&mut self) {
        let (bank, plan) = (self.bank, &self.plan);
        let misfits = plan.all_answers().filter_map(|(address, answer)| {
            let question = address.question(bank).filter(|question| question.items().is_none())?;
            let candidates: Vec<&str> = match &question.kind {
                Kind::Link(link) => link.to.iter().flat_map(|list| plan.items(list)).map(|item| &*item.id).collect(),
                _ => Vec::new(),
            };
            let given = Given::Stored(answer.value.clone());
            let answered = answer.state == State::Answered;
            let because = if answered { accept(question, &given, &candidates).err()? } else { return None };
            Some(Misfit { address, because })
        });
        self.misfits = misfits.collect();
    }

    /// The places of the bank that the old bank did not have, whatever they were called there.
    fn added(&self) -> Option<Vec<String>> {
        if self.inventory.is_empty() {
            return None;
        }
        let had = |list: Option<&str>, id: &str| {
            self.inventory.iter().any(|place| place.list.as_deref() == list && place.id == id)
        };
        let names = |question: &'b Question| std::iter::once(&question.id).chain(&question.was);
        let is_told = |id: &String| self.split.values().flatten().any(|part| part == id);
        let mut added = Vec::new();
        for (_, question) in self.bank.questions().filter(|(_, question)| question.of.is_none()) {
            if !names(question).any(|id| had(None, id)) {
                added.push(question.id.clone());
                continue;
            }
            for field in self.bank.fields(&question.id) {
                let was_there = names(question).any(|list| names(field).any(|id| had(Some(list), id)));
                if !was_there {
                    added.push(format!("{}.{}", question.id, field.id));
                }
            }
        }
        added.retain(|id| !is_told(id));
        Some(added)
    }

    fn done(mut self, before: &Plan) -> Upgraded {
        self.find_misfits();
        let added = self.added();
        self.plan.format = FORMAT;
        self.plan.bank = BankRef { id: self.bank.id.clone(), version: self.bank.version.clone() };
        self.plan.inventory = self.bank.inventory();
        let renamed = self.renamed.into_iter();
        let renamed = renamed.map(|((choice_of, from, to), answers)| Moved { choice_of, from, to, answers });
        let returned = self.returned.into_iter();
        let returned = returned.map(|(from, (to, answers))| Moved { choice_of: None, from, to, answers });
        Upgraded {
            changed: self.plan != *before,
            renamed: renamed.collect(),
            split: self.split.into_iter().map(|(from, into)| Split { from, into }).collect(),
            entered: self.entered,
            returned: returned.collect(),
            removed: self.removed.into_iter().map(|(place, answers)| Removed { place, answers }).collect(),
            added,
            misfits: self.misfits,
            problems: self.problems,
            plan: self.plan,
        }
    }
}

/// The question or field of an address, whatever the item.
fn place(address: &Address) -> FormerPlace {
    match address {
        Address::Question(id) => FormerPlace { list: None, id: id.clone() },
        Address::Field { list, field, .. } => FormerPlace { list: Some(list.clone()), id: field.clone() },
    }
}

/// Whether there is anything in an answer that could be lost.
fn says_something(answer: &Answer) -> bool {
    answer.state != State::Open || !answer.value.is_null() || !answer.items.is_empty()
}

/// How many answers there are in one: the entries of a list, else one.
fn count(answer: &Answer) -> usize {
    answer.items.len().max(1)
}

/// Whether an answer is a list where a list is asked for, and none where not.
fn has_shape(question: &Question, answer: &Answer) -> bool {
    if question.items().is_some() { answer.value.is_null() } else { answer.items.is_empty() }
}

/// The text that a stored value is begun with when it is asked for anew; none where it is none.
fn as_text(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
