//! What one answer amounts to, and the place of the walk that it makes.

use super::Point;
use crate::bank::{Depth, Question};
use crate::plan::{Address, Rejection, State};
use serde_json::Value as Json;

/// What one answer amounts to.
pub(super) struct ReadAnswer {
    pub(super) value: Json,
    pub(super) state: State,
    pub(super) misfit: Option<Rejection>,
    pub(super) stale: Vec<String>,
    pub(super) told: bool,
}

/// The place of the walk where an answer was read.
pub(super) fn point<'b>(
    address: Address,
    step: usize,
    question: &'b Question,
    item_title: Option<String>,
    label: String,
    reading: &ReadAnswer,
    depth: Depth,
) -> Point<'b> {
    Point {
        address,
        step,
        question,
        item_title,
        label,
        state: reading.state,
        misfit: reading.misfit.clone(),
        stale: reading.stale.clone(),
        depth,
        told: reading.told,
        picked: false,
        later: false,
    }
}
