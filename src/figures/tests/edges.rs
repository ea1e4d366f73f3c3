//! Every case where a number does not exist, or is not whole.

use super::super::*;
use super::golden::{allotly_inputs, cash, decimal, fixed, one_off, pay, spoke_and_go_inputs, stream, text, variable};
use crate::fact::Fact;

fn figures(inputs: &Inputs) -> Figures {
    Figures::new(inputs).unwrap()
}

/// A plan with one stream, one fixed cost and unpaid founders.
fn single(price: &str, cost: &str, sold: &str, rent: &str) -> Inputs {
    Inputs {
        currency: "EUR".into(),
        streams: vec![StreamInput { units: decimal(sold), ..stream("one", "One", price, cost) }],
        costs: vec![fixed("Rent", rent, Period::Monthly)],
        founders_pay: pay("0"),
        sources: cash("1000"),
        ..Default::default()
    }
}

#[test]
fn break_even_is_a_number_or_says_why_not() {
    for (inputs, note, units) in [
        (single("10", "4", "50", "100"), None, "17"),
        (single("10", "12", "50", "100"), Some("no volume breaks even"), "none"),
        (single("10", "10", "50", "100"), Some("no volume breaks even"), "none"),
        (single("10", "10", "50", "0"), Some("always exactly even"), "none"),
        (single("10", "4", "50", "0"), Some("break-even at 0"), "0"),
        (single("10", "12", "50", "0"), Some("even only without sales"), "none"),
        (
            Inputs { founders_pay: Vec::new(), costs: vec![], ..single("10", "4", "50", "0") },
            Some("not known yet"),
            "none",
        ),
    ] {
        let figures = figures(&inputs);
        assert_eq!(figures.break_even.note(), note);
        assert_eq!(text(figures.streams[0].break_even_units.as_ref(), 0), units);
    }
}

#[test]
fn a_third_of_everything_is_not_rounded_up_twice() {
    let mut inputs = single("1", "0", "3", "2");
    inputs.streams.push(StreamInput { units: decimal("0"), ..stream("none", "None", "1", "0") });
    let figures = figures(&inputs);
    assert_eq!(text(figures.break_even.factor().as_ref(), 6), "0.666667");
    assert_eq!(text(figures.streams[0].break_even_units.as_ref(), 0), "2");
}

#[test]
fn a_single_stream_breaks_even_at_sales_that_need_not_be_known() {
    let mut inputs = single("10", "4", "0", "100");
    assert_eq!(text(figures(&inputs).streams[0].break_even_units.as_ref(), 0), "17");
    inputs.streams[0].units = None;
    let figures = figures(&inputs);
    assert_eq!(text(figures.streams[0].break_even_units.as_ref(), 0), "17");
    assert_eq!(text(figures.break_even.sales().as_ref(), 2), "166.67");
    assert_eq!(figures.break_even.factor(), None);
    assert_eq!(figures.totals.profit, None);
}

#[test]
fn a_stream_that_loses_may_stand_in_a_mix_that_earns() {
    let mut inputs = single("10", "4", "50", "100");
    inputs.streams.push(StreamInput { units: decimal("20"), ..stream("two", "Two", "5", "7") });
    let figures = figures(&inputs);
    assert_eq!(figures.totals.contribution.amount, Some(Exact::whole(260)));
    assert!(figures.streams[1].unit_contribution.as_ref().unwrap().is_negative());
    assert_eq!(text(figures.streams[0].break_even_units.as_ref(), 0), "20");
    assert_eq!(text(figures.streams[1].break_even_units.as_ref(), 0), "8");
}

#[test]
fn without_revenue_there_is_no_ratio_and_no_share() {
    for inputs in [single("0", "0", "50", "100"), single("0", "1", "50", "100")] {
        let figures = figures(&inputs);
        assert_eq!(figures.totals.revenue.amount, Some(Exact::zero()));
        assert_eq!((&figures.totals.contribution_ratio, &figures.safety), (&None, &None));
        assert_eq!((&figures.streams[0].share, &figures.streams[0].share_shown), (&None, &None));
        assert_eq!(figures.to_fact().get("contribution_ratio_note"), Fact::text("no revenue"));
    }
}

#[test]
fn unknown_is_left_out_and_the_totals_say_so() {
    let mut inputs = spoke_and_go_inputs();
    inputs.streams[1].purchases = None;
    inputs.costs[0].amount = None;
    let figures = figures(&inputs);
    let fact = figures.to_fact();
    assert_eq!(figures.totals.revenue.amount, Some(Exact::whole(7000)));
    assert_eq!(fact.get("revenue_note"), Fact::text("partial: 2 of 3 streams"));
    assert_eq!(fact.get("fixed_costs_note"), Fact::text("partial: 5 of 6 fixed costs"));
    assert_eq!(fact.get("profit_note"), Fact::text("partial: 2 of 3 streams, 5 of 6 fixed costs"));
    assert_eq!(fact.get("break_even_note"), Fact::text("not known yet"));
    assert_eq!(fact.get("cash_note"), fact.get("profit_note"));
    assert_eq!(fact.get("needed"), Fact::list(["the sales of Fleet bike"].map(Fact::text)));
    assert_eq!(fact.get("uncounted"), Fact::list(["Van"].map(Fact::text)));
    assert_eq!(fact.get("partial"), Fact::Bool(true));
    let left_out: Vec<_> = figures.incomplete.iter().map(|item| (item.title.as_str(), item.why.as_str())).collect();
    assert_eq!(left_out, [("Fleet bike", "sales not known"), ("Van", "amount not known")]);
}

