//! The figures as text tables, each with its formulas in words, so that they can be checked by hand.

mod course;
mod funding;
mod income;
mod spending;

use super::{Exact, Figures, NOT_KNOWN};

/// One table of figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureTable {
    /// What it shows, with its currency.
    pub title: String,
    /// The headings of its columns.
    pub headings: Vec<&'static str>,
    /// Its rows, each with as many cells as there are headings.
    pub rows: Vec<Vec<String>>,
    /// How the numbers are worked out, a sentence each.
    pub formula_in_words: Vec<String>,
}

/// What stands in a cell that has no number.
const NOTHING: &str = "-";

/// What is shown beside the year view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Month by month as well.
    pub months: bool,
    /// And what if.
    pub what_if: bool,
}

impl Figures {
    /// The tables: the years, streams, what the totals leave out, fixed costs, one-off costs, break-even, the months,
    /// their turning points, sources and uses of funds, loans, what if, winning and keeping customers, other currencies.
    /// Those without a row are left out; none is there while no income and no cost is known.
    #[must_use]
    pub fn tables(&self, shown: Shown) -> Vec<FigureTable> {
        if self.streams.is_empty() && self.costs.is_empty() && self.founders_pay.is_none() {
            return Vec::new();
        }
        let mut tables = vec![
            self.year_table(),
            self.stream_table(),
            self.left_out_table(),
            self.fixed_cost_table(),
            self.one_off_table(),
            self.break_even_table(),
        ];
        if shown.months {
            tables.extend([self.result_table(), self.cash_table()]);
        }
        tables.extend([self.turning_points_table(), self.funding_table(), self.loan_table()]);
        if shown.what_if {
            tables.push(self.what_if_table());
        }
        tables.extend([self.customer_table(), self.other_currency_table()]);
        tables.retain(|table| !table.rows.is_empty());
        tables
    }

    fn table(&self, title: &str, headings: &[&'static str], rows: Vec<Vec<String>>, formulas: &[&str]) -> FigureTable {
        let currency = if self.currency.is_empty() { String::new() } else { format!(", in {}", self.currency) };
        FigureTable {
            title: format!("{title}{currency}"),
            headings: headings.to_vec(),
            rows,
            formula_in_words: formulas.iter().map(|formula| (*formula).to_owned()).collect(),
        }
    }
}

/// A number with that many places, or a dash.
fn shown(number: Option<&Exact>, places: u32) -> String {
    number.map_or_else(|| NOTHING.to_owned(), |number| number.grouped(places))
}

/// An amount of money, or a dash.
fn money(amount: Option<&Exact>) -> String {
    shown(amount, 2)
}

/// A percentage, or a dash.
fn percent(percent: Option<&Exact>) -> String {
    percent.map_or_else(|| NOTHING.to_owned(), |percent| format!("{} %", percent.grouped(1)))
}

/// A count: whole if it is, else with two places.
fn count(number: Option<&Exact>) -> String {
    shown(number, if number.is_some_and(|number| number.floor() == *number) { 0 } else { 2 })
}

/// A number with its unit, or why there is none.
fn or_note(number: Option<String>, note: Option<&str>) -> String {
    number.unwrap_or_else(|| note.unwrap_or(NOT_KNOWN).to_owned())
}

/// The number with what is said about it.
fn with_note(number: Option<&Exact>, note: Option<String>) -> String {
    match (number, note) {
        (Some(_), Some(note)) => format!("{} ({note})", money(number)),
        (Some(_), None) => money(number),
        (None, note) => note.unwrap_or_else(|| NOT_KNOWN.to_owned()),
    }
}

/// A row that names a figure and gives it.
fn row(name: &str, figure: String) -> Vec<String> {
    vec![name.to_owned(), figure]
}

#[cfg(test)]
mod tests {
    use super::super::tests::golden;
    use super::*;

    const ALL: Shown = Shown { months: true, what_if: true };

    fn table(figures: &Figures, start: &str) -> FigureTable {
        figures.tables(ALL).into_iter().find(|table| table.title.starts_with(start)).unwrap()
    }

    fn text(table: &FigureTable) -> String {
        let rows: Vec<String> = table.rows.iter().map(|row| row.join(" | ")).collect();
        format!("{}\n{}\n{}", table.title, table.headings.join(" | "), rows.join("\n"))
    }

