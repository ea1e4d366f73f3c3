//! The parts of the document put into one file. What the library writes differently from what Word expects, or cannot
//! write at all, is put right here.

use super::{Parts, headings, inline};
use crate::diagnostic::Diagnostic;
use docx_rs::{Docx, XMLDocx};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::fmt::Write;
use std::io::Cursor;

/// The bytes of the file; what its pictures show, in words and in order.
pub(super) fn packed(docx: Docx, parts: &Parts<'_>, pictures: &[String]) -> Result<Vec<u8>, Diagnostic> {
    let mut package = docx.build();
    let document = described(&corrected(&String::from_utf8_lossy(&package.document)), pictures);
    package.document = document.into_bytes();
    package.numberings = numbered(&without_empty(&String::from_utf8_lossy(&package.numberings))).into_bytes();
    for footer in &mut package.footers {
        *footer = without_empty(&String::from_utf8_lossy(footer)).into_bytes();
    }
    package.document_rels = in_order(&String::from_utf8_lossy(&package.document_rels)).into_bytes();
    package.styles = part("word/styles.xml", &parts.styles)?;
    package.settings = part("word/settings.xml", &parts.settings)?;
    package.doc_props.core = part("word/core.xml", &parts.properties)?;
    // No picture and no link stands in the footer.
    package.footer_rels = Vec::new();
    written(package).map_err(|error| {
        Diagnostic::error("document-packing", format!("the Word document cannot be put together: {error}"))
            .help("ask for another format, such as --to html")
    })
}

fn written(package: XMLDocx) -> Result<Vec<u8>, String> {
    let mut file = Cursor::new(Vec::new());
    package.pack(&mut file).map_err(|error| error.to_string())?;
    Ok(file.into_inner())
}

/// The document with what each picture shows in the place for those who do not see it.
fn described(document: &str, pictures: &[String]) -> String {
    let mut parts = document.split("<wp:docPr id=\"1\" name=\"Figure\" />");
    let mut described = parts.next().unwrap_or_default().to_owned();
    for (index, part) in parts.enumerate() {
        let words = pictures.get(index).map(String::as_str).unwrap_or_default();
        let number = index + 1;
        // The words come from a drawing and are escaped as it needs; a quotation mark means more in an attribute.
        let words = words.replace('"', "&quot;").replace('\n', " ");
        let _ = write!(described, "<wp:docPr id=\"{number}\" name=\"Drawing {number}\" descr=\"{words}\" />");
        described.push_str(part);
    }
    described
}

/// The text of the document with everything where Word's schema has it, with heads of tables that are repeated, and with
/// tables that look as their style says.
fn corrected(document: &str) -> String {
    let document = without_empty(document);
    let document = document.replace("<w:trPr />", "<w:trPr><w:cantSplit /><w:tblHeader /></w:trPr>");
    let document = footer_first(&leftwards(&document));
    let mut parts = document.split("<w:tblPr>");
    let mut corrected = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (properties, rest) = part.split_once("</w:tblPr>").unwrap_or(("", part));
        let (grid, rest) = rest.split_once("</w:tblGrid>").unwrap_or(("", rest));
        let style = properties.split_once("<w:tblStyle w:val=\"").and_then(|(_, style)| style.split('"').next());
        corrected.push_str("<w:tblPr><w:tblStyle w:val=\"");
        corrected.push_str(style.unwrap_or("TableNormal"));
        corrected.push_str(
            "\" /><w:tblW w:w=\"5000\" w:type=\"pct\" /><w:tblLayout w:type=\"fixed\" />\
             <w:tblLook w:val=\"0620\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" \
             w:noHBand=\"1\" w:noVBand=\"1\" /></w:tblPr>",
        );
        corrected.push_str(&grid.replace(" w:type=\"dxa\"", ""));
        corrected.push_str("</w:tblGrid>");
        corrected.push_str(rest);
    }
    corrected
}

/// Without the empty properties of runs, which stand before what has to come first.
fn without_empty(part: &str) -> String {
    part.replace("<w:rPr />", "")
}

/// The numberings with those of headings, which stand with their like before everything that uses them.
fn numbered(numberings: &str) -> String {
    numberings.replacen("<w:num w:numId", &(headings::numberings() + "<w:num w:numId"), 1)
}

/// Runs that are marked as running leftwards say so, and paragraphs that do so say it in the place that is kept for it.
fn leftwards(document: &str) -> String {
    let told = "<w:bidi />";
    let document = document.replace(&format!("<w:highlight w:val=\"{}\" />", inline::LEFTWARDS), "<w:rtl />");
    let mut parts = document.split("<w:pPr>");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (properties, rest) = part.split_once("</w:pPr>").unwrap_or(("", part));
        let mut properties = properties.to_owned();
        if properties.contains(told) {
            properties = properties.replace(told, "");
            let later = ["<w:ind ", "<w:jc "].iter().filter_map(|name| properties.find(name)).min();
            properties.insert_str(later.unwrap_or(properties.len()), told);
        }
        let _ = write!(out, "<w:pPr>{properties}</w:pPr>{rest}");
    }
    out
}

