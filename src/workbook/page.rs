//! One sheet being written.

use super::place::Sheet;
use super::style::{self, Kind, Paint};
use super::value::{Value, clean};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Format, Formula, ProtectionOptions, Worksheet,
    XlsxError,
};
use std::collections::BTreeMap;

/// A4.
const PAPER: u8 = 9;

/// The height of a line of text, and the most that a row can have, in points.
const LINE: f64 = 15.0;
const TALLEST: f64 = 405.0;

/// How many letters of ordinary words, and of bold headings, stand in the width of a digit.
const PROSE: f64 = 1.15;
const HEADINGS: f64 = 0.8;

/// One sheet being written.
pub(super) struct Page {
    sheet: Worksheet,
    pub(super) paint: Paint,
    widths: Vec<f64>,
    /// How many lines the words of a row take, where that is more than one.
    lines: BTreeMap<u32, f64>,
}

type Written = Result<(), XlsxError>;

impl Page {
    /// A sheet with its title, a line that explains it, and the widths of its columns in characters.
    pub(super) fn new(paint: Paint, sheet: Sheet, title: &str, hint: &str, widths: &[f64]) -> Result<Self, XlsxError> {
        let mut page = Self { sheet: Worksheet::new(), paint, widths: widths.to_vec(), lines: BTreeMap::new() };
        page.sheet.set_name(sheet.name())?;
        if let Some(colour) = paint.tab {
            page.sheet.set_tab_color(colour);
        }
        page.sheet.set_formula_result_default("");
        page.sheet.set_screen_gridlines(false);
        page.sheet.set_landscape().set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
        page.sheet.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
        page.sheet.set_footer("&L&A&RPage &P of &N");
        for (column, width) in (0..).zip(widths) {
            page.sheet.set_column_width(column, *width)?;
        }
        page.sheet.set_row_height(0, 26)?;
        page.words(0, 0, title, &paint.title())?;
        page.words(1, 0, hint, &style::hint())?;
        Ok(page)
    }

