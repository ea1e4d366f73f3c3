//! `canvass comment`: what others remark on a plan, in a file beside it.
//!
//! With `--json`, standard output is one object: `comments`, each with `id`, `on`, `entry`, `about`, `by`, `at`, `says`, and
//! `resolved` (null, or `by`, `at` and `because`).

use super::{DONE, Failure, World, opening};
use crate::bank::{Bank, Question};
use crate::cli::CommentArgs;
use crate::facts::Facts;
use crate::files::{self, Lock};
use crate::plan::{Address, Comment, Comments, Plan, Resolution, comments_name};
use crate::report;
use crate::words;
use serde_json::{Map, Value as Json, json};
use std::path::{Path, PathBuf};

pub(super) fn run(args: &CommentArgs, world: &mut World) -> Result<u8, Failure> {
    if args.plan == Path::new("-") {
        return Err(Failure::usage("nothing can be noted beside a plan on standard input", "name a file for the plan"));
    }
    let (plan, bank) = opening::plan_and_bank(&args.plan, world)?;
    let facts = Facts::new(&bank, &plan);
    let by = args.by.as_ref().map(|name| words::tidied(name)).filter(|name| !name.is_empty());
    let file = beside(&args.plan);
    let lock = Lock::wait(&file)?;
    let mut comments = of_plan(&args.plan)?;
    let before = comments.clone();
    let mut told = Vec::new();
    for path in &args.merge {
        comments.merge(Comments::read(&files::read(path)?, &path.display().to_string())?);
    }
    if !args.merge.is_empty() {
        let new = comments.comments.len() - before.comments.len();
        told.push(format!("{} taken in", words::counted(new, "comment", "comments")));
    }
    if let Some(wanted) = &args.resolve {
        let id = meant(wanted, &comments)?;
        let because = args.text.as_ref().map(|text| words::tidied(text)).filter(|text| !text.is_empty());
        comments.settle(Resolution { resolves: id, by, at: world.now(), because, extra: Map::new() });
        told.push("settled".to_owned());
    } else if let Some(text) = &args.text {
        let says = words::tidied(text);
        if says.is_empty() {
            return Err(Failure::usage("the comment says nothing", "write what you want to say in quotation marks"));
        }
        let (on, entry) = match &args.on {
            Some(on) => subject(on, &bank, &plan, &facts)?,
            None => (None, None),
        };
        let comment = Comment::new(on, entry, by, world.now(), says);
        told.push(format!("noted as {}, about {}", comment.id, about(&comment, &bank, &facts)));
        comments.add(comment);
    }
    if comments != before {
        files::save(&file, comments.write())?;
    }
    drop(lock);
    for line in &told {
        world.tell(&format!("{}\n", words::printable(line)));
    }
    if args.json {
        world.print_json(&json!({ "comments": as_json(&comments, &bank, &facts) }))?;
    } else if told.is_empty() {
        let text = drawn(&comments, &bank, &facts, args.all, world.text_columns());
        world.print(&if text.is_empty() { "No comment is open.\n".to_owned() } else { text })?;
    }
    Ok(DONE)
}

/// The file of comments of a plan.
pub(super) fn beside(plan: &Path) -> PathBuf {
    let name = plan.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    plan.with_file_name(comments_name(&name))
}

/// The comments on a plan; none where there is no file of them, or the plan comes from standard input.
pub(super) fn of_plan(plan: &Path) -> Result<Comments, Failure> {
    let file = beside(plan);
    if plan == Path::new("-") || !file.exists() {
        return Ok(Comments::default());
    }
    Ok(Comments::read(&files::read(&file)?, &file.display().to_string())?)
}

/// The comments on a plan, and the open ones as text; it is empty where there are none.
pub(super) fn said(plan: &Path, bank: &Bank, facts: &Facts<'_>, width: usize) -> Result<(Comments, String), Failure> {
    let comments = of_plan(plan)?;
    let text = drawn(&comments, bank, facts, false, width);
    Ok((comments, text))
}

