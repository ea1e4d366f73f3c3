//! What an expression can see at its place in the walk, and what a name stands for there.

use super::entry::{Asked, DerivedEntry, Moment};
use super::figures;
use super::view::{OF_ITEMS, WHOLE};
use crate::bank::written::suggest;
use crate::bank::{BY_QUESTION, Kind};
use crate::expression::{Path, Type};
use crate::words::printable;

/// The names an expression can use.
#[derive(Clone, Copy)]
pub(super) struct Sight<'a> {
    pub entries: &'a [Asked<'a>],
    /// Fields of items that follow from other answers.
    pub derived: &'a [DerivedEntry<'a>],
    /// When the expression is evaluated.
    pub now: Moment,
    /// The list whose item is being filled.
    pub item: Option<&'a str>,
    /// The lists that the candidates of a link come from.
    pub candidates: &'a [String],
    /// The question whose answer was just given.
    pub answer: Option<&'a Asked<'a>>,
    /// The names bound by a check.
    pub bound: &'a [Bound],
    /// The position of the fact that the expression works out, if it does: it sees those before it.
    pub fact: Option<usize>,
}

/// A name bound by a check.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    pub name: String,
    /// The path it stands for, where this is known.
    pub path: Option<Path>,
    /// The kind of its value.
    pub gives: Type,
}

/// What a path leads to.
#[derive(Clone)]
pub(super) enum Target<'a> {
    /// The answer to a question or field.
    Value(&'a Asked<'a>),
    /// One of several picks.
    Element(&'a Asked<'a>),
    /// An item of one of these lists; `any` if it is not known of which.
    Item { lists: Vec<&'a str>, any: bool },
    /// The labels, states, reasons or notes of an item.
    View { name: &'static str, lists: Vec<&'a str>, any: bool },
    /// What became of a question: one of [`super::view::STATES`].
    State,
    /// Text or the like, without fields.
    Plain,
    /// A fact that follows from other answers.
    Derived(&'a DerivedEntry<'a>),
    /// Not followed any further.
    Open,
}

/// Why a path leads nowhere.
pub(super) struct Fault {
    pub code: &'static str,
    /// Continues a sentence that starts with what holds the expression.
    pub message: String,
    pub help: String,
    /// Whether a field behind the name is to blame.
    pub in_field: bool,
}

