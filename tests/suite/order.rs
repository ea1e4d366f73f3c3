//! Back and on follow the order of the walk, not the visits: whatever was replied before, back comes by every question
//! before the present one, and Enter passes each of them again.

use crate::script::{REVIEW, Walk, noon};
use crate::small_bank::small_bank;
use canvass::bank::{self, Bank, Kind, Part, Route};
use canvass::fact::Fact;
use canvass::facts::Point;
use canvass::interview::{self, Form, Interview, ListForm, MenuReply, Pick, Prompt, Reply, Response, Start, Turn};
use canvass::plan::{self, Address, Plan, State};
use jiff::Timestamp;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::path::Path;
use std::sync::OnceLock;

/// A place of the walk as the order knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stop {
    Question(Address),
    /// Details that may be added, by what is asked.
    Details(String),
    Pause,
    Review,
}

/// The order of the walk, worked out afresh: the path's questions, the pause after its own, the review at the end. What
/// an entry was begun with stands in its list and counts only where it is open or changed.
fn order(bank: &Bank, interview: &Interview<'_>) -> Vec<Stop> {
    let route = interview.plan().route;
    let pause = bank.steps.iter().position(|step| step.part == Part::Pause);
    let begins = |point: &Point<'_>| {
        let Address::Field { list, field, .. } = &point.address else { return false };
        let (_, items) = bank.list(list).unwrap();
        let linked = items.fields.first().filter(|first| matches!(first.kind, Kind::Link(_)));
        items.title_field().or(linked).is_some_and(|first| first.id == *field)
    };
    let mut stops = Vec::new();
    let mut is_past = false;
    let mut before: Option<&Point<'_>> = None;
    for point in &interview.facts().points {
        if let Some(before) = before {
            stops.extend(details_between(bank, interview, before, Some(point)));
        }
        before = Some(point);
        if !point.is_on(route) {
            continue;
        }
        if pause.is_some_and(|pause| point.step > pause) && !is_past {
            stops.push(Stop::Pause);
            is_past = true;
        }
        if !begins(point) || point.is_open() || point.is_stale() {
            stops.push(Stop::Question(point.address.clone()));
        }
    }
    if let Some(before) = before {
        stops.extend(details_between(bank, interview, before, None));
    }
    if !is_past && pause.is_some() {
        stops.push(Stop::Pause);
    }
    stops.push(Stop::Review);
    stops
}

/// The details that the full path offers between two points: those of the entry that ends there, and those of the step
/// that stand in no entry.
fn details_between(bank: &Bank, interview: &Interview<'_>, end: &Point<'_>, next: Option<&Point<'_>>) -> Vec<Stop> {
    let by_entry = |list: &str| bank.list(list).is_some_and(|(_, items)| !items.fields.iter().any(|own| own.together));
    let inside = |point: &Point<'_>| match &point.address {
        Address::Field { list, item, .. } if point.question.of.is_none() && by_entry(list) => Some(item.clone()),
        _ => None,
    };
    let step = &bank.steps[end.step];
    if interview.plan().route == Route::Short || interview.plan().details.enough.contains(&step.id) {
        return Vec::new();
    }
    let ends_step = next.is_none_or(|next| next.step != end.step);
    let entry = inside(end).filter(|entry| next.is_none_or(|next| inside(next).as_ref() != Some(entry)));
    let offers = [
        entry.map(|entry| (interview.facts().title(&entry), Some(entry))),
        ends_step.then(|| (step.title.clone(), None)),
    ];
    let offered = offers.into_iter().flatten().filter_map(|(about, entry)| {
        let own = |point: &&Point<'_>| point.step == end.step && point.may_be_added() && inside(point) == entry;
        let count = match interview.facts().points.iter().filter(own).count() {
            0 => return None,
            1 => "1 detail".to_owned(),
            count => format!("{count} details"),
        };
        Some(Stop::Details(format!("{about}: {count} you may add")))
    });
    offered.collect()
}

