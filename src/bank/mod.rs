//! The question bank: its model, reading it from text, and its lint.

mod build;
mod check;
mod kind;
mod lint;
mod model;
mod parse;
mod read;
mod source;
mod unanswered;
mod written;

use build::taken_apart;
pub use check::{Binding, Check, Derived, Phase, Severity};
pub use kind::{Choice, Count, ItemList, Kind, Link, Proposals, Range};
pub use model::{Bank, CanvasBlock, Caution, Depth, Mistake, Part, Question, Step};
pub use read::{File, read, read_quickly};
pub use source::schema;
pub use unanswered::{Meant, Unanswered};

use include_dir::{Dir, include_dir};

/// The folder of the built-in bank.
static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/questions/business-model");

/// The files of the built-in bank, with the paths to show.
#[must_use]
pub fn built_in_files() -> Vec<File> {
    let toml = BUILT_IN.files().filter(|file| file.path().extension().is_some_and(|extension| extension == "toml"));
    let texts = toml.filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)));
    texts.map(|(path, text)| (format!("questions/business-model/{path}"), text.to_owned())).collect()
}
