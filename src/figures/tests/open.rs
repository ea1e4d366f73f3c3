//! What is concluded while something is open, and which streams the totals count.

use super::super::*;
use super::golden::{cash, decimal, fixed, one_off, pay, spoke_and_go_inputs, stream, text, variable};
use crate::fact::Fact;
use proptest::prelude::*;

/// The hearing van: four streams, of which one lacks its direct cost and one is only an idea.
pub(in crate::figures) fn hearing_van(care_homes_cost: Option<&str>) -> Inputs {
    let sold = |id: &str, title: &str, price: &str, units: &str, cost: Option<&str>| StreamInput {
        units: decimal(units),
        direct_cost: cost.and_then(decimal),
        ..stream(id, title, price, "")
    };
    Inputs {
        currency: "EUR".into(),
        streams: vec![
            sold("flat", "Flat rate", "685", "18", Some("240")),
            sold("top-up", "Top-up", "520", "7.2", Some("170")),
            sold("homes", "Care homes", "4", "198", care_homes_cost),
            sold("talks", "Talks", "", "", None),
        ],
        costs: vec![fixed("Running costs", "1619", Period::Monthly), one_off("Van", "68000")],
        founders_pay: pay("2400"),
        sources: [cash("20000"), vec![asked("60000", 60)]].concat(),
        ..Default::default()
    }
}

/// A loan that this plan asks for, without interest.
pub(super) fn asked(amount: &str, months: u32) -> SourceInput {
    SourceInput {
        title: "What we ask for".into(),
        amount: decimal(amount),
        kind: Some(SourceKind::Loan),
        certainty: Certainty::AskedHere,
        interest: decimal("0"),
        months: Some(months),
        ..Default::default()
    }
}

fn figures(inputs: &Inputs) -> Figures {
    Figures::new(inputs).unwrap()
}

/// Income, direct cost, contribution, fixed costs and result.
fn of_month(figures: &Figures) -> [String; 5] {
    let totals = &figures.totals;
    [
        &totals.revenue.amount,
        &totals.variable_cost.amount,
        &totals.contribution.amount,
        &totals.fixed_costs.amount,
        &totals.profit,
    ]
    .map(|amount| text(amount.as_ref(), 2))
}

/// Every figure that concludes something about the future of the plan.
const VERDICTS: [&str; 14] = [
    "funding_gap",
    "lowest_cash",
    "out_of_cash_month",
    "first_profitable_month",
    "payback_month",
    "steady_runway",
    "no_sales_runway",
    "reserve",
    "uses",
    "start_losses",
    "unfunded_funding_gap",
    "unfunded_lowest_cash",
    "break_even_sales",
    "safety",
];

fn told(figures: &Figures) -> Vec<&'static str> {
    let fact = figures.to_fact();
    VERDICTS.into_iter().filter(|name| fact.get(name) != Fact::Null).collect()
}

#[test]
fn the_totals_of_h1_count_the_streams_that_are_known_in_full() {
    let figures = figures(&hearing_van(None));
    assert_eq!(of_month(&figures), ["16074.00", "5544.00", "10530.00", "4019.00", "6511.00"]);
    for total in [&figures.totals.revenue, &figures.totals.variable_cost, &figures.totals.contribution] {
        assert_eq!(total.note().as_deref(), Some("partial: 2 of 4 streams"));
    }
    let left: Vec<_> = figures.incomplete.iter().map(|x| (x.title.as_str(), text(x.brings.as_ref(), 2))).collect();
    assert_eq!(left, [("Care homes", "792.00".into()), ("Talks", "none".to_owned())]);
    assert_eq!(figures.needed, ["the direct cost of Care homes", "the price and sales of Talks"]);
    assert_eq!(told(&figures), Vec::<&str>::new());
    assert!(
        figures.streams.iter().all(|stream| stream.share.is_none()),
        "no stream is the largest of an unknown whole"
    );
}

