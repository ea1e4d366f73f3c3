//! What the chapters say, and what they never show.

use super::super::Format;
use super::draft;
use super::examples::{empty, essential, full};

#[test]
fn every_chapter_of_a_full_plan_has_its_heading_and_its_claims_have_their_evidence() {
    let draft = draft(&full(), Format::Markdown);
    for chapter in 1..=10 {
        assert!(draft.contains(&format!("\n## {chapter}. ")), "{chapter}");
    }
    assert!(draft.contains(
        "Conversations support this: 14 commuters asked at the rack; 9 left a phone number. Nobody has paid yet."
    ));
    assert!(draft.contains("Mara pays €60 per visit for “Fixed where you park” (**Repair visit**)."));
    assert!(!draft.contains("Still to be settled"));
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
        assert_eq!(draft.matches("not a whole plan").count(), 1);
        assert_eq!(draft.matches("without VAT").count(), 1);
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
    assert!(chapters.contains("Still to be settled: the cost model, what causes it (Hosting), "), "{chapters}");
    assert!(annexes.contains("\n- the cost model\n"));
    assert!(chapters.contains("- the key partners: two garden clubs have shown interest."));
    for chapter in chapters.split("\n## ") {
        assert!(chapter.matches("Still to be settled").count() <= 1, "{chapter}");
    }
}

#[test]
fn two_segments_do_not_read_like_one_filled_form() {
    let draft = draft(&full(), Format::Markdown);
    let chapter = draft.split("## 3.").nth(1).unwrap().split("## 4.").next().unwrap();
    let sentences: Vec<&str> = chapter.split(['.', ':']).map(str::trim).filter(|part| part.len() > 12).collect();
    for (index, sentence) in sentences.iter().enumerate() {
        assert!(!sentences[index + 1..].contains(sentence), "{sentence}");
    }
}
