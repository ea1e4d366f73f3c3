//! Chapter 8 in the cases where a number is missing or strange: each reads as a plain sentence.

use super::super::Format;
use super::draft;
use super::examples::{facts, plan};

const SOLD: &str = "[[revenue_streams]]\nname = \"Box\"\nkind = \"asset_sale\"\nprice = 10\nunits = 50\n";
const RENT: &str = "[[costs]]\nname = \"Rent\"\nkind = \"fixed\"\namount = 100\nperiod = \"monthly\"\n";
const OVEN: &str = "[[costs]]\nname = \"Oven\"\nkind = \"one_off\"\namount = 900\n";

/// The chapters with figures of a plan in euros, whose founders are paid nothing.
fn chapter(answers: &str) -> String {
    let draft = draft(&facts(&plan(&format!("currency = \"EUR\"\nfounders_pay = 0\n{answers}"))), Format::Markdown);
    let start = draft.find("## 8.").unwrap();
    let end = draft.find("## 9.").unwrap();
    draft[start..end].to_owned()
}

fn says(answers: &str, sentences: &[&str]) {
    let chapter = chapter(answers);
    for sentence in sentences {
        assert!(chapter.contains(sentence), "`{sentence}` is not in {chapter}");
    }
}

#[test]
fn a_sale_that_costs_more_than_it_brings_never_breaks_even() {
    says(
        &format!("start_cash = 1000\nramp_months = 1\n{SOLD}direct_cost = 12\n{RENT}"),
        &[
            "**A normal month loses €200:**",
            "No volume breaks even: the sales leave nothing that could cover the fixed costs",
            "Each sale of Box costs €2 more than it brings",
            "The money runs out in month 6. At the lowest point, in month 36, €6,200 is missing.",
            "Every month makes a loss; a first profitable month is not within 36 months.",
            "would last 5 months. Without a single sale it would last 10 months.",
        ],
    );
}

#[test]
fn without_fixed_costs_there_is_nothing_to_cover() {
    says(&format!("{SOLD}direct_cost = 4\n"), &["not even one sale is needed", "| Box | €6 | 50 | 0 |"]);
    says(&format!("{SOLD}direct_cost = 10\n"), &["comes out even, whatever is sold", "exactly even: it earns nothing"]);
    says(&format!("{SOLD}direct_cost = 11\n"), &["only a month without sales comes out even"]);
}

#[test]
fn what_is_partial_says_so_and_names_what_is_missing() {
    let other = "[[revenue_streams]]\nname = \"Jar\"\nkind = \"asset_sale\"\nprice = 5\n";
    says(
        &format!("{SOLD}direct_cost = 4\n{other}{RENT}"),
        &[
            "Not counted in full: Jar (sales not known).",
            "| Jar | €5 | not known | – | – |",
            "€500 (partial: 1 of 2 streams)",
            "**A normal month earns €200**",
            "This counts only what is known (partial: 1 of 2 streams).",
        ],
    );
}

#[test]
fn what_cannot_be_worked_out_says_what_it_would_take() {
    says("", &["No cost that is due once, before opening, is listed."]);
    says(SOLD, &["no source of income has its price, its sales and its direct cost"]);
    says(&format!("{SOLD}direct_cost = 4\n{RENT}"), &["How much money there is at the start is not known yet"]);
    says(
        &format!("start_cash = 50\nramp_months = 4\n{SOLD}direct_cost = 4\n{RENT}"),
        &["How high sales are in the first month is not known yet, so the months cannot be worked out."],
    );
    says(
        &format!("start_cash = 50\n{SOLD}direct_cost = 4\n{RENT}"),
        &["How sales grow was not said", "**The money lasts:**"],
    );
}

#[test]
fn one_off_costs_above_the_start_cash_leave_a_gap_from_the_first_day() {
    says(
        &format!("start_cash = 800\nramp_months = 1\n{SOLD}direct_cost = 4\n{OVEN}{RENT}"),
        &[
            "which is €100 less than the one-off costs",
            "**The money is not enough to open with: €100 is missing.**",
            "By month 5 the results of all months together have earned back the one-off costs.",
            "the money would not shrink. Without a single sale there would be none from the first day on.",
        ],
    );
    says(
        &format!("start_cash = 800\nramp_months = 1\n{SOLD}direct_cost = 9\n{OVEN}{RENT}"),
        &[
            "**The money is not enough to open with. At the lowest point, in month 36, €1,900 is missing.**",
            "The one-off costs are not earned back within 36 months.",
            "There is no money left at the opening that could last.",
        ],
    );
}

#[test]
fn customers_who_never_leave_or_never_come_have_no_number() {
    let customers = "customers = 50\npurchases = 1\n";
    let sold = SOLD.replace("units = 50\n", customers);
    says(
        &format!("{sold}direct_cost = 4\nnew_customers = 0\nacquisition_cost = 30\nmonthly_loss = 0\n"),
        &["| Box | no new customers | €6 | no end | – |", "wins no new customers", "Nobody is expected to leave Box"],
    );
    says(
        &format!("{sold}direct_cost = 10\nnew_customers = 10\nacquisition_cost = 30\n"),
        &["costs €3, which is never paid back, because a customer leaves nothing"],
    );
}

#[test]
fn a_currency_without_a_rate_stays_outside_the_totals() {
    let rate = "[[rates]]\ncurrency = \"CHF\"\n";
    let abroad = SOLD.replace("Box", "Fair").replace("units = 50\n", "units = 3\n");
    says(
        &format!("{SOLD}direct_cost = 4\n{abroad}stream_currency = \"CHF\"\ndirect_cost = 1\n{RENT}{rate}"),
        &[
            "stay outside the totals: Fair (in CHF)",
            "income of CHF 30 a month that no exchange rate turns into EUR yet",
            "| Fair | CHF 10 | 3 | CHF 30 | – |",
        ],
    );
}
