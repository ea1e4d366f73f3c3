//! One question until there is a reply to it.

use super::command::{self, Change, Command, EVERYWHERE, IN_LISTS, IN_ROWS, Parsed};
use super::input::Line;
use super::{PlainFront, cue};
use crate::interview::{Adding, Form, Prompt, Reply, Response};
use crate::prompt::FrontError;
use std::io::{BufRead, Write};

/// What a line came to.
#[derive(Debug)]
pub(super) enum Typed {
    /// An answer, to be understood.
    Text(String),
    /// A reply, ready to be brought back.
    Reply(Reply),
    /// A change to an entry of a list.
    Change(Change, String),
    /// Something was said instead; the question is still open.
    Open,
}

impl<R: BufRead, W: Write> PlainFront<R, W> {
    /// Brings one reply back. Lines that make no sense are met with what would, and asked for again.
    pub(super) fn reply(&mut self, prompt: &Prompt) -> Result<Response, FrontError> {
        let replied = match &prompt.form {
            Form::Long { .. } => self.long_reply(prompt),
            _ => self.short_reply(prompt),
        };
        replied.map_err(|error| error.map_draft(|draft| draft.filter(|draft| is_answer(&prompt.form, draft))))
    }

    fn short_reply(&mut self, prompt: &Prompt) -> Result<Response, FrontError> {
        loop {
            let cue = cue::cue(prompt);
            let cue = if self.is_news(&cue) { cue.as_str() } else { cue::again(&cue) };
            let line = self.cued_line(cue)?;
            let reply = match self.told_apart(prompt, &line)? {
                Typed::Text(text) => match prompt.together.as_ref().and_then(|_| Reply::repeating(text.trim())) {
                    Some(repeat) => Some(repeat),
                    None => self.understood(&prompt.form, text.trim())?,
                },
                Typed::Reply(reply) => Some(reply),
                Typed::Change(change, words) => self.changed(&prompt.form, change, &words)?,
                Typed::Open => None,
            };
            if let Some(reply) = reply {
                return Ok(Response { reply, draft: None });
            }
        }
    }

    /// Says what to type and reads it.
    pub(super) fn cued_line(&mut self, cue: &str) -> Result<String, FrontError> {
        self.output.paragraph(cue)?;
        self.line()
    }

    /// Reads a line.
    pub(super) fn line(&mut self) -> Result<String, FrontError> {
        self.output.flush()?;
        loop {
            let line = self.input.line().map_err(|error| match FrontError::from(error) {
                FrontError::Interrupted { .. } => FrontError::Interrupted { draft: self.input.take_half() },
                other => other,
            })?;
            match line {
                Line::Text(text) => return Ok(text),
                Line::End => return Err(FrontError::Ended),
                Line::NotText => {
                    self.output.paragraph("That line was not UTF-8 text. Please type it again:")?;
                    self.output.flush()?;
                }
            }
        }
    }

    /// Tells answers and commands apart, and does what the front can do by itself.
    pub(super) fn told_apart(&mut self, prompt: &Prompt, line: &str) -> Result<Typed, FrontError> {
        match command::parse(line) {
            Parsed::Text(text) => Ok(Typed::Text(text.to_owned())),
            Parsed::Command(command, words) => self.commanded(prompt, command, words),
            Parsed::Stray(message) => {
                self.output.paragraph(&message)?;
                Ok(Typed::Open)
            }
        }
    }

