//! `canvass cohort`: many plans beside each other.
//!
//! With `--jsonl`, standard output is one object a line, each with the same keys: the ids of the columns. Numbers are
//! numbers, days are texts such as `2026-03-01`, what is not known is null, and `partial` lists the ids of columns whose
//! value leaves something out. A plan that cannot be read has its `file` and the reason in `problem`.

use super::draft::worked_out;
use super::many::{self, Listed, Shelf};
use super::press::Press;
use super::written::{Target, hand_over, hand_over_text, is_output};
use super::{DONE, FALLS_SHORT, Failure, World, course, opening};
use crate::bank::Bank;
use crate::cli::CohortArgs;
use crate::cohort::{self, Heading, Layout, Lines, Measured, Table};
use crate::documents::Format;
use crate::expression::Expression;
use crate::files;
use crate::report;
use crate::words;
use std::collections::BTreeSet;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::path::Path;
use std::sync::Arc;

pub(super) fn run(args: &CohortArgs, world: &mut World) -> Result<u8, Failure> {
    let wanted = args.wanted.as_ref().map(|text| Expression::new(text.as_str()));
    if let Some(wanted) = &wanted {
        wanted.check().map_err(|problem| {
            let message = format!("--where cannot be read: {}", problem.message);
            Failure::usage(message, "conditions look like `stage == 'idea'` or `columns.readiness >= 50`")
        })?;
    }
    let plans = many::listed(&args.plans)?;
    if args.course {
        return course::run(&plans, args, world);
    }
    let gathered = gathered(&plans, args, wanted.as_ref(), world)?;
    let mut table = gathered.table;
    known(&table, args)?;
    if let Some(lines) = gathered.lines {
        hand_over(lines.finish(&table).as_bytes(), args.output.as_deref(), args.force, world)?;
        return Ok(if gathered.falls_short { FALLS_SHORT } else { DONE });
    }
    if args.benchmarks {
        return usual(&table, args, gathered.falls_short, world);
    }
    if args.blind {
        cohort::blind(&mut table, secret(args.key.as_deref(), world)?);
        known(&table, args)?;
    }
    if let Some(sort) = &args.sort {
        let (id, falling) = sort.strip_prefix('-').map_or((sort.as_str(), false), |id| (id, true));
        table.sort(id, falling);
    }
    write(table, args, world)?;
    Ok(if gathered.falls_short { FALLS_SHORT } else { DONE })
}

/// Writes the table in the form that was asked for.
fn write(table: Table, args: &CohortArgs, world: &mut World) -> Result<(), Failure> {
    let shown = table.shown(None, &args.columns);
    let output = args.output.as_deref().filter(|path| !is_output(path));
    let target = |path| Target { path, force: args.force };
    let (bytes, sealed) = if let Some(layout) = layout(args) {
        (cohort::written_out(table, layout, &shown).into_bytes(), None)
    } else if args.xlsx {
        (cohort::workbook(&table, &shown, !args.blind, &world.today())?, Some(Format::Xlsx))
    } else if args.html {
        let page = cohort::page(&table, &args.columns, "en", &world.today());
        (page.into_bytes(), Some(Format::Html))
    } else {
        let text = report::cohort::draw(&table, &args.columns, world.output_columns(80));
        return match output {
            Some(path) => target(path).write(text.as_bytes(), world),
            None => world.print(&text),
        };
    };
    match (output, sealed) {
        (Some(path), Some(format)) => target(path).write_sealed(bytes, format, world),
        (Some(path), None) => target(path).write(&bytes, world),
        (None, Some(format)) if !format.is_text() && world.output_is_terminal() => {
            let message = format!("a table in {} is not text, so it cannot be shown in a terminal", format.name());
            Err(Failure::usage(message, "write it to a file, such as --output cohort.xlsx"))
        }
        (None, _) => world.print_bytes(&bytes),
    }
}

/// How the table is written where it is for other programs.
fn layout(args: &CohortArgs) -> Option<Layout> {
    if args.csv { Some(Layout::Csv) } else { args.jsonl.then_some(Layout::JsonLines) }
}

