//! Trial plans lead into every branch of the built-in templates. Each body of an `if`, `elif`, `else` and `for` gets a
//! mark that notes when it is written.

use super::situations::SITUATIONS;
use crate::bank::{self, Bank, Route};
use crate::check_templates::work::Work;
use crate::documents::templating::tags::tags;
use crate::documents::templating::tests::reached;
use crate::documents::tests::examples::{bank, empty, essential, full};
use crate::documents::tests::{draft, text};
use crate::documents::{Edition, Extent, Format, Templates};
use crate::fact::Fact;
use crate::facts::Facts;
use crate::interview;
use crate::plan::{self, Plan};
use crate::trial::{few_trials, in_situations, trials};
use std::collections::BTreeSet;
use std::fmt::Write;

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

/// A style that says all that one can say.
fn style() -> [(String, String); 2] {
    let style = "accent = '#8a1538'\nfont = 'Inter'\nlogo = 'logo.svg'\nlogo_alt = 'Us'";
    let logo = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 3'><rect width='9' height='3'/></svg>";
    [("style.toml".to_owned(), style.into()), ("logo.svg".to_owned(), logo.into())]
}

#[test]
fn trial_plans_lead_into_every_branch_of_the_built_in_templates() {
    let mut marks = BTreeSet::new();
    let sources = Templates::sources(bank()).into_iter().map(|(name, text)| {
        let (text, own) = marked(&name, &text);
        // The generic rule is led into every branch by banks without templates, below.
        marks.extend(own.into_iter().filter(|_| name != "answers.md"));
        (name, text)
    });
    let sources = sources.chain(style()).collect();
    let templates = Templates::with_own(bank(), sources).unwrap_or_else(|problems| panic!("{problems:#?}"));
    for (index, trial) in
        trials(bank(), "2026-03-01").chain(in_situations(bank(), &SITUATIONS, "2026-03-01")).enumerate()
    {
        for work in Work::of(index, &trial) {
            work.done(&templates, &trial.facts).unwrap_or_else(|problems| panic!("{}: {problems:#?}", trial.what));
        }
    }
    for facts in [full(), essential(), empty()] {
        templates.draft(&facts, Format::Markdown).unwrap();
    }
    all_are_reached(&marks);
}

fn all_are_reached(marks: &BTreeSet<String>) {
    let reached = reached();
    let missed: Vec<&str> = marks.difference(&reached).map(String::as_str).collect();
    assert!(missed.is_empty(), "{} of {} branches are not entered:\n{}", missed.len(), marks.len(), missed.join("\n"));
}

/// Answers to the Lean Canvas whose figures come out in ways that no trial plan does.
const ODD_FIGURES: [&str; 5] = [
    "founders_pay = 100\n[[revenue_streams]]\nname = 'Box'\nunits = 10",
    "founders_pay = 100\nstart_cash = 50\n[[costs]]\nname = 'Rent'\nkind = 'fixed'\namount = 5\nperiod = 'monthly'\n
     [[revenue_streams]]\nname = 'Box'\nprice = 2\nunits = 10\ndirect_cost = 5",
    "founders_pay = 100\nstart_cash = 50\nramp_months = 1\nramp_start = 100\n
     [[costs]]\nname = 'Rent'\nkind = 'fixed'\namount = 0\nperiod = 'monthly'\n
     [[revenue_streams]]\nname = 'Box'\nprice = 10\nunits = 10\ndirect_cost = 0",
    "founders_pay = 0\nstart_cash = 50\nramp_months = 1\nramp_start = 100\n
     [[costs]]\nname = 'Stall'\nkind = 'one_off'\namount = 80\n
     [[revenue_streams]]\nname = 'Box'\nprice = 10\nunits = 10\ndirect_cost = 2",
    "founders_pay = 900\nstart_cash = 50\nramp_months = 1\nramp_start = 100\n
     [[costs]]\nname = 'Stall'\nkind = 'one_off'\namount = 10\n
     [[revenue_streams]]\nname = 'Box'\nprice = 10\nunits = 10\ndirect_cost = 2",
];

/// The plan that answers make, as documents see it.
fn filled(bank: &Bank, answers: &str) -> Fact {
    let answers = plan::read_answers(answers, "answers.toml").unwrap_or_else(|found| panic!("{found:?}"));
    let now = "2026-02-01T10:00:00Z".parse().unwrap();
    let plan = interview::fill(bank, &Plan::new(bank, Route::Full, None), &answers, now);
    let plan = plan.unwrap_or_else(|found| panic!("{found:?}"));
    let mut facts = Facts::new(bank, &plan);
    facts.add_figures(bank).unwrap_or_else(|refusal| panic!("{refusal}"));
    facts.for_documents(bank, &plan, "2026-02-02")
}

/// Every bank without templates and chapters of its own: its trial plans, its example, and plans with odd figures.
#[test]
fn plans_without_templates_lead_into_every_branch_of_the_generic_ones() {
    let mut marks = BTreeSet::new();
    for id in bank::built_in_ids() {
        let files = bank::files_of(id).unwrap();
        let example = &files.iter().find(|(path, _)| path.ends_with("example.toml")).unwrap().1;
        let read = bank::read(&files).unwrap();
        let bare = Bank { templates: Vec::new(), chapters: Vec::new(), readers: Vec::new(), ..read };
        let sources = Templates::sources(&bare).into_iter().map(|(name, text)| {
            let (text, own) = marked(&format!("generic {name}"), &text);
            marks.extend(own);
            (name, text)
        });
        let sources = sources.chain(style()).collect();
        let templates = Templates::with_own(&bare, sources).unwrap_or_else(|found| panic!("{found:#?}"));
        for (index, trial) in few_trials(&bare, "2026-03-01").enumerate() {
            for work in Work::of(index, &trial) {
                work.done(&templates, &trial.facts).unwrap_or_else(|found| panic!("{id}, {}: {found:#?}", trial.what));
            }
        }
        let odd = if id == "lean-canvas" { ODD_FIGURES.as_slice() } else { &[] };
        for answers in odd.iter().copied().chain([example.as_str()]) {
            let facts = filled(&bare, answers);
            templates.draft(&facts, Format::Html).unwrap();
            templates.draft(&facts, Edition { extent: Extent::Summary, ..Format::Markdown.into() }).unwrap();
        }
    }
    all_are_reached(&marks);
}

#[test]
fn marks_change_nothing_that_is_written() {
    let sources = Templates::sources(bank()).into_iter().map(|(name, text)| (name.clone(), marked(&name, &text).0));
    let templates = Templates::with_own(bank(), sources.collect()).unwrap();
    for facts in [full(), essential(), empty()] {
        assert_eq!(text(templates.draft(&facts, Format::Html)), draft(&facts, Format::Html));
    }
}
