//! The tests of whole parts and whole commands, in one binary.

mod bank_cases;
