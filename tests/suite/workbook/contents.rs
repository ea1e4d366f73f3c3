//! What stands in a workbook: cells with their formulas and results, and the names of cells.

use quick_xml::escape::unescape;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// What every formula is said to come to in a spoiled workbook.
const SPOILED: &str = "<v>4711</v>";

/// One cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    pub formula: Option<String>,
    pub content: Content,
}

/// What a cell shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Content {
    #[default]
    Empty,
    Number(f64),
    Words(String),
}

/// A workbook that was read.
#[derive(Debug)]
pub struct Contents {
    /// The cells of each sheet, under their places: `D6`.
    pub sheets: BTreeMap<String, BTreeMap<String, Cell>>,
    /// Where the named cells stand: sheet and place.
    pub names: BTreeMap<String, (String, String)>,
}

/// The parts of a zipped file, in their order.
pub fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let read = |number: usize| {
        let mut file = archive.by_index(number).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        // A picture is no text.
        (file.name().unwrap().into_owned(), String::from_utf8_lossy(&bytes).into_owned())
    };
    (0..ZipArchive::new(Cursor::new(bytes)).unwrap().len()).map(read).collect()
}

fn zipped(parts: &[(String, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

impl Contents {
    pub fn read(bytes: &[u8]) -> Self {
        let parts: BTreeMap<String, String> = parts(bytes).into_iter().collect();
        let strings: Vec<String> =
            parts.get("xl/sharedStrings.xml").map(|text| elements(text, "si").map(words).collect()).unwrap_or_default();
        let book = &parts["xl/workbook.xml"];
        let titles = elements(book, "sheet").map(|sheet| attribute(sheet, "name").unwrap());
        let cells = |number: usize| {
            let sheet = &parts[&format!("xl/worksheets/sheet{number}.xml")];
            elements(sheet, "c").map(|cell| (attribute(cell, "r").unwrap(), read_cell(cell, &strings))).collect()
        };
        let sheets = titles.enumerate().map(|(number, title)| (title, cells(number + 1))).collect();
        let names = elements(book, "definedName").filter_map(|name| {
            let target = unescape(inner(name)).unwrap();
            let (sheet, place) = target.split_once('!')?;
            let place = (sheet.trim_matches('\'').to_owned(), place.replace('$', ""));
            Some((attribute(name, "name").unwrap(), place))
        });
        Self { names: names.collect(), sheets }
    }

    /// What the cell of that name shows.
    pub fn named(&self, name: &str) -> &Content {
        let (sheet, place) = self.names.get(name).unwrap_or_else(|| panic!("no cell is named {name}"));
        self.at(sheet, place)
    }

    pub fn at(&self, sheet: &str, place: &str) -> &Content {
        &self.sheets[sheet].get(place).unwrap_or_else(|| panic!("{sheet} has no {place}")).content
    }

    /// The cell of a column in the row that begins with these words.
    pub fn beside(&self, sheet: &str, label: &str, column: char) -> &Content {
        let cells = &self.sheets[sheet];
        let label_cell = Content::Words(label.to_owned());
        let found = cells.iter().find(|(place, cell)| place.starts_with('A') && cell.content == label_cell);
        let (place, _) = found.unwrap_or_else(|| panic!("no row of {sheet} begins with {label}"));
        self.at(sheet, &place.replace('A', &column.to_string()))
    }

    /// All formulas with what they come to.
    pub fn results(&self) -> impl Iterator<Item = (&str, &str, &Cell)> {
        self.sheets.iter().flat_map(|(sheet, cells)| {
            let formulas = cells.iter().filter(|(_, cell)| cell.formula.is_some());
            formulas.map(move |(place, cell)| (sheet.as_str(), place.as_str(), cell))
        })
    }
}

impl Content {
    /// As it is compared with golden figures: a number rounded to that many places.
    pub fn text(&self, places: usize) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Number(number) => format!("{number:.places$}"),
            Self::Words(words) => words.clone(),
        }
    }
}

/// The workbook with wrong results behind all its formulas.
pub fn spoiled(bytes: &[u8]) -> Vec<u8> {
    let spoil = |cell: &str| {
        let Some(at) = cell.find("<v>").filter(|_| cell.contains("<f")) else { return cell.to_owned() };
        let end = cell.find("</v>").unwrap() + "</v>".len();
        cell[..at].replace(" t=\"str\"", "") + SPOILED + &cell[end..]
    };
    changed(bytes, |name| name.starts_with("xl/worksheets/sheet"), spoil)
}

/// The workbook with these contents typed into the cells of these names; nothing clears a cell.
pub fn typed_into(bytes: &[u8], typed: &[(String, Option<Content>)]) -> Vec<u8> {
    let names = Contents::read(bytes).names;
    let cells: BTreeMap<&str, &Option<Content>> =
        typed.iter().map(|(name, content)| (names[name].1.as_str(), content)).collect();
    assert!(typed.iter().all(|(name, _)| names[name].0 == "Inputs"));
    let retype = |cell: &str| {
        let (own, style) = (attribute(cell, "r").unwrap(), attribute(cell, "s").unwrap_or_default());
        match cells.get(own.as_str()) {
            Some(Some(Content::Number(number))) => format!("<c r=\"{own}\" s=\"{style}\"><v>{number}</v></c>"),
            Some(Some(Content::Words(words))) => {
                format!("<c r=\"{own}\" s=\"{style}\" t=\"inlineStr\"><is><t>{words}</t></is></c>")
            }
            Some(_) => format!("<c r=\"{own}\" s=\"{style}\"/>"),
            None => cell.to_owned(),
        }
    };
    changed(bytes, |name| name == "xl/worksheets/sheet2.xml", retype)
}

fn changed(bytes: &[u8], which: impl Fn(&str) -> bool, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut parts = parts(bytes);
    for (name, text) in &mut parts {
        if which(name) {
            let cells: Vec<String> = elements(text, "c").map(str::to_owned).collect();
            let mut new = String::with_capacity(text.len());
            let mut rest = text.as_str();
            for cell in cells {
                let (before, after) = rest.split_once(cell.as_str()).unwrap();
                new.push_str(before);
                new.push_str(&change(&cell));
                rest = after;
            }
            new.push_str(rest);
            *text = new;
        }
    }
    zipped(&parts)
}

fn read_cell(cell: &str, strings: &[String]) -> Cell {
    let value = elements(cell, "v").next().map(inner).unwrap_or_default();
    let content = match attribute(cell, "t").as_deref() {
        Some("s") => Content::Words(strings[value.parse::<usize>().unwrap()].clone()),
        Some("inlineStr") => Content::Words(words(cell)),
        Some("str" | "e") => Content::Words(unescape(value).unwrap().into_owned()),
        _ if value.is_empty() => Content::Empty,
        _ => Content::Number(value.parse().unwrap()),
    };
    let formula = elements(cell, "f").next().map(|formula| unescape(inner(formula)).unwrap().into_owned());
    Cell { formula, content }
}

/// The words of an element, over all its parts.
fn words(element: &str) -> String {
    elements(element, "t").map(|part| unescape(inner(part)).unwrap().into_owned()).collect()
}

/// The elements of that name, as they are written; an element never holds another one of its name here.
fn elements<'x>(text: &'x str, name: &str) -> impl Iterator<Item = &'x str> {
    let (start, end) = (format!("<{name}"), format!("</{name}>"));
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            rest = &rest[rest.find(&start)?..];
            let next = rest[start.len()..].chars().next()?;
            if matches!(next, ' ' | '>' | '/') {
                break;
            }
            rest = &rest[start.len()..];
        }
        let head = rest.find('>')? + 1;
        let length = if rest[..head].ends_with("/>") { head } else { rest.find(&end)? + end.len() };
        let (element, after) = rest.split_at(length);
        rest = after;
        Some(element)
    })
}

fn inner(element: &str) -> &str {
    let start = element.find('>').map_or(element.len(), |at| at + 1);
    let end = element.rfind("</").unwrap_or(start).max(start);
    &element[start..end]
}

fn attribute(element: &str, name: &str) -> Option<String> {
    let head = &element[..element.find('>')?];
    let (_, value) = head.split_once(&format!(" {name}=\""))?;
    Some(unescape(value.split('"').next()?).unwrap().into_owned())
}
