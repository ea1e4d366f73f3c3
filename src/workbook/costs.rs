//! The sheet of what is paid: for each sale, every month, once.

use super::apart;
use super::income;
use super::inputs::{self, DEAL, MAIN, SECOND, Tables};
use super::ledger::{HEAD, Ledger, SaleCost, TOP};
use super::page::Page;
use super::place::{Rows, Sheet, at};
use super::style::{self, Kind};
use super::value::{NOT_KNOWN, Value};
use crate::figures::{Base, CostFigures, CostInput, Exact, StreamFigures, StreamInput, Total};
use rust_xlsxwriter::XlsxError;

pub(super) const ABOUT: u16 = 1;
pub(super) const CURRENCY: u16 = 2;
/// The amount as it is given.
pub(super) const GIVEN: u16 = 3;
/// A percentage as an amount, or a fixed cost brought to a month.
pub(super) const BROUGHT: u16 = 4;
/// What counts.
pub(super) const COUNTS: u16 = 5;

/// Where the tables stand. Those of fixed and one-off costs have a total and a count below them.
pub(super) struct Places {
    sales: Rows,
    pub(super) fixed: Rows,
    pub(super) once: Rows,
    /// Amounts in other currencies.
    pub(super) apart: Rows,
}

impl Places {
    pub(super) fn new(ledger: &Ledger<'_>) -> Self {
        let sales = Rows::new(TOP + HEAD, ledger.sale_costs.len());
        let fixed = Rows::new(sales.end() + 1 + HEAD, ledger.fixed.len() + 1);
        let once = Rows::new(fixed.end() + 3 + HEAD, ledger.once.len());
        let apart = Rows::new(once.end() + 3 + HEAD, ledger.rates.len());
        Self { sales, fixed, once, apart }
    }

    /// The cell with the number of costs that a total holds.
    pub(super) fn known(rows: Rows) -> String {
        Sheet::Costs.fixed(COUNTS, rows.end() + 1)
    }
}

pub(super) fn names(ledger: &Ledger<'_>) -> Vec<(&'static str, String)> {
    let places = Places::new(ledger);
    vec![("One_off_costs", Sheet::Costs.fixed(COUNTS, places.once.end()))]
}

/// The total of the fixed costs.
pub(super) fn fixed_total(ledger: &Ledger<'_>) -> String {
    Sheet::Costs.fixed(COUNTS, Places::new(ledger).fixed.end())
}

/// The formula for what one sale of a stream costs.
pub(super) fn of_one_sale(ledger: &Ledger<'_>, stream: usize) -> String {
    let (first, count) = ledger.sale_costs_of(stream);
    let lines = Rows::new(Places::new(ledger).sales.row(first), count);
    let range = Sheet::Costs.rows(COUNTS, lines);
    let sum = match ledger.sale_costs.get(first) {
        Some(told) if told.or_larger => {
            let others = Sheet::Costs.rows(COUNTS, Rows::new(lines.row(1), count.saturating_sub(1)));
            format!("MAX({},SUM({others}))", Sheet::Costs.at(COUNTS, lines.first))
        }
        _ => format!("SUM({range})"),
    };
    format!("IF(COUNT({range})={count},{sum},\"-\")")
}

pub(super) fn page(ledger: &Ledger<'_>) -> Result<Page, XlsxError> {
    let widths = [34.0, 24.0, 10.0, 16.0, 16.0, 18.0, 16.0];
    let hint = "What is paid for each sale, every month and once. Nothing is typed here.";
    let mut page = Page::new(Sheet::Costs, "Costs", hint, &widths)?;
    page.keep_in_sight(2, 1)?;
    let places = Places::new(ledger);
    sales(&mut page, ledger, places.sales)?;
    fixed(&mut page, ledger, places.fixed)?;
    once(&mut page, ledger, places.once)?;
    apart::write(&mut page, ledger, &places)?;
    Ok(page)
}

fn sales(page: &mut Page, ledger: &Ledger<'_>, rows: Rows) -> Result<(), XlsxError> {
    let headings = ["Cost", "For each sale of", "Currency", "Amount", "Part, as an amount", "Cost of a sale"];
    page.section(rows.first - HEAD, "What one sale costs", &headings, 3)?;
    if ledger.sale_costs.is_empty() {
        page.nothing(rows.first, "Nothing is sold yet, so no sale costs anything.")?;
    }
    for (position, cost) in ledger.sale_costs.iter().enumerate() {
        if let Some((input, figures)) = ledger.stream(cost.stream) {
            SaleLine { ledger, position, cost, input, figures, row: rows.row(position) }.write(page)?;
        }
    }
    Ok(())
}

/// One line of what a sale costs, being written.
struct SaleLine<'l> {
    ledger: &'l Ledger<'l>,
    position: usize,
    cost: &'l SaleCost,
    input: &'l StreamInput,
    figures: &'l StreamFigures,
    row: u32,
}

