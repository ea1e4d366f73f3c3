//! The sheet of what is sold month by month, and the hidden one of the same when growth takes twice as long.

use super::book::{Book, named};
use super::lines::{LINES, Line, Look, MONTH, Months, Years, line, over_time, plain};
use super::page::Page;
use super::place::{BEFORE, HERE, Rows, Sheet};
use super::style::{self, Kind};
use super::tables::own_season;
use super::usual::{Unit, between, comes_back, customers_after, points};
use super::value::{NOTHING, Value};
use crate::figures::{self, Exact, StreamFigures};
use rust_xlsxwriter::XlsxError;
use rust_xlsxwriter::utility::column_number_to_name;

/// The rows that all sheets look up: the calendar month, and its sales as a part of usual ones.
const CALENDAR: u32 = LINES;
const SEASON: u32 = LINES + 1;

/// The blocks of lines, each with a line for every stream.
#[derive(Clone, Copy, Debug)]
pub(super) enum Block {
    Units,
    Revenue,
    Direct,
    /// The revenue in the month it is billed: that of many months at once where customers pay ahead.
    Billed,
    /// Of that, what comes in, with VAT, in the month it is paid.
    Receipts,
}

pub(super) fn rows(book: &Book<'_>, block: Block) -> Rows {
    let count = book.tables.streams.rows.count;
    let position = match block {
        Block::Units => 0,
        Block::Revenue => 1,
        Block::Direct => 2,
        Block::Billed => 3,
        Block::Receipts => 4,
    };
    Rows { first: SEASON + 3 + position * (count + 3), count }
}

/// The calendar month in the column of a formula; month 1 counts as January where the start is not known.
pub(super) fn calendar() -> String {
    Sheet::Sales.here(CALENDAR)
}

/// The receipts of all streams, from month 1 on.
pub(super) fn all_receipts(book: &Book<'_>, sheet: Sheet) -> String {
    sheet.block(book.months.from(1), rows(book, Block::Receipts))
}

/// What if looks no further than the turning points do.
fn months(book: &Book<'_>, sheet: Sheet) -> Months {
    if sheet == Sheet::Slower { book.months_ahead() } else { book.months }
}

pub(super) fn page(book: &Book<'_>, sheet: Sheet) -> Result<Page, XlsxError> {
    let slower = sheet == Sheet::Slower;
    let (title, hint) = if slower {
        ("Sales when growth takes twice as long", "What the sheet What if goes by.")
    } else {
        ("Sales by month", "What is sold in each month, without VAT. Blue numbers may be typed over in any month.")
    };
    let mut page = over_time(book.paint, sheet, title, hint, months(book, sheet), book.inputs.start_month)?;
    if !slower {
        headings(&mut page, book)?;
    }
    for (block, title) in [
        (Block::Units, "Sales, in number"),
        (Block::Revenue, "Revenue"),
        (Block::Direct, "What these sales cost directly"),
        (Block::Billed, "Revenue, in the month it is billed; of what is paid ahead, all months at once"),
        (Block::Receipts, "Receipts, with VAT, in the month they are paid"),
    ] {
        let rows = rows(book, block);
        page.words(rows.first - 1, 0, title, &page.paint.section())?;
        for slot in 0..book.tables.streams.slots() {
            stream(&mut page, book, sheet, block, slot)?;
        }
        if !slower && !matches!(block, Block::Units) {
            total(&mut page, book, block)?;
        }
    }
    Ok(page)
}

fn headings(page: &mut Page, book: &Book<'_>) -> Result<(), XlsxError> {
    page.words(CALENDAR, 0, "Calendar month; without a start, month 1 counts as January", &style::hint())?;
    let calendar = |month| Value::number(book.figures.calendar(month));
    let own = Line {
        kind: Kind::Whole,
        look: Look::Quiet,
        years: Years::Nothing,
        ..plain(format!("MOD(IF(COUNT(Start_month)=1,Start_month,1)+10+{MONTH},12)+1"), &calendar)
    };
    line(page, book.months, CALENDAR, &own)?;
    page.words(SEASON, 0, "Season, as a part of a usual month", &style::hint())?;
    let level = format!("INDEX({},{HERE}${})", book.tables.seasons.all("level"), CALENDAR + 1);
    let season = |month| {
        let known = book.inputs.start_month.filter(|start| (1..=12).contains(start));
        let mut of_all = book.inputs.seasons.iter().filter(|season| known.is_some() && season.streams.is_empty());
        let own = of_all.find(|season| season.month == book.figures.calendar(month));
        Value::Number(own.map_or_else(|| Exact::whole(1), |season| Exact::percent(season.level)))
    };
    let own = Line {
        kind: Kind::Percent,
        look: Look::Quiet,
        years: Years::Nothing,
        ..plain(format!("IF(OR(COUNT(Start_month)=0,COUNT({level})=0),1,{level})"), &season)
    };
    line(page, book.months, SEASON, &own)
}

