//! The workbook, written.

use super::super::asked::Asked;
use super::{Block, Extent, MARK, NEW, POINT};
use crate::bank::{Bank, Depth, Kind, Part, Question};
use crate::documents::escaped_markdown;
use crate::plan::{Address, Answer, Given, Item, Plan, State, Within, consider, linked_ids};
use crate::words;
use serde_json::Value as Json;
use std::fmt::Write;

/// More choices than these are not printed: a word is written instead.
const MOST_TICKS: usize = 30;

/// How many blank lines a long text gets on paper.
const LINES_OF_LONG_TEXT: usize = 4;

/// How the workbook is filled in with an editor.
const IN_AN_EDITOR: [&str; 3] = [
    "Write your answers behind the > below each question, and an x between the brackets of what you tick. Leave blank what you \
     do not want to answer.",
    "Where there is no answer, write ? if you do not know it yet, - to leave it for later, or / and the reason where it does not \
     apply. An entry of another list is named by its name, one a line where there can be several.",
    "Dates are 2026-03-01. For more entries of a list copy the block of one, with its key, and fill it in. Keep the keys, such as \
     `name`: they say where an answer belongs. The file becomes a plan again with: canvass fill PLAN --answers FILE.md",
];

/// The same on paper.
const ON_PAPER: [&str; 1] = [
    "Write on the lines and tick the boxes. Leave blank what you do not want to answer, or write why there is no answer: you do not \
     know it yet, it can wait, or it does not apply. Use another sheet for more entries of a list.",
];

/// The questions of a bank with what a plan says, for printing.
#[must_use]
pub fn questionnaire(bank: &Bank, plan: &Plan, extent: Extent) -> Vec<Block> {
    let mut writing = Writing { bank, plan, asked: Asked::new(bank, plan), extent, blocks: Vec::new() };
    let title = words::tidied(&bank.title);
    writing.heading(1, &title, None);
    for step in &bank.steps {
        writing.step(step);
    }
    writing.blocks
}

struct Writing<'b> {
    bank: &'b Bank,
    plan: &'b Plan,
    asked: Asked<'b>,
    extent: Extent,
    blocks: Vec<Block>,
}

