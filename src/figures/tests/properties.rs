//! What holds for any numbers.

use super::super::*;
use super::golden::{fixed, one_off, stream};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Cents, as an amount.
fn cents(cents: i64) -> Decimal {
    Decimal::new(cents, 2)
}

prop_compose! {
    /// A plan whose streams leave at least `least` cents on each sale.
    fn plans(least: i64)(
        streams in prop::collection::vec((0..50_000i64, least..20_000i64, 0..90_000i64), 1..8),
        rent in 0..500_000i64,
        start in 0..2_000_000i64,
        once in 0..900_000i64,
        months in 0..40u32,
        percent in 0..120i64,
    ) -> Inputs {
        let one = |(number, (cost, margin, sold)): (usize, (i64, i64, i64))| StreamInput {
            id: format!("stream-{number}"),
            price: Some(cents((cost + margin).max(0))),
            direct_cost: Some(cents(cost)),
            units: Some(cents(sold)),
            ..stream("", "", "0", "0")
        };
        let amount = |cost: CostInput, given: i64| CostInput { amount: Some(cents(given)), ..cost };
        Inputs {
            streams: streams.into_iter().enumerate().map(one).collect(),
            costs: vec![amount(fixed("Rent", "0", Period::Weekly), rent), amount(one_off("Tools", "0"), once)],
            founders_pay: Step::always(Decimal::ZERO),
            sources: vec![SourceInput { amount: Some(cents(start)), ..Default::default() }],
            ramp_months: Some(months),
            ramp_start: Some(Decimal::from(percent)),
            ..Inputs::default()
        }
    }
}

/// What is earned when every stream sells its break-even units and `more` on top.
fn earned(figures: &Figures, more: i64) -> Exact {
    let each = figures.streams.iter().map(|stream| {
        let units = stream.break_even_units.clone().unwrap();
        &(&units + &Exact::whole(more)) * stream.unit_contribution.as_ref().unwrap()
    });
    each.sum()
}

/// The sales of the first months together, in months of full sales, without adding them up.
fn full_months(inputs: &Inputs, months: u32) -> Exact {
    let full = Exact::whole(1);
    let start = Exact::percent(inputs.ramp_start.unwrap()).min(full.clone());
    let length = inputs.ramp_months.unwrap();
    if length <= 1 {
        return Exact::whole(months.into());
    }
    let growing = i64::from(months.min(length));
    let steps = Exact::whole(growing * (growing - 1)).over(&Exact::whole(2 * (i64::from(length) - 1))).unwrap();
    let grown = &(&Exact::whole(growing) * &start) + &(&(&full - &start) * &steps);
    &grown + &Exact::whole(i64::from(months) - growing)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn shown_shares_make_exactly_100(inputs in plans(0)) {
        let figures = Figures::new(&inputs).unwrap();
        let shown: Vec<&Exact> = figures.streams.iter().filter_map(|stream| stream.share_shown.as_ref()).collect();
        if figures.totals.revenue.amount == Some(Exact::zero()) {
            prop_assert!(shown.is_empty());
        } else {
            prop_assert_eq!(shown.iter().copied().sum::<Exact>(), Exact::whole(100));
            let tenth = Exact::whole(1).over(&Exact::whole(10)).unwrap();
            for stream in &figures.streams {
                let off = stream.share.as_ref().unwrap() - stream.share_shown.as_ref().unwrap();
                prop_assert!(off < tenth && -&off < tenth);
            }
        }
    }

    #[test]
    fn break_even_units_cover_the_fixed_costs(inputs in plans(0)) {
        let figures = Figures::new(&inputs).unwrap();
        if matches!(figures.break_even, BreakEven::At { .. } | BreakEven::AtZero) {
            prop_assert!(Some(earned(&figures, 0)) >= figures.totals.fixed_costs.amount);
        } else {
            prop_assert!(figures.totals.contribution.amount <= Some(Exact::zero()));
        }
    }

    #[test]
    fn one_unit_fewer_of_every_stream_does_not(inputs in plans(1)) {
        let figures = Figures::new(&inputs).unwrap();
        if matches!(figures.break_even, BreakEven::At { .. } | BreakEven::AtZero) {
            prop_assert!(Some(earned(&figures, -1)) < figures.totals.fixed_costs.amount);
        }
    }

    #[test]
    fn the_cash_course_equals_its_closed_form(inputs in plans(-300)) {
        let figures = Figures::new(&inputs).unwrap();
        let contribution = figures.totals.contribution.amount.clone().unwrap();
        let paid = figures.totals.fixed_costs.amount.clone().unwrap();
        let opening = figures.cash.opening.clone().unwrap();
        prop_assert_eq!(figures.cash.months.len(), 37);
        for month in &figures.cash.months {
            let results = &(&full_months(&inputs, month.month) * &contribution)
                - &(&paid * &Exact::whole(month.month.into()));
            prop_assert_eq!(month.cash.clone().unwrap(), &opening + &results);
        }
    }

    #[test]
    fn the_funding_gap_is_what_keeps_the_cash_from_falling_below_zero(inputs in plans(-300)) {
        let figures = Figures::new(&inputs).unwrap();
        let gap = figures.cash.funded.gap.clone().unwrap();
        let lowest = figures.cash.months.iter().filter_map(|month| month.cash.as_ref()).min().unwrap();
        prop_assert!(!(lowest + &gap).is_negative());
        prop_assert_eq!(gap.is_positive(), figures.cash.funded.out_of_cash.month().is_some());
    }
}
