//! Text while it is typed: the keys of readline, in the buffer of rustyline.
//!
//! rustyline as a whole, and reedline, draw on their own and wait for keys on their own, without a help line below, without
//! a signal or a closed window being noticed in between, and in the whole window rather than in the room that a
//! question leaves. The buffer of rustyline knows what each key does, words and whole letters of every script included.

use super::keys::{is_ctrl, letter};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use rustyline::line_buffer::{ChangeListener, DeleteListener, Direction, LineBuffer};
use rustyline::{At, Movement, Word};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};
use textwrap::core::display_width;
use unicode_segmentation::UnicodeSegmentation;

/// Bytes that a text may have before its buffer has to grow.
const CAPACITY: usize = 1024;

/// What was cut out last, in whichever line that was, for Ctrl-Y.
static CUT_OUT: Mutex<String> = Mutex::new(String::new());

/// A text with a cursor in it.
#[derive(Debug)]
pub(super) struct Typing {
    buffer: LineBuffer,
    /// The buffer never grows by itself.
    capacity: usize,
    /// Whether the last key cut something out, so that the next cut is joined to it.
    cutting: bool,
}

impl Typing {
    /// A text with the cursor at its end.
    pub(super) fn new(text: &str) -> Self {
        let mut typing = Self { buffer: LineBuffer::with_capacity(CAPACITY), capacity: CAPACITY, cutting: false };
        typing.insert(text);
        typing
    }

    /// The text.
    pub(super) fn text(&self) -> &str {
        self.buffer.as_str()
    }

    /// The place of the cursor, in bytes.
    pub(super) fn cursor(&self) -> usize {
        self.buffer.pos()
    }

    /// Puts text in at the cursor.
    pub(super) fn insert(&mut self, text: &str) {
        self.cutting = false;
        let wanted = self.buffer.len() + text.len();
        if wanted > self.capacity {
            self.capacity = wanted * 2;
            let mut larger = LineBuffer::with_capacity(self.capacity);
            larger.update(self.buffer.as_str(), self.buffer.pos(), &mut Unheard);
            self.buffer = larger;
        }
        self.buffer.yank(text, 1, &mut Unheard);
    }

    /// Does what a key does in a line. Keys that mean nothing do nothing.
    pub(super) fn press(&mut self, key: KeyEvent) {
        let (ctrl, alt) = (key.modifiers.contains(KeyModifiers::CONTROL), key.modifiers.contains(KeyModifiers::ALT));
        let words = ctrl || alt;
        if let Some(cut) = cut(key) {
            self.cut_out(&cut);
            return;
        }
        if let Some(letter) = letter(key) {
            self.insert(letter.encode_utf8(&mut [0; 4]));
            return;
        }
        self.cutting = false;
        if is_ctrl(key, 'y') {
            let out = CUT_OUT.lock().unwrap_or_else(PoisonError::into_inner).clone();
            self.insert(&out);
            return;
        }
        let buffer = &mut self.buffer;
        let _ = match key.code {
            KeyCode::Home => buffer.move_home(),
            KeyCode::End => buffer.move_end(),
            KeyCode::Left if words => buffer.move_to_prev_word(Word::Emacs, 1),
            KeyCode::Right if words => buffer.move_to_next_word(At::AfterEnd, Word::Emacs, 1),
            KeyCode::Left => buffer.move_backward(1),
            KeyCode::Right => buffer.move_forward(1),
            KeyCode::Backspace => buffer.backspace(1, &mut Unheard),
            KeyCode::Delete => buffer.delete(1, &mut Unheard).is_some(),
            KeyCode::Char('b') if alt => buffer.move_to_prev_word(Word::Emacs, 1),
            KeyCode::Char('f') if alt => buffer.move_to_next_word(At::AfterEnd, Word::Emacs, 1),
            KeyCode::Char(key) if ctrl && !alt => match key {
                'a' => buffer.move_home(),
                'e' => buffer.move_end(),
                'b' => buffer.move_backward(1),
                'f' => buffer.move_forward(1),
                'h' => buffer.backspace(1, &mut Unheard),
                'd' => buffer.delete(1, &mut Unheard).is_some(),
                't' => buffer.transpose_chars(&mut Unheard),
                _ => false,
            },
            _ => false,
        };
    }

