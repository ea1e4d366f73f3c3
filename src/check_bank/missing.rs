//! Values that may be missing: nothing is compared by size, calculated with or looked up while it may be null.

use super::figures;
use super::names::{Holder, Look};
use super::sight::{Fault, Sight, Target};
use crate::bank::Kind;
use crate::bank::source::At;
use crate::expression::{Expression, Meaning, Reference, Type};
use crate::words;
use std::ops::Range;

impl Look<'_> {
    /// `told` is what was told of the expression already.
    pub(super) fn missing_values(
        &mut self,
        text: &At<String>,
        start: usize,
        expression: &Expression,
        meaning: &Meaning,
        told: &[Range<usize>],
    ) {
        for reference in meaning.hazards.iter().filter(|found| !told.iter().any(|span| span.contains(&found.offset))) {
            self.missing_value(text, start, expression.source(), reference, false);
        }
        if self.holder != Holder::Question {
            for reference in &meaning.lookups {
                self.missing_value(text, start, expression.source(), reference, true);
            }
        }
    }

    fn missing_value(&mut self, text: &At<String>, start: usize, source: &str, reference: &Reference, looked_up: bool) {
        let Some(what) = self.sight.what_may_be_missing(&reference.path) else { return };
        let rest = source.get(reference.offset..).unwrap_or_default();
        let name = words::printable(rest.get(..written_length(rest)).unwrap_or_default());
        let doing = match (looked_up, what) {
            (true, _) => "looks something up with",
            (false, "number") => "compares or calculates with",
            (false, _) => "works with",
        };
        let root = name.split(['.', '[']).next().unwrap_or_default();
        let in_a_list =
            reference.path.first().is_some_and(|first| first != root) && reference.path.iter().any(|step| step == "[]");
        let is_bound = self.sight.bound.iter().any(|bound| bound.name == root);
        let help = match self.holder {
            _ if in_a_list && !is_bound => {
                format!("leave out what is open first, as in `.filter({root}, {name} != null)`")
            }
            Holder::Check => {
                format!("guard it with `given = \"{name} != null\"`, or with `{name} != null &&` before it")
            }
            Holder::Fact => format!("guard it, as in `{name} != null ? ... : null`"),
            Holder::Question => format!("guard it with `{name} != null &&` before it"),
        };
        let fault = Fault {
            code: "missing-value",
            message: format!("{doing} a {what} that may be missing"),
            help,
            in_field: true,
        };
        self.report(text, fault, start, source, reference.offset);
    }
}

impl Sight<'_> {
    /// What a path leads to, if it can be null: an answer that is no list, a figure, or a fact that may have no value.
    pub(super) fn what_may_be_missing(&self, path: &[String]) -> Option<&'static str> {
        if let Some((name, figure)) = path.split_first()
            && name == "figures"
        {
            return figures::may_be_missing(figure).is_ok_and(|missing| missing).then_some("number");
        }
        let entry = match self.resolve(path) {
            Ok(Target::Value(entry)) => entry,
            Ok(Target::Derived(fact)) => return fact.may_be_null.then_some("value"),
            _ => return None,
        };
        match entry.question.kind.gives() {
            Type::List(_) => None,
            Type::Number => Some("number"),
            _ if matches!(entry.question.kind, Kind::Link(_)) => Some("link"),
            _ => Some("text"),
        }
    }
}

/// The length of a name with its fields and what it looks up: `figures.partners[p.id].revenue_share`, without a
/// function called on it.
fn written_length(text: &str) -> usize {
    let length = path_length(text);
    let name = text.get(..length).unwrap_or_default();
    match name.rfind('.') {
        Some(dot) if text.get(length..).is_some_and(|rest| rest.starts_with('(')) => dot,
        _ => length,
    }
}

fn path_length(text: &str) -> usize {
    let mut depth = 0_usize;
    for (index, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' if depth == 0 => return index,
            ']' => depth -= 1,
            _ if depth > 0 || c.is_alphanumeric() || c == '_' || c == '.' => {}
            _ => return index,
        }
    }
    text.len()
}
