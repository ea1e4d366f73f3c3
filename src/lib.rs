//! canvass walks a founder through the business model canvas and writes the plan up.
//!
//! Imports run downwards only:
//!
//! ```text
//! commands  ->  prompt  report  files                 terminal, disk, clock
//!           ->  documents  ->  interview  checks  ->  facts  ->  figures     pure logic
//!           ->  plan  ->  bank                        pure model
//!           ->  expression  fact  diagnostic  words  amounts  currency   foundation
//! ```

pub mod amounts;
pub mod bank;
pub mod checks;
pub mod cli;
pub mod commands;
pub mod currency;
pub mod diagnostic;
pub mod documents;
pub mod expression;
pub mod fact;
pub mod facts;
pub mod figures;
pub mod files;
pub mod interview;
pub mod plan;
pub mod prompt;
pub mod report;
pub mod words;
