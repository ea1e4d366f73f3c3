//! What the course of the money comes to: the moments that matter.

use super::course::{Basis, Change, Month, Year};
use super::inputs::Inputs;
use super::loan::Source;
use super::totals::Totals;
use super::volume::Ramp;
use super::{Exact, NOT_KNOWN};

/// How far ahead the turning points look.
pub const MONTHS_AHEAD: u32 = 36;

/// The course of the money, and the moments that matter.
#[derive(Clone, Debug, PartialEq)]
pub struct CashCourse {
    /// How sales grow, where a stream says nothing else.
    pub ramp: Ramp,
    /// The money of month 0 that is there or promised.
    pub start: Option<Exact>,
    /// The money left for the start: all of month 0, with what is asked for, less what is bought in it.
    pub opening: Option<Exact>,
    /// The opening, as month 0, and the months after it; empty where neither results nor cash can be worked out. There
    /// are 36, or 60 where a loan runs on.
    pub months: Vec<Month>,
    /// The money at the end of each of them without what nobody has promised, its interest and its repayment; empty where
    /// nothing is asked for.
    pub unfunded_cash: Vec<Option<Exact>>,
    /// What customers are billed within 36 months for months after these, without VAT; `None` where nobody pays ahead.
    pub paid_ahead: Option<Exact>,
    /// Their years.
    pub years: Vec<Year>,
    /// The first month whose operating result is no loss.
    pub first_profitable: Within36,
    /// How the cash does with all money that is there, promised or asked for.
    pub funded: Shortfall,
    /// The same without what nobody has promised, its interest and its repayment.
    pub unfunded: Shortfall,
    /// The first month by which all results before depreciation together have earned back the one-off costs.
    pub payback: Within36,
    /// How long the money lasts at the sales of a usual month.
    pub steady_runway: Runway,
    /// How long the money lasts if nothing at all is sold.
    pub no_sales_runway: Runway,
}

/// How far the cash falls.
#[derive(Clone, Debug, PartialEq)]
pub struct Shortfall {
    /// The first month that ends with less than nothing.
    pub out_of_cash: Within36,
    /// The least money there is at the end of a month, and when first.
    pub lowest: Option<LowestCash>,
    /// The money that is missing: how far the cash falls below zero.
    pub gap: Option<Exact>,
}

/// The least money there is, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LowestCash {
    /// The amount, which may be below zero.
    pub amount: Exact,
    /// The first month that ends with it.
    pub month: u32,
}

/// When something happens first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within36 {
    /// In this month, counted from the opening.
    Month(u32),
    /// Not in the 36 months that are looked at.
    NotWithin36,
    /// Something it needs is not known.
    Unknown,
}

/// How long the money lasts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runway {
    /// This many months.
    Months(Exact),
    /// The money does not become less.
    NotShrinking,
    /// There is less than nothing at the opening already.
    Spent,
    /// Something it needs is not known.
    Unknown,
}

/// What is known of a plan before its course is worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Known {
    /// So little that there are no months.
    Little,
    /// All but streams that stay out of the months; nothing is concluded, since they could turn it round.
    ButStreams,
    /// Everything.
    All,
}

impl CashCourse {
    /// The course, as far as everything it rests on is known. `service` is what loans cost in a usual month.
    pub(super) fn new(inputs: &Inputs, basis: &Basis, totals: &Totals, known: Known, service: &Exact) -> Self {
        let is_traded = known > Known::Little && totals.contribution.amount.is_some();
        let asked = basis.sources.iter().any(|source| source.certainty.is_asked_for());
        let unfunded = Change { unfunded: true, ..Change::default() };
        let unfunded = asked.then(|| if is_traded { basis.looked_at(&unfunded) } else { Vec::new() });
        let months = if is_traded { basis.months(&Change::default()) } else { Vec::new() };
        let judged = looked_at(if known == Known::All { &months } else { &[] });
        let is_known = basis.sources.iter().any(|source| source.amount.is_some());
        let before = basis.sources.iter().filter(|source| source.month == 0);
        let (asked, sure): (Vec<&Source>, Vec<&Source>) = before.partition(|source| source.certainty.is_asked_for());
        let sum = |sources: Vec<&Source>| sources.iter().filter_map(|source| source.amount.as_ref()).sum::<Exact>();
        let start = is_known.then(|| sum(sure));
        let opening = start.as_ref().map(|start| &(start + &sum(asked)) - &basis.bought_before());
        let fixed = totals.fixed_costs.amount.as_ref().filter(|_| known == Known::All);
        let burn = totals.profit.as_ref().filter(|_| known == Known::All).map(|profit| service - profit);
        Self {
            ramp: Ramp::new(inputs),
            first_profitable: first(judged.get(1..).unwrap_or_default(), |month| !month.operating_result.is_negative()),
            funded: Shortfall::new(judged),
            unfunded: match &unfunded {
                Some(unfunded) if known == Known::All => Shortfall::new(unfunded),
                _ => Shortfall::new(judged),
            },
            payback: payback(judged),
            steady_runway: Runway::new(opening.as_ref(), burn.as_ref()),
            no_sales_runway: Runway::new(opening.as_ref(), fixed.map(|fixed| fixed + service).as_ref()),
            years: basis.years(&months),
            paid_ahead: basis.billed_beyond(MONTHS_AHEAD).filter(|_| known == Known::All),
            unfunded_cash: unfunded.into_iter().flatten().map(|month| month.cash).collect(),
            start,
            opening,
            months,
        }
    }

