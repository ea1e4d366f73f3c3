//! Where the money comes from and what it is for, when money is asked for.

use super::break_even::BreakEven;
use super::cash::{CashCourse, LowestCash};
use super::inputs::{Inputs, SumInput};
use super::totals::{Total, Totals, partial_note};
use super::{Exact, NOT_KNOWN};
use rust_decimal::Decimal;

/// Sources and uses of funds, and how the money asked for could be paid back. Interest is left aside.
#[derive(Clone, Debug, PartialEq)]
pub struct Funding {
    /// The founders' own money in the money at the start.
    pub own: Option<Exact>,
    /// The other sources of the money at the start, by name.
    pub named: Vec<(String, Option<Exact>)>,
    /// The sum of the other sources; zero where there is none.
    pub other: Total,
    /// The money at the start that no source was named for; below zero where the sources named are more.
    pub unnamed: Option<Exact>,
    /// The sums asked for, by what they are for.
    pub requests: Vec<(String, Option<Exact>)>,
    /// All that is asked for; no amount where nothing is.
    pub asked: Total,
    /// Everything there would be: the money at the start and the money asked for.
    pub sources: Option<Exact>,
    /// How much of all sources is the founders' own money, in percent.
    pub own_share: Option<Exact>,
    /// What the first months lose together, up to the lowest point of the cash, and the month of that point.
    pub losses: Option<LowestCash>,
    /// What the sources leave after one-off costs and losses; below zero it is still missing.
    pub reserve: Option<Exact>,
    /// One-off costs, losses and the reserve together: the sources, unless they are not enough.
    pub uses: Option<Exact>,
    /// What is paid back a month, without interest.
    pub instalment: Option<Exact>,
    /// The least money there is with the money asked for and the wished payments, within 36 months.
    pub lowest: Option<LowestCash>,
    /// What is missing at the worst moment, within 36 months, in spite of the money asked for and because of its
    /// payments as far as they were said; the whole funding gap where nothing is asked for.
    pub still_missing: Option<LowestCash>,
    /// By how many percent sales may fall before a normal month no longer carries the payments; below zero where it
    /// does not carry them as it is. `None` where nothing is to be paid back.
    pub safety: Option<Exact>,
}

impl Funding {
    pub(super) fn new(inputs: &Inputs, totals: &Totals, break_even: &BreakEven, cash: &CashCourse) -> Self {
        let start = inputs.start_cash.map(Exact::from);
        let own = inputs.own_money.map(Exact::from);
        let mut other = total(&inputs.other_money, ("other source", "other sources"));
        if other.of == 0 {
            other.amount = Some(Exact::zero());
        }
        let asked = total(&inputs.requests, ("sum asked for", "sums asked for"));
        let said = own.as_ref().map(|own| own + &amount(&other));
        let unnamed = start.as_ref().zip(said.as_ref()).map(|(start, said)| start - said);
        let at_start = start.into_iter().chain(said).max();
        let sources = at_start.map(|at_start| &at_start + &amount(&asked));
        let losses = losses(cash);
        let spent = totals.one_offs.amount.as_ref().zip(losses.as_ref()).map(|(once, lost)| once + &lost.amount);
        let reserve = sources.as_ref().zip(spent.as_ref()).map(|(sources, spent)| sources - spent);
        let whole = asked.amount.clone().filter(|_| !asked.is_partial());
        let instalment = whole.as_ref().and_then(|asked| asked.over(&Exact::whole(inputs.payback_months?.into())));
        Self {
            own_share: own.as_ref().zip(sources.as_ref()).and_then(|(own, all)| (own * &Exact::whole(100)).over(all)),
            uses: spent.zip(reserve.as_ref()).map(|(spent, reserve)| &spent + &reserve.clone().max(Exact::zero())),
            lowest: whole.and_then(|asked| lowest(cash, &asked, instalment.as_ref(), inputs.payback_start?, inputs)),
            still_missing: still_missing(cash, &amount(&asked), instalment.as_ref(), inputs),
            safety: instalment.as_ref().and_then(|instalment| safety(totals, break_even, instalment)),
            named: named(&inputs.other_money),
            requests: named(&inputs.requests),
            own,
            other,
            unnamed,
            asked,
            sources,
            losses,
            reserve,
            instalment,
        }
    }

