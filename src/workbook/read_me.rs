//! The first sheet: what this is, which cells to change, and what is left out.

use super::book::Book;
use super::customers;
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

pub(super) fn page(facts: &Fact, book: &Book<'_>, reader: Option<&str>) -> Result<Page, XlsxError> {
    let made_on = facts.get("made_on").as_text().map(|day| format!(" as of {}", date(day))).unwrap_or_default();
    let hint = format!("The figures of the business plan{made_on}, to try out what a change does.");
    let mut page = Page::new(book.paint, Sheet::ReadMe, &venture(facts), &hint, &[26.0, 100.0])?;
    page.sheet().set_active(true);
    let mut row = 3;
    let follows = reader.map(|reader| what_follows(facts, reader)).unwrap_or_default();
    if !follows.is_empty() {
        row = part(&mut page, row, "What follows, when this was made", &follows)?;
    }
    let marked = row + 1;
    for (title, lines) in [("What to do", how_to(book)), ("The sheets", sheets(book)), ("What to know", notes(book))] {
        row = part(&mut page, row, title, &lines)?;
    }
    page.words(marked, 0, "like this", &style::input(Kind::Words))?;
    left_out(&mut page, row, book)?;
    Ok(page)
}

/// How much of what follows is said on the first sheet.
const SENTENCES: usize = 8;

/// What follows from the figures, what matters most to the reader first.
fn what_follows(facts: &Fact, reader: &str) -> Vec<Remark> {
    let insights = facts.get("insights");
    let weight = |insight: &Fact| match insight.get("weight").get(reader) {
        Fact::Whole(weight) => weight,
        _ => 0,
    };
    let mut weighed: Vec<(i64, String)> = insights
        .as_list()
        .iter()
        .filter(|insight| insight.get("proposes") != Fact::Bool(true))
        .filter_map(|insight| Some((weight(insight), insight.get("sentence").as_text()?.to_owned())))
        .filter(|(weight, _)| *weight > 0)
        .collect();
    weighed.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    weighed.into_iter().take(SENTENCES).map(|(_, sentence)| line("", sentence)).collect()
}

type Remark = (String, String);

fn line(name: &str, words: impl Into<String>) -> Remark {
    (name.to_owned(), words.into())
}

/// Writes lines under a title and gives the row for the next part.
fn part(page: &mut Page, row: u32, title: &str, lines: &[Remark]) -> Result<u32, XlsxError> {
    page.words(row, 0, title, &page.paint.section())?;
    let mut next = row + 1;
    for (name, words) in lines {
        page.wrapped(next, 0, name, &style::label().set_bold())?;
        page.wrapped(next, 1, words, &style::prose())?;
        next += 1;
    }
    Ok(next + 1)
}

fn how_to(book: &Book<'_>) -> Vec<Remark> {
    let mut lines = vec![
        line(
            "like this",
            "Cells of this colour hold what the founders said. They stand on the sheets Inputs and What if. Type another price there, and every other sheet follows.",
        ),
        line(
            "Empty cells",
            "An empty cell means that something is not known yet. It counts as unknown, not as zero; type 0 if you mean zero.",
        ),
        line(
            "Blue numbers",
            "Sales and costs of single months are worked out, and may be typed over where you know better.",
        ),
        line(
            "All other cells",
            "They hold formulas and are guarded against slips. The guard has no password: your program lifts it where it offers to unprotect the sheet.",
        ),
    ];
    if !book.tables.rates.entries.is_empty() {
        lines.push(line("Other currencies", "Without an exchange rate, amounts are kept apart and never added. Type the rate at the end of the sheet Inputs to count them."));
    }
    lines
}

fn sheets(book: &Book<'_>) -> Vec<Remark> {
    let mut lines = [
        ("Inputs", "Everything that was said: prices, sales, costs, staff, money from others, seasons, taxes. Each list has free rows."),
        ("Sales", "What is sold in each month, what it brings and what it costs directly."),
        ("Costs", "Fixed costs as they belong to the months and as they are paid; what is bought once, and how it is used up."),
        ("Staff", "The pay of the employed and of the founders."),
        ("Loans", "Every loan to its end: interest, repayment, what is owed."),
        ("Result", "What each year and month earns, with a chart of revenue against costs."),
        ("Cash", "What each year and month brings in and takes out, with a chart of the cash with and without what nobody has promised."),
        ("Break-even", "A usual month, and the sales at which nothing is lost: with the founders' pay, without it, and with the loans."),
        ("What if", "The same plan under one change each. Type other percentages there, or a change of your own."),
        ("Sources and uses", "Where the money comes from, what the loans cost, and what the money is for."),
        ("Ratios", "Margins and cover year by year, and the moments that matter."),
    ]
    .map(|(name, words)| line(name, words))
    .to_vec();
    if customers::are_known(book) {
        lines.push(line("Customers", "What one customer costs to win, and what one brings."));
    }
    lines
}

fn notes(book: &Book<'_>) -> Vec<Remark> {
    let mut lines = vec![
        line("Amounts", format!("They are in {}, without VAT, unless another currency is named.", book.currency())),
        line("Time", time(book)),
        line(
            "Contribution",
            "What sales leave after what they cost directly. It pays the fixed costs; what remains is profit.",
        ),
    ];
    if let Some(note) = book.figures.cash.ramp.note() {
        lines.push(line("Growth", format!("{}.", capitalised(note))));
    }
    if book.inputs.streams.is_empty() && book.inputs.costs.is_empty() {
        lines.push(line("Nothing to work out yet", "No income and no cost is known. Answer the questions about prices, sales and costs, and make this spreadsheet again."));
    }
    lines
}

/// What time means here, and what is left aside.
fn time(book: &Book<'_>) -> String {
    let inputs = book.inputs;
    let mut words =
        "A month is a twelfth of a year; a cost that is paid every week counts 52 times a year. Month 0 is before the opening.".to_owned();
    if inputs.start_month.is_none() {
        words.push_str(" The month of the opening is not known: month 1 counts as January for bills and taxes, and seasons are not applied.");
    }
    let has_vat =
        inputs.streams.iter().any(|stream| stream.vat.is_some()) || inputs.costs.iter().any(|cost| cost.vat.is_some());
    match (has_vat, inputs.tax_rate.is_some()) {
        (true, true) => {}
        (true, false) => words.push_str(" Tax on the profit is left aside."),
        (false, true) => words.push_str(" VAT is left aside."),
        (false, false) => words.push_str(" VAT and tax on the profit are left aside."),
    }
    words
}

fn left_out(page: &mut Page, row: u32, book: &Book<'_>) -> Result<(), XlsxError> {
    let figures = &book.figures;
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
