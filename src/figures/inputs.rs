//! What the money arithmetic works on. Unknown is `None`, never zero.

use super::Exact;
use rust_decimal::Decimal;
use thiserror::Error;

/// Everything the figures are worked out from, per month and without VAT. Percents are out of 100.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inputs {
    /// The currency of the plan; totals are in it.
    pub currency: String,
    /// Other currencies and what they are worth.
    pub rates: Vec<RateInput>,
    /// Where money comes from, without what is kept for later.
    pub streams: Vec<StreamInput>,
    /// Where money goes to, without the founders' pay and without what is kept for later.
    pub costs: Vec<CostInput>,
    /// What all founders together are paid a month, from the month of each step on; empty while it is not known.
    pub founders_pay: Vec<Step>,
    /// Where the money to begin with comes from; empty while it is not known.
    pub sources: Vec<SourceInput>,
    /// The calendar month of month 1, from 1 to 12.
    pub start_month: Option<u32>,
    /// Calendar months whose sales differ from those of a usual month.
    pub seasons: Vec<SeasonInput>,
    /// How often VAT is settled; a quarter where it was not said.
    pub vat_period: Option<Period>,
    /// What part of the profit goes in tax, in percent.
    pub tax_rate: Option<Decimal>,
    /// How many hours a week the founders can give together; `None` where that is not known of all of them.
    pub weekly_hours: Option<Decimal>,
    /// How many new customers there can be in a week at most.
    pub new_a_week: Option<Decimal>,
    /// How many of these hours go into work that nobody pays for.
    pub office_hours: Option<Decimal>,
    /// The hours a week of calendar months in which they are others.
    pub other_hours: Vec<(u32, Decimal)>,
    /// What might go differently, in the founder's own words.
    pub what_ifs: Vec<WhatIfInput>,
    /// The month in which sales first reach those of a normal month; 0 and 1 mean from the start.
    pub ramp_months: Option<u32>,
    /// Sales of the first month in percent of a normal month.
    pub ramp_start: Option<Decimal>,
    /// Every customer group, by id.
    pub segments: Vec<String>,
    /// What looking after a group costs.
    pub relationships: Vec<RelationshipInput>,
    /// Partners and channels that income depends on.
    pub dependents: Vec<Dependent>,
}

/// Another currency.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RateInput {
    /// Its code.
    pub currency: String,
    /// What one unit of it is worth in the currency of the plan.
    pub rate: Option<Decimal>,
}

/// The sales of a calendar month.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeasonInput {
    /// From 1 to 12.
    pub month: u32,
    /// In percent of those of a usual month.
    pub level: Decimal,
    /// Ids of the streams that it is said of, before what is said of all; empty: all.
    pub streams: Vec<String>,
}

impl SeasonInput {
    /// What is said of the sales of all streams in a month.
    #[must_use]
    pub fn of_all(month: u32, level: impl Into<Decimal>) -> Self {
        Self { month, level: level.into(), streams: Vec::new() }
    }

    /// Whether it is said of that stream alone, or of it and others.
    #[must_use]
    pub fn names(&self, stream: &str) -> bool {
        self.streams.iter().any(|id| id == stream)
    }
}

/// A number that counts from a month on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The month, counted from the opening; 1 is the first.
    pub month: u32,
    /// How much it is from then on.
    pub amount: Decimal,
}

impl Step {
    /// The same amount from the first month on.
    #[must_use]
    pub fn always(amount: Decimal) -> Vec<Self> {
        vec![Self { month: 1, amount }]
    }
}

/// Money from somebody: own, lent or given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourceInput {
    /// The item's id.
    pub id: String,
    /// Who gives it, or what it is for.
    pub title: String,
    /// How much it is.
    pub amount: Option<Decimal>,
    /// The month in which it comes; 0, before the opening, where it was not said.
    pub month: Option<u32>,
    /// Whose money it is.
    pub kind: Option<SourceKind>,
    /// How certain it is.
    pub certainty: Certainty,
    /// Interest a year, in percent.
    pub interest: Option<Decimal>,
    /// In how many months it is paid back, those without repayment included.
    pub months: Option<u32>,
    /// How many of these bring interest only.
    pub months_free: Option<u32>,
    /// How it is paid back; in equal payments where it was not said.
    pub repayment: Repayment,
}

/// Whose money it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// The founders' own.
    Own,
    /// Lent by family or friends.
    Family,
    /// Given, and not paid back.
    Grant,
    /// Lent.
    Loan,
    /// For a part of the business.
    Investor,
}

impl SourceKind {
    /// As answers name each, in the order of the kinds.
    pub const KEYS: [&str; 5] = ["own", "family", "grant", "loan", "investor"];
    const ALL: [Self; 5] = [Self::Own, Self::Family, Self::Grant, Self::Loan, Self::Investor];