/// Writes what is usual, which is never told of fewer than five.
fn usual(table: &Table, args: &CohortArgs, falls_short: bool, world: &mut World) -> Result<u8, Failure> {
    let Some(found) = cohort::benchmarks(table, args.by.as_deref()) else {
        let message = format!("fewer than {} ventures agreed to be counted, so nothing is told", cohort::FEWEST);
        world.tell(&format!(
            "{message}\nhelp: founders agree with the question about reading and keeping their answers\n"
        ));
        return Ok(FALLS_SHORT);
    };
    let text = report::cohort::draw_benchmarks(&found, world.output_columns(80));
    hand_over_text(&text, args.output.as_deref(), args.force, world)?;
    Ok(if falls_short { FALLS_SHORT } else { DONE })
}

/// The secret that the names of a blind table follow from: the one in the file, which is made if it is not there; without a
/// file, another one each time.
fn secret(key: Option<&Path>, world: &mut World) -> Result<u128, Failure> {
    // Seeded anew by the system for each.
    let drawn = || u128::from(RandomState::new().hash_one(0)) << 64 | u128::from(RandomState::new().hash_one(1));
    let Some(path) = key else { return Ok(drawn()) };
    let shown = words::printable(&path.display().to_string());
    if !path.exists() {
        let secret = drawn();
        files::save(path, format!("{secret:032x}\n"))?;
        world.tell(&format!(
            "`{shown}` is made: the names stay the same with it, and whoever has it can find out whose they are; keep it to \
             yourself\n"
        ));
        return Ok(secret);
    }
    let text = files::read(path)?;
    let digits = text.trim();
    let is_key = digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    u128::from_str_radix(digits, 16).ok().filter(|_| is_key).ok_or_else(|| {
        let message = format!("`{shown}` holds no key");
        Failure::trouble(message, "a key is 32 digits from 0 to f in a line; name a new file, and one is made")
    })
}

/// What stands for a plan whose founders said no.
pub(super) const WITHHELD: &str = "the founders do not agree that their answers are read and kept";

/// All plans, measured.
struct Gathered {
    /// All rows, or none where they are in `lines`.
    table: Table,
    /// The rows written as they came, where that is what was asked for and nothing is left to do with them.
    lines: Option<Lines>,
    /// Whether any could not be read, or not be told to be asked for.
    falls_short: bool,
}

/// What was made of one file.
type Outcome = Result<(Arc<Bank>, Measured), String>;