impl<'a> Sight<'a> {
    pub fn new(entries: &'a [Asked<'a>], derived: &'a [DerivedEntry<'a>], now: Moment) -> Self {
        Self { entries, derived, now, item: None, candidates: &[], answer: None, bound: &[], fact: None }
    }

    pub fn resolve(&self, path: &[String]) -> Result<Target<'a>, Fault> {
        let Some((name, rest)) = path.split_first() else { return Ok(Target::Open) };
        if let Some(bound) = self.bound.iter().find(|bound| bound.name == *name) {
            return match &bound.path {
                Some(stands_for) => self.resolve(&[stands_for, rest].concat()),
                None => Ok(Target::Open),
            };
        }
        let (start, rest) = self.root(name, rest)?;
        rest.iter().try_fold(start, |target, step| self.follow(target, step))
    }

    /// The kind of value that a path leads to.
    pub fn type_of(&self, path: &[String]) -> Type {
        if let Some(bound) = self.bound.iter().find(|bound| path.first() == Some(&bound.name) && bound.path.is_none()) {
            return if path.len() == 1 { bound.gives.clone() } else { Type::Any };
        }
        if let Some(("figures", figure)) = path.split_first().map(|(name, rest)| (name.as_str(), rest)) {
            return figures::type_of(figure);
        }
        match self.resolve(path) {
            Ok(Target::Value(entry)) => entry.question.kind.gives(),
            Ok(Target::Element(_) | Target::State) => Type::Text,
            Ok(Target::Item { .. } | Target::View { .. }) => Type::Item,
            Ok(Target::Derived(fact)) => fact.gives.clone(),
            Ok(Target::Plain) => match path.last().map(String::as_str) {
                Some("id" | "list" | "title") => Type::Text,
                Some("stale") => Type::Truth,
                _ => Type::Any,
            },
            Ok(Target::Open) | Err(_) => Type::Any,
        }
    }

    fn root<'p>(&self, name: &str, rest: &'p [String]) -> Result<(Target<'a>, &'p [String]), Fault> {
        let target = match name {
            "item" => match self.item {
                Some(list) => Target::Item { lists: vec![list], any: false },
                None => return Err(out_of_place("item", "in fields of a list and in questions with `of`")),
            },
            "answer" => match self.answer {
                Some(entry) => Target::Value(entry),
                None => return Err(out_of_place("answer", "in `cautions`")),
            },
            "x" if self.candidates.is_empty() => return Err(out_of_place("x", "in `among` and `order`")),
            "x" => Target::Item { lists: self.candidates.iter().map(String::as_str).collect(), any: false },
            "items" => {
                let lists = self.questions().filter(|entry| entry.question.items().is_some());
                let lists = lists.map(|entry| entry.question.id.as_str()).collect();
                let target = if rest.is_empty() { Target::Open } else { Target::Item { lists, any: true } };
                return Ok((target, rest.get(1..).unwrap_or_default()));
            }
            "figures" => {
                figures::may_be_missing(rest)?;
                return Ok((Target::Open, &[]));
            }
            _ if WHOLE.contains(&name) => Target::Open,
            _ => return self.answer(name, rest),
        };
        Ok((target, rest))
    }

    /// The answer to a question, or what the view keeps for it: `labels.market_kind`.
    fn answer<'p>(&self, name: &str, rest: &'p [String]) -> Result<(Target<'a>, &'p [String]), Fault> {
        let Some(view) = BY_QUESTION.iter().find(|view| **view == name) else {
            return Ok((Target::Value(self.question(name)?), rest));
        };
        let Some((id, rest)) = rest.split_first() else { return Ok((Target::Open, rest)) };
        labelled(view, self.question(id)?)?;
        Ok((kept_in(view), rest))
    }

    pub fn questions(&self) -> impl Iterator<Item = &'a Asked<'a>> {
        self.entries.iter().filter(|entry| entry.list.is_none())
    }

    fn question(&self, id: &str) -> Result<&'a Asked<'a>, Fault> {
        let Some(entry) = self.questions().find(|entry| entry.question.id == id) else {
            let names = self.questions().filter(|entry| entry.moment.question < self.now.question);
            let bound = self.bound.iter().map(|bound| bound.name.as_str());
            let names = names.map(|entry| entry.question.id.as_str()).chain(BY_QUESTION).chain(["item", "items"]);
            let names = names.chain(bound);
            let help = suggest(id, names, "use the id of a question that is asked earlier");
            let message = format!("depends on `{}`, which this bank does not have", printable(id));
            return Err(Fault { code: "unknown-name", message, help, in_field: false });
        };
        if entry.moment.question < self.now.question {
            return Ok(entry);
        }
        Err(later(id, entry, self.now, false))
    }

    fn follow(&self, target: Target<'a>, step: &str) -> Result<Target<'a>, Fault> {
        match target {
            Target::Open | Target::Derived(_) => Ok(Target::Open),
            Target::Value(entry) => value(entry, step),
            Target::Element(entry) => Err(no_fields(entry, step)),
            Target::Plain | Target::State => Err(Fault {
                code: "unknown-field",
                message: format!("reads `{}` of a text", printable(step)),
                help: "take it out; texts have no fields".to_owned(),
                in_field: true,
            }),
            Target::Item { .. } if step == "[]" => Ok(Target::Open),
            Target::Item { lists, any } => match BY_QUESTION.iter().find(|view| **view == step) {
                Some(name) => Ok(Target::View { name, lists, any }),
                None if step == "changed" => Ok(Target::Open),
                None if OF_ITEMS.contains(&step) => Ok(Target::Plain),
                None => match self.derived_field(&lists, any, step)? {
                    Some(fact) => Ok(Target::Derived(fact)),
                    None => self.field(&lists, any, step).map(Target::Value),
                },
            },
            Target::View { name, lists, any } => {
                labelled(name, self.field(&lists, any, step)?)?;
                Ok(kept_in(name))
            }
        }
    }

    /// A field that follows from other answers, of all the lists (of any, where it is not known).
    fn derived_field(&self, lists: &[&str], any: bool, id: &str) -> Result<Option<&'a DerivedEntry<'a>>, Fault> {
        let found = |list: &&str| self.derived.iter().find(|derived| *derived.of == **list && derived.id == id);
        let all: Vec<&'a DerivedEntry<'a>> = lists.iter().filter_map(found).collect();
        if all.is_empty() || (!any && all.len() < lists.len()) {
            return Ok(None);
        }
        if let Some(own) = self.fact {
            let mut faults: Vec<Fault> = all.iter().filter_map(|fact| self.unready(own, fact)).collect();
            // Of an item of any list, the fact of one that is worked out by now is meant.
            if !faults.is_empty() && (!any || faults.len() == all.len()) {
                return Err(faults.swap_remove(0));
            }
        }
        match all.iter().find(|derived| derived.moment.question > self.now.question) {
            Some(hidden) if !any => {
                let message = format!("depends on `{}`, which is known only after {}", printable(id), hidden.step);
                let help = "use what is known earlier".to_owned();
                Err(Fault { code: "later-name", message, help, in_field: true })
            }
            _ => Ok(all.first().copied()),
        }
    }

    /// Why a fact cannot read another one: it is the same, or worked out later.
    fn unready(&self, own: usize, other: &DerivedEntry<'_>) -> Option<Fault> {
        let id = printable(other.id);
        // While the kinds of facts are being found out, the fact itself is not among them yet.
        let reading = self.derived.iter().find(|fact| fact.order == own)?;
        let reads_back =
            || other.value.references().iter().any(|found| found.path.last().is_some_and(|last| last == reading.id));
        let (code, message, help) = if other.order == own {
            let help = "work it out from answers, or from facts that stand before it";
            ("circular-fact", format!("depends on `{id}`, its own value"), help.to_owned())
        } else if other.order > own && reads_back() {
            let message = format!("depends on `{id}`, which depends on `{}` in turn", printable(reading.id));
            ("circular-fact", message, "work one of the two out from answers alone".to_owned())
        } else if other.order > own {
            let message = format!("depends on `{id}`, which is worked out later");
            ("later-name", message, format!("put the fact `{id}` before it"))
        } else {
            return None;
        };
        Some(Fault { code, message, help, in_field: true })
    }

    /// A field that items of all the lists have (of any of them, where the list is not known).
    fn field(&self, lists: &[&'a str], any: bool, id: &str) -> Result<&'a Asked<'a>, Fault> {
        let found = |list: &str| self.entries.iter().find(|entry| entry.list == Some(list) && entry.question.id == id);
        let lacking = lists.iter().find(|list| found(list).is_none());
        let fields: Vec<&Asked<'a>> = lists.iter().filter_map(|list| found(list)).collect();
        let Some(first) = fields.first().filter(|_| any || lacking.is_none()) else {
            return Err(self.unknown_field(lists, any, lacking.copied(), id));
        };
        let visible = |entry: &&&Asked<'a>| self.is_visible(entry);
        match (fields.iter().find(visible), fields.iter().find(|entry| !self.is_visible(entry))) {
            (Some(entry), _) if any => Ok(entry),
            (_, Some(hidden)) => Err(later(id, hidden, self.now, true)),
            _ => Ok(first),
        }
    }

    fn unknown_field(&self, lists: &[&str], any: bool, lacking: Option<&str>, id: &str) -> Fault {
        let names = self.entries.iter().filter(|entry| entry.list.is_some_and(|list| lists.contains(&list)));
        let derived = self.derived.iter().filter(|derived| lists.contains(&derived.of)).map(|derived| derived.id);
        let names = names.map(|entry| entry.question.id.as_str()).chain(derived).chain(OF_ITEMS).chain(BY_QUESTION);
        let owner = match lacking {
            Some(list) if !any => format!("items of `{}` do not have", printable(list)),
            _ => "no list has".to_owned(),
        };
        Fault {
            code: "unknown-field",
            message: format!("reads the field `{}`, which {owner}", printable(id)),
            help: suggest(id, names, "use the id of a field"),
            in_field: true,
        }
    }

    /// Whether a field is filled by now; in the item being filled, only those before.
    fn is_visible(&self, entry: &Asked<'_>) -> bool {
        let (asked, now) = (entry.moment, self.now);
        let in_this_item = entry.inside && entry.list == self.item && asked.question == now.question;
        asked.question < now.question || (in_this_item && asked.field < now.field)
    }
}

fn value<'a>(entry: &'a Asked<'a>, step: &str) -> Result<Target<'a>, Fault> {
    match &entry.question.kind {
        Kind::Items(_) if step == "[]" => Ok(Target::Item { lists: vec![entry.question.id.as_str()], any: false }),
        Kind::ByMonth { .. } if step == "[]" => Ok(Target::Open),
        Kind::SomeOf { .. } if step == "[]" => Ok(Target::Element(entry)),
        Kind::Link(link) if link.many && step == "[]" => Ok(Target::Element(entry)),
        _ => Err(no_fields(entry, step)),
    }
}

fn no_fields(entry: &Asked<'_>, step: &str) -> Fault {
    let id = printable(&entry.question.id);
    let path = if entry.list.is_some() { format!("item.{id}") } else { id.clone() };
    let (message, help) = match &entry.question.kind {
        Kind::Items(_) => (
            format!("reads `{}` of the list `{id}`, not of one of its items", printable(step)),
            format!("go through the items, as in `{id}.exists(i, i.{} == ...)`", printable(step)),
        ),
        Kind::Link(_) if step != "[]" => (
            format!("reads `{}` of `{id}`, which is only the id of an item", printable(step)),
            format!("look the item up, as in `items[{path}].{}`", printable(step)),
        ),
        _ if step == "[]" => (format!("uses `{id}` like a list, which it is not"), format!("use `{path}` itself")),
        _ => (format!("reads `{}` of `{id}`, which has no fields", printable(step)), format!("use `{path}` itself")),
    };
    Fault { code: "unknown-field", message, help, in_field: true }
}

/// What a view keeps for each question.
fn kept_in(view: &str) -> Target<'static> {
    if view == "states" { Target::State } else { Target::Open }
}

