//! The words of a language that say that there is no answer.

/// Words that people type where they have no answer, in the bank's language.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Unanswered {
    /// Those of somebody who does not know yet.
    pub unknown: Vec<String>,
    /// Those of somebody for whom there is nothing to answer.
    pub not_applicable: Vec<String>,
}

/// What somebody means who types such words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// Not known yet.
    Unknown,
    /// Does not apply.
    NotApplicable,
}

impl Unanswered {
    /// What a text means that holds such words and nothing else; case, full stops, quotes and spaces do not count.
    #[must_use]
    pub fn meant(&self, text: &str) -> Option<Meant> {
        let text = plain(text);
        let is_one = |words: &[String]| words.iter().any(|own| plain(own) == text);
        if is_one(&self.unknown) {
            Some(Meant::Unknown)
        } else if is_one(&self.not_applicable) {
            Some(Meant::NotApplicable)
        } else {
            None
        }
    }
}

/// A text by which such words are compared; one of marks alone stays as it is.
fn plain(text: &str) -> String {
    let marks = ['.', ',', '!', '?', '…', '\'', '’', '‘', '"', '“', '”', '(', ')', '-', '–', '—'];
    let lower = text.to_lowercase();
    let words: String = lower.replace(['-', '–', '—'], " ").chars().filter(|c| !marks.contains(c)).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() { lower.split_whitespace().collect() } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Unanswered {
        let all = |words: &[&str]| words.iter().map(ToString::to_string).collect();
        Unanswered { unknown: all(&["don't know", "tbd", "?"]), not_applicable: all(&["n/a", "none", "-"]) }
    }

    #[test]
    fn only_the_words_alone_are_no_answer() {
        for text in ["don't know", "Don’t know.", "  DONT   KNOW ", "“don't know”", "t.b.d.", "TBD!", "?"] {
            assert_eq!(words().meant(text), Some(Meant::Unknown), "{text}");
        }
        for text in ["n/a", "N/A.", "None", "none!", "-"] {
            assert_eq!(words().meant(text), Some(Meant::NotApplicable), "{text}");
        }
        for text in ["", "we don't know whom to ask", "None of the shops sells it", "nonesuch", "a", "5", "--"] {
            assert_eq!(words().meant(text), None, "{text}");
        }
        assert_eq!(Unanswered::default().meant("none"), None);
    }
}