    /// The kind that answers name so.
    pub(super) fn named(key: &str) -> Option<Self> {
        Self::KEYS.iter().zip(Self::ALL).find(|(own, _)| **own == key).map(|(_, kind)| kind)
    }

    /// As answers name it.
    #[must_use]
    pub fn key(self) -> &'static str {
        Self::KEYS.iter().zip(Self::ALL).find(|(_, kind)| *kind == self).map_or("", |(key, _)| key)
    }
}

/// How certain a source of money is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Certainty {
    /// It is there or promised.
    #[default]
    Sure,
    /// It is asked for elsewhere.
    AskedElsewhere,
    /// This plan asks for it.
    AskedHere,
}

impl Certainty {
    /// Whether nobody has promised it.
    #[must_use]
    pub fn is_asked_for(self) -> bool {
        self != Self::Sure
    }

    /// Whether this plan asks for it.
    #[must_use]
    pub fn is_of_this_plan(self) -> bool {
        self == Self::AskedHere
    }
}

/// How a loan is paid back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Repayment {
    /// Interest and repayment together are the same every month.
    #[default]
    EqualPayments,
    /// The repayment is the same every month.
    EqualInstalments,
    /// All of it in the last month.
    AtTheEnd,
}

/// One thing that might go differently.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WhatIfInput {
    /// What the founder calls it.
    pub title: String,
    /// By how many percent sales change; below zero they fall.
    pub sales: Option<Decimal>,
    /// By how many percent direct and fixed costs change, the founders' pay not.
    pub costs: Option<Decimal>,
    /// By how many months customers pay later.
    pub late: Option<u32>,
    /// The id of a stream that brings nothing, or of a source of money that does not come.
    pub without: Option<String>,
    /// By how many percent prices change.
    pub price: Option<Decimal>,
    /// What is due a month on top of all other costs.
    pub more: Option<Decimal>,
    /// The first month in which sales, prices and what brings nothing are different; the opening where it was not said.
    pub from: Option<u32>,
    /// The id of the stream whose sales, prices and payers it concerns; all of them where it was not said.
    pub of: Option<String>,
}

/// One way in which money comes in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StreamInput {
    /// The item's id.
    pub id: String,
    /// What the founder calls it.
    pub title: String,
    /// Whether a share of a deal is earned: then `ticket` and `rate` make the price, and `price` is not read.
    pub commission: bool,
    /// The price of one sale.
    pub price: Option<Decimal>,
    /// The whole sum of one deal.
    pub ticket: Option<Decimal>,
    /// The share of the deal that is kept, in percent.
    pub rate: Option<Decimal>,
    /// Customers in a normal month.
    pub customers: Option<Decimal>,
    /// Purchases of each customer in a month.
    pub purchases: Option<Decimal>,
    /// Sales in a normal month; read where customers or purchases are unknown.
    pub units: Option<Decimal>,
    /// How sales go over the months.
    pub growth: Growth,
    /// The first month with sales; 1 where it was not said.
    pub first_month: Option<u32>,
    /// How many months after the sale it is paid; none where it was not said.
    pub paid_after: Option<u32>,
    /// Whether nobody knows when it is paid.
    pub waits_unknown: bool,
    /// Which months are on one bill.
    pub billed: Billed,
    /// Whether a contract fixes it, so that it is the same when less is sold than planned.
    pub is_contracted: bool,
    /// The VAT on it, in percent.
    pub vat: Option<Decimal>,
    /// How many hours of work one sale takes.
    pub hours_each: Option<Decimal>,
    /// What one more sale costs, as told with the price.
    pub direct_cost: Option<Decimal>,
    /// What one more sale costs in percent of the price, on top of the amount.
    pub direct_cost_percent: Option<Decimal>,
    /// How these go together with the variable costs of the stream.
    pub direct_cost_is: Option<DirectCostIs>,
    /// The founder's own guess of the share of income, in percent.
    pub declared_share: Option<Decimal>,
    /// The currency of all its amounts; `None` is that of the plan.
    pub currency: Option<String>,
    /// Customers won in a normal month.
    pub new_customers: Option<Decimal>,
    /// What winning customers costs a month.
    pub acquisition_cost: Option<Decimal>,
    /// Customers lost a month, in percent.
    pub monthly_loss: Option<Decimal>,
    /// How sure its price and its sales are, in words.
    pub certainty: Option<String>,
    /// Ids of the groups that pay for it.
    pub payer_segments: Vec<String>,
    /// Ids of the groups whose customers bring it: those that pay, or those it is paid for.
    pub customer_segments: Vec<String>,
}

