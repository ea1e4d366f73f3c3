//! A scripted front: replies in a row to an interview over the small bank.

use canvass::bank::{Bank, Route};
use canvass::interview::{Event, Form, Interview, Menu, MenuReply, Notice, Prompt, Reply, Response, Start, Turn};
use canvass::plan::{self, Plan};
use jiff::Timestamp;

/// The time of every reply.
pub fn noon() -> Timestamp {
    Timestamp::from_second(1_772_366_400).unwrap()
}

/// An interview being walked through.
pub struct Walk<'b> {
    pub bank: &'b Bank,
    pub interview: Interview<'b>,
}

impl<'b> Walk<'b> {
    /// A walk from the first question of an empty plan.
    pub fn new(bank: &'b Bank, depth: Route) -> Self {
        Self::with(bank, Plan::new(bank, depth, None), Start::FirstOpen)
    }

    /// A walk that goes on with a plan.
    pub fn with(bank: &'b Bank, plan: Plan, start: Start) -> Self {
        Self { bank, interview: Interview::new(bank, plan, start) }
    }

    /// A walk whose questions up to a step, or all, are answered in the shortest way.
    pub fn up_to(bank: &'b Bank, place: &str) -> Self {
        let mut walk = Self::new(bank, Route::Short);
        for (at, reply) in SHORTEST {
            if walk.at() == place {
                return walk;
            }
            assert_eq!(walk.at(), *at);
            walk.script(reply);
        }
        assert_eq!(walk.at(), place);
        walk
    }

    /// Where the walk is: `venture`, `name of Anglers`, or the title of a menu.
    pub fn at(&self) -> String {
        match self.interview.turn() {
            Turn::Ask(prompt) => match &prompt.item {
                Some(item) => format!("{} of {item}", prompt.ask.trim_end_matches('?')),
                None => prompt.ask.trim_end_matches('?').to_owned(),
            },
            Turn::Choose(menu) => menu.title,
            Turn::Finished => "the end".into(),
        }
    }

    /// A reply as it is written in scripts: `=TEXT`, `*KEY KEY`, `+NAME`, or the name of a way on.
    pub fn script(&mut self, reply: &str) -> &mut Self {
        let keys = |keys: &str| keys.split_whitespace().map(str::to_owned).collect();
        match reply.split_at(1) {
            ("=", text) => self.reply(Reply::Text(text.into())),
            ("*", picked) => self.reply(Reply::Picked(keys(picked))),
            ("+", name) => self.reply(Reply::Add(name.into())),
            ("&", picked) => self.reply(Reply::AddPicked(keys(picked))),
            (">", key) => self.choose(key),
            ("!", "done") => self.reply(Reply::Done),
            ("!", "skip") => self.reply(Reply::Skip),
            ("!", "back") => self.back(),
            ("!", "undo") => self.reply(Reply::Undo),
            ("!", "jump") => self.reply(Reply::Jump),
            ("!", "unknown") => self.reply(Reply::Unknown { note: None }),
            _ => panic!("no such reply: {reply}"),
        }
    }

    /// Back, from a question or from a menu.
    fn back(&mut self) -> &mut Self {
        match self.interview.turn() {
            Turn::Choose(_) => self.interview.choose(MenuReply::Back, noon()),
            Turn::Ask(_) | Turn::Finished => {
                self.reply(Reply::Back);
            }
        }
        self
    }

    /// One reply.
    pub fn reply(&mut self, reply: Reply) -> &mut Self {
        self.interview.respond(Response { reply, draft: None }, noon());
        self
    }

    /// One reply, with text that was typed before.
    pub fn reply_with_draft(&mut self, reply: Reply, draft: &str) -> &mut Self {
        self.interview.respond(Response { reply, draft: Some(draft.into()) }, noon());
        self
    }

    /// One entry of a menu.
    pub fn choose(&mut self, key: &str) -> &mut Self {
        self.interview.choose(MenuReply::Picked(key.into()), noon());
        self
    }

    /// The question asked now.
    pub fn prompt(&self) -> Prompt {
        match self.interview.turn() {
            Turn::Ask(prompt) => *prompt,
            other => panic!("no question but {other:?}"),
        }
    }

    /// The menu offered now.
    pub fn menu(&self) -> Menu {
        match self.interview.turn() {
            Turn::Choose(menu) => menu,
            other => panic!("no menu but {other:?}"),
        }
    }

    /// What stands in the line to begin with.
    pub fn start(&self) -> String {
        match self.prompt().form {
            Form::Line { start, .. } | Form::Long { start } => start,
            Form::List(list) => list.start,
            other => panic!("no text in {other:?}"),
        }
    }

    /// What is picked to begin with.
    pub fn selected(&self) -> Vec<String> {
        let (Form::One { picks, .. } | Form::Some { picks, .. }) = self.prompt().form else { panic!("no picks") };
        picks.into_iter().filter(|pick| pick.selected).map(|pick| pick.key).collect()
    }

    /// Why the last reply was refused; empty if it was not.
    pub fn refusal(&self) -> String {
        self.prompt().rejection.map_or_else(String::new, |rejection| rejection.to_string())
    }

    /// What is said now, remarks and steps that open, in short.
    pub fn said(&mut self) -> Vec<String> {
        let events = self.interview.take_events().into_iter();
        let said = events.map(|event| match event {
            Event::Say(Notice::Opens { title, .. }) => format!("opens {title}"),
            Event::Say(Notice::Closes(text) | Notice::Remark(text) | Notice::Page(text)) => text,
            Event::Recap => "recap".into(),
            Event::SoFar => "so far".into(),
            Event::WriteDocuments => "documents".into(),
        });
        said.collect()
    }

    /// The plan as text.
    pub fn text(&self) -> String {
        plan::write(self.interview.plan(), self.bank)
    }

    /// The same walk after the program was closed and opened again.
    pub fn reopened(&self) -> Self {
        let plan = plan::read(&self.text(), "plan").unwrap();
        assert_eq!(plan, *self.interview.plan());
        Self::with(self.bank, plan, Start::FirstOpen)
    }
}

/// The way to go on from the pause.
pub const PAUSE: &str = "How would you like to go on?";
/// The review at the end.
pub const REVIEW: &str = "Look it all over: finish, or pick an answer to change";

/// The shortest walk: where it is, and what is replied there.
const SHORTEST: &[(&str, &str)] = &[
    ("venture", "=Spoke"),
    ("kind", "*mass"),
    ("groups", "+Anglers"),
    ("groups", "+Bakers"),
    ("groups", "!done"),
    ("offers", "+Care"),
    ("offers", "!done"),
    ("meant of Care", "*groups-1 groups-2"),
    ("result of Care", "=All is well."),
    ("streams", "&groups-1"),
    ("streams", "!done"),
    ("price of Anglers pays", "=60"),
    ("fits", "*yes"),
    (PAUSE, ">continue"),
    ("work", "+Mend"),
    ("work", "!done"),
    ("serves of Mend", "*offers-1 streams-1"),
    ("cash", "=1000"),
    ("uses", "*a"),
    ("due", "=2026-03-31"),
    (REVIEW, ">continue"),
];
