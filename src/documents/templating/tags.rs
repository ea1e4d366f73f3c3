//! The tags of a template, taken apart just far enough to say where a name stands.

use std::ops::Range;

/// What begins and what ends a tag.
const MARKS: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];

/// Words of the template language that are no names.
const WORDS: [&str; 19] = [
    "and", "as", "else", "elif", "false", "False", "for", "if", "in", "is", "loop", "none", "None", "not", "null",
    "or", "super", "true", "True",
];

/// One `{{ }}` or `{% %}`; comments are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    /// The bytes of the whole tag, with its marks.
    pub range: Range<usize>,
    /// Whether it writes something: `{{ }}`.
    pub writes: bool,
    pub tokens: Vec<Token<'a>>,
}

/// A word, a string or a sign, with its first byte in the template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub start: usize,
    pub text: &'a str,
}

impl<'a> Token<'a> {
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    pub fn is_word(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
    }

    /// What stands between the quotes, if it is a string.
    pub fn quoted(&self) -> Option<&'a str> {
        let quote = self.text.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
        self.text.strip_prefix(quote)?.strip_suffix(quote)
    }
}

impl<'a> Tag<'a> {
    /// The first word of a `{% %}`: what it does.
    pub fn does(&self) -> &'a str {
        self.tokens.first().filter(|_| !self.writes).map_or("", |token| token.text)
    }

    /// The token at a distance from another one.
    pub fn token(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |token| token.text)
    }

    fn before(&self, index: usize) -> &'a str {
        index.checked_sub(1).map_or("", |index| self.token(index))
    }

    /// The names that are looked up here: no fields, filters, tests, functions or arguments.
    pub fn names(&self) -> impl Iterator<Item = &Token<'a>> {
        let first = usize::from(!self.writes);
        self.tokens
            .iter()
            .enumerate()
            .skip(first)
            .filter(move |(index, token)| {
                let (before, after) = (self.before(*index), self.token(index + 1));
                let is_test =
                    before == "is" || before == "not" && index.checked_sub(2).is_some_and(|i| self.token(i) == "is");
                let is_key = after == ":" && matches!(before, "{" | ",");
                token.is_word()
                    && !WORDS.contains(&token.text)
                    && !matches!(before, "." | "?." | "|" | "<" | "</")
                    && !matches!(after, "=" | "(")
                    && !is_test
                    && !is_key
            })
            .map(|(_, token)| token)
    }

    /// The fields that are read here: what follows a dot.
    pub fn fields(&self) -> impl Iterator<Item = &Token<'a>> {
        let pairs =
            self.tokens.windows(2).filter(|pair| pair.first().is_some_and(|dot| matches!(dot.text, "." | "?.")));
        pairs.filter_map(|pair| pair.last().filter(|field| field.is_word()))
    }

    /// The keys of maps that are written here.
    pub fn keys(&self) -> Vec<String> {
        let pairs = self.tokens.windows(2).filter(|pair| pair.last().is_some_and(|colon| colon.text == ":"));
        let keys = pairs.filter_map(|pair| pair.first());
        keys.map(|key| key.quoted().unwrap_or(key.text).to_owned()).collect()
    }

    /// Whether a name may be missing here: what follows it is `is defined`, `is undefined` or `| default`.
    pub fn guards(&self, name: &Token<'_>) -> bool {
        let Some(index) = self.tokens.iter().position(|token| token.start == name.start) else { return false };
        let next = [self.token(index + 1), self.token(index + 2), self.token(index + 3)];
        matches!(
            next,
            ["|", "default", _] | ["is", "defined" | "undefined", _] | ["is", "not", "defined" | "undefined"]
        )
    }

    /// The names that get a value here, for all that follows: by `set`, by `for`, as an argument of a component.
    pub fn bound(&self) -> Vec<&'a str> {
        let mut bound = Vec::new();
        if matches!(self.does(), "set" | "set_global") {
            bound.push(self.token(1));
        }
        if self.does() == "component" {
            bound.extend(self.tokens.iter().filter(|token| token.is_word()).map(|token| token.text));
        }
        for (index, _) in self.tokens.iter().enumerate().filter(|(_, token)| token.text == "for") {
            let names = self.tokens.iter().skip(index + 1).take_while(|token| token.text != "in");
            bound.extend(names.filter(|token| token.is_word()).map(|token| token.text));
        }
        bound
    }

    /// The templates that are drawn in here.
    pub fn templates(&self) -> impl Iterator<Item = &Token<'a>> {
        let draws = matches!(self.does(), "include" | "extends");
        self.tokens.iter().filter(move |token| draws && token.quoted().is_some())
    }

    /// The components that are used here.
    pub fn components(&self) -> impl Iterator<Item = &'a str> {
        let names = self.tokens.windows(2).filter_map(|pair| match pair {
            [sign, name] if sign.text == "<" && name.is_word() => Some(name.text),
            _ => None,
        });
        names.filter(|_| self.writes || self.tokens.iter().any(|token| token.text == "<"))
    }
}

