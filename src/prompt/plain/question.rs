//! A question as it is shown: where it stands, what is asked, what can be picked, and more on demand.

use super::{PlainFront, cue};
use crate::interview::{Addable, Adding, Entry, Form, ListForm, Pick, Progress, Prompt, Row};
use crate::words::{counted, listed};
use std::io::{self, BufRead, Write};

/// More choices than these are not read out one by one.
const MANY: usize = 40;
/// So many of them are, where none is explained.
const FEW: usize = 20;
/// The progress is told in full no more often than at each so many questions: whoever listens hears all of it.
const RARELY: usize = 5;

/// How rows are answered.
const ROWS: &str =
    "One after the other: = repeats the answer above, == for all that follow, /open leaves the rest open.";

/// The choices that are shown before one is typed, by their places: all of them, but of many only those that are
/// explained or selected.
fn shown_at_once(picks: &[Pick]) -> Vec<usize> {
    if picks.len() <= MANY {
        return (0..picks.len()).collect();
    }
    let explained = picks.iter().any(|pick| pick.help.is_some());
    let is_shown =
        |index: usize, pick: &Pick| pick.selected || if explained { pick.help.is_some() } else { index < FEW };
    picks.iter().enumerate().filter(|(index, pick)| is_shown(*index, pick)).map(|(index, _)| index).collect()
}

impl<R: BufRead, W: Write> PlainFront<R, W> {
    /// Shows a question; in short where it was just shown.
    pub(super) fn show_question(&mut self, prompt: &Prompt) -> io::Result<()> {
        let last = self.last.take().filter(|last| is_same(last, prompt));
        if last.is_none() || prompt.together.is_none() {
            self.output.blank()?;
        }
        if last.is_none() {
            let progress = self.progress(&prompt.progress);
            self.output.paragraph(&progress)?;
            // A question that names the entry says already what it is about.
            let is_named = |item: &&String| prompt.together.is_some() || prompt.ask.contains(item.as_str());
            if let Some(item) = prompt.item.as_ref().filter(|item| !is_named(item)) {
                self.output.paragraph(&format!("About: {item}"))?;
            }
        }
        if let Some(reason) = &prompt.reason {
            self.output.paragraph(reason)?;
        }
        let shown = last.as_ref().map_or(&[][..], |last| &last.remarks);
        for remark in prompt.remarks.iter().filter(|remark| !shown.contains(remark)) {
            self.output.paragraph(remark)?;
        }
        if let Some(rejection) = &prompt.rejection {
            self.output.paragraph(&format!("Not saved yet: {rejection}"))?;
        }
        if last.is_none() {
            let begun = matches!(&prompt.form, Form::List(form) if !form.entries.is_empty());
            let without = if begun || cue::kept(&prompt.form).is_some() {
                "You can do without this one: /skip leaves it out."
            } else {
                "You can do without this one: an empty line leaves it open."
            };
            let explains = !prompt.required && self.is_news(without);
            let optional = if prompt.required || explains { "" } else { " (optional)" };
            let ask = prompt.together.as_ref().map_or(&prompt.ask, |row| &row.ask);
            self.output.paragraph(&format!("{ask}{optional}"))?;
            if let Some(example) = prompt.example.as_ref().filter(|example| self.told.insert((*example).clone())) {
                self.output.paragraph(&format!("For example: {example}"))?;
            }
            if explains {
                self.output.paragraph(without)?;
            }
        }
        self.show_form(&prompt.form, last.as_ref().map(|last| &last.form))?;
        match &prompt.together {
            Some(row) if last.is_none() => self.show_rows(row),
            _ => Ok(()),
        }
    }

    /// Shows how rows are answered, and what was said in those above.
    fn show_rows(&mut self, row: &Row) -> io::Result<()> {
        if self.is_news(ROWS) {
            self.output.paragraph(ROWS)?;
        }
        for said in &row.above {
            self.output.hanging("  ", &format!("{}: {}", said.title, said.answer))?;
        }
        Ok(())
    }