    /// What is left out of the sources.
    #[must_use]
    pub fn sources_note(&self) -> Option<String> {
        if self.sources.is_none() { Some(NOT_KNOWN.to_owned()) } else { partial_note(&[&self.other, &self.asked]) }
    }

    /// What is left out of the reserve and the uses.
    pub(super) fn uses_note(&self, totals: &Totals) -> Option<String> {
        if self.reserve.is_none() {
            return Some(NOT_KNOWN.to_owned());
        }
        partial_note(&[&self.other, &self.asked, &totals.contribution, &totals.fixed_costs, &totals.one_offs])
    }

    /// Whether any money is asked for.
    #[must_use]
    pub fn is_asked_for(&self) -> bool {
        self.asked.of > 0
    }
}

fn total(sums: &[SumInput], called: (&'static str, &'static str)) -> Total {
    let sums: Vec<Option<Exact>> = sums.iter().map(|sum| sum.amount.map(Exact::from)).collect();
    Total::of(sums.iter().map(Option::as_ref), called)
}

fn named(sums: &[SumInput]) -> Vec<(String, Option<Exact>)> {
    sums.iter().map(|sum| (sum.title.clone(), sum.amount.map(|amount: Decimal| Exact::from(amount)))).collect()
}

fn amount(total: &Total) -> Exact {
    total.amount.clone().unwrap_or_else(Exact::zero)
}

/// How far all results together fall below nothing, and when they are lowest.
fn losses(cash: &CashCourse) -> Option<LowestCash> {
    let mut results = cash.months.iter().filter_map(|month| Some((month.month, month.profit.as_ref()?))).peekable();
    results.peek()?;
    let (mut sum, mut lost) = (Exact::zero(), LowestCash { amount: Exact::zero(), month: 0 });
    for (month, profit) in results {
        sum = &sum + profit;
        let below = -&sum;
        if below > lost.amount {
            lost = LowestCash { amount: below, month };
        }
    }
    Some(lost)
}

/// How far the cash falls below zero with the money asked for. Where the first payment was not dated, it falls in the
/// month after the money comes, which is the worst for the cash.
fn still_missing(cash: &CashCourse, asked: &Exact, instalment: Option<&Exact>, inputs: &Inputs) -> Option<LowestCash> {
    let lowest = lowest(cash, asked, instalment, inputs.payback_start.unwrap_or(1), inputs)?;
    Some(LowestCash { amount: (-&lowest.amount).max(Exact::zero()), month: lowest.month })
}

/// Like the safety of the break-even, with the payment among what a month has to cover.
fn safety(totals: &Totals, break_even: &BreakEven, instalment: &Exact) -> Option<Exact> {
    break_even.sales()?;
    let needed = (totals.fixed_costs.amount.as_ref()? + instalment).over(totals.contribution.amount.as_ref()?)?;
    Some(&(&Exact::whole(1) - &needed) * &Exact::whole(100))
}

/// The lowest cash when the money asked for is there from the opening on and is paid back from the month `first` on.
fn lowest(
    cash: &CashCourse,
    asked: &Exact,
    instalment: Option<&Exact>,
    first: u32,
    inputs: &Inputs,
) -> Option<LowestCash> {
    let (first, count) = (first.max(1), inputs.payback_months.unwrap_or(0));
    let mut lowest: Option<LowestCash> = None;
    for month in &cash.months {
        let paid = (month.month + 1).saturating_sub(first).min(count);
        let back = instalment.map_or_else(Exact::zero, |instalment| instalment * &Exact::whole(paid.into()));
        let amount = &(month.cash.as_ref()? + asked) - &back;
        if lowest.as_ref().is_none_or(|lowest| amount < lowest.amount) {
            lowest = Some(LowestCash { amount, month: month.month });
        }
    }
    lowest
}
