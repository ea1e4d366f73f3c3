//! Text made ready for the place it stands in.

pub(crate) mod markdown;
pub(crate) mod typst;
