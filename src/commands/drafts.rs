//! `canvass draft --all`: the plans of a folder as documents, several at a time. Every document is written whole or not at
//! all, so that a run that was stopped goes on where it was.

use super::draft::{document, edition, known_reader, worked_out};
use super::many::{self, Listed, Shelf};
use super::press::{Press, Workshop};
use super::written::Target;
use super::{DONE, FALLS_SHORT, Failure, World, opening, template_folder};
use crate::bank::Bank;
use crate::cli::{DraftArgs, With};
use crate::diagnostic::Diagnostic;
use crate::documents::{Drafted, Edition, Format, is_sealed};
use crate::files;
use crate::words;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

pub(super) fn run(folder: &Path, output: &Path, args: &DraftArgs, world: &mut World) -> Result<u8, Failure> {
    if !folder.is_dir() {
        let message = format!("`{}` is no folder", words::printable(&folder.display().to_string()));
        return Err(Failure::usage(message, "name a folder of plans; a single one needs no --all"));
    }
    let work = Work {
        edition: edition(args, None)?,
        with_private: args.with.contains(&With::Private),
        output: output.to_owned(),
        force: args.force,
        shelf: Shelf::new(world)?,
        workshop: Workshop::open(world)?,
        presses: Mutex::default(),
        banks: Mutex::default(),
        today: world.today(),
        since: template_folder::named(world)
            .into_iter()
            .chain(named_bank(world))
            .filter_map(|path| newest(&path))
            .max(),
    };
    let plans = many::listed(&[folder.to_owned()])?;
    let (mut written, mut kept, mut failed, mut told) = (0_usize, 0_usize, 0_usize, Vec::new());
    let mut folders = BTreeSet::new();
    let done = many::each(
        &plans,
        many::threads(args.threads),
        |listed| work.one(listed),
        |listed, outcome| {
            let mut tell = |message: &str| {
                told.push(format!("{}: {message}\n", words::printable(&listed.name.display().to_string())));
            };
            // Saved here, where nothing else is done, so that no thread that works waits for the disk.
            match outcome
                .and_then(|drafted| drafted.map(|drafted| work.save(listed, drafted, &mut folders)).transpose())
            {
                Ok(Some(warnings)) => {
                    written += 1;
                    for warning in &warnings {
                        tell(&warning.message);
                    }
                }
                Ok(None) => kept += 1,
                Err(failure) => {
                    failed += 1;
                    tell(&failure.in_a_line());
                }
            }
            world.show_progress(&progress(written + kept + failed, plans.len()));
            Ok(())
        },
    );
    world.show_progress("");
    done?;
    folders.iter().try_for_each(|folder| files::settle(folder))?;
    for line in &told {
        world.tell(line);
    }
    let said = [
        Some(words::counted(written, "document written", "documents written")),
        (kept > 0).then(|| format!("{kept} newer than their plans and left as they are")),
        (failed > 0).then(|| words::counted(failed, "plan could not be written up", "plans could not be written up")),
    ];
    world.tell(&format!("{}\n", said.into_iter().flatten().collect::<Vec<_>>().join("; ")));
    Ok(if failed == 0 { DONE } else { FALLS_SHORT })
}

/// How wide the bar is that shows how far it has come.
const BAR: usize = 30;

fn progress(done: usize, all: usize) -> String {
    let full = BAR * done / all.max(1);
    format!("[{}{}] {done} of {all}", "#".repeat(full), "-".repeat(BAR - full))
}

fn named_bank(world: &World) -> Option<PathBuf> {
    world.settings.bank.clone().or_else(|| world.variables.bank.clone().map(PathBuf::from)).filter(|path| path.is_dir())
}

/// When anything in a folder, or a file, was last written.
fn newest(path: &Path) -> Option<SystemTime> {
    if !path.is_dir() {
        return fs::metadata(path).ok()?.modified().ok();
    }
    let entries = fs::read_dir(path).ok()?.filter_map(Result::ok).map(|entry| entry.path());
    entries.filter(|path| !path.is_symlink()).filter_map(|path| newest(&path)).max()
}