#[test]
fn revenue_cost_and_contribution_count_the_same_streams() {
    let mut inputs = spoke_and_go_inputs();
    inputs.streams[0].direct_cost = None;
    let figures = figures(&inputs);
    assert_eq!(figures.totals.revenue.amount, Some(Exact::whole(3000)));
    assert_eq!(figures.totals.variable_cost.amount, Some(Exact::whole(1260)));
    assert_eq!(figures.totals.contribution.amount, Some(Exact::whole(1740)));
    assert_eq!(figures.incomplete[0].brings, Some(Exact::whole(6000)));
    assert_eq!(text(figures.totals.contribution_ratio.as_ref(), 2), "0.58");
    assert_eq!(figures.totals.contribution.note().unwrap(), "partial: 2 of 3 streams");
}

#[test]
fn nothing_known_gives_no_number_at_all() {
    let fact = figures(&Inputs::default()).to_fact();
    for name in
        ["revenue", "contribution", "contribution_ratio", "fixed_costs", "profit", "lowest_cash", "steady_runway"]
    {
        assert_eq!(fact.get(name), Fact::Null, "{name}");
        assert_eq!(fact.get(&format!("{name}_note")), Fact::text("not known yet"), "{name}");
    }
    assert_eq!(fact.get("payback_month_note"), Fact::text("not known yet"));
    assert_eq!(fact.get("one_offs_note"), Fact::Null);
    assert_eq!(fact.get("months"), Fact::list([]));
}

#[test]
fn an_unknown_start_cash_leaves_the_results_but_no_cash() {
    let course = figures(&Inputs { sources: Vec::new(), ..spoke_and_go_inputs() }).cash;
    assert_eq!(course.first_profitable, Within36::Month(4));
    assert_eq!(course.payback, Within36::Month(18));
    assert_eq!(course.funded, Shortfall { out_of_cash: Within36::Unknown, lowest: None, gap: None });
    assert_eq!((course.steady_runway, course.no_sales_runway), (Runway::NotShrinking, Runway::Unknown));
}

#[test]
fn a_ramp_that_was_not_given_is_assumed_and_said() {
    let figures = figures(&Inputs { ramp_months: None, ..spoke_and_go_inputs() });
    assert_eq!(figures.cash.first_profitable, Within36::Month(1));
    assert_eq!(figures.to_fact().get("ramp_note"), Fact::text("full sales from the first month are assumed"));
    let figures = Figures::new(&Inputs { ramp_start: None, ..spoke_and_go_inputs() }).unwrap();
    assert_eq!(figures.cash.funded.out_of_cash, Within36::Unknown);
    assert!(figures.cash.months.is_empty());
}

#[test]
fn runways_end_where_the_money_does() {
    for (start, once, rent, steady, no_sales) in [
        ("1000", "0", "400", Runway::Months(Exact::whole(10)), "2.50"),
        ("1000", "0", "300", Runway::NotShrinking, "3.33"),
        ("1000", "1000", "400", Runway::Months(Exact::zero()), "0.00"),
        ("1000", "1001", "400", Runway::Spent, "none"),
        ("1000", "0", "0", Runway::NotShrinking, "none"),
    ] {
        let mut inputs = single("10", "4", "50", rent);
        inputs.sources = cash(start);
        inputs.costs.push(one_off("Tools", once));
        let course = figures(&inputs).cash;
        assert_eq!(course.steady_runway, steady);
        assert_eq!(text(course.no_sales_runway.months(), 2), no_sales);
    }
}

#[test]
fn money_can_be_gone_before_the_opening() {
    let mut inputs = spoke_and_go_inputs();
    inputs.sources = cash("8000");
    let course = figures(&inputs).cash;
    assert_eq!(course.funded.out_of_cash, Within36::Month(0));
    assert_eq!(course.funded.gap, Some(Exact::whole(8092)));
}

