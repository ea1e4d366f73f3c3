//! What becomes of the answers of old plans, from what was written to the model.

use super::{expression, missing, placed, value};
use crate::bank::read::{Folder, Problems};
use crate::bank::source::RawUpgrade;
use crate::bank::written::beside_the_pause;
use crate::bank::{FormerPlace, Upgrade};

/// The upgrades as they are written.
pub(super) fn upgrades(folder: &Folder, problems: &mut Problems) -> Vec<Upgrade> {
    // A bank without a pause is told of that, and of what lies in it once it has one.
    let Some(written) = beside_the_pause(folder) else { return Vec::new() };
    let mut upgrades = Vec::new();
    for raw in &folder.bank.raw.upgrade {
        let RawUpgrade { from, into, given, fields } = &raw.value;
        let nothing = from.as_ref().is_none_or(|from| from.value.is_empty());
        let absent = [("from", nothing), ("into", into.is_none()), ("fields", fields.is_none())];
        for (key, _) in absent.into_iter().filter(|(_, absent)| *absent) {
            problems.push(missing("an upgrade", key, folder.bank.place(&raw.span)));
        }
        let fields = fields.iter().flat_map(|fields| &fields.value);
        upgrades.push(Upgrade {
            from: from.iter().flat_map(|from| &from.value).map(|place| FormerPlace::read(&place.value)).collect(),
            into: value(into),
            given: expression(&written, given),
            fields: fields.map(|(id, text)| (id.clone(), placed(&written, text, 0))).collect(),
        });
    }
    upgrades
}
