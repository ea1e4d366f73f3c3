//! The first sheet: what this is, which cells to change, and what is left out.

use super::ledger::Ledger;
use super::page::Page;
use super::place::Sheet;
use super::style::{self, Kind};
use super::value::clean;
use crate::amounts::date;
use crate::fact::Fact;
use crate::words::{capitalised, listed};
use rust_xlsxwriter::XlsxError;

/// The venture, as it is called.
pub(super) fn venture(facts: &Fact) -> String {
    match facts.get("walk").get("name").as_text() {
        Some(name) if !name.trim().is_empty() => name.to_owned(),
        _ => "A venture without a name yet".to_owned(),
    }
}

pub(super) fn page(facts: &Fact, ledger: &Ledger<'_>) -> Result<Page, XlsxError> {
    let made_on = facts.get("made_on").as_text().map(|day| format!(" as of {}", date(day))).unwrap_or_default();
    let hint = format!("The figures of the business plan{made_on}, to try out what a change does.");
    let mut page = Page::new(Sheet::ReadMe, &venture(facts), &hint, &[26.0, 100.0])?;
    page.sheet().set_active(true);
    let mut row = 3;
    for (title, lines) in
        [("What to do", how_to(ledger)), ("The sheets", sheets(ledger)), ("What to know", notes(ledger))]
    {
        row = part(&mut page, row, title, &lines)?;
    }
    page.words(4, 0, "like this", &style::input(Kind::Words))?;
    left_out(&mut page, row, ledger)?;
    Ok(page)
}

type Remark = (String, String);

fn line(name: &str, words: impl Into<String>) -> Remark {
    (name.to_owned(), words.into())
}

/// Writes lines under a title and gives the row for the next part.
fn part(page: &mut Page, row: u32, title: &str, lines: &[Remark]) -> Result<u32, XlsxError> {
    page.words(row, 0, title, &style::section())?;
    let mut next = row + 1;
    for (name, words) in lines {
        page.wrapped(next, 0, name, &style::label().set_bold())?;
        page.wrapped(next, 1, words, &style::prose())?;
        next += 1;
    }
    Ok(next + 1)
}

fn how_to(ledger: &Ledger<'_>) -> Vec<Remark> {
    let mut lines = vec![
        line(
            "like this",
            "Cells of this colour hold what the founders said. They stand on the sheet Inputs. Type another price there, and every other sheet follows.",
        ),
        line(
            "Empty cells",
            "An empty cell means that something is not known yet. It counts as unknown, not as zero; type 0 if you mean zero.",
        ),
        line(
            "All other cells",
            "They hold formulas and are guarded against slips. The guard has no password: your program lifts it where it offers to unprotect the sheet.",
        ),
    ];
    if !ledger.rates.is_empty() {
        lines.push(line("Other currencies", "Without an exchange rate, amounts are kept apart and never added. Type the rate at the end of Inputs to count them."));
    }
    lines
}

fn sheets(ledger: &Ledger<'_>) -> Vec<Remark> {
    let mut lines = vec![
        line("Inputs", "Prices, sales, costs, the money at hand, and how sales grow after the opening."),
        line("Income", "What each stream brings and leaves in a normal month, and its share of the revenue."),
        line("Costs", "What each sale costs, what is paid every month, and what is paid once."),
        line("Break-even", "The profit of a normal month, and the sales at which nothing is lost."),
        line("Cash", "The money at the end of each of the first 36 months, with a chart, and the months that matter."),
    ];
    if !ledger.customers.is_empty() {
        lines.push(line("Customers", "What one customer costs to win, and what one brings."));
    }
    lines
}

fn notes(ledger: &Ledger<'_>) -> Vec<Remark> {
    let mut lines = vec![
        line("Amounts", format!("They are in {}, without VAT, unless another currency is named.", ledger.currency())),
        line(
            "Time",
            "A month is a twelfth of a year; a cost that is paid every week counts 52 times a year. Money is taken to come and go in the month of the sale or the bill, and taxes on income are left aside.",
        ),
        line(
            "Contribution",
            "What sales leave after what they cost directly. It pays the fixed costs; what remains is profit.",
        ),
    ];
    if let Some(note) = ledger.figures.cash.ramp.note() {
        lines.push(line("Growth", format!("{}.", capitalised(note))));
    }
    if ledger.inputs.streams.is_empty() && ledger.inputs.costs.is_empty() {
        lines.push(line("Nothing to work out yet", "No income and no cost is known. Answer the questions about prices, sales and costs, and make this spreadsheet again."));
    }
    lines
}

fn left_out(page: &mut Page, row: u32, ledger: &Ledger<'_>) -> Result<(), XlsxError> {
    let figures = &ledger.figures;
    let unknown = figures.incomplete.iter().map(|item| line(&clean(&item.title), capitalised(&item.why)));
    let no_rate =
        figures.without_rate.iter().map(|item| line(&clean(&item.title), format!("No exchange rate for {}", item.why)));
    let mut lines: Vec<Remark> = unknown.chain(no_rate).collect();
    let totals =
        [("founders' pay", figures.founders_pay.is_none()), ("the money at hand", figures.cash.start.is_none())];
    let missing: Vec<&str> = totals.iter().filter(|(_, missing)| *missing).map(|(name, _)| *name).collect();
    if !missing.is_empty() {
        lines.push(line("Not known yet", capitalised(&listed(&missing))));
    }
    if lines.is_empty() {
        lines.push(line("Nothing", "Every amount that was asked for is known."));
    }
    part(page, row, "What is left out of the totals, when this was made", &lines)?;
    Ok(())
}
