//! Facts as CEL sees them, and CEL's values as facts. Maps are converted field by field, when a field is read.

use super::EvaluationProblem;
use crate::fact::{Fact, FactMap};
use cel::ExecutionError;
use cel::common::traits::{Container, Indexer, Iterable, Iterator as CelIterator, Sizer};
use cel::common::types::{CelBool, CelDouble, CelInt, CelList, CelMap, CelNull, CelString, CelUInt, MAP_TYPE, Type};
use cel::common::value::{CowVal, StaticVal, Val};
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use std::any::Any;
use std::sync::{Arc, OnceLock};

/// A map of facts whose entries become CEL values one by one. Cloning is cheap, so walking a list of items is.
#[derive(Clone, Debug)]
pub(super) struct Entries(Arc<Cells>);

#[derive(Debug)]
struct Cells {
    facts: Arc<FactMap>,
    keys: OnceLock<Vec<CelString<'static>>>,
    values: Box<[OnceLock<Box<dyn Val>>]>,
}

impl Entries {
    pub(super) fn new(facts: Arc<FactMap>) -> Self {
        let values = facts.iter().map(|_| OnceLock::new()).collect();
        Self(Arc::new(Cells { facts, keys: OnceLock::new(), values }))
    }

    /// The value of a name, converted on first use.
    pub(super) fn value(&self, name: &str) -> Option<&(dyn Val + 'static)> {
        let (index, _, fact) = self.0.facts.get_full(name)?;
        let cell = self.0.values.get(index)?;
        Some(cell.get_or_init(|| from_fact(fact)).as_ref())
    }

    fn find(&self, key: &dyn Val) -> Option<&(dyn Val + 'static)> {
        self.value(key.downcast_ref::<CelString>()?.inner())
    }
}

impl Val for Entries {
    fn get_type(&self) -> &Type {
        &MAP_TYPE
    }

