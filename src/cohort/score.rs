//! How ready a plan is: three parts that are always shown, and one number made of them, which cannot be high while
//! something that matters is missing. It is about the document, never about the people.

use crate::bank::{Bank, Depth, Severity};
use crate::checks::Report;
use crate::diagnostic::Diagnostic;
use crate::expression::{EvaluationProblem, Scope};
use crate::fact::Fact;
use crate::facts::{Facts, Point};
use crate::plan::State;
use crate::words;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeMap;

/// What is said wherever the number stands.
pub const READINESS_NOTE: &str = "Readiness describes this document, not the venture's chances or the people.";

/// How much levels of evidence, from 0 to 4, count, in percent.
const LEVELS: [i64; 5] = [0, 20, 40, 70, 100];

/// The most that evidence counts where too little is named that the plan rests on.
const THIN: i64 = 30;

/// How ready a plan is. Every part is from 0 to 100.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// How much of what applies is answered.
    pub completeness: Decimal,
    /// How much holds together.
    pub consistency: Decimal,
    /// How well what the plan rests on is supported, as the founders say; none where the bank does not say what that is.
    pub evidence: Option<Decimal>,
    /// The same, counting only what reviewers have confirmed.
    pub confirmed: Option<Decimal>,
    /// The number made of them; none without evidence.
    pub readiness: Option<i64>,
    /// What keeps the number down, the lowest first.
    pub caps: Vec<Cap>,
    /// What would raise it most, the most first.
    pub advice: Vec<Advice>,
}

/// The most that a plan can have while something is so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cap {
    /// The most.
    pub at: i64,
    /// While what is so, as a clause.
    pub because: String,
}

/// What would raise the number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// By how much; 0 where something else keeps it down as well.
    pub gain: i64,
    /// What to do.
    pub what: String,
}

/// The score of a plan, over facts that hold the figures, and the report of all checks of its phase. `confirmed` holds
/// the levels that reviewers saw, by the id of the entry.
///
/// # Errors
/// What the bank says about readiness gives no answer.
pub fn score(
    bank: &Bank,
    facts: &Facts<'_>,
    report: &Report,
    confirmed: &BTreeMap<String, usize>,
) -> Result<Score, Box<Diagnostic>> {
    let basis = Basis::new(bank, facts, report, confirmed).map_err(|problem| {
        let help = "the bank has to be mended; `canvass bank check` tells more";
        Box::new(problem.diagnostic("no-value", "`[readiness]` gives no answer").help(help))
    })?;
    Ok(basis.score())
}

/// What a score is made of.
#[derive(Clone, Debug, Default)]
struct Basis {
    /// The weights of what applies, and of what is answered of it.
    weights: Decimal,
    answered: Decimal,
    required_open: usize,
    rules: Vec<Rule>,
    has_entries: bool,
    beliefs: Option<Vec<Belief>>,
    thin: Option<String>,
    gaps: usize,
    worst: usize,
}

#[derive(Clone, Debug)]
struct Rule {
    weight: Decimal,
    failing: Decimal,
    is_gap: bool,
    findings: usize,
}

#[derive(Clone, Debug)]
struct Belief {
    title: String,
    importance: Decimal,
    level: usize,
    confirmed: Option<usize>,
}

impl Basis {
    fn new(
        bank: &Bank,
        facts: &Facts<'_>,
        report: &Report,
        confirmed: &BTreeMap<String, usize>,
    ) -> Result<Self, EvaluationProblem> {
        let scope = facts.scope();
        let mut basis = Self {
            has_entries: facts.points.iter().any(|point| point.address.item().is_some()),
            rules: rules(report),
            gaps: report.of(Severity::Gap).map(|finding| finding.parts.len()).sum(),
            ..Self::default()
        };
        let mut tested = Vec::new();
        if let Some(readiness) = &bank.readiness {
            if let Some(ids) = &readiness.tested {
                tested = ids.evaluate(&scope)?.as_list().iter().filter_map(Fact::as_text).map(str::to_owned).collect();
            }
            basis.beliefs = Some(beliefs(readiness.beliefs.evaluate(&scope)?.as_list(), confirmed));
            basis.thin = thin(readiness, &scope)?;
            let is_worst = |rule: &str| readiness.worst.iter().any(|worst| worst == rule);
            basis.worst = report.findings.iter().filter(|finding| is_worst(&finding.rule)).count();
        }
        for point in &facts.points {
            basis.count(point, &tested);
        }
        Ok(basis)
    }

