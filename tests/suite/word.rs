//! The Word document: the file is sound, it says what the Markdown says, and `LibreOffice` makes pages of it.

use crate::command::Folder;
use crate::corpus::cases;
use crate::documents::{EXAMPLE, with_case};
use crate::words::{folded, paragraphs_of};
use crate::workbook::contents;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The parts of a document, by name.
fn parts(document: &[u8]) -> BTreeMap<String, String> {
    contents::parts(document).into_iter().filter(|(name, _)| !name.ends_with('/')).collect()
}

/// What stands in a part; it has to be XML.
fn events(name: &str, xml: &str) -> Vec<Event<'static>> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut events = Vec::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) {
            Event::Eof => return events,
            event => events.push(event.into_owned()),
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().map(Result::unwrap).find(|found| found.key.as_ref() == name)?;
    Some(quick_xml::escape::unescape(&found.value).unwrap().into_owned())
}

/// The elements of a name, wherever they stand.
fn elements(part: &str, xml: &str, name: &str) -> Vec<BytesStart<'static>> {
    let start = |event| match event {
        Event::Start(element) | Event::Empty(element) if element.name().as_ref() == name => Some(element),
        _ => None,
    };
    events(part, xml).into_iter().filter_map(start).collect()
}

/// A paragraph: its style, the numbering that it names itself, and its text, without the instructions of fields.
#[derive(Default)]
struct Paragraph {
    style: String,
    numbering: Option<String>,
    text: String,
}

fn paragraphs(xml: &str) -> Vec<Paragraph> {
    let (mut found, mut is_text) = (Vec::<Paragraph>::new(), false);
    for event in events("document", xml) {
        match event {
            Event::Start(element) if element.name().as_ref() == "w:p" => {
                found.push(Paragraph::default());
            }
            Event::Start(element) if element.name().as_ref() == "w:t" => is_text = true,
            Event::End(element) if element.name().as_ref() == "w:t" => is_text = false,
            Event::Empty(element) if element.name().as_ref() == "w:br" => found.last_mut().unwrap().text.push(' '),
            Event::Empty(element) if element.name().as_ref() == "w:pStyle" => {
                found.last_mut().unwrap().style = attribute(&element, "w:val").unwrap();
            }
            Event::Empty(element) if element.name().as_ref() == "w:numId" => {
                found.last_mut().unwrap().numbering = attribute(&element, "w:val");
            }
            Event::Text(text) if is_text => found.last_mut().unwrap().text.push_str(&text),
            Event::GeneralRef(name) if is_text => {
                let text = format!("&{};", &*name);
                found.last_mut().unwrap().text.push_str(&quick_xml::escape::unescape(&text).unwrap());
            }
            _ => {}
        }
    }
    found
}

/// What a document says, paragraph by paragraph, without the contents.
pub fn text_of(document: &[u8]) -> Vec<String> {
    said(document).into_iter().map(|paragraph| folded(&paragraph.text)).collect()
}

/// The paragraphs that say something, without the contents; chapters and annexes with the numbers that Word counts.
fn said(document: &[u8]) -> Vec<Paragraph> {
    let parts = parts(document);
    let all = paragraphs(&parts["word/document.xml"]);
    // Drawings stand in Word alone.
    let is_said = |p: &Paragraph| !p.style.starts_with("TOC") && p.style != "Caption" && !p.text.trim().is_empty();
    counted(all.into_iter().filter(is_said).collect(), &parts["word/numbering.xml"])
}

