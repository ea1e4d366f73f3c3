//! Words in a paragraph: their looks, their links, fields.

use crate::documents::blocks::{Face, Span};
use docx_rs::{BreakType, FieldCharType, Hyperlink, HyperlinkData, InstrText, Paragraph, Run};

/// The paragraph with these words at its end; `links` counts the links of the document.
pub(super) fn filled(mut paragraph: Paragraph, spans: &[Span], links: &mut usize) -> Paragraph {
    for span in spans {
        paragraph = match &span.link {
            None => paragraph.add_run(run(span)),
            Some(link) => {
                *links += 1;
                let link = HyperlinkData::External { rid: format!("rIdLink{links:05}"), path: escaped(link) };
                let link = Hyperlink { link, history: None, children: Vec::new() };
                paragraph.add_hyperlink(link.add_run(run(span).style("Hyperlink")))
            }
        };
    }
    paragraph
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

fn run(span: &Span) -> Run {
    let mut run = Run::new();
    for (index, line) in span.text.split('\n').enumerate() {
        if index > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        if !line.is_empty() {
            run = run.add_text(line);
        }
    }
    let Face { bold, italic, struck, code } = span.face;
    let run = if code { run.style("VerbatimChar") } else { run };
    let run = if bold { run.bold() } else { run };
    let run = if italic { run.italic() } else { run };
    if struck { run.strike() } else { run }
}

/// An address as the value of an XML attribute.
fn escaped(link: &str) -> String {
    crate::documents::html::escaped(link).replace(' ', "%20")
}