/// Whether a stop is what the founder is shown now.
fn is_at(interview: &Interview<'_>, stop: &Stop) -> bool {
    match (interview.turn(), stop) {
        (Turn::Ask(prompt), Stop::Question(address)) => {
            let facts = interview.facts();
            let Some(point) = facts.point(address) else { return false };
            let item = address.item().map_or(Fact::Null, |item| facts.item(item));
            let ask = point.question.ask.fill(&facts.scope().with("item", item)).unwrap();
            let is_item = match (&prompt.item, &point.item_title) {
                (Some(shown), Some(title)) if title.is_empty() => shown.starts_with("new "),
                (shown, title) => shown == title,
            };
            prompt.ask == ask && is_item
        }
        (Turn::Ask(prompt), Stop::Details(ask)) => prompt.ask == *ask,
        (Turn::Choose(menu), Stop::Pause) => menu.title == crate::script::PAUSE,
        (Turn::Choose(menu), Stop::Review) => menu.title == REVIEW,
        _ => false,
    }
}

/// Whether entries are offered for a list that has none.
fn is_offer(bank: &Bank, interview: &Interview<'_>) -> bool {
    let Turn::Ask(prompt) = interview.turn() else { return false };
    let offers = bank.questions().filter_map(|(_, question)| question.items()?.proposals.as_ref());
    let asks: Vec<String> = offers.map(|offer| offer.ask.fill(&interview.facts().scope()).unwrap()).collect();
    prompt.item.is_none() && matches!(prompt.form, Form::Some { .. }) && asks.contains(&prompt.ask)
}

fn reply(interview: &mut Interview<'_>, reply: Reply) {
    interview.respond(Response { reply, draft: None }, noon());
}

fn back(interview: &mut Interview<'_>) {
    match interview.turn() {
        Turn::Ask(_) => reply(interview, Reply::Back),
        _ => interview.choose(MenuReply::Back, noon()),
    }
}

/// What keeps the answer at a stop, as Enter does; where there is none, what leaves it out.
fn confirm(interview: &mut Interview<'_>, stop: &Stop) {
    let Turn::Ask(prompt) = interview.turn() else {
        interview.choose(MenuReply::Picked("continue".into()), noon());
        return;
    };
    let Stop::Question(address) = stop else {
        reply(interview, Reply::Picked(Vec::new()));
        return;
    };
    let state = interview.facts().point(address).unwrap().state;
    let selected = |picks: &[Pick]| picks.iter().filter(|pick| pick.selected).map(|pick| pick.key.clone()).collect();
    let kept = match (&prompt.form, state) {
        (Form::List(_), State::Answered) => Reply::Done,
        (Form::Line { start, .. } | Form::Long { start }, State::Answered) => Reply::Text(start.clone()),
        (Form::One { picks, .. } | Form::Some { picks, .. }, State::Answered) => Reply::Picked(selected(picks)),
        _ => Reply::Skip,
    };
    reply(interview, kept);
    if matches!(interview.turn(), Turn::Ask(prompt) if prompt.rejection.is_some()) {
        reply(interview, Reply::Skip);
    }
}

/// Goes back as far as it goes, or so many stops, and on again as far: one stop of the order at a time. Tells how many
/// stops that were.
fn there_and_back(bank: &Bank, interview: &mut Interview<'_>, most: usize) -> Result<usize, TestCaseError> {
    let way = order(bank, interview);
    let Some(here) = way.iter().position(|stop| is_at(interview, stop)) else { return Ok(0) };
    let mut here = way.iter().enumerate().skip(here).filter(|(_, stop)| is_at(interview, stop)).map(|(index, _)| index);
    // Two questions may look alike; then the later one may be meant as well.
    let (from, alike) = (here.next().unwrap(), here.count());
    if alike > 0 {
        return Ok(0);
    }
    // Who tells a detail that was picked comes back to where it was picked.
    let picked = &interview.plan().details.picked;
    if matches!(&way[from], Stop::Question(address) if picked.contains(&address.to_string())) {
        return Ok(0);
    }
    let to = from.saturating_sub(most);
    for index in (to..from).rev() {
        back(interview);
        if is_offer(bank, interview) {
            back(interview);
        }
        prop_assert!(is_at(interview, &way[index]), "back is not at {:?} but {:?}", way[index], interview.turn());
    }
    if to == 0 {
        interview.take_events();
        back(interview);
        prop_assert!(is_at(interview, &way[0]), "there is nothing before the first question");
    }
    let mut at = way[to].clone();
    while at != way[from] {
        let points = interview.facts().points.iter();
        let open: Vec<Address> = points.filter(|point| point.is_open()).map(|point| point.address.clone()).collect();
        confirm(interview, &at);
        if is_offer(bank, interview) {
            reply(interview, Reply::Picked(Vec::new()));
        }
        if matches!(interview.turn(), Turn::Ask(prompt) if prompt.ask.ends_with("Why would you like to go on now?")) {
            reply(interview, Reply::Skip);
        }
        let now = order(bank, interview);
        let Some(index) = now.iter().position(|stop| *stop == at) else { return Ok(from - to) };
        if !now.contains(&way[from]) {
            return Ok(from - to);
        }
        // What has one candidate only is answered without being put.
        let answers_itself = |stop: &&Stop| match stop {
            Stop::Question(address) => {
                open.contains(address) && interview.facts().point(address).is_some_and(|point| !point.is_open())
            }
            _ => false,
        };
        let next = now[index + 1..].iter().find(|stop| is_at(interview, stop) || !answers_itself(stop)).unwrap();
        prop_assert!(is_at(interview, next), "on from {:?} is not {:?}", at, next);
        at = next.clone();
    }
    Ok(from - to)
}

