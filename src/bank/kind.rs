//! The kinds of answers, each with its limits.

use super::Question;
use crate::expression::{Expression, Insert, Type};
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use std::sync::Arc;

/// The kind of answer a question expects.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Kind {
    /// One line.
    Text {
        /// Longest answer accepted, in characters.
        max_length: Option<usize>,
    },
    /// Several sentences; line breaks are kept.
    LongText {
        /// Longest answer accepted, in characters.
        max_length: Option<usize>,
    },
    /// The address of a mailbox.
    Email,
    /// The address of a page on the web.
    Url,
    /// The number of a telephone.
    Phone,
    /// Yes or no.
    YesNo,
    /// A number.
    Number {
        /// Smallest and largest value accepted.
        #[serde(flatten)]
        range: Range,
        /// Whether fractions are refused.
        whole: bool,
        /// What is counted, for the prompt.
        unit: Option<String>,
    },
    /// An amount of money in the plan's currency.
    Money(Range),
    /// A percentage; 15 means 15 %.
    Percent(Range),
    /// A number, or an amount of money where nothing is counted, that changes over the months: so much in one month, so
    /// much in a later one.
    ByMonth {
        /// What is counted, for the prompt; money where it is not said.
        unit: Option<String>,
        /// Smallest and largest number accepted.
        #[serde(flatten)]
        range: Range,
    },
    /// A calendar date.
    Date,
    /// A currency, by its code: those the bank names first, then every other that people pay with.
    #[serde(serialize_with = "nothing")]
    Currency(Arc<[Choice]>),
    /// Exactly one of the choices.
    #[serde(serialize_with = "offered")]
    OneOf(Arc<[Choice]>),
    /// Any of the choices.
    SomeOf {
        /// What can be picked.
        #[serde(serialize_with = "listed")]
        choices: Arc<[Choice]>,
        /// How many.
        #[serde(flatten)]
        count: Count,
        /// More than this many picks bring a word of advice.
        advise_at_most: Option<usize>,
    },
    /// A list of things with fields.
    Items(ItemList),
    /// References to items of lists asked earlier.
    Link(Link),
}

/// The one table of kinds: each as it is written, how many words an answer has as a rule of thumb (a choice is decided, not written), what templates
/// find under its id, and the keys that it reads beside those of every question.
///
/// To add a kind, give it a variant of [`Kind`] and a row here. The compiler then names the places that have to know it:
/// what its value is ([`Kind::gives`]), how it is read from a bank, what is accepted, how it is asked, and what trial
/// plans answer.
macro_rules! table {
    ($($kind:ident: $name:literal, $words:literal, $found:literal, $keys:expr;)*) => {
        /// A kind of answer by its name alone.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum KindName {
            $(#[doc = concat!("`", $name, "`: ", $found, ".")] $kind,)*
        }

        impl KindName {
            /// All kinds, the simple ones first.
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// As it is written in banks.
            #[must_use]
            pub fn written(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }

            /// How many words an answer has that is written.
            #[must_use]
            pub fn words(self) -> u64 {
                match self { $(Self::$kind => $words,)* }
            }

            /// What templates find under the id of such a question.
            #[must_use]
            pub fn found(self) -> &'static str {
                match self { $(Self::$kind => $found,)* }
            }

            /// The keys that it reads beside those of every question.
            #[must_use]
            pub fn keys(self) -> &'static [&'static str] {
                match self { $(Self::$kind => &$keys,)* }
            }
        }

        impl Kind {
            /// Its name.
            #[must_use]
            pub fn name(&self) -> KindName {
                match self { $(Self::$kind { .. } => KindName::$kind,)* }
            }
        }
    };
}

