//! Questions that are put once for all entries of a list, with a row for each.

use crate::script::{Walk, noon};
use crate::small_bank::{small_bank_files, small_bank_with};
use canvass::bank::{Bank, Route};
use canvass::interview::{Event, Form, Interview, Notice, Prompt, Reply, Response, Row, Start, Turn};
use canvass::plan::{Address, Plan, State};
use canvass::prompt::{Front, PlainFront};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::OnceLock;

const WAYS: &str = "
[[question]]
ID ways
kind = 'items'
one = 'way'
many = 'ways'
[[question.field]]
ID name
kind = 'text'
required = true
[[question.field]]
id = 'owner'
ask = 'Who runs {item.title}?'
label = 'owner'
help = 'Whoever it belongs to.'
kind = 'one-of'
required = true
together = true
[[question.field.choice]]
key = 'own'
label = 'you'
help = 'You do it yourself.'
[[question.field.choice]]
key = 'partner'
label = 'a partner'
help = 'Somebody else does it.'
[[question.field]]
ID note
kind = 'text'
[[question.field]]
id = 'fee'
ask = 'What does the partner of {item.name} take?'
label = 'fee'
help = 'In percent.'
kind = 'number'
together = true
when = \"item.owner == 'partner'\"
[[question.field]]
ID speed
kind = 'number'
depth = 'more'
[[question]]
id = 'rank'
ask = 'How good is it: {item.title}?'
label = 'rank'
help = 'Best is 1.'
example = '2'
of = 'ways'
kind = 'number'
together = true
";

/// Deals with groups, begun by picking one; helpers, whom nobody is asked for, named at a deal; and money by its kind.
const DEALS: &str = "
[[question]]
ID helpers
kind = 'items'
one = 'helper'
many = 'helpers'
depth = 'more'
[[question.field]]
ID name
kind = 'text'
required = true
[[question]]
ID deals
kind = 'items'
one = 'deal'
many = 'deals'
title = '{item.labels.group}'
[[question.field]]
ID group
kind = 'link'
to = ['groups']
required = true
[[question.field]]
id = 'how'
ask = 'How do you deal with {item.labels.group}?'
label = 'how'
help = 'In a few words.'
kind = 'text'
together = true
[[question.field]]
ID helped
kind = 'link'
to = ['helpers']
many_links = true
[[question]]
ID money
kind = 'items'
one = 'sum'
many = 'sums'
title = '{item.labels.kind}'
[[question.field]]
ID kind
kind = 'one-of'
required = true
[[question.field.choice]]
key = 'loan'
label = 'a loan'
help = 'Paid back.'
[[question.field.choice]]
key = 'gift'
label = 'a gift'
help = 'Not paid back.'
[[question.field]]
ID amount
kind = 'number'
together = true
";

fn small() -> &'static Bank {
    static BANK: OnceLock<Bank> = OnceLock::new();
    BANK.get_or_init(|| small_bank_with(WAYS))
}

/// A full walk in which three ways were named, at the first question about them.
fn begun() -> Walk<'static> {
    let mut walk = Walk::new(small(), Route::Full);
    walk.script("=Spoke");
    while walk.at() != "ways" {
        walk.script("!skip");
    }
    walk.script("+Stickers").script("+会谈").script("+Vans 🚐").script("!done");
    assert_eq!(walk.at(), "Who runs Stickers of Stickers");
    walk
}

fn prompt(walk: &Walk<'_>) -> Prompt {
    match walk.interview.turn() {
        Turn::Ask(prompt) => *prompt,
        other => panic!("nothing is asked: {other:?}"),
    }
}

fn row(walk: &Walk<'_>) -> Row {
    prompt(walk).together.unwrap_or_else(|| panic!("no row: {}", walk.at()))
}

fn field(walk: &Walk<'_>, item: &str, field: &str) -> (State, String) {
    let address = Address::Field { list: "ways".into(), item: item.into(), field: field.into() };
    let answer = walk.interview.plan().answer(&address);
    answer.map_or((State::Open, String::new()), |answer| (answer.state, answer.value.to_string()))
}

