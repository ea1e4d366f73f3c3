//! Evaluates the checks of a phase, each for every combination of what it is made for.

use super::asked::Unasked;
use super::combinations::{each, failed, with_values};
use super::hash::Reads;
use super::{Finding, Report, SingleFinding, Tally};
use crate::bank::{Bank, Check, Phase, Private, Severity};
use crate::expression::{EvaluationProblem, Scope};
use crate::fact::Fact;

/// Runs the checks of a phase over a view of the answers that holds the figures; those of half-way run again at
/// the end. What a check asks for and the founder said not to apply, and what the chosen path never asked, is not held
/// against the plan, and what is kept for later is passed over. A check that fails while it runs is named among the
/// problems and left out. No finding is waived yet, and each stands alone.
#[must_use]
pub fn run(bank: &Bank, view: &Fact, phase: Phase) -> Report {
    let scope = Scope::new(view);
    let unasked = Unasked::new(bank, view);
    let mut report = Report::default();
    // Others are told nothing of what goes by a private answer: it would only say that the answer is missing.
    let private = withheld(bank, view);
    let is_told = |check: &&Check| private.is_none_or(|private| !private.has_check(&check.id));
    for check in bank.checks().filter(|check| check.phase <= phase).filter(is_told) {
        let mut run = Run {
            check,
            view,
            unasked: &unasked,
            tally: Tally { rule: check.id.clone(), severity: check.severity, checked: 0, failing: 0 },
            findings: Vec::new(),
            reads: None,
        };
        let made = each(&check.bindings, &scope, &mut Vec::new(), &mut |scope, bound| run.once(scope, bound));
        if let Err(problem) = made {
            report.problems.push(failed("check-failed", &format!("check `{}`", check.id), &problem));
            continue;
        }
        report.findings.append(&mut run.findings);
        report.tallies.push(run.tally);
    }
    report.findings.sort_by_key(|finding| finding.severity);
    report
}

/// What is private, if the view is one for others.
pub(super) fn withheld<'b>(bank: &'b Bank, view: &Fact) -> Option<&'b Private> {
    (view.get("walk").get("withholds") == Fact::Bool(true)).then(|| bank.private())
}

/// One check under way.
struct Run<'a> {
    check: &'a Check,
    view: &'a Fact,
    unasked: &'a Unasked<'a>,
    tally: Tally,
    findings: Vec<Finding>,
    reads: Option<Reads>,
}

impl Run<'_> {
    fn once(&mut self, scope: &Scope, bound: &[(String, Fact)]) -> Result<(), EvaluationProblem> {
        if let Some(given) = &self.check.given
            && !given.holds(scope)?
        {
            return Ok(());
        }
        let holds = self.check.holds.holds(scope)?;
        if !holds && self.unasked.excuses(self.check, bound) {
            return Ok(());
        }
        self.tally.checked += 1;
        if holds {
            return Ok(());
        }
        self.tally.failing += 1;
        let finding = self.finding(scope, bound)?;
        self.findings.push(finding);
        Ok(())
    }

    fn finding(&mut self, scope: &Scope, bound: &[(String, Fact)]) -> Result<Finding, EvaluationProblem> {
        let check = self.check;
        let is_gap = check.gap_when.as_ref().map_or(Ok(false), |gap| gap.holds(scope))?;
        let said = with_values(scope, &check.values)?;
        let items = || bound.iter().map(|(_, value)| value).filter_map(item_of);
        let message = check.message.fill(&said)?;
        let subject: Vec<String> = items().map(|(id, _)| id).collect();
        let read_hash = self.reads.get_or_insert_with(|| Reads::of(check)).hash(self.view, bound);
        Ok(Finding {
            rule: check.id.clone(),
            severity: if is_gap { Severity::Gap } else { check.severity },
            advice: check.advice.fill(&said)?,
            risk: check.risk.as_ref().map(|risk| risk.fill(&said)).transpose()?,
            question: check.question.clone().or_else(|| items().next().map(|(_, list)| list)),
            waived: None,
            parts: vec![SingleFinding {
                subject: subject.clone(),
                message: message.clone(),
                read_hash: read_hash.clone(),
            }],
            message,
            subject,
            read_hash,
        })
    }
}

/// The id of an item and of its list, if the value is an item.
fn item_of(value: &Fact) -> Option<(String, String)> {
    let (id, list) = (value.get("id"), value.get("list"));
    Some((id.as_text()?.to_owned(), list.as_text()?.to_owned()))
}
