//! Private questions: what is worked out or told of them where others read, so that it is left out there.

use super::entry::Asked;
use crate::bank::read::{Folder, Problems};
use crate::bank::written::{Written, error};
use crate::bank::{Bank, Question};
use crate::diagnostic::{Diagnostic, Place};
use crate::figures::Role;
use crate::words::printable;

pub(super) fn check(
    folder: &Folder,
    bank: &Bank,
    parts: &[Written<'_>],
    entries: &[Asked<'_>],
    problems: &mut Problems,
) {
    for entry in entries {
        let Some(private) = entry.raw.value.private.as_ref().filter(|private| private.value) else { continue };
        problems.extend(asked(bank, entry, entry.place(&private.span)));
    }
    let private = bank.private();
    for (raw, column) in folder.bank.raw.column.iter().zip(&bank.columns) {
        if !column.private
            && private.is_read_by(&column.value, &[])
            && let Some(value) = &raw.value.value
        {
            let message = format!("column `{}` reads a private answer", printable(&column.id));
            let help =
                "its cells are empty without `--with private`: add `private = true` to say so, or read something else";
            problems.push(warning(message, folder.bank.inside(value, 0..value.value.len()), help));
        }
    }
    for (part, step) in parts.iter().zip(&bank.steps) {
        for (raw, insight) in part.step.insight.iter().zip(&step.insights) {
            let Some(id) = raw.value.id.as_ref().filter(|_| private.has_insight(&insight.id)) else { continue };
            let message = format!("insight `{}` reads a private answer", printable(&insight.id));
            let help = "insights are for documents, which leave it out without `--with private`";
            problems.push(warning(message, part.place(&id.span), help));
        }
    }
}

/// What is wrong with a question that is private.
fn asked(bank: &Bank, entry: &Asked<'_>, place: Place) -> Option<Diagnostic> {
    let (question, called) = (entry.question, entry.called());
    let consent = bank.readiness.as_ref().and_then(|readiness| readiness.consent.as_ref());
    if entry.list.is_none() && consent.is_some_and(|own| own.paths().iter().flatten().any(|name| *name == question.id))
    {
        let message = format!("{called} says who may read the answers, so it cannot be private");
        return Some(error("private-consent", message, place, "take `private` out"));
    }
    let list = entry.list.and_then(|list| bank.list(list));
    let names = list.filter(|(own, _)| !own.private).and_then(|(_, list)| list.title_field());
    if names.is_some_and(|field| field.id == question.id) {
        let message = format!("{called} is private and names the entries of its list");
        return Some(warning(message, place, "documents show the entries without a name: make the whole list private"));
    }
    let feeds = |question: &Question| question.role.is_some_and(|role| !matches!(role, Role::Name | Role::Purpose));
    let is_fed = feeds(question) || question.items().is_some_and(|list| list.fields.iter().any(feeds));
    is_fed.then(|| {
        let message = format!("{called} is private and feeds the figures");
        let help = "documents and tables work them out as if it were open; leave it public if they are to show figures";
        warning(message, place, help)
    })
}

fn warning(message: String, place: Place, help: &str) -> Diagnostic {
    Diagnostic::warning("private-answer", message).at(place).help(help)
}
