//! What no template of a bank tells: answers that the generic rule prints, so that none is dropped.
//!
//! A question is told where a template in use names it, or one of its labels or states. A field of a list is told where a
//! template reads it that also speaks of the list, or is drawn in by one that does. What feeds the figures is told where
//! they are shown.

use super::templating::reach::Reach;
use super::templating::sources::{GENERIC, OF_BANK};
use super::templating::tags::Tag;
use super::{Templates, chapter_file};
use crate::bank::{BY_QUESTION, Bank, Question};
use crate::fact::Fact;
use crate::figures::Role;
use fnv::{FnvHashMap, FnvHashSet};
use std::collections::BTreeSet;

/// The template that writes what no other one tells.
pub(super) const ANSWERS: &str = "answers.md";

/// What templates call all that they are filled in with.
const EVERYTHING: &str = "__tera_context";

/// No more columns than a page of paper has room for, beside the first.
const MOST_COLUMNS: usize = 4;

/// As many letters stand side by side in the cells of a table before it gets hard to read.
const WIDEST_ROW: usize = 160;

/// What the templates in use for a plan speak of.
pub(super) struct Told {
    /// The chapters and other documents that a plan is made of, but for those that only generic templates write.
    documents: Vec<Spoken>,
    shows_figures: bool,
    /// Whether one of those that write Markdown reads the whole record itself.
    pub(super) reads_record: bool,
    /// Whether answers count that the bank keeps out of the plan.
    holds_all: bool,
}

/// What a document and the parts that it draws in speak of.
struct Spoken {
    /// What one of them names, all of them can read.
    names: FnvHashSet<String>,
    /// The fields that those of the bank and one's own read.
    fields: FnvHashSet<String>,
}

impl Told {
    /// What those templates of the bank, and of one's own, tell that the plan is made of.
    pub(super) fn by(templates: &Templates) -> Self {
        let reach = Reach::of(&templates.sources);
        // Parts are drawn in by many chapters, and looked through once.
        let mut read = FnvHashMap::default();
        let files = templates.chapters.iter().map(|id| chapter_file(id));
        let files: Vec<String> = files.chain(["plan.md".to_owned(), "summary.md".to_owned()]).collect();
        // What a template of one's own leaves out that the bank's had told is left out on purpose.
        let replaced = files.iter().map(|name| format!("{OF_BANK}{name}")).filter_map(|name| reach.called(&name));
        let beginnings: BTreeSet<usize> = files.iter().filter_map(|name| reach.called(name)).chain(replaced).collect();
        let (mut documents, mut reads_record) = (Vec::new(), false);
        for place in reach.from(beginnings.iter().copied().chain(reach.called(ANSWERS))) {
            let names = read.entry(place).or_insert_with(|| names_in(reach.tags(place)));
            reads_record |= names.contains("record") || names.contains(EVERYTHING);
        }
        for beginning in beginnings {
            let (mut names, mut fields) = (FnvHashSet::default(), FnvHashSet::default());
            let mut is_generic = true;
            for place in reach.from(std::iter::once(beginning)) {
                let tags = reach.tags(place);
                names.extend(read.entry(place).or_insert_with(|| names_in(tags)).iter().copied());
                if templates.sources.get(place).is_some_and(|source| !source.name.starts_with(GENERIC)) {
                    is_generic = false;
                    fields.extend(tags.iter().flat_map(Tag::fields).map(|field| field.text));
                }
            }
            if !is_generic {
                documents.push(Spoken { names: kept(names), fields: kept(fields) });
            }
        }
        let shows_figures = documents.iter().any(|spoken| spoken.names.contains("figures"));
        Self { documents, shows_figures, reads_record, holds_all: false }
    }

    /// Nothing is told: the rest is all there is.
    pub(super) fn nothing() -> Self {
        Self { documents: Vec::new(), shows_figures: false, reads_record: true, holds_all: true }
    }

