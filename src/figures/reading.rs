//! What the figures are worked out from: the answers to the questions that have a role.
//!
//! A list is known by the roles of its fields. The catalogue of roles, and the facts that are read as well, stand in
//! [`super::roles`].

use super::roles::{CALENDAR, CUSTOMER_SEGMENTS, DEPENDENT_STREAMS, LATER, List, PAYER_SEGMENTS, Role};
use super::{
    Base, Billed, Certainty, CostInput, CostKind, Dependent, DirectCostIs, Growth, Inputs, Period, RateInput,
    RelationshipInput, Repayment, SeasonInput, SourceInput, SourceKind, Step, StreamInput, WhatIfInput,
};
use crate::fact::Fact;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The answers by their roles.
pub trait Answers {
    /// The answer to the question of that role; null if there is none, or if it is a field of a list.
    fn answer(&self, role: Role) -> Fact;

    /// A choice as people see it, of the question of that role; the key where it has no such choice.
    fn label(&self, role: Role, key: &str) -> String;

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
        streams: answers
            .items(List::Streams)
            .into_iter()
            .filter(is_now)
            .map(|stream| stream_input(answers, &stream))
            .collect(),
        costs: answers.items(List::Costs).into_iter().filter(is_now).map(|cost| cost_input(answers, &cost)).collect(),
        founders_pay: steps(&top(Role::FoundersPay)),
        sources: sources(answers),
        start_month: text(&top(Role::StartDate)).and_then(|date| date.split('-').nth(1)?.parse().ok()),
        seasons: answers.items(List::Seasons).into_iter().flat_map(|season| season_inputs(&season)).collect(),
        vat_period: text(&top(Role::VatPeriod)).and_then(|period| named_period(&period)),
        tax_rate: number(&top(Role::TaxRate)),
        weekly_hours: weekly_hours(answers),
        new_a_week: number(&top(Role::NewAWeek)),
        office_hours: number(&top(Role::OfficeHours)),
        other_hours: answers.items(List::Hours).into_iter().flat_map(|months| other_hours(&months)).collect(),
        what_ifs: answers.items(List::WhatIfs).into_iter().map(|item| what_if_input(&item)).collect(),
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
        self.field(role).map_or(Fact::Null, |field| self.fact.get(field))
    }

    fn field(&self, role: Role) -> Option<&str> {
        self.roles.iter().find(|(own, _)| *own == role).map(|(_, field)| field.as_str())
    }

    /// Whether somebody said that the answer is not known.
    fn is_unknown(&self, role: Role) -> bool {
        let state = self.field(role).and_then(|field| text(&self.fact.get("states").get(field)));
        state.as_deref() == Some("unknown")
    }

    fn number(&self, role: Role) -> Option<Decimal> {
        number(&self.role(role))
    }

    fn whole(&self, role: Role) -> Option<u32> {
        self.number(role).and_then(|number| number.to_u32())
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

/// The money to begin with: the sources named, or the one sum of banks that ask for no more.
fn sources(answers: &impl Answers) -> Vec<SourceInput> {
    let named: Vec<SourceInput> = answers.items(List::Sources).iter().map(source_input).collect();
    let start = number(&answers.answer(Role::StartCash)).filter(|_| named.is_empty());
    let start = start.map(|start| SourceInput {
        title: "Money at the start".to_owned(),
        amount: Some(start),
        ..SourceInput::default()
    });
    named.into_iter().chain(start).collect()
}

fn source_input(source: &Item) -> SourceInput {
    SourceInput {
        id: source.own("id"),
        title: source.own("title"),
        amount: source.number(Role::SourceAmount),
        month: source.whole(Role::SourceMonth),
        kind: source.text(Role::SourceKind).and_then(|key| SourceKind::named(&key)),
        certainty: match source.text(Role::SourceCertainty).as_deref() {
            Some("asked_elsewhere") => Certainty::AskedElsewhere,
            Some("asked_here") => Certainty::AskedHere,
            _ => Certainty::Sure,
        },
        interest: source.number(Role::Interest),
        months: source.whole(Role::LoanMonths),
        months_free: source.whole(Role::MonthsFree),
        repayment: match source.text(Role::Repayment).as_deref() {
            Some("equal_instalments") => Repayment::EqualInstalments,
            Some("at_the_end") => Repayment::AtTheEnd,
            _ => Repayment::EqualPayments,
        },
    }
}

fn season_inputs(season: &Item) -> Vec<SeasonInput> {
    let Some(level) = season.number(Role::SeasonLevel) else { return Vec::new() };
    let streams = season.role(Role::SeasonStreams);
    let streams: Vec<String> = text(&streams).into_iter().chain(streams.as_list().iter().filter_map(text)).collect();
    let of_month = |month| SeasonInput { month, level, streams: streams.clone() };
    calendar_months(season, Role::SeasonMonths).into_iter().map(of_month).collect()
}

fn what_if_input(item: &Item) -> WhatIfInput {
    WhatIfInput {
        title: item.own("title"),
        sales: item.number(Role::WhatIfSales),
        costs: item.number(Role::WhatIfCosts),
        late: item.whole(Role::WhatIfLate),
        without: item.text(Role::WhatIfWithout),
        price: item.number(Role::WhatIfPrice),
        more: item.number(Role::WhatIfMore),
        from: item.whole(Role::WhatIfFrom),
        of: item.text(Role::WhatIfOf),
    }
}

fn other_hours(item: &Item) -> Vec<(u32, Decimal)> {
    let Some(hours) = item.number(Role::HoursThen) else { return Vec::new() };
    calendar_months(item, Role::HoursMonths).into_iter().map(|month| (month, hours)).collect()
}

/// The calendar months that an item ticks.
fn calendar_months(item: &Item, role: Role) -> Vec<u32> {
    let ticked = item.role(role);
    ticked.as_list().iter().filter_map(|month| calendar_month(month.as_text()?)).collect()
}

fn rate_input(rate: &Item) -> RateInput {
    RateInput {
        currency: rate.text(Role::OtherCurrency).unwrap_or_default(),
        rate: rate.number(Role::ExchangeRate).filter(|rate| *rate > Decimal::ZERO),
    }
}

fn stream_input(answers: &impl Answers, stream: &Item) -> StreamInput {
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
        hours_each: stream.number(Role::HoursEach),
        direct_cost: stream.number(Role::DirectCost),
        direct_cost_percent: stream.number(Role::DirectCostPercent),
        direct_cost_is: match stream.text(Role::DirectCostIs).as_deref() {
            Some("broken_down") => Some(DirectCostIs::BrokenDown),
            Some("on_top") => Some(DirectCostIs::OnTop),
            _ => None,
        },
        declared_share: stream.number(Role::DeclaredShare),
        currency: stream.text(Role::StreamCurrency),
        growth: match stream.text(Role::VolumeWay).as_deref() {
            Some("same") => Growth::Steady,
            Some("growing") => Growth::Numbers(steps(&stream.role(Role::SalesSteps))),
            Some("amount") => Growth::Amounts(steps(&stream.role(Role::AmountSteps))),
            Some("come_and_go") => Growth::Customers { at_start: stream.number(Role::CustomersAtStart) },
            _ => Growth::Ramp,
        },
        first_month: stream.whole(Role::FirstMonth),
        paid_after: stream.whole(Role::PaidAfter),
        waits_unknown: stream.is_unknown(Role::PaidAfter),
        billed: billed(stream),
        is_contracted: stream.text(Role::ContractEnd).is_some()
            && stream.text(Role::VolumeWay).as_deref() == Some("amount"),
        vat: stream.number(Role::StreamVat),
        new_customers: stream.number(Role::Joining).or_else(|| stream.number(Role::NewCustomers)),
        acquisition_cost: stream.number(Role::AcquisitionCost),
        monthly_loss: stream.number(Role::Leaving).or_else(|| stream.number(Role::MonthlyLoss)),
        certainty: certainty(answers, stream, Role::StreamCertainty),
        payer_segments: stream.ids(PAYER_SEGMENTS),
        customer_segments: match stream.ids(CUSTOMER_SEGMENTS) {
            groups if groups.is_empty() => stream.ids(PAYER_SEGMENTS),
            groups => groups,
        },
    }
}

