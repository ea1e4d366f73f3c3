//! Ticks for several entries at once: the table and the rows are two ways to the same plan.

use crate::script::{Walk, noon};
use crate::small_bank::{small_bank_files, small_bank_with};
use canvass::bank::{Bank, Route};
use canvass::facts::Facts;
use canvass::interview::{Form, Interview, Prompt, Reply, Response, Start, Table, Then, Ticked, Ticks, Turn};
use canvass::plan::{self, Address, Plan, State};
use canvass::prompt::{Front, PlainFront};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::OnceLock;

/// Ways with the jobs they do and the marks they need; days on which each opens, which rests on the jobs; and the ones
/// that each goes with.
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
id = 'jobs'
ask = 'Which jobs does {item.title} do?'
label = 'jobs'
help = 'What it does.'
kind = 'some-of'
together = true
at_least = 1
[[question.field.choice]]
key = 'hear'
label = 'hear of it'
help = 'They learn that you exist.'
short = 'hear'
[[question.field.choice]]
key = 'buy'
label = 'buy it'
[[question.field.choice]]
key = 'get'
label = 'get it'
[[question.field]]
id = 'marks'
ask = 'What marks {item.title}?'
label = 'marks'
help = 'Two at most.'
kind = 'some-of'
required = true
together = true
at_least = 1
at_most = 2
[[question.field.choice]]
key = 'fast'
label = 'fast'
[[question.field.choice]]
key = 'cheap'
label = 'cheap'
[[question.field.choice]]
key = 'near'
label = 'near'
[[question]]
id = 'days'
ask = 'When does it open: {item.title}?'
label = 'days'
help = 'The days.'
of = 'ways'
kind = 'some-of'
together = true
when = \"'buy' in item.jobs\"
[[question.choice]]
key = 'weekday'
label = 'on weekdays'
[[question.choice]]
key = 'weekend'
label = 'at weekends'
[[question]]
id = 'beside'
ask = 'Which ways go with it: {item.title}?'
label = 'beside'
help = 'The others.'
of = 'ways'
kind = 'link'
to = ['ways']
many_links = true
together = true
";

const TITLES: [&str; 3] = ["Stickers", "会谈", "Vans 🚐"];

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
    for title in TITLES {
        walk.script(&format!("+{title}"));
    }
    walk.script("!done");
    assert_eq!(walk.at(), "Which jobs does Stickers do of Stickers");
    walk
}

fn table(walk: &Walk<'_>) -> Table {
    let row = walk.prompt().together.unwrap_or_else(|| panic!("no row: {}", walk.at()));
    row.table.unwrap_or_else(|| panic!("no table: {}", walk.at()))
}

/// What is ticked to begin with: the keys of each row, and what is said in place of an answer.
fn shown(walk: &Walk<'_>) -> Vec<String> {
    let row = |row: canvass::interview::TableRow| match row.said {
        Some(said) => format!("{} ({said})", row.ticked.join(" ")).trim_start().to_owned(),
        None => row.ticked.join(" "),
    };
    table(walk).rows.into_iter().map(row).collect()
}

/// Ticks for the ways in their order, with the one at hand by its place.
fn ticked(rows: [&str; 3], at: usize, then: Then) -> Reply {
    let keys = |keys: &str| keys.split_whitespace().map(str::to_owned).collect();
    let rows = rows.iter().enumerate();
    let rows = rows.map(|(index, row)| Ticks { item: format!("ways-{}", index + 1), keys: keys(row) });
    Reply::Ticked(Ticked { rows: rows.collect(), at: format!("ways-{}", at + 1), then })
}

fn then(reply: Reply) -> Then {
    Then::Reply(Box::new(reply))
}

fn field(walk: &Walk<'_>, item: usize, field: &str) -> (State, String) {
    let address = Address::Field { list: "ways".into(), item: format!("ways-{item}"), field: field.into() };
    let answer = walk.interview.plan().answer(&address);
    answer.map_or((State::Open, String::new()), |answer| (answer.state, answer.value.to_string()))
}

/// The state of a field in each way, and what stands there.
fn fields(walk: &Walk<'_>, id: &str) -> [(State, String); 3] {
    [1, 2, 3].map(|item| field(walk, item, id))
}

fn answered(keys: &str) -> (State, String) {
    (State::Answered, keys.to_owned())
}

