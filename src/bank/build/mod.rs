//! From what was written to the model. Every question written gets a place in the model, also a faulty one,
//! so that the lint can go through both side by side.

mod canvas;
mod checks;
mod columns;
mod imports;
mod kinds;
mod outline;
mod upgrades;

pub(crate) use checks::taken_apart;

use super::read::{Folder, Problems, Source};
use super::source::{At, List, Names, RawBank, RawCaution, RawChoice, RawQuestion, RawStep, RawUnanswered, Text};
use super::written::{Written, error, parts, suggest};
use super::{Bank, Caution, Choice, Count, Depth, MOST_ASKED_FOR, Mistake, Part, Question, Step, Unanswered};
use crate::diagnostic::Place;
use crate::expression::{Expression, Insert};
use crate::figures::roles::{CATALOGUE, Role};
use crate::words;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Builds the bank; what is missing is reported and left empty.
pub(super) fn build(folder: &Folder, problems: &mut Problems) -> Bank {
    let raw = &folder.bank.raw;
    check_bank(folder, problems);
    let mut builder = Builder { sets: sets(raw), problems };
    let steps: Vec<Step> = parts(folder).iter().map(|written| builder.step(written)).collect();
    // What is asked anew under an id that is hidden is not hidden any more.
    let is_asked = |hidden: &Question| {
        let asked = |question: &Question| question.id == hidden.id && question.of == hidden.of;
        let inside = |question: &Question| {
            let fields = question.items().into_iter().flat_map(|list| &list.fields);
            hidden.of.as_ref() == Some(&question.id) && fields.into_iter().any(|field| field.id == hidden.id)
        };
        steps.iter().flat_map(|step| &step.questions).any(|question| asked(question) || inside(question))
    };
    let mut hidden = folder.hidden.questions(folder);
    hidden.retain(|question| !is_asked(question));
    let canvas = canvas::blocks(&folder.bank, &steps, problems);
    let outline::Outline { chapters, readers } = outline::outline(&folder.bank, &steps, problems);
    let columns = columns::columns(&folder.bank, problems);
    let due = columns::due(&folder.bank, problems);
    let readiness = columns::readiness(folder, &steps, problems);
    let imports = imports::imports(&folder.bank, &steps, &hidden, problems);
    let upgrades = upgrades::upgrades(folder, problems);
    Bank {
        id: value(&raw.id),
        version: value(&raw.version),
        language: value(&raw.language),
        title: value(&raw.title),
        credit: optional(&raw.credit),
        unanswered: raw.unanswered.as_ref().map(unanswered).unwrap_or_default(),
        steps,
        canvas,
        chapters,
        readers,
        columns,
        due,
        readiness,
        imports,
        hidden,
        templates: folder.templates.clone(),
        private: OnceLock::new(),
        upgrades,
    }
}

/// The questions of a part that is none of the bank.
pub(super) fn questions(folder: &Folder, part: &Source<RawStep>, problems: &mut Problems) -> Vec<Question> {
    let written = Written::new(Part::Step(0), &part.raw, part, part.start);
    Builder { sets: sets(&folder.bank.raw), problems }.step(&written).questions
}

fn sets(raw: &RawBank) -> BTreeMap<&str, Arc<[Choice]>> {
    raw.choices.iter().map(|(name, choices)| (name.as_str(), choices_of(choices))).collect()
}

fn unanswered(raw: &RawUnanswered) -> Unanswered {
    Unanswered { unknown: raw.unknown.clone(), not_applicable: raw.not_applicable.clone() }
}

fn check_bank(folder: &Folder, problems: &mut Problems) {
    let RawBank { id, version, language, title, steps, pause, .. } = &folder.bank.raw;
    let start = folder.bank.place(&folder.bank.texts.line(folder.bank.start));
    for (key, text) in [("id", id), ("version", version), ("language", language), ("title", title)] {
        if text.is_none() {
            problems.push(missing("the bank", key, start.clone()));
        }
    }
    match steps {
        None => problems.push(missing("the bank", "steps", start.clone())),
        Some(steps) if steps.value.is_empty() => {
            let help = "name the step files in order, without `.toml`";
            problems.push(error("no-steps", "the bank has no steps".to_owned(), folder.bank.place(&steps.span), help));
        }
        Some(_) => {}
    }
    let Some(pause) = pause else {
        let help = "add a table `[pause]` with `after`, `title` and `purpose`";
        return problems.push(error("missing-pause", "the bank has no pause".to_owned(), start, help));
    };
    let Some(after) = &pause.value.after else {
        return problems.push(missing("the pause", "after", folder.bank.place(&pause.span)));
    };
    let steps: Vec<&str> = folder.steps.iter().filter_map(|step| Some(step.raw.id.as_ref()?.value.as_str())).collect();
    let all_read = steps.len() == folder.steps.len() && problems.iter().all(|problem| problem.code != "missing-file");
    if all_read && !steps.is_empty() && !steps.contains(&after.value.as_str()) {
        let message = format!("the pause follows step `{}`, which this bank does not have", shown(&after.value));
        let help = suggest(&after.value, steps, "name the id of a step");
        problems.push(error("unknown-step", message, folder.bank.place(&after.span), help));
    }
}

