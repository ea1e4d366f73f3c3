//! Three worked courses over 36 months, to the cent: every month, year, schedule and what-if of the tables in `courses/`.

use super::super::*;
use super::golden::{decimal, fixed, one_off, stream, text};

fn steps(steps: &[(u32, &str)]) -> Vec<Step> {
    steps.iter().map(|(month, amount)| Step { month: *month, amount: decimal(amount).unwrap() }).collect()
}

pub(super) fn money(kind: SourceKind, title: &str, amount: &str) -> SourceInput {
    SourceInput { title: title.into(), amount: decimal(amount), kind: Some(kind), ..Default::default() }
}

fn growing(id: &str, title: &str, price: &str, direct: &str, numbers: &[(u32, &str)]) -> StreamInput {
    StreamInput { growth: Growth::Numbers(steps(numbers)), ..stream(id, title, price, direct) }
}

/// What comes back every year and is over at the last number counts as a twelfth of its last year; what has ended counts
/// no more.
#[test]
fn what_is_sold_in_a_few_weeks_of_each_year_has_a_usual_month() {
    let usual = |numbers: &[(u32, &str)]| {
        let inputs = Inputs {
            currency: "EUR".into(),
            start_month: Some(2),
            streams: vec![growing("schools", "Schools", "78", "9", numbers)],
            ..Default::default()
        };
        let figures = Figures::new(&inputs).unwrap();
        let stream = &figures.streams[0];
        (text(stream.units.as_ref(), 0), text(stream.revenue.as_ref(), 0), stream.is_seasonal())
    };
    let weeks = [(8, "70"), (9, "0"), (19, "0"), (20, "120"), (21, "0"), (31, "0"), (32, "120"), (33, "0")];
    assert_eq!(usual(&weeks), ("10".to_owned(), "780".to_owned(), true));
    // Without the zeros in between it grows evenly; the year ends with the last number all the same.
    assert!(usual(&[(1, "6"), (2, "0"), (13, "12"), (14, "0")]).2);
    assert_eq!(usual(&[(1, "50"), (13, "0")]), ("0".to_owned(), "0".to_owned(), false));
    assert_eq!(usual(&[(1, "0"), (6, "50"), (13, "0")]), ("0".to_owned(), "0".to_owned(), false));
    assert_eq!(usual(&[(8, "70"), (9, "0"), (20, "120")]), ("120".to_owned(), "9360".to_owned(), false));
}

/// What comes back every year does so after the last step, too, as in the last twelve months.
#[test]
fn what_comes_back_every_year_comes_back_after_the_last_step() {
    let inputs = Inputs {
        currency: "EUR".into(),
        streams: vec![growing("s", "Schools", "1", "0", &[(6, "35"), (7, "0"), (17, "0"), (18, "60"), (19, "0")])],
        ..Default::default()
    };
    let figures = Figures::new(&inputs).unwrap();
    let sold = |month| figures.sales(0, month, false).unwrap().text(0);
    assert_eq!([6, 18, 19, 29, 30, 31, 42, 54].map(sold), ["35", "60", "0", "0", "60", "0", "60", "60"]);
}

/// Growth that takes twice as long leaves what comes back every year where it is.
#[test]
fn what_comes_back_every_year_is_no_growth() {
    let sold = |numbers: &[(u32, &str)], month| {
        let streams = vec![growing("schools", "Schools", "78", "9", numbers)];
        let figures = Figures::new(&Inputs { currency: "EUR".into(), streams, ..Default::default() }).unwrap();
        [false, true].map(|slower| text(figures.sales(0, month, slower).as_ref(), 0))
    };
    let weeks = [(8, "70"), (9, "0"), (19, "0"), (20, "120"), (21, "0"), (31, "0"), (32, "120"), (33, "0")];
    assert_eq!([8, 20, 32].map(|month| sold(&weeks, month)), [["70", "70"], ["120", "120"], ["120", "120"]]);
    assert_eq!(sold(&[(1, "6"), (11, "18")], 11), ["18", "12"]);
    // What has ended once was growth before.
    assert_eq!(sold(&[(1, "6"), (11, "18"), (13, "0")], 11), ["18", "12"]);
}