/// The comment that is meant by its id, or by the beginning of it.
fn meant(wanted: &str, comments: &Comments) -> Result<String, Failure> {
    let exact = comments.comments.iter().find(|comment| comment.id == wanted);
    let begins: Vec<&Comment> =
        comments.comments.iter().filter(|comment| comment.id.starts_with(wanted) && !wanted.is_empty()).collect();
    match (exact, begins.as_slice()) {
        (Some(one), _) => Ok(one.id.clone()),
        (None, [one]) => Ok(one.id.clone()),
        (None, found) => {
            let few = if found.is_empty() { "no comment has" } else { "more than one comment has" };
            let message = format!("{few} an id that begins with `{}`", words::printable(wanted));
            Err(Failure::usage(message, "`canvass comment PLAN` lists the comments with their ids"))
        }
    }
}

/// What a comment is about: a question, an entry, or a question about one entry, written `price`, `Repair visit`, or
/// `Repair visit.price`.
fn subject(on: &str, bank: &Bank, plan: &Plan, facts: &Facts<'_>) -> Result<(Option<String>, Option<String>), Failure> {
    let lists = || bank.questions().map(|(_, question)| question).filter(|question| question.items().is_some());
    let has_question = |id: &str| bank.question(id).is_some() || lists().any(|list| bank.field(&list.id, id).is_some());
    if has_question(on) {
        return Ok((Some(on.to_owned()), None));
    }
    if let Some(id) = entry(on, bank, plan, facts)? {
        return Ok((None, Some(id)));
    }
    if let Some((name, field)) = on.rsplit_once('.')
        && let Some(id) = entry(name, bank, plan, facts)?
    {
        let list = plan.list_of(&id).unwrap_or_default();
        if bank.field(list, field).is_some() {
            return Ok((Some(field.to_owned()), Some(id)));
        }
        let close = words::closest(field, bank.fields(list).map(|field| field.id.as_str()));
        let message = format!("the entries of `{list}` have no field `{}`", words::printable(field));
        return Err(Failure::usage(message, suggestion(close, "`canvass bank show` lists the questions")));
    }
    let titles: Vec<String> = lists().flat_map(|list| plan.items(&list.id)).map(|item| facts.title(&item.id)).collect();
    let questions = bank.questions().map(|(_, question)| question.id.as_str());
    let close = words::closest(on, questions.chain(titles.iter().map(String::as_str)));
    let message = format!("there is no question and no entry `{}`", words::printable(on));
    Err(Failure::usage(
        message,
        suggestion(close, "name a question as `canvass bank show` lists it, or an entry by its title"),
    ))
}

fn suggestion(close: Option<&str>, otherwise: &str) -> String {
    close.map_or_else(|| otherwise.to_owned(), |close| format!("did you mean `{}`?", words::printable(close)))
}

/// The id of the entry that has this id or title.
fn entry(wanted: &str, bank: &Bank, plan: &Plan, facts: &Facts<'_>) -> Result<Option<String>, Failure> {
    let lists = bank.questions().map(|(_, question)| question).filter(|question| question.items().is_some());
    let ids = lists.flat_map(|list| plan.items(&list.id)).map(|item| item.id.clone());
    let fits = |id: &String| id == wanted || words::tidied(&facts.title(id)) == words::tidied(wanted);
    match ids.filter(fits).collect::<Vec<_>>().as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(one.clone())),
        several => {
            let ids: Vec<String> = several.iter().map(|id| format!("`{id}`")).collect();
            let message = format!("several entries are called `{}`", words::printable(wanted));
            Err(Failure::usage(message, format!("name one by its id: {}", words::listed(&ids))))
        }
    }
}