/// The presses that were set up, each for a bank.
type Presses = Vec<(Arc<Bank>, Arc<Press>)>;

/// What all threads work with.
struct Work {
    edition: Edition,
    with_private: bool,
    output: PathBuf,
    force: bool,
    shelf: Shelf,
    workshop: Workshop,
    presses: Mutex<Presses>,
    today: String,
    /// When the banks beside the plans of a folder were last written.
    banks: Mutex<BTreeMap<PathBuf, Option<SystemTime>>>,
    /// When the templates and the bank that were named were last written.
    since: Option<SystemTime>,
}

impl Work {
    /// The document of a plan; none where the one that is there is newer than all it is made of.
    fn one(&self, listed: &Listed) -> Result<Option<Drafted>, Failure> {
        if self.is_newer(&self.target(listed), listed) {
            return Ok(None);
        }
        let (plan, bank) = self.shelf.plan_and_bank(&listed.path)?;
        let plan = opening::told(plan, &bank, self.with_private);
        known_reader(&self.edition, &bank)?;
        let facts = worked_out(&bank, &plan)?;
        document(&self.edition, &plan, &bank, &facts, &self.today, || self.press(&bank)).map(Some)
    }

    /// Puts a document where it belongs, and gives what of it is likely not meant. `folders` are those that documents were put
    /// into so far.
    fn save(
        &self,
        listed: &Listed,
        drafted: Drafted,
        folders: &mut BTreeSet<PathBuf>,
    ) -> Result<Vec<Diagnostic>, Failure> {
        let target = self.target(listed);
        if let Some(folder) = target.parent().filter(|folder| !folders.contains(*folder)) {
            fs::create_dir_all(folder).map_err(|error| {
                let shown = words::printable(&folder.display().to_string());
                let message = format!("the folder `{shown}` cannot be made: {}", files::reason(&error));
                Failure::trouble(message, "name another folder with --output")
            })?;
            // Once for each folder: looking through it takes the longer the more documents are in it.
            files::sweep(&target);
            folders.insert(folder.to_owned());
        }
        Target { path: &target, force: self.force }.replace(drafted.bytes, self.edition.format)?;
        Ok(drafted.warnings)
    }

    /// Where the document goes: under the same name, in the folder for all.
    fn target(&self, listed: &Listed) -> PathBuf {
        let name = listed.name.to_string_lossy();
        let stem = name.strip_suffix(super::plan_file::EXTENSION).unwrap_or(&name);
        let extension = if self.edition.format == Format::Markdown { "md" } else { self.edition.format.name() };
        self.output.join(format!("{stem}.{extension}"))
    }

    /// Whether the document is canvass's own, unchanged, and newer than the plan, the bank and the templates.
    fn is_newer(&self, target: &Path, listed: &Listed) -> bool {
        let Some(written) = fs::metadata(target).ok().and_then(|there| there.modified().ok()) else { return false };
        let banks = listed.path.parent().and_then(|folder| self.banks_beside(folder));
        let sources = [newest(&listed.path), banks, self.since].into_iter().flatten();
        sources.max().is_some_and(|source| source < written)
            && fs::read(target).is_ok_and(|document| is_sealed(&document))
    }

    /// When any bank in a folder of plans was last written; looked up once.
    fn banks_beside(&self, folder: &Path) -> Option<SystemTime> {
        let mut known = self.banks.lock().unwrap_or_else(PoisonError::into_inner);
        *known.entry(folder.to_owned()).or_insert_with(|| {
            let entries = fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|entry| entry.path());
            entries.filter(|path| path.join("bank.toml").is_file()).filter_map(|path| newest(&path)).max()
        })
    }

    fn press(&self, bank: &Arc<Bank>) -> Result<Arc<Press>, Failure> {
        // Held while one is set up, so that no two threads set up the same.
        let mut presses = self.presses.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, press)) = presses.iter().find(|(own, _)| Arc::ptr_eq(own, bank)) {
            return Ok(Arc::clone(press));
        }
        let press = Arc::new(self.workshop.press(bank)?);
        presses.push((Arc::clone(bank), Arc::clone(&press)));
        Ok(press)
    }
}
