//! `canvass show`: the canvas with its blocks, in the width at hand.

use super::findings::tell_misfits;
use super::press::Press;
use super::recap::further;
use super::{DONE, Failure, World, comment, opening};
use crate::bank::Bank;
use crate::facts::{Facts, Point};
use crate::plan::{Address, State};
use crate::report::recap::paragraphs;
use crate::report::{self, canvas};
use crate::words;
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
    let text = canvas::draw(&blocks, world.shape(), world.output_columns(USUAL), world.output_colour());
    let width = world.text_columns();
    let further = report::recap::further(&further(&facts, &bank, &press, |_| true), width);
    let (_, said) = comment::said(path, &bank, &facts, width)?;
    let below = [further, private(&bank, &facts, width), said].into_iter().filter(|own| !own.is_empty());
    let parts: Vec<String> = std::iter::once(text).chain(below).collect();
    world.print(&parts.join("\n"))?;
    Ok(DONE)
}

/// Which of the answers are private, in a sentence; empty where none is.
fn private(bank: &Bank, facts: &Facts<'_>, width: usize) -> String {
    let private = bank.private();
    let is_private = |point: &&Point<'_>| match &point.address {
        Address::Question(id) => private.has("", id),
        // The entries of a private list go with it.
        Address::Field { list, field, .. } => private.has(list, field) && !private.has("", list),
    };
    let told = facts.points.iter().filter(is_private).filter(|point| point.state == State::Answered);
    let named: Vec<String> = told.map(Point::named).collect();
    if named.is_empty() {
        return String::new();
    }
    let text = format!("Private, so that documents and tables leave it out: {}.", words::listed(&named));
    paragraphs(&words::printable(&text), width)
}