    /// Counts a question that applies. A detail counts once it is told, what is kept for later does not.
    fn count(&mut self, point: &Point<'_>, tested: &[String]) {
        let is_detail = point.depth == Depth::More;
        if point.later || point.state == State::NotApplicable || is_detail && point.state != State::Answered {
            return;
        }
        let is_required = point.question.required && !is_detail;
        let weight = Decimal::from(if is_required { 3 } else { 1 });
        self.weights += weight;
        let is_tested = || {
            let place = point.address.item().unwrap_or(point.address.question_id());
            tested.iter().any(|id| id == place)
        };
        match point.state {
            State::Answered => self.answered += weight,
            State::Unknown if is_tested() => self.answered += weight / Decimal::TWO,
            State::Open | State::Skipped => self.required_open += usize::from(is_required),
            State::Unknown | State::NotApplicable => {}
        }
    }

    fn completeness(&self) -> Decimal {
        percent(self.answered, self.weights)
    }

    fn consistency(&self) -> Decimal {
        if !self.has_entries {
            return Decimal::ZERO;
        }
        let (weights, failing) = self.rules.iter().fold((Decimal::ZERO, Decimal::ZERO), |(weights, failing), rule| {
            (weights + rule.weight, failing + rule.weight * rule.failing)
        });
        if weights.is_zero() { Decimal::ZERO } else { Decimal::ONE_HUNDRED - percent(failing, weights) }
    }

    fn evidence(&self, level: impl Fn(&Belief) -> usize) -> Option<Decimal> {
        let beliefs = self.beliefs.as_ref()?;
        let counted = |level: usize| Decimal::from(LEVELS.get(level).copied().unwrap_or_default());
        let (weights, supported) =
            beliefs.iter().fold((Decimal::ZERO, Decimal::ZERO), |(weights, supported), belief| {
                (weights + belief.importance, supported + belief.importance * counted(level(belief)))
            });
        let evidence = if weights.is_zero() { Decimal::ZERO } else { supported / weights };
        Some(if self.thin.is_some() { evidence.min(Decimal::from(THIN)) } else { evidence })
    }

    fn caps(&self, evidence: Decimal) -> Vec<Cap> {
        let cap = |holds: bool, at: i64, because: &str| holds.then(|| Cap { at, because: because.to_owned() });
        let gaps = words::counted(self.gaps, "gap is open", "gaps are open");
        let caps = [
            cap(self.worst > 0, 39, "one of the gaps that matter most is open"),
            cap(evidence < Decimal::from(20), 49, "evidence is below 20"),
            cap(self.gaps > 0, 69, &gaps),
        ];
        caps.into_iter().flatten().collect()
    }

    /// The number, and what it would be without caps.
    fn readiness(&self) -> Option<(i64, Decimal)> {
        let evidence = self.evidence(|belief| belief.level)?;
        let uncapped = uncapped(self.completeness(), self.consistency(), evidence);
        Some((capped(uncapped, &self.caps(evidence)), uncapped))
    }

    fn score(&self) -> Score {
        let evidence = self.evidence(|belief| belief.level);
        Score {
            completeness: self.completeness(),
            consistency: self.consistency(),
            evidence,
            confirmed: self.evidence(|belief| belief.confirmed.unwrap_or_default()),
            readiness: self.readiness().map(|(capped, _)| capped),
            caps: evidence.map_or_else(Vec::new, |evidence| self.caps(evidence)),
            advice: self.advice(),
        }
    }

    /// What would raise the number, each with the score as if it were done.
    fn advice(&self) -> Vec<Advice> {
        let Some((now, uncapped_now)) = self.readiness() else { return Vec::new() };
        let mut ways: Vec<(String, Self)> = Vec::new();
        if self.gaps > 0 {
            let mut closed = Self { gaps: 0, worst: 0, ..self.clone() };
            closed.rules.iter_mut().filter(|rule| rule.is_gap).for_each(|rule| rule.failing = Decimal::ZERO);
            ways.push((format!("close {}", words::counted(self.gaps, "gap", "gaps")), closed));
        }
        if self.required_open > 0 {
            let answered = self.answered + Decimal::from(self.required_open) * Decimal::from(3);
            let open = words::counted(self.required_open, "required question that is", "required questions that are");
            ways.push((format!("answer {open} still open"), Self { answered, ..self.clone() }));
        }
        let others: usize = self.rules.iter().filter(|rule| !rule.is_gap).map(|rule| rule.findings).sum();
        if others > 0 {
            let mut settled = self.clone();
            settled.rules.iter_mut().filter(|rule| !rule.is_gap).for_each(|rule| rule.failing = Decimal::ZERO);
            ways.push((
                format!("look at {}", words::counted(others, "warning or hint", "warnings and hints")),
                settled,
            ));
        }
        if let Some(because) = &self.thin {
            ways.push((format!("say more of what must be true: {because}"), Self { thin: None, ..self.clone() }));
        }
        for (place, belief) in self.beliefs.iter().flatten().enumerate().filter(|(_, belief)| belief.level < 3) {
            let mut tried = self.clone();
            if let Some(belief) = tried.beliefs.as_mut().and_then(|beliefs| beliefs.get_mut(place)) {
                belief.level = 3;
            }
            ways.push((format!("try out whether {}", belief.title), tried));
        }
        let mut gains: Vec<(Decimal, Advice)> = ways
            .into_iter()
            .filter_map(|(what, then)| {
                let (then, uncapped) = then.readiness()?;
                Some((uncapped - uncapped_now, Advice { gain: then - now, what }))
            })
            .filter(|(raised, advice)| advice.gain > 0 || !raised.is_zero())
            .collect();
        gains.sort_by_key(|(raised, advice)| std::cmp::Reverse((advice.gain, *raised)));
        gains.into_iter().map(|(_, advice)| advice).collect()
    }
}

