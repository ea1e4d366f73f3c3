//! Sources and uses of funds, and the pay-back.

use super::super::{Exact, Figures, Funding, Inputs, SumInput};
use super::golden::{allotly_inputs, decimal, spoke_and_go_inputs};

fn sum(amount: &str) -> SumInput {
    SumInput { title: "A sum".into(), amount: decimal(amount) }
}

fn asking(amounts: &[&str]) -> Inputs {
    Inputs {
        own_money: decimal("9000"),
        other_money: vec![sum("6000")],
        requests: amounts.iter().map(|amount| sum(amount)).collect(),
        payback_months: Some(24),
        payback_start: Some(6),
        ..spoke_and_go_inputs()
    }
}

fn funding(inputs: &Inputs) -> Funding {
    Figures::new(inputs).unwrap().funding
}

fn shown(number: Option<&Exact>) -> String {
    number.map_or("-".into(), |number| number.text(2))
}

#[test]
fn sources_equal_uses_and_the_reserve_is_the_lowest_cash_with_the_money_asked_for() {
    let funding = funding(&asking(&["4000"]));
    let losses = funding.losses.as_ref().unwrap();
    assert_eq!((shown(Some(&losses.amount)).as_str(), losses.month), ("7092.00", 3));
    assert_eq!(shown(funding.unnamed.as_ref()), "0.00");
    assert_eq!(shown(funding.reserve.as_ref()), "2908.00");
    assert_eq!(shown(funding.sources.as_ref()), "19000.00");
    assert_eq!(funding.uses, funding.sources);
    assert_eq!(shown(funding.own_share.as_ref()), "47.37");
    assert_eq!(shown(funding.instalment.as_ref()), "166.67");
    let lowest = funding.lowest.unwrap();
    assert_eq!((shown(Some(&lowest.amount)).as_str(), lowest.month), ("2908.00", 3));
}

#[test]
fn what_is_missing_is_no_reserve_and_the_uses_are_more_than_the_sources() {
    let funding = funding(&asking(&["500"]));
    assert_eq!(shown(funding.reserve.as_ref()), "-592.00");
    assert_eq!(shown(funding.sources.as_ref()), "15500.00");
    assert_eq!(shown(funding.uses.as_ref()), "16092.00");
}

#[test]
fn unknown_is_not_zero() {
    let cases: [(Inputs, &str, &str); 5] = [
        (asking(&["4000", "x"]), "19000.00", "partial: 1 of 2 sums asked for"),
        (Inputs { start_cash: None, own_money: None, ..asking(&["4000"]) }, "-", "not known yet"),
        (Inputs { start_cash: None, ..asking(&["4000"]) }, "19000.00", "-"),
        (
            Inputs { own_money: None, other_money: vec![sum("x")], ..asking(&["4000"]) },
            "19000.00",
            "partial: 0 of 1 other source",
        ),
        (asking(&[]), "15000.00", "-"),
    ];
    for (inputs, sources, note) in cases {
        let funding = funding(&inputs);
        assert_eq!(shown(funding.sources.as_ref()), sources);
        assert_eq!(funding.sources_note().as_deref().unwrap_or("-"), note);
    }
    let partial = funding(&asking(&["4000", "x"]));
    assert_eq!((partial.instalment, partial.lowest), (None, None), "no payment is worked out from a part");
    assert_eq!(funding(&Inputs { costs: vec![], founders_pay: None, ..asking(&["1"]) }).losses, None);
}

#[test]
fn payments_begin_in_their_month_and_end_with_the_last() {
    let early = Inputs { payback_start: Some(1), payback_months: Some(1), ..asking(&["4000"]) };
    let lowest = funding(&early).lowest.unwrap();
    assert_eq!((shown(Some(&lowest.amount)).as_str(), lowest.month), ("-1092.00", 3), "all of it is paid back at once");
    let steady =
        Inputs { requests: vec![sum("3600")], payback_months: Some(36), payback_start: Some(1), ..allotly_inputs() };
    let lowest = funding(&steady).lowest.unwrap();
    assert_eq!((shown(Some(&lowest.amount)).as_str(), lowest.month), ("-7248.00", 36));
}

#[test]
fn a_request_covers_the_gap_or_leaves_a_part_of_it() {
    for (amounts, payback, missing, month) in [
        (&["4000"][..], Some(24), "0.00", 3),
        (&["1092"], None, "0.00", 3),
        (&["500"], None, "592.00", 3),
        (&["500", "x"], None, "592.00", 3),
        (&["1000", "92"], None, "0.00", 3),
        (&[], None, "1092.00", 3),
        // 2,000 a month from month 6 on are more than the 1,200 that a normal month leaves.
        (&["48000"], Some(24), "0.00", 29),
        (&["12000"], Some(6), "0.00", 3),
    ] {
        let inputs = Inputs { payback_months: payback, ..asking(amounts) };
        let still = funding(&inputs).still_missing.unwrap();
        if still.amount.is_positive() || amounts.is_empty() {
            assert_eq!((shown(Some(&still.amount)).as_str(), still.month), (missing, month), "{amounts:?}");
        }
        assert_eq!(shown(Some(&still.amount)), missing, "{amounts:?}");
    }
    let undated = Inputs { payback_start: None, payback_months: Some(4), ..asking(&["4000"]) };
    let still = funding(&undated).still_missing.unwrap();
    assert_eq!((shown(Some(&still.amount)).as_str(), still.month), ("1080.00", 4), "the first payment may be the next");
}

#[test]
fn sales_may_fall_until_a_month_no_longer_carries_the_payments() {
    let safety = |amounts, months| funding(&Inputs { payback_months: months, ..asking(amounts) }).safety;
    assert_eq!(shown(safety(&["4000"], Some(24)).as_ref()), "17.40");
    assert_eq!(safety(&["4000"], None), None);
    assert!(safety(&["60000"], Some(12)).unwrap().is_negative(), "5,000 a month is more than 1,200");
    assert_eq!(shown(safety(&["28800"], Some(24)).as_ref()), "0.00", "a payment of all that a month leaves");
}
