//! Sums in other currencies, below the costs.

use super::costs::{ABOUT, BROUGHT, COUNTS, CURRENCY, GIVEN, Places};
use super::income;
use super::inputs::{MAIN, Tables};
use super::ledger::{HEAD, Ledger};
use super::page::Page;
use super::place::{Sheet, at};
use super::style::{self, Kind};
use super::value::Value;
use rust_xlsxwriter::XlsxError;

/// Sums in other currencies, which no total holds while their rates are not known.
pub(super) fn write(page: &mut Page, ledger: &Ledger<'_>, places: &Places) -> Result<(), XlsxError> {
    if ledger.rates.is_empty() {
        return Ok(());
    }
    let rows = places.apart;
    let headings = ["Currency", "Where it is", "", "Revenue", "Contribution", "Fixed costs a month", "One-off costs"];
    page.section(rows.first - HEAD, "Amounts in other currencies", &headings, 3)?;
    let number = style::worked_out(Kind::Money(""));
    for (position, (code, rate)) in ledger.rates.iter().enumerate() {
        let row = rows.row(position);
        let source = Sheet::Inputs.at(MAIN, Tables::new(ledger).rates.row(position));
        page.label(row, 0, code)?;
        let place = if rate.is_some() { "in the totals" } else { "kept apart" };
        let formula = format!("IF(COUNT({source})=1,\"in the totals\",\"kept apart\")");
        page.formula(row, ABOUT, &style::worked_out(Kind::Words), &formula, &Value::words(place))?;
        let totals = ledger.figures.other_currencies.iter().find(|totals| totals.currency == *code);
        let streams = |column| (Sheet::Income.rows(income::CURRENCY, income::rows(ledger)), column);
        let income = |column| Sheet::Income.rows(column, income::rows(ledger));
        for (column, (codes, amounts), value) in [
            (GIVEN, streams(income(income::REVENUE)), totals.and_then(|totals| totals.revenue.as_ref())),
            (BROUGHT, streams(income(income::CONTRIBUTION)), totals.and_then(|totals| totals.contribution.as_ref())),
            (
                COUNTS,
                (places.fixed.of(CURRENCY), places.fixed.of(BROUGHT)),
                totals.and_then(|totals| totals.fixed_costs.as_ref()),
            ),
            (
                COUNTS + 1,
                (places.once.of(CURRENCY), places.once.of(GIVEN)),
                totals.and_then(|totals| totals.one_offs.as_ref()),
            ),
        ] {
            let of = format!("({codes}={})", at(0, row));
            let formula = format!(
                "IF(COUNT({source})=1,\"-\",IF(SUMPRODUCT({of}*ISNUMBER({amounts}))=0,\"-\",SUMPRODUCT({of}*1,{amounts})))"
            );
            page.formula(row, column, &number, &formula, &Value::known(value))?;
        }
    }
    Ok(())
}
