//! What kind of value a part of an expression gives, as far as it can be told without an answer.

use super::environment::{FUNCTIONS, Function, Takes};

/// The kind of a value. Whole and decimal numbers are one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Type {
    /// Not known.
    #[default]
    Any,
    /// Nothing.
    Null,
    /// True or false.
    Truth,
    /// A number.
    Number,
    /// Text, the key of a choice or the id of an item.
    Text,
    /// A date: text in ISO 8601.
    Date,
    /// A list of such values.
    List(Box<Type>),
    /// An item, or another map.
    Item,
}

impl Type {
    /// A list of values of this kind.
    #[must_use]
    pub fn listed(self) -> Self {
        Self::List(Box::new(self))
    }

    /// As said in a sentence: `a number`.
    #[must_use]
    pub fn called(&self) -> &'static str {
        match self {
            Self::Any => "anything",
            Self::Null => "nothing",
            Self::Truth => "true or false",
            Self::Number => "a number",
            Self::Text => "a text",
            Self::Date => "a date",
            Self::List(held) => match **held {
                Self::Number => "a list of numbers",
                Self::Text => "a list of texts",
                Self::Date => "a list of dates",
                Self::Item => "a list of items",
                _ => "a list",
            },
            Self::Item => "an item",
        }
    }

    /// What a list of this kind holds, or the keys of an item.
    pub(super) fn element(&self) -> Self {
        match self {
            Self::List(element) => (**element).clone(),
            Self::Item => Self::Text,
            _ => Self::Any,
        }
    }

    /// Whether a value of this kind can equal one of the other: nothing can be anything.
    pub(super) fn can_equal(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Any | Self::Null, _) | (_, Self::Any | Self::Null) => true,
            (Self::List(own), Self::List(other)) => own.can_equal(other),
            _ => self == other,
        }
    }

    /// Whether values of the two kinds can be put in an order.
    pub(super) fn can_be_compared_with(&self, other: &Self) -> bool {
        let is_ordered = |kind: &Self| matches!(kind, Self::Any | Self::Number | Self::Text | Self::Date);
        is_ordered(self) && is_ordered(other) && self.can_equal(other)
    }

    /// What `operator` makes of the two; none if nothing.
    pub(super) fn reckoned_with(&self, operator: &str, other: &Self) -> Option<Self> {
        let is_text = |kind: &Self| matches!(kind, Self::Any | Self::Text | Self::Date);
        match (self, other) {
            (Self::Number, Self::Number) => Some(Self::Number),
            (Self::Any | Self::Number, Self::Any | Self::Number) => {
                Some(if operator == "+" { Self::Any } else { Self::Number })
            }
            (Self::List(own), Self::List(added)) if operator == "+" => Some(own.joined(added).listed()),
            (Self::Any, Self::List(_)) | (Self::List(_), Self::Any) if operator == "+" => Some(Self::Any.listed()),
            _ if operator == "+" && is_text(self) && is_text(other) => Some(Self::Text),
            _ => None,
        }
    }

    /// The kind of a value that is of the one kind or of the other.
    pub(super) fn joined(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Null, other) | (other, Self::Null) => other.clone(),
            (Self::List(own), Self::List(other)) => own.joined(other).listed(),
            _ if self == other => self.clone(),
            _ => Self::Any,
        }
    }

    /// Whether a function that takes such a value can take one of this kind. What may be nothing is looked at elsewhere.
    fn is_taken_as(&self, wanted: Takes) -> bool {
        let holds = |element: &Self| match self {
            Self::List(own) => own.can_equal(element),
            _ => false,
        };
        matches!(self, Self::Any)
            || match wanted {
                Takes::Any => true,
                Takes::Number => matches!(self, Self::Number),
                Takes::NumberOrNull => matches!(self, Self::Number | Self::Null),
                Takes::Numbers => matches!(self, Self::Number) || holds(&Self::Number),
                Takes::Text => matches!(self, Self::Text | Self::Date),
                Takes::TextOrNull => matches!(self, Self::Text | Self::Null),
                Takes::List => matches!(self, Self::List(_)),
                Takes::ListOfNumbers => holds(&Self::Number),
                Takes::ListOfTexts => holds(&Self::Text) || holds(&Self::Date),
                Takes::ListOfItems => holds(&Self::Item),
                Takes::Sized => matches!(self, Self::Text | Self::Date | Self::List(_) | Self::Item),
            }
    }
}

/// What a function makes of values of these kinds: its kind, or the position of the first that does not fit, with what
/// is wanted there. Any, for a function that does not exist.
pub(super) fn outcome(name: &str, given: &[Type]) -> Result<Type, (usize, Takes)> {
    let Some(function) = FUNCTIONS.iter().find(|function| function.name == name) else { return Ok(Type::Any) };
    let Function { takes, gives, .. } = function;
    for (position, (given, wanted)) in given.iter().zip(takes.iter()).enumerate() {
        if !given.is_taken_as(*wanted) {
            return Err((position, *wanted));
        }
    }
    Ok(gives(given.first().unwrap_or(&Type::Any)))
}
