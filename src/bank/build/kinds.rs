//! Kinds of answers, from what was written to the model.

use super::{Builder, asked_for, choices_of, count, decimal, expression, is_true, optional, shown, size, value};
use crate::bank::source::{At, RawQuestion};
use crate::bank::written::{Written, error, suggest};
use crate::bank::{Choice, ItemList, Kind, KindName, Link, Proposals, Range};
use crate::currency;
use crate::words;
use rust_decimal::Decimal;
use std::sync::Arc;

/// How many entries a list has that does not say how many are usual.
const USUAL: usize = 2;

impl Builder<'_> {
    pub(super) fn kind(&mut self, written: &Written<'_>, raw: &At<RawQuestion>) -> Kind {
        let key = &raw.value;
        let max_length = key.max_length.as_ref().map(size);
        let range = Range { min: decimal(key.min.as_ref()), max: decimal(key.max.as_ref()) };
        let from_zero = Range { min: range.min.or(Some(Decimal::ZERO)), ..range };
        match self.name(written, key) {
            KindName::Text => Kind::Text { max_length },
            KindName::LongText => Kind::LongText { max_length },
            KindName::Email => Kind::Email,
            KindName::Url => Kind::Url,
            KindName::Phone => Kind::Phone,
            KindName::YesNo => Kind::YesNo,
            KindName::Number => Kind::Number { range, whole: is_true(key.whole.as_ref()), unit: optional(&key.unit) },
            KindName::Money => Kind::Money(from_zero),
            KindName::Percent => Kind::Percent(from_zero),
            KindName::ByMonth => Kind::ByMonth { unit: optional(&key.unit), range: from_zero },
            KindName::Date => Kind::Date,
            KindName::Currency => Kind::Currency(self.currencies(written, key)),
            KindName::OneOf => Kind::OneOf(self.choices(written, key)),
            KindName::SomeOf => Kind::SomeOf {
                choices: self.choices(written, key),
                count: count(key),
                advise_at_most: key.advise_at_most.as_ref().map(size),
            },
            KindName::Items => Kind::Items(self.items(written, raw)),
            KindName::Link => Kind::Link(self.link(written, raw)),
        }
    }

    /// The kind that is named; what is no kind is told and read as a text.
    fn name(&mut self, written: &Written<'_>, key: &RawQuestion) -> KindName {
        let Some(kind) = &key.kind else { return KindName::Text };
        KindName::named(&kind.value).unwrap_or_else(|| {
            let message = format!("there is no kind of question `{}`", shown(&kind.value));
            let kinds: Vec<&str> = KindName::ALL.iter().map(|kind| kind.written()).collect();
            let otherwise = format!("the kinds are {}", words::listed(&kinds));
            let help = suggest(&kind.value, kinds, &otherwise);
            self.problems.push(error("unknown-kind", message, written.place(&kind.span), help));
            KindName::Text
        })
    }

    fn choices(&mut self, written: &Written<'_>, key: &RawQuestion) -> Arc<[Choice]> {
        let Some(name) = &key.choices else { return choices_of(&key.choice) };
        if let Some(choices) = self.sets.get(name.value.as_str()) {
            return Arc::clone(choices);
        }
        let message = format!("there is no set of choices `{}`", shown(&name.value));
        let otherwise = format!("add `[[choices.{}]]` to bank.toml", shown(&name.value));
        let help = suggest(&name.value, self.sets.keys().copied(), &otherwise);
        self.problems.push(error("unknown-choices", message, written.place(&name.span), help));
        Arc::from([])
    }

    /// The currencies the bank names, then all others.
    fn currencies(&mut self, written: &Written<'_>, key: &RawQuestion) -> Arc<[Choice]> {
        let own = self.choices(written, key);
        let others = currency::all().into_iter().filter(|(code, _)| own.iter().all(|choice| choice.key != *code));
        let others = others.map(|(code, name)| Choice {
            key: code.into(),
            was: Vec::new(),
            label: name.into(),
            help: None,
            short: None,
            score: None,
        });
        own.iter().cloned().chain(others).collect()
    }

    fn items(&mut self, written: &Written<'_>, raw: &At<RawQuestion>) -> ItemList {
        let key = &raw.value;
        for (name, text) in [("one", &key.one), ("many", &key.many)] {
            if text.is_none() {
                self.lacks(written, raw, name);
            }
        }
        if key.field.is_empty() {
            self.lacks(written, raw, "field");
        }
        ItemList {
            one: value(&key.one),
            many: value(&key.many),
            title: key.title.as_ref().map(|title| self.insert(written, title)),
            fields: key.field.iter().map(|field| self.question(written, field)).collect(),
            count: count(key),
            usual: key.usual.as_ref().map_or(USUAL, asked_for).max(1),
            proposals: self.proposals(written, raw),
        }
    }

    fn proposals(&mut self, written: &Written<'_>, raw: &At<RawQuestion>) -> Option<Proposals> {
        let (texts, ask) = (&raw.value.propose, &raw.value.propose_ask);
        match (texts, ask) {
            (Some(_), None) => self.lacks(written, raw, "propose_ask"),
            (None, Some(_)) => self.lacks(written, raw, "propose"),
            _ => {}
        }
        let ask = ask.as_ref().map(|ask| self.insert(written, ask));
        Some(Proposals { texts: expression(written, texts)?, ask: ask? })
    }

    fn link(&mut self, written: &Written<'_>, raw: &At<RawQuestion>) -> Link {
        let key = &raw.value;
        if key.to.as_ref().is_none_or(|to| to.value.is_empty()) {
            self.lacks(written, raw, "to");
        }
        Link {
            to: key.to.iter().flat_map(|to| &to.value).map(|list| list.value.clone()).collect(),
            many: is_true(key.many_links.as_ref()),
            among: expression(written, &key.among),
            order: expression(written, &key.order),
            sole: is_true(key.sole.as_ref()),
            each: is_true(key.each.as_ref()),
            count: count(key),
        }
    }
}
