//! Conditions and inserts: they compile, and read only what exists and is asked earlier.

use super::entry::{Entry, Moment};
use super::sight::{Fault, Sight, Target};
use crate::bank::Kind;
use crate::bank::read::Problems;
use crate::bank::source::At;
use crate::bank::written::{Written, error, suggest};
use crate::expression::{Comparison, Expression, Insert, Reference};
use crate::words;
use std::ops::Range;

pub(super) fn check(parts: &[Written<'_>], entries: &[Entry<'_>], problems: &mut Problems) {
    for entry in entries {
        question(entry, entries, problems);
    }
    let mut asked = 0;
    for part in parts {
        asked += part.step.question.len();
        let Some(produced) = &part.step.produced else { continue };
        let sight = Sight::new(entries, Moment { question: asked, field: usize::MAX });
        Check { owner: &part.called(), written: part, text: produced, sight: &sight, problems }.insert();
    }
}

fn question(entry: &Entry<'_>, entries: &[Entry<'_>], problems: &mut Problems) {
    let raw = &entry.raw.value;
    let owner = &entry.called();
    let sight = Sight { item: entry.list, ..Sight::new(entries, entry.moment) };
    for text in [&raw.ask, &raw.label].into_iter().flatten() {
        Check { owner, written: &entry.written, text, sight: &sight, problems }.insert();
    }
    for (text, is_condition) in [(&raw.when, true), (&raw.start, false)] {
        let Some(text) = text else { continue };
        Check { owner, written: &entry.written, text, sight: &sight, problems }.expression(is_condition);
    }
    if let (Some(text), Kind::Link(link)) = (&raw.among, &entry.question.kind) {
        let sight = Sight { candidates: &link.to, ..sight };
        Check { owner, written: &entry.written, text, sight: &sight, problems }.expression(true);
    }
    if let (Some(text), Some(_)) = (&raw.title, entry.question.items()) {
        let moment = Moment { field: usize::MAX, ..entry.moment };
        let sight = Sight { item: Some(&entry.question.id), ..Sight::new(entries, moment) };
        Check { owner, written: &entry.written, text, sight: &sight, problems }.insert();
    }
}

/// The check of one text with what it can see.
struct Check<'a> {
    owner: &'a str,
    written: &'a Written<'a>,
    text: &'a At<String>,
    sight: &'a Sight<'a>,
    problems: &'a mut Problems,
}

