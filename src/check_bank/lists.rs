//! Lists: links and later fields lead to lists that are asked before, and every item can be titled.

use super::entry::Asked;
use crate::bank::Kind;
use crate::bank::read::Problems;
use crate::bank::source::At;
use crate::bank::written::{error, suggest};
use crate::words;

pub(super) fn check(entries: &[Asked<'_>], problems: &mut Problems) {
    for entry in entries {
        if let Some(of) = &entry.raw.value.of {
            if entry.inside {
                let message = format!("{} stands inside its list and cannot have `of`", entry.called());
                problems.push(error("misplaced-of", message, entry.place(&of.span), "take `of` out"));
            } else {
                earlier_list(entry, of, entries, problems);
            }
        }
        for list in entry.raw.value.to.iter().flat_map(|to| &to.value) {
            earlier_list(entry, list, entries, problems);
        }
        nested(entry, problems);
        untitled(entry, problems);
        proposals(entry, problems);
    }
}

fn earlier_list(entry: &Asked<'_>, name: &At<String>, entries: &[Asked<'_>], problems: &mut Problems) {
    let questions = || entries.iter().filter(|other| other.list.is_none());
    let lists = || questions().filter(|other| other.question.items().is_some());
    let shown = words::printable(&name.value);
    let place = entry.place(&name.span);
    let Some(target) = questions().find(|other| other.question.id == name.value) else {
        let message = format!("{} leads to `{shown}`, which this bank does not have", entry.called());
        let ids = lists().map(|list| list.question.id.as_str());
        let help = suggest(&name.value, ids, "name a list that is asked earlier");
        return problems.push(error("unknown-list", message, place, help));
    };
    if target.question.items().is_none() {
        let message = format!("{} leads to `{shown}`, which is not a list", entry.called());
        problems.push(error("not-a-list", message, place, "name a question of kind `items`"));
    } else if target.moment.question >= entry.moment.question {
        let message = format!("{} leads to `{shown}`, which is asked later", entry.called());
        let help = format!("move it behind `{shown}`, or ask it there with `of`");
        problems.push(error("later-list", message, place, help));
    }
}

fn nested(entry: &Asked<'_>, problems: &mut Problems) {
    if entry.list.is_some() && entry.question.items().is_some() {
        let message = format!("{} is a list inside a list", entry.called());
        let span = entry.raw.value.kind.as_ref().map_or(&entry.raw.span, |kind| &kind.span);
        let help = "make it a list of its own, with a link to this one";
        problems.push(error("nested-list", message, entry.place(span), help));
    }
}

fn untitled(entry: &Asked<'_>, problems: &mut Problems) {
    let Some(list) = entry.question.items() else { return };
    let titled_by_link = list.fields.first().is_some_and(|field| matches!(field.kind, Kind::Link(_)));
    if list.title.is_none() && list.title_field().is_none() && !titled_by_link && !list.fields.is_empty() {
        let message = format!("nothing tells the items of `{}` apart", words::printable(&entry.question.id));
        let help = "add a field of kind `text`, or a `title` such as `title = \"{item.amount}\"`";
        problems.push(error("untitled-list", message, entry.head(), help));
    }
}

/// A text that is proposed becomes the title of an item.
fn proposals(entry: &Asked<'_>, problems: &mut Problems) {
    let (Some(list), Some(propose)) = (entry.question.items(), &entry.raw.value.propose) else { return };
    if list.title_field().is_none() {
        let message =
            format!("the items of `{}` have no name that could be proposed", words::printable(&entry.question.id));
        let help = "take `propose` out, or title the items by a field of kind `text`";
        problems.push(error("unused-key", message, entry.place(&propose.span), help));
    }
}
