//! One bank over another, as tables: what is written above takes the place of single keys, stands beside what is there,
//! or hides it. Nothing else knows that a bank extends another; the merged tables are built and looked at like any.

use super::Question;
use super::build;
use super::parse::source;
use super::read::Problems;
use super::source::{At, RawStep};
use super::texts::Texts;
use super::written::{error, suggest};
use crate::diagnostic::Severity;
use crate::words::printable;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// The tables of a bank, with those of the banks it extends under them.
pub(crate) struct Tables<'t> {
    /// Where its own `bank.toml` begins.
    pub start: usize,
    pub bank: DeTable<'t>,
    pub steps: Vec<Step<'t>>,
    pub hidden: Vec<HiddenTable<'t>>,
    /// The paths of the step files read.
    pub used: Vec<String>,
}

/// A step, and where the file begins in which it was first written.
pub(crate) struct Step<'t> {
    pub start: usize,
    pub table: DeTable<'t>,
}

/// What was hidden by a name; nothing where it was no question.
pub(crate) struct HiddenTable<'t> {
    name: At<String>,
    question: Option<Item<'t>>,
}

type Item<'t> = Spanned<DeValue<'t>>;

/// Tables that stand in lists and are told apart by a key.
#[derive(Debug)]
pub(crate) struct Sort {
    /// The key of the list.
    pub list: &'static str,
    /// How messages call one.
    called: &'static str,
    /// What tells them apart.
    pub id: &'static str,
    /// What only a new one has to say.
    pub needs: &'static str,
}

impl Sort {
    /// How the schema calls such a table.
    pub fn defined_as(&self) -> &'static str {
        if self.list == STEP.list { "part" } else { self.list }
    }
}

const fn sort(list: &'static str, called: &'static str, id: &'static str, needs: &'static str) -> Sort {
    Sort { list, called, id, needs }
}

const STEP: Sort = sort("step", "step", "id", "title");
const CHOICE: Sort = sort("choice", "choice", "key", "label");
pub(crate) const SORTS: [&Sort; 13] = [
    &STEP,
    &CHOICE,
    &sort("question", "question", "id", "kind"),
    &sort("field", "field", "id", "kind"),
    &sort("check", "check", "id", "holds"),
    &sort("fact", "fact", "id", "value"),
    &sort("insight", "insight", "id", "tone"),
    &sort("chapter", "chapter", "id", "title"),
    &sort("reader", "reader", "id", "title"),
    &sort("canvas", "block of the canvas", "list", "row"),
    &sort("column", "column", "id", "kind"),
    &sort("due", "due day", "id", "title"),
    &sort("import", "part of other canvases", "into", "known_as"),
];

/// The sort of the tables under a key; `within` is the key of the table that holds it.
fn sort_of(key: &str, within: &str) -> Option<&'static Sort> {
    if within == "choices" { Some(&CHOICE) } else { SORTS.into_iter().find(|sort| sort.list == key) }
}

/// The texts of a list under a key; nothing where it is none, or not of texts alone.
pub(crate) fn texts_of(table: &DeTable<'_>, key: &str) -> Vec<At<String>> {
    let values = table.get(key).and_then(|value| value.get_ref().as_array()).into_iter().flatten();
    let texts: Option<Vec<At<String>>> =
        values.map(|value| Some(At { value: value.get_ref().as_str()?.to_owned(), span: value.span() })).collect();
    texts.unwrap_or_default()
}

/// A text under a key.
fn text<'a>(table: &'a DeTable<'_>, key: &str) -> Option<&'a str> {
    table.get(key)?.get_ref().as_str()
}

fn table<'a, 't>(item: &'a Item<'t>) -> Option<&'a DeTable<'t>> {
    item.get_ref().as_table()
}

/// Does something with the tables of a list.
fn within<'t, R>(table: &mut DeTable<'t>, key: &str, work: impl FnOnce(&mut Vec<Item<'t>>) -> R) -> Option<R> {
    let DeValue::Array(array) = table.get_mut(key)?.get_mut() else { return None };
    let mut items: Vec<Item<'t>> = std::mem::replace(array, DeArray::new()).into_iter().collect();
    let outcome = work(&mut items);
    *array = items.into_iter().collect();
    Some(outcome)
}

