//! A plan filled in by the kinds of its questions.

use super::{Chance, Temper};
use crate::bank::{Bank, Kind, Question, Range, Route};
use crate::expression::Type;
use crate::plan::{Address, Answer, Plan, State};
use crate::words;
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};

/// Numbers of very different size, whole and broken.
const NUMBERS: [&str; 10] = ["0", "1", "2", "3", "12", "40", "60.5", "250", "1000", "25000"];

/// Answers of every shape: a word, a phrase, a sentence, two, words of somebody, lines, capitals, a measure of time.
const TEXTS: [&str; 9] = [
    "Bread",
    "fresh bread",
    "fresh bread and cakes for the whole street",
    "It takes us an hour a day",
    "We bake every night. In the morning it is sold.",
    "I never find the time",
    "First of all:\n- the oven\n- the shop",
    "HOT MEALS FOR EVERYBODY",
    "three or four times a year",
];

/// A plan that a founder of this temper might have made; some of its dates are over by `today` (ISO 8601), and some to come.
pub(super) fn made<'b>(bank: &'b Bank, temper: Temper, route: Route, today: &'b str) -> Plan {
    let mut making =
        Making { bank, today, temper, chance: Chance::new(temper.seed), plan: Plan::new(bank, route, None) };
    let asked = |question: &Question| route == Route::Full || route.asks(question.depth);
    for (_, question) in bank.questions().filter(|(_, question)| question.of.is_none() && asked(question)) {
        if question.items().is_some() {
            making.begin(question);
        }
    }
    for (_, question) in bank.questions().filter(|(_, question)| question.of.is_none() && asked(question)) {
        making.answer(question);
        for field in bank.fields(&question.id).filter(|field| asked(field)) {
            making.fields(&question.id, field);
        }
    }
    making.plan
}

struct Making<'b> {
    bank: &'b Bank,
    today: &'b str,
    temper: Temper,
    chance: Chance,
    plan: Plan,
}

impl<'b> Making<'b> {
    /// Gives a list its items, so that links can point to them.
    fn begin(&mut self, question: &Question) {
        let Some(list) = question.items() else { return };
        let most = list.count.at_most.unwrap_or(usize::MAX).min(self.temper.items.max(list.count.at_least));
        let least = match (self.temper.situation, self.temper.missing) {
            (Some(_), _) => most,
            (None, 0) => 1,
            (None, _) => 0,
        };
        let chance = self.chance.about(&question.id).about("items");
        for _ in 0..least + chance.below(most.saturating_sub(least) + 1) {
            self.plan.add_item(&question.id);
        }
    }

    fn answer(&mut self, question: &'b Question) {
        let chance = self.chance.about(&question.id);
        let items = std::mem::take(self.plan.items_mut(&question.id));
        let has_items = question.items().is_some() && !items.is_empty();
        let mut answer =
            if has_items { Answer::new(State::Answered) } else { self.answered(question, chance, &question.id, 0) };
        if question.items().is_some() && !has_items && answer.state == State::Answered {
            answer.state = State::Skipped;
        }
        answer.items = items;
        self.plan.put(&Address::Question(question.id.clone()), answer);
    }

    fn fields(&mut self, list: &str, field: &'b Question) {
        let ids: Vec<String> = self.plan.items(list).iter().map(|item| item.id.clone()).collect();
        for (number, id) in (1..).zip(ids) {
            let chance = self.chance.about(&id).about(&field.id);
            let is_title =
                self.bank.list(list).and_then(|(_, list)| list.title_field()).is_some_and(|title| title.id == field.id);
            let answer = if is_title {
                Answer::answered(self.title(list, number))
            } else {
                self.answered(field, chance, &format!("{list}.{}", field.id), number)
            };
            self.plan.put(&Address::Field { list: list.to_owned(), item: id, field: field.id.clone() }, answer);
        }
    }

    fn title(&self, list: &str, number: usize) -> Json {
        if number == 3 {
            return json!("שם בעברית");
        }
        let one = self.bank.list(list).map_or("", |(_, list)| list.one.as_str());
        json!(match self.chance.about(list).about(&number.to_string()).below(6) {
            0 | 1 => format!("{} {number}", words::capitalised(one)),
            2 | 3 => format!("The {one} of number {number}"),
            4 => "Bread".to_owned(),
            _ => "We bake at night. Nobody else does.".to_owned(),
        })
    }

    /// What is said to a question: an answer of its kind, or why there is none. `path` is its id, or `list.field`.
    fn answered(&self, question: &Question, chance: Chance, path: &str, number: usize) -> Answer {
        let keys = [path, question.role.map_or(path, |role| role.name())];
        let settled = self.temper.situation.and_then(|situation| situation.says(keys, number));
        let value = match settled {
            Some("") => return Answer::new(State::Open),
            Some(value) if is_of_several(&question.kind) => Some(json!([value])),
            Some(value) => Some(json!(value)),
            None if chance.happens(self.temper.missing) => return unanswered(chance),
            None => self.value(question, chance, number),
        };
        let Some(value) = value else { return unanswered(chance) };
        let mut answer = Answer::answered(value);
        if self.temper.missing > 0 && chance.about("stale").happens(5) {
            answer.stale.extend(self.plan.answers.keys().next().cloned());
        }
        answer
    }

