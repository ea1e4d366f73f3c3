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
        if is_output(self.path) {
            return world.print_bytes(&document);
        }
        self.write(&sealed(document, format), world)
    }

    /// Writes a file. What stands there already and is not canvass's own, or was changed since canvass wrote it, is
    /// only replaced by force, and then a copy of it stays.
    pub(super) fn write(&self, content: &[u8], world: &mut World) -> Result<(), Failure> {
        if is_output(self.path) {
            return world.print_bytes(content);
        }
        files::sweep(self.path);
        let copy = self.make_way(content)?;
        files::save(self.path, content)?;
        if let Some(copy) = copy {
            let shown = words::printable(&self.path.display().to_string());
            let copy = words::printable(&copy.display().to_string());
            world.tell(&format!("what stood in `{shown}` is kept in `{copy}`\n"));
        }
        Ok(())
    }

    /// The same for a document that is to be sealed, one of many, in a folder that was swept and is settled in the end; what
    /// was kept is not told.
    pub(super) fn replace(&self, document: Vec<u8>, format: Format) -> Result<(), Failure> {
        let content = sealed(document, format);
        self.make_way(&content)?;
        Ok(files::save_one_of_many(self.path, &content)?)
    }

    /// Sees to it that a file may be written, and gives the name of the copy of what stands there if one was made.
    fn make_way(&self, content: &[u8]) -> Result<Option<PathBuf>, Failure> {
        let mut copy = None;
        let shown = words::printable(&self.path.display().to_string());
        match standing(self.path, content) {
            Standing::Ours => {}
            Standing::Foreign if self.force => copy = Some(files::keep_copy(self.path)?),
            Standing::Foreign => {
                let message = format!(
                    "`{shown}` is there already, and canvass did not write it or it was changed since, so nothing was \
                     written"
                );
                return Err(Failure::trouble(message, "name another file, or add --force: then a copy of it is kept"));
            }
            Standing::LeadsNowhere => return Err(leads_nowhere(self.path)),
        }
        Ok(copy)
    }
}

/// Writes what a command makes where it was told to, and to standard output where it was told nothing. What stood there
/// and is not canvass's own is only replaced by force.
pub(super) fn hand_over(content: &[u8], output: Option<&Path>, force: bool, world: &mut World) -> Result<(), Failure> {
    match output {
        Some(path) => Target { path, force }.write(content, world),
        None => world.print_bytes(content),
    }
}

/// The same for text to be read, which reaches standard output as everything that canvass says does.
pub(super) fn hand_over_text(text: &str, output: Option<&Path>, force: bool, world: &mut World) -> Result<(), Failure> {
    match output.filter(|path| !is_output(path)) {
        Some(path) => Target { path, force }.write(text.as_bytes(), world),
        None => world.print(text),
    }
}

/// Whether a path means standard output.
pub(super) fn is_output(path: &Path) -> bool {
    ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].iter().any(|name| path == Path::new(name))
}

/// Writes the plan up in Markdown and HTML and says what was written. What stood there and was not written by canvass,
/// or was changed since, is kept beside the new one.
pub(super) fn write_beside(stem: &str, facts: &Fact, press: &Press) -> Result<String, Failure> {
    let mut written = Vec::new();
    let mut kept = Vec::new();
    for (format, extension) in [(Format::Markdown, "md"), (Format::Html, "html")] {
        let target = PathBuf::from(format!("{stem}.{extension}"));
        let document = sealed(press.draft(facts, format)?, format);
        match standing(&target, &document) {
            Standing::Ours => {}
            Standing::Foreign => kept.push(files::keep_copy(&target)?.display().to_string()),
            Standing::LeadsNowhere => return Err(leads_nowhere(&target)),
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

/// What stands where a document is to go.
enum Standing {
    /// Nothing that would be lost: no file, an empty one, what is to be written, what canvass wrote, or no regular file,
    /// such as a pipe.
    Ours,
    /// Something that only stands there, or cannot be read.
    Foreign,
    /// A link to no file. Somebody else may have put it there, so that canvass makes a file in a place of their choice.
    LeadsNowhere,
}

/// More bytes than any document of canvass has.
const MOST_KNOWN: u64 = 256 * 1024 * 1024;

fn standing(path: &Path, content: &[u8]) -> Standing {
    let is_link = fs::symlink_metadata(path).is_ok_and(|there| there.is_symlink());
    match fs::metadata(path) {
        Ok(there) if !there.is_file() => Standing::Ours,
        Ok(there) if there.len() > MOST_KNOWN => Standing::Foreign,
        Ok(_) => match fs::read(path) {
            Ok(old) if old == content || is_sealed(&old) || old.is_empty() && !is_link => Standing::Ours,
            _ => Standing::Foreign,
        },
        Err(_) if is_link => Standing::LeadsNowhere,
        Err(_) => Standing::Ours,
    }
}

fn leads_nowhere(path: &Path) -> Failure {
    let shown = words::printable(&path.display().to_string());
    let message = format!("`{shown}` is a link to a file that is not there, so nothing was written");
    Failure::trouble(message, "remove the link, or name the file itself")
}
