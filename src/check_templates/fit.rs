//! Whether templates fit a bank: choices that are none of its own, and questions that it hides.

use super::names::place;
use crate::bank::{Bank, Kind, Question, Template};
use crate::diagnostic::{Diagnostic, Place};
use crate::documents::templating::sources::bare;
use crate::documents::templating::tags::{Tag, Token, tags};
use crate::words;
use std::collections::{BTreeMap, BTreeSet};

/// What stands before a question's id where something else about it is meant than its answer.
const VIEWS: [&str; 4] = ["labels", "notes", "reasons", "states"];

/// What templates can ask a bank for in vain.
#[derive(Debug, Default)]
pub(super) struct Fit {
    /// The keys of the choices under each id that has nothing but choices.
    choices: BTreeMap<String, BTreeSet<String>>,
    /// The ids that a template can read without a list.
    top: BTreeSet<String>,
    /// What the bank hides and nothing else is called: as `hide` names it, its id, and whether a list holds it.
    hidden: Vec<(String, String, bool)>,
    /// The same of what is private.
    private: Vec<(String, String, bool)>,
}

impl Fit {
    pub fn of(bank: &Bank) -> Self {
        let mut choices: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for question in all(bank).filter(|question| has_keys(question)) {
            let keys = question.choices().iter().map(|choice| choice.key.clone());
            choices.entry(question.id.clone()).or_default().extend(keys);
        }
        for question in all(bank).filter(|question| !has_keys(question)) {
            choices.remove(&question.id);
        }
        let top = bank.questions().map(|(_, question)| question).filter(|question| question.of.is_none());
        let top = top.map(|question| question.id.clone()).collect();
        let is_alone = |hidden: &&Question| all(bank).all(|question| question.id != hidden.id);
        let named = |list: Option<&str>, id: &str| match list {
            Some(list) => (format!("{list}.{id}"), id.to_owned(), true),
            None => (id.to_owned(), id.to_owned(), false),
        };
        let hidden = bank.hidden.iter().filter(is_alone).map(|hidden| named(hidden.of.as_deref(), &hidden.id));
        let fields = bank.questions().flat_map(|(_, question)| {
            let own = (question.of.as_deref(), question);
            let inside = question.items().into_iter().flat_map(|list| &list.fields);
            std::iter::once(own).chain(inside.map(|field| (Some(question.id.as_str()), field)))
        });
        let is_clear = |question: &Question| all(bank).filter(|other| other.id == question.id).count() == 1;
        let private = fields.filter(|(_, question)| question.private && is_clear(question));
        let private = private.map(|(list, question)| named(list, &question.id)).collect();
        Self { choices, top, hidden: hidden.collect(), private }
    }

    /// What the bank hides or keeps private and templates in use speak of, each once, at the first place. They find it
    /// open. A template that asks whether private answers are left out knows what it does.
    pub fn spoken_of(&self, used: &[&Template]) -> Vec<Diagnostic> {
        let minds =
            |source: &Template| tags(&source.text).iter().flat_map(Tag::fields).any(|own| own.text == "withholds");
        let all: Vec<&Template> = used.to_vec();
        let some: Vec<&Template> = if self.private.is_empty() {
            Vec::new()
        } else {
            used.iter().copied().filter(|source| !minds(source)).collect()
        };
        let hidden = self.hidden.iter().map(|own| (own, &all, "which this bank hides", "template-hidden"));
        let private = self.private.iter().map(|own| (own, &some, "which is private", "template-private"));
        let told = hidden.chain(private).filter_map(|((name, id, in_list), used, what, code)| {
            let mut speaking = used.iter().filter_map(|source| Some((source, spoken(source, id, *in_list)?)));
            let (first, place) = speaking.next()?;
            let others: Vec<String> = speaking.map(|(source, _)| format!("`{}`", bare(&source.name))).collect();
            let message = format!("template `{}` speaks of `{name}`, {what}", first.name);
            let so = if others.is_empty() { String::new() } else { format!(", as do {}", words::listed(&others)) };
            let help = format!(
                "it finds it open{so}: look at a draft, and where that reads oddly put a template `{}` of your own in its \
                 place",
                bare(&first.name)
            );
            Some(Diagnostic::warning(code, message).at(place).help(help))
        });
        told.collect()
    }

