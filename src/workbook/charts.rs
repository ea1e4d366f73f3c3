//! The drawings of the spreadsheet.

use super::book::Book;
use super::course::{Course, Part};
use super::lines::LINES;
use super::page::Page;
use super::place::Sheet;
use super::usual;
use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill, ChartType, Color,
    XlsxError,
};

const BLUE: u32 = 0x1B_3F8B;
const AMBER: u32 = 0xB4_5309;
const GREEN: u32 = 0x2E_7D5B;

/// Rows of a sheet over time below all its lines.
const BELOW_LINES: u32 = LINES + 18;

fn line(chart: &mut Chart, name: &str, categories: &str, values: &str, colour: u32) {
    chart
        .add_series()
        .set_name(name)
        .set_categories(format!("={categories}").as_str())
        .set_values(format!("={values}").as_str())
        .set_format(ChartFormat::new().set_line(ChartLine::new().set_color(Color::RGB(colour)).set_width(2.25)));
}

fn finished(chart: &mut Chart, book: &Book<'_>, title: &str, below: &str, words: &str) {
    chart.title().set_name(title);
    chart.x_axis().set_name(below).set_label_position(ChartAxisLabelPosition::Low);
    let money = format!("Money, in {}", book.currency());
    chart.y_axis().set_name(&money).set_num_format("#,##0");
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.set_width(760).set_height(380);
    chart.set_alt_text(words);
}

/// The cash at the end of each month, with all money and without what nobody has promised.
pub(super) fn cash(page: &mut Page, book: &Book<'_>, course: &Course<'_>) -> Result<(), XlsxError> {
    let mut chart = Chart::new(ChartType::Line);
    let months = course.numbers();
    line(&mut chart, "Cash, all money counted", &months, &course.range(Part::Cash), BLUE);
    if let Some(number) = book.changes.len().checked_sub(1) {
        let unfunded = Course::placed(book, number);
        line(&mut chart, "Cash, without what nobody has promised", &months, &unfunded.range(Part::Cash), AMBER);
    }
    let words = "The cash at the end of each month, with all money and without what nobody has promised, as lines";
    finished(&mut chart, book, "Cash over the first 36 months", "Month", words);
    page.sheet().insert_chart(BELOW_LINES, 1, &chart)?;
    Ok(())
}

/// Revenue beside all costs, year by year.
pub(super) fn years(page: &mut Page, book: &Book<'_>, course: &Course<'_>) -> Result<(), XlsxError> {
    let mut chart = Chart::new(ChartType::Column);
    for (part, name, colour) in
        [(Part::Revenue, "Revenue", BLUE), (Part::Costs, "All costs, depreciation and interest included", AMBER)]
    {
        chart
            .add_series()
            .set_name(name)
            .set_categories(format!("={}", course.year_names()).as_str())
            .set_values(format!("={}", course.years_of(part)).as_str())
            .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(colour))));
    }
    let words = "Revenue and all costs of each year, side by side";
    finished(&mut chart, book, "Revenue against costs by year", "", words);
    page.sheet().insert_chart(BELOW_LINES, 1, &chart)?;
    Ok(())
}

/// Revenue and costs as sales grow.
pub(super) fn break_even(page: &mut Page, book: &Book<'_>) -> Result<(), XlsxError> {
    let mut chart = Chart::new(ChartType::Line);
    let rows = super::place::Rows { first: usual::CHART, count: usual::POINTS };
    let of = |column| Sheet::BreakEven.rows(column, rows);
    for (column, name, colour) in [(1, "Revenue", BLUE), (2, "All costs", AMBER), (3, "All costs and the loans", GREEN)]
    {
        line(&mut chart, name, &of(0), &of(column), colour);
    }
    let words = "Revenue and costs at several parts of a usual month's sales, as lines that cross at break-even";
    finished(&mut chart, book, "Break-even of a usual month", "Part of a usual month's sales", words);
    page.sheet().insert_chart(usual::DRAWING, 5, &chart)?;
    Ok(())
}