table! {
    Text: "text", 7, "text", ["max_length", "start", "default"];
    LongText: "long-text", 16, "text of several lines", ["max_length", "start", "default"];
    Email: "email", 1, "e-mail address", ["start", "default"];
    Url: "url", 1, "web address", ["start", "default"];
    Phone: "phone", 1, "telephone number", ["start", "default"];
    YesNo: "yes-no", 0, "true, false or null", ["default"];
    Number: "number", 1, "number", ["min", "max", "whole", "unit", "start", "default"];
    Money: "money", 1, "amount", ["min", "max", "start", "default"];
    Percent: "percent", 1, "number out of 100", ["min", "max", "start", "default"];
    ByMonth: "by-month", 3, "list of steps, each with `month` and `amount`", ["min", "max", "unit", "start", "default"];
    Date: "date", 1, "date, ISO 8601", ["start", "default"];
    Currency: "currency", 0, "code of a currency, ISO 4217", ["choices", "choice", "default"];
    OneOf: "one-of", 0, "one of", ["choices", "choice", "default"];
    SomeOf: "some-of", 0, "list of", ["at_least", "at_most", "advise_at_most", "choices", "choice", "default"];
    Items: "items", 0, "list", ["at_least", "at_most", "one", "many", "title", "field", "propose", "propose_ask", "usual"];
    Link: "link", 0, "id of an item", ["at_least", "at_most", "to", "many_links", "among", "order", "sole", "each"];
}

impl KindName {
    /// The kind that is written so.
    #[must_use]
    pub fn named(written: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.written() == written)
    }
}

impl Kind {
    /// No text may be longer, in characters.
    #[must_use]
    pub fn limit(&self) -> Option<usize> {
        match self {
            Self::Text { max_length } | Self::LongText { max_length } => *max_length,
            _ => None,
        }
    }

    /// What can stand for an answer that says who somebody is or where to find them, and means nobody (RFC 2606, and the
    /// numbers that Germany's regulator keeps for films); `None` where no answer of this kind says that by itself.
    #[must_use]
    pub fn of_nobody(&self) -> Option<&'static str> {
        match self {
            Self::Email => Some("someone@example.org"),
            Self::Url => Some("https://example.org"),
            Self::Phone => Some("+49 30 23125000"),
            _ => None,
        }
    }

    /// What the view of the answers holds of such an answer, as far as expressions are concerned.
    #[must_use]
    pub fn gives(&self) -> Type {
        match self {
            Self::YesNo => Type::Truth,
            Self::Number { .. } | Self::Money(_) | Self::Percent(_) => Type::Number,
            Self::Date => Type::Date,
            Self::SomeOf { .. } => Type::Text.listed(),
            Self::Items(_) | Self::ByMonth { .. } => Type::Item.listed(),
            Self::Link(link) if link.many => Type::Text.listed(),
            Self::Text { .. }
            | Self::LongText { .. }
            | Self::Email
            | Self::Url
            | Self::Phone
            | Self::OneOf(_)
            | Self::Currency(_)
            | Self::Link(_) => Type::Text,
        }
    }
}

/// The choices of a question beside its other keys.
fn offered<S: Serializer>(choices: &Arc<[Choice]>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map([("choices", choices.as_ref())])
}

fn listed<S: Serializer>(choices: &Arc<[Choice]>, serializer: S) -> Result<S::Ok, S::Error> {
    choices.as_ref().serialize(serializer)
}

/// A currency is one of all currencies of the world, which nobody wants listed.
fn nothing<S: Serializer>(_: &Arc<[Choice]>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map::<&str, &str, _>([])
}

/// Inclusive limits of a number; `None` is unlimited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Range {
    /// Smallest value accepted.
    pub min: Option<Decimal>,
    /// Largest value accepted.
    pub max: Option<Decimal>,
}

/// How many entries a question may ask for at least, or call usual: nobody enters more one by one.
pub const MOST_ASKED_FOR: usize = 100;

/// How many picks or items are accepted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// At least this many, up to [`MOST_ASKED_FOR`].
    pub at_least: usize,
    /// At most this many, if limited.
    pub at_most: Option<usize>,
}

/// One of the answers a question offers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Choice {
    /// What is stored.
    pub key: String,
    /// The keys it had in earlier versions.
    pub was: Vec<String>,
    /// What is shown.
    pub label: String,
    /// One line of explanation.
    pub help: Option<String>,
    /// What stands for the label where there is little room.
    pub short: Option<String>,
    /// The weight of the choice on its scale, where it has one.
    pub score: Option<Decimal>,
}

