//! The workbook, read back as answers.

use super::writing::{is_for_writing, is_marked};
use super::{Extent, MARK, NEW, POINT, as_markdown, questionnaire};
use crate::bank::{Bank, Kind, Question};
use crate::diagnostic::{Diagnostic, Place};
use crate::plan::Plan;
use crate::words;
use serde_json::{Map, Number, Value as Json, json};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// What a workbook says.
#[derive(Debug)]
pub struct Read {
    /// The answers, as a file of answers has them.
    pub answers: Map<String, Json>,
    /// Lines that are neither questions nor answers and were not printed: their numbers and what they say.
    pub strays: Vec<(usize, String)>,
    path: String,
    source: Arc<str>,
    places: BTreeMap<String, Range<usize>>,
}

impl Read {
    /// A problem that was found when the answers were taken, with the place in the workbook where the answer stands.
    #[must_use]
    pub fn placed(&self, problem: Diagnostic) -> Diagnostic {
        let is_of =
            |name: &&String| problem.message.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with(':'));
        let named = self.places.keys().filter(is_of).max_by_key(|name| name.len());
        match named.and_then(|name| self.places.get(name)) {
            Some(span) if problem.place.is_none() => {
                let place = Place { path: self.path.clone(), source: self.source.clone(), span: span.clone() };
                problem.at(place)
            }
            _ => problem,
        }
    }
}

/// Whether a text is a workbook.
#[must_use]
pub fn is_questionnaire(text: &str) -> bool {
    text.lines().any(|line| line.starts_with(MARK))
}

/// Reads a workbook that was filled in; `plan` is the one that it goes into.
///
/// # Errors
/// Every problem at once: questions that the bank does not have, ticks that no choice belongs to, too many of them, and
/// answers that stand below no question.
pub fn read_questionnaire(bank: &Bank, plan: &Plan, text: &str, path: &str) -> Result<Read, Vec<Diagnostic>> {
    let mut printed = words::tidied(&as_markdown(bank, &questionnaire(bank, plan, Extent::All)));
    printed.push(' ');
    printed.push_str(&words::tidied(&as_markdown(bank, &questionnaire(bank, &blank(bank), Extent::All))));
    let mut reading = Reading {
        bank,
        source: Arc::from(text),
        path,
        printed,
        entry: None,
        open: None,
        answers: Map::new(),
        places: BTreeMap::new(),
        strays: Vec::new(),
        problems: Vec::new(),
    };
    let mut start = 0;
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        let content = line.trim_end();
        reading.line(number, content, start..start + content.len());
        start += line.len();
    }
    reading.close();
    reading.names(plan);
    if !reading.problems.is_empty() {
        return Err(reading.problems);
    }
    let Reading { answers, strays, source, places, .. } = reading;
    Ok(Read { answers, strays, path: path.to_owned(), source, places })
}

fn blank(bank: &Bank) -> Plan {
    Plan::new(bank, crate::bank::Route::Full, None)
}

/// The entry that is being read: its list, its number from 1, its id in the plan it was printed from.
struct Entry {
    list: String,
    number: usize,
}

/// The question that is being read.
struct Open<'b> {
    question: &'b Question,
    span: Range<usize>,
    lines: Vec<String>,
    ticks: Vec<String>,
}

struct Reading<'b, 'p> {
    bank: &'b Bank,
    source: Arc<str>,
    path: &'p str,
    printed: String,
    entry: Option<Entry>,
    open: Option<Open<'b>>,
    answers: Map<String, Json>,
    places: BTreeMap<String, Range<usize>>,
    strays: Vec<(usize, String)>,
    problems: Vec<Diagnostic>,
}

/// A line that ends with a key in code, parted into what stands before it and the key.
fn keyed(line: &str) -> Option<(&str, &str)> {
    line.strip_suffix('`')?.rsplit_once(&format!("{POINT}`"))
}

impl Reading<'_, '_> {
    fn problem(&mut self, said: String, span: Range<usize>, help: &str) {
        let place = Place { path: self.path.to_owned(), source: self.source.clone(), span };
        self.problems.push(Diagnostic::error("workbook", said).at(place).help(help));
    }

