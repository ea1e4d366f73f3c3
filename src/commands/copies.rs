//! Built-in files written out for editing.

use super::Failure;
use crate::files;
use std::fs;
use std::path::Path;

/// Writes files into a folder that is new or empty; their names may lead into folders of their own. `what` is what
/// they are together, as in "the bank".
pub(super) fn write<N: AsRef<Path>, T: AsRef<[u8]>>(
    what: &str,
    folder: &Path,
    copies: impl IntoIterator<Item = (N, T)>,
) -> Result<(), Failure> {
    let doing = |error: std::io::Error| {
        let message = format!("the {what} cannot be copied to `{}`: {}", folder.display(), files::reason(&error));
        Failure::trouble(message, "name a folder that is new or empty, in a place you can write to")
    };
    if folder.exists() && fs::read_dir(folder).map_err(doing)?.next().is_some() {
        let message = format!("`{}` is not empty, so nothing was copied", folder.display());
        return Err(Failure::trouble(message, "name a folder that is new or empty"));
    }
    for (name, text) in copies {
        let target = folder.join(name);
        fs::create_dir_all(target.parent().unwrap_or(folder)).map_err(doing)?;
        files::save(&target, text)?;
    }
    Ok(())
}
