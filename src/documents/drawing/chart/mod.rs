//! The cash course as points of a drawing: where its lines run, where zero lies, what is marked; and amounts beside a scale.
//!
//! Only places on the page are worked out here, in tenths of a unit. The amounts that are shown come from the figures.

mod scale;

use super::lettering::{self, width};
use crate::amounts;
use crate::documents::templating::filters::{field, named, plain};
use scale::Scale;
use tera::{Kwargs, State, TeraResult, Value};

/// After how many months one is named below the chart: the first of these with which the names have room.
const NAMED_AFTER: [usize; 4] = [1, 2, 3, 6];

/// The same where none of them leaves room.
const NAMED_YEARLY: usize = 12;

/// The room that the name of a month takes, in sizes of its letters.
const NAME_ROOM: f64 = 4.2;

/// The room between an amount and the line it names, and beside the last month.
const MARGIN: f64 = 14.0;

/// Marks that are nearer to each other than this, in sizes of their letters, would hide each other.
const NEAR: f64 = 1.5;

/// The height of a line of the legend, in sizes of its letters.
const LEADING: f64 = 1.45;

/// The months of the cash course (maps with `month` and `cash`) as a drawing of that `width`, the part with the line being as high as `height`.
///
/// `events` are pairs of a month and a text; those of one month share a mark, and marks are numbered in the order of the
/// months. The drawing ends with the last event, but not before the month `until`. Letters have the `size`, and `month` is the word for a month.
/// `beside` names another amount of the months that runs as a second line. The
/// result is a map, or null where fewer than two months have an amount: `left`, `right`, `zero` (y), `line` (points for a `polyline`), `beside` (the
/// same of the other line, or empty), `shortfall` (points of the area below zero), `ticks` (list of `y`, `text`), `tick_size`, `months` (list of `x`,
/// `month`, `calendar`), `last` (month),
/// `marks` (list of `x`, `y`, `foot` (the y of the line there), `number`, `month`, `text`, `lines`), `legend_height`. The `lines` of a mark have `y`, from the top of the legend, and `text`.
pub(crate) fn charted(months: &Value, kwargs: &Kwargs, state: &State) -> TeraResult<Value> {
    let events = kwargs.get::<&Value>("events")?.map(read_events).unwrap_or_default();
    let until = events.iter().map(|event| event.month).chain(kwargs.get("until")?).max().unwrap_or(i64::MAX);
    let mut course = read_course(months, kwargs.get("beside")?);
    course.retain(|point| point.month <= until);
    if course.len() < 2 {
        return Ok(Value::none());
    }
    let lettering = Lettering {
        size: kwargs.must_get("size")?,
        month: kwargs.must_get::<&str>("month")?.to_owned(),
        currency: currency(state)?,
    };
    Ok(Chart::new(course, kwargs.must_get("width")?, kwargs.must_get("height")?, lettering).value(&events))
}

/// A list of amounts beside a scale of that `height` in a drawing of that `width`, with letters of the `size`: a map with `left`, `right`,
/// `zero` (y), `ticks` (list of `y`, `text`), `tick_size`, and `places` (the y of each amount, in order).
pub(crate) fn scaled(amounts: &Value, kwargs: &Kwargs, state: &State) -> TeraResult<Value> {
    let amounts: Vec<f64> =
        amounts.as_array().unwrap_or_default().iter().map(number).map(Option::unwrap_or_default).collect();
    let size = kwargs.must_get("size")?;
    let (width, height) = (kwargs.must_get("width")?, kwargs.must_get("height")?);
    let axis = Axis::new(Scale::over(amounts.iter().copied()), width, height, size, &currency(state)?);
    let places = Value::from(amounts.iter().map(|amount| tenth(axis.y(*amount))).collect::<Vec<_>>());
    Ok(named(axis.values().into_iter().chain([("places", places)])))
}

/// The currency of the plan.
fn currency(state: &State) -> TeraResult<String> {
    let currency = state.get::<Value>("currency")?.unwrap_or_else(Value::none);
    Ok(plain(&currency).into_owned())
}

fn number(value: &Value) -> Option<f64> {
    plain(value).parse().ok().filter(|number: &f64| number.is_finite())
}

/// The round amounts at the side of a drawing, and where everything lies beside them.
struct Axis {
    scale: Scale,
    /// Where what is drawn begins and ends.
    sides: (f64, f64),
    height: f64,
    tick_size: f64,
    currency: String,
}

