//! A word of help at the moment an answer is given: for which answers it comes, and for which it stays away.

use crate::script::Walk;
use crate::small_bank::small_bank;
use canvass::bank::{Bank, Route};
use canvass::facts::Facts;
use canvass::interview::{self, Reply, Start};
use canvass::plan::{self, Plan, State};
use jiff::Timestamp;

const SPOKE: &str = include_str!("../../questions/business-model/example.toml");
const ALLOTLY: &str = include_str!("../cases/allotly/answers.toml");

fn built_in() -> &'static Bank {
    crate::built_in::bank()
}

/// The plan that a file of answers makes.
fn filled(bank: &Bank, answers: &str) -> Plan {
    let answers = plan::read_answers(answers, "answers.toml").unwrap();
    interview::fill(bank, &Plan::new(bank, Route::Full, None), &answers, Timestamp::UNIX_EPOCH).unwrap()
}

/// What is said when each of the answers is given: to a field of the first entry of a list, or as the name of a new
/// entry.
fn said(bank: &Bank, plan: &Plan, list: &str, field: &str, answers: &[&str]) -> Vec<Vec<String>> {
    let mut walk = Walk::with(bank, plan.clone(), Start::FirstOpen);
    walk.choose(list);
    let is_title = bank.list(list).unwrap().1.title_field().is_some_and(|title| title.id == field);
    let entry = "What would you like to change about the ";
    let mut all = Vec::with_capacity(answers.len());
    for answer in answers {
        if is_title {
            walk.said();
            walk.reply(Reply::Add((*answer).to_owned()));
        } else {
            // Where the entry has more to ask, that comes first; the way back leads over the list.
            if !walk.at().starts_with(entry) {
                walk.choose(list).reply(Reply::Edit { item: format!("{list}-1") });
            }
            walk.choose(field).said();
            walk.reply(Reply::Text((*answer).to_owned()));
        }
        let mut said = walk.said();
        if walk.at().starts_with("What do you mean by") {
            walk.choose("text");
            said.extend(walk.said());
        }
        // That the walk gets longer by an entry is no word about the answer.
        said.retain(|said| !said.starts_with("this brings about "));
        all.push(said);
    }
    all
}

/// A list and its field, answers that bring a word of help, answers that do not, and how the word begins.
type Case = (&'static str, &'static str, &'static [&'static str], &'static [&'static str], &'static str);

const SPOKE_CASES: &[Case] = &[
    (
        "segments",
        "name",
        &["Everyone", "everybody ", "Everyone with a bicycle", "the public", "All people in town", "anyone"],
        &["City riders", "Public transport users", "Every-day riders", "All-weather riders"],
        "That is a wide circle",
    ),
    (
        "problems",
        "alternative",
        &["None", "nothing.", "No competition", "There is no alternative", "they have no alternatives"],
        &["Nothing, they wait for a week", "Norbert helps out", "Nobody helps, so they walk"],
        "People always do something",
    ),
    (
        "propositions",
        "result",
        &["It has a map and a calendar", "an app for riders", "Our platform", "it's modern"],
        &["ride home tonight", "italicise my texts", "organise our tour", "weigh my bike"],
        "That describes what you offer",
    ),
    (
        "propositions",
        "better_than",
        &["There is no competition", "no competitors yet", "none"],
        &["No waiting: the bike is ready the same day", "nothing is stolen any more"],
        "Doing nothing, waiting",
    ),
    (
        "channels",
        "name",
        &["Social media", "the internet", "Ads "],
        &["Social media posts of the cycling club", "Flyers", "An online forum of riders"],
        "Could you say which one",
    ),
    (
        "revenue_streams",
        "price",
        &["59.99", "19.95", "0.99"],
        &["60", "59.5", "99", "95", "19.90"],
        "That looks like a price in a shop window",
    ),
    (
        "activities",
        "name",
        &["Marketing", "Bicycle-repair", "Production of kits", "Management of the shop"],
        &[
            "Implement the booking page",
            "Question ten riders",
            "Mention us in papers",
            "Sell at the station",
            "修理自行车",
        ],
        "Can you turn it into something a person does",
    ),
    (
        "resources",
        "name",
        &["Passion", "our enthusiasm", "passion for bicycles"],
        &["Passion fruit", "Compassionate nurses", "A solar energy plant"],
        "Good that you bring it",
    ),
    (
        "rivals",
        "name",
        &["None", "no one", "We have no competitors", "There is no competition"],
        &["Nobody's Bikes Ltd", "None-stop Repairs", "No. 1 Bikes"],
        "Doing nothing is a rival too",
    ),
];

#[test]
fn a_clear_case_brings_one_word_of_help_and_a_near_miss_none() {
    let bank = built_in();
    let plan = filled(bank, SPOKE);
    let mut faults = Vec::new();
    for (list, field, clear, near, start) in SPOKE_CASES {
        let answers = [*clear, *near].concat();
        for (number, said) in said(bank, &plan, list, field, &answers).into_iter().enumerate() {
            let is_clear = number < clear.len();
            let fits = if is_clear { said.len() == 1 && said[0].starts_with(start) } else { said.is_empty() };
            if !fits {
                faults.push(format!("{list}.{field} `{}`: {said:?}", answers[number]));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_usual_deal_is_looked_at_like_a_price() {
    let bank = built_in();
    let plan = filled(bank, ALLOTLY);
    let said = said(bank, &plan, "revenue_streams", "ticket", &["39.95", "40"]);
    assert_eq!(said.iter().map(Vec::len).collect::<Vec<_>>(), [1, 0], "{said:?}");
}

#[test]
fn good_answers_bring_no_remark() {
    let bank = built_in();
    let mut looked = 0;
    for answers in [SPOKE, ALLOTLY] {
        let plan = filled(bank, answers);
        let facts = Facts::new(bank, &plan);
        for point in facts.points.iter().filter(|point| point.state == State::Answered) {
            let item = point.address.item().map(|id| facts.item(id)).unwrap_or_default();
            let answer = match point.address.item() {
                Some(_) => item.get(&point.question.id),
                None => facts.view.get(&point.question.id),
            };
            let scope = facts.scope().with("item", item).with("answer", answer.clone());
            for caution in &point.question.cautions {
                assert!(!caution.when.holds(&scope).unwrap(), "{}: {answer:?}", point.address);
                looked += 1;
            }
        }
    }
    assert!(looked > 50, "{looked}");
}

#[test]
fn a_remark_comes_once_with_the_answer_in_it_and_never_keeps_the_answer_out() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, "groups");
    walk.said();
    walk.script("+Everyone");
    assert_eq!(walk.said(), ["Who of Everyone most of all?"]);
    assert_eq!(walk.interview.plan().items("groups").len(), 1);
    walk.reply(Reply::Rename { item: "groups-1".into(), name: "Everyone".into() });
    assert_eq!(walk.said(), [""; 0], "nothing changed");
    walk.reply(Reply::Rename { item: "groups-1".into(), name: "Anglers".into() });
    assert_eq!(walk.said(), [""; 0]);
    walk.reply(Reply::Rename { item: "groups-1".into(), name: "Everyone".into() });
    assert_eq!(walk.said(), ["Who of Everyone most of all?"]);
    walk.script("+12");
    assert_eq!(walk.said(), ["This is a number."]);
}

#[test]
fn a_new_entry_from_a_link_is_looked_at_as_well() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, "meant of Care");
    walk.said();
    walk.reply(Reply::AddTo { list: "groups".into(), name: "Everyone".into(), picked: Vec::new() });
    assert_eq!(walk.said(), ["Who of Everyone most of all?"]);
}