/// Takes the first that fits out of a list.
fn taken<'t>(table: &mut DeTable<'t>, key: &str, fits: impl Fn(&DeTable<'t>) -> bool) -> Option<Item<'t>> {
    within(table, key, |items| {
        let found = items.iter().position(|item| self::table(item).is_some_and(&fits))?;
        Some(items.remove(found))
    })?
}

/// What tells a table of its sort apart: its id, and its list if it names one.
fn identity<'a>(table: &'a DeTable<'_>, sort: &Sort) -> Option<(Option<&'a str>, &'a str)> {
    Some((text(table, "of"), text(table, sort.id)?))
}

/// How messages name it.
fn address((list, id): (Option<&str>, &str)) -> String {
    list.map_or_else(|| id.to_owned(), |list| format!("{list}.{id}"))
}

/// Where something is to stand: behind or before something else.
struct Stand {
    is_behind: bool,
    of: At<String>,
}

/// Takes out where a table is to stand.
fn stand(table: &mut DeTable<'_>) -> Option<Stand> {
    let mut named = ["before", "after"].into_iter().filter_map(|key| {
        let of = At { value: text(table, key)?.to_owned(), span: table.get(key)?.span() };
        table.remove(key);
        Some(Stand { is_behind: key == "after", of })
    });
    let before = named.next();
    named.next().or(before)
}

/// A bank that extends none: in it everything stands where it is written.
pub(crate) fn alone<'t>(mut own: Tables<'t>, texts: &Texts, problems: &mut Problems) -> Tables<'t> {
    let mut told = |what: &str, span: &Range<usize>| {
        let help = format!("take `{what}` out, or say with `extends` which bank this one builds on");
        let message = format!("`{what}` is for banks that extend another");
        problems.push(error("unused-key", message, texts.place(span), help));
    };
    if let Some(hide) = own.bank.remove("hide") {
        told("hide", &hide.span());
    }
    for (key, value) in &mut own.bank {
        placeless(key.get_ref(), value, &mut told);
    }
    for step in &mut own.steps {
        if let Some(before) = step.table.remove("before") {
            told("before", &before.span());
        }
        for (key, value) in &mut step.table {
            placeless(key.get_ref(), value, &mut told);
        }
    }
    own
}

/// Takes out and tells where something is to stand within what stands where it is written.
fn placeless(key: &str, value: &mut Item<'_>, told: &mut dyn FnMut(&str, &Range<usize>)) {
    match value.get_mut() {
        DeValue::Table(table) => {
            // The pause says itself which step it follows.
            let keys: &[&str] = if ["profile", "pause"].contains(&key) { &["before"] } else { &[] };
            strip(table, keys, told);
            let is_choices = key == "choices";
            for (key, value) in table {
                placeless(if is_choices { CHOICE.list } else { key.get_ref() }, value, told);
            }
        }
        DeValue::Array(array) if sort_of(key, "").is_some() => {
            for item in array.iter_mut() {
                let DeValue::Table(table) = item.get_mut() else { continue };
                strip(table, &["after", "before"], told);
                for (key, value) in table {
                    placeless(key.get_ref(), value, told);
                }
            }
        }
        _ => {}
    }
}

fn strip(table: &mut DeTable<'_>, keys: &[&str], told: &mut dyn FnMut(&str, &Range<usize>)) {
    for key in keys {
        if let Some(value) = table.remove(*key) {
            told(key, &value.span());
        }
    }
}

