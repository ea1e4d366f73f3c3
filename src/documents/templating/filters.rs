//! The filters and tests that templates have beside those of tera.
//!
//! - `money` (`currency` = code): an amount in the plan's currency; `number`, `percent`; all three take `places`, the most decimals
//!   to show. `unsigned`: a number without its minus. `pace`: how often, from a number a month. `date`; `counted(one, many)`: a count with its noun.
//! - `ranked(by)`: items by a number of theirs, the highest first; those without it last, equal ones in their order.
//! - `names`: titles of items, or of the items that ids stand for, joined as in speech; `listed`: texts joined as in speech.
//! - `titles`: the same as a list. `sentence`, `clause`, `spoken`, `unit`, `capitalised`, `without_start(starts)`: an answer fitted into prose,
//!   its lines and bullets joined. `quoted`, `within_quotes`: an answer (or each of several) in quotation marks, or to stand in some.
//! - `numbered`: a list of names as a map from each name to its place, from 1; `lettered`: the same with A, B, C.
//! - `ours`: a text addressed to the founders as they would say it. `place`: a country after `in`.
//! - `paragraph`: a `{% filter paragraph %}` section on one line. `told_columns`: its tables without the columns that say nothing. `cell`, `heading`: escaping for a table cell, a heading.
//! - `still_open(steps, only, except)`, `unknown`, `required_unknown`, `not_applicable`, `open_steps`: of `open_points`, see [`super::open_points`].
//! - `arranged(width, more)`: the blocks of the canvas as a drawing, see [`crate::documents::drawing::canvas::arrangement`].
//! - `charted`: the months of the cash course as points of a drawing, see [`crate::documents::drawing::chart`].
//! - `scaled(width, height, size)`: amounts beside a scale, see there.
//! - tests: `zero`, `negative`; of a date: `past`, `today`, by the date of the document; of an answer: `several` (sentences), `brief` (one to three words).

use super::escape::markdown;
use super::open_points;
use super::tables::told_columns;
use crate::amounts;
use crate::documents::drawing::canvas::arrangement::arranged;
use crate::documents::drawing::chart;
use crate::prose;
use crate::words;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::cmp::Reverse;
use tera::value::Key;
use tera::{Kwargs, Map, State, StringInput, Tera, TeraResult, Value};

