//! Kinds: only keys that the kind uses, limits that can be met, choices and defaults that make sense.

use super::entry::Entry;
use crate::bank::read::Problems;
use crate::bank::source::RawQuestion;
use crate::bank::written::{error, suggest};
use crate::bank::{Kind, Range};
use crate::words;
use rust_decimal::Decimal;
use std::ops::Range as Span;

pub(super) fn check(entries: &[Entry<'_>], problems: &mut Problems) {
    for entry in entries {
        unused_keys(entry, problems);
        choices(entry, problems);
        limits(entry, problems);
        default(entry, problems);
    }
}

/// The keys of the question that only some kinds use, each with its place and the kinds that use it.
fn special_keys(raw: &RawQuestion) -> Vec<(&'static str, Span<usize>, &'static [&'static str])> {
    fn span<T>(at: Option<&crate::bank::source::At<T>>) -> Option<Span<usize>> {
        at.map(|at| at.span.clone())
    }
    const NUMBERS: &[&str] = &["number", "money", "percent"];
    const TEXTS: &[&str] = &["text", "long-text"];
    const CHOICES: &[&str] = &["one-of", "some-of", "currency"];
    const COUNTED: &[&str] = &["some-of", "items", "link"];
    const DRAFTED: &[&str] = &["text", "long-text", "number", "money", "percent", "date"];
    const SIMPLE: &[&str] =
        &["text", "long-text", "yes-no", "number", "money", "percent", "date", "currency", "one-of", "some-of"];
    let keys = [
        ("max_length", span(raw.max_length.as_ref()), TEXTS),
        ("min", span(raw.min.as_ref()), NUMBERS),
        ("max", span(raw.max.as_ref()), NUMBERS),
        ("whole", span(raw.whole.as_ref()), &["number"]),
        ("unit", span(raw.unit.as_ref()), &["number"]),
        ("at_least", span(raw.at_least.as_ref()), COUNTED),
        ("at_most", span(raw.at_most.as_ref()), COUNTED),
        ("advise_at_most", span(raw.advise_at_most.as_ref()), &["some-of"]),
        ("choices", span(raw.choices.as_ref()), CHOICES),
        ("choice", span(raw.choice.first()), CHOICES),
        ("one", span(raw.one.as_ref()), &["items"]),
        ("many", span(raw.many.as_ref()), &["items"]),
        ("title", span(raw.title.as_ref()), &["items"]),
        ("field", span(raw.field.first()), &["items"]),
        ("propose", span(raw.propose.as_ref()), &["items"]),
        ("propose_ask", span(raw.propose_ask.as_ref()), &["items"]),
        ("to", span(raw.to.as_ref()), &["link"]),
        ("many_links", span(raw.many_links.as_ref()), &["link"]),
        ("among", span(raw.among.as_ref()), &["link"]),
        ("order", span(raw.order.as_ref()), &["link"]),
        ("start", span(raw.start.as_ref()), DRAFTED),
        ("default", span(raw.default.as_ref()), SIMPLE),
    ];
    keys.into_iter().filter_map(|(key, span, kinds)| span.map(|span| (key, span, kinds))).collect()
}

fn unused_keys(entry: &Entry<'_>, problems: &mut Problems) {
    let raw = &entry.raw.value;
    let Some(kind) = raw.kind.as_ref().map(|kind| kind.value.as_str()) else { return };
    if !crate::bank::KINDS.contains(&kind) {
        return;
    }
    for (key, span, kinds) in special_keys(raw) {
        if !kinds.contains(&kind) {
            let message = format!("a question of kind `{kind}` does not use `{key}`");
            let kinds: Vec<String> = kinds.iter().map(|kind| format!("`{kind}`")).collect();
            let help = format!("take `{key}` out; it belongs to {}", words::listed(&kinds));
            problems.push(error("unused-key", message, entry.place(&span), help));
        }
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

fn choices(entry: &Entry<'_>, problems: &mut Problems) {
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

fn limits(entry: &Entry<'_>, problems: &mut Problems) {
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

fn counts(entry: &Entry<'_>, problems: &mut Problems) {
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

/// A default has to be a valid answer: it is only confirmed with Enter.
fn default(entry: &Entry<'_>, problems: &mut Problems) {
    let Some(default) = &entry.raw.value.default else { return };
    let keys = || entry.question.choices().iter().map(|choice| choice.key.as_str());
    let fault = match &entry.question.kind {
        Kind::OneOf(choices) | Kind::Currency(choices)
            if !choices.is_empty() && keys().all(|key| key != default.value) =>
        {
            let otherwise = match entry.question.kind {
                Kind::Currency(_) => "write the code of a currency, such as `EUR`".to_owned(),
                _ => one_of(keys()),
            };
            Some(suggest(&default.value, keys(), &otherwise))
        }
        Kind::SomeOf { choices, .. } if !choices.is_empty() => {
            let picked = default.value.split(',').map(str::trim);
            picked
                .into_iter()
                .find(|pick| keys().all(|key| key != *pick))
                .map(|pick| suggest(pick, keys(), &one_of(keys())))
        }
        Kind::YesNo => (!["yes", "no"].contains(&default.value.as_str())).then(|| "write `yes` or `no`".to_owned()),
        Kind::Number { range, whole, .. } => number(&default.value, *range, *whole),
        Kind::Money(range) | Kind::Percent(range) => number(&default.value, *range, false),
        Kind::Date => {
            default.value.parse::<jiff::civil::Date>().is_err().then(|| "write it like `2026-03-01`".to_owned())
        }
        Kind::Text { max_length } | Kind::LongText { max_length } => {
            let length = default.value.chars().count();
            max_length.filter(|max| length > *max).map(|max| format!("shorten it to {max} characters"))
        }
        _ => None,
    };
    if let Some(help) = fault {
        let message = format!("the default `{}` is no answer to this question", words::printable(&default.value));
        problems.push(error("wrong-default", message, entry.place(&default.span), help));
    }
}

fn number(text: &str, range: Range, whole: bool) -> Option<String> {
    let Ok(number) = text.parse::<Decimal>() else { return Some("write a number such as `12.5`".to_owned()) };
    match range {
        _ if whole && !number.fract().is_zero() => Some("write a whole number".to_owned()),
        Range { min: Some(min), .. } if number < min => Some(format!("the smallest answer is {min}")),
        Range { max: Some(max), .. } if number > max => Some(format!("the largest answer is {max}")),
        _ => None,
    }
}

fn one_of<'k>(keys: impl Iterator<Item = &'k str>) -> String {
    format!("the choices are {}", words::listed(&keys.map(|key| format!("`{key}`")).collect::<Vec<_>>()))
}
