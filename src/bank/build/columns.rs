//! The columns that plans are compared by, and how ready a plan is, from what was written to the model.

use super::outline::{lacking, told_apart};
use super::{error, missing, optional, placed_in, shown, suggest, value};
use crate::bank::read::{Folder, Problems, Source};
use crate::bank::source::{RawBank, RawColumn, RawDue, RawReadiness, Text};
use crate::bank::{Column, ColumnKind, Due, Readiness, Step};
use crate::words;

/// The columns as they are written; each has an id of its own and says what it holds.
pub(super) fn columns(bank: &Source<RawBank>, problems: &mut Problems) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for raw in &bank.raw.column {
        let RawColumn { id, title, kind, value: text, unit, partial, private, about, .. } = &raw.value;
        lacking(bank, "a column", [("id", id), ("title", title), ("kind", kind), ("value", text)], &raw.span, problems);
        told_apart(bank, "column", id, columns.iter().map(|column| column.id.as_str()), problems);
        let expression = |text: &Text| text.as_ref().map(|text| placed_in(bank, text));
        columns.push(Column {
            id: value(id),
            title: value(title),
            kind: held(bank, kind, problems),
            value: expression(text).unwrap_or_default(),
            unit: optional(unit),
            partial: expression(partial),
            private: private.unwrap_or_default(),
            about: optional(about),
        });
    }
    columns
}

fn held(bank: &Source<RawBank>, written: &Text, problems: &mut Problems) -> ColumnKind {
    let Some(written) = written else { return ColumnKind::Text };
    let known = ColumnKind::ALL.into_iter().find(|(name, _)| *name == written.value);
    if known.is_none() {
        let names = ColumnKind::ALL.map(|(name, _)| name);
        let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let help = suggest(&written.value, names, &format!("write one of {}", quoted.join(", ")));
        let message = format!("a column cannot hold `{}`", shown(&written.value));
        problems.push(error("unknown-kind", message, bank.place(&written.span), help));
    }
    known.map_or(ColumnKind::Text, |(_, kind)| kind)
}

/// What stands in calendars, as it is written: a day of the programme, or days that follow from the answers.
pub(super) fn due(bank: &Source<RawBank>, problems: &mut Problems) -> Vec<Due> {
    let mut all: Vec<Due> = Vec::new();
    for raw in &bank.raw.due {
        let RawDue { id, title, on, dates, passes, .. } = &raw.value;
        lacking(bank, "what is due", [("id", id), ("title", title)], &raw.span, problems);
        told_apart(bank, "due day", id, all.iter().map(|due| due.id.as_str()), problems);
        if on.is_none() && dates.is_none() {
            problems.push(missing("what is due", "on", bank.place(&raw.span)));
        }
        if let Some(day) = on.as_ref().filter(|day| !words::is_day(&day.value)) {
            let message = format!("`{}` is no day", shown(&day.value));
            problems.push(error(
                "wrong-value",
                message,
                bank.place(&day.span),
                "write a day such as `2026-05-01`".to_owned(),
            ));
        }
        let dates = dates.as_ref().map(|dates| placed_in(bank, dates));
        all.push(Due {
            id: value(id),
            title: value(title),
            on: optional(on),
            dates,
            passes: passes.unwrap_or_default(),
        });
    }
    all
}

/// What is said about how ready a plan is; the checks it names exist, unless they are hidden.
pub(super) fn readiness(folder: &Folder, steps: &[Step], problems: &mut Problems) -> Option<Readiness> {
    let bank = &folder.bank;
    let raw = bank.raw.readiness.as_ref()?;
    let RawReadiness { beliefs, thin, thin_because, tested, worst, consent } = &raw.value;
    if beliefs.is_none() {
        problems.push(missing("`[readiness]`", "beliefs", bank.place(&raw.span)));
    }
    let checks = || steps.iter().flat_map(|step| &step.checks).map(|check| check.id.as_str());
    for name in worst.iter().filter(|name| checks().all(|id| id != name.value) && !folder.hidden.has_check(&name.value))
    {
        let message = format!("there is no check `{}` in this bank", shown(&name.value));
        let help = suggest(&name.value, checks(), "name a check of this bank");
        problems.push(error("unknown-check", message, bank.place(&name.span), help));
    }
    let expression = |text: &Text| text.as_ref().map(|text| placed_in(bank, text));
    Some(Readiness {
        beliefs: expression(beliefs).unwrap_or_default(),
        thin: expression(thin),
        thin_because: optional(thin_because),
        tested: expression(tested),
        worst: worst.iter().map(|name| name.value.clone()).collect(),
        consent: expression(consent),
    })
}