/// The tags of a template in their order. What is not closed is left out: the engine says so.
pub(crate) fn tags(text: &str) -> Vec<Tag<'_>> {
    let mut tags: Vec<Tag<'_>> = Vec::new();
    let mut at = 0;
    let mut is_raw = false;
    while let Some((start, (opening, closing))) = next_mark(text, at) {
        let inside = start + opening.len();
        if *opening == "{#" {
            let Some(end) = text.get(inside..).and_then(|rest| rest.find(closing)) else { break };
            at = inside + end + closing.len();
            continue;
        }
        let Some((tokens, end)) = tokens(text, inside, closing) else { break };
        let tag = Tag { range: start..end, writes: *opening == "{{", tokens };
        at = end;
        if is_raw && tag.does() != "endraw" {
            at = inside;
            continue;
        }
        is_raw = tag.does() == "raw";
        tags.push(tag);
    }
    tags
}

fn next_mark(text: &str, at: usize) -> Option<(usize, &'static (&'static str, &'static str))> {
    let braces = text.get(at..)?.match_indices('{').map(|(index, _)| at + index);
    let mut marked = braces.filter_map(|start| {
        let rest = text.get(start..)?;
        Some((start, MARKS.iter().find(|mark| rest.starts_with(mark.0))?))
    });
    marked.next()
}

/// The tokens from a place to the end of the tag, and that end.
fn tokens<'a>(text: &'a str, from: usize, closing: &str) -> Option<(Vec<Token<'a>>, usize)> {
    let mut tokens = Vec::new();
    // A minus at either end of a tag belongs to its mark.
    let mut at = from + usize::from(text.get(from..)?.starts_with('-'));
    loop {
        let rest = text.get(at..)?.trim_start();
        at = text.len() - rest.len();
        let c = rest.chars().next()?;
        if (c == '-' || closing.starts_with(c))
            && let Some(after) = rest.strip_prefix('-').unwrap_or(rest).strip_prefix(closing)
        {
            return Some((tokens, text.len() - after.len()));
        }
        let length = length(rest, c)?;
        tokens.push(Token { start: at, text: rest.get(..length)? });
        at += length;
    }
}

/// How long the token is that a text begins with; none if it does not end.
fn length(rest: &str, first: char) -> Option<usize> {
    let is_of_word = |c: char| c.is_alphanumeric() || c == '_';
    if is_of_word(first) {
        return Some(rest.find(|c: char| !is_of_word(c)).unwrap_or(rest.len()));
    }
    if matches!(first, '"' | '\'' | '`') {
        let mut is_escaped = false;
        for (index, c) in rest.char_indices().skip(1) {
            match c {
                _ if is_escaped => is_escaped = false,
                '\\' => is_escaped = true,
                c if c == first => return Some(index + c.len_utf8()),
                _ => {}
            }
        }
        return None;
    }
    let two = ["?.", "==", "!=", "<=", ">=", "</", "//", "..."].into_iter().find(|sign| rest.starts_with(sign));
    Some(two.map_or(first.len_utf8(), str::len))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        tags(text).iter().flat_map(|tag| tag.names().map(|token| token.text.to_owned()).collect::<Vec<_>>()).collect()
    }

    #[test]
    fn names_are_told_from_fields_filters_tests_and_arguments() {
        for (text, expected) in [
            ("{{ a.b?.c | money(currency=d) }}", vec!["a", "d"]),
            ("{% if a is not defined and b is odd or not c %}", vec!["a", "b", "c"]),
            ("{# a #}{{ \"b }} c\" ~ d }}", vec!["d"]),
            ("{% for x in [y for y in z if y.w] %}", vec!["x", "y", "y", "z", "y"]),
            ("{% raw %}{{ a }}{% endraw %}{{- b -}}", vec!["b"]),
            ("{{ range(end=a) }}{{ <card title={b}/> }}", vec!["a", "b"]),
            ("{{ a", vec![]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn a_tag_knows_what_it_binds_and_draws_in() {
        let text = "{% set a = 1 %}{% for b, c in d %}{% include \"e.md\" %}{{ [f for f in g] }}{{ <card/> }}";
        let tags = tags(text);
        let bound: Vec<&str> = tags.iter().flat_map(Tag::bound).collect();
        assert_eq!(bound, ["a", "b", "c", "f"]);
        let drawn: Vec<_> = tags.iter().flat_map(Tag::templates).filter_map(Token::quoted).collect();
        assert_eq!(drawn, ["e.md"]);
        assert_eq!(tags.iter().flat_map(Tag::components).collect::<Vec<_>>(), ["card"]);
        assert_eq!(&text[tags[2].range.clone()], "{% include \"e.md\" %}");
    }
}
