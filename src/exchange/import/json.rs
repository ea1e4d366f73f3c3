//! A canvas in JSON as a row of lines: keys are headings, texts are entries.

use super::outline::{DEEPEST, Form, Line, Piece, outline};
use serde_json::Value as Json;

/// Keys under which programs keep what an entry is called, the surest first.
const TITLES: [&str; 7] = ["name", "title", "label", "text", "content", "value", "description"];

/// Keys under which they keep what is said of it.
const SAYINGS: [&str; 8] = ["description", "details", "detail", "notes", "note", "text", "content", "comment"];

/// Keys that only hold what belongs to the key around them.
const WRAPPINGS: [&str; 12] = [
    "blocks", "canvas", "cards", "children", "content", "contents", "data", "entries", "items", "list", "sections",
    "values",
];

const MARK: &str = "a mark of the program that wrote it";

/// Reads a canvas; `text` is what it was read from.
pub(super) fn outline_of_json(value: &Json, text: &str) -> Vec<Piece> {
    let mut reading = Reading { lines: token_lines(text), next: 0, pieces: Vec::new() };
    reading.value(value, 1);
    reading.pieces
}

/// The numbers of the lines on which the texts and keys of JSON begin, in order.
fn token_lines(text: &str) -> Vec<usize> {
    let (mut lines, mut number, mut inside, mut escaped) = (Vec::new(), 1, false, false);
    for c in text.chars() {
        match c {
            '\n' => number += 1,
            _ if escaped => escaped = false,
            '\\' if inside => escaped = true,
            '"' => {
                inside = !inside;
                if inside {
                    lines.push(number);
                }
            }
            _ => {}
        }
    }
    lines
}

struct Reading {
    lines: Vec<usize>,
    next: usize,
    pieces: Vec<Piece>,
}

impl Reading {
    /// The line of the next text or key.
    fn number(&mut self) -> usize {
        self.next += 1;
        self.lines.get(self.next - 1).or(self.lines.last()).copied().unwrap_or(1)
    }

    fn push(&mut self, line: Line) {
        self.pieces.push(Piece::Line(line));
    }

    fn value(&mut self, value: &Json, level: usize) {
        match value {
            Json::Object(map) => {
                for (key, value) in map {
                    let at = self.number();
                    let named = spelt(key);
                    match value {
                        Json::Object(_) | Json::Array(_) if WRAPPINGS.contains(&key.as_str()) => {
                            self.value(value, level);
                        }
                        Json::Object(_) | Json::Array(_) => {
                            self.push(Line::new(at, named, Form::Heading(level.min(DEEPEST))));
                            self.value(value, level + 1);
                        }
                        Json::String(text) => {
                            self.number();
                            if text.trim().is_empty() {
                                continue;
                            }
                            if text.contains('\n') || text.contains('<') {
                                self.push(Line::new(at, named, Form::Heading(level.min(DEEPEST))));
                                self.text(text, at, 0);
                            } else {
                                let line = format!("{named}: {text}");
                                self.push(Line { stressed: named.len(), ..Line::new(at, line, Form::Plain) });
                            }
                        }
                        Json::Null => {}
                        other => self.push(Line::new(at, format!("{key}: {other}"), Form::Aside(MARK))),
                    }
                }
            }
            Json::Array(values) => values.iter().for_each(|value| self.entry(value)),
            Json::String(text) => {
                let at = self.number();
                self.text(text, at, 0);
            }
            _ => {}
        }
    }

    fn entry(&mut self, value: &Json) {
        let Json::Object(map) = value else { return self.value(value, DEEPEST) };
        let texts = |key: &&str| map.get(*key).and_then(Json::as_str).is_some_and(|text| !text.trim().is_empty());
        let title = TITLES.into_iter().find(|key| texts(key));
        // What it is called comes first, wherever it stands.
        let from = self.pieces.len();
        let mut sayings: Vec<&str> = Vec::new();
        for (key, value) in map {
            let at = self.number();
            match value {
                Json::String(text) => {
                    self.number();
                    let found = self.pieces.len();
                    if title == Some(key.as_str()) {
                        self.text(text, at, 0);
                        let added = self.pieces.len() - found;
                        self.pieces.get_mut(from..).unwrap_or_default().rotate_right(added);
                    } else if SAYINGS.contains(&key.as_str()) && !text.trim().is_empty() {
                        sayings.push(text);
                    } else if !text.trim().is_empty() {
                        let form = Form::Aside(MARK);
                        self.push(Line::new(at, format!("{key}: {text}"), form));
                    }
                }
                Json::Null => {}
                Json::Object(_) | Json::Array(_) => {
                    let found = self.pieces.len();
                    self.value(value, DEEPEST);
                    // What stands in an entry is said of it.
                    for piece in self.pieces.get_mut(found..).unwrap_or_default() {
                        if let Piece::Line(line) = piece {
                            line.form = match line.form {
                                Form::Entry(depth) => Form::Entry(depth + 1),
                                Form::Aside(why) => Form::Aside(why),
                                Form::Heading(_) | Form::Plain => Form::Entry(1),
                            };
                        }
                    }
                }
                other => self.push(Line::new(at, format!("{key}: {other}"), Form::Aside(MARK))),
            }
        }
        match self.pieces.get_mut(from) {
            Some(Piece::Line(line)) if matches!(line.form, Form::Entry(_)) && !sayings.is_empty() => {
                line.stressed = line.text.len();
                line.text = format!("{}: {}", line.text, sayings.join("; "));
            }
            _ => sayings.iter().for_each(|saying| self.text(saying, self.lines.last().copied().unwrap_or(1), 1)),
        }
    }

    /// A text, which may well be Markdown or HTML itself.
    fn text(&mut self, text: &str, at: usize, depth: usize) {
        for piece in outline(text) {
            let lines = match piece {
                Piece::Line(line) => vec![line],
                Piece::Table(rows) => rows.into_iter().flatten().flatten().collect(),
            };
            for line in lines {
                let form = match line.form {
                    Form::Entry(own) => Form::Entry(depth + own),
                    Form::Aside(why) => Form::Aside(why),
                    _ => Form::Entry(depth),
                };
                self.push(Line { at, form, ..line });
            }
        }
    }
}

/// A key in words: `key partners` for `keyPartners` and for `key_partners`.
fn spelt(key: &str) -> String {
    let mut words = String::new();
    let mut was_small = false;
    for c in key.chars() {
        if c.is_uppercase() && was_small {
            words.push(' ');
        }
        was_small = c.is_lowercase();
        words.push(if matches!(c, '_' | '-') { ' ' } else { c });
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_spelt_in_words() {
        for (key, words) in [("keyPartners", "key Partners"), ("cost_structure", "cost structure"), ("UVP", "UVP")] {
            assert_eq!(spelt(key), words);
        }
    }

    #[test]
    fn texts_know_their_lines() {
        assert_eq!(token_lines("{\n\"a\\\"b\": \"c\nd\",\n \"e\": 1}"), [2, 2, 4]);
    }
}
