//! Many plans at once: which files are meant, their banks, each read once, and the work on them shared among threads.

use super::{Failure, World, opening};
use crate::bank::Bank;
use crate::files;
use crate::plan::Plan;
use crate::words;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

/// Folders in folders, deeper than anybody sorts plans; also what a link back to itself would lead to.
const DEEPEST: usize = 8;

/// A file that is taken for a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Listed {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Its name: within the folder, where a folder was named.
    pub(super) name: PathBuf,
}

/// The files named, and in place of a folder all plans in it, in the order of their names. A file that is named twice
/// counts once.
pub(super) fn listed(paths: &[PathBuf]) -> Result<Vec<Listed>, Failure> {
    let mut found: Vec<Listed> = Vec::new();
    for path in paths {
        if path.is_dir() {
            let before = found.len();
            collect(path, Path::new(""), 0, &mut found)?;
            if found.len() == before {
                let message = format!("there is no plan in `{}`", words::printable(&path.display().to_string()));
                let help = "plans are files that end in .canvass.json; name their folder, or the files themselves";
                return Err(Failure::trouble(message, help));
            }
        } else {
            found.push(Listed { path: path.clone(), name: path.clone() });
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|listed| seen.insert(listed.path.clone()));
    Ok(found)
}

fn collect(folder: &Path, within: &Path, depth: usize, found: &mut Vec<Listed>) -> Result<(), Failure> {
    let entries = fs::read_dir(folder).map_err(|error| {
        let shown = words::printable(&folder.display().to_string());
        let message = format!("the folder `{shown}` cannot be read: {}", files::reason(&error));
        Failure::trouble(message, "name a folder of plans")
    })?;
    let mut names: Vec<_> = entries.filter_map(|entry| entry.ok().map(|entry| entry.file_name())).collect();
    names.sort();
    for name in names {
        let (path, shown) = (folder.join(&name), within.join(&name));
        let is_link = fs::symlink_metadata(&path).is_ok_and(|there| there.is_symlink());
        let name = name.to_string_lossy();
        if name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            if !is_link && depth < DEEPEST {
                collect(&path, &shown, depth + 1, found)?;
            }
        } else if name.ends_with(super::plan_file::EXTENSION) {
            found.push(Listed { path, name: shown });
        }
    }
    Ok(())
}

/// The banks of many plans: each is read once.
pub(super) struct Shelf {
    named: Option<Arc<Bank>>,
    read: Mutex<BTreeMap<(PathBuf, String), Arc<Bank>>>,
}

impl Shelf {
    /// A shelf on which the bank stands that `--bank` or `CANVASS_BANK` names, if one does.
    pub(super) fn new(world: &World) -> Result<Self, Failure> {
        Ok(Self { named: opening::bank_named_by(world)?, read: Mutex::default() })
    }

    /// Reads a plan and finds its bank: the one that was named, for plans that were made with it, else its own.
    pub(super) fn plan_and_bank(&self, path: &Path) -> Result<(Plan, Arc<Bank>), Failure> {
        let walk = || shell_words::join(["canvass", "walk", &path.display().to_string()]);
        let plan = opening::plan_in(path, walk)?;
        let bank = self.bank(&plan, path)?;
        Ok((plan, bank))
    }

    fn bank(&self, plan: &Plan, path: &Path) -> Result<Arc<Bank>, Failure> {
        let wanted = &plan.bank.id;
        if let Some(named) = self.named.as_ref().filter(|bank| bank.id == *wanted) {
            return Ok(Arc::clone(named));
        }
        let place = (path.parent().unwrap_or(Path::new("")).to_owned(), wanted.clone());
        // Held while a bank is read, so that no two threads read the same one.
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bank) = read.get(&place) {
            return Ok(Arc::clone(bank));
        }
        let bank = opening::own_bank(wanted, path)?;
        read.insert(place, Arc::clone(&bank));
        Ok(bank)
    }
}

/// What a command says of one plan.
pub(super) enum Told {
    /// For people.
    Text(String),
    /// For a program, an object.
    Json(Json),
}

