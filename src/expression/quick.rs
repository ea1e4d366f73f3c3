//! Works out most expressions straight on the facts, many times as fast as the library, which turns each fact into a
//! value of its own, has every operation write its error beforehand, and looks functions up by name. What is met seldom,
//! and whatever fails, is left to the library, which then also says what is wrong: nothing here ever gives an error.

use super::names::{NAMESPACES, Quantifier, collected, is_name, quantified};
use super::scope::Scope;
use crate::fact::{Fact, FactMap};
use crate::{amounts, words};
use cel::common::ast::{CallExpr, ComprehensionExpr, Expr, IdedExpr, LiteralValue, operators};
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use rust_decimal::{Decimal, RoundingStrategy};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::rc::Rc;
use std::sync::Arc;

/// The turns that all loops of an expression may take here, and the bytes that it may put together.
const MOST: usize = 20_000;

/// So many elements of a list that are only looked at cost as much as one turn.
const CHEAP: usize = 8;

/// A part of an expression.
#[derive(Debug)]
pub(super) enum Part {
    Null,
    Truth(bool),
    Whole(i64),
    Decimal(f64),
    Text(String),
    /// What a loop gives a name, counted from the outermost.
    Local(usize),
    Name(String),
    Field(Box<Part>, String),
    Has(Box<Part>, String),
    List(Vec<Part>),
    If(Box<[Part; 3]>),
    And(Box<[Part; 2]>),
    Or(Box<[Part; 2]>),
    Two(Operator, Box<[Part; 2]>),
    Call(Function, Vec<Part>),
    /// What it asks of the elements of a list; none where it collects what it makes of them.
    Loop(Option<Quantifier>, Box<Loop>),
}

#[derive(Debug)]
pub(super) struct Loop {
    over: Part,
    condition: Option<Part>,
    value: Option<Part>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Operator {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    At,
    Plus,
    Minus,
    Times,
    Over,
    Remainder,
}

const OPERATORS: [(&str, Operator); 13] = [
    (operators::EQUALS, Operator::Equal),
    (operators::NOT_EQUALS, Operator::Unequal),
    (operators::LESS, Operator::Less),
    (operators::LESS_EQUALS, Operator::LessOrEqual),
    (operators::GREATER, Operator::Greater),
    (operators::GREATER_EQUALS, Operator::GreaterOrEqual),
    (operators::IN, Operator::In),
    (operators::INDEX, Operator::At),
    (operators::ADD, Operator::Plus),
    (operators::SUBSTRACT, Operator::Minus),
    (operators::MULTIPLY, Operator::Times),
    (operators::DIVIDE, Operator::Over),
    (operators::MODULO, Operator::Remainder),
];

#[derive(Clone, Copy, Debug)]
pub(super) enum Function {
    Not,
    Negate,
    Size,
    Sum,
    Names,
    Listed,
    Money,
    Number,
    Percent,
    Round,
    Ceil,
    Floor,
    AsDouble,
    AsString,
    StartsWith,
    EndsWith,
    Contains,
    LowerAscii,
    Trim,
}

/// The functions, with what each is given, the value it is called on first.
const FUNCTIONS: [(&str, usize, Function); 19] = [
    (operators::LOGICAL_NOT, 1, Function::Not),
    (operators::NEGATE, 1, Function::Negate),
    ("size", 1, Function::Size),
    ("sum", 1, Function::Sum),
    ("names", 1, Function::Names),
    ("listed", 1, Function::Listed),
    ("money", 2, Function::Money),
    ("number", 1, Function::Number),
    ("percent", 1, Function::Percent),
    ("math.round", 1, Function::Round),
    ("math.ceil", 1, Function::Ceil),
    ("math.floor", 1, Function::Floor),
    ("double", 1, Function::AsDouble),
    ("string", 1, Function::AsString),
    ("startsWith", 2, Function::StartsWith),
    ("endsWith", 2, Function::EndsWith),
    ("contains", 2, Function::Contains),
    ("lowerAscii", 1, Function::LowerAscii),
    ("trim", 1, Function::Trim),
];

/// The functions that are called on their first value only.
const METHODS: [&str; 5] = ["startsWith", "endsWith", "contains", "lowerAscii", "trim"];

impl Part {
    /// A parsed expression, before anything in it is led elsewhere; none if the library has to work it out.
    pub(super) fn of(tree: &IdedExpr) -> Option<Self> {
        part(tree, &mut Vec::new())
    }

