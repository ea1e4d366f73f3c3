//! Filters on `open_points`: what is still to be settled, unknown, or does not apply.
//!
//! Each gives a list of phrases in the order of the walk, a point once with all the items it concerns:
//! `the price (Repair visit and Fleet bike)`. `steps` limits it to steps with these ids (`profile` and `pause` among them), `only` to points with these ids;
//! `except` leaves points out, and `most` limits how many items are named. What a label says to the founder (`how far along you are`) is turned round, because in a
//! document the founders speak.

use super::filters::{field, named, text_field, texts};
use crate::{amounts, prose, words};
use indexmap::IndexMap;
use std::borrow::Cow;
use tera::{Kwargs, State, Tera, TeraResult, Value};

/// A title with more letters is set off with semicolons, not with commas.
const LONG_TITLE: usize = 32;

/// A title with more letters is cut.
const LONGEST_TITLE: usize = 60;

/// Adds the filters to an engine: `still_open` (required, asked on the
/// path chosen, open or skipped), `unknown`, `required_unknown` and `not_applicable`
/// (with its reason), `open_by_entry` (the first two by what they are about), and `open_steps`: the steps in which something is required and not answered (or, with `state`, is in that state), as maps of `id` and `title`.
pub(crate) fn register(tera: &mut Tera) {
    tera.register_filter("still_open", |points: &Value, kwargs: Kwargs, _: &State| {
        phrases(points, &kwargs, |point| is_required(point) && is_missing(point), "")
    });
    tera.register_filter("unknown", |points: &Value, kwargs: Kwargs, _: &State| {
        phrases(points, &kwargs, |point| is_one_of(point, &["unknown"]), "note")
    });
    tera.register_filter("required_unknown", |points: &Value, kwargs: Kwargs, _: &State| {
        phrases(points, &kwargs, |point| is_required(point) && is_one_of(point, &["unknown"]), "note")
    });
    tera.register_filter("not_applicable", |points: &Value, kwargs: Kwargs, _: &State| {
        phrases(points, &kwargs, |point| is_one_of(point, &["not_applicable"]), "because")
    });
    tera.register_filter("open_by_entry", |points: &Value, kwargs: Kwargs, _: &State| by_entry(points, &kwargs));
    tera.register_filter("open_steps", |points: &Value, kwargs: Kwargs, _: &State| {
        let state = kwargs.get::<&str>("state")?;
        let open = |point: &&Value| match state {
            Some(state) => is_one_of(point, &[state]),
            None => is_required(point) && (is_one_of(point, &["unknown"]) || is_missing(point)),
        };
        let points = points.as_array().unwrap_or_default().iter().filter(open);
        let steps: IndexMap<&str, &str> =
            points.map(|point| (text_field(point, "step"), text_field(point, "step_title"))).collect();
        let named = |(id, title): (&str, &str)| named([("id", id.into()), ("title", title.into())]);
        TeraResult::Ok(steps.into_iter().map(named).collect::<Vec<_>>())
    });
}

