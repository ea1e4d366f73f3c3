//! The numbers in a draft: each comes from the figures or from an answer, and none contradicts another.

use crate::command::Folder;
use crate::documents::{CASES, EXAMPLE, with_case};
use crate::insights::{HEARING_VAN, TOOL_LIBRARY};
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// The amounts in euros in a text, without their sign, as they are written: `€1,092`, `€3,993.84`.
fn amounts(text: &str) -> Vec<String> {
    text.split('€').skip(1).map(|rest| format!("€{}", number_at_start(rest))).collect()
}

/// The percentages in a text, without their sign: `20.2%`.
fn percentages(text: &str) -> Vec<String> {
    let before =
        |text: &str| text.chars().rev().take_while(|c| c.is_ascii_digit() || ".,".contains(*c)).collect::<String>();
    let parts: Vec<&str> = text.split('%').collect();
    let all = parts[..parts.len() - 1].iter().map(|part| before(part).chars().rev().collect::<String>());
    all.filter(|number| !number.is_empty()).map(|number| format!("{number}%")).collect()
}

fn number_at_start(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(text.len());
    text[..end].trim_end_matches(['.', ','])
}

/// Every number in a JSON value, whether it stands there as a number or as text, and every amount in its texts.
#[derive(Default)]
struct Known {
    numbers: BTreeSet<String>,
    texts: BTreeSet<String>,
}

impl Known {
    fn gather(&mut self, json: &Json) {
        match json {
            Json::Number(number) => self.add(&number.to_string()),
            Json::String(text) if text.parse::<f64>().is_ok() => self.add(text),
            Json::String(text) => self.texts.extend(amounts(text)),
            Json::Array(values) => values.iter().for_each(|value| self.gather(value)),
            Json::Object(values) => values.values().for_each(|value| self.gather(value)),
            Json::Null | Json::Bool(_) => {}
        }
    }

    fn add(&mut self, number: &str) {
        self.numbers.insert(number.trim_start_matches('-').to_owned());
    }

    /// The numbers as a draft writes them, with so many decimals at most.
    fn written(&self, places: u32) -> impl Iterator<Item = String> {
        self.numbers.iter().map(move |number| canvass::amounts::number(&canvass::amounts::rounded(number, places)))
    }
}

struct Draft {
    text: String,
    figures: Json,
    known: Known,
}

impl Draft {
    fn of(folder: &Folder, words: &str) -> Self {
        let text = folder.canvass(&format!("draft case.canvass.json {words}")).status(0).output_text();
        let figures = folder.canvass("figures case.canvass.json --json").status(0).output_text();
        let figures: Json = serde_json::from_str(&figures).unwrap();
        let plan = folder.read("case.canvass.json");
        let mut known = Known::default();
        known.gather(&figures);
        known.gather(&serde_json::from_str(&plan).unwrap());
        // What part of the planned sales covers something is told in percent.
        for part in figures.as_object().unwrap().iter().filter(|(name, _)| name.starts_with("break_even_factor")) {
            let part = part.1.as_str().and_then(|part| part.parse::<f64>().ok());
            if let Some(part) = part {
                known.add(&(part * 100.0).to_string());
            }
        }
        Self { text, figures, known }
    }

    /// A figure as a draft writes it.
    fn money(&self, name: &str) -> String {
        let figure = self.figures[name].as_str().unwrap_or_else(|| panic!("no figure `{name}`"));
        canvass::amounts::money(&canvass::amounts::rounded(figure.trim_start_matches('-'), 0), "EUR")
    }
}

/// Plans of several businesses, and whom they are written for.
fn drafts() -> impl Iterator<Item = (String, Draft)> {
    let more = [("hearing-van", HEARING_VAN), ("tool-library", TOOL_LIBRARY)];
    CASES.iter().copied().chain(more).flat_map(|(case, answers)| {
        let folder = with_case(answers);
        ["", "--for bank", "--for mentor", "--for incubator", "--for self", "--only summary"]
            .map(|words| (format!("{case} {words}"), Draft::of(&folder, words)))
    })
}

