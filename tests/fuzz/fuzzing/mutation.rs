//! One input made from others: damaged, spliced, with pieces that mean something to whoever reads it.

use super::chance::Chance;
use std::ops::Range;

/// What inputs are made of.
#[derive(Default)]
pub struct Material {
    /// Whole inputs.
    pub seeds: Vec<String>,
    /// Pieces with a meaning.
    pub tokens: Vec<String>,
    /// Makes an input from nothing.
    pub grammar: Option<fn(&mut Chance) -> String>,
}

/// No input is longer, in bytes.
const LONGEST: usize = 256 * 1024;

/// Most inputs are shorter: what is large takes long and tells little more.
const USUAL: usize = 24 * 1024;

/// What any reader of texts may stumble over.
const CHARACTERS: [&str; 34] = [
    "\0",
    "\u{feff}",
    "\r\n",
    "\r",
    "\n",
    "\t",
    " ",
    "\u{a0}",
    "\u{2028}",
    "\u{202e}",
    "\u{2066}",
    "\u{200d}",
    "\u{301}",
    "é",
    "字",
    "😀",
    "👨‍👩‍👧",
    "\u{fffe}",
    "\u{fffd}",
    "\u{1b}[2J",
    "\u{7}",
    "\u{85}",
    "\\ud800",
    "\\u0000",
    "\\",
    "\"",
    "'",
    "`",
    "ß",
    "İ",
    "ﬀ",
    "\u{10ffff}",
    "א",
    "\u{e000}",
];

/// Numbers at the edges of what numbers can be.
const NUMBERS: [&str; 30] = [
    "0",
    "-0",
    "1",
    "-1",
    "2",
    "10",
    "100",
    "127",
    "255",
    "65536",
    "2147483647",
    "4294967295",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "18446744073709551615",
    "79228162514264337593543950335",
    "79228162514264337593543950336",
    "0.1",
    "0.0000000000000000000000000001",
    "1e308",
    "1e999",
    "1e-999",
    "1E5",
    "NaN",
    "inf",
    "0x10",
    "1_000",
    "99999999999999999999999999999999999999999999",
    "00",
];

/// What opens and closes.
const PAIRS: [(&str, &str); 14] = [
    ("[", "]"),
    ("{", "}"),
    ("(", ")"),
    ("\"", "\""),
    ("'", "'"),
    ("\"\"\"", "\"\"\""),
    ("[[", "]]"),
    ("{{", "}}"),
    ("{%", "%}"),
    ("<", ">"),
    ("<!--", "-->"),
    ("**", "**"),
    ("`", "`"),
    ("- ", ""),
];