#[test]
fn rows_come_one_after_the_other_under_one_heading_and_are_one_prompt() {
    let mut walk = begun();
    let first = prompt(&walk);
    let mut asked = Vec::new();
    for reply in ["*own", "*partner", "*partner"] {
        let row = row(&walk);
        assert_eq!(row.ask, "Who runs each way?");
        assert_eq!(prompt(&walk).progress.prompt.0, first.progress.prompt.0, "rows are one prompt");
        asked.push((row.number, row.count, row.above.len(), row.repeats));
        walk.script(reply);
    }
    let repeats = |text: &str| Some(text.to_owned());
    assert_eq!(asked, [(1, 3, 0, None), (2, 3, 1, repeats("you")), (3, 3, 2, repeats("a partner"))]);
    // What is not asked together is asked of one entry after the other; what is hidden for an entry is no row.
    for (at, number) in [("note of Stickers", 1), ("note of 会谈", 2), ("note of Vans 🚐", 3)] {
        assert_eq!(walk.at(), at);
        assert_eq!(prompt(&walk).together, None);
        assert_eq!(prompt(&walk).progress.prompt.0, first.progress.prompt.0 + number);
        walk.script("=fine");
    }
    assert_eq!((row(&walk).ask.as_str(), row(&walk).count), ("What does the partner of each way take?", 2));
    walk.script("=5").script("=5");
    assert_eq!((row(&walk).ask.as_str(), row(&walk).count), ("How good is it?", 3), "the rows say the titles");
}

#[test]
fn what_is_said_above_is_repeated_for_one_row_or_for_all() {
    let mut walk = begun();
    walk.reply(Reply::Repeat { all: false });
    let said = prompt(&walk).rejection.expect("nothing stands above the first row").to_string();
    assert_eq!(said, "there is no answer above yet that could be repeated");
    walk.script("*own").reply(Reply::Repeat { all: false });
    assert_eq!(field(&walk, "ways-2", "owner"), (State::Answered, "\"own\"".into()));
    assert_eq!(walk.at(), "Who runs Vans 🚐 of Vans 🚐");
    walk.script("!back").script("!back").script("*partner").reply(Reply::Repeat { all: true });
    // Going back passes answered rows again: what stands below is kept, what is open is filled.
    assert_eq!(field(&walk, "ways-3", "owner"), (State::Answered, "\"partner\"".into()));
    walk.script("!undo");
    assert_eq!(field(&walk, "ways-3", "owner").0, State::Open, "one undo takes all of it back");
    assert_eq!(field(&walk, "ways-1", "owner").1, "\"partner\"");
}

#[test]
fn all_that_follow_are_left_open_at_once_and_taken_back_at_once() {
    let mut walk = begun();
    walk.script("*own").reply(Reply::SkipRest);
    assert_eq!(walk.at(), "note of Stickers");
    assert_eq!(field(&walk, "ways-1", "owner").0, State::Answered);
    assert_eq!([2, 3].map(|item| field(&walk, &format!("ways-{item}"), "owner").0), [State::Skipped; 2]);
    walk.script("!undo");
    assert_eq!(walk.at(), "Who runs 会谈 of 会谈");
    assert_eq!([2, 3].map(|item| field(&walk, &format!("ways-{item}"), "owner").0), [State::Open; 2]);
}

#[test]
fn back_leads_to_the_row_before_and_then_to_the_prompt_before() {
    let mut walk = begun();
    walk.script("*own").script("!back");
    assert_eq!((walk.at().as_str(), row(&walk).number), ("Who runs Stickers of Stickers", 1));
    walk.script("!back");
    assert_eq!(walk.at(), "ways");
}

#[test]
fn a_walk_that_was_left_goes_on_at_the_first_open_row() {
    let mut walk = begun();
    walk.script("*own").script("!unknown");
    let plan = walk.interview.plan().clone();
    let walk = Walk::with(small(), plan, Start::FirstOpen);
    assert_eq!(walk.at(), "Who runs Vans 🚐 of Vans 🚐");
    let said: Vec<String> = row(&walk).above.iter().map(|said| format!("{}: {}", said.title, said.answer)).collect();
    assert_eq!(said, ["Stickers: you", "会谈: don't know yet"]);
}

#[test]
fn one_entry_alone_and_one_answer_to_be_changed_are_asked_as_ever() {
    let mut walk = begun();
    walk.script("*own").reply(Reply::Change { search: String::new() });
    let Turn::Choose(menu) = walk.interview.turn() else { panic!("no menu") };
    let entry = menu.entries.iter().find(|entry| entry.label.starts_with("Stickers (owner)")).unwrap();
    let key = entry.key.clone();
    walk.choose(&key);
    assert_eq!((walk.at().as_str(), prompt(&walk).together), ("Who runs Stickers of Stickers", None));
    walk.script("*partner");
    assert_eq!((walk.at().as_str(), row(&walk).number), ("Who runs 会谈 of 会谈", 2));
    let mut walk = Walk::new(small(), Route::Full);
    walk.script("=Spoke");
    while walk.at() != "ways" {
        walk.script("!skip");
    }
    walk.script("+Stickers").script("!done");
    assert_eq!(prompt(&walk).together, None);
}