    fn show_form(&mut self, form: &Form, shown: Option<&Form>) -> io::Result<()> {
        match (form, shown) {
            (Form::Line { .. }, _) => Ok(()),
            (Form::Long { start }, _) if start.is_empty() => Ok(()),
            (Form::Long { start }, _) => self.output.hanging("Now: ", &format!("[{start}]")),
            (Form::One { picks, .. }, Some(Form::One { picks: old, .. }))
            | (Form::Some { picks, .. }, Some(Form::Some { picks: old, .. }))
                if are_same(picks.get(..old.len()).unwrap_or_default(), old) =>
            {
                // What was added since stands at the end.
                self.show_numbered(picks.iter().enumerate().skip(old.len()))
            }
            (Form::One { picks, .. }, _) if picks.len() > MANY => {
                self.output.paragraph(&format!("{} to choose from: type a part of the name.", picks.len()))
            }
            (Form::One { picks, add } | Form::Some { picks, add, .. }, _) => {
                if picks.len() <= MANY && !self.is_news(&read_out(picks)) {
                    self.show_labels(picks)?;
                } else {
                    self.show_picks(picks)?;
                }
                self.show_additions(add)
            }
            (Form::List(list), Some(Form::List(old))) => self.show_list(list, Some(old)),
            (Form::List(list), _) => self.show_list(list, None),
        }
    }

    /// Shows choices with their numbers.
    pub(super) fn show_picks(&mut self, picks: &[Pick]) -> io::Result<()> {
        if picks.is_empty() {
            return self.output.paragraph("There is nothing to choose from yet.");
        }
        let shown = shown_at_once(picks);
        self.show_numbered(shown.iter().filter_map(|index| Some((*index, picks.get(*index)?))))?;
        match picks.len() - shown.len() {
            0 => Ok(()),
            more => self.output.paragraph(&format!("And {more} more: type a part of the name.")),
        }
    }

    /// Shows choices that were explained before.
    fn show_labels(&mut self, picks: &[Pick]) -> io::Result<()> {
        for (index, pick) in picks.iter().enumerate() {
            self.output.hanging(&format!("  {}. ", index + 1), &pick.label)?;
        }
        Ok(())
    }

