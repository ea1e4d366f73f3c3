//! The sheet of what was said: the cells to change, each with a name.

use super::book::Book;
use super::page::Page;
use super::place::Sheet;
use super::style::{self, Kind};
use super::tables::{CURRENCY, Entry, List, NAME, RATE, Shape, Table, Typed, rate, whole_shape};
use super::usual;
use super::value::Value;
use rust_xlsxwriter::XlsxError;

/// What is said where an amount has no rate that leads to the currency of the plan.
pub(super) const NO_RATE: &str = "no exchange rate";

pub(super) fn page(book: &Book<'_>) -> Result<Page, XlsxError> {
    let most = book.tables.all().iter().map(|table| table.missing()).max().unwrap_or_default();
    let widths: Vec<f64> =
        [42.0, 10.0, 10.0].into_iter().chain(std::iter::repeat_n(16.0, usize::from(most) - 2)).collect();
    let hint = "Change the coloured cells, and all other sheets follow. An empty cell means: not known yet. \
                Free rows count as soon as they have a name.";
    let mut page = Page::new(book.paint, Sheet::Inputs, "Inputs", hint, &widths)?;
    page.keep_in_sight(2, 1)?;
    if book.tables.rates.entries.is_empty() {
        page.sheet().set_column_hidden(CURRENCY)?;
        page.sheet().set_column_hidden(RATE)?;
    }
    for table in book.tables.all() {
        write(&mut page, book, table)?;
    }
    let first = &book.tables.streams;
    page.sheet().set_selection(first.rows.first, first.column("price"), first.rows.first, first.column("price"))?;
    Ok(page)
}

fn write(page: &mut Page, book: &Book<'_>, table: &Table) -> Result<(), XlsxError> {
    let (row, words) = (table.rows.first - 2, if table.abroad { ["Currency", "Rate"] } else { ["", ""] });
    let fields = table.fields.iter().map(|(_, heading, _)| heading.as_str());
    let headings: Vec<&str> =
        std::iter::once(table.called).chain(words).chain(fields).chain(std::iter::once("What is missing")).collect();
    page.section(row, table.title, &headings, 2)?;
    if !says_what_is_missing(table.list) {
        page.words(row + 1, table.missing(), "", &page.paint.heading(true))?;
    }
    for slot in 0..table.slots() {
        entry(page, book, table, slot)?;
    }
    Ok(())
}

fn entry(page: &mut Page, book: &Book<'_>, table: &Table, slot: usize) -> Result<(), XlsxError> {
    let row = table.rows.row(slot);
    let said = table.entries.get(slot);
    match table.list {
        List::Seasons | List::Whole => page.label(row, NAME, said.map_or("", |entry| &entry.name))?,
        List::Points => {
            let (label, value) = super::book::named(&book.tables.streams, slot);
            page.formula(row, NAME, &style::worked_out(Kind::Words), &label, &value)?;
        }
        _ => page.typed_words(row, NAME, said.map(|entry| entry.name.as_str()))?,
    }
    if table.abroad {
        currency(page, book, table, slot, said)?;
    }
    for (position, (id, _, shape)) in table.fields.iter().enumerate() {
        let column = table.column(id);
        let shape = if table.list == List::Whole { whole_shape(slot) } else { *shape };
        let typed = said.and_then(|entry| entry.cells.get(position));
        match (shape, typed) {
            (Shape::Number(kind), Some(Typed::Number(number))) => page.input(row, column, kind, *number)?,
            (Shape::Number(kind), _) => page.input(row, column, kind, None)?,
            (Shape::Choice(choices), Some(Typed::Words(chosen))) => {
                page.choice(row, column, choices, chosen.as_deref())?;
            }
            (Shape::Choice(choices), _) => page.choice(row, column, choices, None)?,
            (Shape::Words, Some(Typed::Words(words))) => page.typed_words(row, column, words.as_deref())?,
            (Shape::Words, _) => page.typed_words(row, column, None)?,
        }
    }
    if says_what_is_missing(table.list) {
        let (formula, value) = missing(book, table, slot);
        page.remark(row, table.missing(), &formula, &value)?;
    }
    Ok(())
}

/// The currency of an entry, and the rate that leads from there to the currency of the plan.
fn currency(
    page: &mut Page,
    book: &Book<'_>,
    table: &Table,
    slot: usize,
    said: Option<&Entry>,
) -> Result<(), XlsxError> {
    let row = table.rows.row(slot);
    let code = said.and_then(|entry| entry.currency.as_deref());
    page.typed_words(row, CURRENCY, code)?;
    let (cell, rates) = (table.cell("currency", slot), &book.tables.rates);
    let found = format!("INDEX({},MATCH({cell},{},0))", rates.all("worth"), rates.all("name"));
    let formula =
        format!("IF(OR({cell}=\"\",{cell}=Plan_currency),1,IFERROR(IF({found}>0,{found},\"none\"),\"none\"))");
    let value = Value::or(rate(book.inputs, code).as_ref(), Some("none"));
    page.formula(row, RATE, &style::worked_out(Kind::Rate), &formula, &value)
}

