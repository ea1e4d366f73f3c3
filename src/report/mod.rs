//! Results as styled text: the only home of console.

pub mod styles;
