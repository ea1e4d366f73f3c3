//! Ids and keys: well formed, given once, and not taken by something else.

use super::entry::Asked;
use super::view;
use crate::bank::Part;
use crate::bank::read::{Folder, Problems};
use crate::bank::source::{At, List, RawChoice};
use crate::bank::written::{Written, error};
use crate::diagnostic::Place;
use crate::documents::ANNEXES;
use crate::facts::BEHIND;
use crate::plan::meant;
use crate::words;
use std::collections::BTreeMap;
use std::ops::Range;

pub(super) fn check(folder: &Folder, parts: &[Written<'_>], entries: &[Asked<'_>], problems: &mut Problems) {
    bank_id(folder, problems);
    step_ids(parts, folder.bank.raw.chapter.is_empty(), problems);
    question_ids(entries, problems);
    for (name, choices) in &folder.bank.raw.choices {
        keys(&format!("the set `{}`", words::printable(name)), choices, |span| folder.bank.place(span), problems);
    }
    for entry in entries {
        keys(&entry.called(), &entry.raw.value.choice, |span| entry.place(span), problems);
    }
}

fn bank_id(folder: &Folder, problems: &mut Problems) {
    let Some(id) = &folder.bank.raw.id else { return };
    if !is_made_of(&id.value, |c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        let message = format!("`{}` cannot be the id of a bank", words::printable(&id.value));
        let help = "use lower-case letters, digits and hyphens, such as `business-model`";
        problems.push(error("malformed-id", message, folder.bank.place(&id.span), help));
    }
}

