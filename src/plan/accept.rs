//! The one rule of validity: what was given becomes what is stored, or is refused with a reason.

use super::by_month::{steps_text, stored_steps, typed_steps, written_steps};
use super::number::{Convention, Measure, exact, read_typed};
use super::picks::{links, one_currency, one_of, some_of};
use super::{Doubt, Rejection, contact, date};
use crate::bank::{Kind, Question, Range};
use crate::words;
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};

/// What somebody gave as an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// Typed by a person.
    Typed(String),
    /// Picked from what was offered: choice keys, `yes` or `no`, item ids.
    Picked(Vec<String>),
    /// Written into a file of answers by a person or a program: texts are read as if they had been typed, and bare
    /// numbers are exact.
    Written(Json),
    /// Read from a plan: numbers and amounts are exact decimals there.
    Stored(Json),
}

/// What an answer is given within.
#[derive(Clone, Copy, Debug, Default)]
pub struct Within<'a> {
    /// The ids a link may hold.
    pub candidates: &'a [&'a str],
    /// The code of the currency that amounts are in here: empty while it is not said, so that no sign can be judged;
    /// none where nobody asks for it, and any sign will do.
    pub currency: Option<&'a str>,
}

/// Turns what was given into what a plan stores. `candidates` are the ids a link may hold.
///
/// # Errors
/// One sentence that says what would be accepted.
pub fn accept(question: &Question, given: &Given, candidates: &[&str]) -> Result<Json, Rejection> {
    consider(question, given, Within { candidates, currency: None }).map_err(|doubt| doubt.rejection)
}

/// As [`accept`], where it is known what the answer is given within.
///
/// # Errors
/// One sentence that says what would be accepted, with what the answer may mean.
pub fn consider(question: &Question, given: &Given, within: Within<'_>) -> Result<Json, Doubt> {
    Ok(match &question.kind {
        Kind::Text { max_length } => text(given, *max_length, false)?,
        Kind::LongText { max_length } => text(given, *max_length, true)?,
        Kind::Email => contact(given, contact::email)?,
        Kind::Url => contact(given, contact::url)?,
        Kind::Phone => contact(given, contact::phone)?,
        Kind::YesNo => yes_no(given)?,
        Kind::Number { range, whole, unit } => {
            numeric(given, *range, Measure::Count { whole: *whole, unit: unit.as_deref() }, within)?
        }
        Kind::Money(range) => numeric(given, *range, Measure::Amount, within)?,
        Kind::Percent(range) => numeric(given, *range, Measure::Share, within)?,
        Kind::ByMonth { unit, range } => by_month(given, unit.as_deref(), *range, within)?,
        Kind::Date => calendar_date(given)?,
        Kind::Currency(choices) => one_currency(given, choices)?,
        Kind::OneOf(choices) => one_of(given, choices)?,
        Kind::SomeOf { choices, count, .. } => some_of(given, choices, *count)?,
        Kind::Items(list) => return Err(Rejection(format!("add {} one by one", list.many)).into()),
        Kind::Link(link) => links(given, link, within.candidates)?,
    })
}

/// A line that has to be as `read` takes it. Written otherwise it is offered so, and taken once it is confirmed.
fn contact(given: &Given, read: fn(&str) -> Result<String, Rejection>) -> Result<Json, Doubt> {
    let text = text(given, None, false)?;
    let typed = text.as_str().unwrap_or_default();
    let plain = read(typed)?;
    if plain == typed {
        return Ok(text);
    }
    Err(Doubt::offering(format!("`{}` is written as {plain}", words::printable(typed)), plain))
}

/// The characters that an answer may have where its question says nothing of it: some forty pages.
const LONGEST: usize = 100_000;

