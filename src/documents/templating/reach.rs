//! Which templates are in use: those that documents begin with, and what these draw in.

use super::sources::{GENERIC, OF_BANK};
use super::tags::{Tag, Token, tags};
use crate::bank::Template;
use crate::documents::chapter_file;
use fnv::FnvHashMap;
use indexmap::IndexSet;
use std::cell::OnceCell;

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
    "word/captions.txt",
    "canvas.svg",
    "canvas.tsv",
    "recap.txt",
    "fit-table.tsv",
    "weakest-beliefs.txt",
    "so-far.txt",
];

/// The templates that some document comes by.
pub(crate) fn in_use<'a>(sources: &'a [Template], chapters: &[String]) -> Vec<&'a Template> {
    let reach = Reach::of(sources);
    let chapters: Vec<String> = chapters.iter().map(|id| chapter_file(id)).collect();
    let beginnings = BEGINNINGS.into_iter().chain(chapters.iter().map(String::as_str));
    reach.from(beginnings.filter_map(|name| reach.called(name))).filter_map(|place| sources.get(place)).collect()
}

/// The names of the drawings that stand as pictures in a document, or in a template of one.
pub(crate) fn pictures(markdown: &str) -> impl Iterator<Item = &str> {
    let destinations = markdown.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    destinations.filter(|name| name.strip_suffix(".svg").is_some() && !name.contains(char::is_whitespace))
}

/// What templates come by. Each is taken apart when something comes by it, at most once.
pub(crate) struct Reach<'a> {
    sources: &'a [Template],
    /// The tags of each template.
    tags: Vec<OnceCell<Vec<Tag<'a>>>>,
    /// The places of the templates that each draws in.
    drawn: Vec<OnceCell<Vec<usize>>>,
    /// Where a template stands among all, by its own name and by the name that templates call it.
    places: FnvHashMap<&'a str, usize>,
    /// Where each component is defined: the last template counts, which is one's own.
    components: OnceCell<FnvHashMap<&'a str, usize>>,
}

impl<'a> Reach<'a> {
    pub fn of(sources: &'a [Template]) -> Self {
        let mut places = FnvHashMap::default();
        for layer in ["", OF_BANK, GENERIC] {
            for (place, source) in sources.iter().enumerate() {
                if let Some(name) = source.name.strip_prefix(layer) {
                    places.entry(name).or_insert(place);
                }
            }
        }
        Self {
            sources,
            tags: sources.iter().map(|_| OnceCell::new()).collect(),
            drawn: sources.iter().map(|_| OnceCell::new()).collect(),
            places,
            components: OnceCell::new(),
        }
    }

    /// The place of the template that is called so.
    pub fn called(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// The tags of the template at a place.
    pub fn tags(&self, place: usize) -> &[Tag<'a>] {
        let (Some(source), Some(kept)) = (self.sources.get(place), self.tags.get(place)) else { return &[] };
        kept.get_or_init(|| tags(&source.text))
    }

    fn drawn(&self, place: usize) -> &[usize] {
        let Some(kept) = self.drawn.get(place) else { return &[] };
        kept.get_or_init(|| {
            let tags = self.tags(place);
            let names = tags.iter().flat_map(Tag::templates).filter_map(Token::quoted);
            let defined = |name| self.components.get_or_init(|| self.defined()).get(name).copied();
            let pictures = self.sources.get(place).into_iter().flat_map(|source| pictures(&source.text));
            let names = names.chain(pictures);
            let components = tags.iter().flat_map(Tag::components).filter_map(defined);
            names.filter_map(|name| self.called(name)).chain(components).collect()
        })
    }

    fn defined(&self) -> FnvHashMap<&'a str, usize> {
        let defining = self.sources.iter().enumerate().filter(|(_, source)| source.text.contains("component"));
        let components = defining.flat_map(|(place, _)| {
            let tags = self.tags(place).iter().filter(|tag| tag.does() == "component");
            tags.map(move |tag| (tag.token(1), place))
        });
        components.collect()
    }

    /// The places of some of the templates and of all that they come by.
    pub fn from(&self, beginnings: impl Iterator<Item = usize>) -> impl Iterator<Item = usize> {
        let mut used: IndexSet<usize> = IndexSet::new();
        let mut next: Vec<usize> = beginnings.collect();
        while let Some(place) = next.pop() {
            if used.insert(place) {
                next.extend(self.drawn(place));
            }
        }
        used.into_iter()
    }
}
