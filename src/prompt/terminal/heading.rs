//! What stands above a prompt: where the founder is, the question, an example; and the longer explanation.

use super::options::Options;
use super::screen::{Block, Screen, Tone, shorten};
use crate::interview::{Adding, Form, Pick, Progress, Prompt, Reply, Row, TableRow};
use textwrap::core::display_width;

/// More remarks are only counted, so that the question stays in sight.
const MOST_REMARKS: usize = 3;

/// Progress, question, example, what was wrong. What has no room is left to [`explanation`]. Below it is the prompt for
/// the kind of reply, or a table of so many lines.
pub(super) fn heading(prompt: &Prompt, screen: &Screen, table: Option<usize>) -> Block {
    let mut block = screen.block();
    block.blank();
    for line in progress(&prompt.progress, screen.width()) {
        block.text(Tone::Dim, &line);
    }
    if let Some(item) = prompt.item.as_ref().filter(|_| prompt.together.is_none()) {
        block.text(Tone::Plain, &format!("About: {}", shorten(item, screen.width().saturating_sub(7))));
    }
    let optional = if prompt.required { "" } else { " (optional)" };
    let ask = prompt.together.as_ref().map_or(&prompt.ask, |row| &row.ask);
    block.text(Tone::Strong, &format!("{}{optional}", ask.trim()));
    let mut remarks = screen.block();
    let own = if table.is_some() { table_notes(prompt) } else { prompt.remarks.clone() };
    // A line each; the explanation has them whole.
    for remark in own.iter().take(MOST_REMARKS) {
        remarks.text(Tone::Plain, &format!("» {}", shorten(remark, screen.width().saturating_sub(2))));
    }
    if let Some(more) = own.len().checked_sub(MOST_REMARKS).filter(|more| *more > 0) {
        remarks.text(Tone::Dim, &format!("» and {more} more"));
    }
    if let Some(reason) = prompt.reason.as_ref().filter(|_| table.is_none()) {
        remarks.hanging(Tone::Warning, "* ", reason);
    }
    if let Some(rejection) = &prompt.rejection {
        remarks.hanging(Tone::Warning, "! ", &rejection.0);
    }
    let frame = table.unwrap_or_else(|| frame(&prompt.form)) + remarks.height();
    let fits = |block: &Block, extra: &Block| block.height() + extra.height() + frame <= screen.height();
    if let Some(example) = example(prompt, screen).filter(|example| fits(&block, example)) {
        block.append(example);
    }
    if let Some(row) = prompt.together.as_ref().filter(|_| table.is_none()) {
        // The last ones, as many as there is room for: they are what the next is compared with.
        let room = screen.height().saturating_sub(block.height() + frame).max(1);
        for said in row.above.iter().skip(row.above.len().saturating_sub(room)) {
            block.append(answered(&said.title, &said.answer, screen));
        }
    }
    block.append(remarks);
    block
}

/// What is to be said of the rows of a table, each with its title; what is said of all of them is said once.
fn table_notes(prompt: &Prompt) -> Vec<String> {
    let rows = prompt.together.iter().filter_map(|row| row.table.as_ref()).flat_map(|table| &table.rows);
    let rows: Vec<&TableRow> = rows.collect();
    let is_common = |note: &String| rows.iter().all(|row| row.notes.contains(note));
    let mut notes: Vec<String> = Vec::new();
    for row in &rows {
        for note in &row.notes {
            let said = if is_common(note) { note.clone() } else { format!("{}: {note}", row.title) };
            if !notes.contains(&said) {
                notes.push(said);
            }
        }
    }
    notes
}

/// A row at hand: the entry it is about, and the answer above.
#[derive(Clone, Copy, Debug)]
pub(super) struct InRow<'a> {
    title: &'a str,
    row: &'a Row,
}

impl<'a> InRow<'a> {
    /// The row that a prompt is, if it is one.
    pub(super) fn of(prompt: &'a Prompt) -> Option<Self> {
        let row = prompt.together.as_ref()?;
        Some(Self { title: prompt.item.as_deref().unwrap_or_default(), row })
    }

    /// Whether there is an answer above that can be repeated.
    pub(super) fn repeats(self) -> bool {
        self.row.repeats.is_some()
    }

    /// The title before a line.
    pub(super) fn label(self, screen: &Screen) -> String {
        format!("{}:", self.title(screen))
    }

    /// The title where there is little room.
    pub(super) fn title(self, screen: &Screen) -> String {
        shorten(self.title, screen.width() / 3)
    }

    /// The title above picks, and which row it is.
    pub(super) fn lead(self, screen: &Screen) -> String {
        format!("{} ({} of {})", shorten(self.title, screen.width() / 2), self.row.number, self.row.count)
    }

    /// The row as it stays on the screen, with what was answered or repeated.
    pub(super) fn answered(self, answer: &str, screen: &Screen) -> Block {
        let repeated = Reply::repeating(answer).and(self.row.repeats.as_deref());
        answered(self.title, repeated.unwrap_or(answer), screen)
    }
}

