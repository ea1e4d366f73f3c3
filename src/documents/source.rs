//! A template as it was read.

use super::{PREFIX, Templates, engines};
use crate::diagnostic::Diagnostic;
use std::sync::Arc;

/// A template with its name, for showing where something is wrong in it.
#[derive(Clone, Debug)]
pub struct Source {
    /// How templates call it: `plan/02-team.md`.
    pub name: String,
    /// The file as the user would name it.
    pub path: String,
    /// What stands in it.
    pub text: Arc<str>,
}

impl From<(String, String)> for Source {
    /// A template that is known by its name alone.
    fn from((name, text): (String, String)) -> Self {
        Self { path: name.clone(), name, text: text.into() }
    }
}

/// The built-in templates under the names that they can always be reached by.
pub(super) fn built_in_sources() -> impl Iterator<Item = Source> {
    Templates::sources().map(|(name, text)| {
        let name = format!("{PREFIX}{name}");
        Source { path: name.clone(), name, text: text.into() }
    })
}

/// Why a template of one's own can never be used, if it cannot.
pub(super) fn unusable(source: &Source) -> Option<Diagnostic> {
    if source.name.starts_with(PREFIX) {
        let message =
            format!("template `{}` stands in a folder `{PREFIX}`, which is kept for the built-in ones", source.path);
        return Some(Diagnostic::error("template-folder", message).help("put it into the folder above"));
    }
    (!engines::is_known(&source.name)).then(|| {
        Diagnostic::error("template-ending", format!("template `{}` has an ending that no document uses", source.path))
            .help("let its name end in `.md`, `.txt`, `.tsv`, `.html`, `.svg`, `.xml` or `.typ`, or keep the file elsewhere")
    })
}
