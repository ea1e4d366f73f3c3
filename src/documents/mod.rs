//! Documents: the facts view set into templates, as Markdown, as a page of HTML or as plain text.
//!
//! The home of tera and pulldown-cmark. Answers are escaped for the place they stand in; the HTML page is made from
//! the same Markdown.

mod blocks;
mod calendar;
mod drawing;
mod edition;
mod guide;
mod html;
mod look;
mod margin;
mod parsed;
#[cfg(feature = "pdf")]
mod pdf;
mod plan;
mod seal;
pub(crate) mod templating;
mod typeset;
mod untold;
mod word;

use crate::bank::style::Style;
use crate::bank::{Bank, Template};
use crate::diagnostic::Diagnostic;
use crate::fact::{Fact, FactMap};
use crate::facts::BEHIND;
use crate::prose;
pub use calendar::calendar;
pub(crate) use drawing::canvas::Laid;
pub use drawing::canvas::{Canvas, CanvasEntry, FilledBlock, Mark, Position};
pub use edition::{Edition, Extent, Format};
pub use guide::guide;
pub use html::escaped as escaped_html;
use indexmap::IndexSet;
use look::Look;
pub use margin::{MarginNote, annotated};
pub(crate) use plan::ANNEXES;
pub use seal::{is_sealed, sealed};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use templating::engines::{self, Late};
use templating::escape::markdown::{Setting, escaped};
use templating::output::{MOST_BYTES, Output};
use templating::sources::{bare, called, layered, unusable};
use templating::{failures, reach, values};
use tera::{Context, Tera, Value};
use untold::Told;

/// What documents are given beside the facts, with what it is; nothing where it is for our own templates alone.
pub(crate) const GIVEN: [(&str, &str); 21] = [
    ("made_on", "the date of the document: `{{ made_on | date }}`; not in the recap and what is so far"),
    ("format", "what the plan is written as, such as `markdown` or `html`; in the plan and its page"),
    ("reader", "`bank`, `mentor`, `incubator`, `self` or null; in the plan and its page"),
    ("extent", "`whole` or `summary`; in the plan and its page"),
    ("is_final", "whether it is the last word, and no draft; in the plan and its page"),
    (
        "weighed",
        "of `insights` what follows, what matters most to the reader first, and of equal weight what is bad before what is open and good; in the plan",
    ),
    ("decisive", "the first of `weighed`, with which the plan opens: as many as the bank says for this reader"),
    ("further", "the rest of `weighed`, for the chapters"),
    ("proposed", "of `insights` what is proposed to the reader, in the same order; in the plan"),
    ("title", "the title of the plan; in the page, the typeset and the Word document where they show it"),
    ("opening", "what stands before the first chapter, made ready; in the page and the typeset document"),
    ("body", "the chapters, made ready; in the page and the typeset document"),
    ("credit", "what stands at the end, made ready; in the page"),
    (
        "look",
        "what `style.toml` says, each null where it says nothing: `accent`, `accent_on_dark`, `tint` and `tint_on_dark` (pale and dark grounds of that colour), `second` and `third` (colours of drawings beside a warm one), `second_on_dark`, `third_on_dark`, `font`, `logo` with `source`, `alternative`, `width` and `height` in millimetres, and `typst`, its call there",
    ),
    ("contents", "the headings, each with `level`, `id`, `text`; in the page"),
    ("chapter", ""),
    ("chapters", ""),
    ("annex", ""),
    ("parts", ""),
    ("told_steps", ""),
    ("later", ""),
];

/// A document as the bytes of a file, and what of it is likely not meant.
#[derive(Debug)]
pub struct Drafted {
    /// The file.
    pub bytes: Vec<u8>,
    /// Such as letters that a font lacks.
    pub warnings: Vec<Diagnostic>,
}

impl From<Vec<u8>> for Drafted {
    /// A document that nothing is to be said of.
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, warnings: Vec::new() }
    }
}

/// A drawing: the name that a picture calls it by, and its SVG.
pub(crate) type Drawing = (String, String);

/// The templates of all documents, read and checked.
pub struct Templates {
    /// `.md`, escaped for Markdown, and `.txt` and `.tsv`, not escaped.
    texts: Tera,
    /// `.html`, `.svg` and `.xml`, escaped for HTML; read when the first page is made, unless some are not built in.
    pages: Late,
    /// `.typ`, escaped for Typst; read when needed, unless some are not built in.
    typeset: Late,
    /// All of them, in layers.
    pub(crate) sources: Vec<Template>,
    /// The ids of the chapters that the bank's plans can have.
    pub(crate) chapters: Vec<String>,
    look: Look,
    told: OnceLock<Told>,
    /// Whether they tell all that their bank asks.
    tells_all: OnceLock<bool>,
    /// What the last facts became: a page fills one template after the other in with the same ones.
    last: Mutex<Option<(Arc<FactMap>, Context)>>,
}