    fn line(&mut self, number: usize, line: &str, span: Range<usize>) {
        let line = line.trim_start();
        if let Some(answer) = line.strip_prefix('>') {
            let answer = answer.strip_prefix(' ').unwrap_or(answer);
            // The line that one writes on is no answer.
            let answer = if is_for_writing(answer) { "" } else { answer };
            match &mut self.open {
                Some(open) => {
                    if open.lines.iter().all(String::is_empty) {
                        open.span = span;
                    }
                    open.lines.push(answer.to_owned());
                }
                None if answer.is_empty() => {}
                None => self.problem(
                    "this answer stands below no question".to_owned(),
                    span,
                    "put it below the question it answers, which ends with its key, such as `name`",
                ),
            }
        } else if let Some(tick) =
            line.strip_prefix(['-', '*', '+']).map(str::trim_start).and_then(|rest| rest.strip_prefix('['))
        {
            self.tick(tick, span);
        } else if let Some((before, key)) = keyed(line) {
            self.close();
            self.begin(before, key, span);
        } else if line.starts_with(MARK) {
            let id = line.trim_start_matches(MARK).trim_end_matches("-->").trim();
            if id != self.bank.id {
                let said = format!(
                    "this workbook asks the questions of the bank `{}`, and the plan is one of `{}`",
                    words::printable(id),
                    self.bank.id
                );
                self.problem(said, span, "name its bank with `--bank`, or fill in another plan");
            }
        } else {
            let said = words::tidied(line);
            let is_heading = line.starts_with('#');
            if is_heading {
                self.close();
                self.entry = None;
            }
            if !said.is_empty()
                && !is_heading
                && !self.printed.contains(&said)
                && said.chars().any(char::is_alphanumeric)
            {
                self.strays.push((number, said));
            }
        }
    }

    fn begin(&mut self, before: &str, key: &str, span: Range<usize>) {
        if let Some((list, id)) = key.split_once(": ") {
            let Some((question, _)) = self.bank.list(list) else {
                let said = format!("there is no list `{}` in these questions", words::printable(list));
                self.problem(said, span, "leave the keys as they were printed");
                self.entry = None;
                return;
            };
            let entries = self.answers.entry(question.id.clone()).or_insert_with(|| json!([]));
            let number = entries.as_array().map_or(0, Vec::len) + 1;
            if let Json::Array(entries) = entries {
                // What looks like JSON and is none was written by hand.
                let own = || serde_json::from_str::<String>(id).unwrap_or_else(|_| id.to_owned());
                entries.push(if id == NEW { json!({}) } else { json!({ "id": own() }) });
            }
            self.places.insert(format!("`{}` {number}", question.id), span);
            self.entry = Some(Entry { list: question.id.clone(), number });
            return;
        }
        let bank = self.bank;
        let list = self.entry.as_ref().and_then(|entry| bank.list(&entry.list)).map(|(list, _)| list.id.as_str());
        let field = list.and_then(|list| bank.fields(list).find(|field| field.id == key));
        let question = if before.starts_with('#') { None } else { field.or_else(|| bank.question(key)) };
        if field.is_none() {
            self.entry = None;
        }
        let Some(question) = question else {
            let said = format!("there is no question `{}` here", words::printable(key));
            let help = "leave the keys as they were printed; a field stands below the heading of its entry";
            self.problem(said, span, help);
            return;
        };
        self.open = Some(Open { question, span, lines: Vec::new(), ticks: Vec::new() });
    }

    fn tick(&mut self, tick: &str, span: Range<usize>) {
        let Some((mark, rest)) = tick.split_once(']') else { return };
        if mark.trim().is_empty() {
            return;
        }
        let key = keyed(rest).map_or_else(|| rest.trim(), |(_, key)| key).to_owned();
        match &mut self.open {
            Some(open) => {
                open.span = span;
                open.ticks.push(key);
            }
            None => self.problem(
                "this tick stands below no question".to_owned(),
                span,
                "put it below the question it answers, which ends with its key, such as `name`",
            ),
        }
    }

    /// Takes the answer to the question that was read.
    fn close(&mut self) {
        let Some(Open { question, span, mut lines, ticks }) = self.open.take() else { return };
        while lines.last().is_some_and(|line| line.trim().is_empty()) {
            lines.pop();
        }
        let from = lines.iter().take_while(|line| line.trim().is_empty()).count();
        lines.drain(..from);
        if lines.is_empty() && ticks.is_empty() {
            return;
        }
        let Some(value) = self.value(question, &lines, ticks, &span) else { return };
        let name = if let Some(entry) = &self.entry {
            let entries = self.answers.get_mut(&entry.list).and_then(Json::as_array_mut);
            if let Some(Json::Object(own)) = entries.and_then(|entries| entries.get_mut(entry.number - 1)) {
                own.insert(question.id.clone(), value);
            }
            format!("`{}` {}, `{}`", entry.list, entry.number, question.id)
        } else {
            self.answers.insert(question.id.clone(), value);
            format!("`{}`", question.id)
        };
        self.places.insert(name, span);
    }