    /// Its value among these names; none if the library has to work it out.
    pub(super) fn value(&self, scope: &Scope) -> Option<Fact> {
        let mut run = Run { scope, locals: Vec::new(), left: MOST };
        run.value(self)?.into_fact()
    }
}

fn part<'e>(tree: &'e IdedExpr, locals: &mut Vec<&'e str>) -> Option<Part> {
    Some(match &tree.expr {
        Expr::Literal(LiteralValue::Null) => Part::Null,
        Expr::Literal(LiteralValue::Boolean(value)) => Part::Truth(*value.inner()),
        Expr::Literal(LiteralValue::Int(value)) => Part::Whole(*value.inner()),
        Expr::Literal(LiteralValue::Double(value)) => Part::Decimal(*value.inner()),
        Expr::Literal(LiteralValue::String(value)) => Part::Text(value.inner().to_owned()),
        Expr::Ident(name) if !name.starts_with('@') => {
            let local = locals.iter().rposition(|local| local == name);
            local.map_or_else(|| Part::Name(name.clone()), Part::Local)
        }
        Expr::Select(select) if select.test => Part::Has(boxed(&select.operand, locals)?, select.field.clone()),
        Expr::Select(select) => Part::Field(boxed(&select.operand, locals)?, select.field.clone()),
        Expr::List(list) if list.optional_indices.is_empty() => Part::List(parts(&list.elements, locals)?),
        Expr::Call(call) => called(call, locals)?,
        Expr::Comprehension(own) => looped(own, locals)?,
        _ => return None,
    })
}

fn boxed<'e>(tree: &'e IdedExpr, locals: &mut Vec<&'e str>) -> Option<Box<Part>> {
    part(tree, locals).map(Box::new)
}

fn parts<'e>(trees: impl IntoIterator<Item = &'e IdedExpr>, locals: &mut Vec<&'e str>) -> Option<Vec<Part>> {
    trees.into_iter().map(|tree| part(tree, locals)).collect()
}

fn called<'e>(call: &'e CallExpr, locals: &mut Vec<&'e str>) -> Option<Part> {
    let name = call.func_name.as_str();
    if let Some(target) = &call.target {
        let space = match &target.expr {
            Expr::Ident(space) if NAMESPACES.contains(&space.as_str()) => Some(format!("{space}.{name}")),
            _ => None,
        };
        return match space {
            Some(name) => function(&name, parts(&call.args, locals)?),
            None if METHODS.contains(&name) || name == "size" => {
                function(name, parts(std::iter::once(&**target).chain(&call.args), locals)?)
            }
            None => None,
        };
    }
    if METHODS.contains(&name) {
        return None;
    }
    let given = parts(&call.args, locals)?;
    match (name, OPERATORS.iter().find(|(operator, _)| *operator == name)) {
        (operators::CONDITIONAL, _) => given.try_into().ok().map(Box::new).map(Part::If),
        (operators::LOGICAL_AND, _) => given.try_into().ok().map(Box::new).map(Part::And),
        (operators::LOGICAL_OR, _) => given.try_into().ok().map(Box::new).map(Part::Or),
        (_, Some((_, operator))) => given.try_into().ok().map(Box::new).map(|given| Part::Two(*operator, given)),
        _ => function(name, given),
    }
}

fn function(name: &str, given: Vec<Part>) -> Option<Part> {
    let (_, _, function) = FUNCTIONS.iter().find(|(own, takes, _)| *own == name && *takes == given.len())?;
    Some(Part::Call(*function, given))
}