fn stream(page: &mut Page, book: &Book<'_>, sheet: Sheet, block: Block, slot: usize) -> Result<(), XlsxError> {
    let (slower, months) = (sheet == Sheet::Slower, months(book, sheet));
    let row = rows(book, block).row(slot);
    let (label, name) = named(&book.tables.streams, slot);
    page.formula(row, 0, &style::worked_out(Kind::Words), &label, &name)?;
    let unit = Unit::new(book, slot);
    let sold = format!("{HERE}{}", rows(book, Block::Units).row(slot) + 1);
    let of_sold = |each: &str| format!("IF(COUNT({sold})=0,{sold},{sold}*{each})");
    let value = |month: u32| of_month(book, slower, block, slot, month);
    let line_of = |block| sheet.block(months.from(1), Rows { first: rows(book, block).row(slot), count: 1 });
    let mut opening = None;
    let kind = if matches!(block, Block::Units) { Kind::Sales } else { Kind::Flow };
    let formula = match block {
        Block::Units => units(book, slower, slot, &unit),
        Block::Revenue => of_sold(&unit.price),
        Block::Direct => of_sold(&unit.cost),
        Block::Billed => {
            let earned = format!("{HERE}{}", rows(book, Block::Revenue).row(slot) + 1);
            let Unit { bill_months: on_bill, billed_after: is_after, first, .. } = &unit;
            // The months of the bill so far, of a row, up to a column.
            let months_of_bill = |row: u32, last: &str| {
                let from = column_number_to_name(months.month(1));
                let is_on_it = format!("(${from}$5:{last}$5>{MONTH}-{on_bill})");
                format!("SUMPRODUCT({is_on_it}*${from}{row}:{last}{row})")
            };
            let covered = months_of_bill(row + 1, BEFORE);
            let together = months_of_bill(rows(book, Block::Revenue).row(slot) + 1, HERE);
            let is_last = format!("AND({MONTH}>={first},MOD({MONTH}-{first}+1,{on_bill})=0)");
            let after = |months: &str, ahead: &str| {
                format!(
                    "IF(COUNT({sold})=0,{sold},IF({on_bill}=1,{earned},IF({is_after}=1,{months},{on_bill}*{ahead})))"
                )
            };
            opening = Some(after("0", &earned));
            after(&format!("IF({is_last},{together},0)"), &format!("MAX(0,{earned}-{covered}/{on_bill})"))
        }
        Block::Receipts => {
            let (billed, after, vat) = (line_of(Block::Billed), &unit.paid_after, &unit.vat);
            format!("IF(COUNT({sold})=0,{sold},IF({MONTH}<={after},0,INDEX({billed},{MONTH}-{after})*(1+{vat})))")
        }
    };
    let look = if slower { Look::Quiet } else { Look::Open };
    let years = if slower { Years::Nothing } else { Years::Sum };
    line(page, months, row, &Line { kind, look, years, opening, ..plain(formula, &value) })
}

