//! A file of answers, blank or filled, with every key explained beside it; `fill` reads it back.

use super::asked::Asked;
use crate::bank::{Bank, Depth, Kind, Part, Question};
use crate::fact::Fact;
use crate::plan::{Address, Answer, Item, Plan, State, linked_ids, written_answer};
use crate::words;
use rust_decimal::Decimal;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::fmt::Write;

/// How wide comments are.
const WIDTH: usize = 110;

/// Digits that a number of a file keeps on its way through any program.
const EXACT: usize = 15;

/// The file of answers for a plan, in TOML: what was said, and all that can be said as comments. For an empty plan it is
/// blank: nothing in it is an answer until somebody takes the mark before a key away.
#[must_use]
pub fn answers_file(bank: &Bank, plan: &Plan) -> String {
    let linked = plan.all_answers().flat_map(|(_, answer)| linked_ids(&answer.value).map(str::to_owned));
    let linked = linked.collect();
    let mut file = File { bank, plan, asked: Asked::new(bank, plan), linked, text: String::new() };
    file.head();
    file.questions();
    file.lists();
    file.text
}

struct File<'b> {
    bank: &'b Bank,
    plan: &'b Plan,
    asked: Asked<'b>,
    /// The ids that something links to.
    linked: BTreeSet<String>,
    text: String,
}

impl File<'_> {
    fn head(&mut self) {
        let title = words::tidied(&self.bank.title);
        self.comment(&format!("Answers for: {title}"), "");
        self.text.push_str("#\n");
        for line in [
            "Take the # before a key away and write your answer behind it. Save the file, then: canvass fill PLAN --answers FILE",
            "Instead of an answer: { unknown = true } where you do not know it yet, { skip = true } for later, \
             { not_applicable = \"why\" } where it does not apply.",
            "Numbers need no quotation marks and a point for decimals; texts stand in quotation marks; dates are 2026-03-01. \
             Every key that you leave out stays as it is in the plan.",
            "What belongs to an entry of a list stands below its [[list]], single questions above the first of these. A link \
             names the title of another entry, or its id.",
        ] {
            self.comment(line, "");
        }
    }

    fn comment(&mut self, text: &str, indent: &str) {
        let options = textwrap::Options::new(WIDTH).initial_indent("# ").subsequent_indent("#   ").break_words(false);
        let indented = format!("{indent}{}", words::tidied(text));
        for line in textwrap::wrap(&indented, options) {
            let _ = writeln!(self.text, "{}", line.trim_end());
        }
    }

    /// What is asked, how it is answered, and what can be picked.
    fn explain(&mut self, question: &Question, item: Option<&Fact>, list: &str) {
        self.text.push('\n');
        let ask = self.asked.worded(&question.ask, item, list);
        let needed = match question.depth {
            _ if question.required && question.depth != Depth::More => " (needed)",
            Depth::More => " (a detail)",
            _ => "",
        };
        let only = if question.when.is_some() { ", asked only in some plans" } else { "" };
        let private = if question.private { ", private" } else { "" };
        self.comment(&format!("{ask}{needed} [{}{only}{private}]", self.asked.kind(question)), "");
        if let Some(help) = &question.help {
            self.comment(help, "  ");
        }
        if let Some(example) = &question.example {
            self.comment(&format!("For instance: {example}"), "  ");
        }
        if !matches!(question.kind, Kind::Currency(_)) {
            for choice in question.choices() {
                self.comment(&format!("\"{}\": {}", choice.key, choice.label), "  ");
            }
        }
    }

    fn questions(&mut self) {
        let bank = self.bank;
        for step in &bank.steps {
            let mut told = false;
            for question in step.questions.iter().filter(|own| own.of.is_none()) {
                // A list without entries about which something was said is a key like others.
                if question.items().is_some() && self.of_empty_list(question).is_none() {
                    continue;
                }
                if !std::mem::replace(&mut told, true) {
                    let number = match step.part {
                        Part::Step(number) => format!("Step {number}: "),
                        _ => String::new(),
                    };
                    let _ = write!(self.text, "\n\n# ==== {number}{} ====\n", words::tidied(&step.title));
                }
                self.explain(question, None, "");
                let address = Address::Question(question.id.clone());
                let value = self.value(&address, question).or_else(|| self.of_empty_list(question));
                self.key(question, value.as_deref());
            }
        }
    }

    /// What was said of a list that has no entries.
    fn of_empty_list(&self, question: &Question) -> Option<String> {
        let address = Address::Question(question.id.clone());
        if question.items().is_none() || !self.plan.items(&question.id).is_empty() {
            return None;
        }
        match self.asked.facts.point(&address)?.state {
            State::Open => None,
            State::Answered => Some("[]".to_owned()),
            _ => self.value(&address, question),
        }
    }

    /// The key with its answer, or marked as a comment where there is none.
    fn key(&mut self, question: &Question, value: Option<&str>) {
        let line = match value {
            Some(value) => format!("{} = {value}\n", question.id),
            None => format!("#{} = {}\n", question.id, blank(question)),
        };
        self.text.push_str(&line);
    }

    fn lists(&mut self) {
        let bank = self.bank;
        for (_, question) in bank.questions() {
            let Some(list) = question.items() else { continue };
            let title = words::capitalised(&words::tidied(&list.many));
            let _ = write!(self.text, "\n\n# ==== {title} ====\n");
            self.explain(question, None, "");
            let items: &[Item] = self.plan.items(&question.id);
            if items.is_empty() {
                self.comment(&format!("One block like this for each {}:", list.one), "");
                let _ = writeln!(self.text, "#[[{}]]", question.id);
                for field in bank.fields(&question.id) {
                    self.explain(field, None, &question.id);
                    self.key(field, None);
                }
            }
            for (number, item) in items.iter().enumerate() {
                let _ = write!(self.text, "\n[[{}]]\n", question.id);
                let id = written_answer(&item.id.as_str().into());
                // Without its id an entry is known by its name, also in another plan. A name that several have is not
                // enough for what links to one of them.
                let needs_id = self.linked.contains(&item.id) && self.asked.names.get(&item.id) == Some(&item.id);
                let _ = if needs_id {
                    writeln!(self.text, "id = {id}")
                } else {
                    writeln!(self.text, "#id = {id}  # take the # away to give this entry another name")
                };
                let fact = self.asked.facts.item(&item.id);
                for field in bank.fields(&question.id) {
                    let address =
                        Address::Field { list: question.id.clone(), item: item.id.clone(), field: field.id.clone() };
                    let value = self.value(&address, field);
                    // What was explained with the first entry is not explained again.
                    if number == 0 {
                        self.explain(field, Some(&fact), &question.id);
                    }
                    if number == 0 || value.is_some() {
                        self.key(field, value.as_deref());
                    }
                }
            }
        }
    }

    /// What was said at a place, as a file of answers writes it.
    fn value(&self, address: &Address, question: &Question) -> Option<String> {
        let answer = self.plan.answer(address)?;
        match self.asked.state(self.plan, question, address, answer) {
            State::Open => None,
            State::Skipped => Some("{ skip = true }".to_owned()),
            State::Unknown => Some(match &answer.note {
                Some(note) => format!("{{ unknown = true, note = {} }}", line(note)),
                None => "{ unknown = true }".to_owned(),
            }),
            State::NotApplicable => Some(format!(
                "{{ not_applicable = {} }}",
                line(answer.because.as_deref().unwrap_or("it does not apply"))
            )),
            State::Answered => self.answered(answer, question),
        }
    }

    fn answered(&self, answer: &Answer, question: &Question) -> Option<String> {
        if question.items().is_some() {
            return None;
        }
        // What leads nowhere has no name.
        let name = |id: &Json| self.asked.names.get(id.as_str()?).map(|name| Json::from(name.as_str()));
        Some(match (&question.kind, &answer.value) {
            (Kind::Link(_), Json::Array(ids)) => written_answer(&ids.iter().filter_map(name).collect()),
            (Kind::Link(_), id) => written_answer(&name(id)?),
            (Kind::Number { .. } | Kind::Money(_) | Kind::Percent(_), Json::String(number)) => bare(number),
            (_, Json::String(text)) => written_answer(&Asked::typed(question, text).into()),
            (_, value) => written_answer(value),
        })
    }
}