#[test]
fn a_table_has_a_row_for_each_entry_and_a_column_for_each_choice() {
    let walk = begun();
    let Table { columns, rows } = table(&walk);
    let columns: Vec<String> = columns
        .iter()
        .map(|own| format!("{} {} {:?} {:?}", own.key, own.label, own.short.as_deref(), own.help.as_deref()))
        .collect();
    assert_eq!(
        columns,
        [
            "hear hear of it Some(\"hear\") Some(\"They learn that you exist.\")",
            "buy buy it None None",
            "get get it None None"
        ]
    );
    let rows: Vec<(&str, &str)> = rows.iter().map(|row| (row.item.as_str(), row.title.as_str())).collect();
    assert_eq!(rows, [("ways-1", "Stickers"), ("ways-2", "会谈"), ("ways-3", "Vans 🚐")]);
}

#[test]
fn one_entry_and_what_links_to_entries_is_no_table() {
    let mut walk = begun();
    walk.reply(ticked(["hear", "hear", "hear"], 0, Then::Enter));
    walk.reply(ticked(["fast", "fast", "fast"], 0, Then::Enter));
    assert_eq!(walk.at(), "Which ways go with it: Stickers of Stickers");
    let row = walk.prompt().together.unwrap();
    assert_eq!((row.count, row.table), (3, None), "new entries are added there and then");
    let mut walk = begun();
    walk.reply(ticked(["hear", "buy", "hear"], 0, Then::Enter));
    walk.reply(ticked(["fast", "fast", "fast"], 0, Then::Enter));
    assert_eq!((walk.at().as_str(), walk.prompt().together), ("When does it open: 会谈 of 会谈", None));
    // Whoever changes one answer is asked for that one alone.
    walk.reply(Reply::Change { search: String::new() });
    let entry = walk.menu().entries.into_iter().find(|entry| entry.label.starts_with("Stickers (jobs)")).unwrap();
    walk.choose(&entry.key);
    assert_eq!(walk.prompt().together, None);
}

#[test]
fn all_rows_are_answered_and_saved_at_once_and_taken_back_at_once() {
    let mut walk = begun();
    let before = walk.prompt().progress.prompt;
    walk.reply(ticked(["hear buy", "", "get"], 2, Then::Enter));
    assert_eq!(
        fields(&walk, "jobs"),
        [answered("[\"hear\",\"buy\"]"), (State::Skipped, "null".into()), answered("[\"get\"]")]
    );
    assert_eq!(walk.at(), "What marks Stickers of Stickers");
    assert_eq!(walk.prompt().progress.prompt.0, before.0 + 1, "a table is one prompt");
    walk.script("!undo");
    assert_eq!(walk.at(), "Which jobs does Stickers do of Stickers");
    assert_eq!(fields(&walk, "jobs").map(|(state, _)| state), [State::Open; 3], "one undo takes all of it back");
    assert_eq!(walk.prompt().progress.prompt.0, before.0);
}

#[test]
fn a_row_that_lacks_a_tick_or_has_too_many_is_named_and_nothing_is_lost() {
    let mut walk = begun();
    walk.reply(ticked(["hear", "hear", "hear"], 0, Then::Enter));
    walk.reply(ticked(["fast near", "", "near"], 0, Then::Enter));
    assert_eq!(walk.refusal(), "会谈: pick at least one; if none fits, skip it or say why it does not apply");
    assert_eq!(walk.at(), "What marks 会谈 of 会谈");
    assert_eq!(shown(&walk), ["fast near", "", "near"]);
    assert_eq!(fields(&walk, "marks").map(|(state, _)| state), [State::Open; 3], "all of them or none");
    walk.reply(ticked(["fast near", "fast", "fast cheap near"], 1, Then::Enter));
    assert_eq!(walk.refusal(), "Vans 🚐: pick at most 2: you picked 3");
    assert_eq!(shown(&walk), ["fast near", "fast", "fast cheap near"]);
    walk.reply(ticked(["fast near", "", "near"], 1, Then::LeaveRest));
    assert_eq!(
        fields(&walk, "marks"),
        [answered("[\"fast\",\"near\"]"), (State::Skipped, "null".into()), answered("[\"near\"]")]
    );
    assert!(walk.interview.plan().drafts.is_empty(), "{:?}", walk.interview.plan().drafts);
}

