//! The table for other programs: CSV and JSON lines.

use super::column::Heading;
use super::measure::{Cell, Value};
use super::table::{Row, Table};
use serde_json::{Map, Value as Json};

/// How a table is written for other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// CSV, with a heading line of the columns' ids. Numbers are written with a point and no other marks; what a spreadsheet
    /// could take for a formula has an apostrophe before it.
    Csv,
    /// JSON, an object a line, each with every column: numbers as numbers, days as `2026-03-01`, nothing as null, and under
    /// `partial` the ids of the columns whose value leaves something out.
    JsonLines,
}

/// The columns named, written out. Each row goes when it is written.
#[must_use]
pub fn written_out(table: Table, layout: Layout, columns: &[usize]) -> String {
    let Table { headings, rows } = table;
    let mut text = layout.head(&headings, columns);
    for row in rows {
        text.push_str(&layout.line(&headings, &row, columns));
    }
    text
}

/// The rows of a table, written as they come: only their text is held, so that ten thousand plans take little memory. The
/// columns are those that may be shown unasked.
#[derive(Clone, Debug)]
pub struct Lines {
    layout: Layout,
    text: String,
    /// Where each row ends, and how many columns it has: a plan of another bank may bring more later on.
    rows: Vec<(usize, usize)>,
}

impl Lines {
    /// None yet.
    #[must_use]
    pub fn new(layout: Layout) -> Self {
        Self { layout, text: String::new(), rows: Vec::new() }
    }

    /// Takes the rows out of a table and writes them.
    pub fn take(&mut self, table: &mut Table) {
        let columns = table.shown(None, &[]);
        for row in table.rows.drain(..) {
            self.text.push_str(&self.layout.line(&table.headings, &row, &columns));
            self.rows.push((self.text.len(), columns.len()));
        }
    }

    /// All that was written, each row with every column that the table has in the end.
    #[must_use]
    pub fn finish(self, table: &Table) -> String {
        let columns = table.shown(None, &[]);
        let mut text = self.layout.head(&table.headings, &columns);
        if self.rows.iter().all(|(_, own)| *own == columns.len()) {
            let mut rows = self.text;
            rows.insert_str(0, &text);
            return rows;
        }
        let mut start = 0;
        for (end, own) in self.rows {
            let line = self.text.get(start..end).unwrap_or_default();
            text.push_str(line.strip_suffix(self.layout.end()).unwrap_or(line));
            let missing = columns.iter().skip(own).filter_map(|place| table.headings.get(*place));
            missing.for_each(|heading| text.push_str(&self.layout.nothing(heading)));
            text.push_str(self.layout.end());
            start = end;
        }
        text
    }
}

impl Layout {
    fn head(self, headings: &[Heading], columns: &[usize]) -> String {
        match self {
            Self::Csv => {
                let ids = columns.iter().filter_map(|place| headings.get(*place)).map(|heading| quoted(&heading.id));
                ids.collect::<Vec<_>>().join(",") + self.end()
            }
            Self::JsonLines => String::new(),
        }
    }

    fn line(self, headings: &[Heading], row: &Row, columns: &[usize]) -> String {
        match self {
            Self::Csv => {
                let cells = columns.iter().map(|place| row.cells.get(*place).map_or_else(String::new, written));
                cells.map(|cell| quoted(&cell)).collect::<Vec<_>>().join(",") + self.end()
            }
            Self::JsonLines => {
                let object = Json::Object(object(headings, row, columns));
                crate::words::json_escaped(&object.to_string()) + "\n"
            }
        }
    }

    /// How a line ends, behind its last column.
    const fn end(self) -> &'static str {
        match self {
            Self::Csv => "\r\n",
            Self::JsonLines => "}\n",
        }
    }

    /// A further column with nothing in it, behind others.
    fn nothing(self, heading: &Heading) -> String {
        match self {
            Self::Csv => ",".to_owned(),
            Self::JsonLines => format!(",{}:null", Json::from(heading.id.as_str())),
        }
    }
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
            assert_eq!(written_out(table, Layout::Csv, &[0]), format!("c0\r\n{cell}\r\n"), "{words}");
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
        let columns = [0, 1, 2, 3, 4];
        assert_eq!(
            written_out(table.clone(), Layout::Csv, &columns),
            "c0,c1,c2,c3,c4\r\n12,-0.5,true,,\"a \"\"b\"\"\"\r\n"
        );
        let line = r#"{"c0":12,"c1":-0.5,"c2":true,"c3":null,"c4":"a \"b\""}"#;
        assert_eq!(written_out(table, Layout::JsonLines, &columns), format!("{line}\n"));
    }

    #[test]
    fn rows_that_are_written_as_they_come_are_those_of_the_whole_table_whatever_column_comes_later() {
        let words = |text: &str| Value::Words(text.to_owned());
        let whole = table(vec![words("two\r\nlines,}"), words("b"), Value::Truth(true)]);
        for layout in [Layout::Csv, Layout::JsonLines] {
            for known in 1..=whole.headings.len() {
                let mut early = whole.clone();
                early.headings.truncate(known);
                early.rows[0].cells.truncate(known);
                let mut lines = Lines::new(layout);
                lines.take(&mut early);
                assert!(early.rows.is_empty());
                let mut late = whole.clone();
                lines.take(&mut late);
                let mut both = whole.clone();
                both.rows[0].cells.iter_mut().skip(known).for_each(|cell| *cell = Cell::default());
                both.rows.extend(whole.rows.clone());
                assert_eq!(lines.finish(&late), written_out(both, layout, &[0, 1, 2]), "{layout:?}, {known}");
            }
        }
    }
}