impl Templates {
    /// The templates that serve every bank, and those that this bank brings.
    ///
    /// # Errors
    /// Everything that is wrong with the bank's templates, each with its place.
    pub fn of(bank: &Bank) -> Result<Self, Vec<Diagnostic>> {
        Self::with_own(bank, Vec::<Template>::new())
    }

    /// The same with some of one's own, which may be given as name and text. One of the same name replaces another and
    /// may extend it as `bank/NAME` or `builtin/NAME`.
    ///
    /// # Errors
    /// Everything that is wrong with the templates, each with its place.
    pub fn with_own(bank: &Bank, own: Vec<impl Into<Template>>) -> Result<Self, Vec<Diagnostic>> {
        let own: Vec<Template> = own.into_iter().map(Into::into).collect();
        let (style, mut problems) = Style::of(&bank.templates, &own);
        let (of_bank, own) = (style.taken_out(&bank.templates), style.taken_out(&own));
        problems.extend(of_bank.iter().chain(&own).filter_map(unusable));
        let look = Look::new(style).unwrap_or_else(|found| {
            problems.extend(found);
            Look::default()
        });
        match Self::read_all(layered(&of_bank, own), chapter_ids(bank), look) {
            Ok(templates) if problems.is_empty() => Ok(templates),
            read => Err(problems.into_iter().chain(read.err().unwrap_or_default()).collect()),
        }
    }

    fn read_all(sources: Vec<Template>, chapters: Vec<String>, look: Look) -> Result<Self, Vec<Diagnostic>> {
        let (texts, pages, typeset) = (engines::texts(&sources), Late::pages(&sources), Late::typeset(&sources));
        match (texts, pages, typeset) {
            (Ok(texts), Ok(pages), Ok(typeset)) => Ok(Self {
                texts,
                pages,
                typeset,
                sources,
                chapters,
                look,
                told: OnceLock::new(),
                tells_all: OnceLock::new(),
                last: Mutex::default(),
            }),
            (texts, pages, typeset) => {
                Err([texts.err(), pages.err(), typeset.err()].into_iter().flatten().flatten().collect())
            }
        }
    }

    /// The style that the templates bring.
    #[must_use]
    pub fn style(&self) -> &Style {
        self.look.style()
    }

    /// What of the style is likely not meant.
    #[must_use]
    pub fn style_warnings(&self) -> Option<Diagnostic> {
        self.look.warnings()
    }

    /// What templates are filled in with.
    fn context(&self, facts: &Fact) -> Context {
        let Fact::Map(map) = facts else { return self.new_context(facts) };
        let last = || self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let known = last().as_ref().filter(|(of, _)| Arc::ptr_eq(of, map)).map(|(_, context)| context.clone());
        // Others need not wait meanwhile.
        known.unwrap_or_else(|| {
            let context = self.new_context(facts);
            *last() = Some((Arc::clone(map), context.clone()));
            context
        })
    }

    /// The same of facts that are used once.
    fn new_context(&self, facts: &Fact) -> Context {
        let mut context = values::context(facts);
        context.insert_value("look", self.look.value());
        context
    }

    /// Every question and field of the bank whose answer no template tells, so that the generic one prints it: the id of
    /// its step, and its own, with that of its list before it.
    #[must_use]
    pub fn untold(&self, bank: &Bank) -> Vec<(String, String)> {
        self.told().missing(bank)
    }

    fn told(&self) -> &Told {
        self.told.get_or_init(|| Told::by(self))
    }

