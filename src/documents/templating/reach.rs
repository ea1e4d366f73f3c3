//! Which templates are in use: those that documents begin with, and what these draw in.

use super::sources::called;
use super::tags::{Tag, Token, tags};
use crate::bank::Template;
use crate::documents::chapter_file;

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

/// The templates that some document comes by.
pub(crate) fn in_use<'a>(sources: &'a [Template], chapters: &[String]) -> Vec<&'a Template> {
    let chapters = chapters.iter().filter_map(|id| called(sources, &chapter_file(id)));
    reached(sources, BEGINNINGS.iter().filter_map(|name| called(sources, name)).chain(chapters))
}

/// Some templates with all that they come by.
pub(crate) fn reached<'a>(sources: &'a [Template], from: impl Iterator<Item = &'a Template>) -> Vec<&'a Template> {
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
