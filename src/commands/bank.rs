//! `canvass bank`: check, list, show, copy, schema.

use super::plan_file::slug;
use super::press::Watch;
use super::{DONE, Failure, World, bank_difference, copies, example, opening, template_folder};
use crate::bank::{self, Bank, Depth, Kind, Part, Question};
use crate::check_bank;
use crate::cli::BankCommand;
use crate::diagnostic::Severity;
use crate::documents::Audit;
use crate::figures::Role;
use crate::report;
use crate::trial::{Trial, few_trials};
use crate::words;
use serde_json::{Value as Json, json};
use std::fmt::Write;
use std::path::Path;

pub(super) fn run(command: BankCommand, world: &mut World) -> Result<u8, Failure> {
    match command {
        BankCommand::Check { dir } => check(dir.as_deref(), world),
        BankCommand::List { json } => list(json, world),
        BankCommand::Show { json } => show(json, world),
        BankCommand::Copy { dir } => copy(&dir, world),
        BankCommand::Diff { old, new, json, exit_code } => bank_difference::run(&old, &new, json, exit_code, world),
        BankCommand::Schema => {
            let text = serde_json::to_string_pretty(&bank::schema()).unwrap_or_default();
            world.print(&format!("{text}\n"))?;
            Ok(DONE)
        }
    }
}

fn check(dir: Option<&Path>, world: &mut World) -> Result<u8, Failure> {
    let files = match dir {
        Some(name) => opening::files_named(name)?,
        None => opening::files_for_new_plan(world)?,
    };
    let (bank, warnings) = bank::read(&files)?;
    example::filled(&bank, &files, world.now())?;
    if !warnings.is_empty() {
        let text = report::draw(&warnings, world.colour().is_on());
        world.tell(&text);
    }
    let (tried, problems) = check_bank::tried(&bank, &world.today());
    if !problems.is_empty() {
        return Err(Failure::Content(problems));
    }
    documents_fit(&bank, world)?;
    let questions = bank.questions().count();
    world.print(&format!(
        "{} ({} {}): {} and {} in good order, tried with {tried} plans\n",
        bank.title,
        bank.id,
        bank.version,
        words::counted(bank.counted_steps(), "step", "steps"),
        words::counted(questions, "question", "questions"),
    ))?;
    Ok(DONE)
}

/// Whether the templates in use fit a bank: warnings are told, and what keeps a document from being written is refused.
fn documents_fit(bank: &Bank, world: &mut World) -> Result<(), Failure> {
    let folder = template_folder::named(world);
    let own = folder.as_deref().map_or(Ok(Vec::new()), template_folder::read)?;
    let trials: Vec<Trial> = few_trials(bank, &world.today()).collect();
    let audit = Audit::new(bank, own);
    let watch = Watch::new(folder.unwrap_or_default(), world)?;
    let problems = watch.over(move |begin| audit.run(&trials, begin))?;
    if problems.iter().any(|problem| problem.severity == Severity::Error) {
        return Err(Failure::Content(problems));
    }
    if !problems.is_empty() {
        let text = report::draw(&problems, world.colour().is_on());
        world.tell(&text);
    }
    Ok(())
}

/// Names the banks that are built in.
fn list(as_json: bool, world: &mut World) -> Result<u8, Failure> {
    let banks = bank::built_in_ids().map(opening::bank_built_in).collect::<Result<Vec<Bank>, Failure>>()?;
    if as_json {
        let banks = banks.iter().map(|bank| {
            json!({
                "id": bank.id, "title": bank.title, "version": bank.version, "language": bank.language,
                "steps": bank.counted_steps(), "questions": bank.questions().count(), "usual": bank.id == bank::USUAL,
            })
        });
        let text = serde_json::to_string_pretty(&banks.collect::<Json>()).unwrap_or_default();
        world.print(&format!("{text}\n"))?;
        return Ok(DONE);
    }
    for bank in &banks {
        let steps = words::counted(bank.counted_steps(), "step", "steps");
        let questions = words::counted(bank.questions().count(), "question", "questions");
        let usual = if bank.id == bank::USUAL { "; used where none is named" } else { "" };
        world.print(&format!("{}: {} ({steps}, {questions}{usual})\n", bank.id, bank.title))?;
    }
    Ok(DONE)
}

fn show(as_json: bool, world: &mut World) -> Result<u8, Failure> {
    let bank = opening::bank_for_new_plan(world)?;
    let text = if as_json {
        format!("{}\n", serde_json::to_string_pretty(&bank_json(&bank)).unwrap_or_default())
    } else {
        listing(&bank)
    };
    world.print(&text)?;
    Ok(DONE)
}

fn copy(folder: &Path, world: &mut World) -> Result<u8, Failure> {
    let id = opening::bank_for_new_plan(world)?.id;
    let own = own_id(folder, &id);
    let named = |path: &str| Path::new(path).file_name().unwrap_or_default().to_owned();
    let files = opening::files_for_new_plan(world)?.into_iter().map(|(path, text)| {
        let text = text.replacen(&format!("id = \"{id}\"\n"), &format!("id = \"{own}\"\n"), 1);
        (named(&path), text)
    });
    copies::write("bank", folder, files)?;
    let shown = folder.display().to_string();
    let command = shell_words::join(["canvass", "--bank", &shown]);
    world.print(&format!("copied to {shown}, as the bank `{own}`; try it with: {command}\n"))?;
    Ok(DONE)
}

/// The id of a copy: the folder's name, but never the id of the bank it was copied from, whose plans it must not take
/// for its own.
fn own_id(folder: &Path, id: &str) -> String {
    let full = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let name = slug(&full.file_name().unwrap_or_default().to_string_lossy(), "bank");
    if name == id { format!("my-{name}") } else { name }
}

