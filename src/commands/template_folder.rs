//! The templates of one's own: which folder, and what stands in it.

use super::{Failure, World};
use crate::bank::{Template, style};
use crate::files::{self, FileError};
use std::path::{Path, PathBuf};

/// A folder with more files is something else than a folder of templates.
const MOST_FILES: usize = 1000;

/// Folders in folders, deeper than anybody sorts templates; also what a link back to itself leads to.
const DEEPEST: usize = 8;

/// The folder named with `--template`, else in `CANVASS_TEMPLATE`.
pub(super) fn named(world: &World) -> Option<PathBuf> {
    world.settings.template.clone().or_else(|| world.variables.template.clone().map(PathBuf::from))
}

/// The templates in a folder and the folders in it, in the order of their names. Left out are hidden files, backups
/// and `README.md`.
pub(super) fn read(folder: &Path) -> Result<Vec<Template>, Failure> {
    let copy = "name a folder of templates; `canvass template copy DIR` makes one";
    if folder.is_file() {
        return Err(Failure::trouble(format!("`{}` is a file, not a folder of templates", folder.display()), copy));
    }
    if !folder.exists() {
        return Err(Failure::trouble(format!("there is no folder `{}`", folder.display()), copy));
    }
    let found = files_in(folder)?;
    if found.is_empty() {
        let message = format!("`{}` holds no template", folder.display());
        return Err(Failure::trouble(message, "`canvass template copy DIR` writes the built-in ones into a folder"));
    }
    let mut sources = Vec::with_capacity(found.len());
    for (name, path) in found {
        let text = text_of(&path)?;
        sources.push(Template { path: path.display().to_string(), ..Template::from((name, text)) });
    }
    Ok(sources)
}

/// What stands in a file among templates; a picture as the address that holds it.
pub(super) fn text_of(path: &Path) -> Result<String, FileError> {
    let name = path.to_string_lossy();
    if !style::is_picture(&name) {
        return files::read(path);
    }
    Ok(style::held(&name, &files::read_bytes(path)?).unwrap_or_default())
}

/// The name and the path of every template in a folder, as for [`read`].
pub(super) fn files_in(folder: &Path) -> Result<Vec<(String, PathBuf)>, Failure> {
    let mut found = Vec::new();
    collect(folder, "", 0, &mut found)?;
    found.sort_by(|(left, _), (right, _)| left.cmp(right));
    Ok(found)
}

fn collect(folder: &Path, prefix: &str, depth: usize, found: &mut Vec<(String, PathBuf)>) -> Result<(), Failure> {
    let unreadable = |error: std::io::Error| {
        let message = format!("the templates in `{}` cannot be read: {}", folder.display(), files::reason(&error));
        Failure::trouble(message, "name a folder of templates; `canvass template copy DIR` makes one")
    };
    if depth > DEEPEST {
        let message = format!("`{}` lies too deep among the templates", folder.display());
        return Err(Failure::trouble(
            message,
            "keep templates at most a few folders deep, and take out links that lead back",
        ));
    }
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path.file_name().unwrap_or_default();
        let Some(name) = name.to_str() else {
            let message = format!("the name of `{}` is not UTF-8 text", path.display());
            return Err(Failure::trouble(message, "give the file a name of ordinary letters"));
        };
        if is_left_out(name) {
            continue;
        }
        let called = format!("{prefix}{name}");
        if path.is_dir() {
            collect(&path, &format!("{called}/"), depth + 1, found)?;
        } else {
            found.push((called, path));
        }
        if found.len() > MOST_FILES {
            let message = format!("`{}` holds more than {MOST_FILES} files", folder.display());
            return Err(Failure::trouble(message, "name a folder that holds nothing but templates"));
        }
    }
    Ok(())
}

fn is_left_out(name: &str) -> bool {
    let is_backup = Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("bak"));
    is_backup || name.starts_with('.') || name.ends_with('~') || name == "README.md"
}