/// A whole quarter or year on one bill, where it was said whether that comes before it or after it.
fn billed(stream: &Item) -> Billed {
    let months = match stream.text(Role::BillingPeriod).and_then(|period| named_period(&period)) {
        Some(Period::Quarterly) => 3,
        Some(Period::Yearly) => 12,
        _ => return Billed::Monthly,
    };
    match stream.text(Role::BilledWhen).as_deref() {
        Some("before") => Billed::Ahead(months),
        Some("after") => Billed::After(months),
        _ => Billed::Monthly,
    }
}

fn cost_input(answers: &impl Answers, cost: &Item) -> CostInput {
    CostInput {
        id: cost.own("id"),
        title: cost.own("title"),
        kind: match cost.text(Role::CostKind).as_deref() {
            Some("fixed") => Some(CostKind::Fixed),
            Some("variable") => Some(CostKind::Variable),
            Some("one_off") => Some(CostKind::OneOff),
            Some("staff") => Some(CostKind::Staff),
            Some("of_income") => Some(CostKind::OfIncome),
            _ => None,
        },
        stream: cost.text(Role::CostStream),
        amount: cost.number(Role::CostAmount),
        percent: cost.number(Role::PartOfIncome).or_else(|| cost.number(Role::CostPercent)),
        base: match cost.text(Role::CostBase).as_deref() {
            Some("ticket") => Base::Ticket,
            _ => Base::Price,
        },
        period: cost.text(Role::CostPeriod).and_then(|period| named_period(&period)),
        currency: cost.text(Role::CostCurrency),
        from: cost.whole(Role::CostFrom),
        until: cost.whole(Role::CostUntil),
        due: cost.text(Role::CostDue).and_then(|month| calendar_month(&month)),
        month: cost.whole(Role::CostMonth),
        life: cost.number(Role::CostLife),
        people: cost.number(Role::People),
        on_costs: cost.number(Role::OnCosts),
        vat: cost.number(Role::CostVat),
        certainty: certainty(answers, cost, Role::CostCertainty),
    }
}