#[test]
fn with_its_open_cost_at_zero_h1_breaks_even_at_5987() {
    let figures = figures(&hearing_van(Some("0")));
    assert_eq!(of_month(&figures), ["16866.00", "5544.00", "11322.00", "4019.00", "7303.00"]);
    assert_eq!(text(figures.break_even.sales().as_ref(), 2), "5986.97");
    assert_eq!(
        told(&figures),
        ["break_even_sales", "safety"],
        "an idea stays out of the mix, but could change the cash"
    );
    assert_eq!(figures.needed, ["the price and sales of Talks"]);
}

#[test]
fn one_open_price_holds_every_verdict_back() {
    let whole = spoke_and_go_inputs();
    assert!(told(&figures(&whole)).contains(&"funding_gap"));
    let mut open = whole.clone();
    open.streams[0] = StreamInput { commission: true, price: None, ..open.streams[0].clone() };
    let mut without_pay = whole.clone();
    without_pay.founders_pay = Vec::new();
    let mut loose = whole.clone();
    loose.costs.push(variable("elsewhere", Some("9"), None, Base::Price));
    let mut kindless = whole.clone();
    kindless.costs[0].kind = None;
    let mut rateless = whole;
    rateless.streams[1].currency = Some("GBP".into());
    for (inputs, needed) in [
        (open, "the deal and rate of Repair visit"),
        (without_pay, "the founders' pay"),
        (loose, "which income cost of elsewhere comes with"),
        (kindless, "what kind of cost Van is"),
        (rateless, "the exchange rate of GBP"),
    ] {
        let figures = figures(&inputs);
        assert_eq!(figures.needed, [needed]);
        assert_eq!(told(&figures), Vec::<&str>::new(), "{needed}");
    }
}

#[test]
fn a_cost_of_an_unknown_amount_is_left_out_of_everything_and_named() {
    let whole = spoke_and_go_inputs();
    for place in 0..whole.costs.len() {
        let cost = &whole.costs[place];
        if cost.kind == Some(CostKind::Variable) {
            continue;
        }
        let (mut open, mut without) = (whole.clone(), whole.clone());
        open.costs[place].amount = None;
        without.costs.remove(place);
        let (open, without) = (figures(&open), figures(&without));
        assert_eq!(open.uncounted, std::slice::from_ref(&cost.title));
        assert!(open.needed.is_empty() && open.is_partial() && !without.is_partial());
        assert_eq!(told(&open), told(&without), "{}", cost.title);
        assert_eq!(open.cash.months, without.cash.months);
        assert_eq!(open.break_even, without.break_even);
        assert!(open.totals.cash_note().is_some_and(|note| note.starts_with("partial: ")), "{}", cost.title);
    }
}

#[test]
fn while_no_stream_is_known_in_full_the_income_stands_alone() {
    let mut inputs = hearing_van(None);
    inputs.streams.iter_mut().for_each(|stream| stream.direct_cost = None);
    let figures = figures(&inputs);
    assert_eq!(of_month(&figures), ["16866.00", "none", "none", "4019.00", "none"]);
    assert!(figures.incomplete.iter().all(|item| item.brings.is_none()), "all of it is in the income");
}

#[test]
fn the_direct_cost_of_case_9_is_broken_down_or_comes_on_top() {
    let fee = CostInput { percent: decimal("1.4"), ..variable("one", None, None, Base::Price) };
    let sold =
        StreamInput { units: decimal("100"), direct_cost_percent: decimal("5"), ..stream("one", "One", "60", "25") };
    for (is, cost, contribution) in [
        (Some(DirectCostIs::BrokenDown), "0.84", "5916.00"),
        (Some(DirectCostIs::OnTop), "28.84", "3116.00"),
        (None, "28.00", "3200.00"),
    ] {
        let streams = vec![StreamInput { direct_cost_is: is, ..sold.clone() }];
        let figures = figures(&Inputs { streams, costs: vec![fee.clone()], ..Default::default() });
        assert_eq!(text(figures.streams[0].unit_variable_cost.as_ref(), 2), cost);
        assert_eq!(text(figures.totals.contribution.amount.as_ref(), 2), contribution);
        let fact = figures.to_fact().get("revenue_streams").get("one");
        assert_eq!(fact.get("told_cost"), Fact::Decimal(decimal("28").unwrap()));
        assert_eq!(fact.get("items_cost"), Fact::Decimal(decimal("0.84").unwrap()));
    }
}

