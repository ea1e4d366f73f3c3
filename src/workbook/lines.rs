//! A line across the months: one formula for all of them, and what its years come to. Every sheet over time is made of
//! such lines, and has the same months in the same columns.

use super::page::Page;
use super::place::{BEFORE, HERE, Sheet, across, at};
use super::style::{self, Kind, Paint};
use super::value::Value;
use crate::amounts;
use crate::figures::Exact;
use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{Format, XlsxError};

/// The first column of the years; the months follow them.
const YEARS: u16 = 2;

/// The rows of the headings: the calendar month, and below it the number of the month.
const HEADING: u32 = 3;
pub(super) const NUMBER: u32 = 4;

/// The first row for a line.
pub(super) const LINES: u32 = 6;

/// The number of the month, in a formula of a line.
pub(super) const MONTH: &str = "§$5";

/// The columns of the years and months.
#[derive(Clone, Copy, Debug)]
pub(super) struct Months {
    /// The last month.
    pub(super) last: u32,
    /// How many years there are.
    pub(super) years: u16,
}

impl Months {
    pub(super) fn year(year: u16) -> u16 {
        YEARS + year
    }

    pub(super) fn month(self, month: u32) -> u16 {
        YEARS.saturating_add(self.years).saturating_add(u16::try_from(month).unwrap_or(u16::MAX))
    }

    /// The first and the last of the months from that one on.
    pub(super) fn from(self, month: u32) -> (u16, u16) {
        (self.month(month), self.month(self.last))
    }

    fn of_year(year: u16) -> std::ops::RangeInclusive<u32> {
        let first = u32::from(year) * 12 + 1;
        first..=first + 11
    }
}

/// What the years of a line come to.
pub(super) enum Years<'l> {
    Sum,
    /// What the last month has.
    Last,
    Nothing,
    /// A formula of its own, and its result in each year.
    Own(String, &'l dyn Fn(u16) -> Value),
}

/// Who may change a line, and how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Nobody has to.
    Plain,
    /// Any month may be typed over.
    Open,
    /// A sum.
    Total,
    /// It only helps to work out others.
    Quiet,
}

impl Look {
    fn format(self, kind: Kind<'_>) -> Format {
        match self {
            Self::Plain => style::worked_out(kind),
            Self::Open => style::open(kind),
            Self::Total => style::total(kind),
            Self::Quiet => style::quiet(kind),
        }
    }
}

/// One line.
pub(super) struct Line<'l> {
    pub(super) kind: Kind<'l>,
    pub(super) look: Look,
    /// Its first month; those before it are empty.
    pub(super) first: u32,
    pub(super) years: Years<'l>,
    /// The formula of the first month, where that is another one.
    pub(super) opening: Option<String>,
    /// The formula of a month, with [`HERE`] and [`BEFORE`] for the letters of its column and the one before.
    pub(super) formula: String,
    pub(super) value: &'l dyn Fn(u32) -> Value,
}

/// A line that is worked out and not typed over, from month 1 on, with the sums of its years.
pub(super) fn plain(formula: String, value: &dyn Fn(u32) -> Value) -> Line<'_> {
    let (kind, look) = (Kind::Flow, Look::Plain);
    Line { kind, look, first: 1, years: Years::Sum, opening: None, formula, value }
}

/// A sheet over time with its headings.
pub(super) fn over_time(
    paint: Paint,
    sheet: Sheet,
    title: &str,
    hint: &str,
    months: Months,
    start: Option<u32>,
) -> Result<Page, XlsxError> {
    let numbers = usize::from(months.month(months.last) - 1);
    // What stands beside the labels.
    let beside = if matches!(sheet, Sheet::Costs | Sheet::Staff | Sheet::Course(_)) { 16.0 } else { 2.0 };
    let widths: Vec<f64> = [40.0, beside].into_iter().chain(std::iter::repeat_n(13.5, numbers)).collect();
    let mut page = Page::new(paint, sheet, title, hint, &widths)?;
    page.keep_in_sight(NUMBER + 1, 1)?;
    // A year and its months to a page, each with the labels.
    page.sheet().set_print_fit_to_pages(months.years, 0).set_repeat_columns(0, 0)?;
    page.headings(HEADING, 0, &["", ""], 2)?;
    page.headings(NUMBER, 0, &["Month", ""], 2)?;
    for year in 0..months.years {
        page.words(HEADING, Months::year(year), &format!("Year {}", year + 1), &paint.heading(false))?;
        page.words(NUMBER, Months::year(year), "", &paint.heading(false))?;
    }
    for month in 0..=months.last {
        let column = months.month(month);
        page.sheet().write_number_with_format(NUMBER, column, month, &paint.heading(false))?;
        if month == 0 {
            page.words(HEADING, column, "before", &paint.heading(false))?;
            continue;
        }
        let name = |calendar: u32| amounts::month(usize::try_from(calendar).ok()?)?.get(..3);
        let names: Vec<String> = (1..=12).filter_map(name).map(|name| format!("\"{name}\"")).collect();
        let formula = format!(
            "IF(COUNT(Start_month)=0,\"month\",CHOOSE(MOD(Start_month+{},12)+1,{}))",
            month + 10,
            names.join(",")
        );
        let shown = start.and_then(|start| name((start + 10 + month) % 12 + 1)).unwrap_or("month");
        page.formula(HEADING, column, &paint.heading(false), &formula, &Value::words(shown))?;
    }
    Ok(page)
}

/// Writes a line; its label stands there already.
pub(super) fn line(page: &mut Page, months: Months, row: u32, line: &Line<'_>) -> Result<(), XlsxError> {
    let format = line.look.format(line.kind);
    let summed = if line.look == Look::Open { style::worked_out(line.kind) } else { format.clone() };
    for year in 0..months.years {
        let (column, last) = (Months::year(year), *Months::of_year(year).end());
        let first = Months::of_year(year).start().max(&line.first).to_owned();
        if last > months.last {
            break;
        }
        match &line.years {
            Years::Nothing => {}
            Years::Own(formula, value) => {
                page.formula(row, column, &summed, &placed(formula, column), &value(year))?;
            }
            _ if first > last => {}
            Years::Last => {
                let formula = at(months.month(last), row);
                page.formula(row, column, &summed, &formula, &(line.value)(last))?;
            }
            Years::Sum => {
                let range = across(months.month(first), months.month(last), row);
                let formula = format!("IF(COUNT({range})=0,{},SUM({range}))", at(months.month(first), row));
                page.formula(row, column, &summed, &formula, &sum((first..=last).map(|month| (line.value)(month))))?;
            }
        }
    }
    for month in line.first..=months.last {
        let column = months.month(month);
        let formula = line.opening.as_ref().filter(|_| month == line.first).unwrap_or(&line.formula);
        page.formula(row, column, &format, &placed(formula, column), &(line.value)(month))?;
    }
    Ok(())
}

fn sum(values: impl Iterator<Item = Value>) -> Value {
    let (mut total, mut words) = (None, None);
    for value in values {
        match value {
            Value::Number(number) => total = Some(&total.unwrap_or_else(Exact::zero) + &number),
            Value::Words(other) => words = words.or(Some(other)),
        }
    }
    total.map_or_else(|| Value::words(words.unwrap_or_default()), Value::Number)
}

/// The formula in a column.
fn placed(formula: &str, column: u16) -> String {
    let before = column_number_to_name(column.saturating_sub(1));
    formula.replace(HERE, &column_number_to_name(column)).replace(BEFORE, &before)
}