impl Writing<'_> {
    fn heading(&mut self, level: usize, text: &str, key: Option<String>) {
        self.blocks.push(Block::Heading { level, text: words::tidied(text), key });
    }

    fn step(&mut self, step: &crate::bank::Step) {
        let from = self.blocks.len();
        let number = if let Part::Step(number) = step.part { format!("Step {number}: ") } else { String::new() };
        self.heading(2, &format!("{number}{}", step.title), None);
        self.blocks.push(Block::Text(words::tidied(&step.purpose)));
        let head = self.blocks.len();
        for question in step.questions.iter().filter(|question| question.of.is_none()) {
            if question.items().is_some() {
                self.list(question);
            } else {
                self.question(question, &Address::Question(question.id.clone()), None, "");
            }
        }
        if self.blocks.len() == head {
            self.blocks.truncate(from);
        }
    }

    /// A list with its entries: everything that is asked of one stands together, also what the walk asks later.
    fn list(&mut self, question: &Question) {
        let Some(list) = question.items() else { return };
        let items: &[Item] = self.plan.items(&question.id);
        let address = Address::Question(question.id.clone());
        if items.is_empty() && !self.is_printed(question, &address) {
            return;
        }
        let from = self.blocks.len();
        self.heading(3, &words::capitalised(&list.many), None);
        self.question(question, &address, None, "");
        for item in items {
            let title = self.asked.facts.title(&item.id);
            let title = if title.trim().is_empty() { words::capitalised(&list.one) } else { title };
            self.heading(4, &title, Some(format!("{}: {}", question.id, written_id(&item.id))));
            self.entry(question, Some(item));
        }
        let blank = if items.is_empty() { list.usual.max(1) } else { 1 };
        for _ in 0..blank {
            self.heading(4, &format!("A further {}", list.one), Some(format!("{}: {NEW}", question.id)));
            self.entry(question, None);
        }
        if self.blocks.len() == from + 1 {
            self.blocks.truncate(from);
        }
    }

    fn entry(&mut self, list: &Question, item: Option<&Item>) {
        let bank = self.bank;
        for field in bank.fields(&list.id) {
            let address = Address::Field {
                list: list.id.clone(),
                item: item.map_or_else(String::new, |item| item.id.clone()),
                field: field.id.clone(),
            };
            self.question(field, &address, item, &list.id);
        }
    }

    /// Whether there is space for a question: what was said always has it.
    fn is_printed(&self, question: &Question, address: &Address) -> bool {
        if self.plan.answer(address).is_some_and(|answer| answer.state != State::Open) {
            return true;
        }
        let is_deep_enough = match self.extent {
            Extent::Essential => question.depth == Depth::Essential,
            Extent::Usual => question.depth != Depth::More,
            Extent::All => true,
        };
        let is_new = address.item().is_some_and(str::is_empty);
        let is_asked = is_new || self.asked.facts.point(address).is_some() || self.plan.answers.is_empty();
        is_deep_enough && is_asked
    }

    fn question(&mut self, question: &Question, address: &Address, item: Option<&Item>, list: &str) {
        let is_list = question.items().is_some();
        let has_entries = is_list && !self.plan.items(&question.id).is_empty();
        if !has_entries && !self.is_printed(question, address) {
            return;
        }
        let fact = item.map(|item| self.asked.facts.item(&item.id));
        let ask = words::tidied(&self.asked.worded(&question.ask, fact.as_ref(), list));
        let is_needed = question.required && question.depth != Depth::More;
        let remarks = [
            is_needed.then(|| "needed".to_owned()),
            self.kind(question),
            question.when.is_some().then(|| "only in some plans".to_owned()),
            question.private.then(|| "private".to_owned()),
        ];
        let remarks: Vec<String> = remarks.into_iter().flatten().collect();
        let remark = if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join("; ")) };
        if has_entries {
            // Its entries are the answer.
            self.blocks.push(Block::Text(ask));
            return;
        }
        let answer = self.plan.answer(address);
        let state = answer.map_or(State::Open, |answer| self.asked.state(self.plan, question, address, answer));
        let picked: Vec<&str> = answer
            .filter(|_| state == State::Answered)
            .map(|answer| match &answer.value {
                Json::Bool(yes) => vec![if *yes { "yes" } else { "no" }],
                value => linked_ids(value).collect(),
            })
            .unwrap_or_default();
        let choices: Vec<(String, String)> = match &question.kind {
            Kind::YesNo => ["yes", "no"].map(|word| (word.to_owned(), word.to_owned())).into(),
            Kind::OneOf(choices) | Kind::SomeOf { choices, .. } if choices.len() <= MOST_TICKS => {
                choices.iter().map(|choice| (choice.key.clone(), words::tidied(&choice.label))).collect()
            }
            _ => Vec::new(),
        };
        let ticks: Vec<(bool, String, String)> =
            choices.into_iter().map(|(key, label)| (picked.contains(&key.as_str()), key, label)).collect();
        let lines = match (state, answer) {
            (State::Open, _) | (_, None) => Vec::new(),
            (State::Answered, Some(_)) if ticks.iter().any(|(ticked, ..)| *ticked) => Vec::new(),
            (State::Answered, Some(_)) if is_list => vec!["[]".to_owned()],
            (State::Answered, Some(answer)) => self.said(question, answer),
            (State::Skipped, _) => vec!["-".to_owned()],
            (State::Unknown, Some(answer)) => {
                vec![answer.note.as_ref().map_or_else(|| "?".to_owned(), |note| format!("? {}", words::tidied(note)))]
            }
            (State::NotApplicable, Some(answer)) => {
                vec![format!("/ {}", words::tidied(answer.because.as_deref().unwrap_or("it does not apply")))]
            }
        };
        let blank = match question.kind {
            Kind::LongText { .. } => LINES_OF_LONG_TEXT,
            Kind::Link(ref link) if link.many => 2,
            _ => 1,
        };
        let key = question.id.clone();
        // What was explained with the first entry is not explained again.
        let help = question.help.as_deref().filter(|_| item.is_none_or(|item| self.is_first(item))).map(words::tidied);
        self.blocks.push(Block::Question { ask, remark, help, key, ticks, lines, blank });
    }

    /// What kind of answer is meant, where the space for it does not say so.
    fn kind(&self, question: &Question) -> Option<String> {
        Some(match &question.kind {
            Kind::Text { .. } | Kind::LongText { .. } => return None,
            Kind::YesNo | Kind::OneOf(_) => "one of these".to_owned(),
            Kind::SomeOf { .. } => "any of these".to_owned(),
            Kind::Items(_) => "a list".to_owned(),
            Kind::Currency(_) => "its code, such as EUR".to_owned(),
            Kind::ByMonth { .. } => "such as 900, 1400 from month 13".to_owned(),
            Kind::Link(link) => {
                let lists: Vec<&str> =
                    link.to.iter().filter_map(|list| Some(self.bank.list(list)?.1.many.as_str())).collect();
                let lists = words::listed(&lists);
                if link.many { format!("names of {lists}") } else { format!("the name of one of the {lists}") }
            }
            _ => self.asked.kind(question),
        })
    }

    fn is_first(&self, item: &Item) -> bool {
        let list = self.plan.list_of(&item.id);
        list.is_some_and(|list| self.plan.items(list).first().is_some_and(|first| first.id == item.id))
    }

    /// An answer as it is written behind `>`.
    fn said(&self, question: &Question, answer: &Answer) -> Vec<String> {
        let mut lines: Vec<String> = match (&question.kind, &answer.value) {
            (Kind::Link(_), value) => {
                // A name stands in one line, even one that a hand has put into a plan. What leads nowhere has no name.
                linked_ids(value).filter_map(|id| self.asked.names.get(id)).map(|name| words::tidied(name)).collect()
            }
            (_, Json::Array(keys)) => keys.iter().filter_map(Json::as_str).map(str::to_owned).collect(),
            (_, Json::String(text)) => {
                let text = Asked::typed(question, text);
                text.lines().skip_while(|line| line.trim().is_empty()).map(str::to_owned).collect()
            }
            (_, other) => vec![other.to_string()],
        };
        // What would be read in another way if it were typed is marked as exact.
        let typed = Given::Written(Json::from(lines.join("\n")));
        let is_plain = matches!(question.kind, Kind::Number { .. } | Kind::Money(_) | Kind::Percent(_));
        if is_plain && consider(question, &typed, Within::default()).ok().as_ref() != Some(&answer.value) {
            return vec![format!("= {}", lines.join(" "))];
        }
        if let Some(first) = lines.first_mut()
            && (is_marked(first) || first.starts_with('\\') || is_for_writing(first))
        {
            first.insert(0, '\\');
        }
        lines
    }
}

