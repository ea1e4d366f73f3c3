//! Which templates are in use: those that documents begin with, and what these draw in.

use super::tags::{Tag, Token, tags};
use crate::diagnostic::{Diagnostic, Place};
use crate::documents::{PREFIX, Source, Templates};
use crate::words;
use std::sync::Arc;

/// The templates that documents begin with.
pub(super) const BEGINNINGS: [&str; 14] = [
    "plan.md",
    "page.html",
    "plan.typ",
    "word/styles.xml",
    "word/settings.xml",
    "word/core.xml",
    "word/contents.txt",
    "canvas.svg",
    "canvas.tsv",
    "cash.svg",
    "recap.txt",
    "fit-table.tsv",
    "weakest-beliefs.txt",
    "so-far.txt",
];

impl Templates {
    /// Warnings of templates of one's own that no document uses.
    #[must_use]
    pub fn unused(&self) -> Vec<Diagnostic> {
        let used = in_use(&self.sources);
        let unused = self.sources.iter().filter(|source| !used.iter().any(|used| used.name == source.name));
        let own = unused.filter(|source| !source.name.starts_with(PREFIX));
        own.map(|source| {
            let message = format!("no document uses the template `{}`", source.name);
            let names = Self::sources().map(|(name, _)| name).filter(|name| !is_there(&self.sources, name));
            let help = match words::closest(&source.name, names) {
                Some(close) => {
                    format!("did you mean `{close}`? A template takes the place of the built-in one of its name")
                }
                None => "name it like a built-in template, or draw it in with `{% include %}`".to_owned(),
            };
            let place = Place { path: source.path.clone(), source: Arc::clone(&source.text), span: 0..0 };
            Diagnostic::warning("template-unused", message).at(place).help(help)
        })
        .collect()
    }
}

fn is_there(sources: &[Source], name: &str) -> bool {
    sources.iter().any(|source| source.name == name)
}

/// A template by the name that templates call it.
fn called<'a>(sources: &'a [Source], name: &str) -> Option<&'a Source> {
    let built_in = || sources.iter().find(|source| source.name.strip_prefix(PREFIX) == Some(name));
    sources.iter().find(|source| source.name == name).or_else(built_in)
}

/// The templates that some document comes by.
pub(super) fn in_use(sources: &[Source]) -> Vec<&Source> {
    let mut used: Vec<&Source> = Vec::new();
    let mut next: Vec<&Source> = BEGINNINGS.iter().filter_map(|name| called(sources, name)).collect();
    while let Some(source) = next.pop() {
        if used.iter().any(|used| used.name == source.name) {
            continue;
        }
        used.push(source);
        let tags = tags(&source.text);
        let names = tags.iter().flat_map(Tag::templates).filter_map(Token::quoted);
        next.extend(names.filter_map(|name| called(sources, name)));
        for component in tags.iter().flat_map(Tag::components) {
            let own = sources.iter().rev().find(|source| defines(source, component));
            next.extend(own);
        }
    }
    used
}

fn defines(source: &Source, component: &str) -> bool {
    source.text.contains("component")
        && tags(&source.text).iter().any(|tag| tag.does() == "component" && tag.token(1) == component)
}
