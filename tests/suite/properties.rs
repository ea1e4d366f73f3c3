//! What holds whatever is replied: the interview never panics, never asks what its condition hides, and what is saved
//! is what is read.

use crate::script::{REVIEW, Walk, noon};
use crate::small_bank::small_bank;
use canvass::bank::{Bank, Route};
use canvass::facts::Facts;
use canvass::interview::{
    Adding, Form, Interview, ListForm, Menu, MenuReply, Pick, Prompt, Reply, Response, Start, Turn,
};
use canvass::plan::{self, Address, Answer, Plan, State};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// What a founder does next, before it is known what is asked.
#[derive(Clone, Debug)]
struct Deed {
    /// Which kind of reply.
    kind: u8,
    /// Which of the things offered.
    choice: usize,
    /// How many more of them.
    more: usize,
    text: String,
    typed: Option<String>,
}

fn deeds(most: usize) -> impl Strategy<Value = Vec<Deed>> {
    let text = prop_oneof![
        3 => "[A-E][a-e]{0,2}",
        2 => "[0-9]{1,4}([.,][0-9]{1,3})?",
        1 => "2026-0[1-9]-[0-3][0-9]",
        1 => Just(String::new()),
        1 => "\\PC{0,30}",
        1 => any::<String>(),
    ];
    let deed = (any::<u8>(), 0..8usize, 0..3usize, text, prop::option::weighted(0.1, "\\PC{0,8}"));
    let deed = deed.prop_map(|(kind, choice, more, text, typed)| Deed { kind, choice, more, text, typed });
    prop::collection::vec(deed, 0..most)
}

/// The keys a deed picks: most times some of those offered, now and then what never was.
fn picked(picks: &[Pick], deed: &Deed) -> Vec<String> {
    let known = picks.iter().cycle().skip(deed.choice).take(if picks.is_empty() { 0 } else { deed.more + 1 });
    let mut keys: Vec<String> = known.map(|pick| pick.key.clone()).collect();
    if deed.kind.is_multiple_of(16) {
        keys.push(deed.text.clone());
    }
    keys
}

fn reply(prompt: &Prompt, deed: &Deed) -> Reply {
    match deed.kind {
        0..150 => fitting(prompt, deed),
        150..165 => Reply::Back,
        165..175 => Reply::Skip,
        175..185 => Reply::Unknown { note: (deed.more > 0).then(|| deed.text.clone()) },
        185..195 => Reply::NotApplicable { because: deed.text.clone() },
        195..205 => Reply::Undo,
        205..212 => Reply::Jump,
        212..216 => Reply::Show,
        216..218 => Reply::Leave,
        218..224 => Reply::Text(deed.text.clone()),
        224..230 => Reply::Picked(vec![deed.text.clone()]),
        230..235 => Reply::Add(deed.text.clone()),
        235..240 => Reply::AddTo { list: deed.text.clone(), name: deed.text.clone(), picked: Vec::new() },
        240..245 => Reply::Remove { item: deed.text.clone() },
        245..250 => Reply::Edit { item: deed.text.clone() },
        250..252 => Reply::Repeat { all: deed.more > 0 },
        252..254 => Reply::SkipRest,
        _ => Reply::Done,
    }
}

/// A reply of the kind the question expects.
fn fitting(prompt: &Prompt, deed: &Deed) -> Reply {
    match &prompt.form {
        Form::Line { .. } | Form::Long { .. } => Reply::Text(deed.text.clone()),
        Form::One { add, picks } | Form::Some { add, picks, .. } => match add.get(deed.choice) {
            Some(add) if deed.kind < 30 => {
                Reply::AddTo { list: add.list.clone(), name: deed.text.clone(), picked: picked(picks, deed) }
            }
            _ if matches!(prompt.form, Form::One { .. }) => {
                Reply::Picked(picked(picks, &Deed { more: 0, ..deed.clone() }))
            }
            _ => Reply::Picked(picked(picks, deed)),
        },
        Form::List(list) => in_list(list, deed),
    }
}

fn in_list(list: &ListForm, deed: &Deed) -> Reply {
    let entry = list.entries.get(deed.choice % list.entries.len().max(1)).map(|entry| entry.id.clone());
    match (deed.kind / 10, entry, &list.adding) {
        (0..6, _, Adding::Name) => Reply::Add(deed.text.clone()),
        (0..6, _, Adding::Begin) if deed.more == 0 => Reply::Add(deed.text.clone()),
        (0..6, _, Adding::Begin) => Reply::Begin,
        (0..6, _, Adding::Pick(picks)) => Reply::AddPicked(picked(picks, deed)),
        (6, Some(item), _) => Reply::Rename { item, name: deed.text.clone() },
        (7, Some(item), _) => Reply::Remove { item },
        (8, Some(item), _) => Reply::Move { item, to: deed.more * 3 },
        (9, Some(item), _) => Reply::Edit { item },
        _ => Reply::Done,
    }
}