fn says_what_is_missing(list: List) -> bool {
    use List::{Fixed, Loose, OfIncome, Once, SaleCosts, Staff, Streams};
    matches!(list, Streams | SaleCosts | Fixed | Staff | OfIncome | Once | Loose)
}

/// What is missing of an entry before it can be counted: the formula, and what it says.
fn missing(book: &Book<'_>, table: &Table, slot: usize) -> (String, String) {
    if table.list == List::Streams {
        return (Sheet::BreakEven.cell(usual::MISSING, usual::stream_rows(book).row(slot)), usual::missing(book, slot));
    }
    let cell = |field: &str| table.cell(field, slot);
    let is_open = |field: &str| format!("COUNT({})=0", cell(field));
    let amount = "amount not known";
    let mut open: Vec<(String, &str)> = match table.list {
        List::SaleCosts => {
            let streams = &book.tables.streams;
            let of =
                format!("IF({},TRUE,IFERROR(INDEX({},{})=\"\",TRUE))", is_open("of"), streams.all("name"), cell("of"));
            let none = format!("COUNT({},{})=0", cell("amount"), cell("part"));
            vec![(of, "revenue stream not known"), (none, amount)]
        }
        List::Fixed => {
            vec![(is_open("amount"), amount), (format!("{}=\"\"", cell("every")), "how often it is paid not known")]
        }
        List::OfIncome => vec![(is_open("part"), "part of income not known")],
        List::Loose => vec![("TRUE".to_owned(), "kind of cost not known")],
        _ => vec![(is_open("amount"), amount)],
    };
    if table.abroad && table.list != List::Loose {
        open.push((format!("AND(COUNT({})=1,{})", cell("amount"), is_open("rate")), NO_RATE));
    }
    let formula =
        open.iter().rev().fold("\"\"".to_owned(), |rest, (holds, words)| format!("IF({holds},\"{words}\",{rest})"));
    let costs = book.costs_of(table.list);
    let value = costs.get(slot).map(|(input, figures)| {
        let no_rate = input.amount.is_some() && rate(book.inputs, input.currency.as_deref()).is_none();
        figures.missing.unwrap_or(if no_rate { NO_RATE } else { "" })
    });
    (format!("IF({}=\"\",\"\",{formula})", cell("name")), value.unwrap_or_default().to_owned())
}

/// How many entries of all lists hold conclusions back, as a formula; streams say for themselves what that means. A cost
/// that is due at any sales, and of which nobody knows how much it is, is left out of all results instead.
pub(super) fn open_costs(book: &Book<'_>) -> String {
    let lists = book.tables.all().into_iter().filter(|table| table.list != List::Streams);
    let each = lists.filter(|table| says_what_is_missing(table.list)).map(|table| match table.list {
        List::Fixed | List::Staff | List::Once => without_rate(table),
        _ => format!("SUMPRODUCT(({}<>\"\")*1)", Sheet::Inputs.rows(table.missing(), table.rows)),
    });
    each.collect::<Vec<_>>().join("+")
}

/// How many costs that are due every month are in a currency without a rate, as a formula.
pub(super) fn unrated_fixed(book: &Book<'_>) -> String {
    [&book.tables.fixed, &book.tables.staff].map(without_rate).join("+")
}

fn without_rate(table: &Table) -> String {
    format!("SUMPRODUCT(({}=\"{NO_RATE}\")*1)", Sheet::Inputs.rows(table.missing(), table.rows))
}

/// How many costs belong nowhere, as a formula.
pub(super) fn loose_costs(book: &Book<'_>) -> String {
    let (sale, loose) = (&book.tables.sale_costs, &book.tables.loose);
    format!(
        "SUMPRODUCT(({}=\"revenue stream not known\")*1)+SUMPRODUCT(({}<>\"\")*1)",
        Sheet::Inputs.rows(sale.missing(), sale.rows),
        Sheet::Inputs.rows(loose.missing(), loose.rows)
    )
}

/// Every input cell with its name.
pub(super) fn names(book: &Book<'_>) -> Vec<(String, String)> {
    let mut names = Vec::new();
    for table in book.tables.all() {
        let is_named = !matches!(table.list, List::Points | List::Seasons | List::Whole);
        let own = [is_named.then_some("name"), table.abroad.then_some("currency")];
        for slot in 0..table.slots() {
            let fields = table.fields.iter().map(|(id, ..)| id.as_ref());
            for field in own.iter().flatten().copied().chain(fields) {
                names.push((table.name(field, slot), table.cell(field, slot)));
            }
        }
    }
    names
}