/// The footer is the first thing that the properties of the pages speak of.
fn footer_first(document: &str) -> String {
    let Some((before, properties)) = document.split_once("<w:sectPr>") else { return document.to_owned() };
    let Some((first, rest)) = properties.split_once("<w:footerReference ") else { return document.to_owned() };
    let Some((footer, rest)) = rest.split_once("/>") else { return document.to_owned() };
    format!("{before}<w:sectPr><w:footerReference {footer}/>{first}{rest}")
}

/// The relationships in the order of their names: the library takes links from a map without any.
fn in_order(relationships: &str) -> String {
    let mut parts = relationships.split("<Relationship ");
    let head = parts.next().unwrap_or_default();
    let (mut listed, mut end) = (Vec::new(), "");
    for part in parts {
        let (one, rest) = part.split_once("/>").unwrap_or((part, ""));
        listed.push(one);
        end = rest;
    }
    listed.sort_unstable();
    listed.into_iter().fold(head.to_owned(), |listed, one| listed + "<Relationship " + one + "/>") + end
}

/// A part that a template makes, if it is XML: Word refuses a document that holds anything else.
fn part(name: &str, text: &str) -> Result<Vec<u8>, Diagnostic> {
    let text = legal(text);
    match fault(&text) {
        None => Ok(text.into_bytes()),
        Some(fault) => {
            let message = format!("template `{name}` does not make XML that can be read: {fault}");
            Err(Diagnostic::error("template-xml", message)
                .help("close every element that is opened, and put every attribute in quotation marks"))
        }
    }
}

/// Why a text is no XML, if it is none.
fn fault(text: &str) -> Option<String> {
    let mut reader = Reader::from_str(text);
    let mut depth = 0_usize;
    loop {
        let start = match reader.read_event() {
            Ok(Event::Eof) => return (depth > 0).then(|| "it ends too early".to_owned()),
            Ok(Event::End(_)) => {
                depth = depth.saturating_sub(1);
                continue;
            }
            Ok(Event::Start(start)) => {
                depth += 1;
                start
            }
            Ok(Event::Empty(start)) => start,
            Ok(_) => continue,
            Err(problem) => return Some(problem.to_string()),
        };
        if let Some(problem) = start.attributes().find_map(Result::err) {
            return Some(problem.to_string());
        }
    }
}

/// Without the characters that no XML file may hold.
fn legal(text: &str) -> String {
    text.chars()
        .filter(|c| matches!(c, '\t' | '\n' | '\r') || !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_that_makes_no_xml_is_refused() {
        for (text, is_xml) in [
            ("<?xml version=\"1.0\"?>\n<a b=\"c\"><d/>&amp;</a>", true),
            ("<a><b></a>", false),
            ("<a><b/>", false),
            ("<a b=c></a>", false),
        ] {
            assert_eq!(part("word/styles.xml", text).is_ok(), is_xml, "{text}");
        }
    }

    #[test]
    fn relationships_stand_in_order_and_heads_of_tables_are_marked() {
        let relationships = "<R><Relationship Id=\"b\" /><Relationship Id=\"a\" /></R>";
        assert_eq!(in_order(relationships), "<R><Relationship Id=\"a\" /><Relationship Id=\"b\" /></R>");
        let table = "<w:tbl><w:tblPr><w:x /><w:tblStyle w:val=\"S\" /></w:tblPr><w:tblGrid><w:gridCol w:w=\"1\" \
                     w:type=\"dxa\" /></w:tblGrid><w:tr><w:trPr /></w:tr></w:tbl>";
        let corrected = corrected(table);
        assert!(corrected.contains("<w:tblPr><w:tblStyle w:val=\"S\" /><w:tblW"), "{corrected}");
        assert!(corrected.contains("<w:gridCol w:w=\"1\" /></w:tblGrid><w:tr>"), "{corrected}");
        assert_eq!(
            footer_first("a<w:sectPr><b /><w:footerReference c /><d />"),
            "a<w:sectPr><w:footerReference c /><b /><d />"
        );
        assert!(corrected.contains("<w:tblHeader />") && !corrected.contains("<w:x />"), "{corrected}");
    }

    #[test]
    fn what_runs_leftwards_says_so_in_its_place() {
        let written = "<w:p><w:pPr><w:pStyle /><w:jc w:val=\"right\" /><w:ind w:left=\"1\" /><w:bidi /></w:pPr><w:r><w:rPr>\
                       <w:highlight w:val=\"leftwards\" /></w:rPr></w:r></w:p><w:p><w:pPr><w:jc /></w:pPr></w:p>";
        let expected = "<w:p><w:pPr><w:pStyle /><w:bidi /><w:jc w:val=\"right\" /><w:ind w:left=\"1\" /></w:pPr><w:r><w:rPr>\
                        <w:rtl /></w:rPr></w:r></w:p><w:p><w:pPr><w:jc /></w:pPr></w:p>";
        assert_eq!(leftwards(written), expected);
        let numbered = numbered("<n><w:abstractNum /><w:num w:numId=\"1\" /><w:num w:numId=\"2\" /></n>");
        assert!(numbered.starts_with("<n><w:abstractNum /><w:abstractNum w:abstractNumId=\"2\">"), "{numbered}");
        assert!(numbered.ends_with("</w:abstractNum><w:num w:numId=\"1\" /><w:num w:numId=\"2\" /></n>"), "{numbered}");
    }
}
