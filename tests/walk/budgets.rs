//! How much the walk asks of a person: the cases of `tests/cases` that have a `walk.toml`, walked on both paths.

use crate::case::{built_in, path};
use crate::founder::Founder;
use crate::lines::Lines;
use crate::tally::{Counted, Tally, Telling};
use crate::window::Window;
use canvass::plan;
use serde_json::{Map, Value as Json};
use std::fs;
use std::path::Path;
use std::thread;

/// A business to walk with.
struct Business {
    name: String,
    answers: Map<String, Json>,
    /// What the walk may ask of it: `short` and `full`, each with `prompts` and `minutes`, if it is held to that.
    budget: Map<String, Json>,
}

/// The businesses, by name.
fn businesses() -> Vec<Business> {
    let folders = fs::read_dir(path("")).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<Business> =
        folders.filter(|folder| folder.join("walk.toml").is_file()).map(|folder| read(&folder)).collect();
    found.sort_by(|one, other| one.name.cmp(&other.name));
    assert!(found.len() >= 5, "there are only {} walks", found.len());
    found
}

fn read(folder: &Path) -> Business {
    let read = |name: &str| {
        let file = folder.join(name);
        plan::read_answers(&fs::read_to_string(&file).unwrap(), file.to_str().unwrap()).unwrap()
    };
    let mut walk = read("walk.toml");
    let answers = walk.shift_remove("answers").unwrap();
    Business {
        name: folder.file_name().unwrap().to_str().unwrap().to_owned(),
        answers: read(answers.as_str().unwrap()),
        budget: walk,
    }
}

fn walked<D: Telling>(business: &Business, full: bool, desk: D) -> (Tally, D) {
    let mut founder = Founder::new(&built_in(), &business.answers).without_documents();
    if full {
        founder = founder.on_the_full_path();
    }
    let mut desk = Counted::new(desk);
    founder.finish(&mut desk);
    (desk.tally, desk.desk)
}

#[test]
fn tallies() {
    for business in businesses() {
        for full in [false, true] {
            let folder = tempfile::tempdir().unwrap();
            let (lines, desk) = walked(&business, full, Lines::open(folder.path(), &["--plain"]));
            let shown = desk.output();
            let (promised, before) = lines.promise.unwrap_or_default();
            if let Ok(kept) = std::env::var("CANVASS_WALKS") {
                fs::write(format!("{kept}/{}-{full}.txt", business.name), &shown).unwrap();
            }
            println!(
                "{:<14} {:<5} plain: {:>3} questions {:>3} prompts {:>5} words shown {:>4} typed ({:.1}) {:>4} keys {:>5.1} minutes; promised {promised} for {:.1}",
                business.name,
                if full { "full" } else { "short" },
                lines.questions(),
                lines.prompts,
                lines.printed,
                lines.typed,
                lines.printed as f64 / lines.typed as f64,
                lines.keys,
                lines.minutes(),
                lines.minutes() - before,
            );
        }
    }
}
