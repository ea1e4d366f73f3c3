//! Conditions and inserts: they compile, and read only what exists and is asked earlier.

use super::entry::{Asked, DerivedEntry, Moment, ends};
use super::sight::{Fault, Sight, Target};
use super::view::STATES;
use crate::bank::Kind;
use crate::bank::read::Problems;
use crate::bank::source::At;
use crate::bank::written::{Written, error, suggest};
use crate::diagnostic::Diagnostic;
use crate::expression::{Comparison, Expression, Insert, Meaning, Path, Reference, Type};
use crate::words;
use std::ops::Range;

pub(super) fn check(
    parts: &[Written<'_>],
    entries: &[Asked<'_>],
    derived: &[DerivedEntry<'_>],
    problems: &mut Problems,
) {
    for entry in entries {
        question(entry, entries, derived, problems);
    }
    for (part, end) in parts.iter().zip(ends(parts)) {
        let Some(produced) = &part.step.produced else { continue };
        let sight = Sight::new(entries, derived, end);
        Look { owner: &part.called(), written: part, sight: &sight, known: &[], holder: Holder::Question, problems }
            .insert(produced);
    }
}

fn question(entry: &Asked<'_>, entries: &[Asked<'_>], derived: &[DerivedEntry<'_>], problems: &mut Problems) {
    let raw = &entry.raw.value;
    let owner = &entry.called();
    let written = &entry.written;
    let sight = Sight { item: entry.list, ..Sight::new(entries, derived, entry.moment) };
    let mut look = Look { owner, written, sight: &sight, known: &[], holder: Holder::Question, problems };
    for text in [&raw.ask, &raw.label, &raw.propose_ask].into_iter().flatten() {
        look.insert(text);
    }
    for (text, wanted) in [(&raw.when, Wanted::Condition), (&raw.start, Wanted::Anything)] {
        let Some(text) = text else { continue };
        look.expression(text, wanted);
    }
    if let Some(propose) = &raw.propose {
        // What is proposed may depend on what the list holds already.
        let now = Moment { question: entry.moment.question + 1, ..entry.moment };
        let sight = Sight { now, ..sight };
        Look { sight: &sight, owner, written, known: &[], holder: Holder::Question, problems: look.problems }
            .expression(propose, Wanted::Proposals);
    }
    if let Kind::Link(link) = &entry.question.kind {
        let sight = Sight { candidates: &link.to, ..sight };
        for (text, wanted) in [(&raw.among, Wanted::Condition), (&raw.order, Wanted::Number)] {
            let Some(text) = text else { continue };
            Look { sight: &sight, owner, written, known: &[], holder: Holder::Question, problems: look.problems }
                .expression(text, wanted);
        }
    }
    cautions(entry, &sight, problems);
    if let (Some(text), Some(_)) = (&raw.title, entry.question.items()) {
        let moment = Moment { field: usize::MAX, ..entry.moment };
        let sight = Sight { item: Some(&entry.question.id), ..Sight::new(entries, derived, moment) };
        Look { sight: &sight, owner, written, known: &[], holder: Holder::Question, problems }.insert(text);
    }
}

/// Cautions see the answer just given, which is never null.
fn cautions(entry: &Asked<'_>, sight: &Sight<'_>, problems: &mut Problems) {
    let is_list = entry.question.items().is_some();
    let now = Moment { question: entry.moment.question + usize::from(is_list), ..entry.moment };
    let sight = Sight { answer: Some(entry), now, ..*sight };
    let (owner, known) = (entry.called(), [vec!["answer".to_owned()]]);
    for caution in &entry.raw.value.cautions {
        let mut look = Look {
            owner: &owner,
            written: &entry.written,
            sight: &sight,
            known: &known,
            holder: Holder::Question,
            problems,
        };
        if let Some(when) = &caution.value.when {
            look.expression(when, Wanted::Condition);
        }
        if let Some(say) = &caution.value.say {
            look.insert(say);
        }
    }
}

/// What holds an expression.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    /// A question or a step: an expression that gives no answer is passed over.
    Question,
    /// A check, which must always give an answer.
    Check,
    /// A derived fact, which must always have a value.
    Fact,
}

/// What an expression has to give.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Anything,
    /// True or false.
    Condition,
    /// A number to sort by.
    Number,
    /// A list to go through.
    List,
    /// A list of texts, or of entries as maps.
    Proposals,
}

impl Wanted {
    fn called(self) -> &'static str {
        match self {
            Self::Anything => "anything",
            Self::Condition => "true or false",
            Self::Number => "a number",
            Self::List => "a list",
            Self::Proposals => "a list of texts or entries",
        }
    }

    /// A remedy, if an expression of that kind will not do.
    fn help(self, gives: &Type) -> Option<&'static str> {
        match (self, gives) {
            (Self::Anything, _)
            | (_, Type::Any)
            | (Self::Condition, Type::Truth)
            | (Self::Number, Type::Number)
            | (Self::List, Type::List(_)) => None,
            (Self::Proposals, Type::List(held)) if matches!(**held, Type::Any | Type::Text | Type::Item) => None,
            (Self::Condition, Type::List(_)) => Some("count the list, as in `.size() > 0`"),
            (Self::Condition, _) => Some("compare it with something, as in `... == 'mass'` or `... > 2`"),
            (Self::Number, _) => Some("give a number: the smallest is offered first"),
            (Self::List, _) => Some("name a list, such as `segments`, or make one with `filter` or `map`"),
            (Self::Proposals, _) => {
                Some("give texts, as in `segments.map(s, s.title)`, or maps with the fields of an entry")
            }
        }
    }
}