/// The number before anything keeps it down.
fn uncapped(completeness: Decimal, consistency: Decimal, evidence: Decimal) -> Decimal {
    (Decimal::from(3) * (completeness + consistency) + Decimal::from(4) * evidence) / Decimal::TEN
}

fn capped(uncapped: Decimal, caps: &[Cap]) -> i64 {
    let lowest = caps.iter().map(|cap| cap.at).min().unwrap_or(100);
    whole(uncapped).min(lowest)
}

/// A part to the whole number, halves away from zero.
pub(super) fn whole(part: Decimal) -> i64 {
    part.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).to_i64().unwrap_or_default()
}

fn percent(part: Decimal, whole: Decimal) -> Decimal {
    if whole.is_zero() { Decimal::ZERO } else { Decimal::ONE_HUNDRED * part / whole }
}

/// The checks that had something to check, each with the part of it that fails. What is let stand counts half.
fn rules(report: &Report) -> Vec<Rule> {
    let rules = report.tallies.iter().filter(|tally| tally.checked > 0).map(|tally| {
        let own = || report.findings.iter().filter(|finding| finding.rule == tally.rule);
        let is_gap = tally.severity == Severity::Gap && tally.failing > 0
            || own().any(|finding| finding.severity == Severity::Gap);
        let waived: usize = own().filter(|finding| finding.waived.is_some()).map(|finding| finding.parts.len()).sum();
        let failing = Decimal::from(tally.failing) - Decimal::from(waived) / Decimal::TWO;
        let weight = match tally.severity {
            Severity::Warning if !is_gap => 2,
            Severity::Hint if !is_gap => 1,
            _ => 5,
        };
        Rule {
            weight: Decimal::from(weight),
            failing: failing / Decimal::from(tally.checked),
            is_gap,
            findings: tally.failing.saturating_sub(waived),
        }
    });
    rules.collect()
}

fn beliefs(list: &[Fact], confirmed: &BTreeMap<String, usize>) -> Vec<Belief> {
    let number = |fact: Fact| match fact {
        Fact::Whole(number) => Decimal::from(number),
        Fact::Decimal(number) => number,
        _ => Decimal::ZERO,
    };
    let level = |level: Decimal| level.to_usize().unwrap_or_default().min(LEVELS.len() - 1);
    let beliefs = list.iter().map(|belief| Belief {
        title: belief.get("title").as_text().unwrap_or_default().to_owned(),
        importance: number(belief.get("importance")).max(Decimal::ZERO),
        level: level(number(belief.get("level"))),
        confirmed: belief.get("id").as_text().and_then(|id| confirmed.get(id)).copied(),
    });
    beliefs.collect()
}