    fn number(&self, range: Range, whole: bool, chance: Chance) -> Option<Json> {
        let least = range.min.unwrap_or_default().max(Decimal::ZERO);
        let nought = Range { min: Some(least), max: Some(range.max.map_or(least, |max| max.min(least))) };
        number(if self.temper.is_nought { nought } else { range }, whole, chance)
    }

    /// The same every month, or more from a later one on.
    fn by_month(&self, range: Range, chance: Chance) -> Option<Json> {
        let amount = |chance| self.number(range, false, chance).and_then(|number| number.as_str().map(str::to_owned));
        let (first, next) = (amount(chance)?, amount(chance.about("next"))?);
        let month = 2 + chance.about("month").below(20);
        Some(json!(match chance.about("steps").below(3) {
            0 => format!("{first}, {next} from month {month}"),
            1 => format!("{first} from month {month}"),
            _ => first,
        }))
    }

    fn value(&self, question: &Question, chance: Chance, number: usize) -> Option<Json> {
        let keys: Vec<&str> = question.choices().iter().map(|choice| choice.key.as_str()).collect();
        Some(match &question.kind {
            Kind::Text { max_length } | Kind::LongText { max_length } => {
                text(question, *max_length, number, chance.about("text"))
            }
            Kind::Email => json!(chance.one_of(&["post@example.com", "a_b+c@mail.example.org"])?),
            Kind::Url => json!(chance.one_of(&["https://example.com", "http://example.org/a_b?c=*d*#e"])?),
            Kind::Phone => json!(chance.one_of(&["+43 660 1234567", "01 234 56 78"])?),
            Kind::YesNo => json!(chance.below(2) == 0),
            Kind::Number { range, whole, .. } => self.number(*range, *whole, chance)?,
            Kind::Money(range) | Kind::Percent(range) => self.number(*range, false, chance)?,
            Kind::ByMonth { range, .. } => self.by_month(*range, chance)?,
            Kind::Date => json!(self.day(chance)),
            // Few of the world's currencies, so that one of them comes twice.
            Kind::Currency(_) => json!(chance.one_of(keys.get(..6).unwrap_or(&keys))?),
            Kind::OneOf(_) => json!(chance.one_of(&keys)?),
            Kind::SomeOf { count, .. } => {
                json!(chance.some_of(&keys, count.at_least, count.at_most.unwrap_or(usize::MAX)))
            }
            Kind::Link(link) => {
                let items = link.to.iter().flat_map(|list| self.plan.items(list));
                let ids: Vec<&str> = items.map(|item| item.id.as_str()).collect();
                if link.many {
                    let picked = chance.some_of(&ids, link.count.at_least, link.count.at_most.unwrap_or(usize::MAX));
                    if picked.is_empty() {
                        return None;
                    }
                    json!(picked)
                } else {
                    json!(chance.one_of(&ids)?)
                }
            }
            Kind::Items(_) => return None,
        })
    }

    /// Today, or a day of the year before or after.
    fn day(&self, chance: Chance) -> String {
        let year: i16 = self.today.split('-').next().and_then(|year| year.parse().ok()).unwrap_or(2000);
        let year = match chance.about("year").below(5) {
            0 => return self.today.to_owned(),
            1 | 2 => year - 1,
            _ => year + 1,
        };
        format!("{year}-{:02}-{:02}", 1 + chance.below(12), 1 + chance.about("day").below(28))
    }
}

/// Whether several picks are an answer, so that one is a list of one.
fn is_of_several(kind: &Kind) -> bool {
    kind.gives() == Type::Text.listed()
}

/// Why there is no answer: one of the ways in which a founder can leave a question.
fn unanswered(chance: Chance) -> Answer {
    match chance.about("why").below(4) {
        0 => Answer::new(State::Open),
        1 => Answer::new(State::Skipped),
        2 => Answer { because: Some("it does not fit this trial".into()), ..Answer::new(State::NotApplicable) },
        _ => Answer { note: Some("we ask three customers".into()), ..Answer::new(State::Unknown) },
    }
}

/// An answer in words: of several shapes, because templates tell them apart.
fn text(question: &Question, max_length: Option<usize>, number: usize, chance: Chance) -> Json {
    let text = match (chance.below(TEXTS.len() + 4), &question.example) {
        (0..=2, Some(example)) => example.clone(),
        (0..=3, _) => format!("an answer about {} {number}", question.label.source()),
        (other, _) => TEXTS.get(other - 4).copied().unwrap_or_default().to_owned(),
    };
    json!(text.chars().take(max_length.unwrap_or(usize::MAX)).collect::<String>())
}

/// A number within its limits, as a plan stores it.
fn number(range: Range, whole: bool, chance: Chance) -> Option<Json> {
    let fits = |number: &Decimal| {
        range.min.is_none_or(|min| *number >= min)
            && range.max.is_none_or(|max| *number <= max)
            && (number.is_integer() || !whole)
    };
    let numbers = NUMBERS.iter().filter_map(|number| number.parse().ok()).filter(fits);
    let numbers: Vec<Decimal> = numbers.chain(range.min).chain(range.max).collect();
    let number = chance.one_of(&numbers)?;
    let stored = number.to_string();
    Some(match stored.parse::<i64>() {
        Ok(number) if whole => json!(number),
        _ => json!(stored),
    })
}