impl Material {
    /// The input of a number: first every seed as it is, then what chance makes of them.
    pub fn input(&self, number: u64, chance: &mut Chance) -> String {
        if let Some(seed) = usize::try_from(number).ok().and_then(|number| self.seeds.get(number)) {
            return seed.clone();
        }
        let mut bytes = match self.grammar {
            Some(grammar) if self.seeds.is_empty() || chance.one_in(4) => grammar(chance).into_bytes(),
            _ => self.seed(chance).to_vec(),
        };
        // Some of what the grammar makes stays whole.
        let edits = if chance.one_in(8) { 0 } else { chance.length().min(24) };
        for _ in 0..edits {
            self.edit(&mut bytes, chance);
            bytes.truncate(if chance.one_in(200) { LONGEST } else { USUAL.max(bytes.len().min(LONGEST)) });
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// A seed: of two the shorter one, mostly.
    fn seed(&self, chance: &mut Chance) -> &[u8] {
        let (one, other) = (chance.one_of(&self.seeds), chance.one_of(&self.seeds));
        let shorter = if one.len() <= other.len() { one } else { other };
        if chance.one_in(4) { one } else { shorter }.as_bytes()
    }

    fn edit(&self, bytes: &mut Vec<u8>, chance: &mut Chance) {
        let at = chance.below(bytes.len() + 1);
        match chance.below(20) {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << chance.below(8);
                }
            }
            1 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(chance.below(256)).unwrap();
                }
            }
            2..5 => insert(bytes, at, self.token(chance).as_bytes()),
            5 => {
                let (open, close) = chance.one_of(&PAIRS);
                let depth = if chance.one_in(6) { chance.below(300) } else { 1 + chance.below(3) };
                let range = piece(bytes, chance);
                insert(bytes, range.end, close.repeat(depth).as_bytes());
                insert(bytes, range.start, open.repeat(depth).as_bytes());
            }
            6 => drop(bytes.drain(piece(bytes, chance))),
            7 => {
                let copy = bytes[piece(bytes, chance)].to_vec();
                let times = if chance.one_in(10) { chance.below(200) } else { 1 };
                insert(bytes, at, &copy.repeat(times));
            }
            8 => {
                let (one, other) = (piece(bytes, chance), piece(bytes, chance));
                let copy = bytes[other].to_vec();
                drop(bytes.splice(one, copy));
            }
            9 => {
                let other = self.other(chance);
                let copy = other[piece(other, chance)].to_vec();
                drop(bytes.splice(piece(bytes, chance), copy));
            }
            10 => {
                let other = self.other(chance);
                bytes.truncate(at);
                bytes.extend_from_slice(&other[chance.below(other.len() + 1)..]);
            }
            11 | 12 => replace(bytes, at, chance.one_of(&NUMBERS).as_bytes(), u8::is_ascii_digit),
            13 => lines(bytes, chance),
            14 => bytes.truncate(at),
            15 => insert(bytes, at, chance.one_of(&CHARACTERS).as_bytes()),
            16 => {
                let text = String::from_utf8_lossy(bytes).replace('\n', chance.text(&["\r\n", "\r", "\n\n", " "]));
                *bytes = text.into_bytes();
            }
            17 => replace(bytes, at, self.token(chance).as_bytes(), is_of_word),
            18 => {
                let other = self.other(chance);
                let word = word_at(other, chance.below(other.len() + 1), is_of_word);
                replace(bytes, at, &other[word], is_of_word);
            }
            _ => {
                let long = chance.one_of(&["a", "9", "é", " ", "-", "x\n", "ab "]).repeat(1 << chance.below(13));
                insert(bytes, at, long.as_bytes());
            }
        }
    }

    fn token(&self, chance: &mut Chance) -> &str {
        if self.tokens.is_empty() || chance.one_in(8) {
            chance.text(&CHARACTERS)
        } else {
            chance.one_of::<String>(&self.tokens)
        }
    }

    fn other(&self, chance: &mut Chance) -> &[u8] {
        if self.seeds.is_empty() { b"" } else { self.seed(chance) }
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    let at = at.min(bytes.len());
    drop(bytes.splice(at..at, piece.iter().copied()));
}

/// A piece of an input.
fn piece(bytes: &[u8], chance: &mut Chance) -> Range<usize> {
    let start = chance.below(bytes.len() + 1);
    let length = if chance.one_in(8) { chance.below(bytes.len() + 1) } else { chance.length() };
    start..bytes.len().min(start + length)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "like the functions of the standard library beside it")]
fn is_of_word(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80
}

/// The run of such bytes around a place.
fn word_at(bytes: &[u8], at: usize, is_part: fn(&u8) -> bool) -> Range<usize> {
    let next = bytes[at..].iter().take(400).position(is_part).map_or(at, |step| at + step);
    let before = bytes[..next].iter().rev().take_while(|byte| is_part(byte)).count();
    let behind = bytes[next..].iter().take_while(|byte| is_part(byte)).count();
    next - before..next + behind
}

fn replace(bytes: &mut Vec<u8>, at: usize, with: &[u8], is_part: fn(&u8) -> bool) {
    let word = word_at(bytes, at, is_part);
    drop(bytes.splice(word, with.iter().copied()));
}

/// Moves, doubles or takes out whole lines.
fn lines(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let mut all: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let (at, to) = (chance.below(all.len()), chance.below(all.len() + 1));
    if all.is_empty() {
        return;
    }
    match chance.below(3) {
        0 => all.insert(to, all[at]),
        1 => drop(all.remove(at)),
        _ => {
            let line = all.remove(at);
            all.insert(to.min(all.len()), line);
        }
    }
    *bytes = all.concat();
}
