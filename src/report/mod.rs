//! Results as styled text: the only home of console and annotate-snippets.

pub mod canvas;
pub mod cohort;
mod diagnostics;
pub mod due;
pub mod figures;
pub mod findings;
mod layout;
pub mod recap;
pub mod styles;

pub use diagnostics::draw;