/// The id of an entry as it stands in one line of a workbook: as JSON has it where a hand has put one into a plan that
/// would be read in another way.
fn written_id(id: &str) -> String {
    if words::tidied(id) == id && id != NEW && !id.contains(['"', '`']) {
        return id.to_owned();
    }
    Json::from(id).to_string().replace('`', "\\u0060")
}

/// Whether a line is one to write on.
pub(super) fn is_for_writing(line: &str) -> bool {
    line.chars().all(|c| c == '_')
}

/// Whether a line says something else than its words.
pub(super) fn is_marked(line: &str) -> bool {
    matches!(line, "?" | "-" | "/" | "[]") || ["? ", "/ ", "= "].iter().any(|mark| line.starts_with(mark))
}

/// The workbook in Markdown, which `fill` reads back.
#[must_use]
pub fn as_markdown(bank: &Bank, blocks: &[Block]) -> String {
    let mut text = format!("{MARK}{} -->\n", bank.id);
    for block in blocks {
        text.push('\n');
        match block {
            Block::Heading { level, text: heading, key } => {
                let marks = "#".repeat(*level);
                let key = key.as_ref().map_or_else(String::new, |key| format!("{POINT}`{key}`"));
                let _ = writeln!(text, "{marks} {heading}{key}");
                if *level == 1 {
                    for line in IN_AN_EDITOR {
                        text.extend(["\n", line, "\n"]);
                    }
                }
            }
            Block::Text(paragraph) => {
                let _ = writeln!(text, "{paragraph}");
            }
            Block::Question { ask, remark, help, key, ticks, lines, .. } => {
                let _ = writeln!(text, "**{ask}**{remark}{POINT}`{key}`\n");
                if let Some(help) = help {
                    let _ = writeln!(text, "{help}\n");
                }
                for (ticked, key, label) in ticks {
                    let _ = writeln!(text, "- [{}] {label}{POINT}`{key}`", if *ticked { 'x' } else { ' ' });
                }
                if !ticks.is_empty() && !lines.is_empty() {
                    text.push('\n');
                }
                for line in lines {
                    let _ = writeln!(text, "{}", format!("> {line}").trim_end());
                }
                if ticks.is_empty() && lines.is_empty() {
                    text.push_str(">\n");
                }
            }
        }
    }
    text
}

/// The workbook in Markdown as documents are made of it: with boxes to tick and lines to write on.
#[must_use]
pub fn as_paper(blocks: &[Block]) -> String {
    let mut text = String::new();
    let line = "_".repeat(60).replace('_', "\\_");
    for block in blocks {
        match block {
            Block::Heading { level, text: heading, .. } => {
                let _ = writeln!(text, "{} {}\n", "#".repeat(*level), escaped_markdown(heading));
                if *level == 1 {
                    for line in ON_PAPER {
                        text.extend([&*escaped_markdown(line), "\n\n"]);
                    }
                }
            }
            Block::Text(paragraph) => {
                let _ = writeln!(text, "{}\n", escaped_markdown(paragraph));
            }
            Block::Question { ask, remark, help, ticks, lines, blank, .. } => {
                let _ = writeln!(text, "**{}**{}\n", escaped_markdown(ask), paper_remark(remark));
                if let Some(help) = help {
                    let _ = writeln!(text, "{}\n", escaped_markdown(help));
                }
                for (ticked, _, label) in ticks {
                    let _ = writeln!(text, "- {} {}", if *ticked { '☒' } else { '☐' }, escaped_markdown(label));
                }
                if !ticks.is_empty() {
                    text.push('\n');
                }
                for line in lines {
                    let _ = writeln!(text, "> {}\n>", escaped_markdown(line));
                }
                if lines.is_empty() && ticks.is_empty() {
                    for _ in 0..*blank {
                        let _ = writeln!(text, "> {line}\n>");
                    }
                }
                text.push('\n');
            }
        }
    }
    text
}

/// What stands behind a question on paper.
fn paper_remark(remark: &str) -> String {
    if remark.is_empty() { String::new() } else { format!(" {}", escaped_markdown(remark.trim_start())) }
}
