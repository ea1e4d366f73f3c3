//! Whether a failing check may be held against the founder: not where the thing it asks for was said not to apply, and
//! not where it goes by something that the chosen path never asked.

use crate::bank::{Bank, Check, Depth};
use crate::expression::Path;
use crate::fact::Fact;
use std::collections::HashSet;

/// The places of a plan that its path does not come by and that nobody answered all the same.
pub(super) struct Unasked<'v> {
    view: &'v Fact,
    /// The id of the item, empty for a question, and the id of the question or field.
    places: HashSet<(String, String)>,
    /// The lists, empty for questions, and what is a detail in them, on the path that does not stop for details.
    details: HashSet<(String, String)>,
}

impl<'v> Unasked<'v> {
    pub(super) fn new(bank: &Bank, view: &'v Fact) -> Self {
        let text = |fact: Fact| fact.as_text().unwrap_or_default().to_owned();
        let points = view.get("open_points");
        let unasked = points
            .as_list()
            .iter()
            .filter(|point| point.get("asked") == Fact::Bool(false) && point.get("state").as_text() == Some("open"));
        let places = unasked.map(|point| (text(point.get("item_id")), text(point.get("id")))).collect();
        let is_short = view.get("walk").get("short") == Fact::Bool(true);
        let details = if is_short { details(bank).collect() } else { HashSet::new() };
        Self { view, places, details }
    }

    /// Whether a failure of the check counts, for what it is made for.
    pub(super) fn excuses(&self, check: &Check, bound: &[(String, Fact)]) -> bool {
        let reads = check.holds.paths();
        self.does_not_apply(check, bound, reads) || reads.iter().any(|path| self.never_asked(path, bound))
    }

    /// Whether the place the check leads to, and goes by, was said not to apply.
    fn does_not_apply(&self, check: &Check, bound: &[(String, Fact)], reads: &[Path]) -> bool {
        let Some(question) = &check.question else { return false };
        let state = |holder: &Fact| holder.get("states").get(question).as_text().map(str::to_owned);
        let own = bound.iter().find_map(|(name, value)| Some((name.as_str(), state(value)?)));
        let (is_read, state) = match own {
            Some((name, state)) => (reads.iter().any(|path| starts(path, &[name, question])), Some(state)),
            None => (reads.iter().any(|path| starts(path, &[question])), state(self.view)),
        };
        is_read && state.as_deref() == Some("not_applicable")
    }

    /// Whether what stands at the path was never asked: the field of the item the check is made for, the question, or
    /// the field in some item of a list.
    fn never_asked(&self, path: &Path, bound: &[(String, Fact)]) -> bool {
        let Some((first, rest)) = path.split_first() else { return false };
        let is_unasked = |item: &Fact, field: &str| {
            let id = item.get("id").as_text().unwrap_or_default().to_owned();
            let list = id.rsplit_once('-').map_or("", |(list, _)| list);
            self.is_open_detail(list, field, item) || self.places.contains(&(id, field.to_owned()))
        };
        if let Some((_, item)) = bound.iter().rev().find(|(name, _)| name == first) {
            return rest.first().is_some_and(|field| is_unasked(item, field));
        }
        if self.is_open_detail("", first, self.view) || self.places.contains(&(String::new(), first.clone())) {
            return true;
        }
        let [element, field, ..] = rest else { return false };
        let list = self.view.get(first);
        element == "[]" && list.as_list().iter().any(|item| is_unasked(item, field))
    }

    /// Whether it is a detail of which nothing was said.
    fn is_open_detail(&self, list: &str, id: &str, holder: &Fact) -> bool {
        self.details.contains(&(list.to_owned(), id.to_owned()))
            && holder.get("states").get(id).as_text() == Some("open")
    }
}

/// The lists of a bank, empty for questions, with their details.
fn details(bank: &Bank) -> impl Iterator<Item = (String, String)> {
    bank.questions().flat_map(|(_, question)| {
        let fields = question.items().map_or(&[][..], |list| list.fields.as_slice());
        let fields = fields.iter().map(|field| (question.id.clone(), field));
        let own = (question.of.clone().unwrap_or_default(), question);
        fields
            .chain([own])
            .filter(|(_, field)| field.depth == Depth::More)
            .map(|(list, field)| (list, field.id.clone()))
    })
}

fn starts(path: &Path, with: &[&str]) -> bool {
    path.len() >= with.len() && path.iter().zip(with).all(|(own, other)| own == other)
}
