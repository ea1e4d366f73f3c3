//! `canvass workbook`: the questions for paper or an editor, blank or with what a plan holds.

use super::press::Press;
use super::written::{hand_over, is_output};
use super::{DONE, Failure, World, opening};
use crate::cli::WorkbookArgs;
use crate::documents::Format;
use crate::exchange::{Extent, as_markdown, as_paper, questionnaire};
use crate::facts::Facts;
use std::path::Path;

pub(super) fn run(args: &WorkbookArgs, world: &mut World) -> Result<u8, Failure> {
    let format = format(args.output.as_deref())?;
    let (plan, bank) = opening::plan_or_blank(args.plan.as_deref(), world)?;
    let plan = opening::to_be_asked(plan, &bank, args.more.with.is_some());
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
    // What somebody fills in is theirs: it is no document that may be written anew.
    hand_over(&document, args.output.as_deref(), args.force, world)?;
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