fn looped<'e>(own: &'e ComprehensionExpr, locals: &mut Vec<&'e str>) -> Option<Part> {
    if own.iter_var2.is_some() || own.iter_var.starts_with('@') {
        return None;
    }
    let over = part(&own.iter_range, locals)?;
    let (quantifier, condition, value) = match collected(own) {
        Some((condition, value)) if is_name(&own.result, &own.accu_var) => (None, condition, Some(value)),
        Some(_) => return None,
        None => quantified(own).map(|(quantifier, condition)| (Some(quantifier), Some(condition), None))?,
    };
    locals.push(&own.iter_var);
    let [condition, value] = [condition, value].map(|tree| match tree {
        Some(tree) => part(tree, locals).map(Some),
        None => Some(None),
    });
    locals.pop();
    Some(Part::Loop(quantifier, Box::new(Loop { over, condition: condition?, value: value? })))
}

/// A value as CEL has it: numbers that are not whole are floating.
#[derive(Clone, Debug)]
enum Value<'v> {
    Null,
    Truth(bool),
    Whole(i64),
    Decimal(f64),
    Text(Cow<'v, str>),
    Facts(&'v Arc<Vec<Fact>>),
    /// Holds no list that was made in the expression, or putting lists into lists would have no end.
    Made(Rc<Vec<Value<'v>>>),
    Map(&'v Arc<FactMap>),
}

impl<'v> Value<'v> {
    fn of(fact: &'v Fact) -> Self {
        match fact {
            Fact::Null => Self::Null,
            Fact::Bool(value) => Self::Truth(*value),
            Fact::Whole(value) => Self::Whole(*value),
            Fact::Decimal(value) => Self::Decimal(value.to_f64().unwrap_or(f64::NAN)),
            Fact::Text(value) => Self::Text(Cow::Borrowed(value)),
            Fact::List(values) => Self::Facts(values),
            Fact::Map(map) => Self::Map(map),
        }
    }

    fn into_fact(self) -> Option<Fact> {
        Some(match self {
            Self::Null => Fact::Null,
            Self::Truth(value) => Fact::Bool(value),
            Self::Whole(value) => Fact::Whole(value),
            Self::Decimal(value) => Fact::Decimal(Decimal::from_f64(value)?.normalize()),
            Self::Text(text) => Fact::text(&*text),
            // Maps stay as they are; a number that went through CEL is not always the same to the last digit.
            Self::Facts(values) if values.iter().all(|value| matches!(value, Fact::Map(_) | Fact::Text(_))) => {
                Fact::List(Arc::clone(values))
            }
            Self::Facts(values) => {
                Fact::list(values.iter().map(|value| Value::of(value).into_fact()).collect::<Option<Vec<_>>>()?)
            }
            Self::Made(values) => {
                Fact::list(Rc::unwrap_or_clone(values).into_iter().map(Self::into_fact).collect::<Option<Vec<_>>>()?)
            }
            Self::Map(map) => Fact::Map(Arc::clone(map)),
        })
    }

    fn truth(&self) -> Option<bool> {
        match self {
            Self::Truth(value) => Some(*value),
            _ => None,
        }
    }

    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    fn decimal(&self) -> Option<Decimal> {
        match self {
            Self::Whole(value) => Some(Decimal::from(*value)),
            Self::Decimal(value) => Decimal::from_f64(*value),
            _ => None,
        }
    }

    /// How many elements a list has; none for anything else.
    fn length(&self) -> Option<usize> {
        match self {
            Self::Facts(values) => Some(values.len()),
            Self::Made(values) => Some(values.len()),
            _ => None,
        }
    }

    fn element(&self, position: usize) -> Option<Self> {
        match self {
            Self::Facts(values) => values.get(position).map(Self::of),
            Self::Made(values) => values.get(position).cloned(),
            _ => None,
        }
    }

    fn elements(&self) -> Option<impl Iterator<Item = Self> + '_> {
        self.length().map(|length| (0..length).filter_map(|position| self.element(position)))
    }

    fn equals(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Truth(own), Self::Truth(other)) => own == other,
            (Self::Text(own), Self::Text(other)) => own == other,
            (Self::Map(own), Self::Map(other)) => Arc::ptr_eq(own, other) || own == other,
            (Self::Whole(_) | Self::Decimal(_), _) => self.compared(other) == Some(Ordering::Equal),
            _ => match (self.elements(), other.elements()) {
                (Some(own), Some(others)) => {
                    self.length() == other.length() && own.zip(others).all(|(own, other)| own.equals(&other))
                }
                _ => false,
            },
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "as CEL compares whole numbers with others")]
    fn compared(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Whole(own), Self::Whole(other)) => Some(own.cmp(other)),
            (Self::Whole(own), Self::Decimal(other)) => (*own as f64).partial_cmp(other),
            (Self::Decimal(own), Self::Whole(other)) => own.partial_cmp(&(*other as f64)),
            (Self::Decimal(own), Self::Decimal(other)) => own.partial_cmp(other),
            (Self::Text(own), Self::Text(other)) => Some(own.cmp(other)),
            _ => None,
        }
    }
}

