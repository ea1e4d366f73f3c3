//! What the course of the cash comes to, beside the months.

use super::break_even::{left_out, parts};
use super::cash::{BESIDE, CASH, EARNED, RESULT, course, months};
use super::ledger::{Ledger, TOP};
use super::page::Page;
use super::place::{Rows, Sheet};
use super::style::{self, Kind};
use super::value::{NOT_KNOWN, Value};
use crate::figures::{Exact, Runway, Within36};
use rust_xlsxwriter::{Format, XlsxError};

/// What is left out where a cost can be put nowhere.
const LOOSE: &str = "a cost whose kind or income is not known";

const NEVER: &str = "not within 36 months";

/// The rows of the turning points, in their order.
const OPENING: u32 = TOP + 1;
const PROFITABLE: u32 = TOP + 2;
const OUT: u32 = TOP + 3;
const LOWEST: u32 = TOP + 4;
const LOWEST_MONTH: u32 = TOP + 5;
const GAP: u32 = TOP + 6;
const PAYBACK: u32 = TOP + 7;
const STEADY: u32 = TOP + 8;
const NO_SALES: u32 = TOP + 9;
const LEFT_OUT: u32 = TOP + 10;
const ASSUMED: u32 = TOP + 11;

/// The row below all of them.
pub(super) fn below() -> u32 {
    ASSUMED + 2
}

pub(super) fn names() -> Vec<(&'static str, String)> {
    [
        ("Opening_cash", OPENING),
        ("First_profitable_month", PROFITABLE),
        ("Out_of_cash_month", OUT),
        ("Lowest_cash", LOWEST),
        ("Lowest_cash_month", LOWEST_MONTH),
        ("Funding_gap", GAP),
        ("Payback_month", PAYBACK),
        ("Steady_runway", STEADY),
        ("No_sales_runway", NO_SALES),
        ("Left_out", LEFT_OUT),
    ]
    .map(|(name, row)| (name, Sheet::Cash.fixed(BESIDE + 1, row)))
    .to_vec()
}

pub(super) fn write(page: &mut Page, ledger: &Ledger<'_>) -> Result<(), XlsxError> {
    page.headings(TOP, BESIDE, &["What it comes to", "", "How it is worked out"], 1)?;
    page.headings(TOP, BESIDE + 2, &["How it is worked out"], 1)?;
    let cash = &ledger.figures.cash;
    let money = style::worked_out(Kind::Money(&ledger.inputs.currency));
    let number = |number: Option<&Exact>| Value::or(number, None);
    let opening = format!("IF(COUNT(Start_cash)=1,Start_cash-SUM(One_off_costs),\"{NOT_KNOWN}\")");
    plain(page, OPENING, "Money at the opening", &money, &opening, &number(cash.opening.as_ref()))?;
    how(page, OPENING, "Money at hand less the one-off costs.")?;
    first_months(page, ledger)?;
    let known = |formula: &str| format!("IF(COUNT({})=0,\"{NOT_KNOWN}\",{formula})", course().of(CASH));
    let all = course().of(CASH);
    let lowest = cash.funded.lowest.as_ref();
    let least = number(lowest.map(|lowest| &lowest.amount));
    plain(page, LOWEST, "Lowest cash", &money, &known(&format!("MIN({all})")), &least)?;
    let when = lowest.map(|lowest| Exact::whole(lowest.month.into()));
    let month = style::worked_out(Kind::Month);
    let search = known(&format!("MATCH(ROUND(MIN({all}),6),ROUND({all},6),0)-1"));
    listed(page, LOWEST_MONTH, "When that is, first", &month, &search, &number(when.as_ref()))?;
    let gap = known(&format!("MAX(0,-MIN({all}))"));
    plain(page, GAP, "Money that is missing", &money, &gap, &number(cash.funded.gap.as_ref()))?;
    how(page, GAP, "How far the cash falls below zero.")?;
    runways(page, ledger)?;
    page.label(LEFT_OUT, BESIDE, "What is left out")?;
    // Nothing is concluded while anything stands here: every month looks at it.
    let loose = if ledger.has_loose_cost() { LOOSE } else { "" };
    let partial = ledger.figures.totals.cash_note().unwrap_or_else(|| loose.to_owned());
    let left_out = left_out(&parts(ledger, true));
    let formula = if loose.is_empty() { left_out } else { format!("IF({left_out}=\"\",\"{loose}\",{left_out})") };
    page.remark(LEFT_OUT, BESIDE + 1, &formula, &partial)?;
    how(page, LEFT_OUT, "While anything is left out, no month is worked out.")?;
    page.label(ASSUMED, BESIDE, "What is assumed about the start")?;
    let ramp = "IF(COUNT(Full_sales_month)=0,\"full sales from the first month are assumed\",\
                IF(AND(Full_sales_month>1,COUNT(First_month_sales)=0),\"sales of the first month not known\",\"\"))";
    page.remark(ASSUMED, BESIDE + 1, ramp, cash.ramp.note().unwrap_or_default())
}

