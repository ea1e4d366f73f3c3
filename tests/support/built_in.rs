//! The usual bank and its templates, read once for all tests of a binary.

use canvass::bank::{self, Bank};
use canvass::documents::Templates;
use std::sync::LazyLock;

/// The usual bank.
pub fn bank() -> &'static Bank {
    static BANK: LazyLock<Bank> = LazyLock::new(|| bank::read(&bank::built_in_files()).unwrap());
    &BANK
}

/// Its templates.
pub fn templates() -> &'static Templates {
    static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| Templates::of(bank()).unwrap());
    &TEMPLATES
}