#[test]
fn what_is_said_of_one_row_keeps_the_ticks_of_the_others() {
    let mut walk = begun();
    walk.reply(ticked(["hear", "buy", ""], 1, then(Reply::Unknown { note: Some("ask around".into()) })));
    assert_eq!(field(&walk, 2, "jobs").0, State::Unknown);
    assert_eq!(walk.at(), "Which jobs does Vans 🚐 do of Vans 🚐", "the next row is at hand");
    assert_eq!(shown(&walk), ["hear", "(don't know yet)", ""]);
    walk.reply(ticked(["hear", "", ""], 2, then(Reply::NotApplicable { because: " ".into() })));
    assert_eq!(walk.refusal(), "say in a few words why this does not apply");
    assert_eq!(shown(&walk), ["hear", "(don't know yet)", ""]);
    walk.reply(ticked(["hear", "", ""], 2, then(Reply::NotApplicable { because: "no way".into() })));
    assert_eq!(walk.at(), "Which jobs does Stickers do of Stickers", "what is half ticked is not left behind");
    assert_eq!(shown(&walk), ["hear", "(don't know yet)", "(does not apply)"]);
    walk.reply(ticked(["hear", "", ""], 0, Then::Enter));
    assert_eq!(
        fields(&walk, "jobs").map(|(state, _)| state),
        [State::Answered, State::Unknown, State::NotApplicable],
        "what was said in place of an answer stays"
    );
    assert_eq!(walk.at(), "What marks Stickers of Stickers");
    // The last row that is open is settled, and nothing waits.
    walk.reply(ticked(["fast", "fast", ""], 0, Then::LeaveRest)).script("!back");
    walk.reply(ticked(["fast", "fast", ""], 2, then(Reply::Skip)));
    assert_ne!(walk.at(), "What marks Vans 🚐 of Vans 🚐");
}

#[test]
fn back_leads_before_all_rows_and_on_again_behind_them() {
    let mut walk = begun();
    walk.reply(ticked(["hear", "", ""], 2, then(Reply::Back)));
    assert_eq!(walk.at(), "ways");
    walk.script("!done");
    assert_eq!(shown(&walk), ["hear", "", ""], "what was ticked waits");
    walk.reply(ticked(["hear", "hear", "hear"], 0, Then::Enter));
    assert_eq!(walk.at(), "What marks Stickers of Stickers");
    walk.script("!back");
    assert_eq!(walk.at(), "Which jobs does Vans 🚐 do of Vans 🚐");
    assert_eq!(shown(&walk), ["hear"; 3]);
    walk.reply(ticked(["hear"; 3], 2, Then::Enter));
    assert_eq!(walk.at(), "What marks Stickers of Stickers", "confirmed, and on");
    walk.script("!back").reply(ticked(["hear buy", "hear", "hear"], 2, then(Reply::Back)));
    assert_eq!(walk.at(), "ways");
    walk.script("!done");
    assert_eq!(shown(&walk), ["hear buy", "hear", "hear"]);
    walk.reply(ticked(["hear buy", "hear", "hear"], 0, Then::Enter));
    assert_eq!(walk.at(), "What marks Stickers of Stickers");
    assert_eq!(field(&walk, 1, "jobs"), answered("[\"hear\",\"buy\"]"));
}

#[test]
fn what_was_ticked_and_not_entered_outlives_an_interruption() {
    let mut walk = begun();
    let Reply::Ticked(half) = ticked(["hear", "", "buy get"], 2, Then::OneByOne) else { unreachable!() };
    walk.interview.keep_ticked(&half.rows, &half.at);
    walk.interview.interrupt(None, None);
    let plan = walk.interview.plan().clone();
    let drafts: Vec<(&str, &str)> = plan.drafts.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
    assert_eq!(drafts, [("ways-1.jobs", "hear"), ("ways-3.jobs", "buy, get")]);
    let mut walk = Walk::with(small(), plan, Start::FirstOpen);
    assert_eq!(shown(&walk), ["hear", "", "buy get"]);
    assert_eq!(walk.selected(), ["hear"], "the rows begin with it as well");
    // Unticked again, nothing is kept.
    let Reply::Ticked(none) = ticked(["", "", ""], 0, Then::OneByOne) else { unreachable!() };
    walk.interview.keep_ticked(&none.rows, &none.at);
    assert!(walk.interview.plan().drafts.is_empty());
}

#[test]
fn ticks_over_an_answer_that_stands_are_kept_beside_it() {
    let mut walk = begun();
    walk.reply(ticked(["hear"; 3], 0, Then::Enter)).script("!back");
    walk.reply(ticked(["hear", "", "hear get"], 2, then(Reply::Leave)));
    assert_eq!(fields(&walk, "jobs"), [1, 2, 3].map(|_| answered("[\"hear\"]")), "nothing is entered");
    let mut walk = Walk::with(small(), walk.interview.plan().clone(), Start::FirstOpen);
    assert_eq!(shown(&walk), ["hear", "", "hear get"], "{}", walk.at());
    walk.reply(ticked(["hear", "hear", "hear get"], 0, Then::Enter));
    assert_eq!(field(&walk, 3, "jobs"), answered("[\"hear\",\"get\"]"));
    assert_eq!(walk.at(), "What marks Stickers of Stickers");
}

