//! What is usual among many ventures, without telling anything of one of them.
//!
//! Nothing is worked out of fewer than five; numbers are told as the band in which they lie, counts in fives, and only
//! quartiles and medians, never the least or the most. Groups are told only where what is left of the whole without them is
//! nobody or five as well, since otherwise the whole less the groups would tell what few said. That it is always all plans
//! keeps two tables from being held against each other.

use super::column::{Heading, OWN_COLUMNS};
use super::measure::Value;
use super::table::{Row, Table};
use crate::amounts;
use crate::bank::{ColumnKind, Severity};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeMap;

/// As many ventures stand behind everything that is told.
pub const FEWEST: usize = 5;

/// What is usual.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Benchmarks {
    /// At least as many ventures agreed to be counted, a multiple of five.
    pub ventures: usize,
    /// The currency of all amounts; empty where none has five ventures.
    pub currency: String,
    /// The middle half of each number.
    pub ranges: Vec<Range>,
    /// How many have something.
    pub shares: Vec<Share>,
}

/// Where the middle half of a number lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// What is counted, such as the title of the column.
    pub title: String,
    /// The group of ventures, as the key of a choice; none for all.
    pub group: Option<String>,
    /// At least as many ventures, a multiple of five.
    pub ventures: usize,
    /// The band of the lower quartile, of the median, and of the upper quartile.
    pub quartiles: [String; 3],
}

/// About how many have something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// What it is a part of.
    pub title: String,
    /// What they have.
    pub what: String,
    /// To ten percent.
    pub percent: i64,
}

/// Several small groups together.
const OTHERS: &str = "others";

/// What is usual among the plans whose founders agreed; none where these are fewer than five. `by` is the id of a column
/// whose words group them.
#[must_use]
pub fn benchmarks(table: &Table, by: Option<&str>) -> Option<Benchmarks> {
    let rows: Vec<&Row> = table.rows.iter().filter(|row| !row.is_unreadable && row.consent == Some(true)).collect();
    if rows.len() < FEWEST {
        return None;
    }
    let all = Ventures { table, rows };
    let currency = all.currency();
    let groups = by.map(|by| all.groups(by)).unwrap_or_default();
    let mut found = Benchmarks { ventures: fives(all.rows.len()), ..Benchmarks::default() };
    for heading in table.headings.iter().filter(|heading| !heading.on_request && is_counted(heading)) {
        match heading.kind {
            ColumnKind::Number | ColumnKind::Money | ColumnKind::Percent => {
                found.ranges.extend(all.ranges(heading, &currency, &groups));
            }
            ColumnKind::YesNo | ColumnKind::Choice => found.shares.extend(all.shares(heading)),
            ColumnKind::Text | ColumnKind::Date => {}
        }
    }
    found.shares.extend(all.findings());
    found.currency = currency;
    Some(found)
}

/// Of the columns that every bank has, the parts of the score and the findings.
fn is_counted(heading: &Heading) -> bool {
    let is_own = OWN_COLUMNS.iter().any(|own| own.id == heading.id);
    !is_own
        || ["completeness", "consistency", "evidence", "readiness", "gaps", "warnings"].contains(&heading.id.as_str())
}

struct Ventures<'t> {
    table: &'t Table,
    rows: Vec<&'t Row>,
}

impl<'t> Ventures<'t> {
    /// The currency of most of them.
    fn currency(&self) -> String {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for code in self.rows.iter().map(|row| self.table.words(row, "currency")).filter(|code| !code.is_empty()) {
            *counts.entry(code).or_default() += 1;
        }
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        most.filter(|(_, count)| *count >= FEWEST).map(|(code, _)| code.to_owned()).unwrap_or_default()
    }

    /// The groups by the words of a column, none of them small.
    fn groups(&self, by: &str) -> Vec<(String, Vec<&'t Row>)> {
        let mut groups: BTreeMap<String, Vec<&'t Row>> = BTreeMap::new();
        for row in &self.rows {
            groups.entry(self.table.words(row, by).to_owned()).or_default().push(row);
        }
        merged(
            groups
                .into_iter()
                .map(|(key, rows)| (if key.is_empty() { "not said".to_owned() } else { key }, rows))
                .collect(),
        )
    }

