//! Fields that nothing has. The engine passes over them where a filter follows, so that they are looked for in the text.

use super::names::place;
use super::reach::in_use;
use super::tags::{Tag, Token, tags};
use crate::bank::Template;
use crate::diagnostic::Diagnostic;
use crate::documents::Templates;
use crate::documents::source::GENERIC;
use crate::fact::Fact;
use crate::trial::Trial;
use crate::words;
use std::collections::BTreeSet;

/// What the engine knows of a loop.
const OF_LOOPS: [&str; 5] = ["index", "index0", "first", "last", "length"];

/// The fields in templates of one's own that no trial plan has, and that no built-in template uses either.
pub(super) fn problems(templates: &Templates, trials: &[Trial], of_bank: &BTreeSet<String>) -> Vec<Diagnostic> {
    let mut known: BTreeSet<String> = OF_LOOPS.map(str::to_owned).into();
    known.extend(of_bank.iter().cloned());
    for trial in trials {
        collect(&trial.facts, &mut known);
    }
    for source in templates.sources.iter().filter(|source| source.name.starts_with(GENERIC)) {
        known.extend(tags(&source.text).iter().flat_map(Tag::fields).map(|field| field.text.to_owned()));
    }
    let used = in_use(templates);
    for source in &used {
        known.extend(tags(&source.text).iter().flat_map(Tag::keys));
    }
    used.into_iter().flat_map(|source| unknown(source, &known)).collect()
}

fn unknown(source: &Template, known: &BTreeSet<String>) -> Vec<Diagnostic> {
    let tags = tags(&source.text);
    let unguarded = tags.iter().flat_map(|tag| tag.fields().filter(|field| !tag.guards(field)));
    unguarded.filter(|field| !known.contains(field.text)).map(|field| unknown_field(source, field, known)).collect()
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
                if !names.contains(name) {
                    names.insert(name.clone());
                }
                collect(value, names);
            }
        }
        _ => {}
    }
}
