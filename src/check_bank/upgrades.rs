//! Answers of old plans that become entries: from what is gone, into a list that is here, worked out from nothing else.

use super::entry::Moment;
use super::ids;
use super::names::{Holder, Look, Wanted, name_length};
use super::sight::{Bound, Sight};
use crate::bank::read::{Folder, Problems};
use crate::bank::source::{At, RawUpgrade};
use crate::bank::written::{Written, beside_the_pause, error, suggest};
use crate::bank::{Bank, FormerPlace};
use crate::expression::{Expression, Type};
use crate::words::printable;

pub(super) fn check(folder: &Folder, bank: &Bank, problems: &mut Problems) {
    let Some(written) = beside_the_pause(folder) else { return };
    for raw in &folder.bank.raw.upgrade {
        let mut lint = Lint { bank, written: &written, raw: &raw.value, sources: Vec::new(), problems };
        lint.places();
        lint.list();
        lint.expressions();
    }
}

struct Lint<'a> {
    bank: &'a Bank,
    written: &'a Written<'a>,
    raw: &'a RawUpgrade,
    sources: Vec<FormerPlace>,
    problems: &'a mut Problems,
}

impl Lint<'_> {
    /// What is taken is not asked any more, and comes from one list at most.
    fn places(&mut self) {
        for name in self.raw.from.iter().flat_map(|from| &from.value) {
            let (source, place) = (FormerPlace::read(&name.value), self.written.place(&name.span));
            for id in source.list.iter().chain([&source.id]) {
                ids::old_form(id, "question", place.clone(), self.problems);
            }
            let is_asked = match &source.list {
                Some(list) => self.bank.field(list, &source.id).is_some(),
                None => self.bank.question(&source.id).is_some(),
            };
            let shown = printable(&name.value);
            if is_asked {
                let message = format!("an upgrade takes `{shown}`, which this bank still asks");
                let help = "take it out: an upgrade moves answers to questions that are gone";
                self.problems.push(error("wrong-old-id", message, place.clone(), help));
            }
            let first = self.sources.iter().find_map(|source| source.list.clone());
            if let (Some(first), Some(list)) = (first, &source.list)
                && first != *list
            {
                let message = format!("an upgrade takes answers of two lists, `{first}` and `{}`", printable(list));
                let help = "write an `[[upgrade]]` for each of them";
                self.problems.push(error("two-lists", message, place, help));
            }
            self.sources.push(source);
        }
    }

    /// The list is here, and has the fields.
    fn list(&mut self) {
        let Some(into) = &self.raw.into else { return };
        let shown = printable(&into.value);
        if self.bank.list(&into.value).is_none() {
            let lists = self.bank.questions().filter(|(_, question)| question.items().is_some());
            let lists = lists.map(|(_, question)| question.id.as_str());
            let help = suggest(&into.value, lists, "name a list of this bank");
            let message = format!("there is no list `{shown}` in this bank");
            return self.problems.push(error("unknown-list", message, self.written.place(&into.span), help));
        }
        for (field, value) in self.raw.fields.iter().flat_map(|fields| &fields.value) {
            if self.bank.field(&into.value, field).is_none() {
                let fields = self.bank.fields(&into.value).map(|field| field.id.as_str());
                let help = suggest(field, fields, "name a field of the list");
                let message = format!("entries of `{shown}` have no field `{}`", printable(field));
                self.problems.push(error("unknown-field", message, self.written.place(&value.span), help));
            }
        }
    }

    fn expressions(&mut self) {
        if let Some(given) = &self.raw.given {
            self.expression(given, Wanted::Condition);
        }
        for value in self.raw.fields.iter().flat_map(|fields| fields.value.values()) {
            self.expression(value, Wanted::Anything);
        }
    }

    /// An expression reads what is taken, and nothing else: neither the rest of the plan nor what is asked now.
    fn expression(&mut self, text: &At<String>, wanted: Wanted) {
        let expression = Expression::new(text.value.as_str());
        let names: Vec<String> = self.sources.iter().map(FormerPlace::in_expressions).collect();
        for reference in expression.references() {
            let read = reference.path.iter().take_while(|step| *step != "[]").cloned().collect::<Vec<_>>().join(".");
            let is_id = read == "item.id" && self.sources.iter().any(|source| source.list.is_some());
            if is_id || names.contains(&read) {
                continue;
            }
            let rest = text.value.get(reference.offset..).unwrap_or_default();
            let end = reference.offset + name_length(rest, true);
            let help = suggest(&read, names.iter().map(String::as_str), "name it in `from`, or take it out here");
            let message = format!("an upgrade reads `{}`, which is not in its `from`", printable(&read));
            let place = self.written.inside(text, reference.offset..end);
            self.problems.push(error("unknown-name", message, place, help));
        }
        let bound = names.iter().map(|name| name.split('.').next().unwrap_or_default().to_owned());
        let bound: Vec<Bound> = bound.map(|name| Bound { name, path: None, gives: Type::Any }).collect();
        let nothing = Moment { question: 0, field: 0 };
        let sight = Sight { bound: &bound, ..Sight::new(&[], &[], nothing) };
        let owner = "an upgrade";
        let mut found = Problems::new();
        Look { owner, written: self.written, sight: &sight, known: &[], holder: Holder::Fact, problems: &mut found }
            .expression(text, wanted);
        // Names are looked up here, with other words.
        self.problems.extend(found.into_iter().filter(|problem| problem.code != "unknown-name"));
    }
}
