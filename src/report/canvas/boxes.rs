//! Frames that share their borders, drawn with box characters.

use super::lines::CanvasLine;
use super::styled;
use crate::report::styles::Colour;
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

/// A rectangle with lines of text; its borders belong to it and to its neighbours.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) width: usize,
    pub(super) height: usize,
    lines: Vec<CanvasLine>,
}

impl Frame {
    /// A frame around lines, as high as they need.
    pub(super) fn new(lines: Vec<CanvasLine>, x: usize, width: usize) -> Self {
        Self { x, y: 0, width, height: lines.len() + 2, lines }
    }

    /// The row of its lower border.
    pub(super) fn floor(&self) -> usize {
        self.y + self.height.saturating_sub(1)
    }

    /// The column of its right border.
    fn side(&self) -> usize {
        self.x + self.width.saturating_sub(1)
    }
}

/// The directions in which lines leave a place.
const UP: u8 = 1;
const DOWN: u8 = 2;
const LEFT: u8 = 4;
const RIGHT: u8 = 8;

/// What stands at a place of a row.
enum Piece<'a> {
    Border(u8),
    /// A line of text and the columns it has.
    Text(&'a CanvasLine, usize),
}

/// The frames as rows of text.
pub(super) fn draw(frames: &[Frame], colour: Colour) -> String {
    let mut rows: BTreeMap<usize, BTreeMap<usize, Piece>> = BTreeMap::new();
    for frame in frames {
        for (x, y, directions) in borders(frame) {
            let place = rows.entry(y).or_default().entry(x).or_insert(Piece::Border(0));
            if let Piece::Border(known) = place {
                *known |= directions;
            }
        }
        for (index, line) in frame.lines.iter().enumerate() {
            let row = rows.entry(frame.y + 1 + index).or_default();
            row.insert(frame.x + 2, Piece::Text(line, frame.width.saturating_sub(4)));
        }
    }
    rows.values().map(|row| drawn(row, colour) + "\n").collect()
}

/// The places of the borders of a frame, each with its directions.
fn borders(frame: &Frame) -> impl Iterator<Item = (usize, usize, u8)> {
    let (left, right, top, bottom) = (frame.x, frame.side(), frame.y, frame.floor());
    let lying = (left + 1..right).flat_map(move |x| [(x, top, LEFT | RIGHT), (x, bottom, LEFT | RIGHT)]);
    let standing = (top + 1..bottom).flat_map(move |y| [(left, y, UP | DOWN), (right, y, UP | DOWN)]);
    let corners =
        [(left, top, DOWN | RIGHT), (right, top, DOWN | LEFT), (left, bottom, UP | RIGHT), (right, bottom, UP | LEFT)];
    lying.chain(standing).chain(corners)
}

/// A row from left to right; what is empty is filled with spaces.
fn drawn(row: &BTreeMap<usize, Piece>, colour: Colour) -> String {
    let (mut text, mut at) = (String::new(), 0);
    for (x, piece) in row {
        text.extend(std::iter::repeat_n(' ', x.saturating_sub(at)));
        match piece {
            Piece::Border(directions) => {
                text.push(joined(*directions));
                at = x + 1;
            }
            Piece::Text(line, room) => {
                text.push_str(&styled(&line.text, line.tone, colour));
                text.extend(std::iter::repeat_n(' ', room.saturating_sub(line.text.width())));
                at = x + room;
            }
        }
    }
    text
}

/// The character in which lines of these directions meet.
fn joined(directions: u8) -> char {
    match (directions & (UP | DOWN), directions & (LEFT | RIGHT)) {
        (0, _) => '─',
        (_, 0) => '│',
        (DOWN, RIGHT) => '┌',
        (DOWN, LEFT) => '┐',
        (UP, RIGHT) => '└',
        (UP, LEFT) => '┘',
        (DOWN, _) => '┬',
        (UP, _) => '┴',
        (_, RIGHT) => '├',
        (_, LEFT) => '┤',
        _ => '┼',
    }
}
