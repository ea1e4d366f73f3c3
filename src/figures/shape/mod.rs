//! The figures as conditions, checks, templates and `figures --json` read them.

mod form;
mod funding;
mod items;

use super::{Figures, NOT_KNOWN, WhatIf};
use crate::fact::Fact;
use form::{FigureMap, amount, by_id};
use funding::{add_shortfall, alternative, hours, level, month, what_if, year};
use items::{left_out, of_cost, of_stream, other_currency};

impl Figures {
    /// The documented shape of `figures.*` in expressions and templates, and of `figures --json`.
    ///
    /// Amounts, counts of sales, percents and lengths in months are decimals with at most six places; months of the
    /// calendar are whole numbers. Percents are out of 100. Every key is always there. A number that does not exist is
    /// null, and the key with `_note` after its name says why (`not known yet`, `no volume breaks even`, ...); where a
    /// sum is there but not whole, its note says so (`partial: 2 of 3 streams`). Otherwise the note is null.
    ///
    /// ```text
    /// currency                       code of all amounts that name no other
    /// partial                        whether anything is left out of the totals
    /// without_rate                   [{id, title, why}] left out for want of a rate; `why` is the currency
    /// incomplete                     [{id, title, why, brings}] left out because something is not known; `why` says
    ///                                what; brings is what a stream would add to the revenue, where that is known
    /// needed                         [text] what has to be said before anything is concluded from the totals; while it
    ///                                holds anything, months is [] and what follows from them is null
    /// uncounted                      [text] the costs that every result leaves out, since it is not known how much they are
    /// other_currencies               [{currency, revenue, contribution, fixed_costs, one_offs, titles: [text]}]
    /// revenue, variable_cost, contribution, fixed_costs, one_offs, profit          each with _note
    /// contribution_ratio             contribution / revenue, 0.66 and not 66; with _note
    /// founders_pay, start_cash, opening_cash       pay after its last step; the money of month 0 that
    ///                                is there or promised; that and what is asked for, less what is bought then
    /// break_even_factor              part of a normal month's sales that is needed, 0.8 and not 80
    /// break_even_sales, break_even_yield           revenue needed; what the whole units leave together
    /// break_even_note                of the three above and of `safety`
    /// break_even_factor_without_pay, break_even_sales_without_pay                  without the founders' pay
    /// break_even_factor_with_loans, break_even_sales_with_loans                    with pay and loan_service
    /// safety                         percent by which sales may fall
    /// levels                         [{key, part, revenue, result, after_loans, cover}] a month at other levels of sales, the
    ///                                highest first, of an average month of year 3 where there are seasons; key is planned,
    ///                                two_thirds, cover (of 1.2), with_loans, even or without_pay, part that of the sales
    ///                                planned; [] while something is not known
    /// ramp_note                      what is assumed or not known about the ramp
    /// cash_note                      what the cash course leaves out
    /// months                         [{month, calendar, ...}] from 0, the opening, to 36, or to 60 where a loan runs on; or [];
    ///                                calendar is 1 to 12, or null where the start is not known. Each has the amounts revenue,
    ///                                direct, gross_margin, fixed, pay, fixed_and_pay, operating_result, depreciation, interest, result
    ///                                (before tax), receipts, payments, vat, tax, investment, drawn, repayment, loan_payments,
    ///                                after_loans, cash, and
    ///                                revenue_streams: what each brings, by id. Cash is with all money that is there, promised or
    ///                                asked for; receipts, payments and investment are with VAT
    /// years                          [{year, cover, ...}] with the sums of the same amounts; tax is that on the year's profit,
    ///                                cash that at its end, cover the operating result by interest and repayment
    /// paid_ahead                     what customers are billed within 36 months for months after these, without VAT; null
    ///                                where nobody pays ahead
    /// first_profitable_month, payback_month        whole numbers, each with _note
    /// out_of_cash_month, lowest_cash, lowest_cash_month, funding_gap               with all of that money; each but the
    ///                                third with _note
    /// unfunded_out_of_cash_month, unfunded_lowest_cash, unfunded_lowest_cash_month, unfunded_funding_gap   the same without
    ///                                what nobody has promised
    /// steady_runway, no_sales_runway               months, each with _note
    /// own_money, asked_money, sources              of all money from others and the founders; the last two with _note
    /// loan_years                     [{year, interest, repayment, owed}]
    /// money_sources                  [{id, title, kind, certainty, amount, month, rate, stand_in, months, payment,
    ///                                payment_a_year_less, payment_a_year_more, interest,
    ///                                schedule}] rate in percent a year, stand_in where it is not known; payment in the first
    ///                                month of full payment; schedule [{month, interest, repayment, balance}] to its end
    /// own_share                      own money in percent of sources
    /// bought                         what is bought once, with VAT
    /// start_losses                   what is paid more than comes in up to start_losses_month
    /// reserve, uses                  sources less bought and start_losses; all of them together; both with _note
    /// loan_service, instalment       what all loans, and those asked for, cost in the first month of full payment
    /// after_loans                    what a normal month leaves after loan_service
    /// loan_interest                  interest of all loans until they are paid back
    /// funded_safety                  percent by which sales may fall before the loans are not carried
    /// what_ifs                       [{key, title, out_of_cash_month, lowest_cash, lowest_cash_month, operating_result, year_result,
    ///                                cash, carried, loan_service, after_loans, left_over, left_for_pay, cover}]; operating_result and cash are
    ///                                those of month 36, year_result and after_loans of months 25 to 36, left_over and left_for_pay of one
    ///                                of these months after loans, before pay the latter, cover the lowest
    ///                                of three years; [] where they were not asked for
    /// bearable_fall                  the whole percent by which sales may fall with the cash never below zero; likewise
    /// alternatives                   [{key, asked, months, pay, unpaid, loan_service, cover, lower_cover, lowest_cash,
    ///                                lowest_cash_month, out_of_cash_month, lower_cash, lower_cash_month,
    ///                                lower_out_of_cash_month, hours_cash, hours_cash_month, hours_out_of_cash_month, short,
    ///                                holds}] on what other terms the cash would hold over 60 months, as_asked first: the
    ///                                lowest cash and the first month below zero as planned, with sales 20 % lower, and, where
    ///                                the sales planned take more hours than the founders have, with what these allow; unpaid
    ///                                the first months without pay, cover the lowest of a year with repayment; short lists
    ///                                the cases below zero (planned, lower, hours), holds where there are none; [] where
    ///                                that is so as asked, and likewise
    /// proposed_what_ifs              what_ifs over 60 months on the first of these terms that hold: as_planned, sales_lower and
    ///                                the founder's own, and most others where the cash does not hold for three years as asked
    ///                                for; likewise
    /// proposed_years, proposed_months  these 60 months, and their years, on them, where it does not; likewise
    /// late_cash                      the money at the end of each of 36 months, month 0 first, if whoever does not pay at
    ///                                once, or else everybody, pays two months later; likewise
    /// revenue_streams.ID             {id, title, currency, counted, note, unit_price, unit_variable_cost,
    ///                                seasonal, told_cost, items_cost, cost_from, unit_contribution, units, purchases, revenue, variable_cost, contribution, share,
    ///                                share_shown, declared_share, break_even_units, monthly_contribution,
    ///                                acquisition_cost(_note), lifetime(_note), lifetime_value(_note), payback(_note),
    ///                                value_to_cost}; note says what is missing; share is exact, share_shown has one
    ///                                decimal and adds up to 100.0, both null while a stream is not known in full;
    ///                                counted is false without a rate; told_cost was told with the price, items_cost
    ///                                are the variable costs, and cost_from says which makes unit_variable_cost: told,
    ///                                items, both, or, where that is open, larger_told or larger_items
    /// costs.ID                       {id, title, currency, counted, note, monthly, once}
    /// segments.ID                    {id, pays, earned_per_customer(_note), contribution(_note)}
    /// relationships.ID               {id, segment, cost_per_customer, monthly_cost}; of all customers of the group
    /// partners.ID, channels.ID       {id, revenue_share, revenue_share_note}; share of revenue that hangs on it
    /// ```
    #[must_use]
    pub fn to_fact(&self) -> Fact {
        let mut shape = self.shape();
        shape.set("what_ifs", Fact::list([]));
        shape.set("bearable_fall", Fact::Null);
        shape.set("alternatives", Fact::list([]));
        shape.set("proposed_what_ifs", Fact::list([]));
        shape.set("proposed_years", Fact::list([]));
        shape.set("proposed_months", Fact::list([]));
        shape.set("late_cash", Fact::list([]));
        shape.fact()
    }

