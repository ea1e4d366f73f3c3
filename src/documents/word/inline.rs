//! Words in a paragraph: their looks, their links, which way they run, fields.

use crate::documents::blocks::{self, Face, Span};
use crate::documents::drawing::lettering::is_leftward;
use crate::documents::html::Letters;
use docx_rs::{BreakType, FieldCharType, Hyperlink, HyperlinkData, HyperlinkType, InstrText, Paragraph, Run};

/// What marks a run that runs leftwards, in a place that nothing else uses; the library cannot say it: see `package`.
pub(super) const LEFTWARDS: &str = "leftwards";

/// The paragraph with these words at its end; `links` counts the links of the document.
pub(super) fn filled(paragraph: Paragraph, spans: &[Span], links: &mut usize) -> Paragraph {
    let (mut paragraph, leftwards) = directed(paragraph, &blocks::plain(spans));
    for span in spans {
        let runs = runs(&span.text, span.face, leftwards);
        paragraph = match &span.link {
            None => runs.fold(paragraph, Paragraph::add_run),
            Some(link) => {
                *links += 1;
                let link = HyperlinkData::External { rid: format!("rIdLink{links:05}"), path: escaped(link) };
                let link = Hyperlink { link, history: None, children: Vec::new() };
                paragraph.add_hyperlink(runs.map(|run| run.style("Hyperlink")).fold(link, Hyperlink::add_run))
            }
        };
    }
    paragraph
}

/// The paragraph running the way of its text, and whether that is leftwards.
fn directed(mut paragraph: Paragraph, text: &str) -> (Paragraph, bool) {
    let leftwards = Letters::of(text).run_leftwards();
    if leftwards {
        paragraph.property = paragraph.property.bidi(true);
    }
    (paragraph, leftwards)
}

/// A paragraph that is nothing but a link to a place in the document.
pub(super) fn led(paragraph: Paragraph, text: &str, place: String) -> Paragraph {
    let (paragraph, leftwards) = directed(paragraph, text);
    let link = Hyperlink::new(place, HyperlinkType::Anchor);
    paragraph.add_hyperlink(runs(text, Face::default(), leftwards).fold(link, Hyperlink::add_run))
}

/// A text of one look in runs, each of letters of one way, in a paragraph of either.
fn runs(text: &str, face: Face, leftwards: bool) -> impl Iterator<Item = Run> {
    pieces(text, leftwards).into_iter().map(move |(text, leftwards)| {
        let run = run(text, face);
        if leftwards { run.highlight(LEFTWARDS) } else { run }
    })
}

/// A text in pieces, each with whether it runs leftwards. What has no way of its own, such as a space or a digit, goes with the
/// letters around it, and between letters of both kinds with the paragraph.
fn pieces(text: &str, leftwards: bool) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let (mut start, mut end, mut way) = (0, 0, leftwards);
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphabetic()) {
        if is_leftward(c) != way {
            let cut = if way == leftwards { at } else { end };
            pieces.push((start..cut, way));
            (start, way) = (cut, !way);
        }
        end = at + c.len_utf8();
    }
    if way == leftwards {
        end = text.len();
    }
    pieces.extend([(start..end, way), (end..text.len(), leftwards)]);
    let shown = pieces.into_iter().filter_map(|(place, way)| Some((text.get(place)?, way)));
    shown.filter(|(piece, _)| !piece.is_empty()).collect()
}

/// The paragraph with a field that Word works out, and what it shows until then.
pub(super) fn field(paragraph: Paragraph, instruction: &str, shown: &str) -> Paragraph {
    // Begin, instruction and separator stand in runs of their own, because `LibreOffice` shows the instruction otherwise.
    paragraph
        .add_run(mark(FieldCharType::Begin))
        .add_run(Run::new().add_instr_text(InstrText::Unsupported(format!(" {instruction} "))))
        .add_run(mark(FieldCharType::Separate))
        .add_run(Run::new().add_text(shown))
        .add_run(mark(FieldCharType::End))
}

/// One of the marks of a field.
fn mark(kind: FieldCharType) -> Run {
    Run::new().add_field_char(kind, false)
}

fn run(text: &str, face: Face) -> Run {
    let mut run = Run::new();
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        if !line.is_empty() {
            run = run.add_text(line);
        }
    }
    let Face { bold, italic, struck, code } = face;
    let run = if code { run.style("VerbatimChar") } else { run };
    let run = if bold { run.bold() } else { run };
    let run = if italic { run.italic() } else { run };
    if struck { run.strike() } else { run }
}

/// An address as the value of an XML attribute.
fn escaped(link: &str) -> String {
    crate::documents::html::escaped(link).replace(' ', "%20")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_two_ways_stand_in_pieces_of_their_own() {
        for (text, leftwards, expected) in [
            (
                "We sell “שלום” to 3 cafés.",
                false,
                &[("We sell “", false), ("שלום", true), ("” to 3 cafés.", false)][..],
            ),
            ("שלום, 12 אנשים!", true, &[("שלום, 12 אנשים!", true)]),
            ("שלום (Shalom Ltd) 5", true, &[("שלום (", true), ("Shalom Ltd", false), (") 5", true)]),
            ("(مرحبا)", false, &[("(", false), ("مرحبا", true), (")", false)]),
            ("مرحبا", false, &[("مرحبا", true)]),
            ("12 €", true, &[("12 €", true)]),
            ("plain\nwords", false, &[("plain\nwords", false)]),
            ("", false, &[]),
        ] {
            assert_eq!(pieces(text, leftwards), expected, "{text}");
        }
    }
}