fn text(given: &Given, max_length: Option<usize>, lines: bool) -> Result<Json, Rejection> {
    let raw = match given {
        Given::Typed(raw) | Given::Written(Json::String(raw)) | Given::Stored(Json::String(raw)) => raw.clone(),
        Given::Written(Json::Number(number)) | Given::Stored(Json::Number(number)) => number.to_string(),
        Given::Picked(_) | Given::Written(_) | Given::Stored(_) => return Err(Rejection("write it as text".into())),
    };
    let clean = if lines { tidy_lines(&raw) } else { words::tidied(&raw) };
    if clean.is_empty() {
        return Err(Rejection("nothing is written here yet: write a few words, or skip it for now".into()));
    }
    let length = clean.chars().count();
    let most = max_length.unwrap_or(LONGEST);
    if length > most {
        return Err(Rejection(format!("this is {length} characters long: please keep it to {most}")));
    }
    Ok(Json::String(clean))
}

/// Several lines: each tidied, at most one empty line in a row.
fn tidy_lines(raw: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in raw.replace("\r\n", "\n").replace('\r', "\n").split('\n') {
        let line = words::tidied(line);
        if !(line.is_empty() && lines.last().is_none_or(String::is_empty)) {
            lines.push(line);
        }
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.join("\n")
}

fn yes_no(given: &Given) -> Result<Json, Rejection> {
    let word = match given {
        Given::Written(Json::Bool(yes)) | Given::Stored(Json::Bool(yes)) => return Ok(Json::Bool(*yes)),
        Given::Typed(word) | Given::Written(Json::String(word)) | Given::Stored(Json::String(word)) => {
            word.trim().to_lowercase()
        }
        Given::Picked(keys) => keys.first().cloned().unwrap_or_default(),
        Given::Written(_) | Given::Stored(_) => String::new(),
    };
    match word.as_str() {
        "yes" | "y" | "true" => Ok(Json::Bool(true)),
        "no" | "n" | "false" => Ok(Json::Bool(false)),
        _ => Err(Rejection("answer yes or no".into())),
    }
}

fn numeric(given: &Given, range: Range, measure: Measure<'_>, within: Within<'_>) -> Result<Json, Doubt> {
    let reading = Convention { measure, currency: within.currency };
    let whole = matches!(measure, Measure::Count { whole: true, .. });
    let value = match given {
        Given::Typed(text) | Given::Written(Json::String(text)) => {
            read_typed(text, reading).map_err(|doubt| offering_what_fits(doubt, range, whole))?
        }
        Given::Stored(Json::String(text)) => plain_number(text)?,
        Given::Written(Json::Number(number)) | Given::Stored(Json::Number(number)) => {
            plain_number(&number.to_string())?
        }
        Given::Written(_) | Given::Stored(_) | Given::Picked(_) => {
            return Err(Rejection("write a number, such as 60 or 1250.50".into()).into());
        }
    };
    fits(value, range, whole)?;
    Ok(if whole { whole_json(value) } else { Json::String(value.to_string()) })
}

/// Steps over the months, of money where nothing is counted.
fn by_month(given: &Given, unit: Option<&str>, range: Range, within: Within<'_>) -> Result<Json, Doubt> {
    let measure = if unit.is_some() { Measure::Count { whole: false, unit } } else { Measure::Amount };
    let reading = Convention { measure, currency: within.currency };
    let steps = match given {
        Given::Typed(text) => typed_steps(text, reading)?,
        // A single number stood here in plans of earlier versions, and still says something.
        Given::Stored(Json::String(text)) => stored_steps(text)
            .ok_or_else(|| Rejection(format!("`{text}` is no line such as `900, 1400 from month 13`")))?,
        Given::Written(json) | Given::Stored(json) => written_steps(json, reading)?,
        Given::Picked(_) => {
            return Err(Rejection("write it as a line, such as `900, 1400 from month 13`".into()).into());
        }
    };
    steps.iter().try_for_each(|(_, amount)| fits(*amount, range, false))?;
    Ok(Json::String(steps_text(&steps)))
}

fn plain_number(text: &str) -> Result<Decimal, Rejection> {
    exact(text).ok_or_else(|| Rejection(format!("`{text}` is not a plain number: write 1250.50")))
}

fn fits(value: Decimal, range: Range, whole: bool) -> Result<(), Rejection> {
    if whole && !value.fract().is_zero() {
        let value = value.normalize();
        return Err(Rejection(format!("`{value}` is not a whole number: write {} or {}", value.floor(), value.ceil())));
    }
    in_range(value, range)
}

/// Nothing is offered that would be refused.
fn offering_what_fits(doubt: Doubt, range: Range, whole: bool) -> Doubt {
    let misfit = doubt.offer.as_deref().and_then(exact).and_then(|value| fits(value, range, whole).err());
    misfit.map_or(doubt, Doubt::from)
}

fn whole_json(value: Decimal) -> Json {
    i64::try_from(value).map_or_else(|_| Json::String(value.to_string()), |whole| json!(whole))
}

fn in_range(value: Decimal, range: Range) -> Result<(), Rejection> {
    let below = range.min.is_some_and(|min| value < min);
    let above = range.max.is_some_and(|max| value > max);
    if !below && !above {
        return Ok(());
    }
    Err(Rejection(match (range.min, range.max) {
        (Some(min), Some(max)) => format!("`{value}` is outside what fits here: write a number from {min} to {max}"),
        (Some(min), None) => format!("`{value}` is too small: write {min} or more"),
        (_, max) => format!("`{value}` is too large: write {} or less", max.unwrap_or_default()),
    }))
}

fn calendar_date(given: &Given) -> Result<Json, Rejection> {
    match given {
        Given::Typed(text) | Given::Written(Json::String(text)) | Given::Stored(Json::String(text)) => {
            Ok(Json::String(date::read_typed(text)?.to_string()))
        }
        _ => Err(Rejection("write a date, such as 2026-03-31".into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::{Choice, Count, Depth, Link};
    use crate::expression::Insert;

    fn question(kind: Kind) -> Question {
        Question {
            id: "q".into(),
            was: Vec::new(),
            split_from: None,
            ask: Insert::parse("What?").unwrap(),
            label: Insert::parse("what").unwrap(),
            help: None,
            example: None,
            mistakes: Vec::new(),
            kind,
            required: true,
            depth: Depth::Essential,
            matters_for: Vec::new(),
            together: false,
            when: None,
            of: None,
            role: None,
            in_plan: true,
            private: false,
            start: None,
            default: None,
            cautions: Vec::new(),
        }
    }

    fn choices() -> std::sync::Arc<[Choice]> {
        let choice = |key: &str, label: &str| Choice {
            key: key.into(),
            was: Vec::new(),
            label: label.into(),
            help: None,
            short: None,
            score: None,
        };
        vec![choice("mass", "mass market"), choice("multi_sided", "multi-sided market"), choice("niche", "niche")]
            .into()
    }

    fn typed(kind: Kind, text: &str) -> Result<Json, String> {
        accept(&question(kind), &Given::Typed(text.into()), &["a-1", "a-2"]).map_err(|rejection| rejection.0)
    }

    fn stored(kind: Kind, value: Json) -> Result<Json, String> {
        accept(&question(kind), &Given::Stored(value), &["a-1", "a-2"]).map_err(|rejection| rejection.0)
    }

    fn some_of(at_least: usize, at_most: Option<usize>) -> Kind {
        Kind::SomeOf { choices: choices(), count: Count { at_least, at_most }, advise_at_most: None }
    }

    fn link(many: bool) -> Kind {
        Kind::Link(Link {
            to: vec!["a".into()],
            many,
            among: None,
            order: None,
            sole: false,
            each: false,
            count: Count::default(),
        })
    }

    #[test]
    fn text_is_tidied_and_never_empty() {
        assert_eq!(typed(Kind::Text { max_length: None }, "  two\twords \u{7}"), Ok(json!("two words")));
        assert!(typed(Kind::Text { max_length: None }, " \n ").is_err());
        assert_eq!(
            typed(Kind::Text { max_length: Some(3) }, "four"),
            Err("this is 4 characters long: please keep it to 3".into())
        );
        assert!(typed(Kind::LongText { max_length: None }, &"é".repeat(100_000)).is_ok());
        assert_eq!(
            typed(Kind::LongText { max_length: None }, &"é".repeat(100_001)),
            Err("this is 100001 characters long: please keep it to 100000".into())
        );
        assert_eq!(typed(Kind::LongText { max_length: None }, "a \r\n\n\n b\n"), Ok(json!("a\n\nb")));
    }

    #[test]
    fn numbers_keep_their_decimals_and_their_limits() {
        let money = || Kind::Money(Range { min: Some(Decimal::ZERO), max: None });
        assert_eq!(typed(money(), "€ 1.234,50"), Ok(json!("1234.50")));
        assert_eq!(typed(money(), "-1"), Err("`-1` is too small: write 0 or more".into()));
        assert_eq!(stored(money(), json!("1.234")), Ok(json!("1.234")));
        assert!(stored(money(), json!("€ 60")).is_err(), "a plan holds plain numbers only");
        let score = || Kind::Number {
            range: Range { min: Some(Decimal::ONE), max: Some(Decimal::TEN) },
            whole: true,
            unit: None,
        };
        assert_eq!(typed(score(), "4"), Ok(json!(4)));
        assert_eq!(typed(score(), "4.5"), Err("`4.5` is not a whole number: write 4 or 5".into()));
        assert_eq!(typed(score(), "11"), Err("`11` is outside what fits here: write a number from 1 to 10".into()));
    }

    #[test]
    fn choices_go_by_key_or_label_and_suggest_what_was_meant() {
        let one = || Kind::OneOf(choices());
        assert_eq!(typed(one(), "Mass Market"), Ok(json!("mass")));
        assert_eq!(
            typed(one(), "multi_side"),
            Err("`multi_side` is not one of the answers: did you mean `multi_sided`?".into())
        );
        assert_eq!(stored(some_of(0, Some(2)), json!(["niche", "mass", "mass"])), Ok(json!(["mass", "niche"])));
        assert_eq!(stored(some_of(2, None), json!(["mass"])), Err("pick at least 2: you picked 1".into()));
        assert!(stored(some_of(0, None), json!([])).is_err());
        assert!(stored(some_of(0, Some(1)), json!(["mass", "niche"])).is_err());
    }

    #[test]
    fn yes_and_no_come_in_every_spelling() {
        for (given, expected) in [(json!(true), true), (json!("Yes"), true), (json!("n"), false)] {
            assert_eq!(stored(Kind::YesNo, given), Ok(json!(expected)));
        }
        assert_eq!(typed(Kind::YesNo, "maybe"), Err("answer yes or no".into()));
    }

    #[test]
    fn links_hold_only_what_is_offered() {
        assert_eq!(stored(link(true), json!(["a-2", "a-1", "a-2"])), Ok(json!(["a-2", "a-1"])));
        assert_eq!(stored(link(false), json!("a-1")), Ok(json!("a-1")));
        assert!(stored(link(false), json!(["a-1", "a-2"])).is_err());
        assert_eq!(
            stored(link(true), json!(["b-1"])),
            Err("`b-1` is not among the entries that can be linked here".into())
        );
    }

    #[test]
    fn every_kind_refuses_what_is_not_of_its_kind() {
        for value in [json!({}), json!([1]), json!(null)] {
            for kind in [Kind::Text { max_length: None }, Kind::YesNo, Kind::Date, Kind::OneOf(choices()), link(true)] {
                assert!(stored(kind, value.clone()).is_err(), "{value}");
            }
        }
    }
}