/// The list part of a question of kind `items`.
#[derive(Debug, Serialize)]
pub struct ItemList {
    /// What one entry is called: `customer group`.
    pub one: String,
    /// What several are called: `customer groups`.
    pub many: String,
    /// How an item is titled; without it, by its first text field.
    pub title: Option<Insert>,
    /// The fields asked together with the list.
    pub fields: Vec<Question>,
    /// How many items.
    #[serde(flatten)]
    pub count: Count,
    /// How many items people usually have: what the length of the walk is reckoned with.
    pub usual: usize,
    /// What is offered for a list that has no items yet.
    #[serde(flatten)]
    pub proposals: Option<Proposals>,
}

/// Items that follow from the other answers, offered before an empty list is asked.
#[derive(Debug, Serialize)]
pub struct Proposals {
    /// Gives a list of texts, each of which can become the title of an item.
    #[serde(rename = "propose")]
    pub texts: Expression,
    /// What is asked about them.
    #[serde(rename = "propose_ask")]
    pub ask: Insert,
}

/// The link part of a question of kind `link`.
#[derive(Debug, Serialize)]
pub struct Link {
    /// The lists whose items can be picked.
    pub to: Vec<String>,
    /// Whether several can be picked.
    #[serde(rename = "many_links")]
    pub many: bool,
    /// Which candidates are offered; `x` is the candidate, `item` the item being filled.
    pub among: Option<Expression>,
    /// A number for each candidate `x`: those with a small one are offered first.
    pub order: Option<Expression>,
    /// Whether the only candidate there is, is the answer, without being asked for: it can be changed later.
    pub sole: bool,
    /// Whether the list whose entries are picked by it begins with an entry for each candidate there is: they can be changed
    /// later.
    pub each: bool,
    /// How many, where several can be picked.
    #[serde(flatten)]
    pub count: Count,
}

impl ItemList {
    /// The first text field, which titles the items of lists without a title of their own.
    #[must_use]
    pub fn title_field(&self) -> Option<&Question> {
        if self.title.is_some() {
            return None;
        }
        self.fields.iter().find(|field| matches!(field.kind, Kind::Text { .. }))
    }

    /// The field that a name typed for a new item answers; none where an item cannot be named by typing.
    #[must_use]
    pub fn naming_field(&self) -> Option<&Question> {
        let first = self.fields.first().filter(|field| matches!(field.kind, Kind::Text { .. }));
        self.title_field().or(first)
    }

    /// The fields in the runs in which they are asked: one that is asked together is put to all items in a row, and those
    /// between two such are put to one item after the other.
    pub fn runs(&self) -> impl Iterator<Item = &[Question]> {
        self.fields.chunk_by(|one, next| !one.together && !next.together)
    }

    /// The field whose picks begin the items, each pick an item: a link or a choice that stands first where an item cannot
    /// be named by typing.
    #[must_use]
    pub fn picked_field(&self) -> Option<&Question> {
        let first = self.fields.first().filter(|_| self.naming_field().is_none());
        first.filter(|field| matches!(field.kind, Kind::Link(_) | Kind::OneOf(_)) && field.when.is_none())
    }

    /// Whether a field is answered at the prompt of the list itself: by the name typed there, or by what is picked there.
    #[must_use]
    pub fn is_said_in_list(&self, field: &Question) -> bool {
        let said = self.naming_field().or_else(|| self.picked_field());
        said.is_some_and(|said| said.id == field.id)
    }

    /// The fields that begin an item which cannot be named by typing: the one it is picked by, or those up to the last
    /// one that its title reads.
    #[must_use]
    pub fn opening(&self) -> &[Question] {
        if self.picked_field().is_some() {
            return self.fields.get(..1).unwrap_or_default();
        }
        let inserts = self.title.iter().flat_map(Insert::expressions);
        let read: Vec<String> = inserts.flat_map(|(_, expression)| expression.fields_of("item")).collect();
        let last = self.fields.iter().rposition(|field| read.contains(&field.id)).unwrap_or_default();
        self.fields.get(..=last).unwrap_or_default()
    }
}