    fn commanded(&mut self, prompt: &Prompt, command: Command, words: &str) -> Result<Typed, FrontError> {
        if let Some(reply) = command.reply(words) {
            return Ok(Typed::Reply(reply));
        }
        let is_list = matches!(prompt.form, Form::List(_));
        match command {
            Command::NotApplicable => return self.reason(),
            Command::Keep => match cue::kept(&prompt.form) {
                Some(reply) => return Ok(Typed::Reply(reply)),
                None => self.output.paragraph("There is nothing to keep here yet.")?,
            },
            Command::Explain => self.explain(prompt)?,
            Command::Again => {
                self.last = None;
                self.show_question(prompt)?;
                self.last = Some(prompt.clone());
            }
            Command::Help => self.help(prompt)?,
            Command::Same if prompt.together.is_some() => return Ok(Typed::Reply(Reply::Repeat { all: true })),
            Command::Open if prompt.together.is_some() => return Ok(Typed::Reply(Reply::SkipRest)),
            Command::Same | Command::Open => {
                self.output.paragraph("That command is for questions about several entries, and this is none.")?;
            }
            Command::Done if is_list => return Ok(Typed::Reply(Reply::Done)),
            Command::Entry(change) if is_list => return Ok(Typed::Change(change, words.to_owned())),
            _ => self.output.paragraph("That command is for lists, and this is none.")?,
        }
        Ok(Typed::Open)
    }

    fn help(&mut self, prompt: &Prompt) -> Result<(), FrontError> {
        self.output.blank()?;
        let more: &[&str] = match &prompt.form {
            Form::List(_) => &IN_LISTS,
            _ if prompt.together.is_some() => &IN_ROWS,
            _ => &[],
        };
        for line in EVERYWHERE.iter().chain(more) {
            self.output.hanging("  ", line)?;
        }
        self.output.paragraph("An answer that begins with a slash is typed with two: `//like this`.")?;
        Ok(self.output.blank()?)
    }

    fn understood(&mut self, form: &Form, text: &str) -> Result<Option<Reply>, FrontError> {
        if text.is_empty() {
            return Ok(Some(cue::empty(form)));
        }
        match form {
            Form::Line { .. } | Form::Long { .. } => Ok(Some(Reply::Text(text.to_owned()))),
            Form::One { picks, add } => self.picked_one(picks, add, text),
            Form::Some { picks, add, .. } => self.picked_some(picks, add, text),
            Form::List(list) => self.added(list, text),
        }
    }
}

/// Whether half a line is text for an answer, and not the beginning of a command or of a number to pick by.
fn is_answer(form: &Form, half: &str) -> bool {
    let takes_text = match form {
        Form::One { .. } | Form::Some { .. } => false,
        Form::List(list) => !matches!(list.adding, Adding::Pick(_)),
        Form::Line { .. } | Form::Long { .. } => true,
    };
    takes_text && matches!(command::parse(half), Parsed::Text(_))
}

#[cfg(test)]
mod tests {
    use super::super::script::{Case, ask, check, entries, line, list, one, prompt, some};
    use super::*;

    const KEEP: &str = "Your answer, or an empty line to keep [Anna]:\n";

    #[test]
    fn a_line_brings_back_text() {
        let text = |text: &str| Reply::Text(text.to_owned());
        check(vec![
            Case::new(line(""), "Ben\n", text("Ben"), "Your answer:\n"),
            Case::new(line(""), "  Ben  ", text("Ben"), "Your answer:\n"),
            Case::new(line(""), "\n", text(""), "Your answer:\n"),
            Case::new(line("Anna"), "\n", text("Anna"), KEEP),
            Case::new(line("Anna"), "Ben\n", text("Ben"), KEEP),
            Case::new(line("Anna"), "/keep\n", text("Anna"), KEEP),
            Case::new(line(""), "//etc\n", text("/etc"), "Your answer:\n"),
            Case::new(
                line(""),
                "/keep\nBen\n",
                text("Ben"),
                "Your answer:\nThere is nothing to keep here yet.\nYour answer:\n",
            ),
            Case::new(
                line(""),
                "/bakc\nBen\n",
                text("Ben"),
                "Your answer:\nThere is no command `/bakc`. Did you mean /back? If it is your answer, \
                 double the slash: `//bakc`\nYour answer:\n",
            ),
            Case::new(
                line(""),
                "/up 1\nBen\n",
                text("Ben"),
                "Your answer:\nThat command is for lists, and this is none.\nYour answer:\n",
            ),
            Case::new(
                prompt(Form::Line { start: "60".into(), unit: Some("EUR".into()) }),
                "\n",
                text("60"),
                "Your answer (EUR), or an empty line to keep [60]:\n",
            ),
        ]);
    }

