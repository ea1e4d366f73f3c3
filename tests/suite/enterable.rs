//! Every list and every question of every bank in the tests can be answered, over the plain front and from a file: none
//! can only be left by skipping. `tests/walk` has the same over both fronts as they are seen.

use crate::answering::{Manner, all_questions, answered, as_answers, completed, questions, unanswered};
use crate::small_bank::small_bank;
use canvass::bank::{self, Bank, File, Route};
use canvass::facts::Facts;
use canvass::interview;
use canvass::plan::{self, Plan, State};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Answers to the built-in bank that lead to its rarer questions.
const SEEDS: [&str; 3] = [
    include_str!("../../questions/business-model/example.toml"),
    include_str!("../cases/allotly/answers.toml"),
    include_str!("../cases/difficult/one-of-everything/answers.toml"),
];
/// What leads to two more questions, added to the example.
const HANDED_OVER: &str = "describes_business = false\nspecial_handed_over = true\n[[activities]]\nname = 'Cut the frames'\nessential = true\n\
                           serves = ['Fleet care']\n\
                           [[partners]]\nname = 'The frame maker'\nprovides = ['Cut the frames']\n\
                           [[costs]]\nname = 'A part of everything'\nkind = 'of_income'\n\
                           [[costs]]\nname = 'A mechanic'\nkind = 'staff'\n\
                           [[segments]]\nname = 'Employers with bike fleets'\npriority = 'first'\n\
                           [[revenue_streams]]\nname = 'Fleet bike'\nbegins = 'start'\n";

/// A commission whose sales grow as those of the whole plan do, which no manner picks.
const A_SHARE: &str = "[[revenue_streams]]\nname = 'A share'\nkind = 'commission'\nbegins = 'start'\n";

/// So many manners are tried on a small bank for the sake of a question that the ones before did not lead to.
const TURNS: usize = 40;

/// The banks of `tests/cases` that load, by their folders.
fn banks_of_cases() -> Vec<(String, Bank)> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let folders = [cases.clone(), cases.join("bank")];
    let folders = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = folders.filter(|folder| folder.join("bank.toml").exists()).collect();
    folders.sort();
    folders.iter().filter_map(|folder| Some((folder.display().to_string(), loaded(folder)?))).collect()
}

/// A bank that can be loaded, whatever is to be said of it.
fn loaded(folder: &Path) -> Option<Bank> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|e| e == "toml")).collect();
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let files: Vec<File> = paths.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect();
    canvass::check_bank::read(&files).ok().map(|(bank, _)| bank)
}

#[test]
fn every_question_of_the_built_in_bank_can_be_answered_and_not_only_left() {
    let bank = crate::built_in::bank();
    let manner = |terse| Manner { turn: 0, terse, entries: 1 };
    let mut full = vec![answered(bank, manner(false))];
    let mut terse = vec![answered(bank, manner(true))];
    let all: BTreeSet<String> = all_questions(bank).into_iter().collect();
    let mut seen: BTreeSet<String> = full.iter().chain(&terse).flat_map(|plan| questions(bank, plan)).collect();
    for seed in SEEDS {
        if !seen.is_superset(&all) {
            let plan = rarely_asked(bank, seed, &seen);
            seen.extend(questions(bank, &plan));
            full.push(plan);
        }
    }
    let handed_over = filled(bank, &full[1], HANDED_OVER);
    full.push(completed(bank, handed_over, manner(false)));
    let sharing = filled(bank, &full[1], A_SHARE);
    terse.push(completed(bank, sharing, manner(true)));
    is_enterable("the built-in bank", bank, &full, &terse);
}

#[test]
fn every_question_of_the_other_banks_can_be_answered_and_not_only_left() {
    let cases = banks_of_cases();
    assert!(cases.len() > 6, "only {} banks were found", cases.len());
    for (name, bank) in cases {
        is_enterable_in_some_manners(&name, &bank, 2);
    }
    is_enterable_in_some_manners("the small bank", &small_bank(), 8);
    for id in bank::built_in_ids().filter(|id| *id != bank::USUAL) {
        let built_in = bank::read(&bank::files_of(id).unwrap()).unwrap();
        is_enterable_in_some_manners(id, &built_in, 2);
    }
}

/// Walks a bank in so many manners at least, and in more for the sake of what these did not lead to.
fn is_enterable_in_some_manners(name: &str, bank: &Bank, fewest: usize) {
    let all: BTreeSet<String> = all_questions(bank).into_iter().collect();
    let mut seen = BTreeSet::new();
    let mut full = Vec::new();
    for turn in 0..TURNS {
        let plan = answered(bank, Manner { turn, terse: false, entries: 2 });
        let before = seen.len();
        seen.extend(questions(bank, &plan));
        if turn < fewest || seen.len() > before {
            full.push(plan);
        }
        if turn + 1 >= fewest && seen.is_superset(&all) {
            break;
        }
    }
    let terse: Vec<Plan> = (0..fewest).map(|turn| answered(bank, Manner { turn, terse: true, entries: 2 })).collect();
    is_enterable(name, bank, &full, &terse);
}

/// Nothing was left in the full plans, nothing that is required in the terse ones, a file says the same, and every
/// question was asked in one of them.
fn is_enterable(name: &str, bank: &Bank, full: &[Plan], terse: &[Plan]) {
    for plan in full {
        assert_eq!(unanswered(bank, plan), Vec::<String>::new(), "{name}");
    }
    for plan in terse {
        assert_eq!(missing(bank, plan), Vec::<String>::new(), "{name}, with all left open that may be");
    }
    full.iter().chain(terse).for_each(|plan| fills_alike(name, bank, plan));
    let seen: BTreeSet<String> = full.iter().chain(terse).flat_map(|plan| questions(bank, plan)).collect();
    let missed: Vec<String> = all_questions(bank).into_iter().filter(|own| !seen.contains(own)).collect();
    assert_eq!(missed, Vec::<String>::new(), "{name}: never asked");
}

fn missing(bank: &Bank, plan: &Plan) -> Vec<String> {
    let facts = Facts::new(bank, plan);
    facts.points.iter().filter(|point| point.is_missing()).map(|point| point.address.to_string()).collect()
}

fn filled(bank: &Bank, plan: &Plan, answers: &str) -> Plan {
    let answers = plan::read_answers(answers, "answers.toml").unwrap();
    interview::fill(bank, plan, &answers, Timestamp::UNIX_EPOCH).unwrap()
}

/// A plan that leads to questions which only some answers lead to; those not seen yet are open in it, and answered now.
fn rarely_asked(bank: &Bank, answers: &str, seen: &BTreeSet<String>) -> Plan {
    let mut plan = filled(bank, &Plan::new(bank, Route::Full, None), answers);
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
    let empty = Plan::new(bank, Route::Full, None);
    let filled = interview::fill(bank, &empty, &answers, Timestamp::UNIX_EPOCH)
        .unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
    assert_eq!(as_answers(bank, &filled), answers, "{name}");
}
