//! The plan in Markdown: its chapters in the reader's order, each from its template, with what no template tells behind it.

use super::templating::sources::called;
use super::templating::values;
use super::untold::{ANSWERS, Told, id};
use super::{Edition, Extent, Format, Templates, chapter_file, tidied};
use crate::bank::Bank;
use crate::diagnostic::Diagnostic;
use crate::fact::{Fact, FactMap};
use std::collections::HashSet;
use tera::{Context, Value};

/// The annex for what no chapter of the reader has a place for.
const FURTHER: (&str, &str) = ("further_answers", "further answers");

/// The annex with every answer.
const ALL_ANSWERS: (&str, &str) = ("all_answers", "all answers");

/// The annexes that a plan can have beside those of its bank.
pub(crate) const ANNEXES: [&str; 2] = [FURTHER.0, ALL_ANSWERS.0];

/// A chapter or annex of one edition.
struct Chapter {
    id: String,
    title: String,
    steps: Vec<String>,
    is_annex: bool,
    /// `3`, or `B` for an annex.
    mark: String,
}

impl Templates {
    /// The plan in Markdown, and what it was made from.
    pub(super) fn markdown(&self, facts: &Fact, edition: &Edition) -> Result<(String, Context), Vec<Diagnostic>> {
        let is_read = !is_plain(edition) || self.told().reads_record;
        let mut context = if is_read { self.context(facts) } else { self.new_context(&without_record(facts)) };
        let outline = facts.get("outline");
        let reader = reader(&outline, edition.reader.as_deref());
        let mut chapters = chapters(&outline, &reader);
        // Who asks for nothing that follows has not had them named.
        if matches!(facts.get("named"), Fact::Map(named) if named.is_empty()) {
            context.insert_value("named", values::value(&crate::facts::named(None, facts)));
        }
        context.insert_value("format", Value::from(edition.format.name()));
        context.insert_value("reader", values::value(&reader.get("id")));
        context.insert_value("extent", Value::from(edition.extent.name()));
        context.insert_value("is_final", Value::from(edition.is_final));
        let (proposed, weighed): (Vec<Fact>, Vec<Fact>) = weighed(facts, &reader).into_iter().partition(is_proposed);
        let opening =
            if let Fact::Whole(number) = reader.get("opens_with") { usize::try_from(number).ok() } else { None };
        let weighed: Vec<Value> = weighed.iter().map(values::value).collect();
        let (decisive, further) = weighed.split_at(opening.unwrap_or_default().min(weighed.len()));
        for (name, insights) in [("decisive", decisive), ("further", further), ("weighed", &weighed)] {
            context.insert_value(name, Value::from(insights.to_vec()));
        }
        context.insert_value("proposed", values::value(&Fact::list(proposed)));
        if edition.extent == Extent::Whole {
            let placed: HashSet<&str> =
                chapters.iter().flat_map(|chapter| &chapter.steps).map(String::as_str).collect();
            let further = self.told().rest(&facts.get("record"), |step| !placed.contains(step));
            if !further.as_list().is_empty() {
                let mark = letter(chapters.iter().filter(|chapter| chapter.is_annex).count());
                let steps = further.as_list().iter().map(id).collect();
                chapters.push(Chapter { id: FURTHER.0.into(), title: FURTHER.1.into(), steps, is_annex: true, mark });
            }
            if edition.with_answers {
                let mark = letter(chapters.iter().filter(|chapter| chapter.is_annex).count());
                let (id, title) = (ALL_ANSWERS.0.into(), ALL_ANSWERS.1.into());
                chapters.push(Chapter { id, title, steps: Vec::new(), is_annex: true, mark });
            }
        }
        let marks = |is_annex: bool| {
            let own = chapters.iter().filter(move |chapter| chapter.is_annex == is_annex);
            let marks: FactMap =
                own.map(|chapter| (chapter.id.as_str().into(), Fact::text(chapter.mark.as_str()))).collect();
            values::value(&Fact::map(marks))
        };
        context.insert_value("chapter", marks(false));
        context.insert_value("annex", marks(true));
        context.insert_value(
            "chapters",
            chapters.iter().map(|chapter| Value::from(chapter.id.as_str())).collect::<Vec<_>>().into(),
        );
        let mut parts = Vec::new();
        if edition.extent == Extent::Whole {
            for chapter in &chapters {
                let text = self.chapter(chapter, facts, &mut context)?;
                parts.push(part(chapter, &text));
            }
        }
        context.insert_value("parts", Value::from(parts));
        let markdown = tidied(&self.render(&self.texts, "plan.md", &context)?);
        Ok((markdown, context))
    }

    /// Whether the record has a part in such a document: where all that the bank asks is told by its templates it has none.
    #[must_use]
    pub fn reads_record(&self, bank: &Bank, edition: &Edition) -> bool {
        let is_told = || *self.tells_all.get_or_init(|| self.told().missing(bank).is_empty());
        !is_plain(edition) || self.told().reads_record || !is_told()
    }