/// What a founder does next, before it is known what is asked.
#[derive(Clone, Debug)]
struct Deed {
    kind: u8,
    choice: usize,
    text: String,
}

fn deeds(most: usize) -> impl Strategy<Value = Vec<Deed>> {
    let text = prop_oneof![3 => "[A-E][a-e]{0,2}", 2 => "[0-9]{1,3}", 1 => Just("2026-03-31".to_owned())];
    let deed = (any::<u8>(), 0..8usize, text).prop_map(|(kind, choice, text)| Deed { kind, choice, text });
    prop::collection::vec(deed, 0..most)
}

fn deed_reply(prompt: &Prompt, deed: &Deed) -> Reply {
    let pick = |picks: &[Pick]| picks.get(deed.choice % picks.len().max(1)).map(|pick| pick.key.clone());
    match deed.kind {
        0..20 => Reply::Back,
        20..40 => Reply::Skip,
        40..50 => Reply::Unknown { note: None },
        50..55 => Reply::NotApplicable { because: deed.text.clone() },
        55..65 => Reply::Undo,
        65..80 => Reply::JumpTo(deed.choice + 1),
        80..85 => Reply::Jump,
        _ => match &prompt.form {
            Form::Line { .. } | Form::Long { .. } => Reply::Text(deed.text.clone()),
            Form::One { picks, .. } | Form::Some { picks, .. } => Reply::Picked(pick(picks).into_iter().collect()),
            Form::List(list) => in_list(list, deed),
        },
    }
}

fn in_list(list: &ListForm, deed: &Deed) -> Reply {
    let entry = list.entries.get(deed.choice % list.entries.len().max(1)).map(|entry| entry.id.clone());
    match (deed.kind, entry, &list.adding) {
        (100..110, Some(item), _) => Reply::Remove { item },
        (110..120, Some(item), _) => Reply::Move { item, to: 0 },
        (120..170, _, interview::Adding::Name) => Reply::Add(deed.text.clone()),
        (120..170, _, interview::Adding::Pick(picks)) => {
            Reply::AddPicked(picks.iter().take(1).map(|pick| pick.key.clone()).collect())
        }
        _ => Reply::Done,
    }
}

/// Plays the deeds without turning aside to fix anything.
fn play(interview: &mut Interview<'_>, deeds: &[Deed]) {
    for deed in deeds {
        interview.take_events();
        match interview.turn() {
            Turn::Ask(prompt) => reply(interview, deed_reply(&prompt, deed)),
            Turn::Choose(menu) => {
                let key = match menu.title.as_str() {
                    crate::script::PAUSE => "continue".to_owned(),
                    REVIEW => return,
                    _ => menu.entries[deed.choice % menu.entries.len()].key.clone(),
                };
                interview.choose(MenuReply::Picked(key), noon());
            }
            Turn::Finished => return,
        }
    }
}

fn small() -> &'static Bank {
    static BANK: OnceLock<Bank> = OnceLock::new();
    BANK.get_or_init(small_bank)
}

fn kinds() -> &'static Bank {
    static BANK: OnceLock<Bank> = OnceLock::new();
    BANK.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/kinds");
        let files = std::fs::read_dir(folder).unwrap().map(|entry| {
            let path = entry.unwrap().path();
            (path.display().to_string(), std::fs::read_to_string(&path).unwrap())
        });
        bank::read(&files.collect::<Vec<_>>()).unwrap()
    })
}

fn built_in() -> &'static Bank {
    crate::built_in::bank()
}