    /// Whether there is something to print: an answer, that it is not known, or why it does not apply.
    fn is_said(&self, answer: &Fact) -> bool {
        let has_something = answer.get("text") != Fact::Null
            || matches!(answer.get("state").as_text(), Some("unknown" | "not_applicable"));
        has_something && (self.holds_all || answer.get("in_plan") == Fact::Bool(true))
    }

    fn question(&self, id: &str, feeds_figures: bool) -> bool {
        feeds_figures && self.shows_figures || self.documents.iter().any(|spoken| spoken.names.contains(id))
    }

    fn field(&self, list: &str, id: &str, feeds_figures: bool) -> bool {
        feeds_figures && self.shows_figures
            || self.documents.iter().any(|spoken| spoken.names.contains(list) && spoken.fields.contains(id))
    }

    /// Every question and field of a bank that is printed by the generic rule alone: its step, and its id, with that of
    /// its list before it.
    pub(super) fn missing(&self, bank: &Bank) -> Vec<(String, String)> {
        let feeds = |question: &Question| question.role.is_some_and(Role::feeds_figures);
        let mut missing = Vec::new();
        for (step, question) in bank.questions().filter(|(_, question)| question.in_plan) {
            match (&question.of, question.items()) {
                (Some(list), _) if !self.field(list, &question.id, feeds(question)) => {
                    missing.push((step.id.clone(), format!("{list}.{}", question.id)));
                }
                (None, Some(list)) => {
                    if !self.question(&question.id, feeds(question)) {
                        missing.push((step.id.clone(), question.id.clone()));
                    }
                    let naming = list.title_field().map(|field| field.id.as_str());
                    let fields = list.fields.iter().filter(|field| field.in_plan && Some(field.id.as_str()) != naming);
                    let untold = fields.filter(|field| !self.field(&question.id, &field.id, feeds(field)));
                    missing.extend(untold.map(|field| (step.id.clone(), format!("{}.{}", question.id, field.id))));
                }
                (None, None) if !self.question(&question.id, feeds(question)) => {
                    missing.push((step.id.clone(), question.id.clone()));
                }
                _ => {}
            }
        }
        missing
    }

    /// What is not told of some steps of the record, made ready for the generic template: each step with its answers,
    /// what does not apply or is not known, and its lists as tables or entry by entry. Steps
    /// without anything are left out.
    pub(super) fn rest(&self, record: &Fact, is_meant: impl Fn(&str) -> bool) -> Fact {
        let steps = record.as_list().iter().filter(|step| step.get("id").as_text().is_some_and(&is_meant));
        Fact::list(steps.filter_map(|step| self.rest_of_step(step)))
    }

    /// The answers and lists of a step in the order of the bank; answers that follow one another make one part.
    fn rest_of_step(&self, step: &Fact) -> Option<Fact> {
        let (mut parts, mut answers) = (Vec::new(), Vec::new());
        let told_together = |answers: &mut Vec<Fact>| {
            let together = std::mem::take(answers);
            (!together.is_empty()).then(|| Fact::named([("answers", Fact::list(together))]))
        };
        for answer in step.get("answers").as_list() {
            if answer.get("is_list") == Fact::Bool(true) {
                let Some(list) = self.list(answer) else { continue };
                parts.extend(told_together(&mut answers));
                parts.push(Fact::named([("list", list)]));
            } else if self.is_said(answer) && !self.is_title(answer) && !self.question(&id(answer), has_role(answer)) {
                answers.push(answer.clone());
            }
        }
        parts.extend(told_together(&mut answers));
        (!parts.is_empty())
            .then(|| Fact::named([("id", step.get("id")), ("title", step.get("title")), ("parts", Fact::list(parts))]))
    }

    /// Whether the answer is the title of the plan, and so told at its head.
    fn is_title(&self, answer: &Fact) -> bool {
        !self.holds_all && answer.get("is_name") == Fact::Bool(true)
    }

