//! Columns and how ready a plan is: their expressions compile, read only what there is, and give what they say.

use super::entry::{Asked, DerivedEntry, Moment};
use super::ids::{form, reserved};
use super::names::{Holder, Look, Wanted};
use super::sight::Sight;
use crate::bank::read::{Folder, Problems};
use crate::bank::source::{At, RawColumn, Text};
use crate::bank::written::{Written, error};
use crate::bank::{ColumnKind, Part};
use crate::cohort::OWN_COLUMNS;
use crate::expression::{Expression, Type};
use crate::words::printable;

pub(super) fn check(
    folder: &Folder,
    parts: &[Written<'_>],
    entries: &[Asked<'_>],
    derived: &[DerivedEntry<'_>],
    problems: &mut Problems,
) {
    // Columns stand in the same file as the pause.
    let Some(written) = parts.iter().find(|part| part.part == Part::Pause) else { return };
    let sight = Sight::new(entries, derived, Moment { question: usize::MAX, field: usize::MAX });
    for raw in &folder.bank.raw.column {
        let RawColumn { id: Some(id), value, partial, .. } = &raw.value else { continue };
        form(id, folder.bank.place(&id.span), problems);
        if OWN_COLUMNS.iter().any(|own| own.id == id.value) {
            problems.push(reserved(id, folder.bank.place(&id.span), "every table of plans has a column of this name"));
        }
        let owner = format!("column `{}`", printable(&id.value));
        let mut look = |text: &Text, wanted: Wanted| {
            let Some(text) = text else { return };
            let before = problems.len();
            Look { owner: &owner, written, sight: &sight, known: &[], holder: Holder::Check, problems }
                .expression(text, wanted);
            let kind = raw.value.kind.as_ref().map(|kind| kind.value.as_str());
            if wanted == Wanted::Anything && problems.len() == before {
                problems.extend(kind.and_then(|kind| unlike(&owner, kind, text, written, &sight)));
            }
        };
        look(value, Wanted::Anything);
        look(partial, Wanted::Condition);
    }
    for raw in &folder.bank.raw.due {
        if let (Some(id), Some(dates)) = (&raw.value.id, &raw.value.dates) {
            let owner = format!("due day `{}`", printable(&id.value));
            Look { owner: &owner, written, sight: &sight, known: &[], holder: Holder::Check, problems }
                .expression(dates, Wanted::List);
        }
    }
    if let Some(readiness) = &folder.bank.raw.readiness {
        let raw = &readiness.value;
        for (text, wanted) in [
            (&raw.beliefs, Wanted::List),
            (&raw.thin, Wanted::Condition),
            (&raw.tested, Wanted::List),
            (&raw.consent, Wanted::Anything),
        ] {
            let Some(text) = text else { continue };
            Look { owner: "`[readiness]`", written, sight: &sight, known: &[], holder: Holder::Check, problems }
                .expression(text, wanted);
        }
    }
}

/// A column whose value is not of its kind.
fn unlike(
    owner: &str,
    kind: &str,
    text: &At<String>,
    written: &Written<'_>,
    sight: &Sight<'_>,
) -> Option<crate::diagnostic::Diagnostic> {
    let (_, kind) = ColumnKind::ALL.into_iter().find(|(name, _)| *name == kind)?;
    let expression = Expression::new(text.value.as_str());
    let gives = expression.meaning(&[], &|path| sight.type_of(path)).gives;
    let fits = match kind {
        _ if matches!(gives, Type::Any | Type::Null) => true,
        ColumnKind::Text | ColumnKind::Choice => matches!(gives, Type::Text | Type::Date),
        ColumnKind::Number | ColumnKind::Money | ColumnKind::Percent => gives == Type::Number,
        ColumnKind::Date => gives == Type::Date,
        ColumnKind::YesNo => gives == Type::Truth,
    };
    let message = format!("{owner} gives {} and says that it holds `{}`", gives.called(), kind.name());
    let help = "write another `kind`, or another value: a list can be counted with `.size()` or put together with `.join(', ')`";
    (!fits).then(|| error("wrong-value", message, written.inside(text, 0..text.value.len()), help))
}
