//! What if: the founder's own cases, sales that are built up, and the hours there are for them.

use super::super::*;
use super::golden::{cash, decimal, fixed, pay, stream};

/// Two incomes of 200 and 300 a month, 100 of rent and 100 of pay, and 1,000 to begin with: 300 are left each month.
fn shop(what_ifs: Vec<WhatIfInput>) -> Inputs {
    let steady = |id, title, price, units| StreamInput {
        units: decimal(units),
        growth: Growth::Steady,
        ..stream(id, title, price, "0")
    };
    let grant = SourceInput { id: "g".into(), title: "Grant".into(), ..cash("500").remove(0) };
    Inputs {
        currency: "EUR".into(),
        streams: vec![steady("a", "Lessons", "50", "4"), steady("b", "Books", "30", "10")],
        costs: vec![fixed("Rent", "100", Period::Monthly)],
        founders_pay: pay("100"),
        sources: vec![cash("500").remove(0), grant],
        what_ifs,
        ..Default::default()
    }
}

/// The lowest cash with its month, and the cash after 36 months, of the first own case.
fn own(case: WhatIfInput) -> String {
    let figures = Figures::new(&shop(vec![WhatIfInput { title: "Case".into(), ..case }])).unwrap();
    told(&figures, "own-1").unwrap()
}

fn told(figures: &Figures, key: &str) -> Option<String> {
    let all = figures.what_ifs();
    let case = all.iter().find(|case| case.key == key)?;
    let lowest = case.lowest.as_ref()?;
    Some(format!("{} ({}), {}", lowest.amount.text(0), lowest.month, case.cash.as_ref()?.text(0)))
}

#[test]
fn a_case_of_their_own_changes_what_it_names_and_nothing_else() {
    let of = |id: &str| Some(id.to_owned());
    // 1,000 and 300 in each of 36 months.
    assert_eq!(own(WhatIfInput { sales: decimal("0"), ..Default::default() }), "1000 (0), 11800");
    for (case, wanted) in [
        // A quarter less of the lessons: 50 a month.
        (WhatIfInput { sales: decimal("-25"), of: of("a"), ..Default::default() }, "1000 (0), 10000"),
        // The same of their price.
        (WhatIfInput { price: decimal("-25"), of: of("a"), ..Default::default() }, "1000 (0), 10000"),
        // A tenth off all prices: 50 a month, in the last 12 months only.
        (WhatIfInput { price: decimal("-10"), from: Some(25), ..Default::default() }, "1000 (0), 11200"),
        // No books from month 13 on: 300 a month for 24 months.
        (WhatIfInput { without: of("b"), from: Some(13), ..Default::default() }, "1000 (0), 4600"),
        // The grant does not come.
        (WhatIfInput { without: of("g"), ..Default::default() }, "500 (0), 11300"),
        // Somebody to be paid 350 a month besides.
        (WhatIfInput { more: decimal("350"), ..Default::default() }, "-800 (36), -800"),
        // The same from month 13 on.
        (WhatIfInput { more: decimal("350"), from: Some(13), ..Default::default() }, "1000 (0), 3400"),
        // The books are paid two months later, which moves 600 beyond the end.
        (WhatIfInput { late: Some(2), of: of("b"), ..Default::default() }, "1000 (0), 11200"),
    ] {
        assert_eq!(own(case.clone()), wanted, "{case:?}");
    }
}

#[test]
fn a_spreadsheet_is_asked_only_what_its_rows_can_say() {
    let simple = WhatIfInput { title: "Less".into(), sales: decimal("-10"), ..Default::default() };
    let other = WhatIfInput { title: "Cheaper".into(), price: decimal("-10"), ..Default::default() };
    let figures = Figures::new(&shop(vec![other, simple])).unwrap();
    let titles = |changes: Vec<(String, String, Change)>| -> Vec<String> {
        changes.into_iter().filter(|(key, ..)| key.starts_with("own")).map(|(_, title, _)| title).collect()
    };
    assert_eq!(titles(figures.changes()), ["Less"]);
    assert_eq!(titles(figures.all_changes()), ["Less", "Cheaper"]);
}

