//! What is said on the terminal: problems, findings, recaps as styled text.

mod diagnostics;

pub use diagnostics::draw;
