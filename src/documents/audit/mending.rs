//! Mends a template where something is wrong, without changing its length, so that the search can go on behind it.

use super::tags::{Tag, tags};
use crate::diagnostic::Place;
use std::collections::HashSet;
use std::ops::Range;

/// The text with its fault out of the way, and the names that have no true value any more. What cannot be mended in
/// part is emptied as a whole.
pub(super) fn mended(text: &str, span: &Range<usize>, code: &str) -> (String, Vec<String>) {
    let tags = tags(text);
    let at_fault = tags.iter().find(|tag| tag.range.contains(&span.start)).filter(|_| code != "template-syntax");
    let replaced = at_fault.and_then(|tag| {
        let (range, with) = instead(tag)?;
        Some((replaced(text, range, with)?, tag.bound().into_iter().map(str::to_owned).collect()))
    });
    replaced.unwrap_or_else(|| (" ".repeat(text.len()), Vec::new()))
}

/// Whether what is at a place uses one of these names.
pub(super) fn uses(place: &Place, names: &HashSet<String>) -> bool {
    let tags = tags(&place.source);
    let tag = tags.iter().find(|tag| tag.range.contains(&place.span.start));
    tag.is_some_and(|tag| tag.names().any(|name| names.contains(name.text)))
}

/// Which part of a tag is replaced with what.
fn instead(tag: &Tag<'_>) -> Option<(Range<usize>, &'static str)> {
    let last = tag.tokens.last()?.range().end;
    let after = |word: &str| {
        let index = tag.tokens.iter().position(|token| token.text == word)?;
        Some((index, tag.tokens.get(index)?.range().end))
    };
    if tag.writes {
        let start = tag.tokens.first()?.start;
        return Some((start..last, if last - start > 1 { "\"\"" } else { "0" }));
    }
    match tag.does() {
        "if" => Some((after("if")?.1..last, " 1")),
        "elif" => Some((after("elif")?.1..last, " 0")),
        "for" => Some((after("in")?.1..last, " []")),
        "set" | "set_global" => {
            let (index, start) = after("=")?;
            let is_list = tag.token(index + 1) == "[";
            Some((start..last, if is_list { " []" } else { " 0" }))
        }
        "include" | "extends" => Some((tag.range.clone(), "")),
        "filter" => Some((after("filter")?.1..last, " str")),
        _ => None,
    }
}

fn replaced(text: &str, range: Range<usize>, part: &str) -> Option<String> {
    // A range that is too short for what has to stand there takes spaces from what follows it.
    let room = text.get(range.end..)?.bytes().take_while(|byte| *byte == b' ').count();
    let end = range.end + part.len().saturating_sub(range.len()).min(room);
    let length = end - range.start;
    (part.len() <= length).then(|| {
        format!("{}{part:length$}{}", text.get(..range.start).unwrap_or_default(), text.get(end..).unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_taken_out_and_everything_keeps_its_place() {
        for (text, fault, expected) in [
            ("a {{ x.y | z }} b", "y", "a {{ \"\"      }} b"),
            ("{{x}}", "x", "{{0}}"),
            ("{% if x.y %}a", "x", "{% if 1   %}a"),
            ("{% elif x %}a", "x", "{% elif 0 %}a"),
            ("{% for a in x %}", "x", "{% for a in []%}"),
            ("{% set abc = [x for x in y] %}", "y", "{% set abc = []             %}"),
            ("{% include \"x\" %}b", "x", "                 b"),
            ("{% block x %}", "x", "             "),
        ] {
            let at = text.rfind(fault).unwrap();
            assert_eq!(mended(text, &(at..at + 1), "").0, expected, "{text}");
        }
        assert_eq!(mended("{% set abc = x %}", &(13..14), "").1, ["abc"]);
    }
}