    /// The engine that reads a template of this name.
    pub(crate) fn engine_of(&self, name: &str) -> Result<&Tera, Vec<Diagnostic>> {
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

    /// All templates that documents of this bank are made of, by name, for somebody who wants to change one: the bank's
    /// own before the generic ones.
    #[must_use]
    pub fn sources(bank: &Bank) -> Vec<(String, Arc<str>)> {
        let (style, _) = Style::of(&bank.templates, &[]);
        let sources = layered(&style.taken_out(&bank.templates), Vec::new());
        let used = reach::in_use(&sources, &chapter_ids(bank)).into_iter();
        let is_replaced = |name: &str| called(&sources, bare(name)).is_some_and(|first| first.name != name);
        let mut named: Vec<(String, Arc<str>)> = used
            .filter(|source| !is_replaced(&source.name))
            .map(|source| (bare(&source.name).to_owned(), Arc::clone(&source.text)))
            .collect();
        named.sort();
        named
    }

    /// The plan written up, as the bytes of a file.
    ///
    /// # Errors
    /// What is wrong with the template that could not be filled in. No template makes a spreadsheet: that is
    /// [`crate::workbook::spreadsheet`].
    pub fn draft(&self, facts: &Fact, edition: impl Into<Edition>) -> Result<Vec<u8>, Vec<Diagnostic>> {
        Ok(self.drafted(facts, edition)?.bytes)
    }

    /// The same with what of it is likely not meant.
    ///
    /// # Errors
    /// As for [`Templates::draft`].
    pub fn drafted(&self, facts: &Fact, edition: impl Into<Edition>) -> Result<Drafted, Vec<Diagnostic>> {
        let edition = edition.into();
        let text = match edition.format {
            Format::Markdown => self.markdown(facts, &edition)?.0,
            Format::Html => self.page(facts, &edition)?,
            Format::Word => return self.word(facts, &edition).map(Drafted::from),
            Format::Typst => self.typst(facts, &edition)?,
            Format::Svg => self.canvas(facts)?,
            Format::Json => format!("{}\n", serde_json::to_string_pretty(facts).unwrap_or_default()),
            Format::Calendar | Format::Xlsx => return Err(vec![not_a_template()]),
            #[cfg(feature = "pdf")]
            Format::Pdf => return self.pdf(facts, edition),
            #[cfg(not(feature = "pdf"))]
            Format::Pdf => return Err(vec![no_pdf()]),
        };
        Ok(text.into_bytes().into())
    }

    /// A document that no template makes, in Markdown with escaped answers, in the dress of a plan: a page or a Word
    /// document.
    ///
    /// # Errors
    /// As for [`Templates::draft`].
    pub fn dressed(&self, facts: &Fact, markdown: &str, format: Format) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let mut context = self.context(facts);
        context.insert_value("format", Value::from(format.name()));
        context.insert_value("extent", Value::from(Extent::Whole.name()));
        match format {
            Format::Word => self.word_of(facts, markdown, context, Extent::Summary),
            Format::Html => self.page_of(markdown, context).map(String::into_bytes),
            _ => Ok(markdown.as_bytes().to_vec()),
        }
    }

    fn page(&self, facts: &Fact, edition: &Edition) -> Result<String, Vec<Diagnostic>> {
        let (markdown, context) = self.markdown(facts, edition)?;
        self.page_of(&markdown, context)
    }

    fn page_of(&self, markdown: &str, mut context: Context) -> Result<String, Vec<Diagnostic>> {
        let pages = self.pages()?;
        let drawings = self.drawings(markdown, &context)?;
        for (name, part) in html::from_markdown(markdown, &drawings).values() {
            context.insert_value(name, part);
        }
        self.render(pages, "page.html", &context).map(html::without_controls)
    }

    /// The drawings that a document names as its pictures; empty those that have nothing to show.
    fn drawings(&self, markdown: &str, context: &Context) -> Result<Vec<Drawing>, Vec<Diagnostic>> {
        let pages = self.pages()?;
        let named: IndexSet<&str> = reach::pictures(markdown).collect();
        let known = named.into_iter().filter(|name| called(&self.sources, name).is_some());
        known.map(|name| Ok((name.to_owned(), self.render(pages, name, context)?.trim().to_owned()))).collect()
    }

    /// A document as HTML for a place within another page: headings are words in bold there.
    ///
    /// # Errors
    /// As for [`Templates::draft`].
    pub fn fragment(&self, facts: &Fact, edition: impl Into<Edition>) -> Result<String, Vec<Diagnostic>> {
        let (markdown, _) = self.markdown(facts, &edition.into())?;
        Ok(html::without_controls(html::without_headings(&html::from_markdown(&markdown, &[]))))
    }

