//! The names of the figures.

use std::fmt::Write;

/// The figures of the whole plan.
const WHOLE: &[(&str, &str)] = &[
    ("currency", "the currency of all amounts that name no other"),
    ("partial", "whether anything is left out of the totals"),
    ("without_rate", "what is left out for want of an exchange rate, each with `id`, `title`, `why`"),
    (
        "incomplete",
        "what is left out because something is not known, each with `id`, `title`, `why`, and with `brings` where a stream would bring so much more",
    ),
    (
        "needed",
        "what has to be said before anything is concluded from the totals, as texts; while it holds any, there is no course of the cash",
    ),
    (
        "other_currencies",
        "sums without a rate, each with `currency`, `revenue`, `contribution`, `fixed_costs`, `one_offs`, `titles`",
    ),
    ("revenue", "what a normal month brings in"),
    ("variable_cost", "what these sales cost"),
    ("contribution", "what they leave"),
    ("contribution_ratio", "the part of income that is left: 0.66, not 66"),
    ("fixed_costs", "what is due every month"),
    ("founders_pay", "what all founders are paid a month"),
    ("profit", "what a normal month leaves after all costs"),
    ("one_offs", "what is paid once, before opening"),
    ("start_cash", "the money at the start"),
    ("opening_cash", "what is left of it after the one-off costs"),
    ("own_money", "the founders' part of the start cash"),
    ("other_money", "the part of the start cash that comes from others"),
    ("unnamed_money", "start cash less both; below zero where more is named than there is"),
    ("asked_money", "the money that is asked for"),
    ("sources", "the money at the start and the money asked for"),
    ("own_share", "own money out of the sources, in percent"),
    ("start_losses", "what is lost before sales carry the costs"),
    ("start_losses_month", "the month up to which it is lost"),
    ("reserve", "the sources less one-off costs and early losses"),
    ("uses", "one-off costs, early losses and reserve together"),
    ("instalment", "what is paid back a month, without interest"),
    ("lowest_funded_cash", "the lowest cash with the money asked for and the instalments"),
    ("lowest_funded_cash_month", "the month of it"),
    ("still_missing", "the funding gap with the money asked for and the instalments, as far as they were said"),
    ("still_missing_month", "the month of it"),
    ("funded_safety", "by how many percent sales may fall before a normal month does not carry the instalments"),
    ("break_even_factor", "the part of a normal month's sales that covers all costs: 0.8, not 80"),
    ("break_even_sales", "the income that covers all costs"),
    ("break_even_yield", "what the whole numbers of sales at break-even leave together"),
    ("break_even_note", "why there is no such number, or what is special about it"),
    ("safety", "by how many percent sales may fall"),
    ("cash_note", "what the course of the cash leaves out"),
    ("ramp_note", "what is assumed about the first months"),
    (
        "months",
        "months 0 to 36, each with `month`, `level` (percent of normal sales), `profit`, `cash`; or an empty list",
    ),
    ("first_profitable_month", "the first month without a loss"),
    ("out_of_cash_month", "the month in which the money runs out"),
    ("payback_month", "the month in which the one-off costs are earned back"),
    ("lowest_cash", "the lowest cash at the end of a month"),
    ("lowest_cash_month", "the month of the lowest cash"),
    ("funding_gap", "how far the cash falls below zero"),
    ("steady_runway", "how many months the money lasts at normal sales"),
    ("no_sales_runway", "how many months it lasts without a sale"),
];

/// The figures of items, under the id of the item.
const BY_ITEM: &[(&str, &str)] = &[
    (
        "revenue_streams",
        "`id`, `title`, `currency`, `counted`, `note`, `unit_price`, `unit_variable_cost`, `told_cost`, `items_cost`, `cost_from`, `unit_contribution`, `units`, `purchases`, `revenue`, `variable_cost`, `contribution`, `share`, `share_shown`, `declared_share`, `break_even_units`, `monthly_contribution`, `acquisition_cost`, `lifetime`, `lifetime_value`, `payback`, `value_to_cost`",
    ),
    ("costs", "`id`, `title`, `currency`, `counted`, `note`, `monthly`, `once`"),
    ("segments", "`id`, `pays`, `earned_per_customer`, `contribution`"),
    ("relationships", "`id`, `segment`, `cost_per_customer`, `monthly_cost`"),
    ("partners", "`id`, `revenue_share`"),
    ("channels", "`id`, `revenue_share`"),
];

/// Writes the chapter on the figures.
pub(super) fn write(page: &mut String) {
    page.push_str(
        "\n## Figures\n\nAll are under `figures`: `{{ figures.profit | money(places=2) }}`. What cannot be worked out is null, and for many the name \
         with\n`_note` after it says why, or what the number leaves out: `figures.profit_note`. Where an answer makes working out impossible,\n`figures` itself is null.\n\n\
         | Name | What it is |\n|:---|:---|\n",
    );
    for (name, what) in WHOLE {
        let _ = writeln!(page, "| `{name}` | {what} |");
    }
    page.push_str("\nSome belong to items, under the item's id: `figures.revenue_streams[r.id].revenue`.\n\n| Name | of each item |\n|:---|:---|\n");
    for (name, fields) in BY_ITEM {
        let _ = writeln!(page, "| `{name}.ID` | {fields} |");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::{built_in_files, read};
    use crate::fact::Fact;
    use crate::trial::trials;
    use std::collections::BTreeSet;

    fn keys(fact: &Fact) -> BTreeSet<String> {
        match fact {
            Fact::Map(map) => map.keys().cloned().collect(),
            _ => BTreeSet::new(),
        }
    }

    /// The names that a note belongs to need not be listed with it.
    fn without_notes(names: &BTreeSet<String>) -> BTreeSet<String> {
        let has_number = |name: &String| name.strip_suffix("_note").is_some_and(|number| names.contains(number));
        names.iter().filter(|name| !has_number(name)).cloned().collect()
    }

    #[test]
    fn every_figure_is_listed_and_nothing_else() {
        let bank = read(&built_in_files()).unwrap();
        let figures = trials(&bank, "2026-03-01").nth(2).map(|trial| trial.facts.get("figures")).unwrap();
        let listed = WHOLE.iter().chain(BY_ITEM).map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(without_notes(&keys(&figures)), listed);
        for (list, fields) in BY_ITEM {
            let Fact::Map(items) = figures.get(list) else { panic!("{list}") };
            let Some(item) = items.values().next() else { continue };
            let listed = fields.split('`').skip(1).step_by(2).map(str::to_owned).collect::<BTreeSet<_>>();
            assert_eq!(without_notes(&keys(item)), listed, "{list}");
        }
    }
}
