//! The parts of a bank in the order of the walk, as they were written, with their places.

use super::Part;
use super::read::{Folder, Source};
use super::source::{At, RawStep};
use super::texts::Texts;
use crate::diagnostic::{Diagnostic, Place};
use crate::words;
use std::ops::Range;

/// A part of the walk and the file it stands in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written<'a> {
    pub part: Part,
    pub step: &'a RawStep,
    texts: &'a Texts,
    /// Where the part's table begins; the start of the file for a step.
    start: usize,
}

impl<'a> Written<'a> {
    pub fn new<T>(part: Part, step: &'a RawStep, source: &'a Source<T>, start: usize) -> Self {
        Self { part, step, texts: &source.texts, start }
    }

    /// A place in the part's file.
    pub fn place(&self, span: &Range<usize>) -> Place {
        self.texts.place(span)
    }

    /// Where the part as a whole begins: its first line.
    pub fn head(&self) -> Place {
        self.place(&self.texts.line(self.start))
    }

    /// A place inside a text; the whole text where escapes keep its bytes from being counted.
    pub fn inside(&self, text: &At<String>, range: Range<usize>) -> Place {
        self.place(&inside(self.texts, text, range))
    }

    /// How a message calls the part.
    pub fn called(&self) -> String {
        match (self.part, &self.step.id) {
            (Part::Profile, _) => "the profile".to_owned(),
            (Part::Pause, _) => "the pause".to_owned(),
            (Part::Step(_), Some(id)) => format!("step `{}`", words::printable(&id.value)),
            (Part::Step(number), None) => format!("step {number}"),
        }
    }
}

/// The bytes of the file that a range of a text takes; the whole text where escapes keep its bytes from being counted.
fn inside(texts: &Texts, text: &At<String>, range: Range<usize>) -> Range<usize> {
    // Whoever points to a byte means the whole letter.
    let (first, end) = (text.value.floor_char_boundary(range.start), text.value.ceil_char_boundary(range.end));
    let span = content_start(texts, text)
        .map(|start| start + first..start + end)
        .filter(|span| span.start < span.end || range.is_empty());
    span.unwrap_or_else(|| text.span.clone())
}

impl<T> Source<T> {
    /// A place inside a text of the file, as for [`Written::inside`].
    pub fn inside(&self, text: &At<String>, range: Range<usize>) -> Place {
        self.place(&inside(&self.texts, text, range))
    }
}

/// The byte where the content of a text begins, behind its quotes, if it holds no escapes.
fn content_start(texts: &Texts, text: &At<String>) -> Option<usize> {
    let written = texts.get(&text.span)?;
    let quotes = ["\"\"\"\n", "'''\n", "\"\"\"\r\n", "'''\r\n", "\"\"\"", "'''", "\"", "'"];
    let quote = quotes.into_iter().find(|quote| written.starts_with(quote))?;
    let content = written.get(quote.len()..)?;
    content.starts_with(&text.value).then_some(text.span.start + quote.len())
}

/// The parts in the order of the walk: profile, steps, and the pause behind the step it names.
pub(crate) fn parts(folder: &Folder) -> Vec<Written<'_>> {
    let bank = &folder.bank;
    let profile = bank.raw.profile.iter();
    let profile = profile.map(|table| Written::new(Part::Profile, &table.value, bank, table.span.start));
    let steps = folder
        .steps
        .iter()
        .zip(1..)
        .map(|(source, number)| Written::new(Part::Step(number), &source.raw, source, source.start));
    let mut parts: Vec<Written<'_>> = profile.chain(steps).collect();
    if let Some(pause) = &bank.raw.pause {
        let after = parts.iter().position(|part| is_after(part, &pause.value));
        let pause = Written::new(Part::Pause, &pause.value, bank, pause.span.start);
        parts.insert(after.map_or(parts.len(), |position| position + 1), pause);
    }
    parts
}

/// What stands in `bank.toml` beside the pause, with its places.
pub(crate) fn beside_the_pause(folder: &Folder) -> Option<Written<'_>> {
    let pause = folder.bank.raw.pause.as_ref()?;
    Some(Written::new(Part::Pause, &pause.value, &folder.bank, pause.span.start))
}

fn is_after(part: &Written<'_>, pause: &RawStep) -> bool {
    let name = |text: &super::source::Text| text.as_ref().map(|text| text.value.clone());
    matches!(part.part, Part::Step(_)) && pause.after.is_some() && name(&part.step.id) == name(&pause.after)
}

/// A remedy: the name that was probably meant, or what else to do.
pub(crate) fn suggest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>, otherwise: &str) -> String {
    match words::closest(word, names) {
        Some(close) => format!("did you mean `{close}`?"),
        None => otherwise.to_owned(),
    }
}

/// An error at a place, with its remedy.
pub(crate) fn error(code: &'static str, message: String, place: Place, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code, message).at(place).help(help)
}
