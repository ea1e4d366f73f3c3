//! `canvass show`: the canvas with its blocks, in the width at hand.

use super::findings::tell_misfits;
use super::press::Press;
use super::{DONE, Failure, World, comment, opening};
use crate::facts::Facts;
use crate::report::canvas;
use std::path::Path;

/// How wide the canvas is where no terminal says it: wide enough to lie as on paper.
const USUAL: usize = 100;

pub(super) fn run(path: &Path, world: &mut World) -> Result<u8, Failure> {
    let (plan, bank) = opening::plan_and_bank(path, world)?;
    opening::draws_a_canvas(&bank)?;
    let facts = Facts::new(&bank, &plan);
    tell_misfits(&facts, world);
    let blocks = Press::open(&bank, world)?.canvas_blocks(&facts.view)?;
    let text = canvas::draw(&blocks, world.shape(), world.output_columns(USUAL), world.output_colour());
    let said = comment::drawn(&comment::of_plan(path)?, &bank, &facts, false, world.text_columns());
    world.print(&if said.is_empty() { text } else { format!("{text}\n{said}") })?;
    Ok(DONE)
}
