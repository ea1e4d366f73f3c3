//! Somebody who answers whatever a bank asks, over the plain front: typing what fits, picking what is offered, adding
//! what is missing, and never skipping anything.

use canvass::bank::{Bank, Kind, Question, Route};
use canvass::facts::{Facts, Point};
use canvass::interview::{Adding, Form, Interview, ListForm, MenuReply, Pick, Prompt, Reply, Start, Turn};
use canvass::plan::{Plan, State};
use canvass::prompt::{Front, PlainFront};
use jiff::Timestamp;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;
use std::io::Cursor;

/// What an id begins with that is no id of the program's.
const OWN: &str = "own-";
/// More replies than this are needed for no bank.
const MANY: usize = 6000;
/// The menu of the steps that have details to add.
const STEPS_WITH_DETAILS: &str = "What would you like to add to?";

/// What somebody answers with: numbers that differ from one reply to the next, so that no two entries are alike.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    /// Which of the choices come first.
    pub turn: usize,
    /// Whether optional questions are left with Enter alone.
    pub terse: bool,
    /// How many entries a list gets, if it may have as many and does not need more.
    pub entries: usize,
}

impl Manner {
    /// Which choice comes at a reply: the steps from one to the next differ from turn to turn.
    fn place(self, count: usize) -> usize {
        self.turn + count * (1 + self.turn / 2 % 4)
    }
}

/// A plan in which everything was answered in a manner, over the plain front.
pub fn answered(bank: &Bank, manner: Manner) -> Plan {
    completed(bank, Plan::new(bank, Route::Full, None), manner)
}

/// A plan whose open questions were answered in a manner, over the plain front.
pub fn completed(bank: &Bank, plan: Plan, manner: Manner) -> Plan {
    let mut interview = Interview::new(bank, plan, Start::FirstOpen);
    let (mut last, mut attempt) = (String::new(), 0);
    for count in 0..MANY {
        interview.take_events();
        match interview.turn() {
            Turn::Finished => return interview.plan().clone(),
            Turn::Choose(menu) => {
                let with = |key: &str| menu.entries.iter().find(|entry| entry.key == key);
                // Details that the walk did not come by are offered at the pause and at the end, step by step.
                let details = with("details").filter(|_| !manner.terse);
                let steps = menu.entries.first().filter(|_| menu.title == STEPS_WITH_DETAILS);
                let key = details.or(steps).or(with("continue"));
                let key = key.unwrap_or_else(|| panic!("no way on from {menu:?}")).key.clone();
                interview.choose(MenuReply::Picked(key), Timestamp::UNIX_EPOCH);
            }
            Turn::Ask(prompt) => {
                let same = format!("{} {:?}", prompt.ask, prompt.item);
                let refused = prompt.rejection.is_some() && same == last;
                attempt = if refused { attempt + 1 } else { 0 };
                assert!(attempt < 9, "whatever is typed is refused: {prompt:#?}");
                let line = lines(&prompt, manner, count, attempt);
                last = same;
                let mut front = PlainFront::new(Cursor::new(line.clone()), Vec::new());
                let response = front.ask(&prompt).unwrap_or_else(|error| panic!("{error}: {line:?} to {prompt:#?}"));
                assert_ne!(response.reply, Reply::Skip);
                interview.respond(response, Timestamp::UNIX_EPOCH);
            }
        }
    }
    panic!("the walk never ends: {:#?}", interview.turn());
}

/// The lines typed at a prompt.
fn lines(prompt: &Prompt, manner: Manner, count: usize, attempt: usize) -> String {
    let untouched = match &prompt.form {
        Form::Line { start, .. } | Form::Long { start } => start.is_empty(),
        Form::One { picks, .. } | Form::Some { picks, .. } => !picks.iter().any(|pick| pick.selected),
        Form::List(list) => list.entries.is_empty(),
    };
    // Every detail is told; the last choice ends the offers of the step.
    if let (Form::Some { picks, .. }, true) = (&prompt.form, !manner.terse && prompt.ask.ends_with("you may add")) {
        let numbers: Vec<String> = (1..picks.len()).map(|number| number.to_string()).collect();
        return format!("{}\n", numbers.join(", "));
    }
    if manner.terse && !prompt.required && untouched {
        return "\n".to_owned();
    }
    match &prompt.form {
        Form::Line { .. } => format!("{}\n", text(manner, count, attempt)),
        Form::Long { .. } => format!("{}\n.\n", text(manner, count, attempt)),
        Form::One { picks, add } if picks.is_empty() => new(add.iter().map(|add| add.named).next(), count),
        Form::Some { picks, add, .. } if picks.is_empty() => new(add.iter().map(|add| add.named).next(), count),
        Form::One { picks, .. } => format!("{}\n", pick(picks, manner.place(count + attempt))),
        // As many as are wanted: one, then two, and so on.
        Form::Some { picks, .. } if picks.iter().any(|pick| pick.selected) && attempt == 0 => "\n".to_owned(),
        Form::Some { picks, .. } => {
            let numbers: Vec<String> =
                (0..=attempt).map(|more| pick(picks, manner.place(count + more)).to_string()).collect();
            format!("{}\n", numbers.join(", "))
        }
        Form::List(list) => in_list(list, manner.entries + attempt, count),
    }
}

