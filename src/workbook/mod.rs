//! The figures as a spreadsheet with live formulas: what was said stands in marked cells, and everything that follows
//! is worked out from them again whenever one of them changes.
//!
//! The home of `rust_xlsxwriter`. Each formula carries its result as canvass worked it out, exactly, so that a viewer
//! that does not calculate shows the right numbers too. An empty input means that it is not known; what is not known
//! is a dash or a word, never a zero, and no formula adds it.

mod book;
mod charts;
mod costs;
mod course;
mod customers;
mod inputs;
mod lines;
mod listing;
mod page;
mod place;
mod ratios;
mod read_me;
mod sales;
mod sources;
mod style;
mod tables;
mod usual;
mod value;
mod what_if;

pub use listing::{Entry, Held, ListedColumn, Listing, Mark, listings};

use crate::bank::style::Colour;
use crate::diagnostic::Diagnostic;
use crate::fact::Fact;
use crate::figures::Inputs;
use book::Book;
use place::Sheet;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use style::Paint;

/// The figures of a plan as the bytes of a workbook.
///
/// The facts give the name of the venture, the date and what follows from the figures; the numbers come from the inputs. For
/// a reader, by the id of one of the bank's, what it comes to stands before what was said, and what matters most to that
/// reader is said first. Titles, headings and tabs take the accent of the style.
///
/// # Errors
/// A number that no figure can be made of, or more than a spreadsheet can hold.
pub fn spreadsheet(
    facts: &Fact,
    inputs: &Inputs,
    reader: Option<&str>,
    accent: Option<Colour>,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let book = Book::new(inputs, Paint::of(accent)).map_err(|refusal| {
        let problem = Diagnostic::error("figures-refused", refusal.to_string());
        vec![problem.help("correct the answer, then make the spreadsheet again")]
    })?;
    written(facts, &book, reader).map_err(|error| {
        let problem = Diagnostic::error("spreadsheet", format!("the figures do not fit into a spreadsheet: {error}"));
        vec![problem.help("`canvass figures` shows them as text")]
    })
}

fn written(facts: &Fact, book: &Book<'_>, reader: Option<&str>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(facts));
    workbook.push_worksheet(read_me::page(facts, book, reader)?.finished()?);
    let said = vec![
        inputs::page(book)?,
        sales::page(book, Sheet::Sales)?,
        costs::page(book)?,
        costs::staff_page(book)?,
        sources::loans_page(book)?,
    ];
    let found = vec![
        course::result_page(book)?,
        course::cash_page(book)?,
        usual::page(book)?,
        what_if::page(book)?,
        sources::page(book)?,
        ratios::page(book)?,
    ];
    let mut pages: Vec<page::Page> = match reader {
        Some(_) => found.into_iter().rev().chain(said).collect(),
        None => said.into_iter().chain(found).collect(),
    };
    if customers::are_known(book) {
        pages.push(customers::page(book)?);
    }
    for page in pages {
        workbook.push_worksheet(page.finished()?);
    }
    let changed = book.changes.iter().enumerate();
    let changed = changed.map(|(number, (title, change))| course::changed_page(book, number, title, change));
    for page in std::iter::once(sales::page(book, Sheet::Slower)).chain(changed) {
        let mut sheet = page?.finished()?;
        sheet.set_hidden(true);
        workbook.push_worksheet(sheet);
    }
    for (name, place) in names(book) {
        workbook.define_name(name, &format!("={place}"))?;
    }
    workbook.save_to_buffer()
}

/// The names of cells, and where they stand: every input, and what formulas call by a name.
fn names(book: &Book<'_>) -> Vec<(String, String)> {
    let results = usual::names().into_iter().chain(ratios::names()).chain(sources::names(book));
    let results = results.map(|(name, place)| (name.to_owned(), place));
    inputs::names(book).into_iter().chain(what_if::names(book)).chain(results).collect()
}

fn properties(facts: &Fact) -> DocProperties {
    let title = value::clean(&read_me::venture(facts));
    let properties = DocProperties::new()
        .set_title(limited(&title))
        .set_subject("Revenue, costs, loans, break-even, what if, and the cash month by month")
        .set_keywords("business plan, figures")
        .set_author("canvass");
    // Without a date of its own the library takes that of the clock, and no two files would be the same.
    let made_on = facts.get("made_on").as_text().map(str::to_owned).unwrap_or_default();
    let date = ExcelDateTime::parse_from_str(&made_on).or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1));
    match date {
        Ok(date) => properties.set_creation_datetime(&date),
        Err(_) => properties,
    }
}

/// Properties hold 255 characters.
fn limited(text: &str) -> String {
    text.chars().take(255).collect()
}
