//! The home of tera: templates in layers, the engines that read them, the filters they use, and what is wrong with them.

pub(crate) mod engines;
pub(crate) mod escape;
pub(crate) mod failures;
pub(crate) mod filters;
pub(crate) mod language;
mod open_points;
pub(crate) mod output;
pub(crate) mod reach;
pub(crate) mod sources;
mod tables;
pub(crate) mod tags;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod values;
