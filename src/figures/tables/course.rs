//! Where it leads: break-even, the course of the cash and its turning points.

use super::super::{CashCourse, Exact, Figures, Ramp, Runway, Within36};
use super::{FigureTable, count, money, or_note, percent, row, shown, with_note};
use crate::words::listed;

impl Figures {
    pub(super) fn break_even_table(&self) -> FigureTable {
        let totals = &self.totals;
        let needed = |number: Option<Exact>, places| {
            or_note(number.map(|number| number.grouped(places)), self.break_even.note())
        };
        let mut rows = vec![
            row("Revenue", with_note(totals.revenue.amount.as_ref(), totals.revenue.note())),
            row("Variable cost", with_note(totals.variable_cost.amount.as_ref(), totals.variable_cost.note())),
            row("Contribution", with_note(totals.contribution.amount.as_ref(), totals.contribution.note())),
            row("Contribution ratio", shown(totals.contribution_ratio.as_ref(), 6)),
            row("Fixed costs", with_note(totals.fixed_costs.amount.as_ref(), totals.fixed_costs.note())),
            row("Profit", with_note(totals.profit.as_ref(), totals.profit_note())),
            row("Part of the sales needed", needed(self.break_even.factor(), 6)),
            row("Revenue needed", needed(self.break_even.sales(), 2)),
        ];
        let units = self.streams.iter().filter(|stream| stream.break_even_units.is_some());
        rows.extend(units.map(|stream| {
            row(&format!("Sales of `{}` needed", stream.title), count(stream.break_even_units.as_ref()))
        }));
        if self.break_even_yield.is_some() {
            rows.push(row("Contribution of these sales", money(self.break_even_yield.as_ref())));
        }
        rows.push(row("Safety", percent(self.safety.as_ref())));
        if self.funding.safety.is_some() {
            rows.push(row("Safety, with the payments wished for", percent(self.funding.safety.as_ref())));
        }
        self.table(
            "Break-even",
            &["Figure", "A month"],
            rows,
            &[
                "Contribution ratio is the contribution divided by the revenue: what stays of each unit of money.",
                "Profit is the contribution less the fixed costs.",
                "Part of the sales needed is the fixed costs divided by the contribution.",
                "Revenue needed is the fixed costs divided by the contribution ratio.",
                "The sales of each stream are multiplied by the part needed and rounded up.",
                "Safety is the revenue less the revenue needed, divided by the revenue: how far sales may fall.",
                "With payments, what is paid back a month is covered as the fixed costs are.",
            ],
        )
    }

    pub(super) fn cash_table(&self) -> FigureTable {
        let hundred = Exact::whole(100);
        let rows = self
            .cash
            .months
            .iter()
            .map(|month| {
                vec![
                    month.month.to_string(),
                    percent(month.level.as_ref().map(|level| level * &hundred).as_ref()),
                    money(month.profit.as_ref()),
                    money(month.cash.as_ref()),
                ]
            })
            .collect();
        let mut formulas = vec![
            "Month 0 is the start cash less the one-off costs.",
            "Sales grow in equal steps from those of the first month to those of a normal month.",
            "Result is the contribution of a normal month times the sales of the month, less the fixed costs.",
            "Cash at the end is the cash of the month before plus the result.",
        ];
        if self.cash.ramp == Ramp::NotGiven {
            formulas.push("How sales grow was not said, so full sales from the first month are assumed.");
        }
        self.table("Cash course", &["Month", "Sales", "Result", "Cash at the end"], rows, &formulas)
    }

    pub(super) fn turning_points_table(&self) -> FigureTable {
        let cash = &self.cash;
        let mut rows = vec![
            row("First month without a loss", month(cash.first_profitable)),
            row("Money runs out", month(cash.out_of_cash)),
            row("Lowest cash", lowest(cash)),
            row("Money that is missing", or_note(cash.funding_gap.as_ref().map(|gap| gap.grouped(2)), None)),
            row("One-off costs earned back", month(cash.payback)),
            row("Money lasts, sales as in a normal month", runway(&cash.steady_runway)),
            row("Money lasts, no sales at all", runway(&cash.no_sales_runway)),
        ];
        if !self.needed.is_empty() {
            rows.push(row("To work these out, this is needed", listed(&self.needed)));
        }
        self.table(
            "What the cash course comes to",
            &["Figure", "Result"],
            rows,
            &[
                "Money runs out in the first month that ends below zero; what is missing is how far it falls.",
                "One-off costs are earned back when all results so far together are as large as they are.",
                "At the sales of a normal month the money lasts the cash of month 0 divided by the monthly loss.",
                "Without any sales it lasts the cash of month 0 divided by the fixed costs.",
                "Only the first 36 months are looked at.",
            ],
        )
    }
}

fn month(when: Within36) -> String {
    or_note(when.month().map(|month| format!("month {month}")), when.note())
}

fn lowest(cash: &CashCourse) -> String {
    or_note(cash.lowest.as_ref().map(|lowest| format!("{} in month {}", lowest.amount.grouped(2), lowest.month)), None)
}

fn runway(runway: &Runway) -> String {
    let months = runway.months().map(|months| {
        let unit = if *months == Exact::whole(1) { "month" } else { "months" };
        format!("{} {unit}", months.grouped(2))
    });
    or_note(months, runway.note())
}
