//! The headings of a page: their ids, and the contents made of them.

use std::collections::HashMap;

/// A heading below the title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::documents) struct Heading {
    /// 2 for a chapter, 3 for a part of one, and so on.
    pub(in crate::documents) level: usize,
    /// What leads to it, without the `#`.
    pub(in crate::documents) id: String,
    /// Its words, not escaped.
    pub(in crate::documents) text: String,
}

#[derive(Default)]
pub(super) struct Headings {
    slugs: HashMap<String, usize>,
    /// The title first, if there is one.
    all: Vec<Heading>,
}

impl Headings {
    /// Takes a heading in and gives it an id that no other has.
    pub(super) fn add(&mut self, level: usize, text: &str) -> String {
        let id = self.slug(text);
        self.all.push(Heading { level, id: id.clone(), text: text.trim().to_owned() });
        id
    }

    /// The words of the last heading; empty before the first.
    pub(super) fn last_text(&self) -> &str {
        self.all.last().map(|heading| heading.text.as_str()).unwrap_or_default()
    }

    /// Everything below the title.
    pub(super) fn into_contents(mut self) -> Vec<Heading> {
        self.all.retain(|heading| heading.level > 1);
        self.all
    }

    fn slug(&mut self, text: &str) -> String {
        let mut slug = String::from("h-");
        for c in text.trim().chars().flat_map(char::to_lowercase) {
            match c {
                c if c.is_alphanumeric() || c == '_' => slug.push(c),
                c if (c == '-' || c.is_whitespace()) && !slug.ends_with('-') => slug.push('-'),
                _ => {}
            }
        }
        let slug = slug.trim_end_matches('-').to_owned();
        let seen = self.slugs.entry(slug.clone()).or_insert(0);
        *seen += 1;
        if *seen == 1 { slug } else { format!("{slug}-{}", *seen - 1) }
    }
}
