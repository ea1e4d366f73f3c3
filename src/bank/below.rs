//! Which banks lie below one another: the one that a bank extends, the one that extends, and so on.

use super::read::{File, Problems, folder_of, is_toml, stem};
use super::texts::Texts;
use super::written::{error, suggest};
use super::{built_in_ids, files_of};
use crate::words;
use std::borrow::Cow;
use std::ops::Range;
use toml::Spanned;

/// More banks do not lie over one another.
const DEEPEST: usize = 8;

/// All that is read of a `bank.toml` before everything else.
#[derive(serde::Deserialize)]
struct Head {
    id: Option<Spanned<String>>,
    extends: Option<Spanned<String>>,
}

/// The folders of the banks that lie over one another, the topmost first, and what keeps the chain from being whole.
#[derive(Debug, Default)]
pub(super) struct Chain {
    pub folders: Vec<String>,
    broken: Option<Broken>,
}

/// Where a chain breaks off: in the `bank.toml` of the last folder.
#[derive(Debug)]
struct Broken {
    extends: String,
    span: Range<usize>,
    end: End,
}

/// What the last `extends` of a chain leads to.
#[derive(Debug)]
enum End {
    /// A bank that is part of canvass.
    BuiltIn(&'static str),
    /// A folder whose files are not here.
    Folder(String),
    /// A word that is neither.
    Nothing,
    /// A bank that is in the chain already, or too many banks.
    Circle,
}

/// The folder that has to be read as well, because a bank among these files extends the bank in it.
#[must_use]
pub fn extended_folder(files: &[File]) -> Option<String> {
    match Chain::of(files).broken?.end {
        End::Folder(folder) => Some(folder),
        _ => None,
    }
}

/// The text of a `bank.toml` for another folder: with another id, and with another path to the bank that it extends, which
/// `led` gives. The name of a bank of canvass, and a path from the root, hold anywhere.
#[must_use]
pub fn moved(text: &str, id: &str, led: impl FnOnce(&str) -> String) -> String {
    let Ok(Head { id: own, extends }) = toml::from_str(text) else { return text.to_owned() };
    let path = extends.filter(|path| is_path(path.get_ref()) && !is_from_root(path.get_ref()));
    let path = path.map(|path| (path.span(), led(path.get_ref())));
    let mut changes: Vec<_> = own.map(|own| (own.span(), id.to_owned())).into_iter().chain(path).collect();
    changes.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    changes.into_iter().fold(text.to_owned(), |mut text, (span, value)| {
        text.replace_range(span, &toml::Value::String(value).to_string());
        text
    })
}

/// The files, with those of the banks of canvass that they extend.
pub(super) fn with_built_in(files: &[File]) -> Cow<'_, [File]> {
    let mut files = Cow::Borrowed(files);
    while let Some(Broken { end: End::BuiltIn(id), .. }) = Chain::of(&files).broken {
        files.to_mut().extend(files_of(id).unwrap_or_default());
    }
    files
}

impl Chain {
    pub fn of(files: &[File]) -> Self {
        let mut chain = Self::default();
        let is_bank = |path: &str| is_toml(path) && stem(path) == "bank";
        let bank_in = |folder: &str| files.iter().find(|(path, _)| is_bank(path) && folder_of(path) == folder);
        let mut next = files.iter().find(|(path, _)| is_bank(path));
        while let Some((path, text)) = next {
            let folder = folder_of(path);
            chain.folders.push(folder.to_owned());
            let Some(extends) = extends(text) else { break };
            let end = match target(folder, extends.get_ref()) {
                Some(target) if target == "." && chain.folders.iter().any(String::is_empty) => End::Circle,
                Some(target) if chain.folders.contains(&target) || chain.folders.len() == DEEPEST => End::Circle,
                Some(target) => {
                    next = bank_in(&target);
                    if next.is_some() {
                        continue;
                    }
                    match built_in_ids().find(|id| extends.get_ref() == id) {
                        Some(id) => End::BuiltIn(id),
                        None => End::Folder(target),
                    }
                }
                None => End::Nothing,
            };
            chain.broken = Some(Broken { span: extends.span(), extends: extends.into_inner(), end });
            break;
        }
        chain
    }

