//! Finding and reading banks and plans.

use super::{Failure, World};
use crate::bank::{self, Bank};
use crate::files;
use crate::plan::{self, Plan};
use crate::report;
use std::path::{Path, PathBuf};

/// The bank for a new plan: `--bank`, else `CANVASS_BANK`, else the built-in one.
pub(super) fn bank_for_new_plan(world: &mut World) -> Result<Bank, Failure> {
    let named = world.settings.bank.clone().or_else(|| world.variables.bank.clone().map(PathBuf::from));
    match named {
        Some(folder) => bank_in(&folder, world),
        None => built_in(),
    }
}

/// The bank a plan was made with: `--bank`, else `CANVASS_BANK`, else a folder of that id beside the plan, else the
/// built-in one. Nothing is guessed: a bank with another id is refused.
pub(super) fn bank_of(plan: &Plan, path: &Path, world: &mut World) -> Result<Bank, Failure> {
    let wanted = &plan.bank.id;
    if let Some(folder) = world.settings.bank.clone() {
        let bank = bank_in(&folder, world)?;
        if bank.id == *wanted {
            return Ok(bank);
        }
        let message =
            format!("this plan was made with the bank `{wanted}`, and `{}` holds `{}`", folder.display(), bank.id);
        return Err(Failure::trouble(message, "name the folder of the plan's own bank with --bank"));
    }
    if let Some(folder) = world.variables.bank.clone() {
        let bank = bank_in(Path::new(&folder), world)?;
        if bank.id == *wanted {
            return Ok(bank);
        }
    }
    let beside = path.parent().unwrap_or(Path::new("")).join(wanted);
    let is_plain_name = !wanted.is_empty() && !wanted.contains(['/', '\\', '.']);
    if is_plain_name && beside.join("bank.toml").is_file() {
        return bank_in(&beside, world);
    }
    let bank = built_in()?;
    if bank.id == *wanted {
        return Ok(bank);
    }
    let message = format!("this plan was made with the bank `{wanted}`, which is not here");
    Err(Failure::trouble(message, "name its folder with --bank DIR, or in the variable CANVASS_BANK"))
}

/// The bank that is part of the program.
pub(super) fn built_in() -> Result<Bank, Failure> {
    Ok(bank::read_quickly(&bank::built_in_files())?)
}

/// Reads and checks the bank in a folder; its warnings are told.
pub(super) fn bank_in(folder: &Path, world: &mut World) -> Result<Bank, Failure> {
    let (bank, warnings) = bank::read(&bank_files(folder)?)?;
    if !warnings.is_empty() {
        let text = report::draw(&warnings, world.colour().is_on());
        world.tell(&text);
    }
    Ok(bank)
}

/// The files of a bank's folder, by name, each with the path to show.
pub(super) fn bank_files(folder: &Path) -> Result<Vec<(String, String)>, Failure> {
    let entries = std::fs::read_dir(folder).map_err(|error| {
        let message = format!("the bank `{}` cannot be read: {}", folder.display(), files::reason(&error));
        Failure::trouble(message, "name a folder that holds a bank.toml; `canvass bank copy DIR` makes one")
    })?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.sort();
    if !paths.iter().any(|path| path.file_name().is_some_and(|name| name == "bank.toml")) {
        let message = format!("`{}` holds no bank: there is no bank.toml in it", folder.display());
        return Err(Failure::trouble(message, "name a bank's folder; `canvass bank copy DIR` makes one"));
    }
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        files.push((path.display().to_string(), files::read(&path)?));
    }
    Ok(files)
}

/// Reads a plan and its bank; `-` is standard input.
pub(super) fn plan_and_bank(path: &Path, world: &mut World) -> Result<(Plan, Bank), Failure> {
    let (text, shown) = if path == Path::new("-") {
        (world.read_input()?, "standard input".to_owned())
    } else {
        (files::read(path)?, path.display().to_string())
    };
    let plan = plan::read(&text, &shown)?;
    let bank = bank_of(&plan, path, world)?;
    Ok((plan, bank))
}
