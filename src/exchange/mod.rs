//! Everything that is not the walk and becomes answers.

mod answers;
mod asked;
mod form;
mod import;
mod pack;
mod questionnaire;

pub use answers::answers_file;
pub use form::form;
pub use import::{Imported, Left, PartFound, imported};
pub use pack::{PACK, packed, unpacked};
pub use questionnaire::{
    Block, Extent, Read, as_markdown, as_paper, is_questionnaire, questionnaire, read_questionnaire,
};
