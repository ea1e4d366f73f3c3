//! The tests of whole parts and whole commands, in one binary.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test fails by panicking, also in what it is built from"
)]

mod anonymous;
#[path = "../support/answering.rs"]
mod answering;
mod architecture;
mod bank_brief;
mod bank_cases;
mod bounds;
mod browser;
#[path = "../support/built_in.rs"]
mod built_in;
mod built_in_banks;
mod by_hand;
mod calendars;
mod cautions;
mod changes;
mod checks;
mod cohort;
mod command;
mod commands;
mod comments;
mod corpus;
mod counts;
mod dependencies;
mod details;
mod difficult;
mod documents;
mod enterable;
mod exchange;
mod extending;
mod fairness;
mod figures;
mod fill;
mod findings;
mod formats;
mod forms;
mod fuzz;
#[path = "../fuzz/fuzzing/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the long runs use more of it")]
mod fuzzing;
mod handing_over;
mod imports;
mod insights;
mod intake;
mod interviews;
mod kinds;
mod last_good;
mod lengths;
mod messages;
mod numbers;
mod openings;
mod order;
mod own_banks;
mod pauses;
mod private;
#[path = "../support/program.rs"]
mod program;
mod prompts;
mod properties;
mod proposals;
mod readers;
mod readme;
mod replacing;
mod schema;
mod script;
mod show;
mod small_bank;
mod steering;
mod styles;
mod tables;
mod template_cases;
mod templates;
mod together;
mod typeset;
mod upgraded_banks;
mod upgrades;
mod walks;
mod word;
mod words;
mod workbook;
mod workbooks;