/// The headings of chapters and annexes with their numbers before them, counted as Word does.
fn counted(mut paragraphs: Vec<Paragraph>, numbering: &str) -> Vec<Paragraph> {
    let begins = |id: &str| -> u8 {
        let own =
            numbering.split(&format!("<w:num w:numId=\"{id}\"")).nth(1).unwrap().split("</w:num>").next().unwrap();
        own.split("<w:startOverride w:val=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    let mut counts: BTreeMap<String, (u8, Option<String>)> = BTreeMap::new();
    for paragraph in &mut paragraphs {
        let is_annex = paragraph.style == "Annex1";
        if !is_annex && paragraph.style != "Heading1" || paragraph.numbering.as_deref() == Some("0") {
            continue;
        }
        let (count, last) = counts.entry(paragraph.style.clone()).or_default();
        let begun = paragraph.numbering.as_ref().filter(|own| last.as_ref() != Some(own));
        *count = begun.map_or(*count + 1, |own| begins(own));
        last.clone_from(&paragraph.numbering);
        let mark = if is_annex { format!("Annex {}: ", char::from(b'@' + *count)) } else { format!("{count}. ") };
        paragraph.text.insert_str(0, &mark);
    }
    paragraphs
}

#[test]
fn every_part_is_xml_has_a_type_and_refers_to_what_is_there() {
    for case in cases() {
        let parts = parts(&case.word);
        let types = &parts["[Content_Types].xml"];
        let named = |element: &str, key: &str| -> BTreeSet<String> {
            elements("types", types, element).iter().map(|found| attribute(found, key).unwrap()).collect()
        };
        let (overrides, defaults) = (named("Override", "PartName"), named("Default", "Extension"));
        for (name, xml) in &parts {
            let ending = name.rsplit('.').next().unwrap();
            if ending == "png" {
                assert!(xml.contains("PNG"), "{}: {name}", case.name);
            } else {
                events(name, xml);
            }
            assert!(
                overrides.contains(&format!("/{name}")) || defaults.contains(ending),
                "{}: {name} has no type",
                case.name
            );
        }
        for part in &overrides {
            assert!(parts.contains_key(&part[1..]), "{}: {part} is not there", case.name);
        }
        for (name, xml) in parts.iter().filter(|(name, _)| name.contains("_rels/")) {
            let folder = name.split("_rels/").next().unwrap();
            for relationship in elements(name, xml, "Relationship") {
                let target = attribute(&relationship, "Target").unwrap();
                if attribute(&relationship, "TargetMode").as_deref() == Some("External") {
                    let scheme = target.split_once(':').map_or("", |(scheme, _)| scheme);
                    assert!(["", "http", "https", "mailto", "tel"].contains(&scheme), "{}: {target}", case.name);
                } else {
                    assert!(parts.contains_key(&format!("{folder}{target}")), "{}: no {target}", case.name);
                }
            }
        }
    }
}

#[test]
fn every_style_and_list_that_is_used_is_declared() {
    for case in cases() {
        let parts = parts(&case.word);
        let all = |part: &str, element: &str, key: &str| -> BTreeSet<String> {
            elements(part, &parts[part], element).iter().filter_map(|found| attribute(found, key)).collect()
        };
        let styles = all("word/styles.xml", "w:style", "w:styleId");
        for element in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
            for style in all("word/document.xml", element, "w:val") {
                assert!(styles.contains(&style), "{}: no style {style}", case.name);
            }
        }
        let lists = all("word/numbering.xml", "w:num", "w:numId");
        let used = all("word/document.xml", "w:numId", "w:val").into_iter();
        // Zero is no numbering at all.
        for list in used.chain(all("word/styles.xml", "w:numId", "w:val")).filter(|list| list != "0") {
            assert!(lists.contains(&list), "{}: no list {list}", case.name);
        }
        let marks = all("word/document.xml", "w:bookmarkStart", "w:name");
        for mark in all("word/document.xml", "w:hyperlink", "w:anchor") {
            assert!(marks.contains(&mark), "{}: nothing at {mark}", case.name);
        }
    }
}

#[test]
fn the_paragraphs_are_those_of_the_markdown() {
    for case in cases() {
        let expected: Vec<String> = paragraphs_of(&case.markdown).into_iter().map(|(_, text)| text).collect();
        let found: Vec<String> = said(&case.word).iter().map(|paragraph| folded(&paragraph.text)).collect();
        for (expected, found) in expected.iter().zip(&found) {
            assert_eq!(expected, found, "{}", case.name);
        }
        assert_eq!(expected.len(), found.len(), "{}", case.name);
    }
}

/// What does not apply is said in Word as in Markdown, reason and all.
#[test]
fn what_does_not_apply_is_said_with_its_reason() {
    let fair = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/fair");
    let files = fs::read_dir(&fair).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let cases: Vec<String> = files.filter_map(|name| Some(name.strip_suffix(".reasons.txt")?.to_owned())).collect();
    assert!(cases.len() >= 2, "{cases:?}");
    for case in cases {
        let reasons = fs::read_to_string(fair.join(format!("{case}.reasons.txt"))).unwrap();
        let folder = Folder::new();
        let answers = fair.join(format!("{case}.toml"));
        folder.canvass(&format!("fill case.canvass.json --answers '{}'", answers.display())).end();
        let markdown = folder.canvass("draft case.canvass.json").status(0).output_text();
        folder.canvass("draft case.canvass.json -o plan.docx").status(0);
        let found = text_of(&fs::read(folder.path("plan.docx")).unwrap());
        let expected: Vec<String> = paragraphs_of(&markdown).into_iter().map(|(_, text)| text).collect();
        assert_eq!(found, expected, "{case}");
        for reason in reasons.lines() {
            assert!(found.iter().any(|text| text.contains(reason)), "{case} does not say `{reason}`: {found:#?}");
        }
    }
}

#[test]
fn headings_carry_the_styles_of_their_levels() {
    for case in cases() {
        let style = |level: usize| if level == 1 { "Title".to_owned() } else { format!("Heading{}", level - 1) };
        let expected: Vec<(String, String)> =
            paragraphs_of(&case.markdown).into_iter().filter_map(|(level, text)| Some((style(level?), text))).collect();
        let found: Vec<(String, String)> = said(&case.word)
            .into_iter()
            .filter(|paragraph| ["Title", "Heading", "Annex"].iter().any(|own| paragraph.style.starts_with(own)))
            // The headings of annexes have a look of their own, and no level.
            .map(|paragraph| (paragraph.style.replace("Annex", "Heading"), folded(&paragraph.text)))
            .collect();
        assert_eq!(found, expected, "{}", case.name);
        let styles = &parts(&case.word)["word/styles.xml"];
        for level in 0..6 {
            assert!(styles.contains(&format!("<w:outlineLvl w:val=\"{level}\"/>")), "level {level}");
        }
    }
}

#[test]
fn the_contents_link_the_chapters_and_nothing_is_asked_on_opening() {
    for case in cases() {
        let parts = parts(&case.word);
        let document = &parts["word/document.xml"];
        let listed: Vec<String> = paragraphs(document)
            .into_iter()
            .filter(|paragraph| paragraph.style.starts_with("TOC") && paragraph.style != "TOCHeading")
            .map(|paragraph| folded(&paragraph.text))
            .collect();
        let headings: Vec<String> = paragraphs_of(&case.markdown)
            .into_iter()
            .filter_map(|(level, text)| level.filter(|level| *level == 2).map(|_| text))
            .collect();
        assert_eq!(listed, headings, "{}", case.name);
        let linked: Vec<String> = elements("word/document.xml", document, "w:hyperlink")
            .iter()
            .filter_map(|link| attribute(link, "w:anchor"))
            .collect();
        assert_eq!(linked.len(), headings.len(), "{}", case.name);
        for anchor in linked {
            assert!(document.contains(&format!("w:name=\"{anchor}\"")), "{}: {anchor}", case.name);
        }
        assert!(!document.contains("TOC \\o") && !parts["word/settings.xml"].contains("updateFields"), "{}", case.name);
        let footer = &parts["word/footer1.xml"];
        assert!(footer.contains(" PAGE ") && footer.contains(" NUMPAGES "), "{footer}");
    }
}

#[test]
fn drawings_are_pictures_with_a_caption_and_words_for_those_who_do_not_see_them() {
    let folder = with_case(EXAMPLE);
    folder.canvass("draft case.canvass.json --for bank -o plan.docx").status(0);
    let file = fs::read(folder.path("plan.docx")).unwrap();
    let document = &parts(&file)["word/document.xml"];
    let pictures = elements("word/document.xml", document, "wp:docPr");
    let said: Vec<String> = pictures.iter().filter_map(|picture| attribute(picture, "descr")).collect();
    let starts =
        ["Of each €100: ", "A line from €10,000 at the opening ", "Two lines over the part of the planned sales: "];
    assert_eq!(said.len(), starts.len(), "{said:?}");
    assert!(said.iter().zip(starts).all(|(said, start)| said.starts_with(start)), "{said:?}");
    let captions: Vec<Paragraph> = captions(document).into_iter().filter(|p| p.text.starts_with("Picture ")).collect();
    assert_eq!(captions.len(), starts.len());
    for (number, caption) in captions.iter().enumerate() {
        assert!(caption.text.starts_with(&format!("Picture {}: ", number + 1)), "{}", caption.text);
    }
    assert!(captions.iter().all(|caption| !caption.text.contains("have no")), "every character has a glyph");
    // Each is as wide as it is drawn, and none is wider than the line.
    let widths: Vec<u32> = elements("word/document.xml", document, "wp:extent")
        .iter()
        .filter_map(|size| attribute(size, "cx")?.parse().ok())
        .collect();
    assert_eq!(widths, [6_264_000, 3_132_000, 3_132_000]);
}

fn captions(document: &str) -> Vec<Paragraph> {
    paragraphs(document).into_iter().filter(|paragraph| paragraph.style == "Caption").collect()
}

/// Word counts captions anew wherever somebody puts one in; until then they show what they come to.
#[test]
fn every_table_has_a_caption_that_word_counts_and_no_two_say_the_same() {
    for case in cases() {
        let document = &parts(&case.word)["word/document.xml"];
        let found: Vec<String> =
            captions(document).into_iter().map(|p| p.text).filter(|text| text.starts_with("Table ")).collect();
        assert_eq!(found.len(), document.matches("<w:tbl>").count(), "{}", case.name);
        assert_eq!(found.len(), document.matches(" SEQ Table \\* ARABIC ").count(), "{}", case.name);
        let texts: BTreeSet<&str> =
            found.iter().map(|text| text.split_once(": ").map_or("", |(_, text)| text)).collect();
        assert_eq!(texts.len(), found.len(), "{}: {found:#?}", case.name);
        for (number, caption) in found.iter().enumerate() {
            assert!(caption.starts_with(&format!("Table {}: ", number + 1)), "{}: {caption}", case.name);
        }
        // The caption stays with its table.
        let last = document.match_indices("<w:tbl>").map(|(at, _)| document[..at].rsplit("<w:p ").next().unwrap());
        for paragraph in last {
            assert!(paragraph.contains("\"Caption\"") && paragraph.contains("<w:keepNext />"), "{paragraph}");
        }
    }
    let example = with_case(EXAMPLE);
    example.canvass("draft case.canvass.json --for bank -o plan.docx").status(0);
    let document = &parts(&fs::read(example.path("plan.docx")).unwrap())["word/document.xml"];
    let texts: Vec<String> = captions(document).into_iter().map(|caption| caption.text).collect();
    for expected in [
        "Table 1: What is proposed",
        "Table 2: The business – Customers",
        ": How it is paid back – Year",
        ": A normal month – Due every month",
        ": The money at the end of each month",
    ] {
        assert!(texts.iter().any(|text| text.ends_with(expected)), "{expected} is not in {texts:#?}");
    }
}

#[test]
fn styles_number_the_headings_of_chapters_and_annexes_down_to_the_third_level() {
    let folder = with_case(EXAMPLE);
    folder.canvass("draft case.canvass.json --for bank -o plan.docx").status(0);
    let parts = parts(&fs::read(folder.path("plan.docx")).unwrap());
    let (styles, numbering) = (&parts["word/styles.xml"], &parts["word/numbering.xml"]);
    for (style, id, first) in [("Heading", "2", "%1."), ("Annex", "3", "Annex %1:")] {
        for level in 1..=3 {
            let own = styles.split(&format!("w:styleId=\"{style}{level}\"")).nth(1).unwrap();
            let own = own.split("</w:style>").next().unwrap();
            assert!(own.contains(&format!("<w:numId w:val=\"{id}\"/>")), "{own}");
            let tied = numbering.split(&format!("<w:pStyle w:val=\"{style}{level}\" />")).nth(1).unwrap();
            let text = [first, "%1.%2", "%1.%2.%3"][level - 1];
            assert!(tied.starts_with(&format!("<w:suff w:val=\"space\" /><w:lvlText w:val=\"{text}\" />")), "{tied}");
        }
    }
    // No number is typed, and no heading steps out of what its style counts.
    for paragraph in paragraphs(&parts["word/document.xml"]) {
        if ["Heading1", "Annex1"].contains(&paragraph.style.as_str()) {
            assert!(!paragraph.text.starts_with(|c: char| c.is_ascii_digit()), "{}", paragraph.text);
            assert!(!paragraph.text.starts_with("Annex ") && paragraph.numbering.is_none(), "{}", paragraph.text);
        }
    }
    // One page has no chapters, and so nothing that is counted.
    folder.canvass("draft case.canvass.json --only summary -o short.docx").status(0);
    let short = said(&fs::read(folder.path("short.docx")).unwrap());
    let headings: Vec<&Paragraph> = short.iter().filter(|p| p.style.starts_with("Heading")).collect();
    assert!(!headings.is_empty() && headings.iter().all(|p| p.numbering.as_deref() == Some("0")));
}

/// An annex that has nothing to say is left out, and the others keep their letters; styles of somebody else that count nothing
/// leave the numbers as words.
#[test]
fn numbers_stay_what_the_text_refers_to() {
    let folder = with_case(EXAMPLE);
    let plan = "# T\n\n## 1. One\n\n### a\n\n## 4. Four\n\n### b\n\n## 5. Five\n\n## Plain\n\n### c\n\n## Annex B: bee\n\n\
                ### d\n\n## Annex C: sea\n";
    folder.write("ours/plan.md", plan);
    let said = |name: &str| {
        folder.canvass(&format!("draft case.canvass.json --template ours -o {name}")).status(0);
        said(&fs::read(folder.path(name)).unwrap())
    };
    let found = said("plan.docx");
    let headings: Vec<&str> = found.iter().filter(|p| p.style.ends_with('1')).map(|p| p.text.as_str()).collect();
    assert_eq!(headings, ["1. One", "4. Four", "5. Five", "Plain", "Annex B: bee", "Annex C: sea"]);
    let inner =
        |text: &str| found.iter().find(|p| p.text == text).map(|p| (p.style.as_str(), p.numbering.clone())).unwrap();
    assert_eq!(inner("a"), ("Heading2", None));
    assert_eq!(inner("c"), ("Heading2", Some("0".into())));
    assert!(inner("b").1.is_some_and(|own| own != "0") && inner("d").0 == "Annex2");
    let styles = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"></w:styles>";
    folder.write("ours/word/styles.xml", styles);
    let typed = said("typed.docx");
    assert!(typed.iter().any(|p| p.text.ends_with(" 4. Four") && p.numbering.is_none()), "the number is a word");
    assert!(typed.iter().any(|p| p.text.ends_with("Annex B: bee") && p.style == "Heading1"));
}

/// Word sets Hebrew and Arabic in the right order and letters only where runs and paragraphs say which way they run.
#[test]
fn what_is_written_from_right_to_left_says_so() {
    let folder = Folder::new()
        .file("plan.canvass.json", crate::command::example().replace("Fleet care", "תיקון אופניים (Tel Aviv)"));
    folder.canvass("draft plan.canvass.json -o plan.docx").status(0);
    let document = &parts(&fs::read(folder.path("plan.docx")).unwrap())["word/document.xml"];
    let runs: Vec<&str> = document.split("<w:r>").skip(1).map(|run| run.split("</w:r>").next().unwrap()).collect();
    let is_leftward = |text: &str| text.chars().any(|c| ('א'..='ת').contains(&c));
    let hebrew: Vec<&&str> = runs.iter().filter(|run| is_leftward(run)).collect();
    assert!(hebrew.len() > 3 && hebrew.iter().all(|run| run.contains("<w:rtl />") && !run.contains("Tel Aviv")));
    assert_eq!(document.matches("<w:rtl />").count(), runs.iter().filter(|run| run.contains("<w:rtl />")).count());
    assert!(runs.iter().filter(|run| run.contains("Tel Aviv")).all(|run| !run.contains("<w:rtl />")));
    let paragraphs: Vec<&str> = document.split("<w:p ").skip(1).collect();
    let all = |wanted: bool| paragraphs.iter().filter(move |p| p.contains("<w:bidi />") == wanted);
    assert!(all(true).count() > 0 && all(true).all(|p| is_leftward(p)), "only what begins so runs so");
    assert!(all(false).any(|p| is_leftward(p)), "a sentence of ours that names it runs as ours do");
    assert!(!document.contains("leftwards"));
}

#[test]
fn tables_repeat_their_heads_and_keep_their_rows_whole() {
    let case = &cases()[0];
    let document = &parts(&case.word)["word/document.xml"];
    let tables = case.markdown.lines().filter(|line| line.starts_with("|-") || line.starts_with("|:-")).count();
    assert!(tables > 5);
    assert_eq!(document.matches("<w:tblHeader />").count(), tables);
    assert_eq!(document.matches("<w:tr>").count(), document.matches("<w:cantSplit />").count());
    assert_eq!(document.matches("<w:tbl>").count(), tables + 1, "the canvas is a table too");
    assert!(document.contains("<w:jc w:val=\"right\" />"));
}

#[test]
fn the_file_knows_its_title_and_language_and_comes_out_the_same_again() {
    let folder = with_case(EXAMPLE);
    let draft = |name: &str| {
        folder.canvass(&format!("draft case.canvass.json -o {name}")).status(0).stdout("").stderr("");
        fs::read(folder.path(name)).unwrap()
    };
    let document = draft("plan.docx");
    assert!(document == draft("PLAN.DOCX"), "the same plan makes another file");
    let parts = parts(&document);
    let core = &parts["docProps/core.xml"];
    for part in
        ["<dc:title>Spoke &amp; Go: ", "<dc:language>en</dc:language>", ">2026-03-01T00:00:00Z</dcterms:created>"]
    {
        assert!(core.contains(part), "{part} is not in {core}");
    }
    assert!(parts["word/styles.xml"].contains("<w:lang w:val=\"en-GB\""));
}

#[test]
fn one_page_has_no_contents() {
    let folder = with_case(EXAMPLE);
    folder.canvass("draft case.canvass.json --only summary -o plan.docx").status(0);
    let document = &parts(&fs::read(folder.path("plan.docx")).unwrap())["word/document.xml"];
    assert!(!document.contains("TOC"), "{document}");
}

/// All documents are turned into pages by one call, because `LibreOffice` takes long to start.
#[test]
fn libreoffice_makes_pages_of_every_document() {
    let tools = ["soffice", "pdftotext"];
    if tools.iter().any(|tool| Command::new(tool).arg("--version").output().is_err()) {
        eprintln!("skipped: soffice and pdftotext are not both installed");
        return;
    }
    let folder = Folder::new();
    for case in cases() {
        folder.write(&format!("{}.docx", case.name), &case.word);
    }
    let converted = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.path("profile").display()))
        .args(["--headless", "--convert-to", "pdf"])
        .args(cases().iter().map(|case| format!("{}.docx", case.name)))
        .current_dir(folder.path("."))
        .output()
        .unwrap();
    for case in cases() {
        let pdf = folder.path(&format!("{}.pdf", case.name));
        assert!(pdf.is_file(), "{}: {}", case.name, String::from_utf8_lossy(&converted.stderr));
        let text = Command::new("pdftotext").arg(&pdf).arg("-").output().unwrap();
        let text = squeezed(&String::from_utf8_lossy(&text.stdout));
        for heading in paragraphs_of(&case.markdown).iter().filter_map(|(level, text)| level.map(|_| text)) {
            // Writing from right to left comes back in another order.
            if heading.is_ascii() {
                assert!(text.contains(&squeezed(heading)), "{}: `{heading}` is on no page", case.name);
            }
        }
        for instruction in ["TOC\\o", "PAGEREF", "NUMPAGES"] {
            assert!(!text.contains(instruction), "{}: the instruction of a field shows", case.name);
        }
        assert!(text.contains("1/"), "{}: no page number", case.name);
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}
