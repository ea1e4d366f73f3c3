//! What the figures are worked out from: the answers to the questions that have a role.
//!
//! A list is known by the roles of its fields. The catalogue of roles, and the facts that are read as well, stand in
//! [`super::roles`].

use super::roles::{CUSTOMER_SEGMENTS, DEPENDENT_STREAMS, LATER, List, PAYER_SEGMENTS, Role};
use super::{
    Base, CostInput, CostKind, Dependent, DirectCostIs, Inputs, Period, RateInput, RelationshipInput, StreamInput,
    SumInput,
};
use crate::fact::Fact;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The answers by their roles.
pub trait Answers {
    /// The answer to the question of that role; null if there is none, or if it is a field of a list.
    fn answer(&self, role: Role) -> Fact;

    /// The items of the list whose fields have the roles of such a list.
    fn items(&self, list: List) -> Vec<Item>;

    /// The items of the first list that links of that role lead to.
    fn led_to(&self, role: Role) -> Vec<Fact>;

    /// The lists that have a derived fact of that name, each with its items.
    fn deriving(&self, fact: &str) -> Vec<(String, Vec<Fact>)>;
}

/// An item with the roles of its fields.
#[derive(Debug)]
pub struct Item {
    /// What is known of it.
    pub fact: Fact,
    /// Its fields that have a role.
    pub roles: Vec<(Role, String)>,
}

/// The inputs of the figures, from the view of the answers.
#[must_use]
pub fn inputs(answers: &impl Answers) -> Inputs {
    let top = |role: Role| answers.answer(role);
    Inputs {
        currency: text(&top(Role::Currency)).unwrap_or_default(),
        rates: answers.items(List::Rates).into_iter().map(|rate| rate_input(&rate)).collect(),
        streams: answers.items(List::Streams).into_iter().filter(is_now).map(|stream| stream_input(&stream)).collect(),
        costs: answers.items(List::Costs).into_iter().filter(is_now).map(|cost| cost_input(&cost)).collect(),
        founders_pay: number(&top(Role::FoundersPay)),
        start_cash: number(&top(Role::StartCash)),
        own_money: number(&top(Role::OwnMoney)),
        other_money: answers
            .items(List::Sources)
            .into_iter()
            .map(|source| sum_input(&source, Role::SourceAmount))
            .collect(),
        requests: requests(answers),
        payback_months: number(&top(Role::PaybackMonths)).and_then(|months| months.to_u32()),
        payback_start: number(&top(Role::PaybackStart)).and_then(|month| month.to_u32()),
        ramp_months: number(&top(Role::RampMonths)).and_then(|months| months.to_u32()),
        ramp_start: number(&top(Role::RampStart)),
        segments: segments(answers),
        relationships: answers
            .items(List::Relationships)
            .into_iter()
            .map(|relationship| relationship_input(&relationship))
            .collect(),
        dependents: dependents(answers),
    }
}

impl Item {
    fn role(&self, role: Role) -> Fact {
        let field = self.roles.iter().find(|(own, _)| *own == role);
        field.map_or(Fact::Null, |(_, field)| self.fact.get(field))
    }

    fn number(&self, role: Role) -> Option<Decimal> {
        number(&self.role(role))
    }

    fn text(&self, role: Role) -> Option<String> {
        text(&self.role(role))
    }

    fn own(&self, name: &str) -> String {
        text(&self.fact.get(name)).unwrap_or_default()
    }

    fn ids(&self, fact: &str) -> Vec<String> {
        self.fact.get(fact).as_list().iter().filter_map(text).collect()
    }
}

/// Whether an item counts now, and is not kept for later.
fn is_now(item: &Item) -> bool {
    item.fact.get(LATER) != Fact::Bool(true)
}

fn sum_input(sum: &Item, role: Role) -> SumInput {
    SumInput { title: sum.own("title"), amount: sum.number(role) }
}

/// The sums of money among all that is asked for.
fn requests(answers: &impl Answers) -> Vec<SumInput> {
    let asked = answers.items(List::Requests).into_iter();
    let money = asked.filter(|item| item.text(Role::AskedKind).is_some_and(|kind| kind == "money"));
    money
        .map(|item| SumInput {
            title: item.text(Role::AskedUse).unwrap_or_default(),
            ..sum_input(&item, Role::AskedAmount)
        })
        .collect()
}

