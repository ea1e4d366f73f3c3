//! The inputs and figures sorted into the lines of the spreadsheet.

use super::place::Rows;
use crate::figures::{
    AcquisitionCost, Base, CostFigures, CostInput, CostKind, DirectCostIs, Exact, Figures, Inputs, Lifetime, Refusal,
    Step, StreamFigures, StreamInput,
};
use rust_decimal::Decimal;

/// Rows above the first table of a sheet: title, explanation, an empty one.
pub(super) const TOP: u32 = 3;

/// Rows between tables that hold their title and headings.
pub(super) const HEAD: u32 = 2;

/// What a usual month rests on, and the money that is there or promised: what the sheets know of.
pub(super) fn usual_month(inputs: &Inputs) -> Inputs {
    let mut plain = inputs.clone();
    plain.sources.retain(|source| !source.certainty.is_asked_for());
    for source in &mut plain.sources {
        (source.month, source.months) = (None, None);
    }
    plain.founders_pay = inputs
        .founders_pay
        .iter()
        .max_by_key(|step| step.month)
        .map(|step| Step::always(step.amount))
        .unwrap_or_default();
    (plain.seasons, plain.tax_rate) = (Vec::new(), None);
    for stream in &mut plain.streams {
        (stream.first_month, stream.paid_after, stream.vat) = (None, None, None);
    }
    plain.costs.retain(|cost| cost.until.is_none());
    for cost in &mut plain.costs {
        (cost.from, cost.due, cost.month, cost.life, cost.vat) = (None, None, None, None, None);
    }
    plain
}

/// What the spreadsheet is made of.
pub(super) struct Ledger<'a> {
    pub(super) inputs: &'a Inputs,
    pub(super) figures: Figures,
    /// Foreign currencies that something is in, each with its rate.
    pub(super) rates: Vec<(String, Option<Decimal>)>,
    /// What one sale costs, stream by stream.
    pub(super) sale_costs: Vec<SaleCost>,
    /// Fixed costs, by their position among the inputs; the founders' pay follows them.
    pub(super) fixed: Vec<usize>,
    /// One-off costs, by their position among the inputs.
    pub(super) once: Vec<usize>,
    /// Streams about whose customers something was said, by their position.
    pub(super) customers: Vec<usize>,
}

/// One line of what a sale costs.
pub(super) struct SaleCost {
    pub(super) title: String,
    /// The position of its stream.
    pub(super) stream: usize,
    /// Whether it is the direct cost told with the price, of which the larger counts: it, or the costs that follow.
    pub(super) or_larger: bool,
    pub(super) amount: Option<Decimal>,
    pub(super) percent: Option<Decimal>,
    pub(super) base: Base,
    pub(super) currency: Option<String>,
}

impl<'a> Ledger<'a> {
    pub(super) fn new(inputs: &'a Inputs) -> Result<Self, Refusal> {
        let figures = Figures::new(inputs)?;
        let of_kind = |kind| {
            let costs = inputs.costs.iter().enumerate();
            costs.filter(move |(_, cost)| cost.kind == Some(kind)).map(|(position, _)| position).collect()
        };
        let is_given = |(position, stream): (usize, &StreamFigures)| {
            let economics = &stream.economics;
            let given =
                economics.acquisition_cost != AcquisitionCost::Unknown || economics.lifetime != Lifetime::Unknown;
            given.then_some(position)
        };
        Ok(Self {
            rates: rates(inputs),
            sale_costs: (0..).zip(&inputs.streams).flat_map(|(at, stream)| sale_costs(at, stream, inputs)).collect(),
            fixed: of_kind(CostKind::Fixed),
            once: of_kind(CostKind::OneOff),
            customers: figures.streams.iter().enumerate().filter_map(is_given).collect(),
            inputs,
            figures,
        })
    }

    /// The streams with their figures.
    pub(super) fn streams(&self) -> impl Iterator<Item = (&StreamInput, &StreamFigures)> {
        self.inputs.streams.iter().zip(&self.figures.streams)
    }

    pub(super) fn stream(&self, position: usize) -> Option<(&StreamInput, &StreamFigures)> {
        self.streams().nth(position)
    }

    /// Some costs with their figures.
    pub(super) fn costs(&self, positions: &[usize]) -> Vec<(&CostInput, &CostFigures)> {
        let all = |position: &usize| Some((self.inputs.costs.get(*position)?, self.figures.costs.get(*position)?));
        positions.iter().filter_map(all).collect()
    }

    /// The currency of the plan, as a label.
    pub(super) fn currency(&self) -> &str {
        if self.inputs.currency.is_empty() { "no currency" } else { &self.inputs.currency }
    }

    /// The code of a currency, as a label.
    pub(super) fn code<'c>(&'c self, currency: Option<&'c str>) -> &'c str {
        currency.filter(|code| self.is_foreign(Some(code))).unwrap_or(self.currency())
    }

