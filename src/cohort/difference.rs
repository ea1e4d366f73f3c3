//! What is different between two plans of one venture, in words.

use super::column::{OWN_COLUMNS, headings};
use super::measure::{Measured, Value};
use crate::amounts;
use crate::bank::{Bank, ColumnKind, Kind, Question};
use crate::fact::Fact;
use crate::facts::{Facts, Point};
use crate::plan::{Address, Plan, State};
use crate::words;
use serde::Serialize;
use std::collections::HashMap;
use std::fmt::Write;

/// One thing that is different.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What happened.
    pub what: Happened,
    /// The id of the question, the list, the column or the figure.
    pub id: String,
    /// The id of the entry, for what belongs to one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// What it is about: the noun phrase of the question, the title of the column, or what one entry of the list is called.
    pub label: String,
    /// The title of the entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What there was; for a link, what it led to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// What there is; for a link, what it leads to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
}

/// What happened to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Happened {
    /// An entry is new.
    Added,
    /// An entry is gone.
    Dropped,
    /// An entry has another title.
    Renamed,
    /// An answer is another one.
    Changed,
    /// Something is linked to something that it was not linked to.
    Linked,
    /// A link is gone.
    Unlinked,
    /// A number that follows from the answers is another one.
    Figure,
}

/// A plan with what follows from it.
#[derive(Debug)]
pub struct Side<'b> {
    bank: &'b Bank,
    facts: Facts<'b>,
    plan: &'b Plan,
    measured: Measured,
}

impl<'b> Side<'b> {
    /// Works a plan out.
    #[must_use]
    pub fn new(bank: &'b Bank, plan: &'b Plan) -> Self {
        let mut facts = Facts::new(bank, plan);
        // Where the figures refuse there are none, and nothing is said of them.
        let _ = facts.add_figures(bank);
        Self { bank, facts, plan, measured: super::measure(bank, plan, "", None) }
    }

    /// The title of an entry.
    fn title(&self, item: &str) -> String {
        self.facts.title(item)
    }

    /// What was said at a point, as people read it.
    fn said(&self, point: &Point<'_>) -> String {
        match point.state {
            State::Answered => self.facts.written(self.bank, point),
            State::Unknown => "not known yet".to_owned(),
            State::NotApplicable => "does not apply".to_owned(),
            State::Skipped => "left for later".to_owned(),
            State::Open => String::new(),
        }
    }

    /// The ids that a link leads to; none where the question is no link.
    fn links(&self, point: &Point<'_>) -> Option<Vec<String>> {
        if !matches!(point.question.kind, Kind::Link(_)) {
            return None;
        }
        let id = point.address.question_id();
        let holder = point.address.item().map_or_else(|| self.facts.view.clone(), |item| self.facts.item(item));
        Some(match holder.get(id) {
            Fact::Text(one) => vec![one.to_string()],
            many => many.as_list().iter().filter_map(Fact::as_text).map(str::to_owned).collect(),
        })
    }

    /// The number of a column, as people read it, and whether there is one.
    fn figure(&self, place: usize, kind: ColumnKind) -> Option<String> {
        let cell = self.measured.cells.get(place)?;
        let currency = self.bank.currency().map(|question| self.facts.view.get(&question.id));
        let currency = currency.as_ref().and_then(Fact::as_text).unwrap_or_default();
        (cell.value != Value::Nothing).then(|| cell.shown(kind, currency))
    }

    /// Every answer in a line, in the order of the questions: for tools that compare texts.
    #[must_use]
    pub fn lines(&self) -> String {
        let mut text = String::new();
        for point in self.facts.points.iter().filter(|point| !point.is_open()) {
            let said = match point.question.items() {
                Some(list) if point.state == State::Answered => {
                    words::counted(self.plan.items(&point.question.id).len(), &list.one, &list.many)
                }
                _ => self.said(point),
            };
            let about = about(&point.label, point.item_title.as_deref());
            let _ = writeln!(text, "{about}: {}", words::tidied(&said));
        }
        text
    }
}

