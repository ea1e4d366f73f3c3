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
