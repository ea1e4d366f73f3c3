//! Where the blocks lie: as on paper, or one below another.

use super::boxes::Frame;
use super::lines::{boxed, compact};
use crate::documents::{FilledBlock, Laid};
use std::collections::BTreeMap;

/// The columns that the borders and the spaces beside them take of a frame.
const AROUND: usize = 4;

/// One block below another.
pub(super) fn stacked(blocks: &[FilledBlock], width: usize) -> Vec<Frame> {
    let frames = blocks.iter().map(|block| Frame::new(compact(block, width.saturating_sub(AROUND)), 0, width));
    placed(frames.collect(), 0)
}

/// Columns side by side, and a band below them.
pub(super) fn classic(blocks: &[FilledBlock], width: usize) -> Vec<Frame> {
    let Laid { columns, band: below } = Laid::new(blocks, |block| block.place);
    let spans = parts(width, columns.len());
    let columns = columns.into_iter().zip(spans).map(|(column, (x, width))| {
        column.into_iter().map(|block| Frame::new(boxed(block, width.saturating_sub(AROUND)), x, width)).collect()
    });
    let columns = levelled(columns.collect());
    let floor = columns.iter().flatten().map(Frame::floor).max().unwrap_or_default();
    let mut frames: Vec<Frame> = columns.into_iter().flatten().collect();
    frames.extend(band(&below, width, floor));
    frames
}

/// Blocks side by side below all columns.
fn band(blocks: &[&FilledBlock], width: usize, top: usize) -> Vec<Frame> {
    let ends = blocks.iter().scan(0, |end, block| {
        *end += block.place.span;
        Some(*end)
    });
    let ends: Vec<usize> = ends.collect();
    let whole = ends.last().copied().unwrap_or(1);
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let frames = blocks.iter().zip(starts.zip(&ends).map(|(start, end)| part(width, whole, start, *end)));
    let mut frames: Vec<Frame> =
        frames.map(|(block, (x, width))| Frame::new(boxed(block, width.saturating_sub(AROUND)), x, width)).collect();
    let height = frames.iter().map(|frame| frame.height).max().unwrap_or_default();
    for frame in &mut frames {
        (frame.height, frame.y) = (height, top);
    }
    frames
}

/// The start and the width of each of `count` frames that share their borders and fill a row.
fn parts(width: usize, count: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..count).map(move |index| part(width, count, index, index + 1))
}

/// The start and the width of a frame that takes the parts from `start` to `end` of a row of `whole` parts.
fn part(width: usize, whole: usize, start: usize, end: usize) -> (usize, usize) {
    let edge = |part: usize| width.saturating_sub(1) * part / whole.max(1);
    (edge(start), edge(end) - edge(start) + 1)
}

/// Columns of one height; those with as many blocks have their borders at the same heights.
fn levelled(mut columns: Vec<Vec<Frame>>) -> Vec<Vec<Frame>> {
    let mut heights: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for column in &columns {
        let level = heights.entry(column.len()).or_insert_with(|| vec![0; column.len()]);
        for (height, frame) in level.iter_mut().zip(column) {
            *height = frame.height.max(*height);
        }
    }
    // Neighbours share a border.
    let total = |level: &[usize]| (level.iter().sum::<usize>() + 1).saturating_sub(level.len());
    let tallest = heights.values().map(|level| total(level)).max().unwrap_or_default();
    for level in heights.values_mut() {
        for _ in total(level)..tallest {
            if let Some(smallest) = level.iter_mut().min() {
                *smallest += 1;
            }
        }
    }
    for column in &mut columns {
        let level = heights.get(&column.len()).into_iter().flatten();
        for (frame, height) in column.iter_mut().zip(level) {
            frame.height = *height;
        }
    }
    columns.into_iter().map(|column| placed(column, 0)).collect()
}

/// Frames one below another, each sharing a border with the next.
fn placed(mut frames: Vec<Frame>, top: usize) -> Vec<Frame> {
    let mut y = top;
    for frame in &mut frames {
        frame.y = y;
        y = frame.floor();
    }
    frames
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fill_the_row_and_share_their_borders() {
        for width in 20..300 {
            for count in 1..8 {
                let parts: Vec<(usize, usize)> = parts(width, count).collect();
                assert_eq!(parts[0].0, 0);
                assert_eq!(parts[count - 1].0 + parts[count - 1].1, width, "{width}, {count}");
                assert!(parts.windows(2).all(|pair| pair[0].0 + pair[0].1 - 1 == pair[1].0));
            }
        }
    }
}
