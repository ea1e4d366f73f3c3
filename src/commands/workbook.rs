//! `canvass workbook`: the questions for paper or an editor, blank or with what a plan holds.

use super::press::Press;
use super::written::{Target, is_output};
use super::{DONE, Failure, World, opening};
use crate::bank::Route;
use crate::cli::WorkbookArgs;
use crate::documents::Format;
use crate::exchange::{Extent, as_markdown, as_paper, questionnaire};
use crate::facts::Facts;
use crate::plan::Plan;
use std::path::Path;

pub(super) fn run(args: &WorkbookArgs, world: &mut World) -> Result<u8, Failure> {
    let format = format(args.output.as_deref())?;
    let (plan, bank) = if let Some(path) = &args.plan {
        opening::plan_and_bank(path, world)?
    } else {
        let bank = opening::bank_for_new_plan(world)?;
        (Plan::new(&bank, Route::Full, None), bank)
    };
    let extent = match (args.essentials, args.details) {
        (true, _) => Extent::Essential,
        (_, true) => Extent::All,
        _ => Extent::Usual,
    };
    let blocks = questionnaire(&bank, &plan, extent);
    let document = if format == Format::Markdown {
        as_markdown(&bank, &blocks).into_bytes()
    } else {
        let facts = Facts::new(&bank, &plan);
        Press::open(&bank, world)?.dressed(&facts.view, as_paper(&blocks), format)?
    };
    match args.output.as_deref().filter(|path| !is_output(path)) {
        // What somebody fills in is theirs: it is no document that may be written anew.
        Some(path) => Target { path, force: args.force }.write(&document, world)?,
        None => world.print_bytes(&document)?,
    }
    Ok(DONE)
}

/// What the end of a file's name asks for.
fn format(output: Option<&Path>) -> Result<Format, Failure> {
    let Some(path) = output.filter(|path| !is_output(path)) else { return Ok(Format::Markdown) };
    match path.extension().and_then(|end| end.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("md" | "markdown") => Ok(Format::Markdown),
        Some("html" | "htm") => Ok(Format::Html),
        Some("docx") => Ok(Format::Word),
        _ => Err(Failure::usage(
            "a workbook is written as Markdown, as a page or as a Word document",
            "end the name of the file with .md, .html or .docx",
        )),
    }
}
