//! Sources and uses of funds, with and without what is asked for, and how loans are paid back.

use super::super::*;
use super::golden::{cash, decimal, spoke_and_go_inputs, text};
use super::open::asked;

/// Golden A with a request that is paid back in 24 payments from month 6 on.
fn asking(amount: &str) -> Inputs {
    let own = SourceInput { kind: Some(SourceKind::Own), ..cash("9000").remove(0) };
    let request = SourceInput { months_free: Some(5), ..asked(amount, 29) };
    Inputs { sources: vec![own, cash("6000").remove(0), request], ..spoke_and_go_inputs() }
}

fn figures(inputs: &Inputs) -> Figures {
    Figures::new(inputs).unwrap()
}

fn shown(number: Option<&Exact>) -> String {
    text(number, 2)
}

#[test]
fn sources_equal_uses_and_the_reserve_is_the_lowest_cash() {
    let figures = figures(&asking("4000"));
    let funding = &figures.funding;
    let losses = funding.losses.as_ref().unwrap();
    assert_eq!((shown(Some(&losses.amount)).as_str(), losses.month), ("7092.00", 3));
    assert_eq!(shown(funding.reserve.as_ref()), "2908.00");
    assert_eq!(shown(funding.all.amount.as_ref()), "19000.00");
    assert_eq!(funding.uses, funding.all.amount);
    assert_eq!(shown(funding.own_share.as_ref()), "47.37");
    assert_eq!(shown(funding.instalment.as_ref()), "166.67");
    let lowest = figures.cash.funded.lowest.as_ref().unwrap();
    assert_eq!((shown(Some(&lowest.amount)).as_str(), lowest.month), ("2908.00", 3));
}

#[test]
fn what_is_missing_is_no_reserve_and_the_uses_are_more_than_the_sources() {
    let funding = figures(&asking("500")).funding;
    assert_eq!(shown(funding.reserve.as_ref()), "-592.00");
    assert_eq!(shown(funding.all.amount.as_ref()), "15500.00");
    assert_eq!(shown(funding.uses.as_ref()), "16092.00");
}

#[test]
fn a_request_covers_the_gap_or_leaves_a_part_of_it() {
    for (amount, gap) in [("4000", "0.00"), ("1092", "0.00"), ("500", "592.00")] {
        let cash = figures(&asking(amount)).cash;
        assert_eq!(
            (shown(cash.funded.gap.as_ref()), shown(cash.unfunded.gap.as_ref())),
            (gap.into(), "1092.00".into())
        );
        assert_eq!(cash.unfunded.out_of_cash, Within36::Month(3));
    }
    let without = figures(&Inputs { sources: cash("15000"), ..spoke_and_go_inputs() }).cash;
    assert_eq!(without.funded, without.unfunded);
    assert_eq!(shown(without.funded.gap.as_ref()), "1092.00");
}

#[test]
fn what_is_unknown_is_left_out_of_the_sources_and_said() {
    let open = SourceInput { amount: None, ..asked("0", 12) };
    let with = |sources: Vec<SourceInput>| figures(&Inputs { sources, ..spoke_and_go_inputs() });
    let partial = with([cash("15000"), vec![open.clone()]].concat()).funding;
    assert_eq!(shown(partial.all.amount.as_ref()), "15000.00");
    assert_eq!(partial.sources_note().as_deref(), Some("partial: 1 of 2 sources of money"));
    for sources in [vec![open], Vec::new()] {
        let figures = with(sources);
        assert_eq!(figures.funding.sources_note().as_deref(), Some("not known yet"));
        assert_eq!((figures.cash.funded.lowest, figures.funding.reserve), (None, None));
    }
}

#[test]
fn sales_may_fall_until_a_month_no_longer_carries_the_loans() {
    assert_eq!(shown(figures(&asking("4000")).funding.safety.as_ref()), "17.40");
    assert_eq!(figures(&Inputs { sources: cash("15000"), ..spoke_and_go_inputs() }).funding.safety, None);
    assert!(figures(&asking("60000")).funding.safety.unwrap().is_negative(), "2,500 a month is more than 1,200");
    assert_eq!(
        shown(figures(&asking("28800")).funding.safety.as_ref()),
        "0.00",
        "a payment of all that a month leaves"
    );
}

#[test]
fn a_loan_is_cleared_to_the_cent_however_it_is_paid_back() {
    let lent = |interest, repayment| SourceInput {
        interest,
        repayment,
        kind: Some(SourceKind::Loan),
        months: Some(12),
        months_free: Some(2),
        month: Some(3),
        ..cash("1000").remove(0)
    };
    for (interest, repayment, months, first, last) in [
        (decimal("6"), Repayment::EqualPayments, 12, ["5.00", "97.77"], ["0.51", "102.27"]),
        (decimal("6"), Repayment::EqualInstalments, 12, ["5.00", "100.00"], ["0.50", "100.00"]),
        (decimal("6"), Repayment::AtTheEnd, 12, ["5.00", "0.00"], ["5.00", "1000.00"]),
        (decimal("0"), Repayment::EqualPayments, 12, ["0.00", "100.00"], ["0.00", "100.00"]),
    ] {
        let figures = figures(&Inputs { sources: vec![lent(interest, repayment)], ..spoke_and_go_inputs() });
        let schedule = figures.funding.sources[0].schedule(&Exact::zero());
        assert_eq!((schedule.len(), schedule[0].month, schedule[11].month), (months, 4, 15));
        assert!(schedule[..2].iter().all(|payment| payment.repayment == Exact::zero()));
        let of = |payment: &Payment| [&payment.interest, &payment.repayment].map(|amount| amount.text(2));
        assert_eq!(
            (of(&schedule[2]), of(&schedule[11])),
            (first.map(Into::into), last.map(Into::into)),
            "{repayment:?}"
        );
        assert_eq!(schedule[11].balance, Exact::zero());
    }
}

#[test]
fn interest_that_is_not_known_is_stood_in_for_and_said() {
    let open = SourceInput { interest: None, ..asked("80000", 84) };
    let loan = figures(&Inputs { sources: vec![open.clone()], ..spoke_and_go_inputs() }).funding.sources.remove(0);
    assert!(loan.stand_in);
    let payments = [-2, 0, 2].map(|points| loan.service(&Exact::whole(points)).text(2));
    assert_eq!(payments, ["1093.50", "1168.68", "1246.90"]);
    let family = SourceInput { kind: Some(SourceKind::Family), ..open };
    let loan = figures(&Inputs { sources: vec![family], ..spoke_and_go_inputs() }).funding.sources.remove(0);
    assert!(!loan.stand_in);
    assert_eq!(loan.service(&Exact::zero()).text(2), "952.38");
}
