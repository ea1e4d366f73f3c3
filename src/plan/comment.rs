//! What others remark on a plan: a file beside it, which several people write to and nobody's words are lost from.
//!
//! ```text
//! {"id":"5f1c09aa","on":"price","entry":"revenue_streams-1","by":"A. Mentor","at":"2026-03-01T10:00:00Z","says":"..."}
//! {"resolves":"5f1c09aa","by":"Nadia","at":"2026-03-02T09:00:00Z","because":"asked three more riders"}
//! ```
//!
//! A line is a comment, or says that one is settled. Lines are only added, so files that grew apart are put together by
//! taking the lines of both.

use crate::diagnostic::{Diagnostic, Place};
use crate::words;
use fnv::FnvHasher;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A remark on a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// What it is resolved by.
    pub id: String,
    /// The id of the question it is about; none where it is about an entry, or the whole plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// The id of the entry it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// Who says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When.
    pub at: Timestamp,
    /// What is said.
    pub says: String,
    /// Keys this version does not know; kept as they are.
    #[serde(flatten)]
    pub extra: Map<String, Json>,
}

/// That a comment is settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    /// The id of the comment.
    pub resolves: String,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When.
    pub at: Timestamp,
    /// How.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// Keys this version does not know; kept as they are.
    #[serde(flatten)]
    pub extra: Map<String, Json>,
}

/// The comments on a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comments {
    /// What was said, the oldest first.
    pub comments: Vec<Comment>,
    /// What is settled.
    pub resolutions: Vec<Resolution>,
}

impl Comment {
    /// A comment with an id that is made of what it says, of whom and when: the same one has the same id everywhere.
    #[must_use]
    pub fn new(on: Option<String>, entry: Option<String>, by: Option<String>, at: Timestamp, says: String) -> Self {
        let mut hasher = FnvHasher::default();
        (&on, &entry, &by, at.as_nanosecond(), &says).hash(&mut hasher);
        let id = format!("{:08x}", hasher.finish() >> 32);
        Self { id, on, entry, by, at, says, extra: Map::new() }
    }
}

impl Comments {
    /// Reads a file of comments. The marks that git leaves between the lines of two sides are passed over.
    ///
    /// # Errors
    /// The first line that is no comment.
    pub fn read(text: &str, path: &str) -> Result<Self, Diagnostic> {
        let mut read = Self::default();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let own = line.trim();
            let span = start..start + line.trim_end().len();
            start += line.len();
            let is_mark = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|mark| own.starts_with(mark));
            if own.is_empty() || is_mark {
                continue;
            }
            if let Ok(comment) = serde_json::from_str::<Comment>(own) {
                read.add(comment);
            } else if let Ok(resolution) = serde_json::from_str::<Resolution>(own) {
                read.settle(resolution);
            } else {
                let place = Place { path: path.to_owned(), source: Arc::from(text), span };
                let help = "a line is an object with `id`, `at` and `says`, or with `resolves` and `at`";
                return Err(Diagnostic::error("comment", "this line is no comment").at(place).help(help));
            }
        }
        read.sort();
        Ok(read)
    }

    /// The comments as a file, a line each.
    #[must_use]
    pub fn write(&self) -> String {
        let comments = self.comments.iter().map(|own| (own.at, serde_json::to_string(own).unwrap_or_default()));
        let settled = self.resolutions.iter().map(|own| (own.at, serde_json::to_string(own).unwrap_or_default()));
        let mut lines: Vec<(Timestamp, String)> = comments.chain(settled).collect();
        lines.sort();
        lines.into_iter().map(|(_, line)| line + "\n").collect()
    }

    /// Adds a comment. One that is there is not doubled; another one that happens to have its id gets one of its own.
    pub fn add(&mut self, mut comment: Comment) {
        while let Some(own) = self.comments.iter().find(|own| own.id == comment.id) {
            if *own == comment {
                return;
            }
            comment.id.push('+');
        }
        self.comments.push(comment);
        self.sort();
    }

    /// Notes that a comment is settled.
    pub fn settle(&mut self, resolution: Resolution) {
        if !self.resolutions.contains(&resolution) {
            self.resolutions.push(resolution);
            self.sort();
        }
    }

    /// Takes in everything that another file says.
    pub fn merge(&mut self, other: Self) {
        other.comments.into_iter().for_each(|comment| self.add(comment));
        other.resolutions.into_iter().for_each(|resolution| self.settle(resolution));
    }

    /// The comments that nobody has settled.
    pub fn open(&self) -> impl Iterator<Item = &Comment> {
        self.comments.iter().filter(|comment| self.resolution(&comment.id).is_none())
    }

    /// How a comment was settled, if it was.
    #[must_use]
    pub fn resolution(&self, id: &str) -> Option<&Resolution> {
        self.resolutions.iter().find(|resolution| resolution.resolves == id)
    }

    fn sort(&mut self) {
        self.comments.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
        self.resolutions.sort_by(|one, other| (one.at, &one.resolves).cmp(&(other.at, &other.resolves)));
    }
}

