//! Results as styled text: the only home of console and annotate-snippets.

mod diagnostics;
pub mod figures;
mod layout;
pub mod recap;
pub mod styles;

pub use diagnostics::draw;
