//! Entries and answers as a file writes them.

use crate::bank::{ItemList, Question};
use crate::fact::Fact;
use crate::facts::Facts;
use crate::plan::{Answer, Rejection, State};
use crate::words;
use serde_json::{Value as Json, json};

/// The text of an entry's title; an entry may be just its title.
pub(super) fn entry_field<'e>(entry: &'e Json, field: &Question) -> Option<&'e str> {
    entry.as_str().or_else(|| entry.get(&field.id)?.as_str())
}

/// Whether something in a list is an entry: an object that says something, or just its title where one field is that.
///
/// # Errors
/// How an entry of this list is written.
pub(super) fn is_entry(question: &Question, list: &ItemList, entry: &Json) -> Result<(), String> {
    let title = list.title_field();
    if entry.as_object().is_some_and(|fields| !fields.is_empty()) || entry.is_string() && title.is_some() {
        return Ok(());
    }
    let first = title.or(list.fields.first()).map_or("", |field| &field.id);
    let written = format!("write each entry below `[[{}]]`, beginning with `{first} = ...`", question.id);
    Err(match title {
        Some(_) => format!("{written}, or just its {first} as a text: `{} = [\"...\"]`", question.id),
        None => written,
    })
}

pub(super) fn entry_with_title(entry: &Json, field: &Question) -> Json {
    match entry {
        Json::String(title) => json!({ field.id.clone(): title }),
        other => other.clone(),
    }
}

/// The entry a link names, by its id or its title; of several with that title the one that `fits`.
///
/// # Errors
/// What is wrong with the name, and a remedy if it needs a sentence of its own.
pub(super) fn find_linked(
    facts: &Facts<'_>,
    lists: &[String],
    name: &str,
    fits: &dyn Fn(&str) -> bool,
) -> Result<String, (Rejection, Option<String>)> {
    let candidates: Vec<Fact> = lists.iter().flat_map(|list| facts.view.get(list).as_list().to_vec()).collect();
    if candidates.iter().any(|item| item.get("id").as_text() == Some(name)) {
        return Ok(name.to_owned());
    }
    let name = words::tidied(name);
    // In a workbook an id stands in one line, even one that a hand has put into a plan.
    let mut ids = candidates.iter().filter_map(|item| item.get("id").as_text().map(str::to_owned));
    if let Some(id) = ids.find(|id| words::tidied(id) == name) {
        return Ok(id);
    }
    let with_title = |wanted: &dyn Fn(&str) -> bool| -> Vec<String> {
        candidates
            .iter()
            .filter(|item| item.get("title").as_text().is_some_and(|title| wanted(&words::tidied(title))))
            .filter_map(|item| item.get("id").as_text().map(str::to_owned))
            .collect()
    };
    let mut found = with_title(&|title| title == name);
    if found.is_empty() {
        found = with_title(&|title| title.to_lowercase() == name.to_lowercase());
    }
    if found.len() > 1 {
        let fitting: Vec<&String> = found.iter().filter(|id| fits(id)).collect();
        if let [only] = fitting.as_slice() {
            return Ok((*only).clone());
        }
    }
    match found.as_slice() {
        [only] => Ok(only.clone()),
        [] => {
            let titles: Vec<Fact> = candidates.iter().map(|item| item.get("title")).collect();
            let close = words::closest(&name, titles.iter().filter_map(Fact::as_text));
            let hint = close.map_or_else(String::new, |close| format!(": did you mean `{close}`?"));
            Err((Rejection(format!("there is no entry `{name}` to link to{hint}")), None))
        }
        several => {
            let ids: Vec<String> = several.iter().map(|id| format!("`{id}`")).collect();
            let said = format!("`{name}` is the title of more than one entry: {}", words::listed(&ids));
            let help = "link by the id; an entry of this file can be given one of your own, such as `id = \"t1\"`";
            Err((Rejection(said), Some(help.to_owned())))
        }
    }
}

/// The names a link holds as a file writes them: texts, or numbers where a title is one. A text is cut at its commas
/// where several can be linked and it is no name as a whole.
pub(super) fn linked_names(value: &Json, many: bool, is_name: &dyn Fn(&str) -> bool) -> Result<Vec<String>, Rejection> {
    let name = |value: &Json| match value {
        Json::String(name) => Ok(name.clone()),
        Json::Number(number) => Ok(number.to_string()),
        other => Err(Rejection(format!("`{other}` is no title and no id of an entry"))),
    };
    match value {
        Json::Array(names) => names.iter().map(name).collect(),
        Json::String(names) if many && names.contains(',') && !is_name(names) => {
            Ok(names.split(',').map(words::tidied).filter(|name| !name.is_empty()).collect())
        }
        one => Ok(vec![name(one)?]),
    }
}

/// `{"unknown": true}`, perhaps with a `note`, `{"skip": true}` and `{"not_applicable": "why"}`; none for a plain
/// value. Whatever else stands there, or says two things at once, is refused.
pub(super) fn unanswered(value: &Json) -> Option<Result<Answer, Rejection>> {
    let object = value.as_object()?;
    let keys: Vec<&str> = object.keys().map(String::as_str).filter(|key| *key != "note").collect();
    let text = |key: &str| object.get(key).and_then(Json::as_str).map(str::trim).filter(|text| !text.is_empty());
    let is_true = |key: &str| object.get(key) == Some(&Json::Bool(true));
    let has_note = object.contains_key("note");
    Some(match keys.as_slice() {
        ["skip"] if is_true("skip") && !has_note => Ok(Answer::new(State::Skipped)),
        ["unknown"] if is_true("unknown") => {
            Ok(Answer { note: text("note").map(str::to_owned), ..Answer::new(State::Unknown) })
        }
        ["not_applicable"] if text("not_applicable").is_some() && !has_note => {
            Ok(Answer { because: text("not_applicable").map(str::to_owned), ..Answer::new(State::NotApplicable) })
        }
        _ => Err(Rejection(
            "write the answer itself, or just one of {\"unknown\": true}, {\"skip\": true} and \
             {\"not_applicable\": \"why\"}"
                .into(),
        )),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_thing_is_said_instead_of_an_answer() {
        for (value, expected) in [
            (json!({"skip": true}), Some(State::Skipped)),
            (json!({"unknown": true}), Some(State::Unknown)),
            (json!({"unknown": true, "note": "ask Ben"}), Some(State::Unknown)),
            (json!({"not_applicable": "we sell nothing"}), Some(State::NotApplicable)),
            (json!({"skip": true, "unknown": true}), None),
            (json!({"skip": true, "note": "later"}), None),
            (json!({"skip": false}), None),
            (json!({"not_applicable": "  "}), None),
            (json!({"unknown": true, "wat": 1}), None),
            (json!({}), None),
        ] {
            let state = unanswered(&value).unwrap().ok().map(|answer| answer.state);
            assert_eq!(state, expected, "{value}");
        }
        assert!(unanswered(&json!("plain")).is_none());
    }
}
