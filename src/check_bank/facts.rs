//! Derived facts: of a list, with a name of their own, from what is asked up to the end of their step.

use super::entry::{Asked, DerivedEntry, ends};
use super::names::{Holder, Look, Wanted};
use super::sight::Sight;
use super::{ids, view};
use crate::bank::Bank;
use crate::bank::read::Problems;
use crate::bank::source::At;
use crate::bank::written::{Written, error, suggest};
use crate::words::printable;

pub(super) fn check(
    parts: &[Written<'_>],
    bank: &Bank,
    entries: &[Asked<'_>],
    derived: &[DerivedEntry<'_>],
    problems: &mut Problems,
) {
    let mut seen: Vec<(&str, &str)> = Vec::new();
    let facts =
        parts.iter().zip(ends(parts)).flat_map(|(part, end)| part.step.fact.iter().map(move |raw| (part, end, raw)));
    for (order, (part, end, raw)) in facts.enumerate() {
        let (Some(of), Some(id), Some(value)) = (&raw.value.of, &raw.value.id, &raw.value.value) else { continue };
        if bank.list(&of.value).is_none() {
            problems.push(no_list(bank, part, of));
            continue;
        }
        ids::form(id, part.place(&id.span), problems);
        let taken = bank.field(&of.value, &id.value).is_some() || seen.contains(&(&of.value, &id.value));
        if taken || view::field_taken_by(&id.value).is_some() {
            let message =
                format!("items of `{}` have a field `{}` already", printable(&of.value), printable(&id.value));
            problems.push(error("duplicate-id", message, part.place(&id.span), "choose another noun"));
        }
        seen.push((&of.value, &id.value));
        let owner = format!("fact `{}`", printable(&id.value));
        let sight = Sight { item: Some(&of.value), fact: Some(order), ..Sight::new(entries, derived, end) };
        Look { owner: &owner, written: part, sight: &sight, known: &[], holder: Holder::Fact, problems }
            .expression(value, Wanted::Anything);
    }
}

fn no_list(bank: &Bank, part: &Written<'_>, of: &At<String>) -> crate::diagnostic::Diagnostic {
    let lists = bank.questions().filter(|(_, question)| question.items().is_some());
    let help = suggest(&of.value, lists.map(|(_, question)| question.id.as_str()), "name a list that is asked earlier");
    let message = format!("there is no list `{}` in this bank", printable(&of.value));
    error("unknown-list", message, part.place(&of.span), help)
}
