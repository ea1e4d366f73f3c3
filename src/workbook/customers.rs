//! The sheet of what a customer costs to win, and what one brings.

use super::book::{Book, HEAD, TOP, named};
use super::page::Page;
use super::place::{Rows, Sheet, at};
use super::style::{self, Kind};
use super::usual;
use super::value::{NOT_KNOWN, NOTHING, Value};
use crate::figures::{AcquisitionCost, CustomerPayback, Exact, Lifetime, StreamFigures, UnitEconomics};
use rust_xlsxwriter::XlsxError;

const PURCHASES: u16 = 1;
const LEAVES: u16 = 2;
const TO_WIN: u16 = 3;
const STAYS: u16 = 4;
const VALUE: u16 = 5;
const PAYBACK: u16 = 6;
const VALUE_TO_COST: u16 = 7;

const HEADINGS: [&str; 8] = [
    "Stream",
    "Purchases a month",
    "Leaves a month",
    "Costs to win",
    "Months they stay",
    "Leaves in that time",
    "Months to pay back",
    "Value to cost",
];

/// Whether anything was said about the customers of any stream.
pub(super) fn are_known(book: &Book<'_>) -> bool {
    book.figures.streams.iter().any(|stream| is_told(&stream.economics))
}

fn is_told(economics: &UnitEconomics) -> bool {
    economics.acquisition_cost != AcquisitionCost::Unknown || economics.lifetime != Lifetime::Unknown
}

pub(super) fn page(book: &Book<'_>) -> Result<Page, XlsxError> {
    let widths = [34.0, 14.0, 16.0, 18.0, 18.0, 16.0, 18.0, 14.0];
    let hint = "What one customer costs to win, and what one brings. It is shown, not judged. Nothing is typed here.";
    let mut page = Page::new(book.paint, Sheet::Customers, "Customers", hint, &widths)?;
    page.keep_in_sight(TOP + HEAD, 1)?;
    page.section(TOP, "One customer", &HEADINGS, 1)?;
    let rows = Rows { first: TOP + HEAD, count: book.tables.streams.rows.count };
    for slot in 0..book.tables.streams.slots() {
        line(&mut page, book, slot, rows.row(slot))?;
    }
    let words = [
        "A customer leaves what is left of one sale times the purchases a month.",
        "What one costs to win is the monthly cost of winning customers divided by the new customers.",
        "The months they stay are 1 divided by the part of the customers that is lost in a month.",
        "Value to cost is what a customer leaves in the whole time divided by what one costs to win.",
    ];
    for (row, words) in (rows.end() + 1..).zip(words) {
        page.words(row, 0, words, &style::hint())?;
    }
    Ok(page)
}

fn line(page: &mut Page, book: &Book<'_>, slot: usize, row: u32) -> Result<(), XlsxError> {
    let (label, name) = named(&book.tables.streams, slot);
    page.formula(row, 0, &style::worked_out(Kind::Words).set_text_wrap(), &label, &name)?;
    let said = |field: &str| book.tables.streams.cell(field, slot);
    let [purchases, leaves, to_win, stays, value] =
        [PURCHASES, LEAVES, TO_WIN, STAYS, VALUE].map(|column| at(column, row));
    let [customers, bought, new, spent, lost, rate] =
        ["customers", "purchases", "new", "win_cost", "lost", "rate"].map(said);
    let [sold, left] = usual::sold_and_left(book, slot);
    let known = book.stream(slot).map(|(_, figures)| figures);
    let numbers = known.map(Numbers::of);
    let of = |pick: &dyn Fn(&Numbers<'_>) -> Value| numbers.as_ref().map_or_else(Value::blank, pick);
    for (column, kind, formula, result) in [
        (
            PURCHASES,
            Kind::Count,
            format!(
                "IF(COUNT({bought})=1,{bought},IF(AND(COUNT({sold})=1,N({customers})>0),N({sold})/{customers},\"-\"))"
            ),
            of(&|numbers| Value::known(numbers.figures.purchases.as_ref())),
        ),
        (
            LEAVES,
            Kind::Money(""),
            format!("IF(COUNT({left},{purchases})=2,{left}*{purchases},\"-\")"),
            of(&|numbers| numbers.counted(numbers.figures.economics.monthly_contribution.as_ref(), None)),
        ),
        (
            TO_WIN,
            Kind::Money(""),
            format!(
                "IF(COUNT({new})=0,\"{NOT_KNOWN}\",IF({new}=0,\"no new customers\",\
                 IF(COUNT({spent},{rate})=2,{spent}*{rate}/{new},\"{NOT_KNOWN}\")))"
            ),
            of(&|numbers| {
                numbers.counted(
                    numbers.to_win,
                    Some(numbers.figures.economics.acquisition_cost.note().unwrap_or(NOT_KNOWN)),
                )
            }),
        ),
        (
            STAYS,
            Kind::Months,
            format!("IF(COUNT({lost})=0,\"{NOT_KNOWN}\",IF({lost}=0,\"unbounded\",1/{lost}))"),
            of(&|numbers| Value::or(numbers.stays, numbers.figures.economics.lifetime.note())),
        ),
        (
            VALUE,
            Kind::Money(""),
            format!("IF(COUNT({leaves},{stays})=2,{leaves}*{stays},\"-\")"),
            of(&|numbers| numbers.counted(numbers.figures.economics.lifetime_value.as_ref(), None)),
        ),
        (
            PAYBACK,
            Kind::Months,
            format!(
                "IF(COUNT({to_win},{leaves})<2,\"{NOT_KNOWN}\",IF(ROUND({leaves},9)>0,{to_win}/{leaves},\"never paid back\"))"
            ),
            of(&|numbers| {
                let note = if numbers.figures.counted { numbers.figures.economics.payback.note() } else { None };
                numbers.counted(numbers.payback, Some(note.unwrap_or(NOT_KNOWN)))
            }),
        ),
        (
            VALUE_TO_COST,
            Kind::Months,
            format!("IF(AND(COUNT({value},{to_win})=2,N({to_win})>0),N({value})/{to_win},\"-\")"),
            of(&|numbers| numbers.counted(numbers.figures.economics.value_to_cost.as_ref(), None)),
        ),
    ] {
        let formula = format!("IF({}=\"\",\"\",{formula})", at(0, row));
        page.formula(row, column, &style::worked_out(kind), &formula, &result)?;
    }
    Ok(())
}

/// The numbers of the unit economics, where there are any.
struct Numbers<'f> {
    figures: &'f StreamFigures,
    to_win: Option<&'f Exact>,
    stays: Option<&'f Exact>,
    payback: Option<&'f Exact>,
}

impl<'f> Numbers<'f> {
    fn of(figures: &'f StreamFigures) -> Self {
        let economics = &figures.economics;
        Self {
            figures,
            to_win: match &economics.acquisition_cost {
                AcquisitionCost::Each(cost) => Some(cost),
                AcquisitionCost::NoNewCustomers | AcquisitionCost::Unknown => None,
            },
            stays: match &economics.lifetime {
                Lifetime::Months(months) => Some(months),
                Lifetime::Unbounded | Lifetime::Unknown => None,
            },
            payback: match &economics.payback {
                CustomerPayback::Months(months) => Some(months),
                CustomerPayback::Never | CustomerPayback::Unknown => None,
            },
        }
    }

    /// A number in the currency of the plan: none while no rate leads there.
    fn counted(&self, number: Option<&Exact>, note: Option<&str>) -> Value {
        Value::or(number.filter(|_| self.figures.counted), note.or(Some(NOTHING)))
    }
}
