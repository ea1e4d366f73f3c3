//! The formats of plan files, and the way from each to the next.

use crate::formats;
use serde_json::Value as Json;

/// What leads a plan from each format to the next. Add a function here and the format has a new number.
const STEPS: [fn(&mut Json); 0] = [];

/// The format this version writes.
pub const FORMAT: u32 = formats::newest(&STEPS);

/// Why a plan of that format is not read.
pub(super) fn refused(format: u64) -> Option<String> {
    formats::refused("plan", format, FORMAT)
}

/// Brings a plan of an older format up to date; none where it is of this one already.
pub(super) fn brought_up(plan: &Json, format: u64) -> Option<Json> {
    (format < u64::from(FORMAT)).then(|| {
        let mut plan = plan.clone();
        formats::bring_up(&mut plan, format, &STEPS);
        if let Some(plan) = plan.as_object_mut() {
            plan.insert("format".into(), FORMAT.into());
        }
        plan
    })
}
