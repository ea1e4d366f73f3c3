//! The sheet of what comes in, stream by stream.

use super::costs;
use super::inputs::{self, DEAL, FOURTH, KEPT, MAIN, SECOND, THIRD, Tables};
use super::ledger::{HEAD, Ledger, Shares, TOP};
use super::page::Page;
use super::place::{Rows, Sheet, at};
use super::style::{self, Kind};
use super::value::{NOT_KNOWN, Value};
use crate::figures::{Exact, StreamFigures, StreamInput};
use rust_xlsxwriter::XlsxError;

pub(super) const CURRENCY: u16 = 1;
pub(super) const COUNTED: u16 = 2;
pub(super) const PRICE: u16 = 3;
pub(super) const COST: u16 = 4;
pub(super) const LEFT: u16 = 5;
pub(super) const SALES: u16 = 6;
pub(super) const REVENUE: u16 = 7;
pub(super) const SPENT: u16 = 8;
pub(super) const CONTRIBUTION: u16 = 9;
const SHARE: u16 = 10;
const MISSING: u16 = 11;
const TENTHS: u16 = 12;
const LOST: u16 = 13;

const HEADINGS: [&str; 14] = [
    "Stream",
    "Currency",
    "In the totals",
    "Price",
    "Cost of one sale",
    "Left of one sale",
    "Sales a month",
    "Revenue a month",
    "Cost of the sales",
    "Contribution a month",
    "Share of revenue",
    "What is missing",
    "Tenths of a percent, rounded down",
    "Lost by that",
];

/// The rows of the streams.
pub(super) fn rows(ledger: &Ledger<'_>) -> Rows {
    ledger.stream_rows(TOP + HEAD)
}

/// The row of the totals; the number of streams they hold stands below it.
pub(super) fn total_row(ledger: &Ledger<'_>) -> u32 {
    rows(ledger).end()
}

/// Where the revenue behind the contribution stands.
fn behind_row(ledger: &Ledger<'_>) -> u32 {
    total_row(ledger) + 2
}

pub(super) fn names(ledger: &Ledger<'_>) -> Vec<(&'static str, String)> {
    vec![("Revenue_behind_contribution", Sheet::Income.fixed(CONTRIBUTION, behind_row(ledger)))]
}

/// Whether a stream enters the totals, as a formula for all rows of them.
pub(super) fn counted(rows: Rows) -> String {
    format!("({}=\"yes\")", rows.of(COUNTED))
}

pub(super) fn page(ledger: &Ledger<'_>) -> Result<Page, XlsxError> {
    let widths = [30.0, 10.0, 9.0, 12.0, 12.0, 12.0, 11.0, 14.0, 14.0, 14.0, 10.0, 26.0, 13.0, 11.0];
    let hint = format!(
        "What a normal month brings, in {} unless another currency is named. Nothing is typed here.",
        ledger.currency()
    );
    let mut page = Page::new(Sheet::Income, "Income", &hint, &widths)?;
    page.keep_in_sight(TOP + HEAD, 1)?;
    page.section(TOP, "Revenue streams", &HEADINGS, 3)?;
    page.headings(TOP + 1, MISSING, &["What is missing"], 1)?;
    if ledger.rates.is_empty() {
        page.sheet().set_column_hidden(CURRENCY)?;
        page.sheet().set_column_hidden(COUNTED)?;
    }
    if ledger.inputs.streams.is_empty() {
        page.nothing(rows(ledger).first, "No revenue stream is named yet.")?;
    }
    let lost = Shares::new(ledger);
    for (position, (input, figures)) in ledger.streams().enumerate() {
        let line = StreamRow { ledger, position, input, figures, row: rows(ledger).row(position) };
        line.unit(&mut page)?;
        line.month(&mut page)?;
        line.share(&mut page, &lost)?;
    }
    totals(&mut page, ledger)?;
    // The columns behind only serve to round the shares.
    page.sheet().set_print_area(0, 0, behind_row(ledger), MISSING)?;
    Ok(page)
}

/// One stream being written.
struct StreamRow<'l> {
    ledger: &'l Ledger<'l>,
    position: usize,
    input: &'l StreamInput,
    figures: &'l StreamFigures,
    row: u32,
}

