//! Items of the figures as facts.

use super::super::NOT_KNOWN;
use super::super::cost::CostFigures;
use super::super::economics::{AcquisitionCost, CustomerPayback, Lifetime};
use super::super::stream::StreamFigures;
use super::super::totals::{CurrencyTotals, LeftOut};
use super::form::FigureMap;
use crate::fact::Fact;

pub(super) fn left_out(item: &LeftOut) -> Fact {
    let mut shape = FigureMap::default();
    shape.text("id", &item.id);
    shape.text("title", &item.title);
    shape.text("why", &item.why);
    shape.number("brings", item.brings.as_ref());
    shape.fact()
}

pub(super) fn other_currency(totals: &CurrencyTotals) -> Fact {
    let mut shape = FigureMap::default();
    shape.text("currency", &totals.currency);
    shape.number("revenue", totals.revenue.as_ref());
    shape.number("contribution", totals.contribution.as_ref());
    shape.number("fixed_costs", totals.fixed_costs.as_ref());
    shape.number("one_offs", totals.one_offs.as_ref());
    shape.set("titles", Fact::list(totals.titles.iter().map(|title| Fact::text(title.as_str()))));
    shape.fact()
}

pub(super) fn of_stream(stream: &StreamFigures) -> FigureMap {
    let mut shape = FigureMap::default();
    shape.text("id", &stream.id);
    shape.text("title", &stream.title);
    shape.text("currency", &stream.currency);
    shape.set("counted", Fact::Bool(stream.counted));
    shape.set("note", stream.missing.map_or(Fact::Null, Fact::text));
    for (name, number) in [
        ("unit_price", &stream.unit_price),
        ("unit_variable_cost", &stream.unit_variable_cost),
        ("told_cost", &stream.direct_cost.told),
        ("items_cost", &stream.direct_cost.items),
        ("unit_contribution", &stream.unit_contribution),
        ("units", &stream.units),
        ("first_units", &stream.first_units()),
        ("purchases", &stream.purchases),
        ("revenue", &stream.revenue),
        ("variable_cost", &stream.variable_cost),
        ("contribution", &stream.contribution),
        ("share", &stream.share),
        ("share_shown", &stream.share_shown),
        ("declared_share", &stream.declared_share),
        ("break_even_units", &stream.break_even_units),
        ("monthly_contribution", &stream.economics.monthly_contribution),
    ] {
        shape.number(name, number.as_ref());
    }
    shape.set("seasonal", Fact::Bool(stream.is_seasonal()));
    shape.set("cost_from", stream.direct_cost.from.map_or(Fact::Null, |from| Fact::text(from.key())));
    add_economics(&mut shape, stream);
    shape
}

fn add_economics(shape: &mut FigureMap, stream: &StreamFigures) {
    let economics = &stream.economics;
    let acquisition_cost = match &economics.acquisition_cost {
        AcquisitionCost::Each(cost) => Some(cost),
        AcquisitionCost::NoNewCustomers | AcquisitionCost::Unknown => None,
    };
    let lifetime = match &economics.lifetime {
        Lifetime::Months(months) => Some(months),
        Lifetime::Unbounded | Lifetime::Unknown => None,
    };
    let payback = match &economics.payback {
        CustomerPayback::Months(months) => Some(months),
        CustomerPayback::Never | CustomerPayback::Unknown => None,
    };
    let value = economics.lifetime_value.as_ref();
    let value_note = economics.lifetime.note().or(value.is_none().then_some(NOT_KNOWN));
    let owned = |note: Option<&'static str>| note.map(str::to_owned);
    shape.noted("acquisition_cost", acquisition_cost, owned(economics.acquisition_cost.note()));
    shape.noted("lifetime", lifetime, owned(economics.lifetime.note()));
    shape.noted("lifetime_value", value, owned(value_note));
    shape.noted("payback", payback, owned(economics.payback.note()));
    shape.number("value_to_cost", economics.value_to_cost.as_ref());
}

pub(super) fn of_cost(cost: &CostFigures) -> FigureMap {
    let mut shape = FigureMap::default();
    shape.text("id", &cost.id);
    shape.text("title", &cost.title);
    shape.text("currency", &cost.currency);
    shape.set("counted", Fact::Bool(cost.counted));
    shape.set("note", cost.missing.map_or(Fact::Null, Fact::text));
    shape.number("monthly", cost.monthly.as_ref());
    shape.number("once", cost.once.as_ref());
    shape
}
