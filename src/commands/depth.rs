//! The choice between the short and the full path.

use crate::interview::{Extent, Menu, Pick};

/// The menu that a new walk begins with; the keys are `essential` and `full`.
pub(super) fn depth_menu(extent: Extent) -> Menu {
    let pick = |key: &str, label: &str, help: String| Pick {
        key: key.into(),
        label: label.into(),
        help: Some(help),
        selected: false,
    };
    let short = format!("about {} minutes, {} questions; enough for a first plan", extent.minutes, extent.questions);
    Menu {
        title: "How much time would you like to spend?".into(),
        text: Vec::new(),
        entries: vec![
            pick("essential", "the short path", short),
            pick("full", "the full path", "every question; you can stop and come back".into()),
        ],
        search: None,
    }
}