/// Why there is too little to speak of evidence, if there is.
fn thin(readiness: &crate::bank::Readiness, scope: &Scope) -> Result<Option<String>, EvaluationProblem> {
    let is_thin = readiness.thin.as_ref().map_or(Ok(false), |thin| thin.holds(scope))?;
    Ok(is_thin.then(|| readiness.thin_because.clone().unwrap_or_else(|| "too little is named".to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A basis with exactly these parts.
    fn basis(completeness: i64, consistency: i64, evidence: i64) -> Basis {
        // A belief of each level, weighed so that they come to the number wanted.
        let belief = |importance: i64, level: usize| Belief {
            title: format!("level {level}"),
            importance: Decimal::from(importance),
            level,
            confirmed: None,
        };
        Basis {
            weights: Decimal::ONE_HUNDRED,
            answered: Decimal::from(completeness),
            rules: vec![Rule {
                weight: Decimal::TWO,
                failing: Decimal::from(100 - consistency) / Decimal::ONE_HUNDRED,
                is_gap: false,
                findings: 1,
            }],
            has_entries: true,
            beliefs: Some(vec![belief(evidence, 4), belief(100 - evidence, 0)]),
            ..Basis::default()
        }
    }

    fn shown(basis: &Basis) -> (i64, i64, i64, i64) {
        let score = basis.score();
        let part = |part: Decimal| whole(part);
        (part(score.completeness), part(score.consistency), part(score.evidence.unwrap()), score.readiness.unwrap())
    }

    #[test]
    fn the_worked_scores() {
        assert_eq!(shown(&basis(85, 78, 30)), (85, 78, 30, 61));
        assert_eq!(shown(&basis(95, 92, 10)), (95, 92, 10, 49));
        assert_eq!(whole(uncapped(95.into(), 92.into(), 10.into())), 60);
        assert_eq!(shown(&basis(100, 100, 100)), (100, 100, 100, 100));
        assert_eq!(shown(&basis(0, 0, 0)).3, 0);
    }

    #[test]
    fn too_little_evidence_keeps_a_plan_below_fifty() {
        assert_eq!(shown(&basis(100, 100, 19)).3, 49);
        assert_eq!(shown(&basis(100, 100, 20)).3, 68);
        assert_eq!(basis(100, 100, 19).score().caps, [Cap { at: 49, because: "evidence is below 20".to_owned() }]);
    }

    #[test]
    fn a_gap_keeps_a_plan_below_seventy_and_one_of_the_worst_below_forty() {
        let gap = Basis { gaps: 2, ..basis(100, 90, 100) };
        assert_eq!(shown(&gap).3, 69);
        assert_eq!(gap.score().caps[0].because, "2 gaps are open");
        let worst = Basis { worst: 1, ..gap };
        assert_eq!(shown(&worst).3, 39);
        // A cap never raises a number.
        assert_eq!(shown(&Basis { gaps: 1, ..basis(40, 40, 40) }).3, 40);
        let all: Vec<i64> =
            Basis { beliefs: basis(1, 1, 10).beliefs, ..worst }.score().caps.iter().map(|cap| cap.at).collect();
        assert_eq!(all, [39, 49, 69]);
    }

    #[test]
    fn few_assumptions_are_no_evidence() {
        let thin = Basis { thin: Some("two only".to_owned()), ..basis(100, 100, 90) };
        assert_eq!(shown(&thin).2, 30);
        assert_eq!(shown(&Basis { thin: Some("two only".to_owned()), ..basis(100, 100, 25) }).2, 25);
        assert_eq!(shown(&Basis { beliefs: Some(Vec::new()), ..basis(100, 100, 0) }).2, 0);
        assert!(thin.score().advice.iter().any(|advice| advice.gain == 24 && advice.what.ends_with("two only")));
    }

    #[test]
    fn every_level_counts_by_how_much_hangs_on_it() {
        let belief = |importance: i64, level| Belief {
            title: String::new(),
            importance: importance.into(),
            level,
            confirmed: (level == 2).then_some(1),
        };
        let with = |beliefs| Basis { beliefs: Some(beliefs), ..basis(100, 100, 0) };
        let each: Vec<i64> = (0..5).map(|level| shown(&with(vec![belief(1, level)])).2).collect();
        assert_eq!(each, LEVELS);
        // (3 × 0.4 + 1 × 1) ÷ 4
        let two = with(vec![belief(3, 2), belief(1, 4)]);
        assert_eq!(shown(&two).2, 55);
        assert_eq!(two.score().confirmed, Some(Decimal::from(15)));
    }

    #[test]
    fn nothing_entered_holds_nothing_together() {
        assert_eq!(shown(&Basis { has_entries: false, ..basis(50, 100, 0) }).1, 0);
        assert_eq!(shown(&Basis { rules: Vec::new(), ..basis(50, 100, 0) }).1, 0);
    }

    #[test]
    fn without_evidence_there_is_no_number() {
        let score = Basis { beliefs: None, ..basis(80, 80, 0) }.score();
        assert_eq!((score.evidence, score.readiness), (None, None));
        assert_eq!((score.caps, score.advice), (Vec::new(), Vec::new()));
    }

    #[test]
    fn what_raises_it_most_comes_first() {
        let basis = Basis { required_open: 10, gaps: 1, ..basis(50, 90, 60) };
        let advice = basis.score().advice;
        let first = &advice[0];
        assert_eq!((first.what.as_str(), first.gain), ("try out whether level 0", 3), "{advice:?}");
        assert!(advice.is_sorted_by_key(|advice| -advice.gain), "{advice:?}");
    }
}