fn how(page: &mut Page, row: u32, words: &str) -> Result<(), XlsxError> {
    page.how(row, BESIDE + 2, words)
}

fn plain(
    page: &mut Page,
    row: u32,
    label: &str,
    format: &Format,
    formula: &str,
    value: &Value,
) -> Result<(), XlsxError> {
    page.label(row, BESIDE, label)?;
    page.formula(row, BESIDE + 1, format, formula, value)
}

/// Like [`plain`], for a formula that looks at each month.
fn listed(
    page: &mut Page,
    row: u32,
    label: &str,
    format: &Format,
    formula: &str,
    value: &Value,
) -> Result<(), XlsxError> {
    page.label(row, BESIDE, label)?;
    page.array(row, BESIDE + 1, format, formula, value)
}

fn first_months(page: &mut Page, ledger: &Ledger<'_>) -> Result<(), XlsxError> {
    let cash = &ledger.figures.cash;
    let month = style::worked_out(Kind::Month);
    for (row, label, rows, column, holds, when, words) in [
        (
            PROFITABLE,
            "First month without a loss",
            months(),
            RESULT,
            ">=0",
            cash.first_profitable,
            "The first result that is not below zero.",
        ),
        (OUT, "Money runs out", course(), CASH, "<0", cash.funded.out_of_cash, "The first month that ends below zero."),
        (
            PAYBACK,
            "One-off costs earned back",
            months(),
            EARNED,
            ">=0",
            cash.payback,
            "All results so far together are as large as the one-off costs.",
        ),
    ] {
        listed(page, row, label, &month, &first(rows, column, holds), &when_value(when))?;
        how(page, row, words)?;
    }
    Ok(())
}

/// The first month of which something holds; months are counted from the opening, which is 0.
fn first(rows: Rows, column: u16, holds: &str) -> String {
    let (range, before) = (rows.of(column), course().first + 1);
    let shift = rows.first + 1 - before;
    let position = if shift == 0 { "-1" } else { "" };
    format!("IF(COUNT({range})=0,\"{NOT_KNOWN}\",IFERROR(MATCH(TRUE,ROUND({range},6){holds},0){position},\"{NEVER}\"))")
}

fn when_value(when: Within36) -> Value {
    let month = when.month().map(|month| Exact::whole(month.into()));
    Value::or(month.as_ref(), when.note())
}

fn runways(page: &mut Page, ledger: &Ledger<'_>) -> Result<(), XlsxError> {
    let cash = &ledger.figures.cash;
    let months = style::worked_out(Kind::Months);
    for (row, label, needed, burn, runway, words) in [
        (
            STEADY,
            "Months the money lasts, normal sales",
            "Profit",
            "-Profit",
            &cash.steady_runway,
            "Money at the opening divided by the monthly loss.",
        ),
        (
            NO_SALES,
            "Months the money lasts, no sales at all",
            "Fixed_costs",
            "Fixed_costs",
            &cash.no_sales_runway,
            "Money at the opening divided by the fixed costs.",
        ),
    ] {
        let formula = format!(
            "IF(OR(Left_out<>\"\",COUNT({needed})=0),\"{NOT_KNOWN}\",IF(ROUND({burn},6)<=0,\"not shrinking\",\
             IF(COUNT(Opening_cash)=0,\"{NOT_KNOWN}\",IF(ROUND(Opening_cash,6)<0,\"no money left at the start\",\
             Opening_cash/({burn})))))"
        );
        plain(page, row, label, &months, &formula, &runway_value(runway))?;
        how(page, row, words)?;
    }
    Ok(())
}

fn runway_value(runway: &Runway) -> Value {
    Value::or(runway.months(), runway.note())
}