    /// The range of a number among all, and in each group if no group has fewer than five of it.
    fn ranges(&self, heading: &Heading, currency: &str, groups: &[(String, Vec<&Row>)]) -> Vec<Range> {
        let numbers = |rows: &[&Row]| {
            let own = rows.iter().filter(|row| {
                heading.kind != ColumnKind::Money
                    || !currency.is_empty() && self.table.words(row, "currency") == currency
            });
            let numbers = own.filter_map(|row| match self.table.cell(row, &heading.id)? {
                // What leaves something out is no number to compare with.
                cell if cell.is_partial => None,
                cell => match cell.value {
                    Value::Number(number) => Some(number),
                    _ => None,
                },
            });
            numbers.collect::<Vec<Decimal>>()
        };
        let range = |group: Option<&str>, mut numbers: Vec<Decimal>| {
            numbers.sort();
            let quartiles = [25, 50, 75].map(|part| band(quantile(&numbers, part), heading, currency));
            Range {
                title: heading.title.clone(),
                group: group.map(str::to_owned),
                ventures: fives(numbers.len()),
                quartiles,
            }
        };
        let all = numbers(&self.rows);
        if all.len() < FEWEST {
            return Vec::new();
        }
        let mut ranges = vec![range(None, all)];
        let each: Vec<(&str, Vec<Decimal>)> = groups.iter().map(|(key, rows)| (key.as_str(), numbers(rows))).collect();
        if each.len() > 1 && each.iter().all(|(_, numbers)| numbers.is_empty() || numbers.len() >= FEWEST) {
            let told = each.into_iter().filter(|(_, numbers)| !numbers.is_empty());
            ranges.extend(told.map(|(group, numbers)| range(Some(group), numbers)));
        }
        ranges
    }

    /// How many have which word of a column.
    fn shares(&self, heading: &Heading) -> Vec<Share> {
        let mut groups: BTreeMap<String, Vec<&'t Row>> = BTreeMap::new();
        for row in &self.rows {
            let words = match self.table.cell(row, &heading.id).map(|cell| &cell.value) {
                Some(Value::Words(words)) => words.clone(),
                Some(Value::Truth(truth)) => if *truth { "yes" } else { "no" }.to_owned(),
                _ => continue,
            };
            groups.entry(words).or_default().push(row);
        }
        let counted: usize = groups.values().map(Vec::len).sum();
        let groups = merged(groups.into_iter().collect());
        if groups.len() < 2 {
            return Vec::new();
        }
        let share = |(what, rows): (String, Vec<&Row>)| Share {
            title: heading.title.clone(),
            what,
            percent: tens(rows.len(), counted),
        };
        groups.into_iter().map(share).collect()
    }

    /// How many have which finding, where neither they nor the others are few.
    fn findings(&self) -> Vec<Share> {
        let mut rules: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
        for row in &self.rows {
            let mut own: Vec<(Severity, &str)> =
                row.found.iter().map(|found| (found.severity, found.rule.as_str())).collect();
            own.sort_unstable();
            own.dedup();
            for rule in own.into_iter().filter(|(severity, _)| *severity != Severity::Hint) {
                *rules.entry(rule).or_default() += 1;
            }
        }
        let mut rules: Vec<_> =
            rules.into_iter().filter(|(_, count)| *count >= FEWEST && self.rows.len() - count >= FEWEST).collect();
        rules.sort_by_key(|(rule, count)| (std::cmp::Reverse(*count), *rule));
        let share = |((severity, rule), count): ((Severity, &str), usize)| Share {
            title: format!("{} found", severity.name()),
            what: rule.to_owned(),
            percent: tens(count, self.rows.len()),
        };
        rules.into_iter().map(share).collect()
    }
}

/// Groups of five or more. Small ones are put together, with the next larger ones until they are five.
fn merged<T>(mut groups: Vec<(String, Vec<T>)>) -> Vec<(String, Vec<T>)> {
    groups.sort_by_key(|(_, rows)| std::cmp::Reverse(rows.len()));
    let mut others: Vec<T> = Vec::new();
    while groups.last().is_some_and(|(_, rows)| rows.len() < FEWEST || !others.is_empty() && others.len() < FEWEST) {
        let Some((_, rows)) = groups.pop() else { break };
        others.extend(rows);
    }
    if others.len() >= FEWEST {
        groups.push((OTHERS.to_owned(), others));
    } else if !others.is_empty() {
        groups.clear();
    }
    groups
}

