//! What was found, as answers: names and the rest, choices, links.

use super::names::{Part, letters};
use super::placing::{Caption, Entry, Placing, choices_named};
use super::{Imported, Left, PartFound};
use crate::bank::{Bank, Kind, Question};
use crate::plan::{Given, Within, consider};
use crate::words;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// Shorter words say too little to be known by their beginning.
const SHORTEST_STEM: usize = 5;

/// The letters of the names of entries, by their lists.
type Names<'n> = BTreeMap<&'n str, Vec<String>>;

/// Choices by the fields that offer them.
type Choices<'b> = Vec<(&'b Question, &'b str)>;

/// An entry with its answers.
struct Placed<'b> {
    list: &'b Question,
    /// What it is known by in links; none where it has no name.
    id: Option<String>,
    title: String,
    /// Everything that was said of it and over it, as it was written.
    said: String,
    captions: Vec<usize>,
    /// A label that is the name of another entry.
    beside: Option<String>,
    fields: Map<String, Json>,
}

/// The answers for everything that was found.
pub(super) fn answered(bank: &Bank, placing: Placing<'_>) -> Imported {
    let Placing { parts, entries, captions, found, left, singles, .. } = placing;
    let mut making = Making { bank, placed: Vec::new(), captions, understood: Vec::new(), left, answers: Map::new() };
    for (part, at, text) in &singles {
        if let Some(part) = parts.all.get(*part) {
            making.single(part.question, *at, text);
        }
    }
    // By which names there may be entries: a label that is one of them is a link and no name.
    let mut names = Names::new();
    for entry in &entries {
        if let Some(part) = parts.all.get(entry.part) {
            let name = entry.label.as_ref().map_or(&entry.whole, |(label, _)| label);
            names.entry(&part.question.id).or_default().push(letters(name));
        }
    }
    for entry in entries {
        if let Some(part) = parts.all.get(entry.part) {
            making.entry(part, entry, &names);
        }
    }
    let unlinked = making.link();
    for Caption { at, text, is_used, is_meant, .. } in making.captions {
        match (is_meant, is_used) {
            (true, true) => making.understood.push(Left { at, text, why: "says something of what follows".to_owned() }),
            (true, false) => {}
            (false, _) => making.left.push(Left { at, text, why: "heads entries and is none itself".to_owned() }),
        }
    }
    let placed = making.placed.len();
    let mut answers = making.answers;
    for Placed { list, fields, .. } in making.placed {
        let entries = answers.entry(list.id.clone()).or_insert_with(|| json!([]));
        if let Json::Array(entries) = entries {
            entries.push(Json::Object(fields));
        }
    }
    making.left.sort_by_key(|left| left.at);
    making.understood.sort_by_key(|read| read.at);
    let into = |part: Option<usize>| Some(parts.all.get(part?)?.question.id.clone());
    let parts = found.into_iter().map(|found| PartFound { at: found.at, text: found.text, into: into(found.part) });
    Imported { answers, parts: parts.collect(), understood: making.understood, left: making.left, placed, unlinked }
}

struct Making<'b> {
    bank: &'b Bank,
    placed: Vec<Placed<'b>>,
    captions: Vec<Caption>,
    understood: Vec<Left>,
    left: Vec<Left>,
    answers: Map<String, Json>,
}

impl<'b> Making<'b> {
    fn leave(&mut self, at: usize, text: &str, why: impl Into<String>) {
        self.left.push(Left { at, text: text.to_owned(), why: why.into() });
    }

    /// The answer to a question of its own, line after line.
    fn single(&mut self, question: &Question, at: usize, text: &str) {
        let before = self.answers.get(&question.id).and_then(Json::as_str);
        let joined = before.map_or_else(|| text.to_owned(), |before| format!("{before} {text}"));
        match taken(question, &joined) {
            Ok(_) => drop(self.answers.insert(question.id.clone(), Json::from(joined))),
            Err(why) => self.leave(at, text, format!("does not fit `{}`: {why}", question.id)),
        }
    }