impl StreamInput {
    /// Whether one sale a month is one customer, who stays: those who come and go, and whoever is billed for several months.
    #[must_use]
    pub fn sells_to_members(&self) -> bool {
        matches!(self.growth, Growth::Customers { .. }) || self.billed != Billed::Monthly
    }
}

/// Which months are on one bill.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Billed {
    /// Each month is billed in it.
    #[default]
    Monthly,
    /// So many months are billed before they begin.
    Ahead(u32),
    /// So many months are billed in the last of them.
    After(u32),
}

impl Billed {
    /// How many months are on one bill.
    #[must_use]
    pub fn months(self) -> u32 {
        match self {
            Self::Monthly => 1,
            Self::Ahead(months) | Self::After(months) => months,
        }
    }
}

/// How the sales of a stream go over the months.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Growth {
    /// They grow to those of a normal month as those of the whole plan do.
    #[default]
    Ramp,
    /// Every month is a normal one.
    Steady,
    /// So many sales in these months, growing evenly between them, and steady after the last.
    Numbers(Vec<Step>),
    /// So much money in these months, likewise; there is neither price nor number.
    Amounts(Vec<Step>),
    /// Customers who come and go, each of whom buys once a month.
    Customers {
        /// Those at the opening.
        at_start: Option<Decimal>,
    },
}

/// How the direct cost of a stream goes together with its variable costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DirectCostIs {
    /// The variable costs say in detail what the direct cost is made of, so they count in its place.
    BrokenDown,
    /// The variable costs come on top of the direct cost.
    OnTop,
}

/// One cost.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CostInput {
    /// The item's id.
    pub id: String,
    /// What the founder calls it.
    pub title: String,
    /// How it behaves; unknown kinds are left out and named.
    pub kind: Option<CostKind>,
    /// The stream a variable cost grows with.
    pub stream: Option<String>,
    /// The sum: per period if fixed, per sale if variable, once if one-off.
    pub amount: Option<Decimal>,
    /// A variable cost in percent of its base, on top of the amount.
    pub percent: Option<Decimal>,
    /// What the percentage is taken of.
    pub base: Base,
    /// How often a fixed cost is paid.
    pub period: Option<Period>,
    /// The currency of the amount; `None` is that of the plan.
    pub currency: Option<String>,
    /// The first month of a fixed cost; 1 where it was not said.
    pub from: Option<u32>,
    /// The last month of a fixed cost; none where it goes on.
    pub until: Option<u32>,
    /// The calendar month of a quarterly or yearly bill; spread over the months where it was not said.
    pub due: Option<u32>,
    /// The month in which a one-off cost is paid; 0, before the opening, where it was not said.
    pub month: Option<u32>,
    /// For how many years what is bought once can be used.
    pub life: Option<Decimal>,
    /// How many people are employed; one where it was not said.
    pub people: Option<Decimal>,
    /// What comes on top of the pay of the employed, in percent; nothing where it was not said.
    pub on_costs: Option<Decimal>,
    /// The VAT in it, in percent.
    pub vat: Option<Decimal>,
    /// How sure its amount is, in words.
    pub certainty: Option<String>,
}

/// How a cost behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostKind {
    /// The same whatever is sold.
    Fixed,
    /// Grows with each sale.
    Variable,
    /// Paid once, before the opening or in a later month.
    OneOff,
    /// The pay of the employed: a fixed cost.
    Staff,
    /// A part of all income.
    OfIncome,
}

impl CostKind {
    /// Whether it is there whatever is sold.
    #[must_use]
    pub fn is_fixed(self) -> bool {
        matches!(self, Self::Fixed | Self::Staff)
    }
}

/// What a percentage is taken of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Base {
    /// The price of one sale; for a commission, what is kept of the deal.
    #[default]
    Price,
    /// The whole deal behind a commission; the price where there is no deal.
    Ticket,
}

/// How often a fixed cost is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// 52 times a year.
    Weekly,
    /// 12 times a year.
    Monthly,
    /// Four times a year.
    Quarterly,
    /// Once a year.
    Yearly,
}

impl Period {
    /// What is paid a month when `amount` is paid each period.
    #[must_use]
    pub fn monthly(self, amount: &Exact) -> Exact {
        let times_a_year = match self {
            Self::Weekly => 52,
            Self::Monthly => 12,
            Self::Quarterly => 4,
            Self::Yearly => 1,
        };
        let months = Exact::whole(12);
        (amount * &Exact::whole(times_a_year)).over(&months).unwrap_or_else(Exact::zero)
    }

    /// As said after an amount: `a week`.
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Weekly => "a week",
            Self::Monthly => "a month",
            Self::Quarterly => "a quarter",
            Self::Yearly => "a year",
        }
    }
}