fn missing(what: &str, key: &str, place: Place) -> crate::diagnostic::Diagnostic {
    let help = if key == "field" { "add `[[question.field]]`".to_owned() } else { format!("add `{key} = ...`") };
    error("missing-key", format!("{what} has no `{key}`"), place, help)
}

struct Builder<'a> {
    sets: BTreeMap<&'a str, Arc<[Choice]>>,
    problems: &'a mut Problems,
}

impl Builder<'_> {
    fn step(&mut self, written: &Written<'_>) -> Step {
        let raw = written.step;
        let id = match written.part {
            Part::Profile => "profile".to_owned(),
            Part::Pause => "pause".to_owned(),
            Part::Step(_) => value(&raw.id),
        };
        let counted = matches!(written.part, Part::Step(_));
        for (key, text) in [("id", &raw.id), ("title", &raw.title), ("purpose", &raw.purpose)] {
            if text.is_none() && (counted || key != "id") {
                self.problems.push(missing(&written.called(), key, written.head()));
            }
        }
        Step {
            id,
            was: names(raw.was.as_ref()),
            part: written.part,
            title: value(&raw.title),
            purpose: value(&raw.purpose),
            guidance: optional(&raw.guidance),
            produced: raw.produced.as_ref().map(|text| self.insert(written, text)),
            questions: raw.question.iter().map(|question| self.question(written, question)).collect(),
            facts: raw.fact.iter().map(|fact| self.derived(written, fact)).collect(),
            checks: raw.check.iter().map(|check| self.check(written, check)).collect(),
            insights: raw.insight.iter().map(|insight| self.insight(written, insight)).collect(),
        }
    }

    fn question(&mut self, written: &Written<'_>, raw: &At<RawQuestion>) -> Question {
        let RawQuestion { id, ask, label, kind, .. } = &raw.value;
        for (key, text) in [("id", id), ("ask", ask), ("label", label), ("kind", kind)] {
            if text.is_none() {
                self.lacks(written, raw, key);
            }
        }
        let insert = |text: &Text, builder: &mut Self| {
            text.as_ref().map(|text| builder.insert(written, text)).unwrap_or_default()
        };
        Question {
            id: value(id),
            was: names(raw.value.was.as_ref()),
            split_from: optional(&raw.value.split_from),
            ask: insert(ask, self),
            label: insert(label, self),
            help: optional(&raw.value.help),
            example: optional(&raw.value.example),
            mistakes: raw
                .value
                .mistakes
                .iter()
                .map(|mistake| Mistake { bad: value(&mistake.value.bad), why: value(&mistake.value.why) })
                .collect(),
            cautions: raw.value.cautions.iter().map(|caution| self.caution(written, caution)).collect(),
            kind: self.kind(written, raw),
            required: raw.value.required.unwrap_or_default(),
            depth: self.depth(written, raw),
            matters_for: raw
                .value
                .matters_for
                .as_ref()
                .map_or_else(Vec::new, |keys| keys.value.iter().map(|key| key.value.clone()).collect()),
            when: expression(written, &raw.value.when),
            of: optional(&raw.value.of),
            together: raw.value.together.as_ref().is_some_and(|together| together.value),
            in_plan: raw.value.in_plan.unwrap_or(true),
            private: is_true(raw.value.private.as_ref()),
            role: self.role(written, raw),
            start: expression(written, &raw.value.start),
            default: optional(&raw.value.default),
        }
    }

    fn caution(&mut self, written: &Written<'_>, raw: &At<RawCaution>) -> Caution {
        let RawCaution { when, say } = &raw.value;
        for (key, _) in [("when", when), ("say", say)].iter().filter(|(_, text)| text.is_none()) {
            self.problems.push(missing("a caution", key, written.place(&raw.span)));
        }
        let say = say.as_ref().map(|say| self.insert(written, say)).unwrap_or_default();
        Caution { when: expression(written, when).unwrap_or_default(), say }
    }

    fn lacks(&mut self, written: &Written<'_>, raw: &At<RawQuestion>, key: &str) {
        let what = raw.value.id.as_ref().map(|id| format!("question `{}`", shown(&id.value)));
        let span = raw.value.id.as_ref().map_or(&raw.span, |id| &id.span);
        self.problems.push(missing(what.as_deref().unwrap_or("a question"), key, written.place(span)));
    }

    /// A role of the catalogue; what it asks of its question is looked at by the lint.
    fn role(&mut self, written: &Written<'_>, raw: &At<RawQuestion>) -> Option<Role> {
        let name = raw.value.role.as_ref()?;
        let role = Role::named(&name.value);
        if role.is_none() {
            let message = format!("there is no role `{}`", shown(&name.value));
            let otherwise = "take `role` out, or use one of the roles that the README lists";
            let help = suggest(&name.value, CATALOGUE.iter().map(|entry| entry.name), otherwise);
            self.problems.push(error("unknown-role", message, written.place(&name.span), help));
        }
        role
    }

    fn depth(&mut self, written: &Written<'_>, raw: &At<RawQuestion>) -> Depth {
        let Some(depth) = &raw.value.depth else { return Depth::Standard };
        match depth.value.as_str() {
            "essential" => Depth::Essential,
            "standard" => Depth::Standard,
            "more" => Depth::More,
            other => {
                let message = format!("there is no depth `{}`", shown(other));
                let help = suggest(other, ["essential", "standard", "more"], "write `essential`, `standard` or `more`");
                self.problems.push(error("unknown-depth", message, written.place(&depth.span), help));
                Depth::Standard
            }
        }
    }

    fn insert(&mut self, written: &Written<'_>, text: &At<String>) -> Insert {
        match Insert::parse(&text.value) {
            Ok(insert) => insert.at(|range| written.inside(text, range)),
            Err(problem) => {
                let place = written.inside(text, problem.offset..problem.offset + 1);
                let help = "an expression stands between `{` and `}`";
                self.problems.push(error("insert-syntax", problem.message, place, help));
                Insert::default()
            }
        }
    }
}