    fn list(&self, list: &Fact) -> Option<Fact> {
        let own = id(list);
        if !self.holds_all && list.get("in_plan") == Fact::Bool(false) {
            return None;
        }
        let is_told = self.question(&own, has_role(list));
        let mut columns: Vec<(String, Fact)> = Vec::new();
        let mut entries: Vec<(Fact, Vec<Fact>)> = Vec::new();
        for item in list.get("items").as_list() {
            let mut place = 0;
            let mut told = Vec::new();
            for field in item.get("fields").as_list() {
                // A field that only some entries are asked for stands behind the one that it is asked after.
                let known = columns.iter().position(|(column, _)| *column == id(field));
                if known.is_none() {
                    columns.insert(place, (id(field), field.get("label")));
                }
                place = known.unwrap_or(place) + 1;
                if self.is_said(field) && !self.field(&own, &id(field), has_role(field)) {
                    told.push(field.clone());
                }
            }
            entries.push((item.get("title"), told));
        }
        columns.retain(|(column, _)| entries.iter().any(|(_, told)| told.iter().any(|field| id(field) == *column)));
        if is_told && columns.is_empty() || !is_told && entries.is_empty() && !self.is_said(list) {
            return None;
        }
        let cell =
            |fields: &[Fact], column: &str| fields.iter().find(|field| id(field) == column).map_or(Fact::Null, shown);
        let rows: Vec<(Fact, Vec<Fact>)> = entries
            .iter()
            .map(|(title, fields)| (title.clone(), columns.iter().map(|(column, _)| cell(fields, column)).collect()))
            .collect();
        let is_short = |cell: &Fact| {
            cell.as_text().is_none_or(|text| text.chars().count() * columns.len() <= WIDEST_ROW && !text.contains('\n'))
        };
        let is_table = rows.len() > 1
            && (1..=MOST_COLUMNS).contains(&columns.len())
            && rows.iter().flat_map(|(_, cells)| cells).all(is_short);
        let rows = rows.into_iter().map(|(title, cells)| Fact::named([("title", title), ("cells", Fact::list(cells))]));
        let entries = entries
            .iter()
            .map(|(title, fields)| Fact::named([("title", title.clone()), ("answers", Fact::list(fields.clone()))]));
        Some(Fact::named([
            ("label", list.get("label")),
            ("state", list.get("state")),
            ("because", list.get("because")),
            ("note", list.get("note")),
            ("is_table", Fact::Bool(is_table)),
            ("columns", Fact::list(columns.iter().map(|(_, label)| label.clone()))),
            ("rows", Fact::list(rows)),
            ("entries", Fact::list(entries)),
        ]))
    }
}

/// Names in a template, and the ids that are looked up in maps of all questions.
fn names_in<'a>(tags: &[Tag<'a>]) -> FnvHashSet<&'a str> {
    let mut names = FnvHashSet::default();
    for tag in tags {
        names.extend(tag.names().map(|name| name.text));
        for window in tag.tokens.windows(3) {
            if let [map, _, id] = window
                && BY_QUESTION.contains(&map.text)
            {
                names.insert(id.quoted().unwrap_or(id.text));
            }
        }
    }
    names
}

fn kept(words: FnvHashSet<&str>) -> FnvHashSet<String> {
    words.into_iter().map(str::to_owned).collect()
}

/// An answer in a cell of a table.
fn shown(answer: &Fact) -> Fact {
    match answer.get("state").as_text() {
        Some("unknown") => Fact::text("not known yet"),
        Some("not_applicable") => Fact::text("does not apply"),
        _ => answer.get("text"),
    }
}

pub(super) fn id(fact: &Fact) -> String {
    fact.get("id").as_text().unwrap_or_default().to_owned()
}

fn has_role(answer: &Fact) -> bool {
    answer.get("has_role") == Fact::Bool(true)
}