    fn cut_out(&mut self, what: &Movement) {
        let mut out = CUT_OUT.lock().unwrap_or_else(PoisonError::into_inner);
        let mut heard = Heard::default();
        self.buffer.kill(what, &mut heard);
        if heard.text.is_empty() {
            return;
        }
        match (self.cutting, heard.direction) {
            (false, _) => *out = heard.text,
            (true, Direction::Forward) => out.push_str(&heard.text),
            (true, Direction::Backward) => out.insert_str(0, &heard.text),
        }
        self.cutting = true;
    }

    /// Moves to the row below or above, of the rows that a width makes of the text, as near to the column as possible.
    pub(super) fn move_rows(&mut self, width: usize, down: bool) {
        let text = self.buffer.as_str();
        let rows = wrapped(text, width);
        let at = rows.iter().rposition(|row| row.start <= self.cursor()).unwrap_or_default();
        let to = if down { Some(at + 1) } else { at.checked_sub(1) };
        let (Some(row), Some(to)) = (rows.get(at), to.and_then(|to| rows.get(to))) else { return };
        let column = display_width(text.get(row.start..self.cursor()).unwrap_or_default());
        let target = text.get(to.clone()).unwrap_or_default();
        let is_last = to.end == text.len() || text.get(to.end..).is_some_and(|rest| rest.starts_with('\n'));
        let ends = target.grapheme_indices(true).map(|(start, letter)| start + letter.len());
        let places = std::iter::once(0).chain(ends).filter(|place| is_last || *place < target.len());
        let place = places.take_while(|place| display_width(target.get(..*place).unwrap_or_default()) <= column).last();
        let place = to.start + place.unwrap_or_default();
        self.buffer.set_pos(place);
    }
}

/// What a key cuts out, if it is one that does.
fn cut(key: KeyEvent) -> Option<Movement> {
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    let back = Movement::BackwardWord(1, Word::Emacs);
    let on = Movement::ForwardWord(1, At::AfterEnd, Word::Emacs);
    match key.code {
        _ if is_ctrl(key, 'k') => Some(Movement::EndOfLine),
        _ if is_ctrl(key, 'u') => Some(Movement::BeginningOfLine),
        _ if is_ctrl(key, 'w') => Some(Movement::BackwardWord(1, Word::Big)),
        KeyCode::Char('d') if alt => Some(on),
        KeyCode::Backspace if !key.modifiers.is_empty() => Some(back),
        KeyCode::Delete if !key.modifiers.is_empty() => Some(on),
        _ => None,
    }
}

/// Where the rows of a text begin and end, none wider than so many columns: broken after a blank, in a word only where
/// that is longer than a row, and at every line break, which belongs to no row.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<Range<usize>> {
    let (mut rows, mut start, mut used, mut blank) = (Vec::new(), 0, 0, 0);
    for (at, letter) in text.grapheme_indices(true) {
        if letter == "\n" {
            rows.push(start..at);
            (start, used) = (at + 1, 0);
            continue;
        }
        let wide = display_width(letter);
        while used + wide > width && at > start {
            let end = if blank > start { blank } else { at };
            rows.push(start..end);
            (start, used) = (end, display_width(text.get(end..at).unwrap_or_default()));
        }
        used += wide;
        if letter == " " {
            blank = at + 1;
        }
    }
    rows.push(start..text.len());
    rows
}

/// Nobody wants to know what is deleted.
struct Unheard;

impl DeleteListener for Unheard {
    fn delete(&mut self, _: usize, _: &str, _: Direction) {}
}

impl ChangeListener for Unheard {
    fn insert_char(&mut self, _: usize, _: char) {}
    fn insert_str(&mut self, _: usize, _: &str) {}
    fn replace(&mut self, _: usize, _: &str, _: &str) {}
}

/// What was deleted, and on which side of the cursor.
#[derive(Default)]
struct Heard {
    text: String,
    direction: Direction,
}

