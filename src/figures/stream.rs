//! The figures of one revenue stream in a normal month.

use super::Exact;
use super::direct_cost::{CostFrom, DirectCost};
use super::economics::UnitEconomics;
use super::exchange::{Exchange, Home};
use super::inputs::{Base, CostInput, CostKind, Growth, StreamInput};
use super::volume::{Ramp, Volume};
use rust_decimal::Decimal;

/// What one stream brings and costs in a normal month. What is unknown is `None`.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamFigures {
    /// The item's id.
    pub id: String,
    /// What the founder calls it.
    pub title: String,
    /// The currency of its amounts: that of the plan where a rate leads there, else its own.
    pub currency: String,
    /// Whether its amounts enter the totals; not so while a rate is missing.
    pub counted: bool,
    /// What one sale brings: the price, or the part of the deal that is kept.
    pub unit_price: Option<Exact>,
    /// What one more sale costs.
    pub unit_variable_cost: Option<Exact>,
    /// What that is made of.
    pub direct_cost: DirectCost,
    /// What is missing before it can be calculated in full; `None` when nothing is.
    pub missing: Option<&'static str>,
    /// What one sale leaves: price less variable cost.
    pub unit_contribution: Option<Exact>,
    /// Sales in a month.
    pub units: Option<Exact>,
    /// Purchases of each customer in a month.
    pub purchases: Option<Exact>,
    /// How many customers a normal month has, where that is known.
    pub customers: Option<Exact>,
    /// Price times sales.
    pub revenue: Option<Exact>,
    /// Variable cost times sales.
    pub variable_cost: Option<Exact>,
    /// Contribution times sales.
    pub contribution: Option<Exact>,
    /// Its part of the revenue in percent, exactly.
    pub share: Option<Exact>,
    /// Its part of the revenue in percent with one decimal; all streams together show 100.0.
    pub share_shown: Option<Exact>,
    /// The founder's own guess of the share, in percent.
    pub declared_share: Option<Exact>,
    /// Sales at which the whole plan breaks even, the mix of streams being kept; a whole number.
    pub break_even_units: Option<Exact>,
    /// What a customer costs and brings.
    pub economics: UnitEconomics,
    /// Whether it is a sum of money a month, so that its price is 1 and its sales are the money.
    pub by_amount: bool,
    /// Its sales in each month.
    pub(super) volume: Option<Volume>,
    /// What of the variable cost of one sale is a part of its price.
    pub(super) cost_of_price: Exact,
    /// The VAT in what one sale costs.
    pub unit_input_tax: Exact,
}

impl StreamFigures {
    /// Works out everything that does not depend on the other streams.
    pub(super) fn new(input: &StreamInput, costs: &[CostInput], exchange: &Exchange, ramp: &Ramp, months: u32) -> Self {
        let home = exchange.home(input.currency.as_deref());
        let amount = |amount: Option<Decimal>| exchange.convert(&amount?.into(), input.currency.as_deref(), &home);
        let volume = Volume::new(input, ramp, months);
        let units = volume.as_ref().map(Volume::usual);
        let purchases = purchases(input, units.as_ref());
        let unit = UnitPrice::new(input, amount);
        let (direct_cost, direct_tax) =
            unit.direct_cost(input, costs, exchange, &home, |sum| told_of_one(input, units.as_ref(), amount(sum)));
        let (of_income, of_income_tax) = unit.of_income(costs);
        let doubled = unit.doubled();
        let (dearer, _) =
            doubled.direct_cost(input, costs, exchange, &home, |sum| told_of_one(input, units.as_ref(), amount(sum)));
        let dearer = dearer.counted.map(|direct| &direct + &doubled.of_income(costs).0);
        let unit_variable_cost = direct_cost.counted.as_ref().map(|direct| direct + &of_income);
        let unit_price = unit.price;
        let unit_contribution = both(unit_price.as_ref(), unit_variable_cost.as_ref(), |price, cost| price - cost);
        let monthly = |unit: &Option<Exact>| both(unit.as_ref(), units.as_ref(), |unit, units| unit * units);
        let per_customer = both(unit_contribution.as_ref(), purchases.as_ref(), |unit, purchases| unit * purchases);
        Self {
            id: input.id.clone(),
            title: input.title.clone(),
            revenue: monthly(&unit_price),
            variable_cost: monthly(&unit_variable_cost),
            contribution: monthly(&unit_contribution),
            economics: UnitEconomics::new(input, amount(input.acquisition_cost), per_customer),
            currency: home.currency,
            counted: home.counted,
            missing: missing(input, unit_price.as_ref(), unit_variable_cost.as_ref(), units.as_ref()),
            unit_price,
            direct_cost,
            unit_contribution,
            customers: input.customers.map(Exact::from).or_else(|| units.clone().filter(|_| input.sells_to_members())),
            units,
            purchases,
            share: None,
            share_shown: None,
            declared_share: input.declared_share.map(Exact::from),
            break_even_units: None,
            by_amount: matches!(input.growth, Growth::Amounts(_)),
            volume,
            cost_of_price: both(dearer.as_ref(), unit_variable_cost.as_ref(), |twice, once| twice - once)
                .unwrap_or_else(Exact::zero),
            unit_variable_cost,
            unit_input_tax: &direct_tax + &of_income_tax,
        }
    }

