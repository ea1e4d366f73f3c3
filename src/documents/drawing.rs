//! The nine blocks of the drawn canvas: where they stand, how large their letters are, how their entries are wrapped.
//!
//! Blocks grow with what stands in them, up to what fits on a printed page. Then the letters shrink, and only then is
//! something left out, which its block says.

use super::filters::{field, named, plain, texts};
use super::lettering::{self, width};
use tera::{Kwargs, TeraResult, Value};

/// The sizes of the letters that are tried, the largest first.
const SIZES: [f64; 3] = [12.5, 11.5, 10.5];
const TITLE_SIZE: f64 = 12.5;
const TITLE_LEADING: f64 = 16.0;
/// Between blocks, and between the edge of a block and its text.
const GAP: f64 = 6.0;
const PADDING: f64 = 10.0;
/// What a bullet takes from the line.
const INDENT: f64 = 10.0;
/// An entry that takes more lines is shortened.
const MOST_LINES: usize = 8;
/// How high the five columns, and the two blocks under them, are at least and at most.
const COLUMNS: (f64, f64) = (320.0, 640.0);
const FOOT: (f64, f64) = (120.0, 300.0);

/// The nine blocks (maps with `title` and `entries`, in the order of the canvas: partners, activities, resources, offers, relationships, channels,
/// segments, costs, income) as a drawing of that `width`: a map with `height`, `size` (of the letters), and
/// `blocks`, each with `x`, `y`, `width`, `height`, `titles` and `lines` (lists of `x`, `y`, `text`; lines also have `first`, `leftwards`
/// and `bullet` with `x` and `y`). `more` is the text of the line that counts what is left out, with `#` for the number.
pub(super) fn arranged(blocks: &Value, kwargs: &Kwargs) -> TeraResult<Value> {
    let (width, more) = (kwargs.must_get::<f64>("width")?, kwargs.must_get::<&str>("more")?);
    let entries = |block: &Value| {
        let entries = field(block, "entries").map(texts).unwrap_or_default();
        entries.into_iter().map(std::borrow::Cow::into_owned).collect()
    };
    let title = |block: &Value| field(block, "title").map(plain).unwrap_or_default().into_owned();
    let blocks = blocks.as_array().unwrap_or_default();
    let contents: Vec<(String, Vec<String>)> = blocks.iter().map(|block| (title(block), entries(block))).collect();
    Ok(Canvas::fitted(&contents, width, more).value())
}

struct Canvas {
    blocks: Vec<Block>,
    height: f64,
    size: f64,
}

/// A block with its place.
struct Block {
    content: Content,
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

/// What stands in a block, in lines.
struct Content {
    titles: Vec<String>,
    lines: Vec<Line>,
    /// Whether all entries stand there in full.
    is_whole: bool,
}

struct Line {
    text: String,
    first: bool,
    leftwards: bool,
}

impl Canvas {
    fn fitted(contents: &[(String, Vec<String>)], width: f64, more: &str) -> Self {
        let mut sizes = SIZES.iter().map(|size| Self::of_size(contents, width, *size, more));
        let first_whole = sizes.find(Self::is_whole);
        let smallest = SIZES.last().copied().unwrap_or(TITLE_SIZE);
        first_whole.unwrap_or_else(|| Self::of_size(contents, width, smallest, more))
    }

    fn is_whole(&self) -> bool {
        self.blocks.iter().all(|block| block.content.is_whole)
    }

    /// The canvas with letters of a size, what is too much left out.
    fn of_size(contents: &[(String, Vec<String>)], width: f64, size: f64, more: &str) -> Self {
        let column = (width - 4.0 * GAP) / 5.0;
        let half = (width - GAP) / 2.0;
        let need = |place: usize, width: f64, most: f64| {
            contents.get(place).map_or(0.0, |content| Content::of(content, width, most, size, more).height(size))
        };
        let (least, most) = COLUMNS;
        // The upper and the lower blocks of the second and the fourth column share a line.
        let upper = need(1, column, most).max(need(4, column, most));
        let lower = need(2, column, most).max(need(5, column, most));
        let (upper, lower) = shared(upper, lower, most - GAP);
        let high = [0, 3, 6].map(|place| need(place, column, most));
        let columns = high.into_iter().fold((upper + GAP + lower).max(least), f64::max);
        let half_way = (columns - GAP) / 2.0;
        let split = if upper > half_way {
            upper
        } else if lower > half_way {
            columns - GAP - lower
        } else {
            half_way
        };
        let foot = need(7, half, FOOT.1).max(need(8, half, FOOT.1)).max(FOOT.0);

        let x = |place: f64| place * (column + GAP);
        let (below, under) = (split + GAP, columns + GAP);
        let rest = columns - below;
        let places = [
            (x(0.0), 0.0, column, columns),
            (x(1.0), 0.0, column, split),
            (x(1.0), below, column, rest),
            (x(2.0), 0.0, column, columns),
            (x(3.0), 0.0, column, split),
            (x(3.0), below, column, rest),
            (x(4.0), 0.0, column, columns),
            (0.0, under, half, foot),
            (half + GAP, under, half, foot),
        ];
        let blocks = contents.iter().zip(places).map(|(content, (x, y, width, height))| Block {
            content: Content::of(content, width, height, size, more),
            x,
            y,
            width,
            height,
        });
        Self { blocks: blocks.collect(), height: under + foot, size }
    }

