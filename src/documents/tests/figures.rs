//! Chapters 8 and 9 in the cases where a number is missing or strange: each reads as a plain sentence.

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
    let end = draft.find("## 10.").unwrap();
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
        &format!(
            "money_sources = [{{ kind = 'own', amount = 1000 }}]\nramp_months = 1\n{SOLD}direct_cost = 12\n{RENT}"
        ),
        &[
            "**A normal month loses €200.**",
            "No volume breaks even: the sales leave nothing that could cover the fixed costs",
            "Each sale of Box costs €2 more than it brings",
            "**The money runs out in month 6, and at the lowest point, in month 36, €6,200 is missing.**",
            "Every month makes a loss; a first profitable month is not within 36 months.",
            "would last 5 months. Without a single sale it would last 10 months.",
        ],
    );
}

#[test]
fn without_fixed_costs_there_is_nothing_to_cover() {
    says(
        &format!("{SOLD}direct_cost = 4\n"),
        &["not even one sale is needed", "| **As planned** | 50 | €500 | 100% | €300 |"],
    );
    says(&format!("{SOLD}direct_cost = 10\n"), &["comes out even, whatever is sold", "exactly even: it earns nothing"]);
    says(&format!("{SOLD}direct_cost = 11\n"), &["only a month without sales comes out even"]);
}

#[test]
fn what_is_partial_says_so_and_names_what_is_missing() {
    let other = "[[revenue_streams]]\nname = \"Jar\"\nkind = \"asset_sale\"\nprice = 5\n";
    says(
        &format!("{SOLD}direct_cost = 4\n{other}{RENT}"),
        &[
            "- Not counted: Jar (sales not known).",
            "| Jar | not known | €5 | – | open | – | open |",
            "€500 (partial: 1 of 2 streams)",
            "| **Result, of what is known** | **€200** (partial: 1 of 2 streams) | |",
            "What a normal month earns cannot be said before this is known: the sales of Jar.",
        ],
    );
}

/// The hearing van of `figures/tests/open.rs`, as it reads: nothing is concluded from a part.
#[test]
fn h1_names_what_its_totals_leave_out_and_concludes_nothing() {
    let stream =
        |name: &str, rest: &str| format!("[[revenue_streams]]\nname = \"{name}\"\nkind = \"usage_fee\"\n{rest}");
    let homes = "price = 4\nunits = 198\n";
    let plan_with = |homes: &str| {
        [
            "currency = \"EUR\"\nfounders_pay = 2400\npurposes = [\"bank\"]\nmoney_sources = [{ kind = 'own', amount = 20000 }, { kind = 'loan', amount = 60000, certainty = 'asked_here', interest = 0, months = 60 }]\n"
                .to_owned(),
            stream("Flat rate", "price = 685\nunits = 18\ndirect_cost = 240\n"),
            stream("Top-up", "price = 520\nunits = 7.2\ndirect_cost = 170\n"),
            stream("Care homes", homes),
            stream("Talks", ""),
            RENT.replace("100", "1619"),
            OVEN.replace("900", "68000"),
            "[[needs]]\nkind = \"money\"\nuse = \"The van\"\n".to_owned(),
        ]
        .concat()
    };
    let whole = draft(&facts(&plan(&plan_with(homes))), Format::Markdown);
    for sentence in [
        "- Another €792 comes from Care homes, whose direct cost is open.",
        "- Not counted: Talks (price and sales not known).",
        "| Flat rate | 18 | €685 | €12,330 | −€4,320 | €8,010 | open |",
        "| **Together** | | | **€16,074 (partial: 2 of 4 streams)** | −€5,544 | **€10,530 (partial: 2 of 4 streams)** | |",
        "| Rent | −€1,619 | open |",
        "| Pay of the founders | −€2,400 | own decision |",
        "| **Result, of what is known** | **€6,511** (partial: 2 of 4 streams) | |",
        "cannot be said before this is known: the direct cost of Care homes and the price and sales of Talks.",
        "| Who pays | Open |",
    ] {
        assert!(whole.contains(sentence), "`{sentence}` is not in {whole}");
    }
    for verdict in [
        "is missing in",
        "(the funding gap)",
        "runs out",
        "most of it",
        "largest",
        "earns €",
        "break-even)",
        "The money lasts",
        "carries",
    ] {
        assert!(!whole.contains(verdict), "`{verdict}` is in {whole}");
    }
    let priced = draft(&facts(&plan(&plan_with(&format!("{homes}direct_cost = 0\n")))), Format::Markdown);
    for sentence in [
        "€16,866 (partial: 3 of 4 streams)",
        "**€7,303** (partial: 3 of 4 streams)",
        "covered at 44.3% of the planned sales",
    ] {
        assert!(priced.contains(sentence), "`{sentence}` is not in {priced}");
    }
    assert!(!priced.contains("is missing in"), "{priced}");
}