/// What is unknown, and with `missing` also what is required and still to be said, by what it is about: maps of `about`, an entry or else a step, and
/// `what`, its points in a phrase. Entries of which the same is open stand together. Points named in `first` come first,
/// then what is required.
fn by_entry(points: &Value, kwargs: &Kwargs) -> TeraResult<Vec<Value>> {
    let first = kwargs.get::<&Value>("first")?.map(texts).unwrap_or_default();
    let except = kwargs.get::<&Value>("except")?.map(texts).unwrap_or_default();
    let with_missing = kwargs.get::<bool>("missing")?.unwrap_or_default();
    let is_in = |list: &[Cow<'_, str>], point: &Value| list.iter().any(|entry| entry == text_field(point, "id"));
    let is_open =
        |point: &Value| is_one_of(point, &["unknown"]) || with_missing && is_required(point) && is_missing(point);
    let points = points.as_array().unwrap_or_default().iter();
    let mut open: Vec<&Value> = points.filter(|point| is_open(point) && !is_in(&except, point)).collect();
    open.sort_by_key(|point| (!is_in(&first, point), !is_required(point)));
    let mut entries: IndexMap<&str, Vec<String>> = IndexMap::new();
    for point in open {
        let item = text_field(point, "item");
        let about = if item.is_empty() { text_field(point, "step_title") } else { item };
        let note = text_field(point, "note").trim().trim_end_matches('.');
        let label = prose::said_of_founders(text_field(point, "label"), &[]);
        entries.entry(about).or_default().push(if note.is_empty() { label } else { format!("{label} ({note})") });
    }
    let mut alike: IndexMap<String, Vec<&str>> = IndexMap::new();
    for (about, what) in entries {
        alike.entry(what.join("; ")).or_default().push(about);
    }
    let row = |(what, about): (String, Vec<&str>)| named([("about", about.join("; ").into()), ("what", what.into())]);
    Ok(alike.into_iter().map(row).collect())
}

/// The phrases of the points that are kept; `remark` names the field that is added after a colon.
fn phrases(points: &Value, kwargs: &Kwargs, keep: fn(&Value) -> bool, remark: &'static str) -> TeraResult<Vec<String>> {
    let steps = kwargs.get::<&Value>("steps")?.map(texts);
    let only = kwargs.get::<&Value>("only")?.map(texts).unwrap_or_default();
    let most = kwargs.get::<usize>("most")?.unwrap_or(usize::MAX);
    let except = kwargs.get::<&Value>("except")?.map(texts).unwrap_or_default();
    let is_in = |list: &[Cow<'_, str>], text: &str| list.iter().any(|entry| entry == text);
    let mut concerned: IndexMap<(&str, &str, &str), Vec<&str>> = IndexMap::new();
    for point in points.as_array().unwrap_or_default() {
        let (step, id) = (text_field(point, "step"), text_field(point, "id"));
        let is_meant = steps.as_ref().is_none_or(|steps| is_in(steps, step))
            && (only.is_empty() || is_in(&only, id))
            && !is_in(&except, id);
        if is_meant && keep(point) {
            let titles = concerned.entry((step, text_field(point, "label"), text_field(point, remark))).or_default();
            titles.extend(Some(text_field(point, "item")).filter(|title| !title.is_empty()));
        }
    }
    Ok(concerned.into_iter().map(|((_, label, remark), titles)| phrase(label, &titles, remark, most)).collect())
}

fn phrase(label: &str, titles: &[&str], remark: &str, most: usize) -> String {
    let mut phrase = prose::said_of_founders(label, &[]);
    if !titles.is_empty() {
        phrase.push_str(" (");
        phrase.push_str(&together(titles, most));
        phrase.push(')');
    }
    let remark = remark.trim().trim_end_matches('.');
    if !remark.is_empty() {
        phrase.push_str(": ");
        phrase.push_str(remark);
    }
    phrase
}

/// Titles side by side: as in speech, or with semicolons where one of them is half a sentence itself. Of more than
/// `most`, the first ones stand for all.
fn together(titles: &[&str], most: usize) -> String {
    let leading = if titles.len() > most { titles.get(..most.saturating_sub(1)).unwrap_or_default() } else { titles };
    let apart = leading.iter().any(|title| title.len() > LONG_TITLE || title.contains(" and ") || title.contains(','));
    let mut names: Vec<String> =
        leading.iter().map(|title| if apart { shortened(title) } else { (*title).to_owned() }).collect();
    if leading.len() < titles.len() {
        names.push(amounts::counted(&(titles.len() - leading.len()).to_string(), "more", "more"));
    }
    if apart { names.join("; ") } else { words::listed(&names) }
}

fn shortened(title: &str) -> String {
    if title.chars().count() <= LONGEST_TITLE {
        return title.to_owned();
    }
    let start: String = title.chars().take(LONGEST_TITLE).collect();
    let whole_words = start.rsplit_once(' ').map_or(start.as_str(), |(words, _)| words);
    format!("{whole_words} …")
}

/// Whether the path the founder chose asks it, and nothing was said to it.
fn is_missing(point: &Value) -> bool {
    field(point, "asked").and_then(Value::as_bool) == Some(true) && is_one_of(point, &["open", "skipped"])
}

fn is_required(point: &Value) -> bool {
    field(point, "required").and_then(Value::as_bool) == Some(true)
}

fn is_one_of(point: &Value, states: &[&str]) -> bool {
    states.contains(&text_field(point, "state"))
}
