//! The commands a line can hold instead of an answer.

use crate::interview::Reply;
use crate::words::closest;

/// What a line beginning with a slash asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    Back,
    Skip,
    Unknown,
    NotApplicable,
    Keep,
    Explain,
    Again,
    Jump,
    /// To an earlier answer.
    Earlier,
    More,
    Show,
    Undo,
    Leave,
    Help,
    /// In a row: the answer above, for this and all below.
    Same,
    /// In a row: leaves this and all below open.
    Open,
    /// Ends a list, also where an empty line would enter something.
    Done,
    /// Changes an entry of a list.
    Entry(Change),
}

/// What is done to an entry of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Edit,
    Rename,
    Remove,
    Up,
    Down,
}

const NAMES: [(&str, Command); 24] = [
    ("back", Command::Back),
    ("skip", Command::Skip),
    ("unknown", Command::Unknown),
    ("dont-know", Command::Unknown),
    ("na", Command::NotApplicable),
    ("keep", Command::Keep),
    ("explain", Command::Explain),
    ("again", Command::Again),
    ("jump", Command::Jump),
    ("change", Command::Earlier),
    ("more", Command::More),
    ("show", Command::Show),
    ("undo", Command::Undo),
    ("leave", Command::Leave),
    ("quit", Command::Leave),
    ("help", Command::Help),
    ("same", Command::Same),
    ("open", Command::Open),
    ("done", Command::Done),
    ("edit", Command::Entry(Change::Edit)),
    ("rename", Command::Entry(Change::Rename)),
    ("remove", Command::Entry(Change::Remove)),
    ("up", Command::Entry(Change::Up)),
    ("down", Command::Entry(Change::Down)),
];

/// What the help says of every question.
pub(super) const EVERYWHERE: [&str; 14] = [
    "/back - to the question before",
    "/skip - leave this one out for now",
    "/unknown - you do not know yet; a remark may follow on the line",
    "/na - this does not apply to you; say why on the same line",
    "/keep - keep the answer that stands there",
    "/explain - more about this question",
    "/again - show the question again",
    "/change - change an earlier answer; a word of it may follow on the line",
    "/jump - to another step; its number may follow on the line",
    "/more - details that you may add in this step",
    "/show - what your plan says so far",
    "/undo - take the last change back",
    "/leave - save and stop; you can go on later",
    "/help - this list",
];

/// What the help adds for lists.
pub(super) const IN_LISTS: [&str; 6] = [
    "/edit 2 - answer the questions about entry 2",
    "/rename 2 New name - give entry 2 another name",
    "/remove 2 - take entry 2 out",
    "/up 2 - move entry 2 up by one",
    "/down 2 - move entry 2 down by one",
    "/done - end the list",
];

/// What the help adds for rows.
pub(super) const IN_ROWS: [&str; 3] = [
    "= - the answer above once more",
    "/same or == - the answer above for this one and all that follow",
    "/open - leave this one and all that follow open",
];

/// What the help says of menus.
pub(super) const IN_MENUS: [&str; 6] = [
    "/back - to where you came from",
    "/change - change an earlier answer; a word of it may follow on the line",
    "/jump - to another step; its number may follow on the line",
    "/again - show the choices again",
    "/leave - save and stop; you can go on later",
    "/help - this list",
];

/// A line, told apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Parsed<'a> {
    /// An answer. A doubled slash at its beginning has become one.
    Text(&'a str),
    /// A command with what follows it.
    Command(Command, &'a str),
    /// A slash with no command after it, or with too much after it; why, in a sentence.
    Stray(String),
}

/// Tells answers and commands apart.
pub(super) fn parse(line: &str) -> Parsed<'_> {
    let Some(after) = line.trim().strip_prefix('/') else { return Parsed::Text(line) };
    if after.starts_with('/') {
        return Parsed::Text(after);
    }
    let (word, rest) = after.split_once(char::is_whitespace).unwrap_or((after, ""));
    let rest = rest.trim();
    match named(word) {
        Some(Command::Jump) if !rest.is_empty() && rest.parse::<usize>().is_err() => {
            Parsed::Stray("/jump takes the number of a step, such as /jump 3; alone it shows the steps.".to_owned())
        }
        Some(command) if rest.is_empty() || command.takes_words() => Parsed::Command(command, rest),
        Some(_) => Parsed::Stray(format!("/{word} stands alone on its line. {}", escape(after))),
        None => Parsed::Stray(unknown(word, after)),
    }
}

