//! `canvass confirm`: a reviewer's view of the evidence, noted beside what the founders say.

use super::{DONE, Failure, World, opening};
use crate::bank::{Bank, Choice, Question};
use crate::cli::ConfirmArgs;
use crate::facts::Facts;
use crate::files::{self, Lock};
use crate::plan::{self, Confirmation, Plan};
use crate::words;
use std::path::Path;

pub(super) fn run(args: &ConfirmArgs, world: &mut World) -> Result<u8, Failure> {
    if args.plan == Path::new("-") {
        return Err(Failure::usage("nothing can be noted in a plan on standard input", "name a file for the plan"));
    }
    let lock = Lock::wait(&args.plan)?;
    let (mut plan, bank) = opening::plan_and_bank(&args.plan, world)?;
    let facts = Facts::new(&bank, &plan);
    let (list, entry) = entry(&args.entry, &bank, &plan, &facts)?;
    let choice = level(&args.evidence, &bank, &list)?;
    let (title, label) = (facts.title(&entry), choice.label.clone());
    let confirmation = Confirmation {
        entry: entry.clone(),
        evidence: choice.key.clone(),
        by: args.by.as_ref().map(|name| words::tidied(name)).filter(|name| !name.is_empty()),
        at: Some(world.now()),
    };
    // Each reviewer has one view of an entry.
    plan.confirmations.retain(|other| other.entry != entry || other.by != confirmation.by);
    plan.confirmations.push(confirmation);
    files::save_plan(&args.plan, &plan::write(&plan, &bank))?;
    drop(lock);
    world.tell(&format!("noted: {} for “{}”\n", words::printable(&label), words::printable(&title)));
    Ok(DONE)
}

/// The list and the id of the entry that is meant, by its id or its title.
fn entry(wanted: &str, bank: &Bank, plan: &Plan, facts: &Facts<'_>) -> Result<(String, String), Failure> {
    let graded = bank.questions().map(|(_, question)| question).filter(|list| levels(bank, &list.id).next().is_some());
    let entries = graded.flat_map(|list| plan.items(&list.id).iter().map(|item| (list.id.clone(), item.id.clone())));
    let entries: Vec<(String, String)> = entries.collect();
    let fits = |(_, id): &&(String, String)| id == wanted || words::tidied(&facts.title(id)) == words::tidied(wanted);
    let meant: Vec<&(String, String)> = entries.iter().filter(fits).collect();
    match meant.as_slice() {
        [one] => Ok((*one).clone()),
        [] => {
            let titles: Vec<String> = entries.iter().map(|(_, id)| facts.title(id)).collect();
            let help = match words::closest(wanted, titles.iter().map(String::as_str)) {
                Some(close) => format!("did you mean `{}`?", words::printable(close)),
                None => "name an entry by its title or its id, such as one that the plan lists among its assumptions"
                    .to_owned(),
            };
            let message = format!("no entry with evidence is called `{}`", words::printable(wanted));
            Err(Failure::usage(message, help))
        }
        several => {
            let ids: Vec<String> = several.iter().map(|(_, id)| format!("`{id}`")).collect();
            let message = format!("several entries are called `{}`", words::printable(wanted));
            Err(Failure::usage(message, format!("name one by its id: {}", words::listed(&ids))))
        }
    }
}

/// The choices of a list's entries that say how well one is supported: those with a score.
fn levels<'b>(bank: &'b Bank, list: &'b str) -> impl Iterator<Item = &'b Choice> {
    bank.fields(list).flat_map(Question::choices).filter(|choice| choice.score.is_some())
}

fn level<'b>(wanted: &str, bank: &'b Bank, list: &'b str) -> Result<&'b Choice, Failure> {
    levels(bank, list).find(|choice| choice.key == wanted || choice.label == wanted).ok_or_else(|| {
        let keys: Vec<String> = levels(bank, list).map(|choice| format!("`{}`", choice.key)).collect();
        let message = format!("there is no evidence `{}`", words::printable(wanted));
        Failure::usage(message, format!("write one of {}", words::listed(&keys)))
    })
}