impl Check<'_> {
    /// A text with expressions in braces. That it parses is seen to where it is built.
    fn insert(&mut self) {
        let Ok(insert) = Insert::parse(&self.text.value) else { return };
        for (start, expression) in insert.expressions() {
            self.part(start, expression, false);
        }
    }

    fn expression(&mut self, is_condition: bool) {
        self.part(0, &Expression::new(self.text.value.as_str()), is_condition);
    }

    fn part(&mut self, start: usize, expression: &Expression, is_condition: bool) {
        if let Err(problem) = expression.check() {
            let offset = start + problem.offset;
            let place = self.written.inside(self.text, offset..offset + 1);
            let help = if lone_equals(expression.source()) {
                "compare with `==`"
            } else {
                "conditions look like `market_kind == 'mass'` or `segments.size() > 1`"
            };
            self.problems.push(error("expression-syntax", problem.message, place, help));
            return;
        }
        for reference in expression.references() {
            if let Err(fault) = self.sight.resolve(&reference.path) {
                self.report(fault, start, expression.source(), reference.offset);
            }
        }
        for reference in expression.bare_conditions(is_condition) {
            self.bare_condition(start, expression.source(), &reference);
        }
        for comparison in expression.comparisons() {
            self.comparison(start, &comparison);
        }
        for (name, offset) in expression.unknown_functions() {
            self.unknown_function(start, expression.source(), &name, offset);
        }
    }

    fn unknown_function(&mut self, start: usize, source: &str, name: &str, offset: usize) {
        let span = function_span(source, name, offset);
        let place = self.written.inside(self.text, start + span.start..start + span.end);
        let help = suggest(name, Expression::functions(), "use `size`, `names`, `listed` or another function of CEL");
        self.problems.push(error("unknown-function", format!("there is no function `{name}`"), place, help));
    }

    /// An answer is nothing until it is given, and then a condition of it alone fails.
    fn bare_condition(&mut self, start: usize, source: &str, reference: &Reference) {
        let Ok(Target::Value(entry)) = self.sight.resolve(&reference.path) else { return };
        let rest = source.get(reference.offset..).unwrap_or_default();
        let name = rest.get(..name_length(rest, true)).unwrap_or_default();
        let help = match entry.question.kind {
            Kind::YesNo => format!("write `{name} == true`"),
            Kind::Items(_) | Kind::SomeOf { .. } => format!("write `{name}.size() > 0`"),
            _ => format!("compare it, as in `{name} != null`"),
        };
        let fault = Fault {
            code: "bare-condition",
            message: format!("uses `{name}` alone as a condition, which fails while it is open"),
            help,
            in_field: true,
        };
        self.report(fault, start, source, reference.offset);
    }

    fn report(&mut self, fault: Fault, start: usize, source: &str, offset: usize) {
        let end = offset + name_length(source.get(offset..).unwrap_or_default(), fault.in_field);
        let place = self.written.inside(self.text, start + offset..start + end);
        self.problems.push(error(fault.code, format!("{} {}", self.owner, fault.message), place, fault.help));
    }

    /// A choice compared with a text that is none of its keys is never true.
    fn comparison(&mut self, start: usize, comparison: &Comparison) {
        let Ok(target) = self.sight.resolve(&comparison.path) else { return };
        let (entry, fits) = match target {
            Target::Value(entry) => (entry, matches!(entry.question.kind, Kind::OneOf(_))),
            Target::Element(entry) => (entry, matches!(entry.question.kind, Kind::SomeOf { .. })),
            _ => return,
        };
        let keys = || entry.question.choices().iter().map(|choice| choice.key.as_str());
        let shown = words::printable(&comparison.text);
        let id = words::printable(&entry.question.id);
        let (code, message, help) = match entry.question.kind {
            Kind::SomeOf { .. } if !fits => {
                let message = format!("compares `{id}`, which holds several choices, with one text");
                ("wrong-comparison", message, format!("write `'{shown}' in {id}`"))
            }
            Kind::YesNo => {
                let message = format!("compares `{id}` with a text, but it is true or false");
                ("wrong-comparison", message, format!("write `{id} == true` or `{id} == false`"))
            }
            _ if fits && keys().next().is_some() && keys().all(|key| key != comparison.text) => {
                let keys: Vec<&str> = keys().collect();
                let otherwise = format!("the choices are {}", words::listed(&keys));
                let message = format!("compares `{id}` with `{shown}`, which is none of its choices");
                ("unknown-choice", message, suggest(&comparison.text, keys, &otherwise))
            }
            _ => return,
        };
        let offset = start + comparison.offset;
        let place = self.written.inside(self.text, offset..offset + comparison.text.len() + 2);
        self.problems.push(error(code, format!("{} {message}", self.owner), place, help));
    }
}

/// Whether the text has a single `=`, which people mean as `==`.
fn lone_equals(source: &str) -> bool {
    let without = ["==", "!=", "<=", ">="].into_iter().fold(source.to_owned(), |text, token| text.replace(token, ""));
    without.contains('=')
}

/// The length of the name at the start of a text, with the fields behind it if they are meant.
fn name_length(text: &str, with_fields: bool) -> usize {
    text.find(|c: char| !(c.is_alphanumeric() || c == '_' || (c == '.' && with_fields))).unwrap_or(text.len())
}

/// Where a function's name stands; the parser points to it or to what follows it.
fn function_span(source: &str, name: &str, offset: usize) -> Range<usize> {
    let near = source.get(..offset).and_then(|before| before.rfind(name));
    let start =
        if source.get(offset..).is_some_and(|rest| rest.starts_with(name)) { offset } else { near.unwrap_or(offset) };
    start..start + name.len()
}