/// An expression at work.
struct Run<'v> {
    scope: &'v Scope,
    locals: Vec<Value<'v>>,
    left: usize,
}

impl<'v> Run<'v> {
    fn value(&mut self, part: &'v Part) -> Option<Value<'v>> {
        Some(match part {
            Part::Null => Value::Null,
            Part::Truth(value) => Value::Truth(*value),
            Part::Whole(value) => Value::Whole(*value),
            Part::Decimal(value) => Value::Decimal(*value),
            Part::Text(text) => Value::Text(Cow::Borrowed(text)),
            Part::Local(position) => self.locals.get(*position)?.clone(),
            Part::Name(name) => Value::of(self.scope.fact(name)?),
            Part::Field(of, field) => match self.value(of)? {
                Value::Map(map) => Value::of(map.get(field.as_str())?),
                _ => return None,
            },
            Part::Has(of, field) => match self.value(of)? {
                Value::Map(map) => Value::Truth(map.contains_key(field.as_str())),
                _ => return None,
            },
            Part::List(parts) => {
                let values = parts.iter().map(|part| self.value(part)).collect::<Option<Vec<_>>>()?;
                self.made(values)?
            }
            Part::If(parts) => {
                let [condition, yes, no] = &**parts;
                if self.truth(condition)? { self.value(yes)? } else { self.value(no)? }
            }
            Part::And(parts) => {
                let [left, right] = &**parts;
                Value::Truth(self.truth(left)? && self.truth(right)?)
            }
            Part::Or(parts) => {
                let [left, right] = &**parts;
                Value::Truth(self.truth(left)? || self.truth(right)?)
            }
            Part::Two(operator, parts) => {
                let [left, right] = &**parts;
                let (left, right) = (self.value(left)?, self.value(right)?);
                self.operated(*operator, &left, &right)?
            }
            Part::Call(function, parts) => {
                let first = self.value(parts.first()?)?;
                let second = match parts.get(1) {
                    Some(part) => Some(self.value(part)?),
                    None => None,
                };
                self.call(*function, first, second.as_ref())?
            }
            Part::Loop(quantifier, own) => self.turned(*quantifier, own)?,
        })
    }

    fn truth(&mut self, part: &'v Part) -> Option<bool> {
        self.value(part)?.truth()
    }

    fn spend(&mut self, units: usize) -> Option<()> {
        self.left = self.left.checked_sub(units)?;
        Some(())
    }

    /// A list that the expression makes.
    fn made(&mut self, values: Vec<Value<'v>>) -> Option<Value<'v>> {
        self.spend(values.len())?;
        let is_plain = values.iter().all(|value| !matches!(value, Value::Made(_)));
        is_plain.then(|| Value::Made(Rc::new(values)))
    }

    /// A text that it makes.
    fn written(&mut self, text: String) -> Option<Value<'v>> {
        self.spend(text.len())?;
        Some(Value::Text(Cow::Owned(text)))
    }

    fn turned(&mut self, quantifier: Option<Quantifier>, own: &'v Loop) -> Option<Value<'v>> {
        let list = self.value(&own.over)?;
        let length = list.length()?;
        let (mut collected, mut holding) = (Vec::new(), 0);
        let depth = self.locals.len();
        for position in 0..length {
            self.spend(1)?;
            self.locals.push(list.element(position)?);
            let holds = own.condition.as_ref().map_or(Some(true), |condition| self.truth(condition));
            let value = match (&own.value, holds) {
                (Some(value), Some(true)) => Some(self.value(value)?),
                _ => None,
            };
            self.locals.truncate(depth);
            collected.extend(value);
            match (quantifier, holds?) {
                (Some(Quantifier::Exists), true) => return Some(Value::Truth(true)),
                (Some(Quantifier::All), false) => return Some(Value::Truth(false)),
                (_, holds) => holding += usize::from(holds),
            }
        }
        match quantifier {
            None => self.made(collected),
            Some(Quantifier::Exists) => Some(Value::Truth(false)),
            Some(Quantifier::All) => Some(Value::Truth(true)),
            Some(Quantifier::One) => Some(Value::Truth(holding == 1)),
        }
    }

    fn operated(&mut self, operator: Operator, left: &Value<'v>, right: &Value<'v>) -> Option<Value<'v>> {
        Some(Value::Truth(match operator {
            Operator::Equal => left.equals(right),
            Operator::Unequal => !left.equals(right),
            Operator::Less => left.compared(right)?.is_lt(),
            Operator::LessOrEqual => left.compared(right)?.is_le(),
            Operator::Greater => left.compared(right)?.is_gt(),
            Operator::GreaterOrEqual => left.compared(right)?.is_ge(),
            Operator::In => match right {
                Value::Map(map) => map.contains_key(left.text()?),
                list => {
                    self.spend(list.length()? / CHEAP)?;
                    list.elements()?.any(|element| element.equals(left))
                }
            },
            Operator::At => {
                return match (left, right) {
                    (Value::Map(map), Value::Text(key)) => map.get(&**key).map(Value::of),
                    (list, Value::Whole(position)) => list.element(usize::try_from(*position).ok()?),
                    _ => None,
                };
            }
            Operator::Plus => return self.sum(left, right),
            Operator::Minus => return reckoned(left, right, i64::checked_sub, Decimal::checked_sub),
            Operator::Times => return reckoned(left, right, i64::checked_mul, Decimal::checked_mul),
            Operator::Over => return quotient(left, right),
            Operator::Remainder => return reckoned(left, right, i64::checked_rem, Decimal::checked_rem),
        }))
    }

    fn sum(&mut self, left: &Value<'v>, right: &Value<'v>) -> Option<Value<'v>> {
        match (left, right) {
            (Value::Text(left), Value::Text(right)) => self.written(format!("{left}{right}")),
            _ => match (left.elements(), right.elements()) {
                (Some(left), Some(right)) => {
                    let values = left.chain(right).collect();
                    self.made(values)
                }
                _ => reckoned(left, right, i64::checked_add, Decimal::checked_add),
            },
        }
    }