/// A bank over the one it extends.
pub(crate) fn over<'t>(
    mut below: Tables<'t>,
    mut own: Tables<'t>,
    texts: &Texts,
    problems: &mut Problems,
) -> Tables<'t> {
    below.start = own.start;
    below.used.append(&mut own.used);
    // Never taken over: a bank that had them would be taken for the one below.
    for key in ["format", "id", "version", "extends"] {
        below.bank.remove(key);
    }
    for name in texts_of(&own.bank, "hide") {
        below.hide(&name, texts, problems);
    }
    if !texts_of(&own.bank, "hide").is_empty() {
        own.bank.remove("hide");
    }
    if !texts_of(&own.bank, "steps").is_empty() {
        own.bank.remove("steps");
    }
    let mut brought = Vec::new();
    for key in ["profile", "pause"] {
        if let Some(DeValue::Table(part)) = own.bank.get(key).map(Spanned::get_ref) {
            brought.extend(below.bring(part, Some(key), None));
        }
    }
    let mut merge = Merge { texts, problems, brought };
    merge.table(&mut below.bank, own.bank, "");
    for step in own.steps {
        merge.step(&mut below, step);
    }
    below
}

impl<'t> Tables<'t> {
    /// The profile, the pause and the steps, each with whether it is the one meant.
    fn parts(&mut self, key: Option<&str>, step: Option<usize>) -> impl Iterator<Item = (bool, &mut DeTable<'t>)> {
        let beside = self.bank.iter_mut().filter_map(move |(name, value)| {
            let name: &str = name.get_ref();
            let DeValue::Table(table) = value.get_mut() else { return None };
            ["profile", "pause"].contains(&name).then(|| (key == Some(name), table))
        });
        let steps = self.steps.iter_mut().enumerate();
        beside.chain(steps.map(move |(index, own)| (step == Some(index), &mut own.table)))
    }

    /// Brings what a part speaks of into it from wherever it stands: what is written in a step is asked there. Gives
    /// what was brought.
    fn bring(&mut self, own: &DeTable<'t>, key: Option<&str>, step: Option<usize>) -> Vec<Range<usize>> {
        let mut brought = Vec::new();
        for list in ["question", "check", "fact", "insight"] {
            let Some(sort) = sort_of(list, "") else { continue };
            for item in own.get(list).and_then(|value| value.get_ref().as_array()).into_iter().flatten() {
                let Some(wanted) = table(item).and_then(|table| identity(table, sort)) else { continue };
                let fits = |table: &DeTable<'t>| identity(table, sort) == Some(wanted);
                let mut elsewhere = self.parts(key, step).filter(|(is_own, _)| !is_own);
                let Some(found) = elsewhere.find_map(|(_, part)| taken(part, list, fits)) else { continue };
                drop(elsewhere);
                let Some((_, part)) = self.parts(key, step).find(|(is_own, _)| *is_own) else { continue };
                brought.push(found.span());
                add(part, list, found);
            }
        }
        brought
    }

