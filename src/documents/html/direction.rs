//! Which way a text runs.
//!
//! `dir="auto"` lets a browser go by the first letter. A sentence that only begins with a name from another script is told
//! its way outright.

use crate::documents::drawing::lettering::is_leftward;

/// What a block says of its direction until its text is known.
const AUTO: &str = "dir=\"auto\"";

/// The blocks that are open, each with where its tag stands and its letters.
#[derive(Default)]
pub(super) struct Directions(Vec<(usize, Letters)>);

/// The letters of a block so far.
#[derive(Clone, Copy, Default)]
pub(in crate::documents) struct Letters {
    first_is_leftward: Option<bool>,
    leftward: usize,
    other: usize,
}

impl Letters {
    pub(in crate::documents) fn of(text: &str) -> Self {
        let mut letters = Self::default();
        letters.add(text);
        letters
    }

    fn add(&mut self, text: &str) {
        for c in text.chars().filter(|c| c.is_alphabetic()) {
            let is_leftward = is_leftward(c);
            self.first_is_leftward.get_or_insert(is_leftward);
            *(if is_leftward { &mut self.leftward } else { &mut self.other }) += 1;
        }
    }

    /// Whether a text with these letters runs from right to left.
    pub(in crate::documents) fn run_leftwards(self) -> bool {
        match self.direction() {
            "auto" => self.first_is_leftward == Some(true),
            way => way == "rtl",
        }
    }

    /// The value of `dir`.
    pub(super) fn direction(self) -> &'static str {
        match self.first_is_leftward {
            Some(true) if self.other > self.leftward => "ltr",
            Some(false) if self.leftward > self.other => "rtl",
            _ => "auto",
        }
    }
}

impl Directions {
    /// Takes in the markup that comes at a place; if it ends a block that needs to be told its way, this is where the tag of the block
    /// stands, and the way.
    pub(super) fn pass(&mut self, markup: &str, place: usize) -> Option<(usize, &'static str)> {
        if ["<p ", "<li ", "<th ", "<td "].iter().any(|start| markup.starts_with(start)) {
            self.0.push((place, Letters::default()));
        } else if ["</p>", "</li>", "</th>", "</td>"].iter().any(|end| markup.starts_with(end)) {
            let (start, letters) = self.0.pop()?;
            return Some((start, letters.direction())).filter(|(_, way)| *way != "auto");
        }
        None
    }

    /// Takes in text of the innermost block.
    pub(super) fn read(&mut self, text: &str) {
        if let Some((_, letters)) = self.0.last_mut() {
            letters.add(text);
        }
    }

    /// Forgets the innermost block.
    pub(super) fn forget(&mut self) {
        self.0.pop();
    }
}

/// The tag of a block with its direction.
pub(super) fn told(tag: &str, way: &str) -> String {
    tag.replacen(AUTO, &format!("dir=\"{way}\""), 1)
}