#[test]
fn a_window_that_becomes_too_small_asks_the_rows_with_what_was_ticked() {
    let mut walk = begun();
    walk.reply(ticked(["hear", "", "get"], 2, Then::OneByOne));
    assert_eq!((walk.at().as_str(), walk.selected()), ("Which jobs does Stickers do of Stickers", vec!["hear".into()]));
    walk.script("*hear");
    assert_eq!((walk.at().as_str(), walk.selected()), ("Which jobs does 会谈 do of 会谈", vec![]));
    walk.script("*buy");
    assert_eq!((walk.at().as_str(), walk.selected()), ("Which jobs does Vans 🚐 do of Vans 🚐", vec!["get".into()]));
    walk.script("*get");
    assert_eq!(fields(&walk, "jobs"), ["hear", "buy", "get"].map(|key| answered(&format!("[\"{key}\"]"))));
    // Answers that stand are come by where their ticks were changed.
    walk.script("!back").reply(ticked(["hear", "buy", "hear get"], 0, Then::OneByOne));
    assert_eq!((walk.at().as_str(), walk.selected().len()), ("Which jobs does Vans 🚐 do of Vans 🚐", 2));
}

#[test]
fn an_answer_to_be_looked_at_again_is_told_and_confirmed() {
    let mut walk = begun();
    walk.reply(ticked(["buy", "buy", "hear"], 0, Then::Enter));
    walk.reply(ticked(["fast", "fast", "fast"], 0, Then::Enter));
    assert_eq!(walk.at(), "When does it open: Stickers of Stickers");
    walk.reply(ticked(["weekday", "weekend", ""], 0, Then::Enter));
    assert_eq!(field(&walk, 2, "days"), answered("[\"weekend\"]"));
    // What the days rest on changes.
    while walk.at() != "Which jobs does Vans 🚐 do of Vans 🚐" {
        walk.script("!back");
    }
    walk.reply(ticked(["buy get", "buy", "hear"], 0, Then::Enter));
    while !walk.at().starts_with("When does it open") {
        let table = walk.prompt().together.and_then(|row| row.table);
        let keep = |table: Table| {
            Reply::Ticked(Ticked {
                rows: table.rows.into_iter().map(|row| Ticks { item: row.item, keys: row.ticked }).collect(),
                at: "ways-1".into(),
                then: Then::Enter,
            })
        };
        walk.reply(table.map_or(Reply::Skip, keep));
    }
    let notes: Vec<usize> = table(&walk).rows.iter().map(|row| row.notes.len()).collect();
    assert_eq!(notes, [1, 0], "{:?}", table(&walk));
    walk.reply(ticked(["weekday", "weekend", ""], 0, Then::Enter));
    let stale = Facts::new(small(), walk.interview.plan()).points.iter().filter(|point| point.is_stale()).count();
    assert_eq!(stale, 0);
}

#[test]
fn a_reply_for_a_table_where_there_is_none_is_refused() {
    let mut walk = Walk::new(small(), Route::Full);
    walk.reply(ticked(["hear"; 3], 0, Then::Enter));
    assert_eq!((walk.at().as_str(), walk.refusal().as_str()), ("venture", "pick from what is offered here"));
}

#[test]
fn in_plain_lines_the_rows_are_asked() {
    let mut walk = begun();
    let mut front = PlainFront::new(Cursor::new("1, 3\n=\n2\n"), Vec::new());
    for _ in TITLES {
        let response = front.ask(&walk.prompt()).unwrap();
        assert!(matches!(response.reply, Reply::Picked(_) | Reply::Repeat { .. }), "{response:?}");
        walk.interview.respond(response, noon());
    }
    let both = answered("[\"hear\",\"get\"]");
    assert_eq!(fields(&walk, "jobs"), [both.clone(), both, answered("[\"buy\"]")]);
}

#[test]
fn an_empty_short_form_is_told() {
    let files = small_bank_files(&WAYS.replace("short = 'hear'", "short = ' '"));
    let problems = canvass::check_bank::read(&files).unwrap_err();
    let said: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(said, ["`short` is empty"]);
}

/// What stands in the plan, by its address.
fn stands(interview: &Interview<'_>) -> BTreeMap<String, String> {
    let points = interview.facts().points.iter();
    let value = |address: &Address| interview.plan().answer(address).map(|answer| (answer.state, answer.value.clone()));
    points.map(|point| (point.address.to_string(), format!("{:?}", value(&point.address)))).collect()
}