    fn cel_type() -> &'static Type {
        static TYPE: Type = MAP_TYPE;
        &TYPE
    }

    fn as_container(&self) -> Option<&dyn Container> {
        Some(self)
    }

    fn as_indexer<'b, 'v>(&'b self) -> Option<&'b (dyn Indexer + 'v)>
    where
        Self: 'v,
    {
        Some(self)
    }

    fn as_iterable<'b, 'v>(&'b self) -> Option<&'b (dyn Iterable + 'v)>
    where
        Self: 'v,
    {
        Some(self)
    }

    fn as_sizer(&self) -> Option<&dyn Sizer> {
        Some(self)
    }

    fn equals(&self, other: &dyn Val) -> bool {
        other
            .downcast_ref::<Self>()
            .is_some_and(|other| Arc::ptr_eq(&self.0, &other.0) || self.0.facts == other.0.facts)
    }

    fn clone_as_boxed<'v>(&self) -> Box<dyn Val + 'v>
    where
        Self: 'v,
    {
        Box::new(self.clone())
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl StaticVal for Entries {}

impl Container for Entries {
    fn contains(&self, key: &dyn Val) -> Result<bool, ExecutionError> {
        Ok(key.downcast_ref::<CelString>().is_some_and(|key| self.0.facts.contains_key(key.inner())))
    }
}

impl Indexer for Entries {
    fn get<'b, 'v>(&'b self, key: &dyn Val) -> Result<CowVal<'b, 'v>, ExecutionError>
    where
        Self: 'v,
    {
        match self.find(key) {
            Some(value) => Ok(CowVal::Borrowed(value)),
            None => Err(missing(key)),
        }
    }

    fn steal<'v>(self: Box<Self>, key: &dyn Val) -> Result<Box<dyn Val + 'v>, ExecutionError>
    where
        Self: 'v,
    {
        match self.find(key) {
            Some(value) => Ok(value.clone_as_boxed()),
            None => Err(missing(key)),
        }
    }
}

impl Iterable for Entries {
    fn iter<'b, 'v>(&'b self) -> Box<dyn CelIterator<'b, 'v> + 'b>
    where
        Self: 'v,
    {
        let keys =
            self.0.keys.get_or_init(|| self.0.facts.keys().map(|key| CelString::from(key.to_string())).collect());
        Box::new(Keys(keys.iter()))
    }
}

impl Sizer for Entries {
    fn size(&self) -> CelInt {
        count(self.0.facts.len())
    }
}

struct Keys<'b>(std::slice::Iter<'b, CelString<'static>>);

impl<'b, 'v> CelIterator<'b, 'v> for Keys<'b> {
    fn next(&mut self) -> Option<&'b (dyn Val + 'v)> {
        self.0.next().map(|key| key as &dyn Val)
    }
}

fn missing(key: &dyn Val) -> ExecutionError {
    match key.downcast_ref::<CelString>() {
        Some(key) => ExecutionError::no_such_key(key.inner()),
        None => {
            ExecutionError::no_such_overload("_[_]", vec![MAP_TYPE.name().to_owned(), key.get_type().name().to_owned()])
        }
    }
}

fn count(size: usize) -> CelInt {
    CelInt::from(i64::try_from(size).unwrap_or(i64::MAX))
}

/// A fact as a CEL value.
pub(super) fn from_fact(fact: &Fact) -> Box<dyn Val> {
    match fact {
        Fact::Null => Box::new(CelNull),
        Fact::Bool(value) => Box::new(CelBool::from(*value)),
        Fact::Whole(value) => Box::new(CelInt::from(*value)),
        Fact::Decimal(value) => Box::new(CelDouble::from(value.to_f64().unwrap_or(f64::NAN))),
        Fact::Text(value) => Box::new(CelString::from(value.to_string())),
        Fact::List(values) => Box::new(CelList::from(values.iter().map(from_fact).collect::<Vec<_>>())),
        Fact::Map(map) => Box::new(Entries::new(Arc::clone(map))),
    }
}

/// A CEL value as a fact.
pub(super) fn to_fact(value: &dyn Val) -> Result<Fact, EvaluationProblem> {
    if let Some(entries) = value.downcast_ref::<Entries>() {
        return Ok(Fact::Map(Arc::clone(&entries.0.facts)));
    }
    if let Some(list) = value.downcast_ref::<CelList>() {
        let values: Result<Vec<Fact>, _> = list.inner().iter().map(|value| to_fact(value.as_ref())).collect();
        return values.map(Fact::list);
    }
    if let Some(map) = value.downcast_ref::<CelMap>() {
        return map_to_fact(map);
    }
    scalar_to_fact(value)
}

fn scalar_to_fact(value: &dyn Val) -> Result<Fact, EvaluationProblem> {
    if let Some(text) = value.downcast_ref::<CelString>() {
        Ok(Fact::text(text.inner()))
    } else if let Some(value) = value.downcast_ref::<CelBool>() {
        Ok(Fact::Bool(*value.inner()))
    } else if let Some(value) = value.downcast_ref::<CelInt>() {
        Ok(Fact::Whole(*value.inner()))
    } else if let Some(value) = value.downcast_ref::<CelUInt>() {
        i64::try_from(*value.inner()).map(Fact::Whole).map_err(|_| EvaluationProblem::new("the number is too large"))
    } else if let Some(value) = value.downcast_ref::<CelDouble>() {
        decimal(*value.inner())
    } else if value.downcast_ref::<CelNull>().is_some() {
        Ok(Fact::Null)
    } else {
        Err(EvaluationProblem::new("the result is neither text, nor a number, nor a list"))
    }
}

fn decimal(value: f64) -> Result<Fact, EvaluationProblem> {
    let decimal =
        Decimal::from_f64(value).ok_or_else(|| EvaluationProblem::new("the result is not a usable number"))?;
    Ok(Fact::Decimal(decimal.normalize()))
}

/// Maps written in an expression have no order of their own; their keys are sorted.
fn map_to_fact(map: &CelMap) -> Result<Fact, EvaluationProblem> {
    let mut facts = FactMap::default();
    let mut entries: Vec<_> = map.inner().iter().collect();
    entries.sort_by_key(|(key, _)| *key);
    for (key, value) in entries {
        let key = key.inner().downcast_ref::<CelString>().map(|key| key.inner().to_owned());
        let key = key.ok_or_else(|| EvaluationProblem::new("the keys of a map have to be texts"))?;
        facts.insert(key.into(), to_fact(value.as_ref())?);
    }
    Ok(Fact::map(facts))
}

/// A value in a message: what kind of thing it is.
pub(super) fn described(fact: &Fact) -> &'static str {
    match fact {
        Fact::Null => "nothing",
        Fact::Bool(_) => "true or false",
        Fact::Whole(_) | Fact::Decimal(_) => "a number",
        Fact::Text(_) => "text",
        Fact::List(_) => "a list",
        Fact::Map(_) => "an item",
    }
}
