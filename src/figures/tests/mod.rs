//! The golden figures, the edge cases and the properties.

mod cases;
mod courses;
mod edges;
mod funding;
pub(in crate::figures) mod golden;
mod open;
mod properties;
