//! `canvass draft`: the plan as a document.

use super::figures::refused;
use super::findings::{find, judged, phase_reached, tell_misfits};
use super::press::Press;
use super::written::{Target, is_output};
use super::{DONE, FALLS_SHORT, Failure, World, comment, drafts, opening, ready};
use crate::bank::{Bank, Phase};
use crate::checks;
use crate::cli::{DraftArgs, Only, With};
use crate::documents::{Drafted, Edition, Extent, Format, MarginNote, annotated, calendar, no_pdf};
use crate::fact::Fact;
use crate::facts::{Facts, KEPT, Kept};
use crate::files;
use crate::plan::{Comment, Plan};
use crate::words;
use crate::workbook::spreadsheet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

pub(super) fn run(args: &DraftArgs, world: &mut World) -> Result<u8, Failure> {
    match (&args.all, &args.output, &args.plan) {
        (Some(folder), Some(output), _) => drafts::run(folder, output, args, world),
        (_, _, Some(plan)) => one(plan, args, world),
        _ => Err(Failure::usage("no plan is named", "name one, or a folder with --all")),
    }
}

fn one(path: &Path, args: &DraftArgs, world: &mut World) -> Result<u8, Failure> {
    spare_the_plan(path, args)?;
    let edition = edition(args, args.output.as_deref())?;
    spare_the_terminal(args, edition.format, world)?;
    let (plan, bank) = opening::plan_and_bank(path, world)?;
    known_reader(&edition, &bank)?;
    if edition.format == Format::Svg {
        opening::draws_a_canvas(&bank)?;
    }
    // Whether a plan is final is asked of all that its founders said.
    if args.is_final {
        let mut facts = Facts::new(&bank, &plan);
        let report = find(&bank, &plan, &mut facts, Phase::Final, world)?;
        if let Some(refusal) = ready::refusal(&path.display().to_string(), &bank, &facts, &report, world) {
            tell_misfits(&facts, world);
            world.tell(&refusal);
            return Ok(FALLS_SHORT);
        }
    }
    let whole = plan.clone();
    let plan = opening::told(plan, &bank, args.with.contains(&With::Private));
    let mut facts = Facts::new(&bank, &plan);
    let phase = if args.is_final { Phase::Final } else { phase_reached(&facts, &bank) };
    let (_, figures) = judged(&bank, &plan, &mut facts, phase, world)?;
    tell_misfits(&facts, world);
    facts.add_what_ifs(&figures);
    let _ = checks::add_insights(&bank, &mut facts);
    let today = world.today();
    let Drafted { bytes: mut document, warnings } =
        document(&edition, &plan, &bank, &facts, &today, || Ok(Arc::new(Press::open(&bank, world)?)))?;
    world.warn(&warnings);
    if args.with.contains(&With::Comments) {
        let comments = comment::of_plan(path)?;
        let note = |own: &Comment| {
            let about = words::capitalised(&comment::about(own, &bank, &facts));
            MarginNote { step: comment::step(own, &bank, &plan).map(str::to_owned), about, says: own.to_string() }
        };
        let told = comments.open().filter(|own| !plan.withholds || !comment::is_private(own, &bank, &whole));
        document = annotated(&bank, document, &told.map(note).collect::<Vec<_>>());
    }
    match &args.output {
        Some(path) => Target { path, force: args.force }.write_sealed(document, edition.format, world)?,
        None => world.print_bytes(&document)?,
    }
    if let Some(path) = args.output.as_ref().filter(|_| args.open) {
        show(path)?;
    }
    Ok(DONE)
}

/// A document, from facts with all that follows; the press is only set up for one that templates make or colour.
pub(super) fn document(
    edition: &Edition,
    plan: &Plan,
    bank: &Bank,
    facts: &Facts<'_>,
    today: &str,
    press: impl FnOnce() -> Result<Arc<Press>, Failure>,
) -> Result<Drafted, Failure> {
    Ok(match edition.format {
        Format::Json => json(facts, plan, today).into(),
        Format::Calendar => calendar(bank, facts, plan.created.map(|at| at.to_string()).as_deref(), today)?.into(),
        Format::Xlsx => {
            let accent = press()?.accent();
            spreadsheet(&dated(facts, today), &facts.inputs(bank), edition.reader.as_deref(), accent)?.into()
        }
        _ => {
            let press = press()?;
            let reads_record = press.reads_record(bank, edition);
            let facts =
                if reads_record { facts.for_documents(bank, plan, today) } else { facts.without_record(bank, today) };
            press.drafted(&facts, edition.clone())?
        }
    })
}

/// The facts for other programs, and all that `fill` needs to make the plan again from them.
fn json(facts: &Facts<'_>, plan: &Plan, today: &str) -> Vec<u8> {
    let mut view = dated(facts, today);
    if let Fact::Map(said) = &view {
        let mut said = said.as_ref().clone();
        said.insert(KEPT.into(), Kept::new(facts, plan).to_fact());
        view = Fact::map(said);
    }
    format!("{}\n", serde_json::to_string_pretty(&view).unwrap_or_default()).into_bytes()
}

