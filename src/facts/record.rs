//! The record: everything that was said, step by step and as text for people; and the outline: which chapters a plan
//! has, and for whom. Documents are made from these where no template of the bank speaks of an answer.

use super::summary::{optional, text};
use super::{Facts, Point};
use crate::amounts;
use crate::bank::{Bank, Kind, OPENS_WITH, Part, Question, Step};
use crate::fact::Fact;
use crate::figures::Role;
use crate::plan::{Address, Plan, State};
use crate::words;

/// The chapters that stand behind those of the steps where a bank has no outline of its own, and whether they are annexes.
pub const BEHIND: [(&str, &str, bool); 4] = [
    ("figures", "The figures", false),
    ("findings", "What a check of the answers found", false),
    ("canvas", "The canvas", true),
    ("open_questions", "Open questions", true),
];

/// A longer answer stands for itself.
const LONG: usize = 240;

/// Of several answers in one, those with more letters run into one another.
const CLEAR: usize = 24;

fn is_long(text: &str) -> bool {
    text.chars().count() > LONG || text.contains('\n')
}

/// Several answers in one: as in speech, but longer ones are kept apart more clearly.
fn together(parts: &[&str]) -> String {
    let is_clear = parts.iter().all(|part| part.chars().count() <= CLEAR);
    if is_clear { words::listed(parts) } else { parts.join("; ") }
}

/// Whether there is something in the answers to work out: more than a name and currencies.
fn reckons(bank: &Bank) -> bool {
    let counts = |question: &Question| {
        question
            .role
            .is_some_and(|role| !matches!(role, Role::Name | Role::Currency | Role::OtherCurrency | Role::ExchangeRate))
    };
    bank.questions()
        .any(|(_, question)| counts(question) || question.items().is_some_and(|list| list.fields.iter().any(counts)))
}