/// The greatest multiple of five that is not greater.
fn fives(count: usize) -> usize {
    count / FEWEST * FEWEST
}

fn tens(part: usize, whole: usize) -> i64 {
    let tenths = Decimal::from(part * 10) / Decimal::from(whole.max(1));
    tenths.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).to_i64().unwrap_or_default() * 10
}

/// The number below which that many percent of sorted numbers lie, between two of them where it falls between.
fn quantile(sorted: &[Decimal], percent: usize) -> Decimal {
    let place = percent * sorted.len().saturating_sub(1);
    let at = |place: usize| sorted.get(place).copied().unwrap_or_default();
    let (low, high) = (at(place / 100), at((place / 100 + 1).min(sorted.len().saturating_sub(1))));
    low + (high - low) * Decimal::from(place % 100) / Decimal::ONE_HUNDRED
}

/// The band in which a number lies: by tens for parts of a hundred, else from 1, 2 or 5 to the next of these, and so on.
fn band(number: Decimal, heading: &Heading, currency: &str) -> String {
    let of_hundred = heading.kind == ColumnKind::Percent || heading.unit.as_deref() == Some("of 100");
    let shown = |number: Decimal| match heading.kind {
        ColumnKind::Money => amounts::money(&number.normalize().to_string(), currency),
        _ => amounts::number(&number.normalize().to_string()),
    };
    if number.is_zero() && !of_hundred {
        return "0".to_owned();
    }
    let size = number.abs();
    let (low, high) = if of_hundred {
        let low = (size / Decimal::TEN).floor().min(Decimal::from(9)) * Decimal::TEN;
        (low, low + Decimal::TEN)
    } else {
        steps(size)
    };
    if number.is_sign_negative() && !number.is_zero() {
        format!("{} to {}", shown(-high), shown(-low))
    } else {
        format!("{} to {}", shown(low), shown(high))
    }
}