fn rate_input(rate: &Item) -> RateInput {
    RateInput {
        currency: rate.text(Role::OtherCurrency).unwrap_or_default(),
        rate: rate.number(Role::ExchangeRate).filter(|rate| *rate > Decimal::ZERO),
    }
}

fn stream_input(stream: &Item) -> StreamInput {
    let (ticket, rate) = (stream.number(Role::Ticket), stream.number(Role::Rate));
    StreamInput {
        id: stream.own("id"),
        title: stream.own("title"),
        commission: stream
            .text(Role::StreamKind)
            .map_or(ticket.is_some() || rate.is_some(), |kind| kind == "commission"),
        price: stream.number(Role::Price),
        ticket,
        rate,
        customers: stream.number(Role::Customers),
        purchases: stream.number(Role::Purchases),
        units: stream.number(Role::Units),
        direct_cost: stream.number(Role::DirectCost),
        direct_cost_percent: stream.number(Role::DirectCostPercent),
        direct_cost_is: match stream.text(Role::DirectCostIs).as_deref() {
            Some("broken_down") => Some(DirectCostIs::BrokenDown),
            Some("on_top") => Some(DirectCostIs::OnTop),
            _ => None,
        },
        declared_share: stream.number(Role::DeclaredShare),
        currency: stream.text(Role::StreamCurrency),
        new_customers: stream.number(Role::NewCustomers),
        acquisition_cost: stream.number(Role::AcquisitionCost),
        monthly_loss: stream.number(Role::MonthlyLoss),
        payer_segments: stream.ids(PAYER_SEGMENTS),
        customer_segments: match stream.ids(CUSTOMER_SEGMENTS) {
            groups if groups.is_empty() => stream.ids(PAYER_SEGMENTS),
            groups => groups,
        },
    }
}

fn cost_input(cost: &Item) -> CostInput {
    CostInput {
        id: cost.own("id"),
        title: cost.own("title"),
        kind: match cost.text(Role::CostKind).as_deref() {
            Some("fixed") => Some(CostKind::Fixed),
            Some("variable") => Some(CostKind::Variable),
            Some("one_off") => Some(CostKind::OneOff),
            _ => None,
        },
        stream: cost.text(Role::CostStream),
        amount: cost.number(Role::CostAmount),
        percent: cost.number(Role::CostPercent),
        base: match cost.text(Role::CostBase).as_deref() {
            Some("ticket") => Base::Ticket,
            _ => Base::Price,
        },
        period: match cost.text(Role::CostPeriod).as_deref() {
            Some("weekly") => Some(Period::Weekly),
            Some("monthly") => Some(Period::Monthly),
            Some("quarterly") => Some(Period::Quarterly),
            Some("yearly") => Some(Period::Yearly),
            _ => None,
        },
        currency: cost.text(Role::CostCurrency),
    }
}

fn relationship_input(relationship: &Item) -> RelationshipInput {
    RelationshipInput {
        id: relationship.own("id"),
        segment: relationship.text(Role::CareSegment),
        cost_per_customer: relationship.number(Role::CareCost),
    }
}

/// The groups: the items of the list that relationships are for.
fn segments(answers: &impl Answers) -> Vec<String> {
    answers.led_to(Role::CareSegment).iter().filter_map(|item| text(&item.get("id"))).collect()
}

fn dependents(answers: &impl Answers) -> Vec<Dependent> {
    let deriving = answers.deriving(DEPENDENT_STREAMS).into_iter();
    deriving
        .flat_map(|(kind, items)| {
            let dependent = |item: &Fact| Dependent {
                kind: kind.clone(),
                id: text(&item.get("id")).unwrap_or_default(),
                streams: item.get(DEPENDENT_STREAMS).as_list().iter().filter_map(text).collect(),
            };
            items.iter().map(dependent).collect::<Vec<_>>()
        })
        .collect()
}

fn number(fact: &Fact) -> Option<Decimal> {
    match fact {
        Fact::Whole(number) => Some(Decimal::from(*number)),
        Fact::Decimal(number) => Some(*number),
        _ => None,
    }
}

fn text(fact: &Fact) -> Option<String> {
    fact.as_text().map(str::to_owned)
}
