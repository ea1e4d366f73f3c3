//! Chapters and readers, from what was written to the model.

use super::{error, missing, optional, placed_in, shown, suggest, value};
use crate::bank::read::{Problems, Source};
use crate::bank::source::{At, List, RawBank, RawChapter, RawReader, Text};
use crate::bank::{Chapter, OPENS_WITH, Reader, Step};

/// What the bank says about who reads which chapters.
pub(super) struct Outline {
    pub chapters: Vec<Chapter>,
    pub readers: Vec<Reader>,
}

/// The outline as it is written. Steps and chapters that are named exist, and no id stands twice.
pub(super) fn outline(bank: &Source<RawBank>, steps: &[Step], problems: &mut Problems) -> Outline {
    let mut chapters: Vec<Chapter> = Vec::new();
    for raw in &bank.raw.chapter {
        let RawChapter { id, title, steps: named, when, annex, .. } = &raw.value;
        lacking(bank, "a chapter", [("id", id), ("title", title)], &raw.span, problems);
        told_apart(bank, "chapter", id, chapters.iter().map(|chapter| chapter.id.as_str()), problems);
        known(bank, "step", named, || steps.iter().map(|step| step.id.as_str()), problems);
        chapters.push(Chapter {
            id: value(id),
            title: value(title),
            steps: named.iter().map(|step| step.value.clone()).collect(),
            when: when.as_ref().map(|text| placed_in(bank, text)),
            annex: annex.unwrap_or_default(),
        });
    }
    let mut readers: Vec<Reader> = Vec::new();
    for raw in &bank.raw.reader {
        let RawReader { id, title, chapters: named, opens_with, .. } = &raw.value;
        lacking(bank, "a reader", [("id", id), ("title", title)], &raw.span, problems);
        told_apart(bank, "reader", id, readers.iter().map(|reader| reader.id.as_str()), problems);
        known(bank, "chapter", named, || chapters.iter().map(|chapter| chapter.id.as_str()), problems);
        let named = named.iter().map(|chapter| chapter.value.clone()).collect();
        let opens_with = opens_with.as_ref().map_or(OPENS_WITH, |own| own.value);
        readers.push(Reader { id: value(id), title: value(title), chapters: named, opens_with });
    }
    Outline { chapters, readers }
}

pub(super) fn lacking<const N: usize>(
    bank: &Source<RawBank>,
    what: &str,
    keys: [(&str, &Text); N],
    span: &std::ops::Range<usize>,
    problems: &mut Problems,
) {
    for (key, _) in keys.into_iter().filter(|(_, text)| optional(text).is_none()) {
        problems.push(missing(what, key, bank.place(span)));
    }
}

pub(super) fn told_apart<'a>(
    bank: &Source<RawBank>,
    what: &str,
    id: &Text,
    mut others: impl Iterator<Item = &'a str>,
    problems: &mut Problems,
) {
    let Some(id) = id else { return };
    if others.any(|other| other == id.value) {
        let message = format!("there are two with the id `{}`", shown(&id.value));
        problems.push(error(
            "duplicate-id",
            message,
            bank.place(&id.span),
            format!("give each {what} an id of its own"),
        ));
    }
}

fn known<'a, I: Iterator<Item = &'a str>>(
    bank: &Source<RawBank>,
    what: &str,
    named: &List<String>,
    there: impl Fn() -> I,
    problems: &mut Problems,
) {
    let unknown = named.iter().filter(|name: &&At<String>| there().all(|id| id != name.value));
    for name in unknown {
        let message = format!("there is no {what} `{}` in this bank", shown(&name.value));
        let help = suggest(&name.value, there(), &format!("name a {what} of this bank"));
        let code = if what == "step" { "unknown-step" } else { "unknown-chapter" };
        problems.push(error(code, message, bank.place(&name.span), help));
    }
}
