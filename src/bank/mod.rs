//! The question bank: its model, reading it from text, and its lint.

mod build;
mod lint;
mod model;
mod read;
mod source;
mod written;

pub use model::{Bank, Choice, Count, Depth, ItemList, Kind, Link, Mistake, Part, Question, Range, Step};
pub use read::{File, read, read_quickly};
pub use source::schema;

use include_dir::{Dir, include_dir};

/// The folder of the built-in bank.
static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/questions/business-model");

/// The files of the built-in bank, with the paths to show.
#[must_use]
pub fn built_in_files() -> Vec<File> {
    let texts = BUILT_IN.files().filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)));
    let toml = texts.filter(|(path, _)| path.ends_with(".toml"));
    toml.map(|(path, text)| (format!("questions/business-model/{path}"), text.to_owned())).collect()
}

#[cfg(test)]
mod throwaway {
    #[test]
    fn speed() {
        let files = super::built_in_files();
        let t = std::time::Instant::now();
        let bank = super::read_quickly(&files).unwrap();
        let a = t.elapsed();
        let t = std::time::Instant::now();
        let _ = super::read(&files).unwrap();
        eprintln!(
            "files {} steps {} questions {} quick {a:?} full {:?}",
            files.len(),
            bank.steps.len(),
            bank.questions().count(),
            t.elapsed()
        );
        for (p, text) in &files {
            let t = std::time::Instant::now();
            let _ = toml::de::DeTable::parse(text).unwrap();
            eprintln!("{p} {} parse {:?}", text.len(), t.elapsed());
        }
        std::fs::write("/tmp/schema.json", serde_json::to_string_pretty(&super::schema()).unwrap()).unwrap();
    }
}