    /// Shows choices with their numbers, each behind its place among all of them.
    pub(super) fn show_numbered<'p>(&mut self, picks: impl IntoIterator<Item = (usize, &'p Pick)>) -> io::Result<()> {
        for (index, pick) in picks {
            let text = match &pick.help {
                Some(help) => format!("{} - {help}", pick.label),
                None => pick.label.clone(),
            };
            self.output.hanging(&format!("  {}. ", index + 1), &text)?;
        }
        Ok(())
    }

    fn show_additions(&mut self, add: &[Addable]) -> io::Result<()> {
        for (index, list) in add.iter().enumerate() {
            let number = if add.len() > 1 { (index + 1).to_string() } else { String::new() };
            let name = if list.named { " Name" } else { "" };
            self.output.paragraph(&format!("To add a new {}: +{number}{name}", list.one))?;
        }
        Ok(())
    }

    fn show_list(&mut self, list: &ListForm, shown: Option<&ListForm>) -> io::Result<()> {
        match shown.and_then(|shown| list.entries.strip_prefix(shown.entries.as_slice())) {
            Some([]) => {}
            // The numbers that are typed here are those of the choices.
            Some(new) if matches!(list.adding, Adding::Pick(_)) => {
                let titles: Vec<&str> = new.iter().map(|entry| entry.title.as_str()).collect();
                self.output.hanging("Added: ", &listed(&titles))?;
            }
            Some(new) => {
                let before = list.entries.len() - new.len();
                self.show_numbered_titles(new.iter().map(|entry| entry.title.clone()), before)?;
            }
            None if list.entries.is_empty() => {}
            None => {
                let count = counted(list.entries.len(), &list.one, &list.many);
                self.output.paragraph(&format!("So far {count}:"))?;
                self.show_entries(&list.entries, 0)?;
                self.output.paragraph("To change one: /edit 1, /rename 1 New name, /remove 1, /up 1, /down 1.")?;
            }
        }
        match (&list.adding, shown.map(|shown| &shown.adding)) {
            (Adding::Pick(picks), Some(Adding::Pick(old))) if are_same(picks, old) => Ok(()),
            (Adding::Pick(picks), _) => {
                self.output.paragraph("To add, choose from:")?;
                self.show_picks(picks)
            }
            (Adding::Name | Adding::Begin, _) => Ok(()),
        }
    }

    fn show_entries(&mut self, entries: &[Entry], before: usize) -> io::Result<()> {
        let texts = entries.iter().map(|entry| match entry.open {
            0 => entry.title.clone(),
            open => format!("{} ({} open)", entry.title, counted(open, "question", "questions")),
        });
        self.show_numbered_titles(texts, before)
    }

    fn show_numbered_titles(&mut self, titles: impl Iterator<Item = String>, before: usize) -> io::Result<()> {
        for (index, title) in titles.enumerate() {
            self.output.hanging(&format!("  {}. ", before + index + 1), &title)?;
        }
        Ok(())
    }

    /// Where in the walk a question stands: in full where a step opens and now and then, else its number alone.
    fn progress(&mut self, progress: &Progress) -> String {
        let (number, _) = progress.prompt;
        match self.counted {
            Some(told) if (told..told + RARELY).contains(&number) => format!("Question {number}"),
            _ => {
                self.counted = Some(number);
                whole(progress)
            }
        }
    }

    /// Shows what helps to answer: the longer explanation, what people often write, and all choices.
    pub(super) fn explain(&mut self, prompt: &Prompt) -> io::Result<()> {
        self.output.blank()?;
        if prompt.help.is_none() && prompt.mistakes.is_empty() {
            self.output.paragraph("There is no more to say about this question.")?;
        }
        if let Some(help) = &prompt.help {
            self.output.paragraph(help)?;
        }
        for mistake in &prompt.mistakes {
            self.output.paragraph(&format!("Often written: {}", mistake.bad))?;
            self.output.hanging("  ", &mistake.why)?;
        }
        if let Form::One { picks, .. }
        | Form::Some { picks, .. }
        | Form::List(ListForm { adding: Adding::Pick(picks), .. }) = &prompt.form
        {
            self.show_picks(picks)?;
        }
        self.output.blank()
    }
}

/// All that is said about choices.
fn read_out(picks: &[Pick]) -> String {
    picks.iter().flat_map(|pick| [pick.label.as_str(), pick.help.as_deref().unwrap_or_default()]).collect()
}

/// Whether two prompts are the same question, perhaps with another state.
fn is_same(one: &Prompt, other: &Prompt) -> bool {
    if let (Some(one), Some(other)) = (&one.together, &other.together) {
        return one.ask == other.ask;
    }
    one.ask == other.ask && one.item == other.item && one.progress.prompt.0 == other.progress.prompt.0
}

/// Whether the same choices are shown; what is selected may differ.
fn are_same(one: &[Pick], other: &[Pick]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| (&a.label, &a.help) == (&b.label, &b.help))
}

/// Where the question stands: the step was named when it opened.
/// How far the walk has come, and what is left of it.
fn whole(progress: &Progress) -> String {
    let Progress { prompt: (number, of), minutes_left: left, .. } = progress;
    let minutes = if left.most == 1 { "minute" } else { "minutes" };
    // A range of questions beside a range of minutes says the same twice.
    let of = if of.least == of.most { format!(" of about {of}") } else { String::new() };
    format!("Question {number}{of}, {left} {minutes} left")
}

#[cfg(test)]
mod tests {
    use super::super::script::{ask_all, entries, line, list, pick, prompt};
    use super::*;
    use crate::bank::Mistake;
    use crate::interview::About;

