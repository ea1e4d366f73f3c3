//! What follows from the answers: every insight speaks somewhere and is silent somewhere, and the three worked courses
//! come out from the answers of a founder as they do by hand. Run with `CANVASS_BLESS=1` to write the sentences anew.

use crate::command::Folder;
use crate::documents::{EXAMPLE, root};
use canvass::bank;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::{env, fs};

pub const HEARING_VAN: &str = "tests/cases/hearing-van/answers.toml";
pub const TOOL_LIBRARY: &str = "tests/cases/tool-library/told.toml";
const ICE_CREAM: &str = "tests/cases/courses/ice-cream-bike.toml";
const CLUB: &str = "tests/cases/courses/language-club.toml";
const ALLOTLY: &str = "tests/cases/allotly/answers.toml";
const WORKSHOP: &str = "tests/cases/workshop/answers.toml";

/// The figures of some answers with what follows from them.
fn figures(answers: &str) -> Json {
    let text = fs::read_to_string(root().join(answers)).unwrap();
    let folder = Folder::new().file("answers.toml", text);
    folder.canvass("fill p.canvass.json --answers answers.toml").end();
    read(&folder)
}

fn read(folder: &Folder) -> Json {
    serde_json::from_str(&folder.canvass("figures p.canvass.json --json").status(0).output_text()).unwrap()
}

fn insights(figures: &Json) -> &[Json] {
    figures["insights"].as_array().unwrap()
}

#[test]
fn the_sentences_of_the_worked_courses_are_as_expected() {
    for (name, answers) in
        [("hearing-van", HEARING_VAN), ("ice-cream-bike", ICE_CREAM), ("language-club", CLUB), ("workshop", WORKSHOP)]
    {
        let figures = figures(answers);
        let line = |insight: &Json| {
            let word = |key: &str| insight[key].as_str().unwrap().to_owned();
            format!("{} ({}): {}\n", word("id"), word("tone"), word("sentence"))
        };
        let said: String = insights(&figures).iter().map(line).collect();
        let path = root().join(format!("tests/cases/courses/{name}.insights.txt"));
        if env::var_os("CANVASS_BLESS").is_some() {
            fs::write(&path, &said).unwrap();
        }
        assert_eq!(said, fs::read_to_string(path).unwrap(), "{name}");
    }
}

#[test]
fn an_insight_says_how_it_is_worked_out_and_whether_it_is_proposed() {
    let figures = figures(HEARING_VAN);
    let of = |id: &str| insights(&figures).iter().find(|insight| insight["id"] == id).unwrap();
    let lines = serde_json::json!([
        ["Is the market large enough?", "Customers"],
        ["Within reach", "967"],
        ["of these, use nothing for it today", "193"],
        ["Planned in 6 years", "615, or 64%"],
        ["Enough for all costs, pay and loans in 6 years", "about 335, or 35%"]
    ]);
    assert_eq!((&of("reach")["worked_out"], &of("reach")["proposes"]), (&lines, &Json::Bool(false)));
    assert_eq!(
        (&of("in-two-parts")["worked_out"], &of("in-two-parts")["proposes"]),
        (&serde_json::json!([]), &Json::Bool(true))
    );
    let plan = Folder::new().file("answers.toml", fs::read_to_string(root().join(HEARING_VAN)).unwrap());
    plan.canvass("fill p.canvass.json --answers answers.toml").end();
    let text = plan.canvass("draft p.canvass.json --for bank").status(0).output_text();
    assert!(text.contains("| Is the market large enough? | Customers |\n"), "{text}");
    let proposed = text.split("### What is proposed\n").nth(1).unwrap().split("\n###").next().unwrap();
    assert!(proposed.contains(of("in-two-parts")["sentence"].as_str().unwrap()), "{proposed}");
    assert!(!text.split("### What is proposed").next().unwrap().contains("credit line"), "{text}");
}

