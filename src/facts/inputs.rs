//! What the figures are worked out from: the answers to the questions that have a `role`.
//!
//! A list is known by the roles of its fields. Four derived facts are read as well: `payer_segments` of a revenue
//! stream, the ids of the groups that pay for it; `customer_segments` of a revenue stream, the ids of the groups whose
//! customers bring it, where it is not the same because somebody else pays; `dependent_streams` of the items of any
//! list, the ids of the streams that would stop without the item; and `later` of revenue streams and costs: what is kept
//! for later is in no figure, and no total is partial for it.

use crate::bank::{Bank, Kind, Question};
use crate::fact::Fact;
use crate::figures::{
    Base, CostInput, CostKind, Dependent, DirectCostIs, Inputs, Period, RateInput, RelationshipInput, StreamInput,
    SumInput,
};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The inputs of the figures, from the view of the answers.
pub(super) fn inputs(bank: &Bank, view: &Fact) -> Inputs {
    let top = |role: &str| {
        let question = bank.questions().map(|(_, question)| question).find(|question| has_role(question, role));
        question.filter(|question| question.of.is_none()).map_or(Fact::Null, |question| view.get(&question.id))
    };
    Inputs {
        currency: text(&top("currency")).unwrap_or_default(),
        rates: items(bank, view, "exchange_rate").map(|rate| rate_input(&rate)).collect(),
        streams: items(bank, view, "units").filter(is_now).map(|stream| stream_input(&stream)).collect(),
        costs: items(bank, view, "cost_amount").filter(is_now).map(|cost| cost_input(&cost)).collect(),
        founders_pay: number(&top("founders_pay")),
        start_cash: number(&top("start_cash")),
        own_money: number(&top("own_money")),
        other_money: items(bank, view, "source_amount").map(|source| sum_input(&source, "source_amount")).collect(),
        requests: requests(bank, view),
        payback_months: number(&top("payback_months")).and_then(|months| months.to_u32()),
        payback_start: number(&top("payback_start")).and_then(|month| month.to_u32()),
        ramp_months: number(&top("ramp_months")).and_then(|months| months.to_u32()),
        ramp_start: number(&top("ramp_start")),
        segments: segments(bank, view),
        relationships: items(bank, view, "care_cost").map(|relationship| relationship_input(&relationship)).collect(),
        dependents: dependents(bank, view),
    }
}

fn has_role(question: &Question, role: &str) -> bool {
    question.role.as_deref() == Some(role)
}

/// An item with the roles of its fields.
struct Item<'b> {
    fact: Fact,
    roles: Vec<(&'b str, &'b str)>,
}

impl Item<'_> {
    fn role(&self, role: &str) -> Fact {
        let field = self.roles.iter().find(|(own, _)| *own == role);
        field.map_or(Fact::Null, |(_, field)| self.fact.get(field))
    }

    fn number(&self, role: &str) -> Option<Decimal> {
        number(&self.role(role))
    }

    fn text(&self, role: &str) -> Option<String> {
        text(&self.role(role))
    }

    fn own(&self, name: &str) -> String {
        text(&self.fact.get(name)).unwrap_or_default()
    }

    fn ids(&self, fact: &str) -> Vec<String> {
        self.fact.get(fact).as_list().iter().filter_map(text).collect()
    }
}

/// The items of the list that has a field of that role.
fn items<'b>(bank: &'b Bank, view: &Fact, role: &str) -> impl Iterator<Item = Item<'b>> {
    let list = lists(bank).find(|list| bank.fields(list).any(|field| has_role(field, role)));
    let roles: Vec<(&str, &str)> = list
        .into_iter()
        .flat_map(|list| bank.fields(list))
        .filter_map(|field| Some((field.role.as_deref()?, field.id.as_str())))
        .collect();
    let facts = list.map_or(Fact::Null, |list| view.get(list)).as_list().to_vec();
    facts.into_iter().map(move |fact| Item { fact, roles: roles.clone() })
}

fn lists(bank: &Bank) -> impl Iterator<Item = &str> {
    bank.questions().filter(|(_, question)| question.items().is_some()).map(|(_, question)| question.id.as_str())
}

/// Whether an item counts now, and is not kept for later.
fn is_now(item: &Item<'_>) -> bool {
    item.fact.get("later") != Fact::Bool(true)
}

fn sum_input(sum: &Item<'_>, role: &str) -> SumInput {
    SumInput { title: sum.own("title"), amount: sum.number(role) }
}

