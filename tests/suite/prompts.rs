//! How many prompts a walk takes that tells what an example tells and adds no detail.

use crate::command::example;
use canvass::bank::{Bank, Route};
use canvass::fact::Fact;
use canvass::facts::{Facts, Point};
use canvass::interview::{self, Adding, Event, Form, Interview, MenuReply, Prompt, Reply, Response, Start, Turn};
use canvass::plan::{self, Address, Plan};
use jiff::Timestamp;
use serde_json::Value as Json;

/// One group, one offer, and as little of everything else as a plan can do with.
const ONE_OF_EACH: &str = include_str!("../cases/difficult/one-of-everything/answers.toml");

fn filled(bank: &Bank, answers: &str) -> Plan {
    let answers = plan::read_answers(answers, "answers.toml").unwrap();
    let begun = Plan::new(bank, Route::Full, None);
    interview::fill(bank, &begun, &answers, Timestamp::UNIX_EPOCH).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// The prompts and menus of a walk that tells what a plan tells; rows under one heading are one prompt.
fn prompts(bank: &Bank, told: &Plan, route: Route) -> usize {
    walk_as_told(bank, told, route, 0, |_, _| {})
}

/// Walks and tells what a plan tells, a reply every so many seconds. Each turn is looked at, with what was said before
/// it. How many there were.
pub fn walk_as_told(
    bank: &Bank,
    told: &Plan,
    route: Route,
    seconds: i64,
    mut look: impl FnMut(&Turn, &[Event]),
) -> usize {
    let mut interview = Interview::new(bank, Plan::new(bank, route, None), Start::FirstOpen);
    let (mut count, mut heading) = (0, None);
    for number in 0..2000 {
        let now = Timestamp::from_second(number * seconds).unwrap();
        let events = interview.take_events();
        let turn = interview.turn();
        look(&turn, &events);
        let row = match &turn {
            Turn::Ask(prompt) => prompt.together.as_ref().map(|row| row.ask.clone()),
            _ => None,
        };
        count += usize::from(row.is_none() || row != heading);
        heading = row;
        let response = match turn {
            Turn::Choose(menu) => {
                if menu.title == crate::script::REVIEW {
                    return count;
                }
                interview.choose(MenuReply::Picked("continue".into()), now);
                continue;
            }
            Turn::Ask(prompt) if prompt.rejection.is_some() => Reply::Skip,
            Turn::Ask(prompt) => match asked(&interview, &prompt) {
                Some(address) => reply(&interview, told, &prompt, &address),
                None => Reply::Picked(Vec::new()),
            },
            Turn::Finished => return count,
        };
        interview.respond(Response { reply: response, draft: None }, now);
    }
    panic!("the walk never ends: {:?}", interview.turn());
}

/// The address of what is asked; none for what is only offered.
fn asked(interview: &Interview<'_>, prompt: &Prompt) -> Option<Address> {
    let facts: &Facts<'_> = interview.facts();
    let is_asked = |point: &&Point<'_>| {
        let item = point.address.item().map_or(Fact::Null, |item| facts.item(item));
        let ask = point.question.ask.fill(&facts.scope().with("item", item)).unwrap_or_default();
        let same = prompt.item.is_none() == point.item_title.is_none();
        same && (ask == prompt.ask || prompt.item.as_ref().is_some_and(|item| item.starts_with("new ")))
            && (prompt.item.is_none() || point.item_title == prompt.item || point.item_title.as_deref() == Some(""))
    };
    let own = facts.points.iter().filter(is_asked);
    own.filter(|point| !matches!(prompt.form, Form::List(_)) || point.question.items().is_some())
        .min_by_key(|point| !point.is_open())
        .map(|point| point.address.clone())
}

fn reply(interview: &Interview<'_>, told: &Plan, prompt: &Prompt, address: &Address) -> Reply {
    let answer = told.answer(address);
    if let Form::List(list) = &prompt.form {
        let Some(next) = told.items(address.question_id()).get(list.entries.len()) else {
            return if list.entries.is_empty() { Reply::Skip } else { Reply::Done };
        };
        let title = next.fields.values().next().and_then(|answer| answer.value.as_str()).unwrap_or_default();
        return match &list.adding {
            Adding::Name => Reply::Add(title.to_owned()),
            Adding::Pick(_) => Reply::AddPicked(vec![title.to_owned()]),
            Adding::Begin => Reply::Begin,
        };
    }
    let _ = interview;
    let keys = |value: &Json| match value {
        Json::Array(values) => values.iter().filter_map(Json::as_str).map(str::to_owned).collect(),
        Json::Bool(yes) => vec![if *yes { "yes" } else { "no" }.to_owned()],
        value => value.as_str().map(str::to_owned).into_iter().collect(),
    };
    match (answer.map(|answer| &answer.value).filter(|value| !value.is_null()), &prompt.form) {
        (Some(value), Form::One { .. } | Form::Some { .. }) => Reply::Picked(keys(value)),
        (Some(Json::String(text)), _) => Reply::Text(text.clone()),
        (Some(value), _) => Reply::Text(value.to_string()),
        (None, _) => Reply::Skip,
    }
}

/// What the walks take now; whoever makes them longer sees it here.
#[test]
fn no_walk_takes_more_prompts_than_it_did() {
    let bank = crate::built_in::bank();
    let spoke = plan::read(example(), "plan").unwrap();
    let businesses = [
        ("one of each", filled(bank, ONE_OF_EACH), 79, 162),
        ("allotly", filled(bank, include_str!("../cases/allotly/answers.toml")), 126, 209),
        ("spoke and go", spoke, 131, 228),
    ];
    for (name, plan, short, full) in businesses {
        let counts = (prompts(bank, &plan, Route::Short), prompts(bank, &plan, Route::Full));
        println!("{name}: {counts:?}");
        assert!(counts.0 <= short && counts.1 <= full, "{name}: {counts:?}");
    }
}
