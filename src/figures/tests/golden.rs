//! The worked examples, to the last digit.

use super::super::*;
use crate::fact::Fact;
use rust_decimal::Decimal;

pub(super) fn decimal(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(text).ok()
}

/// The founders' pay, the same every month.
pub(super) fn pay(amount: &str) -> Vec<Step> {
    decimal(amount).map(Step::always).unwrap_or_default()
}

/// Money that is there before the opening.
pub(super) fn cash(amount: &str) -> Vec<SourceInput> {
    vec![SourceInput { title: "Money".into(), amount: decimal(amount), ..Default::default() }]
}

pub(super) fn text(number: Option<&Exact>, places: u32) -> String {
    number.map_or_else(|| "none".to_owned(), |number| number.text(places))
}

pub(super) fn stream(id: &str, title: &str, price: &str, direct_cost: &str) -> StreamInput {
    StreamInput {
        id: id.into(),
        title: title.into(),
        price: decimal(price),
        direct_cost: decimal(direct_cost),
        ..Default::default()
    }
}

pub(super) fn fixed(title: &str, amount: &str, period: Period) -> CostInput {
    CostInput {
        id: title.into(),
        title: title.into(),
        kind: Some(CostKind::Fixed),
        amount: decimal(amount),
        period: Some(period),
        ..Default::default()
    }
}

pub(super) fn one_off(title: &str, amount: &str) -> CostInput {
    CostInput { kind: Some(CostKind::OneOff), period: None, ..fixed(title, amount, Period::Monthly) }
}

pub(super) fn variable(stream: &str, amount: Option<&str>, percent: Option<&str>, base: Base) -> CostInput {
    CostInput {
        id: format!("cost of {stream}"),
        title: format!("cost of {stream}"),
        kind: Some(CostKind::Variable),
        stream: Some(stream.into()),
        amount: amount.and_then(decimal),
        percent: percent.and_then(decimal),
        base,
        ..Default::default()
    }
}

pub(super) fn spoke_and_go_inputs() -> Inputs {
    Inputs {
        currency: "EUR".into(),
        streams: vec![
            StreamInput {
                customers: decimal("400"),
                purchases: decimal("0.25"),
                payer_segments: vec!["commuters".into()],
                ..stream("visit", "Repair visit", "60", "18")
            },
            StreamInput {
                customers: decimal("80"),
                purchases: decimal("1"),
                new_customers: decimal("16"),
                acquisition_cost: decimal("720"),
                monthly_loss: decimal("3"),
                payer_segments: vec!["employers".into()],
                ..stream("fleet", "Fleet bike", "25", "7")
            },
            StreamInput {
                units: decimal("50"),
                payer_segments: vec!["commuters".into()],
                ..stream("accessory", "Accessory", "20", "14")
            },
        ],
        costs: vec![
            fixed("Van", "520", Period::Monthly),
            fixed("Insurance", "130", Period::Monthly),
            fixed("Software and phone", "90", Period::Monthly),
            fixed("Ads", "300", Period::Monthly),
            fixed("Trade fair", "1200", Period::Yearly),
            one_off("Tools and first parts", "9000"),
        ],
        founders_pay: pay("3600"),
        sources: cash("15000"),
        ramp_months: Some(5),
        ramp_start: decimal("20"),
        ..Default::default()
    }
}

pub(super) fn allotly_inputs() -> Inputs {
    let commission = StreamInput {
        commission: true,
        ticket: decimal("40"),
        rate: decimal("15"),
        customers: decimal("200"),
        purchases: decimal("1.5"),
        ..stream("booking", "Booking fee", "0", "0")
    };
    Inputs {
        currency: "EUR".into(),
        streams: vec![commission, StreamInput { units: decimal("60"), ..stream("kit", "Seed kit", "24", "15") }],
        costs: vec![
            variable("booking", None, Some("1.4"), Base::Ticket),
            variable("booking", Some("0.25"), None, Base::Price),
            variable("booking", Some("0.50"), None, Base::Price),
            fixed("Hosting and time", "2400", Period::Monthly),
        ],
        founders_pay: pay("0"),
        sources: cash("9060"),
        ramp_months: Some(1),
        ramp_start: decimal("100"),
        ..Default::default()
    }
}

pub(in crate::figures) fn spoke_and_go() -> Figures {
    Figures::new(&spoke_and_go_inputs()).unwrap()
}

pub(in crate::figures) fn allotly() -> Figures {
    Figures::new(&allotly_inputs()).unwrap()
}

/// Unit price, variable cost, contribution, sales, revenue, contribution a month, share shown, break-even units.
fn of_streams(figures: &Figures) -> Vec<[String; 8]> {
    figures
        .streams
        .iter()
        .map(|stream| {
            [
                text(stream.unit_price.as_ref(), 2),
                text(stream.unit_variable_cost.as_ref(), 2),
                text(stream.unit_contribution.as_ref(), 2),
                text(stream.units.as_ref(), 0),
                text(stream.revenue.as_ref(), 2),
                text(stream.contribution.as_ref(), 2),
                text(stream.share_shown.as_ref(), 1),
                text(stream.break_even_units.as_ref(), 0),
            ]
        })
        .collect()
}

