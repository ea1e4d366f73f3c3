//! The blocks of the drawn canvas: where they stand, how large their letters are, how their entries are wrapped.
//!
//! Blocks grow with what stands in them, up to what fits on a printed page. Then the letters shrink, and only then is
//! something left out, which its block says.

use super::{Laid, Position};
use crate::documents::drawing::lettering::{self, width};
use crate::documents::templating::filters::{field, named, plain, texts};
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use tera::{Kwargs, TeraResult, Value};

/// The sizes of the letters that are tried, the largest first.
const SIZES: [f64; 2] = [13.5, 12.5];
const TITLE_SIZE: f64 = 12.5;
const TITLE_LEADING: f64 = 16.0;
/// Between blocks, and between the edge of a block and its text.
const GAP: f64 = 6.0;
const PADDING: f64 = 10.0;
/// What a bullet takes from the line.
const INDENT: f64 = 10.0;
/// An entry that takes more lines is shortened.
const MOST_LINES: usize = 8;
/// How high the columns, and the band of blocks under them, are at least and at most.
const COLUMNS: (f64, f64) = (320.0, 640.0);
const FOOT: (f64, f64) = (120.0, 300.0);

/// The blocks of the canvas (maps with `title`, `entries` and the place that the bank's `[[canvas]]` gives them: `column`, `row`, `span`) as a
/// drawing of that `width`: a map with `height`, `size` (of the letters), and `blocks` in the same order, each with `x`, `y`, `width`,
/// `height`, `titles` and `lines` (lists of `x`, `y`, `text`; lines also have `first`, `leftwards` and `bullet` with `x` and `y`). `more` is the text
/// of the line that counts what is left out, with `#` for the number.
pub(crate) fn arranged(blocks: &Value, kwargs: &Kwargs) -> TeraResult<Value> {
    let (width, more) = (kwargs.must_get::<f64>("width")?, kwargs.must_get::<&str>("more")?);
    let blocks = blocks.as_array().unwrap_or_default();
    Ok(Canvas::fitted(&blocks.iter().map(Filled::read).collect::<Vec<_>>(), width, more).value())
}

/// What is to stand in a block, and where the block lies.
struct Filled {
    title: String,
    entries: Vec<String>,
    place: Position,
}

impl Filled {
    fn read(block: &Value) -> Self {
        let number = |name: &str| field(block, name).and_then(Value::as_i128).and_then(|n| usize::try_from(n).ok());
        let entries = field(block, "entries").map(texts).unwrap_or_default();
        Self {
            title: field(block, "title").map(plain).unwrap_or_default().into_owned(),
            entries: entries.into_iter().map(std::borrow::Cow::into_owned).collect(),
            place: Position {
                column: number("column").and_then(NonZeroUsize::new),
                row: number("row").unwrap_or(1),
                span: number("span").unwrap_or(1).max(1),
            },
        }
    }
}

struct Canvas {
    /// The blocks, each behind its place in the order in which they were given.
    blocks: Vec<(usize, LaidBlock)>,
    height: f64,
    size: f64,
}

/// A block with its place.
struct LaidBlock {
    content: Content,
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

/// What stands in a block, in lines.
struct Content {
    titles: Vec<String>,
    lines: Vec<TextLine>,
    /// Whether all entries stand there in full.
    is_whole: bool,
}

struct TextLine {
    text: String,
    first: bool,
    leftwards: bool,
}

impl Canvas {
    fn fitted(filled: &[Filled], width: f64, more: &str) -> Self {
        let mut sizes = SIZES.iter().map(|size| Self::of_size(filled, width, *size, more));
        let first_whole = sizes.find(Self::is_whole);
        let smallest = SIZES.last().copied().unwrap_or(TITLE_SIZE);
        first_whole.unwrap_or_else(|| Self::of_size(filled, width, smallest, more))
    }

    fn is_whole(&self) -> bool {
        self.blocks.iter().all(|(_, block)| block.content.is_whole)
    }