    fn call(&mut self, function: Function, first: Value<'v>, second: Option<&Value<'v>>) -> Option<Value<'v>> {
        let number = |decimals, write: &dyn Fn(&str) -> String| match &first {
            Value::Null => Some(String::new()),
            Value::Whole(value) => Some(write(&value.to_string())),
            Value::Decimal(value) => {
                let value = Decimal::from_f64(*value)?;
                Some(write(&value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero).to_string()))
            }
            _ => None,
        };
        let rounded = |round: fn(f64) -> f64| match first {
            Value::Whole(value) => Some(Value::Whole(value)),
            Value::Decimal(value) => Some(Value::Decimal(round(value))),
            _ => None,
        };
        let both = |holds: fn(&str, &str) -> bool| Some(Value::Truth(holds(first.text()?, second?.text()?)));
        match function {
            Function::Not => Some(Value::Truth(!first.truth()?)),
            Function::Negate => match first {
                Value::Whole(value) => value.checked_neg().map(Value::Whole),
                Value::Decimal(value) => Some(Value::Decimal(-value)),
                _ => None,
            },
            Function::Size => {
                let size = match &first {
                    Value::Text(text) => text.chars().count(),
                    Value::Map(map) => map.len(),
                    list => list.length()?,
                };
                i64::try_from(size).ok().map(Value::Whole)
            }
            Function::Sum => {
                self.spend(first.length()? / CHEAP)?;
                let mut total = Decimal::ZERO;
                for value in first.elements()? {
                    total = total.checked_add(value.decimal()?)?;
                }
                total.to_f64().map(Value::Decimal)
            }
            Function::Names => self.joined(&first, |item| match item {
                Value::Map(item) => item.get("title")?.as_text().map(str::to_owned),
                _ => None,
            }),
            Function::Listed => self.joined(&first, |text| text.text().map(str::to_owned)),
            Function::Money => {
                let currency = second?.text().unwrap_or_default();
                let text = number(2, &|amount| amounts::money(amount, currency))?;
                self.written(text)
            }
            Function::Number => {
                let text = number(2, &amounts::number)?;
                self.written(text)
            }
            Function::Percent => {
                let text = number(1, &amounts::percent)?;
                self.written(text)
            }
            Function::Round => rounded(f64::round),
            Function::Ceil => rounded(f64::ceil),
            Function::Floor => rounded(f64::floor),
            Function::AsDouble => match first {
                #[expect(clippy::cast_precision_loss, reason = "as CEL makes a whole number a floating one")]
                Value::Whole(value) => Some(Value::Decimal(value as f64)),
                Value::Decimal(value) => Some(Value::Decimal(value)),
                _ => None,
            },
            Function::AsString => match first {
                Value::Text(text) => Some(Value::Text(text)),
                Value::Whole(value) => Some(Value::Text(value.to_string().into())),
                _ => None,
            },
            Function::StartsWith => both(|text, start| text.starts_with(start)),
            Function::EndsWith => both(|text, end| text.ends_with(end)),
            Function::Contains => both(|text, within| text.contains(within)),
            Function::LowerAscii => {
                let text = first.text()?.to_ascii_lowercase();
                self.written(text)
            }
            Function::Trim => {
                let text = first.text()?.trim().to_owned();
                self.written(text)
            }
        }
    }

    fn joined(&mut self, list: &Value<'v>, text: fn(&Value<'v>) -> Option<String>) -> Option<Value<'v>> {
        let parts = list.elements()?.map(|element| text(&element)).collect::<Option<Vec<_>>>()?;
        self.written(words::listed(&parts))
    }
}

/// As `arithmetic` reckons.
fn reckoned<'v>(
    left: &Value<'v>,
    right: &Value<'v>,
    whole: fn(i64, i64) -> Option<i64>,
    decimal: fn(Decimal, Decimal) -> Option<Decimal>,
) -> Option<Value<'v>> {
    match (left, right) {
        (Value::Whole(left), Value::Whole(right)) => whole(*left, *right).map(Value::Whole),
        _ => decimal(left.decimal()?, right.decimal()?)?.to_f64().map(Value::Decimal),
    }
}

fn quotient<'v>(left: &Value<'v>, right: &Value<'v>) -> Option<Value<'v>> {
    match (left, right) {
        (Value::Whole(left), Value::Whole(right)) if left.checked_rem(*right)? == 0 => {
            left.checked_div(*right).map(Value::Whole)
        }
        _ => left.decimal()?.checked_div(right.decimal()?)?.to_f64().map(Value::Decimal),
    }
}
