//! What the spreadsheet is made of: the inputs, what they come to, and where each stands.

use super::lines::Months;
use super::style::Paint;
use super::tables::{List, Table, Tables};
use super::value::Value;
use crate::figures::{
    Change, CostFigures, CostInput, CostKind, Exact, Figures, Growth, Inputs, MONTHS_AHEAD, Ramp, Refusal,
    StreamFigures, StreamInput, Within36,
};

/// Rows above the first table of a sheet: title, explanation, an empty one.
pub(super) const TOP: u32 = 3;

/// Rows that hold the title and the headings of a table.
pub(super) const HEAD: u32 = 2;

/// What the spreadsheet is made of.
pub(super) struct Book<'a> {
    pub(super) inputs: &'a Inputs,
    pub(super) figures: Figures,
    pub(super) tables: Tables,
    pub(super) months: Months,
    pub(super) paint: Paint,
    /// The changes that are looked at, each with its title; without the plan as it is, which comes first.
    pub(super) changes: Vec<(String, Change)>,
}

impl<'a> Book<'a> {
    pub(super) fn new(inputs: &'a Inputs, paint: Paint) -> Result<Self, Refusal> {
        let figures = Figures::new(inputs)?;
        let last = figures.last_month();
        let months = Months { last, years: u16::try_from(last / 12).unwrap_or_default() };
        let mut changes: Vec<(String, Change)> =
            figures.changes().into_iter().skip(1).map(|(_, title, change)| (title, change)).collect();
        changes.push(("your own".to_owned(), Change::default()));
        let unfunded = Change { unfunded: true, ..Change::default() };
        changes.push(("without the money that nobody has promised".to_owned(), unfunded));
        Ok(Self { inputs, tables: Tables::new(inputs, TOP - 1), figures, months, paint, changes })
    }

    /// The months that turning points are looked for in.
    pub(super) fn months_ahead(&self) -> Months {
        Months { last: MONTHS_AHEAD, ..self.months }
    }

    /// The currency of the plan, as a label.
    pub(super) fn currency(&self) -> &str {
        if self.inputs.currency.is_empty() { "no currency" } else { &self.inputs.currency }
    }

    pub(super) fn stream(&self, slot: usize) -> Option<(&StreamInput, &StreamFigures)> {
        Some((self.inputs.streams.get(slot)?, self.figures.streams.get(slot)?))
    }

    /// The costs of a list of the inputs.
    pub(super) fn costs_of(&self, list: List) -> Vec<(&CostInput, &CostFigures)> {
        let kind = match list {
            List::SaleCosts => Some(CostKind::Variable),
            List::Fixed => Some(CostKind::Fixed),
            List::Staff => Some(CostKind::Staff),
            List::OfIncome => Some(CostKind::OfIncome),
            List::Once => Some(CostKind::OneOff),
            _ => None,
        };
        let all = self.inputs.costs.iter().zip(&self.figures.costs);
        all.filter(|(cost, _)| cost.kind == kind).collect()
    }

    /// Whether there are months at all.
    pub(super) fn has_months(&self) -> bool {
        !self.figures.cash.months.is_empty()
    }

    /// Whether conclusions are drawn from them.
    pub(super) fn is_judged(&self) -> bool {
        self.figures.cash.first_profitable != Within36::Unknown
    }

    /// Whether it is not known how the sales of a stream grow.
    pub(super) fn grows_unknown(&self, stream: &StreamInput) -> bool {
        stream.growth == Growth::Ramp && self.figures.cash.ramp == Ramp::StartUnknown
    }
}

/// A number of an entry, a dash where it is not known, and nothing in a spare row.
pub(super) fn of_entry<T>(entry: Option<T>, number: impl Fn(T) -> Option<Exact>) -> Value {
    entry.map_or_else(Value::blank, |entry| Value::known(number(entry).as_ref()))
}

/// The label of an entry on another sheet: what it is called on the inputs.
pub(super) fn named(table: &Table, slot: usize) -> (String, Value) {
    let cell = table.cell("name", slot);
    let name = table.entries.get(slot).map(|entry| entry.name.clone()).unwrap_or_default();
    (format!("IF({cell}=\"\",\"\",{cell})"), Value::words(name))
}