#[test]
fn every_insight_speaks_somewhere_and_is_silent_somewhere() {
    let all: BTreeSet<String> =
        bank::read(&bank::built_in_files()).unwrap().insights().map(|insight| insight.id.clone()).collect();
    assert!(all.len() >= 20, "{}", all.len());
    let spoken = [EXAMPLE, HEARING_VAN, TOOL_LIBRARY, ICE_CREAM, CLUB, WORKSHOP, ALLOTLY].map(|answers| {
        let figures = figures(answers);
        insights(&figures).iter().map(|insight| insight["id"].as_str().unwrap().to_owned()).collect::<BTreeSet<_>>()
    });
    let ever: BTreeSet<String> = spoken.iter().flatten().cloned().collect();
    assert_eq!(ever, all, "each speaks in one of the plans");
    for id in all {
        let silent = spoken.iter().filter(|spoken| !spoken.contains(&id)).count();
        // What every plan with figures says is silent where nothing is known.
        assert!(silent > 0 || silent_without_figures(&id), "{id} is never silent");
    }
}

fn silent_without_figures(id: &str) -> bool {
    let folder = Folder::new().file("answers.toml", "venture_name = 'Nothing yet'\n");
    folder.canvass("fill p.canvass.json --answers answers.toml").end();
    let figures = read(&folder);
    insights(&figures).iter().all(|insight| insight["id"] != id)
}

/// The cash table of the plan that was written by hand, to within 1: that paid at once, and with the flat rate late.
#[test]
fn the_hearing_van_has_the_cash_of_the_plan_by_hand() {
    const AT_ONCE: [i64; 24] = [
        30_842, 30_237, 30_333, 31_131, 32_632, 34_214, 36_498, 39_485, 43_173, 47_563, 52_655, 57_748, 62_840, 67_932,
        73_025, 78_117, 83_209, 88_302, 93_394, 98_486, 103_579, 108_671, 113_763, 118_856,
    ];
    const FLAT_RATE_LATE: [i64; 24] = [
        26_732, 21_195, 19_647, 18_801, 18_658, 18_596, 19_236, 20_579, 22_623, 25_369, 28_817, 33_088, 38_180, 43_272,
        48_365, 53_457, 58_549, 63_642, 68_734, 73_826, 78_919, 84_011, 89_103, 94_196,
    ];
    let cash = |figures: &Json| -> Vec<f64> {
        let months = figures["months"].as_array().unwrap();
        months.iter().skip(1).take(24).map(|month| month["cash"].as_str().unwrap().parse().unwrap()).collect()
    };
    let near = |figures: &Json, by_hand: &[i64; 24]| {
        for (month, (cash, by_hand)) in cash(figures).into_iter().zip(by_hand).enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "far smaller than that")]
            let apart = (cash - *by_hand as f64).abs();
            assert!(apart <= 1.0, "month {}: {cash}, by hand {by_hand}", month + 1);
        }
    };
    near(&figures(HEARING_VAN), &AT_ONCE);
    let text = fs::read_to_string(root().join(HEARING_VAN)).unwrap();
    let open = text.lines().find(|line| line.starts_with("paid_after = { unknown")).unwrap();
    let late = text.replacen(open, "paid_after = 2", 1);
    let folder = Folder::new().file("answers.toml", late);
    folder.canvass("fill p.canvass.json --answers answers.toml").end();
    near(&read(&folder), &FLAT_RATE_LATE);
    let draft = folder.canvass("draft p.canvass.json --for bank").status(0).output_text();
    for row in
        ["| 6 Sep | 6 | €10,716 | €3,696 | €4,019 | €1,419 | €18,596 |", "| Loan of the parents-in-law | €15,000 |"]
    {
        assert!(draft.contains(row), "`{row}` is not in {draft}");
    }
}

/// The courses of the ice-cream bike and the language club, from the answers: the same cash as by hand in every month.
#[test]
fn the_worked_courses_come_out_of_a_founders_answers() {
    for (answers, table) in [
        (ICE_CREAM, include_str!("../../src/figures/tests/courses/ice-cream-bike.md")),
        (CLUB, include_str!("../../src/figures/tests/courses/language-club.md")),
    ] {
        let figures = figures(answers);
        let rows = table.lines().skip(2).take_while(|line| !line.is_empty());
        let mut seen = 0;
        for row in rows {
            let cells: Vec<&str> = row.trim_matches(['|', ' ']).split(" | ").collect();
            let month = &figures["months"][cells[0].parse::<usize>().unwrap()];
            let by_hand: f64 = cells[10].replace(',', "").replace('−', "-").parse().unwrap();
            let cash: f64 = month["cash"].as_str().unwrap().parse().unwrap();
            assert!((cash - by_hand).abs() < 0.0051, "{answers}, month {}: {cash}, by hand {by_hand}", cells[0]);
            seen += 1;
        }
        assert_eq!(seen, 36);
    }
}
