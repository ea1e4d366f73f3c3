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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_keep_to_safe_schemes() {
        for (destination, safe) in [
            ("https://a.b/c:d", true),
            ("mailto:a@b.c", true),
            ("TEL:1", true),
            ("plan.html#x:y", true),
            ("#h-a", true),
            ("javascript:alert(1)", false),
            ("java\u{1}script:x", false),
            (" jAvascript:x", false),
            ("data:text/html,x", false),
            ("file:///x", false),
        ] {
            assert_eq!(is_safe(destination), safe, "{destination}");
        }
    }
}