    fn entry(&mut self, part: &Part<'b>, entry: Entry, known: &Names<'_>) {
        let list = part.question;
        let Some(items) = list.items() else { return };
        let (at, mut whole, mut label) = (entry.at, entry.whole, entry.label);
        let mut fields: Vec<(&Question, Vec<&str>)> = Vec::new();
        let said = std::iter::once(whole.as_str()).chain(entry.below.iter().map(|(_, text)| text.as_str()));
        let said = said.collect::<Vec<_>>().join(" · ");
        for index in &entry.captions {
            if let Some(caption) = self.captions.get_mut(*index) {
                let meant = choices_named(self.bank, part, &caption.text);
                caption.is_meant |= !meant.is_empty();
                choose(&mut fields, meant);
            }
        }
        let mut beside = None;
        if let Some((name, rest)) = &label {
            let meant = choices_named(self.bank, part, name);
            let is_entry = self.is_linked_name(list, name, known);
            if !meant.is_empty() || is_entry {
                choose(&mut fields, meant);
                beside = is_entry.then(|| letters(name));
                let why = "says something of what follows".to_owned();
                self.understood.push(Left { at, text: name.clone(), why });
                whole.clone_from(rest);
                label = None;
            }
        }
        choose(&mut fields, choices_said(self.bank, part, &said));
        let mut answers = Map::new();
        let rest_field = part.import.and_then(|import| self.bank.field(&list.id, import.rest.as_deref()?));
        let (title, mut rest) = match items.title_field() {
            None => (String::new(), vec![(at, whole.clone())]),
            Some(field) => {
                let fits = |text: &str| taken(field, text).is_ok();
                let labelled = label.filter(|(label, _)| fits(label));
                match labelled {
                    Some((label, rest)) if rest_field.is_some() || !fits(&whole) => (label, vec![(at, rest)]),
                    _ if fits(&whole) => (whole.clone(), Vec::new()),
                    _ => {
                        let Some(short) = shortened(&whole, field.kind.limit()).filter(|short| fits(short)) else {
                            self.leave(at, &whole, format!("cannot be what a {} is called", items.one));
                            return;
                        };
                        (short, vec![(at, whole.clone())])
                    }
                }
            }
        };
        let mut children = Vec::new();
        if rest_field.is_some() {
            rest.extend(entry.below);
        } else {
            children = entry.below;
        }
        if let Some(twin) = self.placed.iter().find(|own| {
            own.list.id == list.id && !title.is_empty() && letters_or_all(&own.title) == letters_or_all(&title)
        }) {
            let name = twin.title.clone();
            self.leave(at, &whole, format!("names “{name}” a second time"));
            self.leave_below(rest.into_iter().chain(children), &whole, &name, "stands there already");
            return;
        }
        let count = self.placed.iter().filter(|own| own.list.id == list.id).count();
        if let Some(most) = items.count.at_most.filter(|most| count >= *most) {
            self.leave(at, &whole, format!("is one more than the {most} {} that there is room for", items.many));
            self.leave_below(rest.into_iter().chain(children), &whole, &whole, "there is no room for");
            return;
        }
        if let Some(field) = items.title_field() {
            answers.insert(field.id.clone(), Json::from(title.as_str()));
        }
        self.take_rest(rest_field, rest, &mut answers, &title);
        for (field, keys) in &fields {
            let value = match (&field.kind, keys.as_slice()) {
                (Kind::SomeOf { .. }, keys) => json!(keys),
                (_, [only]) => json!(only),
                _ => continue,
            };
            if field.when.is_none() && consider(field, &Given::Written(value.clone()), Within::default()).is_ok() {
                answers.insert(field.id.clone(), value);
            }
        }
        if !answers.is_empty() {
            let id = items.title_field().map(|_| format!("line-{at}-{}", self.placed.len() + 1));
            if let Some(id) = &id {
                answers.insert("id".to_owned(), Json::from(id.as_str()));
            }
            let captions = entry.captions.clone();
            self.placed.push(Placed { list, id, title, said, captions, beside, fields: answers });
        }
        // Where nothing can be said of an entry, what stands below it are entries, too.
        for (at, whole) in children {
            let captions = entry.captions.clone();
            self.entry(part, Entry { part: entry.part, at, whole, captions, ..Entry::default() }, known);
        }
    }