#[test]
fn whoever_removes_the_entry_they_were_asked_about_comes_back_to_the_first_row_that_is_open() {
    let mut walk = begun();
    walk.script("!skip").script("*own");
    assert_eq!(walk.at(), "Who runs Vans 🚐 of Vans 🚐");
    walk.script("!back").script("!unknown").reply(Reply::Change { search: String::new() });
    let Turn::Choose(menu) = walk.interview.turn() else { panic!("no menu") };
    let list =
        menu.entries.iter().find(|entry| entry.label.starts_with("the ways:")).unwrap_or_else(|| panic!("{menu:?}"));
    let key = list.key.clone();
    walk.choose(&key);
    walk.reply(Reply::Remove { item: "ways-3".into() }).script("+Bikes").script("!done");
    assert_eq!((walk.at().as_str(), row(&walk).number), ("Who runs Bikes of Bikes", 3));
}

#[test]
fn a_sign_for_the_same_repeats_what_was_said_of_the_entry_before_also_without_rows() {
    let mut walk = begun();
    walk.reply(Reply::SkipRest);
    assert_eq!(walk.at(), "note of Stickers");
    walk.script("==");
    let said = prompt(&walk).rejection.expect("nothing stands above the first entry").to_string();
    assert_eq!(said, "there is no answer above yet that could be repeated");
    walk.script("=fine").script("==");
    assert_eq!(field(&walk, "ways-2", "note"), (State::Answered, "\"fine\"".into()));
    assert_eq!(walk.at(), "note of Vans 🚐");
}

#[test]
fn details_of_a_list_that_is_asked_together_are_offered_once_for_the_step() {
    let mut walk = begun();
    while !walk.at().ends_with("you may add") {
        assert!(!walk.at().starts_with("needs"), "no details were offered before {}", walk.at());
        walk.script("!skip");
    }
    let Form::Some { picks, .. } = prompt(&walk).form else { panic!("no picks") };
    assert!(picks.iter().any(|pick| pick.key == "ways.speed" && pick.label.ends_with("(3 ways)")), "{picks:?}");
}

/// What the plain front shows from the first row on, when these lines are typed.
fn transcript(input: &str) -> String {
    let mut walk = begun();
    walk.interview.take_events();
    let mut front = PlainFront::new(Cursor::new(input.to_owned()), Vec::new());
    while let Turn::Ask(prompt) = walk.interview.turn() {
        let Ok(response) = front.ask(&prompt) else { break };
        walk.interview.respond(response, noon());
        for event in walk.interview.take_events() {
            if let Event::Say(notice @ Notice::Remark(_)) = event {
                front.say(&notice).unwrap();
            }
        }
    }
    String::from_utf8(front.into_output()).unwrap()
}

#[test]
fn in_plain_lines_the_heading_and_the_choices_are_read_once_and_each_row_says_which_it_is() {
    let shown = transcript("1\n9\n=\n/back\n2\n/open\n");
    let start = shown.find("Who runs").unwrap();
    let end = shown.rfind("\nQuestion").unwrap();
    assert_eq!(
        &shown[start..end],
        "Who runs each way?\n  1. you - You do it yourself.\n  2. a partner - Somebody else does it.\n\
         One after the other: = repeats the answer above, == for all that follow, /open\nleaves the rest open.\n\
         Stickers, 1 of 3, a number or a name:\n\
         会谈, 2 of 3, or = for the same:\n\
         `9` is none of the choices. Type a number from 1 to 2 or the beginning of a\nname.\n\
         会谈, 2 of 3, or = for the same:\n\
         Vans 🚐, 3 of 3, or = for the same:\n\
         会谈, 2 of 3, or an empty line to keep [you], or = for the same:\n\
         \nthis brings about 1 question more, 1 minute\n\
         Vans 🚐, 3 of 3, or = for the same:\n"
    );
}