/// What looking after a customer group costs, in the currency of the plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RelationshipInput {
    /// The item's id.
    pub id: String,
    /// The group it is for.
    pub segment: Option<String>,
    /// The cost of one customer a month.
    pub cost_per_customer: Option<Decimal>,
}

/// Something that income depends on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dependent {
    /// The list it stands in, such as `partners` or `channels`.
    pub kind: String,
    /// The item's id.
    pub id: String,
    /// The streams that would stop without it.
    pub streams: Vec<String>,
}

/// An input that no figure can be made of.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{what} is below what it can be: enter {least} or more")]
pub struct Refusal {
    /// What was refused, in the founder's words: ``the price of `Repair visit` ``.
    pub what: String,
    /// The least that would do.
    pub least: &'static str,
}

impl Inputs {
    /// Looks for numbers that mean nothing here.
    ///
    /// # Errors
    /// The first amount, count or percentage below zero, or an exchange rate that is not above zero.
    pub fn check(&self) -> Result<(), Refusal> {
        self.founders_pay.iter().try_for_each(|step| refuse_negative("the founders' pay", Some(step.amount)))?;
        refuse_negative("the sales of the first month", self.ramp_start)?;
        refuse_negative("the tax on the profit", self.tax_rate)?;
        refuse_negative("the hours a week", self.weekly_hours)?;
        refuse_negative("the new customers of a week", self.new_a_week)?;
        refuse_negative("the hours for other work", self.office_hours)?;
        self.other_hours
            .iter()
            .try_for_each(|(_, hours)| refuse_negative("the hours of these months", Some(*hours)))?;
        self.seasons.iter().try_for_each(|season| refuse_negative("the sales of a season", Some(season.level)))?;
        self.sources.iter().try_for_each(SourceInput::check)?;
        self.rates.iter().try_for_each(RateInput::check)?;
        self.streams.iter().try_for_each(StreamInput::check)?;
        self.costs.iter().try_for_each(CostInput::check)?;
        self.relationships.iter().try_for_each(|relationship| {
            refuse_negative("the cost of care per customer", relationship.cost_per_customer)
        })
    }
}

impl SourceInput {
    fn check(&self) -> Result<(), Refusal> {
        refuse_negative(&format!("the amount of `{}`", self.title), self.amount)?;
        refuse_negative(&format!("the interest of `{}`", self.title), self.interest)
    }
}

impl RateInput {
    fn check(&self) -> Result<(), Refusal> {
        if self.rate.is_some_and(|rate| rate <= Decimal::ZERO) {
            return Err(Refusal { what: format!("the rate of `{}`", self.currency), least: "0.00000001" });
        }
        Ok(())
    }
}

impl StreamInput {
    fn check(&self) -> Result<(), Refusal> {
        [
            ("price", self.price),
            ("usual deal", self.ticket),
            ("commission rate", self.rate),
            ("number of customers", self.customers),
            ("number of purchases", self.purchases),
            ("number of sales", self.units),
            ("hours of one sale", self.hours_each),
            ("direct cost", self.direct_cost),
            ("direct cost in percent", self.direct_cost_percent),
            ("expected share", self.declared_share),
            ("number of new customers", self.new_customers),
            ("cost of winning customers", self.acquisition_cost),
            ("share of customers lost", self.monthly_loss),
            ("VAT", self.vat),
        ]
        .into_iter()
        .try_for_each(|(name, number)| refuse_negative(&format!("the {name} of `{}`", self.title), number))?;
        let numbers = match &self.growth {
            Growth::Numbers(steps) | Growth::Amounts(steps) => steps.iter().map(|step| step.amount).collect(),
            Growth::Customers { at_start } => at_start.iter().copied().collect(),
            Growth::Ramp | Growth::Steady => Vec::new(),
        };
        let refuse = |number| refuse_negative(&format!("the sales of `{}`", self.title), Some(number));
        numbers.into_iter().try_for_each(refuse)
    }
}

impl CostInput {
    fn check(&self) -> Result<(), Refusal> {
        refuse_negative(&format!("the amount of `{}`", self.title), self.amount)?;
        [("percentage", self.percent), ("years of use", self.life), ("people", self.people), ("VAT", self.vat)]
            .into_iter()
            .try_for_each(|(name, number)| refuse_negative(&format!("the {name} of `{}`", self.title), number))
    }
}

fn refuse_negative(what: &str, number: Option<Decimal>) -> Result<(), Refusal> {
    match number {
        Some(number) if number < Decimal::ZERO => Err(Refusal { what: what.to_owned(), least: "0" }),
        _ => Ok(()),
    }
}
