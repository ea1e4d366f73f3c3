//! What stands above a prompt: where the founder is, the question, an example; and the longer explanation.

use super::options::Options;
use super::screen::{Block, Screen, Tone, shorten};
use crate::interview::{Adding, Form, Pick, Progress, Prompt};
use textwrap::core::display_width;

/// Progress, question, example, what was wrong. What has no room is left to [`explanation`].
pub(super) fn heading(prompt: &Prompt, screen: &Screen) -> Block {
    let mut block = screen.block();
    block.blank();
    for line in progress(&prompt.progress, screen.width()) {
        block.text(Tone::Dim, &line);
    }
    if let Some(item) = &prompt.item {
        block.text(Tone::Plain, &format!("About: {}", shorten(item, screen.width().saturating_sub(7))));
    }
    let optional = if prompt.required { "" } else { " (optional)" };
    block.text(Tone::Strong, &format!("{}{optional}", prompt.ask.trim()));
    let mut remarks = screen.block();
    if let Some(reason) = &prompt.reason {
        remarks.hanging(Tone::Warning, "* ", reason);
    }
    if let Some(rejection) = &prompt.rejection {
        remarks.hanging(Tone::Warning, "! ", &rejection.0);
    }
    let frame = frame(&prompt.form) + remarks.height();
    let fits = |block: &Block, extra: &Block| block.height() + extra.height() + frame <= screen.height();
    if let Some(example) = example(prompt, screen).filter(|example| fits(&block, example)) {
        block.append(example);
    }
    if let Some(choices) = choices(prompt, screen) {
        let hint = hint(screen);
        if fits(&block, &choices) {
            block.append(choices);
        } else if fits(&block, &hint) {
            block.append(hint);
        }
    }
    block.append(remarks);
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

/// The picks of a menu or a question, each with its line of explanation; nothing if there is none.
pub(super) fn explained(picks: &[Pick], screen: &Screen) -> Option<Block> {
    let room = screen.width().saturating_sub(6);
    let wanted = |pick: &&Pick| pick.help.is_some() || display_width(&pick.label) > room;
    let mut block = screen.block();
    for pick in picks.iter().filter(wanted) {
        explain_pick(&mut block, pick);
    }
    (block.height() > 0).then_some(block)
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

/// Where the explanations of the choices are when there is no room for them.
fn hint(screen: &Screen) -> Block {
    let mut block = screen.block();
    block.text(Tone::Dim, "(Esc, explain: all about the choices)");
    block
}

fn choices(prompt: &Prompt, screen: &Screen) -> Option<Block> {
    explained(picks(&prompt.form), screen)
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
fn frame(form: &Form) -> usize {
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
    let (now, of) = progress.question;
    let minutes = progress.minutes_left.max(1);
    let title = progress.step_title.trim();
    let step = progress.step.map(|(step, steps)| format!("step {step} of {steps}"));
    let long = match &step {
        Some(step) => format!("{}: {title} · question {now} of {of} · about {minutes} min left", capital(step)),
        None => format!("{title} · question {now} of {of} · about {minutes} min left"),
    };
    if display_width(&long) <= width {
        return vec![long];
    }
    let short = match step {
        Some(step) => format!("{step}, question {now} of {of}, {minutes} min"),
        None => format!("question {now} of {of}, about {minutes} min left"),
    };
    vec![capital(&short)]
}

/// The text with a capital at its beginning.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_shortened_to_the_width() {
        let full =
            Progress { step_title: "Channels".to_owned(), step: Some((3, 10)), question: (2, 5), minutes_left: 12 };
        assert_eq!(progress(&full, 78), ["Step 3 of 10: Channels · question 2 of 5 · about 12 min left"]);
        assert_eq!(progress(&full, 39), ["Step 3 of 10, question 2 of 5, 12 min"]);
        let profile = Progress { step: None, ..full };
        assert_eq!(progress(&profile, 78), ["Channels · question 2 of 5 · about 12 min left"]);
        assert_eq!(progress(&profile, 39), ["Question 2 of 5, about 12 min left"]);
    }
}
