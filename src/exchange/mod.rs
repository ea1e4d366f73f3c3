//! Everything that is not the walk and becomes answers.

mod answers;
mod import;
mod pack;

pub use answers::answers_file;
pub use import::{Imported, Left, PartFound, imported};
pub use pack::{PACK, packed, unpacked};