    /// Whether the chain breaks off, which is told.
    pub fn is_broken(&self, texts: &Texts, problems: &mut Problems) -> bool {
        let Some(Broken { extends, span, end }) = &self.broken else { return false };
        let shown = words::printable(extends);
        let (code, message, help) = match end {
            End::Circle => {
                let help = "let it extend a bank that does not lead back here".to_owned();
                ("circular-bank", format!("this bank extends `{shown}`, which extends this one"), help)
            }
            End::Nothing => {
                let ids: Vec<String> = built_in_ids().map(|id| format!("`{id}`")).collect();
                let otherwise = format!("name {}, or a folder such as `../{shown}`", ids.join(", "));
                (
                    "missing-bank",
                    format!("no bank of canvass is called `{shown}`"),
                    suggest(extends, built_in_ids(), &otherwise),
                )
            }
            End::Folder(_) | End::BuiltIn(_) => {
                let help = "name a folder with a bank.toml, as it is reached from this one".to_owned();
                ("missing-bank", format!("there is no bank in `{shown}`, which this one extends"), help)
            }
        };
        let own = self
            .folders
            .last()
            .and_then(|folder| texts.iter().find(|file| stem(&file.path) == "bank" && folder_of(&file.path) == folder));
        let start = own.map_or(0, |file| file.start);
        problems.push(error(code, message, texts.place(&(span.start + start..span.end + start)), help));
        true
    }
}

/// What the text of a `bank.toml` says that it extends.
fn extends(text: &str) -> Option<Spanned<String>> {
    let may_extend = text.lines().any(|line| line.trim_start().starts_with("extends"));
    if may_extend { toml::from_str::<Head>(text).ok()?.extends } else { None }
}

/// The folder that is meant, seen from another; none where no bank of canvass has this name.
fn target(folder: &str, extends: &str) -> Option<String> {
    if built_in_ids().any(|id| id == extends) {
        return Some(format!("questions/{extends}"));
    }
    if is_from_root(extends) {
        return Some(extends.trim_end_matches(['/', '\\']).to_owned());
    }
    is_path(extends).then(|| joined(folder, extends))
}

fn is_path(extends: &str) -> bool {
    extends.contains(['/', '\\', '.'])
}

fn is_from_root(extends: &str) -> bool {
    extends.starts_with(['/', '\\']) || extends.contains(':')
}

/// A relative path seen from a folder, without steps back that can be spared.
fn joined(folder: &str, path: &str) -> String {
    let mut steps: Vec<&str> = folder.split(['/', '\\']).filter(|step| *step != ".").collect();
    if folder.is_empty() {
        steps.clear();
    }
    for step in path.split(['/', '\\']).filter(|step| !["", "."].contains(step)) {
        match steps.last() {
            Some(last) if step == ".." && !["", ".."].contains(last) => drop(steps.pop()),
            _ => steps.push(step),
        }
    }
    if steps.is_empty() { ".".to_owned() } else { steps.join("/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_named_as_it_is_seen_from_the_bank() {
        for (folder, extends, reached) in [
            ("hub", "../base", Some("base")),
            ("", "../base", Some("../base")),
            (".", "../base", Some("../base")),
            ("../hub", "../base", Some("../base")),
            ("/banks/hub", "../base", Some("/banks/base")),
            ("/hub", "../base/", Some("/base")),
            ("a/b/hub", "../../base", Some("a/base")),
            ("hub", "./inner", Some("hub/inner")),
            ("hub", "/banks/base", Some("/banks/base")),
            ("hub", "business-model", Some("questions/business-model")),
            ("hub", "business-modell", None),
        ] {
            assert_eq!(target(folder, extends).as_deref(), reached, "{folder} {extends}");
        }
    }
}