    fn value(
        &mut self,
        question: &Question,
        lines: &[String],
        ticks: Vec<String>,
        span: &Range<usize>,
    ) -> Option<Json> {
        let is_told = lines.first().is_some_and(|first| is_marked(first));
        if !ticks.is_empty() && !lines.is_empty() {
            let said = format!("`{}` is ticked and written as well", question.id);
            self.problem(said, span.clone(), "keep one of the two");
            return None;
        }
        let joined = words::tidied(&lines.join(" "));
        if is_told {
            let rest = |mark: char| joined.trim_start_matches(mark).trim().to_owned();
            return Some(match joined.chars().next() {
                Some('?') if rest('?').is_empty() => json!({ "unknown": true }),
                Some('?') => json!({ "unknown": true, "note": rest('?') }),
                Some('-') => json!({ "skip": true }),
                Some('/') if rest('/').is_empty() => {
                    let said = format!("`{}` does not apply, but nothing says why", question.id);
                    self.problem(said, span.clone(), "write the reason behind the /");
                    return None;
                }
                Some('/') => json!({ "not_applicable": rest('/') }),
                Some('=') => rest('=').parse::<Number>().map_or_else(|_| Json::from(rest('=')), Json::Number),
                _ => json!([]),
            });
        }
        match &question.kind {
            Kind::YesNo | Kind::OneOf(_) if ticks.len() > 1 => {
                let said = format!("more than one answer to `{}` is ticked", question.id);
                self.problem(said, span.clone(), "keep the x at one of them");
                None
            }
            Kind::YesNo if ticks.len() == 1 => Some(Json::from(ticks.first().is_some_and(|tick| tick == "yes"))),
            Kind::SomeOf { .. } if !ticks.is_empty() => Some(json!(ticks)),
            _ if !ticks.is_empty() => Some(Json::from(ticks.into_iter().next().unwrap_or_default())),
            kind => {
                let plain = |line: &String| line.strip_prefix('\\').unwrap_or(line).to_owned();
                let mut lines: Vec<String> = lines.to_vec();
                if let Some(first) = lines.first_mut() {
                    *first = plain(first);
                }
                Some(match kind {
                    Kind::Link(link) if link.many => {
                        json!(
                            lines
                                .iter()
                                .map(|line| words::tidied(line))
                                .filter(|line| !line.is_empty())
                                .collect::<Vec<_>>()
                        )
                    }
                    Kind::Items(_) => json!(lines),
                    Kind::LongText { .. } => Json::from(lines.join("\n")),
                    _ => Json::from(words::tidied(&lines.join(" "))),
                })
            }
        }
    }

    /// Entries are known by their ids in the plan they were printed from. In another plan they are new; only those that
    /// are linked by their ids keep one there.
    fn names(&mut self, plan: &Plan) {
        let linked: Vec<String> = self.answers.values().flat_map(texts).collect();
        let mut renamed: Vec<String> = Vec::new();
        for (list, entries) in &mut self.answers {
            for entry in entries.as_array_mut().into_iter().flatten() {
                let Some(own) = entry.as_object_mut() else { continue };
                let Some(id) = own.get("id").and_then(Json::as_str).map(str::to_owned) else { continue };
                if plan.item(list, &id).is_some() {
                    continue;
                }
                own.shift_remove("id");
                if linked.contains(&id) {
                    own.insert("id".to_owned(), Json::from(format!("from-{id}")));
                    renamed.push(id);
                }
            }
        }
        for entries in self.answers.values_mut() {
            rename(entries, &renamed);
        }
        // A block that was left blank is no entry.
        let mut empty: Vec<String> = Vec::new();
        for (list, entries) in &mut self.answers {
            let is_list = self.bank.list(list).is_some();
            if let Json::Array(own) = entries
                && is_list
                && !own.is_empty()
            {
                // What is left keeps its number in messages only as long as nothing before it goes.
                let says = |entry: &Json| !entry.as_object().is_some_and(|own| own.keys().all(|key| key == "id"));
                let kept: Vec<usize> =
                    own.iter().enumerate().filter(|(_, entry)| says(entry)).map(|(at, _)| at + 1).collect();
                for (number, before) in (1..).zip(&kept) {
                    renumber(&mut self.places, list, *before, number);
                }
                own.retain(says);
                if own.is_empty() {
                    empty.push(list.clone());
                }
            }
        }
        for list in empty {
            self.answers.shift_remove(&list);
        }
    }
}

/// All texts in answers.
fn texts(value: &Json) -> Vec<String> {
    match value {
        Json::String(text) => vec![text.clone()],
        Json::Array(values) => values.iter().flat_map(texts).collect(),
        Json::Object(own) => own.iter().filter(|(key, _)| *key != "id").flat_map(|(_, value)| texts(value)).collect(),
        _ => Vec::new(),
    }
}

fn rename(value: &mut Json, ids: &[String]) {
    match value {
        Json::String(text) if ids.contains(text) => *text = format!("from-{text}"),
        Json::Array(values) => values.iter_mut().for_each(|value| rename(value, ids)),
        Json::Object(own) => own.iter_mut().filter(|(key, _)| *key != "id").for_each(|(_, value)| rename(value, ids)),
        _ => {}
    }
}

/// Moves the places of an entry to another number.
fn renumber(places: &mut BTreeMap<String, Range<usize>>, list: &str, from: usize, to: usize) {
    if from == to {
        return;
    }
    let prefix = format!("`{list}` {from}");
    let own: Vec<String> = places
        .keys()
        .filter(|name| name.strip_prefix(&prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with(',')))
        .cloned()
        .collect();
    for name in own {
        if let (Some(span), Some(rest)) = (places.remove(&name), name.strip_prefix(&prefix)) {
            places.insert(format!("`{list}` {to}{rest}"), span);
        }
    }
}