fn keys(choices: &[&str], picked: u8) -> Vec<String> {
    let is_picked = |index: &usize| picked & (1 << index) != 0;
    (0..choices.len()).filter(is_picked).map(|index| choices[index].to_owned()).collect()
}

/// A reply to a table or to anything else, made up from two numbers.
fn made_up(prompt: &Prompt, kind: u8, choice: u8) -> Reply {
    let table = prompt.together.as_ref().and_then(|row| row.table.as_ref());
    if let (Some(table), 4..) = (table, kind) {
        let all: Vec<&str> = table.columns.iter().map(|column| column.key.as_str()).collect();
        let row = |(index, row): (usize, &canvass::interview::TableRow)| Ticks {
            item: row.item.clone(),
            keys: keys(&all, choice.rotate_left(u32::try_from(index * 2).unwrap())),
        };
        let at = table.rows[usize::from(choice) % table.rows.len()].item.clone();
        let then = match kind {
            4 => then(Reply::Back),
            5 => then(Reply::Undo),
            6 => then(Reply::Unknown { note: None }),
            7 => then(Reply::Skip),
            8 => Then::OneByOne,
            9 => Then::LeaveRest,
            _ => Then::Enter,
        };
        return Reply::Ticked(Ticked { rows: table.rows.iter().enumerate().map(row).collect(), at, then });
    }
    match (kind, &prompt.form) {
        (0, _) => Reply::Back,
        (1, _) => Reply::Undo,
        (2, _) => Reply::Unknown { note: None },
        (_, Form::Some { picks, .. }) => {
            let all: Vec<&str> = picks.iter().map(|pick| pick.key.as_str()).collect();
            Reply::Picked(keys(&all, choice))
        }
        (_, Form::List(_)) => Reply::Done,
        _ => Reply::Skip,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// The table and the rows give the same plan for the same ticks, and say the same of how long the walk is.
    #[test]
    fn the_table_and_the_rows_give_the_same_plan(jobs in prop::array::uniform3(0..8u8), marks in prop::array::uniform3(1..7u8)) {
        let (mut whole, mut one_by_one) = (begun(), begun());
        for (choices, picks) in [(["hear", "buy", "get"], jobs), (["fast", "cheap", "near"], marks)] {
            let rows = (1..).zip(picks).map(|(item, picked)| Ticks { item: format!("ways-{item}"), keys: keys(&choices, picked) });
            let rows: Vec<Ticks> = rows.collect();
            for row in &rows {
                one_by_one.reply(Reply::Picked(row.keys.clone()));
            }
            whole.reply(Reply::Ticked(Ticked { rows, at: "ways-1".into(), then: Then::Enter }));
            prop_assert_eq!(whole.at(), one_by_one.at());
            prop_assert_eq!(whole.prompt().progress, one_by_one.prompt().progress);
        }
        let text = |walk: &Walk<'_>| plan::write(walk.interview.plan(), small());
        prop_assert_eq!(text(&whole), text(&one_by_one));
    }

    /// Whatever is replied: no answer of another question is lost, and a new session goes on with what stands.
    #[test]
    fn tables_keep_every_answer(deeds in prop::collection::vec((0..14u8, any::<u8>()), 0..40)) {
        let mut walk = begun();
        for (kind, choice) in deeds {
            let Turn::Ask(prompt) = walk.interview.turn() else { break };
            let before = stands(&walk.interview);
            let reply = made_up(&prompt, kind, choice);
            let takes_back = matches!(&reply, Reply::Undo | Reply::Ticked(Ticked { then: Then::Reply(_), .. }));
            walk.interview.respond(Response { reply, draft: None }, noon());
            walk.interview.take_events();
            let after = stands(&walk.interview);
            let changed: Vec<&str> = before
                .iter()
                .filter(|(key, value)| after.get(*key).is_some_and(|now| now != *value))
                .filter_map(|(key, _)| key.rsplit('.').next())
                .collect();
            prop_assert!(takes_back || changed.iter().all(|field| *field == changed[0]), "{changed:?}");
            if let Turn::Ask(next) = walk.interview.turn() {
                let same = (&next.ask, &next.item, &next.form) == (&prompt.ask, &prompt.item, &prompt.form);
                let waits = next.together.is_some_and(|row| row.table.is_some());
                prop_assert!(!same || waits || next.rejection.is_some() || takes_back || kind < 2, "asked twice: {}", next.ask);
            }
        }
        let plan: Plan = walk.interview.plan().clone();
        let resumed = Interview::new(small(), plan, Start::FirstOpen);
        prop_assert_eq!(stands(&resumed), stands(&walk.interview));
    }
}
