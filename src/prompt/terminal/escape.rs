//! The menu behind Esc: every way to go on other than an answer.

use super::super::FrontError;
use super::heading::InRow;
use super::line::{Line, Typed};
use super::options::Options;
use super::screen::{Screen, Tone};
use crate::interview::{Beside, Form, Prompt, Reply};

const MENU: &str = "↑↓ move · Enter: do it · Esc: close";
const REMARK: &str = "Enter: done · Esc: back";

/// What the founder wants instead of answering.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// Back to the question with what was typed.
    Return,
    /// The longer explanation.
    Explain,
    /// The editor, for a longer text.
    Edit,
    /// Another name, place or end for an entry of the list.
    Change,
    /// A reply that the interview deals with.
    Reply(Reply),
}

/// An entry of the menu.
#[derive(Clone, Copy)]
enum Entry {
    Back,
    Explain,
    Edit,
    Change,
    Skip,
    Unknown,
    NotApplicable,
    More,
    Show,
    Undo,
    Jump,
    Earlier,
    Leave,
    Same,
    Open,
}

/// Opens the menu. Esc in it, and Esc while a remark is typed, return to the question.
///
/// # Errors
/// As for [`crate::prompt::Front::ask`].
pub(super) fn menu(prompt: &Prompt, screen: &mut Screen, editor: bool, in_table: bool) -> Result<Wish, FrontError> {
    let about = InRow::of(prompt).filter(|_| in_table).map(|row| row.title(screen)).unwrap_or_default();
    let rows = match &prompt.together {
        None => Rows::None,
        Some(_) if in_table => Rows::Table,
        Some(row) => Rows::One { repeats: row.repeats.is_some() },
    };
    let entries = entries(&prompt.form, rows, editor);
    let labels = entries.iter().map(|(label, _)| (*label).to_owned()).collect();
    // In a table it is to be seen which entry is meant.
    let meant = |entry: &Entry| matches!(entry, Entry::Unknown | Entry::NotApplicable | Entry::Skip);
    let helps = entries.iter().map(|(_, entry)| if meant(entry) { about.clone() } else { String::new() });
    let options = Options::new("What would you like to do?", labels, MENU).whole().explained(helps.collect());
    let Some(index) = options.pick(screen, 0)? else { return Ok(Wish::Return) };
    let entry = entries.get(index).map(|(_, entry)| *entry);
    Ok(match entry {
        None => Wish::Return,
        Some(Entry::Back) => Wish::Reply(Reply::Back),
        Some(Entry::Explain) => Wish::Explain,
        Some(Entry::Edit) => Wish::Edit,
        Some(Entry::Change) => Wish::Change,
        Some(Entry::Skip) => Wish::Reply(Reply::Skip),
        Some(Entry::Unknown) => {
            remark(screen, "What would help you to find out? (may stay empty)", prompt, Beside::Remark, |text| {
                Reply::Unknown { note: (!text.is_empty()).then_some(text) }
            })?
        }
        Some(Entry::NotApplicable) => {
            remark(screen, "Why does this not apply to you? A few words will do.", prompt, Beside::Reason, |text| {
                Reply::NotApplicable { because: text }
            })?
        }
        Some(Entry::More) => Wish::Reply(Reply::Details),
        Some(Entry::Show) => Wish::Reply(Reply::Show),
        Some(Entry::Undo) => Wish::Reply(Reply::Undo),
        Some(Entry::Jump) => Wish::Reply(Reply::Jump),
        Some(Entry::Earlier) => Wish::Reply(Reply::Change { search: String::new() }),
        Some(Entry::Same) => Wish::Reply(Reply::Repeat { all: true }),
        Some(Entry::Open) => Wish::Reply(Reply::SkipRest),
        Some(Entry::Leave) => Wish::Reply(Reply::Leave),
    })
}

/// How many entries are answered at once.
#[derive(Clone, Copy)]
enum Rows {
    /// It is not put for several.
    None,
    /// One after the other.
    One { repeats: bool },
    /// All of them.
    Table,
}

fn entries(form: &Form, rows: Rows, editor: bool) -> Vec<(&'static str, Entry)> {
    let mut entries = vec![("go back to the question before", Entry::Back), ("explain this question", Entry::Explain)];
    let (same, open) = match rows {
        Rows::None => (None, None),
        Rows::One { repeats } => {
            (repeats.then_some("the same for all that follow (==)"), Some("leave all that follow open"))
        }
        Rows::Table => (Some("the same for all rows (a)"), Some("leave rows without a tick open (o)")),
    };
    entries.extend(same.map(|label| (label, Entry::Same)));
    entries.extend(open.map(|label| (label, Entry::Open)));
    if editor && matches!(form, Form::Long { .. }) {
        entries.push(("open my editor", Entry::Edit));
    }
    if matches!(form, Form::List(list) if !list.entries.is_empty()) {
        entries.push(("change an entry", Entry::Change));
    }
    entries.extend([
        ("I don't know yet", Entry::Unknown),
        ("this does not apply to me", Entry::NotApplicable),
        ("skip it for now", Entry::Skip),
        ("change an earlier answer", Entry::Earlier),
        ("add details in this step", Entry::More),
        ("show what I have so far", Entry::Show),
        ("undo the last change", Entry::Undo),
        ("jump to another step", Entry::Jump),
        ("save and leave", Entry::Leave),
    ]);
    entries
}

fn remark(
    screen: &mut Screen,
    ask: &str,
    prompt: &Prompt,
    beside: Beside,
    reply: impl Fn(String) -> Reply,
) -> Result<Wish, FrontError> {
    screen.say(Tone::Strong, ask)?;
    let line = Line {
        label: "",
        row: None,
        start: prompt.begun(&beside),
        help: REMARK,
        number: None,
        takes_lines: true,
        limit: None,
    };
    Ok(match line.ask(screen).map_err(|error| error.beside(beside))? {
        Typed::Entered(text) => Wish::Reply(reply(super::paste::joined(&text))),
        Typed::Escaped(_) => Wish::Return,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_comes_first_and_the_editor_only_for_long_texts() {
        let labels = |form: &Form, editor| {
            entries(form, Rows::None, editor).into_iter().map(|(label, _)| label).collect::<Vec<_>>()
        };
        let long = Form::Long { start: String::new() };
        let line = Form::Line { start: String::new(), unit: None };
        assert_eq!(labels(&line, true).first(), Some(&"go back to the question before"));
        assert!(labels(&long, true).contains(&"open my editor"));
        assert!(!labels(&long, false).contains(&"open my editor"));
        assert!(!labels(&line, true).contains(&"open my editor"));
    }
}