/// The worked example as a plan.
fn example() -> Plan {
    let plan = Plan::new(built_in(), Route::Full, None);
    let answers = plan::read_answers(include_str!("../cases/spoke-and-go/essentials.toml"), "answers.toml").unwrap();
    interview::fill(built_in(), &plan, &answers, Timestamp::UNIX_EPOCH).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn back_and_on_follow_the_order_in_the_small_banks(
        deeds in deeds(60),
        full in any::<bool>(),
        which in 0..3usize,
        step in prop::option::of(1..6usize),
    ) {
        let route = if full { Route::Full } else { Route::Short };
        let (bank, plan) = match which {
            0 => (small(), Plan::new(small(), route, None)),
            1 => (small(), Plan { route, ..Walk::up_to(small(), REVIEW).interview.plan().clone() }),
            _ => (kinds(), Plan::new(kinds(), route, None)),
        };
        let mut interview = Interview::new(bank, plan, step.map_or(Start::FirstOpen, Start::Step));
        play(&mut interview, &deeds);
        there_and_back(bank, &mut interview, usize::MAX)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn back_and_on_follow_the_order_in_the_built_in_bank(
        deeds in deeds(30),
        step in prop::option::of(1..11usize),
        filled in any::<bool>(),
    ) {
        let bank = built_in();
        let plan = if filled { example() } else { Plan::new(bank, Route::Full, None) };
        let mut interview = Interview::new(bank, plan, step.map_or(Start::FirstOpen, Start::Step));
        play(&mut interview, &deeds);
        there_and_back(bank, &mut interview, 25)?;
    }
}

#[test]
fn the_walks_that_are_made_up_go_far_enough_to_be_worth_it() {
    let mut runner = TestRunner::deterministic();
    let mut stops = 0;
    for round in 0..20 {
        let deeds = deeds(60).new_tree(&mut runner).unwrap().current();
        let bank = if round % 2 == 0 { small() } else { kinds() };
        let mut interview = Interview::new(bank, Plan::new(bank, Route::Full, None), Start::FirstOpen);
        play(&mut interview, &deeds);
        stops += there_and_back(bank, &mut interview, usize::MAX).unwrap();
    }
    assert!(stops > 60, "only {stops} stops were gone back and on");
}

#[test]
fn an_answer_mended_after_two_backs_leads_past_the_one_between() {
    let bank = built_in();
    let mut walk = Walk::new(bank, Route::Short);
    // Whoever reads the plan wants to know who is behind it.
    for _ in 0..9 {
        if walk.at() != "Who or what is this plan for" {
            walk.script("!skip");
        }
    }
    walk.script("*partner");
    assert_eq!(walk.at(), "Who is doing this");
    walk.script("+Anna").script("+Bert").script("!done").script("=the shop").script("=the ship");
    assert_eq!(walk.at(), "In which currency do you want to plan");
    walk.script("!back").script("!back");
    assert_eq!(walk.at(), "What does Anna take care of of Anna");
    walk.script("=the workshop");
    assert_eq!((walk.at(), walk.start()), ("What does Bert take care of of Bert".into(), "the ship".into()));
    walk.script("=the shop");
    assert_eq!(walk.at(), "In which currency do you want to plan");
    assert_eq!(walk.script("!back").at(), "What does Bert take care of of Bert");
}

#[test]
fn a_changed_answer_above_a_hidden_question_does_not_lose_the_way() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, "kind");
    walk.script("*sided").script("+Anglers").script("+Bakers").script("!done").script("*groups-2");
    assert_eq!(walk.at(), "others of Bakers");
    walk.script("!back").script("!back").script("!back").script("*mass");
    assert_eq!(walk.script("!done").at(), "offers", "where the founder was is hidden now: the next one comes");
}

#[test]
fn back_is_taken_whatever_stands_in_the_line() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, "price of Anglers pays");
    walk.script("=no number");
    assert!(!walk.refusal().is_empty());
    walk.reply_with_draft(Reply::Back, "no number");
    assert_eq!(walk.at(), "streams");
    walk.script("!done");
    assert_eq!((walk.at(), walk.start()), ("price of Anglers pays".into(), "no number".into()));
}

#[test]
fn an_undo_leads_to_where_the_change_was_made_and_on_from_there() {
    let bank = small_bank();
    let mut walk = Walk::up_to(&bank, "cash");
    walk.script("!undo").script("!undo");
    assert_eq!(walk.at(), "work");
    walk.script("!done");
    assert_eq!(walk.at(), "serves of Mend");
    walk.script("!skip");
    assert_eq!(walk.at(), "cash");
}
