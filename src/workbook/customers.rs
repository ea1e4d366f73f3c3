//! The sheet of what a customer costs to win, and what one brings.

use super::income;
use super::inputs::{self, MAIN, SECOND, THIRD, Tables};
use super::ledger::{HEAD, Ledger, TOP};
use super::page::Page;
use super::place::{Rows, Sheet, at};
use super::style::{self, Kind};
use super::value::{NOT_KNOWN, Value};
use crate::figures::{AcquisitionCost, CustomerPayback, Exact, Lifetime, StreamFigures};
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

pub(super) fn page(ledger: &Ledger<'_>) -> Result<Page, XlsxError> {
    let widths = [34.0, 14.0, 16.0, 18.0, 18.0, 16.0, 18.0, 14.0];
    let hint = "What one customer costs to win, and what one brings. It is shown, not judged. Nothing is typed here.";
    let mut page = Page::new(Sheet::Customers, "Customers", hint, &widths)?;
    page.keep_in_sight(TOP + HEAD, 1)?;
    page.section(TOP, "One customer", &HEADINGS, 1)?;
    let rows = Rows::new(TOP + HEAD, ledger.customers.len());
    for (position, stream) in ledger.customers.iter().enumerate() {
        if let Some((_, figures)) = ledger.stream(*stream) {
            line(&mut page, ledger, (position, *stream), figures, rows.row(position))?;
        }
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

fn line(
    page: &mut Page,
    ledger: &Ledger<'_>,
    (position, stream): (usize, usize),
    figures: &StreamFigures,
    row: u32,
) -> Result<(), XlsxError> {
    let economics = &figures.economics;
    let tables = Tables::new(ledger);
    let said = |column| Sheet::Inputs.at(column, tables.streams.row(stream));
    let won = |column| Sheet::Inputs.at(column, tables.customers.row(position));
    let income = |column| Sheet::Income.at(column, income::rows(ledger).row(stream));
    let currency = ledger.inputs.streams.get(stream).and_then(|stream| stream.currency.as_deref());
    let (factor, _) = inputs::factor(ledger, &tables, currency);
    let [purchases, leaves, to_win, stays, value] =
        [PURCHASES, LEAVES, TO_WIN, STAYS, VALUE].map(|column| at(column, row));
    let (customers, bought, sold) = (said(SECOND), said(THIRD), income(income::SALES));
    let (new, spent, lost, left) = (won(MAIN), won(SECOND), won(THIRD), income(income::LEFT));
    let numbers = Numbers::of(figures);
    for (column, kind, formula, result) in [
        (
            PURCHASES,
            Kind::Count,
            format!(
                "IF(COUNT({bought})=1,{bought},IF(AND(COUNT({sold})=1,N({customers})>0),N({sold})/{customers},\"-\"))"
            ),
            Value::known(figures.purchases.as_ref()),
        ),
        (
            LEAVES,
            Kind::Money(""),
            format!("IF(COUNT({left},{purchases})=2,{left}*{purchases},\"-\")"),
            Value::known(economics.monthly_contribution.as_ref()),
        ),
        (
            TO_WIN,
            Kind::Money(""),
            format!(
                "IF(COUNT({new})=0,\"{NOT_KNOWN}\",IF({new}=0,\"no new customers\",\
                 IF(COUNT({spent})=1,{spent}{factor}/{new},\"{NOT_KNOWN}\")))"
            ),
            Value::or(numbers.to_win, economics.acquisition_cost.note()),
        ),
        (
            STAYS,
            Kind::Months,
            format!("IF(COUNT({lost})=0,\"{NOT_KNOWN}\",IF({lost}=0,\"unbounded\",1/{lost}))"),
            Value::or(numbers.stays, economics.lifetime.note()),
        ),
        (
            VALUE,
            Kind::Money(""),
            format!("IF(COUNT({leaves},{stays})=2,{leaves}*{stays},\"-\")"),
            Value::known(economics.lifetime_value.as_ref()),
        ),
        (
            PAYBACK,
            Kind::Months,
            format!(
                "IF(COUNT({to_win},{leaves})<2,\"{NOT_KNOWN}\",IF(ROUND({leaves},9)>0,{to_win}/{leaves},\"never paid back\"))"
            ),
            Value::or(numbers.payback, economics.payback.note()),
        ),
        (
            VALUE_TO_COST,
            Kind::Months,
            format!("IF(AND(COUNT({value},{to_win})=2,N({to_win})>0),N({value})/{to_win},\"-\")"),
            Value::known(economics.value_to_cost.as_ref()),
        ),
    ] {
        page.formula(row, column, &style::worked_out(kind), &formula, &result)?;
    }
    page.label(row, 0, &figures.title)
}

/// The numbers of the unit economics, where there are any.
struct Numbers<'f> {
    to_win: Option<&'f Exact>,
    stays: Option<&'f Exact>,
    payback: Option<&'f Exact>,
}

impl<'f> Numbers<'f> {
    fn of(figures: &'f StreamFigures) -> Self {
        let economics = &figures.economics;
        Self {
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
}
