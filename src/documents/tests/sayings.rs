//! What is said of dates, in a founder's own words, and of what does not apply.

use super::super::{Edition, Extent, Format};
use super::examples::{bank, facts, full_plan, plan};
use super::{draft, templates};
use crate::bank::Kind;
use crate::fact::Fact;
use crate::facts::Facts;
use crate::plan::Answer;
use serde_json::json;
use std::collections::BTreeSet;

/// Each date of the bank, an answer with `DATE` for it, and what is said before, on and after the day of the document.
const DATES: [(&str, &str, [&str; 3]); 7] = [
    (
        "start_date",
        "stage = \"rethinking\"\nstart_date = \"DATE\"\n",
        ["The business opened on DATE.", "The business opens today, DATE.", "The new start is planned for DATE."],
    ),
    (
        "start_date",
        "stage = \"prototype\"\nstart_date = \"DATE\"\n",
        ["The business opened on DATE.", "The business opens today, DATE.", "The start is planned for DATE."],
    ),
    (
        "gap_date",
        "[[resources]]\nname = \"Van\"\nstatus = \"missing\"\ngap_date = \"DATE\"\n",
        ["it should have been there by DATE.", "it should be there today, DATE.", "it should be there by DATE."],
    ),
    (
        "date",
        "[[assumptions]]\nstatement = \"People come\"\nimportance = 3\nevidence = \"belief\"\n[[assumptions]]\nstatement = \"They pay\"\n[[assumptions]]\nstatement = \"They stay\"\n[[tests]]\nname = \"Ask\"\nassumption = \"People come\"\ndate = \"DATE\"\n",
        ["Ask; it was due by DATE, and its result is still open.", "Ask, due today, DATE.", "Ask, by DATE."],
    ),
    (
        "rented_until",
        "[[activities]]\nname = \"Mend\"\n[[resources]]\nname = \"Shed\"\nstatus = \"rent\"\nrented_until = \"DATE\"\n",
        ["Rented; this ended on DATE", "Rented; this ends today, DATE", "Rented until DATE"],
    ),
    (
        "until",
        "[[revenue_streams]]\nname = \"Rounds\"\nuntil = \"DATE\"\n",
        [
            "The contract behind it ended on DATE.",
            "The contract behind it ends today, DATE.",
            "It rests on a contract that ends on DATE.",
        ],
    ),
    (
        "due",
        "[[actions]]\naction = \"Print cards\"\ndue = \"DATE\"\n",
        [
            "| Print cards | open | overdue since DATE |",
            "| Print cards | open | today, DATE |",
            "| Print cards | open | by DATE |",
        ],
    ),
];

/// The day before the documents of these tests are made, the day itself, and one after.
const DAYS: [(&str, &str); 3] =
    [("2026-02-01", "1 February 2026"), ("2026-02-02", "2 February 2026"), ("2026-11-03", "3 November 2026")];

#[test]
fn every_date_knows_what_is_over_and_what_is_to_come() {
    for (name, answers, said) in DATES {
        for ((day, shown), said) in DAYS.iter().zip(said) {
            let draft = draft(&facts(&plan(&answers.replace("DATE", day))), Format::Markdown);
            let said = said.replace("DATE", shown);
            assert!(draft.contains(&said), "{name}: `{said}` is not in {draft}");
        }
    }
    let fields = bank().questions().flat_map(|(_, question)| bank().fields(&question.id).chain([question]));
    let dates: BTreeSet<&str> =
        fields.filter(|question| matches!(question.kind, Kind::Date)).map(|question| question.id.as_str()).collect();
    assert_eq!(DATES.iter().map(|(name, ..)| *name).collect::<BTreeSet<_>>(), dates);
}

#[test]
fn what_is_overdue_is_an_open_point_and_what_is_done_is_not() {
    let beliefs = ["People come", "They pay", "They stay"].map(|statement| {
        format!("[[assumptions]]\nstatement = \"{statement}\"\nimportance = 3\nevidence = \"belief\"\n")
    });
    let answers = beliefs.concat()
        + "[[tests]]\nname = \"Ask\"\ndate = \"2026-01-01\"\n[[actions]]\naction = \"Call\"\ndue = \"2026-01-02\"\n";
    let open = draft(&facts(&plan(&answers)), Format::Markdown);
    assert!(open.contains("- the result of the test “Ask” (due by 1 January 2026)\n"), "{open}");
    assert!(open.contains("| Call | open | overdue since 2 January 2026 |"), "{open}");
    let done = answers.replace("[[actions]]", "result = \"Eight came\"\n[[actions]]\ndone = true");
    let done = draft(&facts(&plan(&done)), Format::Markdown);
    assert!(!done.contains("overdue") && !done.contains("the result of the test"), "{done}");
}

/// Names and nouns that begin with a capital, as founders of several countries write them.
const NOUNS: [&str; 8] =
    ["Google Maps", "Waitrose", "Monat", "Flasche", "German lessons", "Excel sheets", "Übung am Abend", "A levels"];