    /// The sheet, guarded against slips: only marked cells can be changed, until somebody lifts the guard, which needs
    /// no password.
    ///
    /// # Errors
    /// More rows than a sheet has.
    pub(super) fn finished(mut self) -> Result<Worksheet, XlsxError> {
        for (row, lines) in self.lines {
            self.sheet.set_row_height(row, (lines * LINE).min(TALLEST))?;
        }
        let allowed = ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::default() };
        self.sheet.protect_with_options(&allowed);
        Ok(self.sheet)
    }

    /// The library's own sheet, for what only one page needs.
    pub(super) fn sheet(&mut self) -> &mut Worksheet {
        &mut self.sheet
    }

    /// Words as they are: never a formula, never a link.
    pub(super) fn words(&mut self, row: u32, column: u16, words: &str, format: &Format) -> Written {
        self.sheet.write_string_with_format(row, column, clean(words), format)?;
        Ok(())
    }

    /// Words that take as many lines as they need.
    pub(super) fn wrapped(&mut self, row: u32, column: u16, words: &str, format: &Format) -> Written {
        self.tall(row, column, words, PROSE);
        self.words(row, column, words, format)
    }

    /// Makes a row as tall as words in that column need, set that closely.
    fn tall(&mut self, row: u32, column: u16, words: &str, closely: f64) {
        let width = self.widths.get(usize::from(column)).copied().unwrap_or(LINE) * closely;
        let lines: f64 = words.lines().map(|line| (length(line) / width).ceil().max(1.0)).sum();
        if lines > 1.0 {
            let most = self.lines.entry(row).or_insert(lines);
            *most = most.max(lines);
        }
    }

    pub(super) fn label(&mut self, row: u32, column: u16, words: &str) -> Written {
        self.wrapped(row, column, words, &style::label())
    }

    /// How a number is worked out, beside it.
    pub(super) fn how(&mut self, row: u32, column: u16, words: &str) -> Written {
        self.words(row, column, words, &style::beside())
    }

    /// The title of a part of the sheet, and the headings below it; those after `words` are of numbers.
    pub(super) fn section(&mut self, row: u32, title: &str, headings: &[&str], words: usize) -> Written {
        self.words(row, 0, title, &self.paint.section())?;
        self.headings(row + 1, 0, headings, words)
    }

    pub(super) fn headings(&mut self, row: u32, from: u16, headings: &[&str], words: usize) -> Written {
        for (position, heading) in headings.iter().enumerate() {
            let column = from + u16::try_from(position).unwrap_or_default();
            let indent = u8::from(from > 0 && position < words);
            self.tall(row, column, heading, HEADINGS);
            self.words(row, column, heading, &self.paint.heading(position < words).set_indent(indent))?;
        }
        Ok(())
    }

    pub(super) fn formula(&mut self, row: u32, column: u16, format: &Format, formula: &str, value: &Value) -> Written {
        let formula = Formula::new(format!("={formula}")).set_result(value.stored());
        self.sheet.write_formula_with_format(row, column, formula, format)?;
        Ok(())
    }

    /// A formula that looks at each cell of a range.
    pub(super) fn array(&mut self, row: u32, column: u16, format: &Format, formula: &str, value: &Value) -> Written {
        let formula = Formula::new(format!("{{={formula}}}")).set_result(value.stored());
        self.sheet.write_array_formula_with_format(row, column, row, column, formula, format)?;
        Ok(())
    }

    /// A formula that gives words.
    pub(super) fn remark(&mut self, row: u32, column: u16, formula: &str, words: &str) -> Written {
        self.formula(row, column, &style::beside().set_text_wrap().set_italic(), formula, &Value::words(words))
    }

    /// A cell to fill in, with what was said; empty where nothing was.
    pub(super) fn input(&mut self, row: u32, column: u16, kind: Kind<'_>, number: Option<f64>) -> Written {
        let format = style::input(kind);
        match number {
            Some(number) => self.sheet.write_number_with_format(row, column, number, &format)?,
            None => self.sheet.write_blank(row, column, &format)?,
        };
        self.sheet.add_data_validation(row, column, row, column, &valid(kind)?)?;
        Ok(())
    }

    /// A cell for words.
    pub(super) fn typed_words(&mut self, row: u32, column: u16, words: Option<&str>) -> Written {
        let format = style::input(Kind::Words).set_text_wrap();
        match words.filter(|words| !words.is_empty()) {
            Some(words) => self.words(row, column, words, &format),
            None => self.sheet.write_blank(row, column, &format).map(|_| ()),
        }
    }

    /// A cell to choose from a few words.
    pub(super) fn choice(&mut self, row: u32, column: u16, choices: &[&str], chosen: Option<&str>) -> Written {
        let format = style::input(Kind::Count);
        match chosen {
            Some(chosen) => self.sheet.write_string_with_format(row, column, chosen, &format)?,
            None => self.sheet.write_blank(row, column, &format)?,
        };
        let validation = DataValidation::new()
            .allow_list_strings(choices)?
            .set_error_title("Not one of the choices")?
            .set_error_message(format!("Choose one of: {}.", choices.join(", ")))?;
        self.sheet.add_data_validation(row, column, row, column, &validation)?;
        Ok(())
    }

    /// Rows that stay in sight and head every printed page, and how many columns stay in sight.
    pub(super) fn keep_in_sight(&mut self, rows: u32, columns: u16) -> Written {
        self.sheet.set_freeze_panes(rows, columns)?;
        self.sheet.set_repeat_rows(0, rows.saturating_sub(1))?;
        Ok(())
    }
}

/// About how many digits wide words are; letters beyond Latin are taken as two.
fn length(words: &str) -> f64 {
    words.chars().map(|c| if c < '\u{1100}' { 1.0 } else { 2.0 }).sum()
}

/// What may be typed: no number below zero, and for a month of the calendar no fraction.
fn valid(kind: Kind<'_>) -> Result<DataValidation, XlsxError> {
    let (validation, message) = match kind {
        Kind::Whole => (
            DataValidation::new().allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
            "Type a whole number, 0 or more. Leave the cell empty if you do not know it.",
        ),
        Kind::Rate => (
            DataValidation::new().allow_decimal_number(DataValidationRule::GreaterThan(0.0)),
            "Type what one unit of this currency is worth, more than 0. Leave the cell empty if you do not know it.",
        ),
        Kind::Change | Kind::Points => (
            DataValidation::new().allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(-100.0)),
            "Type a number; below zero it is less. Leave the cell empty for no change.",
        ),
        _ => (
            DataValidation::new().allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
            "Type a number, 0 or more. Leave the cell empty if you do not know it.",
        ),
    };
    validation
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title("Not a number that fits")?
        .set_error_message(message)
}
