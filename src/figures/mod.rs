//! The money arithmetic: from what the founder said about prices, sales and costs to what a month leaves and how long
//! the money lasts.
//!
//! Everything is a month, without VAT; the moment of payment and taxes are left aside. Inside, numbers are exact
//! fractions; they are rounded, half away from zero, only where they are shown. What is unknown is never taken for
//! zero: it is left out, and what it is left out of says so. Where there is no number, an enum says why.
//!
//! This folder knows nothing of plans and banks: it works on [`Inputs`].

mod alternatives;
mod break_even;
mod cash;
mod cost;
mod course;
mod dependence;
mod direct_cost;
mod economics;
mod exact;
mod exchange;
mod funding;
mod inputs;
mod levels;
mod loan;
pub mod names;
mod reading;
pub mod roles;
mod shape;
mod shares;
mod stream;
mod tables;
mod totals;
mod volume;
mod what_if;

#[cfg(test)]
mod tests;

pub use alternatives::Alternative;
pub use break_even::BreakEven;
pub use cash::{CashCourse, LowestCash, MONTHS_AHEAD, Runway, Shortfall, Within36};
pub use cost::CostFigures;
pub use course::{Bill, Change, Month, Purchase, Year, billed};
pub use dependence::{DependentFigures, RelationshipFigures, SegmentFigures};
pub use direct_cost::{CostFrom, DirectCost};
pub use economics::{AcquisitionCost, CustomerPayback, Lifetime, UnitEconomics};
pub use exact::Exact;
pub use funding::Funding;
pub use inputs::{
    Base, Billed, Certainty, CostInput, CostKind, Dependent, DirectCostIs, Growth, Inputs, Period, RateInput, Refusal,
    RelationshipInput, Repayment, SeasonInput, SourceInput, SourceKind, Step, StreamInput, WhatIfInput,
};
pub use levels::Level;
pub use loan::{Payment, STAND_IN, Source, Terms};
pub use reading::{Answers, Item, inputs};
pub use roles::Role;
pub use stream::StreamFigures;
pub use tables::{FigureTable, Shown};
pub use totals::{CurrencyTotals, LeftOut, Total, Totals};
pub use volume::Ramp;
pub use what_if::WhatIf;

use cash::Known;
use course::{Basis, FARTHEST};
use exchange::Exchange;

/// What is said where a number cannot be worked out because something it needs was not said.
const NOT_KNOWN: &str = "not known yet";

/// Everything that can be worked out from the inputs.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// The currency of the totals.
    pub currency: String,
    /// The revenue streams, in the order of the inputs.
    pub streams: Vec<StreamFigures>,
    /// The costs, in the order of the inputs, without the founders' pay.
    pub costs: Vec<CostFigures>,
    /// What all founders together are paid in a usual month.
    pub founders_pay: Option<Exact>,
    /// The sums of a usual month: after all growth, in no season, with the last step of pay, without costs that end.
    pub totals: Totals,
    /// The sales that cover all costs.
    pub break_even: BreakEven,
    /// The sales that cover all costs but the founders' pay.
    pub break_even_without_pay: BreakEven,
    /// The sales that cover all costs and what loans cost in the first month of full payment.
    pub break_even_with_loans: BreakEven,
    /// What the whole numbers of sales at break-even leave together, which is the fixed costs or a little more.
    pub break_even_yield: Option<Exact>,
    /// By how many percent sales may fall before money is lost.
    pub safety: Option<Exact>,
    /// The course of the money.
    pub cash: CashCourse,
    /// Where the money comes from and what it is for.
    pub funding: Funding,
    /// The customer groups.
    pub segments: Vec<SegmentFigures>,
    /// The customer relationships.
    pub relationships: Vec<RelationshipFigures>,
    /// The partners and channels that income depends on.
    pub dependents: Vec<DependentFigures>,
    /// Items that the totals leave out for want of an exchange rate.
    pub without_rate: Vec<LeftOut>,
    /// Items that the totals leave out because something of them is not known.
    pub incomplete: Vec<LeftOut>,
    /// What has to be said before anything is concluded from the totals, in the founder's words: `the price of Repair
    /// visit`. While it holds anything, there is no course of the cash and no verdict on it.
    pub needed: Vec<String>,
    /// The costs that every result leaves out because it is not known how much they are, in the founder's words.
    pub uncounted: Vec<String>,
    /// Sums of the currencies without a rate.
    pub other_currencies: Vec<CurrencyTotals>,
    basis: Basis,
    own_what_ifs: Vec<WhatIfInput>,
    new_a_week: Option<Exact>,
    /// The customers of a usual month of the stream that has most.
    most_customers: Option<Exact>,
}

/// The work of a month.
#[derive(Clone, Debug, PartialEq)]
pub struct HoursOfMonth {
    /// Counted from the opening.
    pub month: u32,
    /// The hours that its sales take as planned.
    pub needed: Exact,
    /// The hours that are left for sales.
    pub there: Exact,
}

