//! What goes out: fixed and one-off costs.

use super::super::cost::CostFigures;
use super::super::{CostKind, Exact, Figures};
use super::{FigureTable, NOTHING, money, with_note};

impl Figures {
    pub(super) fn fixed_cost_table(&self) -> FigureTable {
        let pay = self.founders_pay.as_ref();
        let paid = pay.map_or_else(|| NOTHING.to_owned(), |pay| format!("{} a month", pay.grouped(2)));
        let mut rows = vec![vec!["Founders' pay".to_owned(), paid, money(pay)]];
        let fixed = self.costs.iter().filter(|cost| cost.kind.is_some_and(CostKind::is_fixed));
        rows.extend(fixed.map(|cost| self.fixed_cost_row(cost)));
        let total = &self.totals.fixed_costs;
        rows.push(vec!["Total".to_owned(), String::new(), with_note(total.amount.as_ref(), total.note())]);
        self.table(
            "Fixed costs",
            &["Cost", "Paid", "A month"],
            rows,
            &[
                "A weekly cost is taken 52 times a year and divided by 12 months.",
                "A quarterly cost is divided by 3, a yearly one by 12.",
                "Founders' pay counts as a fixed cost.",
            ],
        )
    }

    fn fixed_cost_row(&self, cost: &CostFigures) -> Vec<String> {
        let paid = match (cost.given, cost.period) {
            (Some(amount), Some(period)) => format!("{} {}", Exact::from(amount).grouped(2), period.phrase()),
            (Some(amount), None) => Exact::from(amount).grouped(2),
            (None, _) => NOTHING.to_owned(),
        };
        let ends = if cost.ends { " (ends, not in the total)" } else { "" };
        vec![cost_title(cost) + ends, format!("{paid}{}", self.given_currency(cost)), money(cost.monthly.as_ref())]
    }

    pub(super) fn one_off_table(&self) -> FigureTable {
        let once = self.costs.iter().filter(|cost| cost.kind == Some(CostKind::OneOff));
        let mut rows: Vec<Vec<String>> = once.map(|cost| vec![cost_title(cost), money(cost.once.as_ref())]).collect();
        if !rows.is_empty() {
            let total = &self.totals.one_offs;
            rows.push(vec!["Total".to_owned(), with_note(total.amount.as_ref(), total.note())]);
        }
        self.table(
            "One-off costs",
            &["Cost", "Once"],
            rows,
            &["They lower the cash of the month they are paid in. Without years of use they are in no month's result."],
        )
    }

    /// The currency a converted cost was given in.
    fn given_currency(&self, cost: &CostFigures) -> String {
        match &cost.given_in {
            Some(code) if *code != self.currency => format!(", in {code}"),
            _ => String::new(),
        }
    }
}

fn cost_title(cost: &CostFigures) -> String {
    if cost.counted { cost.title.clone() } else { format!("{} ({}, not in the total)", cost.title, cost.currency) }
}
