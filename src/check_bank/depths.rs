//! Depths, and what is asked together: a detail that is only offered is not required, and what matters for a purpose names one that there is.

use super::entry::Asked;
use crate::bank::read::Problems;
use crate::bank::written::{error, suggest};
use crate::bank::{Bank, Depth, ItemList, Kind};
use crate::diagnostic::Diagnostic;
use crate::words::printable;

pub(super) fn check(bank: &Bank, entries: &[Asked<'_>], problems: &mut Problems) {
    let purposes: Option<Vec<&str>> =
        bank.purpose().map(|question| question.choices().iter().map(|choice| choice.key.as_str()).collect());
    for entry in entries {
        required_detail(entry, problems);
        purposes_of(entry, purposes.as_deref(), problems);
        together(bank, entry, problems);
    }
}

fn required_detail(entry: &Asked<'_>, problems: &mut Problems) {
    let Some(depth) = &entry.raw.value.depth else { return };
    if entry.question.required && entry.question.depth == Depth::More {
        let message = format!("{} is required, and only offered", entry.called());
        let help = "take `required` out, or make it `standard`: nobody can miss what is not asked";
        problems.push(error("required-detail", message, entry.place(&depth.span), help));
    }
}

fn purposes_of(entry: &Asked<'_>, purposes: Option<&[&str]>, problems: &mut Problems) {
    let Some(matters) = &entry.raw.value.matters_for else { return };
    let Some(purposes) = purposes else {
        let message = format!("{} matters for some purposes, and no question asks for them", entry.called());
        let help = "give the question that says what a plan is for `role = \"purpose\"`, or take `matters_for` out";
        problems.push(error("no-purpose", message, entry.place(&matters.span), help));
        return;
    };
    for key in matters.value.iter().filter(|key| !purposes.contains(&key.value.as_str())) {
        let message = format!("there is no purpose `{}`", printable(&key.value));
        let help =
            suggest(&key.value, purposes.iter().copied(), "use the keys of the question with the role `purpose`");
        problems.push(error("unknown-purpose", message, entry.place(&key.span), help));
    }
    if entry.question.depth == Depth::Essential {
        let message = format!("{} is essential in every plan", entry.called());
        let help = "take `matters_for` out, or make the question `standard` or `more`";
        problems.push(Diagnostic::warning("unused-key", message).at(entry.place(&matters.span)).help(help));
    }
}

/// What is put once for all entries of a list belongs to one, begins none, and is answered in a line or a pick.
fn together(bank: &Bank, entry: &Asked<'_>, problems: &mut Problems) {
    let Some(together) = entry.raw.value.together.as_ref().filter(|together| together.value) else { return };
    let id = entry.question.id.as_str();
    let list = entry.list.and_then(|list| bank.list(list));
    let (message, help) = match (list, &entry.question.kind) {
        (None, _) => {
            ("is asked together, and belongs to no list", "take `together` out, or say with `of` to which list")
        }
        (_, Kind::LongText { .. } | Kind::Items(_)) => {
            ("is asked together, and takes more than a line", "take `together` out, or make it a `text`")
        }
        (Some((_, list)), _) if begins(list, id) => (
            "is asked together, and an entry begins with it",
            "take `together` out: it is asked as soon as there is one",
        ),
        _ => return,
    };
    let message = format!("{} {message}", entry.called());
    problems.push(error("not-together", message, entry.place(&together.span), help));
}

/// Whether an entry of the list begins with a field: its name, the link it is picked by, or what its title reads.
fn begins(list: &ItemList, id: &str) -> bool {
    let first = match list.naming_field() {
        Some(name) => list.fields.first().into_iter().chain([name]).any(|field| field.id == id),
        None => list.opening().iter().any(|field| field.id == id),
    };
    first || list.title.is_some() && list.opening().iter().any(|field| field.id == id)
}
