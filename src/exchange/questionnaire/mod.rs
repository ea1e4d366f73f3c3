//! The questions on paper, or in an editor: printed blank or with what a plan holds, and read back.
//!
//! What is read back is Markdown of this form, whatever stands around it:
//!
//! ```text
//! <!-- canvass workbook: business-model -->
//!
//! **What is your venture called?** (needed) · `venture_name`
//!
//! > Spoke & Go
//!
//! ### City commuters · `segments: segments-1`
//!
//! **Do they pay?** (needed; one of these) · `pays`
//!
//! - [x] yes · `yes`
//! - [ ] no · `no`
//! ```
//!
//! A line that ends with a point and a key in code begins a question, or an entry of a list. Answers stand behind `>`,
//! ticks between brackets. `?` alone is "don't know yet", and may have a note behind it; `-` is "later"; `/ why` is "does
//! not apply"; `= 1.234` is exact; and a text that begins like one of these has a `\` before it.

mod reading;
mod writing;

pub use reading::{Read, is_questionnaire, read_questionnaire};
pub use writing::{as_markdown, as_paper, questionnaire};

/// The mark of a workbook, before the id of its bank.
const MARK: &str = "<!-- canvass workbook: ";

/// Between what is asked and its key.
const POINT: &str = " · ";

/// Stands for the id of an entry that has none yet.
const NEW: &str = "new";

/// Which questions are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Those of the short path, and what was said.
    Essential,
    /// Those of the full path, and what was said.
    Usual,
    /// The details, too.
    All,
}

/// A part of the workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading {
        /// From 1 for the highest.
        level: usize,
        /// What it says.
        text: String,
        /// The list and the entry that it begins.
        key: Option<String>,
    },
    /// A paragraph.
    Text(String),
    /// A question and the space for its answer.
    Question {
        /// What is asked.
        ask: String,
        /// How much it is needed and what kind of answer is meant, in brackets; empty where there is nothing to say.
        remark: String,
        /// What helps to answer it.
        help: Option<String>,
        /// The id of the question.
        key: String,
        /// What can be ticked: whether it is, the key and what it says.
        ticks: Vec<(bool, String, String)>,
        /// The answer, line by line.
        lines: Vec<String>,
        /// How many lines are left blank for an answer.
        blank: usize,
    },
}
