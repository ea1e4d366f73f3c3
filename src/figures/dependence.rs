//! What customer groups bring, and how much income hangs on a partner or a channel.

use super::inputs::{Dependent, Inputs, RelationshipInput};
use super::stream::{StreamFigures, both};
use super::{Exact, NOT_KNOWN};

/// What one customer group brings.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentFigures {
    /// The group's id.
    pub id: String,
    /// What a customer of it leaves a month: unit contribution times purchases, over the streams it pays for or that
    /// somebody else pays for it. `None` where there is none or one of them is not known.
    pub earned_per_customer: Option<Exact>,
    /// What the streams it pays for leave a month altogether; `None` as above.
    pub contribution: Option<Exact>,
    /// Whether it pays for any stream.
    pub pays: bool,
}

/// What looking after a group costs.
#[derive(Clone, Debug, PartialEq)]
pub struct RelationshipFigures {
    /// The item's id.
    pub id: String,
    /// The group it is for.
    pub segment: Option<String>,
    /// The cost of one customer a month.
    pub cost_per_customer: Option<Exact>,
    /// The cost of all customers of the group a month. A group has as many customers as the largest of the streams
    /// it pays for: who buys two things is one customer.
    pub monthly_cost: Option<Exact>,
}

/// How much income hangs on something.
#[derive(Clone, Debug, PartialEq)]
pub struct DependentFigures {
    /// The list it stands in.
    pub kind: String,
    /// The item's id.
    pub id: String,
    /// The share of the revenue that would stop without it, in percent, as far as it is known.
    pub revenue_share: Option<Exact>,
    /// Whether one of its streams is not known.
    pub partial: bool,
}

impl SegmentFigures {
    /// Every group that is named anywhere, each once.
    pub(super) fn all(inputs: &Inputs, streams: &[StreamFigures]) -> Vec<Self> {
        let mut ids: Vec<&str> = Vec::new();
        let payers = inputs.streams.iter().flat_map(|stream| &stream.payer_segments);
        let cared_for = inputs.relationships.iter().filter_map(|relationship| relationship.segment.as_ref());
        for id in inputs.segments.iter().chain(payers).chain(cared_for) {
            if !ids.contains(&id.as_str()) {
                ids.push(id);
            }
        }
        ids.into_iter().map(|id| Self::new(id, inputs, streams)).collect()
    }

    fn new(id: &str, inputs: &Inputs, streams: &[StreamFigures]) -> Self {
        let is_named = |groups: &[String]| groups.iter().any(|group| group == id);
        let paid: Vec<&StreamFigures> = inputs
            .streams
            .iter()
            .zip(streams)
            .filter(|(input, _)| is_named(&input.customer_segments) || is_named(&input.payer_segments))
            .map(|(_, stream)| stream)
            .collect();
        let pays = inputs.streams.iter().any(|stream| is_named(&stream.payer_segments));
        let earned =
            paid.iter().map(|stream| stream.economics.monthly_contribution.as_ref().filter(|_| stream.counted));
        let contribution = paid.iter().map(|stream| stream.counted_contribution());
        Self {
            id: id.to_owned(),
            earned_per_customer: whole_sum(earned).filter(|_| !paid.is_empty()),
            contribution: whole_sum(contribution).filter(|_| !paid.is_empty()),
            pays,
        }
    }

    /// Why there is no number.
    #[must_use]
    pub fn note(&self, number: Option<&Exact>) -> Option<&'static str> {
        match (number, self.pays) {
            (Some(_), _) => None,
            (None, true) => Some(NOT_KNOWN),
            (None, false) => Some("pays for nothing"),
        }
    }
}

impl RelationshipFigures {
    pub(super) fn all(inputs: &Inputs) -> Vec<Self> {
        let one = |input: &RelationshipInput| {
            let cost_per_customer = input.cost_per_customer.map(Exact::from);
            let customers = input.segment.as_deref().and_then(|segment| customers(segment, inputs));
            Self {
                id: input.id.clone(),
                segment: input.segment.clone(),
                monthly_cost: both(cost_per_customer.as_ref(), customers.as_ref(), |cost, customers| cost * customers),
                cost_per_customer,
            }
        };
        inputs.relationships.iter().map(one).collect()
    }
}

impl DependentFigures {
    pub(super) fn new(input: &Dependent, streams: &[StreamFigures]) -> Self {
        let hanging = || streams.iter().filter(|stream| input.streams.contains(&stream.id));
        let any_revenue = streams.iter().any(|stream| stream.share.is_some());
        let none_known = hanging().count() > 0 && hanging().all(|stream| stream.share.is_none());
        let share: Exact = hanging().filter_map(|stream| stream.share.as_ref()).sum();
        Self {
            kind: input.kind.clone(),
            id: input.id.clone(),
            revenue_share: (any_revenue && !none_known).then_some(share),
            partial: hanging().any(|stream| stream.share.is_none()),
        }
    }
}

/// The customers of a group in a normal month; `None` where no stream it pays for says how many it has.
fn customers(segment: &str, inputs: &Inputs) -> Option<Exact> {
    let paid = inputs.streams.iter().filter(|stream| stream.payer_segments.iter().any(|payer| payer == segment));
    paid.filter_map(|stream| stream.customers).max().map(Exact::from)
}

/// The sum, where every part is known.
fn whole_sum<'a>(parts: impl Iterator<Item = Option<&'a Exact>>) -> Option<Exact> {
    parts.map(Option::<&Exact>::cloned).sum()
}
