//! Sources and uses of funds, with and without what is asked for, and how loans are paid back.

use super::super::*;
use super::golden::{cash, decimal, fixed, one_off, pay, spoke_and_go_inputs, stream, text};
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

/// 400 come in a month, 100 and 200 of pay go out, and 1,500 are bought before the opening with 1,000 lent for 40 months.
fn lent_too_little() -> Inputs {
    let request = SourceInput { interest: decimal("0"), months_free: None, ..asked("1000", 40) };
    Inputs {
        currency: "EUR".into(),
        streams: vec![StreamInput { units: decimal("4"), growth: Growth::Steady, ..stream("s", "Course", "100", "0") }],
        costs: vec![fixed("Rent", "100", Period::Monthly), one_off("Desk", "1500")],
        founders_pay: pay("200"),
        sources: vec![request],
        ..Default::default()
    }
}

/// Each of the terms with the money asked for, the payment of a month, and the lowest cash of each case with its month.
fn terms(inputs: &Inputs) -> Vec<String> {
    let lowest = |case: Option<&Shortfall>| {
        let lowest = case.and_then(|case| case.lowest.as_ref());
        lowest.map_or("-".to_owned(), |lowest| format!("{} ({})", lowest.amount.text(2), lowest.month))
    };
    let line = |one: &Alternative| {
        let cases = [Some(&one.planned), Some(&one.lower), one.within_hours.as_ref()].map(lowest).join(", ");
        let holds = if one.holds() { ", holds" } else { "" };
        format!("{} {} at {}: {cases}{holds}", one.key, one.asked.text(0), one.service.text(2))
    };
    figures(inputs).alternatives().iter().map(line).collect()
}

#[test]
fn other_terms_are_worked_out_where_the_cash_does_not_hold() {
    assert_eq!(
        terms(&lent_too_little()),
        [
            // A month leaves 75, and 5 less than nothing with sales 20 % lower, until the last of 40 payments.
            "as_asked 1000 at 25.00: -500.00 (0), -700.00 (40), -",
            // What is missing before the opening no pay can give.
            "gives_way 1000 at 25.00: -500.00 (0), -500.00 (0), -",
            "longer 1000 at 16.67: -500.00 (0), -500.00 (0), -",
            "lower_pay 1000 at 25.00: -500.00 (0), -500.00 (0), -",
            "together 1000 at 16.67: -500.00 (0), -500.00 (0), -",
            "more_money 1500 at 37.50: 0.00 (0), -700.00 (40), -",
            "holding 1500 at 37.50: 0.00 (0), 0.00 (0), -, holds",
        ]
    );
}

/// A sale that takes 50 hours can be made 2.6 times in the 130 hours of a month, where four are planned.
#[test]
fn no_more_is_sold_than_there_are_hours_for() {
    let mut inputs = Inputs { weekly_hours: decimal("30"), ..lent_too_little() };
    inputs.streams[0].hours_each = decimal("50");
    // 260 come in, so 65 a month are missing for 40 months, and 40 after them.
    assert_eq!(terms(&inputs)[0], "as_asked 1000 at 25.00: -500.00 (0), -700.00 (40), -3900.00 (60)");
    // With half as much again over 60 months, 260 of sales a month less 100 of rent and 25 for the loan leave 135 for pay; the
    // first month keeps 100 back.
    assert_eq!(terms(&inputs)[6], "holding 1500 at 25.00: 0.00 (0), 0.00 (0), 0.00 (0), holds");
    let paid = &figures(&inputs).alternatives()[6].paid;
    let of = |paid: &[Exact]| paid.iter().map(|paid| paid.text(2)).collect::<Vec<_>>();
    assert_eq!(of(&paid[0]), ["126.67", "135.00", "135.00", "135.00", "135.00"]);
    // A fifth less than four are still more than can be made.
    assert_eq!(paid[1], paid[0]);
    // What needs no hours is sold as planned, and so is all where the hours are enough.
    let free = StreamInput { units: decimal("1"), growth: Growth::Steady, ..stream("t", "Book", "10", "0") };
    let with = Inputs { streams: vec![inputs.streams[0].clone(), free], ..inputs.clone() };
    assert_eq!(terms(&with)[0], "as_asked 1000 at 25.00: -500.00 (0), -500.00 (0), -3300.00 (60)");
    let enough = "as_asked 1000 at 25.00: -500.00 (0), -700.00 (40), -";
    inputs.streams[0].hours_each = decimal("32.5");
    assert_eq!(terms(&inputs)[0], enough);
    // Whoever is employed has hours that nobody has told.
    inputs.streams[0].hours_each = decimal("50");
    inputs.costs.push(CostInput { kind: Some(CostKind::Staff), ..fixed("Helper", "0", Period::Monthly) });
    assert_eq!(terms(&inputs)[0], enough);
}

/// 600 are there at the opening; nothing is sold in three months, and then 110 a month are missing as planned.
fn paid_too_much() -> Inputs {
    let request = SourceInput { interest: decimal("0"), months_free: None, ..asked("3000", 20) };
    let mut streams = lent_too_little().streams;
    streams[0].first_month = Some(4);
    Inputs {
        streams,
        costs: vec![fixed("Rent", "100", Period::Monthly), one_off("Desk", "2400")],
        founders_pay: pay("260"),
        sources: vec![request],
        ..lent_too_little()
    }
}

