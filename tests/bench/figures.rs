//! The figures of a plan as large as a founder's gets: 12 streams, 40 costs, 5 sources of money; and all its what-ifs, which
//! are worked out only when they are shown.

use canvass::figures::{
    CostInput, CostKind, Figures, Growth, Inputs, Period, Repayment, SeasonInput, SourceInput, SourceKind, Step,
    StreamInput,
};
use criterion::Criterion;
use rust_decimal::Decimal;
use std::hint::black_box;

pub fn figures(criterion: &mut Criterion) {
    let inputs = plan();
    criterion.bench_function("figures of 12 streams, 40 costs, 5 sources", |bencher| {
        bencher.iter(|| Figures::new(black_box(&inputs)).unwrap());
    });
    let figures = Figures::new(&inputs).unwrap();
    assert!(figures.what_ifs().len() >= 10, "the what-ifs are not worked out");
    criterion.bench_function("all what-ifs of that plan", |bencher| {
        bencher.iter(|| black_box(&figures).what_ifs());
    });
}

fn plan() -> Inputs {
    let vat = Some(Decimal::from(19));
    let streams = (0..12_u32).map(|n| {
        let steps = |first: i64, last: i64| {
            let step = |month, amount| Step { month, amount: Decimal::new(amount, 1) };
            vec![step(1, first), step(12 + n, last)]
        };
        StreamInput {
            id: format!("stream-{n}"),
            title: format!("Stream {n}"),
            price: Some(Decimal::new(1995 + i64::from(n) * 310, 2)),
            units: Some(Decimal::from(20 + n)),
            direct_cost: Some(Decimal::new(777, 2)),
            direct_cost_percent: Some(Decimal::new(14, 1)),
            new_customers: Some(Decimal::from(5 + n)),
            monthly_loss: Some(Decimal::new(23, 1)),
            paid_after: Some(n % 3),
            vat,
            growth: match n % 4 {
                0 => Growth::Numbers(steps(33, 255)),
                1 => Growth::Customers { at_start: Some(Decimal::from(9)) },
                2 => Growth::Amounts(steps(12_000, 39_000)),
                _ => Growth::Ramp,
            },
            ..StreamInput::default()
        }
    });
    let costs = (0..40_u32).map(|n| CostInput {
        id: format!("cost-{n}"),
        title: format!("Cost {n}"),
        kind: Some(match n % 5 {
            0 => CostKind::OneOff,
            1 => CostKind::Staff,
            2 => CostKind::Variable,
            _ => CostKind::Fixed,
        }),
        stream: Some(format!("stream-{}", n % 12)),
        amount: Some(Decimal::new(1000 + i64::from(n) * 37, 2)),
        period: Some([Period::Weekly, Period::Monthly, Period::Quarterly, Period::Yearly][n as usize % 4]),
        due: Some(n % 12 + 1),
        from: Some(n % 7),
        life: Some(Decimal::from(5)),
        month: Some(n % 9),
        vat,
        ..CostInput::default()
    });
    let sources = (0..5_u32).map(|n| SourceInput {
        title: format!("Source {n}"),
        amount: Some(Decimal::from(10_000 + n * 1_111)),
        kind: Some(if n == 0 { SourceKind::Own } else { SourceKind::Loan }),
        interest: Some(Decimal::new(45, 1)),
        months: Some(48 + n * 12),
        months_free: Some(n),
        repayment: [Repayment::EqualPayments, Repayment::EqualInstalments, Repayment::AtTheEnd][n as usize % 3],
        ..SourceInput::default()
    });
    Inputs {
        currency: "EUR".into(),
        streams: streams.collect(),
        costs: costs.collect(),
        sources: sources.collect(),
        founders_pay: Step::always(Decimal::from(2_400)),
        start_month: Some(4),
        seasons: vec![SeasonInput::of_all(7, 60), SeasonInput::of_all(8, 40)],
        tax_rate: Some(Decimal::from(28)),
        ramp_months: Some(9),
        ramp_start: Some(Decimal::from(15)),
        ..Inputs::default()
    }
}