/// What is different in the new plan, in the order of its questions; what is gone and what follows comes behind.
#[must_use]
pub fn changes(old: &Side<'_>, new: &Side<'_>) -> Vec<Change> {
    let mut found = Vec::new();
    let before: HashMap<&Address, &Point<'_>> = old.facts.points.iter().map(|point| (&point.address, point)).collect();
    for point in &new.facts.points {
        if let Some(list) = point.question.items() {
            entries(point, &list.one, old, new, &mut found);
            let is_empty = |side: &Side<'_>| side.plan.items(&point.question.id).is_empty();
            if is_empty(old) && is_empty(new) {
                // Something can be said of a list without entries, such as that it does not apply.
                answers(point, before.get(&point.address).copied(), old, new, &mut found);
            }
        } else if point.address.item().is_none_or(|item| old.facts.item(item) != Fact::Null) {
            answers(point, before.get(&point.address).copied(), old, new, &mut found);
        }
    }
    // What is not asked any more, and entries of lists that are not.
    for point in &old.facts.points {
        let is_gone = new.facts.point(&point.address).is_none();
        let lost_entry = point.address.item().is_some_and(|item| new.facts.item(item) == Fact::Null);
        if let Some(list) = point.question.items() {
            for item in old.plan.items(&point.question.id).iter().filter(|item| new.facts.item(&item.id) == Fact::Null)
            {
                found.push(entry(Happened::Dropped, point.question, &list.one, &item.id, old));
            }
        } else if is_gone && !lost_entry && !point.is_open() {
            let said = old.said(point);
            found.push(change(point, Some(said).filter(|said| !said.is_empty()), None));
        } else if lost_entry {
            for link in old.links(point).into_iter().flatten().filter(|link| new.facts.item(link) != Fact::Null) {
                found.push(link_change(Happened::Unlinked, point, &old.title(&link)));
            }
        }
    }
    figures(old, new, &mut found);
    found
}

fn change(point: &Point<'_>, old: Option<String>, new: Option<String>) -> Change {
    Change {
        what: Happened::Changed,
        id: point.address.question_id().to_owned(),
        entry: point.address.item().map(str::to_owned),
        label: point.label.clone(),
        title: point.item_title.clone(),
        old,
        new,
    }
}

fn link_change(what: Happened, point: &Point<'_>, target: &str) -> Change {
    let target = Some(target.to_owned());
    let is_new = what == Happened::Linked;
    let (old, new) = if is_new { (None, target) } else { (target, None) };
    Change { what, ..change(point, old, new) }
}

fn entry(what: Happened, list: &Question, one: &str, item: &str, side: &Side<'_>) -> Change {
    Change {
        what,
        id: list.id.clone(),
        entry: Some(item.to_owned()),
        label: one.to_owned(),
        title: Some(side.title(item)),
        old: None,
        new: None,
    }
}

/// Entries that are new, or have another title.
fn entries(point: &Point<'_>, one: &str, old: &Side<'_>, new: &Side<'_>, found: &mut Vec<Change>) {
    for item in new.plan.items(&point.question.id) {
        let (before, now) = (old.title(&item.id), new.title(&item.id));
        if old.facts.item(&item.id) == Fact::Null {
            found.push(entry(Happened::Added, point.question, one, &item.id, new));
        } else if before != now {
            let (before, after) = (Some(before), Some(now));
            let renamed = entry(Happened::Renamed, point.question, one, &item.id, new);
            found.push(Change { old: before, new: after, ..renamed });
        }
    }
}

/// What was said at one place, and what is said now.
fn answers(point: &Point<'_>, before: Option<&Point<'_>>, old: &Side<'_>, new: &Side<'_>, found: &mut Vec<Change>) {
    // The title of an entry is told as such.
    let is_title = point.address.item().is_some_and(|item| {
        new.plan
            .list_of(item)
            .and_then(|list| new.bank.list(list))
            .is_some_and(|(_, list)| list.title_field().is_some_and(|field| field.id == point.question.id))
    });
    if is_title {
        return;
    }
    if let (Some(now), Some(then)) = (new.links(point), before.map_or(Some(Vec::new()), |before| old.links(before))) {
        for link in then.iter().filter(|link| !now.contains(link)) {
            found.push(link_change(Happened::Unlinked, point, &old.title(link)));
        }
        for link in now.iter().filter(|link| !then.contains(link)) {
            found.push(link_change(Happened::Linked, point, &new.title(link)));
        }
        return;
    }
    let then = before.map(|before| old.said(before)).unwrap_or_default();
    let now = new.said(point);
    if then != now {
        let told = |said: String| Some(said).filter(|said| !said.is_empty());
        found.push(change(point, told(then), told(now)));
    }
}

/// Of the columns that every bank has, those that follow from the answers.
const FOLLOWING: [&str; 5] = ["gaps", "completeness", "consistency", "evidence", "readiness"];

/// Numbers that follow: columns that read the figures, what the bank says of single entries, and the score.
fn figures(old: &Side<'_>, new: &Side<'_>, found: &mut Vec<Change>) {
    let reads_figures = |id: &str| {
        let column = new.bank.columns.iter().find(|column| column.id == id);
        column.is_some_and(|column| {
            column.value.paths().iter().any(|path| path.first().is_some_and(|name| name == "figures"))
        })
    };
    let note = |id: &str, label: &str, title: Option<String>, old: Option<String>, new: Option<String>| {
        let label = label.to_owned();
        (old != new).then(|| Change { what: Happened::Figure, id: id.to_owned(), entry: None, label, title, old, new })
    };
    for (id, label, title, old, new) in break_even(old, new) {
        found.extend(note(id, label, Some(title), old, new));
    }
    let before = headings(old.bank);
    for (place, heading) in headings(new.bank).iter().enumerate() {
        let is_own = OWN_COLUMNS.iter().any(|own| own.id == heading.id);
        let is_number = matches!(heading.kind, ColumnKind::Number | ColumnKind::Money | ColumnKind::Percent);
        if !is_number || !(if is_own { FOLLOWING.contains(&heading.id.as_str()) } else { reads_figures(&heading.id) }) {
            continue;
        }
        let then = before.iter().position(|own| own.id == heading.id);
        let then = then.and_then(|place| old.figure(place, heading.kind));
        found.extend(note(&heading.id, &heading.title, None, then, new.figure(place, heading.kind)));
    }
}