/// A text in one line, since it stands in braces.
fn line(text: &str) -> String {
    written_answer(&words::tidied(text).into())
}

/// A number without quotation marks, which means just what it says, where a program would keep all of it.
fn bare(number: &str) -> String {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let is_plain = number.parse::<Decimal>().is_ok() && digits <= EXACT && !number.starts_with('+');
    let zeros = number.trim_start_matches('-');
    let leads = zeros.starts_with('0') && !zeros.starts_with("0.") && zeros != "0"
        || zeros.starts_with('.')
        || zeros.ends_with('.');
    if is_plain && !leads { number.to_owned() } else { written_answer(&number.into()) }
}

/// What stands behind a key that waits for its answer.
fn blank(question: &Question) -> &'static str {
    match &question.kind {
        Kind::Number { .. } | Kind::Money(_) | Kind::Percent(_) => "0",
        Kind::YesNo => "true",
        Kind::SomeOf { .. } => "[]",
        Kind::Link(link) if link.many => "[]",
        _ => "\"\"",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_mean_what_they_say() {
        for (number, written) in [
            ("60.00", "60.00"),
            ("-5", "-5"),
            ("0.5", "0.5"),
            ("0", "0"),
            ("007", "\"007\""),
            (".5", "\".5\""),
            ("0.1234567890123456789", "\"0.1234567890123456789\""),
            ("many", "\"many\""),
        ] {
            assert_eq!(bare(number), written);
        }
    }
}