impl SaleLine<'_> {
    fn write(&self, page: &mut Page) -> Result<(), XlsxError> {
        let row = self.row;
        page.label(row, 0, &self.cost.title)?;
        page.label(row, ABOUT, &self.input.title)?;
        let home = income::rows(self.ledger).row(self.cost.stream);
        let code = Value::words(self.figures.currency.as_str());
        if self.ledger.is_foreign(self.input.currency.as_deref()) {
            let formula = Sheet::Income.at(income::CURRENCY, home);
            page.formula(row, CURRENCY, &style::worked_out(Kind::Words), &formula, &code)?;
        } else {
            page.label(row, CURRENCY, self.ledger.currency())?;
        }
        let tables = Tables::new(self.ledger);
        let cell = |column| Sheet::Inputs.at(column, tables.sale_costs.row(self.position));
        let (amount, percent) = (cell(MAIN), cell(SECOND));
        let (converted, converted_value) = self.converted(&tables, &amount);
        let (base, base_value) = self.base(&tables);
        let (is_given, has_percent) = (self.cost.amount.is_some(), self.cost.percent.is_some());
        let zero = Exact::zero();
        let given_value = if is_given { converted_value } else { has_percent.then(|| zero.clone()) };
        let part = |percent| base_value.as_ref().map(|base| base * &Exact::percent(percent));
        let part_value = self.cost.percent.map_or_else(|| is_given.then_some(zero), part);
        let number = style::worked_out(Kind::Money(""));
        let given = format!("IF(COUNT({amount})=0,IF(COUNT({percent})=0,\"-\",0),{converted})");
        page.formula(row, GIVEN, &number, &given, &Value::known(given_value.as_ref()))?;
        let brought =
            format!("IF(COUNT({percent})=0,IF(COUNT({amount})=0,\"-\",0),IF(COUNT({base})=1,{base}*{percent},\"-\"))");
        page.formula(row, BROUGHT, &number, &brought, &Value::known(part_value.as_ref()))?;
        let (left, right) = (at(GIVEN, row), at(BROUGHT, row));
        let together = given_value.zip(part_value).map(|(given, part)| &given + &part);
        let sum = format!("IF(COUNT({left},{right})=2,{left}+{right},\"-\")");
        page.formula(row, COUNTS, &number, &sum, &Value::known(together.as_ref()))
    }

    /// The amount in the currency of the stream, which is that of the plan where a rate leads there.
    fn converted(&self, tables: &Tables, amount: &str) -> (String, Option<Exact>) {
        let (own, stream) = (self.cost.currency.as_deref(), self.input.currency.as_deref());
        let (own, stream) = (Some(self.ledger.code(own)), Some(self.ledger.code(stream)));
        let given = self.cost.amount.map(Exact::from);
        let in_plan = match (tables.rate(self.ledger, own), self.ledger.rate(own)) {
            (Some(rate), Some((_, known))) => {
                let value = given.as_ref().zip(known).map(|(given, rate)| given * &rate);
                (format!("IF(COUNT({rate})=1,{amount}*{rate},\"-\")"), value)
            }
            _ => (amount.to_owned(), given.clone()),
        };
        let Some(rate) = tables.rate(self.ledger, stream) else { return in_plan };
        let same = own == stream;
        let apart = if same { amount } else { "\"-\"" };
        let value = if self.figures.counted { in_plan.1 } else { given.filter(|_| same) };
        (format!("IF(COUNT({rate})=1,{},{apart})", in_plan.0), value)
    }

    /// What a percentage is taken of: the price, or the whole deal behind it.
    fn base(&self, tables: &Tables) -> (String, Option<Exact>) {
        if !(self.input.commission && self.cost.base == Base::Ticket) {
            let price = Sheet::Income.at(income::PRICE, income::rows(self.ledger).row(self.cost.stream));
            return (price, self.figures.unit_price.clone());
        }
        let (factor, rate) = inputs::factor(self.ledger, tables, self.input.currency.as_deref());
        let deal = Sheet::Inputs.at(DEAL, tables.streams.row(self.cost.stream));
        let value = self.input.ticket.map(|ticket| &Exact::from(ticket) * &rate);
        // A factor of its own must not let an empty cell count as zero.
        let formula = if factor.is_empty() { deal } else { format!("IF(COUNT({deal})=1,{deal}{factor},\"-\")") };
        (formula, value)
    }
}

