//! The table of many plans, each a row: also one that cannot be read.

use super::column::Heading;
use super::measure::{Cell, Found, Measured, Value};
use super::score::Score;
use crate::amounts;
use crate::bank::ColumnKind;
use std::cmp::Ordering;

/// Many plans beside each other.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Every column that any of the plans has.
    pub headings: Vec<Heading>,
    /// The plans.
    pub rows: Vec<Row>,
}

/// A plan in a table.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// A cell for each column of the table.
    pub cells: Vec<Cell>,
    /// What the checks found.
    pub found: Vec<Found>,
    /// How ready it is.
    pub score: Option<Box<Score>>,
    /// Whether its founders allow that their answers are read and kept; none where they were not asked.
    pub consent: Option<bool>,
    /// What it is known again by, wherever its file lies: when it was begun and what the venture is called; else its file.
    pub origin: String,
    /// Whether nothing but its file and the reason is known.
    pub is_unreadable: bool,
    /// Its one-page summary in Markdown, where it was asked for.
    pub summary: Option<String>,
}

impl Table {
    /// A table with the columns that every plan has.
    #[must_use]
    pub fn new(headings: Vec<Heading>) -> Self {
        Self { headings, rows: Vec::new() }
    }

    /// The position of a column.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<usize> {
        self.headings.iter().position(|heading| heading.id == id)
    }

    /// The cell of a row in a column.
    #[must_use]
    pub fn cell<'t>(&self, row: &'t Row, id: &str) -> Option<&'t Cell> {
        row.cells.get(self.place(id)?)
    }

    /// The words of a cell; empty where there are none.
    #[must_use]
    pub fn words<'t>(&self, row: &'t Row, id: &str) -> &'t str {
        match self.cell(row, id).map(|cell| &cell.value) {
            Some(Value::Words(words)) => words,
            _ => "",
        }
    }

    /// Adds a plan whose cells stand under other columns, which are added where they are new.
    ///
    /// What stays is copied: whatever another thread has allocated would hold its place among all that the thread has
    /// given back, and with thousands of rows that is a quarter of the memory.
    pub fn add(&mut self, headings: &[Heading], measured: &Measured) {
        for heading in headings {
            if self.place(&heading.id).is_none() {
                self.headings.push(heading.clone());
            }
        }
        let mut row = Row {
            found: measured.found.clone(),
            score: measured.score.clone().map(Box::new),
            consent: measured.consent,
            origin: measured.origin.clone(),
            ..Row::default()
        };
        row.cells.resize(self.headings.len(), Cell::default());
        for (heading, cell) in headings.iter().zip(&measured.cells) {
            if let Some(own) = self.place(&heading.id).and_then(|place| row.cells.get_mut(place)) {
                own.clone_from(cell);
            }
        }
        self.rows.push(row);
    }

    /// Adds a file that cannot be read, with the reason.
    pub fn add_unreadable(&mut self, file: &str, problem: &str) {
        let mut row = Row { is_unreadable: true, origin: file.to_owned(), ..Row::default() };
        row.cells.resize(self.headings.len(), Cell::default());
        for (id, text) in [("file", file), ("problem", problem)] {
            if let Some(cell) = self.place(id).and_then(|place| row.cells.get_mut(place)) {
                cell.value = Value::Words(text.to_owned());
            }
        }
        self.rows.push(row);
    }

    /// Gives every row as many cells as there are columns, once all are known.
    pub fn even(&mut self) {
        let count = self.headings.len();
        self.rows.iter_mut().for_each(|row| row.cells.resize(count, Cell::default()));
    }

    /// Sorts by a column; what has nothing there comes last, what cannot be read behind it. Equals keep their order.
    pub fn sort(&mut self, id: &str, falling: bool) {
        let Some(place) = self.place(id) else { return };
        self.rows.sort_by(|left, right| {
            let key = |row: &Row| row.cells.get(place).map(|cell| cell.value.clone()).unwrap_or_default();
            left.is_unreadable.cmp(&right.is_unreadable).then_with(|| order(&key(left), &key(right), falling))
        });
    }

    /// The columns that are shown: those of `usual`, or all that may be shown unasked, and those asked for.
    #[must_use]
    pub fn shown(&self, usual: Option<&[&str]>, asked: &[String]) -> Vec<usize> {
        let is_usual = |heading: &Heading| match usual {
            Some(usual) => usual.contains(&heading.id.as_str()),
            None => !heading.on_request,
        };
        let first = self.headings.iter().enumerate().filter(|(_, heading)| is_usual(heading)).map(|(place, _)| place);
        let mut shown: Vec<usize> = first.collect();
        if let Some(usual) = usual {
            shown.sort_by_key(|place| {
                usual.iter().position(|id| self.headings.get(*place).is_some_and(|own| own.id == *id))
            });
        }
        for place in asked.iter().filter_map(|id| self.place(id)) {
            if !shown.contains(&place) {
                shown.push(place);
            }
        }
        shown
    }
}

/// Which of two values comes first, the largest where they fall; nothing comes last either way.
pub(super) fn order(left: &Value, right: &Value, falling: bool) -> Ordering {
    let is_nothing = |value: &Value| *value == Value::Nothing;
    is_nothing(left).cmp(&is_nothing(right)).then_with(|| {
        let order = ordered(left, right);
        if falling { order.reverse() } else { order }
    })
}

/// Which of two values comes first: numbers by size, words by their letters in lower case.
fn ordered(left: &Value, right: &Value) -> Ordering {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.cmp(right),
        (Value::Words(left), Value::Words(right)) => {
            left.to_lowercase().cmp(&right.to_lowercase()).then(left.cmp(right))
        }
        (Value::Truth(left), Value::Truth(right)) => left.cmp(right),
        _ => Ordering::Equal,
    }
}

impl Cell {
    /// The cell as people read it, in the currency of its row. What leaves something out has an asterisk.
    #[must_use]
    pub fn shown(&self, kind: ColumnKind, currency: &str) -> String {
        let text = match &self.value {
            Value::Nothing => String::new(),
            Value::Words(words) => words.clone(),
            Value::Truth(truth) => if *truth { "yes" } else { "no" }.to_owned(),
            Value::Number(number) => match kind {
                ColumnKind::Money => amounts::money(&amounts::rounded(&number.to_string(), 0), currency),
                ColumnKind::Percent => amounts::percent(&number.to_string()),
                _ => amounts::number(&amounts::rounded(&number.to_string(), 1)),
            },
        };
        if self.is_partial { format!("{text}*") } else { text }
    }
}
