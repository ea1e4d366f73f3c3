//! canvass walks a founder through the business model canvas and writes the plan up.
//!
//! Imports run downwards only:
//!
//! ```text
//! commands  ->  prompt  report  files                 terminal, disk, clock
//!           ->  check_bank  check_templates  cohort  exchange    what is wrong with banks and templates; many plans;
//!                                                     what becomes answers and is not the walk
//!           ->  documents  workbook  ->  prose  ->  trial  interview  checks  ->  facts     pure logic
//!           ->  plan  ->  bank  ->  figures           pure model and arithmetic
//!           ->  expression  fact  diagnostic  formats  words  amounts  currency   foundation
//! ```

pub mod amounts;
pub mod bank;
pub mod check_bank;
pub mod check_templates;
pub mod checks;
pub mod cli;
pub mod cohort;
pub mod commands;
mod currency;
pub mod diagnostic;
pub mod documents;
pub mod exchange;
pub mod expression;
pub mod fact;
pub mod facts;
pub mod figures;
pub mod files;
mod formats;
pub mod interview;
pub mod plan;
pub mod prompt;
mod prose;
pub mod report;
pub mod trial;
pub mod words;
pub mod workbook;
