//! Fields that nothing has. The engine passes over them where a filter follows, so that they are looked for in the text.

use super::names::place;
use crate::bank::{Bank, Template};
use crate::diagnostic::Diagnostic;
use crate::documents::templating::sources::GENERIC;
use crate::documents::templating::tags::{Tag, Token, tags};
use crate::documents::{chapter_ids, guide};
use crate::fact::Fact;
use crate::trial::Trial;
use crate::words;
use std::collections::BTreeSet;

/// What the engine knows of a loop.
const OF_LOOPS: [&str; 5] = ["index", "index0", "first", "last", "length"];

/// Every name on the page that lists what templates can use: a few trial plans do not have all that there may be.
pub(super) fn listed(bank: &Bank) -> BTreeSet<String> {
    let page = guide(bank).unwrap_or_default();
    let is_of_word = |c: char| c.is_alphanumeric() || c == '_';
    let words = page.split('`').skip(1).step_by(2).flat_map(|code| code.split(move |c| !is_of_word(c)));
    let listed = OF_LOOPS.into_iter().chain(words.filter(|word| !word.is_empty())).map(str::to_owned);
    let hidden = bank.hidden.iter().map(|question| question.id.clone());
    listed.chain(chapter_ids(bank)).chain(hidden).collect()
}

/// The fields in templates of the bank and of one's own that are not `listed`, that no trial plan has, and no generic
/// template reads.
pub(super) fn problems(
    used: &[&Template],
    all: &[Template],
    listed: &BTreeSet<String>,
    trials: &[Trial],
) -> Vec<Diagnostic> {
    let mut known: BTreeSet<String> = listed.clone();
    for trial in trials {
        collect(&trial.facts, &mut known);
    }
    for source in all.iter().filter(|source| source.name.starts_with(GENERIC)) {
        known.extend(tags(&source.text).iter().flat_map(Tag::fields).map(|field| field.text.to_owned()));
    }
    for source in used {
        known.extend(tags(&source.text).iter().flat_map(Tag::keys));
    }
    used.iter().flat_map(|source| unknown(source, &known)).collect()
}

fn unknown(source: &Template, known: &BTreeSet<String>) -> Vec<Diagnostic> {
    let tags = tags(&source.text);
    let unguarded = tags.iter().flat_map(|tag| tag.fields().filter(|field| !tag.guards(field)));
    unguarded.filter(|field| !is_known(field.text, known)).map(|field| unknown_field(source, field, known)).collect()
}

/// Many figures have a note beside them.
fn is_known(field: &str, known: &BTreeSet<String>) -> bool {
    known.contains(field) || field.strip_suffix("_note").is_some_and(|name| known.contains(name))
}

fn unknown_field(source: &Template, field: &Token<'_>, known: &BTreeSet<String>) -> Diagnostic {
    let message = format!("template `{}` reads the field `{}`, which nothing has", source.name, field.text);
    let help = match words::closest(field.text, known.iter().map(String::as_str)) {
        Some(close) => format!("did you mean `{close}`?"),
        None => "`canvass template variables` lists the fields that there are".to_owned(),
    };
    Diagnostic::error("template-field", message).at(place(source, field)).help(help)
}

/// Every name in a value and in what it holds.
pub(super) fn collect(fact: &Fact, names: &mut BTreeSet<String>) {
    match fact {
        Fact::List(values) => values.iter().for_each(|value| collect(value, names)),
        Fact::Map(entries) => {
            for (name, value) in entries.iter() {
                if !names.contains(&**name) {
                    names.insert(name.to_string());
                }
                collect(value, names);
            }
        }
        _ => {}
    }
}
