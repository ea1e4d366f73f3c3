//! How the Markdown of documents is read, whatever is made from it.

use pulldown_cmark::{Event, Options, Parser};

/// The Markdown that documents may use.
fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}

/// What stands in the Markdown, piece by piece.
pub(super) fn events(markdown: &str) -> impl Iterator<Item = Event<'_>> {
    Parser::new_ext(markdown, options())
}

/// Whether a link leads to the web, to mail, to a telephone or to a place in the same folder or page.
pub(super) fn is_safe(destination: &str) -> bool {
    let plain: String = destination.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let until = plain.find(['/', '?', '#']).unwrap_or(plain.len());
    let start = plain.get(..until).unwrap_or_default();
    match start.split_once(':') {
        None => true,
        Some((scheme, _)) => ["http", "https", "mailto", "tel"].iter().any(|safe| scheme.eq_ignore_ascii_case(safe)),
    }
}
