//! Finding and reading banks and plans.

use super::last_good::LastGood;
use super::{Failure, World, template_folder};
use crate::bank::{self, Bank, File, Route};
use crate::check_bank;
use crate::exchange::{PACK, unpacked};
use crate::files;
use crate::plan::{self, Plan, Upgraded, strangers, upgraded};
use crate::words;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The bank for a new plan: `--bank`, else `CANVASS_BANK`, else the built-in one.
pub(super) fn bank_for_new_plan(world: &World) -> Result<Arc<Bank>, Failure> {
    match named(world) {
        Some(name) => bank_named(&name),
        None => bank_built_in(bank::USUAL),
    }
}

/// The files of that bank.
pub(super) fn files_for_new_plan(world: &World) -> Result<Vec<File>, Failure> {
    match named(world) {
        Some(name) => files_named(&name),
        None => Ok(bank::built_in_files()),
    }
}

/// The bank that was named, by its folder or by its id: with `--bank`, else in `CANVASS_BANK`.
fn named(world: &World) -> Option<PathBuf> {
    world.settings.bank.clone().or_else(|| world.variables.bank.clone().map(PathBuf::from))
}

/// The bank a plan was made with: `--bank`, else `CANVASS_BANK`, else a folder of that id beside the plan, else the
/// one of that id that is built in. Nothing is guessed: a bank with another id is refused.
pub(super) fn bank_of(plan: &Plan, path: &Path, world: &mut World) -> Result<Arc<Bank>, Failure> {
    let wanted = &plan.bank.id;
    if let Some(folder) = world.settings.bank.clone() {
        let bank = bank_named(&folder)?;
        if bank.id == *wanted {
            return Ok(bank);
        }
        let message =
            format!("this plan was made with the bank `{wanted}`, and `{}` holds `{}`", folder.display(), bank.id);
        let help = format!("name the plan's own bank with --bank, or move the plan: {}", upgrading(path, world));
        return Err(Failure::trouble(message, help));
    }
    let named = world.variables.bank.as_ref().map(|name| bank_named(Path::new(name))).transpose()?;
    let other = match named {
        Some(bank) if bank.id == *wanted => return Ok(bank),
        other => other,
    };
    let bank = own_bank(wanted, path)?;
    if let Some(other) = other {
        let (own, other) = (words::printable(wanted), words::printable(&other.id));
        let note = "so it goes on with that one and not with";
        world.tell(&format!(
            "{} was made with the bank `{own}`, {note} `{other}`, which CANVASS_BANK names\n",
            shown(path)
        ));
    }
    Ok(bank)
}

/// The bank that a plan is moved to: the one `--bank` names, whatever its id, else the plan's own.
pub(super) fn bank_to_move_to(plan: &Plan, path: &Path, world: &mut World) -> Result<Arc<Bank>, Failure> {
    match world.settings.bank.clone() {
        Some(folder) => bank_named(&folder),
        None => bank_of(plan, path, world),
    }
}

/// The plan as others see it, unless the answers to private questions are asked for.
pub(super) fn told(plan: Plan, bank: &Bank, with_private: bool) -> Plan {
    if with_private { plan } else { plan.for_others(bank) }
}

/// The plan for a file that asks for what it does not tell: private questions stand in it without their answers, unless
/// these are asked for.
pub(super) fn to_be_asked(plan: Plan, bank: &Bank, with_private: bool) -> Plan {
    Plan { withholds: false, ..told(plan, bank, with_private) }
}

/// The bank that was named with `--bank`, else in `CANVASS_BANK`.
pub(super) fn bank_named_by(world: &World) -> Result<Option<Arc<Bank>>, Failure> {
    named(world).map(|name| bank_named(&name)).transpose()
}

/// The bank of that id: a folder of that name beside the plan, else the one that is built in.
pub(super) fn own_bank(wanted: &str, path: &Path) -> Result<Arc<Bank>, Failure> {
    let beside = path.parent().unwrap_or(Path::new("")).join(wanted);
    let is_plain_name = !wanted.is_empty() && !wanted.contains(['/', '\\', '.']);
    if is_plain_name && beside.join("bank.toml").is_file() {
        return bank_in(&beside);
    }
    let pack = beside.with_extension(PACK);
    if is_plain_name && is_pack(&pack) {
        return bank_in(&pack);
    }
    if is_built_in(wanted) {
        return bank_built_in(wanted);
    }
    let message = format!("this plan was made with the bank `{}`, which is not here", words::printable(wanted));
    Err(Failure::trouble(message, "name its folder with --bank DIR, or in the variable CANVASS_BANK"))
}