    /// Whether a text is the name of an entry that entries of a list link to.
    fn is_linked_name(&self, list: &Question, name: &str, known: &Names<'_>) -> bool {
        let links = self.bank.fields(&list.id).filter_map(|field| match &field.kind {
            Kind::Link(link) if is_set(field) => Some(&link.to),
            _ => None,
        });
        let mut targets = links.flatten().filter(|to| **to != list.id);
        targets.any(|to| known.get(to.as_str()).is_some_and(|names| names.contains(&letters(name))))
    }

    /// What is said of an entry that has no place.
    fn leave_below(&mut self, below: impl Iterator<Item = (usize, String)>, whole: &str, name: &str, why: &str) {
        for (at, text) in below.filter(|(_, text)| text != whole) {
            self.leave(at, &text, format!("was said of “{name}”, which {why}"));
        }
    }

    /// What is said of an entry, as far as there is room for it.
    fn take_rest(
        &mut self,
        field: Option<&Question>,
        rest: Vec<(usize, String)>,
        answers: &mut Map<String, Json>,
        title: &str,
    ) {
        let mut joined = String::new();
        for (at, text) in rest {
            let longer = if joined.is_empty() { text.clone() } else { format!("{joined}; {text}") };
            if field.is_some_and(|field| taken(field, &longer).is_ok()) {
                joined = longer;
            } else {
                let why = if title.is_empty() {
                    "is longer than there is room for".to_owned()
                } else {
                    format!("is said of “{title}”, and there is no room for it")
                };
                self.leave(at, &text, why);
            }
        }
        if let Some(field) = field.filter(|_| !joined.is_empty()) {
            answers.insert(field.id.clone(), Json::from(joined));
        }
    }

    /// Sets links where there is one candidate: the only entry there is, the one whose name stands over the entry, or the
    /// only one that it speaks of.
    fn link(&mut self) -> Vec<(String, String, usize)> {
        let mut unlinked: Vec<(String, String, usize)> = Vec::new();
        let known: Vec<(String, Option<String>, String)> =
            self.placed.iter().map(|own| (own.list.id.clone(), own.id.clone(), letters(&own.title))).collect();
        for own in &mut self.placed {
            for field in self.bank.fields(&own.list.id).filter(|field| is_set(field)) {
                let Kind::Link(link) = &field.kind else { continue };
                if link.to.contains(&own.list.id) {
                    continue;
                }
                let candidates: Vec<&(String, Option<String>, String)> =
                    known.iter().filter(|(list, ..)| link.to.contains(list)).collect();
                let only =
                    |found: Vec<&String>| if let [only] = found.as_slice() { Some((*only).clone()) } else { None };
                let named = |fits: &dyn Fn(&str) -> bool| {
                    let fitting = candidates.iter().filter(|(_, _, title)| !title.is_empty() && fits(title));
                    only(fitting.filter_map(|(_, id, _)| id.as_ref()).collect())
                };
                let under =
                    own.captions.iter().filter_map(|index| Some((*index, letters(&self.captions.get(*index)?.text))));
                let under: Vec<(usize, String)> = under.collect();
                let mut target = if candidates.len() == 1 {
                    candidates.first().and_then(|(_, id, _)| id.clone())
                } else {
                    own.beside.as_ref().and_then(|beside| named(&|title| title == beside))
                };
                for (index, caption) in &under {
                    if target.is_none() || candidates.len() == 1 {
                        let meant = named(&|title| are_alike(title, caption));
                        if let Some(caption) = self.captions.get_mut(*index).filter(|_| meant.is_some()) {
                            caption.is_meant = true;
                        }
                        target = target.or(meant);
                    }
                }
                let said = format!(" {} ", letters(&own.said));
                let target = target.or_else(|| named(&|title| said.contains(&format!(" {title} "))));
                match target {
                    Some(id) if link.many => drop(own.fields.insert(field.id.clone(), json!([id]))),
                    Some(id) => drop(own.fields.insert(field.id.clone(), json!(id))),
                    None if !candidates.is_empty() && field.required => {
                        let key = (own.list.id.as_str(), field.id.as_str());
                        match unlinked.iter_mut().find(|(list, field, _)| (list.as_str(), field.as_str()) == key) {
                            Some((.., count)) => *count += 1,
                            None => unlinked.push((own.list.id.clone(), field.id.clone(), 1)),
                        }
                    }
                    None => {}
                }
            }
        }
        unlinked
    }
}