    /// Whether its sales are told in steps.
    pub(super) fn is_told_in_steps(&self) -> bool {
        self.volume.as_ref().is_some_and(Volume::is_told_in_steps)
    }

    /// The sales of its first month, a season aside; `None` where they cannot be told.
    #[must_use]
    pub fn first_units(&self) -> Option<Exact> {
        self.volume.as_ref().and_then(Volume::first)
    }

    /// Whether it comes back every year and is over in between, so that its usual month is a twelfth of a year.
    #[must_use]
    pub fn is_seasonal(&self) -> bool {
        self.volume.as_ref().is_some_and(Volume::is_seasonal)
    }

    /// How often its sales, where they are told in steps, come to nothing.
    #[must_use]
    pub fn times_over(&self) -> usize {
        self.volume.as_ref().map_or(0, Volume::times_over)
    }

    /// Its sales in the twelve months up to the last step, of a usual season; none where they are not told in steps.
    #[must_use]
    pub fn last_year(&self) -> Vec<Exact> {
        self.volume.as_ref().map_or_else(Vec::new, Volume::last_year)
    }

    /// Whether nothing is known of what it brings: neither a price nor sales. Such a stream is only an idea so far.
    #[must_use]
    pub fn is_idea(&self) -> bool {
        self.unit_price.is_none() && self.units.is_none()
    }

    /// Whether it enters the totals: everything about it is known, and its currency has a rate.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.counted_contribution().is_some()
    }

    /// Its contribution, where it enters the totals.
    pub(super) fn counted_contribution(&self) -> Option<&Exact> {
        self.contribution.as_ref().filter(|_| self.counted)
    }

    /// Its revenue, where it enters the totals.
    pub(super) fn counted_revenue(&self) -> Option<&Exact> {
        self.revenue.as_ref().filter(|_| self.counted)
    }
}

/// A result of two numbers that are both needed.
pub(super) fn both(
    left: Option<&Exact>,
    right: Option<&Exact>,
    result: impl Fn(&Exact, &Exact) -> Exact,
) -> Option<Exact> {
    Some(result(left?, right?))
}

/// What one sale brings, and the whole deal behind it.
struct UnitPrice {
    price: Option<Exact>,
    ticket: Option<Exact>,
}

impl UnitPrice {
    fn new(input: &StreamInput, amount: impl Fn(Option<Decimal>) -> Option<Exact>) -> Self {
        let by_amount = matches!(input.growth, Growth::Amounts(_));
        if by_amount || !input.commission {
            let price = amount(if by_amount { Some(Decimal::ONE) } else { input.price });
            return Self { ticket: price.clone(), price };
        }
        let ticket = amount(input.ticket);
        let rate = input.rate.map(Exact::percent);
        Self { price: both(ticket.as_ref(), rate.as_ref(), |ticket, rate| ticket * rate), ticket }
    }

    /// The same at twice the price.
    fn doubled(&self) -> Self {
        let twice = |price: &Option<Exact>| price.as_ref().map(|price| price * &Exact::whole(2));
        Self { price: twice(&self.price), ticket: twice(&self.ticket) }
    }

