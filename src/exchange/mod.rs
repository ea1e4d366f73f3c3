//! Everything that is not the walk and becomes answers.

mod answers;
mod pack;

pub use answers::answers_file;
pub use pack::{PACK, packed, unpacked};