#[test]
fn every_amount_and_percentage_in_a_draft_is_a_figure_or_an_answer() {
    for (case, draft) in drafts() {
        let mut allowed: BTreeSet<String> = draft.known.texts.clone();
        // "The part of each €1" explains a ratio, "of each €100" a share; neither is an amount of the plan.
        allowed.extend(["€1".to_owned(), "€100".to_owned()]);
        for places in [0, 2, 4] {
            allowed.extend(
                draft.known.written(places).map(|number| canvass::amounts::money(&number.replace(',', ""), "EUR")),
            );
        }
        let found = amounts(&draft.text);
        assert!(found.len() > 5, "{case} shows {} amounts", found.len());
        let strange: Vec<_> = found.iter().filter(|amount| !allowed.contains(*amount)).collect();
        assert!(strange.is_empty(), "{case}: {strange:?}");
        let mut shares: BTreeSet<String> = draft.known.written(1).map(|number| format!("{number}%")).collect();
        shares.extend(
            draft.figures["insights"]
                .as_array()
                .unwrap()
                .iter()
                .flat_map(|said| percentages(&(said["sentence"].to_string() + &said["worked_out"].to_string()))),
        );
        shares.insert("100%".to_owned());
        // What several sources bring whose payers are the same, as "In brief" says it.
        let parts: Vec<f64> = draft.figures["revenue_streams"]
            .as_object()
            .unwrap()
            .values()
            .filter_map(|stream| stream["share"].as_str()?.parse().ok())
            .collect();
        for mask in 1..1_u32 << parts.len() {
            let of = parts.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0);
            shares.insert(format!("{:.0}%", of.map(|(_, part)| part).sum::<f64>()));
        }
        let levels = draft.figures["levels"].as_array().unwrap().iter();
        let part = |level: &Json| level["part"].as_str().unwrap().parse::<f64>().unwrap() * 100.0;
        shares.extend(levels.map(|level| format!("{:.0}%", part(level))));
        let strange: Vec<_> = percentages(&draft.text).into_iter().filter(|share| !shares.contains(share)).collect();
        assert!(strange.is_empty(), "{case}: {strange:?}");
    }
}

/// Words that speak of one figure only, and the figure.
const SPOKEN_OF: [(&str, &str); 7] = [
    ("**A normal month earns ", "profit"),
    ("**A normal month loses ", "profit"),
    ("**Result** | **", "profit"),
    ("**Loss** | **", "profit"),
    ("**Together** | | | **", "revenue"),
    ("**All fixed costs** | | | | **", "fixed_costs"),
    ("covered from an income of ", "break_even_sales"),
];

#[test]
fn the_same_figure_never_shows_two_values() {
    for (case, answers) in CASES.iter().copied() {
        let draft = Draft::of(&with_case(answers), "");
        let mut met = 0;
        for (words, figure) in SPOKEN_OF {
            for rest in draft.text.split(words).skip(1) {
                assert_eq!(
                    format!("€{}", number_at_start(rest.trim_start_matches(['€', '−']))),
                    draft.money(figure),
                    "{case}: {words}"
                );
                met += 1;
            }
        }
        assert!(met >= 5, "{case} speaks of its figures {met} times");
        let gap = draft.money("unfunded_funding_gap");
        let before = draft.text.match_indices(" is missing").map(|(at, _)| &draft.text[..at]);
        let missing: Vec<String> = before
            .filter(|text| text.ends_with(|c: char| c.is_ascii_digit()))
            .filter_map(|text| amounts(text).pop())
            .collect();
        assert!(!missing.is_empty(), "{case}: {missing:?}");
        assert!(missing.iter().all(|amount| *amount == gap), "{case}: {missing:?}");
    }
}

#[test]
fn a_banker_reads_the_gap_of_the_one_example_and_the_loss_of_the_other() {
    let [spoke, allotly] =
        [EXAMPLE, "tests/cases/allotly/answers.toml"].map(|answers| Draft::of(&with_case(answers), "").text);
    assert!(spoke.contains("Without it, €1,092 is missing in month 3 (the funding gap)."));
    assert!(spoke.contains("| 3 May | €5,400 | €1,836 | €4,740 | −€1,176 | €20 | €0 | €2,848 | |"));
    assert!(allotly.contains("**A normal month loses €453.**"));
    assert!(allotly.contains("| 21 Dec | €3,240 | €1,293 | €2,400 | −€453 | −€453 | money runs out |"));
}