/// Refuses a reader that the bank does not know.
pub(super) fn known_reader(edition: &Edition, bank: &Bank) -> Result<(), Failure> {
    let Some(named) = &edition.reader else { return Ok(()) };
    if bank.readers.iter().any(|reader| reader.id == *named) {
        return Ok(());
    }
    let known: Vec<String> = bank.readers.iter().map(|reader| format!("`{}`", words::printable(&reader.id))).collect();
    let message = format!("the bank `{}` has no reader `{}`", words::printable(&bank.id), words::printable(named));
    let help = match known.as_slice() {
        [] => "leave out --for: this bank writes one plan for everybody".to_owned(),
        _ => format!("name one that it has: {}", words::listed(&known)),
    };
    Err(Failure::usage(message, help))
}

/// A document never takes the place of the plan it is made from.
fn spare_the_plan(plan: &Path, args: &DraftArgs) -> Result<(), Failure> {
    let Some(output) = &args.output else { return Ok(()) };
    let same = match (plan.canonicalize(), output.canonicalize()) {
        (Ok(plan), Ok(output)) => plan == output,
        _ => false,
    };
    if same {
        let message = format!("`{}` is the plan itself, so nothing was written", output.display());
        return Err(Failure::usage(message, "name another file for the document, such as plan.md or plan.html"));
    }
    Ok(())
}

/// What is not text would only upset a terminal.
fn spare_the_terminal(args: &DraftArgs, format: Format, world: &World) -> Result<(), Failure> {
    let is_shown = args.output.as_deref().is_none_or(is_output);
    if !is_shown || format.is_text() || !world.output_is_terminal() {
        return Ok(());
    }
    let name = format.name();
    let message = format!("a document in {name} is not text, so it cannot be shown in a terminal");
    Err(Failure::usage(message, format!("write it to a file, such as --output plan.{name}")))
}

/// A program that has not failed by then is taken to show the document.
const OPENING: Duration = Duration::from_secs(3);

/// Opens a document in the program that the system has for it.
fn show(path: &Path) -> Result<(), Failure> {
    open::that_detached_with_timeout(path, OPENING).map_err(|error| {
        let message = format!("`{}` is written, but it could not be opened", path.display());
        Failure::trouble(format!("{message}: {}", files::reason(&error)), "open the file yourself")
    })
}

/// The facts of a plan with its figures and what the checks find, in the midst of a walk: a check that fails is left out
/// without a word there, for the founder can do nothing about it.
pub(super) fn worked_out<'b>(bank: &'b Bank, plan: &Plan) -> Result<Facts<'b>, Failure> {
    let mut facts = Facts::new(bank, plan);
    let phase = phase_reached(&facts, bank);
    let figures = facts.add_figures(bank).map_err(|refusal| refused(&refusal))?;
    let _ = checks::judge(bank, plan, &mut facts, phase);
    // What only documents show. An insight that fails is left out.
    facts.add_what_ifs(&figures);
    let _ = checks::add_insights(bank, &mut facts);
    Ok(facts)
}

/// The facts with the date the document is made on.
pub(super) fn dated(facts: &Facts<'_>, today: &str) -> Fact {
    let Fact::Map(view) = &facts.view else { return Fact::Null };
    let mut view = view.as_ref().clone();
    view.insert("made_on".into(), Fact::text(today));
    Fact::map(view)
}

pub(super) fn edition(args: &DraftArgs, output: Option<&Path>) -> Result<Edition, Failure> {
    let extent = match args.only {
        Some(Only::Summary) => Extent::Summary,
        None => Extent::Whole,
    };
    let format = format(args, output)?;
    if format == Format::Pdf && !cfg!(feature = "pdf") {
        let problem = no_pdf();
        return Err(Failure::usage(problem.message, problem.help.unwrap_or_default()));
    }
    let edition = Edition {
        format,
        reader: args.reader.clone(),
        extent,
        with_answers: args.with.contains(&With::Answers),
        is_final: args.is_final,
    };
    if args.with.contains(&With::Comments) && edition.format != Format::Html {
        let message = "comments stand in the margin of a page, so they are for HTML alone";
        return Err(Failure::usage(message, "ask for --to html, or list them with `canvass comment PLAN`"));
    }
    let for_readers = edition.reader.is_some() && edition.format != Format::Xlsx;
    if !edition.format.is_prose() && (for_readers || edition.with_answers || extent != Extent::Whole) {
        let options = if edition.format == Format::Xlsx { "--only and --with" } else { "--for, --only and --with" };
        let message = format!("{options} change what is written in sentences, and {} has none", edition.format.name());
        return Err(Failure::usage(message, "leave them out, or ask for a format such as --to html"));
    }
    Ok(edition)
}

fn format(args: &DraftArgs, output: Option<&Path>) -> Result<Format, Failure> {
    if let Some(to) = args.to {
        return Ok(to);
    }
    let extension = output.and_then(|path| path.extension()?.to_str().map(str::to_lowercase));
    match extension.as_deref() {
        None | Some("md" | "markdown") => Ok(Format::Markdown),
        Some("html" | "htm") => Ok(Format::Html),
        Some("docx") => Ok(Format::Word),
        Some("typ") => Ok(Format::Typst),
        Some("svg") => Ok(Format::Svg),
        Some("json") => Ok(Format::Json),
        Some("xlsx") => Ok(Format::Xlsx),
        Some("ics") => Ok(Format::Calendar),
        Some("pdf") => Ok(Format::Pdf),
        Some(other) => Err(Failure::usage(
            format!("there is no format for `.{other}`"),
            "say which one with --to, such as --to md; `canvass draft --help` lists them",
        )),
    }
}
