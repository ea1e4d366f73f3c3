//! The sheet of the money, month by month.

use super::ledger::{Ledger, TOP};
use super::page::Page;
use super::place::{Rows, Sheet, at};
use super::style::{self, Kind};
use super::turning_points;
use super::value::Value;
use crate::figures::{Exact, MONTHS_AHEAD, Month};
use rust_xlsxwriter::{Chart, ChartLegendPosition, ChartType, Color, XlsxError};

const MONTH: u16 = 0;
const LEVEL: u16 = 1;
pub(super) const RESULT: u16 = 2;
pub(super) const CASH: u16 = 3;
pub(super) const EARNED: u16 = 4;

/// The row of month 0, the opening.
const OPENING: u32 = TOP + 1;

/// Where the turning points stand beside the months.
pub(super) const BESIDE: u16 = 6;

/// The months from 1 on.
pub(super) fn months() -> Rows {
    Rows { first: OPENING + 1, count: MONTHS_AHEAD }
}

/// The months with the opening.
pub(super) fn course() -> Rows {
    Rows { first: OPENING, count: MONTHS_AHEAD + 1 }
}

pub(super) fn page(ledger: &Ledger<'_>) -> Result<Page, XlsxError> {
    let widths = [8.0, 11.0, 15.0, 17.0, 19.0, 2.0, 38.0, 24.0, 50.0];
    let hint = format!(
        "The first {MONTHS_AHEAD} months, in {}. Taxes and the time between a sale and its payment are left aside. Nothing is typed here.",
        ledger.currency()
    );
    let mut page = Page::new(Sheet::Cash, "Cash", &hint, &widths)?;
    page.keep_in_sight(OPENING, 1)?;
    let headings = ["Month", "Part of normal sales", "Result", "Cash at the end", "Earned so far, less one-offs"];
    page.headings(TOP, 0, &headings, 0)?;
    opening(&mut page, ledger)?;
    let mut earned = -&ledger.figures.totals.one_offs.amount.clone().unwrap_or_else(Exact::zero);
    for (position, row) in (months().first..months().end()).enumerate() {
        let month = known_months(ledger).get(position + 1);
        if let Some(profit) = month.map(|month| &month.operating_result) {
            earned = &earned + profit;
        }
        let level = level(ledger, position);
        line(&mut page, ledger, row, month, level.as_ref(), &earned)?;
    }
    turning_points::write(&mut page, ledger)?;
    drawing(&mut page, ledger)?;
    Ok(page)
}

fn opening(page: &mut Page, ledger: &Ledger<'_>) -> Result<(), XlsxError> {
    let money = style::worked_out(Kind::Money(&ledger.inputs.currency));
    let month = known_months(ledger).first();
    page.sheet().write_number_with_format(OPENING, MONTH, 0, &style::worked_out(Kind::Whole))?;
    for column in [LEVEL, RESULT] {
        page.words(OPENING, column, "-", &style::worked_out(Kind::Count))?;
    }
    let first = at(RESULT, OPENING + 1);
    let cash = format!("IF(COUNT(Opening_cash,{first})=2,Opening_cash,\"-\")");
    let value = Value::known(month.and_then(|month| month.cash.as_ref()));
    page.formula(OPENING, CASH, &money, &cash, &value)?;
    let paid = month.map(|_| -&ledger.figures.totals.one_offs.amount.clone().unwrap_or_else(Exact::zero));
    let earned = format!("IF(COUNT({first})=1,-SUM(One_off_costs),\"-\")");
    page.formula(OPENING, EARNED, &money, &earned, &Value::known(paid.as_ref()))
}

/// The months, as far as the sheet can say anything of them: it leaves no stream out, so it needs the result of a usual
/// month.
fn known_months<'l>(ledger: &'l Ledger<'_>) -> &'l [Month] {
    let totals = &ledger.figures.totals;
    let known = totals.cash_note().is_none() && totals.profit.is_some();
    if known { &ledger.figures.cash.months } else { &[] }
}

/// The sales of a month as a part of normal sales, also where no result can be made of them.
fn level(ledger: &Ledger<'_>, position: usize) -> Option<Exact> {
    ledger.figures.cash.ramp.level(&Exact::whole(i64::try_from(position).ok()? + 1))
}

fn line(
    page: &mut Page,
    ledger: &Ledger<'_>,
    row: u32,
    month: Option<&Month>,
    level: Option<&Exact>,
    earned: &Exact,
) -> Result<(), XlsxError> {
    let money = style::worked_out(Kind::Money(&ledger.inputs.currency));
    let number = row - OPENING;
    page.sheet().write_number_with_format(row, MONTH, number, &style::worked_out(Kind::Whole))?;
    let this = at(MONTH, row);
    let growing = "MIN(1,First_month_sales)";
    let part = format!(
        "IF(COUNT(Full_sales_month)=0,1,IF(Full_sales_month<=1,1,IF(COUNT(First_month_sales)=0,\"-\",\
         IF({this}>=Full_sales_month,1,{growing}+(1-{growing})*({this}-1)/(Full_sales_month-1)))))"
    );
    page.formula(row, LEVEL, &style::worked_out(Kind::Percent), &part, &Value::known(level))?;
    let level = at(LEVEL, row);
    let result = format!(
        "IF(Left_out=\"\",IF(COUNT({level},Contribution,Fixed_costs)=3,{level}*Contribution-Fixed_costs,\"-\"),\"-\")"
    );
    let profit = month.map(|month| &month.operating_result);
    page.formula(row, RESULT, &money, &result, &Value::known(profit))?;
    let sum = |column| {
        let (before, result) = (at(column, row - 1), at(RESULT, row));
        format!("IF(COUNT({before},{result})=2,{before}+{result},\"-\")")
    };
    let cash = month.and_then(|month| month.cash.as_ref());
    page.formula(row, CASH, &money, &sum(CASH), &Value::known(cash))?;
    page.formula(row, EARNED, &money, &sum(EARNED), &Value::known(profit.map(|_| earned)))
}

/// The cash at the end of each month as a line.
fn drawing(page: &mut Page, ledger: &Ledger<'_>) -> Result<(), XlsxError> {
    let (first, last) = (course().first, course().end() - 1);
    let name = Sheet::Cash.name();
    let mut chart = Chart::new(ChartType::Line);
    for (column, title, colour) in [(CASH, "Cash at the end", 0x1B_3F8B), (RESULT, "Result of the month", 0xB4_5309)] {
        chart
            .add_series()
            .set_name(title)
            .set_categories((name, first, MONTH, last, MONTH))
            .set_values((name, first, column, last, column))
            .set_format(
                rust_xlsxwriter::ChartFormat::new()
                    .set_line(rust_xlsxwriter::ChartLine::new().set_color(Color::RGB(colour)).set_width(2.25)),
            );
    }
    let money = format!("Money, in {}", ledger.currency());
    chart.title().set_name("Money over the first 36 months");
    chart.x_axis().set_name("Month").set_label_position(rust_xlsxwriter::ChartAxisLabelPosition::Low);
    chart.y_axis().set_name(&money).set_num_format("#,##0");
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.set_width(760).set_height(380);
    chart.set_alt_text("The cash at the end of each month and the result of each month, as lines");
    page.sheet().insert_chart(turning_points::below(), BESIDE, &chart)?;
    Ok(())
}
