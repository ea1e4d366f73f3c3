//! A PDF of the source of a typeset document. The home of typst, which is given a world that ends at the source: the fonts
//! come along, the day is that of the document, and there are no files, no packages and no network.

use super::Drafted;
use super::drawing::raster;
use super::templating::engines::is_typeset;
use crate::bank::Template;
use crate::diagnostic::{Diagnostic, Place, line_start};
use crate::words;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Arc, LazyLock};
use typst::diag::{FileError, FileResult, Severity, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, Source, VirtualRoot};
use typst::text::{Font, FontBook, is_default_ignorable};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// What every document is made with.
struct Kit {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

/// The fonts of typst itself, as every build of it has them, and for letters that they lack those of our drawings.
static KIT: LazyLock<Kit> = LazyLock::new(|| {
    let files = typst_assets::fonts().chain(raster::FONTS);
    let fonts: Vec<Font> = files.flat_map(|file| Font::iter(Bytes::new(file))).collect();
    let book = FontBook::from_infos(fonts.iter().map(|font| font.info().clone()));
    Kit { library: LazyHash::new(Library::default()), book: LazyHash::new(book), fonts }
});

/// The world of one source: nothing stands beside it.
struct Closed {
    source: Source,
    day: Option<Datetime>,
}

impl World for Closed {
    fn library(&self) -> &LazyHash<Library> {
        &KIT.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &KIT.book
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() { Ok(self.source.clone()) } else { Err(refused(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        Err(refused(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        KIT.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        self.day
    }
}

/// What typst says around the reason why something could not be had.
const REFUSED: (&str, char) = ("failed to load file (", ')');

fn refused(id: FileId) -> FileError {
    let asked = match id.root() {
        VirtualRoot::Package(package) => format!("the package `{package}`"),
        VirtualRoot::Project => format!("the file `{}`", id.vpath().get_without_slash()),
    };
    FileError::Other(Some(format!("{asked} is asked for, and nothing is read beside the templates").into()))
}

/// The PDF of a source that some templates made, for a day in ISO 8601: tagged, and the same again for the same source.
pub(super) fn printed(source: String, day: &str, templates: &[Template]) -> Result<Drafted, Vec<Diagnostic>> {
    let world = Closed { source: Source::detached(source), day: date(day) };
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
    let bytes = output.and_then(|document| {
        let exported = |standards| typst_pdf::pdf(&document, &options(standards, world.day));
        // What a template makes may not do for everybody's reading program; then it is tagged all the same.
        PdfStandards::new(&[PdfStandard::Ua_1])
            .ok()
            .and_then(|accessible| exported(accessible).ok())
            .map_or_else(|| exported(PdfStandards::default()), Ok)
    });
    // What was worked out for this document is of no use to the next.
    typst::comemo::evict(0);
    let told = |problems: &[SourceDiagnostic]| -> Vec<Diagnostic> {
        problems.iter().map(|problem| diagnostic(problem, &world, templates)).collect()
    };
    let bytes = bytes.map_err(|problems| told(&problems))?;
    let warnings = told(&warnings).into_iter().chain(letterless(world.source.text())).collect();
    Ok(Drafted { bytes, warnings })
}

fn options(standards: PdfStandards, day: Option<Datetime>) -> PdfOptions {
    let creator = Smart::Custom(Some("canvass".to_owned()));
    PdfOptions { creator, timestamp: day.map(Timestamp::new_utc), standards, ..PdfOptions::default() }
}

fn date(day: &str) -> Option<Datetime> {
    let mut parts = day.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    Datetime::from_ymd(year, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?)
}

/// The characters that no font has, so that a box stands for them, or nothing in a drawing.
fn letterless(source: &str) -> Option<Diagnostic> {
    let is_seen = |character: &char| !character.is_control() && !is_default_ignorable(*character);
    let has = |character: char| KIT.fonts.iter().any(|font| font.info().coverage.contains(character.into()));
    let used: BTreeSet<char> = source.chars().filter(|character| !character.is_ascii()).filter(is_seen).collect();
    let missing: Vec<String> = used.into_iter().filter(|c| !has(*c)).map(|c| format!("“{c}”")).collect();
    let (shown, more) = missing.split_at(missing.len().min(MOST_SHOWN));
    let more = (!more.is_empty()).then(|| words::counted(more.len(), "more", "more"));
    let listed = words::listed(&shown.iter().cloned().chain(more).collect::<Vec<_>>());
    (!missing.is_empty()).then(|| {
        Diagnostic::warning("pdf-letters", format!("the fonts of the PDF have no {listed}, so a box stands there"))
            .help(
                "print --to html from a browser, or run `typst compile` on --to typ: both use the fonts of your system",
            )
    })
}

/// So many characters are named.
const MOST_SHOWN: usize = 20;

/// What is wrong with a source, by the template that it comes from where that is known.
fn diagnostic(problem: &SourceDiagnostic, world: &Closed, templates: &[Template]) -> Diagnostic {
    let (before, after) = REFUSED;
    let message = problem.message.strip_prefix(before).and_then(|message| message.strip_suffix(after));
    let help = match (message, problem.hints.first()) {
        (Some(_), _) => {
            "write it into the template, or run `typst compile` on --to typ where it can be found".to_owned()
        }
        (None, _) if problem.message.starts_with("unknown font family") => {
            "name one that comes along, such as Libertinus Serif, or run `typst compile` on --to typ: it uses those of your system"
                .to_owned()
        }
        (None, Some(hint)) => words::tidied(&hint.v),
        (None, None) => "correct it in the template; --to typ shows the whole source".to_owned(),
    };
    let mut message = words::tidied(message.unwrap_or(&problem.message));
    let range = world.range(problem.span);
    let place = range.clone().and_then(|range| place(world.source.text(), range, templates));
    if let (None, Some(range)) = (&place, range) {
        let before = world.source.text().get(..range.start).unwrap_or_default();
        message = format!("line {} of the typeset source: {message}", before.matches('\n').count() + 1);
    }
    let told = match problem.severity {
        Severity::Error => Diagnostic::error("typeset", format!("the PDF cannot be made: {message}")),
        Severity::Warning => Diagnostic::warning("typeset", message),
    };
    let told = told.help(help);
    match place {
        Some(place) => told.at(place),
        None => told,
    }
}

/// The one line of a template that bytes of a source come from: it holds the same line, or at least those bytes.
fn place(source: &str, range: Range<usize>, templates: &[Template]) -> Option<Place> {
    let meant = source.get(range.clone())?.lines().next()?.trim_end();
    let line =
        source.get(line_start(source, source.get(..range.start)?.matches('\n').count() + 1)..)?.lines().next()?;
    [line.trim(), meant].into_iter().filter(|text| !text.is_empty()).find_map(|text| {
        // One's own templates stand behind those that they replace.
        templates.iter().rev().filter(|template| is_typeset(&template.name)).find_map(|template| {
            let mut found = template.text.match_indices(text).map(|(at, _)| at);
            let (start, None) = (found.next()?, found.next()) else { return None };
            let start = start + text.find(meant).unwrap_or_default();
            let (path, source) = (template.path.clone(), Arc::clone(&template.text));
            Some(Place { path, source, span: start..start + meant.len() })
        })
    })
}