/// The hours of all founders; `None` where there is nobody, or somebody's are not known.
fn weekly_hours(answers: &impl Answers) -> Option<Decimal> {
    let team = answers.items(List::Team);
    let hours: Option<Vec<Decimal>> = team.iter().map(|one| one.number(Role::WeeklyHours)).collect();
    hours.filter(|hours| !hours.is_empty()).map(|hours| hours.into_iter().sum())
}

/// How sure something is, in the words of the choice.
fn certainty(answers: &impl Answers, item: &Item, role: Role) -> Option<String> {
    item.text(role).map(|key| answers.label(role, &key))
}

fn named_period(key: &str) -> Option<Period> {
    match key {
        "weekly" => Some(Period::Weekly),
        "monthly" => Some(Period::Monthly),
        "quarterly" => Some(Period::Quarterly),
        "yearly" => Some(Period::Yearly),
        _ => None,
    }
}

/// The number of a calendar month, from 1 to 12.
fn calendar_month(key: &str) -> Option<u32> {
    u32::try_from(CALENDAR.iter().position(|month| *month == key)?).ok().map(|month| month + 1)
}

/// What changes over the months; a single number counts from the first on.
fn steps(fact: &Fact) -> Vec<Step> {
    if let Some(amount) = number(fact) {
        return Step::always(amount);
    }
    let step =
        |step: &Fact| Some(Step { month: number(&step.get("month"))?.to_u32()?, amount: number(&step.get("amount"))? });
    fact.as_list().iter().filter_map(step).collect()
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