    /// Choices in the templates in use that this bank does not have; `others` are the fields of what is no answer.
    pub fn problems(&self, used: &[&Template], others: &BTreeSet<String>) -> Vec<Diagnostic> {
        used.iter().flat_map(|source| self.unknown(source, others)).collect()
    }

    fn unknown(&self, source: &Template, others: &BTreeSet<String>) -> Vec<Diagnostic> {
        let tags = tags(&source.text);
        let bound: BTreeSet<&str> = tags.iter().flat_map(Tag::bound).collect();
        let mut problems = Vec::new();
        for tag in &tags {
            for (index, text) in tag.tokens.iter().enumerate() {
                let Some(key) = text.quoted() else { continue };
                let Some(name) = self.compared(tag, index, &bound).filter(|name| !others.contains(name.text)) else {
                    continue;
                };
                let Some(keys) = self.choices.get(name.text).filter(|keys| !keys.contains(key)) else { continue };
                let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
                let message = format!(
                    "template `{}` compares `{}` with `{key}`, which is none of its choices",
                    source.name, name.text
                );
                let help = match words::closest(key, keys.iter().copied()) {
                    Some(close) => format!("did you mean `{close}`?"),
                    None => format!("the choices are {}; what is said here is never shown", words::listed(&keys)),
                };
                problems.push(Diagnostic::warning("template-choice", message).at(place(source, text)).help(help));
            }
        }
        problems
    }

    /// The question that a text is compared with: `x.kind == "text"`, `"text" in x.kind`, `x.kind in ["text"]`.
    fn compared<'t, 'a>(&self, tag: &'t Tag<'a>, text: usize, bound: &BTreeSet<&str>) -> Option<&'t Token<'a>> {
        let before = |index: usize, by: usize| index.checked_sub(by).map_or("", |index| tag.token(index));
        let name = match before(text, 1) {
            "==" | "!=" => text.checked_sub(2)?,
            "[" | "," => {
                let within = (0..text).rev().take_while(|index| is_of_list(tag, *index));
                let opening = within.last().filter(|opening| before(*opening, 1) == "in")?;
                opening.checked_sub(if before(opening, 2) == "not" { 3 } else { 2 })?
            }
            _ if tag.token(text + 1) == "in" => last_of_path(tag, text + 2)?,
            _ if tag.token(text + 1) == "not" && tag.token(text + 2) == "in" => last_of_path(tag, text + 3)?,
            _ => return None,
        };
        let found = tag.tokens.get(name).filter(|found| found.is_word())?;
        if matches!(before(name, 1), "." | "?.") {
            return Some(found).filter(|_| !VIEWS.contains(&before(name, 2)));
        }
        Some(found).filter(|found| self.top.contains(found.text) && !bound.contains(found.text))
    }
}

/// Where a template first speaks of a question, or of a field.
fn spoken(source: &Template, id: &str, in_list: bool) -> Option<Place> {
    let tags = tags(&source.text);
    let bound: BTreeSet<&str> = tags.iter().flat_map(Tag::bound).collect();
    tags.iter().find_map(|tag| {
        let found = if in_list {
            tag.fields().find(|field| field.text == id)
        } else {
            tag.names().find(|name| name.text == id && !bound.contains(id))
        };
        found.map(|token| place(source, token))
    })
}

/// The last name of `a.b.c`, from where it begins; none where something is done with it.
fn last_of_path(tag: &Tag<'_>, from: usize) -> Option<usize> {
    let mut last = from;
    while matches!(tag.token(last + 1), "." | "?.") {
        last += 2;
    }
    (!matches!(tag.token(last + 1), "[" | "|" | "(")).then_some(last)
}

/// Whether a token belongs to a list of texts: `["a", "b"`.
fn is_of_list(tag: &Tag<'_>, index: usize) -> bool {
    matches!(tag.token(index), "[" | ",") || tag.tokens.get(index).is_some_and(|token| token.quoted().is_some())
}

fn all(bank: &Bank) -> impl Iterator<Item = &Question> {
    bank.questions().flat_map(|(_, question)| {
        std::iter::once(question).chain(question.items().into_iter().flat_map(|list| &list.fields))
    })
}

fn has_keys(question: &Question) -> bool {
    matches!(question.kind, Kind::OneOf(_) | Kind::SomeOf { .. })
}
