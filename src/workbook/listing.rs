//! Tables as they are: typed cells under a heading that stays in sight, each column with a filter.

use super::style::{self, Kind, Paint};
use super::{limited, value};
use crate::diagnostic::Diagnostic;
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatDataBar, ConditionalFormatType,
    DocProperties, ExcelDateTime, Format, FormatAlign, Note, Workbook, Worksheet, XlsxError,
};

/// One table, on a sheet of its own.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// What the sheet is called.
    pub name: String,
    /// The columns.
    pub columns: Vec<ListedColumn>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<Entry>>,
}

/// A column of a table.
#[derive(Clone, Debug, Default)]
pub struct ListedColumn {
    /// Its heading.
    pub title: String,
    /// How wide it is, in digits.
    pub width: f64,
    /// What is marked in it.
    pub mark: Mark,
}

/// What is marked in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Nothing.
    #[default]
    None,
    /// A bar from 0 to 100.
    Bar,
    /// What is above zero.
    AboveZero,
    /// What is below zero.
    BelowZero,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// What it holds.
    pub held: Held,
    /// Whether something is left out of it.
    pub is_partial: bool,
}

/// What a cell of a table holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Held {
    /// Nothing.
    #[default]
    Nothing,
    /// Words: never a formula, never a link.
    Words(String),
    /// A number.
    Number(f64),
    /// An amount in a currency.
    Money(f64, String),
    /// A number of percent.
    Percent(f64),
    /// A day, ISO 8601.
    Day(String),
    /// Yes or no.
    Truth(bool),
}

const WARN: u32 = 0xFB_E3E0;
const BAR: u32 = 0xA9_C7E8;

/// The tables as the bytes of a workbook with a title, made on a day in ISO 8601.
///
/// # Errors
/// More than a spreadsheet can hold.
pub fn listings(title: &str, made_on: &str, listings: &[Listing]) -> Result<Vec<u8>, Vec<Diagnostic>> {
    written(title, made_on, listings).map_err(|error| {
        let problem = Diagnostic::error("spreadsheet", format!("the table does not fit into a spreadsheet: {error}"));
        vec![problem.help("write it as CSV")]
    })
}

fn written(title: &str, made_on: &str, listings: &[Listing]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let date = ExcelDateTime::parse_from_str(made_on).or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1))?;
    let properties = DocProperties::new().set_title(limited(&value::clean(title))).set_author("canvass");
    workbook.set_properties(&properties.set_creation_datetime(&date));
    let formats = Formats::new();
    for listing in listings {
        workbook.push_worksheet(sheet(listing, &formats)?);
    }
    workbook.save_to_buffer()
}

/// The formats of cells, made once: a workbook with as many as it has cells opens slowly.
struct Formats {
    words: Format,
    number: Format,
    percent: Format,
    day: Format,
}

impl Formats {
    fn new() -> Self {
        let top = |format: Format| format.set_align(FormatAlign::Top);
        Self {
            words: style::label(),
            number: top(Format::new().set_num_format("#,##0.##")),
            percent: top(Format::new().set_num_format("0.0 %")),
            day: top(Format::new().set_num_format("yyyy-mm-dd")),
        }
    }
}

fn sheet(listing: &Listing, formats: &Formats) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(&listing.name)?;
    let last_row = u32::try_from(listing.rows.len()).unwrap_or(u32::MAX);
    for (column, heading) in (0_u16..).zip(&listing.columns) {
        sheet.set_column_width(column, heading.width)?;
        sheet.write_string_with_format(0, column, value::clean(&heading.title), &Paint::of(None).heading(true))?;
        if last_row > 0 {
            mark(&mut sheet, last_row, column, heading.mark)?;
        }
    }
    for (row, entries) in (1_u32..).zip(&listing.rows) {
        for (column, entry) in (0_u16..).zip(entries) {
            write(&mut sheet, row, column, entry, formats)?;
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape();
    if let Some(last) = u16::try_from(listing.columns.len()).ok().and_then(|count| count.checked_sub(1)) {
        sheet.autofilter(0, 0, last_row, last)?;
    }
    Ok(sheet)
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, entry: &Entry, formats: &Formats) -> Result<(), XlsxError> {
    let partial = |format: &Format| if entry.is_partial { format.clone().set_italic() } else { format.clone() };
    match &entry.held {
        Held::Nothing => return Ok(()),
        Held::Words(words) => {
            sheet.write_string_with_format(row, column, value::clean(words), &partial(&formats.words))?;
        }
        Held::Number(number) => {
            sheet.write_number_with_format(row, column, *number, &partial(&formats.number))?;
        }
        Held::Money(amount, currency) => {
            let format = style::worked_out(Kind::Money(currency));
            sheet.write_number_with_format(row, column, *amount, &partial(&format))?;
        }
        Held::Percent(percent) => {
            sheet.write_number_with_format(row, column, percent / 100.0, &partial(&formats.percent))?;
        }
        Held::Day(day) => match ExcelDateTime::parse_from_str(day) {
            Ok(date) => drop(sheet.write_datetime_with_format(row, column, &date, &partial(&formats.day))?),
            Err(_) => drop(sheet.write_string_with_format(row, column, value::clean(day), &partial(&formats.words))?),
        },
        Held::Truth(truth) => {
            sheet.write_boolean_with_format(row, column, *truth, &partial(&formats.words))?;
        }
    }
    if entry.is_partial {
        let note = Note::new("Something is left out of this value, because it is not known.").set_author("canvass");
        sheet.insert_note(row, column, &note)?;
    }
    Ok(())
}

fn mark(sheet: &mut Worksheet, last: u32, column: u16, mark: Mark) -> Result<(), XlsxError> {
    let warn = |rule: ConditionalFormatCellRule<f64>| {
        ConditionalFormatCell::new().set_rule(rule).set_format(Format::new().set_background_color(Color::RGB(WARN)))
    };
    match mark {
        Mark::None => {}
        Mark::Bar => {
            let bar = ConditionalFormatDataBar::new()
                .set_minimum(ConditionalFormatType::Number, 0)
                .set_maximum(ConditionalFormatType::Number, 100)
                .set_fill_color(Color::RGB(BAR))
                .set_solid_fill(true);
            sheet.add_conditional_format(1, column, last, column, &bar)?;
        }
        Mark::AboveZero => {
            sheet.add_conditional_format(
                1,
                column,
                last,
                column,
                &warn(ConditionalFormatCellRule::GreaterThan(0.0)),
            )?;
        }
        Mark::BelowZero => {
            sheet.add_conditional_format(1, column, last, column, &warn(ConditionalFormatCellRule::LessThan(0.0)))?;
        }
    }
    Ok(())
}