/// The two of 0, 1, 2, 5, 10, 20, 50 and so on between which a size lies.
fn steps(size: Decimal) -> (Decimal, Decimal) {
    let mut low = Decimal::ZERO;
    let mut ten = Decimal::ONE;
    for _ in 0..20 {
        for step in [1, 2, 5] {
            let high = ten * Decimal::from(step);
            if size < high {
                return (low, high);
            }
            low = high;
        }
        ten *= Decimal::TEN;
    }
    (low, low)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cohort::{Cell, Found, own_headings};

    /// Plans that each have a stage, an amount and perhaps a finding.
    fn table(plans: &[(&str, Option<i64>, bool)]) -> Table {
        let mut headings = own_headings();
        let heading = |id: &str, kind| Heading {
            id: id.to_owned(),
            title: id.to_owned(),
            short: id.to_owned(),
            kind,
            unit: None,
            about: None,
            on_request: false,
        };
        headings.push(heading("stage", ColumnKind::Choice));
        headings.push(heading("income", ColumnKind::Money));
        let mut table = Table::new(headings);
        for (stage, income, has_gap) in plans {
            let mut row = Row { consent: Some(true), ..Row::default() };
            row.cells.resize(table.headings.len(), Cell::default());
            for (id, value) in [
                ("stage", Value::Words((*stage).to_owned())),
                ("income", income.map_or(Value::Nothing, |income| Value::Number(income.into()))),
                ("currency", Value::Words("EUR".to_owned())),
            ] {
                let place = table.place(id).unwrap();
                row.cells[place].value = value;
            }
            if *has_gap {
                row.found.push(Found {
                    rule: "a-gap".to_owned(),
                    severity: Severity::Gap,
                    message: String::new(),
                    is_waived: false,
                });
            }
            table.rows.push(row);
        }
        table
    }

    fn many(count: usize, stage: &'static str) -> Vec<(&'static str, Option<i64>, bool)> {
        (0..count).map(|number| (stage, Some(1000 + 137 * i64::try_from(number).unwrap()), false)).collect()
    }

    #[test]
    fn fewer_than_five_tell_nothing() {
        assert_eq!(benchmarks(&table(&many(4, "idea")), None), None);
        assert!(benchmarks(&table(&many(5, "idea")), None).is_some());
        let mut silent = table(&many(9, "idea"));
        silent.rows.iter_mut().skip(4).for_each(|row| row.consent = None);
        assert_eq!(benchmarks(&silent, None), None, "only who agreed counts");
    }

    #[test]
    fn numbers_are_told_in_bands_and_counts_in_fives() {
        let found = benchmarks(&table(&many(9, "idea")), Some("stage")).unwrap();
        assert_eq!((found.ventures, found.currency.as_str()), (5, "EUR"));
        assert_eq!(found.ranges.len(), 1, "{found:#?}");
        assert_eq!(found.ranges[0].quartiles, ["€1,000 to €2,000"; 3]);
        assert_eq!(found.ranges[0].ventures, 5);
    }

    #[test]
    fn small_groups_are_put_together_until_they_are_five() {
        let sizes = |sizes: &[usize]| {
            let groups = sizes.iter().map(|size| (size.to_string(), vec![(); *size])).collect();
            merged(groups).into_iter().map(|(name, rows)| (name, rows.len())).collect::<Vec<_>>()
        };
        let group = |name: &str, size: usize| (name.to_owned(), size);
        assert_eq!(sizes(&[10, 7]), [group("10", 10), group("7", 7)]);
        assert_eq!(sizes(&[10, 4, 3]), [group("10", 10), group("others", 7)]);
        // The two would be told by the whole less the groups.
        assert_eq!(sizes(&[10, 7, 2]), [group("10", 10), group("others", 9)]);
        assert_eq!(sizes(&[6, 2]), [group("others", 8)]);
        assert_eq!(sizes(&[2, 2]), []);
    }

    /// Whoever holds the whole against the groups finds no fewer than five left.
    #[test]
    fn the_whole_less_its_groups_is_nobody_or_five() {
        for small in 1..FEWEST {
            let mut plans = many(8, "idea");
            plans.extend(many(7, "sales"));
            // Some of the second group have no amount: fewer than five, or as many as leave fewer than five.
            plans.iter_mut().skip(8).take(7 - small).for_each(|(_, income, _)| *income = None);
            let found = benchmarks(&table(&plans), Some("stage")).unwrap();
            assert!(found.ranges.iter().all(|range| range.group.is_none()), "{small}: {found:#?}");
        }
        let found = benchmarks(&table(&[many(8, "idea"), many(7, "sales")].concat()), Some("stage")).unwrap();
        assert_eq!(found.ranges.len(), 3, "{found:#?}");
    }

    #[test]
    fn a_finding_of_few_or_of_nearly_all_is_not_told() {
        for gaps in 0..=15 {
            let mut plans = many(15, "idea");
            plans.iter_mut().take(gaps).for_each(|(.., has_gap)| *has_gap = true);
            let told = benchmarks(&table(&plans), None).unwrap().shares.iter().any(|share| share.what == "a-gap");
            assert_eq!(told, (5..=10).contains(&gaps), "{gaps}");
        }
    }

    #[test]
    fn bands() {
        let heading = |kind| Heading { kind, ..table(&[]).headings[0].clone() };
        for (number, kind, expected) in [
            ("0", ColumnKind::Number, "0"),
            ("0.4", ColumnKind::Number, "0 to 1"),
            ("14", ColumnKind::Number, "10 to 20"),
            ("50", ColumnKind::Number, "50 to 100"),
            ("1234.5", ColumnKind::Money, "€1,000 to €2,000"),
            ("-4999", ColumnKind::Money, "−€5,000 to −€2,000"),
            ("0", ColumnKind::Percent, "0 to 10"),
            ("100", ColumnKind::Percent, "90 to 100"),
        ] {
            assert_eq!(band(number.parse().unwrap(), &heading(kind), "EUR"), expected, "{number}");
        }
    }

    #[test]
    fn quantiles_lie_between_two_numbers() {
        let numbers: Vec<Decimal> = [1, 2, 3, 4].map(Decimal::from).to_vec();
        let found = [25, 50, 75].map(|part| quantile(&numbers, part).to_string());
        assert_eq!(found, ["1.75", "2.50", "3.25"]);
        assert_eq!(quantile(&[], 50), Decimal::ZERO);
    }
}
