//! The sheet of what was said: the cells to change.

use super::ledger::{HEAD, Ledger, SaleCost, TOP};
use super::page::Page;
use super::place::{Rows, Sheet, at};
use super::style::{self, Kind};
use super::value::{Value, cell, percent_cell};
use crate::figures::{Base, Exact, Period};
use rust_xlsxwriter::XlsxError;

/// The columns. The first number of a line stands in `MAIN`, whatever the line is about.
pub(super) const LABEL: u16 = 0;
pub(super) const CURRENCY: u16 = 1;
pub(super) const RATE: u16 = 2;
pub(super) const MAIN: u16 = 3;
pub(super) const SECOND: u16 = 4;
pub(super) const THIRD: u16 = 5;
pub(super) const FOURTH: u16 = 6;
pub(super) const DEAL: u16 = 7;
pub(super) const KEPT: u16 = 8;

/// So many rows can still be read on one printed page.
const ONE_PAGE: u32 = 60;

/// How often a cost is paid, as the cell says it.
const PERIODS: [&str; 4] = ["week", "month", "quarter", "year"];

/// Where the tables of the sheet stand.
pub(super) struct Tables {
    pub(super) streams: Rows,
    pub(super) sale_costs: Rows,
    pub(super) fixed: Rows,
    pub(super) once: Rows,
    /// Start cash, month of full sales, sales of the first month.
    pub(super) start: Rows,
    pub(super) rates: Rows,
    pub(super) customers: Rows,
}

impl Tables {
    pub(super) fn new(ledger: &Ledger<'_>) -> Self {
        let after = |rows: Rows, count: usize| Rows::new(rows.end() + 1 + HEAD, count);
        let streams = ledger.stream_rows(TOP + HEAD);
        let sale_costs = after(streams, ledger.sale_costs.len());
        let fixed = after(sale_costs, ledger.fixed.len() + 1);
        let once = after(fixed, ledger.once.len());
        let start = after(once, 3);
        let rates = after(start, ledger.rates.len());
        let customers = if ledger.rates.is_empty() { rates } else { after(rates, 0) };
        let customers = Rows::new(customers.first, ledger.customers.len());
        Self { streams, sale_costs, fixed, once, start, rates, customers }
    }

    /// The cell that holds the rate of a foreign currency.
    pub(super) fn rate(&self, ledger: &Ledger<'_>, currency: Option<&str>) -> Option<String> {
        let (position, _) = ledger.rate(currency)?;
        Some(Sheet::Inputs.fixed(MAIN, self.rates.row(position)))
    }
}

pub(super) fn names(ledger: &Ledger<'_>) -> Vec<(&'static str, String)> {
    let start = Tables::new(ledger).start;
    let rows = ["Start_cash", "Full_sales_month", "First_month_sales"].into_iter().enumerate();
    let numbers = rows.map(|(position, name)| (name, Sheet::Inputs.fixed(MAIN, start.row(position))));
    numbers.chain([("Plan_currency", Sheet::Inputs.fixed(CURRENCY, start.row(0)))]).collect()
}

pub(super) fn page(ledger: &Ledger<'_>) -> Result<Page, XlsxError> {
    let tables = Tables::new(ledger);
    let widths = [42.0, 10.0, 10.0, 16.0, 16.0, 16.0, 16.0, 16.0, 12.0];
    let hint = "Change the coloured cells, and all other sheets follow. An empty cell means: not known yet.";
    let mut page = Page::new(Sheet::Inputs, "Inputs", hint, &widths)?;
    page.keep_in_sight(2, 1)?;
    if ledger.rates.is_empty() {
        page.sheet().set_column_hidden(RATE)?;
    }
    streams(&mut page, ledger, &tables)?;
    sale_costs(&mut page, ledger, &tables)?;
    fixed(&mut page, ledger, tables.fixed)?;
    once(&mut page, ledger, &tables)?;
    start(&mut page, ledger, tables.start)?;
    rates(&mut page, ledger, tables.rates)?;
    customers(&mut page, ledger, tables.customers)?;
    if tables.customers.end() < ONE_PAGE {
        page.sheet().set_print_fit_to_pages(1, 1);
    }
    page.sheet().set_selection(tables.streams.first, MAIN, tables.streams.first, MAIN)?;
    Ok(page)
}