fn menu_reply(menu: &Menu, deed: &Deed) -> MenuReply {
    match deed.kind {
        0..220 if !menu.entries.is_empty() => {
            MenuReply::Picked(menu.entries[deed.choice * 5 % menu.entries.len()].key.clone())
        }
        220..225 => MenuReply::Picked(deed.text.clone()),
        225..228 => MenuReply::Leave,
        _ => MenuReply::Back,
    }
}

/// Plays the deeds; `look` sees the interview before each of them.
fn play<'b>(
    bank: &'b Bank,
    interview: &mut Interview<'b>,
    deeds: &[Deed],
    mut look: impl FnMut(&Interview<'b>) -> Result<(), TestCaseError>,
) -> Result<(), TestCaseError> {
    for deed in deeds {
        look(interview)?;
        interview.take_events();
        match interview.turn() {
            Turn::Ask(prompt) => {
                let reply = reply(&prompt, deed);
                interview.respond(Response { reply, draft: deed.typed.clone() }, noon());
            }
            Turn::Choose(menu) => interview.choose(menu_reply(&menu, deed), noon()),
            // The session after the last one.
            Turn::Finished => *interview = Interview::new(bank, interview.plan().clone(), Start::FirstOpen),
        }
    }
    look(interview)
}

fn small() -> &'static Bank {
    static BANK: OnceLock<Bank> = OnceLock::new();
    BANK.get_or_init(small_bank)
}

/// Where a walk begins: nowhere, or with everything said.
fn begun(complete: bool, route: Route) -> Interview<'static> {
    let bank = small();
    let plan = if complete {
        Plan { route, ..Walk::up_to(bank, REVIEW).interview.plan().clone() }
    } else {
        Plan::new(bank, route, Some(noon()))
    };
    Interview::new(bank, plan, Start::FirstOpen)
}

fn built_in() -> &'static Bank {
    crate::built_in::bank()
}

/// Whether the condition of a question holds, evaluated afresh on the facts of the whole plan.
fn condition_holds(bank: &Bank, plan: &Plan, address: &Address) -> bool {
    let Some(when) = address.question(bank).and_then(|question| question.when.as_ref()) else { return true };
    let facts = Facts::new(bank, plan);
    let item = address.item().map_or(canvass::fact::Fact::Null, |item| facts.item(item));
    when.holds(&facts.scope().with("item", item)).unwrap_or(true)
}

/// What is asked now, found by its question and its item: the small bank asks every question by its id.
fn asked(bank: &Bank, interview: &Interview<'_>) -> Option<Vec<Address>> {
    let Turn::Ask(prompt) = interview.turn() else { return None };
    let id = prompt.ask.strip_suffix('?').unwrap();
    let plan = interview.plan();
    if let Some(question) = bank.question(id).filter(|_| prompt.item.is_none()) {
        return Some(vec![Address::Question(question.id.clone())]);
    }
    let mut found = Vec::new();
    for (_, list) in bank.questions().filter(|(_, question)| question.items().is_some()) {
        for item in plan.items(&list.id).iter().filter(|_| bank.field(&list.id, id).is_some()) {
            let title = interview.facts().title(&item.id);
            let is_new = prompt.item.as_ref().is_some_and(|shown| shown.starts_with("new "));
            if Some(&title) == prompt.item.as_ref() || (title.is_empty() && is_new) {
                found.push(Address::Field { list: list.id.clone(), item: item.id.clone(), field: id.to_owned() });
            }
        }
    }
    Some(found)
}

fn saved_and_loaded(bank: &Bank, plan: &Plan) -> Result<(), TestCaseError> {
    let text = plan::write(plan, bank);
    let loaded = plan::read(&text, "plan").map_err(|problem| TestCaseError::fail(problem.message))?;
    prop_assert_eq!(&loaded, plan);
    prop_assert_eq!(plan::write(&loaded, bank), text);
    Ok(())
}

