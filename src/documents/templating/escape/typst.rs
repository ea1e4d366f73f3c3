//! Escaping for Typst, so that an answer reads as it was typed.

use super::markdown;
use std::io::{self, Write};

/// The escaping of every `{{ value }}` in a Typst template.
pub(crate) fn write_escaped(text: &str, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(escaped(&markdown::folded(text)).as_bytes())
}

/// The text with a backslash before each character that would be markup, perhaps at the start of a line.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let marker = marker(text);
    let mut before = None;
    for (offset, c) in text.char_indices() {
        let next = text.get(offset + c.len_utf8()..).and_then(|rest| rest.chars().next());
        if marker == Some(offset) || needs_backslash(c, before, next) {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
    out
}

/// The text as a literal in code.
pub(crate) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn needs_backslash(c: char, before: Option<char>, next: Option<char>) -> bool {
    match c {
        // A slash begins and ends comments together with what stands beside it, which may be no part of this text.
        '\\' | '`' | '*' | '_' | '#' | '$' | '@' | '<' | '>' | '[' | ']' | '~' | '/' => true,
        // Dashes, soft hyphens and minus signs.
        '-' => before == Some(c) || next.is_some_and(|next| matches!(next, '-' | '?') || next.is_numeric()),
        // Dots of omission.
        '.' => next == Some(c),
        _ => false,
    }
}

/// The byte of the character that would make a line a heading, a list entry or a term.
fn marker(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(char::is_whitespace);
    if first == '=' && ends(text.trim_start_matches('=')) {
        return Some(0);
    }
    if matches!(first, '-' | '+') && ends(text.get(1..).unwrap_or_default()) {
        return Some(0);
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    (digits > 0 && rest.strip_prefix('.').is_some_and(ends)).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_would_be_markup_gets_a_backslash() {
        for (text, expected) in [
            ("We repair bikes (flat tyres, brakes) at 100%: €60 & more; it's \"good\".", ""),
            ("well-known 3 - 4, 2.5 hours, -€453", ""),
            ("and/or", "and\\/or"),
            ("parts.example.org/", "parts.example.org\\/"),
            ("/quay/street", "\\/quay\\/street"),
            ("#import \"x\"", "\\#import \"x\""),
            ("$x$ @ref <label> *b* _i_ `c`", "\\$x\\$ \\@ref \\<label\\> \\*b\\* \\_i\\_ \\`c\\`"),
            ("https://a.b/c", "https:\\/\\/a.b\\/c"),
            ("a // b /* c */", "a \\/\\/ b \\/\\* c \\*\\/"),
            ("= heading", "\\= heading"),
            ("- a", "\\- a"),
            ("/ a: b", "\\/ a: b"),
            ("12. a", "12\\. a"),
            ("2. -5 -- b -? c...", "2\\. \\-5 \\-\\- b \\-? c\\.\\.."),
            ("C:\\u{41}", "C:\\\\u{41}"),
            ("[x] ~ \\", "\\[x\\] \\~ \\\\"),
        ] {
            let expected = if expected.is_empty() { text } else { expected };
            assert_eq!(escaped(text), expected, "{text}");
        }
        assert_eq!(literal("a\"\\\nb"), "\"a\\\"\\\\\\nb\"");
    }
}