/// The command of a line that holds its name and nothing else.
pub(super) fn alone(line: &str) -> Option<Command> {
    named(line.trim_end().strip_prefix('/')?)
}

fn named(word: &str) -> Option<Command> {
    NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, command)| *command)
}

fn unknown(word: &str, after: &str) -> String {
    let word_lower = word.to_lowercase();
    match closest(&word_lower, NAMES.iter().map(|(name, _)| *name)) {
        Some(name) => format!("There is no command `/{word}`. Did you mean /{name}? {}", escape(after)),
        None if word.is_empty() => "A slash begins a command. /help lists them.".to_owned(),
        None => format!("There is no command `/{word}`. /help lists them. {}", escape(after)),
    }
}

fn escape(after: &str) -> String {
    format!("If it is your answer, double the slash: `//{after}`")
}

impl Command {
    fn takes_words(self) -> bool {
        matches!(self, Self::Unknown | Self::NotApplicable | Self::Jump | Self::Earlier | Self::Entry(_))
    }

    /// The reply a command stands for, where it needs no look at the question.
    pub(super) fn reply(self, words: &str) -> Option<Reply> {
        Some(match self {
            Self::Back => Reply::Back,
            Self::Skip => Reply::Skip,
            Self::Unknown => Reply::Unknown { note: Some(words.to_owned()).filter(|note| !note.is_empty()) },
            Self::NotApplicable if !words.is_empty() => Reply::NotApplicable { because: words.to_owned() },
            Self::Jump => words.parse().map_or(Reply::Jump, Reply::JumpTo),
            Self::Earlier => Reply::Change { search: words.to_owned() },
            Self::More => Reply::Details,
            Self::Show => Reply::Show,
            Self::Undo => Reply::Undo,
            Self::Leave => Reply::Leave,
            _ => return None,
        })
    }
}

impl Change {
    /// The command as it is typed.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Edit => "/edit",
            Self::Rename => "/rename",
            Self::Remove => "/remove",
            Self::Up => "/up",
            Self::Down => "/down",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_and_commands_are_told_apart() {
        let cases = [
            ("Anna", Parsed::Text("Anna")),
            ("", Parsed::Text("")),
            ("1/2", Parsed::Text("1/2")),
            ("//etc", Parsed::Text("/etc")),
            ("///", Parsed::Text("//")),
            ("/back", Parsed::Command(Command::Back, "")),
            (" /BACK ", Parsed::Command(Command::Back, "")),
            ("/quit", Parsed::Command(Command::Leave, "")),
            ("/dont-know ask  Ben", Parsed::Command(Command::Unknown, "ask  Ben")),
            ("/rename 2 A b", Parsed::Command(Command::Entry(Change::Rename), "2 A b")),
        ];
        for (line, parsed) in cases {
            assert_eq!(parse(line), parsed, "{line}");
        }
    }

    #[test]
    fn a_stray_slash_is_met_with_a_way_on() {
        let cases = [
            (
                "/bakc",
                "There is no command `/bakc`. Did you mean /back? If it is your answer, double the slash: `//bakc`",
            ),
            ("/xyz", "There is no command `/xyz`. /help lists them. If it is your answer, double the slash: `//xyz`"),
            ("/", "A slash begins a command. /help lists them."),
            ("/back now", "/back stands alone on its line. If it is your answer, double the slash: `//back now`"),
        ];
        for (line, message) in cases {
            assert_eq!(parse(line), Parsed::Stray(message.to_owned()));
        }
    }

    #[test]
    fn inside_a_text_only_a_bare_command_counts() {
        assert_eq!(alone("/back"), Some(Command::Back));
        for text in ["/back now", " /back", "/bakc", "//back", "back"] {
            assert_eq!(alone(text), None, "{text}");
        }
    }
}