/// What a comment is about, in words; what is there no more is named by its id.
pub(super) fn about(comment: &Comment, bank: &Bank, facts: &Facts<'_>) -> String {
    let title = comment.entry.as_ref().map(|id| match facts.title(id) {
        title if title.trim().is_empty() => id.clone(),
        title => title,
    });
    let point = comment.on.as_ref().and_then(|on| match &comment.entry {
        None => facts.point(&Address::Question(on.clone())),
        Some(item) => facts
            .points
            .iter()
            .find(|point| point.address.item() == Some(item.as_str()) && point.address.question_id() == on),
    });
    match (point, &comment.on, title) {
        (Some(point), _, _) => point.named(),
        (None, Some(on), Some(title)) => format!("{title} (`{on}`)"),
        (None, Some(on), None) => format!("`{on}`"),
        (None, None, Some(title)) => title,
        (None, None, None) => format!("the whole plan of {}", words::tidied(&bank.title).to_lowercase()),
    }
}

/// Whether a comment is about a private question, or an entry of a private list.
pub(super) fn is_private(comment: &Comment, bank: &Bank, plan: &Plan) -> bool {
    let private = bank.private();
    let list = comment.entry.as_ref().and_then(|id| plan.list_of(id));
    list.is_some_and(|list| private.has("", list))
        || comment.on.as_ref().is_some_and(|on| match list {
            Some(list) => private.has(list, on),
            None => private.has_anywhere(on),
        })
}

/// The id of the step whose question a comment is about.
pub(super) fn step<'b>(comment: &Comment, bank: &'b Bank, plan: &Plan) -> Option<&'b str> {
    let list = comment.entry.as_ref().and_then(|id| plan.list_of(id));
    let is_it = |question: &Question| match (&comment.on, list) {
        (Some(on), Some(list)) if question.of.as_deref() == Some(list) => question.id == *on,
        (_, Some(list)) => question.id == list && question.of.is_none(),
        (Some(on), None) => {
            let fields = question.items().into_iter().flat_map(|list| &list.fields);
            question.id == *on || fields.into_iter().any(|field| field.id == *on)
        }
        (None, None) => false,
    };
    bank.questions().find(|(_, question)| is_it(question)).map(|(step, _)| step.id.as_str())
}

/// The comments as text, the open ones alone unless all are wanted; empty where there are none.
fn drawn(comments: &Comments, bank: &Bank, facts: &Facts<'_>, all: bool, width: usize) -> String {
    let mut paragraphs = Vec::new();
    for comment in comments.comments.iter().filter(|comment| all || comments.resolution(&comment.id).is_none()) {
        let about = words::capitalised(&about(comment, bank, facts));
        let mut text = format!("[{}] {about}. {comment}", comment.id);
        if let Some(resolution) = comments.resolution(&comment.id) {
            let by = resolution.by.as_deref().map_or_else(String::new, |by| format!(" by {by}"));
            let because = resolution.because.as_deref().map_or_else(String::new, |because| format!(": {because}"));
            text = format!("{text} (settled{by}{because})");
        }
        paragraphs.push(words::printable(&text));
    }
    if paragraphs.is_empty() {
        return String::new();
    }
    let open = words::counted(comments.open().count(), "comment is", "comments are");
    paragraphs.insert(0, format!("{open} open."));
    report::recap::paragraphs(&paragraphs.join("\n\n"), width)
}

/// The comments for programs.
pub(super) fn as_json(comments: &Comments, bank: &Bank, facts: &Facts<'_>) -> Vec<Json> {
    let one = |comment: &Comment| {
        let resolved = comments
            .resolution(&comment.id)
            .map(|own| json!({ "by": own.by, "at": own.at.to_string(), "because": own.because }));
        json!({
            "id": comment.id, "on": comment.on, "entry": comment.entry, "about": about(comment, bank, facts),
            "by": comment.by, "at": comment.at.to_string(), "says": comment.says, "resolved": resolved,
        })
    };
    comments.comments.iter().map(one).collect()
}
