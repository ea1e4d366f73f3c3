//! What the walks of `tests/cases` ask of a person: questions, prompts, words, keys and minutes, as a table. Run with
//! `cargo bench --bench walks`, or prompt by prompt with `cargo bench --bench walks -- hair-salon short`; `cargo test --test
//! walk` holds them to their ceilings.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    dead_code,
    missing_docs,
    reason = "a measurement that cannot be made says so by panicking; most of what is shared is for the tests"
)]

#[path = "../walk/budgets.rs"]
mod budgets;
#[path = "../walk/case.rs"]
mod case;
#[path = "../walk/founder.rs"]
mod founder;
#[path = "../walk/lines.rs"]
mod lines;
#[path = "../support/program.rs"]
mod program;
#[path = "../support/pty.rs"]
mod pty;
#[path = "../walk/tally.rs"]
mod tally;
#[path = "../walk/window.rs"]
mod window;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    match &words[..] {
        [name, path] => print!("{}", budgets::told(name, path)),
        _ => print!("{}", budgets::table()),
    }
}
