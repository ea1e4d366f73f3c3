//! Many plans beside each other: what each comes to, how ready it is, and what is different between two of them.

mod column;
mod data;
mod measure;
mod score;
mod table;

pub use column::{Heading, OWN_COLUMNS, OwnColumn, headings};
pub use data::{csv, json_lines};
pub use measure::{Cell, Found, Measured, Value, measure};
pub use score::{Advice, Cap, READINESS_NOTE, Score, score};
pub use table::{Row, Table};
