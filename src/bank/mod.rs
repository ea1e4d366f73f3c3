//! The question bank: its model, and reading it from text. What is wrong with one is found above, in `check_bank`.

mod below;
mod build;
mod check;
mod difference;
mod extend;
mod format;
mod inventory;
mod kind;
mod model;
mod parse;
mod prepared;
mod private;
pub(crate) mod read;
pub(crate) mod source;
pub mod style;
mod template;
mod texts;
mod unanswered;
mod upgrade;
pub(crate) mod written;

pub use below::{extended_folder, moved};
pub(crate) use build::taken_apart;
pub use check::{Binding, Check, Derived, Insight, Phase, Severity};
pub use difference::{Difference, Happening, Thing, differences};
pub use inventory::inventoried;
pub use kind::{Choice, Count, ItemList, Kind, KindName, Link, MOST_ASKED_FOR, Proposals, Range};
pub(crate) use model::OPENS_WITH;
pub use model::{
    Bank, CanvasBlock, Caution, Chapter, ChoiceWords, Column, ColumnKind, Depth, Due, Import, Mistake, Part, Question,
    Reader, Readiness, Route, Step,
};
pub(crate) use private::BY_QUESTION;
pub use private::Private;
pub use read::{File, read};
pub use source::schema;
pub use template::{Template, own_files};
pub use unanswered::{Meant, Unanswered};
pub use upgrade::{FormerPlace, Upgrade};

use include_dir::{Dir, include_dir};
use toml::de::DeTable;

/// The banks that are part of canvass, a folder each.
static BANKS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/questions");

/// The templates of those banks, in a folder of the bank's name each; what stands beside the folders serves every bank.
static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The tables of their files.
static TABLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/banks"));

/// The bank that is used where none is named.
pub const USUAL: &str = "business-model";

/// The ids of the banks that are part of canvass; the usual one first.
pub fn built_in_ids() -> impl Iterator<Item = &'static str> {
    let others = BANKS.dirs().filter_map(|folder| folder.path().to_str()).filter(|id| *id != USUAL);
    std::iter::once(USUAL).chain(others)
}

/// The files of the usual bank, as for [`files_of`].
#[must_use]
pub fn built_in_files() -> Vec<File> {
    files_of(USUAL).unwrap_or_default()
}

/// The files of a bank that is part of canvass, its templates among them, with the paths to show; none if no bank is
/// called so.
#[must_use]
pub fn files_of(id: &str) -> Option<Vec<File>> {
    let mut found = Vec::new();
    collect(BANKS.get_dir(id)?, "questions", &mut found);
    if let Some(templates) = TEMPLATES.get_dir(id) {
        collect(templates, "templates", &mut found);
    }
    Some(found)
}

/// The table of a file that is part of canvass, its places moved by where it lies; none of one that only has the path.
fn built_in_table(path: &str, text: &str, start: usize) -> Option<DeTable<'static>> {
    let file = BANKS.get_file(path.strip_prefix("questions/")?)?;
    if file.contents() == text.as_bytes() { prepared::unpack(TABLES, path, start) } else { None }
}

/// The templates that serve every bank, by name.
pub fn generic_templates() -> impl Iterator<Item = (&'static str, &'static str)> {
    let folders =
        TEMPLATES.dirs().filter(|folder| folder.path().to_str().is_some_and(|id| BANKS.get_dir(id).is_none()));
    let files = TEMPLATES.files().chain(folders.flat_map(Dir::files));
    files.filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?))).filter(|(name, _)| *name != GUIDE)
}

/// What stands among the templates and is none: the page that tells what they can use.
const GUIDE: &str = "README.md";

fn collect(folder: &Dir<'_>, within: &str, found: &mut Vec<File>) {
    let texts = folder.files().filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)));
    found.extend(texts.map(|(path, text)| (format!("{within}/{path}"), text.to_owned())));
    for folder in folder.dirs() {
        collect(folder, within, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expression::{
        Insert,
        tests::{is_quick, is_read_quickly},
    };
    use serde_json::Value as Json;

    /// Every text in a bank, and every expression within one.
    fn texts_within(value: &Json, found: &mut Vec<String>) {
        match value {
            Json::String(text) => {
                let insert = Insert::parse(text).unwrap_or_default();
                found.extend(insert.expressions().map(|(_, expression)| expression.source().to_owned()));
                found.push(text.clone());
            }
            Json::Array(values) => values.iter().for_each(|value| texts_within(value, found)),
            Json::Object(values) => values.values().for_each(|value| texts_within(value, found)),
            _ => {}
        }
    }

    #[test]
    fn both_parsers_read_what_our_banks_say_in_the_same_way() {
        let mut texts = Vec::new();
        for id in built_in_ids() {
            let bank = read(&files_of(id).unwrap()).unwrap();
            texts_within(&serde_json::to_value(&bank).unwrap(), &mut texts);
        }
        let alike = texts.iter().filter(|text| is_read_quickly(text)).count();
        assert!(alike > 1000, "{alike}");
        let quick = texts.iter().filter(|text| is_quick(text)).count();
        assert!(quick * 100 > alike * 90, "{quick} of {alike}");
    }
}