    #[test]
    fn a_question_shows_everything_that_belongs_to_it() {
        let mut full = line("Anna");
        full.progress = Progress {
            step_title: "Who pays".into(),
            step: Some((1, 10)),
            prompt: (2, About { least: 5, most: 9 }),
            minutes_left: About::exactly(1),
        };
        full.item = Some("Commuters".into());
        full.reason = Some("The market changed.".into());
        full.rejection = Some(crate::plan::Rejection("a name is needed".into()));
        full.example = Some("Ben".into());
        full.required = false;
        let (_, output) = ask_all(&[full], "\n");
        assert_eq!(
            output,
            "Type your answers line by line. /help lists the commands, /leave saves and\nstops.\n\n\
             Question 2, 1 minute left\nAbout: Commuters\n\
             The market changed.\nNot saved yet: a name is needed\nWho is it?\nFor example: Ben\n\
             You can do without this one: /skip leaves it out.\nYour answer, or an empty line to keep [Anna]:\n"
        );
    }

    #[test]
    fn an_explanation_shows_help_mistakes_and_choices_then_asks_again() {
        let helped = |label: &str, help: &str| Pick {
            key: label.to_lowercase(),
            label: label.into(),
            help: Some(help.into()),
            selected: false,
        };
        let picks = vec![helped("Shop", "people walk in"), helped("Web", "people order online")];
        let mut question = prompt(Form::One { picks, add: Vec::new() });
        let choices = "  1. Shop - people walk in\n  2. Web - people order online\n";
        let (cue, again) = ("Your choice, a number or a name:\n", "Your choice:\n");
        let (_, bare) = ask_all(&[question.clone()], "/explain\n1\n");
        let none = "There is no more to say about this question.\n";
        assert!(bare.ends_with(&format!("Who is it?\n{choices}{cue}\n{none}{choices}\n{again}")), "{bare}");
        question.help = Some("Think of one sale.".into());
        question.mistakes = vec![Mistake { bad: "Everywhere".into(), why: "Nobody starts everywhere.".into() }];
        let (_, output) = ask_all(&[question], "/explain\n1\n");
        let more = "Think of one sale.\nOften written: Everywhere\n  Nobody starts everywhere.\n";
        assert!(output.ends_with(&format!("Who is it?\n{choices}{cue}\n{more}{choices}\n{again}")), "{output}");
    }

    #[test]
    fn a_list_that_grows_shows_only_what_is_new() {
        let forms = [entries(&[]), entries(&["A"]), entries(&["A", "B"]), entries(&["B"])];
        let prompts: Vec<Prompt> = forms.into_iter().map(list).collect();
        let (_, output) = ask_all(&prompts, "A\nB\n/remove 1\n/up 1\n\n");
        let another = "Another group, an empty line when done:\n";
        let change = "To change one: /edit 1, /rename 1 New name, /remove 1, /up 1, /down 1.\n";
        assert!(
            output.ends_with(&format!(
                "Who is it?\nGroups with ; between, or one a line:\n\n  1. A\n{another}\n  2. B\n{another}\n\
                 So far 1 group:\n  1. B\n{change}{another}`B` is first already.\n{another}"
            )),
            "{output}"
        );
    }

    #[test]
    fn choices_come_with_numbers_and_the_way_to_add_one() {
        let add = |one: &str| Addable { list: one.into(), one: one.into(), named: true };
        let untitled = Addable { named: false, ..add("need") };
        let cases = [
            (vec![untitled], "To add a new need: +\n"),
            (vec![add("group")], "To add a new group: + Name\n"),
            (vec![add("group"), add("person")], "To add a new group: +1 Name\nTo add a new person: +2 Name\n"),
        ];
        for (add, shown) in cases {
            let picks = vec![pick("a", "Apples")];
            let question = prompt(Form::Some { picks, how_many: String::new(), add });
            let (_, output) = ask_all(&[question.clone(), question], "1\n1\n");
            let cues = "Your choices, numbers or names with commas between:\n\nYour choices:\n";
            assert!(output.ends_with(&format!("Who is it?\n  1. Apples\n{shown}{cues}")), "{output}");
        }
    }
}