/// The name of the file of comments beside a plan's.
#[must_use]
pub fn comments_name(plan: &str) -> String {
    format!("{}.comments.jsonl", plan.strip_suffix(".canvass.json").unwrap_or(plan))
}

impl std::fmt::Display for Comment {
    /// Who says what, in a line.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let by = words::tidied(self.by.as_deref().unwrap_or("somebody"));
        write!(f, "{by}, {}: {}", self.at.strftime("%Y-%m-%d"), words::tidied(&self.says))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn comment(number: i64, says: &str) -> Comment {
        let at = Timestamp::from_second(1_700_000_000 + number).unwrap();
        Comment::new(Some("price".into()), None, Some("A. Mentor".into()), at, says.into())
    }

    fn some_comments() -> impl Strategy<Value = Comments> {
        prop::collection::vec((0..4_i64, "[ab]", any::<bool>()), 0..6).prop_map(|all| {
            let mut comments = Comments::default();
            for (number, says, settles) in all {
                let own = comment(number, &says);
                if settles {
                    let (resolves, at) = (own.id.clone(), own.at);
                    comments.settle(Resolution { resolves, by: None, at, because: Some(says), extra: Map::new() });
                }
                comments.add(own);
            }
            comments
        })
    }

    proptest! {
        /// Whoever takes in whose file: both have everything, and the same.
        #[test]
        fn files_that_grew_apart_come_together_without_a_loss(one in some_comments(), other in some_comments()) {
            let mut there = one.clone();
            there.merge(other.clone());
            let mut back = other.clone();
            back.merge(one.clone());
            prop_assert_eq!(there.write(), back.write());
            for own in one.comments.iter().chain(&other.comments) {
                prop_assert!(there.comments.contains(own));
            }
            for own in one.resolutions.iter().chain(&other.resolutions) {
                prop_assert!(there.resolutions.contains(own));
            }
            let both = format!("<<<<<<< ours\n{}=======\n{}>>>>>>> theirs\n", one.write(), other.write());
            prop_assert_eq!(Comments::read(&both, "x").unwrap(), there.clone());
            prop_assert_eq!(Comments::read(&there.write(), "x").unwrap(), there);
        }
    }

    #[test]
    fn a_line_that_is_no_comment_is_named() {
        let text = format!("{}\nrubbish\n", comment(1, "a").id);
        let problem = Comments::read(&text, "x").unwrap_err();
        assert_eq!(problem.place.unwrap().line(), 1);
        let kept = "{\"id\":\"1\",\"at\":\"2026-03-01T10:00:00Z\",\"says\":\"x\",\"colour\":\"red\"}\n";
        assert_eq!(Comments::read(kept, "x").unwrap().write(), kept);
    }

    #[test]
    fn the_file_lies_beside_the_plan() {
        assert_eq!(comments_name("a/b.canvass.json"), "a/b.comments.jsonl");
        assert_eq!(comments_name("b.json"), "b.json.comments.jsonl");
    }
}
