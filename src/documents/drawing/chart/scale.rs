//! The round amounts beside a chart.

/// About how many lines of amounts cross the chart.
const LINES: f64 = 5.0;

/// Round amounts that lie about evenly between the lowest and the highest, zero among them.
#[derive(Debug)]
pub(crate) struct Scale {
    /// 1, 2 or 5.
    lead: i32,
    /// The tens that it is multiplied with.
    tens: i32,
    lowest: i32,
    highest: i32,
}

impl Scale {
    pub(crate) fn over(amounts: impl Iterator<Item = f64>) -> Self {
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

    pub(crate) fn bottom(&self) -> f64 {
        self.at(self.lowest)
    }

    pub(crate) fn top(&self) -> f64 {
        self.at(self.highest)
    }

    /// Each line with its amount as decimal text.
    pub(crate) fn ticks(&self) -> impl Iterator<Item = (f64, String)> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn amounts(cash: &[f64]) -> Vec<String> {
        Scale::over(cash.iter().copied()).ticks().map(|(_, amount)| amount).collect()
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
}
