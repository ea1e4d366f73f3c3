//! Kinds: only keys that the kind uses, limits that can be met, choices and defaults that make sense.

use super::entry::Asked;
use crate::bank::read::Problems;
use crate::bank::written::{error, suggest};
use crate::bank::{Kind, KindName, MOST_ASKED_FOR};
use crate::diagnostic::Diagnostic;
use crate::expression::Scope;
use crate::fact::Fact;
use crate::plan::{Given, accept};
use crate::words;
use std::ops::Range as Span;

pub(super) fn check(entries: &[Asked<'_>], problems: &mut Problems) {
    for entry in entries {
        unused_keys(entry, problems);
        choices(entry, problems);
        limits(entry, problems);
        answers(entry, problems);
        start(entry, problems);
    }
}

fn unused_keys(entry: &Asked<'_>, problems: &mut Problems) {
    let raw = &entry.raw.value;
    let Some(kind) = raw.kind.as_ref().and_then(|kind| KindName::named(&kind.value)) else { return };
    for (key, span) in raw.special_keys().into_iter().filter(|(key, _)| !kind.keys().contains(key)) {
        let readers = KindName::ALL.iter().filter(|kind| kind.keys().contains(&key));
        let readers: Vec<String> = readers.map(|kind| format!("`{}`", kind.written())).collect();
        let message = format!("a question of kind `{}` does not use `{key}`", kind.written());
        let help = format!("take `{key}` out; it belongs to {}", words::listed(&readers));
        problems.push(error("unused-key", message, entry.place(&span), help));
    }
    if let (Kind::Link(link), Some(count)) = (&entry.question.kind, raw.at_least.as_ref().or(raw.at_most.as_ref()))
        && !link.many
    {
        let message = "a link to one item does not use `at_least` or `at_most`".to_owned();
        problems.push(error(
            "unused-key",
            message,
            entry.place(&count.span),
            "add `many_links = true`, or use `required`",
        ));
    }
}

fn choices(entry: &Asked<'_>, problems: &mut Problems) {
    let raw = &entry.raw.value;
    if !matches!(entry.question.kind, Kind::OneOf(_) | Kind::SomeOf { .. }) {
        return;
    }
    if raw.choices.is_none() && raw.choice.is_empty() {
        let message = format!("{} has no choices", entry.called());
        let help = "add `[[question.choice]]` tables, or name a set with `choices`";
        problems.push(error("missing-choices", message, entry.head(), help));
    }
    if let (Some(set), false) = (&raw.choices, raw.choice.is_empty()) {
        let message = format!("{} has choices of its own and a set of choices", entry.called());
        problems.push(error("two-sets-of-choices", message, entry.place(&set.span), "keep one of the two"));
    }
}

fn limits(entry: &Asked<'_>, problems: &mut Problems) {
    let raw = &entry.raw.value;
    if let Some(length) = raw.max_length.as_ref().filter(|length| length.value == 0) {
        let message = "no answer can be 0 characters long".to_owned();
        problems.push(error(
            "impossible-limit",
            message,
            entry.place(&length.span),
            "raise `max_length`, or take it out",
        ));
    }
    if let (Some(min), Some(max)) = (&raw.min, &raw.max)
        && min.value > max.value
    {
        let message = format!("no number is at least {} and at most {}", min.value, max.value);
        problems.push(error(
            "impossible-limit",
            message,
            entry.place(&min.span),
            "swap `min` and `max`, or change one",
        ));
    }
    counts(entry, problems);
}

fn counts(entry: &Asked<'_>, problems: &mut Problems) {
    let raw = &entry.raw.value;
    let mut report = |message: String, span: &Span<usize>, help: &str| {
        problems.push(error("impossible-limit", message, entry.place(span), help));
    };
    if let (Some(least), Some(most)) = (&raw.at_least, &raw.at_most)
        && least.value > most.value
    {
        let message = format!("nobody can pick at least {} and at most {}", least.value, most.value);
        report(message, &least.span, "swap `at_least` and `at_most`, or change one");
    }
    if let Some(most) = raw.at_most.as_ref().filter(|most| most.value == 0) {
        report(
            "at most 0 leaves nothing to answer".to_owned(),
            &most.span,
            "raise `at_most`, or take the question out",
        );
    }
    for (key, number) in [("at_least", &raw.at_least), ("usual", &raw.usual)] {
        if let Some(number) = number.as_ref().filter(|number| number.value > MOST_ASKED_FOR as u64) {
            let message = format!("nobody enters {} of them one by one", number.value);
            report(message, &number.span, &format!("`{key}` is {MOST_ASKED_FOR} at most"));
        }
    }
    let Kind::SomeOf { choices, .. } = &entry.question.kind else { return };
    let offered = u64::try_from(choices.len()).unwrap_or(u64::MAX);
    if let Some(least) = raw.at_least.as_ref().filter(|least| offered > 0 && least.value > offered) {
        let message = format!("nobody can pick {} of {offered} choices", least.value);
        report(message, &least.span, "lower `at_least`, or add choices");
    }
    if let (Some(advice), Some(most)) = (&raw.advise_at_most, &raw.at_most)
        && advice.value >= most.value
    {
        let message = format!("the advice to pick at most {} never comes", advice.value);
        report(message, &advice.span, "make `advise_at_most` smaller than `at_most`, or take one out");
    }
}

/// A default and an example have to be answers that are accepted: the one is only confirmed, the other is what people
/// type in its likeness.
fn answers(entry: &Asked<'_>, problems: &mut Problems) {
    let raw = &entry.raw.value;
    if let Some((default, help)) = raw.default.as_ref().and_then(|text| Some((text, refused(entry, &text.value)?))) {
        let message = format!("the default `{}` is no answer to this question", words::printable(&default.value));
        problems.push(error("wrong-default", message, entry.place(&default.span), help));
    }
    let is_picked =
        matches!(entry.question.kind.name(), KindName::Items | KindName::Link) || !offered(entry).is_empty();
    let Some(example) = raw.example.as_ref().filter(|_| !is_picked) else { return };
    if let Some(help) = refused(entry, &example.value) {
        let message = format!("the example `{}` is no answer to this question", words::printable(&example.value));
        problems.push(Diagnostic::warning("wrong-example", message).at(entry.place(&example.span)).help(help));
    }
}

/// What a line begins with is offered as the answer; where it is the same for everybody, it can be told beforehand
/// whether it is one.
fn start(entry: &Asked<'_>, problems: &mut Problems) {
    let (Some(written), Some(start)) = (&entry.raw.value.start, &entry.question.start) else { return };
    if !start.references().is_empty() {
        return;
    }
    // What gives nothing is told with the trial plans.
    let Ok(value) = start.evaluate(&Scope::new(&Fact::Null)) else { return };
    let help = match value.as_text() {
        Some("") => None,
        Some(text) => refused(entry, text),
        None => Some("`start` gives the text of an answer: put it into quotes, such as `start = \"'12'\"`".to_owned()),
    };
    if let Some(help) = help {
        let message = format!("the start `{}` is no answer to this question", words::printable(&written.value));
        problems.push(error("wrong-start", message, entry.place(&written.span), help));
    }
}

/// What can be picked, by its keys.
fn offered<'e>(entry: &'e Asked<'_>) -> Vec<&'e str> {
    match entry.question.kind.name() {
        KindName::YesNo => vec!["yes", "no"],
        _ => entry.question.choices().iter().map(|choice| choice.key.as_str()).collect(),
    }
}

/// Why a text is no answer, with what would be one.
fn refused(entry: &Asked<'_>, text: &str) -> Option<String> {
    let offered = offered(entry);
    let given = if offered.is_empty() {
        // Choices that are missing are told where they are missed.
        let is_choice = entry.question.kind.name().keys().contains(&"choice");
        Given::Typed(Some(text).filter(|_| !is_choice)?.to_owned())
    } else {
        Given::Picked(text.split(',').map(|key| key.trim().to_owned()).collect())
    };
    if let Given::Picked(keys) = &given
        && let Some(other) = keys.iter().find(|key| !offered.contains(&key.as_str()))
    {
        let otherwise = match entry.question.kind.name() {
            KindName::Currency => "write the code of a currency, such as `EUR`".to_owned(),
            _ => format!(
                "the choices are {}",
                words::listed(&offered.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>())
            ),
        };
        return Some(suggest(other, offered, &otherwise));
    }
    accept(entry.question, &given, &[]).err().map(|rejection| rejection.0)
}