/// R, variable cost, C, m, F, P, k, break-even sales, their yield, safety.
fn of_totals(figures: &Figures) -> [String; 10] {
    let totals = &figures.totals;
    [
        text(totals.revenue.amount.as_ref(), 2),
        text(totals.variable_cost.amount.as_ref(), 2),
        text(totals.contribution.amount.as_ref(), 2),
        text(totals.contribution_ratio.as_ref(), 6),
        text(totals.fixed_costs.amount.as_ref(), 2),
        text(totals.profit.as_ref(), 2),
        text(figures.break_even.factor().as_ref(), 6),
        text(figures.break_even.sales().as_ref(), 2),
        text(figures.break_even_yield.as_ref(), 2),
        text(figures.safety.as_ref(), 1),
    ]
}

#[test]
fn golden_a_has_these_streams_and_totals() {
    let figures = spoke_and_go();
    assert_eq!(
        of_streams(&figures),
        [
            ["60.00", "18.00", "42.00", "100", "6000.00", "4200.00", "66.7", "80"],
            ["25.00", "7.00", "18.00", "80", "2000.00", "1440.00", "22.2", "64"],
            ["20.00", "14.00", "6.00", "50", "1000.00", "300.00", "11.1", "40"],
        ]
    );
    assert_eq!(
        of_totals(&figures),
        ["9000.00", "3060.00", "5940.00", "0.660000", "4740.00", "1200.00", "0.797980", "7181.82", "4752.00", "20.2"]
    );
    assert!(!figures.is_partial());
}

#[test]
fn golden_a_runs_out_of_cash_in_month_3_by_1092() {
    let cash = spoke_and_go().cash;
    let course: Vec<[String; 3]> = cash
        .months
        .iter()
        .take(6)
        .map(|month| [&month.revenue, &month.operating_result, month.cash.as_ref().unwrap()].map(|x| x.text(0)))
        .collect();
    assert_eq!(
        course,
        [
            ["0", "0", "6000"],
            ["1800", "-3552", "2448"],
            ["3600", "-2364", "84"],
            ["5400", "-1176", "-1092"],
            ["7200", "12", "-1080"],
            ["9000", "1200", "120"],
        ]
    );
    assert_eq!(cash.months.len(), 37);
    assert_eq!(cash.first_profitable, Within36::Month(4));
    assert_eq!(cash.funded.out_of_cash, Within36::Month(3));
    assert_eq!(cash.funded.lowest, Some(LowestCash { amount: Exact::whole(-1092), month: 3 }));
    assert_eq!(cash.funded.gap, Some(Exact::whole(1092)));
    assert_eq!(cash.payback, Within36::Month(18));
    let earned = |until: u32| -> Exact {
        let results = cash.months.iter().filter(|month| month.month <= until);
        &results.map(|month| &month.operating_result).sum::<Exact>() - &Exact::whole(9000)
    };
    assert_eq!((earned(17), earned(18)), (Exact::whole(-480), Exact::whole(720)));
    assert_eq!(cash.steady_runway, Runway::NotShrinking);
    assert_eq!(text(cash.no_sales_runway.months(), 2), "1.27");
}

#[test]
fn golden_a_wins_a_fleet_bike_for_45() {
    let figures = spoke_and_go();
    let economics = &figures.streams[1].economics;
    assert_eq!(economics.acquisition_cost, AcquisitionCost::Each(Exact::whole(45)));
    assert_eq!(economics.lifetime_value, Some(Exact::whole(600)));
    assert!(matches!(&economics.payback, CustomerPayback::Months(months) if months.text(1) == "2.5"));
}

#[test]
fn golden_b_loses_453_a_month() {
    let figures = allotly();
    assert_eq!(
        of_streams(&figures),
        [
            ["6.00", "1.31", "4.69", "300", "1800.00", "1407.00", "55.6", "370"],
            ["24.00", "15.00", "9.00", "60", "1440.00", "540.00", "44.4", "74"],
        ]
    );
    assert_eq!(
        of_totals(&figures),
        ["3240.00", "1293.00", "1947.00", "0.600926", "2400.00", "-453.00", "1.232666", "3993.84", "2401.30", "-23.3"]
    );
}

#[test]
fn golden_b_has_money_for_exactly_20_months() {
    let cash = allotly().cash;
    assert_eq!(cash.opening, Some(Exact::whole(9060)));
    assert_eq!(cash.steady_runway, Runway::Months(Exact::whole(20)));
    assert_eq!(text(cash.no_sales_runway.months(), 3), "3.775");
    assert_eq!(cash.months[20].cash, Some(Exact::zero()));
    assert_eq!(cash.funded.out_of_cash, Within36::Month(21));
    assert_eq!(cash.funded.gap, Some(Exact::whole(7248)));
    assert_eq!(cash.funded.lowest, Some(LowestCash { amount: Exact::whole(-7248), month: 36 }));
    assert_eq!(cash.first_profitable, Within36::NotWithin36);
    assert_eq!(cash.payback, Within36::NotWithin36);
}

#[test]
fn the_negative_case_has_no_break_even() {
    let inputs = Inputs {
        streams: vec![StreamInput { units: decimal("50"), ..stream("loss", "Loss", "10", "12") }],
        costs: vec![fixed("Rent", "100", Period::Monthly)],
        founders_pay: pay("0"),
        ..Default::default()
    };
    let figures = Figures::new(&inputs).unwrap();
    assert_eq!(figures.totals.contribution.amount, Some(Exact::whole(-100)));
    assert_eq!(figures.break_even, BreakEven::NoVolume);
    assert_eq!(figures.streams[0].break_even_units, None);
    assert!(figures.streams[0].unit_contribution.as_ref().unwrap().is_negative());
    let fact = figures.to_fact();
    assert_eq!(fact.get("break_even_sales"), Fact::Null);
    assert_eq!(fact.get("break_even_note"), Fact::text("no volume breaks even"));
}