/// Without chapters of the bank's own, a step is a chapter of its plans.
fn step_ids(parts: &[Written<'_>], is_step_a_chapter: bool, problems: &mut Problems) {
    let mut seen = Seen::default();
    for part in parts {
        match (&part.step.id, part.part) {
            (Some(id), Part::Step(_)) => {
                form(id, part.place(&id.span), problems);
                if ["profile", "pause"].contains(&id.value.as_str()) {
                    problems.push(reserved(id, part.place(&id.span), "a part of every walk has this name"));
                } else if is_step_a_chapter && is_of_documents(&id.value) {
                    problems.push(reserved(id, part.place(&id.span), "a part of every document has this name"));
                }
                seen.note(id.value.clone(), "step", part.place(&id.span), problems);
            }
            (Some(id), _) => {
                let message = format!("{} has a fixed id", part.called());
                problems.push(error("unused-key", message, part.place(&id.span), "take `id` out"));
            }
            (None, _) => {}
        }
        if let (Some(after), Part::Step(_) | Part::Profile) = (&part.step.after, part.part) {
            let message = format!("{} does not use `after`", part.called());
            problems.push(error(
                "unused-key",
                message,
                part.place(&after.span),
                "only the pause follows a step by name",
            ));
        }
    }
}

fn question_ids(entries: &[Asked<'_>], problems: &mut Problems) {
    let mut seen = Seen::default();
    for entry in entries {
        let Some(id) = &entry.raw.value.id else { continue };
        form(id, entry.place(&id.span), problems);
        let taken_by =
            if entry.list.is_some() { view::field_taken_by(&id.value) } else { view::name_taken_by(&id.value) };
        if let Some(owner) = taken_by {
            problems.push(reserved(id, entry.place(&id.span), owner));
        }
        let name = entry.list.map_or_else(|| id.value.clone(), |list| format!("{list}.{}", id.value));
        seen.note(name, "question", entry.place(&id.span), problems);
    }
}

fn keys(owner: &str, choices: &List<RawChoice>, place: impl Fn(&Range<usize>) -> Place, problems: &mut Problems) {
    let mut seen = Vec::new();
    let named: Vec<(&str, &str)> = choices
        .iter()
        .map(|choice| [&choice.value.key, &choice.value.label].map(|text| text.as_ref().map_or("", |text| &text.value)))
        .map(|[key, label]| (key, label))
        .collect();
    for (at, choice) in choices.iter().enumerate() {
        if let Some(label) = &choice.value.label
            && let said = words::tidied(&label.value)
            && let Some((key, other)) =
                meant(&said, &named.iter().copied()).filter(|other| *other != at).and_then(|other| named.get(other))
            && !said.is_empty()
        {
            let (message, help) = if words::tidied(other).to_lowercase() == said.to_lowercase() {
                let message = format!("two choices of {owner} are called `{}`", words::printable(&said));
                (message, "give each a label of its own: nobody could tell them apart".to_owned())
            } else {
                let message =
                    format!("the label `{}` is the key of another choice of {owner}", words::printable(&said));
                (message, format!("choose another label: who types this one picks `{}`", words::printable(key)))
            };
            problems.push(error("duplicate-choice", message, place(&label.span), help));
        }
        let Some(key) = &choice.value.key else {
            let message = format!("a choice of {owner} has no `key`");
            problems.push(error(
                "missing-key",
                message,
                place(&choice.span),
                "add `key = ...`, which plans will store",
            ));
            continue;
        };
        if seen.contains(&&key.value) {
            let message = format!("the choice `{}` of {owner} stands there twice", words::printable(&key.value));
            problems.push(error("duplicate-choice", message, place(&key.span), "give each choice a key of its own"));
        }
        seen.push(&key.value);
        if !is_made_of(&key.value, |c| c.is_ascii_alphanumeric() || c == '_') {
            let message = format!("`{}` cannot be the key of a choice", words::printable(&key.value));
            let help = "use letters, digits and underscores; the label may hold anything";
            problems.push(error("malformed-id", message, place(&key.span), help));
        }
    }
}

pub(super) fn form(id: &At<String>, place: Place, problems: &mut Problems) {
    if !is_made_of(&id.value, |c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
        let message = format!("`{}` cannot be an id", words::printable(&id.value));
        let help = match snake_case(&id.value) {
            Some(better) => format!("write it as `{better}`"),
            None => "use lower-case letters, digits and underscores, such as `market_kind`".to_owned(),
        };
        problems.push(error("malformed-id", message, place, help));
    }
}

/// The form of the id of a check.
pub(super) fn kebab(id: &At<String>, place: Place, problems: &mut Problems) {
    if !is_made_of(&id.value, |c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        let message = format!("`{}` cannot be the id of a check", words::printable(&id.value));
        let help = "use lower-case letters, digits and hyphens, such as `segment-without-offer`";
        problems.push(error("malformed-id", message, place, help));
    }
}

/// The form of an id or key of an earlier version.
pub(super) fn old_form(id: &str, what: &str, place: Place, problems: &mut Problems) {
    let fits = |c: char| c == '_' || if what == "choice" { c.is_ascii_alphanumeric() } else { is_of_id(c) };
    if !is_made_of(id, fits) {
        let message = format!("`{}` never was the id of a {what}", words::printable(id));
        let help = "write the old id alone, such as `market_kind`, without the list that it belonged to";
        problems.push(error("malformed-id", message, place, help));
    }
}

/// Whether every plan can have a chapter or annex of this name beside those of its bank.
fn is_of_documents(id: &str) -> bool {
    BEHIND.iter().map(|(own, ..)| *own).chain(ANNEXES).any(|own| own == id)
}

fn is_of_id(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit()
}

pub(super) fn reserved(id: &At<String>, place: Place, owner: &str) -> crate::diagnostic::Diagnostic {
    let message = format!("`{}` cannot be an id: {owner}", words::printable(&id.value));
    error("reserved-name", message, place, "choose another noun")
}

fn is_made_of(id: &str, fits: impl Fn(char) -> bool) -> bool {
    id.starts_with(|c: char| c.is_ascii_alphabetic()) && id.chars().all(fits)
}

/// The id in the form it should have, if it can be told.
fn snake_case(id: &str) -> Option<String> {
    let mut better = String::new();
    for c in id.trim().chars() {
        if c.is_ascii_uppercase() && better.ends_with(|last: char| last.is_ascii_lowercase()) {
            better.push('_');
        }
        better.push(if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' });
    }
    better.starts_with(|c: char| c.is_ascii_lowercase()).then_some(better)
}

/// Names given so far, with the line where each stands.
#[derive(Default)]
pub(super) struct Seen(BTreeMap<String, Place>);

impl Seen {
    pub fn note(&mut self, name: String, what: &str, place: Place, problems: &mut Problems) {
        let Some(first) = self.0.get(&name) else {
            self.0.insert(name, place);
            return;
        };
        let help = format!("the other one is at {}:{}; rename one of them", first.path, first.line());
        let message = format!("there are two {what}s `{}`", words::printable(&name));
        problems.push(error("duplicate-id", message, place, help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_better_form_of_an_id_is_suggested_where_there_is_one() {
        for (id, better) in [
            ("marketKind", Some("market_kind")),
            ("market-kind", Some("market_kind")),
            ("Market kind", Some("market_kind")),
            ("1st", None),
            ("", None),
        ] {
            assert_eq!(snake_case(id).as_deref(), better, "{id}");
        }
    }
}
