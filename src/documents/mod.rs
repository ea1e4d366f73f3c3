//! Documents: the facts view set into templates, as Markdown, as a page of HTML or as plain text.
//!
//! The home of tera and pulldown-cmark. Answers are escaped for the place they stand in; the HTML page is made from
//! the same Markdown.

mod audit;
mod blocks;
mod canvas;
mod chart;
mod drawing;
mod edition;
mod engines;
mod failure;
mod filters;
mod guide;
mod html;
mod lettering;
mod markdown;
mod open_points;
mod output;
mod parsed;
mod prose;
mod seal;
mod source;
mod typeset;
mod values;
mod word;
mod workbook;

use crate::diagnostic::Diagnostic;
use crate::fact::Fact;
pub use audit::{Audit, gathered};
pub use canvas::{Block, Canvas, Entry, Mark, Place};
pub use edition::{Edition, Extent, Format, Reader};
use engines::Late;
pub use guide::guide;
use include_dir::{Dir, include_dir};
use output::{MOST_BYTES, Output};
pub use seal::{is_sealed, sealed};
pub use source::Source;
use source::{built_in_sources, unusable};
use tera::{Context, Tera, Value};
use values::Vocabulary;
pub use workbook::spreadsheet;

static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Built-in templates stand under this name, so that a template of one's own can extend the one it replaces.
const PREFIX: &str = "builtin/";

/// What stands among the templates and is none: the page that tells what they can use.
const GUIDE: &str = "README.md";

/// The templates of all documents, read and checked.
pub struct Templates {
    /// `.md`, escaped for Markdown, and `.txt` and `.tsv`, not escaped.
    texts: Tera,
    /// `.html`, `.svg` and `.xml`, escaped for HTML; read when the first page is made, unless some are not built in.
    pages: Late,
    /// `.typ`, escaped for Typst; read when needed, unless some are not built in.
    typeset: Late,
    sources: Vec<Source>,
    vocabulary: Vocabulary,
}

impl Templates {
    /// The templates that are part of canvass.
    ///
    /// # Errors
    /// Never, unless a built-in template is broken.
    pub fn built_in() -> Result<Self, Vec<Diagnostic>> {
        Self::with_overrides(Vec::new())
    }

    /// The built-in templates with some of one's own, given as name and text. One of the same name replaces the
    /// built-in one and may extend it as `builtin/NAME`.
    ///
    /// # Errors
    /// Everything that is wrong with the templates, each with its place.
    pub fn with_overrides(overrides: Vec<(String, String)>) -> Result<Self, Vec<Diagnostic>> {
        Self::with_own(overrides.into_iter().map(Source::from).collect())
    }

    /// The built-in templates with some of one's own, as for [`Templates::with_overrides`].
    ///
    /// # Errors
    /// Everything that is wrong with the templates, each with its place.
    pub fn with_own(own: Vec<Source>) -> Result<Self, Vec<Diagnostic>> {
        let unknown: Vec<_> = own.iter().filter_map(unusable).collect();
        if !unknown.is_empty() {
            return Err(unknown);
        }
        Self::read_all(built_in_sources().chain(own).collect())
    }

    fn read_all(sources: Vec<Source>) -> Result<Self, Vec<Diagnostic>> {
        let (texts, pages, typeset) = (engines::texts(&sources), Late::pages(&sources), Late::typeset(&sources));
        match (texts, pages, typeset) {
            (Ok(texts), Ok(pages), Ok(typeset)) => {
                let vocabulary = Vocabulary::new(sources.iter().map(|source| &*source.text));
                Ok(Self { texts, pages, typeset, sources, vocabulary })
            }
            (texts, pages, typeset) => {
                Err([texts.err(), pages.err(), typeset.err()].into_iter().flatten().flatten().collect())
            }
        }
    }

    /// The engine that reads a template of this name.
    fn engine_of(&self, name: &str) -> Result<&Tera, Vec<Diagnostic>> {
        if engines::is_page(name) {
            self.pages()
        } else if engines::is_typeset(name) {
            self.typeset.get(&self.sources)
        } else {
            Ok(&self.texts)
        }
    }

    fn pages(&self) -> Result<&Tera, Vec<Diagnostic>> {
        self.pages.get(&self.sources)
    }

