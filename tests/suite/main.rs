//! The tests of whole parts and whole commands, in one binary.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test fails by panicking, also in what it is built from"
)]

mod bank_cases;
mod checks;
mod command;
mod commands;
mod findings;
mod messages;
mod schema;
mod walks;