/// Text, a number, a date or an address: one after the other, until one fits. Every other manner has small numbers first.
fn text(manner: Manner, count: usize, attempt: usize) -> String {
    match attempt {
        0 => format!("Words {count}"),
        1 if manner.turn % 2 == 1 => format!("{}", 1 + count % 9),
        1 => format!("{}", 10 + count),
        2 => format!("20{:02}-03-{:02}", 27 + count / 28 % 70, 1 + count % 28),
        3 => format!("{}", 1 + count % 9),
        4 => format!("w{count}"),
        5 => format!("post{count}@example.com"),
        6 => format!("https://example.com/{count}"),
        7 => format!("0123 {count}4567"),
        _ => "1".to_owned(),
    }
}

fn pick(picks: &[Pick], place: usize) -> usize {
    place % picks.len() + 1
}

fn new(named: Option<bool>, count: usize) -> String {
    match named {
        Some(true) => format!("+ Added {count}\n"),
        Some(false) => "+\n".to_owned(),
        None => "\n".to_owned(),
    }
}

fn in_list(list: &ListForm, wanted: usize, count: usize) -> String {
    if list.entries.len() >= wanted {
        return "\n".to_owned();
    }
    match &list.adding {
        Adding::Name => format!("Entry {count}\n"),
        Adding::Begin => "+\n".to_owned(),
        Adding::Pick(picks) => format!("{}\n", pick(picks, list.entries.len())),
    }
}

/// The places of a plan where something is asked and was not answered.
pub fn unanswered(bank: &Bank, plan: &Plan) -> Vec<String> {
    let facts = Facts::new(bank, plan);
    // Details are only offered.
    let open = facts.points.iter().filter(|point| point.state != State::Answered && !point.may_be_added());
    open.map(|point| format!("{}: {:?}", point.address, point.state)).collect()
}

/// The questions that a plan answers: `list.field`, or the id of a question.
pub fn questions(bank: &Bank, plan: &Plan) -> Vec<String> {
    let facts = Facts::new(bank, plan);
    let answered = facts.points.iter().filter(|point| point.state == State::Answered);
    answered.map(|point| named(point)).collect()
}

fn named(point: &Point<'_>) -> String {
    match &point.address {
        canvass::plan::Address::Question(id) => id.clone(),
        canvass::plan::Address::Field { list, field, .. } => format!("{list}.{field}"),
    }
}

/// Every question of a bank, named as in [`questions`].
pub fn all_questions(bank: &Bank) -> Vec<String> {
    let name = |question: &Question| match &question.of {
        Some(list) => format!("{list}.{}", question.id),
        None => question.id.clone(),
    };
    let fields = |question: &Question| {
        let fields = question.items().into_iter().flat_map(|list| &list.fields);
        fields.map(|field| format!("{}.{}", question.id, field.id)).collect::<Vec<_>>()
    };
    bank.questions().flat_map(|(_, question)| [vec![name(question)], fields(question)].concat()).collect()
}

/// What is asked in a plan as a file of answers: entries as objects, links by titles, or by ids where several entries
/// have the same title.
pub fn as_answers(bank: &Bank, plan: &Plan) -> Map<String, Json> {
    let facts = Facts::new(bank, plan);
    let names = names(bank, plan, &facts);
    let mut answers = Map::new();
    for point in facts.points.iter().filter(|point| point.address.item().is_none()) {
        let id = &point.question.id;
        if point.question.items().is_some() && point.state == State::Answered {
            let entries = plan.items(id).iter().map(|item| {
                let fields = facts.points.iter().filter(|point| point.address.item() == Some(&item.id));
                let own = names.get(&item.id).filter(|name| name.starts_with(OWN));
                let own = own.map(|own| ("id".to_owned(), Json::String(own.clone())));
                let fields = fields.map(|point| (point.question.id.clone(), value(&names, plan, point)));
                own.into_iter().chain(fields).collect::<Map<_, _>>().into()
            });
            answers.insert(id.clone(), Json::Array(entries.collect()));
        } else {
            answers.insert(id.clone(), value(&names, plan, point));
        }
    }
    answers
}

/// What every entry is called in a file, by its id.
fn names(bank: &Bank, plan: &Plan, facts: &Facts<'_>) -> BTreeMap<String, String> {
    let items = bank.questions().flat_map(|(_, list)| plan.items(&list.id)).map(|item| item.id.clone());
    let titles: Vec<(String, String)> = items.map(|id| (id.clone(), facts.title(&id))).collect();
    let is_twin = |title: &str| titles.iter().filter(|(_, own)| own == title).count() > 1;
    let name = |id: &str, title: &str| match title {
        title if !is_twin(title) => title.to_owned(),
        _ if id.starts_with(OWN) => id.to_owned(),
        _ => format!("{OWN}{id}"),
    };
    titles.iter().map(|(id, title)| (id.clone(), name(id, title))).collect()
}

fn value(names: &BTreeMap<String, String>, plan: &Plan, point: &Point<'_>) -> Json {
    let Some(answer) = plan.answer(&point.address).filter(|answer| answer.state == State::Answered) else {
        return json!({"skip": true});
    };
    match &point.question.kind {
        Kind::Link(_) => linked(names, &answer.value),
        _ => answer.value.clone(),
    }
}

fn linked(names: &BTreeMap<String, String>, value: &Json) -> Json {
    match value {
        Json::String(id) => Json::String(names[id].clone()),
        Json::Array(ids) => ids.iter().map(|id| linked(names, id)).collect(),
        other => other.clone(),
    }
}