/// What an upgrade of a plan to its bank would do; none where it was made with this version, so that nothing waits.
pub(super) fn waiting(plan: &Plan, bank: &Bank) -> Option<Upgraded> {
    let is_same = plan.bank.version == bank.version;
    if is_same && plan.inventory == bank.inventory() {
        return None;
    }
    let upgraded = upgraded(bank, plan);
    // An answer that does not fit in the plan's own version has nothing to do with another one.
    let moves = upgraded.unfitting() > upgraded.misfits.len();
    (!is_same || moves).then_some(upgraded)
}

/// What is said of a plan that was made with another version of its bank: that it goes on, and what no longer fits.
fn other_version(plan: &Plan, bank: &Bank, path: &Path, world: &World) -> Option<String> {
    let upgraded = waiting(plan, bank)?;
    let (old, new) = (words::printable(&plan.bank.version), words::printable(&bank.version));
    let made = if old == new {
        format!("was made with other questions of the same version {new}")
    } else {
        format!("was made with version {old} of these questions, now {new}")
    };
    let fits = match upgraded.unfitting() {
        0 => "all answers still fit".to_owned(),
        count => {
            let kept = words::counted(count, "answer no longer fits and is kept", "answers no longer fit and are kept");
            format!("{kept}; `{}` moves what has another place now", upgrading(path, world))
        }
    };
    Some(format!("{} {made}: {fits}\n", shown(path)))
}

/// As many keys that nobody knows are named.
const MOST_NAMED: usize = 5;

/// What is said of keys in a plan that neither canvass nor its bank knows.
fn unknown(plan: &Plan, bank: &Bank, path: &Path) -> Option<String> {
    let found = strangers(plan, bank);
    let named = found.iter().take(MOST_NAMED).map(|stranger| {
        let place = words::printable(&stranger.place);
        stranger.meant.as_ref().map_or_else(|| format!("`{place}`"), |meant| format!("`{place}` (`{meant}`?)"))
    });
    let mut named: Vec<String> = named.collect();
    if let Some(more) = found.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        named.push(format!("{more} more"));
    }
    let is_there = !named.is_empty();
    let listed = words::listed(&named);
    is_there.then(|| {
        format!(
            "warning: {} holds what these questions do not know, so it is kept and counts for nothing: {listed}\n",
            shown(path)
        )
    })
}

/// The command that upgrades a plan.
fn upgrading(path: &Path, world: &World) -> String {
    let named = if path == Path::new("-") { "PLAN".to_owned() } else { path.display().to_string() };
    world.command_on_answers(&["upgrade", &named])
}

/// A plan's name as a message begins with it.
pub(super) fn shown(path: &Path) -> String {
    if path == Path::new("-") {
        "this plan".into()
    } else {
        format!("`{}`", words::printable(&path.display().to_string()))
    }
}

/// Refuses to draw the canvas of a bank that has none.
pub(super) fn draws_a_canvas(bank: &Bank) -> Result<(), Failure> {
    if bank.canvas.is_empty() {
        let message = format!("the bank `{}` does not say how a canvas is drawn", words::printable(&bank.id));
        return Err(Failure::trouble(message, "add `[[canvas]]` blocks to its bank.toml; the README shows one"));
    }
    Ok(())
}

fn is_built_in(id: &str) -> bool {
    bank::built_in_ids().any(|built_in| built_in == id)
}

/// A bank that is part of the program, and so known to be sound; read once, for however many plans.
pub(super) fn bank_built_in(id: &str) -> Result<Arc<Bank>, Failure> {
    static READ: Mutex<BTreeMap<String, Arc<Bank>>> = Mutex::new(BTreeMap::new());
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(bank) = read.get(id) {
        return Ok(Arc::clone(bank));
    }
    let bank = Arc::new(bank::read(&bank::files_of(id).unwrap_or_default())?);
    read.insert(id.to_owned(), Arc::clone(&bank));
    Ok(bank)
}

/// The bank in a folder, or the one of that name that is built in. Its warnings are for its author, whom
/// `canvass bank check` tells them.
pub(super) fn bank_named(name: &Path) -> Result<Arc<Bank>, Failure> {
    match built_in_name(name) {
        Some(id) => bank_built_in(id),
        None => bank_in(name),
    }
}

/// The files of the bank in a folder, or of the one of that name that is built in.
pub(super) fn files_named(name: &Path) -> Result<Vec<File>, Failure> {
    match built_in_name(name).and_then(bank::files_of) {
        Some(files) => Ok(files),
        None => bank_files(name),
    }
}

