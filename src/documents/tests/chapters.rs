//! What the chapters say, and what they never show.

use super::super::{Edition, Extent, Format};
use super::examples::{self, empty, essential, full};
use super::{draft, templates};
use crate::fact::{Fact, FactMap};

#[test]
fn every_chapter_of_a_full_plan_has_its_heading_and_its_claims_have_their_evidence() {
    let draft = draft(&full(), Format::Markdown);
    for chapter in 1..=12 {
        assert!(draft.contains(&format!("\n## {chapter}. ")), "{chapter}");
    }
    let evidence = chapter(&draft, 10);
    let talked = evidence.split_once("| **Conversations** |").unwrap().1.split("| **").next().unwrap();
    assert!(
        talked.contains("| 14 commuters asked at the rack; 9 left a phone number. | Fixed where you park (offer) |"),
        "{evidence}"
    );
    assert!(draft.contains("| **Repair visit** | People like Mara | €60 per visit, set by what it is worth |"));
    assert!(!draft.contains("still to be settled"));
    assert!(draft.ends_with("CC BY-SA 3.0.\n"));
}

#[test]
fn no_document_shows_ids_states_or_seams() {
    for facts in [full(), essential(), empty()] {
        let draft = draft(&facts, Format::Markdown);
        for seam in [
            "segments-",
            "own_direct",
            "usage_fee",
            "null",
            "{{",
            "{%",
            "..",
            " .",
            " ,",
            "  ",
            "()",
            "“”",
            "N/A",
            ": .",
        ] {
            assert!(!draft.contains(seam), "{seam:?} in {draft}");
        }
        assert_eq!(draft.matches("*One section of a business plan").count(), 1);
        assert_eq!(draft.matches("without VAT").count(), usize::from(draft.contains("### A normal month")));
    }
}

#[test]
fn no_heading_is_empty() {
    for facts in [full(), essential(), empty()] {
        let draft = draft(&facts, Format::Markdown);
        let lines: Vec<&str> = draft.lines().filter(|line| !line.is_empty()).collect();
        for pair in lines.windows(2) {
            assert!(!(pair[0].starts_with("## ") && pair[1].starts_with('#')), "{pair:?}");
        }
    }
}

#[test]
fn what_is_required_and_open_is_said_once_in_its_chapter_and_listed_in_annex_b() {
    let draft = draft(&essential(), Format::Markdown);
    let (chapters, annexes) = draft.split_once("## Annex A").unwrap();
    let costs = "This is still to be settled: the cost model; what the percentage is taken from (Payment fee); how sure the amount is (Hosting and time; Payment fee; Cover for damage, per \
                 booking; Seed kit from the nursery); ";
    assert!(chapters.contains(costs), "{chapters}");
    assert!(annexes.contains("\n- the cost model\n"));
    assert!(chapters.contains("The key partners (two garden clubs have shown interest)"));
    for chapter in chapters.split("\n## ") {
        assert!(chapter.matches("still to be settled").count() <= 1, "{chapter}");
    }
}

/// A chapter of a draft, without its heading.
fn chapter(draft: &str, number: usize) -> String {
    let start = draft.split(&format!("\n## {number}. ")).nth(1).unwrap_or_default();
    let text = start.split("\n## ").next().unwrap_or_default();
    text.split_once('\n').unwrap_or_default().1.trim().to_owned()
}

#[test]
fn the_opening_has_at_most_280_words_and_says_what_decides() {
    for (facts, wanted) in [
        (full(), &["People like Mara, €60 per visit", "€150 and not €1,200", "riders like Mara pay €60"][..]),
        (examples::allotly(), &["loses €453", "in month 36, €7,248 is missing"][..]),
    ] {
        let summary = chapter(&draft(&facts, Format::Markdown), 1);
        assert!(
            summary.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count() <= 280,
            "{summary}"
        );
        for words in wanted {
            assert!(summary.contains(words), "`{words}` is not in {summary}");
        }
    }
}

#[test]
fn the_riskiest_assumptions_come_first_with_their_tests() {
    let chapter = chapter(&draft(&full(), Format::Markdown), 11);
    let at = |words: &str| chapter.find(words).unwrap_or_else(|| panic!("`{words}` is not in {chapter}"));
    let order = [
        "A bank lends us €4,000",
        "Show this plan to two banks",
        "Riders like Mara pay €60",
        "Employers hand over a whole fleet",
        "Nadia and a helper manage",
    ];
    assert!(order.map(at).is_sorted());
}

fn finding(severity: &str, message: &str, risk: Option<&str>, waived: Option<&str>) -> Fact {
    let entries = [
        ("rule", Fact::text(message)),
        ("subject", Fact::list([])),
        ("severity", Fact::text(severity)),
        ("message", Fact::text(message)),
        ("advice", Fact::text("Do something.")),
        ("risk", risk.map_or(Fact::Null, Fact::text)),
        ("waived", waived.map_or(Fact::Null, Fact::text)),
    ];
    Fact::map(entries.into_iter().map(|(name, fact)| (name.into(), fact)).collect())
}

#[test]
fn founders_see_their_findings_with_advice_and_others_see_what_concerns_the_business() {
    let Fact::Map(view) = full() else { panic!("facts are a map") };
    let mut view = FactMap::clone(&view);
    let findings = [
        finding("gap", "No offer is meant for Schools.", Some("What Schools get is open."), None),
        finding("warning", "Link Insurance to what causes it.", None, None),
        finding("warning", "Nothing keeps the payer.", Some("Payers may leave."), Some("it is a one-off sale")),
        finding("hint", "One action lacks a date.", None, None),
    ];
    view.insert("findings".into(), Fact::list(findings));
    let facts = Fact::map(view);
    let own = Edition {
        format: Format::Markdown,
        reader: Some("self".to_owned()),
        extent: Extent::Whole,
        with_answers: false,
        is_final: false,
    };
    let own = String::from_utf8(templates().draft(&facts, own).unwrap()).unwrap();
    // The chapters for founders begin with what is open.
    let chapter = self::chapter(&own, 13);
    assert!(chapter.contains("One gap must be closed before the plan can work:\n\n- No offer is meant for Schools."));
    assert!(chapter.contains("- Link Insurance to what causes it. *To do:* Do something.\n"), "{chapter}");
    assert!(chapter.contains("- Nothing keeps the payer. *The reason:* It is a one-off sale.\n"), "{chapter}");
    assert!(!chapter.contains("lacks a date"));

    let draft = draft(&facts, Format::Markdown);
    let chapter = self::chapter(&draft, 11);
    assert!(chapter.contains("at risk:\n\n- What Schools get is open.\n"), "{chapter}");
    assert!(chapter.contains("- Payers may leave. *The reason:* It is a one-off sale.\n"), "{chapter}");
    for chore in ["Insurance to", "To do", "lacks a date", "No offer is meant"] {
        assert!(!draft.contains(chore), "{chore}");
    }
}

#[test]
fn the_page_draws_the_cash_course_with_a_title_and_a_description() {
    let page = draft(&full(), Format::Html);
    assert!(page.contains("aria-labelledby=\"cash-title cash-desc\""));
    assert!(page.contains("<desc id=\"cash-desc\">A line from €10,000 at the opening to €23,452 in month 24. A second one, without the money"));
    assert!(page.contains(">Month 4: lowest cash, €2,840</text>"));
    assert!(!draft(&empty(), Format::Html).contains("cash-title"));
    assert!(!draft(&full(), Format::Markdown).contains("cash.svg"));
}
