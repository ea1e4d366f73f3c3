//! Sources and uses of funds.

use super::super::{Exact, Figures};
use super::{FigureTable, money, percent, row, with_note};

impl Figures {
    /// The table of sources and uses; without a row where no money is asked for.
    pub(super) fn funding_table(&self) -> FigureTable {
        let rows = if self.funding.is_asked_for() { self.funding_rows() } else { Vec::new() };
        self.table(
            "Where the money comes from and what it is for",
            &["Figure", "Amount"],
            rows,
            &[
                "All sources are the money at the start, or the sources named where they are more, and the money asked for.",
                "The losses of the first months are added up to the month in which the cash is lowest.",
                "The reserve is what the sources leave after one-off costs and losses; below zero it is missing.",
                "All uses are the one-off costs, the losses and a reserve above zero.",
                "Paid back a month is the money asked for divided by the months wished; interest is left aside.",
            ],
        )
    }

    fn funding_rows(&self) -> Vec<Vec<String>> {
        let funding = &self.funding;
        let uses_note = funding.uses_note(&self.totals);
        let mut rows = vec![row("Own money", money(funding.own.as_ref()))];
        rows.extend(funding.named.iter().map(|(title, amount)| row(title, money(amount.as_ref()))));
        if let Some(unnamed) = funding.unnamed.as_ref().filter(|unnamed| unnamed.is_positive()) {
            rows.push(row("Money at the start without a named source", money(Some(unnamed))));
        }
        rows.extend(
            funding.requests.iter().map(|(title, amount)| row(&format!("Asked for: {title}"), money(amount.as_ref()))),
        );
        rows.push(row("All sources", with_note(funding.sources.as_ref(), funding.sources_note())));
        rows.push(row("Own money in all sources", percent(funding.own_share.as_ref())));
        let one_offs = &self.totals.one_offs;
        rows.push(row("One-off costs", with_note(one_offs.amount.as_ref(), one_offs.note())));
        rows.push(self.loss_row());
        let is_missing = funding.reserve.as_ref().is_some_and(Exact::is_negative);
        let reserve = funding.reserve.as_ref().map(|reserve| if is_missing { -reserve } else { reserve.clone() });
        rows.push(row(
            if is_missing { "Still missing" } else { "Reserve" },
            with_note(reserve.as_ref(), uses_note.clone()),
        ));
        rows.push(row("All uses", with_note(funding.uses.as_ref(), uses_note)));
        if funding.instalment.is_some() {
            rows.push(row("Paid back a month", money(funding.instalment.as_ref())));
        }
        if let Some(lowest) = &funding.lowest {
            let amount = format!("{} in month {}", lowest.amount.grouped(2), lowest.month);
            rows.push(row("Lowest cash with this money and these payments", amount));
        }
        if let Some(missing) = funding.still_missing.as_ref().filter(|missing| missing.amount.is_positive()) {
            let amount = format!("{} in month {}", missing.amount.grouped(2), missing.month);
            rows.push(row("Missing in spite of the money asked for", amount));
        }
        rows
    }

    fn loss_row(&self) -> Vec<String> {
        match &self.funding.losses {
            Some(losses) if losses.month > 0 => {
                row(&format!("Losses up to month {}", losses.month), money(Some(&losses.amount)))
            }
            losses => row("Losses of the first months", money(losses.as_ref().map(|losses| &losses.amount))),
        }
    }
}