/// Adds every filter and test to an engine.
pub(crate) fn register(tera: &mut Tera) {
    tera.register_filter("money", |value: &Value, kwargs: Kwargs, state: &State| money(value, &kwargs, state));
    tera.register_filter("number", |value: &Value, kwargs: Kwargs, _: &State| {
        digits(value, &kwargs).map(|digits| amounts::number(&digits))
    });
    tera.register_filter("percent", |value: &Value, kwargs: Kwargs, _: &State| percent(value, &kwargs));
    tera.register_filter("unsigned", |value: &Value, _: Kwargs, _: &State| {
        plain(value).trim_start_matches(['-', amounts::MINUS]).to_owned()
    });
    tera.register_filter("pace", |value: &Value, kwargs: Kwargs, _: &State| pace(value, &kwargs));
    tera.register_filter("date", |value: &Value, _: Kwargs, _: &State| amounts::date(&plain(value)));
    tera.register_filter("counted", |value: &Value, kwargs: Kwargs, state: &State| counted(value, &kwargs, state));
    tera.register_filter("names", |value: &Value, _: Kwargs, state: &State| {
        titles(value, state).map(|titles| prose::listed(&titles))
    });
    tera.register_filter("titles", |value: &Value, _: Kwargs, state: &State| titles(value, state));
    tera.register_filter("listed", |value: &Value, _: Kwargs, _: &State| prose::listed(&texts(value)));
    tera.register_filter("sentence", |value: &Value, _: Kwargs, _: &State| prose::sentence(&plain(value)));
    tera.register_filter("sentences", |value: &Value, _: Kwargs, _: &State| prose::sentences(&plain(value)));
    tera.register_filter("paragraphs", |value: &Value, _: Kwargs, _: &State| prose::paragraphs(&plain(value)));
    tera.register_filter("clause", |value: &Value, _: Kwargs, _: &State| prose::clause(&plain(value)));
    tera.register_filter("spoken", |value: &Value, _: Kwargs, _: &State| prose::spoken(&plain(value)));
    tera.register_filter("unit", |value: &Value, _: Kwargs, _: &State| prose::unit(&plain(value)));
    tera.register_filter("quoted", |value: &Value, _: Kwargs, _: &State| match value.as_array() {
        Some(_) => Value::from(texts(value).iter().map(|text| prose::quoted(text)).collect::<Vec<_>>()),
        None => Value::from(prose::quoted(&plain(value))),
    });
    tera.register_filter("within_quotes", |value: &Value, _: Kwargs, _: &State| prose::within_quotes(&plain(value)));
    tera.register_filter("place", |value: &Value, _: Kwargs, _: &State| prose::place(&plain(value)));
    tera.register_filter("of_founders", |value: &Value, _: Kwargs, state: &State| of_founders(value, state));
    tera.register_filter("capitalised", |value: &Value, _: Kwargs, _: &State| prose::capitalised(&plain(value)));
    tera.register_filter("without_start", |value: &Value, kwargs: Kwargs, state: &State| {
        without_start(value, &kwargs, state)
    });
    tera.register_filter("paragraph", |text: StringInput, _: Kwargs, _: &State| {
        text.inherit_safety(markdown::unmarked(&markdown::folded(text.as_str())))
    });
    tera.register_filter("told_columns", |text: StringInput, _: Kwargs, _: &State| {
        text.inherit_safety(told_columns(text.as_str()).into_owned())
    });
    tera.register_filter("cell", |value: &Value, _: Kwargs, _: &State| escaped(value, markdown::Setting::Cell));
    tera.register_filter("heading", |value: &Value, _: Kwargs, _: &State| escaped(value, markdown::Setting::Heading));
    open_points::register(tera);
    tera.register_filter("arranged", |blocks: &Value, kwargs: Kwargs, _: &State| arranged(blocks, &kwargs));
    tera.register_filter("numbered", |names: &Value, _: Kwargs, _: &State| {
        placed(names, |place| Value::from(place + 1))
    });
    tera.register_filter("lettered", |names: &Value, _: Kwargs, _: &State| {
        placed(names, |place| Value::from(('A'..='Z').nth(place).unwrap_or('Z').to_string()))
    });
    tera.register_filter("ranked", |items: &Value, kwargs: Kwargs, _: &State| ranked(items, &kwargs));
    tera.register_filter("charted", |months: &Value, kwargs: Kwargs, state: &State| {
        chart::charted(months, &kwargs, state)
    });
    tera.register_filter("scaled", |amounts: &Value, kwargs: Kwargs, state: &State| {
        chart::scaled(amounts, &kwargs, state)
    });
    tera.register_test("past", |day: &Value, _: Kwargs, state: &State| {
        today(state).map(|today| day.as_str().is_some_and(|day| day < &*today))
    });
    tera.register_test("today", |day: &Value, _: Kwargs, state: &State| {
        today(state).map(|today| day.as_str() == Some(&*today))
    });
    tera.register_test("negative", |value: &Value, _: Kwargs, _: &State| amounts::is_negative(&plain(value)));
    tera.register_test("several", |value: &Value, _: Kwargs, _: &State| prose::several(&plain(value)));
    tera.register_test("brief", |value: &Value, _: Kwargs, _: &State| prose::is_brief(&plain(value)));
    tera.register_test("zero", |value: &Value, _: Kwargs, _: &State| amounts::is_zero(&plain(value)));
}

/// A value as text: nothing for null, plain digits for numbers, lists joined as in speech.
pub(crate) fn plain(value: &Value) -> Cow<'_, str> {
    match value.as_str() {
        Some(text) => Cow::Borrowed(text),
        None if value.is_none() || value.is_undefined() => Cow::Borrowed(""),
        None if value.is_array() => Cow::Owned(words::listed(&texts(value))),
        None => Cow::Owned(value.to_string()),
    }
}

/// The texts of a list that are not empty; a single text is a list of one.
pub(crate) fn texts(value: &Value) -> Vec<Cow<'_, str>> {
    let all = value.as_array().unwrap_or(std::slice::from_ref(value));
    all.iter().map(plain).filter(|text| !text.trim().is_empty()).collect()
}

/// A field of a map; null if there is none.
pub(crate) fn field<'a>(value: &'a Value, name: &'a str) -> Option<&'a Value> {
    value.as_map()?.get(&Key::Str(name))
}

/// A field of a map that is a text; empty if it is none.
pub(crate) fn text_field<'a>(value: &'a Value, name: &'a str) -> &'a str {
    field(value, name).and_then(Value::as_str).unwrap_or_default()
}

/// A map of the engine.
pub(crate) fn named(entries: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let mut map = Map::new();
    for (name, value) in entries {
        map.insert(Key::Str(name), value);
    }
    Value::from(map)
}

fn money(value: &Value, kwargs: &Kwargs, state: &State) -> TeraResult<String> {
    let own = kwargs.get::<&Value>("currency")?.map(plain).filter(|code| !code.is_empty());
    let digits = match kwargs.get::<u32>("places")? {
        Some(places) => Cow::Owned(amounts::rounded_money(&plain(value), places)),
        None => plain(value),
    };
    if let Some(code) = own {
        return Ok(amounts::money(&digits, &code));
    }
    let currency = state.get::<Value>("currency")?.unwrap_or_else(Value::none);
    Ok(amounts::money(&digits, &plain(&currency)))
}

