//! How much the walk asks of a person: the cases of `tests/cases` that have a `walk.toml`, walked on both paths in plain
//! lines, held to the ceilings that stand there, and shown as a table.

use crate::case::{built_in, path};
use crate::founder::Founder;
use crate::lines::Lines;
use crate::tally::{Counted, Tally, Telling};
use canvass::plan;
use serde_json::{Map, Value as Json};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::thread;

/// What the founder chooses, as `walk.toml` names it.
const PATHS: [&str; 3] = ["short", "full", "every detail"];

/// A business to walk with.
pub struct Business {
    name: String,
    answers: Map<String, Json>,
    /// What the walk may ask of it at most: `short` and `full`, each with `prompts`, `minutes` and `words_per_typed`.
    ceilings: Map<String, Json>,
}

/// What a walk asked of a person.
pub struct Walked {
    name: String,
    path: &'static str,
    tally: Tally,
}

impl Walked {
    /// What has a ceiling, by the name that it has in `walk.toml`.
    fn measures(&self) -> [(&'static str, f64); 3] {
        let prompts = f64::from(u32::try_from(self.tally.prompts).unwrap());
        [
            ("prompts", prompts),
            ("minutes", self.tally.minutes()),
            ("words_per_typed", self.tally.printed_for_each_typed()),
        ]
    }

    fn row(&self) -> String {
        let (promised, before) = self.tally.promise.unwrap_or_default();
        format!(
            "{:<14} {:<12} {:>9} {:>7} {:>7} {:>5} {:>5.1} {:>5} {:>8.1} {:>9} {:>5.1} {:>9.1}",
            self.name,
            self.path,
            self.tally.questions(),
            self.tally.prompts,
            self.tally.printed,
            self.tally.typed,
            self.tally.printed_for_each_typed(),
            self.tally.keys,
            self.tally.minutes(),
            promised,
            self.tally.minutes() - before,
            self.tally.minutes_composing(),
        )
    }
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
        ceilings: walk,
    }
}

fn tally<D: Telling>(business: &Business, path: &str, desk: D) -> Tally {
    let founder = Founder::new(&built_in(), &business.answers).without_documents();
    let mut founder = match path {
        "short" => founder,
        "full" => founder.on_the_full_path().without_details(),
        _ => founder.on_the_full_path(),
    };
    let mut desk = Counted::new(desk);
    founder.finish(&mut desk);
    desk.tally
}

fn walked(business: &Business, path: &'static str) -> Walked {
    let folder = tempfile::tempdir().unwrap();
    let tally = tally(business, path, Lines::open(folder.path(), &["--plain"]));
    Walked { name: business.name.clone(), path, tally }
}

/// Every business on these paths, all at once.
fn all_walked(businesses: &[Business], paths: &[&'static str]) -> Vec<Walked> {
    thread::scope(|scope| {
        let walks: Vec<_> = businesses
            .iter()
            .flat_map(|business| paths.iter().map(move |path| scope.spawn(move || walked(business, path))))
            .collect();
        walks.into_iter().map(|walk| walk.join().unwrap()).collect()
    })
}

fn table_of(walks: &[Walked]) -> String {
    let mut table = String::from(
        "business       path         questions prompts   words typed ratio  keys  minutes  promised   for composing\n",
    );
    for walk in walks {
        writeln!(table, "{}", walk.row()).unwrap();
    }
    table
}

/// What each walk asks, a line each: words shown and typed, keys beyond the text, the minutes worked out, and what the
/// program promised at its first single number beside what was worked out from there.
#[allow(dead_code, reason = "printed by the bench")]
pub fn table() -> String {
    table_of(&all_walked(&businesses(), &PATHS))
}

/// One walk prompt by prompt: what each showed, with the prompts, the words and the seconds that it took.
#[allow(dead_code, reason = "printed by the bench")]
pub fn told(name: &str, path: &str) -> String {
    let businesses = businesses();
    let business = businesses.iter().find(|business| business.name == name).unwrap();
    let path = PATHS.iter().find(|own| **own == path).unwrap();
    let tally = walked(business, path).tally;
    let mut told = String::new();
    for (index, step) in tally.shown.iter().enumerate() {
        let (prompts, words, minutes) = match tally.shown.get(index + 1) {
            Some(next) => (next.prompts, next.printed, next.minutes),
            None => (tally.prompts, tally.printed, tally.minutes()),
        };
        let seconds = (minutes - step.minutes) * 60.0;
        let (prompts, words) = (prompts - step.prompts, words - step.printed);
        writeln!(told, "==== {prompts} prompts, {words} words, {seconds:.0} seconds\n{}", step.text).unwrap();
    }
    told
}

#[test]
fn no_walk_asks_more_than_its_ceilings() {
    let businesses = businesses();
    // How much somebody tells who may leave it has no ceiling: that path is for the bench.
    let [short, full, _] = PATHS;
    let walks = all_walked(&businesses, &[short, full]);
    println!("{}", table_of(&walks));
    let mut above = Vec::new();
    for (walk, business) in walks.iter().zip(businesses.iter().flat_map(|business| [business; 2])) {
        for (name, measured) in walk.measures() {
            // Decimals come as text, as in answers.
            let ceilings = &business.ceilings[walk.path];
            let (promised, before) = walk.tally.promise.unwrap();
            let (promised, left) = (f64::from(u32::try_from(promised).unwrap()), walk.tally.minutes() - before);
            if name == "minutes" && (promised - left).abs() > left / 4.0 {
                above.push(format!("{} {}: {promised} minutes promised, {left:.1} taken", walk.name, walk.path));
            }
            let ceiling = ceilings[name].to_string();
            let ceiling: f64 = ceiling.trim_matches('"').parse().unwrap();
            if measured > ceiling {
                above.push(format!("{} {}: {measured:.1} {name}, at most {ceiling}", walk.name, walk.path));
            }
        }
    }
    assert!(above.is_empty(), "{}\n{}", above.join("\n"), table_of(&walks));
}