    #[test]
    fn commands_that_lead_elsewhere_work_in_every_form() {
        let unknown = |note: Option<&str>| Reply::Unknown { note: note.map(str::to_owned) };
        let because = |because: &str| Reply::NotApplicable { because: because.to_owned() };
        let cases = [
            ("/back", Reply::Back),
            ("/skip", Reply::Skip),
            ("/unknown", unknown(None)),
            ("/unknown ask Ben", unknown(Some("ask Ben"))),
            ("/dont-know", unknown(None)),
            ("/na sold online", because("sold online")),
            ("/na\nsold online", because("sold online")),
            ("/na\n\n/na\n/back", Reply::Back),
            ("/jump", Reply::Jump),
            ("/jump 10", Reply::JumpTo(10)),
            ("/jump ten\n/back", Reply::Back),
            ("/change", Reply::Change { search: String::new() }),
            ("/change  the price", Reply::Change { search: "the price".into() }),
            ("/show", Reply::Show),
            ("/undo", Reply::Undo),
            ("/leave", Reply::Leave),
            ("/QUIT", Reply::Leave),
            ("/help\n/explain\n/again\n/xyz\n/skip", Reply::Skip),
        ];
        let long = prompt(Form::Long { start: String::new() });
        for form in [line(""), long, one(&[]), some(&[1]), list(entries(&["A"]))] {
            for (input, reply) in &cases {
                let response = ask(&form, input).0.unwrap();
                assert_eq!(response, Response { reply: reply.clone(), draft: None }, "{input} {form:?}");
            }
        }
    }

    #[test]
    fn the_end_of_the_input_is_told_wherever_it_comes() {
        let cases = [
            (line("Anna"), ""),
            (line(""), "/explain\n"),
            (line(""), "/na\n"),
            (line(""), "/bakc"),
            (prompt(Form::Long { start: String::new() }), ""),
            (prompt(Form::Long { start: String::new() }), "/help\n"),
            (one(&[0]), ""),
            (one(&[]), "9\n"),
            (one(&[]), "+\n"),
            (some(&[]), "9"),
            (some(&[]), "+\n\n"),
            (list(entries(&[])), ""),
            (list(entries(&["A"])), "/rename 1\n"),
        ];
        for (form, input) in cases {
            let result = ask(&form, input).0;
            assert!(matches!(result, Err(FrontError::Ended)), "{input} {form:?}");
        }
    }

    #[test]
    fn the_help_lists_the_commands_and_those_of_lists_in_lists() {
        let (_, shown) = ask(&line(""), "/help\n\n");
        assert!(shown.contains("\n  /back - to the question before\n") && !shown.contains("/edit"), "{shown}");
        let (_, shown) = ask(&list(entries(&[])), "/help\n\n");
        assert!(shown.contains("\n  /edit 2 - answer the questions about entry 2\n"), "{shown}");
    }

    #[test]
    fn a_line_that_is_not_text_is_asked_for_again() {
        let mut front = PlainFront::new(&b"\xff\nBen\n"[..], Vec::new());
        let response = front.reply(&line("")).unwrap();
        assert_eq!(response.reply, Reply::Text("Ben".to_owned()));
        let shown = String::from_utf8(front.into_output()).unwrap();
        assert_eq!(shown, "Your answer:\nThat line was not UTF-8 text. Please type it again:\n");
    }

    proptest::proptest! {
        #[test]
        fn no_input_upsets_any_form(input in "(([/+]{0,2}|/na|/rename|/up|new )[ ,12\\PC]{0,8}\n){0,5}") {
            let long = prompt(Form::Long { start: String::new() });
            for form in [line("Anna"), long, one(&[]), some(&[1]), list(entries(&["A", "B"]))] {
                let (result, shown) = ask(&form, &input);
                assert!(matches!(result, Ok(_) | Err(FrontError::Ended)));
                assert!(shown.chars().all(|c| c == '\n' || !c.is_control()));
            }
        }
    }
}