impl Axis {
    fn new(scale: Scale, width: f64, height: f64, size: f64, currency: &str) -> Self {
        let widest =
            scale.ticks().map(|(_, amount)| width::of(&amounts::money(&amount, currency), size)).fold(0.0, f64::max);
        // Amounts of very many digits are written smaller, so that what is drawn keeps its room.
        let taken = widest.min(width / 3.0);
        let tick_size = if widest > taken { size * taken / widest } else { size };
        Self { scale, sides: (taken + MARGIN, width - MARGIN), height, tick_size, currency: currency.to_owned() }
    }

    fn y(&self, amount: f64) -> f64 {
        (self.scale.top() - amount) / (self.scale.top() - self.scale.bottom()) * self.height
    }

    fn values(&self) -> [(&'static str, Value); 5] {
        let tick = |(amount, digits): (f64, String)| {
            let text = amounts::money(&digits, &self.currency);
            named([("y", tenth(self.y(amount))), ("text", Value::from(text))])
        };
        [
            ("left", tenth(self.sides.0)),
            ("right", tenth(self.sides.1)),
            ("zero", tenth(self.y(0.0))),
            ("ticks", Value::from(self.scale.ticks().map(tick).collect::<Vec<_>>())),
            ("tick_size", tenth(self.tick_size)),
        ]
    }
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
    /// Its place in the year, if that is known.
    calendar: Option<i64>,
    cash: f64,
    /// The other amount that is drawn.
    beside: Option<f64>,
}

/// Something that happens in a month.
#[derive(Debug)]
struct Event {
    month: i64,
    text: String,
}

fn read_course(months: &Value, beside: Option<&str>) -> Vec<Point> {
    let point = |value: &Value| {
        Some(Point {
            month: field(value, "month")?.as_i64()?,
            calendar: field(value, "calendar").and_then(Value::as_i64),
            cash: number(field(value, "cash")?)?,
            beside: beside.and_then(|name| number(field(value, name)?)),
        })
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
    axis: Axis,
    lettering: Lettering,
}

impl Chart {
    fn new(course: Vec<Point>, width: f64, height: f64, lettering: Lettering) -> Self {
        let scale = Scale::over(course.iter().flat_map(|point| [point.cash, point.beside.unwrap_or(point.cash)]));
        let axis = Axis::new(scale, width, height, lettering.size, &lettering.currency);
        Self { course, axis, lettering }
    }

    fn x(&self, month: i64) -> f64 {
        let month_at = |point: Option<&Point>| point.map_or(0, |point| point.month);
        let (first, last) = (month_at(self.course.first()), month_at(self.course.last()));
        let part = |month: i64| f64::from(i32::try_from(month - first).unwrap_or(i32::MAX));
        let (left, right) = self.axis.sides;
        left + part(month) / part(last).max(1.0) * (right - left)
    }

    fn y(&self, cash: f64) -> f64 {
        self.axis.y(cash)
    }

    /// The points of the line that one of the amounts runs along.
    fn line(&self, amount: impl Fn(&Point) -> Option<f64>) -> String {
        let points = self.course.iter().filter_map(|point| Some((self.x(point.month), self.y(amount(point)?))));
        points.map(corner).collect::<Vec<_>>().join(" ")
    }

    /// After how many months one is named.
    fn named_after(&self) -> usize {
        let (left, right) = self.axis.sides;
        let room = self.lettering.size * NAME_ROOM;
        let of = |every: usize| self.course.len().div_ceil(every);
        let fits = |every: &&usize| (right - left) / f64::from(u32::try_from(of(**every)).unwrap_or(u32::MAX)) >= room;
        NAMED_AFTER.iter().find(fits).copied().unwrap_or(NAMED_YEARLY)
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
        let (left, right) = self.axis.sides;
        corners.insert(0, (left, 0.0));
        corners.push((right, 0.0));
        corners.into_iter().map(|(x, cash)| corner((x, self.y(cash)))).collect::<Vec<_>>().join(" ")
    }

    fn value(&self, events: &[Event]) -> Value {
        let month = |point: &Point| {
            let calendar = point.calendar.map_or_else(Value::none, Value::from);
            let month = Value::from(point.month);
            named([("x", tenth(self.x(point.month))), ("month", month), ("calendar", calendar)])
        };
        let months = self.course.iter().step_by(self.named_after()).map(month);
        let (marks, legend_height) = self.marks(events);
        named(self.axis.values().into_iter().chain([
            ("line", Value::from(self.line(|point| Some(point.cash)))),
            ("beside", Value::from(self.line(|point| point.beside))),
            ("shortfall", Value::from(self.shortfall())),
            ("months", Value::from(months.collect::<Vec<_>>())),
            ("last", self.course.last().map_or_else(Value::none, |last| Value::from(last.month))),
            ("marks", Value::from(marks)),
            ("legend_height", tenth(legend_height)),
        ]))
    }

    /// One mark for each month in which something happens, and the height of the legend.
    fn marks(&self, events: &[Event]) -> (Vec<Value>, f64) {
        let (mut marks, mut height) = (Vec::new(), 0.0);
        let near = NEAR * self.lettering.size;
        let mut before = (f64::NEG_INFINITY, 0.0);
        for point in &self.course {
            let texts: Vec<&str> =
                events.iter().filter(|event| event.month == point.month).map(|event| event.text.as_str()).collect();
            if texts.is_empty() {
                continue;
            }
            let text = texts.join("; ");
            let lines = self.legend(&format!("{} {}: {text}", self.lettering.month, point.month), &mut height);
            let (x, mut y) = (self.x(point.month), self.y(point.cash));
            if x - before.0 < near && f64::abs(y - before.1) < near {
                // It stands above the one before, or where there is no room, below.
                y = if before.1 < near { before.1 + near } else { before.1 - near };
            }
            before = (x, y);
            marks.push(named([
                ("x", tenth(x)),
                ("y", tenth(y)),
                ("foot", tenth(self.y(point.cash))),
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
        for line in lettering::wrapped(text, self.axis.sides.1 - 2.0 * size, size) {
            lines.push(named([("y", tenth(*height + size)), ("text", Value::from(line))]));
            *height += size * LEADING;
        }
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
        let points = cash.iter().zip(0..).map(|(cash, month)| point(month, *cash));
        let lettering = Lettering { size: 10.0, month: "Month".to_owned(), currency: String::new() };
        let mut chart = Chart::new(points.collect(), 100.0, 50.0, lettering);
        chart.axis.sides = (0.0, 100.0);
        chart
    }

    fn point(month: i64, cash: f64) -> Point {
        Point { month, calendar: None, cash, beside: None }
    }

    #[test]
    fn the_course_runs_from_edge_to_edge_and_the_shortfall_is_cut_at_zero() {
        let chart = chart(&[100.0, -100.0, 100.0]);
        assert_eq!(chart.line(|point| Some(point.cash)), "0.0,0.0 50.0,50.0 100.0,0.0");
        assert_eq!(chart.shortfall(), "0.0,25.0 0.0,25.0 25.0,25.0 50.0,50.0 75.0,25.0 100.0,25.0 100.0,25.0");
    }

    #[test]
    fn another_course_runs_beside_it_under_one_scale() {
        let beside = |month, cash, beside| Point { beside: Some(beside), ..point(month, cash) };
        let lettering = Lettering { size: 1.0, month: String::new(), currency: String::new() };
        let mut chart = Chart::new(vec![beside(0, 100.0, 0.0), beside(1, 0.0, -100.0)], 100.0, 50.0, lettering);
        chart.axis.sides = (0.0, 100.0);
        assert_eq!(chart.line(|point| Some(point.cash)), "0.0,0.0 100.0,25.0");
        assert_eq!(chart.line(|point| point.beside), "0.0,25.0 100.0,50.0");
        assert_eq!(super::tests::chart(&[1.0, 2.0]).line(|point| point.beside), "");
    }

    #[test]
    fn months_are_named_as_often_as_they_have_room() {
        for (months, every) in [(2, 1), (10, 1), (25, 3), (37, 6), (61, 6), (200, 12)] {
            let mut chart = chart(&vec![1.0; months]);
            chart.axis.sides = (0.0, 500.0);
            assert_eq!(chart.named_after(), every, "{months}");
        }
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
        assert!(height >= 2.0 * 10.0 * LEADING);
    }

    #[test]
    fn marks_of_neighbouring_months_do_not_hide_each_other() {
        let event = |month| Event { month, text: "-".to_owned() };
        let mut course = vec![100.0; 40];
        course[39] = 0.0;
        let (marks, _) = chart(&course).marks(&[event(1), event(2), event(20)]);
        let heights: Vec<_> = marks.iter().map(|mark| plain(field(mark, "y").unwrap()).into_owned()).collect();
        assert_eq!(heights, ["0.0", "15.0", "0.0"]);
    }

    #[test]
    fn amounts_have_the_room_that_they_need_and_never_more_than_a_third() {
        for (highest, size) in [(1e3, 10.0), (3e24, 5.0)] {
            let lettering = Lettering { size: 10.0, month: String::new(), currency: "EUR".to_owned() };
            let points = vec![point(0, 0.0), point(1, highest)];
            let chart = Chart::new(points, 300.0, 50.0, lettering);
            assert!(chart.axis.tick_size <= size, "{highest}: {}", chart.axis.tick_size);
            assert!(chart.axis.sides.0 <= 100.0 + MARGIN + 0.01, "{highest}: {:?}", chart.axis.sides);
        }
    }
}
