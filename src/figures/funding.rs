//! Where the money comes from and what it is for.

use super::break_even::BreakEven;
use super::cash::{CashCourse, LowestCash};
use super::course::{Basis, Month};
use super::inputs::SourceKind;
use super::loan::Source;
use super::totals::{Total, Totals, partial_note};
use super::{Exact, NOT_KNOWN};

/// Sources and uses of funds, and what the loans cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Funding {
    /// Every source, in the order of the inputs.
    pub sources: Vec<Source>,
    /// All of them together; no amount where none is known.
    pub all: Total,
    /// The founders' own money; `None` where some of it is not known.
    pub own: Option<Exact>,
    /// What is asked for with this plan; no amount where nothing is.
    pub asked: Total,
    /// How much of all sources is the founders' own money, in percent.
    pub own_share: Option<Exact>,
    /// What is bought once within the months looked at, with VAT.
    pub bought: Option<Exact>,
    /// What the first months lose together, up to the lowest point of what comes in less what is paid, and the month of
    /// that point.
    pub losses: Option<LowestCash>,
    /// What the sources leave after what is bought once and the losses; below zero it is still missing.
    pub reserve: Option<Exact>,
    /// What is bought, losses and the reserve together: the sources, unless they are not enough.
    pub uses: Option<Exact>,
    /// What all loans cost in the first month of full payment; `None` where there is none.
    pub service: Option<Exact>,
    /// The same of the loans that this plan asks for.
    pub instalment: Option<Exact>,
    /// The interest of all loans until they are paid back; `None` where there is none.
    pub interest: Option<Exact>,
    /// By how many percent sales may fall before a usual month no longer carries the loans; below zero where it
    /// does not carry them as it is. `None` where there is none.
    pub safety: Option<Exact>,
}

impl Funding {
    pub(super) fn new(basis: &Basis, totals: &Totals, with_loans: &BreakEven, cash: &CashCourse) -> Self {
        let sources = &basis.sources;
        let of = |holds: &dyn Fn(&Source) -> bool, parts| {
            Total::of(sources.iter().filter(|source| holds(source)).map(|source| source.amount.as_ref()), parts)
        };
        let all = of(&|_| true, ("source of money", "sources of money"));
        let asked = of(&|source| source.certainty.is_of_this_plan(), ("sum asked for", "sums asked for"));
        let own = of(&|source| source.kind == Some(SourceKind::Own), ("own sum", "own sums"));
        let own = if own.of == 0 { all.amount.as_ref().map(|_| Exact::zero()) } else { own.whole().cloned() };
        let months = cash.judged();
        let bought = (!months.is_empty()).then(|| months.iter().map(|month| &month.investment).sum::<Exact>());
        let losses = losses(months);
        let spent = bought.as_ref().zip(losses.as_ref()).map(|(bought, lost)| bought + &lost.amount);
        let reserve = all.amount.as_ref().zip(spent.as_ref()).map(|(sources, spent)| sources - spent);
        let lent = |holds: &dyn Fn(&Source) -> bool| {
            let loans: Vec<&Source> =
                sources.iter().filter(|source| source.months.is_some() && holds(source)).collect();
            (!loans.is_empty()).then_some(loans)
        };
        let no_points = Exact::zero();
        let service = |loans: Vec<&Source>| loans.iter().map(|loan| loan.service(&no_points)).sum::<Exact>();
        Self {
            own_share: own
                .as_ref()
                .zip(all.amount.as_ref())
                .and_then(|(own, all)| (own * &Exact::whole(100)).over(all)),
            uses: spent.zip(reserve.as_ref()).map(|(spent, reserve)| &spent + &reserve.clone().max(Exact::zero())),
            service: lent(&|_| true).map(service),
            instalment: lent(&|source| source.certainty.is_of_this_plan()).map(service),
            interest: lent(&|_| true).map(|loans| loans.into_iter().map(Source::interest_in_all).sum()),
            safety: lent(&|_| true).and_then(|_| with_loans.safety(totals)),
            sources: sources.clone(),
            all,
            own,
            asked,
            bought,
            losses,
            reserve,
        }
    }

    /// What is left out of the sources.
    #[must_use]
    pub fn sources_note(&self) -> Option<String> {
        if self.all.amount.is_none() { Some(NOT_KNOWN.to_owned()) } else { partial_note(&[&self.all]) }
    }

    /// What is left out of the reserve and the uses.
    pub(super) fn uses_note(&self, totals: &Totals) -> Option<String> {
        if self.reserve.is_none() {
            return Some(NOT_KNOWN.to_owned());
        }
        partial_note(&[&self.all, &totals.contribution, &totals.fixed_costs, &totals.one_offs])
    }

    /// Whether any money is asked for with this plan.
    #[must_use]
    pub fn is_asked_for(&self) -> bool {
        self.asked.of > 0
    }
}

/// How far all that comes in less all that is paid falls below nothing, and when it is lowest.
fn losses(months: &[Month]) -> Option<LowestCash> {
    let (mut sum, mut lost) = (Exact::zero(), LowestCash { amount: Exact::zero(), month: 0 });
    for month in months {
        sum = &sum + &month.running();
        let below = -&sum;
        if below > lost.amount {
            lost = LowestCash { amount: below, month: month.month };
        }
    }
    (!months.is_empty()).then_some(lost)
}
