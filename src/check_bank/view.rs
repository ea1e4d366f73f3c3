//! The names that the view of the answers, CEL and tera keep for themselves.

use crate::bank::BY_QUESTION;
use crate::documents::GIVEN;
use crate::words::has_word;

/// Words of CEL, of tera, or of both, which cannot be names.
const KEYWORDS: &str = "and as block break const continue elif else extends false filter for function if import in include \
    is let loop namespace not null or package return set true while";

/// Types and function families of CEL, which a name of the view would hide.
const TYPES: &str = "bool bytes double dyn int list lists map math null_type optional string strings type uint";

/// What can have become of a question.
pub(super) const STATES: [&str; 5] = ["open", "answered", "unknown", "not_applicable", "skipped"];
pub(super) const WHOLE: [&str; 11] = [
    "bank",
    "canvas",
    "figures",
    "findings",
    "insights",
    "made_on",
    "named",
    "open_points",
    "stale",
    "walk",
    "updated_at",
];
const BOUND: [&str; 7] = ["answer", "id", "item", "items", "s", "title", "x"];

/// What every item holds, besides its fields.
pub(super) const OF_ITEMS: [&str; 6] = ["changed", "id", "list", "stale", "title", "updated_at"];

/// Why a question cannot have that id, if it cannot.
pub(super) fn name_taken_by(id: &str) -> Option<&'static str> {
    if let Some(reason) = keyword(id) {
        Some(reason)
    } else if has_word(TYPES, id) {
        Some("conditions use this word themselves")
    } else if BY_QUESTION.contains(&id) || WHOLE.contains(&id) || BOUND.contains(&id) {
        Some("the view of the answers uses it itself")
    } else if GIVEN.iter().any(|(name, _)| *name == id) || ["outline", "record"].contains(&id) {
        Some("documents use this word themselves")
    } else {
        None
    }
}

/// Whether a check cannot bind that name.
pub(super) fn binding_taken_by(name: &str) -> bool {
    let taken = keyword(name).is_some() || has_word(TYPES, name) || BY_QUESTION.contains(&name);
    taken || WHOLE.contains(&name) || ["item", "items"].contains(&name)
}

/// Why a field cannot have that id, if it cannot.
pub(super) fn field_taken_by(id: &str) -> Option<&'static str> {
    if let Some(reason) = keyword(id) {
        Some(reason)
    } else if BY_QUESTION.contains(&id) || OF_ITEMS.contains(&id) {
        Some("every item has an entry of this name already")
    } else {
        None
    }
}

fn keyword(id: &str) -> Option<&'static str> {
    (has_word(KEYWORDS, id) || ["var", "void"].contains(&id)).then_some("it is a word of conditions and templates")
}