fn choices_of(raw: &List<RawChoice>) -> Arc<[Choice]> {
    raw.iter()
        .map(|choice| Choice {
            key: value(&choice.value.key),
            was: names(choice.value.was.as_ref()),
            label: value(&choice.value.label),
            help: optional(&choice.value.help),
            short: optional(&choice.value.short),
            score: decimal(choice.value.score.as_ref()),
        })
        .collect()
}

fn value(text: &Text) -> String {
    text.as_ref().map(|text| text.value.clone()).unwrap_or_default()
}

fn names(names: Option<&At<Names>>) -> Vec<String> {
    names.map(|names| names.value.0.clone()).unwrap_or_default()
}

fn optional(text: &Text) -> Option<String> {
    text.as_ref().map(|text| text.value.clone())
}

fn expression(written: &Written<'_>, text: &Text) -> Option<Expression> {
    text.as_ref().map(|text| placed(written, text, 0))
}

/// An expression of `bank.toml` itself.
fn placed_in(bank: &Source<RawBank>, text: &At<String>) -> Expression {
    Expression::new(&text.value).at(bank.inside(text, 0..text.value.len()))
}

/// The expression that starts at a byte of a text and ends with it.
fn placed(written: &Written<'_>, text: &At<String>, start: usize) -> Expression {
    let source = text.value.get(start..).unwrap_or_default();
    Expression::new(source).at(written.inside(text, start..text.value.len()))
}

fn count(key: &RawQuestion) -> Count {
    Count {
        at_least: key.at_least.as_ref().map(asked_for).unwrap_or_default(),
        at_most: key.at_most.as_ref().map(size),
    }
}

/// How many entries are asked for. A bank that wants more is told by its check, and opens with as many as can be made.
fn asked_for(number: &At<u64>) -> usize {
    size(number).min(MOST_ASKED_FOR)
}

fn size(number: &At<u64>) -> usize {
    usize::try_from(number.value).unwrap_or(usize::MAX)
}

fn decimal(number: Option<&At<f64>>) -> Option<Decimal> {
    number.and_then(|number| Decimal::from_f64(number.value)).map(|number| number.normalize())
}

fn is_true(flag: Option<&At<bool>>) -> bool {
    flag.is_some_and(|flag| flag.value)
}

fn shown(text: &str) -> String {
    words::printable(text)
}
