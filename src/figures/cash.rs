//! The course of the money over the first 36 months.

use super::inputs::Inputs;
use super::ramp::Ramp;
use super::totals::Totals;
use super::{Exact, NOT_KNOWN};

/// How far ahead the cash course looks.
pub const MONTHS_AHEAD: u32 = 36;

/// Profit and money month by month, and the moments that matter.
#[derive(Clone, Debug, PartialEq)]
pub struct CashCourse {
    /// How sales grow.
    pub ramp: Ramp,
    /// The money left for the start: start cash less one-off costs.
    pub opening: Option<Exact>,
    /// The opening, as month 0, and the months after it; empty where neither profit nor cash can be worked out.
    pub months: Vec<Month>,
    /// The first month that loses nothing.
    pub first_profitable: Within36,
    /// The first month that ends with less than nothing.
    pub out_of_cash: Within36,
    /// The least money there is at the end of a month, and when first.
    pub lowest: Option<LowestCash>,
    /// The money that is missing: how far the cash falls below zero.
    pub funding_gap: Option<Exact>,
    /// The first month by which all profits and losses together have earned back the one-off costs.
    pub payback: Within36,
    /// How long the money lasts at the sales of a normal month.
    pub steady_runway: Runway,
    /// How long the money lasts if nothing at all is sold.
    pub no_sales_runway: Runway,
}

/// One month of the cash course.
#[derive(Clone, Debug, PartialEq)]
pub struct Month {
    /// Counted from the opening, which is 0.
    pub month: u32,
    /// Its sales as a part of full sales; `None` for the opening.
    pub level: Option<Exact>,
    /// Contribution at these sales less fixed costs; `None` for the opening.
    pub profit: Option<Exact>,
    /// The money at its end.
    pub cash: Option<Exact>,
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

impl CashCourse {
    /// The course, as far as everything it rests on is known: nothing is concluded from totals that leave something
    /// out (`is_open`), since what is left out could turn it round.
    pub(super) fn new(inputs: &Inputs, totals: &Totals, is_open: bool) -> Self {
        let ramp = Ramp::new(inputs);
        let one_offs = totals.one_offs.amount.clone().unwrap_or_else(Exact::zero);
        let opening = inputs.start_cash.map(|cash| &Exact::from(cash) - &one_offs);
        let months = if is_open { Vec::new() } else { months(&ramp, totals, opening.as_ref()) };
        let lowest = lowest(&months);
        let fixed = totals.fixed_costs.amount.as_ref().filter(|_| !is_open);
        let burn = totals.profit.as_ref().filter(|_| !is_open).map(|profit| -profit);
        Self {
            first_profitable: first(&months, |month| month.profit.as_ref(), |profit| !profit.is_negative()),
            out_of_cash: first(&months, |month| month.cash.as_ref(), Exact::is_negative),
            funding_gap: lowest.as_ref().map(|lowest| (-&lowest.amount).max(Exact::zero())),
            payback: payback(&months, &one_offs),
            steady_runway: Runway::new(opening.as_ref(), burn.as_ref()),
            no_sales_runway: Runway::new(opening.as_ref(), fixed),
            ramp,
            opening,
            months,
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

fn months(ramp: &Ramp, totals: &Totals, opening: Option<&Exact>) -> Vec<Month> {
    let Some(contribution) = totals.contribution.amount.as_ref() else { return Vec::new() };
    let Some(fixed) = totals.fixed_costs.amount.as_ref() else { return Vec::new() };
    let mut cash = opening.cloned();
    let mut course = vec![Month { month: 0, level: None, profit: None, cash: cash.clone() }];
    for month in 1..=MONTHS_AHEAD {
        let Some(level) = ramp.level(month) else { return Vec::new() };
        let profit = &(&level * contribution) - fixed;
        cash = cash.map(|cash| &cash + &profit);
        course.push(Month { month, level: Some(level), profit: Some(profit), cash: cash.clone() });
    }
    course
}

/// The first month of which something known holds.
fn first<'a>(
    months: &'a [Month],
    number: impl Fn(&'a Month) -> Option<&'a Exact>,
    holds: impl Fn(&Exact) -> bool,
) -> Within36 {
    let mut known = months.iter().filter_map(|month| Some((month.month, number(month)?))).peekable();
    if known.peek().is_none() {
        return Within36::Unknown;
    }
    known.find(|(_, number)| holds(number)).map_or(Within36::NotWithin36, |(month, _)| Within36::Month(month))
}

fn payback(months: &[Month], one_offs: &Exact) -> Within36 {
    let mut earned = -one_offs;
    let mut known = months.iter().filter_map(|month| Some((month.month, month.profit.as_ref()?))).peekable();
    if known.peek().is_none() {
        return Within36::Unknown;
    }
    for (month, profit) in known {
        earned = &earned + profit;
        if !earned.is_negative() {
            return Within36::Month(month);
        }
    }
    Within36::NotWithin36
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