    /// The what-ifs, each of which is worked out for it, the bearable fall, the alternatives and the what-ifs on these, under their names in that
    /// shape.
    #[must_use]
    pub fn what_if_facts(&self) -> [(&'static str, Fact); 7] {
        let alternatives = self.alternatives();
        let (months, proposed) = self.proposed(&alternatives);
        let all = self.what_ifs();
        let late = |key| all.iter().find(|what_if: &&WhatIf| what_if.key == key);
        let late = late("billed_later").or_else(|| late("paid_later")).map(|late| self.months_under(&late.change));
        let ids: Vec<&str> = self.streams.iter().map(|stream| stream.id.as_str()).collect();
        [
            ("what_ifs", Fact::list(all.iter().map(what_if))),
            ("bearable_fall", self.bearable_fall().map_or(Fact::Null, |fall| Fact::Whole(fall.into()))),
            ("alternatives", Fact::list(alternatives.iter().map(alternative))),
            ("proposed_what_ifs", Fact::list(proposed.iter().map(what_if))),
            ("proposed_years", Fact::list(self.years_of(&months).iter().map(|one| year(one, &ids, &[])))),
            ("proposed_months", Fact::list(months.iter().map(|one| month(one, None, &ids)))),
            (
                "late_cash",
                Fact::list(late.iter().flat_map(|late| late.iter()).map(|month| amount(month.cash.as_ref()))),
            ),
        ]
    }

    fn shape(&self) -> FigureMap {
        let mut shape = FigureMap::default();
        shape.text("currency", &self.currency);
        shape.set("partial", Fact::Bool(self.is_partial()));
        shape.set("without_rate", Fact::list(self.without_rate.iter().map(left_out)));
        shape.set("incomplete", Fact::list(self.incomplete.iter().map(left_out)));
        shape.set("needed", Fact::list(self.needed.iter().map(|one| Fact::text(one.as_str()))));
        shape.set("uncounted", Fact::list(self.uncounted.iter().map(|one| Fact::text(one.as_str()))));
        shape.set("other_currencies", Fact::list(self.other_currencies.iter().map(other_currency)));
        self.add_totals(&mut shape);
        self.add_break_even(&mut shape);
        self.add_cash(&mut shape);
        self.add_funding(&mut shape);
        shape.set("revenue_streams", by_id(self.streams.iter().map(|stream| (&stream.id, of_stream(stream)))));
        shape.set("costs", by_id(self.costs.iter().map(|cost| (&cost.id, of_cost(cost)))));
        self.add_dependence(&mut shape);
        shape
    }

    fn add_totals(&self, shape: &mut FigureMap) {
        let totals = &self.totals;
        shape.total("revenue", &totals.revenue);
        shape.total("variable_cost", &totals.variable_cost);
        shape.total("contribution", &totals.contribution);
        let ratio_note = match (&totals.contribution.amount, &totals.contribution_ratio) {
            (Some(_), None) => Some("no revenue".to_owned()),
            _ => totals.contribution.note(),
        };
        shape.noted("contribution_ratio", totals.contribution_ratio.as_ref(), ratio_note);
        shape.total("fixed_costs", &totals.fixed_costs);
        shape.number("founders_pay", self.founders_pay.as_ref());
        shape.noted("profit", totals.profit.as_ref(), totals.profit_note());
        shape.total("one_offs", &totals.one_offs);
        shape.number("start_cash", self.cash.start.as_ref());
    }

    fn add_break_even(&self, shape: &mut FigureMap) {
        shape.number("break_even_factor", self.break_even.factor().as_ref());
        shape.number("break_even_sales", self.break_even.sales().as_ref());
        shape.number("break_even_yield", self.break_even_yield.as_ref());
        for (way, even) in [("without_pay", &self.break_even_without_pay), ("with_loans", &self.break_even_with_loans)]
        {
            shape.number(&format!("break_even_factor_{way}"), even.factor().as_ref());
            shape.number(&format!("break_even_sales_{way}"), even.sales().as_ref());
        }
        let partial = self.totals.profit_note().filter(|_| self.totals.profit.is_some());
        shape.note("break_even", self.break_even.note().map(str::to_owned).or(partial));
        shape.number("safety", self.safety.as_ref());
        shape.set("levels", Fact::list(self.levels().iter().map(level)));
    }

    fn add_cash(&self, shape: &mut FigureMap) {
        let cash = &self.cash;
        shape.number("opening_cash", cash.opening.as_ref());
        shape.note("cash", self.totals.cash_note());
        shape.note("ramp", cash.ramp.note().map(str::to_owned));
        let ids: Vec<&str> = self.streams.iter().map(|stream| stream.id.as_str()).collect();
        let unfunded = cash.unfunded_cash.iter().map(Option::as_ref).chain(std::iter::repeat(None));
        let months = cash.months.iter().zip(unfunded).map(|(one, unfunded)| month(one, unfunded, &ids));
        shape.set("months", Fact::list(months));
        shape.set("years", Fact::list(cash.years.iter().map(|one| year(one, &ids, &self.funding.sources))));
        shape.number("paid_ahead", cash.paid_ahead.as_ref());
        shape.month("first_profitable_month", cash.first_profitable);
        shape.month("payback_month", cash.payback);
        shape.number("months_at_pace", self.months_at_pace().as_ref());
        shape.set("hours", Fact::list(self.hours().iter().map(hours)));
        add_shortfall(shape, "", &cash.funded);
        add_shortfall(shape, "unfunded_", &cash.unfunded);
        for (name, runway) in [("steady_runway", &cash.steady_runway), ("no_sales_runway", &cash.no_sales_runway)] {
            shape.noted(name, runway.months(), runway.note().map(str::to_owned));
        }
    }

    fn add_dependence(&self, shape: &mut FigureMap) {
        let segments = self.segments.iter().map(|segment| {
            let mut own = FigureMap::default();
            own.text("id", &segment.id);
            own.set("pays", Fact::Bool(segment.pays));
            for (name, number) in
                [("earned_per_customer", &segment.earned_per_customer), ("contribution", &segment.contribution)]
            {
                own.noted(name, number.as_ref(), segment.note(number.as_ref()).map(str::to_owned));
            }
            (&segment.id, own)
        });
        shape.set("segments", by_id(segments));
        let relationships = self.relationships.iter().map(|relationship| {
            let mut own = FigureMap::default();
            own.text("id", &relationship.id);
            own.set("segment", relationship.segment.as_deref().map_or(Fact::Null, Fact::text));
            own.number("cost_per_customer", relationship.cost_per_customer.as_ref());
            own.number("monthly_cost", relationship.monthly_cost.as_ref());
            (&relationship.id, own)
        });
        shape.set("relationships", by_id(relationships));
        for kind in self.dependent_kinds() {
            let dependents = self.dependents.iter().filter(|dependent| dependent.kind == kind).map(|dependent| {
                let mut own = FigureMap::default();
                own.text("id", &dependent.id);
                let partial = dependent.partial.then(|| "partial".to_owned());
                let missing = dependent.revenue_share.is_none().then(|| NOT_KNOWN.to_owned());
                own.noted("revenue_share", dependent.revenue_share.as_ref(), missing.or(partial));
                (&dependent.id, own)
            });
            shape.set(kind, by_id(dependents));
        }
    }

    /// Partners and channels, whether there are any or not, and whatever else was given.
    fn dependent_kinds(&self) -> Vec<&str> {
        let mut kinds = vec!["partners", "channels"];
        for dependent in &self.dependents {
            if !kinds.contains(&dependent.kind.as_str()) {
                kinds.push(&dependent.kind);
            }
        }
        kinds
    }
}
