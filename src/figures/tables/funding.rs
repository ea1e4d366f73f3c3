//! Sources and uses of funds, and the loans.

use super::super::{Exact, Figures, STAND_IN, Source};
use super::{FigureTable, NOTHING, money, percent, row, with_note};

impl Figures {
    /// The table of sources and uses; without a row where no source is known.
    pub(super) fn funding_table(&self) -> FigureTable {
        let rows = if self.funding.sources.is_empty() { Vec::new() } else { self.funding_rows() };
        self.table(
            "Where the money comes from and what it is for",
            &["Figure", "Amount"],
            rows,
            &[
                "What is bought once counts with its VAT.",
                "The losses of the first months are what is paid more than comes in, up to the month in which that is most.",
                "The reserve is what the sources leave after both; below zero it is missing.",
            ],
        )
    }

    fn funding_rows(&self) -> Vec<Vec<String>> {
        let funding = &self.funding;
        let uses_note = funding.uses_note(&self.totals);
        let of_source = |source: &Source| {
            let asked = if source.certainty.is_of_this_plan() { "Asked for: " } else { "" };
            let month = if source.month > 0 { format!(", in month {}", source.month) } else { String::new() };
            row(&format!("{asked}{}{month}", source.title), money(source.amount.as_ref()))
        };
        let mut rows: Vec<Vec<String>> = funding.sources.iter().map(of_source).collect();
        rows.push(row("All sources", with_note(funding.all.amount.as_ref(), funding.sources_note())));
        rows.push(row("Own money in all sources", percent(funding.own_share.as_ref())));
        rows.push(row("Bought once", money(funding.bought.as_ref())));
        rows.push(self.loss_row());
        let is_missing = funding.reserve.as_ref().is_some_and(Exact::is_negative);
        let reserve = funding.reserve.as_ref().map(|reserve| if is_missing { -reserve } else { reserve.clone() });
        let called = if is_missing { "Still missing" } else { "Reserve" };
        rows.push(row(called, with_note(reserve.as_ref(), uses_note.clone())));
        rows.push(row("All uses", with_note(funding.uses.as_ref(), uses_note)));
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

    /// The loans, each with what it costs; without a row where nothing is to be paid back.
    pub(super) fn loan_table(&self) -> FigureTable {
        let loans: Vec<&Source> = self.funding.sources.iter().filter(|source| source.months.is_some()).collect();
        let mut formulas = vec![
            "A payment is interest and repayment in the first month of full payment; the first falls due a month after the money came.".to_owned(),
            "Payments and each month's interest are rounded to whole cents, and the last payment clears the loan.".to_owned(),
        ];
        if loans.iter().any(|loan| loan.stand_in) {
            formulas.push(format!("Where the interest is not known, {STAND_IN} % a year are counted; at 4 and 8 % the payments stand beside."));
        }
        let formulas: Vec<&str> = formulas.iter().map(String::as_str).collect();
        let headings = ["Loan", "Amount", "Interest a year", "Months", "A payment", "Interest in all"];
        self.table("Loans", &headings, loans.into_iter().map(loan_row).collect(), &formulas)
    }
}

fn loan_row(loan: &Source) -> Vec<String> {
    let none = Exact::zero();
    let rate = loan.interest.as_ref().map_or_else(|| NOTHING.to_owned(), |rate| format!("{} %", rate.grouped(2)));
    let beside = |points| loan.service(&Exact::whole(points)).grouped(2);
    let payment = loan.service(&none).grouped(2);
    let payment = if loan.stand_in { format!("{payment} ({} to {})", beside(-2), beside(2)) } else { payment };
    vec![
        loan.title.clone(),
        money(loan.amount.as_ref()),
        if loan.stand_in { format!("{rate} (not known)") } else { rate },
        loan.months.map_or_else(|| NOTHING.to_owned(), |months| months.to_string()),
        payment,
        loan.interest_in_all().grouped(2),
    ]
}
