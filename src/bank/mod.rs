//! The question bank: its model, reading it from text, and its lint.

mod model;

pub use model::{Bank, Choice, Count, Depth, ItemList, Kind, Link, Mistake, Part, Question, Range, Step};