/// The sums of money among all that is asked for.
fn requests(bank: &Bank, view: &Fact) -> Vec<SumInput> {
    let asked = items(bank, view, "asked_amount");
    let money = asked.filter(|item| item.text("asked_kind").is_some_and(|kind| kind == "money"));
    money
        .map(|item| SumInput { title: item.text("asked_use").unwrap_or_default(), ..sum_input(&item, "asked_amount") })
        .collect()
}

fn rate_input(rate: &Item<'_>) -> RateInput {
    RateInput {
        currency: rate.text("other_currency").unwrap_or_default(),
        rate: rate.number("exchange_rate").filter(|rate| *rate > Decimal::ZERO),
    }
}

fn stream_input(stream: &Item<'_>) -> StreamInput {
    let (ticket, rate) = (stream.number("ticket"), stream.number("rate"));
    StreamInput {
        id: stream.own("id"),
        title: stream.own("title"),
        commission: stream.text("stream_kind").map_or(ticket.is_some() || rate.is_some(), |kind| kind == "commission"),
        price: stream.number("price"),
        ticket,
        rate,
        customers: stream.number("customers"),
        purchases: stream.number("purchases"),
        units: stream.number("units"),
        direct_cost: stream.number("direct_cost"),
        direct_cost_percent: stream.number("direct_cost_percent"),
        direct_cost_is: match stream.text("direct_cost_is").as_deref() {
            Some("broken_down") => Some(DirectCostIs::BrokenDown),
            Some("on_top") => Some(DirectCostIs::OnTop),
            _ => None,
        },
        declared_share: stream.number("declared_share"),
        currency: stream.text("stream_currency"),
        new_customers: stream.number("new_customers"),
        acquisition_cost: stream.number("acquisition_cost"),
        monthly_loss: stream.number("monthly_loss"),
        payer_segments: stream.ids("payer_segments"),
        customer_segments: match stream.ids("customer_segments") {
            groups if groups.is_empty() => stream.ids("payer_segments"),
            groups => groups,
        },
    }
}

fn cost_input(cost: &Item<'_>) -> CostInput {
    CostInput {
        id: cost.own("id"),
        title: cost.own("title"),
        kind: match cost.text("cost_kind").as_deref() {
            Some("fixed") => Some(CostKind::Fixed),
            Some("variable") => Some(CostKind::Variable),
            Some("one_off") => Some(CostKind::OneOff),
            _ => None,
        },
        stream: cost.text("cost_stream"),
        amount: cost.number("cost_amount"),
        percent: cost.number("cost_percent"),
        base: match cost.text("cost_base").as_deref() {
            Some("ticket") => Base::Ticket,
            _ => Base::Price,
        },
        period: match cost.text("cost_period").as_deref() {
            Some("weekly") => Some(Period::Weekly),
            Some("monthly") => Some(Period::Monthly),
            Some("quarterly") => Some(Period::Quarterly),
            Some("yearly") => Some(Period::Yearly),
            _ => None,
        },
        currency: cost.text("cost_currency"),
    }
}

fn relationship_input(relationship: &Item<'_>) -> RelationshipInput {
    RelationshipInput {
        id: relationship.own("id"),
        segment: relationship.text("care_segment"),
        cost_per_customer: relationship.number("care_cost"),
    }
}

/// The groups: the items of the list that relationships are for.
fn segments(bank: &Bank, view: &Fact) -> Vec<String> {
    let fields = lists(bank).flat_map(|list| bank.fields(list));
    let list = fields.filter(|field| has_role(field, "care_segment")).find_map(|field| match &field.kind {
        Kind::Link(link) => link.to.first(),
        _ => None,
    });
    let facts = list.map_or(Fact::Null, |list| view.get(list));
    facts.as_list().iter().filter_map(|item| text(&item.get("id"))).collect()
}

fn dependents(bank: &Bank, view: &Fact) -> Vec<Dependent> {
    let derived = bank.steps.iter().flat_map(|step| &step.facts).filter(|fact| fact.id == "dependent_streams");
    derived
        .flat_map(|fact| {
            let items = view.get(&fact.of);
            let dependent = |item: &Fact| Dependent {
                kind: fact.of.clone(),
                id: text(&item.get("id")).unwrap_or_default(),
                streams: item.get("dependent_streams").as_list().iter().filter_map(text).collect(),
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
