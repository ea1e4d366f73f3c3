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

prop_compose! {
    /// A plan of which everything changes over the months.
    fn courses()(
        plan in plans(1),
        growth in prop::collection::vec((0..4u8, 0..400i64, 0..400i64, 2..30u32, 0..6u32), 1..8),
        bill in (1..13u32, 1..30u32, prop::option::of(1..40u32), 0..20i64),
        bought in (0..20u32, prop::option::of(1..10i64)),
        loan in (100..2_000_000i64, 0..12i64, 1..90u32, 0..12u32, 0..3u8, 0..5u32),
        season in (1..13u32, 0..200i64),
        tax in 0..40i64,
    ) -> Inputs {
        let mut inputs = plan;
        let step = |month, amount: i64| Step { month, amount: amount.into() };
        for (stream, (way, first, next, month, late)) in inputs.streams.iter_mut().zip(growth) {
            (stream.new_customers, stream.monthly_loss) = (Some(first.into()), Some((next % 30).into()));
            stream.growth = match way {
                0 => Growth::Ramp,
                1 => Growth::Steady,
                2 => Growth::Numbers(vec![step(1, first), step(month, next)]),
                _ => Growth::Customers { at_start: Some(next.into()) },
            };
            (stream.paid_after, stream.vat) = (Some(late), Some((next % 25).into()));
        }
        let (due, from, until, vat) = bill;
        inputs.costs[0] = CostInput { period: Some(Period::Quarterly), due: Some(due), from: Some(from), until, vat: Some(vat.into()), ..inputs.costs[0].clone() };
        inputs.costs[1] = CostInput { month: Some(bought.0), life: bought.1.map(Into::into), vat: Some(vat.into()), ..inputs.costs[1].clone() };
        let (amount, rate, months, free, how, month) = loan;
        let how = [Repayment::EqualPayments, Repayment::EqualInstalments, Repayment::AtTheEnd][usize::from(how)];
        inputs.sources.push(SourceInput {
            amount: Some(cents(amount)),
            kind: Some(SourceKind::Loan),
            certainty: Certainty::AskedHere,
            interest: Some(rate.into()),
            months: Some(months),
            months_free: Some(free),
            month: Some(month),
            repayment: how,
            ..Default::default()
        });
        (inputs.start_month, inputs.seasons) = (Some(1 + season.0 % 12), vec![SeasonInput::of_all(season.0, season.1)]);
        inputs.tax_rate = Some(tax.into());
        inputs
    }
}

/// The last result of a plan, and its cash, month by month.
fn results(inputs: &Inputs) -> Vec<Exact> {
    Figures::new(inputs).unwrap().cash.months.into_iter().map(|month| month.operating_result).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_cash_is_the_sum_of_its_parts_in_every_month(inputs in courses()) {
        let figures = Figures::new(&inputs).unwrap();
        let mut cash = Exact::zero();
        for month in &figures.cash.months {
            let comes = &month.receipts + &month.drawn;
            let goes: Exact = [&month.payments, &month.investment, &month.interest, &month.repayment, &month.vat, &month.tax]
                .into_iter()
                .sum();
            cash = &(&cash + &comes) - &goes;
            prop_assert_eq!(month.cash.as_ref(), Some(&cash));
            prop_assert_eq!(&month.by_stream.iter().sum::<Exact>(), &month.revenue);
        }
    }

    #[test]
    fn sources_equal_uses_unless_they_are_not_enough(inputs in courses()) {
        let funding = Figures::new(&inputs).unwrap().funding;
        let (all, uses, reserve) = (funding.all.amount.unwrap(), funding.uses.unwrap(), funding.reserve.unwrap());
        if reserve.is_negative() {
            prop_assert_eq!(&all - &reserve, uses);
        } else {
            prop_assert_eq!(all, uses);
        }
    }

    #[test]
    fn a_schedule_ends_at_zero_and_pays_back_just_what_was_lent(inputs in courses()) {
        for source in Figures::new(&inputs).unwrap().funding.sources.iter().filter(|source| source.interest.is_some()) {
            let schedule = source.schedule(&Exact::zero());
            prop_assert_eq!(schedule.iter().map(|payment| &payment.repayment).sum::<Exact>(), source.amount.clone().unwrap());
            prop_assert_eq!(&schedule.last().unwrap().balance, &Exact::zero());
            prop_assert!(schedule.iter().all(|payment| !payment.balance.is_negative()));
        }
    }

    #[test]
    fn more_sales_never_lower_the_operating_result_where_each_sale_leaves_something(inputs in courses()) {
        let mut more = inputs.clone();
        for stream in &mut more.streams {
            stream.units = stream.units.map(|units| units + Decimal::ONE);
            if let Growth::Numbers(steps) = &mut stream.growth {
                for step in steps {
                    step.amount += Decimal::ONE;
                }
            }
        }
        for (less, more) in results(&inputs).into_iter().zip(results(&more)) {
            prop_assert!(more >= less);
        }
    }

    #[test]
    fn no_what_if_differs_from_the_plan_when_its_change_is_nothing(inputs in courses()) {
        let nothing = WhatIfInput { title: "Nothing".into(), sales: Some(0.into()), costs: Some(0.into()), late: Some(0), ..Default::default() };
        let figures = Figures::new(&Inputs { what_ifs: vec![nothing], ..inputs }).unwrap();
        let cases = figures.what_ifs();
        let (plan, own) = (cases.first().unwrap(), cases.last().unwrap());
        prop_assert_eq!((&plan.lowest, &plan.cash, &plan.operating_result), (&own.lowest, &own.cash, &own.operating_result));
        prop_assert_eq!(plan.cash.as_ref(), figures.cash.months[36].cash.as_ref());
    }
}