impl DeleteListener for Heard {
    fn delete(&mut self, _: usize, text: &str, direction: Direction) {
        text.clone_into(&mut self.text);
        self.direction = direction;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys as they are written in these tests: `^A`, `~B` for Alt, `<` and `>` for the arrows, `|` for Delete.
    fn typed(start: &str, keys: &str) -> String {
        let mut typing = Typing::new(start);
        let mut keys = keys.chars();
        while let Some(key) = keys.next() {
            let (code, held) = match key {
                '^' => (KeyCode::Char(keys.next().unwrap().to_ascii_lowercase()), KeyModifiers::CONTROL),
                '~' => (KeyCode::Char(keys.next().unwrap().to_ascii_lowercase()), KeyModifiers::ALT),
                '<' => (KeyCode::Left, KeyModifiers::NONE),
                '>' => (KeyCode::Right, KeyModifiers::NONE),
                '|' => (KeyCode::Delete, KeyModifiers::NONE),
                letter => (KeyCode::Char(letter), KeyModifiers::NONE),
            };
            typing.press(KeyEvent::new(code, held));
        }
        let (text, cursor) = (typing.text(), typing.cursor());
        format!("{}_{}", &text[..cursor], &text[cursor..])
    }

    #[test]
    fn keys_do_what_they_do_in_readline() {
        let cases = [
            ("15.000", "<<^U", "_00"),
            ("15.000", "^A^K", "_"),
            ("one two", "^A>>^D", "on_ two"),
            ("one two", "^B^B|", "one t_o"),
            ("one two", "^W", "one _"),
            ("a-b c.d", "^W", "a-b _"),
            ("one two", "~B~B", "_one two"),
            ("one two", "^A~F", "one_ two"),
            ("one two", "^A~D", "_ two"),
            ("one two", "^A^E!", "one two!_"),
            ("one two", "^W^Y^Y", "one twotwo_"),
            ("one two three", "^W^W^Y", "one two three_"),
            ("one two", "^A^K^A^Y", "one two_"),
            ("ab", "^T", "ba_"),
            ("ab", "^H", "a_"),
            ("ab", "^F^B^Z^X^Q^S~X", "a_b"),
            ("周末 骑车", "^W", "周末 _"),
            ("好👩‍👩‍👧", "^H", "好_"),
            ("好👩‍👩‍👧", "<", "好_👩‍👩‍👧"),
            ("e\u{301}", "<", "_e\u{301}"),
        ];
        for (start, keys, expected) in cases {
            assert_eq!(typed(start, keys), expected, "{start} {keys}");
        }
    }

    #[test]
    fn a_text_may_have_any_length() {
        let long = "word ".repeat(4000);
        let mut typing = Typing::new("start ");
        typing.insert(&long);
        typing.press(KeyEvent::new(KeyCode::Char('!'), KeyModifiers::NONE));
        assert_eq!(typing.text(), format!("start {long}!"));
        assert_eq!(typing.cursor(), typing.text().len());
    }

    #[test]
    fn rows_break_after_blanks() {
        let rows =
            |text: &str, width| wrapped(text, width).into_iter().map(|row| text[row].to_owned()).collect::<Vec<_>>();
        assert_eq!(rows("one two three", 8), ["one two ", "three"]);
        assert_eq!(rows("周末骑车 now", 6), ["周末骑", "车 now"]);
        assert_eq!(rows(" aa🚲", 3), [" ", "aa", "🚲"]);
        assert_eq!(rows("a\n\nbc", 6), ["a", "", "bc"]);
        assert_eq!(rows("", 6), [""]);
    }

    #[test]
    fn up_and_down_keep_the_column_where_they_can() {
        let text = "one two three four\nfive";
        let moved = |at: usize, down| {
            let mut typing = Typing::new(text);
            typing.buffer.set_pos(at);
            typing.move_rows(8, down);
            typing.cursor()
        };
        // The rows are `one two `, `three `, `four`, `five`.
        assert_eq!((moved(2, true), moved(10, false), moved(6, true)), (10, 2, 13));
        assert_eq!((moved(14, true), moved(18, true), moved(2, false), moved(21, true)), (19, 23, 2, 21));
    }

    proptest::proptest! {
        #[test]
        fn rows_hold_the_whole_text_and_are_no_wider_than_allowed(text in "[a-z 周🚲\n]{0,60}", width in 2usize..20) {
            let rows = wrapped(&text, width);
            let whole: String = rows.iter().map(|row| &text[row.clone()]).collect();
            proptest::prop_assert_eq!(whole, text.replace('\n', ""));
            proptest::prop_assert!(rows.iter().all(|row| display_width(&text[row.clone()]) <= width));
        }
    }
}
