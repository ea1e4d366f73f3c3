//! A template as it was read.

use super::read::File;
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
}

impl From<(String, String)> for Template {
    /// A template that is known by its name alone.
    fn from((name, text): (String, String)) -> Self {
        Self { path: name.clone(), name, text: text.into(), is_built_in: false }
    }
}

/// The templates among the files of a bank: those in its folder `templates`, or, for a bank that is part of canvass, in
/// the folder of its name among all templates.
pub(super) fn templates(files: &[File]) -> Vec<Template> {
    let bank = files.iter().find_map(|(path, _)| folder_of_bank(path)).unwrap_or_default();
    let built_in = format!("templates/{}/", bank.rsplit(['/', '\\']).next().unwrap_or_default());
    let named = files.iter().filter_map(|(path, text)| {
        let within = path.strip_prefix(bank).map(|rest| rest.trim_start_matches(['/', '\\']).replace('\\', "/"));
        let own = within.as_deref().and_then(|path| path.strip_prefix("templates/"));
        let (name, is_built_in) = match own {
            Some(name) => (name, false),
            None => (path.strip_prefix(&built_in)?, true),
        };
        Some(Template { name: name.to_owned(), path: path.clone(), text: text.as_str().into(), is_built_in })
    });
    named.collect()
}

fn folder_of_bank(path: &str) -> Option<&str> {
    path.strip_suffix("bank.toml").map(|folder| folder.trim_end_matches(['/', '\\']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_named_by_their_place_among_those_of_the_bank() {
        for (bank, path, name) in [
            ("hub/bank.toml", "hub/templates/chapters/team.md", Some("chapters/team.md")),
            ("questions/lean/bank.toml", "templates/lean/recap.txt", Some("recap.txt")),
            ("bank.toml", "templates/plan.md", Some("plan.md")),
            ("hub/bank.toml", "hub/01-groups.toml", None),
            ("C:\\hub\\bank.toml", "C:\\hub\\templates\\chapters\\team.md", Some("chapters/team.md")),
        ] {
            let files = [(bank.to_owned(), String::new()), (path.to_owned(), String::new())];
            assert_eq!(templates(&files).first().map(|template| template.name.as_str()), name, "{path}");
        }
    }
}