fn streams(page: &mut Page, ledger: &Ledger<'_>, tables: &Tables) -> Result<(), XlsxError> {
    let rows = tables.streams;
    let mut headings = vec!["Stream", "Currency", "Rate", "Price of one sale", "Customers a month"];
    headings.extend(["Purchases of each a month", "Sales a month, where given directly"]);
    if ledger.has_commission() {
        headings.extend(["Whole deal", "Part kept"]);
    }
    page.section(rows.first - HEAD, "Income", &headings, 2)?;
    if ledger.inputs.streams.is_empty() {
        page.nothing(rows.first, "No revenue stream is named yet.")?;
    }
    for (position, stream) in ledger.inputs.streams.iter().enumerate() {
        let row = rows.row(position);
        let money = Kind::Money(ledger.code(stream.currency.as_deref()));
        currency(page, ledger, tables, row, &stream.title, stream.currency.as_deref())?;
        if stream.commission {
            page.words(row, MAIN, "of the deal", &style::worked_out(Kind::Count))?;
            page.input(row, DEAL, money, cell(stream.ticket))?;
            page.input(row, KEPT, Kind::TypedPercent, percent_cell(stream.rate))?;
        } else {
            page.input(row, MAIN, money, cell(stream.price))?;
        }
        page.input(row, SECOND, Kind::Count, cell(stream.customers))?;
        page.input(row, THIRD, Kind::Count, cell(stream.purchases))?;
        page.input(row, FOURTH, Kind::Count, cell(stream.units))?;
    }
    Ok(())
}

/// The label of a line, its currency, and the rate that leads from there to the currency of the plan.
fn currency(
    page: &mut Page,
    ledger: &Ledger<'_>,
    tables: &Tables,
    row: u32,
    title: &str,
    currency: Option<&str>,
) -> Result<(), XlsxError> {
    page.label(row, LABEL, title)?;
    page.label(row, CURRENCY, ledger.code(currency))?;
    let Some((position, rate)) = ledger.rate(currency) else { return Ok(()) };
    let source = at(MAIN, tables.rates.row(position));
    let formula = format!("IF(COUNT({source})=1,{source},\"none\")");
    page.formula(row, RATE, &style::worked_out(Kind::Rate), &formula, &Value::or(rate.as_ref(), Some("none")))
}

fn sale_costs(page: &mut Page, ledger: &Ledger<'_>, tables: &Tables) -> Result<(), XlsxError> {
    let rows = tables.sale_costs;
    let headings = ["Cost", "Currency", "Rate", "Amount a sale", "And a part", "Of", "For each sale of"];
    page.section(rows.first - HEAD, "What one sale costs", &headings, 2)?;
    if ledger.sale_costs.is_empty() {
        page.nothing(rows.first, "Nothing is sold yet, so no sale costs anything.")?;
    }
    for (position, cost) in ledger.sale_costs.iter().enumerate() {
        let row = rows.row(position);
        currency(page, ledger, tables, row, &cost.title, cost.currency.as_deref())?;
        page.input(row, MAIN, Kind::Money(ledger.code(cost.currency.as_deref())), cell(cost.amount))?;
        page.input(row, SECOND, Kind::TypedPercent, percent_cell(cost.percent))?;
        page.words(row, THIRD, base(ledger, cost), &style::worked_out(Kind::Count))?;
        let stream = ledger.inputs.streams.get(cost.stream).map_or("", |stream| stream.title.as_str());
        page.words(row, FOURTH, stream, &style::worked_out(Kind::Count).set_text_wrap())?;
    }
    Ok(())
}

fn base(ledger: &Ledger<'_>, cost: &SaleCost) -> &'static str {
    let commission = ledger.inputs.streams.get(cost.stream).is_some_and(|stream| stream.commission);
    match (commission, cost.base) {
        (true, Base::Ticket) => "the whole deal",
        (true, Base::Price) => "what is kept",
        (false, _) => "the price",
    }
}

fn fixed(page: &mut Page, ledger: &Ledger<'_>, rows: Rows) -> Result<(), XlsxError> {
    let tables = Tables::new(ledger);
    let headings = ["Cost", "Currency", "Rate", "Amount", "Paid every"];
    page.section(rows.first - HEAD, "Fixed costs", &headings, 2)?;
    for (position, (cost, _)) in ledger.costs(&ledger.fixed).into_iter().enumerate() {
        let row = rows.row(position);
        currency(page, ledger, &tables, row, &cost.title, cost.currency.as_deref())?;
        page.input(row, MAIN, Kind::Money(ledger.code(cost.currency.as_deref())), cell(cost.amount))?;
        page.choice(row, SECOND, &PERIODS, cost.period.map(period))?;
    }
    let row = rows.row(ledger.fixed.len());
    currency(page, ledger, &tables, row, "Founders' pay, all together", None)?;
    page.input(
        row,
        MAIN,
        Kind::Money(ledger.currency()),
        cell(ledger.inputs.founders_pay.first().map(|step| step.amount)),
    )?;
    page.words(row, SECOND, "month", &style::worked_out(Kind::Count))
}

fn period(period: Period) -> &'static str {
    match period {
        Period::Weekly => "week",
        Period::Monthly => "month",
        Period::Quarterly => "quarter",
        Period::Yearly => "year",
    }
}