/// A customer who pays a year ahead pays on joining and then every year, and in a smaller month fewer pay again; what is
/// billed afterwards comes together.
#[test]
fn what_is_billed_for_many_months_comes_in_at_once() {
    let bills = |earned: &[i64], how, first| {
        let earned = earned.iter().map(|amount| Exact::whole(*amount)).collect();
        billed(earned, how, first).iter().map(|amount| amount.text(0)).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(bills(&[0, 10, 20, 30, 30, 30, 30, 30], Billed::Ahead(3), 1), "0 30 30 30 30 30 30 30");
    assert_eq!(bills(&[0, 10, 10, 10, 10, 10, 10, 10], Billed::Ahead(3), 1), "0 30 0 0 30 0 0 30");
    assert_eq!(bills(&[0, 30, 10, 10, 10, 10], Billed::Ahead(3), 1), "0 90 0 0 30 0");
    assert_eq!(bills(&[0, 1, 2, 3, 4, 5, 6, 7], Billed::After(3), 1), "0 0 0 6 0 0 15 0");
    assert_eq!(bills(&[0, 0, 0, 3, 4, 5, 6, 7], Billed::After(3), 3), "0 0 0 0 0 12 0 0");
    assert_eq!(bills(&[0, 30, 10], Billed::Monthly, 1), "0 30 10");
    let fees = StreamInput { units: decimal("4"), growth: Growth::Steady, ..stream("s", "Fee", "25", "0") };
    let course = |billed, paid_after| {
        let streams = vec![StreamInput { billed, paid_after, vat: decimal("20"), ..fees.clone() }];
        let figures = Figures::new(&Inputs {
            currency: "EUR".into(),
            streams,
            founders_pay: steps(&[(1, "0")]),
            sources: vec![money(SourceKind::Own, "Savings", "0")],
            ..Default::default()
        });
        let cash = figures.unwrap().cash;
        let revenue: Exact = cash.months.iter().map(|month| &month.revenue).sum();
        let came = cash.months.iter().filter(|month| month.receipts.is_positive());
        let came: Vec<_> = came.map(|month| format!("{}: {}", month.month, month.receipts.text(0))).collect();
        (revenue.text(0), came.join(", "), text(cash.paid_ahead.as_ref(), 0))
    };
    let owned = |revenue: &str, came: &str, ahead: &str| (revenue.to_owned(), came.to_owned(), ahead.to_owned());
    assert_eq!(course(Billed::Ahead(12), None), owned("3600", "1: 1440, 13: 1440, 25: 1440", "0"));
    assert_eq!(course(Billed::Ahead(24), Some(2)), owned("3600", "3: 2880, 27: 2880", "1200"));
    assert_eq!(course(Billed::After(12), Some(1)), owned("3600", "13: 1440, 25: 1440", "none"));
    assert!(course(Billed::Monthly, None).1.starts_with("1: 120, 2: 120, 3: 120, "));
}

/// What is said of one income counts before what is said of all.
#[test]
fn a_season_may_be_that_of_one_income() {
    let sold = |stream, month| {
        let steady = |id| StreamInput { units: decimal("10"), growth: Growth::Steady, ..stream_of(id) };
        let own = SeasonInput { streams: vec!["a".into()], ..SeasonInput::of_all(7, 150) };
        let figures = Figures::new(&Inputs {
            currency: "EUR".into(),
            start_month: Some(1),
            streams: vec![steady("a"), steady("b")],
            seasons: vec![SeasonInput::of_all(7, 50), own, SeasonInput::of_all(8, 0)],
            ..Default::default()
        });
        text(figures.unwrap().sales(stream, month, false).as_ref(), 0)
    };
    assert_eq!([sold(0, 6), sold(0, 7), sold(0, 8)], ["10", "15", "0"]);
    assert_eq!([sold(1, 6), sold(1, 7), sold(1, 8)], ["10", "5", "0"]);
}

fn stream_of(id: &str) -> StreamInput {
    stream(id, id, "10", "0")
}

/// What a contract fixes is the same when less is sold than planned.
#[test]
fn a_sum_under_a_contract_does_not_fall_with_sales() {
    let sum = |is_contracted| StreamInput {
        growth: Growth::Amounts(steps(&[(1, "1000")])),
        is_contracted,
        ..stream("s", "Town", "0", "0")
    };
    let lower = |is_contracted| {
        let streams = vec![sum(is_contracted), growing("t", "Box", "10", "0", &[(1, "10")])];
        let figures = Figures::new(&Inputs {
            currency: "EUR".into(),
            streams,
            founders_pay: steps(&[(1, "0")]),
            ..Default::default()
        });
        let change = Change { sales: Exact::percent(80.into()), ..Change::default() };
        figures.unwrap().course(&change).0[1].revenue.text(0)
    };
    assert_eq!([lower(true), lower(false)], ["1080", "880"]);
}

/// Golden C: a flat rate and a top-up that grow to month 11, an assistant from month 6, two loans.
pub(super) fn hearing_van() -> Inputs {
    let monthly = |title: &str, amount: &str| fixed(title, amount, Period::Monthly);
    let bought = |title: &str, amount: &str, life| CostInput { life, ..one_off(title, amount) };
    Inputs {
        currency: "EUR".into(),
        start_month: Some(4),
        streams: vec![
            growing("flat", "Flat rate", "685", "240", &[(1, "6"), (11, "18")]),
            growing("top-up", "Top-up", "520", "170", &[(1, "2.4"), (11, "7.2")]),
        ],
        costs: vec![
            monthly("Van insurance and tax", "210"),
            monthly("Fuel", "330"),
            monthly("Software", "89"),
            monthly("Phone", "40"),
            monthly("Accountant", "120"),
            monthly("Village halls", "210"),
            CostInput { from: Some(6), ..monthly("Assistant", "620") },
            bought("Van", "68000", decimal("8")),
            bought("Audiometer", "19500", decimal("5")),
            bought("Inspection", "350", None),
        ],
        founders_pay: steps(&[(1, "2400")]),
        sources: vec![
            money(SourceKind::Own, "Own money", "25000"),
            SourceInput {
                interest: decimal("0"),
                months: Some(60),
                repayment: Repayment::EqualInstalments,
                ..money(SourceKind::Family, "Parents-in-law", "15000")
            },
            SourceInput {
                interest: decimal("6"),
                months: Some(84),
                certainty: Certainty::AskedHere,
                ..money(SourceKind::Loan, "Bank", "80000")
            },
        ],
        ..Default::default()
    }
}

/// Golden D: a season, VAT, a customer who pays late, bills in their month, a helper for a summer.
pub(super) fn ice_cream_bike() -> Inputs {
    let with_vat = |stream: StreamInput| StreamInput { vat: decimal("7"), ..stream };
    let normal = decimal("19");
    Inputs {
        currency: "EUR".into(),
        start_month: Some(3),
        seasons: [(3, 50), (10, 40), (11, 0), (12, 0), (1, 0), (2, 0)]
            .map(|(month, part)| SeasonInput::of_all(month, part))
            .to_vec(),
        streams: vec![
            with_vat(growing("cones", "Cones", "3.50", "0.90", &[(1, "1200"), (4, "2000")])),
            StreamInput {
                direct_cost_percent: decimal("2"),
                paid_after: Some(2),
                ..with_vat(growing("cafes", "Cafés", "28", "9", &[(2, "20"), (14, "60")]))
            },
        ],
        costs: vec![
            CostInput { life: decimal("6"), vat: normal, ..one_off("Bike", "9600") },
            CostInput { life: decimal("3"), vat: normal, month: Some(13), ..one_off("Second freezer", "1200") },
            CostInput { due: Some(3), ..fixed("Insurance", "480", Period::Yearly) },
            CostInput { vat: normal, ..fixed("Kitchen", "150", Period::Monthly) },
            CostInput { vat: normal, due: Some(1), ..fixed("Accountant", "90", Period::Quarterly) },
            CostInput { from: Some(14), until: Some(20), ..fixed("Helper", "600", Period::Monthly) },
        ],
        founders_pay: steps(&[(1, "900"), (13, "1400")]),
        sources: vec![
            money(SourceKind::Own, "Own money", "5000"),
            money(SourceKind::Own, "Savings", "2000"),
            SourceInput {
                interest: decimal("5"),
                months: Some(48),
                months_free: Some(6),
                certainty: Certainty::AskedHere,
                ..money(SourceKind::Loan, "Bank", "12000")
            },
        ],
        ..Default::default()
    }
}

/// Golden E: customers who come and go, an employee with on-costs, pay from the second year, tax, a loan paid back at
/// the end.
pub(super) fn language_club() -> Inputs {
    Inputs {
        currency: "EUR".into(),
        start_month: Some(1),
        streams: vec![
            StreamInput {
                growth: Growth::Customers { at_start: decimal("15") },
                new_customers: decimal("10"),
                monthly_loss: decimal("2"),
                ..stream("club", "Club", "20", "3")
            },
            growing("courses", "Courses", "90", "25", &[(1, "4"), (13, "16")]),
        ],
        costs: vec![
            CostInput { life: decimal("4"), ..one_off("Furniture", "6000") },
            fixed("Rent", "700", Period::Monthly),
            CostInput {
                kind: Some(CostKind::Staff),
                people: decimal("1"),
                on_costs: decimal("25"),
                from: Some(10),
                ..fixed("Teacher", "1300", Period::Monthly)
            },
        ],
        founders_pay: steps(&[(13, "800"), (25, "1500")]),
        tax_rate: decimal("20"),
        sources: vec![
            money(SourceKind::Own, "Own money", "8000"),
            SourceInput {
                interest: decimal("4"),
                months: Some(24),
                repayment: Repayment::AtTheEnd,
                ..money(SourceKind::Loan, "Bank", "10000")
            },
            SourceInput {
                month: Some(2),
                interest: decimal("0"),
                months: Some(20),
                repayment: Repayment::EqualInstalments,
                ..money(SourceKind::Family, "Aunt", "3000")
            },
        ],
        ..Default::default()
    }
}

/// As the tables write an amount: no cents where there are none.
fn cents(amount: &Exact) -> String {
    let text = amount.grouped(2);
    let text = text.strip_suffix(".00").unwrap_or(&text);
    text.replace('-', "−")
}

fn row(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}

fn of_month(month: &Month) -> Vec<String> {
    [
        &month.revenue,
        &month.direct,
        &month.fixed,
        &month.pay,
        &month.operating_result,
        &month.depreciation,
        &month.interest,
    ]
    .map(cents)
    .to_vec()
}

/// All that a file of `courses/` says, made from the figures; of the months only those that it names.
fn tables(figures: &Figures, file: &str) -> String {
    let mut lines = Vec::new();
    let mut table = 0;
    for line in file.lines() {
        table += usize::from(line.starts_with("|---"));
        let named = line.trim_matches(['|', ' ']).split(" | ").next().unwrap_or_default().parse::<usize>().ok();
        lines.push(match (table, named) {
            (1, Some(number)) => {
                let month = &figures.cash.months[number];
                let rest = [&month.repayment, &month.result, month.cash.as_ref().unwrap()].map(cents);
                row(&[vec![number.to_string()], of_month(month), rest.to_vec()].concat())
            }
            (2, Some(number)) => {
                let Year { sums, cover, .. } = &figures.cash.years[number - 1];
                let cover = cover.as_ref().map_or_else(|| "–".to_owned(), |cover| cover.text(2));
                let rest = [cents(&sums.result), cents(&sums.repayment), cover];
                row(&[vec![number.to_string()], of_month(sums), rest.to_vec()].concat())
            }
            (3, None) if !line.starts_with("|---") => break,
            _ => line.to_owned(),
        });
    }
    for what_if in figures
        .what_ifs()
        .iter()
        .filter(|what_if| !what_if.key.starts_with("interest") && !FURTHER.contains(&what_if.key.as_str()))
    {
        let lowest = what_if.lowest.as_ref().unwrap();
        lines.push(row(&[
            what_if.title.clone(),
            format!("{} ({})", cents(&lowest.amount), lowest.month),
            cents(&what_if.operating_result),
            cents(what_if.cash.as_ref().unwrap()),
        ]));
    }
    lines.join("\n") + "\n"
}

/// What-ifs that the golden tables do not hold.
const FURTHER: [&str; 6] =
    ["billed_later", "nobody_works", "growth_half", "growth_none", "growth_half_paid_later", "all_at_once"];

/// The same file with the name that the largest stream has in the figures.
fn expected(file: &str, largest: &str) -> String {
    let start = file.find("| without the largest stream (").unwrap();
    let end = start + file[start..].find(") |").unwrap() + 1;
    format!("{}| without {largest}{}", &file[..start], &file[end..])
}

fn compared(inputs: &Inputs, file: &str, largest: &str) -> Figures {
    let figures = Figures::new(inputs).unwrap();
    let (made, wanted) = (tables(&figures, file), expected(file, largest));
    for (made, wanted) in made.lines().zip(wanted.lines()) {
        assert_eq!(made, wanted);
    }
    assert_eq!(made.lines().count(), wanted.lines().count());
    figures
}

fn lowest(figures: &Figures) -> (String, u32) {
    let lowest = figures.cash.funded.lowest.as_ref().unwrap();
    (cents(&lowest.amount), lowest.month)
}

/// Payment in the first month of full payment, the last payment, and the interest in all.
fn loan(figures: &Figures, title: &str) -> [String; 4] {
    let source = figures.funding.sources.iter().find(|source| source.title == title).unwrap();
    let schedule = source.schedule(&Exact::zero());
    let last = schedule.last().unwrap();
    assert_eq!(last.balance, Exact::zero());
    let interest: Exact = schedule.iter().map(|payment| &payment.interest).sum();
    [cents(&source.service(&Exact::zero())), cents(&last.interest), cents(&last.repayment), cents(&interest)]
}

#[test]
fn golden_c_is_the_hearing_van_month_by_month() {
    let figures = compared(&hearing_van(), include_str!("courses/hearing-van.md"), "Flat rate");
    assert_eq!(text(figures.cash.opening.as_ref(), 2), "32150.00");
    assert_eq!(lowest(&figures), ("30,236.64".into(), 2));
    assert_eq!(figures.cash.funded.out_of_cash, Within36::NotWithin36);
    assert_eq!(loan(&figures, "Bank"), ["1,168.68", "5.82", "1,163.30", "18,169.56"]);
    assert_eq!(loan(&figures, "Parents-in-law"), ["250", "0", "250", "0"]);
    assert_eq!(figures.cash.months.len(), 61, "the loan runs on");
    assert_eq!(text(figures.totals.fixed_costs.amount.as_ref(), 2), "4019.00");
    assert_eq!(text(figures.funding.service.as_ref(), 2), "1418.68");
    let months: Vec<_> = figures.cash.months.iter().take(3).map(|month| month.calendar).collect();
    assert_eq!(months, [None, Some(4), Some(5)]);
    // "No work in months 4 to 6" and "growth stops at six (reached half as fast)", as in the plan that was written by hand.
    let further: Vec<_> = figures.what_ifs().into_iter().filter(|own| FURTHER.contains(&own.key.as_str())).collect();
    let lowest = further.iter().map(|own| own.lowest.as_ref().unwrap());
    let lowest: Vec<_> = lowest.map(|lowest| (lowest.amount.text(0), lowest.month)).collect();
    assert_eq!(lowest[..2], [("15260".to_owned(), 6), ("28949".to_owned(), 6)]);
    assert_eq!(further[1].operating_result.text(0), "3001", "1,582 after loans of 1,419");
    assert_eq!(further[2].out_of_cash, Within36::Month(19), "stays at three a month");
    // "Insurers pay two months late", where those who choose a better device pay at once.
    let mut inputs = hearing_van();
    inputs.streams[0].waits_unknown = true;
    let what_ifs = Figures::new(&inputs).unwrap().what_ifs();
    let late = what_ifs.iter().find(|own| own.key == "billed_later").and_then(|own| own.lowest.as_ref()).unwrap();
    assert_eq!((late.amount.text(0), late.month), ("18596".to_owned(), 6));
}

#[test]
fn golden_d_is_the_ice_cream_bike_month_by_month() {
    let figures = compared(&ice_cream_bike(), include_str!("courses/ice-cream-bike.md"), "Cones");
    assert_eq!(text(figures.cash.opening.as_ref(), 2), "7576.00");
    let bank = loan(&figures, "Bank");
    assert_eq!(bank[1..], ["1.29", "310.61", "1,405.54"]);
    assert_eq!(bank[0], "312.04", "50 and 262.04");
}

#[test]
fn golden_e_is_the_language_club_month_by_month() {
    let figures = compared(&language_club(), include_str!("courses/language-club.md"), "Club");
    assert_eq!(text(figures.cash.opening.as_ref(), 2), "12000.00");
    assert_eq!(lowest(&figures), ("11,946.57".into(), 1));
    let taxes: Vec<String> = figures.cash.years.iter().map(|year| cents(&year.sums.tax)).collect();
    assert_eq!(taxes, ["1,451.90", "1,365.78", "2,704.44"]);
    let paid: Vec<u32> =
        figures.cash.months.iter().filter(|month| month.tax.is_positive()).map(|month| month.month).collect();
    assert_eq!(paid, [18, 30]);
    assert_eq!(loan(&figures, "Bank")[..3], ["33.33", "33.33", "10,000"]);
}