fn pace(value: &Value, kwargs: &Kwargs) -> TeraResult<String> {
    let times = kwargs.get::<&Value>("times")?.map(plain);
    Ok(amounts::pace(&plain(value), times.as_deref().unwrap_or("1")))
}

/// The day the document is made on, ISO 8601; empty where it has none.
fn today(state: &State) -> TeraResult<String> {
    Ok(state.get::<Value>("made_on")?.map(|day| plain(&day).into_owned()).unwrap_or_default())
}

/// A number as text, rounded where `places` says so.
fn digits<'a>(value: &'a Value, kwargs: &Kwargs) -> TeraResult<Cow<'a, str>> {
    let digits = plain(value);
    Ok(match kwargs.get::<u32>("places")? {
        Some(places) => Cow::Owned(amounts::rounded(&digits, places)),
        None => digits,
    })
}

/// A number out of 100, or out of `of`, with its sign.
fn percent(value: &Value, kwargs: &Kwargs) -> TeraResult<String> {
    let out_of = kwargs.get::<u32>("of")?.map(Decimal::from).filter(|of| !of.is_zero());
    let number = out_of.zip(plain(value).parse::<Decimal>().ok());
    let hundredths = number.and_then(|(of, number)| number.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(of));
    let value = hundredths.map_or_else(|| value.clone(), |number| Value::from(number.to_string()));
    digits(&value, kwargs).map(|digits| amounts::percent(&digits))
}

/// A map from each name of a list to its place, counted from 0 and written as `shown` says.
fn placed(names: &Value, shown: impl Fn(usize) -> Value) -> Value {
    let names = texts(names);
    let places = names.iter().enumerate().map(|(place, name)| (Key::from(name.to_string()), shown(place)));
    Value::from(places.collect::<Map>())
}

/// Items (or the values of a map of items) by a number of theirs, the highest first.
fn ranked(items: &Value, kwargs: &Kwargs) -> TeraResult<Vec<Value>> {
    let by = kwargs.must_get::<&str>("by")?;
    let number = |item: &Value| field(item, by).and_then(|value| plain(value).parse::<Decimal>().ok());
    let mut items: Vec<Value> = match items.as_map() {
        Some(map) => map.values().cloned().collect(),
        None => items.as_array().unwrap_or_default().to_vec(),
    };
    items.sort_by_cached_key(|item| Reverse(number(item)));
    Ok(items)
}

fn counted(value: &Value, kwargs: &Kwargs, _: &State) -> TeraResult<String> {
    let count = match value.as_array() {
        Some(values) => Cow::Owned(values.len().to_string()),
        None => plain(value),
    };
    Ok(amounts::counted(&count, kwargs.must_get("one")?, kwargs.must_get("many")?))
}

fn titles(value: &Value, state: &State) -> TeraResult<Vec<String>> {
    let values = value.as_array().unwrap_or(std::slice::from_ref(value));
    let items = if values.iter().any(Value::is_string) { state.get::<Value>("items")? } else { None };
    let title = |value: &Value| match value.as_str() {
        Some(id) => Some(text_field(field(items.as_ref()?, id)?, "title").to_owned()),
        None => Some(text_field(value, "title").to_owned()),
    };
    Ok(values.iter().filter_map(title).filter(|title| !title.is_empty()).collect())
}

/// A text addressed to the founders, said by them; the titles of items stay as they are.
fn of_founders(value: &Value, state: &State) -> TeraResult<String> {
    let text = plain(value);
    if !text.to_lowercase().contains("you") {
        return Ok(text.into_owned());
    }
    let items = state.get::<Value>("items")?.unwrap_or_else(Value::none);
    let titles = items.as_map().into_iter().flat_map(Map::values).map(|item| text_field(item, "title"));
    let kept: Vec<&str> = titles.filter(|title| title.to_lowercase().contains("you")).collect();
    Ok(prose::said_of_founders(&text, &kept))
}

fn without_start(value: &Value, kwargs: &Kwargs, _: &State) -> TeraResult<String> {
    let starts = texts(kwargs.must_get::<&Value>("starts")?);
    let starts: Vec<&str> = starts.iter().map(AsRef::as_ref).collect();
    Ok(prose::without_start(&plain(value), &starts).to_owned())
}

fn escaped(value: &Value, place: markdown::Setting) -> Value {
    if value.is_safe() {
        return value.clone();
    }
    Value::safe_string(&markdown::escaped(&plain(value), place))
}