impl Facts<'_> {
    /// The view as documents see it: with the record, the outline and the date they are made on, in ISO 8601.
    #[must_use]
    pub fn for_documents(&self, bank: &Bank, plan: &Plan, made_on: &str) -> Fact {
        let record = Fact::list(bank.steps.iter().enumerate().map(|(at, _)| self.step(bank, plan, at)));
        self.laid_out(bank, record, made_on)
    }

    /// The same without the record, which is most of the work, for documents in which it has no part.
    #[must_use]
    pub fn without_record(&self, bank: &Bank, made_on: &str) -> Fact {
        self.laid_out(bank, Fact::Null, made_on)
    }

    fn laid_out(&self, bank: &Bank, record: Fact, made_on: &str) -> Fact {
        let Fact::Map(view) = &self.view else { return Fact::Null };
        let mut view = view.as_ref().clone();
        view.insert("record".into(), record);
        view.insert("outline".into(), self.outline(bank));
        view.insert("made_on".into(), Fact::text(made_on));
        Fact::map(view)
    }

    fn step(&self, bank: &Bank, plan: &Plan, at: usize) -> Fact {
        let Some(step) = bank.steps.get(at) else { return Fact::Null };
        let own = self.points.iter().filter(|point| point.step == at && point.address.item().is_none());
        Fact::named([
            ("id", text(&step.id)),
            ("title", text(&step.title)),
            ("purpose", text(&step.purpose)),
            ("answers", Fact::list(own.map(|point| self.answer(bank, plan, point)))),
        ])
    }

    /// What was said at a point, and of each entry if it is a list.
    fn answer(&self, bank: &Bank, plan: &Plan, point: &Point<'_>) -> Fact {
        let said = plan.answer(&point.address);
        let id = point.address.question_id();
        let written =
            (point.state == State::Answered).then(|| self.written(bank, point)).filter(|text| !text.is_empty());
        let items = if point.question.items().is_some() { plan.items(id) } else { &[] };
        let naming = point.question.items().and_then(|list| list.title_field()).map(|field| field.id.as_str());
        let items = items.iter().map(|item| {
            let is_its = |point: &&Point<'_>| match &point.address {
                Address::Field { list, item: of, field } => {
                    list == id && *of == item.id && Some(field.as_str()) != naming
                }
                Address::Question(_) => false,
            };
            let fields = self.points.iter().filter(is_its).map(|point| self.answer(bank, plan, point));
            let fact = self.item(&item.id);
            Fact::named([
                ("id", text(&item.id)),
                ("title", fact.get("title")),
                ("later", fact.get("later")),
                ("fields", Fact::list(fields)),
            ])
        });
        Fact::named([
            ("id", text(id)),
            ("label", text(&point.label)),
            ("is_list", Fact::Bool(point.question.items().is_some())),
            ("in_plan", Fact::Bool(point.question.in_plan)),
            ("is_name", Fact::Bool(point.question.role == Some(Role::Name))),
            ("has_role", Fact::Bool(point.question.role.is_some_and(Role::feeds_figures))),
            ("state", super::list::state_name(point.state)),
            ("is_long", Fact::Bool(written.as_deref().is_some_and(is_long))),
            ("text", written.map_or(Fact::Null, Fact::text)),
            ("because", optional(said.and_then(|said| said.because.as_ref()))),
            ("note", optional(said.and_then(|said| said.note.as_ref()))),
            ("items", Fact::list(items)),
        ])
    }

    /// An answer as people read it: amounts with their currency, choices by their labels, links by their titles.
    #[must_use]
    pub fn written(&self, bank: &Bank, point: &Point<'_>) -> String {
        let id = point.address.question_id();
        let holder = point.address.item().map_or_else(|| self.view.clone(), |item| self.item(item));
        let shown = match holder.get("labels").get(id) {
            Fact::Text(text) => text.to_string(),
            Fact::List(values) => together(&values.iter().filter_map(Fact::as_text).collect::<Vec<_>>()),
            _ => String::new(),
        };
        self.with_unit(bank, point.question, &point.address, shown)
    }

    fn with_unit(&self, bank: &Bank, question: &Question, address: &Address, shown: String) -> String {
        match &question.kind {
            Kind::Money(_) => amounts::money(&shown, &self.currency_at(bank, address).unwrap_or_default()),
            Kind::Percent(_) => amounts::percent(&shown),
            Kind::ByMonth { unit, .. } => {
                let currency = self.currency_at(bank, address).unwrap_or_default();
                let of = |amount: &str| match unit {
                    Some(unit) => format!("{} {unit}", amounts::number(amount)),
                    None => amounts::money(amount, &currency),
                };
                let step = |part: &str| match part.split_once(" from ") {
                    Some((amount, month)) => format!("{} from {month}", of(amount)),
                    None => of(part),
                };
                shown.split(", ").map(step).collect::<Vec<_>>().join(", ")
            }
            Kind::Number { unit: Some(unit), .. } => format!("{} {unit}", amounts::number(&shown)),
            Kind::Number { .. } => amounts::number(&shown),
            Kind::Date => amounts::date(&shown),
            _ => shown,
        }
    }

    /// Whether a step has a chapter where the bank names none. One that is not counted has it only if there is something
    /// to tell, beside the title of the plan.
    fn is_chapter(&self, step: &Step, at: usize) -> bool {
        let is_told = |point: &Point<'_>| {
            point.step == at
                && point.question.in_plan
                && point.question.role != Some(Role::Name)
                && matches!(point.state, State::Answered | State::Unknown | State::NotApplicable)
        };
        matches!(step.part, Part::Step(_)) || self.points.iter().any(is_told)
    }

    /// The chapters of this plan, and who finds which of them in which order.
    fn outline(&self, bank: &Bank) -> Fact {
        let scope = self.scope();
        let chapter = |id: &str, title: &str, steps: &[String], annex: bool| {
            let steps = Fact::list(steps.iter().map(|step| text(step)));
            Fact::named([("id", text(id)), ("title", text(title)), ("steps", steps), ("annex", Fact::Bool(annex))])
        };
        let there = bank
            .chapters
            .iter()
            .filter(|chapter| chapter.when.as_ref().is_none_or(|when| when.holds(&scope) == Ok(true)));
        let mut chapters: Vec<Fact> = there.map(|own| chapter(&own.id, &own.title, &own.steps, own.annex)).collect();
        if bank.chapters.is_empty() {
            let steps = bank.steps.iter().enumerate().filter(|(at, step)| self.is_chapter(step, *at));
            chapters
                .extend(steps.map(|(_, step)| chapter(&step.id, &step.title, std::slice::from_ref(&step.id), false)));
            let behind = BEHIND.iter().filter(|(id, ..)| match *id {
                "canvas" => !bank.canvas.is_empty(),
                "figures" => reckons(bank),
                _ => true,
            });
            chapters.extend(behind.map(|(id, title, annex)| chapter(id, title, &[], *annex)));
        }
        let all: Vec<Fact> = chapters.iter().map(|chapter| chapter.get("id")).collect();
        let told = |id, title, chapters, opens_with: u32| {
            let opens_with = Fact::Whole(opens_with.into());
            Fact::named([("id", id), ("title", title), ("chapters", Fact::list(chapters)), ("opens_with", opens_with)])
        };
        let mut readers: Vec<Fact> = bank
            .readers
            .iter()
            .map(|reader| {
                let own = all.iter().filter(|id| reader.chapters.iter().any(|own| Some(own.as_str()) == id.as_text()));
                let mut own: Vec<Fact> = own.cloned().collect();
                own.sort_by_key(|id| reader.chapters.iter().position(|own| Some(own.as_str()) == id.as_text()));
                told(text(&reader.id), text(&reader.title), own, reader.opens_with)
            })
            .collect();
        if readers.is_empty() {
            readers.push(told(Fact::Null, Fact::Null, all, OPENS_WITH));
        }
        Fact::named([("chapters", Fact::list(chapters)), ("readers", Fact::list(readers))])
    }
}
