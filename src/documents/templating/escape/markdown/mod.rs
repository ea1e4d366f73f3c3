//! Escaping for Markdown, by place, so that an answer reads as it was typed and escaping hardly shows.

use std::borrow::Cow;
use std::io::{self, Write};

/// Where in a Markdown document a text is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// In a paragraph or a list entry, perhaps at the start of a line.
    Text,
    /// In a cell of a table.
    Cell,
    /// In a heading.
    Heading,
}

/// The escaping of every `{{ value }}` in a Markdown template.
pub(crate) fn write_escaped(text: &str, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(escaped(text, Setting::Text).as_bytes())
}

/// The text with white space folded and a backslash before each character that would be Markdown where it stands.
pub(crate) fn escaped(text: &str, place: Setting) -> Cow<'_, str> {
    let text = folded(text);
    if is_address(&text) {
        return Cow::Owned(format!("<{text}>"));
    }
    let marker = if place == Setting::Text { line_marker(&text) } else { None };
    if marker.is_none() && !text.bytes().any(|byte| is_special(byte.into())) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = Before::default();
    let begins_with_bracket = text.starts_with('[');
    for (offset, c) in text.char_indices() {
        let rest = text.get(offset + c.len_utf8()..).unwrap_or_default();
        before.step(c);
        let is_harmless = c == ']' && rest.is_empty() && !begins_with_bracket;
        if marker == Some(offset) || is_special(c) && !is_harmless && needs_backslash(c, &before, rest, place) {
            out.push('\\');
        }
        out.push(c);
        before.last = Some(c);
    }
    Cow::Owned(out)
}

