//! What is wrong with a bank, found before it is used: what can be seen in what is written, then what comes out over
//! trial plans.

mod checks;
mod columns;
mod depths;
mod entry;
mod facts;
mod figures;
mod former;
mod ids;
mod kinds;
mod lists;
mod missing;
mod names;
mod outline;
mod private;
mod roles;
mod sight;
mod texts;
mod trials;
mod upgrades;
mod view;

pub use trials::tried;

use crate::bank::read::{Problems, ReadBank, in_order, reading, unused};
use crate::bank::written::parts;
use crate::bank::{Bank, File};
use crate::diagnostic::{Diagnostic, Severity};
use entry::{derived, entries};

/// Reads a bank and looks for everything that could go wrong when it is used, without a plan. `files` are as for
/// [`crate::bank::read`]. Gives the bank and the warnings.
///
/// # Errors
/// All errors and warnings found, if there is an error.
pub fn read(files: &[File]) -> Result<(Bank, Vec<Diagnostic>), Vec<Diagnostic>> {
    let mut reading = reading(files)?;
    look(&mut reading);
    let ReadBank { folder, bank, mut problems } = reading;
    folder.hidden.tell(&folder.bank.texts, &mut problems);
    problems.extend(unused(files, &folder));
    let problems = in_order(problems);
    if problems.iter().any(|problem| problem.severity == Severity::Error) {
        Err(problems)
    } else {
        Ok((bank, problems))
    }
}

/// Goes through the bank as it was written, beside the model built from it.
fn look(ReadBank { folder, bank, problems }: &mut ReadBank) {
    let problems: &mut Problems = problems;
    let parts = parts(folder);
    let entries = entries(&parts, bank);
    ids::check(folder, &parts, &entries, problems);
    texts::check(folder, &parts, &entries, problems);
    kinds::check(&entries, problems);
    lists::check(&entries, problems);
    depths::check(bank, &entries, problems);
    roles::check(&entries, problems);
    let derived = derived(&parts, bank, &entries);
    facts::check(&parts, bank, &entries, &derived, problems);
    names::check(&parts, &entries, &derived, problems);
    checks::check(&parts, bank, &entries, &derived, problems);
    checks::insights(&parts, bank, &entries, &derived, problems);
    outline::check(folder, &parts, &entries, &derived, problems);
    columns::check(folder, &parts, &entries, &derived, problems);
    private::check(folder, bank, &parts, &entries, problems);
    former::check(folder, bank, &parts, &entries, problems);
    upgrades::check(folder, bank, problems);
}
