//! The table for other programs: CSV and JSON lines.

use super::column::Heading;
use super::measure::{Cell, Value};
use super::table::{Row, Table};
use serde_json::{Map, Value as Json};

/// The columns named as CSV, with a heading line of their ids. Numbers are written with a point and no other marks; what
/// a spreadsheet could take for a formula has an apostrophe before it. Each row goes when it is written.
#[must_use]
pub fn csv(table: Table, columns: &[usize]) -> String {
    let headings = columns.iter().filter_map(|place| table.headings.get(*place)).map(|heading| heading.id.clone());
    let mut text = line(headings);
    for row in table.rows {
        text.push_str(&line(columns.iter().map(|place| row.cells.get(*place).map_or_else(String::new, written))));
    }
    text
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|cell| quoted(&cell)).collect();
    cells.join(",") + "\r\n"
}

fn written(cell: &Cell) -> String {
    match &cell.value {
        Value::Nothing => String::new(),
        Value::Words(words) => harmless(words),
        Value::Number(number) => number.to_string(),
        Value::Truth(truth) => truth.to_string(),
    }
}

/// Words that no spreadsheet takes for a formula, also where it passes over spaces or reads wide signs.
fn harmless(words: &str) -> String {
    let first = words.trim_start().chars().next();
    let is_risky = first.is_some_and(|c| "=+-@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}\u{2212}".contains(c));
    if is_risky || words.starts_with(['\t', '\r', '\n']) { format!("'{words}") } else { words.to_owned() }
}

fn quoted(cell: &str) -> String {
    let is_plain = !cell.contains(['"', ',', ';', '\t', '\r', '\n']) && cell.trim() == cell;
    if is_plain { cell.to_owned() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
}

/// The columns named as JSON, an object a line, each with every column: numbers as numbers, days as `2026-03-01`, nothing
/// as null, and under `partial` the ids of the columns whose value leaves something out. Each row goes when it is written.
#[must_use]
pub fn json_lines(table: Table, columns: &[usize]) -> String {
    let mut text = String::new();
    for row in table.rows {
        let object = Json::Object(object(&table.headings, &row, columns));
        text.push_str(&crate::words::json_escaped(&object.to_string()));
        text.push('\n');
    }
    text
}

fn object(headings: &[Heading], row: &Row, columns: &[usize]) -> Map<String, Json> {
    let cells = columns.iter().filter_map(|place| Some((headings.get(*place)?, row.cells.get(*place)?)));
    cells
        .map(|(heading, cell)| {
            let value = if heading.id == "partial" { partial(headings, row) } else { json(&cell.value) };
            (heading.id.clone(), value)
        })
        .collect()
}

fn partial(headings: &[Heading], row: &Row) -> Json {
    let ids = headings.iter().zip(&row.cells).filter(|(_, cell)| cell.is_partial);
    ids.map(|(heading, _)| Json::from(heading.id.as_str())).collect()
}

fn json(value: &Value) -> Json {
    match value {
        Value::Nothing => Json::Null,
        Value::Words(words) => words.as_str().into(),
        Value::Truth(truth) => (*truth).into(),
        // A whole number stays one; others are as near as a program's numbers come.
        Value::Number(number) => serde_json::from_str(&number.to_string()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::ColumnKind;

    fn table(values: Vec<Value>) -> Table {
        let heading = |id: usize| Heading {
            id: format!("c{id}"),
            title: String::new(),
            short: String::new(),
            kind: ColumnKind::Text,
            unit: None,
            about: None,
            on_request: false,
        };
        let cells: Vec<Cell> = values.into_iter().map(|value| Cell { value, is_partial: false }).collect();
        let headings = (0..cells.len()).map(heading).collect();
        Table { headings, rows: vec![Row { cells, ..Row::default() }] }
    }

    #[test]
    fn no_words_become_a_formula() {
        for (words, cell) in [
            ("=1+1", "'=1+1"),
            ("+49 30", "'+49 30"),
            ("-5", "'-5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "\"'\t=1\""),
            ("  =1", "'  =1"),
            ("＝1", "'＝1"),
            ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
            ("plain", "plain"),
            ("a;b", "\"a;b\""),
            ("two\nlines", "\"two\nlines\""),
        ] {
            let table = table(vec![Value::Words(words.to_owned())]);
            assert_eq!(csv(table, &[0]), format!("c0\r\n{cell}\r\n"), "{words}");
        }
    }

    #[test]
    fn values_have_their_types() {
        let number = |text: &str| Value::Number(text.parse().unwrap());
        let table = table(vec![
            number("12"),
            number("-0.5"),
            Value::Truth(true),
            Value::Nothing,
            Value::Words("a \"b\"".to_owned()),
        ]);
        assert_eq!(csv(table.clone(), &[0, 1, 2, 3, 4]), "c0,c1,c2,c3,c4\r\n12,-0.5,true,,\"a \"\"b\"\"\"\r\n");
        let line = r#"{"c0":12,"c1":-0.5,"c2":true,"c3":null,"c4":"a \"b\""}"#;
        assert_eq!(json_lines(table, &[0, 1, 2, 3, 4]), format!("{line}\n"));
    }
}