    /// Hides what a name stands for.
    fn hide(&mut self, name: &At<String>, texts: &Texts, problems: &mut Problems) {
        let before = self.hidden.len();
        let parts: Vec<&str> = name.value.split('.').collect();
        let is = |id: &'static str, wanted: &str| {
            let wanted = wanted.to_owned();
            move |table: &DeTable<'t>| text(table, id) == Some(&wanted)
        };
        match parts[..] {
            [id] => {
                let question = self.take("question", |table| identity(table, &STEP) == Some((None, id)));
                if question.is_some() {
                    self.note(name, question);
                    // What is asked or worked out for each entry of a list goes with it.
                    while let Some(field) = self.take("question", |table| text(table, "of") == Some(id)) {
                        self.note(name, Some(field));
                    }
                    while self.take("fact", |table| text(table, "of") == Some(id)).is_some() {}
                } else if self.take("check", is("id", id)).is_some() {
                    self.note(name, None);
                }
            }
            ["step", id] => {
                let found = self.steps.iter().position(|step| text(&step.table, "id") == Some(id));
                if let Some(mut step) = found.map(|found| self.steps.remove(found)) {
                    self.note(name, None);
                    within(&mut step.table, "question", |asked| {
                        asked.drain(..).for_each(|question| self.note(name, Some(question)));
                    });
                }
            }
            [list @ ("chapter" | "reader" | "column"), id] if taken(&mut self.bank, list, is("id", id)).is_some() => {
                self.note(name, None);
            }
            ["check", id] if self.take("check", is("id", id)).is_some() => self.note(name, None),
            ["canvas", list] if taken(&mut self.bank, "canvas", is("list", list)).is_some() => self.note(name, None),
            ["choices", set, key] => {
                let sets = self.bank.get_mut("choices").map(Spanned::get_mut);
                if let Some(DeValue::Table(sets)) = sets
                    && taken(sets, set, is("key", key)).is_some()
                {
                    self.note(name, None);
                }
            }
            [list, id] => self.hide_inside(name, list, id),
            [list, field, key] => {
                let in_field = |question: &mut DeTable<'t>| {
                    within(question, "field", |fields| {
                        let field = fields
                            .iter_mut()
                            .find(|item| table(item).is_some_and(|table| text(table, "id") == Some(field)))?;
                        let DeValue::Table(field) = field.get_mut() else { return None };
                        taken(field, "choice", is("key", key))
                    })?
                };
                let later = |question: &mut DeTable<'t>| taken(question, "choice", is("key", key));
                let found = self.in_question((None, list), in_field);
                if found.or_else(|| self.in_question((Some(list), field), later)).is_some() {
                    self.note(name, None);
                }
            }
            _ => {}
        }
        if self.hidden.len() == before {
            let shown = printable(&name.value);
            let message = format!("there is no `{shown}` that could be hidden");
            let names = self.addresses();
            let otherwise = "name what the bank that this one extends has: `question`, `list.field`, `question.choice`, \
                             the id of a check, or `step.ID`";
            let inside =
                names.iter().find(|other| other.strip_suffix(&name.value).is_some_and(|list| list.ends_with('.')));
            let help = match inside {
                Some(inside) => format!("did you mean `{inside}`?"),
                None => suggest(&name.value, names.iter().map(String::as_str), otherwise),
            };
            problems.push(error("unknown-hidden", message, texts.place(&name.span), help));
        }
    }

    /// Hides a field of a list, one that is asked later or follows among them, or a choice of a question.
    fn hide_inside(&mut self, name: &At<String>, list: &str, id: &str) {
        let field =
            self.in_question((None, list), |question| taken(question, "field", |table| text(table, "id") == Some(id)));
        let field = field.or_else(|| self.take("question", |table| identity(table, &STEP) == Some((Some(list), id))));
        if let Some(mut field) = field {
            if let DeValue::Table(field) = field.get_mut() {
                let of = DeValue::String(list.to_owned().into());
                field.insert(Spanned::new(name.span.clone(), "of".into()), Spanned::new(name.span.clone(), of));
            }
            self.note(name, Some(field));
        } else if self.take("fact", |table| identity(table, &STEP) == Some((Some(list), id))).is_some()
            || self
                .in_question((None, list), |question| taken(question, "choice", |table| text(table, "key") == Some(id)))
                .is_some()
        {
            self.note(name, None);
        }
    }

    fn note(&mut self, name: &At<String>, question: Option<Item<'t>>) {
        self.hidden.push(HiddenTable { name: name.clone(), question });
    }

    /// Takes something out of whatever part it stands in.
    fn take(&mut self, list: &str, fits: impl Fn(&DeTable<'t>) -> bool) -> Option<Item<'t>> {
        self.parts(None, None).find_map(|(_, part)| taken(part, list, &fits))
    }

    /// Takes something out of a question.
    fn in_question(
        &mut self,
        wanted: (Option<&str>, &str),
        work: impl Fn(&mut DeTable<'t>) -> Option<Item<'t>>,
    ) -> Option<Item<'t>> {
        self.parts(None, None).find_map(|(_, part)| {
            within(part, "question", |questions| {
                let is_it = |item: &&mut Item<'t>| table(item).and_then(|it| identity(it, &STEP)) == Some(wanted);
                let DeValue::Table(question) = questions.iter_mut().find(is_it)?.get_mut() else { return None };
                work(question)
            })?
        })
    }

    /// Every name that could be hidden, as far as one could mean it.
    fn addresses(&mut self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        names.extend(self.steps.iter().filter_map(|step| Some(format!("step.{}", text(&step.table, "id")?))));
        for (list, id) in [("chapter", "id"), ("reader", "id"), ("column", "id"), ("canvas", "list")] {
            let tables = self.bank.get(list).and_then(|value| value.get_ref().as_array()).into_iter().flatten();
            names.extend(tables.filter_map(|item| Some(address((Some(list), text(table(item)?, id)?)))));
        }
        for (_, part) in self.parts(None, None) {
            for list in ["question", "check"] {
                for item in part.get(list).and_then(|value| value.get_ref().as_array()).into_iter().flatten() {
                    let Some(item) = table(item) else { continue };
                    let Some(own) = identity(item, &STEP) else { continue };
                    for inner in [("field", "id"), ("choice", "key")] {
                        let inside =
                            item.get(inner.0).and_then(|value| value.get_ref().as_array()).into_iter().flatten();
                        names.extend(
                            inside.filter_map(|field| Some(address((Some(own.1), text(table(field)?, inner.1)?)))),
                        );
                    }
                    names.push(address(own));
                }
            }
        }
        names
    }
}

/// Puts something at the end of a list.
fn add<'t>(table: &mut DeTable<'t>, list: &str, item: Item<'t>) {
    if within(table, list, |items| items.len()).is_none() {
        let (key, array) = (list.to_owned().into(), DeValue::Array(DeArray::new()));
        table.insert(Spanned::new(item.span(), key), Spanned::new(item.span(), array));
    }
    within(table, list, |items| items.push(item));
}

