//! The file of the spreadsheet: whole, the same each time, and safe against what founders type.

use super::contents::{Content, Contents, parts};
use super::plans::{of_answers, single};
use super::{EXAMPLE, book};
use crate::command::Folder;
use canvass::documents::Format;
use canvass::workbook::spreadsheet;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeSet;
use std::fs;

/// What founders type, and what a spreadsheet might take it for.
const HOSTILE: [&str; 8] = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "https://example.org/",
    "<b>&amp;</b> \"x\" ]]>",
    "_x0041_ {=A1}",
    "'=quoted",
];

#[test]
fn every_part_is_well_formed_and_every_relationship_leads_somewhere() {
    let (facts, inputs) = of_answers(EXAMPLE);
    let parts = parts(&spreadsheet(&facts, &inputs, None, None).unwrap());
    let names: BTreeSet<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.len(), parts.len());
    for (name, text) in &parts {
        let mut reader = Reader::from_str(text);
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) {
                Event::Eof => break,
                Event::Start(tag) | Event::Empty(tag) => {
                    for attribute in tag.attributes() {
                        attribute.unwrap_or_else(|error| panic!("{name}: {error}"));
                    }
                }
                _ => {}
            }
        }
    }
    for (name, text) in parts.iter().filter(|(name, _)| name.contains("_rels/")) {
        let folder = name.split("_rels/").next().unwrap();
        for target in text.split("Target=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            let path = match (target.strip_prefix('/'), target.strip_prefix("../")) {
                (Some(absolute), _) => absolute.to_owned(),
                (_, Some(above)) => format!("{}/{above}", folder.trim_end_matches('/').rsplit_once('/').unwrap().0),
                _ => format!("{folder}{target}"),
            };
            assert!(names.contains(path.as_str()), "{name} points to {path}, which is not there");
        }
    }
    let types = &parts.iter().find(|(name, _)| name == "[Content_Types].xml").unwrap().1;
    for name in names.iter().filter(|name| !name.contains("_rels/") && **name != "[Content_Types].xml") {
        assert!(types.contains(&format!("PartName=\"/{name}\"")), "{name} has no type");
    }
    for sheet in 1..=13 {
        let text = &parts.iter().find(|(name, _)| *name == format!("xl/worksheets/sheet{sheet}.xml")).unwrap().1;
        assert!(text.contains("<sheetProtection") && text.contains("orientation=\"landscape\""), "sheet {sheet}");
    }
}

#[test]
fn the_same_plan_gives_the_same_bytes_again() {
    let (facts, inputs) = of_answers(EXAMPLE);
    assert!(spreadsheet(&facts, &inputs, None, None).unwrap() == spreadsheet(&facts, &inputs, None, None).unwrap());
}

#[test]
fn words_of_founders_stay_words() {
    for words in HOSTILE {
        let mut inputs = single("10", "4", "50", "100");
        inputs.streams[0].title = words.into();
        inputs.costs[0].title = words.into();
        let made = book(&inputs);
        let contents = Contents::read(&made);
        for name in ["Income_1_name", "Fixed_cost_1_name"] {
            let place = &contents.names[name].1;
            let cell = &contents.sheets["Inputs"][place];
            assert_eq!(cell.content, Content::Words(words.replace("_x", "_x005F_x")), "{place}");
            assert_eq!(cell.formula, None);
        }
        assert!(contents.results().all(|(_, _, cell)| !cell.formula.as_ref().unwrap().contains(words)));
        assert!(parts(&made).iter().all(|(_, text)| !text.contains("<hyperlink")));
    }
}

#[test]
fn words_too_long_for_a_cell_are_cut_and_what_xml_forbids_is_left_out() {
    let mut inputs = single("10", "4", "50", "100");
    inputs.streams[0].title = "long ".repeat(20_000);
    inputs.costs[0].title = "a\0b\u{1b}c\u{ffff}d\u{202e}e".into();
    let contents = Contents::read(&book(&inputs));
    let Content::Words(long) = contents.named("Income_1_name") else { panic!("no words") };
    assert_eq!(long.chars().count(), 32_767);
    assert!(long.ends_with('…'));
    assert_eq!(contents.named("Fixed_cost_1_name"), &Content::Words("abcde".into()));
}

