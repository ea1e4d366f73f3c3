//! How wide text is drawn, judged by the widest of the typefaces that a reader is likely to have.
//!
//! A drawing names typefaces but cannot know which one is there, so it leaves the room that the widest needs.

use unicode_width::UnicodeWidthChar;

/// The width of a text in units of the drawing, at a size of letters.
pub(crate) fn of(text: &str, size: f64) -> f64 {
    text.chars().map(hundredths).map(f64::from).sum::<f64>() * size / 100.0
}

/// The same in bold letters.
pub(crate) fn of_bold(text: &str, size: f64) -> f64 {
    of(text, size) * 1.14
}

/// The width of a character in hundredths of the size of the letters.
fn hundredths(c: char) -> u32 {
    match c {
        '\'' | 'I' | 'i' | 'j' | 'l' => 31,
        ' ' | ',' | '.' | '/' | ':' | ';' | '\\' | 'f' | '|' => 36,
        '!' | '(' | ')' | '-' | '[' | ']' | 't' => 41,
        'r' | '"' | '*' | 'J' | '`' => 51,
        'c' | 's' | 'z' | '?' | 'L' | '_' | 'k' | 'v' | 'x' | 'y' => 61,
        '$' | '0'..='9' | 'F' | 'T' | 'a'..='z' | '{' | '}' if !matches!(c, 'm' | 'w') => 66,
        'A' | 'B' | 'E' | 'K' | 'P' | 'S' | 'V' | 'X' | 'Y' | 'Z' => 71,
        '#' | '&' | '+' | '<' | '=' | '>' | '^' | '~' | 'w' | 'C'..='U' if c != 'M' => 86,
        'M' | 'm' | 'W' | '@' | '%' => 107,
        '‘' | '’' | '‚' | '·' | '–' => 52,
        '“' | '”' | '„' | '«' | '»' | '•' | '€' | '£' => 72,
        '\u{a0}'..='\u{24f}' if c.is_lowercase() && !is_broad(c) => 72,
        '\u{370}'..='\u{52f}' if c.is_lowercase() && !is_broad(c) => 90,
        c if is_emoji(c) => 160,
        '\u{fdfd}' | '\u{12000}'..='\u{1254f}' | '\u{2e3a}' | '\u{2e3b}' => 400,
        c => other(c),
    }
}

/// Two letters in one, and letters with more strokes than most.
fn is_broad(c: char) -> bool {
    matches!(c, 'æ' | 'œ' | 'ĳ' | '\u{1c4}'..='\u{1cc}' | '\u{1f1}'..='\u{1f3}' | 'ω' | 'ж' | 'ш' | 'щ' | 'ю' | 'ы' | 'ѹ' | 'ѿ' | 'ѽ')
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{231a}'..='\u{23ff}')
}

/// The characters of all other scripts, by the columns that a terminal gives them.
fn other(c: char) -> u32 {
    match c.width() {
        None | Some(0) => 0,
        Some(1) => 125,
        Some(_) => 105,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_width_is_at_least_that_of_a_broad_typeface() {
        // What DejaVu Sans takes at a size of 100.
        for (text, least) in [("Hamburg", 465.0), ("WWW", 296.0), ("iii", 83.0), ("Größe", 327.0), ("服务", 200.0)]
        {
            let taken = of(text, 100.0);
            assert!(taken >= least && taken < least * 1.4, "{text} takes {taken}");
        }
    }

    #[test]
    fn marks_that_join_a_letter_take_no_room() {
        assert!((of("e\u{301}", 10.0) - of("e", 10.0)).abs() < f64::EPSILON);
    }
}