impl StreamRow<'_> {
    /// What one sale brings, costs and leaves.
    fn unit(&self, page: &mut Page) -> Result<(), XlsxError> {
        let (row, ledger, tables) = (self.row, self.ledger, Tables::new(self.ledger));
        let currency = self.input.currency.as_deref();
        page.label(row, 0, &self.input.title)?;
        if let Some(rate) = tables.rate(ledger, currency) {
            let (plan, own) = (ledger.currency(), ledger.code(currency));
            let own_cell = Sheet::Inputs.at(inputs::CURRENCY, tables.streams.row(self.position));
            let home = format!("IF(COUNT({rate})=1,Plan_currency,{own_cell})");
            let words = style::worked_out(Kind::Words);
            let code = if self.figures.counted { plan } else { own };
            page.formula(row, CURRENCY, &words, &home, &Value::words(code))?;
            let counted = if self.figures.counted { "yes" } else { "no" };
            let is_counted = format!("IF(COUNT({rate})=1,\"yes\",\"no\")");
            page.formula(row, COUNTED, &words, &is_counted, &Value::words(counted))?;
        } else {
            page.label(row, CURRENCY, ledger.currency())?;
            page.label(row, COUNTED, "yes")?;
        }
        let number = style::worked_out(Kind::Money(""));
        page.formula(row, PRICE, &number, &self.price(&tables), &Value::known(self.figures.unit_price.as_ref()))?;
        let cost = costs::of_one_sale(ledger, self.position);
        page.formula(row, COST, &number, &cost, &Value::known(self.figures.unit_variable_cost.as_ref()))?;
        let left = self.both(PRICE, "-", COST);
        page.formula(row, LEFT, &number, &left, &Value::known(self.figures.unit_contribution.as_ref()))
    }

    /// The price, or the part of the deal that is kept.
    fn price(&self, tables: &Tables) -> String {
        let (factor, _) = inputs::factor(self.ledger, tables, self.input.currency.as_deref());
        let cell = |column| Sheet::Inputs.at(column, tables.streams.row(self.position));
        if self.input.commission {
            let (deal, kept) = (cell(DEAL), cell(KEPT));
            format!("IF(COUNT({deal},{kept})=2,{deal}*{kept}{factor},\"-\")")
        } else {
            let price = cell(MAIN);
            format!("IF(COUNT({price})=1,{price}{factor},\"-\")")
        }
    }

    /// A number worked out from two cells of the line, both of which are needed.
    fn both(&self, left: u16, sign: &str, right: u16) -> String {
        let (left, right) = (at(left, self.row), at(right, self.row));
        format!("IF(COUNT({left},{right})=2,{left}{sign}{right},\"-\")")
    }

    fn month(&self, page: &mut Page) -> Result<(), XlsxError> {
        let (row, figures, tables) = (self.row, self.figures, Tables::new(self.ledger));
        let cell = |column| Sheet::Inputs.at(column, tables.streams.row(self.position));
        let (customers, purchases, given) = (cell(SECOND), cell(THIRD), cell(FOURTH));
        let sales =
            format!("IF(COUNT({customers},{purchases})=2,{customers}*{purchases},IF(COUNT({given})=1,{given},\"-\"))");
        page.formula(row, SALES, &style::worked_out(Kind::Count), &sales, &Value::known(figures.units.as_ref()))?;
        let number = style::worked_out(Kind::Money(""));
        for (column, unit, value) in [
            (REVENUE, PRICE, &figures.revenue),
            (SPENT, COST, &figures.variable_cost),
            (CONTRIBUTION, LEFT, &figures.contribution),
        ] {
            page.formula(row, column, &number, &self.both(unit, "*", SALES), &Value::known(value.as_ref()))?;
        }
        let (price, cost, sales) = (at(PRICE, row), at(COST, row), at(SALES, row));
        // Of a commission the deal and the rate make the price.
        let (deal, kept) = (cell(DEAL), cell(KEPT));
        let lacks = |both: &str| {
            if self.input.commission {
                format!("IF(COUNT({deal},{kept})=0,\"{both}\",IF(COUNT({deal})=0,\"deal\",\"rate\"))")
            } else {
                "\"price\"".to_owned()
            }
        };
        let (lacks, with_sales) = (lacks("deal and rate"), lacks("deal, rate"));
        let missing = format!(
            "IF(COUNT({price},{sales})=0,{with_sales}&\" and sales not known\",IF(COUNT({price})=0,{lacks}&\" not known\",\
             IF(COUNT({sales})=0,\"sales not known\",IF(COUNT({cost})=0,\"direct cost not known\",\"\"))))"
        );
        page.remark(row, MISSING, &missing, figures.missing.unwrap_or_default())
    }

    /// The share of the revenue by largest remainder, so that what is shown makes 100.0 %.
    fn share(&self, page: &mut Page, shares: &Shares) -> Result<(), XlsxError> {
        let (row, rows) = (self.row, rows(self.ledger));
        let (revenue, total) = (at(REVENUE, row), at(REVENUE, total_row(self.ledger)));
        let (tenths, lost) = (at(TENTHS, row), at(LOST, row));
        // A part of an unknown whole would be too large: there are no shares while a stream is not known in full.
        let whole = format!("{}={}", at(CONTRIBUTION, total_row(self.ledger) + 1), rows.count);
        let is_shared = format!("AND({}=\"yes\",COUNT({revenue})=1,N({total})>0,{whole})", at(COUNTED, row));
        let quiet = style::quiet(Kind::Count);
        let exact = format!("N({revenue})/{total}*1000");
        let down = format!("IF({is_shared},INT(ROUND({exact},9)),\"-\")");
        page.formula(row, TENTHS, &quiet, &down, &Value::known(shares.tenths(self.position)))?;
        let rest = format!("IF(COUNT({tenths})=1,ROUND({exact}-{tenths},9),\"-\")");
        page.formula(row, LOST, &quiet, &rest, &Value::known(shares.lost(self.position)))?;
        let (all_tenths, all_lost) = (rows.of(TENTHS), rows.of(LOST));
        let earlier = Rows::new(rows.first, self.position + 1).of(LOST);
        let rank = format!("SUMPRODUCT(ISNUMBER({all_lost})*({all_lost}>{lost}))+SUMPRODUCT(({earlier}={lost})*1)-1");
        let share = format!("IF(COUNT({tenths})=1,({tenths}+IF({rank}<1000-SUM({all_tenths}),1,0))/1000,\"-\")");
        let hundredth = self.figures.share_shown.as_ref().and_then(|share| share.over(&Exact::whole(100)));
        page.formula(row, SHARE, &style::worked_out(Kind::Percent), &share, &Value::known(hundredth.as_ref()))
    }
}