#[test]
fn the_walks_that_are_made_up_reach_every_question_and_menu() {
    let bank = small();
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    for round in 0..80 {
        let deeds = deeds(60).new_tree(&mut runner).unwrap().current();
        let mut interview = begun(round % 2 == 0, Route::Full);
        let look = |interview: &Interview<'_>| {
            seen.insert(match interview.turn() {
                Turn::Ask(prompt) => prompt.ask,
                Turn::Choose(menu) => menu.title.split([' ', '`']).next().unwrap().to_owned(),
                Turn::Finished => "the end".to_owned(),
            });
            Ok(())
        };
        play(bank, &mut interview, &deeds, look).unwrap();
    }
    let questions = bank.questions().flat_map(|(_, question)| {
        let fields = question.items().into_iter().flat_map(|list| &list.fields);
        fields.chain([question]).map(|question| format!("{}?", question.id)).collect::<Vec<_>>()
    });
    let menus = ["How", "Which", "Look", "What", "Remove", "the end"].map(str::to_owned);
    // A stream is begun by its payer, who is asked for only where a removal took the first one away.
    let expected = questions.chain(menus).filter(|name| name != "payer?");
    let missed: Vec<String> = expected.filter(|name| !seen.contains(name)).collect();
    assert!(missed.is_empty(), "{missed:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_replied_nothing_hidden_is_asked_and_the_plan_is_sound(
        deeds in deeds(60),
        full in any::<bool>(),
        complete in any::<bool>(),
    ) {
        let route = if full { Route::Full } else { Route::Short };
        let bank = small();
        let mut interview = begun(complete, route);
        play(bank, &mut interview, &deeds, |interview| {
            let Some(addresses) = asked(bank, interview) else { return Ok(()) };
            let holds = addresses.iter().any(|address| condition_holds(bank, interview.plan(), address));
            prop_assert!(holds, "{:?} is asked although its condition does not hold", addresses);
            let known = addresses.iter().any(|address| interview.facts().point(address).is_some());
            prop_assert!(known, "{:?} is asked and stands nowhere in the walk", addresses);
            Ok(())
        })?;
        saved_and_loaded(bank, interview.plan())?;
    }

    #[test]
    fn a_number_is_saved_as_it_was_read(number in any::<f64>().prop_filter("a number", |number| number.is_finite())) {
        let bank = small();
        let mut plan = Plan::new(bank, Route::Full, None);
        plan.answers.insert("number".to_owned(), Answer { value: number.into(), ..Answer::new(State::Answered) });
        saved_and_loaded(bank, &plan)?;
    }

    #[test]
    fn nothing_that_was_answered_is_lost_but_by_an_answer_a_removal_or_an_undo(
        deeds in deeds(40),
        complete in any::<bool>(),
    ) {
        let bank = small();
        let mut interview = begun(complete, Route::Full);
        let harmless: Vec<Deed> = deeds.iter().filter(|deed| !(195..205).contains(&deed.kind)).cloned().collect();
        let mut values = 0;
        play(bank, &mut interview, &harmless, |interview| {
            let now = interview.plan().all_answers().filter(|(_, answer)| !answer.value.is_null()).count();
            let removing = matches!(interview.turn(), Turn::Choose(menu) if menu.title.starts_with("Remove "));
            let items: usize = interview.plan().answers.values().map(|answer| answer.items.len()).sum();
            let given: u32 = interview.plan().counters.values().sum();
            prop_assert!(now >= values || (items as u64) < u64::from(given) || removing, "{} of {} left", now, values);
            values = now;
            Ok(())
        })?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_built_in_bank_stands_whatever_is_replied(deeds in deeds(30), step in 1..11usize) {
        let bank = built_in();
        let mut interview = Interview::new(bank, Plan::new(bank, Route::Full, None), Start::Step(step));
        let is_braced = deeds.iter().any(|deed| deed.text.contains('{') || deed.typed.iter().any(|typed| typed.contains('{')));
        for deed in &deeds {
            match interview.turn() {
                Turn::Ask(prompt) => {
                    // A brace may well stand in a title that was replied, but none is left of an insert.
                    prop_assert!(is_braced || !prompt.ask.contains('{'), "{}", prompt.ask);
                    interview.respond(Response { reply: reply(&prompt, deed), draft: deed.typed.clone() }, noon());
                }
                Turn::Choose(menu) => interview.choose(menu_reply(&menu, deed), noon()),
                Turn::Finished => break,
            }
            prop_assert!(interview.facts().problems.is_empty(), "{:?}", interview.facts().problems);
        }
        saved_and_loaded(bank, interview.plan())?;
    }
}

/// What was answered, by its place: the values and the entries.
fn answered(plan: &Plan) -> BTreeSet<String> {
    let values = plan.all_answers().filter(|(_, answer)| !answer.value.is_null());
    values.map(|(address, answer)| format!("{address}: {}", answer.value)).collect()
}