#[test]
fn a_currency_never_leaves_its_number_format() {
    let mut inputs = single("10", "4", "50", "100");
    inputs.currency = "\"]<&;[Red]".into();
    let made = book(&inputs);
    let styles = parts(&made).into_iter().find(|(name, _)| name == "xl/styles.xml").unwrap().1;
    assert!(styles.contains("[$Red]"));
}

#[test]
fn a_draft_in_xlsx_is_a_file_with_the_figures() {
    let folder = super::super::documents::with_case(EXAMPLE);
    folder.canvass("draft case.canvass.json --to xlsx --output figures.bin").status(0).stdout("").stderr("");
    folder.canvass("draft case.canvass.json --output plan.XLSX").status(0).stdout("").stderr("");
    let [named, by_ending] = ["figures.bin", "plan.XLSX"].map(|name| fs::read(folder.path(name)).unwrap());
    assert!(named == by_ending);
    let contents = Contents::read(&named);
    assert_eq!(contents.at("Read me", "A1"), &Content::Words("Spoke & Go".into()));
    let dated = "The figures of the business plan as of 1 March 2026, to try out what a change does.";
    assert_eq!(contents.at("Read me", "A2"), &Content::Words(dated.into()));
    super::is_golden_a(&contents);
}

#[test]
fn a_plan_without_figures_gives_a_workbook_that_says_so() {
    let folder = Folder::new().file("name.toml", "venture_name = \"=Nothing(yet)\"\n");
    folder.canvass("fill empty.canvass.json --answers name.toml").status(3);
    folder.canvass("draft empty.canvass.json --output empty.xlsx").status(0).stderr("");
    let contents = Contents::read(&fs::read(folder.path("empty.xlsx")).unwrap());
    assert_eq!(contents.at("Read me", "A1"), &Content::Words("=Nothing(yet)".into()));
    let said = contents.beside("Read me", "Nothing to work out yet", 'B').text(0);
    assert!(said.starts_with("No income and no cost is known."), "{said}");
    assert_eq!(contents.named("Profit").text(0), "not known yet");
}

#[test]
fn a_part_is_refused_because_a_spreadsheet_has_no_sentences() {
    let folder = super::super::documents::with_case(EXAMPLE);
    let refusal = "error: --only and --with change what is written in sentences, and xlsx has none\n\
                   help: leave them out, or ask for a format such as --to html\n";
    folder.canvass("draft case.canvass.json --only summary --output plan.xlsx").status(2).stderr(refusal);
    assert!(!folder.path("plan.xlsx").exists());
}

#[test]
fn a_reader_gets_what_it_comes_to_first_and_the_same_numbers() {
    let folder = super::super::documents::with_case(super::HEARING_VAN);
    folder.canvass("draft case.canvass.json --output plan.xlsx").status(0);
    folder.canvass("draft case.canvass.json --for bank --output bank.xlsx").status(0);
    let order = |file: &str| {
        let book = parts(&fs::read(folder.path(file)).unwrap());
        let text = book.into_iter().find(|(name, _)| name == "xl/workbook.xml").unwrap().1;
        let names = text.split("<sheet name=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
        names.take(3).collect::<Vec<_>>()
    };
    assert_eq!(order("plan.xlsx"), ["Read me", "Inputs", "Sales"]);
    assert_eq!(order("bank.xlsx"), ["Read me", "Ratios", "Sources and uses"]);
    let [plan, bank] = ["plan.xlsx", "bank.xlsx"].map(|file| Contents::read(&fs::read(folder.path(file)).unwrap()));
    for (sheet, place, cell) in plan.results() {
        assert_eq!(bank.at(sheet, place), &cell.content, "{sheet}!{place}");
    }
    let first = |book: &Contents| book.at("Read me", "A4").text(0);
    assert_eq!((first(&plan).as_str(), first(&bank).as_str()), ("What to do", "What follows, when this was made"));
    assert_eq!(bank.named("Fixed_cost_1_sure").text(0), "a guess");
}

#[test]
fn no_template_makes_a_spreadsheet() {
    let problems = crate::built_in::templates().draft(&of_answers(EXAMPLE).0, Format::Xlsx).unwrap_err();
    assert_eq!(problems.len(), 1);
}
