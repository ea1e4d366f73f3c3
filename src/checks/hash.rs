//! What a check read, as one short text that stays the same from run to run.

use crate::bank::Check;
use crate::expression::{Expression, Path};
use crate::fact::Fact;
use fnv::FnvHasher;
use std::hash::Hasher;

/// The paths a check decides by. What only its texts show, and what else its lists hold, is no reason to look again.
pub(super) struct Reads {
    paths: Vec<Path>,
}

impl Reads {
    pub(super) fn of(check: &Check) -> Self {
        let conditions = check.given.iter().chain([&check.holds]).chain(&check.gap_when);
        let mut paths: Vec<Path> = conditions.flat_map(Expression::paths).cloned().collect();
        paths.sort();
        paths.dedup();
        Self { paths }
    }

    /// Stands for the values found at the paths, and for what the check is made for.
    pub(super) fn hash(&self, view: &Fact, bound: &[(String, Fact)]) -> String {
        let subject: Vec<String> =
            bound.iter().filter_map(|(_, value)| value.get("id").as_text().map(str::to_owned)).collect();
        let mut digest = Digest::default();
        for (_, value) in bound {
            digest.value(value);
        }
        for path in &self.paths {
            let Some((name, rest)) = path.split_first() else { continue };
            let start = bound.iter().rev().find(|(bound, _)| bound == name).map(|(_, value)| value.clone());
            digest.text(&path.join("."));
            follow(&start.unwrap_or_else(|| view.get(name)), rest, &subject, &mut digest);
        }
        format!("{:016x}", digest.0.finish())
    }
}

/// Adds the values at the end of a path. Of a map looked up with ids, those of the subject count, if it has any.
fn follow(value: &Fact, path: &[String], subject: &[String], digest: &mut Digest) {
    let Some((step, rest)) = path.split_first() else { return digest.value(value) };
    match value {
        Fact::List(values) if step == "[]" => {
            for value in values.iter() {
                follow(value, rest, subject, digest);
            }
        }
        Fact::Map(entries) if step == "[]" => {
            let is_meant = subject.iter().any(|id| entries.contains_key(id.as_str()));
            for (_, value) in entries.iter().filter(|(key, _)| !is_meant || subject.iter().any(|id| **id == ***key)) {
                follow(value, rest, subject, digest);
            }
        }
        _ => follow(&value.get(step), rest, subject, digest),
    }
}

/// Stands for several values that were read, as one.
pub(super) fn together<'h>(hashes: impl Iterator<Item = &'h str>) -> String {
    let mut digest = Digest::default();
    hashes.for_each(|hash| digest.text(hash));
    format!("{:016x}", digest.0.finish())
}

/// FNV-1a, 64 bits: its values are the same in every version and on every machine.
#[derive(Default)]
struct Digest(FnvHasher);

impl Digest {
    fn text(&mut self, text: &str) {
        self.0.write(text.as_bytes());
        self.0.write(&[0xff]);
    }

    /// An item counts by its id: the fields that matter are paths of their own.
    fn value(&mut self, value: &Fact) {
        match value {
            Fact::Null => self.text("null"),
            Fact::Bool(yes) => self.text(if *yes { "true" } else { "false" }),
            Fact::Whole(number) => self.text(&number.to_string()),
            Fact::Decimal(number) => self.text(&number.normalize().to_string()),
            Fact::Text(text) => self.text(text),
            Fact::List(values) => {
                self.text("[");
                values.iter().for_each(|value| self.value(value));
            }
            Fact::Map(entries) => match entries.get("id") {
                Some(id) => self.value(id),
                None => entries.iter().for_each(|(key, value)| {
                    self.text(key);
                    self.value(value);
                }),
            },
        }
    }
}
