//! The cash course as points of a drawing: where the line runs, where zero lies, what is marked.
//!
//! Only places on the page are worked out here, in tenths of a unit. The amounts that are shown come from the figures.

mod scale;

use super::lettering::{self, width};
use crate::amounts;
use crate::documents::templating::filters::{field, named, plain};
use scale::Scale;
use tera::{Kwargs, State, TeraResult, Value};

/// About how many months are named below the chart.
const NAMED_MONTHS: usize = 7;

/// The room between an amount and the line it names, and beside the last month.
const MARGIN: f64 = 14.0;

/// The height of a line of the legend, in sizes of its letters.
const LEADING: f64 = 1.45;

/// The months of the cash course (maps with `month` and `cash`) as a drawing of that `width`, the part with the line being as high as `height`.
///
/// `events` are pairs of a month and a text; those of one month share a mark, and marks are numbered in the order of the
/// months. The drawing ends with the last event, but not before the month `until`. Letters have the `size`, and `month` is the word for a month. The
/// result is a map, or null where fewer than two months have an amount: `left`, `right`, `zero` (y), `line` (points for a `polyline`),
/// `shortfall` (points of the area below zero), `ticks` (list of `y`, `text`), `tick_size`, `months` (list of `x`, `month`), `last` (month),
/// `marks` (list of `x`, `y`, `number`, `month`, `text`, `lines`), `legend_height`. The `lines` of a mark have `y`, from the top of the legend, and `text`.
pub(crate) fn charted(months: &Value, kwargs: &Kwargs, state: &State) -> TeraResult<Value> {
    let events = kwargs.get::<&Value>("events")?.map(read_events).unwrap_or_default();
    let until = events.iter().map(|event| event.month).chain(kwargs.get("until")?).max().unwrap_or(i64::MAX);
    let mut course = read_course(months);
    course.retain(|point| point.month <= until);
    if course.len() < 2 {
        return Ok(Value::none());
    }
    let currency = state.get::<Value>("currency")?.unwrap_or_else(Value::none);
    let lettering = Lettering {
        size: kwargs.must_get("size")?,
        month: kwargs.must_get::<&str>("month")?.to_owned(),
        currency: plain(&currency).into_owned(),
    };
    Ok(Chart::new(course, kwargs.must_get("width")?, kwargs.must_get("height")?, lettering).value(&events))
}

/// How the words and amounts of a chart are written.
struct Lettering {
    size: f64,
    month: String,
    currency: String,
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
    /// Where the line begins and ends.
    sides: (f64, f64),
    height: f64,
    scale: Scale,
    lettering: Lettering,
    tick_size: f64,
}

impl Chart {
    fn new(course: Vec<Point>, width: f64, height: f64, lettering: Lettering) -> Self {
        let scale = Scale::over(course.iter().map(|point| point.cash));
        let label = |(_, amount): (f64, String)| amounts::money(&amount, &lettering.currency);
        let widest = scale.ticks().map(|tick| width::of(&label(tick), lettering.size)).fold(0.0, f64::max);
        // Amounts of very many digits are written smaller, so that the line keeps its room.
        let taken = widest.min(width / 3.0);
        let tick_size = if widest > taken { lettering.size * taken / widest } else { lettering.size };
        Self { course, sides: (taken + MARGIN, width - MARGIN), height, scale, lettering, tick_size }
    }

    fn x(&self, month: i64) -> f64 {
        let month_at = |point: Option<&Point>| point.map_or(0, |point| point.month);
        let (first, last) = (month_at(self.course.first()), month_at(self.course.last()));
        let part = |month: i64| f64::from(i32::try_from(month - first).unwrap_or(i32::MAX));
        self.sides.0 + part(month) / part(last).max(1.0) * (self.sides.1 - self.sides.0)
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
        corners.insert(0, (self.sides.0, 0.0));
        corners.push((self.sides.1, 0.0));
        corners.into_iter().map(|(x, cash)| corner((x, self.y(cash)))).collect::<Vec<_>>().join(" ")
    }