/// Looks at texts with what they can see.
pub(super) struct Look<'a> {
    pub owner: &'a str,
    pub written: &'a Written<'a>,
    pub sight: &'a Sight<'a>,
    /// What is not null here.
    pub known: &'a [Path],
    /// What the texts belong to.
    pub holder: Holder,
    pub problems: &'a mut Problems,
}

impl Look<'_> {
    /// A text with expressions in braces. That it parses is seen to where it is built.
    pub fn insert(&mut self, text: &At<String>) {
        let Ok(insert) = Insert::parse(&text.value) else { return };
        for (start, expression) in insert.expressions() {
            self.part(text, start, expression, Wanted::Anything);
        }
    }

    pub fn expression(&mut self, text: &At<String>, wanted: Wanted) {
        self.part(text, 0, &Expression::new(text.value.as_str()), wanted);
    }

    /// An expression that starts at a byte of a text.
    pub fn part(&mut self, text: &At<String>, start: usize, expression: &Expression, wanted: Wanted) {
        if let Err(problem) = expression.check() {
            let offset = start + problem.offset;
            let place = self.written.inside(text, offset..offset + 1);
            let help = if lone_equals(expression.source()) {
                "compare with `==`"
            } else {
                "conditions look like `market_kind == 'mass'` or `segments.size() > 1`"
            };
            self.problems.push(error("expression-syntax", problem.message, place, help));
            return;
        }
        let before = self.problems.len();
        let meaning = expression.meaning(self.known, &|path| self.sight.type_of(path));
        for reference in &meaning.references {
            if let Err(fault) = self.sight.resolve(&reference.path) {
                self.report(text, fault, start, expression.source(), reference.offset);
            }
        }
        for reference in meaning.bare_conditions(wanted == Wanted::Condition) {
            self.bare_condition(text, start, expression.source(), reference);
        }
        for comparison in &meaning.comparisons {
            self.comparison(text, start, comparison);
        }
        let told = self.clashes(text, start, expression, &meaning, before);
        self.missing_values(text, start, expression, &meaning, &told);
        if let Some(help) = wanted.help(&meaning.gives).filter(|_| self.problems.len() == before) {
            let message =
                format!("{} gives {} here, where {} is needed", self.owner, meaning.gives.called(), wanted.called());
            let place = self.written.inside(text, start..start + expression.source().len());
            self.problems.push(error("wrong-value", message, place, help));
        }
        for (name, offset) in &meaning.unknown_functions {
            self.unknown_function(text, start, expression.source(), name, *offset);
        }
    }

    /// Tells values of kinds that do not go together, unless more was told of their place since `before`; gives the
    /// places told.
    fn clashes(
        &mut self,
        text: &At<String>,
        start: usize,
        expression: &Expression,
        meaning: &Meaning,
        before: usize,
    ) -> Vec<Range<usize>> {
        let mut told = Vec::new();
        for clash in &meaning.clashes {
            let end = clash.span.end.min(expression.source().len());
            let place = self.written.inside(text, start + clash.span.start..start + end);
            let overlaps = |other: &Diagnostic| {
                other
                    .place
                    .as_ref()
                    .is_some_and(|own| own.span.start < place.span.end && place.span.start < own.span.end)
            };
            if !self.problems.iter().skip(before).any(overlaps) {
                let message = format!("{} {}", self.owner, clash.message);
                self.problems.push(error("mixed-kinds", message, place, clash.help.clone()));
            }
            told.push(clash.span.clone());
        }
        told
    }

    fn unknown_function(&mut self, text: &At<String>, start: usize, source: &str, name: &str, offset: usize) {
        let span = function_span(source, name, offset);
        let place = self.written.inside(text, start + span.start..start + span.end);
        let help = suggest(name, Expression::functions(), "use `size`, `names`, `listed` or another function of CEL");
        self.problems.push(error("unknown-function", format!("there is no function `{name}`"), place, help));
    }

    /// An answer is nothing until it is given, and then a condition of it alone fails.
    fn bare_condition(&mut self, text: &At<String>, start: usize, source: &str, reference: &Reference) {
        let Ok(Target::Value(entry)) = self.sight.resolve(&reference.path) else { return };
        let rest = source.get(reference.offset..).unwrap_or_default();
        let name = rest.get(..name_length(rest, true)).unwrap_or_default();
        let help = match entry.question.kind {
            Kind::YesNo => format!("write `{name} == true`"),
            Kind::Items(_) | Kind::SomeOf { .. } => format!("write `{name}.size() > 0`"),
            _ => format!("compare it, as in `{name} != null`"),
        };
        let fault = Fault {
            code: "bare-condition",
            message: format!("uses `{name}` alone as a condition, which fails while it is open"),
            help,
            in_field: true,
        };
        self.report(text, fault, start, source, reference.offset);
    }

    pub fn report(&mut self, text: &At<String>, mut fault: Fault, start: usize, source: &str, offset: usize) {
        if self.holder == Holder::Check && fault.code == "later-name" {
            "use what is asked before the pause, or write `phase = \"final\"`".clone_into(&mut fault.help);
        }
        let end = offset + name_length(source.get(offset..).unwrap_or_default(), fault.in_field);
        let place = self.written.inside(text, start + offset..start + end);
        self.problems.push(error(fault.code, format!("{} {}", self.owner, fault.message), place, fault.help));
    }

    /// A choice compared with a text that is none of its keys is never true.
    fn comparison(&mut self, text: &At<String>, start: usize, comparison: &Comparison) {
        let Ok(target) = self.sight.resolve(&comparison.path) else { return };
        let (entry, fits) = match target {
            Target::State => return self.fixed(text, start, comparison, &STATES, "no state", "the states"),
            Target::Plain if comparison.path.last().is_some_and(|last| last == "list") => {
                let lists = self.sight.questions().filter(|entry| entry.question.items().is_some());
                let lists: Vec<&str> = lists.map(|entry| entry.question.id.as_str()).collect();
                return self.fixed(text, start, comparison, &lists, "no list", "the lists");
            }
            Target::Value(entry) => (entry, matches!(entry.question.kind, Kind::OneOf(_) | Kind::Currency(_))),
            Target::Element(entry) => (entry, matches!(entry.question.kind, Kind::SomeOf { .. })),
            _ => return,
        };
        let keys = || entry.question.choices().iter().map(|choice| choice.key.as_str());
        let shown = words::printable(&comparison.text);
        let id = words::printable(&entry.question.id);
        let (code, message, help) = match entry.question.kind {
            Kind::SomeOf { .. } if !fits => {
                let message = format!("compares `{id}`, which holds several choices, with one text");
                ("wrong-comparison", message, format!("write `'{shown}' in {id}`"))
            }
            Kind::YesNo => {
                let message = format!("compares `{id}` with a text, but it is true or false");
                ("wrong-comparison", message, format!("write `{id} == true` or `{id} == false`"))
            }
            _ if fits && keys().next().is_some() && keys().all(|key| key != comparison.text) => {
                let keys: Vec<&str> = keys().collect();
                let otherwise = match entry.question.kind {
                    Kind::Currency(_) => "write the code of a currency, such as `EUR`".to_owned(),
                    _ => format!("the choices are {}", words::listed(&keys)),
                };
                let message = format!("compares `{id}` with `{shown}`, which is none of its choices");
                ("unknown-choice", message, suggest(&comparison.text, keys, &otherwise))
            }
            _ => return,
        };
        self.compared(text, start, comparison, code, &message, help);
    }

    /// What can only be one of a few words, compared with another one, is never equal to it.
    fn fixed(
        &mut self,
        text: &At<String>,
        start: usize,
        comparison: &Comparison,
        known: &[&str],
        what: &str,
        called: &str,
    ) {
        if known.contains(&comparison.text.as_str()) {
            return;
        }
        let path: Vec<&str> = comparison.path.iter().map(String::as_str).filter(|step| *step != "[]").collect();
        let (path, shown) = (words::printable(&path.join(".")), words::printable(&comparison.text));
        let message = format!("compares `{path}` with `{shown}`, which is {what}");
        let otherwise = format!("{called} are {}", words::listed(known));
        let help = suggest(&comparison.text, known.iter().copied(), &otherwise);
        self.compared(text, start, comparison, "unknown-choice", &message, help);
    }

    fn compared(
        &mut self,
        text: &At<String>,
        start: usize,
        comparison: &Comparison,
        code: &'static str,
        message: &str,
        help: String,
    ) {
        let offset = start + comparison.offset;
        let place = self.written.inside(text, offset..offset + comparison.text.len() + 2);
        self.problems.push(error(code, format!("{} {message}", self.owner), place, help));
    }
}

/// Whether the text has a single `=`, which people mean as `==`.
fn lone_equals(source: &str) -> bool {
    let without = ["==", "!=", "<=", ">="].into_iter().fold(source.to_owned(), |text, token| text.replace(token, ""));
    without.contains('=')
}

/// The length of the name at the start of a text, with the fields behind it if they are meant.
pub(super) fn name_length(text: &str, with_fields: bool) -> usize {
    text.find(|c: char| !(c.is_alphanumeric() || c == '_' || (c == '.' && with_fields))).unwrap_or(text.len())
}

/// Where a function's name stands; the parser points to it or to what follows it.
fn function_span(source: &str, name: &str, offset: usize) -> Range<usize> {
    let near = source.get(..offset).and_then(|before| before.rfind(name));
    let start =
        if source.get(offset..).is_some_and(|rest| rest.starts_with(name)) { offset } else { near.unwrap_or(offset) };
    start..start + name.len()
}