#[test]
fn currencies_are_added_with_a_rate_only() {
    let mut inputs = spoke_and_go_inputs();
    inputs.streams[2].currency = Some("GBP".into());
    inputs.costs[3].currency = Some("GBP".into());
    let apart = figures(&inputs);
    assert_eq!(apart.totals.revenue.amount, Some(Exact::whole(8000)));
    assert_eq!(apart.totals.fixed_costs.amount, Some(Exact::whole(4440)));
    assert_eq!(apart.totals.revenue.note().unwrap(), "partial: 2 of 3 streams");
    let names: Vec<_> = apart.without_rate.iter().map(|item| (item.title.as_str(), item.why.as_str())).collect();
    assert_eq!(names, [("Accessory", "GBP"), ("Ads", "GBP")]);
    let [pounds] = apart.other_currencies.as_slice() else { panic!("one other currency") };
    assert_eq!((&pounds.revenue, &pounds.fixed_costs), (&Some(Exact::whole(1000)), &Some(Exact::whole(300))));
    assert_eq!(apart.streams[2].share, None);

    inputs.rates = vec![RateInput { currency: "GBP".into(), rate: decimal("1.15") }];
    let together = figures(&inputs);
    assert_eq!(together.totals.revenue.amount, Some(Exact::whole(9150)));
    assert_eq!(together.totals.fixed_costs.amount, Some(Exact::whole(4785)));
    assert!(together.without_rate.is_empty() && together.other_currencies.is_empty() && !together.is_partial());
}

#[test]
fn a_variable_cost_in_another_currency_needs_a_rate_too() {
    let mut inputs = allotly_inputs();
    inputs.costs[1].currency = Some("USD".into());
    let figures = figures(&inputs);
    assert_eq!(figures.streams[0].unit_variable_cost, None);
    assert_eq!(figures.without_rate[0].why, "USD");
    assert_eq!(figures.totals.contribution.note().unwrap(), "partial: 1 of 2 streams");
}

#[test]
fn what_cannot_be_is_refused() {
    let mut inputs = single("-1", "4", "50", "100");
    let refusal = Figures::new(&inputs).unwrap_err();
    assert_eq!(refusal.to_string(), "the price of `One` is below what it can be: enter 0 or more");
    inputs = single("1", "4", "50", "100");
    inputs.rates = vec![RateInput { currency: "GBP".into(), rate: decimal("0") }];
    assert!(Figures::new(&inputs).is_err());
    inputs.rates = vec![];
    inputs.costs[0].amount = decimal("-0.01");
    assert!(Figures::new(&inputs).is_err());
}

#[test]
fn a_number_too_long_for_a_decimal_is_said_to_be() {
    let huge = "999999999999999";
    let fact = figures(&single(huge, "0", huge, "1")).to_fact();
    assert!(matches!(fact.get("revenue"), Fact::Null));
    assert_eq!(fact.get("revenue_note"), Fact::text("too large to show"));
}

#[test]
fn a_group_brings_the_contribution_of_all_it_pays_for() {
    let mut inputs = spoke_and_go_inputs();
    inputs.segments = vec!["commuters".into(), "employers".into(), "neighbours".into()];
    inputs.relationships = vec![RelationshipInput {
        id: "care".into(),
        segment: Some("employers".into()),
        cost_per_customer: decimal("0.5"),
    }];
    inputs.streams[2].customers = decimal("50");
    let fact = figures(&inputs).to_fact();
    let earned = |id: &str| fact.get("segments").get(id).get("earned_per_customer");
    assert_eq!(earned("commuters"), Fact::Decimal(decimal("16.5").unwrap()));
    assert_eq!(earned("employers"), Fact::Decimal(decimal("18").unwrap()));
    assert_eq!(earned("neighbours"), Fact::Null);
    let note = fact.get("segments").get("neighbours").get("earned_per_customer_note");
    assert_eq!(note, Fact::text("pays for nothing"));
    assert_eq!(fact.get("relationships").get("care").get("cost_per_customer"), Fact::Decimal(decimal("0.5").unwrap()));
}

#[test]
fn income_that_hangs_on_something_is_counted_once() {
    let mut inputs = spoke_and_go_inputs();
    let dependent = |kind: &str, id: &str, streams: &[&str]| Dependent {
        kind: kind.into(),
        id: id.into(),
        streams: streams.iter().map(|stream| (*stream).to_owned()).collect(),
    };
    inputs.dependents =
        vec![dependent("partners", "wholesaler", &["fleet", "accessory", "fleet"]), dependent("channels", "web", &[])];
    let fact = figures(&inputs).to_fact();
    let share = |kind: &str, id: &str| fact.get(kind).get(id).get("revenue_share");
    assert_eq!(share("partners", "wholesaler"), Fact::Decimal(decimal("33.333333").unwrap()));
    assert_eq!(share("channels", "web"), Fact::Decimal(decimal("0").unwrap()));
}

#[test]
fn only_variable_costs_of_the_stream_itself_enter_it() {
    let mut inputs = single("10", "4", "50", "100");
    inputs.costs.push(variable("elsewhere", Some("9"), None, Base::Price));
    let figures = figures(&inputs);
    assert_eq!(text(figures.streams[0].unit_variable_cost.as_ref(), 2), "4.00");
    assert_eq!(figures.incomplete[0].why, "revenue stream not known");
}
