//! The cash course as points of a drawing: where the line runs, where zero lies, what is marked.
//!
//! Only places on the page are worked out here, in tenths of a unit. The amounts that are shown come from the figures.

use super::filters::{field, named, plain};
use tera::{Kwargs, TeraResult, Value};

/// About how many lines of amounts cross the chart.
const LINES: f64 = 5.0;

/// About how many months are named below the chart.
const NAMED_MONTHS: usize = 7;

/// The months of the cash course (maps with `month` and `cash`) as a drawing of that `width` and `height`.
///
/// `events` are pairs of a month and a text; those of one month share a mark, and marks are numbered in the order of the
/// months. The drawing ends with the last event, but not before the month `until`. The result is a map, or null where fewer than two months have an amount:
/// `line` (points for a `polyline`), `shortfall` (points of the area below zero), `zero` (y), `ticks` (list of `y`, `amount`),
/// `months` (list of `x`, `month`), `last` (month), `marks` (list of `x`, `y`, `number`, `month`, `text`).
pub(super) fn charted(months: &Value, kwargs: &Kwargs) -> TeraResult<Value> {
    let (width, height) = (kwargs.must_get::<f64>("width")?, kwargs.must_get::<f64>("height")?);
    let events = kwargs.get::<&Value>("events")?.map(read_events).unwrap_or_default();
    let until = events.iter().map(|event| event.month).chain(kwargs.get("until")?).max().unwrap_or(i64::MAX);
    let mut course = read_course(months);
    course.retain(|point| point.month <= until);
    Ok(if course.len() < 2 { Value::none() } else { Chart::new(course, width, height).value(&events) })
}

/// A month with the money at its end.
#[derive(Clone, Copy, Debug)]
struct Point {
    month: i64,
    cash: f64,
}

/// Something that happens in a month.
#[derive(Debug)]
struct Event {
    month: i64,
    text: String,
}

fn read_course(months: &Value) -> Vec<Point> {
    let point = |value: &Value| {
        let cash = plain(field(value, "cash")?).parse().ok()?;
        Some(Point { month: field(value, "month")?.as_i64()?, cash })
    };
    months.as_array().unwrap_or_default().iter().filter_map(point).collect()
}

fn read_events(events: &Value) -> Vec<Event> {
    let event = |value: &Value| {
        let [month, text] = value.as_array()? else { return None };
        Some(Event { month: month.as_i64()?, text: plain(text).into_owned() })
    };
    events.as_array().unwrap_or_default().iter().filter_map(event).collect()
}

struct Chart {
    course: Vec<Point>,
    width: f64,
    height: f64,
    scale: Scale,
}

impl Chart {
    fn new(course: Vec<Point>, width: f64, height: f64) -> Self {
        let scale = Scale::over(course.iter().map(|point| point.cash));
        Self { course, width, height, scale }
    }

    fn x(&self, month: i64) -> f64 {
        let month_at = |point: Option<&Point>| point.map_or(0, |point| point.month);
        let (first, last) = (month_at(self.course.first()), month_at(self.course.last()));
        let part = |month: i64| f64::from(i32::try_from(month - first).unwrap_or(i32::MAX));
        part(month) / part(last).max(1.0) * self.width
    }

    fn y(&self, cash: f64) -> f64 {
        (self.scale.top() - cash) / (self.scale.top() - self.scale.bottom()) * self.height
    }

    fn line(&self) -> String {
        let points = self.course.iter().map(|point| (self.x(point.month), self.y(point.cash)));
        points.map(corner).collect::<Vec<_>>().join(" ")
    }

    /// The area between zero and what of the line lies below it, its corners cut where the line crosses zero.
    fn shortfall(&self) -> String {
        let mut corners = Vec::new();
        for pair in self.course.windows(2) {
            let [from, to] = pair else { continue };
            corners.push((self.x(from.month), from.cash.min(0.0)));
            if (from.cash < 0.0) != (to.cash < 0.0) {
                let crossing = from.cash / (from.cash - to.cash);
                corners.push((self.x(from.month) + (self.x(to.month) - self.x(from.month)) * crossing, 0.0));
            }
        }
        corners.extend(self.course.last().map(|last| (self.x(last.month), last.cash.min(0.0))));
        if corners.iter().all(|(_, cash)| *cash >= 0.0) {
            return String::new();
        }
        corners.insert(0, (0.0, 0.0));
        corners.push((self.width, 0.0));
        corners.into_iter().map(|(x, cash)| corner((x, self.y(cash)))).collect::<Vec<_>>().join(" ")
    }

    fn value(&self, events: &[Event]) -> Value {
        let ticks = self
            .scale
            .ticks()
            .map(|(cash, amount)| named([("y", Value::from(tenth(self.y(cash)))), ("amount", Value::from(amount))]));
        let every = self.course.len().div_ceil(NAMED_MONTHS);
        let months =
            self.course.iter().step_by(every).map(|point| {
                named([("x", Value::from(tenth(self.x(point.month)))), ("month", Value::from(point.month))])
            });
        named([
            ("line", Value::from(self.line())),
            ("shortfall", Value::from(self.shortfall())),
            ("zero", Value::from(tenth(self.y(0.0)))),
            ("ticks", Value::from(ticks.collect::<Vec<_>>())),
            ("months", Value::from(months.collect::<Vec<_>>())),
            ("last", self.course.last().map_or_else(Value::none, |last| Value::from(last.month))),
            ("marks", Value::from(self.marks(events))),
        ])
    }