/// What Enter alone says to a prompt; to what is required and open, that it is left for now.
fn entered(prompt: &Prompt) -> Reply {
    match &prompt.form {
        Form::Line { start, .. } | Form::Long { start } if prompt.required && start.is_empty() => Reply::Skip,
        Form::Line { start, .. } | Form::Long { start } => Reply::Text(start.clone()),
        Form::One { picks, .. } | Form::Some { picks, .. } => {
            let keys: Vec<String> = picks.iter().filter(|pick| pick.selected).map(|pick| pick.key.clone()).collect();
            if keys.is_empty() && prompt.required { Reply::Skip } else { Reply::Picked(keys) }
        }
        Form::List(list) if list.entries.is_empty() && prompt.required => Reply::Skip,
        Form::List(_) => Reply::Done,
    }
}

/// Back until the beginning, then Enter until the end.
fn back_and_on(interview: &mut Interview<'_>) {
    let mut last = None;
    for _ in 0..800 {
        let turn = interview.turn();
        if last.as_ref() == Some(&turn) {
            break;
        }
        match &turn {
            Turn::Ask(_) => interview.respond(Response { reply: Reply::Back, draft: None }, noon()),
            Turn::Choose(_) => interview.choose(MenuReply::Back, noon()),
            Turn::Finished => break,
        }
        last = Some(turn);
    }
    for _ in 0..800 {
        match interview.turn() {
            Turn::Ask(prompt) if prompt.rejection.is_some() => {
                let reply = if prompt.ask.starts_with("Why ") { Reply::Text("so far".into()) } else { Reply::Skip };
                interview.respond(Response { reply, draft: None }, noon());
            }
            Turn::Ask(prompt) => interview.respond(Response { reply: entered(&prompt), draft: None }, noon()),
            Turn::Choose(menu) => {
                let on = menu.entries.iter().find(|entry| entry.key == "continue").or(menu.entries.first());
                interview.choose(MenuReply::Picked(on.unwrap().key.clone()), noon());
            }
            Turn::Finished => return,
        }
    }
    panic!("Enter never comes to the end: {:?}", interview.turn());
}

/// Rows, details, changes, undos and switches of the path over the built-in bank: it never stumbles, asks nothing twice
/// in a row that was left, and going back to the beginning and on to the end changes no answer.
#[test]
fn rows_details_changes_and_switches_of_the_path_lose_nothing_of_the_built_in_bank() {
    let bank = built_in();
    let text = include_str!("../cases/hair-salon/answers.toml");
    let answers = plan::read_answers(text, "answers.toml").unwrap();
    let mut runner = TestRunner::deterministic();
    for (round, step) in [1, 3, 5, 9].into_iter().enumerate() {
        let route = if round % 2 == 0 { Route::Full } else { Route::Short };
        let empty = Plan::new(bank, route, None);
        let plan = canvass::interview::fill(bank, &empty, &answers, noon()).unwrap();
        let mut interview = Interview::new(bank, plan, Start::Step(step));
        let mut typed: Vec<String> = Vec::new();
        for deed in deeds(25).new_tree(&mut runner).unwrap().current() {
            if deed.kind % 13 == 0 {
                let other = if interview.plan().route == Route::Full { Route::Short } else { Route::Full };
                interview.set_route(other);
            }
            match interview.turn() {
                Turn::Ask(prompt) => {
                    let reply = match deed.kind % 11 {
                        0 => Reply::Details,
                        1 => Reply::Change { search: deed.text.clone() },
                        2 => Reply::Undo,
                        _ => reply(&prompt, &deed),
                    };
                    let is_left = reply == Reply::Skip;
                    typed.extend(deed.typed.clone());
                    interview.respond(Response { reply, draft: deed.typed.clone() }, noon());
                    if let (true, Turn::Ask(next)) = (is_left, interview.turn()) {
                        let is_same = (&next.ask, &next.item, next.progress.prompt.0)
                            == (&prompt.ask, &prompt.item, prompt.progress.prompt.0);
                        assert!(!is_same || next.rejection.is_some() || next.together.is_some(), "{}", next.ask);
                    }
                }
                Turn::Choose(menu) => interview.choose(menu_reply(&menu, &deed), noon()),
                Turn::Finished => break,
            }
            assert!(interview.facts().problems.is_empty(), "{:?}", interview.facts().problems);
        }
        let before = answered(interview.plan());
        if interview.turn() == Turn::Finished {
            interview = Interview::new(bank, interview.plan().clone(), Start::Step(step));
        }
        back_and_on(&mut interview);
        let after = answered(interview.plan());
        // What was typed and not sent stands in its prompt again, so that Enter sends it.
        let is_sent = |before: &str| {
            let (address, _) = before.split_once(": ").unwrap();
            typed.iter().any(|typed| after.contains(&format!("{address}: {}", serde_json::Value::from(typed.trim()))))
        };
        let lost: Vec<&String> = before.difference(&after).filter(|before| !is_sent(before)).collect();
        assert!(lost.is_empty(), "round {round}: {lost:#?}");
    }
}