    /// The months that conclusions are drawn from; empty while something is open.
    pub(super) fn judged(&self) -> &[Month] {
        if self.first_profitable == Within36::Unknown { &[] } else { looked_at(&self.months) }
    }
}

/// The months that turning points are looked for in.
pub(super) fn looked_at(months: &[Month]) -> &[Month] {
    let end = usize::try_from(MONTHS_AHEAD).unwrap_or(usize::MAX).saturating_add(1);
    months.get(..end).unwrap_or(months)
}

impl Shortfall {
    pub(super) fn new(months: &[Month]) -> Self {
        let lowest = lowest(months);
        let is_out = |month: &Month| month.cash.as_ref().is_some_and(Exact::is_negative);
        Self {
            out_of_cash: if lowest.is_some() { first(months, is_out) } else { Within36::Unknown },
            gap: lowest.as_ref().map(|lowest| (-&lowest.amount).max(Exact::zero())),
            lowest,
        }
    }
}

impl Within36 {
    /// The month; `None` where there is none.
    #[must_use]
    pub fn month(self) -> Option<u32> {
        match self {
            Self::Month(month) => Some(month),
            Self::NotWithin36 | Self::Unknown => None,
        }
    }

    /// Why there is no month.
    #[must_use]
    pub fn note(self) -> Option<&'static str> {
        match self {
            Self::Month(_) => None,
            Self::NotWithin36 => Some("not within 36 months"),
            Self::Unknown => Some(NOT_KNOWN),
        }
    }
}

impl Runway {
    fn new(opening: Option<&Exact>, burn: Option<&Exact>) -> Self {
        match (opening, burn) {
            (_, Some(burn)) if !burn.is_positive() => Self::NotShrinking,
            (Some(opening), Some(_)) if opening.is_negative() => Self::Spent,
            (Some(opening), Some(burn)) => opening.over(burn).map_or(Self::NotShrinking, Self::Months),
            _ => Self::Unknown,
        }
    }

    /// The months; `None` where there is no such number.
    #[must_use]
    pub fn months(&self) -> Option<&Exact> {
        match self {
            Self::Months(months) => Some(months),
            _ => None,
        }
    }

    /// Why there is no number.
    #[must_use]
    pub fn note(&self) -> Option<&'static str> {
        match self {
            Self::Months(_) => None,
            Self::NotShrinking => Some("not shrinking"),
            Self::Spent => Some("no money left at the start"),
            Self::Unknown => Some(NOT_KNOWN),
        }
    }
}

/// The first month of which something holds.
fn first(months: &[Month], holds: impl Fn(&Month) -> bool) -> Within36 {
    if months.is_empty() {
        return Within36::Unknown;
    }
    months.iter().find(|month| holds(month)).map_or(Within36::NotWithin36, |month| Within36::Month(month.month))
}

fn payback(months: &[Month]) -> Within36 {
    let mut earned = Exact::zero();
    let mut open = months.iter().filter(|month| {
        earned = &(&(&earned + &month.operating_result) - &month.interest) - &month.bought;
        month.month > 0 && !earned.is_negative()
    });
    if months.is_empty() {
        return Within36::Unknown;
    }
    open.next().map_or(Within36::NotWithin36, |month| Within36::Month(month.month))
}

fn lowest(months: &[Month]) -> Option<LowestCash> {
    let mut lowest: Option<LowestCash> = None;
    for month in months {
        let amount = month.cash.clone()?;
        if lowest.as_ref().is_none_or(|lowest| amount < lowest.amount) {
            lowest = Some(LowestCash { amount, month: month.month });
        }
    }
    lowest
}