/// Says something of every plan that is named. Of a single one just that; of several each below its name, or in a line
/// of JSON with it, and one that cannot be read is told and does not keep the others back. The exit code is the gravest.
pub(super) fn each_told(
    paths: &[PathBuf],
    as_json: bool,
    world: &mut World,
    mut tell: impl FnMut(&Path, &mut World) -> Result<(Told, u8), Failure>,
) -> Result<u8, Failure> {
    if let [path] = paths
        && !path.is_dir()
    {
        let (told, code) = tell(path, world)?;
        match told {
            Told::Text(text) => world.print(&text)?,
            Told::Json(json) => world.print_json(&json)?,
        }
        return Ok(code);
    }
    let mut gravest = super::DONE;
    for (number, Listed { path, .. }) in listed(paths)?.iter().enumerate() {
        let file = path.display().to_string();
        let told = tell(path, world);
        let apart = if number == 0 { "" } else { "\n" };
        match told {
            Ok((Told::Text(text), code)) => {
                world.print(&format!("{apart}== {}\n\n{text}", words::printable(&file)))?;
                gravest = graver(gravest, code);
            }
            Ok((Told::Json(json), code)) => {
                world.print_json_line(&with_file(&file, json))?;
                gravest = graver(gravest, code);
            }
            Err(Failure::ReaderGone) => return Err(Failure::ReaderGone),
            Err(failure) => {
                if as_json {
                    world.print_json_line(&json!({ "file": file, "problem": failure.in_a_line() }))?;
                } else {
                    world.print(&format!("{apart}== {}\n\ncannot be read\n", words::printable(&file)))?;
                }
                world.complain(&failure);
                gravest = graver(gravest, failure.code());
            }
        }
    }
    Ok(gravest)
}

/// That something could not be done weighs more than that content falls short.
fn graver(one: u8, other: u8) -> u8 {
    let weight = |code: u8| match code {
        super::DONE => 0,
        super::FALLS_SHORT => 1,
        _ => 2,
    };
    if weight(other) > weight(one) { other } else { one }
}

fn with_file(file: &str, told: Json) -> Json {
    let mut object = Map::new();
    object.insert("file".to_owned(), file.into());
    if let Json::Object(told) = told {
        object.extend(told);
    }
    Json::Object(object)
}

/// As many threads as were asked for, else as many as the machine has use for.
pub(super) fn threads(asked: Option<NonZeroUsize>) -> NonZeroUsize {
    asked.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN)
}

/// How many results may wait to be taken: with more, the work waits, so that memory stays flat.
const WAITING: usize = 16;

/// Does the work for each plan on so many threads, and gives every result in the order of the plans, as soon as those
/// before it are there. Stops early when `take` says so with an error.
pub(super) fn each<T: Send>(
    plans: &[Listed],
    threads: NonZeroUsize,
    work: impl Fn(&Listed) -> T + Sync,
    mut take: impl FnMut(&Listed, T) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        let (sender, results) = mpsc::sync_channel(WAITING);
        for _ in 0..threads.get().min(plans.len()) {
            let (sender, next, work) = (sender.clone(), &next, &work);
            scope.spawn(move || {
                while let Some((place, plan)) = Some(next.fetch_add(1, Ordering::Relaxed))
                    .and_then(|place| plans.get(place).map(|plan| (place, plan)))
                {
                    if sender.send((place, work(plan))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        // Where nothing is taken any more the receiver goes, and with it the threads.
        let mut results = results.into_iter();
        let mut early = BTreeMap::new();
        plans.iter().enumerate().try_for_each(|(place, plan)| {
            while !early.contains_key(&place) {
                let Some((place, result)) = results.next() else { break };
                early.insert(place, result);
            }
            early.remove(&place).map_or(Ok(()), |result| take(plan, result))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plans(count: usize) -> Vec<Listed> {
        let path = |number: usize| PathBuf::from(number.to_string());
        (0..count).map(|number| Listed { path: path(number), name: path(number) }).collect()
    }

    #[test]
    fn every_plan_is_worked_on_once_and_taken_in_its_turn() {
        for threads in [1, 2, 7] {
            let mut taken = Vec::new();
            let threads = NonZeroUsize::new(threads).unwrap();
            each(
                &plans(100),
                threads,
                |plan| plan.path.clone(),
                |plan, path| {
                    assert_eq!(plan.path, path);
                    taken.push(path);
                    Ok(())
                },
            )
            .unwrap();
            let paths: Vec<PathBuf> = plans(100).into_iter().map(|plan| plan.path).collect();
            assert_eq!(taken, paths);
        }
        each(&[], NonZeroUsize::MIN, |_| (), |_, ()| Ok(())).unwrap();
    }

    #[test]
    fn an_error_ends_the_work() {
        let mut taken = 0;
        let done = each(
            &plans(10_000),
            NonZeroUsize::MIN,
            |_| (),
            |_, ()| {
                taken += 1;
                Err(Failure::trouble("enough", "none"))
            },
        );
        assert!(done.is_err());
        assert_eq!(taken, 1);
    }
}
