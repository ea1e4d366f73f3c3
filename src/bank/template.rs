//! A template as it was read.

use super::read::{File, folder_of, is_toml, stem};
use super::style::STYLE;
use std::sync::Arc;

/// A template with its name, for showing where something is wrong in it.
#[derive(Clone, Debug)]
pub struct Template {
    /// How templates call it: `chapters/team.md`.
    pub name: String,
    /// The file as the user would name it.
    pub path: String,
    /// What stands in it.
    pub text: Arc<str>,
    /// Whether it is part of canvass, and so known to be sound.
    pub is_built_in: bool,
    /// Whether it lies over those of a bank that its own bank extends.
    pub is_over: bool,
}

impl From<(String, String)> for Template {
    /// A template that is known by its name alone.
    fn from((name, text): (String, String)) -> Self {
        Self { path: name.clone(), name, text: text.into(), is_built_in: false, is_over: false }
    }
}

/// The templates of banks that lie over one another in these folders, the topmost first. They stand in the folder
/// `templates` of a bank, or, for a bank that is part of canvass, in the folder of its name among all templates.
pub(super) fn templates(files: &[File], folders: &[String]) -> Vec<Template> {
    let mut found: Vec<Template> = Vec::new();
    for (height, folder) in folders.iter().rev().enumerate() {
        let is_over = height > 0;
        let own: Vec<Template> = files.iter().filter_map(|file| template(file, folder, is_over)).collect();
        // Styles are read one over the other, key by key.
        let stays = |below: &Template| below.name == STYLE || own.iter().all(|own| own.name != below.name);
        found.retain(|below| !below.is_over || stays(below));
        found.extend(own);
    }
    found
}

/// The files of the topmost bank among these, its templates too, named as they stand in a folder of its own.
#[must_use]
pub fn own_files(files: &[File]) -> Vec<File> {
    let Some((bank, _)) = files.iter().find(|(path, _)| stem(path) == "bank") else { return Vec::new() };
    let folder = folder_of(bank);
    let named = files.iter().filter_map(|file| {
        let (path, text) = file;
        let name = match template(file, folder, false) {
            Some(template) => format!("templates/{}", template.name),
            None => format!("{}.toml", Some(stem(path)).filter(|_| is_toml(path) && folder_of(path) == folder)?),
        };
        Some((name, text.clone()))
    });
    named.collect()
}

fn template((path, text): &File, folder: &str, is_over: bool) -> Option<Template> {
    let within = path.strip_prefix(folder).map(|rest| rest.trim_start_matches(['/', '\\']).replace('\\', "/"));
    let own = within.as_deref().and_then(|path| path.strip_prefix("templates/"));
    let (name, is_built_in) = match (own, folder.strip_prefix("questions/")) {
        (Some(name), _) => (name, false),
        (None, Some(id)) => (path.strip_prefix("templates/")?.strip_prefix(id)?.strip_prefix('/')?, true),
        (None, None) => return None,
    };
    Some(Template { name: name.to_owned(), path: path.clone(), text: text.as_str().into(), is_built_in, is_over })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_named_by_their_place_among_those_of_the_bank() {
        for (bank, path, name) in [
            ("hub", "hub/templates/chapters/team.md", Some("chapters/team.md")),
            ("questions/lean", "templates/lean/recap.txt", Some("recap.txt")),
            ("", "templates/plan.md", Some("plan.md")),
            ("hub", "hub/01-groups.toml", None),
            ("C:\\hub", "C:\\hub\\templates\\chapters\\team.md", Some("chapters/team.md")),
        ] {
            let found = templates(&[(path.to_owned(), String::new())], &[bank.to_owned()]);
            assert_eq!(found.first().map(|template| template.name.as_str()), name, "{path}");
        }
    }
}