#[test]
fn a_founders_nouns_keep_their_capitals_wherever_they_stand() {
    let mut plan = full_plan();
    let mut typed = Vec::new();
    for (index, point) in Facts::new(bank(), &full_plan()).points.iter().enumerate() {
        if matches!(point.question.kind, Kind::Text { .. } | Kind::LongText { .. }) && point.question.id != "country" {
            let noun = format!("{} x{index}x", NOUNS[index % NOUNS.len()]);
            plan.put(&point.address, Answer::answered(json!(noun)));
            typed.push(noun);
        }
    }
    let facts = facts(&plan);
    let readers = [None, Some("bank"), Some("mentor"), Some("incubator"), Some("self")];
    let editions = [Extent::Whole, Extent::Summary].iter().flat_map(|extent| readers.map(|reader| (*extent, reader)));
    let documents = editions.map(|(extent, reader)| {
        let edition = Edition {
            format: Format::Markdown,
            reader: reader.map(str::to_owned),
            extent,
            with_answers: false,
            is_final: false,
        };
        String::from_utf8(templates().draft(&facts, edition).unwrap()).unwrap()
    });
    let all = documents.chain([templates().recap(&facts).unwrap()]).collect::<Vec<_>>().join("\n");
    let small = all.to_lowercase();
    let mut shown = 0;
    for noun in &typed {
        // `per A levels` would be `per levels`: the article goes with the unit.
        let noun = noun.strip_prefix("A ").unwrap_or(noun);
        let count = small.matches(&noun.to_lowercase()).count();
        assert_eq!(all.matches(noun).count(), count, "`{noun}` lost its capitals");
        shown += usize::from(count > 0);
    }
    assert!(shown > 100 && shown * 10 > typed.len() * 9, "only {shown} of {} answers are shown", typed.len());
}

#[test]
fn a_chapter_that_does_not_apply_stands_with_its_reason() {
    let answers = "currency = \"EUR\"\nrevenue_streams = { not_applicable = \"a grant pays everything\" }\n";
    let facts: Fact = facts(&plan(answers));
    let markdown = draft(&facts, Format::Markdown);
    let chapter = markdown.split("\n## 6. How money is earned\n").nth(1).unwrap().split("\n## ").next().unwrap();
    assert!(chapter.contains("- the revenue streams: a grant pays everything\n"), "{chapter}");
    for number in 1..=10 {
        assert!(markdown.contains(&format!("\n## {number}. ")), "{number}");
    }
    for format in [Format::Html, Format::Typst] {
        let text = draft(&facts, format);
        let at = |words: &str| text.rfind(words).unwrap_or_else(|| panic!("`{words}` is not in {text}"));
        assert!(at("How money is earned") < at("a grant pays everything"));
        assert!(at("a grant pays everything") < at("How the work is done"));
    }
}

#[test]
fn an_answer_is_never_cut_off_and_a_feeling_has_its_name() {
    let people = "[[segments]]\nname = \"Singers\"\n[[personas]]\nname = \"Renate\"\nsegment = \"Singers\"\ndoes = \"sings\"\n\
                  [[personas]]\nname = \"Dieter\"\nsegment = \"Singers\"\nfeels = \"Left out\"\n";
    let answers = format!("delivery_works = true\ndelivery_note = \"Yes, except on Sundays\"\n{people}");
    let draft = draft(&facts(&plan(&answers)), Format::Markdown);
    assert!(draft.contains("Yes, except on Sundays."), "{draft}");
    assert!(draft.contains("| Dieter (Singers) | Left out | – |"), "{draft}");
    assert!(draft.contains("| A typical person, made up |"), "{draft}");
}

#[test]
fn nobody_counts_on_a_belief_that_was_refuted() {
    let answers = ["Everybody sings", "They pay", "They stay"].map(|statement| {
        format!("[[assumptions]]\nstatement = \"{statement}\"\nevidence = \"trial\"\nstatus = \"refuted\"\n")
    });
    let draft = draft(&facts(&plan(&answers.concat())), Format::Markdown);
    assert!(draft.contains("This has turned out to be wrong: Everybody sings."), "{draft}");
    for claim in ["count on", "What we believe", "What we assume", "must be true"] {
        assert!(!draft.contains(claim), "{claim}");
    }
}

#[test]
fn a_trial_supports_what_was_tried_and_not_the_amount() {
    let stream = "currency = \"EUR\"\n[[revenue_streams]]\nname = \"Fee\"\nprice = 10\nevidence = \"trial\"\n";
    let silent = draft(&facts(&plan(stream)), Format::Markdown);
    assert!(silent.contains("| **Tried out** | Fee (price) |"), "{silent}");
    let noted = format!("{stream}evidence_note = \"One evening for nothing\"\n");
    let noted = draft(&facts(&plan(&noted)), Format::Markdown);
    assert!(noted.contains("| **Tried out** | One evening for nothing. | Fee (price) |"), "{noted}");
}