type Named<'t> = (&'static str, &'static str, String, Option<String>, Option<String>);

/// How many sales carry all costs, for every income that is in both.
fn break_even(old: &Side<'_>, new: &Side<'_>) -> Vec<Named<'static>> {
    let mut found = Vec::new();
    let units = |side: &Side<'_>, list: &str, item: &str| {
        let units = side.facts.view.get("figures").get(list).get(item).get("break_even_units");
        let text = match units {
            Fact::Whole(number) => number.to_string(),
            Fact::Decimal(number) => number.to_string(),
            _ => return None,
        };
        Some(amounts::number(&amounts::rounded(&text, 1)))
    };
    let figures = new.facts.view.get("figures");
    let Fact::Map(map) = &figures else { return found };
    for (list, items) in map.iter() {
        let Fact::Map(items) = items else { continue };
        for item in items.keys().filter(|item| old.facts.item(item) != Fact::Null) {
            let (then, now) = (units(old, list, item), units(new, list, item));
            found.push(("break_even_units", "break-even", new.title(item), then, now));
        }
    }
    found
}

/// What a label is about: `price of Visit`.
fn about(label: &str, title: Option<&str>) -> String {
    let label = label.strip_prefix("the ").unwrap_or(label);
    match title {
        Some(title) if !title.is_empty() && !label.contains(title) => format!("{label} of {title}"),
        _ => label.to_owned(),
    }
}

/// A text longer than this is told to be reworded, not repeated.
const LONG: usize = 60;

impl Change {
    /// The change in words: `price of Visit: €60 to €75`. Links are told by [`in_words`], all together.
    #[must_use]
    pub fn sentence(&self) -> String {
        let title = self.title.as_deref().unwrap_or_default();
        let said = |text: &Option<String>| words::tidied(text.as_deref().unwrap_or_default());
        let (old, new) = (said(&self.old), said(&self.new));
        let about = about(&self.label, self.title.as_deref());
        let is_long = [&old, &new].iter().any(|text| text.chars().count() > LONG);
        match self.what {
            Happened::Added => format!("{} {title} added", self.label),
            Happened::Dropped => format!("{} {title} dropped", self.label),
            Happened::Renamed => format!("{} {old} is now called {new}", self.label),
            Happened::Linked => format!("{about}: linked to {new}"),
            Happened::Unlinked => format!("{about}: not linked to {old} any more"),
            Happened::Figure | Happened::Changed if old.is_empty() => format!("{about}: {new}, which was open"),
            Happened::Figure | Happened::Changed if new.is_empty() => format!("{about}: {old}, now open"),
            Happened::Changed if is_long => format!("{about}: said in other words"),
            Happened::Figure => format!("{} {old} to {new}", lowered(&about)),
            Happened::Changed => format!("{about}: {old} to {new}"),
        }
    }
}

/// With a small first letter, unless the word is written in large ones.
fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), second) if second.is_none_or(char::is_lowercase) || second == Some(' ') => {
            first.to_lowercase().chain(text.chars().skip(1)).collect()
        }
        _ => text.to_owned(),
    }
}

/// All changes in words, a line each; links that came and went are counted.
#[must_use]
pub fn in_words(changes: &[Change]) -> String {
    let is_link = |change: &&Change| matches!(change.what, Happened::Linked | Happened::Unlinked);
    let count = |what: Happened| changes.iter().filter(|change| change.what == what).count();
    let is_figure = |change: &&Change| change.what == Happened::Figure;
    let said = changes.iter().filter(|change| !is_link(change) && !is_figure(change)).map(Change::sentence);
    let counted = |count: usize, what: &str| {
        (count > 0).then(|| format!("{} {what}", amounts::counted(&count.to_string(), "link", "links")))
    };
    let links = [counted(count(Happened::Unlinked), "lost"), counted(count(Happened::Linked), "added")];
    let figures = changes.iter().filter(is_figure).map(Change::sentence);
    let all = said.chain(links.into_iter().flatten()).chain(figures);
    all.fold(String::new(), |text, line| text + &words::printable(&line) + "\n")
}
