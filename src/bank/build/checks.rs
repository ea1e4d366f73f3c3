//! Checks and derived facts, from what was written to the model.

use super::{Builder, expression, missing, placed, shown, value};
use crate::bank::check::{Binding, Check, Derived, Insight, Phase, Severity};
use crate::bank::source::{At, RawCheck, RawDerived, RawInsight, Text};
use crate::bank::written::{Written, error, suggest};

const SEVERITIES: [&str; 3] = ["gap", "warning", "hint"];
const PHASES: [&str; 2] = ["halfway", "final"];

impl Builder<'_> {
    pub(super) fn check(&mut self, written: &Written<'_>, raw: &At<RawCheck>) -> Check {
        let RawCheck { id, severity, phase, holds, message, advice, .. } = &raw.value;
        let keys = [
            ("id", id),
            ("severity", severity),
            ("phase", phase),
            ("holds", holds),
            ("message", message),
            ("advice", advice),
        ];
        let head = written.place(id.as_ref().map_or(&raw.span, |id| &id.span));
        let called = id.as_ref().map_or_else(|| "a check".to_owned(), |id| format!("check `{}`", shown(&id.value)));
        for (key, _) in keys.iter().filter(|(_, text)| text.is_none()) {
            self.problems.push(missing(&called, key, head.clone()));
        }
        let severity = match self.word(written, severity, "severity", &SEVERITIES) {
            Some("gap") => Severity::Gap,
            Some("warning") => Severity::Warning,
            _ => Severity::Hint,
        };
        let phase = match self.word(written, phase, "phase", &PHASES) {
            Some("halfway") => Phase::Halfway,
            _ => Phase::Final,
        };
        let mut insert = |text: &Text| text.as_ref().map(|text| self.insert(written, text)).unwrap_or_default();
        let (message, advice) = (insert(message), insert(advice));
        let risk = raw.value.risk.is_some().then(|| insert(&raw.value.risk));
        Check {
            id: value(id),
            severity,
            phase,
            bindings: raw.value.bindings.iter().filter_map(|text| self.binding(written, text)).collect(),
            given: expression(written, &raw.value.given),
            holds: expression(written, holds).unwrap_or_default(),
            gap_when: expression(written, &raw.value.gap_when),
            values: raw.value.values.iter().map(|(name, text)| (name.clone(), placed(written, text, 0))).collect(),
            message,
            advice,
            risk,
            question: raw.value.question.as_ref().map(|text| text.value.clone()),
        }
    }

    pub(super) fn insight(&mut self, written: &Written<'_>, raw: &At<RawInsight>) -> Insight {
        let RawInsight { id, say, tone, .. } = &raw.value;
        let head = written.place(id.as_ref().map_or(&raw.span, |id| &id.span));
        let called =
            id.as_ref().map_or_else(|| "an insight".to_owned(), |id| format!("insight `{}`", shown(&id.value)));
        for (key, _) in [("id", id), ("say", say), ("tone", tone)].iter().filter(|(_, text)| text.is_none()) {
            self.problems.push(missing(&called, key, head.clone()));
        }
        Insight {
            id: value(id),
            bindings: raw.value.bindings.iter().filter_map(|text| self.binding(written, text)).collect(),
            given: expression(written, &raw.value.given),
            values: raw.value.values.iter().map(|(name, text)| (name.clone(), placed(written, text, 0))).collect(),
            say: say.as_ref().map(|text| self.insert(written, text)).unwrap_or_default(),
            tone: expression(written, tone).unwrap_or_default(),
            chapter: raw.value.chapter.as_ref().map(|chapter| chapter.value.clone()),
            worked_out: expression(written, &raw.value.worked_out),
            proposes: raw.value.proposes,
            weight: raw.value.weight.iter().map(|(reader, weight)| (reader.clone(), weight.value)).collect(),
            rests_on: raw.value.rests_on.iter().map(|place| place.value.clone()).collect(),
        }
    }

    /// `name in list`, taken apart.
    fn binding(&mut self, written: &Written<'_>, text: &At<String>) -> Option<Binding> {
        let Some((name, list)) = taken_apart(&text.value) else {
            let message = format!("`{}` does not bind a name to a list", shown(&text.value));
            let help = "write it as in `for = [\"s in segments\"]`";
            self.problems.push(error("wrong-binding", message, written.place(&text.span), help));
            return None;
        };
        let list = placed(written, text, text.value.len() - list.len());
        Some(Binding { name: name.to_owned(), list })
    }

    fn word<'w>(&mut self, written: &Written<'_>, text: &Text, what: &str, words: &[&'w str]) -> Option<&'w str> {
        let text = text.as_ref()?;
        let known = words.iter().find(|word| **word == text.value);
        if known.is_none() {
            let message = format!("there is no {what} `{}`", shown(&text.value));
            let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            let otherwise = format!("write {}", quoted.join(" or "));
            let help = suggest(&text.value, words.iter().copied(), &otherwise);
            let code = if what == "phase" { "unknown-phase" } else { "unknown-severity" };
            self.problems.push(error(code, message, written.place(&text.span), help));
        }
        known.copied()
    }

    pub(super) fn derived(&mut self, written: &Written<'_>, raw: &At<RawDerived>) -> Derived {
        let RawDerived { of, id, value: text } = &raw.value;
        for (key, _) in [("of", of), ("id", id), ("value", text)].iter().filter(|(_, text)| text.is_none()) {
            let called =
                id.as_ref().map_or_else(|| "a derived fact".to_owned(), |id| format!("fact `{}`", shown(&id.value)));
            self.problems.push(missing(&called, key, written.place(&raw.span)));
        }
        Derived { of: value(of), id: value(id), value: expression(written, text).unwrap_or_default() }
    }
}

/// A name and the list it is bound to.
pub(crate) fn taken_apart(text: &str) -> Option<(&str, &str)> {
    let (name, list) = text.trim_start().split_once(" in ")?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    (is_name && !list.trim().is_empty()).then_some((name, list))
}