fn totals(page: &mut Page, ledger: &Ledger<'_>) -> Result<(), XlsxError> {
    let (rows, row, figures) = (rows(ledger), total_row(ledger), &ledger.figures.totals);
    let money = style::total(Kind::Money(&ledger.inputs.currency));
    let bar = style::total(Kind::Words);
    page.words(row, 0, "Total", &bar)?;
    for column in [CURRENCY, COUNTED, PRICE, COST, LEFT, SALES] {
        page.words(row, column, "", &bar)?;
    }
    let known = |column: u16| format!("SUMPRODUCT({}*ISNUMBER({}))", counted(rows), rows.of(column));
    let whole = format!("{}*ISNUMBER({})", counted(rows), rows.of(CONTRIBUTION));
    let sum = |of: &str, column: u16| format!("SUMPRODUCT({of}*1,{})", rows.of(column));
    // Where no stream is known in full, an income is shown that nothing is taken from.
    let all = counted(rows);
    let (some, none) = (format!("{}=0", known(CONTRIBUTION)), format!("{}=0", known(REVENUE)));
    let alone = format!("IF({none},\"{NOT_KNOWN}\",{})", sum(&all, REVENUE));
    for (column, without, counts, total) in [
        (REVENUE, alone, known(REVENUE), &figures.revenue),
        (SPENT, format!("\"{NOT_KNOWN}\""), "0".to_owned(), &figures.variable_cost),
        (CONTRIBUTION, format!("\"{NOT_KNOWN}\""), "0".to_owned(), &figures.contribution),
    ] {
        let formula = format!("IF({some},{without},{})", sum(&whole, column));
        page.formula(row, column, &money, &formula, &Value::or(total.amount.as_ref(), None))?;
        let count = format!("IF({some},{counts},{})", known(CONTRIBUTION));
        page.formula(row + 1, column, &style::worked_out(Kind::Of(total.of)), &count, &Value::count(total.known))?;
    }
    let shared = ledger.figures.streams.iter().any(|stream| stream.share_shown.is_some());
    let together = format!("IF(COUNT({0})=0,\"-\",SUM({0}))", rows.of(SHARE));
    let value = Value::known(shared.then(|| Exact::whole(1)).as_ref());
    page.formula(row, SHARE, &style::total(Kind::Percent), &together, &value)?;
    page.words(row + 1, 0, "Streams that are known and counted", &style::hint())?;
    page.words(behind_row(ledger), 0, "Revenue of the streams whose contribution is known", &style::hint())?;
    let behind = style::worked_out(Kind::Money(&ledger.inputs.currency));
    let value = Value::Number(ledger.counted_revenue());
    page.formula(behind_row(ledger), CONTRIBUTION, &behind, &sum(&whole, REVENUE), &value)
}
