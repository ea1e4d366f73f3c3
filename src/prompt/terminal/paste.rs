//! Several lines pasted where one was asked for.

use super::super::FrontError;
use super::options::Options;
use super::screen::{Screen, Tone};

/// What is to become of pasted lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pasted {
    /// One entry for each line.
    Each(Vec<String>),
    /// One line, joined with spaces.
    Joined(String),
    /// One line, to be changed first.
    Changed(String),
}

/// Whether a text has more than one line.
pub(super) fn has_lines(text: &str) -> bool {
    text.trim().contains('\n')
}

/// One line of several.
pub(super) fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines of a list, without blank ones and without the bullets they were pasted with.
pub(super) fn entries(text: &str) -> Vec<String> {
    let bare = |line: &str| {
        let line = line.trim();
        ["- ", "* ", "• "].iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line).trim().to_owned()
    };
    text.lines().map(bare).filter(|line| !line.is_empty()).collect()
}

/// Where lines came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// They were pasted just now where one line is asked for.
    Line,
    /// They were pasted just now into a list.
    List,
    /// They stand in a list from an earlier visit.
    Earlier,
}

/// Asks what is to become of several lines. Esc is [`Pasted::Changed`].
///
/// # Errors
/// [`FrontError::Interrupted`] with the text on Ctrl-C.
pub(super) fn settle(screen: &mut Screen, text: &str, origin: Origin) -> Result<Pasted, FrontError> {
    let lines = entries(text);
    let one = joined(text);
    let count = lines.len();
    let remark = match origin {
        Origin::Line => format!("That was {count} lines, and one line is asked for."),
        Origin::List => format!("That was {count} lines."),
        Origin::Earlier => format!("There are {count} lines from before."),
    };
    screen.say(Tone::Plain, &remark)?;
    let mut labels = vec![format!("one line: {one}"), "change it first".to_owned()];
    let mut becomes = vec![Pasted::Joined(one.clone()), Pasted::Changed(one.clone())];
    if origin != Origin::Line {
        labels.insert(0, format!("{count} entries, one for each line"));
        becomes.insert(0, Pasted::Each(lines));
    }
    let options = Options::new("What shall become of them?", labels, "↑↓ move · Enter: pick · Esc: change");
    let picked = options.pick(screen, 0).map_err(|error| error.keeping(text))?;
    let becomes = picked.and_then(|index| becomes.into_iter().nth(index));
    Ok(becomes.unwrap_or(Pasted::Changed(one)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_lines_lose_blanks_and_bullets() {
        assert_eq!(entries("- Cyclists\n\n* Shops\n• Clubs\n Walkers \n"), ["Cyclists", "Shops", "Clubs", "Walkers"]);
        assert_eq!(joined("one\n\n two\tthree "), "one two three");
        assert!(has_lines("a\nb"));
        assert!(!has_lines("a\n"));
    }
}
