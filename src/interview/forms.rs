//! The present question as a front has to show it.

use super::table::keys_in;
use super::{Addable, Adding, Entry, Form, Interview, ListForm, Pick, Prompt};
use crate::bank::{Count, ItemList, Kind, Link, Question};
use crate::expression::{Insert, Scope};
use crate::fact::Fact;
use crate::facts::Point;
use crate::plan::{Address, State, linked_ids};
use crate::words;
use rust_decimal::Decimal;
use serde_json::Value as Json;
use std::sync::Arc;

impl Interview<'_> {
    pub(super) fn prompt(&self, point: &Point<'_>) -> Prompt {
        let question = point.question;
        Prompt {
            ask: self.fill(&question.ask, point),
            help: question.help.clone(),
            example: question.example.clone(),
            mistakes: question.mistakes.clone(),
            progress: self.progress(point),
            item: self.item_shown(point),
            together: self.row(point),
            required: question.required,
            rejection: self.rejection.clone(),
            offers: self.offered(&point.address).is_some(),
            reason: self.reason(point),
            remarks: self.remarks(point),
            form: self.form(point),
            aside: self.aside(&point.address),
            limit: question.kind.limit(),
        }
    }

    pub(super) fn fill(&self, insert: &Insert, point: &Point<'_>) -> String {
        let item = point.address.item().map_or(Fact::Null, |item| self.facts.item(item));
        let item = match item.get("title").as_text() {
            Some("") => with(item, "title", Fact::text(self.one(point))),
            _ => item,
        };
        self.fill_with(insert, item)
    }

    pub(super) fn fill_with(&self, insert: &Insert, item: Fact) -> String {
        insert.fill(&self.facts.scope().with("item", item)).unwrap_or_else(|_| insert.source().to_owned())
    }

    /// The title of the entry that a question is about; what it is, while it has none.
    pub(super) fn item_shown(&self, point: &Point<'_>) -> Option<String> {
        let title = point.item_title.clone()?;
        Some(if title.is_empty() { format!("new {}", self.one(point)) } else { title })
    }

    /// What an entry is called in the list that a question belongs to.
    fn one(&self, point: &Point<'_>) -> &str {
        let list = match &point.address {
            Address::Field { list, .. } => self.bank.list(list),
            Address::Question(_) => None,
        };
        list.map_or("entry", |(_, items)| &items.one)
    }

    /// Why a question that was settled once is asked again, and what is wrong with its answer.
    pub(super) fn reason(&self, point: &Point<'_>) -> Option<String> {
        if let Some(because) = self.led_here_because(&point.address) {
            return Some(because);
        }
        if let Some(misfit) = &point.misfit {
            return Some(format!("the answer that stood here no longer fits: {misfit}"));
        }
        point.is_stale().then(|| {
            let changed = words::listed(&self.facts.changed(point));
            format!("{changed} changed since you answered this; keep the answer or change it")
        })
    }

    fn form(&self, point: &Point<'_>) -> Form {
        let question = point.question;
        let start = || self.start_text(&point.address).unwrap_or_default();
        match &question.kind {
            Kind::Text { .. } | Kind::Email | Kind::Url | Kind::Phone | Kind::Date => {
                Form::Line { start: start(), unit: None }
            }
            Kind::Number { unit, .. } => Form::Line { start: start(), unit: unit.clone() },
            Kind::Money(_) => Form::Line { start: start(), unit: self.unit_of_money(point) },
            Kind::ByMonth { unit, .. } => {
                Form::Line { start: start(), unit: unit.clone().or_else(|| self.unit_of_money(point)) }
            }
            Kind::Percent(_) => Form::Line { start: start(), unit: Some("%".into()) },
            Kind::LongText { .. } => Form::Long { start: start() },
            Kind::YesNo => Form::One { picks: self.yes_no(point), add: Vec::new() },
            Kind::Currency(_) => Form::One { picks: self.currencies(point), add: Vec::new() },
            Kind::OneOf(_) => Form::One { picks: self.choices(point), add: Vec::new() },
            Kind::SomeOf { count, advise_at_most, .. } => {
                Form::Some { picks: self.choices(point), how_many: how_many(*count, *advise_at_most), add: Vec::new() }
            }
            Kind::Link(link) => self.link_form(point, link),
            Kind::Items(list) => Form::List(self.list_form(question, list)),
        }
    }

    /// What is selected to begin with: what was picked just now, what was ticked and not entered, the stored answer, the
    /// default.
    pub(super) fn selected(&self, point: &Point<'_>) -> Vec<String> {
        if let Some((_, picked)) = self.picked.as_ref().filter(|(address, _)| *address == point.address) {
            return picked.clone();
        }
        self.half_ticked(point).unwrap_or_else(|| self.standing_picks(point))
    }

    /// What is selected where nothing was picked yet.
    pub(super) fn standing_picks(&self, point: &Point<'_>) -> Vec<String> {
        match self.plan.answer(&point.address).map(|answer| &answer.value) {
            Some(Json::Bool(yes)) => vec![if *yes { "yes".into() } else { "no".into() }],
            Some(value) if !value.is_null() => linked_ids(value).map(str::to_owned).collect(),
            _ => {
                let keys = point.question.default.iter().flat_map(|keys| keys.split(','));
                keys.map(|key| key.trim().to_owned()).collect()
            }
        }
    }

    fn yes_no(&self, point: &Point<'_>) -> Vec<Pick> {
        let selected = self.selected(point);
        let pick = |key: &str| Pick {
            key: key.to_owned(),
            label: key.to_owned(),
            help: None,
            selected: selected.iter().any(|own| own == key),
        };
        vec![pick("yes"), pick("no")]
    }

    fn choices(&self, point: &Point<'_>) -> Vec<Pick> {
        let selected = self.selected(point);
        let pick = |choice: &crate::bank::Choice| Pick {
            key: choice.key.clone(),
            label: choice.label.clone(),
            help: choice.help.clone(),
            selected: selected.contains(&choice.key),
        };
        let mut picks: Vec<Pick> = point.question.choices().iter().map(pick).collect();
        picks.sort_by_key(|pick| !self.fits_link(&point.address, &pick.key));
        picks
    }

    /// The code of the currency amounts are in, where it is known.
    fn unit_of_money(&self, point: &Point<'_>) -> Option<String> {
        self.facts.currency_at(self.bank, &point.address).filter(|code| !code.is_empty())
    }

    /// Currencies show their codes, so that typing one finds it.
    fn currencies(&self, point: &Point<'_>) -> Vec<Pick> {
        let mut picks = self.choices(point);
        for pick in &mut picks {
            pick.label = format!("{} ({})", pick.label, pick.key);
        }
        picks
    }

    fn link_form(&self, point: &Point<'_>, link: &Link) -> Form {
        let selected = self.selected(point);
        let picks = self.picks(self.candidates(&point.address, point.question), &selected);
        let add = link.to.iter().filter_map(|list| self.addable(list)).collect();
        if link.many {
            return Form::Some { picks, how_many: how_many(link.count, None), add };
        }
        Form::One { picks, add }
    }

    fn picks(&self, candidates: Vec<(String, String)>, selected: &[String]) -> Vec<Pick> {
        let mut picks = Vec::with_capacity(candidates.len());
        for (key, help) in candidates {
            let label = self.facts.title(&key);
            let selected = selected.contains(&key);
            picks.push(Pick { key, label, help: (!help.is_empty()).then_some(help), selected });
        }
        picks
    }

    fn addable(&self, list: &str) -> Option<Addable> {
        let (question, items) = self.bank.list(list)?;
        self.facts.point(&Address::Question(question.id.clone()))?;
        Some(Addable { list: list.to_owned(), one: items.one.clone(), named: items.naming_field().is_some() })
    }

    /// The items a link can hold, each with what its list calls an entry where several lists are offered.
    pub(super) fn candidates(&self, address: &Address, question: &Question) -> Vec<(String, String)> {
        let Kind::Link(link) = &question.kind else { return Vec::new() };
        let item = address.item().map_or(Fact::Null, |item| self.facts.item(item));
        let scope = self.facts.scope().with("item", item);
        let mut candidates = Vec::new();
        for list in &link.to {
            let Some((_, items)) = self.bank.list(list) else { continue };
            let kind = if link.to.len() > 1 { items.one.clone() } else { String::new() };
            for candidate in self.facts.view.get(list).as_list() {
                let scope = scope.with("x", candidate.clone());
                let fits = link.among.as_ref().is_none_or(|among| among.holds(&scope).unwrap_or(true));
                if let Some(id) = candidate.get("id").as_text().filter(|id| fits || self.is_unsorted(address, id)) {
                    candidates.push((rank(link, &scope), id.to_owned(), kind.clone()));
                }
            }
        }
        candidates.sort_by_key(|(rank, id, _)| (!self.fits_link(address, id), rank.is_none(), *rank));
        candidates.into_iter().map(|(_, id, kind)| (id, kind)).collect()
    }

    /// What a new entry of a list that begins with a link or a choice can be for, each with a word on what it is.
    pub(super) fn adding_candidates(&self, first: &Question) -> Vec<(String, String)> {
        match &first.kind {
            Kind::Link(_) => self.candidates(&Address::Question(String::new()), first),
            _ => first
                .choices()
                .iter()
                .map(|choice| (choice.key.clone(), choice.help.clone().unwrap_or_default()))
                .collect(),
        }
    }

    /// How a new entry of a list begins.
    pub(super) fn adding(&self, list: &ItemList) -> Adding {
        if list.naming_field().is_some() {
            return Adding::Name;
        }
        let first = list.picked_field();
        let mut picks = first.map(|first| self.picks(self.adding_candidates(first), &[])).unwrap_or_default();
        for choice in first.map(Question::choices).unwrap_or_default() {
            if let Some(pick) = picks.iter_mut().find(|pick| pick.key == choice.key) {
                pick.label.clone_from(&choice.label);
            }
        }
        if picks.is_empty() { Adding::Begin } else { Adding::Pick(picks) }
    }

    fn list_form(&self, question: &Question, list: &ItemList) -> ListForm {
        let entries = self.plan.items(&question.id).iter().map(|item| Entry {
            id: item.id.clone(),
            title: Some(self.facts.title(&item.id))
                .filter(|title| !title.is_empty())
                .unwrap_or_else(|| format!("new {}, without a name yet", list.one)),
            open: self.on_path().filter(|point| point.address.item() == Some(&item.id) && point.is_open()).count(),
        });
        let start = self.plan.drafts.get(&question.id).cloned().unwrap_or_default();
        let mut adding = self.adding(list);
        if let Adding::Pick(picks) = &mut adding {
            for pick in picks {
                pick.selected |= keys_in(&start).any(|key| key == pick.key);
            }
        }
        ListForm {
            one: list.one.clone(),
            many: list.many.clone(),
            entries: entries.collect(),
            adding,
            how_many: how_many(list.count, None),
            start,
        }
    }

    /// What was said at a point, in a few words.
    pub(super) fn short_answer(&self, point: &Point<'_>) -> String {
        let shown = match point.state {
            State::Open if point.may_be_added() => "not told".into(),
            State::Open => "still open".into(),
            State::Unknown => "don't know yet".into(),
            State::NotApplicable => "does not apply".into(),
            State::Skipped => "skipped".into(),
            State::Answered => self.shown_answer(point),
        };
        if point.is_stale() { format!("{shown} (to look at again)") } else { shown }
    }

    fn shown_answer(&self, point: &Point<'_>) -> String {
        if let Some(list) = point.question.items() {
            let count = self.plan.items(point.address.question_id()).len();
            return words::counted(count, &list.one, &list.many);
        }
        let labels = match point.address.item() {
            Some(item) => self.facts.item(item).get("labels"),
            None => self.facts.view.get("labels"),
        };
        let shown = match labels.get(point.address.question_id()) {
            Fact::Text(text) => text.to_string(),
            Fact::List(values) => words::listed(&values.iter().filter_map(Fact::as_text).collect::<Vec<_>>()),
            _ => String::new(),
        };
        words::printable(&shown)
    }
}

/// A fact with one of its values replaced.
pub(super) fn with(fact: Fact, name: &str, value: Fact) -> Fact {
    match fact {
        Fact::Map(mut map) => {
            Arc::make_mut(&mut map).insert(name.into(), value);
            Fact::Map(map)
        }
        other => other,
    }
}

/// Where a candidate stands among those offered; one that gives no number comes after all others.
fn rank(link: &Link, scope: &Scope) -> Option<Decimal> {
    match link.order.as_ref()?.evaluate(scope).ok()? {
        Fact::Whole(number) => Some(Decimal::from(number)),
        Fact::Decimal(number) => Some(number),
        _ => None,
    }
}

/// A word on how many picks or entries are meant; empty if any number will do.
pub(super) fn how_many(count: Count, advised: Option<usize>) -> String {
    match (count.at_least, count.at_most, advised) {
        (least, Some(most), _) if least == most => format!("exactly {least}"),
        (0 | 1, Some(most), _) => format!("up to {most}"),
        (least, Some(most), _) => format!("{least} to {most}"),
        (_, None, Some(advised)) => format!("best one to {advised}"),
        (0 | 1, None, None) => String::new(),
        (least, None, None) => format!("at least {least}"),
    }
}
