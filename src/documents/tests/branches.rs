//! Trial plans lead into every branch of the built-in templates. Each body of an `if`, `elif`, `else` and `for` gets a
//! mark that notes when it is written.

use super::situations::SITUATIONS;
use super::*;
use crate::documents::audit::tags::tags;
use crate::trial::{in_situations, trials};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Mutex;

static REACHED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Adds the filter that marks are made of.
pub(in crate::documents) fn register(tera: &mut Tera) {
    tera.register_filter("mark", |_: &Value, kwargs: tera::Kwargs, _: &tera::State| {
        let at = kwargs.must_get::<&str>("at")?;
        REACHED.lock().unwrap().insert(at.to_owned());
        Ok::<_, tera::Error>(String::new())
    });
}

/// The template with a mark in each branch, and where these are.
fn marked(name: &str, text: &str) -> (String, Vec<String>) {
    let (mut marked, mut marks, mut end) = (String::new(), Vec::new(), 0);
    for tag in tags(text).into_iter().filter(|tag| ["if", "elif", "else", "for"].contains(&tag.does())) {
        let before = &text[..tag.range.start];
        let (line, column) = (before.matches('\n').count() + 1, before.lines().last().map_or(0, str::len) + 1);
        let at = format!("{name}:{line}:{column}: {}", &text[tag.range.clone()]).replace('"', "'");
        let dash = if text[..tag.range.end].ends_with("-%}") { "-" } else { "" };
        write!(marked, "{}{{{{ \"\" | mark(at=\"{at}\") {dash}}}}}", &text[end..tag.range.end]).unwrap();
        marks.push(at);
        end = tag.range.end;
    }
    (marked + &text[end..], marks)
}

#[test]
fn trial_plans_lead_into_every_branch_of_the_built_in_templates() {
    let mut marks = BTreeSet::new();
    let sources = Templates::sources(bank()).into_iter().map(|(name, text)| {
        let (text, own) = marked(&name, &text);
        // The generic rule is led into every branch by banks without templates.
        marks.extend(own.into_iter().filter(|_| name != "answers.md"));
        (name, text)
    });
    let templates =
        Templates::with_overrides(bank(), sources.collect()).unwrap_or_else(|problems| panic!("{problems:#?}"));
    for (index, trial) in
        trials(bank(), "2026-03-01").chain(in_situations(bank(), &SITUATIONS, "2026-03-01")).enumerate()
    {
        for work in audit::Work::of(index, &trial) {
            work.done(&templates, &trial.facts).unwrap_or_else(|problems| panic!("{}: {problems:#?}", trial.what));
        }
    }
    for facts in [full(), essential(), empty()] {
        templates.draft(&facts, Format::Markdown).unwrap();
    }
    let reached = REACHED.lock().unwrap();
    let missed: Vec<&String> = marks.difference(&reached).collect();
    let missed_text: Vec<&str> = missed.iter().map(|mark| mark.as_str()).collect();
    assert!(
        missed.is_empty(),
        "{} of {} branches are not entered:\n{}",
        missed.len(),
        marks.len(),
        missed_text.join("\n")
    );
}

#[test]
fn marks_change_nothing_that_is_written() {
    let sources = Templates::sources(bank()).into_iter().map(|(name, text)| (name.clone(), marked(&name, &text).0));
    let templates = Templates::with_overrides(bank(), sources.collect()).unwrap();
    for facts in [full(), essential(), empty()] {
        assert_eq!(text(templates.draft(&facts, Format::Html)), draft(&facts, Format::Html));
    }
}
