//! The table as a spreadsheet: the plans, what the checks found, and what the columns mean.

use super::column::Heading;
use super::measure::{Cell, Value};
use super::score::READINESS_NOTE;
use super::table::Table;
use crate::bank::ColumnKind;
use crate::diagnostic::Diagnostic;
use crate::workbook::{Entry, Held, ListedColumn, Listing, Mark, listings};
use rust_decimal::prelude::ToPrimitive;

/// The columns named as the bytes of a workbook, made on a day in ISO 8601. Of findings it tells the words of the founders
/// only where it may.
///
/// # Errors
/// More than a spreadsheet can hold.
pub fn workbook(
    table: &Table,
    columns: &[usize],
    tells_words: bool,
    made_on: &str,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    listings(
        "Plans compared",
        made_on,
        &[ventures(table, columns), findings(table, tells_words), about(table, columns)],
    )
}

fn shown<'t>(table: &'t Table, columns: &'t [usize]) -> impl Iterator<Item = (usize, &'t Heading)> {
    columns.iter().filter_map(|place| Some((*place, table.headings.get(*place)?)))
}

fn ventures(table: &Table, columns: &[usize]) -> Listing {
    let headings = shown(table, columns).map(|(_, heading)| ListedColumn {
        title: heading.title.clone(),
        width: match heading.kind {
            ColumnKind::Text => 40.0,
            ColumnKind::Choice => 22.0,
            _ => 14.0,
        },
        mark: mark(heading),
    });
    let rows = table.rows.iter().map(|row| {
        let currency = table.words(row, "currency");
        let cells = shown(table, columns).filter_map(|(place, heading)| Some((heading, row.cells.get(place)?)));
        cells.map(|(heading, cell)| entry(cell, heading.kind, currency)).collect()
    });
    Listing { name: "Ventures".to_owned(), columns: headings.collect(), rows: rows.collect() }
}

fn mark(heading: &Heading) -> Mark {
    match (heading.id.as_str(), heading.kind) {
        ("gaps" | "required_open", _) => Mark::AboveZero,
        (_, ColumnKind::Number) if heading.unit.as_deref() == Some("of 100") => Mark::Bar,
        (_, ColumnKind::Money) => Mark::BelowZero,
        _ => Mark::None,
    }
}

fn entry(cell: &Cell, kind: ColumnKind, currency: &str) -> Entry {
    let held = match (&cell.value, kind) {
        (Value::Nothing, _) => Held::Nothing,
        (Value::Truth(truth), _) => Held::Truth(*truth),
        (Value::Words(day), ColumnKind::Date) => Held::Day(day.clone()),
        (Value::Words(words), _) => Held::Words(words.clone()),
        (Value::Number(number), kind) => {
            let number = number.to_f64().unwrap_or_default();
            match kind {
                ColumnKind::Money => Held::Money(number, currency.to_owned()),
                ColumnKind::Percent => Held::Percent(number),
                _ => Held::Number(number),
            }
        }
    };
    Entry { held, is_partial: cell.is_partial }
}

fn words(text: impl Into<String>) -> Entry {
    Entry { held: Held::Words(text.into()), is_partial: false }
}

fn column(title: &str, width: f64) -> ListedColumn {
    ListedColumn { title: title.to_owned(), width, mark: Mark::None }
}

fn findings(table: &Table, tells_words: bool) -> Listing {
    let mut columns =
        vec![column("Venture", 24.0), column("File", 28.0), column("Weight", 10.0), column("Check", 30.0)];
    columns.push(column("Let stand", 10.0));
    if tells_words {
        columns.push(column("What was found", 90.0));
    }
    let mut rows = Vec::new();
    for row in &table.rows {
        for found in &row.found {
            let mut cells = vec![
                words(table.words(row, "venture")),
                words(table.words(row, "file")),
                words(found.severity.name()),
                words(found.rule.as_str()),
                Entry { held: Held::Truth(found.is_waived), is_partial: false },
            ];
            if tells_words {
                cells.push(words(found.message.as_str()));
            }
            rows.push(cells);
        }
    }
    Listing { name: "Findings".to_owned(), columns, rows }
}

fn about(table: &Table, columns: &[usize]) -> Listing {
    let headings = vec![
        column("Column", 30.0),
        column("Name", 24.0),
        column("Holds", 12.0),
        column("Unit", 18.0),
        column("What it means", 90.0),
    ];
    let mut rows: Vec<Vec<Entry>> = shown(table, columns)
        .map(|(_, heading)| {
            let kind = match heading.kind {
                ColumnKind::Text => "own words",
                ColumnKind::Money => "an amount",
                ColumnKind::YesNo => "yes or no",
                kind => kind.name(),
            };
            let about = if heading.id == "readiness" {
                format!("{}. {READINESS_NOTE}", heading.about.as_deref().unwrap_or_default())
            } else {
                heading.about.clone().unwrap_or_default()
            };
            vec![
                words(heading.title.as_str()),
                words(heading.id.as_str()),
                words(kind),
                words(heading.unit.clone().unwrap_or_default()),
                words(about),
            ]
        })
        .collect();
    let note =
        "Where something is left out of a value, because it is not known, the value is in italics and has a note.";
    rows.push(vec![words("Italics"), words(""), words(""), words(""), words(note)]);
    Listing { name: "About the columns".to_owned(), columns: headings, rows }
}
