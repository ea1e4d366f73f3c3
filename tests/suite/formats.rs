//! All formats are made of the same facts: no number and no name is in one and not in another.

use crate::command::Folder;
use crate::documents::{CASES, with_case};
use crate::word;
use crate::words::{folded, paragraphs_of};
use crate::workbook::contents::{Content, Contents};
use quick_xml::escape::unescape;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::fs;

/// The lists whose entries the spreadsheet calculates with.
const OF_THE_SPREADSHEET: [&str; 2] = ["revenue_streams", "costs"];

/// Figures that documents, spreadsheet and JSON all have to hold, if there are any: the name among the facts, and the name
/// of the cell.
const FIGURES: [(&str, &str); 10] = [
    ("revenue", "Revenue"),
    ("contribution", "Contribution"),
    ("fixed_costs", "Fixed_costs"),
    ("profit", "Profit"),
    ("break_even_sales", "Revenue_needed"),
    ("lowest_cash", "Lowest_cash"),
    ("funding_gap", "Funding_gap"),
    ("unfunded_lowest_cash", "Unfunded_lowest_cash"),
    ("unfunded_funding_gap", "Unfunded_funding_gap"),
    ("one_offs", "One_off_costs"),
];

/// One plan in every format.
struct Formats {
    markdown: String,
    page: String,
    word: String,
    spreadsheet: Contents,
    facts: Json,
}

impl Formats {
    fn of(folder: &Folder) -> Self {
        let draft = |format: &str| {
            folder.canvass(&format!("draft case.canvass.json -o case.{format}")).status(0);
            fs::read(folder.path(&format!("case.{format}"))).unwrap()
        };
        let text = |format: &str| String::from_utf8(draft(format)).unwrap();
        let unsealed = |format: &str| text(format).split("<!-- written by canvass").next().unwrap().to_owned();
        Self {
            markdown: paragraphs_of(&unsealed("md")).into_iter().map(|(_, text)| text + "\n").collect(),
            page: visible(&unsealed("html")),
            word: word::text_of(&draft("docx")).join("\n"),
            spreadsheet: Contents::read(&draft("xlsx")),
            facts: serde_json::from_str(&text("json")).unwrap(),
        }
    }

    /// The list and the title of every item that the founder gave a name.
    fn items(&self) -> impl Iterator<Item = (&str, &str)> {
        let items = self.facts["items"].as_object().unwrap().values();
        let is_named = |item: &&Json| {
            item.as_object().unwrap().iter().any(|(field, value)| field != "title" && *value == item["title"])
        };
        items.filter(is_named).map(|item| (item["list"].as_str().unwrap(), item["title"].as_str().unwrap()))
    }
}

/// The text of a page that a reader sees in the chapters: no style, no contents, no drawing.
fn visible(html: &str) -> String {
    let mut rest = html.to_owned();
    for element in ["style", "nav", "svg"] {
        while let Some(start) = rest.find(&format!("<{element}")) {
            let close = format!("</{element}>");
            let mut end = start + rest[start..].find(&close).unwrap() + close.len();
            // A block of the canvas is a drawing within the drawing.
            while rest[start..end].matches(&format!("<{element}")).count() > rest[start..end].matches(&close).count() {
                end += rest[end..].find(&close).unwrap() + close.len();
            }
            rest.replace_range(start..end, "\n");
        }
    }
    let mut text = String::new();
    for (number, part) in rest.split('<').enumerate() {
        let (tag, words) = part.split_once('>').filter(|_| number > 0).unwrap_or(("", part));
        let is_inline = ["strong", "em", "a", "del", "code"]
            .iter()
            .any(|name| tag.trim_start_matches('/').split(' ').next() == Some(name));
        text.push_str(if is_inline { "" } else { "\n" });
        text.push_str(words);
    }
    unescape(&text).unwrap().into_owned()
}

/// Every number in a text, as it is written: `1,234.50`, `20.2`, `3`.
fn numbers(text: &str) -> BTreeSet<String> {
    let is_of_number = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
    let parts = text.split(|c: char| !is_of_number(c)).map(|part| part.trim_matches(['.', ',']));
    parts.filter(|part| part.starts_with(|c: char| c.is_ascii_digit())).map(str::to_owned).collect()
}

#[test]
fn the_documents_hold_the_same_numbers() {
    for (case, answers) in CASES.iter().copied() {
        let formats = Formats::of(&with_case(answers));
        let expected = numbers(&formats.markdown);
        assert!(expected.len() > 60, "{case} shows {} numbers", expected.len());
        for (name, text) in [("the page", &formats.page), ("the Word document", &formats.word)] {
            let found = numbers(text);
            let missing: Vec<_> = expected.difference(&found).collect();
            let strange: Vec<_> = found.difference(&expected).collect();
            assert!(missing.is_empty() && strange.is_empty(), "{case}, {name}: lacks {missing:?}, adds {strange:?}");
        }
    }
}

#[test]
fn every_entry_is_named_in_every_format() {
    for (case, answers) in CASES.iter().copied() {
        let formats = Formats::of(&with_case(answers));
        assert!(formats.items().count() > 30, "{case}");
        for (list, title) in formats.items() {
            let title = folded(title);
            for (name, text) in
                [("Markdown", &formats.markdown), ("the page", &formats.page), ("the Word document", &formats.word)]
            {
                assert!(
                    folded(text).to_lowercase().contains(&title.to_lowercase()),
                    "{case}, {name}: no `{title}` of {list}"
                );
            }
            if OF_THE_SPREADSHEET.contains(&list) {
                let wanted = Content::Words(title.clone());
                let mut cells = formats.spreadsheet.sheets.values().flat_map(|cells| cells.values());
                assert!(cells.any(|cell| cell.content == wanted), "{case}, the spreadsheet: no `{title}` of {list}");
            }
        }
    }
}

#[test]
fn a_figure_has_one_value_in_documents_spreadsheet_and_json() {
    for (case, answers) in CASES.iter().copied() {
        let formats = Formats::of(&with_case(answers));
        let mut met = 0;
        for (figure, cell) in FIGURES {
            let exact = match &formats.facts["figures"][figure] {
                Json::Null => continue,
                Json::String(text) => text.clone(),
                other => other.to_string(),
            };
            let Content::Number(number) = formats.spreadsheet.named(cell) else {
                panic!("{case}: {cell} is no number")
            };
            let expected: f64 = exact.parse().unwrap();
            assert!((number - expected).abs() < 1e-5, "{case}: {figure} is {exact}, in the spreadsheet {number}");
            let shown = canvass::amounts::money(&canvass::amounts::rounded(exact.trim_start_matches('-'), 0), "EUR");
            for (name, text) in
                [("Markdown", &formats.markdown), ("the page", &formats.page), ("the Word document", &formats.word)]
            {
                assert!(text.contains(&shown), "{case}, {name}: {figure} is {shown}");
            }
            met += 1;
        }
        assert!(met >= 6, "{case}: {met} figures");
    }
}