/// A row that was answered, in one line.
pub(super) fn answered(title: &str, answer: &str, screen: &Screen) -> Block {
    let mut block = screen.block();
    let title = shorten(title, screen.width() / 2);
    let text = shorten(&format!("{title}: {answer}"), screen.width().saturating_sub(2));
    block.text(Tone::Chosen, &format!("✓ {text}"));
    block
}

/// Everything there is to say about the question.
pub(super) fn explanation(prompt: &Prompt, screen: &Screen) -> Block {
    let mut block = screen.block();
    block.blank();
    if let Some(help) = &prompt.help {
        block.paragraphs(Tone::Plain, help);
    }
    if let Some(example) = example(prompt, screen) {
        block.append(example);
    }
    let in_table = prompt.together.as_ref().is_some_and(|row| row.table.is_some());
    let remarks = if in_table { table_notes(prompt) } else { prompt.remarks.clone() };
    for remark in remarks {
        block.hanging(Tone::Plain, "» ", &remark);
    }
    for mistake in &prompt.mistakes {
        block.hanging(Tone::Plain, "- ", &format!("Less helpful: “{}”. {}", mistake.bad, mistake.why));
    }
    for pick in picks(&prompt.form) {
        explain_pick(&mut block, pick);
    }
    if block.height() == 1 {
        block.text(Tone::Plain, "There is nothing more to say about this question.");
    }
    block
}

fn explain_pick(block: &mut Block, pick: &Pick) {
    let text = match &pick.help {
        Some(help) => format!("{}: {help}", pick.label),
        None => pick.label.clone(),
    };
    block.hanging(Tone::Dim, "- ", &text);
}

fn example(prompt: &Prompt, screen: &Screen) -> Option<Block> {
    let example = prompt.example.as_ref()?;
    let mut block = screen.block();
    block.hanging(Tone::Dim, "e.g. ", example);
    Some(block)
}

fn picks(form: &Form) -> &[Pick] {
    match form {
        Form::One { picks, .. } | Form::Some { picks, .. } => picks,
        Form::List(list) => match &list.adding {
            Adding::Pick(picks) => picks,
            Adding::Name | Adding::Begin => &[],
        },
        Form::Line { .. } | Form::Long { .. } => &[],
    }
}

/// How many lines the prompt under the heading takes where there is room.
pub(super) fn frame(form: &Form) -> usize {
    match form {
        Form::Line { .. } => 2,
        Form::Long { start } => 2 + usize::from(!start.is_empty()) * 6,
        Form::One { picks, add } => {
            Options::lines(picks.len() + add.len() + usize::from(super::picks::is_untouched(picks)))
        }
        Form::Some { picks, add, .. } => Options::lines(picks.len() + add.len()),
        Form::List(list) => match &list.adding {
            Adding::Name => 2 + list.entries.len().min(5),
            Adding::Pick(picks) => Options::lines(picks.len()) + list.entries.len().min(5),
            Adding::Begin => Options::lines(super::picks::WAYS_ON) + list.entries.len().min(5),
        },
    }
}

/// The progress in one line if the window is wide enough, in short form otherwise.
fn progress(progress: &Progress, width: usize) -> Vec<String> {
    let Progress { step_title, step, prompt: (now, of), minutes_left: minutes } = progress;
    let title = step_title.trim();
    let step = step.map(|(step, steps)| format!("step {step} of {steps}"));
    let counted = format!("question {now} of about {of}");
    let first = step.as_ref().map_or_else(|| title.to_owned(), |step| format!("{}: {title}", capital(step)));
    let place = step.unwrap_or_else(|| title.to_owned());
    let all = [
        format!("{first} · {counted} · {minutes} min left"),
        format!("{place} · {counted} · {minutes} min left"),
        format!("{place}, question {now}, {minutes} min left"),
        format!("{place}, question {now}"),
    ];
    let fitting = all.iter().find(|line| display_width(line) <= width).or(all.last());
    fitting.map(|line| capital(line)).into_iter().collect()
}

/// The text with a capital at its beginning.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::About;

    #[test]
    fn progress_is_shortened_to_the_width() {
        let some = Progress {
            step_title: "Channels".to_owned(),
            step: Some((3, 10)),
            prompt: (14, About { least: 45, most: 110 }),
            minutes_left: About { least: 15, most: 40 },
        };
        assert_eq!(
            progress(&some, 78),
            ["Step 3 of 10: Channels · question 14 of about 45 to 110 · 15 to 40 min left"]
        );
        assert_eq!(progress(&some, 66), ["Step 3 of 10 · question 14 of about 45 to 110 · 15 to 40 min left"]);
        assert_eq!(progress(&some, 44), ["Step 3 of 10, question 14, 15 to 40 min left"]);
        assert_eq!(progress(&some, 39), ["Step 3 of 10, question 14"]);
        let one = Progress { prompt: (14, About::exactly(60)), minutes_left: About::exactly(12), ..some };
        assert_eq!(progress(&one, 39), ["Step 3 of 10, question 14, 12 min left"]);
        let profile = Progress { step: None, ..one };
        assert_eq!(progress(&profile, 78), ["Channels · question 14 of about 60 · 12 min left"]);
        assert_eq!(progress(&profile, 39), ["Channels, question 14, 12 min left"]);
    }
}
