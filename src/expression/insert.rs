//! Text with expressions in braces.

use super::{EvaluationProblem, Expression, Scope, SyntaxProblem};
use crate::diagnostic::Place;
use crate::fact::Fact;
use crate::words;
use std::borrow::Cow;
use std::ops::Range;

/// Text with CEL in braces; `{{` is a brace. A closing brace outside an expression stands for itself.
#[derive(Debug, Default)]
pub struct Insert {
    source: String,
    parts: Vec<Fragment>,
}

#[derive(Debug)]
enum Fragment {
    Text(String),
    Value { offset: usize, expression: Box<Expression> },
}

impl serde::Serialize for Insert {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.source)
    }
}

impl Insert {
    /// Reads the text; the expressions in it are compiled when needed.
    ///
    /// # Errors
    /// When a brace is never closed, or nothing stands between two braces.
    pub fn parse(source: &str) -> Result<Self, SyntaxProblem> {
        let mut parts = Vec::new();
        let mut text = String::new();
        let mut position = 0;
        while let Some((before, after)) = source.get(position..).and_then(|rest| rest.split_once('{')) {
            text.push_str(before);
            let start = position + before.len() + 1;
            if after.starts_with('{') {
                text.push('{');
                position = start + 1;
                continue;
            }
            let length = expression_length(after)
                .ok_or_else(|| problem("the brace is never closed (write `{{` for a brace)", start - 1))?;
            let expression = after.get(..length).unwrap_or_default();
            if expression.trim().is_empty() {
                return Err(problem("nothing stands between the braces", start - 1));
            }
            if !text.is_empty() {
                parts.push(Fragment::Text(std::mem::take(&mut text)));
            }
            parts.push(Fragment::Value { offset: start, expression: Expression::new(expression).into() });
            position = start + length + 1;
        }
        text.push_str(source.get(position..).unwrap_or_default());
        if !text.is_empty() {
            parts.push(Fragment::Text(text));
        }
        Ok(Self { source: source.to_owned(), parts })
    }

    /// The text as it was written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The same text; `place` tells where the bytes of its source are written.
    #[must_use]
    pub fn at(mut self, place: impl Fn(Range<usize>) -> Place) -> Self {
        for part in &mut self.parts {
            if let Fragment::Value { offset, expression } = part {
                let length = expression.source().len();
                **expression = std::mem::take(&mut **expression).at(place(*offset..*offset + length));
            }
        }
        self
    }

    /// The expressions in the text, each with the byte where it starts.
    pub fn expressions(&self) -> impl Iterator<Item = (usize, &Expression)> {
        self.parts.iter().filter_map(|part| match part {
            Fragment::Value { offset, expression } => Some((*offset, &**expression)),
            Fragment::Text(_) => None,
        })
    }

    /// The text, where nothing is to be put in.
    #[must_use]
    pub fn plain(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [] => Some(""),
            [Fragment::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// The text with the values put in; lists of texts are joined as in speech, null is empty.
    ///
    /// # Errors
    /// As for [`Expression::evaluate`].
    pub fn fill(&self, scope: &Scope) -> Result<String, EvaluationProblem> {
        let mut filled = String::with_capacity(self.source.len());
        for part in &self.parts {
            match part {
                Fragment::Text(text) => filled.push_str(text),
                Fragment::Value { expression, .. } => filled.push_str(&shown(&expression.evaluate(scope)?)),
            }
        }
        Ok(filled)
    }
}

fn problem(message: &str, offset: usize) -> SyntaxProblem {
    SyntaxProblem { message: message.to_owned(), offset }
}

/// A value inside a sentence; an item is shown by its title.
fn shown(fact: &Fact) -> Cow<'_, str> {
    match fact {
        Fact::Null => Cow::Borrowed(""),
        Fact::Bool(true) => Cow::Borrowed("yes"),
        Fact::Bool(false) => Cow::Borrowed("no"),
        Fact::Whole(number) => Cow::Owned(number.to_string()),
        Fact::Decimal(number) => Cow::Owned(number.normalize().to_string()),
        Fact::Text(text) => Cow::Borrowed(text),
        Fact::List(values) => Cow::Owned(words::listed(&values.iter().map(shown).collect::<Vec<_>>())),
        Fact::Map(_) => Cow::Owned(fact.get("title").as_text().unwrap_or_default().to_owned()),
    }
}

/// How many bytes of `text` come before the brace that closes the expression it starts with.
/// Braces of maps are counted, those inside quotes are not.
fn expression_length(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let step = match next {
            '\'' | '"' => quoted_length(rest, next, is_raw(text, text.len() - rest.len()))?,
            _ => next.len_utf8(),
        };
        match next {
            '{' => depth += 1,
            '}' if depth == 0 => return Some(text.len() - rest.len()),
            '}' => depth -= 1,
            _ => {}
        }
        rest = rest.get(step..)?;
    }
    None
}

/// Whether the quote at that byte starts a raw string: `r'...'`.
fn is_raw(text: &str, quote: usize) -> bool {
    let mut before = text.get(..quote).unwrap_or_default().chars().rev();
    let raw = matches!(before.next(), Some('r' | 'R'));
    raw && !before.next().is_some_and(|c| c.is_alphanumeric() || c == '_')
}

/// The length of the quoted text at the start, with its quotes, single or triple.
fn quoted_length(text: &str, quote: char, raw: bool) -> Option<usize> {
    let triple: String = std::iter::repeat_n(quote, 3).collect();
    let fence = if text.starts_with(&triple) { triple } else { quote.to_string() };
    let mut position = fence.len();
    loop {
        let rest = text.get(position..)?;
        if rest.starts_with(&fence) {
            return Some(position + fence.len());
        }
        let mut characters = rest.chars();
        let first = characters.next()?;
        position += first.len_utf8();
        if first == '\\' && !raw {
            position += characters.next()?.len_utf8();
        }
    }
}
