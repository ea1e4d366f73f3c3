//! Everything that could go wrong when a bank is used, found before it is.

mod checks;
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
mod roles;
mod sight;
mod texts;
mod upgrades;
mod view;

use super::Bank;
use super::read::{Folder, Problems};
use super::written::parts;
use entry::{derived, entries};

/// Goes through the bank as it was written, beside the model built from it.
pub(super) fn lint(folder: &Folder, bank: &Bank, problems: &mut Problems) {
    let parts = parts(folder);
    let entries = entries(&parts, bank);
    ids::check(folder, &parts, &entries, problems);
    texts::check(folder, &parts, &entries, problems);
    kinds::check(&entries, problems);
    lists::check(&entries, problems);
    roles::check(&entries, problems);
    let derived = derived(&parts, bank, &entries);
    facts::check(&parts, bank, &entries, &derived, problems);
    names::check(&parts, &entries, &derived, problems);
    checks::check(&parts, bank, &entries, &derived, problems);
    outline::check(folder, &parts, &entries, &derived, problems);
    former::check(folder, bank, &parts, &entries, problems);
    upgrades::check(folder, bank, problems);
}
