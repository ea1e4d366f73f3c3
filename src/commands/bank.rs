//! `canvass bank`: check, list, show, copy, new, pack, diff, schema.

use super::plan_file::slug;
use super::press::Watch;
use super::{DONE, Failure, World, bank_difference, bank_pack, copies, example, new_bank, opening, template_folder};
use crate::bank::{self, Bank, Depth, Part, Question, style};
use crate::check_bank;
use crate::check_templates::Audit;
use crate::cli::BankCommand;
use crate::diagnostic::Severity;
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
        BankCommand::Pack { dir, output, force } => bank_pack::run(&dir, &output, force, world),
        BankCommand::New { dir, extends } => new_bank::run(&dir, &extends, world),
        BankCommand::Schema => {
            world.print_json(&bank::schema())?;
            Ok(DONE)
        }
    }
}

fn check(dir: Option<&Path>, world: &mut World) -> Result<u8, Failure> {
    let files = match dir {
        Some(name) => opening::files_named(name)?,
        None => opening::files_for_new_plan(world)?,
    };
    let (bank, warnings) = check_bank::read(&files)?;
    example::filled(&bank, &files, world.now())?;
    world.warn(&warnings);
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
    world.warn(&problems);
    Ok(())
}

/// Names the banks that are built in.
fn list(as_json: bool, world: &mut World) -> Result<u8, Failure> {
    let banks = bank::built_in_ids().map(opening::bank_built_in).collect::<Result<Vec<_>, Failure>>()?;
    if as_json {
        let banks = banks.iter().map(|bank| {
            json!({
                "id": bank.id, "title": bank.title, "version": bank.version, "language": bank.language,
                "steps": bank.counted_steps(), "questions": bank.questions().count(), "usual": bank.id == bank::USUAL,
            })
        });
        world.print_json(&banks.collect::<Json>())?;
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
    if as_json {
        world.print_json(&bank_json(&bank))?;
    } else {
        world.print(&listing(&bank))?;
    }
    Ok(DONE)
}

fn copy(folder: &Path, world: &mut World) -> Result<u8, Failure> {
    let id = opening::bank_for_new_plan(world)?.id.clone();
    let own = own_id(folder, &id);
    let files = opening::files_for_new_plan(world)?;
    let bank = files.iter().map(|(path, _)| Path::new(path)).find(|path| path.ends_with("bank.toml"));
    let from = bank.and_then(Path::parent).unwrap_or_else(|| Path::new(""));
    let files = bank::own_files(&files).into_iter().map(|(name, text)| {
        let is_head = name == "bank.toml";
        let led = |path: &str| new_bank::seen_from(folder, &from.join(path));
        let text = if is_head { bank::moved(&text, &own, led) } else { text };
        let bytes = style::released(&name, &text);
        (name, bytes)
    });
    copies::write("bank", folder, files)?;
    let shown = folder.display().to_string();
    let command = shell_words::join(["canvass", "--bank", &shown]);
    world.print(&format!("copied to {shown}, as the bank `{own}`; try it with: {command}\n"))?;
    Ok(DONE)
}

/// The id of a bank made from another: the folder's name, but never the id of that one, whose plans it must not take
/// for its own.
pub(super) fn own_id(folder: &Path, id: &str) -> String {
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
    let depth = match question.depth {
        Depth::Standard => String::new(),
        other => format!(", {}", other.name()),
    };
    let matters = match question.matters_for.as_slice() {
        [] => String::new(),
        purposes => format!(", essential for {}", words::listed(purposes)),
    };
    let of = question.of.as_ref().map_or_else(String::new, |list| format!(", of each of `{list}`"));
    let together = if question.together { ", asked together" } else { "" };
    let kind = question.kind.name().written();
    format!(
        "{indent}{} ({kind}, {required}{depth}{matters}{of}{together})\n{indent}  {}\n",
        question.id,
        question.ask.source()
    )
}

/// Everything a bank holds but its templates; what is not there is left out.
fn bank_json(bank: &Bank) -> Json {
    let mut json = serde_json::to_value(bank).unwrap_or_default();
    without_nothing(&mut json);
    json
}

fn without_nothing(json: &mut Json) {
    match json {
        Json::Object(entries) => {
            entries.values_mut().for_each(without_nothing);
            entries.retain(|_, value| !value.is_null() && *value != json!([]) && *value != json!({}));
        }
        Json::Array(values) => values.iter_mut().for_each(without_nothing),
        _ => {}
    }
}
