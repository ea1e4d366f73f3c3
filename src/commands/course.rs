//! `canvass cohort --course`: the plans of each venture from the first to the last, in a line, with what has changed.
//!
//! With `--jsonl`, standard output is one object a line: `venture`; `plans`, each with `file`, `changed`, `completeness`,
//! `consistency`, `evidence` and `readiness`; and `changes` from the first to the last, as `canvass diff --json` has them. A
//! plan that is not read has its `file` and the reason in `problem`.

use super::cohort::{WITHHELD, shown};
use super::many::{self, Listed, Shelf};
use super::written::hand_over_text;
use super::{DONE, FALLS_SHORT, Failure, World, opening};
use crate::bank::Bank;
use crate::cli::CohortArgs;
use crate::cohort::{Change, Measured, OWN_COLUMNS, Side, Stage, Value, changes, courses, in_words, measure};
use crate::plan::Plan;
use crate::report;
use crate::words;
use serde_json::{Value as Json, json};
use std::fmt::Write;
use std::sync::Arc;

/// More changes are not told in a line.
const MOST_CHANGES: usize = 12;

/// A plan that was read.
struct Read {
    file: String,
    path: String,
    plan: Plan,
    bank: Arc<Bank>,
    measured: Measured,
}

/// A plan that was not: its file and why.
struct Unread {
    file: String,
    problem: String,
    is_withheld: bool,
}

pub(super) fn run(plans: &[Listed], args: &CohortArgs, world: &mut World) -> Result<u8, Failure> {
    let shelf = Shelf::new(world)?;
    let work = |listed: &Listed| -> Result<Read, Unread> {
        let file = shown(listed);
        match shelf.plan_and_bank(&listed.path) {
            Ok((plan, bank)) => {
                let plan = opening::told(plan, &bank, args.more.with.is_some());
                let measured = measure(&bank, &plan, &file, None);
                Ok(Read { file, path: listed.path.display().to_string(), plan, bank, measured })
            }
            Err(failure) => Err(Unread { file, problem: failure.in_a_line(), is_withheld: false }),
        }
    };
    let (mut read, mut unread) = (Vec::new(), Vec::new());
    many::each(plans, many::threads(args.threads), work, |_, outcome| {
        match outcome {
            Ok(own) => read.push(own),
            Err(own) => unread.push(own),
        }
        Ok(())
    })?;
    let stages: Vec<Stage> = read.iter().map(stage).collect();
    let mut told = Told { text: Vec::new(), json: Vec::new() };
    for course in courses(&stages) {
        let course: Vec<&Read> = course.into_iter().filter_map(|place| read.get(place)).collect();
        // Whoever said no at any time, last of all, is not told of at all.
        if course.last().is_some_and(|last| last.measured.consent == Some(false)) {
            unread.extend(course.iter().map(|own| withheld(own)));
            continue;
        }
        let (agreed, refused): (Vec<&Read>, Vec<&Read>) =
            course.into_iter().partition(|own| own.measured.consent != Some(false));
        unread.extend(refused.into_iter().map(withheld));
        told.course(&agreed, world);
    }
    for own in &unread {
        told.text.push(format!("{}: not read: {}", words::printable(&own.file), words::printable(&own.problem)));
        told.json.push(json!({ "file": own.file, "problem": own.problem }));
    }
    let text = if args.jsonl {
        told.json.iter().map(|line| words::json_escaped(&line.to_string()) + "\n").collect()
    } else {
        report::recap::paragraphs(&told.text.join("\n\n"), world.output_columns(80))
    };
    hand_over_text(&text, args.output.as_deref(), args.force, world)?;
    Ok(if unread.iter().any(|own| !own.is_withheld) { FALLS_SHORT } else { DONE })
}

fn withheld(own: &Read) -> Unread {
    Unread { file: own.file.clone(), problem: WITHHELD.to_owned(), is_withheld: true }
}

/// What stands in one of the columns that every table has.
fn word(measured: &Measured, id: &str) -> String {
    let place = OWN_COLUMNS.iter().position(|own| own.id == id);
    match place.and_then(|place| measured.cells.get(place)).map(|cell| &cell.value) {
        Some(Value::Words(text)) => text.clone(),
        _ => String::new(),
    }
}

fn stage(read: &Read) -> Stage {
    Stage {
        venture: words::tidied(&word(&read.measured, "venture")),
        created: read.plan.created.map(|at| at.to_string()),
        changed: read.plan.last_change().map(|at| at.to_string()),
    }
}

struct Told {
    text: Vec<String>,
    json: Vec<Json>,
}

impl Told {
    fn course(&mut self, course: &[&Read], world: &World) {
        let (Some(first), Some(last)) = (course.first(), course.last()) else { return };
        let venture = match word(&last.measured, "venture") {
            name if name.trim().is_empty() => last.file.clone(),
            name => name,
        };
        let day = |read: &Read| read.plan.last_change().map(|at| at.strftime("%Y-%m-%d").to_string());
        let found: Vec<Change> = if course.len() > 1 {
            changes(&Side::new(&first.bank, &first.plan), &Side::new(&last.bank, &last.plan))
        } else {
            Vec::new()
        };
        let mut parts = vec![words::counted(course.len(), "plan", "plans")];
        match (day(first), day(last)) {
            (Some(from), Some(to)) if from != to => parts.push(format!("{from} to {to}")),
            (_, Some(day)) => parts.push(day),
            _ => {}
        }
        let mut text = format!("{}: {}", words::printable(&venture), parts.join(", "));
        let scores = || course.iter().filter_map(|own| own.measured.score.as_ref());
        let readiness: Vec<String> = scores().filter_map(|score| score.readiness).map(|own| own.to_string()).collect();
        let complete: Vec<String> = scores().map(|score| score.completeness.round().normalize().to_string()).collect();
        for (what, numbers) in [("readiness", readiness), ("completeness", complete)] {
            if !numbers.is_empty() {
                let _ = write!(text, "; {what} {}", numbers.join(", then "));
            }
        }
        let lines = in_words(&found);
        let said: Vec<&str> = lines.lines().collect();
        for line in said.iter().take(MOST_CHANGES) {
            text.push_str("; ");
            text.push_str(line);
        }
        if said.len() > MOST_CHANGES {
            let command = world.command(&["diff", &first.path, &last.path]);
            let _ = write!(text, "; and {} more: {command}", said.len() - MOST_CHANGES);
        } else if course.len() > 1 && said.is_empty() {
            text.push_str("; nothing has changed");
        }
        self.text.push(text);
        let plans: Vec<Json> = course
            .iter()
            .map(|own| {
                let score = own.measured.score.as_ref();
                let number = |value: Option<rust_decimal::Decimal>| {
                    value.and_then(|value| value.round_dp(2).to_string().parse::<serde_json::Number>().ok())
                };
                json!({
                    "file": own.file,
                    "changed": day(own),
                    "completeness": number(score.map(|score| score.completeness)),
                    "consistency": number(score.map(|score| score.consistency)),
                    "evidence": number(score.and_then(|score| score.evidence)),
                    "readiness": score.and_then(|score| score.readiness),
                })
            })
            .collect();
        self.json.push(json!({ "venture": venture, "plans": plans, "changes": found }));
    }
}