    fn value(&self) -> Value {
        named([
            ("height", tenth(self.height)),
            ("size", tenth(self.size)),
            ("blocks", Value::from(self.blocks.iter().map(|block| block.value(self.size)).collect::<Vec<_>>())),
        ])
    }
}

/// Two heights that share a room: each keeps what it needs, unless both need more than half.
fn shared(upper: f64, lower: f64, room: f64) -> (f64, f64) {
    if upper + lower <= room {
        (upper, lower)
    } else if upper <= room / 2.0 {
        (upper, room - upper)
    } else if lower <= room / 2.0 {
        (room - lower, lower)
    } else {
        (room / 2.0, room / 2.0)
    }
}

impl Content {
    /// What of a block fits into a width and a height.
    fn of((title, entries): &(String, Vec<String>), width: f64, height: f64, size: f64, more: &str) -> Self {
        let room = width - 2.0 * PADDING;
        let titles = lettering::wrapped(title, room / width::of_bold("e", 1.0) * width::of("e", 1.0), TITLE_SIZE);
        let mut content = Self { titles, lines: Vec::new(), is_whole: true };
        for (place, entry) in entries.iter().enumerate() {
            let before = content.lines.len();
            content.is_whole &= content.add(entry, room - INDENT, size);
            let is_last = place + 1 == entries.len();
            let left = if is_last { 0.0 } else { gap_before(true, size) + leading(size) };
            if content.height(size) + left > height + 0.01 && place > 0 {
                content.lines.truncate(before);
                let text = more.replace('#', &(entries.len() - place).to_string());
                content.lines.push(Line { text, first: true, leftwards: false });
                content.is_whole = false;
                break;
            }
        }
        content
    }

    /// Adds an entry; whether it stands there in full.
    fn add(&mut self, entry: &str, room: f64, size: f64) -> bool {
        let leftwards = lettering::runs_leftwards(entry);
        let mut wrapped = lettering::wrapped(entry, room, size);
        let is_whole = wrapped.len() <= MOST_LINES;
        wrapped.truncate(MOST_LINES);
        if let Some(last) = wrapped.last_mut().filter(|_| !is_whole) {
            *last = lettering::shortened(last, room, size);
        }
        let lines = wrapped.into_iter().enumerate();
        self.lines.extend(lines.map(|(place, text)| Line { text, first: place == 0, leftwards }));
        is_whole
    }

    fn height(&self, size: f64) -> f64 {
        let lines = self.lines.iter().map(|line| gap_before(line.first, size) + leading(size));
        self.head() + lines.sum::<f64>() + PADDING
    }

    /// How far down the titles reach.
    fn head(&self) -> f64 {
        self.titles.iter().fold(PADDING, |head, _| head + TITLE_LEADING)
    }
}

fn leading(size: f64) -> f64 {
    size * 1.26
}

fn gap_before(first: bool, size: f64) -> f64 {
    if first { size * 0.4 } else { 0.0 }
}

impl Block {
    fn value(&self, size: f64) -> Value {
        let line = |x: f64, y: f64, text: &str| [("x", tenth(x)), ("y", tenth(y)), ("text", Value::from(text))];
        let mut y = PADDING;
        let mut titles = Vec::new();
        for title in &self.content.titles {
            titles.push(named(line(PADDING, y + TITLE_SIZE * 0.95, title)));
            y += TITLE_LEADING;
        }
        let mut lines = Vec::new();
        for entry in &self.content.lines {
            y += gap_before(entry.first, size);
            let (bullet, start) = if entry.leftwards {
                (self.width - PADDING - 3.0, self.width - PADDING - INDENT)
            } else {
                (PADDING + 3.0, PADDING + INDENT)
            };
            let [x, at, text] = line(start, y + size * 0.97, &entry.text);
            let bullet = named([("x", tenth(bullet)), ("y", tenth(y + size * 0.62))]);
            let (first, leftwards) = (Value::from(entry.first), Value::from(entry.leftwards));
            lines.push(named([x, at, text, ("first", first), ("leftwards", leftwards), ("bullet", bullet)]));
            y += leading(size);
        }
        named([
            ("x", tenth(self.x)),
            ("y", tenth(self.y)),
            ("width", tenth(self.width)),
            ("height", tenth(self.height)),
            ("titles", Value::from(titles)),
            ("lines", Value::from(lines)),
        ])
    }
}

fn tenth(number: f64) -> Value {
    Value::from(format!("{number:.1}"))
}

#[cfg(test)]
mod tests;