    /// The canvas with letters of a size, what is too much left out.
    fn of_size(filled: &[Filled], width: f64, size: f64, more: &str) -> Self {
        let need = |block: &Filled, width: f64, most: f64| Content::of(block, width, most, size, more).height(size);
        let Laid { columns, band } = Laid::new(filled.iter().enumerate(), |(_, block)| block.place);

        let column = (width - gaps(columns.len())) / count(columns.len().max(1));
        // Columns of as many blocks have their borders at the same heights.
        let (least, most) = COLUMNS;
        let mut levels: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
        for blocks in &columns {
            let level = levels.entry(blocks.len()).or_insert_with(|| vec![0.0; blocks.len()]);
            for (height, (_, block)) in level.iter_mut().zip(blocks) {
                *height = need(block, column, most).max(*height);
            }
        }
        let mut high: f64 = if columns.is_empty() { 0.0 } else { least };
        for (blocks, level) in &mut levels {
            let room = most - gaps(*blocks);
            if *blocks > 1 && level.iter().sum::<f64>() > room {
                *level = parted(level, room, f64::min);
            }
            high = high.max(level.iter().sum::<f64>() + gaps(*blocks));
        }
        for (blocks, level) in &mut levels {
            *level = parted(level, high - gaps(*blocks), f64::max);
        }

        let mut blocks = Vec::new();
        let mut lay = |(order, block): &(usize, &Filled), x: f64, y: f64, width: f64, height: f64| {
            let content = Content::of(block, width, height, size, more);
            blocks.push((*order, LaidBlock { content, x, y, width, height }));
        };
        for (place, own) in columns.iter().enumerate() {
            let mut y = 0.0;
            for (block, height) in own.iter().zip(levels.get(&own.len()).into_iter().flatten()) {
                lay(block, count(place) * (column + GAP), y, column, *height);
                y += height + GAP;
            }
        }
        let spans = count(band.iter().map(|(_, block)| block.place.span).sum::<usize>().max(1));
        let of_band = |block: &Filled| (width - gaps(band.len())) * count(block.place.span) / spans;
        let foot = band.iter().map(|(_, block)| need(block, of_band(block), FOOT.1)).fold(FOOT.0, f64::max);
        let under = if columns.is_empty() { 0.0 } else { high + GAP };
        let mut x = 0.0;
        for block in &band {
            lay(block, x, under, of_band(block.1), foot);
            x += of_band(block.1) + GAP;
        }
        blocks.sort_by_key(|(order, _)| *order);
        Self { blocks, height: if band.is_empty() { high } else { under + foot }, size }
    }

    fn value(&self) -> Value {
        named([
            ("height", tenth(self.height)),
            ("size", tenth(self.size)),
            ("blocks", Value::from(self.blocks.iter().map(|(_, block)| block.value(self.size)).collect::<Vec<_>>())),
        ])
    }
}

/// A room parted between blocks that need so much each: as far as possible alike, but each gets what it needs (`chosen`
/// is the larger), or none gets more than it needs (`chosen` is the smaller).
fn parted(needs: &[f64], room: f64, chosen: fn(f64, f64) -> f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..needs.len()).collect();
    let need = |index: &usize| needs.get(*index).copied().unwrap_or_default();
    order.sort_by(|left, right| need(left).total_cmp(&need(right)));
    // Whoever departs from an equal part comes first: the one that needs most where all needs are met, else the least.
    if chosen(0.0, 1.0) > 0.5 {
        order.reverse();
    }
    let mut parts = vec![0.0; needs.len()];
    let mut left = room;
    for (done, index) in order.iter().enumerate() {
        let part = chosen(need(index), left / count(needs.len() - done));
        if let Some(place) = parts.get_mut(*index) {
            *place = part;
        }
        left -= part;
    }
    parts
}

/// The gaps between so many blocks.
fn gaps(blocks: usize) -> f64 {
    count(blocks.saturating_sub(1)) * GAP
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}

impl Content {
    /// What of a block fits into a width and a height.
    fn of(block: &Filled, width: f64, height: f64, size: f64, more: &str) -> Self {
        let room = width - 2.0 * PADDING;
        let titles =
            lettering::wrapped(&block.title, room / width::of_bold("e", 1.0) * width::of("e", 1.0), TITLE_SIZE);
        let mut content = Self { titles, lines: Vec::new(), is_whole: true };
        for (place, entry) in block.entries.iter().enumerate() {
            let before = content.lines.len();
            content.is_whole &= content.add(entry, room - INDENT, size);
            let is_last = place + 1 == block.entries.len();
            let left = if is_last { 0.0 } else { gap_before(true, size) + leading(size) };
            if content.height(size) + left > height + 0.01 && place > 0 {
                content.lines.truncate(before);
                let text = more.replace('#', &(block.entries.len() - place).to_string());
                content.lines.push(TextLine { text, first: true, leftwards: false });
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
        self.lines.extend(lines.map(|(place, text)| TextLine { text, first: place == 0, leftwards }));
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

impl LaidBlock {
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