    #[test]
    fn streams_are_shown_with_their_total() {
        assert_eq!(
            text(&table(&golden::spoke_and_go(), "Revenue streams")),
            "Revenue streams in a normal month, in EUR
Stream | Price | Variable cost | Contribution | Sales | Revenue | Contribution a month | Share
Repair visit | 60.00 | 18.00 | 42.00 | 100 | 6,000.00 | 4,200.00 | 66.7 %
Fleet bike | 25.00 | 7.00 | 18.00 | 80 | 2,000.00 | 1,440.00 | 22.2 %
Accessory | 20.00 | 14.00 | 6.00 | 50 | 1,000.00 | 300.00 | 11.1 %
Total |  |  |  |  | 9,000.00 | 5,940.00 | 100.0 %"
        );
    }

    #[test]
    fn fixed_costs_are_shown_as_paid_and_by_month() {
        assert_eq!(
            text(&table(&golden::spoke_and_go(), "Fixed costs")),
            "Fixed costs, in EUR
Cost | Paid | A month
Founders' pay | 3,600.00 a month | 3,600.00
Van | 520.00 a month | 520.00
Insurance | 130.00 a month | 130.00
Software and phone | 90.00 a month | 90.00
Ads | 300.00 a month | 300.00
Trade fair | 1,200.00 a year | 100.00
Total |  | 4,740.00"
        );
    }

    #[test]
    fn break_even_names_the_sales_of_each_stream() {
        assert_eq!(
            text(&table(&golden::spoke_and_go(), "Break-even")),
            "Break-even, in EUR
Figure | A month
Revenue | 9,000.00
Variable cost | 3,060.00
Contribution | 5,940.00
Contribution ratio | 0.660000
Fixed costs | 4,740.00
Profit | 1,200.00
Part of the sales needed | 0.797980
Revenue needed | 7,181.82
Revenue needed without the founders' pay | 1,727.27
Sales of `Repair visit` needed | 80
Sales of `Fleet bike` needed | 64
Sales of `Accessory` needed | 40
Contribution of these sales | 4,752.00
Safety | 20.2 %"
        );
    }

    #[test]
    fn the_cash_course_and_its_turning_points_are_shown() {
        let figures = golden::spoke_and_go();
        let course = text(&table(&figures, "Cash by month"));
        assert!(course.starts_with(
            "Cash by month, in EUR
Month | Receipts | Payments | Bought once | Money from others and own | Cash at the end
0 | 0.00 | 0.00 | -9,000.00 | 15,000.00 | 6,000.00
1 | 1,800.00 | -5,352.00 | 0.00 | 0.00 | 2,448.00
2 | 3,600.00 | -5,964.00 | 0.00 | 0.00 | 84.00
3 | 5,400.00 | -6,576.00 | 0.00 | 0.00 | -1,092.00
4 | 7,200.00 | -7,188.00 | 0.00 | 0.00 | -1,080.00
5 | 9,000.00 | -7,800.00 | 0.00 | 0.00 | 120.00"
        ));
        let results = text(&table(&figures, "Result by month"));
        assert!(results.contains("\n4 | 7,200.00 | -2,448.00 | 4,752.00 | -1,140.00 | -3,600.00 | 12.00 | 12.00\n"));
        assert_eq!(
            text(&table(&figures, "What the cash course")),
            "What the cash course comes to, in EUR
Figure | Result
First month without a loss | month 4
Money runs out | month 3
Lowest cash | -1,092.00 in month 3
Money that is missing | 1,092.00
One-off costs earned back | month 18
Money lasts, sales as in a normal month | not shrinking
Money lasts, no sales at all | 1.27 months"
        );
    }

    #[test]
    fn customers_appear_where_something_was_said_about_them() {
        assert_eq!(
            text(&table(&golden::spoke_and_go(), "Winning and keeping")),
            "Winning and keeping customers, in EUR
Stream | Leaves a month | Cost to win | Months they stay | Lifetime value | Months to pay back | Value to cost
Fleet bike | 18.00 | 45.00 | 33.33 | 600.00 | 2.50 | 13.33"
        );
        assert!(!golden::allotly().tables(ALL).iter().any(|table| table.title.starts_with("Winning")));
    }

    #[test]
    fn every_row_has_a_cell_for_each_heading_and_every_table_a_formula() {
        for figures in
            [golden::spoke_and_go(), golden::allotly(), Figures::new(&super::super::Inputs::default()).unwrap()]
        {
            for table in figures.tables(ALL) {
                assert!(table.rows.iter().all(|row| row.len() == table.headings.len()), "{}", table.title);
                assert!(!table.formula_in_words.is_empty(), "{}", table.title);
            }
        }
    }
}