/// Pay that gives way waits until a month's 100 of rent are in the account and will stay there, and then takes what is left.
#[test]
fn pay_that_gives_way_leaves_a_months_fixed_costs_in_the_account() {
    let lines = terms(&paid_too_much());
    assert_eq!(lines[0], "as_asked 3000 at 150.00: -2800.00 (20), -5760.00 (60), -");
    // Over 60 months the payments are 50; three months without a sale take 150 each of the 600, and 50 more are kept back.
    assert_eq!(lines[1], "gives_way 3000 at 50.00: 100.00 (3), 100.00 (3), -, holds");
    let found = figures(&paid_too_much()).alternatives();
    let given = &found[1];
    assert_eq!(given.kept_back.as_ref().map(|kept| kept.text(0)).as_deref(), Some("100"));
    let of = |paid: &[Exact]| paid.iter().map(|paid| paid.text(2)).collect::<Vec<_>>();
    // 50 in the first three months, and then 250 a month of 260; with sales 20 % lower 170.
    assert_eq!(of(&given.paid[0]), ["191.67", "250.00", "250.00", "250.00", "250.00"]);
    assert_eq!(of(&given.paid[1]), ["131.67", "170.00", "170.00", "170.00", "170.00"]);
    // It is offered before less pay, which here is no help, and more money is not looked for.
    assert!(found.iter().all(|one| one.key != "holding"));
}

/// What-ifs on the terms that hold begin with what these say of the plan, and go on to the last payment.
#[test]
fn what_if_is_asked_of_the_terms_that_hold() {
    let figures = figures(&paid_too_much());
    let alternatives = figures.alternatives();
    let (months, on_them) = figures.proposed(&alternatives);
    let planned = alternatives.iter().find(|one| one.holds()).map(|one| one.planned.lowest.clone());
    assert_eq!(on_them.first().map(|one| one.lowest.clone()), planned);
    let lower = on_them.iter().find(|one| one.key == "sales_lower").unwrap();
    assert_eq!(lower.left_for_pay.as_ref().map(|left| left.text(0)), Some("170".into()), "320 less 100 and 50");
    assert_eq!(figures.years_of(&months).len(), 5, "a year for each of 60 months");
    assert!(figures.proposed(&alternatives[..1]).0.is_empty(), "on those asked for it does not hold");
}

#[test]
fn no_other_terms_are_worked_out_where_they_would_say_nothing() {
    // The cash holds; nothing is asked for; something is not known; more money is paid back before it helps.
    assert!(terms(&Inputs { sources: cash("9000"), ..lent_too_little() }).is_empty());
    let mut inputs = lent_too_little();
    (inputs.sources[0].amount, inputs.sources[0].months) = (decimal("2000"), Some(120));
    assert!(terms(&inputs).is_empty());
    inputs.sources[0].amount = None;
    assert!(terms(&inputs).is_empty());
    inputs = lent_too_little();
    inputs.streams[0].price = None;
    assert!(terms(&inputs).is_empty());
    inputs = lent_too_little();
    inputs.sources[0].months = Some(10);
    assert!(terms(&inputs).iter().all(|line| !line.starts_with("more_money")));
    // A loan of ten years has no longer one, what is not paid back none at all, and no pay is no quarter less.
    inputs.sources[0].months = Some(120);
    assert!(terms(&inputs).iter().all(|line| !line.starts_with("longer")));
    inputs.sources[0].kind = Some(SourceKind::Grant);
    inputs.founders_pay = pay("0");
    assert_eq!(terms(&inputs).len(), 2);
}

/// The plan by hand has the same ladder: 9 fittings leave 6,511 and 6 leave 3,001; 4.65 carry the loans, and 3.4 all but them.
#[test]
fn a_month_is_worked_out_at_the_levels_of_sales_that_decide() {
    let figures = figures(&super::courses::hearing_van());
    let line = |level: &Level| {
        let cover = level.cover.as_ref().map_or("-".to_owned(), |cover| cover.text(2));
        [level.key, &level.part.text(3), &level.result.text(0), &level.after_loans.text(0), &cover].join(" ")
    };
    assert_eq!(
        figures.levels().iter().map(line).collect::<Vec<_>>(),
        [
            "planned 1.000 6511 5092 4.59",
            "two_thirds 0.667 3001 1582 2.12",
            "cover 0.543 1702 284 1.20",
            "with_loans 0.516 1419 0 1.00",
            "even 0.382 0 -1419 0.00",
            "without_pay 0.154 -2400 -3819 -1.69",
        ]
    );
    // Without a loan two of them are none, and without what decides nothing is said.
    let mut inputs = Inputs { sources: cash("9000"), ..paid_too_much() };
    let keys =
        |inputs: &Inputs| Figures::new(inputs).unwrap().levels().iter().map(|level| level.key).collect::<Vec<_>>();
    assert_eq!(keys(&inputs), ["planned", "even", "two_thirds", "without_pay"]);
    inputs.streams[0].price = None;
    assert!(keys(&inputs).is_empty());
}