#[test]
fn care_costs_a_month_what_its_customers_cost_and_a_group_has_those_of_its_largest_stream() {
    let care = |id: &str, cost: &str| RelationshipInput {
        id: format!("care of {id}"),
        segment: Some(id.into()),
        cost_per_customer: decimal(cost),
    };
    let mut inputs = spoke_and_go_inputs();
    inputs.streams[2].customers = decimal("200");
    inputs.relationships = vec![care("commuters", "0.5"), care("employers", "4"), care("neighbours", "1")];
    let monthly: Vec<String> =
        figures(&inputs).relationships.iter().map(|care| text(care.monthly_cost.as_ref(), 2)).collect();
    assert_eq!(monthly, ["200.00", "320.00", "none"]);
}

prop_compose! {
    /// A stream of which anything may be open.
    fn streams()(
        price in prop::option::of(1..900i64),
        sold in prop::option::of(0..500i64),
        told in prop::option::of(0..90i64),
        item in prop::option::of(prop::option::of(0..90i64)),
        is in prop::sample::select(vec![None, Some(DirectCostIs::BrokenDown), Some(DirectCostIs::OnTop)]),
        foreign in prop::bool::weighted(0.1),
    ) -> (StreamInput, Option<Option<i64>>) {
        let stream = StreamInput {
            price: price.map(Into::into),
            units: sold.map(Into::into),
            direct_cost: told.map(Into::into),
            direct_cost_is: is,
            currency: foreign.then(|| "GBP".into()),
            ..Default::default()
        };
        (stream, item)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn income_less_direct_cost_is_the_contribution_whatever_is_open(
        sold in prop::collection::vec(streams(), 1..5),
        rent in prop::option::of(1..900i64),
        paid in prop::option::of(0..900i64),
    ) {
        let mut inputs = Inputs {
            costs: vec![CostInput { amount: rent.map(Into::into), ..fixed("Rent", "0", Period::Monthly) }],
            founders_pay: paid.map(|paid| Step::always(paid.into())).unwrap_or_default(),
            sources: cash("100"),
            ..Default::default()
        };
        for (number, (stream, item)) in sold.into_iter().enumerate() {
            let id = format!("stream-{number}");
            if let Some(amount) = item {
                let currency = stream.currency.clone();
                let cost = variable(&id, None, None, Base::Price);
                inputs.costs.push(CostInput { amount: amount.map(Into::into), currency, ..cost });
            }
            inputs.streams.push(StreamInput { id, ..stream });
        }
        let figures = figures(&inputs);
        let Totals { revenue, variable_cost, contribution, .. } = &figures.totals;
        if let (Some(income), Some(cost), Some(left)) = (&revenue.amount, &variable_cost.amount, &contribution.amount) {
            prop_assert_eq!(&(income - cost), left);
            prop_assert!(revenue.known == contribution.known && variable_cost.known == contribution.known);
        }
        let is_whole = contribution.known == figures.streams.len() && paid.is_some();
        prop_assert_eq!(figures.needed.is_empty(), is_whole);
        prop_assert_eq!(figures.uncounted.is_empty(), rent.is_some());
        prop_assert_eq!(figures.cash.funded.gap.is_some(), is_whole);
        prop_assert!(is_whole || figures.cash.funded.out_of_cash == Within36::Unknown);
        prop_assert!(contribution.known == figures.streams.len() || figures.streams.iter().all(|s| s.share.is_none()));
        for stream in &figures.streams {
            let DirectCost { told, items, counted, .. } = &stream.direct_cost;
            if let (Some(told), Some(items), Some(counted)) = (told, items, counted) {
                let both = told + items;
                prop_assert!([told, items, &both].contains(&counted), "nothing else is counted");
            }
        }
    }
}
