//! Filters on `open_points`: what is still to be settled, unknown, or does not apply.
//!
//! Each gives a list of phrases in the order of the walk, a point once with all the items it concerns:
//! `the price (Repair visit and Fleet bike)`. `steps` limits it to steps with these titles.

use super::filters::{field, texts};
use crate::words;
use indexmap::IndexMap;
use tera::{Kwargs, State, Tera, TeraResult, Value};

/// Adds the filters to an engine: `still_open` (required, open or skipped), `unknown`, `required_unknown` and `not_applicable`
/// (with its reason), and `open_steps`: the steps with phrases of what is required and not answered.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("still_open", |points: &Value, kwargs: Kwargs, _: &State| {
        phrases(points, &kwargs, |point| is_required(point) && is_one_of(point, &["open", "skipped"]), "")
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
    tera.register_filter("open_steps", |points: &Value, _: Kwargs, _: &State| {
        let open = |point: &&Value| is_required(point) && is_one_of(point, &["open", "skipped", "unknown"]);
        let mut steps: Vec<String> = Vec::new();
        for point in points.as_array().unwrap_or_default().iter().filter(open) {
            let step = field(point, "step");
            if !steps.contains(&step) {
                steps.push(step);
            }
        }
        steps
    });
}

/// The phrases of the points that are kept; `remark` names the field that is added after a colon.
fn phrases(points: &Value, kwargs: &Kwargs, keep: fn(&Value) -> bool, remark: &str) -> TeraResult<Vec<String>> {
    let steps = kwargs.get::<&Value>("steps")?.map(texts);
    let mut concerned: IndexMap<(String, String, String), Vec<String>> = IndexMap::new();
    for point in points.as_array().unwrap_or_default().iter().filter(|point| keep(point)) {
        let step = field(point, "step");
        if steps.as_ref().is_none_or(|steps| steps.contains(&step)) {
            let titles = concerned.entry((step, field(point, "label"), field(point, remark))).or_default();
            let title = field(point, "item");
            if !title.is_empty() {
                titles.push(title);
            }
        }
    }
    Ok(concerned.into_iter().map(|((_, label, remark), titles)| phrase(&label, &titles, &remark)).collect())
}

fn phrase(label: &str, titles: &[String], remark: &str) -> String {
    let mut phrase = label.to_owned();
    if !titles.is_empty() {
        phrase.push_str(" (");
        phrase.push_str(&words::listed(titles));
        phrase.push(')');
    }
    let remark = remark.trim().trim_end_matches('.');
    if !remark.is_empty() {
        phrase.push_str(": ");
        phrase.push_str(remark);
    }
    phrase
}

fn is_required(point: &Value) -> bool {
    field(point, "required") == "true"
}

fn is_one_of(point: &Value, states: &[&str]) -> bool {
    states.contains(&field(point, "state").as_str())
}
