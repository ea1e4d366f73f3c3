//! `canvass template`: check, copy, variables.

use super::press::Watch;
use super::{DONE, Failure, World, copies, opening, template_folder};
use crate::bank::style::Style;
use crate::check_templates::Audit;
use crate::cli::TemplateCommand;
use crate::diagnostic::{Diagnostic, Severity};
use crate::documents::{Templates, guide};
use crate::trial::{Trial, trials};
use crate::words;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(super) fn run(command: TemplateCommand, world: &mut World) -> Result<u8, Failure> {
    match command {
        TemplateCommand::Check { dir } => check(dir, world),
        TemplateCommand::Copy { dir } => copy(&dir, world),
        TemplateCommand::Variables => {
            let bank = opening::bank_for_new_plan(world)?;
            world.print(&guide(&bank)?)?;
            Ok(DONE)
        }
    }
}

fn check(dir: Option<PathBuf>, world: &mut World) -> Result<u8, Failure> {
    let folder = dir.or_else(|| template_folder::named(world));
    let own = folder.as_deref().map_or(Ok(Vec::new()), template_folder::read)?;
    let bank = opening::bank_for_new_plan(world)?;
    let (style, _) = Style::of(&[], &own);
    let count = if folder.is_some() { style.taken_out(&own).len() } else { Templates::sources(&bank).len() };
    let templates = words::counted(count, "template", "templates");
    let found = match (own.iter().any(|own| style.holds(own)), count) {
        (true, 0) => "the style".to_owned(),
        (true, _) => format!("the style and {templates}"),
        (false, _) => templates,
    };
    let shown = folder.as_ref().map_or("the built-in templates".to_owned(), |folder| folder.display().to_string());
    let untold = Templates::with_own(&bank, own.clone()).map(|templates| templates.untold(&bank)).unwrap_or_default();
    let trials: Vec<Trial> = trials(&bank, &world.today()).collect();
    let tried = trials.len();
    let watch = Watch::new(folder.unwrap_or_default(), world)?;
    let problems = watch.over(move |begin| Audit::new(&bank, own).run(&trials, begin))?;
    let (errors, warnings): (Vec<Diagnostic>, Vec<Diagnostic>) =
        problems.into_iter().partition(|problem| problem.severity == Severity::Error);
    if !errors.is_empty() {
        return Err(Failure::Content(errors.into_iter().chain(warnings).collect()));
    }
    world.warn(&warnings);
    world.print(&format!("{shown}: {found} in good order, tried with {tried} plans\n"))?;
    if !untold.is_empty() {
        let named: Vec<String> = untold.iter().map(|(_, id)| format!("`{id}`")).collect();
        world.print(&format!("told by no template, so the generic one prints it: {}\n", words::listed(&named)))?;
    }
    Ok(DONE)
}

fn copy(folder: &Path, world: &mut World) -> Result<u8, Failure> {
    let bank = opening::bank_for_new_plan(world)?;
    let guide = guide(&bank)?;
    let page = ("README.md".to_owned(), guide.into());
    let templates = Templates::sources(&bank).into_iter().chain([page]);
    copies::write(
        "templates",
        folder,
        templates.map(|(name, text): (String, Arc<str>)| (name, text.as_bytes().to_vec())),
    )?;
    world.print(&format!(
        "copied to {0}, with a README.md that tells what templates can use\n\
         keep what you change, delete the rest, and try it with: canvass draft PLAN --template {0}\n",
        folder.display()
    ))?;
    Ok(DONE)
}
