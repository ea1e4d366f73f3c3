//! A canvas that others wrote becomes answers: what could be placed, and by its line what could not.

mod answers;
mod json;
mod markup;
mod names;
mod outline;
mod placing;

use crate::bank::Bank;
use crate::diagnostic::Diagnostic;
use crate::plan::read_answers;
use names::Parts;
use placing::Placing;
use serde_json::{Map, Value as Json};

/// What was made of a canvas.
#[derive(Debug, Default)]
pub struct Imported {
    /// The answers, as a file of answers has them.
    pub answers: Map<String, Json>,
    /// The parts that were found.
    pub parts: Vec<PartFound>,
    /// Captions and labels that were understood: what follows has the choice or the link that they name.
    pub understood: Vec<Left>,
    /// What has no place in the answers, by its line.
    pub left: Vec<Left>,
    /// How many entries were placed.
    pub placed: usize,
    /// Links that were not set because there is more than one candidate, or none: the list, the field, how often.
    pub unlinked: Vec<(String, String, usize)>,
}

/// A part of a canvas that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartFound {
    /// The number of the line that names it, from 1.
    pub at: usize,
    /// The line.
    pub text: String,
    /// The list or question that takes what it holds; none where it is only what the canvas is called.
    pub into: Option<String>,
}

/// A text that does not stand in the answers as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The number of its line, from 1.
    pub at: usize,
    /// What it says.
    pub text: String,
    /// What became of it, as the end of a sentence about it.
    pub why: String,
}

/// A part that was found, by its index; none for the name of the method.
#[derive(Clone, Debug)]
struct Found {
    at: usize,
    text: String,
    part: Option<usize>,
}

/// Reads a canvas in Markdown, in HTML within it, or in JSON; `path` is only shown.
///
/// # Errors
/// The place where JSON is none.
pub fn imported(bank: &Bank, text: &str, path: &str) -> Result<Imported, Diagnostic> {
    let text = text.trim_start_matches('\u{feff}');
    let pieces = if text.trim_start().starts_with('{') {
        json::outline_of_json(&Json::Object(read_answers(text, path)?), text)
    } else {
        outline::outline(text)
    };
    let parts = Parts::new(bank);
    let mut placing = Placing::new(bank, &parts);
    placing.all(pieces);
    Ok(answers::answered(bank, placing))
}