    /// One mark for each month in which something happens.
    fn marks(&self, events: &[Event]) -> Vec<Value> {
        let mut marks = Vec::new();
        for point in &self.course {
            let texts: Vec<&str> =
                events.iter().filter(|event| event.month == point.month).map(|event| event.text.as_str()).collect();
            if !texts.is_empty() {
                marks.push(named([
                    ("x", Value::from(tenth(self.x(point.month)))),
                    ("y", Value::from(tenth(self.y(point.cash)))),
                    ("number", Value::from(marks.len() + 1)),
                    ("month", Value::from(point.month)),
                    ("text", Value::from(texts.join("; "))),
                ]));
            }
        }
        marks
    }
}

/// Round amounts that lie about evenly between the lowest and the highest, zero among them.
#[derive(Debug)]
struct Scale {
    /// 1, 2 or 5.
    lead: i32,
    /// The tens that it is multiplied with.
    tens: i32,
    lowest: i32,
    highest: i32,
}

impl Scale {
    fn over(amounts: impl Iterator<Item = f64>) -> Self {
        let (low, high) = amounts.fold((0.0_f64, 0.0_f64), |(low, high), amount| (low.min(amount), high.max(amount)));
        let range = if high > low { high - low } else { 1.0 };
        let mut tens = whole((range / LINES).log10().floor());
        let lead = match range / LINES / 10_f64.powi(tens) {
            lead if lead <= 1.0 => 1,
            lead if lead <= 2.0 => 2,
            lead if lead <= 5.0 => 5,
            _ => {
                tens += 1;
                1
            }
        };
        let step = f64::from(lead) * 10_f64.powi(tens);
        let lowest = whole((low / step).floor());
        let highest = whole((high / step).ceil()).max(lowest + 1);
        Self { lead, tens, lowest, highest }
    }

    fn at(&self, line: i32) -> f64 {
        f64::from(line * self.lead) * 10_f64.powi(self.tens)
    }

    fn bottom(&self) -> f64 {
        self.at(self.lowest)
    }

    fn top(&self) -> f64 {
        self.at(self.highest)
    }

    /// Each line with its amount as decimal text.
    fn ticks(&self) -> impl Iterator<Item = (f64, String)> {
        (self.lowest..=self.highest).map(|line| (self.at(line), self.text(line * self.lead)))
    }

    fn text(&self, number: i32) -> String {
        match usize::try_from(self.tens) {
            _ if number == 0 => "0".to_owned(),
            Ok(zeros) => format!("{number}{}", "0".repeat(zeros)),
            Err(_) => {
                let places = usize::try_from(-self.tens).unwrap_or_default();
                format!("{:.places$}", f64::from(number) * 10_f64.powi(self.tens))
            }
        }
    }
}

/// A number without decimals that is known to be small.
#[allow(
    clippy::cast_possible_truncation,
    reason = "a cast keeps to the limits, and only places on a page depend on it"
)]
fn whole(number: f64) -> i32 {
    number as i32
}

fn corner((x, y): (f64, f64)) -> String {
    format!("{x:.1},{y:.1}")
}

fn tenth(number: f64) -> String {
    format!("{number:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(cash: &[f64]) -> Chart {
        let points = cash.iter().zip(0..).map(|(cash, month)| Point { month, cash: *cash });
        Chart::new(points.collect(), 100.0, 50.0)
    }

    fn amounts(cash: &[f64]) -> Vec<String> {
        chart(cash).scale.ticks().map(|(_, amount)| amount).collect()
    }

    #[test]
    fn the_lines_are_round_amounts_around_the_course_and_zero() {
        for (cash, expected) in [
            (&[6000.0, -1092.0][..], &["-2000", "0", "2000", "4000", "6000"][..]),
            (&[9060.0, -7248.0], &["-10000", "-5000", "0", "5000", "10000"]),
            (&[400.0, 900.0], &["0", "200", "400", "600", "800", "1000"]),
            (&[0.0, 0.0], &["0", "0.2"]),
            (&[-30.0, -30.0], &["-30", "-20", "-10", "0"]),
            (
                &[3e24, 0.0],
                &["0", "1000000000000000000000000", "2000000000000000000000000", "3000000000000000000000000"],
            ),
        ] {
            assert_eq!(amounts(cash), expected);
        }
    }

    #[test]
    fn the_course_runs_from_edge_to_edge_and_the_shortfall_is_cut_at_zero() {
        let chart = chart(&[100.0, -100.0, 100.0]);
        assert_eq!(chart.line(), "0.0,0.0 50.0,50.0 100.0,0.0");
        assert_eq!(chart.shortfall(), "0.0,25.0 0.0,25.0 25.0,25.0 50.0,50.0 75.0,25.0 100.0,25.0 100.0,25.0");
    }

    #[test]
    fn a_course_that_never_falls_below_zero_has_no_shortfall() {
        assert_eq!(chart(&[100.0, 0.0, 50.0]).shortfall(), "");
    }

    #[test]
    fn events_of_one_month_share_a_mark() {
        let event = |month, text: &str| Event { month, text: text.to_owned() };
        let marks = chart(&[5.0, 1.0, 9.0]).marks(&[event(2, "up"), event(1, "low"), event(1, "first"), event(7, "-")]);
        let texts: Vec<_> = marks.iter().map(|mark| plain(field(mark, "text").unwrap())).collect();
        assert_eq!(texts, ["low; first", "up"]);
    }
}