    fn word(&self, facts: &Fact, edition: &Edition) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let (markdown, context) = self.markdown(facts, edition)?;
        self.word_of(facts, &markdown, context, edition.extent)
    }

    fn word_of(
        &self,
        facts: &Fact,
        markdown: &str,
        mut context: Context,
        extent: Extent,
    ) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let drawings = self.drawings(markdown, &context)?;
        let (title, blocks) = blocks::titled(blocks::blocks(markdown, &Position::of_all(facts), &drawings));
        context.insert_value("title", Value::from(blocks::plain(&title)));
        let pages = self.pages()?;
        let contents = match extent {
            Extent::Whole => Some(tidied(&self.render(&self.texts, "word/contents.txt", &context)?).trim().to_owned()),
            Extent::Summary => None,
        };
        let parts = word::Parts {
            styles: self.render(pages, "word/styles.xml", &context)?,
            settings: self.render(pages, "word/settings.xml", &context)?,
            properties: self.render(pages, "word/core.xml", &context)?,
            contents,
            captions: self.render(&self.texts, "word/captions.txt", &context)?,
            logo: self.look.logo.as_ref(),
        };
        word::document(&title, &blocks, &parts).map_err(|problem| vec![problem])
    }

    fn typst(&self, facts: &Fact, edition: &Edition) -> Result<String, Vec<Diagnostic>> {
        let (markdown, mut context) = self.markdown(facts, edition)?;
        let drawings = self.drawings(&markdown, &context)?;
        let (title, blocks) = blocks::titled(blocks::blocks(&markdown, &Position::of_all(facts), &drawings));
        context.insert_value("title", Value::safe_string(&typeset::line(&title)));
        let (opening, chapters) = blocks::opened(&blocks);
        context.insert_value("opening", Value::safe_string(&typeset::markup(opening)));
        context.insert_value("body", Value::safe_string(&typeset::markup(chapters)));
        self.render(self.typeset.get(&self.sources)?, "plan.typ", &context)
    }

    /// A PDF, made from the very source that is written for typst.
    #[cfg(feature = "pdf")]
    fn pdf(&self, facts: &Fact, edition: Edition) -> Result<Drafted, Vec<Diagnostic>> {
        let source = self.typst(facts, &Edition { format: Format::Typst, ..edition })?;
        pdf::printed(source, facts.get("made_on").as_text().unwrap_or_default(), &self.sources)
    }

    /// The canvas as a drawing of its own, in SVG.
    ///
    /// # Errors
    /// As for [`Templates::draft`].
    pub fn canvas(&self, facts: &Fact) -> Result<String, Vec<Diagnostic>> {
        let mut context = self.context(facts);
        context.insert_value("format", Value::from(Format::Svg.name()));
        self.render(self.pages()?, "canvas.svg", &context)
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
        let text = self.optional(facts, "fit-table.tsv")?;
        let cell = |cell: &str| if cell.trim().is_empty() { "–".to_owned() } else { cell.trim().to_owned() };
        let rows = text.lines().filter(|line| !line.trim().is_empty());
        Ok(rows.map(|row| row.split('\t').map(cell).collect()).collect())
    }

    /// What rests on the least evidence, weakest first.
    ///
    /// # Errors
    /// As for [`Templates::draft`].
    pub fn weakest_beliefs(&self, facts: &Fact) -> Result<Vec<String>, Vec<Diagnostic>> {
        let text = self.optional(facts, "weakest-beliefs.txt")?;
        Ok(text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect())
    }

    /// What is answered so far, step by step, as plain text.
    ///
    /// # Errors
    /// As for [`Templates::draft`].
    pub fn plan_so_far(&self, facts: &Fact) -> Result<String, Vec<Diagnostic>> {
        self.plain(facts, "so-far.txt")
    }

    /// What a template writes that not every bank has; nothing where there is none.
    fn optional(&self, facts: &Fact, name: &str) -> Result<String, Vec<Diagnostic>> {
        if called(&self.sources, name).is_none() {
            return Ok(String::new());
        }
        self.render(&self.texts, name, &self.context(facts))
    }

    fn plain(&self, facts: &Fact, name: &str) -> Result<String, Vec<Diagnostic>> {
        Ok(tidied(&self.render(&self.texts, name, &self.context(facts))?))
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
            Err(error) => Err(failures::diagnostics(&error, &self.sources)),
        }
    }
}

/// A text as it stands in Markdown that documents are made of.
pub(crate) fn escaped_markdown(text: &str) -> String {
    escaped(text, Setting::Text).into_owned()
}

/// What is said where a template is asked for a spreadsheet.
fn not_a_template() -> Diagnostic {
    Diagnostic::error("spreadsheet-template", "no template makes a spreadsheet, so there is none to fill in")
        .help("make it with `canvass draft PLAN --to xlsx --output plan.xlsx`")
}

/// What is said where a PDF is asked for and canvass is built without the feature that makes one.
pub(crate) fn no_pdf() -> Diagnostic {
    Diagnostic::error("no-pdf", "canvass leaves the last step to a PDF to another program; there are three ways").help(
        "open --to html in a browser and print it into a file, open --to docx in a word processor and export it, or \
         run `typst compile` on --to typ",
    )
}

/// The template that writes a chapter.
pub(crate) fn chapter_file(id: &str) -> String {
    format!("chapters/{id}.md")
}

/// The ids of the chapters that a bank's plans can have: those of its outline, else its steps and what stands behind them.
pub(crate) fn chapter_ids(bank: &Bank) -> Vec<String> {
    if !bank.chapters.is_empty() {
        return bank.chapters.iter().map(|chapter| chapter.id.clone()).collect();
    }
    let behind = BEHIND.iter().map(|(id, ..)| (*id).to_owned());
    bank.steps.iter().map(|step| step.id.clone()).chain(behind).collect()
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
pub(crate) mod tests;