    pub(super) fn is_foreign(&self, currency: Option<&str>) -> bool {
        currency.is_some_and(|code| code != self.inputs.currency)
    }

    /// The position of a foreign currency among the rates, and its rate.
    pub(super) fn rate(&self, currency: Option<&str>) -> Option<(usize, Option<Exact>)> {
        let position = self.rates.iter().position(|(code, _)| Some(code.as_str()) == currency)?;
        Some((position, self.rates.get(position)?.1.map(Exact::from)))
    }

    /// The lines of what a sale of a stream costs, by their positions.
    pub(super) fn sale_costs_of(&self, stream: usize) -> (usize, usize) {
        let first = self.sale_costs.iter().position(|cost| cost.stream == stream).unwrap_or_default();
        (first, self.sale_costs.iter().filter(|cost| cost.stream == stream).count())
    }

    /// Whether there is a cost of which it is not known where it belongs, so that no sheet lists it.
    pub(super) fn has_loose_cost(&self) -> bool {
        self.figures.costs.iter().any(CostFigures::is_loose)
    }

    pub(super) fn has_commission(&self) -> bool {
        self.inputs.streams.iter().any(|stream| stream.commission)
    }

    /// The revenue of the streams whose contribution is known.
    pub(super) fn counted_revenue(&self) -> Exact {
        let counted = self.figures.streams.iter().filter(|stream| stream.is_whole());
        counted.filter_map(|stream| stream.revenue.as_ref()).sum()
    }

    /// How many rows the streams take on every sheet that lists them.
    pub(super) fn stream_rows(&self, first: u32) -> Rows {
        Rows::new(first, self.inputs.streams.len())
    }
}

/// The direct cost of a stream and its variable costs, without what the others break down.
fn sale_costs(position: usize, stream: &StreamInput, inputs: &Inputs) -> Vec<SaleCost> {
    let own = |cost: &&CostInput| cost.kind == Some(CostKind::Variable) && cost.stream.as_ref() == Some(&stream.id);
    let named: Vec<SaleCost> = inputs
        .costs
        .iter()
        .filter(own)
        .map(|cost| SaleCost {
            title: cost.title.clone(),
            stream: position,
            or_larger: false,
            amount: cost.amount,
            percent: cost.percent,
            base: cost.base,
            currency: cost.currency.clone(),
        })
        .collect();
    let is_something = |number: Option<Decimal>| number.is_some_and(|number| number > Decimal::ZERO);
    let is_told = is_something(stream.direct_cost) || is_something(stream.direct_cost_percent);
    if !named.is_empty() && (!is_told || stream.direct_cost_is == Some(DirectCostIs::BrokenDown)) {
        return named;
    }
    let or_larger = !named.is_empty() && stream.direct_cost_is.is_none();
    let told = SaleCost {
        title: if or_larger { "Direct cost, or all that follow where they are more" } else { "Direct cost" }.to_owned(),
        stream: position,
        or_larger,
        amount: stream.direct_cost,
        percent: stream.direct_cost_percent,
        base: Base::Price,
        currency: stream.currency.clone(),
    };
    [told].into_iter().chain(named).collect()
}

/// Foreign currencies in the order in which they turn up. Of several rates the first that is known counts.
fn rates(inputs: &Inputs) -> Vec<(String, Option<Decimal>)> {
    let mut rates: Vec<(String, Option<Decimal>)> = Vec::new();
    let streams = inputs.streams.iter().map(|stream| &stream.currency);
    for code in streams.chain(inputs.costs.iter().map(|cost| &cost.currency)).flatten() {
        if *code != inputs.currency && !rates.iter().any(|(known, _)| known == code) {
            let rate = inputs.rates.iter().filter(|rate| rate.currency == *code).find_map(|rate| rate.rate);
            rates.push((code.clone(), rate));
        }
    }
    rates
}

/// How shares of the revenue are rounded: down to tenths of a percent, and what is lost by that.
pub(super) struct Shares(Vec<Option<(Exact, Exact)>>);

impl Shares {
    pub(super) fn new(ledger: &Ledger<'_>) -> Self {
        let tenths = |stream: &StreamFigures| {
            let exact = stream.share.as_ref()? * &Exact::whole(10);
            let down = exact.floor();
            let lost = &exact - &down;
            Some((down, lost))
        };
        Self(ledger.figures.streams.iter().map(tenths).collect())
    }

    fn of(&self, position: usize) -> Option<&(Exact, Exact)> {
        self.0.get(position)?.as_ref()
    }

    pub(super) fn tenths(&self, position: usize) -> Option<&Exact> {
        self.of(position).map(|(tenths, _)| tenths)
    }

    pub(super) fn lost(&self, position: usize) -> Option<&Exact> {
        self.of(position).map(|(_, lost)| lost)
    }
}
