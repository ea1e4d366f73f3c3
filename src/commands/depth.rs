//! The choice between the short and the full path.

use crate::interview::{Length, Menu, Pick};

/// The menu that a new walk begins with; the keys are `essential` and `full`.
pub(super) fn depth_menu(short: Length, full: Length) -> Menu {
    let pick = |key: &str, label: &str, length: Length, more: &str| Pick {
        key: key.into(),
        label: label.into(),
        help: Some(format!("{} minutes, {} questions; {more}", length.minutes, length.questions)),
        selected: false,
    };
    Menu {
        title: "How much time would you like to spend?".into(),
        text: Vec::new(),
        entries: vec![
            pick("essential", "the short path", short, "enough for a first plan"),
            pick("full", "the full path", full, "you can stop and come back"),
        ],
        folded: 0,
        search: None,
    }
}