    /// The built-in templates as they are, by name, for somebody who wants to change one.
    pub fn sources() -> impl Iterator<Item = (&'static str, &'static str)> {
        let parts = BUILT_IN.dirs().flat_map(Dir::files);
        let files =
            BUILT_IN.files().chain(parts).filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)));
        files.filter(|(name, _)| *name != GUIDE)
    }

    /// The plan written up, as the bytes of a file.
    ///
    /// # Errors
    /// What is wrong with the template that could not be filled in. No template makes a spreadsheet: that is
    /// [`spreadsheet`].
    pub fn draft(&self, facts: &Fact, edition: impl Into<Edition>) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let edition = edition.into();
        let text = match edition.format {
            Format::Markdown => self.markdown(facts, edition)?.0,
            Format::Html => self.page(facts, edition)?,
            Format::Word => return self.word(facts, edition),
            Format::Typst => self.typst(facts, edition)?,
            Format::Svg => self.canvas(facts)?,
            Format::Json => format!("{}\n", serde_json::to_string_pretty(facts).unwrap_or_default()),
            Format::Xlsx => return Err(vec![workbook::not_a_template()]),
        };
        Ok(text.into_bytes())
    }

    /// The plan in Markdown, and what it was made from.
    fn markdown(&self, facts: &Fact, edition: Edition) -> Result<(String, Context), Vec<Diagnostic>> {
        let mut context = values::context(facts, &self.vocabulary);
        context.insert_value("format", Value::from(edition.format.name()));
        context.insert_value("reader", edition.reader.map_or(Value::none(), |reader| Value::from(reader.name())));
        context.insert_value("extent", Value::from(edition.extent.name()));
        let markdown = tidied(&self.render(&self.texts, "plan.md", &context)?);
        Ok((markdown, context))
    }

    fn page(&self, facts: &Fact, edition: Edition) -> Result<String, Vec<Diagnostic>> {
        let (markdown, mut context) = self.markdown(facts, edition)?;
        let pages = self.pages()?;
        let mut drawings = [("canvas.svg", String::new()), ("cash.svg", String::new())];
        for (name, drawing) in &mut drawings {
            if markdown.contains(&format!("]({name})")) {
                *drawing = self.render(pages, name, &context)?;
            }
        }
        let drawings = drawings.each_ref().map(|(name, drawing)| (*name, drawing.trim()));
        for (name, part) in html::from_markdown(&markdown, &drawings).values() {
            context.insert_value(name, part);
        }
        self.render(pages, "page.html", &context)
    }

    fn word(&self, facts: &Fact, edition: Edition) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let (markdown, mut context) = self.markdown(facts, edition)?;
        let (title, blocks) = blocks::titled(blocks::blocks(&markdown, &Place::of_all(facts)));
        context.insert_value("title", Value::from(blocks::plain(&title)));
        let pages = self.pages()?;
        let contents = match edition.extent {
            Extent::Whole => Some(tidied(&self.render(&self.texts, "word/contents.txt", &context)?).trim().to_owned()),
            Extent::Summary => None,
        };
        let parts = word::Parts {
            styles: self.render(pages, "word/styles.xml", &context)?,
            settings: self.render(pages, "word/settings.xml", &context)?,
            properties: self.render(pages, "word/core.xml", &context)?,
            contents,
        };
        word::document(&title, &blocks, &parts).map_err(|problem| vec![problem])
    }

    fn typst(&self, facts: &Fact, edition: Edition) -> Result<String, Vec<Diagnostic>> {
        let (markdown, mut context) = self.markdown(facts, edition)?;
        let (title, blocks) = blocks::titled(blocks::blocks(&markdown, &Place::of_all(facts)));
        context.insert_value("title", Value::safe_string(&typeset::line(&title)));
        let (opening, chapters) = blocks::opened(&blocks);
        context.insert_value("opening", Value::safe_string(&typeset::markup(opening)));
        context.insert_value("body", Value::safe_string(&typeset::markup(chapters)));
        self.render(self.typeset.get(&self.sources)?, "plan.typ", &context)
    }

    /// The canvas of nine blocks as a drawing of its own, in SVG.
    ///
    /// # Errors
    /// As for [`Templates::draft`].
    pub fn canvas(&self, facts: &Fact) -> Result<String, Vec<Diagnostic>> {
        self.render(self.pages()?, "canvas.svg", &values::context(facts, &self.vocabulary))
    }

    /// The business read back in a paragraph of plain text.
    ///
    /// # Errors
    /// As for [`Templates::draft`].
    pub fn recap(&self, facts: &Fact) -> Result<String, Vec<Diagnostic>> {
        self.plain(facts, "recap.txt")
    }

    /// The fit table of the recap: the headings, then a row for each group; an empty cell holds a dash.
    ///
    /// # Errors
    /// As for [`Templates::draft`].
    pub fn fit_table(&self, facts: &Fact) -> Result<Vec<Vec<String>>, Vec<Diagnostic>> {
        let text = self.render(&self.texts, "fit-table.tsv", &values::context(facts, &self.vocabulary))?;
        let cell = |cell: &str| if cell.trim().is_empty() { "–".to_owned() } else { cell.trim().to_owned() };
        let rows = text.lines().filter(|line| !line.trim().is_empty());
        Ok(rows.map(|row| row.split('\t').map(cell).collect()).collect())
    }

    /// What rests on the least evidence, weakest first.
    ///
    /// # Errors
    /// As for [`Templates::draft`].
    pub fn weakest_beliefs(&self, facts: &Fact) -> Result<Vec<String>, Vec<Diagnostic>> {
        let text = self.plain(facts, "weakest-beliefs.txt")?;
        Ok(text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect())
    }

    /// What is answered so far, step by step, as plain text.
    ///
    /// # Errors
    /// As for [`Templates::draft`].
    pub fn plan_so_far(&self, facts: &Fact) -> Result<String, Vec<Diagnostic>> {
        self.plain(facts, "so-far.txt")
    }

    fn plain(&self, facts: &Fact, name: &str) -> Result<String, Vec<Diagnostic>> {
        Ok(tidied(&self.render(&self.texts, name, &values::context(facts, &self.vocabulary))?))
    }

    fn render(&self, engine: &Tera, name: &str, context: &Context) -> Result<String, Vec<Diagnostic>> {
        let mut document = Output::new();
        match engine.render_to(name, context, &mut document) {
            Ok(()) => Ok(String::from_utf8(document.bytes)
                .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())),
            Err(_) if document.is_full() => {
                let message = format!("template `{name}` writes more than {} MiB", MOST_BYTES / 1024 / 1024);
                Err(vec![Diagnostic::error("template-endless", message).help("look for a loop that does not end")])
            }
            Err(error) => Err(failure::diagnostics(&error, &self.sources)),
        }
    }
}

/// No spaces at the end of a line, no two empty lines in a row, one line break at the end.
fn tidied(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines().map(str::trim_end) {
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 && !(tidy.is_empty() && line.is_empty()) {
            tidy.push_str(&prose::once_ended(line));
            tidy.push('\n');
        }
    }
    while tidy.ends_with("\n\n") {
        tidy.pop();
    }
    tidy
}

#[cfg(test)]
mod tests;
