//! The sales at which nothing is lost and nothing is earned.

use super::stream::StreamFigures;
use super::totals::Totals;
use super::{Exact, NOT_KNOWN};

/// Whether, and at which sales, the contribution covers what is due every month, the mix of streams being kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BreakEven {
    /// At these sales.
    At {
        /// Fixed costs divided by contribution: the part of a normal month's sales that is needed. `None` where the
        /// only stream has no sales to take a part of.
        factor: Option<Exact>,
        /// The revenue that is needed a month.
        sales: Exact,
    },
    /// There are no fixed costs to cover, and each sale leaves something.
    AtZero,
    /// There are no fixed costs, and the sales leave exactly nothing.
    AlwaysEven,
    /// There are no fixed costs, and the sales lose money: only without sales nothing is lost.
    OnlyUnsold,
    /// The sales leave nothing, so more of them never cover the fixed costs.
    NoVolume,
    /// Contribution or fixed costs are not known, or not known in full.
    Unknown,
}

impl BreakEven {
    /// What it takes to cover `fixed` a month, from the totals; a plan with one stream needs no known sales for it. Nothing
    /// is said while a stream is open of which something is known; a stream that is only an idea stays out of the mix.
    pub(super) fn new(fixed: Option<&Exact>, totals: &Totals, streams: &[StreamFigures]) -> Self {
        let Some(fixed) = fixed else { return Self::Unknown };
        if let Some(alone) = Self::alone(fixed, streams) {
            return alone;
        }
        if streams.iter().any(|stream| !stream.is_whole() && !stream.is_idea()) {
            return Self::Unknown;
        }
        let Some(contribution) = totals.contribution.amount.as_ref() else { return Self::Unknown };
        match (fixed.is_positive(), contribution.is_positive(), contribution.is_negative()) {
            (true, true, _) => fixed.over(contribution).map_or(Self::NoVolume, |factor| Self::At {
                sales: &factor * &totals.counted_revenue,
                factor: Some(factor),
            }),
            (true, false, _) => Self::NoVolume,
            (false, true, _) => Self::AtZero,
            (false, _, true) => Self::OnlyUnsold,
            (false, false, false) => Self::AlwaysEven,
        }
    }

    /// A single stream that leaves something on each sale breaks even, however much of it is sold so far.
    fn alone(fixed: &Exact, streams: &[StreamFigures]) -> Option<Self> {
        let [stream] = streams else { return None };
        let contribution = stream.unit_contribution.as_ref().filter(|unit| stream.counted && unit.is_positive())?;
        if !fixed.is_positive() {
            return Some(Self::AtZero);
        }
        let units = fixed.over(contribution)?;
        let sales = &units * stream.unit_price.as_ref()?;
        Some(Self::At { factor: stream.units.as_ref().and_then(|sold| units.over(sold)), sales })
    }

    /// The whole number of sales of a stream at break-even; `None` where there is none.
    pub(super) fn units(&self, stream: &StreamFigures, fixed: Option<&Exact>) -> Option<Exact> {
        if !stream.counted {
            return None;
        }
        match self {
            Self::AtZero => stream.unit_contribution.as_ref().map(|_| Exact::zero()),
            Self::At { factor: Some(factor), .. } => {
                stream.contribution.as_ref()?;
                Some((factor * stream.units.as_ref()?).ceil())
            }
            Self::At { factor: None, .. } => Some(fixed?.over(stream.unit_contribution.as_ref()?)?.ceil()),
            _ => None,
        }
    }

    /// The revenue that is needed a month; `None` where there is no such number.
    #[must_use]
    pub fn sales(&self) -> Option<Exact> {
        match self {
            Self::At { sales, .. } => Some(sales.clone()),
            Self::AtZero => Some(Exact::zero()),
            _ => None,
        }
    }

    /// The part of a normal month's sales that is needed; `None` where there is no such number.
    #[must_use]
    pub fn factor(&self) -> Option<Exact> {
        match self {
            Self::At { factor, .. } => factor.clone(),
            Self::AtZero => Some(Exact::zero()),
            _ => None,
        }
    }

    /// By how many percent sales may fall before money is lost; below zero where they are too low already.
    pub(super) fn safety(&self, totals: &Totals) -> Option<Exact> {
        let revenue = &totals.counted_revenue;
        let margin = (revenue - &self.sales()?).over(revenue)?;
        Some(&margin * &Exact::whole(100))
    }

    /// Why there is no number, or what is special about it.
    #[must_use]
    pub fn note(&self) -> Option<&'static str> {
        match self {
            Self::At { .. } => None,
            Self::AtZero => Some("break-even at 0"),
            Self::AlwaysEven => Some("always exactly even"),
            Self::OnlyUnsold => Some("even only without sales"),
            Self::NoVolume => Some("no volume breaks even"),
            Self::Unknown => Some(NOT_KNOWN),
        }
    }
}
