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
    /// What all founders together are paid a month.
    pub founders_pay: Option<Decimal>,
    /// Money available before anything is paid.
    pub start_cash: Option<Decimal>,
    /// The founders' own money in it.
    pub own_money: Option<Decimal>,
    /// Other sources of it.
    pub other_money: Vec<SumInput>,
    /// Sums of money that are asked for.
    pub requests: Vec<SumInput>,
    /// In how many months the money asked for is to be paid back.
    pub payback_months: Option<u32>,
    /// The month of the first payment, counted from the opening.
    pub payback_start: Option<u32>,
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

/// A sum of money and what it is called.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SumInput {
    /// Where it comes from, or what it is for.
    pub title: String,
    /// How much it is.
    pub amount: Option<Decimal>,
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
    /// Ids of the groups that pay for it.
    pub payer_segments: Vec<String>,
    /// Ids of the groups whose customers bring it: those that pay, or those it is paid for.
    pub customer_segments: Vec<String>,
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
}

/// How a cost behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostKind {
    /// The same whatever is sold.
    Fixed,
    /// Grows with each sale.
    Variable,
    /// Paid once, before the opening.
    OneOff,
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
        refuse_negative("the founders' pay", self.founders_pay)?;
        refuse_negative("the start cash", self.start_cash)?;
        refuse_negative("the sales of the first month", self.ramp_start)?;
        refuse_negative("the founders' own money", self.own_money)?;
        self.other_money.iter().chain(&self.requests).try_for_each(SumInput::check)?;
        self.rates.iter().try_for_each(RateInput::check)?;
        self.streams.iter().try_for_each(StreamInput::check)?;
        self.costs.iter().try_for_each(CostInput::check)?;
        self.relationships.iter().try_for_each(|relationship| {
            refuse_negative("the cost of care per customer", relationship.cost_per_customer)
        })
    }
}

impl SumInput {
    fn check(&self) -> Result<(), Refusal> {
        refuse_negative(&format!("the amount of `{}`", self.title), self.amount)
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
            ("direct cost", self.direct_cost),
            ("direct cost in percent", self.direct_cost_percent),
            ("expected share", self.declared_share),
            ("number of new customers", self.new_customers),
            ("cost of winning customers", self.acquisition_cost),
            ("share of customers lost", self.monthly_loss),
        ]
        .into_iter()
        .try_for_each(|(name, number)| refuse_negative(&format!("the {name} of `{}`", self.title), number))
    }
}

impl CostInput {
    fn check(&self) -> Result<(), Refusal> {
        refuse_negative(&format!("the amount of `{}`", self.title), self.amount)?;
        refuse_negative(&format!("the percentage of `{}`", self.title), self.percent)
    }
}

fn refuse_negative(what: &str, number: Option<Decimal>) -> Result<(), Refusal> {
    match number {
        Some(number) if number < Decimal::ZERO => Err(Refusal { what: what.to_owned(), least: "0" }),
        _ => Ok(()),
    }
}