    /// The direct cost as told, and the variable cost items of the stream; and the VAT in what is counted.
    fn direct_cost(
        &self,
        input: &StreamInput,
        costs: &[CostInput],
        exchange: &Exchange,
        home: &Home,
        amount: impl Fn(Option<Decimal>) -> Option<Exact>,
    ) -> (DirectCost, Exact) {
        let known = (input.direct_cost.is_some(), amount(input.direct_cost));
        let is_told = input.direct_cost.is_some() || input.direct_cost_percent.is_some();
        let told = is_told.then(|| self.sum(known, input.direct_cost_percent, Base::Price));
        let mut own = costs
            .iter()
            .filter(|cost| cost.kind == Some(CostKind::Variable) && cost.stream.as_ref() == Some(&input.id))
            .peekable();
        let any = own.peek().is_some();
        let each = own.map(|cost| {
            let converted =
                cost.amount.and_then(|amount| exchange.convert(&amount.into(), cost.currency.as_deref(), home));
            let net = self.sum((cost.amount.is_some(), converted), cost.percent, cost.base)?;
            let tax = &net * &Exact::percent(cost.vat.or(input.vat).unwrap_or_default());
            Some((net, tax))
        });
        let items = each.collect::<Option<Vec<_>>>();
        let sum =
            |part: fn(&(Exact, Exact)) -> &Exact| items.as_ref().map(|items| items.iter().map(part).sum::<Exact>());
        let cost = DirectCost::new(told, any.then(|| sum(|(net, _)| net)), input.direct_cost_is);
        let told_tax =
            cost.told.as_ref().map_or_else(Exact::zero, |told| told * &Exact::percent(input.vat.unwrap_or_default()));
        let items_tax = sum(|(_, tax)| tax).unwrap_or_else(Exact::zero);
        let tax = match cost.from {
            None => Exact::zero(),
            Some(CostFrom::Told | CostFrom::LargerTold) => told_tax,
            Some(CostFrom::Items | CostFrom::LargerItems) => items_tax,
            Some(CostFrom::Both) => &told_tax + &items_tax,
        };
        (cost, tax)
    }

    /// The part of the price that costs of all income take, and the VAT in it.
    fn of_income(&self, costs: &[CostInput]) -> (Exact, Exact) {
        let (mut net, mut tax) = (Exact::zero(), Exact::zero());
        let Some(price) = &self.price else { return (net, tax) };
        for cost in costs.iter().filter(|cost| cost.kind == Some(CostKind::OfIncome)) {
            let part = price * &Exact::percent(cost.percent.unwrap_or_default());
            tax = &tax + &(&part * &Exact::percent(cost.vat.unwrap_or_default()));
            net = &net + &part;
        }
        (net, tax)
    }

    /// An amount, if one was given, and a percentage of its base; `None` where neither is known or one cannot be worked out.
    fn sum(&self, (given, amount): (bool, Option<Exact>), percent: Option<Decimal>, base: Base) -> Option<Exact> {
        let base = match base {
            Base::Price => self.price.as_ref(),
            Base::Ticket => self.ticket.as_ref(),
        };
        match (given, percent) {
            (false, None) => None,
            (true, None) => amount,
            (false, Some(percent)) => Some(base? * &Exact::percent(percent)),
            (true, Some(percent)) => Some(&amount? + &(base? * &Exact::percent(percent))),
        }
    }
}

fn missing(
    input: &StreamInput,
    price: Option<&Exact>,
    cost: Option<&Exact>,
    sales: Option<&Exact>,
) -> Option<&'static str> {
    // Of a commission the deal and the rate make the price.
    let lacks = match (input.commission, input.ticket, input.rate) {
        (true, None, None) => ("deal, rate and sales not known", "deal and rate not known"),
        (true, None, Some(_)) => ("deal and sales not known", "deal not known"),
        (true, Some(_), None) => ("rate and sales not known", "rate not known"),
        _ => ("price and sales not known", "price not known"),
    };
    match (price, sales, cost) {
        (Some(_), Some(_), Some(_)) => None,
        (None, None, _) => Some(lacks.0),
        (None, Some(_), _) => Some(lacks.1),
        (Some(_), None, _) => Some("sales not known"),
        (Some(_), Some(_), None) => Some("direct cost not known"),
    }
}

/// The direct cost of one sale; of a sum of money a month it is told for the month, and is a part of each unit of it.
/// What costs nothing costs nothing of a sum that comes to an end, too.
fn told_of_one(input: &StreamInput, units: Option<&Exact>, told: Option<Exact>) -> Option<Exact> {
    match input.growth {
        Growth::Amounts(_) => told.and_then(|told| if told == Exact::zero() { Some(told) } else { told.over(units?) }),
        _ => told,
    }
}

