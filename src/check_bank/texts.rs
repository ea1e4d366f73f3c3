//! Texts: none empty, help everywhere.

use super::entry::Asked;
use crate::bank::read::{Folder, Problems};
use crate::bank::source::{List, RawChoice, Text};
use crate::bank::written::{Written, error};
use crate::diagnostic::{Diagnostic, Place};
use std::ops::Range;

/// Keys that cannot be left out instead.
const NEEDED: [&str; 12] =
    ["ask", "bad", "label", "language", "many", "one", "propose_ask", "purpose", "say", "title", "version", "why"];

pub(super) fn check(folder: &Folder, parts: &[Written<'_>], entries: &[Asked<'_>], problems: &mut Problems) {
    let raw = &folder.bank.raw;
    let texts =
        [("version", &raw.version), ("language", &raw.language), ("title", &raw.title), ("credit", &raw.credit)];
    empty(&texts, |span| folder.bank.place(span), problems);
    for choices in raw.choices.values() {
        choice_texts(choices, &|span| folder.bank.place(span), problems);
    }
    for part in parts {
        let step = part.step;
        let texts = [
            ("title", &step.title),
            ("purpose", &step.purpose),
            ("guidance", &step.guidance),
            ("produced", &step.produced),
        ];
        empty(&texts, |span| part.place(span), problems);
    }
    for entry in entries {
        question_texts(entry, problems);
    }
}

fn question_texts(entry: &Asked<'_>, problems: &mut Problems) {
    let raw = &entry.raw.value;
    let texts = [
        ("ask", &raw.ask),
        ("label", &raw.label),
        ("help", &raw.help),
        ("example", &raw.example),
        ("one", &raw.one),
        ("many", &raw.many),
        ("title", &raw.title),
        ("unit", &raw.unit),
        ("role", &raw.role),
        ("propose_ask", &raw.propose_ask),
    ];
    empty(&texts, |span| entry.place(span), problems);
    for mistake in &raw.mistakes {
        let texts = [("bad", &mistake.value.bad), ("why", &mistake.value.why)];
        missing(&texts, "a mistake", &entry.place(&mistake.span), problems);
        empty(&texts, |span| entry.place(span), problems);
    }
    for caution in &raw.cautions {
        empty(&[("say", &caution.value.say)], |span| entry.place(span), problems);
    }
    choice_texts(&raw.choice, &|span| entry.place(span), problems);
    if raw.help.is_none() {
        let warning = Diagnostic::warning("missing-help", format!("{} has no `help`", entry.called()));
        problems.push(warning.at(entry.head()).help("say in a sentence or two what a good answer holds"));
    }
}

fn choice_texts(choices: &List<RawChoice>, place: &dyn Fn(&Range<usize>) -> Place, problems: &mut Problems) {
    for choice in choices {
        let RawChoice { key, label, help, short, .. } = &choice.value;
        let head = place(key.as_ref().map_or(&choice.span, |key| &key.span));
        missing(&[("label", label)], "a choice", &head, problems);
        empty(&[("label", label), ("help", help), ("short", short)], place, problems);
    }
}

fn missing(texts: &[(&str, &Text)], owner: &str, head: &Place, problems: &mut Problems) {
    for (key, _) in texts.iter().filter(|(_, text)| text.is_none()) {
        let message = format!("{owner} has no `{key}`");
        problems.push(error("missing-key", message, head.clone(), format!("add `{key} = \"...\"`")));
    }
}

fn empty(texts: &[(&str, &Text)], place: impl Fn(&Range<usize>) -> Place, problems: &mut Problems) {
    for (key, text) in texts {
        if let Some(text) = text.as_ref().filter(|text| text.value.trim().is_empty()) {
            let message = format!("`{key}` is empty");
            let out = if NEEDED.contains(key) { String::new() } else { format!(", or take `{key}` out") };
            problems.push(error("empty-text", message, place(&text.span), format!("write a text{out}")));
        }
    }
}