/// Whether a link can be set without knowing what else is said: it is always asked, and of all entries.
fn is_set(field: &Question) -> bool {
    matches!(&field.kind, Kind::Link(link) if link.among.is_none() && link.count.at_least <= 1) && field.when.is_none()
}

fn choose<'b>(fields: &mut Vec<(&'b Question, Vec<&'b str>)>, choices: Choices<'b>) {
    for (field, key) in choices {
        match fields.iter_mut().find(|(own, _)| own.id == field.id) {
            Some((_, keys)) if !keys.contains(&key) => keys.push(key),
            Some(_) => {}
            None => fields.push((field, vec![key])),
        }
    }
}

/// The choices whose words are in a text.
fn choices_said<'b>(bank: &'b Bank, part: &Part<'b>, text: &str) -> Choices<'b> {
    let text = format!(" {} ", letters(text));
    let is_said = |word: &String| {
        let word = letters(word);
        // Not every language parts its words.
        if word.is_ascii() { text.contains(&format!(" {word} ")) } else { text.contains(&word) }
    };
    let listed = part.import.into_iter().flat_map(|import| &import.words);
    let said = listed.filter(|listed| listed.words.iter().any(is_said));
    said.filter_map(|listed| {
        let field = bank.field(&part.question.id, &listed.field)?;
        let choice = field.choices().iter().find(|choice| choice.key == listed.key)?;
        Some((field, choice.key.as_str()))
    })
    .collect()
}

/// What would be stored of a text.
///
/// # Errors
/// Why the question does not take it, as a clause.
fn taken(question: &Question, text: &str) -> Result<Json, String> {
    consider(question, &Given::Written(Json::from(text)), Within::default()).map_err(|doubt| doubt.rejection.0)
}

/// The letters of a name, or all of it where it has none.
fn letters_or_all(title: &str) -> String {
    let digits: String = title.chars().filter(char::is_ascii_digit).collect();
    format!("{} {digits}", letters(title))
}

/// The beginning of a text that is not longer than a limit: up to a mark where a sentence rests, or up to a word.
fn shortened(text: &str, limit: Option<usize>) -> Option<String> {
    let limit = limit?;
    let room: String = text.chars().take(limit).collect();
    let marks = [',', ';', '.', '(', ':', '–', '—', '、', '。', '，', '（'];
    let mut rests = room.char_indices().filter(|(_, c)| marks.contains(c)).map(|(at, _)| at);
    let rest = rests.rfind(|at| room.get(..*at).is_some_and(|text| text.chars().count() >= SHORTEST_STEM));
    let word = room.trim_end().rfind(char::is_whitespace);
    let end = rest.or(word).unwrap_or(room.len());
    let short = words::tidied(room.get(..end)?);
    (!short.is_empty()).then_some(short)
}

/// Whether a caption is about an entry: the same words, some of them, or words that begin alike.
fn are_alike(title: &str, caption: &str) -> bool {
    if title == caption || has_words(caption, title) || has_words(title, caption) {
        return true;
    }
    let stem =
        |word: &str| word.chars().take(word.chars().count().saturating_sub(2).max(SHORTEST_STEM)).collect::<String>();
    let long = |text: &str| -> Vec<String> {
        text.split(' ').filter(|word| word.chars().count() >= SHORTEST_STEM).map(str::to_owned).collect()
    };
    long(title)
        .iter()
        .any(|own| long(caption).iter().any(|word| own.starts_with(&stem(word)) || word.starts_with(&stem(own))))
}

fn has_words(text: &str, words: &str) -> bool {
    !words.is_empty() && format!(" {text} ").contains(&format!(" {words} "))
}
