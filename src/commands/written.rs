//! The documents a session writes beside its plan.

use super::Failure;
use super::press::Press;
use crate::documents::Format;
use crate::fact::Fact;
use crate::files;
use crate::words;
use std::path::{Path, PathBuf};

/// Writes the plan up in Markdown and HTML and says what was written. A document that somebody may have changed
/// since is kept beside the new one.
pub(super) fn write_beside(stem: &str, facts: &Fact, press: &Press) -> Result<String, Failure> {
    let mut written = Vec::new();
    let mut kept = Vec::new();
    for (format, extension) in [(Format::Markdown, "md"), (Format::Html, "html")] {
        let target = PathBuf::from(format!("{stem}.{extension}"));
        let text = press.draft(facts, format)?;
        kept.extend(keep_old(&target, &text)?);
        files::save(&target, &text)?;
        written.push(target.display().to_string());
    }
    let mut said = format!("written: {}", words::listed(&written));
    if !kept.is_empty() {
        said = format!("{said}; what stood there before is kept in {}", words::listed(&kept));
    }
    Ok(said)
}

/// Keeps a document that is there and says something else, under its own name with `.bak`.
fn keep_old(target: &Path, text: &[u8]) -> Result<Option<String>, Failure> {
    if !target.is_file() {
        return Ok(None);
    }
    let old = files::read(target)?;
    if old.as_bytes() == text {
        return Ok(None);
    }
    let backup = PathBuf::from(format!("{}.bak", target.display()));
    files::save(&backup, &old)?;
    Ok(Some(backup.display().to_string()))
}