fn once(page: &mut Page, ledger: &Ledger<'_>, tables: &Tables) -> Result<(), XlsxError> {
    let rows = tables.once;
    page.section(rows.first - HEAD, "One-off costs before the opening", &["Cost", "Currency", "Rate", "Amount"], 2)?;
    if ledger.once.is_empty() {
        page.nothing(rows.first, "No one-off cost is named.")?;
    }
    for (position, (cost, _)) in ledger.costs(&ledger.once).into_iter().enumerate() {
        let row = rows.row(position);
        currency(page, ledger, tables, row, &cost.title, cost.currency.as_deref())?;
        page.input(row, MAIN, Kind::Money(ledger.code(cost.currency.as_deref())), cell(cost.amount))?;
    }
    Ok(())
}

fn start(page: &mut Page, ledger: &Ledger<'_>, rows: Rows) -> Result<(), XlsxError> {
    let inputs = ledger.inputs;
    page.section(rows.first - HEAD, "The start", &["", "", "", "Value"], 2)?;
    let months = inputs.ramp_months.map(f64::from);
    let lines = [
        (
            "Money at hand before anything is paid",
            Kind::Money(ledger.currency()),
            ledger.figures.cash.start.as_ref().and_then(|start| cell(start.to_decimal(2))),
        ),
        ("Month that first sees normal sales", Kind::Whole, months),
        ("Sales of the first month, as a part of those", Kind::TypedPercent, percent_cell(inputs.ramp_start)),
    ];
    for (position, (label, kind, number)) in lines.into_iter().enumerate() {
        page.label(rows.row(position), LABEL, label)?;
        page.input(rows.row(position), MAIN, kind, number)?;
    }
    page.label(rows.row(0), CURRENCY, ledger.currency())
}

fn rates(page: &mut Page, ledger: &Ledger<'_>, rows: Rows) -> Result<(), XlsxError> {
    if ledger.rates.is_empty() {
        return Ok(());
    }
    let worth = format!("What one is worth in {}", ledger.currency());
    page.section(rows.first - HEAD, "Exchange rates", &["Currency", "", "", &worth], 2)?;
    for (position, (code, rate)) in ledger.rates.iter().enumerate() {
        page.label(rows.row(position), LABEL, code)?;
        page.input(rows.row(position), MAIN, Kind::Rate, cell(*rate))?;
    }
    Ok(())
}

fn customers(page: &mut Page, ledger: &Ledger<'_>, rows: Rows) -> Result<(), XlsxError> {
    if ledger.customers.is_empty() {
        return Ok(());
    }
    let headings = ["Stream", "Currency", "", "New customers a month", "Cost of winning them"];
    let headings = [&headings[..], &["Customers lost a month"]].concat();
    page.section(rows.first - HEAD, "Winning and keeping customers", &headings, 2)?;
    let streams = ledger.customers.iter().filter_map(|position| ledger.stream(*position));
    for (position, (stream, _)) in streams.enumerate() {
        let row = rows.row(position);
        let code = ledger.code(stream.currency.as_deref());
        page.label(row, LABEL, &stream.title)?;
        page.label(row, CURRENCY, code)?;
        page.input(row, MAIN, Kind::Count, cell(stream.new_customers))?;
        page.input(row, SECOND, Kind::Money(code), cell(stream.acquisition_cost))?;
        page.input(row, THIRD, Kind::TypedPercent, percent_cell(stream.monthly_loss))?;
    }
    Ok(())
}

/// What was said and is taken over: the amount in a currency, which counts in that of the plan where a rate is known.
pub(super) fn factor(ledger: &Ledger<'_>, tables: &Tables, currency: Option<&str>) -> (String, Exact) {
    match (tables.rate(ledger, currency), ledger.rate(currency)) {
        (Some(cell), Some((_, rate))) => {
            (format!("*IF(COUNT({cell})=1,{cell},1)"), rate.unwrap_or_else(|| Exact::whole(1)))
        }
        _ => (String::new(), Exact::whole(1)),
    }
}
