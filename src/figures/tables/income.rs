//! What comes in: streams, customers, other currencies.

use super::super::stream::StreamFigures;
use super::super::{AcquisitionCost, CustomerPayback, Figures, Lifetime, NOT_KNOWN};
use super::{FigureTable, count, money, or_note, percent, with_note};
use crate::words::listed;

impl Figures {
    pub(super) fn stream_table(&self) -> FigureTable {
        let mut rows: Vec<Vec<String>> = self.streams.iter().map(|stream| self.stream_row(stream)).collect();
        if !rows.is_empty() {
            let totals = &self.totals;
            let shared = self.streams.iter().any(|stream| stream.share.is_some());
            rows.push(vec![
                "Total".to_owned(),
                String::new(),
                String::new(),
                String::new(),
                String::new(),
                with_note(totals.revenue.amount.as_ref(), totals.revenue.note()),
                with_note(totals.contribution.amount.as_ref(), totals.contribution.note()),
                if shared { "100.0 %".to_owned() } else { super::NOTHING.to_owned() },
            ]);
        }
        self.table(
            "Revenue streams in a normal month",
            &["Stream", "Price", "Variable cost", "Contribution", "Sales", "Revenue", "Contribution a month", "Share"],
            rows,
            &[
                "Contribution is the price less the variable cost: what one sale leaves.",
                "For a commission the price is the deal times the share you keep.",
                "Revenue is the price times the sales. Contribution a month is the contribution times the sales.",
                "Variable cost is the direct cost told with the price, or the variable costs that break it down, or both.",
                "Share is the stream's revenue divided by all revenue, rounded so that all shares make 100.",
            ],
        )
    }

    /// What the totals leave out, each in a line of its own; without a row where they are whole.
    pub(super) fn left_out_table(&self) -> FigureTable {
        let open =
            self.incomplete.iter().map(|item| vec![item.title.clone(), item.why.clone(), money(item.brings.as_ref())]);
        let no_rate = self.without_rate.iter().map(|item| {
            vec![item.title.clone(), format!("no exchange rate for {}", item.why), super::NOTHING.to_owned()]
        });
        let pay = self.founders_pay.is_none() && !self.streams.is_empty();
        let pay = pay.then(|| vec!["Founders' pay".to_owned(), NOT_KNOWN.to_owned(), super::NOTHING.to_owned()]);
        self.table(
            "Not counted in the totals",
            &["What", "Why", "Brings a month"],
            open.chain(no_rate).chain(pay).collect(),
            &[
                "Revenue, cost and contribution count the same streams: those of which everything is known.",
                "Nothing is concluded about break-even and cash while something is left out that could change it.",
            ],
        )
    }

    fn stream_row(&self, stream: &StreamFigures) -> Vec<String> {
        let title = if stream.counted || stream.currency == self.currency {
            stream.title.clone()
        } else {
            format!("{} ({}, not in the total)", stream.title, stream.currency)
        };
        // A sum of money a month has no price and no number.
        let each = |number: &Option<super::super::Exact>| money(number.as_ref().filter(|_| !stream.by_amount));
        vec![
            title,
            each(&stream.unit_price),
            each(&stream.unit_variable_cost),
            each(&stream.unit_contribution),
            count(stream.units.as_ref().filter(|_| !stream.by_amount)),
            money(stream.revenue.as_ref()),
            money(stream.contribution.as_ref()),
            percent(stream.share_shown.as_ref()),
        ]
    }

    pub(super) fn customer_table(&self) -> FigureTable {
        let rows = self.streams.iter().filter(|stream| stream.economics.is_given()).map(customer_row).collect();
        self.table(
            "Winning and keeping customers",
            &[
                "Stream",
                "Leaves a month",
                "Cost to win",
                "Months they stay",
                "Lifetime value",
                "Months to pay back",
                "Value to cost",
            ],
            rows,
            &[
                "A customer leaves the contribution of one sale times the purchases a month.",
                "Cost to win is the monthly cost of winning customers divided by the new customers.",
                "Months they stay is 1 divided by the part of the customers lost in a month.",
                "Lifetime value is what a customer leaves a month times the months they stay.",
                "Months to pay back is the cost to win divided by what a customer leaves a month.",
                "Value to cost is the lifetime value divided by the cost to win.",
            ],
        )
    }

    pub(super) fn other_currency_table(&self) -> FigureTable {
        let rows = self
            .other_currencies
            .iter()
            .map(|totals| {
                vec![
                    totals.currency.clone(),
                    money(totals.revenue.as_ref()),
                    money(totals.contribution.as_ref()),
                    money(totals.fixed_costs.as_ref()),
                    money(totals.one_offs.as_ref()),
                    listed(&totals.titles),
                ]
            })
            .collect();
        let table = self.table(
            "Kept apart for want of an exchange rate",
            &["Currency", "Revenue", "Contribution", "Fixed costs", "One-off costs", "From"],
            rows,
            &["These sums are not in any total above: without a rate, currencies cannot be added."],
        );
        FigureTable { title: "Kept apart for want of an exchange rate".to_owned(), ..table }
    }
}

fn customer_row(stream: &StreamFigures) -> Vec<String> {
    let economics = &stream.economics;
    let cost = match &economics.acquisition_cost {
        AcquisitionCost::Each(cost) => Some(cost.grouped(2)),
        AcquisitionCost::NoNewCustomers | AcquisitionCost::Unknown => None,
    };
    let stays = match &economics.lifetime {
        Lifetime::Months(months) => Some(months.grouped(2)),
        Lifetime::Unbounded | Lifetime::Unknown => None,
    };
    let payback = match &economics.payback {
        CustomerPayback::Months(months) => Some(months.grouped(2)),
        CustomerPayback::Never | CustomerPayback::Unknown => None,
    };
    vec![
        stream.title.clone(),
        money(economics.monthly_contribution.as_ref()),
        or_note(cost, economics.acquisition_cost.note()),
        or_note(stays, economics.lifetime.note()),
        money(economics.lifetime_value.as_ref()),
        or_note(payback, economics.payback.note()),
        money(economics.value_to_cost.as_ref()),
    ]
}
