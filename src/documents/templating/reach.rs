//! Which templates are in use: those that documents begin with, and what these draw in.

use super::sources::called;
use super::tags::{Tag, Token, tags};
use crate::bank::Template;
use crate::documents::chapter_file;
use std::collections::HashMap;

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
    Reach::of(sources).from(BEGINNINGS.iter().filter_map(|name| called(sources, name)).chain(chapters))
}

/// Templates taken apart once, to see what each comes by.
pub(crate) struct Reach<'a> {
    sources: &'a [Template],
    /// The tags of each template, by its name.
    tags: HashMap<&'a str, Vec<Tag<'a>>>,
    /// Where each component is defined: the last template counts, which is one's own.
    components: HashMap<&'a str, &'a Template>,
}

impl<'a> Reach<'a> {
    pub fn of(sources: &'a [Template]) -> Self {
        let tags: HashMap<&str, Vec<Tag<'_>>> =
            sources.iter().map(|source| (source.name.as_str(), tags(&source.text))).collect();
        let mut components = HashMap::new();
        for source in sources {
            let defined = tags.get(source.name.as_str()).into_iter().flatten().filter(|tag| tag.does() == "component");
            components.extend(defined.map(|tag| (tag.token(1), source)));
        }
        Self { sources, tags, components }
    }

    /// The tags of one of the templates.
    pub fn tags(&self, source: &Template) -> &[Tag<'a>] {
        self.tags.get(source.name.as_str()).map_or(&[], Vec::as_slice)
    }

    /// Some of the templates with all that they come by.
    pub fn from(&self, beginnings: impl Iterator<Item = &'a Template>) -> Vec<&'a Template> {
        let mut used: Vec<&Template> = Vec::new();
        let mut next: Vec<&Template> = beginnings.collect();
        while let Some(source) = next.pop() {
            if used.iter().any(|used| used.name == source.name) {
                continue;
            }
            used.push(source);
            let tags = self.tags(source);
            let names = tags.iter().flat_map(Tag::templates).filter_map(Token::quoted);
            next.extend(names.filter_map(|name| called(self.sources, name)));
            next.extend(tags.iter().flat_map(Tag::components).filter_map(|name| self.components.get(name)));
        }
        used
    }
}