#[test]
fn what_cannot_be_asked_together_is_told() {
    let wrong = |from: &str, to: &str| {
        let text = WAYS.replace(from, to);
        assert_ne!(text, WAYS);
        let problems = canvass::check_bank::read(&small_bank_files(&text)).unwrap_err();
        problems.iter().map(|problem| problem.message.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        wrong("ID name\nkind = 'text'\n", "ID name\nkind = 'text'\ntogether = true\n"),
        ["question `ways.name` is asked together, and an entry begins with it"]
    );
    assert_eq!(
        wrong("ID note\nkind = 'text'\n", "ID note\nkind = 'long-text'\ntogether = true\n"),
        ["question `ways.note` is asked together, and takes more than a line"]
    );
    let alone = "[[question]]\nID habit\nkind = 'text'\ntogether = true\n";
    let problems = canvass::check_bank::read(&small_bank_files(&format!("{WAYS}{alone}"))).unwrap_err();
    let said: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(said, ["question `habit` is asked together, and belongs to no list"]);
}

/// What stands in the plan, by its address.
fn answers(interview: &Interview<'_>) -> BTreeMap<String, String> {
    let points = interview.facts().points.iter().filter(|point| point.state == State::Answered);
    let value = |address: &Address| interview.plan().answer(address).map(|answer| answer.value.to_string());
    points.map(|point| (point.address.to_string(), value(&point.address).unwrap_or_default())).collect()
}

fn made_up(prompt: &Prompt, kind: u8, choice: usize) -> Reply {
    match (kind, &prompt.form) {
        (0, _) => Reply::Back,
        (1, _) => Reply::Undo,
        (2, _) => Reply::Repeat { all: false },
        (3, _) => Reply::Repeat { all: true },
        (4, _) => Reply::SkipRest,
        (5, _) => Reply::Unknown { note: None },
        (_, Form::One { picks, .. }) if !picks.is_empty() => {
            Reply::Picked(vec![picks[choice % picks.len()].key.clone()])
        }
        (_, Form::Line { .. }) => Reply::Text(format!("{}", choice + 1)),
        (_, Form::List(_)) => Reply::Done,
        _ => Reply::Skip,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Whatever is replied: an accepted reply leads on, what was said of other entries stays, and a new session goes on
    /// where the last one was.
    #[test]
    fn rows_keep_every_answer_and_never_come_twice_in_a_row(deeds in prop::collection::vec((0..12u8, 0..3usize), 0..40)) {
        let mut walk = begun();
        for (kind, choice) in deeds {
            let Turn::Ask(prompt) = walk.interview.turn() else { break };
            let before = answers(&walk.interview);
            let reply = made_up(&prompt, kind, choice);
            let (is_back, item) = (matches!(reply, Reply::Back | Reply::Undo), prompt.item.clone());
            let repeats_all = matches!(reply, Reply::Repeat { all: true } | Reply::SkipRest);
            walk.interview.respond(Response { reply, draft: None }, noon());
            walk.interview.take_events();
            let after = answers(&walk.interview);
            if is_back {
                continue;
            }
            let title = |key: &str| key.split('.').next().map(|id| walk.interview.facts().title(id));
            for (key, value) in &before {
                // An owner that is no partner any more hides the fee, and does not delete it.
                let own = title(key) == item || repeats_all || key.split('.').next_back() == Some("fee") || item.is_none();
                prop_assert!(own || after.get(key) == Some(value), "{key} was {value}: {after:?}");
            }
            if let Turn::Ask(next) = walk.interview.turn() {
                let same = (&next.ask, &next.item) == (&prompt.ask, &prompt.item);
                prop_assert!(!same || next.rejection.is_some(), "asked twice in a row: {next:?}");
            }
        }
        let plan: Plan = walk.interview.plan().clone();
        let resumed = Interview::new(small(), plan, Start::FirstOpen);
        prop_assert_eq!(answers(&resumed), answers(&walk.interview));
    }
}

#[test]
fn rows_of_entries_that_were_picked_are_under_one_heading_too() {
    let bank = small_bank_with(DEALS);
    let mut walk = Walk::new(&bank, Route::Full);
    walk.script("=Spoke");
    while walk.at() != "groups" {
        walk.script("!skip");
    }
    walk.script("+Anglers").script("+Bakers").script("!done");
    while walk.at() != "deals" {
        walk.script("!skip");
    }
    walk.reply(Reply::AddPicked(vec!["groups-1".into(), "groups-2".into()])).script("!done");
    assert_eq!((row(&walk).ask.as_str(), row(&walk).number), ("How do you deal with each group?", 1));
    walk.script("=by phone");
    assert_eq!((row(&walk).ask.as_str(), row(&walk).number), ("How do you deal with each group?", 2));
    walk.script("=by post");
    // Nobody is asked for helpers, and one is named here.
    assert_eq!(walk.at(), "helped of Anglers");
    walk.reply(Reply::AddTo { list: "helpers".into(), name: "Cleo".into(), picked: Vec::new() }).script("*helpers-1");
    assert_eq!(walk.interview.plan().answers["helpers"].state, State::Answered, "nobody is led back to it");
    walk.script("!skip");
    assert_eq!(walk.at(), "money");
    walk.reply(Reply::AddPicked(vec!["loan".into()])).reply(Reply::AddPicked(vec!["gift".into()]));
    walk.reply(Reply::AddPicked(vec!["loan".into()])).reply(Reply::AddPicked(vec!["loan".into()])).script("!done");
    let titles = ["money-1", "money-2", "money-3", "money-4"].map(|item| walk.interview.facts().title(item));
    assert_eq!(titles, ["a loan", "a gift", "a loan (2)", "a loan (3)"], "entries alike are told apart");
}