/// Purchases of each customer as given, else the sales divided among the customers.
fn purchases(input: &StreamInput, units: Option<&Exact>) -> Option<Exact> {
    match input.purchases {
        Some(purchases) => Some(purchases.into()),
        None => units?.over(&input.customers?.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::inputs::{DirectCostIs, Inputs};
    use super::*;

    fn decimal(text: &str) -> Option<Decimal> {
        Decimal::from_str_exact(text).ok()
    }

    fn figures(stream: &StreamInput, costs: &[CostInput]) -> StreamFigures {
        StreamFigures::new(stream, costs, &Exchange::new(&Inputs::default()), &Ramp::NotGiven, 36)
    }

    fn text(number: Option<&Exact>) -> Option<String> {
        number.map(|number| number.text(2))
    }

    fn repair() -> StreamInput {
        StreamInput {
            id: "revenue_streams-1".into(),
            price: decimal("60"),
            units: decimal("100"),
            ..Default::default()
        }
    }

    fn parts() -> CostInput {
        CostInput { kind: Some(CostKind::Variable), stream: Some("revenue_streams-1".into()), ..Default::default() }
    }

    #[test]
    fn a_blank_direct_cost_is_unknown_and_a_zero_is_zero() {
        assert_eq!(text(figures(&repair(), &[]).unit_contribution.as_ref()), None);
        let unpaid = StreamInput { direct_cost: decimal("0"), ..repair() };
        assert_eq!(text(figures(&unpaid, &[]).unit_contribution.as_ref()), Some("60.00".into()));
        let fee = StreamInput { direct_cost_percent: decimal("1.5"), ..repair() };
        assert_eq!(text(figures(&fee, &[]).unit_variable_cost.as_ref()), Some("0.90".into()));
    }

    #[test]
    fn direct_cost_never_vanishes_where_variable_costs_name_the_stream() {
        let stream = StreamInput { direct_cost: decimal("18"), direct_cost_percent: decimal("1"), ..repair() };
        assert_eq!(text(figures(&stream, &[]).unit_variable_cost.as_ref()), Some("18.60".into()));
        let named = CostInput { amount: decimal("7"), percent: decimal("10"), ..parts() };
        for (is, cost) in
            [(None, "18.60"), (Some(DirectCostIs::BrokenDown), "13.00"), (Some(DirectCostIs::OnTop), "31.60")]
        {
            let stream = StreamInput { direct_cost_is: is, ..stream.clone() };
            let figures = figures(&stream, std::slice::from_ref(&named));
            assert_eq!(text(figures.unit_variable_cost.as_ref()), Some(cost.into()), "{is:?}");
        }
        assert_eq!(text(figures(&stream, &[parts()]).unit_variable_cost.as_ref()), None);
        let other = CostInput { stream: Some("revenue_streams-2".into()), amount: decimal("7"), ..parts() };
        assert_eq!(text(figures(&stream, &[other]).unit_variable_cost.as_ref()), Some("18.60".into()));
    }

    #[test]
    fn sales_are_customers_times_purchases_or_as_given() {
        for (customers, purchases, units, sales, each) in [
            (Some("400"), Some("0.25"), Some("7"), Some("100.00"), Some("0.25")),
            (Some("50"), None, Some("100"), Some("100.00"), Some("2.00")),
            (None, None, Some("100"), Some("100.00"), None),
            (None, Some("0.25"), None, None, Some("0.25")),
            (Some("0"), None, Some("0"), Some("0.00"), None),
        ] {
            let stream = StreamInput {
                customers: customers.and_then(decimal),
                purchases: purchases.and_then(decimal),
                units: units.and_then(decimal),
                ..Default::default()
            };
            let figures = figures(&stream, &[]);
            assert_eq!(text(figures.units.as_ref()).as_deref(), sales);
            assert_eq!(text(figures.purchases.as_ref()).as_deref(), each);
        }
    }

    #[test]
    fn a_percentage_of_the_ticket_is_of_the_whole_deal() {
        let stream =
            StreamInput { commission: true, ticket: decimal("40"), rate: decimal("15"), price: None, ..repair() };
        let fee = CostInput { percent: decimal("1.4"), base: Base::Ticket, ..parts() };
        let figures = figures(&stream, &[fee]);
        assert_eq!(text(figures.unit_price.as_ref()), Some("6.00".into()));
        assert_eq!(text(figures.unit_variable_cost.as_ref()), Some("0.56".into()));
    }
}