fn listing(bank: &Bank) -> String {
    let mut text = format!("{} ({} {})\n", bank.title, bank.id, bank.version);
    for step in &bank.steps {
        let number = match step.part {
            Part::Step(number) => format!("{number}. "),
            Part::Profile | Part::Pause => String::new(),
        };
        let _ = write!(text, "\n{number}{}: {}\n", step.title, step.purpose);
        for question in &step.questions {
            text.push_str(&listed_question(question, "  "));
            for field in question.items().into_iter().flat_map(|list| &list.fields) {
                text.push_str(&listed_question(field, "      "));
            }
        }
    }
    text
}

fn listed_question(question: &Question, indent: &str) -> String {
    let required = if question.required { "required" } else { "optional" };
    let depth = if question.depth == Depth::Essential { ", essential" } else { "" };
    let of = question.of.as_ref().map_or_else(String::new, |list| format!(", of each of `{list}`"));
    let kind = question.kind.name();
    format!("{indent}{} ({kind}, {required}{depth}{of})\n{indent}  {}\n", question.id, question.ask.source())
}

fn bank_json(bank: &Bank) -> Json {
    let steps: Vec<Json> = bank
        .steps
        .iter()
        .map(|step| {
            let part = match step.part {
                Part::Profile => json!("profile"),
                Part::Step(number) => json!(number),
                Part::Pause => json!("pause"),
            };
            json!({
                "id": step.id, "part": part, "title": step.title, "purpose": step.purpose, "guidance": step.guidance,
                "produced": step.produced.as_ref().map(crate::expression::Insert::source),
                "questions": step.questions.iter().map(question_json).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "id": bank.id, "version": bank.version, "language": bank.language, "title": bank.title,
        "credit": bank.credit, "steps": steps,
    })
}

fn question_json(question: &Question) -> Json {
    let mistakes: Vec<Json> =
        question.mistakes.iter().map(|mistake| json!({ "bad": mistake.bad, "why": mistake.why })).collect();
    let cautions = question.cautions.iter();
    let cautions: Vec<Json> =
        cautions.map(|caution| json!({ "when": caution.when.source(), "say": caution.say.source() })).collect();
    let mut json = json!({
        "id": question.id, "was": question.was, "split_from": question.split_from, "ask": question.ask.source(), "label": question.label.source(), "help": question.help,
        "example": question.example, "mistakes": mistakes, "cautions": cautions, "kind": question.kind.name(),
        "required": question.required,
        "depth": question.depth,
        "when": question.when.as_ref().map(crate::expression::Expression::source),
        "of": question.of, "role": question.role.map(Role::name),
        "start": question.start.as_ref().map(crate::expression::Expression::source),
        "default": question.default,
    });
    let details = kind_details(&question.kind);
    if let (Some(json), Json::Object(details)) = (json.as_object_mut(), details) {
        json.retain(|_, value| !value.is_null() && value != &json!([]));
        json.extend(details.into_iter().filter(|(_, value)| !value.is_null()));
    }
    json
}

fn kind_details(kind: &Kind) -> Json {
    let range = |range: &bank::Range| json!({ "min": range.min.map(|min| min.to_string()), "max": range.max.map(|max| max.to_string()) });
    match kind {
        Kind::Text { max_length } | Kind::LongText { max_length } => json!({ "max_length": max_length }),
        // Its choices are the currencies of the world.
        Kind::YesNo | Kind::Date | Kind::Currency(_) => json!({}),
        Kind::Number { range: limits, whole, unit } => {
            let mut details = range(limits);
            if let Some(details) = details.as_object_mut() {
                details.insert("whole".into(), json!(whole));
                details.insert("unit".into(), json!(unit));
            }
            details
        }
        Kind::Money(limits) | Kind::Percent(limits) => range(limits),
        Kind::OneOf(choices) => json!({ "choices": choices_json(choices) }),
        Kind::SomeOf { choices, count, advise_at_most } => json!({
            "choices": choices_json(choices), "at_least": count.at_least, "at_most": count.at_most,
            "advise_at_most": advise_at_most,
        }),
        Kind::Items(list) => json!({
            "one": list.one, "many": list.many, "at_least": list.count.at_least, "at_most": list.count.at_most,
            "title": list.title.as_ref().map(crate::expression::Insert::source),
            "propose": list.proposals.as_ref().map(|proposals| proposals.texts.source()),
            "propose_ask": list.proposals.as_ref().map(|proposals| proposals.ask.source()),
            "fields": list.fields.iter().map(question_json).collect::<Vec<_>>(),
        }),
        Kind::Link(link) => json!({
            "to": link.to, "many_links": link.many, "at_least": link.count.at_least, "at_most": link.count.at_most,
            "among": link.among.as_ref().map(crate::expression::Expression::source),
            "order": link.order.as_ref().map(crate::expression::Expression::source),
        }),
    }
}

fn choices_json(choices: &[bank::Choice]) -> Vec<Json> {
    choices
        .iter()
        .map(|choice| {
            let mut json = json!({ "key": choice.key, "label": choice.label });
            if let Some(json) = json.as_object_mut() {
                if !choice.was.is_empty() {
                    json.insert("was".into(), json!(choice.was));
                }
                if let Some(help) = &choice.help {
                    json.insert("help".into(), json!(help));
                }
                if let Some(score) = choice.score {
                    json.insert("score".into(), json!(score.to_string()));
                }
            }
            json
        })
        .collect()
}