/// Sets tables over others.
struct Merge<'a> {
    texts: &'a Texts,
    problems: &'a mut Problems,
    /// Where that was written which came into a part from another one.
    brought: Vec<Range<usize>>,
}

impl Merge<'_> {
    fn step<'t>(&mut self, below: &mut Tables<'t>, mut own: Step<'t>) {
        let id = text(&own.table, "id").map(str::to_owned);
        let found = below.steps.iter().position(|step| id.is_some() && text(&step.table, "id") == id.as_deref());
        let stand = stand(&mut own.table);
        let step = if let Some(found) = found {
            self.brought.extend(below.bring(&own.table, None, Some(found)));
            let mut step = below.steps.remove(found);
            self.table(&mut step.table, own.table, "");
            if stand.is_none() {
                return below.steps.insert(found, step);
            }
            step
        } else {
            let ids: Vec<&str> = below.steps.iter().filter_map(|step| text(&step.table, "id")).collect();
            if !self.is_new(&own.table, &STEP, &ids) {
                return;
            }
            let start = own.start;
            below.steps.push(Step { start, table: DeTable::new() });
            self.brought.extend(below.bring(&own.table, None, Some(below.steps.len() - 1)));
            let mut table = below.steps.pop().map(|step| step.table).unwrap_or_default();
            self.table(&mut table, own.table, "");
            Step { start, table }
        };
        let ids: Vec<&str> = below.steps.iter().filter_map(|step| text(&step.table, "id")).collect();
        let at = stand.and_then(|stand| self.place(&stand, &STEP, &ids)).unwrap_or(below.steps.len());
        below.steps.insert(at, step);
    }

    fn table<'t>(&mut self, below: &mut DeTable<'t>, own: DeTable<'t>, key: &str) {
        for (name, value) in own {
            let span = value.span();
            match (value.into_inner(), sort_of(name.get_ref(), key)) {
                (DeValue::Array(items), Some(sort)) if items.iter().all(|item| table(item).is_some()) => {
                    if within(below, name.get_ref(), |_| ()).is_none() {
                        below.insert(name.clone(), Spanned::new(span, DeValue::Array(DeArray::new())));
                    }
                    within(below, name.get_ref(), |below| self.list(below, items, sort));
                }
                // What became of the answers of old plans holds on, and more is added.
                (DeValue::Array(items), None) if name.get_ref() == "upgrade" => {
                    items.into_iter().for_each(|item| add(below, name.get_ref(), item));
                }
                (DeValue::Table(own), _) => match below.get_mut(name.get_ref().as_ref()).map(Spanned::get_mut) {
                    Some(DeValue::Table(below)) => self.table(below, own, &name.into_inner()),
                    _ => drop(below.insert(name, Spanned::new(span, DeValue::Table(own)))),
                },
                (other, _) => drop(below.insert(name, Spanned::new(span, other))),
            }
        }
    }

    fn list<'t>(&mut self, below: &mut Vec<Item<'t>>, own: DeArray<'t>, sort: &Sort) {
        // What stands behind the same thing stays in the order in which it is written.
        let mut behind: Vec<(String, String)> = Vec::new();
        for mut item in own {
            let span = item.span();
            let DeValue::Table(own) = item.get_mut() else { continue };
            let mut own = std::mem::take(own);
            let mut stand = stand(&mut own);
            let wanted = identity(&own, sort).map(|(list, id)| (list.map(str::to_owned), id.to_owned()));
            let is_it = |item: &Item<'t>| {
                let found = table(item).and_then(|table| identity(table, sort));
                found.is_some() && found == wanted.as_ref().map(|(list, id)| (list.as_deref(), id.as_str()))
            };
            let found = below.iter().position(is_it);
            let merged = if let Some(found) = found {
                let mut item = below.remove(found);
                if let DeValue::Table(table) = item.get_mut() {
                    self.table(table, own, sort.list);
                }
                if stand.is_none() && !self.brought.contains(&item.span()) {
                    below.insert(found, item);
                    continue;
                }
                item
            } else {
                let names = names(below, sort);
                if !self.is_new(&own, sort, &names.iter().map(String::as_str).collect::<Vec<_>>()) {
                    continue;
                }
                Spanned::new(span, DeValue::Table(self.new_one(own)))
            };
            let own_name = table(&merged).and_then(|table| identity(table, sort)).map(address);
            if let (Some(stand), Some(name)) = (stand.as_mut().filter(|stand| stand.is_behind), own_name) {
                let last = behind.iter().rev().find(|(of, _)| *of == stand.of.value).map(|(_, last)| last.clone());
                behind.push((stand.of.value.clone(), name));
                stand.of.value = last.unwrap_or_else(|| stand.of.value.clone());
            }
            let names = names(below, sort);
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let at = stand.and_then(|stand| self.place(&stand, sort, &names)).unwrap_or(below.len());
            below.insert(at.min(below.len()), merged);
        }
    }

    /// What is new stands where it is written, with all that is in it.
    fn new_one<'t>(&mut self, mut own: DeTable<'t>) -> DeTable<'t> {
        let mut told = |what: &str, span: &Range<usize>| {
            let message = format!("`{what}` has nothing to stand beside: all of this is new");
            let help = format!("take `{what}` out, and write it where it is to stand");
            self.problems.push(error("unused-key", message, self.texts.place(span), help));
        };
        for (key, value) in &mut own {
            placeless(key.get_ref(), value, &mut told);
        }
        own
    }

    /// Whether a table that is not there yet is meant as a new one: it says what only a new one has to say.
    fn is_new(&mut self, own: &DeTable<'_>, sort: &Sort, there: &[&str]) -> bool {
        let Some(identity) = identity(own, sort).filter(|_| !own.contains_key(sort.needs)) else { return true };
        let span = own.get(sort.id).map(Spanned::span).unwrap_or_default();
        let name = address(identity);
        let message = format!("there is no {} `{}` here that could be changed", sort.called, printable(&name));
        let of = there.iter().find_map(|other| other.strip_suffix(&format!(".{name}")));
        let help = match of {
            Some(list) => format!("add `of = \"{}\"`, the list that it belongs to", printable(list)),
            None => {
                suggest(&name, there.iter().copied(), &format!("a new {} needs `{} = ...`", sort.called, sort.needs))
            }
        };
        self.problems.push(error("unknown-name", message, self.texts.place(&span), help));
        false
    }

    /// The position that is meant, among those with these names.
    fn place(&mut self, stand: &Stand, sort: &Sort, names: &[&str]) -> Option<usize> {
        let wanted = stand.of.value.as_str();
        let found = names.iter().position(|name| *name == wanted);
        let found = found.or_else(|| names.iter().position(|name| name.ends_with(&format!(".{wanted}"))));
        if found.is_none() {
            let word = if stand.is_behind { "behind" } else { "before" };
            let message = format!("there is no {} `{}` here to stand {word}", sort.called, printable(wanted));
            let help = suggest(wanted, names.iter().copied(), "leave it out to stand at the end");
            self.problems.push(error("unknown-name", message, self.texts.place(&stand.of.span), help));
        }
        found.map(|found| found + usize::from(stand.is_behind))
    }
}

