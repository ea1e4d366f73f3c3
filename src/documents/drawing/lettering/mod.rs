//! The lettering of drawings: text in lines of a width, broken between words, in scripts without spaces between characters, and inside a word only
//! where it is longer than a line.

pub(crate) mod width;

use unicode_width::UnicodeWidthChar;

/// The text in lines of at most `room` units, with letters of a size. White space is folded.
pub(crate) fn wrapped(text: &str, room: f64, size: f64) -> Vec<String> {
    let mut lines = Lines { done: Vec::new(), line: String::new(), room, size };
    for word in text.split_whitespace() {
        for (place, piece) in pieces(word).into_iter().enumerate() {
            lines.add(piece, place == 0);
        }
    }
    lines.end_line();
    lines.done
}

/// The lines with an end that says that there is more.
pub(crate) fn shortened(line: &str, room: f64, size: f64) -> String {
    let mut parts = clusters(line.trim_end());
    while !parts.is_empty() && width::of(&parts.concat(), size) + width::of("…", size) > room {
        parts.pop();
    }
    format!("{}…", parts.concat().trim_end())
}

/// Whether a text begins in a script that runs from right to left.
pub(crate) fn runs_leftwards(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(is_leftward)
}

/// Whether a letter belongs to a script that runs from right to left.
pub(crate) fn is_leftward(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1eeff}')
}

struct Lines {
    done: Vec<String>,
    line: String,
    room: f64,
    size: f64,
}

impl Lines {
    fn fits(&self, gap: &str, piece: &str) -> bool {
        width::of(&self.line, self.size) + width::of(gap, self.size) + width::of(piece, self.size) <= self.room
    }

    fn end_line(&mut self) {
        if !self.line.is_empty() {
            self.done.push(std::mem::take(&mut self.line));
        }
    }

    fn add(&mut self, piece: &str, begins_word: bool) {
        let gap = if begins_word && !self.line.is_empty() { " " } else { "" };
        if self.fits(gap, piece) {
            self.line.push_str(gap);
            self.line.push_str(piece);
            return;
        }
        self.end_line();
        if self.fits("", piece) {
            self.line.push_str(piece);
        } else {
            self.break_up(piece);
        }
    }

    /// A piece that is longer than a line, with hyphens where it is broken.
    fn break_up(&mut self, piece: &str) {
        let hyphen = if piece.chars().all(|c| c.is_alphabetic() && c.width() == Some(1)) { "-" } else { "" };
        for cluster in clusters(piece) {
            if !self.line.is_empty() && !self.fits(hyphen, cluster) {
                self.line.push_str(hyphen);
                self.end_line();
            }
            self.line.push_str(cluster);
        }
    }
}

/// The parts of a word between which a line may end.
fn pieces(word: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in word.char_indices() {
        if before.is_some_and(|before| may_part(before, c)) {
            pieces.extend(word.get(start..at));
            start = at;
        }
        before = Some(c);
    }
    pieces.extend(word.get(start..));
    pieces
}

fn may_part(before: char, after: char) -> bool {
    let is_wide = |c: char| c.width() == Some(2);
    let joins = after.width().unwrap_or(0) == 0 || before == '\u{200d}' || is_modifier(after);
    let opens = matches!(before, '（' | '「' | '『' | '《' | '【' | '〈' | '“' | '(');
    let closes = matches!(
        after,
        '，' | '。'
            | '、'
            | '！'
            | '？'
            | '；'
            | '：'
            | '）'
            | '」'
            | '』'
            | '》'
            | '】'
            | '〉'
            | '”'
            | ')'
            | ','
            | '.'
    );
    let after_joint = matches!(before, '-' | '/' | '–' | '—') && after.is_alphanumeric();
    !joins && !opens && !closes && (is_wide(before) || is_wide(after) || after_joint)
}

/// Colours of skin, and the letters of which two make a flag.
fn is_modifier(c: char) -> bool {
    matches!(c, '\u{1f3fb}'..='\u{1f3ff}' | '\u{1f1e6}'..='\u{1f1ff}')
}

/// Characters with the marks that join them.
fn clusters(text: &str) -> Vec<&str> {
    let mut clusters = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let joins = c.width().unwrap_or(0) == 0 || before == '\u{200d}' || is_modifier(c);
        if at > 0 && !joins {
            clusters.extend(text.get(start..at));
            start = at;
        }
        before = c;
    }
    clusters.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    clusters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_breaks_between_words_and_inside_a_word_only_where_it_is_longer_than_a_line() {
        for (text, expected) in [
            ("rack  stickers\nat work", &["rack", "stickers", "at work"][..]),
            ("donaudampfschiff", &["donaud-", "ampfsc-", "hiff"]),
            ("a donaudampfschiff", &["a", "donaud-", "ampfsc-", "hiff"]),
            ("end-to-end", &["end-to-", "end"]),
            ("自行车修理服务。", &["自行车修", "理服务。"]),
            ("自行车修，好", &["自行车", "修，好"]),
            ("12345678901", &["1234567", "8901"]),
            ("", &[]),
        ] {
            assert_eq!(wrapped(text, 48.0, 10.0), expected, "{text}");
        }
    }

    #[test]
    fn marks_and_pictures_of_several_characters_stay_whole() {
        for text in ["e\u{301}".repeat(12), "👨\u{200d}👩\u{200d}👧".repeat(6), "🇧🇪".repeat(9)] {
            let lines = wrapped(&text, 110.0, 10.0);
            assert_eq!(lines.concat(), text);
            let whole: usize = lines.iter().map(|line| clusters(line).len()).sum();
            assert_eq!(whole, clusters(&text).len(), "{lines:?}");
        }
    }

    #[test]
    fn no_line_is_wider_than_the_room() {
        for text in ["WWWW WWWWWWWWWWWWW", "自行 abc 车修理 defghijklmnop", "a b c d e f g h", "😀😀😀😀😀"]
        {
            for line in wrapped(text, 60.0, 12.0) {
                assert!(width::of(&line, 12.0) <= 60.0, "{line}");
            }
        }
        assert!(width::of(&shortened("seven letters", 60.0, 12.0), 12.0) <= 60.0);
    }

    #[test]
    fn the_first_letter_says_which_way_a_text_runs() {
        for (text, leftwards) in
            [("שלום", true), ("«مرحبا»", true), ("12 שלום", true), ("Shalom שלום", false), ("", false)]
        {
            assert_eq!(runs_leftwards(text), leftwards, "{text}");
        }
    }
}