impl Figures {
    /// Works out everything.
    ///
    /// # Errors
    /// An amount, count or percentage below zero, or an exchange rate that is not above zero.
    pub fn new(inputs: &Inputs) -> Result<Self, Refusal> {
        inputs.check()?;
        let (exchange, ramp) = (Exchange::new(inputs), Ramp::new(inputs));
        let of_stream = |stream| StreamFigures::new(stream, &inputs.costs, &exchange, &ramp, FARTHEST);
        let mut streams: Vec<StreamFigures> = inputs.streams.iter().map(of_stream).collect();
        shares::set(&mut streams);
        let costs: Vec<CostFigures> =
            inputs.costs.iter().map(|cost| CostFigures::new(cost, &inputs.streams, &exchange)).collect();
        let totals = Totals::new(&streams, &costs, &inputs.founders_pay);
        let founders_pay = totals::usual_pay(&inputs.founders_pay);
        let (incomplete, without_rate) = (totals::incomplete(&streams, &costs), totals::without_rate(&streams, &costs));
        let needed = totals::needed(&incomplete, &without_rate, founders_pay.is_some());
        let uncounted = incomplete.iter().filter(|one| one.is_uncounted).map(|one| one.title.clone()).collect();
        let basis = Basis::new(inputs, &streams, &costs);
        let service = basis.service(&Change::default());
        let adds_up = founders_pay.is_some() && !costs.iter().any(CostFigures::hides_fixed_costs);
        let fixed = totals.fixed_costs.amount.as_ref().filter(|_| adds_up);
        let covering = |fixed: Option<&Exact>| BreakEven::new(fixed, &totals, &streams);
        let break_even = covering(fixed);
        let break_even_without_pay =
            covering(stream::both(fixed, founders_pay.as_ref(), |all, pay| all - pay).as_ref());
        let break_even_with_loans = covering(fixed.map(|fixed| fixed + &service).as_ref());
        let stays_out = incomplete.iter().all(|one| one.is_uncounted || one.may_stay_out()) && without_rate.is_empty();
        let known = match (needed.is_empty(), stays_out && founders_pay.is_some()) {
            (true, _) => Known::All,
            (false, true) => Known::ButStreams,
            (false, false) => Known::Little,
        };
        let cash = CashCourse::new(inputs, &basis, &totals, known, &service);
        for stream in &mut streams {
            stream.break_even_units = break_even.units(stream, totals.fixed_costs.amount.as_ref());
        }
        Ok(Self {
            currency: inputs.currency.clone(),
            founders_pay,
            break_even_yield: break_even_yield(&streams),
            safety: break_even.safety(&totals),
            funding: Funding::new(&basis, &totals, &break_even_with_loans, &cash),
            cash,
            segments: SegmentFigures::all(inputs, &streams),
            relationships: RelationshipFigures::all(inputs),
            dependents: inputs.dependents.iter().map(|dependent| DependentFigures::new(dependent, &streams)).collect(),
            without_rate,
            incomplete,
            needed,
            uncounted,
            other_currencies: totals::by_currency(inputs, &streams, &costs),
            most_customers: streams.iter().filter_map(|stream| stream.customers.clone()).max(),
            streams,
            costs,
            totals,
            break_even,
            break_even_without_pay,
            break_even_with_loans,
            basis,
            own_what_ifs: inputs.what_ifs.clone(),
            new_a_week: inputs.new_a_week.map(Exact::from),
        })
    }

    /// The last month of the course: 36, or 60 where a loan runs on.
    #[must_use]
    pub fn last_month(&self) -> u32 {
        self.basis.last
    }

    /// The calendar month of a month, from 1 to 12; where the start is not known, month 1 counts as January.
    #[must_use]
    pub fn calendar(&self, month: u32) -> u32 {
        self.basis.calendar(month)
    }

    /// The hours that the sales of months 1 to 36 take, and those that there are; empty where they are not known.
    #[must_use]
    pub fn hours(&self) -> Vec<HoursOfMonth> {
        if self.cash.judged().is_empty() {
            return Vec::new();
        }
        let of_month = |month| {
            let (needed, there) = self.basis.hours(month)?;
            Some(HoursOfMonth { month, needed, there })
        };
        (1..=MONTHS_AHEAD).filter_map(of_month).collect()
    }

    /// The sales of the stream at that position in a month, counted from 1; `None` where it is left out of the months.
    #[must_use]
    pub fn sales(&self, stream: usize, month: u32, slower: bool) -> Option<Exact> {
        self.basis.sales(stream, month, slower)
    }

    /// The course under a change, and its years; empty where there is none of the plan as it is.
    #[must_use]
    pub fn course(&self, change: &Change) -> (Vec<Month>, Vec<Year>) {
        let months = if self.cash.months.is_empty() { Vec::new() } else { self.basis.months(change) };
        let years = self.basis.years(&months);
        (months, years)
    }

    /// Whether anything is left out of the totals.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        !self.needed.is_empty() || !self.uncounted.is_empty()
    }
}

fn break_even_yield(streams: &[StreamFigures]) -> Option<Exact> {
    let mut sold = streams
        .iter()
        .filter_map(|stream| {
            stream::both(stream.break_even_units.as_ref(), stream.unit_contribution.as_ref(), |units, unit| {
                units * unit
            })
        })
        .peekable();
    sold.peek()?;
    Some(sold.sum())
}
