//! The figures as a spreadsheet with live formulas: what was said stands in marked cells, and everything that follows
//! is worked out from them again whenever one of them changes.
//!
//! The home of `rust_xlsxwriter`. Each formula carries its result as canvass worked it out, exactly, so that a viewer
//! that does not calculate shows the right numbers too. An empty input means that it is not known; what is not known
//! is a dash or a word, never a zero, and no formula adds it.

mod apart;
mod break_even;
mod cash;
mod costs;
mod customers;
mod income;
mod inputs;
mod ledger;
mod listing;
mod page;
mod place;
mod read_me;
mod style;
mod turning_points;
mod value;

pub use listing::{Entry, Held, ListedColumn, Listing, Mark, listings};

use crate::diagnostic::Diagnostic;
use crate::fact::Fact;
use crate::figures::Inputs;
use ledger::Ledger;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// The figures of a plan as the bytes of a workbook.
///
/// The facts give the name of the venture and the date; the numbers come from the inputs.
///
/// # Errors
/// A number that no figure can be made of, or more than a spreadsheet can hold.
pub fn spreadsheet(facts: &Fact, inputs: &Inputs) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let inputs = ledger::usual_month(inputs);
    let ledger = Ledger::new(&inputs).map_err(|refusal| {
        let problem = Diagnostic::error("figures-refused", refusal.to_string());
        vec![problem.help("correct the answer, then make the spreadsheet again")]
    })?;
    written(facts, &ledger).map_err(|error| {
        let problem = Diagnostic::error("spreadsheet", format!("the figures do not fit into a spreadsheet: {error}"));
        vec![problem.help("`canvass figures` shows them as text")]
    })
}

fn written(facts: &Fact, ledger: &Ledger<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(facts));
    let mut pages = vec![
        read_me::page(facts, ledger)?,
        inputs::page(ledger)?,
        income::page(ledger)?,
        costs::page(ledger)?,
        break_even::page(ledger)?,
        cash::page(ledger)?,
    ];
    if !ledger.customers.is_empty() {
        pages.push(customers::page(ledger)?);
    }
    for page in pages {
        workbook.push_worksheet(page.finished()?);
    }
    for (name, place) in names(ledger) {
        workbook.define_name(name, &format!("={place}"))?;
    }
    workbook.save_to_buffer()
}

/// The names that formulas use, and where they stand.
fn names(ledger: &Ledger<'_>) -> Vec<(&'static str, String)> {
    let mut names = inputs::names(ledger);
    names.extend(income::names(ledger));
    names.extend(costs::names(ledger));
    names.extend(break_even::names());
    names.extend(turning_points::names());
    names
}

fn properties(facts: &Fact) -> DocProperties {
    let title = value::clean(&read_me::venture(facts));
    let properties = DocProperties::new()
        .set_title(limited(&title))
        .set_subject("Revenue, costs, break-even and 36 months of cash")
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
