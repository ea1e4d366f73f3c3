//! `canvass bank pack`: a bank in one file, to be handed out.

use super::written::{Target, is_output};
use super::{DONE, Failure, World, opening};
use crate::bank;
use crate::check_bank;
use crate::exchange::packed;
use crate::words;
use std::path::Path;

pub(super) fn run(folder: &Path, output: &Path, force: bool, world: &mut World) -> Result<u8, Failure> {
    let files = opening::files_named(folder)?;
    // What cannot be used is not handed out.
    let (read, warnings) = check_bank::read(&files)?;
    world.warn(&warnings);
    let own = bank::own_files(&files);
    // What is left once the bank stands alone is a bank, too: it may extend one that is part of canvass.
    if let Some(below) = bank::extended_folder(&own) {
        let message = format!("this bank extends the one in `{}`, which would be missing", words::printable(&below));
        let help =
            "copy that bank into this one first: `canvass --bank DIR bank copy NEW`, or extend one that is built in";
        return Err(Failure::trouble(message, help));
    }
    let text = packed(&read.id, &own);
    Target { path: output, force }.write(text.as_bytes(), world)?;
    if !is_output(output) {
        let shown = output.display().to_string();
        let command = shell_words::join(["canvass", "walk", "--bank", &shown]);
        world.tell(&format!("packed into {}; try it with: {command}\n", words::printable(&shown)));
    }
    Ok(DONE)
}
