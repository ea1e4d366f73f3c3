//! The folders of `tests/cases`, plans as they are saved, and the program itself.

use crate::program::Line;
use canvass::bank::{self, Bank, File};
use canvass::plan;
use serde_json::{Map, Value as Json};
use std::fs;
use std::path::{Path, PathBuf};

/// A path below `tests/cases`.
pub fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name)
}

/// The answers of a file below `tests/cases`.
pub fn answers(name: &str) -> Map<String, Json> {
    let text = fs::read_to_string(path(name)).unwrap();
    plan::read_answers(&text, name).unwrap()
}

/// The bank that is part of the program.
pub fn built_in() -> Bank {
    bank::read(&bank::built_in_files()).unwrap()
}

/// A bank below `tests/cases`.
pub fn bank(name: &str) -> Bank {
    let mut files: Vec<File> = Vec::new();
    for entry in fs::read_dir(path(name)).unwrap() {
        let path = entry.unwrap().path();
        files.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
    }
    bank::read(&files).unwrap()
}

/// The one plan in a folder.
pub fn only_plan(folder: &Path) -> PathBuf {
    let plans = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut plans: Vec<PathBuf> = plans.filter(|path| path.to_string_lossy().ends_with(".canvass.json")).collect();
    assert_eq!(plans.len(), 1, "{plans:?}");
    plans.remove(0)
}

/// A saved plan as it stands.
pub fn saved(path: &Path) -> Json {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// A saved plan without times, its ids numbered in the order of the lists, pretty.
pub fn normal(path: &Path) -> String {
    let mut plan = saved(path);
    let mut names: Vec<(String, String)> = Vec::new();
    for (list, answer) in plan["answers"].as_object().unwrap() {
        for (number, item) in (1..).zip(answer["items"].as_array().into_iter().flatten()) {
            names.push((item["id"].as_str().unwrap().to_owned(), format!("{list} no {number}")));
        }
    }
    tidy(&mut plan, &names);
    serde_json::to_string_pretty(&plan).unwrap()
}

fn tidy(value: &mut Json, names: &[(String, String)]) {
    match value {
        Json::Object(object) => {
            for key in ["at", "created", "counters"] {
                object.shift_remove(key);
            }
            object.values_mut().for_each(|value| tidy(value, names));
        }
        Json::Array(values) => values.iter_mut().for_each(|value| tidy(value, names)),
        Json::String(text) => {
            if let Some((_, name)) = names.iter().find(|(id, _)| id == text) {
                text.clone_from(name);
            }
        }
        _ => {}
    }
}

/// Runs the program in a folder, and gives its exit code and what it said.
pub fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let ended = Line::new(folder, arguments.iter().copied()).run();
    (ended.code.unwrap(), String::from_utf8(ended.messages).unwrap())
}

/// Runs the program in a folder, and gives what it wrote to standard output.
pub fn said(folder: &Path, arguments: &[&str]) -> String {
    String::from_utf8(Line::new(folder, arguments.iter().copied()).run().output).unwrap()
}
