//! What the figures are worked out from: the answers to the questions that have a `role`.
//!
//! A list is known by the roles of its fields. The catalogue of roles, and the facts that are read as well, stand in
//! [`crate::figures::roles`].

use crate::bank::{Bank, Kind, Question};
use crate::fact::Fact;
use crate::figures::roles::{CUSTOMER_SEGMENTS, DEPENDENT_STREAMS, LATER, List, PAYER_SEGMENTS, Role};
use crate::figures::{
    Base, CostInput, CostKind, Dependent, DirectCostIs, Inputs, Period, RateInput, RelationshipInput, StreamInput,
    SumInput,
};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The inputs of the figures, from the view of the answers.
pub(super) fn inputs(bank: &Bank, view: &Fact) -> Inputs {
    let top = |role: Role| {
        let question = bank.questions().map(|(_, question)| question).find(|question| question.role == Some(role));
        question.filter(|question| question.of.is_none()).map_or(Fact::Null, |question| view.get(&question.id))
    };
    Inputs {
        currency: text(&top(Role::Currency)).unwrap_or_default(),
        rates: items(bank, view, List::Rates).map(|rate| rate_input(&rate)).collect(),
        streams: items(bank, view, List::Streams).filter(is_now).map(|stream| stream_input(&stream)).collect(),
        costs: items(bank, view, List::Costs).filter(is_now).map(|cost| cost_input(&cost)).collect(),
        founders_pay: number(&top(Role::FoundersPay)),
        start_cash: number(&top(Role::StartCash)),
        own_money: number(&top(Role::OwnMoney)),
        other_money: items(bank, view, List::Sources).map(|source| sum_input(&source, Role::SourceAmount)).collect(),
        requests: requests(bank, view),
        payback_months: number(&top(Role::PaybackMonths)).and_then(|months| months.to_u32()),
        payback_start: number(&top(Role::PaybackStart)).and_then(|month| month.to_u32()),
        ramp_months: number(&top(Role::RampMonths)).and_then(|months| months.to_u32()),
        ramp_start: number(&top(Role::RampStart)),
        segments: segments(bank, view),
        relationships: items(bank, view, List::Relationships)
            .map(|relationship| relationship_input(&relationship))
            .collect(),
        dependents: dependents(bank, view),
    }
}

/// An item with the roles of its fields.
struct Item<'b> {
    fact: Fact,
    roles: Vec<(Role, &'b str)>,
}

impl Item<'_> {
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

/// The items of the list whose fields have the roles of such a list.
fn items<'b>(bank: &'b Bank, view: &Fact, wanted: List) -> impl Iterator<Item = Item<'b>> {
    let is_wanted = |field: &Question| field.role.and_then(Role::list) == Some(wanted);
    let list = lists(bank).find(|list| bank.fields(list).any(is_wanted));
    let roles: Vec<(Role, &str)> = list
        .into_iter()
        .flat_map(|list| bank.fields(list))
        .filter_map(|field| Some((field.role?, field.id.as_str())))
        .collect();
    let facts = list.map_or(Fact::Null, |list| view.get(list)).as_list().to_vec();
    facts.into_iter().map(move |fact| Item { fact, roles: roles.clone() })
}

fn lists(bank: &Bank) -> impl Iterator<Item = &str> {
    bank.questions().filter(|(_, question)| question.items().is_some()).map(|(_, question)| question.id.as_str())
}

/// Whether an item counts now, and is not kept for later.
fn is_now(item: &Item<'_>) -> bool {
    item.fact.get(LATER) != Fact::Bool(true)
}

fn sum_input(sum: &Item<'_>, role: Role) -> SumInput {
    SumInput { title: sum.own("title"), amount: sum.number(role) }
}

/// The sums of money among all that is asked for.
fn requests(bank: &Bank, view: &Fact) -> Vec<SumInput> {
    let asked = items(bank, view, List::Requests);
    let money = asked.filter(|item| item.text(Role::AskedKind).is_some_and(|kind| kind == "money"));
    money
        .map(|item| SumInput {
            title: item.text(Role::AskedUse).unwrap_or_default(),
            ..sum_input(&item, Role::AskedAmount)
        })
        .collect()
}

fn rate_input(rate: &Item<'_>) -> RateInput {
    RateInput {
        currency: rate.text(Role::OtherCurrency).unwrap_or_default(),
        rate: rate.number(Role::ExchangeRate).filter(|rate| *rate > Decimal::ZERO),
    }
}

fn stream_input(stream: &Item<'_>) -> StreamInput {
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

fn cost_input(cost: &Item<'_>) -> CostInput {
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

fn relationship_input(relationship: &Item<'_>) -> RelationshipInput {
    RelationshipInput {
        id: relationship.own("id"),
        segment: relationship.text(Role::CareSegment),
        cost_per_customer: relationship.number(Role::CareCost),
    }
}

/// The groups: the items of the list that relationships are for.
fn segments(bank: &Bank, view: &Fact) -> Vec<String> {
    let fields = lists(bank).flat_map(|list| bank.fields(list));
    let list = fields.filter(|field| field.role == Some(Role::CareSegment)).find_map(|field| match &field.kind {
        Kind::Link(link) => link.to.first(),
        _ => None,
    });
    let facts = list.map_or(Fact::Null, |list| view.get(list));
    facts.as_list().iter().filter_map(|item| text(&item.get("id"))).collect()
}

fn dependents(bank: &Bank, view: &Fact) -> Vec<Dependent> {
    let derived = bank.steps.iter().flat_map(|step| &step.facts).filter(|fact| fact.id == DEPENDENT_STREAMS);
    derived
        .flat_map(|fact| {
            let items = view.get(&fact.of);
            let dependent = |item: &Fact| Dependent {
                kind: fact.of.clone(),
                id: text(&item.get("id")).unwrap_or_default(),
                streams: item.get(DEPENDENT_STREAMS).as_list().iter().filter_map(text).collect(),
            };
            items.as_list().iter().map(dependent).collect::<Vec<_>>()
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
