//! Which templates are in use: those that documents begin with, and what these draw in.

use super::tags::{Tag, Token, tags};
use crate::bank::Template;
use crate::diagnostic::{Diagnostic, Place};
use crate::documents::source::{bare, called, is_own};
use crate::documents::{Templates, chapter_file};
use crate::words;
use std::sync::Arc;

/// The templates that documents begin with, beside those of the chapters.
const BEGINNINGS: [&str; 15] = [
    "plan.md",
    "answers.md",
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
        let used = in_use(&self.sources, &self.chapters);
        let unused = self.sources.iter().filter(|source| !used.iter().any(|used| used.name == source.name));
        let own = unused.filter(|source| is_own(&source.name));
        own.map(|source| {
            let message = format!("no document uses the template `{}`", source.name);
            let names = self.sources.iter().filter(|other| !is_own(&other.name)).map(|other| bare(&other.name));
            let names = names.filter(|name| !is_there(&self.sources, name));
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

fn is_there(sources: &[Template], name: &str) -> bool {
    sources.iter().any(|source| source.name == name)
}

/// The templates that some document comes by.
pub(in crate::documents) fn in_use<'a>(sources: &'a [Template], chapters: &[String]) -> Vec<&'a Template> {
    let chapters = chapters.iter().filter_map(|id| called(sources, &chapter_file(id)));
    reached(sources, BEGINNINGS.iter().filter_map(|name| called(sources, name)).chain(chapters))
}

/// Some templates with all that they come by.
pub(in crate::documents) fn reached<'a>(
    sources: &'a [Template],
    from: impl Iterator<Item = &'a Template>,
) -> Vec<&'a Template> {
    let mut used: Vec<&Template> = Vec::new();
    let mut next: Vec<&Template> = from.collect();
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

fn defines(source: &Template, component: &str) -> bool {
    source.text.contains("component")
        && tags(&source.text).iter().any(|tag| tag.does() == "component" && tag.token(1) == component)
}