/// Which of the banks that are built in is meant; none where a folder of that name holds a bank.
pub(super) fn built_in_name(name: &Path) -> Option<&str> {
    name.to_str().filter(|id| is_built_in(id) && !name.join("bank.toml").is_file())
}

/// Reads and checks the bank in a folder.
fn bank_in(folder: &Path) -> Result<Arc<Bank>, Failure> {
    Ok(Arc::new(check_bank::read(&bank_files(folder)?)?.0))
}

/// Whether a path leads to a bank in one file.
fn is_pack(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == PACK) && path.is_file()
}

/// The files of a bank's folder and of the folders of the banks it extends, each with the path to show.
fn bank_files(folder: &Path) -> Result<Vec<File>, Failure> {
    if is_pack(folder) {
        return Ok(unpacked(&files::read(folder)?, &folder.display().to_string())?);
    }
    let mut files = own_files(folder)?;
    while let Some(extended) = bank::extended_folder(&files) {
        let folder = Path::new(&extended);
        // That there is no bank is told where it is read, with the place.
        if !folder.join("bank.toml").is_file() {
            break;
        }
        files.extend(own_files(folder)?);
    }
    Ok(files)
}

/// The files of a bank's folder, its templates among them, by name.
fn own_files(folder: &Path) -> Result<Vec<File>, Failure> {
    let entries = std::fs::read_dir(folder).map_err(|error| {
        let message = if error.kind() == std::io::ErrorKind::NotFound {
            format!("there is no bank `{}`", folder.display())
        } else {
            format!("the bank `{}` cannot be read: {}", folder.display(), files::reason(&error))
        };
        Failure::trouble(message, choice(folder))
    })?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.sort();
    if !paths.iter().any(|path| path.file_name().is_some_and(|name| name == "bank.toml")) {
        let message = format!("`{}` holds no bank: there is no bank.toml in it", folder.display());
        return Err(Failure::trouble(message, choice(folder)));
    }
    let templates = folder.join("templates");
    if templates.is_dir() {
        paths.extend(template_folder::files_in(&templates)?.into_iter().map(|(_, path)| path));
    }
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        files.push((path.display().to_string(), template_folder::text_of(&path)?));
    }
    Ok(files)
}

/// Which banks can be named instead of one that is not there.
fn choice(name: &Path) -> String {
    let close = words::closest(&name.to_string_lossy(), bank::built_in_ids());
    if let Some(close) = close {
        return format!("did you mean `{close}`?");
    }
    let known: Vec<String> = bank::built_in_ids().map(|id| format!("`{id}`")).collect();
    format!("name a folder that holds a bank.toml, or one that is built in: {}", words::listed(&known))
}

/// Reads a plan and its bank; `-` is standard input.
pub(super) fn plan_and_bank(path: &Path, world: &mut World) -> Result<(Plan, Arc<Bank>), Failure> {
    let plan = plan_at(path, world)?;
    let bank = bank_of(&plan, path, world)?;
    if let Some(said) = other_version(&plan, &bank, path, world) {
        world.tell(&said);
    } else if let Some(said) = unknown(&plan, &bank, path) {
        world.tell(&said);
    }
    Ok((plan, bank))
}

/// Reads a plan and its bank; where none is named, one in which nothing is answered.
pub(super) fn plan_or_blank(path: Option<&Path>, world: &mut World) -> Result<(Plan, Arc<Bank>), Failure> {
    let Some(path) = path else {
        let bank = bank_for_new_plan(world)?;
        return Ok((Plan::new(&bank, Route::Full, None), bank));
    };
    plan_and_bank(path, world)
}

/// Reads a plan; `-` is standard input.
pub(super) fn plan_at(path: &Path, world: &mut World) -> Result<Plan, Failure> {
    if path == Path::new("-") {
        return Ok(plan::read(&world.read_input()?, "standard input")?);
    }
    plan_in(path, || world.command(&["walk", &path.display().to_string()]))
}

/// Reads the plan in a file. Of one that is damaged its last good state is told, and the command that offers it.
pub(super) fn plan_in(path: &Path, offered_by: impl FnOnce() -> String) -> Result<Plan, Failure> {
    let read = files::read(path).map_err(Failure::from);
    let read = read.and_then(|text| Ok(plan::read(&text, &path.display().to_string())?));
    read.map_err(|failure| LastGood::told(failure, path, offered_by))
}

/// Reads a file and says what it is called; `-` is standard input.
pub(super) fn text_at(path: &Path, world: &mut World) -> Result<(String, String), Failure> {
    if path == Path::new("-") {
        return Ok((world.read_input()?, "standard input".to_owned()));
    }
    Ok((files::read(path)?, path.display().to_string()))
}
