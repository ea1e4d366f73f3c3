//! Chapters: their conditions compile, and read only what there is.

use super::entry::{Asked, DerivedEntry, Moment};
use super::ids::reserved;
use super::names::{Holder, Look, Wanted};
use super::sight::Sight;
use crate::bank::Part;
use crate::bank::read::{Folder, Problems};
use crate::bank::written::Written;
use crate::documents::ANNEXES;
use crate::words::printable;

pub(super) fn check(
    folder: &Folder,
    parts: &[Written<'_>],
    entries: &[Asked<'_>],
    derived: &[DerivedEntry<'_>],
    problems: &mut Problems,
) {
    // Chapters stand in the same file as the pause.
    let Some(written) = parts.iter().find(|part| part.part == Part::Pause) else { return };
    let sight = Sight::new(entries, derived, Moment { question: usize::MAX, field: usize::MAX });
    for raw in &folder.bank.raw.chapter {
        if let Some(id) = raw.value.id.as_ref().filter(|id| ANNEXES.contains(&id.value.as_str())) {
            problems.push(reserved(id, folder.bank.place(&id.span), "an annex of every document has this name"));
        }
        let (Some(id), Some(when)) = (&raw.value.id, &raw.value.when) else { continue };
        let owner = format!("chapter `{}`", printable(&id.value));
        Look { owner: &owner, written, sight: &sight, known: &[], holder: Holder::Check, problems }
            .expression(when, Wanted::Condition);
    }
}
