//! Many plans beside each other: what each comes to, how ready it is, and what is different between two of them.

mod benchmarks;
mod blind;
mod column;
mod course;
mod data;
mod difference;
mod measure;
mod page;
mod score;
mod sheet;
mod table;

pub use benchmarks::{Benchmarks, FEWEST, Range, Share, benchmarks};
pub use blind::blind;
pub use column::{Heading, OWN_COLUMNS, OwnColumn, headings, own_headings};
pub use course::{Stage, courses};
pub use data::{Layout, Lines, written_out};
pub use difference::{Change, Happened, Side, changes, in_words};
pub use measure::{Cell, Found, Measured, Value, measure};
pub use page::page;
pub use score::{Advice, Cap, READINESS_NOTE, Score, score};
pub use sheet::workbook;
pub use table::{Row, Table};