fn labelled(view: &str, entry: &Asked<'_>) -> Result<(), Fault> {
    let has_labels =
        matches!(entry.question.kind, Kind::OneOf(_) | Kind::Currency(_) | Kind::SomeOf { .. } | Kind::Link(_));
    if view != "labels" || has_labels {
        return Ok(());
    }
    let id = printable(&entry.question.id);
    Err(Fault {
        code: "unknown-field",
        message: format!("asks for the label of `{id}`, which has no choices"),
        help: format!("use `{id}` itself"),
        in_field: true,
    })
}

fn later(id: &str, entry: &Asked<'_>, now: Moment, in_field: bool) -> Fault {
    let id = printable(id);
    let (message, help) = if entry.moment == now {
        (format!("depends on `{id}`, its own answer"), "use what is asked earlier")
    } else {
        let help = "use what is asked earlier, or move one of the two questions";
        (format!("depends on `{id}`, which is asked later, in {}", entry.written.called()), help)
    };
    Fault { code: "later-name", message, help: help.to_owned(), in_field }
}

fn out_of_place(name: &str, usable: &str) -> Fault {
    Fault {
        code: "unknown-name",
        message: format!("uses `{name}`, which stands for nothing here"),
        help: format!("`{name}` can be used {usable}"),
        in_field: false,
    }
}