fn fixed(page: &mut Page, ledger: &Ledger<'_>, rows: Rows) -> Result<(), XlsxError> {
    let headings = ["Cost", "Paid every", "Currency", "Amount", "Brought to a month", "Counts a month"];
    page.section(rows.first - HEAD, "Fixed costs", &headings, 3)?;
    let tables = Tables::new(ledger);
    let number = style::worked_out(Kind::Money(""));
    for (position, (input, figures)) in ledger.costs(&ledger.fixed).into_iter().enumerate() {
        let (row, source) = (rows.row(position), tables.fixed.row(position));
        let (amount, period) = (Sheet::Inputs.at(MAIN, source), Sheet::Inputs.at(SECOND, source));
        given(page, ledger, row, input, &amount)?;
        let period_said = input.period.map_or("-", |period| period.phrase().trim_start_matches("a "));
        let formula = format!("IF({period}=\"\",\"-\",{period})");
        page.formula(row, ABOUT, &style::worked_out(Kind::Words), &formula, &Value::words(period_said))?;
        let monthly = format!(
            "IF(COUNT({amount})=0,\"-\",IF({period}=\"week\",{amount}*52/12,IF({period}=\"month\",{amount},\
             IF({period}=\"quarter\",{amount}/3,IF({period}=\"year\",{amount}/12,\"-\")))))"
        );
        let own = input.amount.zip(input.period).map(|(amount, period)| period.monthly(&amount.into()));
        page.formula(row, BROUGHT, &number, &monthly, &Value::known(own.as_ref()))?;
        counts(page, ledger, row, BROUGHT, input, counted(figures, figures.monthly.as_ref()))?;
    }
    let row = rows.row(ledger.fixed.len());
    let pay = Sheet::Inputs.at(MAIN, tables.fixed.row(ledger.fixed.len()));
    page.label(row, 0, "Founders' pay, all together")?;
    page.label(row, ABOUT, "month")?;
    page.label(row, CURRENCY, ledger.currency())?;
    let value = Value::known(ledger.figures.founders_pay.as_ref());
    for (column, source) in [(GIVEN, pay), (BROUGHT, at(GIVEN, row)), (COUNTS, at(BROUGHT, row))] {
        page.formula(row, column, &number, &format!("IF(COUNT({source})=1,{source},\"-\")"), &value)?;
    }
    total(page, ledger, rows, &ledger.figures.totals.fixed_costs, NOT_KNOWN)
}

/// The label of a cost, its currency and the amount as it was given.
fn given(page: &mut Page, ledger: &Ledger<'_>, row: u32, input: &CostInput, amount: &str) -> Result<(), XlsxError> {
    page.label(row, 0, &input.title)?;
    page.label(row, CURRENCY, ledger.code(input.currency.as_deref()))?;
    let formula = format!("IF(COUNT({amount})=1,{amount},\"-\")");
    let value = Value::known(input.amount.map(Exact::from).as_ref());
    page.formula(row, GIVEN, &style::worked_out(Kind::Money("")), &formula, &value)
}

fn counted<'f>(figures: &CostFigures, amount: Option<&'f Exact>) -> Option<&'f Exact> {
    amount.filter(|_| figures.counted)
}

/// What enters the totals: nothing while the rate of its currency is not known.
fn counts(
    page: &mut Page,
    ledger: &Ledger<'_>,
    row: u32,
    source: u16,
    input: &CostInput,
    value: Option<&Exact>,
) -> Result<(), XlsxError> {
    let source = at(source, row);
    let formula = match Tables::new(ledger).rate(ledger, input.currency.as_deref()) {
        Some(rate) => format!("IF(COUNT({source},{rate})=2,{source}*{rate},\"-\")"),
        None => format!("IF(COUNT({source})=1,{source},\"-\")"),
    };
    page.formula(row, COUNTS, &style::worked_out(Kind::Money("")), &formula, &Value::known(value))
}

/// The sum of what counts, and how many costs it holds.
fn total(page: &mut Page, ledger: &Ledger<'_>, rows: Rows, total: &Total, none: &str) -> Result<(), XlsxError> {
    let (row, range) = (rows.end(), rows.of(COUNTS));
    let bar = style::total(Kind::Words);
    page.words(row, 0, "Total", &bar)?;
    for column in [ABOUT, CURRENCY, GIVEN, BROUGHT] {
        page.words(row, column, "", &bar)?;
    }
    let formula = if total.of == 0 { "0".to_owned() } else { format!("IF(COUNT({range})=0,\"{none}\",SUM({range}))") };
    let money = style::total(Kind::Money(&ledger.inputs.currency));
    page.formula(row, COUNTS, &money, &formula, &Value::or(total.amount.as_ref(), Some(none)))?;
    page.words(row + 1, 0, "Costs that are known and counted", &style::hint())?;
    let count = style::worked_out(Kind::Of(total.of));
    page.formula(row + 1, COUNTS, &count, &format!("COUNT({range})"), &Value::count(total.known))
}

fn once(page: &mut Page, ledger: &Ledger<'_>, rows: Rows) -> Result<(), XlsxError> {
    let headings = ["Cost", "", "Currency", "Amount", "", "Counts once"];
    page.section(rows.first - HEAD, "One-off costs before the opening", &headings, 3)?;
    if ledger.once.is_empty() {
        page.nothing(rows.first, "No one-off cost is named.")?;
    }
    let tables = Tables::new(ledger);
    for (position, (input, figures)) in ledger.costs(&ledger.once).into_iter().enumerate() {
        let row = rows.row(position);
        given(page, ledger, row, input, &Sheet::Inputs.at(MAIN, tables.once.row(position)))?;
        counts(page, ledger, row, GIVEN, input, counted(figures, figures.once.as_ref()))?;
    }
    total(page, ledger, rows, &ledger.figures.totals.one_offs, NOT_KNOWN)
}
