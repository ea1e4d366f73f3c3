//! The line that says what to type, right before it is typed.

use crate::interview::{Adding, Form, ListForm, Pick, Prompt, Reply, Row};
use crate::words::capitalised;

/// What to type, as it is said the first time and from then on.
const SHORTER: [(&str, &str); 3] = [
    ("Your choice, a number or a name:", "Your choice:"),
    ("Your choices, numbers or names with commas between:", "Your choices:"),
    ("Your answer; a line with only a dot ends it:", "Your answer, a dot ends it:"),
];

/// What is said instead of a cue that was read before.
pub(super) fn again(cue: &str) -> &str {
    SHORTER.iter().find(|(long, _)| *long == cue).map_or(cue, |(_, short)| short)
}

/// What to type, and what an empty line keeps. A row says which it is.
pub(super) fn cue(prompt: &Prompt) -> String {
    match &prompt.together {
        Some(row) => row_cue(prompt.item.as_deref().unwrap_or_default(), row, &prompt.form),
        None => form_cue(&prompt.form),
    }
}

/// What is asked in a row, what an empty line keeps, and what the sign for it repeats.
fn row_cue(title: &str, row: &Row, form: &Form) -> String {
    let kept = match form {
        Form::Line { start, .. } | Form::Long { start } => start.clone(),
        Form::One { picks, .. } | Form::Some { picks, .. } => selected(picks),
        Form::List(_) => String::new(),
    };
    let unit = match form {
        Form::Line { unit: Some(unit), .. } => format!(" ({unit})"),
        _ => String::new(),
    };
    let how = match form {
        Form::One { .. } if row.repeats.is_none() => ", a number or a name",
        Form::Some { .. } if row.repeats.is_none() => ", numbers or names with commas between",
        _ => "",
    };
    // A number is typed as fast as the sign for it, and seldom the same twice.
    let repeats = row.repeats.as_ref().filter(|_| unit.is_empty());
    let repeats = if repeats.is_some() { ", or = for the same" } else { "" };
    format!("{title}, {} of {}{unit}{how}{}{repeats}:", row.number, row.count, keeping(&kept))
}

fn form_cue(form: &Form) -> String {
    match form {
        Form::Line { start, unit } => {
            let unit = unit.as_ref().map(|unit| format!(" ({unit})")).unwrap_or_default();
            format!("Your answer{unit}{}:", keeping(start))
        }
        Form::Long { start } if start.is_empty() => "Your answer; a line with only a dot ends it:".to_owned(),
        Form::Long { .. } => {
            "Your new answer, a line with only a dot ends it; or an empty line to keep what stands there:".to_owned()
        }
        Form::One { picks, .. } => match selected(picks).as_str() {
            "" => "Your choice, a number or a name:".to_owned(),
            now => format!("Your choice{}:", keeping(now)),
        },
        Form::Some { picks, how_many, .. } => {
            let how_many = bracketed(how_many);
            match selected(picks).as_str() {
                "" => format!("Your choices{how_many}, numbers or names with commas between:"),
                now => format!("Your choices{how_many}, with commas between{}:", keeping(now)),
            }
        }
        Form::List(list) => list_cue(list),
    }
}

fn list_cue(list: &ListForm) -> String {
    let how_many = bracketed(&list.how_many);
    let (one, many) = (&list.one, &list.many);
    let end = match &list.start {
        start if start.is_empty() => "an empty line when done".to_owned(),
        start => format!("an empty line to enter [{start}], /done when done"),
    };
    // Whoever begins with several in one line is done with it.
    let first = if list.start.is_empty() { "or one a line" } else { &end };
    match (&list.adding, list.entries.is_empty()) {
        (Adding::Name, true) => format!("{}{how_many} with ; between, {first}:", capitalised(many)),
        (Adding::Name, false) => format!("Another {one}{how_many}, {end}:"),
        (Adding::Pick(_), _) => format!("Numbers to add{how_many}, an empty line when done:"),
        (Adding::Begin, _) => format!("Type + to add a new {one}{how_many}, {end}:"),
    }
}

fn bracketed(how_many: &str) -> String {
    if how_many.is_empty() { String::new() } else { format!(" ({how_many})") }
}

fn keeping(start: &str) -> String {
    if start.is_empty() { String::new() } else { format!(", or an empty line to keep [{start}]") }
}

fn selected(picks: &[Pick]) -> String {
    let labels: Vec<&str> = picks.iter().filter(|pick| pick.selected).map(|pick| pick.label.as_str()).collect();
    labels.join(", ")
}

/// The keys of what is selected to begin with.
pub(super) fn selected_keys(picks: &[Pick]) -> Vec<String> {
    picks.iter().filter(|pick| pick.selected).map(|pick| pick.key.clone()).collect()
}

/// The reply that keeps what stands there, if anything does.
pub(super) fn kept(form: &Form) -> Option<Reply> {
    match form {
        Form::Line { start, .. } | Form::Long { start } => {
            Some(start.clone()).filter(|start| !start.is_empty()).map(Reply::Text)
        }
        Form::One { picks, .. } | Form::Some { picks, .. } => {
            Some(selected_keys(picks)).filter(|keys| !keys.is_empty()).map(Reply::Picked)
        }
        Form::List(ListForm { adding: Adding::Name | Adding::Begin, start, .. }) if !start.is_empty() => {
            Some(Reply::Add(start.clone()))
        }
        Form::List(_) => None,
    }
}

/// The reply of an empty line: keeps what stands there, else says that there is nothing.
pub(super) fn empty(form: &Form) -> Reply {
    kept(form).unwrap_or_else(|| match form {
        Form::Line { .. } | Form::Long { .. } => Reply::Text(String::new()),
        Form::One { .. } | Form::Some { .. } => Reply::Picked(Vec::new()),
        Form::List(_) => Reply::Done,
    })
}
