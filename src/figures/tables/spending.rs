//! What goes out: fixed and one-off costs.

use super::super::cost::CostFigures;
use super::super::{CostKind, Exact, Figures};
use super::{FigureTable, NOTHING, money, with_note};

impl Figures {
    pub(super) fn fixed_cost_table(&self) -> FigureTable {
        let pay = self.founders_pay.as_ref();
        let paid = pay.map_or_else(|| NOTHING.to_owned(), |pay| format!("{} a month", pay.grouped(2)));
        let mut rows = vec![vec!["Founders' pay".to_owned(), paid, money(pay)]];
        rows.extend(self.of_kind(CostKind::Fixed).map(|cost| self.fixed_cost_row(cost)));
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
        vec![cost_title(cost), format!("{paid}{}", self.given_currency(cost)), money(cost.monthly.as_ref())]
    }

    pub(super) fn one_off_table(&self) -> FigureTable {
        let mut rows: Vec<Vec<String>> =
            self.of_kind(CostKind::OneOff).map(|cost| vec![cost_title(cost), money(cost.once.as_ref())]).collect();
        if !rows.is_empty() {
            let total = &self.totals.one_offs;
            rows.push(vec!["Total".to_owned(), with_note(total.amount.as_ref(), total.note())]);
        }
        self.table(
            "One-off costs",
            &["Cost", "Once"],
            rows,
            &["These are paid before the opening. They lower the start cash and are in no month's result."],
        )
    }

    fn of_kind(&self, kind: CostKind) -> impl Iterator<Item = &CostFigures> {
        self.costs.iter().filter(move |cost| cost.kind == Some(kind))
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
