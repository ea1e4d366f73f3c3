//! Checks: told apart by their ids, leading to a question, and reading only what is known when they run.

use super::entry::{Asked, DerivedEntry, Moment};
use super::names::{Holder, Look, Wanted};
use super::sight::{Bound, Sight, Target};
use super::{ids, view};
use crate::bank::read::Problems;
use crate::bank::source::{At, RawCheck};
use crate::bank::taken_apart;
use crate::bank::written::{Written, error, suggest};
use crate::bank::{Bank, Part};
use crate::expression::{Expression, Insert, Meaning, Path, Type};
use crate::words::printable;
use std::ops::Range;

pub(super) fn check(
    parts: &[Written<'_>],
    bank: &Bank,
    entries: &[Asked<'_>],
    derived: &[DerivedEntry<'_>],
    problems: &mut Problems,
) {
    let before = parts.iter().take_while(|part| part.part != Part::Pause);
    let pause = Moment { question: before.map(|part| part.step.question.len()).sum(), field: usize::MAX };
    let end = Moment { question: usize::MAX, field: usize::MAX };
    let mut seen = ids::Seen::default();
    for part in parts {
        for raw in &part.step.check {
            if let Some(id) = &raw.value.id {
                ids::kebab(id, part.place(&id.span), problems);
                seen.note(id.value.clone(), "check", part.place(&id.span), problems);
            }
            let is_halfway = raw.value.phase.as_ref().is_some_and(|phase| phase.value == "halfway");
            let sight = Sight::new(entries, derived, if is_halfway { pause } else { end });
            let head = raw.value.id.as_ref().map_or(&raw.span, |id| &id.span);
            let owner = raw
                .value
                .id
                .as_ref()
                .map_or_else(|| "a check".to_owned(), |id| format!("check `{}`", printable(&id.value)));
            let mut lint =
                Lint { bank, part, raw: &raw.value, owner, sight, bound: Vec::new(), known: Vec::new(), problems };
            lint.bindings();
            lint.question(head);
            lint.conditions();
            lint.texts();
        }
    }
}

/// Insights: told apart by their ids, resting on what there is, for readers there are.
pub(super) fn insights(
    parts: &[Written<'_>],
    bank: &Bank,
    entries: &[Asked<'_>],
    derived: &[DerivedEntry<'_>],
    problems: &mut Problems,
) {
    let end = Moment { question: usize::MAX, field: usize::MAX };
    let mut seen = ids::Seen::default();
    for (part, raw) in parts.iter().flat_map(|part| part.step.insight.iter().map(move |raw| (part, &raw.value))) {
        if let Some(id) = &raw.id {
            ids::kebab(id, part.place(&id.span), problems);
            seen.note(id.value.clone(), "insight", part.place(&id.span), problems);
        }
        let owner =
            raw.id.as_ref().map_or_else(|| "an insight".to_owned(), |id| format!("insight `{}`", printable(&id.value)));
        for place in &raw.rests_on {
            let is_there = match place.value.split_once('.') {
                Some((list, field)) => bank.field(list, field).is_some(),
                None => bank.question(&place.value).is_some(),
            };
            if !is_there {
                let message = format!("{owner} rests on `{}`, which this bank does not ask", printable(&place.value));
                let help = "name a question, or a field as `list.field`";
                problems.push(error("unknown-name", message, part.place(&place.span), help));
            }
        }
        if let Some(chapter) = &raw.chapter
            && !bank.chapters.is_empty()
            && bank.chapters.iter().all(|own| own.id != chapter.value)
        {
            let message =
                format!("{owner} is worked out in `{}`, which is no chapter of this bank", printable(&chapter.value));
            let ids = bank.chapters.iter().map(|own| own.id.as_str());
            problems.push(error(
                "unknown-name",
                message,
                part.place(&chapter.span),
                suggest(&chapter.value, ids, "name a `[[chapter]]`"),
            ));
        }
        for (reader, weight) in &raw.weight {
            if !bank.readers.is_empty() && bank.readers.iter().all(|own| own.id != *reader) {
                let message = format!("{owner} weighs for `{}`, who is no reader of this bank", printable(reader));
                let help = suggest(reader, bank.readers.iter().map(|own| own.id.as_str()), "name a `[[reader]]`");
                problems.push(error("unknown-name", message, part.place(&weight.span), help));
            }
        }
        // It is read as a check that says what follows and never fails.
        let as_check = RawCheck {
            bindings: raw.bindings.clone(),
            given: raw.given.clone(),
            values: raw.values.clone(),
            message: raw.say.clone(),
            ..RawCheck::default()
        };
        let sight = Sight::new(entries, derived, end);
        let mut lint =
            Lint { bank, part, raw: &as_check, owner, sight, bound: Vec::new(), known: Vec::new(), problems };
        lint.bindings();
        lint.conditions();
        lint.texts();
        for value in raw.tone.iter().chain(&raw.worked_out) {
            lint.look(value, 0, &Expression::new(value.value.as_str()), Wanted::Anything);
        }
    }
}

/// One check under the lint.
struct Lint<'a> {
    bank: &'a Bank,
    part: &'a Written<'a>,
    raw: &'a RawCheck,
    owner: String,
    sight: Sight<'a>,
    bound: Vec<Bound>,
    known: Vec<Path>,
    problems: &'a mut Problems,
}

impl<'a> Lint<'a> {
    fn look(&mut self, text: &At<String>, start: usize, expression: &Expression, wanted: Wanted) {
        let sight = Sight { bound: &self.bound, ..self.sight };
        let known = &self.known;
        Look {
            owner: &self.owner,
            written: self.part,
            sight: &sight,
            known,
            holder: Holder::Check,
            problems: self.problems,
        }
        .part(text, start, expression, wanted);
    }

    fn meaning(&self, expression: &Expression) -> Meaning {
        let sight = Sight { bound: &self.bound, ..self.sight };
        expression.meaning(&self.known, &|path| sight.type_of(path))
    }

    fn bindings(&mut self) {
        for text in &self.raw.bindings {
            let Some((name, list)) = taken_apart(&text.value) else { continue };
            let is_free = self.name(name, text);
            let start = text.value.len() - list.len();
            let expression = Expression::new(list);
            let before = self.problems.len();
            self.look(text, start, &expression, Wanted::List);
            let meaning = self.meaning(&expression);
            let element = meaning.element.map(|path| self.absolute(&path));
            // What is no list is told, and stands for anything from here on.
            let element = element.filter(|element| {
                let is_told = self.problems.len() > before;
                is_told || self.is_list(text, start, &expression, element)
            });
            let element = element.filter(|element| self.sight.resolve(element).is_ok());
            let fields = meaning.within.iter().map(|path| self.absolute(path));
            let fields = fields.filter_map(|path| Some(path.strip_prefix(element.as_ref()?.as_slice())?.to_vec()));
            let known: Vec<Path> = fields.map(|rest| [vec![name.to_owned()], rest].concat()).collect();
            self.known.extend(known);
            let gives = if let Type::List(held) = meaning.gives { *held } else { Type::Any };
            self.bound.push(Bound { name: name.to_owned(), path: element.filter(|_| is_free), gives });
        }
    }

    /// A path with the bound name at its start replaced by what it stands for.
    fn absolute(&self, path: &[String]) -> Path {
        let bound = path.first().and_then(|first| self.bound.iter().find(|bound| bound.name == *first));
        match bound.and_then(|bound| bound.path.as_ref()) {
            Some(stands_for) => [stands_for, path.get(1..).unwrap_or_default()].concat(),
            _ => path.to_vec(),
        }
    }

    /// Whether a list is bound, not a single value.
    fn is_list(&mut self, text: &At<String>, start: usize, expression: &Expression, element: &[String]) -> bool {
        let whole = element.split_last().map(|(_, list)| list).unwrap_or_default();
        if let (Ok(_), Err(fault)) = (self.sight.resolve(whole), self.sight.resolve(element)) {
            let sight = self.sight;
            Look {
                owner: &self.owner,
                written: self.part,
                sight: &sight,
                known: &[],
                holder: Holder::Check,
                problems: self.problems,
            }
            .report(text, fault, start, expression.source(), 0);
            return false;
        }
        true
    }

    /// Whether a name is free to be bound.
    fn name(&mut self, name: &str, text: &At<String>) -> bool {
        let is_bound = self.bound.iter().any(|bound| bound.name == name);
        let is_question = self.bank.question(name).is_some();
        let is_taken = is_bound || is_question || view::binding_taken_by(name);
        if is_taken {
            let message = format!("{} binds the name `{}`, which is taken", self.owner, printable(name));
            self.problems.push(error("reserved-name", message, self.part.place(&text.span), "choose another name"));
        }
        !is_taken
    }

    fn conditions(&mut self) {
        if let Some(given) = &self.raw.given {
            let expression = Expression::new(given.value.as_str());
            self.look(given, 0, &expression, Wanted::Condition);
            self.known.extend(self.meaning(&expression).if_true);
        }
        if let Some(holds) = &self.raw.holds {
            let expression = Expression::new(holds.value.as_str());
            self.look(holds, 0, &expression, Wanted::Condition);
            self.known.extend(self.meaning(&expression).if_false);
        }
        if let Some(gap) = &self.raw.gap_when {
            self.look(gap, 0, &Expression::new(gap.value.as_str()), Wanted::Condition);
        }
    }

    fn texts(&mut self) {
        for (name, text) in &self.raw.values {
            let is_free = self.name(name, text);
            let expression = Expression::new(text.value.as_str());
            self.look(text, 0, &expression, Wanted::Anything);
            let meaning = self.meaning(&expression);
            let path = meaning.path.map(|path| self.absolute(&path));
            let path = path.filter(|path| is_free && self.sight.resolve(path).is_ok());
            self.bound.push(Bound { name: name.clone(), path, gives: meaning.gives });
        }
        for text in [&self.raw.message, &self.raw.advice, &self.raw.risk].into_iter().flatten() {
            let Ok(insert) = Insert::parse(&text.value) else { continue };
            for (start, expression) in insert.expressions() {
                self.look(text, start, expression, Wanted::Anything);
            }
        }
    }

    /// The place to go to is a question, or a field of what the check is made for.
    fn question(&mut self, head: &Range<usize>) {
        let lists: Vec<&str> = self.bound.iter().filter_map(|bound| self.list_of(bound.path.as_deref()?)).collect();
        let Some(question) = &self.raw.question else {
            let is_literal =
                |text: &At<String>| taken_apart(&text.value).is_some_and(|(_, list)| list.trim().starts_with('['));
            if lists.is_empty() && self.raw.bindings.iter().all(is_literal) {
                let message = format!("{} leads to no question", self.owner);
                let help = "add `question = ...`, the id of the question where it can be mended";
                self.problems.push(error("missing-question", message, self.part.place(head), help));
            }
            return;
        };
        let fields = || lists.iter().flat_map(|list| self.bank.fields(list)).map(|field| field.id.as_str());
        let top = self.bank.questions().filter(|(_, question)| question.of.is_none());
        let names: Vec<&str> = top.map(|(_, question)| question.id.as_str()).chain(fields()).collect();
        if !names.contains(&question.value.as_str()) {
            let message =
                format!("{} leads to `{}`, which this bank does not have", self.owner, printable(&question.value));
            let help = suggest(&question.value, names, "name a question, or a field of what the check is made for");
            self.problems.push(error("unknown-name", message, self.part.place(&question.span), help));
        }
    }

    /// The list whose items a path leads to.
    fn list_of(&self, path: &[String]) -> Option<&'a str> {
        match self.sight.resolve(path) {
            Ok(Target::Item { lists, any: false }) => lists.first().copied(),
            _ => None,
        }
    }
}
