//! Scripted input and exact output, for the tests of this front.

use super::PlainFront;
use crate::interview::{About, Addable, Adding, Entry, Form, ListForm, Pick, Progress, Prompt, Reply, Response};
use crate::prompt::{Front, FrontError};
use std::io::Cursor;

const GREETING: &str = "Type your answers line by line. /help lists the commands, /leave saves and\nstops.\n";

/// What is asked, what is typed, what comes back and what is shown from the first cue on.
pub(super) struct Case {
    prompt: Prompt,
    input: String,
    reply: Reply,
    shown: String,
}

impl Case {
    pub(super) fn new(prompt: Prompt, input: &str, reply: Reply, shown: &str) -> Self {
        Self { prompt, input: input.to_owned(), reply, shown: shown.to_owned() }
    }
}

pub(super) fn check(cases: Vec<Case>) {
    for Case { prompt, input, reply, shown } in cases {
        let (result, output) = ask(&prompt, &input);
        assert_eq!(result.unwrap(), Response { reply, draft: None }, "{input:?}");
        assert_eq!(output, shown, "{input:?}");
    }
}

/// The reply to one question, and what is shown from the first cue on, unwrapped.
pub(super) fn ask(prompt: &Prompt, input: &str) -> (Result<Response, FrontError>, String) {
    let mut front = PlainFront::new(Cursor::new(input.to_owned()), Vec::new()).with_width(1000);
    let result = front.reply(prompt);
    (result, String::from_utf8(front.into_output()).unwrap())
}

/// The replies to several questions, and all that is shown.
pub(super) fn ask_all(prompts: &[Prompt], input: &str) -> (Vec<Response>, String) {
    let mut front = PlainFront::new(Cursor::new(input.to_owned()), Vec::new());
    let responses = prompts.iter().map_while(|prompt| front.ask(prompt).ok()).collect();
    (responses, String::from_utf8(front.into_output()).unwrap())
}

/// What is shown of [`line`] asked first, with what follows the question.
pub(super) fn wide(after: &str) -> String {
    format!("{GREETING}\nQuestion 1 of about 1, 2 minutes left\nWho is it?\n{after}")
}

pub(super) fn prompt(form: Form) -> Prompt {
    Prompt {
        ask: "Who is it?".into(),
        help: None,
        example: None,
        mistakes: Vec::new(),
        progress: Progress {
            step_title: "Profile".into(),
            step: None,
            prompt: (1, About::exactly(1)),
            minutes_left: About::exactly(2),
        },
        item: None,
        together: None,
        required: true,
        rejection: None,
        offers: false,
        reason: None,
        remarks: Vec::new(),
        form,
        aside: None,
        limit: None,
    }
}

pub(super) fn line(start: &str) -> Prompt {
    prompt(Form::Line { start: start.to_owned(), unit: None })
}

pub(super) fn pick(key: &str, label: &str) -> Pick {
    Pick { key: key.into(), label: label.into(), help: None, selected: false }
}

fn fruit(selected: &[usize]) -> Vec<Pick> {
    let mut picks = vec![pick("a", "Apples"), pick("b", "Bananas"), pick("c", "Cherries")];
    for place in selected {
        picks[*place].selected = true;
    }
    picks
}

fn groups() -> Vec<Addable> {
    vec![Addable { list: "groups".into(), one: "group".into(), named: true }]
}

pub(super) fn one(selected: &[usize]) -> Prompt {
    prompt(Form::One { picks: fruit(selected), add: groups() })
}

pub(super) fn some(selected: &[usize]) -> Prompt {
    prompt(Form::Some { picks: fruit(selected), how_many: "one to three".into(), add: groups() })
}

pub(super) fn list(form: ListForm) -> Prompt {
    prompt(Form::List(form))
}

pub(super) fn entries(titles: &[&str]) -> ListForm {
    let entry = |(index, title): (usize, &&str)| Entry {
        id: format!("groups-{}", index + 1),
        title: (*title).to_owned(),
        open: 0,
    };
    ListForm {
        one: "group".into(),
        many: "groups".into(),
        entries: titles.iter().enumerate().map(entry).collect(),
        adding: Adding::Name,
        how_many: String::new(),
        start: String::new(),
    }
}