/// What is planned in full from the first month is also worked out as it grows in six: of 500 a month, a sixth, two sixths
/// and so on, so that 1,250 are missing at the end.
#[test]
fn sales_that_are_there_at_once_are_also_built_up() {
    let figures = Figures::new(&shop(Vec::new())).unwrap();
    assert_eq!(told(&figures, "built_up").as_deref(), Some("850 (2), 10550"));
    assert_eq!(told(&figures, "sales_half").as_deref(), Some("1000 (0), 2800"));
    // Where growth is planned, that is asked, and not this.
    let growing = Inputs { ramp_months: Some(6), ramp_start: decimal("10"), ..shop(Vec::new()) };
    let streams = growing.streams.iter().map(|one| StreamInput { growth: Growth::Ramp, ..one.clone() }).collect();
    let figures = Figures::new(&Inputs { streams, ..growing }).unwrap();
    assert_eq!((told(&figures, "built_up"), told(&figures, "sales_half")), (None, None));
}

/// With three new customers a week, 13 a month, the 130 who buy once a month are there after ten months.
#[test]
fn customers_come_no_faster_than_there_is_time_for_them() {
    let mut inputs = shop(Vec::new());
    inputs.streams[1] =
        StreamInput { customers: decimal("130"), purchases: decimal("1"), ..stream("b", "Visits", "3", "0") };
    inputs.new_a_week = decimal("3");
    let figures = Figures::new(&inputs).unwrap();
    assert_eq!(figures.months_at_pace().map(|months| months.text(1)).as_deref(), Some("10.0"));
    // All 590 a month are built up in ten months: 141, 82 and 23 are missing in the first three.
    assert_eq!(told(&figures, "at_pace").as_deref(), Some("754 (3), 12385"));
    assert_eq!(told(&figures, "built_up"), None);
    let enough = Figures::new(&Inputs { new_a_week: decimal("40"), ..inputs.clone() }).unwrap();
    assert_eq!((enough.months_at_pace(), told(&enough, "at_pace")), (None, None));
    // Members are one customer each.
    let members = StreamInput { units: decimal("130"), billed: Billed::Ahead(12), ..stream("b", "Fees", "3", "0") };
    let growing = StreamInput { customers: None, purchases: None, growth: Growth::Steady, ..members };
    let figures = Figures::new(&Inputs { streams: vec![growing], ..inputs }).unwrap();
    assert_eq!(figures.months_at_pace().map(|months| months.text(1)).as_deref(), Some("10.0"));
}

/// 30 hours a week, six of them in the office, are 104 a month; in July 20 hours leave 60.67.
#[test]
fn the_hours_for_sales_are_those_of_the_month_less_other_work() {
    let mut inputs = Inputs {
        weekly_hours: decimal("30"),
        office_hours: decimal("6"),
        other_hours: vec![(7, decimal("20").unwrap()), (8, decimal("2").unwrap())],
        start_month: Some(6),
        ..shop(Vec::new())
    };
    assert!(Figures::new(&inputs).unwrap().hours().is_empty(), "no sale takes any");
    inputs.streams[0].hours_each = decimal("20");
    let hours = Figures::new(&inputs).unwrap().hours();
    let of = |at: usize| (hours[at].month, hours[at].needed.text(2), hours[at].there.text(2));
    assert_eq!(
        (of(0), of(1), of(2)),
        ((1, "80.00".into(), "104.00".into()), (2, "80.00".into(), "60.67".into()), (3, "80.00".into(), "0.00".into()))
    );
    assert_eq!(of(13).2, "60.67", "the July after that");
    // Which month is July is not known without a start.
    let hours = Figures::new(&Inputs { start_month: None, ..inputs }).unwrap().hours();
    assert!(hours.iter().all(|month| month.there.text(2) == "104.00"));
}

#[test]
fn the_sales_of_the_first_month_are_told() {
    let steps = vec![Step { month: 3, amount: 4.into() }, Step { month: 9, amount: 10.into() }];
    for (growth, first, wanted) in [
        (Growth::Steady, None, Some("12.00")),
        (Growth::Numbers(steps.clone()), Some(3), Some("4.00")),
        (Growth::Numbers(steps), None, Some("0.00")),
        (Growth::Numbers(Vec::new()), None, None),
    ] {
        let one = StreamInput { units: decimal("12"), growth, first_month: first, ..stream("a", "A", "1", "0") };
        let figures = Figures::new(&Inputs { streams: vec![one], ..shop(Vec::new()) }).unwrap();
        assert_eq!(figures.streams[0].first_units().map(|units| units.text(2)).as_deref(), wanted);
    }
}
