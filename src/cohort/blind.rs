//! The table for reviewers who shall not know whose plan they read.

use super::measure::{Cell, Value};
use super::table::Table;
use crate::bank::ColumnKind;
use siphasher::sip::SipHasher24;
use std::collections::HashSet;

/// One of 32 letters and digits that are not taken for one another, and as many of them make a name.
const LETTERS: [char; 32] = [
    '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'Q',
    'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z',
];
const LENGTH: u32 = 8;

/// Gives every row a name that gives nothing away; words of the founders, files and dates are taken out, and the rows come in
/// the order of their names. A name follows from the secret and from what the plan is known again by, not from the other
/// plans: whoever has not got the secret can neither make it up nor lead it back.
pub fn blind(table: &mut Table, secret: u128) {
    let names = names(table, secret);
    // The day of the last answer, read beside a folder of files, tells which file it is.
    let hidden = ["file", "changed", "problem"];
    let is_told = |id: &str, kind: ColumnKind| kind == ColumnKind::Text || hidden.contains(&id);
    let (kept, told): (Vec<_>, Vec<_>) =
        table.headings.iter().cloned().enumerate().partition(|(_, heading)| !is_told(&heading.id, heading.kind));
    drop(told);
    for (row, name) in table.rows.iter_mut().zip(&names) {
        row.cells = kept
            .iter()
            .map(|(place, heading)| match heading.id.as_str() {
                "venture" => Cell { value: Value::Words(name.clone()), is_partial: false },
                _ => row.cells.get(*place).cloned().unwrap_or_default(),
            })
            .collect();
        row.summary = None;
        row.found.iter_mut().for_each(|found| found.message.clear());
        if let Some(score) = &mut row.score {
            score.advice.clear();
        }
    }
    table.headings = kept.into_iter().map(|(_, heading)| heading).collect();
    table.sort("venture", false);
}

/// A name for each row, all different.
fn names(table: &Table, secret: u128) -> Vec<String> {
    let hasher = SipHasher24::new_with_key(&secret.to_le_bytes());
    // In an order of their own, so that it does not matter how the files are called should two names fall together.
    let mut rows: Vec<(&str, usize)> =
        table.rows.iter().enumerate().map(|(place, row)| (row.origin.as_str(), place)).collect();
    rows.sort_unstable();
    let mut taken = HashSet::new();
    let mut names = vec![String::new(); rows.len()];
    for (origin, place) in rows {
        let free = (0_u32..).map(|turn| name(hasher.hash(format!("{turn} {origin}").as_bytes())));
        let Some(own) = free.into_iter().find(|own| taken.insert(own.clone())) else { continue };
        if let Some(name) = names.get_mut(place) {
            *name = own;
        }
    }
    names
}

fn name(hash: u64) -> String {
    (0..LENGTH).filter_map(|place| LETTERS.get(usize::try_from((hash >> (5 * place)) % 32).ok()?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_from_the_secret_and_the_plan_alone() {
        let table = |origins: &[&str]| {
            let mut table = Table::new(crate::cohort::own_headings());
            for origin in origins {
                table.add_unreadable(origin, "x");
            }
            table
        };
        let first = names(&table(&["a", "b"]), 7);
        assert!(first.iter().all(|name| name.len() == 8) && first[0] != first[1], "{first:?}");
        let grown = names(&table(&["c", "b", "d", "a"]), 7);
        assert_eq!((&grown[3], &grown[1]), (&first[0], &first[1]));
        assert!(names(&table(&["a", "b"]), 8).iter().all(|name| !first.contains(name)));
        // Two plans that nothing tells apart are two all the same.
        let twins = names(&table(&["a", "a"]), 7);
        assert!(twins[0] == first[0] && twins[1] != first[0], "{twins:?}");
        let many: Vec<String> = (0..5000).map(|number| number.to_string()).collect();
        let many = names(&table(&many.iter().map(String::as_str).collect::<Vec<_>>()), 7);
        assert_eq!(many.iter().collect::<HashSet<_>>().len(), 5000);
    }
}