#[test]
fn the_direct_cost_is_told_once_and_with_where_it_comes_from() {
    let sold =
        SOLD.replace("price = 10\nunits = 50", "price = 60\nunits = 100\ndirect_cost = 25\ndirect_cost_percent = 5");
    let fee = "[[costs]]\nname = \"Card fee\"\nkind = \"variable\"\nstream = \"Box\"\namount = 0\npercent = 1.4\nbase = \"price\"\n";
    for (is, sentence, contribution, row) in [
        ("broken_down", "| Box | 100 | €60 | €6,000 | −€84 | €5,916 | open |", "€5,916", false),
        ("on_top", "| Box | 100 | €60 | €6,000 | −€2,884 | €3,116 | open |", "€3,116", true),
        (
            "",
            "Whether what the cost table lists for a sale is part of its direct cost is open, so the larger of the two is counted.",
            "€3,200",
            true,
        ),
    ] {
        let is = if is.is_empty() { String::new() } else { format!("direct_cost_is = \"{is}\"\n") };
        let answers = format!("currency = \"EUR\"\nfounders_pay = 0\n{sold}{is}{fee}{RENT}");
        let answers = answers.replacen("kind = \"asset_sale\"", "kind = \"asset_sale\"\npayers = [\"All\"]", 1);
        let whole = draft(&facts(&plan(&format!("{answers}[[segments]]\nname = \"All\"\n"))), Format::Markdown);
        assert!(whole.contains(sentence), "`{sentence}` is not in {whole}");
        assert!(whole.contains(&format!("| **{contribution}** | |")), "{whole}");
        assert_eq!(whole.contains("| Direct cost, as given with the price | variable | €28 |"), row, "{whole}");
    }
}

#[test]
fn a_gap_that_is_covered_and_a_payment_that_is_not_are_told_as_such() {
    let answers = |asked: u32, months: u32| {
        let all = months + 4;
        format!(
            "purposes = [\"bank\"]\nmoney_sources = [{{ kind = 'own', amount = 100 }}, {{ kind = 'loan', amount = {asked}, certainty = 'asked_here', interest = 0, months = {all}, months_free = 4 }}]\nramp_months = 4\nramp_start = 0\n\
             {SOLD}direct_cost = 4\n{RENT}[[needs]]\nkind = \"money\"\nuse = \"A buffer\"\n"
        )
    };
    let whole = |asked, months| {
        draft(
            &facts(&plan(&format!("currency = \"EUR\"\nfounders_pay = 150\n{}", answers(asked, months)))),
            Format::Markdown,
        )
    };
    // A normal month leaves 50; the first ones lose 250, 150 and 50.
    let covered = whole(480, 24);
    for sentence in [
        "**If sales come as planned, the money lasts with the €480 asked for.**",
        "before a normal month no longer carries the loans, which take €20.",
        "**Of a normal month €30 is left after payments of €20.**",
    ] {
        assert!(covered.contains(sentence), "`{sentence}` is not in {covered}");
    }
    let unpaid = whole(1200, 12);
    assert!(unpaid.contains("**The payments of €100 are more than a normal month earns,** which is €50."), "{unpaid}");
    assert!(
        !unpaid.contains("so sales may fall")
            && !unpaid.contains("Sales may fall")
            && !unpaid.contains("is left after payments"),
        "{unpaid}"
    );
    let too_little = whole(100, 24);
    assert!(!too_little.contains("**With the") && too_little.contains("is still missing in month"), "{too_little}");
}

#[test]
fn what_cannot_be_worked_out_says_what_it_would_take() {
    says("", &["No cost that is due once, before opening, is listed."]);
    says(SOLD, &["no source of income has its price, its sales and its direct cost"]);
    says(&format!("{SOLD}direct_cost = 4\n{RENT}"), &["How much money there is at the start is not known yet"]);
    says(
        &format!("money_sources = [{{ kind = 'own', amount = 50 }}]\nramp_months = 4\n{SOLD}direct_cost = 4\n{RENT}"),
        &["How high sales are in the first month is not known yet, so the months cannot be worked out."],
    );
    says(
        &format!("money_sources = [{{ kind = 'own', amount = 50 }}]\n{SOLD}direct_cost = 4\n{RENT}"),
        &["How sales grow was not said", "**The money lasts for the 36 months looked at.**"],
    );
}

#[test]
fn one_off_costs_above_the_start_cash_leave_a_gap_from_the_first_day() {
    says(
        &format!(
            "money_sources = [{{ kind = 'own', amount = 800 }}]\nramp_months = 1\n{SOLD}direct_cost = 4\n{OVEN}{RENT}"
        ),
        &[
            "which is €100 less than the one-off costs",
            "**The money is not enough to open with, and €100 is missing then.**",
            "By month 5 the results of all months together have earned back the one-off costs.",
            "the money would not shrink. Without a single sale there would be none from the first day on.",
        ],
    );
    says(
        &format!(
            "money_sources = [{{ kind = 'own', amount = 800 }}]\nramp_months = 1\n{SOLD}direct_cost = 9\n{OVEN}{RENT}"
        ),
        &[
            "**The money is not enough to open with, and at the lowest point, in month 36, €1,900 is missing.**",
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
        &["| Box | no new customers | €6 | no end |", "wins no new customers", "Nobody is expected to leave Box"],
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
            "stay outside the totals, namely Fair (in CHF)",
            "income of CHF 30 a month that no exchange rate turns into EUR yet",
            "| Fair | 3 | CHF 10 | CHF 30 | −CHF 3 | CHF 27 | open |",
        ],
    );
}