/// Whether a text is the address of a page or a mailbox and nothing else, and can stand between angle brackets as a link.
fn is_address(text: &str) -> bool {
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>|\\`\"".contains(c);
    if text.ends_with(['.', ',', ';', ':', '!', '?']) || !text.contains('.') || !text.chars().all(is_plain) {
        return false;
    }
    if let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) {
        return rest.starts_with(char::is_alphanumeric) && rest.contains('.');
    }
    let Some((mailbox, host)) = text.split_once('@') else { return false };
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    let of_mailbox = |c: char| is_letter(c) || ".!#$%&'*+/=?^_{}~-".contains(c);
    let is_part = |part: &str| {
        let ends = part.starts_with(is_letter) && part.ends_with(is_letter) && part.len() < 64;
        ends && part.chars().all(|c| is_letter(c) || c == '-')
    };
    mailbox.starts_with(is_letter)
        && mailbox.chars().all(of_mailbox)
        && host.contains('.')
        && host.split('.').all(is_part)
}

/// White space as it shows in Markdown: one space for any run, none at the ends.
pub(crate) fn folded(text: &str) -> Cow<'_, str> {
    let mut rest = text.trim_matches(folds);
    let Some(mut run) = next_run(rest) else { return Cow::Borrowed(rest) };
    let mut out = String::with_capacity(rest.len());
    loop {
        let (before, after) = rest.split_at_checked(run).unwrap_or((rest, ""));
        out.push_str(before);
        out.push(' ');
        rest = after.trim_start_matches(folds);
        let Some(next) = next_run(rest) else { break };
        run = next;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// A paragraph without the backslashes that are needed only at its beginning: `It is \- 5` is `It is - 5`.
pub(crate) fn unmarked(paragraph: &str) -> String {
    let mut out = String::with_capacity(paragraph.len());
    let mut letters = paragraph.chars().peekable();
    while let Some(c) = letters.next() {
        let next = letters.peek().copied().filter(|_| c == '\\');
        let is_needless = match next {
            Some('-' | '+' | '#' | '>' | '=') => !out.is_empty(),
            Some('.' | ')') => out.contains(|c: char| !c.is_ascii_digit()),
            _ => false,
        };
        if !is_needless {
            out.push(c);
        }
        // What a backslash stands before is no backslash of its own.
        if let Some(escaped) = next {
            letters.next();
            out.push(escaped);
        }
    }
    out
}

fn folds(c: char) -> bool {
    c.is_ascii_whitespace() || matches!(c, '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The byte where the next white space begins that is more than a single space.
fn next_run(text: &str) -> Option<usize> {
    let mut before = 0;
    for (offset, byte) in text.bytes().enumerate() {
        match byte {
            b' ' if before == b' ' => return Some(offset - 1),
            b'\t'..=b'\r' => return Some(offset - usize::from(before == b' ')),
            // The bytes that begin the other white space, and other characters too.
            0xc2 | 0xe2 if text.get(offset..).is_some_and(|rest| rest.starts_with(folds)) => {
                return Some(offset - usize::from(before == b' '));
            }
            _ => before = byte,
        }
    }
    None
}

fn is_special(c: char) -> bool {
    matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '~' | '|' | '$' | '^' | '{' | '#')
}

/// What stands before a character, and before the run of equal characters that it belongs to.
#[derive(Default)]
struct Before {
    last: Option<char>,
    run: Option<char>,
}

impl Before {
    fn step(&mut self, c: char) {
        if self.last != Some(c) {
            self.run = self.last;
        }
    }
}

fn needs_backslash(c: char, before: &Before, rest: &str, place: Setting) -> bool {
    let next = rest.chars().next();
    let after = rest.trim_start_matches(c).chars().next();
    let apart = is_space(before.run) && is_space(after);
    let opens = before.run.is_none_or(|c| c == '(' || c.is_whitespace());
    match c {
        '`' => true,
        '\\' => next.is_none_or(|c| c.is_ascii_punctuation()),
        '*' | '^' => !apart,
        '_' => !(apart || is_word(before.run) && is_word(after)),
        '~' => !(apart || opens && is_word(next) && before.last != Some('~')),
        '$' => !apart && !next.is_some_and(|c| c.is_ascii_digit()),
        '[' => before.run.is_none() && [" ]", "x]", "X]"].iter().any(|mark| rest.starts_with(mark)),
        ']' => matches!(next, None | Some('(' | '[' | ':')),
        '<' => next.is_none_or(|c| c.is_alphabetic() || matches!(c, '/' | '!' | '?')) || is_bracketed(rest),
        '&' => is_entity(rest),
        '|' => place == Setting::Cell,
        '{' => place == Setting::Heading,
        '#' => place == Setting::Heading && after.is_none() && before.run.is_none_or(char::is_whitespace),
        _ => false,
    }
}

/// Whether what stands behind a `<` is an address of e-mail up to its `>`: it may begin with nearly any sign.
fn is_bracketed(rest: &str) -> bool {
    rest.split_once('>').is_some_and(|(inside, _)| inside.contains('@') && !inside.contains(char::is_whitespace))
}

fn is_space(c: Option<char>) -> bool {
    c.is_some_and(char::is_whitespace)
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// Whether an ampersand followed by `rest` would be read as one character: `&amp;`, `&#39;`.
fn is_entity(rest: &str) -> bool {
    let Some((name, _)) = rest.split_once(';') else { return false };
    let name = name.strip_prefix('#').unwrap_or(name);
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric())
}

/// The byte of the character that would make a line a list entry, a heading, a quotation, a rule or part of a table.
fn line_marker(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(char::is_whitespace);
    let at_start = match first {
        '>' => true,
        '#' => ends(text.trim_start_matches('#')),
        '=' => text.chars().all(|c| c == '='),
        '-' | '+' | ':' | '|' => {
            ends(text.get(1..).unwrap_or_default()) || text.chars().all(|c| matches!(c, '-' | ':' | '|' | ' '))
        }
        _ => false,
    };
    if at_start {
        return Some(0);
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    let numbered = (1..=9).contains(&digits) && (rest.starts_with('.') || rest.starts_with(')'));
    (numbered && ends(rest.get(1..).unwrap_or_default())).then_some(digits)
}

#[cfg(test)]
mod tests;
