//! Every list and every question of every bank can be answered, over the plain front and from a file: none can only be
//! left by skipping. The terminal front has the same in `tests/walk`.

use crate::answering::{Manner, all_questions, answered, as_answers, completed, questions, unanswered};
use crate::small_bank::small_bank;
use canvass::bank::{self, Bank, Depth};
use canvass::facts::Facts;
use canvass::interview;
use canvass::plan::{self, Plan, State};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const BUILT_IN: &str = "built-in";
/// Answers to the built-in bank that lead to its rarer questions.
const SEEDS: [&str; 3] = [
    include_str!("../../questions/business-model/example.toml"),
    include_str!("../cases/allotly/answers.toml"),
    include_str!("../cases/difficult/one-of-everything/answers.toml"),
];

fn read(folder: &Path) -> Bank {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            files.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
    bank::read_quickly(&files).unwrap_or_else(|problems| panic!("{}: {problems:?}", folder.display()))
}

/// Every folder below `tests/cases` with a bank in it that has nothing wrong.
fn cases() -> Vec<(String, Bank)> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let below =
        |folder: &Path| -> Vec<PathBuf> { fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect() };
    let mut folders = below(&cases);
    folders.extend(below(&cases.join("bank")).into_iter().filter(|folder| {
        let expected = fs::read_to_string(folder.join("expected.txt")).unwrap_or_default();
        expected.trim().is_empty()
    }));
    folders.retain(|folder| folder.join("bank.toml").is_file());
    folders.sort();
    let name = |folder: &Path| folder.file_name().unwrap().to_string_lossy().into_owned();
    folders.iter().map(|folder| (name(folder), read(folder))).collect()
}

fn banks() -> Vec<(String, Bank)> {
    let built_in = bank::read_quickly(&bank::built_in_files()).unwrap();
    let mut banks = vec![(BUILT_IN.to_owned(), built_in), ("small".to_owned(), small_bank())];
    banks.extend(cases());
    assert!(banks.iter().any(|(name, _)| name == "begun") && banks.len() > 4, "{}", banks.len());
    banks
}

/// How a bank is walked: the built-in one is long, so that it is walked once with as little as it takes.
fn manners(name: &str, terse: bool) -> Vec<Manner> {
    let (turns, entries) = if name == BUILT_IN { (1, 1) } else { (8, 2) };
    (0..turns).map(|turn| Manner { turn, terse, entries }).collect()
}

#[test]
fn every_question_of_every_bank_can_be_answered_and_not_only_left() {
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
        let missed: Vec<String> = all_questions(&bank).into_iter().filter(|own| !seen.contains(own)).collect();
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
