//! Several sentences, line by line, until a line with only a dot.

use super::reply::Typed;
use super::{PlainFront, command, cue};
use crate::interview::{Prompt, Reply, Response};
use crate::prompt::FrontError;
use std::io::{BufRead, Write};

const END: &str = ".";

impl<R: BufRead, W: Write> PlainFront<R, W> {
    /// Brings a longer text back. Where the input ends in the middle of one, what was typed counts as the text.
    pub(super) fn long_reply(&mut self, prompt: &Prompt) -> Result<Response, FrontError> {
        let first = loop {
            let cue = cue::cue(prompt);
            let cue = if self.is_news(&cue) { cue.as_str() } else { cue::again(&cue) };
            let line = self.cued_line(cue)?;
            match self.told_apart(prompt, &line)? {
                Typed::Text(text) if text.trim().is_empty() || text.trim() == END => {
                    return Ok(Response { reply: cue::empty(&prompt.form), draft: None });
                }
                Typed::Text(text) => break text,
                Typed::Reply(reply) => return Ok(Response { reply, draft: None }),
                Typed::Change(..) | Typed::Open => {}
            }
        };
        self.further_lines(prompt, vec![first])
    }

    fn further_lines(&mut self, prompt: &Prompt, mut lines: Vec<String>) -> Result<Response, FrontError> {
        loop {
            let line = match self.line() {
                Ok(line) if line.trim_end() == END => return Ok(text(&lines)),
                Ok(line) => line,
                Err(FrontError::Ended) => return Ok(text(&lines)),
                Err(error) => return Err(with_lines(error, lines)),
            };
            if command::alone(&line).is_none() {
                lines.push(unescaped(&line));
                continue;
            }
            match self.told_apart(prompt, &line) {
                Ok(Typed::Reply(reply)) => return Ok(Response { reply, draft: Some(joined(&lines)) }),
                Ok(_) => self.output.paragraph("Go on with your answer; a line with only a dot ends it:")?,
                Err(FrontError::Ended) => return Ok(text(&lines)),
                Err(error) => return Err(error.map_draft(|_| Some(joined(&lines)))),
            }
        }
    }
}

/// An interruption with everything that was entered, and with the half line it came in.
fn with_lines(error: FrontError, mut lines: Vec<String>) -> FrontError {
    let FrontError::Interrupted { draft } = error else { return error };
    lines.extend(draft);
    FrontError::Interrupted { draft: Some(joined(&lines)) }
}

fn unescaped(line: &str) -> String {
    if line.starts_with("//") { line.chars().skip(1).collect() } else { line.to_owned() }
}

fn joined(lines: &[String]) -> String {
    lines.join("\n").trim().to_owned()
}

fn text(lines: &[String]) -> Response {
    Response { reply: Reply::Text(joined(lines)), draft: None }
}

#[cfg(test)]
mod tests {
    use super::super::script::{Case, ask, check, prompt};
    use super::*;
    use crate::interview::Form;

    const CUE: &str = "Your answer; a line with only a dot ends it:\n";
    const ANEW: &str = "Your new answer, a line with only a dot ends it; or an empty line to keep what stands there:\n";
    const ON: &str = "Go on with your answer; a line with only a dot ends it:\n";

    fn long(start: &str) -> Prompt {
        prompt(Form::Long { start: start.to_owned() })
    }

    fn text(text: &str) -> Reply {
        Reply::Text(text.to_owned())
    }

    #[test]
    fn a_text_runs_to_a_line_with_only_a_dot() {
        check(vec![
            Case::new(long(""), "One.\n\nTwo.\n.\nrest", text("One.\n\nTwo."), CUE),
            Case::new(long(""), "One.\nTwo.", text("One.\nTwo."), CUE),
            Case::new(long(""), ".\n", text(""), CUE),
            Case::new(long(""), "\n", text(""), CUE),
            Case::new(long("Old\ntext"), "\n", text("Old\ntext"), ANEW),
            Case::new(long("Old"), ".\n", text("Old"), ANEW),
            Case::new(long("Old"), "New\n.\n", text("New"), ANEW),
            Case::new(
                long(""),
                "A\n/no command\n//back\n/back now\n.\n",
                text("A\n/no command\n/back\n/back now"),
                CUE,
            ),
            Case::new(
                long(""),
                "A\n/keep\nB\n.\n",
                text("A\nB"),
                &format!("{CUE}There is nothing to keep here yet.\n{ON}"),
            ),
            Case::new(
                long(""),
                "A\n/done\nB",
                text("A\nB"),
                &format!("{CUE}That command is for lists, and this is none.\n{ON}"),
            ),
        ]);
    }

    #[test]
    fn what_stands_there_is_shown_first() {
        let mut front = PlainFront::new(&b"\n"[..], Vec::new());
        front.show_question(&long("Old\ntext")).unwrap();
        let shown = String::from_utf8(front.into_output()).unwrap();
        assert!(shown.ends_with("Who is it?\nNow: [Old\n     text]\n"), "{shown}");
    }

    #[test]
    fn lines_typed_before_a_command_are_brought_along() {
        for (input, reply) in [("A\nB\n/back\n", Reply::Back), ("A\nB\n/leave", Reply::Leave)] {
            let response = ask(&long(""), input).0.unwrap();
            assert_eq!(response, Response { reply, draft: Some("A\nB".to_owned()) });
        }
    }

    #[test]
    fn lines_typed_before_the_input_ends_count_as_the_text() {
        for input in ["A\nB", "A\nB\n", "A\nB\n/na\n", "A\nB\n/help"] {
            assert_eq!(ask(&long(""), input).0.unwrap().reply, text("A\nB"), "{input}");
        }
    }
}