/// The sales of a stream in a month.
fn units(book: &Book<'_>, slower: bool, slot: usize, unit: &Unit) -> String {
    let input = |field| book.tables.streams.cell(field, slot);
    let (months, many) = points(book, slot);
    let Unit { counts, usual, first, way, ends, .. } = unit;
    // The month of growth: of points counted from the opening, of all others from the first month with sales.
    let (shifted, plain) = if slower {
        // What comes back every year keeps its time.
        let comes_back = comes_back(ends, &months, &many);
        (format!("(({MONTH}-{first}+2)/2)"), format!("IF({comes_back},{MONTH},({MONTH}+1)/2)"))
    } else {
        (format!("({MONTH}-{first}+1)"), MONTH.to_owned())
    };
    let start = "MIN(1,First_month_sales)";
    let level = format!("IF(N(Full_sales_month)<={shifted},1,{start}+(1-{start})*({shifted}-1)/(Full_sales_month-1))");
    let between = between(&plain, &months, &many);
    let (new, lost, at_start) = (input("new"), input("lost"), input("at_start"));
    let after = |months: &str| customers_after(months, &new, &lost, &at_start);
    let customers = if slower {
        let whole = format!("INT({shifted})");
        let next = format!("({whole}+1)");
        format!("({0}+({shifted}-{whole})*({1}-{0}))", after(&whole), after(&next))
    } else {
        after(&shifted)
    };
    let of_all = format!("Sales!{HERE}${}", SEASON + 1);
    let own = book.tables.seasons.all(&own_season(slot + 1));
    let own = format!("INDEX({own},Sales!{HERE}${})", CALENDAR + 1);
    let season = format!("IF(OR(COUNT(Start_month)=0,COUNT({own})=0),{of_all},{own})");
    format!(
        "IF({}=\"\",\"\",IF(OR({counts}=0,{way}<0),\"-\",IF({MONTH}<{first},0,{season}*CHOOSE({way}+1,{usual}*{level},{usual},{between},{customers}))))",
        input("name")
    )
}

fn of_month(book: &Book<'_>, slower: bool, block: Block, slot: usize, month: u32) -> Value {
    let Some((input, figures)) = book.stream(slot) else { return Value::blank() };
    if book.grows_unknown(input) {
        return Value::words(NOTHING);
    }
    let unit =
        |pick: fn(&StreamFigures) -> Option<&Exact>| Some(&book.figures.sales(slot, month, slower)? * pick(figures)?);
    Value::known(
        match block {
            Block::Units => book.figures.sales(slot, month, slower),
            Block::Revenue => unit(|figures| figures.unit_price.as_ref()),
            Block::Direct => unit(|figures| figures.unit_variable_cost.as_ref()),
            Block::Billed => billed(book, slower, slot, month),
            Block::Receipts => receipts(book, slower, slot, month),
        }
        .as_ref(),
    )
}

/// What is billed of a stream in a month, without VAT.
fn billed(book: &Book<'_>, slower: bool, slot: usize, month: u32) -> Option<Exact> {
    let (input, figures) = book.stream(slot).filter(|(_, figures)| figures.is_whole())?;
    let price = figures.unit_price.as_ref()?;
    let earned = (1..=month).map(|month| Some(&book.figures.sales(slot, month, slower)? * price));
    let earned = std::iter::once(Some(Exact::zero())).chain(earned).collect::<Option<_>>()?;
    figures::billed(earned, input.billed, input.first_month.unwrap_or(1)).pop()
}

/// What comes in of a stream in a month, with VAT.
fn receipts(book: &Book<'_>, slower: bool, slot: usize, month: u32) -> Option<Exact> {
    let (input, _) = book.stream(slot)?;
    let Some(sold_in) = month.checked_sub(input.paid_after.unwrap_or(0)).filter(|month| *month > 0) else {
        return Some(Exact::zero());
    };
    let with_vat = &Exact::whole(1) + &Exact::percent(input.vat.unwrap_or_default());
    Some(&billed(book, slower, slot, sold_in)? * &with_vat)
}

fn total(page: &mut Page, book: &Book<'_>, block: Block) -> Result<(), XlsxError> {
    let rows = rows(book, block);
    page.words(rows.end(), 0, "Together", &style::total(Kind::Words))?;
    let value = |month: u32| {
        let each = (0..book.inputs.streams.len()).map(|slot| of_month(book, false, block, slot, month));
        let numbers = each.filter_map(|value| if let Value::Number(number) = value { Some(number) } else { None });
        Value::Number(numbers.sum())
    };
    let formula = format!("SUM({HERE}{}:{HERE}{})", rows.first + 1, rows.end());
    let own = Line { look: Look::Total, ..plain(formula, &value) };
    line(page, book.months, rows.end(), &own)
}
