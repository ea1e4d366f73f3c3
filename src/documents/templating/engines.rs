//! The template engines, one for each way to escape, and which templates each reads.

use super::escape::markdown;
use super::escape::typst::write_escaped;
use super::sources::LAYERS;
use super::{failures, filters};
use crate::bank::Template;
use crate::diagnostic::Diagnostic;
use std::sync::{Arc, OnceLock};
use tera::Tera;

/// Templates that are not escaped, but for those of [`MARKDOWN`].
const TEXTS: [&str; 3] = [".md", ".txt", ".tsv"];
const MARKDOWN: [&str; 1] = [".md"];
/// Templates that are escaped for HTML, and so for XML.
const PAGES: [&str; 3] = [".html", ".svg", ".xml"];
/// Templates that are escaped for Typst.
const TYPESET: [&str; 1] = [".typ"];

/// Whether some document uses templates of this ending.
pub(crate) fn is_known(name: &str) -> bool {
    [&TEXTS[..], &PAGES, &TYPESET].iter().any(|endings| has_ending(name, endings))
}

/// Whether a template is escaped for HTML.
pub(crate) fn is_page(name: &str) -> bool {
    has_ending(name, &PAGES)
}

/// Whether a template is escaped for Typst.
pub(crate) fn is_typeset(name: &str) -> bool {
    has_ending(name, &TYPESET)
}

/// The engine of `.md`, `.txt` and `.tsv`.
pub(crate) fn texts(sources: &[Template]) -> Result<Tera, Vec<Diagnostic>> {
    engine(sources, &TEXTS, &MARKDOWN, Some(markdown::write_escaped))
}

/// An engine that is made when it is first needed.
pub(crate) struct Late {
    engine: OnceLock<Tera>,
    endings: &'static [&'static str],
    escape: Option<tera::EscapeFn>,
}

impl Late {
    /// The engine of `.html`, `.svg` and `.xml`.
    pub(crate) fn pages(sources: &[Template]) -> Result<Self, Vec<Diagnostic>> {
        Self { engine: OnceLock::new(), endings: &PAGES, escape: None }.checked(sources)
    }

    /// The engine of `.typ`.
    pub(crate) fn typeset(sources: &[Template]) -> Result<Self, Vec<Diagnostic>> {
        let escape: tera::EscapeFn = write_escaped;
        Self { engine: OnceLock::new(), endings: &TYPESET, escape: Some(escape) }.checked(sources)
    }

    /// The same, made at once where a template is not built in and so may be broken.
    fn checked(self, sources: &[Template]) -> Result<Self, Vec<Diagnostic>> {
        if sources.iter().any(|source| !source.is_built_in && has_ending(&source.name, self.endings)) {
            self.get(sources)?;
        }
        Ok(self)
    }

    /// The engine, with the templates among these that it reads.
    pub(crate) fn get(&self, sources: &[Template]) -> Result<&Tera, Vec<Diagnostic>> {
        if let Some(engine) = self.engine.get() {
            return Ok(engine);
        }
        let engine = engine(sources, self.endings, self.endings, self.escape)?;
        Ok(self.engine.get_or_init(|| engine))
    }
}

fn has_ending(name: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| name.ends_with(ending))
}

/// An engine with the templates of some endings. Broken templates are all reported, not only the first.
fn engine(
    sources: &[Template],
    endings: &[&str],
    escaped: &[&'static str],
    escape: Option<tera::EscapeFn>,
) -> Result<Tera, Vec<Diagnostic>> {
    let mut tera = Tera::new();
    tera.autoescape_on(escaped.iter().copied());
    if let Some(escape) = escape {
        tera.set_escape_fn(escape);
    }
    filters::register(&mut tera);
    #[cfg(test)]
    super::tests::register(&mut tera);
    tera.set_fallback_prefixes(LAYERS).map_err(|error| failures::diagnostics(&error, sources))?;
    let mut batch: Vec<(&str, Arc<str>)> = sources
        .iter()
        .filter(|source| endings.iter().any(|ending| source.name.ends_with(ending)))
        .map(|source| (source.name.as_str(), Arc::clone(&source.text)))
        .collect();
    let mut problems = Vec::new();
    for _ in 0..=batch.len() {
        let Err(error) = tera.add_raw_templates(batch.iter().map(|(name, text)| (*name, &**text))) else {
            break;
        };
        problems.extend(failures::diagnostics(&error, sources));
        let Some(broken) = failures::unreadable(&error) else { break };
        // Read on without it, to find what else is wrong.
        batch.iter_mut().filter(|(name, _)| *name == broken).for_each(|(_, text)| *text = "".into());
    }
    if problems.is_empty() { Ok(tera) } else { Err(problems) }
}
