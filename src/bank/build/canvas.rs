//! The blocks of the drawn canvas, from what was written to the model.

use super::{error, missing, optional, shown, size, suggest, value};
use crate::bank::read::{Problems, Source};
use crate::bank::source::{At, RawBank, RawCanvasBlock};
use crate::bank::{CanvasBlock, Step};

/// The blocks as they are written; each stands for a list of the bank, and has a place of its own.
pub(super) fn blocks(bank: &Source<RawBank>, steps: &[Step], problems: &mut Problems) -> Vec<CanvasBlock> {
    let mut blocks: Vec<CanvasBlock> = Vec::new();
    for raw in &bank.raw.canvas {
        let RawCanvasBlock { list, title, column, row, span, .. } = &raw.value;
        let absent = [("list", list.is_none()), ("title", title.is_none()), ("row", row.is_none())];
        for (key, _) in absent.into_iter().filter(|(_, absent)| *absent) {
            problems.push(missing("a block of the canvas", key, bank.place(&raw.span)));
        }
        for (key, number) in [("column", column), ("row", row), ("span", span)] {
            if let Some(zero) = number.as_ref().filter(|number| number.value == 0) {
                let message = format!("`{key}` of a block of the canvas is counted from 1");
                problems.push(error(
                    "canvas-place",
                    message,
                    bank.place(&zero.span),
                    format!("write `{key} = 1` or more"),
                ));
            }
        }
        let lists = || steps.iter().flat_map(|step| &step.questions).filter(|question| question.items().is_some());
        if let Some(list) = list
            && lists().all(|question| question.id != list.value)
        {
            let help = suggest(&list.value, lists().map(|question| question.id.as_str()), "name a list of this bank");
            let message = format!("there is no list `{}` in this bank", shown(&list.value));
            problems.push(error("unknown-list", message, bank.place(&list.span), help));
        }
        let number = |number: &Option<At<u64>>| number.as_ref().map(size);
        let block = CanvasBlock {
            list: value(list),
            title: optional(title).unwrap_or_default(),
            column: number(column),
            row: number(row).unwrap_or(1),
            span: number(span).unwrap_or(1),
        };
        if row.is_some() && blocks.iter().any(|other| (other.column, other.row) == (block.column, block.row)) {
            let message = format!("two blocks of the canvas lie in the same place, `{}` is one", shown(&block.title));
            problems.push(error("canvas-place", message, bank.place(&raw.span), "give it a `row` of its own"));
        }
        blocks.push(block);
    }
    blocks
}
