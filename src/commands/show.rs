//! `canvass show`: the canvas with its blocks, in the width at hand.

use super::findings::tell_misfits;
use super::press::Press;
use super::recap::further;
use super::{DONE, Failure, World, comment, opening};
use crate::facts::Facts;
use crate::report::{self, canvas};
use std::path::Path;

/// How wide the canvas is where no terminal says it: wide enough to lie as on paper.
const USUAL: usize = 100;

pub(super) fn run(path: &Path, world: &mut World) -> Result<u8, Failure> {
    let (plan, bank) = opening::plan_and_bank(path, world)?;
    opening::draws_a_canvas(&bank)?;
    let facts = Facts::new(&bank, &plan);
    tell_misfits(&facts, world);
    let press = Press::open(&bank, world)?;
    let blocks = press.canvas_blocks(&facts.view)?;
    let mut text = canvas::draw(&blocks, world.shape(), world.output_columns(USUAL), world.output_colour());
    let further = further(&facts, &bank, &press, |_| true);
    if !further.is_empty() {
        text = format!("{text}\n{}", report::recap::further(&further, world.output_columns(USUAL)));
    }
    let said = comment::drawn(&comment::of_plan(path)?, &bank, &facts, false, world.text_columns());
    world.print(&if said.is_empty() { text } else { format!("{text}\n{said}") })?;
    Ok(DONE)
}
