//! The numbers of headings. The templates write those of chapters and the letters of annexes as words; in Word the styles of
//! the headings count them, so that a chapter that somebody puts in is counted too.

use super::lists::Lists;
use crate::documents::blocks::Span;
use docx_rs::{IndentLevel, NumberingId, Paragraph};
use std::fmt::Write;

/// The numbering that `styles.xml` ties the headings of chapters to, and that of annexes.
pub(super) const CHAPTERS: usize = 2;
pub(super) const ANNEXES: usize = 3;

/// Deeper headings carry no number.
const DEEPEST: usize = 3;

/// No numbering: what takes a heading out of that of its style.
const NONE: usize = 0;

/// What stands before the letter of an annex.
const ANNEX: &str = "Annex ";

/// Which numbers the headings of a document have.
pub(super) struct Headings {
    /// Whether styles count them at all; those of somebody else may not.
    are_counted: bool,
    /// The part that the last chapter or annex began.
    part: Option<Part>,
    /// How many chapters and annexes there have been.
    counts: [usize; 2],
}

/// A chapter or an annex, and the numbering that counts it.
#[derive(Clone, Copy)]
struct Part {
    numbering: usize,
    is_annex: bool,
}

impl Headings {
    pub(super) fn of(styles: &str) -> Self {
        let are_counted = [CHAPTERS, ANNEXES].iter().all(|own| styles.contains(&format!("<w:numId w:val=\"{own}\"/>")));
        Self { are_counted, part: None, counts: [0; 2] }
    }

    /// An empty heading with its style, and the words it holds: without a number that Word counts.
    pub(super) fn begun(&mut self, level: usize, text: &[Span], lists: &mut Lists) -> (Paragraph, Vec<Span>) {
        let plain = |level: usize| Paragraph::new().style(&format!("Heading{level}"));
        if !self.are_counted || level > DEEPEST {
            return (plain(level), text.to_vec());
        }
        let mut words = text.to_vec();
        if level == 1 {
            self.part = words.first_mut().and_then(|first| {
                let (is_annex, number, rest) = marked(&first.text)?;
                first.text = rest.to_owned();
                let count = self.counts.get_mut(usize::from(is_annex))?;
                let follows = number == *count + 1;
                *count = number;
                let before = self.part.filter(|part| part.is_annex == is_annex).map(|part| part.numbering);
                let usual = if is_annex { ANNEXES } else { CHAPTERS };
                // A number that does not follow begins a numbering of its own.
                let numbering = if follows { before.unwrap_or(usual) } else { lists.from(usual, number) };
                Some(Part { numbering, is_annex })
            });
        }
        let index = IndentLevel::new(level - 1);
        let paragraph = match self.part {
            None => plain(level).numbering(NumberingId::new(NONE), IndentLevel::new(0)),
            Some(Part { numbering, is_annex }) => {
                let usual = if is_annex { ANNEXES } else { CHAPTERS };
                let own = if is_annex { Paragraph::new().style(&format!("Annex{level}")) } else { plain(level) };
                if numbering == usual { own } else { own.numbering(NumberingId::new(numbering), index) }
            }
        };
        (paragraph, words)
    }
}

/// Whether a heading is that of an annex, its number, and what follows; none where it has no number.
fn marked(text: &str) -> Option<(bool, usize, &str)> {
    if let Some(rest) = text.strip_prefix(ANNEX) {
        let (letter, rest) = rest.split_once(": ")?;
        let mut letters = letter.bytes();
        let (Some(letter @ b'A'..=b'Z'), None) = (letters.next(), letters.next()) else { return None };
        return Some((true, usize::from(letter - b'A') + 1, rest));
    }
    let (number, rest) = text.split_once(". ")?;
    let is_number = !number.is_empty() && number.len() < 4 && number.bytes().all(|digit| digit.is_ascii_digit());
    let number = number.parse().ok().filter(|number| *number > 0 && is_number)?;
    Some((false, number, rest))
}

/// How chapters and annexes are numbered, as the part of numberings has it: each level is tied to the style of its headings.
pub(super) fn numberings() -> String {
    let mut xml = String::new();
    for (id, style, format, first) in
        [(CHAPTERS, "Heading", "decimal", "%1."), (ANNEXES, "Annex", "upperLetter", "Annex %1:")]
    {
        let _ = write!(xml, "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"multilevel\" />");
        for (level, text) in [first, "%1.%2", "%1.%2.%3"].iter().enumerate() {
            let format = if level == 0 { format } else { "decimal" };
            let _ = write!(
                xml,
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\" /><w:numFmt w:val=\"{format}\" />\
                 <w:pStyle w:val=\"{style}{}\" /><w:suff w:val=\"space\" /><w:lvlText w:val=\"{text}\" />\
                 <w:lvlJc w:val=\"left\" /><w:pPr><w:ind w:left=\"0\" w:firstLine=\"0\" /></w:pPr></w:lvl>",
                level + 1
            );
        }
        xml.push_str("</w:abstractNum>");
    }
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_chapter_and_the_letter_of_an_annex_are_known() {
        for (text, expected) in [
            ("1. In brief", Some((false, 1, "In brief"))),
            ("12. The end. Or not", Some((false, 12, "The end. Or not"))),
            ("Annex C: the canvas", Some((true, 3, "the canvas"))),
            ("Annex", None),
            ("Annexes: all", None),
            ("Annex c: x", None),
            ("Annex AB: x", None),
            ("0. x", None),
            ("2026. x", None),
            ("1.5 x", None),
            (". x", None),
            ("In brief", None),
        ] {
            assert_eq!(marked(text), expected, "{text}");
        }
    }
}
