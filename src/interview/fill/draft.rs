//! A draft in JSON, read back as the plan it was made of.

use crate::bank::{Bank, Question};
use crate::diagnostic::Diagnostic;
use crate::facts::{KEPT, Kept};
use crate::plan::{Address, Answer, Plan, State};
use jiff::Timestamp;
use serde_json::{Map, Value as Json, json};

/// What a draft says, as a file of answers would say it, and what no such file can.
pub(super) struct Draft {
    pub(super) answers: Map<String, Json>,
    /// How each list was left.
    lists: Vec<(String, Answer)>,
    /// What changed since an answer was given.
    stale: Vec<(Address, Vec<String>)>,
    kept: Kept,
}

/// Reads a draft; none where the answers are none.
///
/// # Errors
/// When it was made with another bank.
pub(super) fn read(bank: &Bank, view: &Map<String, Json>) -> Result<Option<Draft>, Diagnostic> {
    let (Some(_), Some(_), Some(about)) = (map(view, "states"), map(view, "labels"), map(view, "bank")) else {
        return Ok(None);
    };
    if let Some(other) = text(about, "id").filter(|id| *id != bank.id) {
        let said = format!("this draft was made with the bank `{other}`, and the plan is one of `{}`", bank.id);
        let help = format!("name the bank it was made with: `--bank`, or a folder `{other}` beside the plan");
        return Err(Diagnostic::error("other-bank", said).help(help));
    }
    let kept = view.get(KEPT).cloned().and_then(|kept| serde_json::from_value(kept).ok()).unwrap_or_default();
    let mut draft = Draft { answers: Map::new(), lists: Vec::new(), stale: Vec::new(), kept };
    for (_, question) in bank.questions().filter(|(_, question)| question.of.is_none()) {
        let remark = |key: &str| map(view, key).and_then(|all| text(all, &question.id)).map(str::to_owned);
        let (note, because) = (remark("notes"), remark("reasons"));
        let state = state_of(view, question);
        if question.items().is_some() {
            let answer = Answer { note, because, ..Answer::new(state) };
            draft.lists.push((question.id.clone(), answer));
            draft.list(bank, view, question);
        } else if let Some(value) = said(state, view.get(&question.id), note, because) {
            draft.answers.insert(question.id.clone(), value);
        }
    }
    draft.stale = array(view, "stale").iter().filter_map(|mark| stale(bank, view, mark)).collect();
    Ok(Some(draft))
}

impl Draft {
    fn list(&mut self, bank: &Bank, view: &Map<String, Json>, question: &Question) {
        let mut entries = Vec::new();
        for item in array(view, &question.id).iter().filter_map(Json::as_object) {
            let Some(id) = text(item, "id") else { continue };
            let mut entry = Map::new();
            entry.insert("id".to_owned(), json!(id));
            for field in bank.fields(&question.id) {
                let remark = |key: &str| remark_of_field(view, id, &field.id, key);
                let state = state_of(item, field);
                if let Some(value) = said(state, item.get(&field.id), remark("note"), remark("because")) {
                    entry.insert(field.id.clone(), value);
                }
            }
            entries.push(Json::Object(entry));
        }
        if !entries.is_empty() {
            self.answers.insert(question.id.clone(), Json::Array(entries));
        }
    }

    /// Puts in what the answers alone do not say.
    pub(super) fn complete(self, plan: &mut Plan, is_new: bool, now: Timestamp) {
        for (list, left) in self.lists {
            let items = plan.answers.get(&list).map(|answer| answer.items.clone()).unwrap_or_default();
            if left.state == State::Open && items.is_empty() {
                continue;
            }
            let old = plan.answers.get(&list).filter(|old| old.state == left.state);
            let (at, extra) = old.map_or((Some(now), Map::new()), |old| (old.at, old.extra.clone()));
            plan.answers.insert(list, Answer { items, at: at.or(Some(now)), extra, ..left });
        }
        self.kept.put_into(plan, is_new);
        for (address, stale) in self.stale {
            if let Some(mut answer) = plan.answer(&address).cloned() {
                answer.stale = stale;
                plan.put(&address, answer);
            }
        }
    }
}

/// An answer as a file of answers says it; none where there is none.
fn said(state: State, value: Option<&Json>, note: Option<String>, because: Option<String>) -> Option<Json> {
    match state {
        State::Open => None,
        State::Answered => value.filter(|value| !value.is_null()).cloned(),
        State::Skipped => Some(json!({ "skip": true })),
        State::Unknown => {
            Some(note.map_or_else(|| json!({ "unknown": true }), |note| json!({ "unknown": true, "note": note })))
        }
        State::NotApplicable => Some(json!({ "not_applicable": because.unwrap_or_default() })),
    }
}

fn state_of(said: &Map<String, Json>, question: &Question) -> State {
    let state = map(said, "states").and_then(|states| states.get(&question.id)).cloned();
    state.and_then(|state| serde_json::from_value(state).ok()).unwrap_or(State::Open)
}

/// The note or the reason said to a field of an item.
fn remark_of_field(view: &Map<String, Json>, item: &str, field: &str, key: &str) -> Option<String> {
    let points = array(view, "open_points").iter().filter_map(Json::as_object);
    let mut own = points.filter(|point| text(point, "item_id") == Some(item) && text(point, "id") == Some(field));
    own.find_map(|point| text(point, key)).map(str::to_owned)
}

fn stale(bank: &Bank, view: &Map<String, Json>, mark: &Json) -> Option<(Address, Vec<String>)> {
    let mark = mark.as_object()?;
    let id = text(mark, "id")?.to_owned();
    let address = match text(mark, "item_id") {
        None => Address::Question(id),
        Some(item) => {
            let lists = bank.questions().filter(|(_, question)| question.items().is_some());
            let mut lists = lists.map(|(_, question)| question.id.as_str());
            let holds =
                |list: &&str| array(view, list).iter().any(|own| own.get("id").and_then(Json::as_str) == Some(item));
            Address::Field { list: lists.find(holds)?.to_owned(), item: item.to_owned(), field: id }
        }
    };
    let changed = array(mark, "changed").iter().filter_map(Json::as_str).map(str::to_owned).collect();
    Some((address, changed))
}

fn map<'m>(view: &'m Map<String, Json>, key: &str) -> Option<&'m Map<String, Json>> {
    view.get(key)?.as_object()
}

fn text<'m>(view: &'m Map<String, Json>, key: &str) -> Option<&'m str> {
    view.get(key)?.as_str()
}

fn array<'m>(view: &'m Map<String, Json>, key: &str) -> &'m [Json] {
    view.get(key).and_then(Json::as_array).map_or(&[], Vec::as_slice)
}
