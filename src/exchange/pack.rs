//! A bank in one file, to be handed out: JSON that holds its files by their names.
//!
//! ```text
//! {
//!   "canvassbank": 1,
//!   "id": "our-hub",
//!   "files": {"bank.toml": "...", "customers.toml": "...", "templates/plan.md": "..."}
//! }
//! ```

use crate::bank::File;
use crate::diagnostic::Diagnostic;
use crate::words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How the name of such a file ends, without the point.
pub const PACK: &str = "canvassbank";

/// The number of the format.
const FORMAT: u32 = 1;

/// No bank has more files.
const MOST_FILES: usize = 1000;

#[derive(Serialize, Deserialize)]
struct Pack {
    canvassbank: u32,
    id: String,
    files: BTreeMap<String, String>,
}

/// The files of a bank, named as in a folder of its own, as one file.
#[must_use]
pub fn packed(id: &str, files: &[File]) -> String {
    let pack = Pack { canvassbank: FORMAT, id: id.to_owned(), files: files.iter().cloned().collect() };
    format!("{}\n", serde_json::to_string_pretty(&pack).unwrap_or_default())
}

/// The files of a bank that is packed, with the paths to show: below that of the pack.
///
/// # Errors
/// When it is none, is newer than this program, or holds names that are not those of a bank.
pub fn unpacked(text: &str, path: &str) -> Result<Vec<File>, Diagnostic> {
    let shown = words::printable(path);
    let refused = |why: String, help: &str| Diagnostic::error("wrong-pack", format!("`{shown}` {why}")).help(help);
    let again = "ask for the file again, or make it anew with `canvass bank pack`";
    let head: Result<Version, _> = serde_json::from_str(text);
    if let Ok(Version { canvassbank: version }) = head
        && version > FORMAT
    {
        let why = format!("has format {version}, and this canvass reads formats up to {FORMAT}");
        return Err(refused(why, "use a newer canvass"));
    }
    let pack: Pack =
        serde_json::from_str(text).map_err(|error| refused(format!("holds no packed bank: {error}"), again))?;
    if pack.files.len() > MOST_FILES {
        return Err(refused(format!("holds more than {MOST_FILES} files"), again));
    }
    if let Some(name) = pack.files.keys().find(|name| !is_of_bank(name)) {
        return Err(refused(format!("holds `{}`, which is no file of a bank", words::printable(name)), again));
    }
    // `bank.toml` first: it is what a bank is told by.
    let mut files: Vec<File> = pack.files.into_iter().map(|(name, text)| (format!("{path}/{name}"), text)).collect();
    files.sort_by_key(|(name, _)| !name.ends_with("/bank.toml"));
    Ok(files)
}

#[derive(Deserialize)]
struct Version {
    canvassbank: u32,
}

/// Whether a name is one that a bank's folder has: a step file, or something among its templates, and nothing that leads
/// out of it.
fn is_of_bank(name: &str) -> bool {
    let is_step = |part: &str| !part.starts_with('.') && !part.is_empty();
    let fits = name.split('/').all(is_step) && !name.contains(['\\', ':']) && !name.contains(char::is_control);
    let depth = name.matches('/').count();
    fits && (depth == 0 && name.strip_suffix(".toml").is_some()
        || name.starts_with("templates/") && (1..8).contains(&depth))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_below_the_pack() {
        let files = [("a.toml", "x"), ("bank.toml", "y"), ("templates/chapters/b.md", "z\n")];
        let files = files.map(|(name, text)| (name.to_owned(), text.to_owned()));
        let out = unpacked(&packed("hub", &files), "hub.canvassbank").unwrap();
        let names: Vec<&str> = out.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            ["hub.canvassbank/bank.toml", "hub.canvassbank/a.toml", "hub.canvassbank/templates/chapters/b.md"]
        );
        assert_eq!(out[2].1, "z\n");
    }

    #[test]
    fn nothing_leads_out_of_the_folder() {
        for (name, is_good) in [
            ("bank.toml", true),
            ("01-people.toml", true),
            ("templates/plan.md", true),
            ("templates/chapters/team.md", true),
            ("../bank.toml", false),
            ("templates/../../x.md", false),
            ("/etc/bank.toml", false),
            ("C:\\bank.toml", false),
            ("c:bank.toml", false),
            ("templates\\x.md", false),
            ("deep/bank.toml", false),
            ("plan.md", false),
            (".hidden.toml", false),
            ("templates/", false),
            ("", false),
        ] {
            assert_eq!(is_of_bank(name), is_good, "{name}");
        }
        let refused = unpacked("{\"canvassbank\":1,\"id\":\"x\",\"files\":{\"../x.toml\":\"\"}}", "p").unwrap_err();
        assert_eq!(refused.message, "`p` holds `../x.toml`, which is no file of a bank");
        assert!(unpacked("{\"canvassbank\":2}", "p").unwrap_err().message.contains("has format 2"));
        assert!(unpacked("PK\u{3}\u{4}", "p").unwrap_err().message.contains("holds no packed bank"));
    }
}
