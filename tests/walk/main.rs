//! Whole walks through the program, as founders go them: in a real terminal, over a pipe, from an answers file.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on says so")]

#[path = "../support/answering.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod answering;
mod budgets;
mod case;
mod enterable;
mod essentials;
mod founder;
mod kinds;
mod leaving;
mod lines;
mod linked;
#[path = "../support/program.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod program;
#[path = "../support/pty.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod pty;
mod readme;
mod sizes;
mod tables;
mod tally;
mod terminal;
mod window;
