//! Results as styled text: the only home of console.

pub mod diagnostics;
pub mod recap;
pub mod styles;
