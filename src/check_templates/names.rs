//! What can be seen without filling anything in: names and arguments that do not exist.

use crate::bank::Template;
use crate::diagnostic::{Diagnostic, Place};
use crate::documents::templating::language;
use crate::documents::templating::reach::in_use;
use crate::documents::templating::tags::{Tag, Token, tags};
use crate::documents::{GIVEN, Templates};
use crate::fact::Fact;
use crate::words;
use std::collections::HashSet;
use std::sync::Arc;

/// The names and arguments in the templates in use that do not exist.
pub(super) fn problems(templates: &Templates, facts: &Fact) -> Vec<Diagnostic> {
    let used = in_use(&templates.sources, &templates.chapters);
    // A template that is replaced here may have given a name its value; what it leaves out comes to light in filling in.
    let bound: HashSet<String> = templates.sources.iter().flat_map(bound).collect();
    let mut known: Vec<&str> = GIVEN.iter().map(|(name, _)| *name).chain(["__tera_context"]).collect();
    if let Fact::Map(entries) = facts {
        known.extend(entries.keys().map(|name| &**name));
    }
    let mut problems = Vec::new();
    for source in used {
        let engine = templates.engine_of(&source.name).ok();
        let looked_up = engine.and_then(|engine| engine.get_template_variables(&source.name).ok()).unwrap_or_default();
        for tag in tags(&source.text) {
            let unknown = tag.names().filter(|name| {
                let is_there = known.contains(&name.text) || bound.contains(name.text) || tag.guards(name);
                looked_up.contains(name.text) && !is_there
            });
            problems.extend(unknown.map(|name| unknown_name(source, name, known.iter().copied())));
            problems.extend(unknown_arguments(source, &tag));
        }
    }
    problems
}

fn bound(source: &Template) -> Vec<String> {
    tags(&source.text).iter().flat_map(Tag::bound).map(str::to_owned).collect()
}

fn unknown_name<'a>(source: &Template, name: &Token<'_>, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let help = match words::closest(name.text, known) {
        Some(close) => format!("did you mean `{close}`?"),
        None => "`canvass template variables` lists the names that this bank has".to_owned(),
    };
    let message = format!("template `{}` uses `{}`, which does not exist", source.name, name.text);
    Diagnostic::error("template-variable", message).at(place(source, name)).help(help)
}

/// Arguments that the engine would pass over in silence.
fn unknown_arguments(source: &Template, tag: &Tag<'_>) -> Vec<Diagnostic> {
    let mut calls: Vec<Option<(&str, &[&str])>> = Vec::new();
    let mut problems = Vec::new();
    for (index, token) in tag.tokens.iter().enumerate() {
        match token.text {
            "(" => calls.push(call(tag, index)),
            ")" => drop(calls.pop()),
            argument if token.is_word() && tag.token(index + 1) == "=" => {
                let Some(Some((name, arguments))) = calls.last() else { continue };
                if !arguments.contains(&argument) {
                    problems.push(unknown_argument(source, token, name, arguments));
                }
            }
            _ => {}
        }
    }
    problems
}

/// The name of what is called by an opening bracket, with its arguments.
fn call<'a>(tag: &Tag<'a>, bracket: usize) -> Option<(&'a str, &'static [&'static str])> {
    let name = tag.tokens.get(bracket.checked_sub(1)?)?;
    let before = bracket.checked_sub(2).map_or("", |index| tag.token(index));
    let after = if before == "filter" { "|" } else { before };
    Some((name.text, language::arguments(name.text, after)?))
}

fn unknown_argument(source: &Template, token: &Token<'_>, name: &str, arguments: &[&str]) -> Diagnostic {
    let quoted: Vec<String> = arguments.iter().map(|argument| format!("`{argument}`")).collect();
    let help = match words::closest(token.text, arguments.iter().copied()) {
        Some(close) => format!("did you mean `{close}`?"),
        None if quoted.is_empty() => "take it out; there are no arguments here".to_owned(),
        None => format!("use {}", words::listed(&quoted)),
    };
    let message =
        format!("template `{}` gives `{name}` an argument `{}`, which it does not have", source.name, token.text);
    Diagnostic::error("template-argument", message).at(place(source, token)).help(help)
}

pub(super) fn place(source: &Template, token: &Token<'_>) -> Place {
    Place { path: source.path.clone(), source: Arc::clone(&source.text), span: token.range() }
}