    /// What a chapter's template writes, then what no template tells of its steps.
    fn chapter(&self, chapter: &Chapter, facts: &Fact, context: &mut Context) -> Result<String, Vec<Diagnostic>> {
        let file = chapter_file(&chapter.id);
        let mut text = match called(&self.sources, &file) {
            Some(_) => self.render(&self.texts, &file, context)?,
            None => String::new(),
        };
        let record = facts.get("record");
        let rest = if chapter.id == ALL_ANSWERS.0 {
            Told::nothing().rest(&record, |_| true)
        } else {
            self.told().rest(&record, |step| chapter.steps.iter().any(|own| own == step))
        };
        if !rest.as_list().is_empty() {
            context.insert_value("told_steps", values::value(&rest));
            text.push_str("\n\n");
            text.push_str(&self.render(&self.texts, ANSWERS, context)?);
        }
        Ok(text)
    }
}

/// Whether it is made of the chapters alone.
fn is_plain(edition: &Edition) -> bool {
    edition.format == Format::Markdown && edition.extent == Extent::Whole && !edition.with_answers
}

/// The facts without what is most of them and no template reads.
fn without_record(facts: &Fact) -> Fact {
    let Fact::Map(facts) = facts else { return Fact::Null };
    Fact::map(
        facts
            .iter()
            .filter(|(name, _)| &***name != "record")
            .map(|(name, fact)| (name.clone(), fact.clone()))
            .collect(),
    )
}

/// The reader of that name; the first where nobody is named.
fn reader(outline: &Fact, named: Option<&str>) -> Fact {
    let readers = outline.get("readers");
    let readers = readers.as_list();
    let found = readers.iter().find(|reader| named.is_some() && reader.get("id").as_text() == named);
    found.or_else(|| readers.first()).cloned().unwrap_or(Fact::Null)
}

/// What follows from the answers and weighs something for a reader, by weight; of equal weight, bad news come first.
fn weighed(facts: &Fact, reader: &Fact) -> Vec<Fact> {
    let insights = facts.get("insights");
    let reader = reader.get("id");
    let weight = |insight: &Fact| {
        let by_reader = insight.get("weight");
        let whole = |weight: &Fact| if let Fact::Whole(weight) = weight { *weight } else { 0 };
        match (reader.as_text().map(|reader| by_reader.get(reader)), &by_reader) {
            (Some(Fact::Whole(weight)), _) => weight,
            // Nobody in particular minds what anybody minds.
            (_, Fact::Map(by_reader)) => by_reader.values().map(whole).max().unwrap_or_default(),
            _ => 0,
        }
    };
    let tone = |insight: &Fact| {
        ["bad", "open"].iter().position(|tone| insight.get("tone").as_text() == Some(tone)).unwrap_or(2)
    };
    let mut found: Vec<Fact> = insights.as_list().iter().filter(|insight| weight(insight) > 0).cloned().collect();
    found.sort_by_key(|insight| (std::cmp::Reverse(weight(insight)), tone(insight)));
    // What the same insight says of another item adds less than what another one says.
    let mut said = HashSet::new();
    let (first, further): (Vec<Fact>, Vec<Fact>) = found.into_iter().partition(|insight| said.insert(id(insight)));
    first.into_iter().chain(further).collect()
}

/// Whether it is proposed to the reader, rather than that it follows from the answers.
fn is_proposed(insight: &Fact) -> bool {
    insight.get("proposes") == Fact::Bool(true)
}

/// The chapters that a reader finds, annexes last, each with its number or letter.
fn chapters(outline: &Fact, reader: &Fact) -> Vec<Chapter> {
    let all = outline.get("chapters");
    let named = reader.get("chapters");
    let found = named.as_list().iter().filter_map(|id| all.as_list().iter().find(|chapter| chapter.get("id") == *id));
    let (annexes, chapters): (Vec<&Fact>, Vec<&Fact>) =
        found.partition(|chapter| chapter.get("annex") == Fact::Bool(true));
    let chapters = chapters.into_iter().enumerate().map(|(at, chapter)| read(chapter, false, (at + 1).to_string()));
    let annexes = annexes.into_iter().enumerate().map(|(at, annex)| read(annex, true, letter(at)));
    chapters.chain(annexes).collect()
}

fn read(chapter: &Fact, is_annex: bool, mark: String) -> Chapter {
    let steps = chapter.get("steps");
    Chapter {
        id: id(chapter),
        title: chapter.get("title").as_text().unwrap_or_default().to_owned(),
        steps: steps.as_list().iter().filter_map(Fact::as_text).map(str::to_owned).collect(),
        is_annex,
        mark,
    }
}

fn part(chapter: &Chapter, text: &str) -> Value {
    let entries = [
        ("id", Fact::text(chapter.id.as_str())),
        ("title", Fact::text(chapter.title.as_str())),
        ("mark", Fact::text(chapter.mark.as_str())),
        ("annex", Fact::Bool(chapter.is_annex)),
    ];
    let mut part: tera::Map =
        entries.iter().map(|(name, fact)| (tera::value::Key::from((*name).to_owned()), values::value(fact))).collect();
    part.insert(tera::value::Key::from("text".to_owned()), Value::safe_string(text));
    Value::from(part)
}

/// The letter of an annex by its place.
fn letter(place: usize) -> String {
    let letter = u8::try_from(place).ok().and_then(|place| b'A'.checked_add(place)).filter(u8::is_ascii_uppercase);
    letter.map_or_else(|| (place + 1).to_string(), |letter| char::from(letter).to_string())
}
