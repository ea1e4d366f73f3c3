//! Every list and every question of the built-in bank and of the small one can be answered, over the plain front and from
//! a file: none can only be left by skipping. `tests/walk` has the same for the banks of the cases, over both fronts.

use crate::answering::{Manner, all_questions, answered, as_answers, completed, questions, unanswered};
use crate::small_bank::small_bank;
use canvass::bank::{self, Bank, Depth};
use canvass::facts::Facts;
use canvass::interview;
use canvass::plan::{self, Plan, State};
use jiff::Timestamp;
use std::collections::BTreeSet;

const BUILT_IN: &str = "built-in";
/// What these answers do not lead to: it is answered in `tests/cases/difficult/many-of-everything`.
const ELSEWHERE: [&str; 1] = ["special_note"];
/// Answers to the built-in bank that lead to its rarer questions.
const SEEDS: [&str; 3] = [
    include_str!("../../questions/business-model/example.toml"),
    include_str!("../cases/allotly/answers.toml"),
    include_str!("../cases/difficult/one-of-everything/answers.toml"),
];

fn banks() -> Vec<(String, Bank)> {
    let built_in = bank::read_quickly(&bank::built_in_files()).unwrap();
    vec![(BUILT_IN.to_owned(), built_in), ("small".to_owned(), small_bank())]
}

/// How a bank is walked: the built-in one is long, so that it is walked once with as little as it takes.
fn manners(name: &str, terse: bool) -> Vec<Manner> {
    let (turns, entries) = if name == BUILT_IN { (1, 1) } else { (8, 2) };
    (0..turns).map(|turn| Manner { turn, terse, entries }).collect()
}

#[test]
fn every_question_can_be_answered_and_not_only_left() {
    for (name, bank) in banks() {
        let walked = |terse: bool| {
            manners(&name, terse).into_iter().map(|manner| answered(&bank, manner)).collect::<Vec<Plan>>()
        };
        let (mut full, terse) = (walked(false), walked(true));
        let mut seen: BTreeSet<String> = full.iter().chain(&terse).flat_map(|plan| questions(&bank, plan)).collect();
        if name == BUILT_IN {
            full.extend(SEEDS.iter().map(|seed| rarely_asked(&bank, seed, &seen)));
        }
        for plan in &full {
            assert_eq!(unanswered(&bank, plan), Vec::<String>::new(), "{name}");
            seen.extend(questions(&bank, plan));
        }
        for plan in &terse {
            assert_eq!(missing(&bank, plan), Vec::<String>::new(), "{name}, with all left open that may be");
        }
        full.iter().chain(&terse).for_each(|plan| fills_alike(&name, &bank, plan));
        let missed = all_questions(&bank).into_iter().filter(|own| !seen.contains(own));
        let missed: Vec<String> = missed.filter(|own| !ELSEWHERE.contains(&own.as_str())).collect();
        assert_eq!(missed, Vec::<String>::new(), "{name}: never asked");
    }
}

fn missing(bank: &Bank, plan: &Plan) -> Vec<String> {
    let facts = Facts::new(bank, plan);
    facts.points.iter().filter(|point| point.is_missing()).map(|point| point.address.to_string()).collect()
}

/// A plan that leads to questions which only some answers lead to; those not seen yet are open in it, and answered now.
fn rarely_asked(bank: &Bank, answers: &str, seen: &BTreeSet<String>) -> Plan {
    let answers = plan::read_answers(answers, "answers.toml").unwrap();
    let empty = Plan::new(bank, Depth::Full, None);
    let mut plan = interview::fill(bank, &empty, &answers, Timestamp::UNIX_EPOCH).unwrap();
    for (id, answer) in &mut plan.answers {
        for item in &mut answer.items {
            item.fields.retain(|field, own| seen.contains(&format!("{id}.{field}")) && own.state == State::Answered);
        }
    }
    plan.answers.retain(|id, answer| seen.contains(id) && answer.state == State::Answered);
    completed(bank, plan, Manner { turn: 0, terse: false, entries: 1 })
}

/// The same answers from a file make the same plan.
fn fills_alike(name: &str, bank: &Bank, plan: &Plan) {
    let answers = as_answers(bank, plan);
    let empty = Plan::new(bank, Depth::Full, None);
    let filled = interview::fill(bank, &empty, &answers, Timestamp::UNIX_EPOCH)
        .unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
    assert_eq!(as_answers(bank, &filled), answers, "{name}");
}
