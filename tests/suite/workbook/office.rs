//! The office suite, wherever it is installed: it works every formula out again.

use super::contents::{Contents, spoiled};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::{env, fs};
use tempfile::TempDir;

/// "Always recalculate", so that no result is taken over from the file.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

fn program() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&path)
        .flat_map(|folder| ["soffice", "libreoffice"].map(|name| folder.join(name)))
        .find(|p| p.is_file());
    if found.is_none() {
        eprintln!("skipped: LibreOffice is not installed");
    }
    found
}

/// The workbooks as the office suite works them out, from files that hold wrong results; all in one run.
pub fn recalculated(books: &BTreeMap<String, Vec<u8>>) -> Option<BTreeMap<String, Contents>> {
    let program = program()?;
    let folder = TempDir::new().unwrap();
    let user = folder.path().join("profile/user");
    fs::create_dir_all(&user).unwrap();
    fs::write(user.join("registrymodifications.xcu"), SETTINGS).unwrap();
    let files: Vec<PathBuf> = books
        .iter()
        .map(|(name, bytes)| {
            let path = folder.path().join(format!("{name}.xlsx"));
            fs::write(&path, spoiled(bytes)).unwrap();
            path
        })
        .collect();
    let out = folder.path().join("out");
    let output = Command::new(program)
        .arg(format!("-env:UserInstallation=file://{}", folder.path().join("profile").display()))
        .args(["--headless", "--convert-to", "xlsx", "--outdir"])
        .arg(&out)
        .args(&files)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let read = |name: &String| {
        let path = out.join(format!("{name}.xlsx"));
        let bytes = fs::read(&path).unwrap_or_else(|error| {
            panic!("LibreOffice wrote no {name}: {error}\n{}", String::from_utf8_lossy(&output.stderr))
        });
        (name.clone(), Contents::read(&bytes))
    };
    Some(books.keys().map(read).collect())
}