    fn value(&self, events: &[Event]) -> Value {
        let tick = |(cash, amount): (f64, String)| {
            let text = amounts::money(&amount, &self.lettering.currency);
            named([("y", tenth(self.y(cash))), ("text", Value::from(text))])
        };
        let every = self.course.len().div_ceil(NAMED_MONTHS);
        let month = |point: &Point| named([("x", tenth(self.x(point.month))), ("month", Value::from(point.month))]);
        let (marks, legend_height) = self.marks(events);
        named([
            ("left", tenth(self.sides.0)),
            ("right", tenth(self.sides.1)),
            ("line", Value::from(self.line())),
            ("shortfall", Value::from(self.shortfall())),
            ("zero", tenth(self.y(0.0))),
            ("ticks", Value::from(self.scale.ticks().map(tick).collect::<Vec<_>>())),
            ("tick_size", tenth(self.tick_size)),
            ("months", Value::from(self.course.iter().step_by(every).map(month).collect::<Vec<_>>())),
            ("last", self.course.last().map_or_else(Value::none, |last| Value::from(last.month))),
            ("marks", Value::from(marks)),
            ("legend_height", tenth(legend_height)),
        ])
    }

    /// One mark for each month in which something happens, and the height of the legend.
    fn marks(&self, events: &[Event]) -> (Vec<Value>, f64) {
        let (mut marks, mut height) = (Vec::new(), 0.0);
        for point in &self.course {
            let texts: Vec<&str> =
                events.iter().filter(|event| event.month == point.month).map(|event| event.text.as_str()).collect();
            if texts.is_empty() {
                continue;
            }
            let text = texts.join("; ");
            let lines = self.legend(&format!("{} {}: {text}", self.lettering.month, point.month), &mut height);
            marks.push(named([
                ("x", tenth(self.x(point.month))),
                ("y", tenth(self.y(point.cash))),
                ("number", Value::from(marks.len() + 1)),
                ("month", Value::from(point.month)),
                ("text", Value::from(text)),
                ("lines", Value::from(lines)),
            ]));
        }
        (marks, height)
    }

    /// The lines of a text of the legend, which begins at that height.
    fn legend(&self, text: &str, height: &mut f64) -> Vec<Value> {
        let size = self.lettering.size;
        let mut lines = Vec::new();
        for line in lettering::wrapped(text, self.sides.1 - self.sides.0 - 2.0 * size, size) {
            lines.push(named([("y", tenth(*height + size)), ("text", Value::from(line))]));
            *height += size * LEADING;
        }
        *height += size * (LEADING - 1.0);
        lines
    }
}

fn corner((x, y): (f64, f64)) -> String {
    format!("{x:.1},{y:.1}")
}

fn tenth(number: f64) -> Value {
    Value::from(format!("{number:.1}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(cash: &[f64]) -> Chart {
        let points = cash.iter().zip(0..).map(|(cash, month)| Point { month, cash: *cash });
        let lettering = Lettering { size: 10.0, month: "Month".to_owned(), currency: String::new() };
        let mut chart = Chart::new(points.collect(), 100.0, 50.0, lettering);
        chart.sides = (0.0, 100.0);
        chart
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
        let events = [event(2, "up"), event(1, "low"), event(1, "first"), event(7, "-")];
        let (marks, height) = chart(&[5.0, 1.0, 9.0]).marks(&events);
        let texts: Vec<_> = marks.iter().map(|mark| plain(field(mark, "text").unwrap())).collect();
        assert_eq!(texts, ["low; first", "up"]);
        assert!(height > 2.0 * 10.0 * LEADING);
    }

    #[test]
    fn amounts_have_the_room_that_they_need_and_never_more_than_a_third() {
        for (highest, size) in [(1e3, 10.0), (3e24, 5.0)] {
            let lettering = Lettering { size: 10.0, month: String::new(), currency: "EUR".to_owned() };
            let points = vec![Point { month: 0, cash: 0.0 }, Point { month: 1, cash: highest }];
            let chart = Chart::new(points, 300.0, 50.0, lettering);
            assert!(chart.tick_size <= size, "{highest}: {}", chart.tick_size);
            assert!(chart.sides.0 <= 100.0 + MARGIN + 0.01, "{highest}: {:?}", chart.sides);
        }
    }
}