/// The names of the tables of a list; an empty one for what has none.
fn names(items: &[Item<'_>], sort: &Sort) -> Vec<String> {
    let name = |item| table(item).and_then(|table| identity(table, sort)).map(address).unwrap_or_default();
    items.iter().map(name).collect()
}

/// What is hidden, with where that is written.
#[derive(Debug)]
pub(crate) struct Hidden {
    names: Vec<(At<String>, Option<String>)>,
    questions: super::read::Source<RawStep>,
}

impl Hidden {
    /// Reads the questions that are hidden; that they can be read is for the bank that asks them to see to.
    pub fn read(hidden: Vec<HiddenTable<'_>>, texts: &Texts) -> Self {
        let role = |item: &Item<'_>| table(item).and_then(|table| text(table, "role")).map(str::to_owned);
        let names =
            hidden.iter().map(|hidden| (hidden.name.clone(), hidden.question.as_ref().and_then(role))).collect();
        let mut step = DeTable::new();
        for question in hidden.into_iter().filter_map(|hidden| hidden.question) {
            add(&mut step, "question", question);
        }
        Self { names, questions: source(texts, 0, step, &mut Problems::new()) }
    }

    /// The questions, a field with its list.
    pub fn questions(&self, folder: &super::read::Folder) -> Vec<Question> {
        build::questions(folder, &self.questions, &mut Problems::new())
    }

    /// Whether a check is hidden.
    pub fn has_check(&self, id: &str) -> bool {
        self.names.iter().any(|(name, _)| name.value == id || name.value.strip_prefix("check.") == Some(id))
    }

    /// Says of what is missing that it is hidden, and where: once for each that needs it.
    pub fn tell(&self, texts: &Texts, problems: &mut Problems) {
        let mut told: Vec<(String, String)> = Vec::new();
        problems.retain_mut(|problem| {
            let says = |name: &str| problem.message.contains(&format!("`{name}`"));
            let names_it = |(name, role): &&(At<String>, Option<String>)| {
                let is_whole = match name.value.split('.').collect::<Vec<_>>()[..] {
                    ["step" | "chapter" | "reader" | "column" | "canvas" | "check", id] => says(id),
                    [list, id] => {
                        says(&name.value) || says(id) && (says(list) || problem.message.contains(" leads to "))
                    }
                    _ => name.value.rsplit('.').next().is_some_and(says),
                };
                is_whole || role.as_deref().is_some_and(says)
            };
            let is_missing = problem.severity == Severity::Error && MISSING.contains(&problem.code);
            let Some((name, _)) = self.names.iter().filter(|_| is_missing).find(names_it) else { return true };
            let place = texts.place(&name.span);
            let owner = owner(&problem.message).unwrap_or("what needs it").to_owned();
            problem.message = problem.message.replace("which this bank does not have", "which this bank hides");
            problem.help = Some(format!(
                "`{}` is hidden at {}:{}: take it out of `hide`, or hide or change {owner} as well",
                printable(&name.value),
                place.path,
                place.line()
            ));
            told.push((owner, name.value.clone()));
            let is_known = told.iter().rev().skip(1).any(|known| Some(known) == told.last());
            !is_known || told.last().is_some_and(|(owner, _)| owner == "what needs it")
        });
    }
}

/// Who needs something, as a message begins: check `x`.
fn owner(message: &str) -> Option<&str> {
    let (what, rest) = message.split_once(" `")?;
    let is_part = ["chapter", "check", "column", "fact", "insight", "question", "step"].contains(&what);
    message.get(..what.len() + 2 + rest.find('`')? + 1).filter(|_| is_part)
}

/// What is told where something is not there.
const MISSING: [&str; 9] = [
    "missing-choice",
    "missing-role",
    "unknown-chapter",
    "unknown-choice",
    "unknown-choices",
    "unknown-field",
    "unknown-list",
    "unknown-name",
    "unknown-step",
];
