//! Everything that is not the walk and becomes answers.

mod answers;

pub use answers::answers_file;