fn gathered(
    plans: &[Listed],
    args: &CohortArgs,
    wanted: Option<&Expression>,
    world: &mut World,
) -> Result<Gathered, Failure> {
    let shelf = Shelf::new(world)?;
    let work = |listed: &Listed| -> Outcome {
        let (plan, bank) = shelf.plan_and_bank(&listed.path).map_err(|failure| failure.in_a_line())?;
        let plan = opening::told(plan, &bank, args.more.with.is_some());
        let mut measured = cohort::measure(&bank, &plan, &shown(listed), wanted);
        // Of thousands of plans only what is shown is held.
        if args.benchmarks {
            measured.found.iter_mut().for_each(|found| found.message = String::new());
        } else if !args.xlsx && !args.html {
            measured.found = Vec::new();
        }
        if args.csv || args.jsonl {
            measured.score = None;
        }
        if let Some(score) = measured.score.as_mut().filter(|_| !args.html && plans.len() > 1) {
            score.advice = Vec::new();
        }
        Ok((bank, measured))
    };
    let mut table = Table::new(cohort::own_headings());
    let mut headings: Vec<(Arc<Bank>, Vec<Heading>)> = Vec::new();
    let (mut read, mut unread, mut unclear) = (0, 0, Vec::new());
    let is_final = args.sort.is_none() && args.columns.is_empty() && !args.blind && !args.benchmarks;
    let mut lines = layout(args).filter(|_| is_final).map(Lines::new);
    many::each(plans, many::threads(args.threads), work, |listed, outcome| {
        match outcome {
            // Whoever does not agree is named by the file alone, whatever was asked for, which is no failure.
            Ok((_, measured)) if measured.consent == Some(false) => {
                table.add_unreadable(&shown(listed), WITHHELD);
            }
            Ok((bank, measured)) => {
                read += 1;
                unclear.extend(measured.unclear.iter().map(|why| (shown(listed), why.clone())));
                if !headings.iter().any(|(own, _)| Arc::ptr_eq(own, &bank)) {
                    headings.push((Arc::clone(&bank), cohort::headings(&bank)));
                }
                let own = headings.iter().find(|(own, _)| Arc::ptr_eq(own, &bank)).filter(|_| measured.is_wanted);
                if let Some((_, own)) = own {
                    table.add(own, &measured);
                }
            }
            Err(problem) => {
                unread += 1;
                table.add_unreadable(&shown(listed), &problem);
            }
        }
        if let Some(lines) = &mut lines {
            lines.take(&mut table);
        }
        Ok(())
    })?;
    table.even();
    if args.html && !args.blind {
        summarise(&mut table, plans, args.more.with.is_some(), &shelf, world)?;
    }
    if let Some((_, why)) = unclear.first().filter(|_| unclear.len() == read && read > 0) {
        let help = "it reads the answers by the ids of their questions, and `columns` by the ids of columns";
        return Err(Failure::usage(format!("--where gives no answer for any plan: {why}"), help));
    }
    let reasons: BTreeSet<&String> = unclear.iter().map(|(_, why)| why).collect();
    for why in reasons {
        let files: Vec<String> =
            unclear.iter().filter(|(_, own)| own == why).map(|(file, _)| words::printable(file)).collect();
        let counted = words::counted(files.len(), "plan is left out", "plans are left out");
        world.tell(&format!(
            "warning: {counted}, because --where gives no answer there: {why}: {}\n",
            words::listed(&files)
        ));
    }
    let falls_short = !unclear.is_empty() || unread > 0;
    Ok(Gathered { table, lines, falls_short })
}

/// With more plans a page with all their summaries is too large for a browser.
const MOST_SUMMARIES: usize = 300;

/// Puts the one-page summary to every plan that has one.
fn summarise(
    table: &mut Table,
    plans: &[Listed],
    with_private: bool,
    shelf: &Shelf,
    world: &mut World,
) -> Result<(), Failure> {
    let mut presses: Vec<(Arc<Bank>, Press)> = Vec::new();
    for listed in plans.iter().take(MOST_SUMMARIES) {
        let name = shown(listed);
        let Ok((plan, bank)) = shelf.plan_and_bank(&listed.path) else { continue };
        let plan = opening::told(plan, &bank, with_private);
        if !presses.iter().any(|(own, _)| Arc::ptr_eq(own, &bank)) {
            presses.push((Arc::clone(&bank), Press::open(&bank, world)?));
        }
        let Some((_, press)) = presses.iter().find(|(own, _)| Arc::ptr_eq(own, &bank)) else { continue };
        // What cannot be worked out is told in the row already.
        let Ok(facts) = worked_out(&bank, &plan) else { continue };
        let summary = press.summary(&facts.for_documents(&bank, &plan, &world.today()))?;
        let place = table.rows.iter().position(|row| table.words(row, "file") == name && !row.is_unreadable);
        if let Some(row) = place.and_then(|place| table.rows.get_mut(place)) {
            row.summary = Some(summary);
        }
    }
    Ok(())
}

pub(super) fn shown(listed: &Listed) -> String {
    listed.name.display().to_string()
}

/// The columns that are asked for and sorted by are there.
fn known(table: &Table, args: &CohortArgs) -> Result<(), Failure> {
    let sort = args.sort.iter().map(|id| id.strip_prefix('-').unwrap_or(id));
    for id in args.columns.iter().map(String::as_str).chain(sort).chain(args.by.as_deref()) {
        if table.place(id).is_some() {
            continue;
        }
        let ids: Vec<&str> = table.headings.iter().map(|heading| heading.id.as_str()).collect();
        let help = match words::closest(id, ids.iter().copied()) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("there are: {}", ids.join(", ")),
        };
        return Err(Failure::usage(format!("there is no column `{}`", words::printable(id)), help));
    }
    Ok(())
}
