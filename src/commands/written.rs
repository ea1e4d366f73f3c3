//! Documents written to files: where they go, and what they never take the place of.

use super::press::Press;
use super::{Failure, World};
use crate::documents::{Format, is_sealed, sealed};
use crate::fact::Fact;
use crate::files;
use crate::words;
use std::fs;
use std::path::{Path, PathBuf};

/// A file that a command was told to write.
pub(super) struct Target<'a> {
    /// Where.
    pub(super) path: &'a Path,
    /// Whether what stands there may be replaced, once there is a copy of it.
    pub(super) force: bool,
}

impl Target<'_> {
    /// Writes a document, sealed, so that the next one may take its place while nobody has changed it.
    pub(super) fn write_sealed(&self, document: Vec<u8>, format: Format, world: &mut World) -> Result<(), Failure> {
        self.write(&sealed(document, format), world)
    }

    /// Writes a file. What stands there already and is not canvass's own, or was changed since canvass wrote it, is
    /// only replaced by force, and then a copy of it stays.
    pub(super) fn write(&self, content: &[u8], world: &mut World) -> Result<(), Failure> {
        if is_to_be_kept(self.path, content) {
            let shown = words::printable(&self.path.display().to_string());
            if !self.force {
                let message = format!(
                    "`{shown}` is there already, and canvass did not write it or it was changed since, so nothing was \
                     written"
                );
                return Err(Failure::trouble(message, "name another file, or add --force: then a copy of it is kept"));
            }
            let copy = files::keep_copy(self.path)?;
            let copy = words::printable(&copy.display().to_string());
            world.tell(&format!("what stood in `{shown}` is kept in `{copy}`\n"));
        }
        Ok(files::save(self.path, content)?)
    }
}

/// Writes the plan up in Markdown and HTML and says what was written. What stood there and was not written by canvass,
/// or was changed since, is kept beside the new one.
pub(super) fn write_beside(stem: &str, facts: &Fact, press: &Press) -> Result<String, Failure> {
    let mut written = Vec::new();
    let mut kept = Vec::new();
    for (format, extension) in [(Format::Markdown, "md"), (Format::Html, "html")] {
        let target = PathBuf::from(format!("{stem}.{extension}"));
        let document = sealed(press.draft(facts, format)?, format);
        if is_to_be_kept(&target, &document) {
            kept.push(files::keep_copy(&target)?.display().to_string());
        }
        files::save(&target, &document)?;
        written.push(target.display().to_string());
    }
    let mut said = format!("written: {}", words::listed(&written));
    if !kept.is_empty() {
        said = format!("{said}; what you had there is kept in {}", words::listed(&kept));
    }
    Ok(said)
}

/// Whether a file has something in it that only stands there: not empty, not what is to be written, and not what
/// canvass wrote. What cannot be read counts as well; what is no regular file, such as a pipe, has nothing to keep.
fn is_to_be_kept(path: &Path, content: &[u8]) -> bool {
    if !path.is_file() {
        return false;
    }
    match fs::read(path) {
        Ok(old) => !old.is_empty() && old != content && !is_sealed(&old),
        Err(_) => true,
    }
}
