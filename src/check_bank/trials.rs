//! Everything a bank works out is worked out over trial plans, empty, sparse and full, by the very rules that use it;
//! what gives no answer is told with its place.

use crate::bank::{Bank, Kind, Phase, Question, Upgrade};
use crate::checks;
use crate::diagnostic::{Diagnostic, Severity};
use crate::expression::{EvaluationProblem, Expression, Insert, Scope};
use crate::fact::Fact;
use crate::facts::{Facts, Point};
use crate::plan::{Address, Answer, Plan, State, upgraded};
use crate::trial;

/// More than this many problems are not told: they come of the same few faults.
const MOST_PROBLEMS: usize = 50;

/// Works out every condition, fact, check, message and text of a sound bank over trial plans. Gives how many plans
/// were tried, made on a date in ISO 8601, and what gave no answer, each with the kind of plan with which it did.
#[must_use]
pub fn tried(bank: &Bank, made_on: &str) -> (usize, Vec<Diagnostic>) {
    let mut trying = Trying { bank, problems: Vec::new(), what: "" };
    let mut plans = 0;
    for (what, plan) in trial::plans(bank, made_on) {
        plans += 1;
        trying.what = what;
        trying.plan(&plan);
    }
    for upgrade in &bank.upgrades {
        trying.upgrade(upgrade);
    }
    trying.problems.truncate(MOST_PROBLEMS);
    (plans, trying.problems)
}

struct Trying<'b> {
    bank: &'b Bank,
    problems: Vec<Diagnostic>,
    what: &'static str,
}

impl Trying<'_> {
    fn plan(&mut self, plan: &Plan) {
        let mut facts = Facts::new(self.bank, plan);
        for problem in std::mem::take(&mut facts.problems) {
            self.note(problem);
        }
        // Where the figures refuse, expressions see none, as in a plan.
        let _ = facts.add_full_figures(self.bank);
        for problem in checks::add_insights(self.bank, &mut facts) {
            self.note(Diagnostic { severity: Severity::Error, ..problem });
        }
        for phase in [Phase::Halfway, Phase::Final] {
            for problem in checks::run(self.bank, &facts.view, phase).problems {
                self.note(Diagnostic { severity: Severity::Error, ..problem });
            }
        }
        let scope = facts.scope();
        for column in &self.bank.columns {
            let partial = column.partial.as_ref().map_or(Ok(false), |partial| partial.holds(&scope));
            self.always(&format!("column `{}`", column.id), column.value.evaluate(&scope).and(partial));
        }
        for due in &self.bank.due {
            if let Some(dates) = &due.dates {
                self.always(&format!("due day `{}`", due.id), dates.evaluate(&scope).map(|_| true));
            }
        }
        if let Some(readiness) = &self.bank.readiness {
            let thin = readiness.thin.as_ref().map_or(Ok(false), |thin| thin.holds(&scope));
            let others = [&readiness.tested, &readiness.consent].into_iter().flatten();
            let values = std::iter::once(&readiness.beliefs).chain(others).map(|value| value.evaluate(&scope));
            let values: Result<Vec<Fact>, EvaluationProblem> = values.collect();
            self.always("`[readiness]`", values.and(thin));
        }
        for point in &facts.points {
            self.point(point, &facts, &scope);
        }
        for step in &self.bank.steps {
            if let Some(produced) = &step.produced {
                self.text(&format!("what step `{}` says at its end", step.id), produced, &scope);
            }
        }
    }

    /// What is worked out when an old plan is moved to the bank: one that has all of the answers, and one that lacks each.
    fn upgrade(&mut self, upgrade: &Upgrade) {
        self.what = "an old plan in which not everything was answered";
        let full = upgraded(self.bank, &old_plan(self.bank, upgrade, None));
        // What was asked is not known any more. Where a text will not do, no old plan can be made up.
        if !full.problems.is_empty() {
            return;
        }
        for misfit in full.misfits {
            let Address::Field { field, .. } = &misfit.address else { continue };
            let value = upgrade.fields.iter().find(|(own, _)| own == field).map(|(_, value)| value);
            let Some(value) = value.filter(|value| value.references().is_empty()) else { continue };
            let message = format!("what an upgrade puts into `{field}` does not fit there: {}", misfit.because);
            let problem = Diagnostic::error("wrong-value", message).help("write what a plan would store there");
            self.problems.push(match value.place() {
                Some(place) => problem.at(place.clone()),
                None => problem,
            });
        }
        for absent in 0..upgrade.from.len() {
            for problem in upgraded(self.bank, &old_plan(self.bank, upgrade, Some(absent))).problems {
                self.note(Diagnostic { severity: Severity::Error, ..problem });
            }
        }
    }

    /// What is worked out where a question is asked.
    fn point(&mut self, point: &Point<'_>, facts: &Facts<'_>, scope: &Scope) {
        let (question, called) = (point.question, format!("question `{}`", point.address.question_id()));
        let item = point.address.item().map(|id| facts.item(id));
        let scope = &item.iter().fold(scope.clone(), |scope, item| scope.with("item", item.clone()));
        self.text(&called, &question.ask, scope);
        if let Some(start) = &question.start {
            self.value(&called, start, scope);
        }
        match &question.kind {
            Kind::Items(list) => {
                if let Some(proposals) = &list.proposals {
                    self.value(&called, &proposals.texts, scope);
                    self.text(&called, &proposals.ask, scope);
                }
            }
            Kind::Link(link) => {
                for candidate in link.to.iter().flat_map(|list| facts.view.get(list).as_list().to_vec()) {
                    let scope = scope.with("x", candidate);
                    if let Some(among) = &link.among {
                        let outcome = among.holds(&scope);
                        self.outcome(&called, outcome.map(|_| ()));
                    }
                    if let Some(order) = &link.order {
                        self.value(&called, order, &scope);
                    }
                }
            }
            _ => {}
        }
        self.cautions(&called, question, &answer(point, facts, item.as_ref()), scope);
    }

    fn cautions(&mut self, called: &str, question: &Question, answer: &Fact, scope: &Scope) {
        if *answer == Fact::Null {
            return;
        }
        let scope = scope.with("answer", answer.clone());
        for caution in &question.cautions {
            match caution.when.holds(&scope) {
                Ok(true) => self.text(called, &caution.say, &scope),
                Ok(false) => {}
                Err(problem) => self.outcome(called, Err(problem)),
            }
        }
    }

    fn text(&mut self, owner: &str, text: &Insert, scope: &Scope) {
        self.outcome(owner, text.fill(scope).map(|_| ()));
    }

    fn value(&mut self, owner: &str, value: &Expression, scope: &Scope) {
        self.outcome(owner, value.evaluate(scope).map(|_| ()));
    }

    /// What always has to give an answer.
    fn always<T>(&mut self, owner: &str, outcome: Result<T, EvaluationProblem>) {
        if let Err(problem) = outcome {
            self.note(problem.diagnostic("no-value", &format!("{owner} gives no answer")));
        }
    }

    /// What a question looks up by an answer that is still open is passed over where it is asked.
    fn outcome(&mut self, owner: &str, outcome: Result<(), EvaluationProblem>) {
        if let Err(problem) = outcome.map_err(|problem| Some(problem).filter(|problem| !problem.is_lookup_of_nothing()))
            && let Some(problem) = problem
        {
            self.note(problem.diagnostic("no-value", &format!("{owner} gives no answer")));
        }
    }

    /// Notes a problem once, whatever plans bring it about.
    fn note(&mut self, problem: Diagnostic) {
        let is_same = |other: &Diagnostic| other.place == problem.place && other.message == problem.message;
        if self.problems.len() < MOST_PROBLEMS && !self.problems.iter().any(is_same) {
            let remedy =
                "guard it with `x != null`, `x != 0` or `list.size() > 0`, so that it has a value whatever is said";
            self.problems.push(problem.help(format!("this happens with {}: {remedy}", self.what)));
        }
    }
}

/// What was answered at a point.
fn answer(point: &Point<'_>, facts: &Facts<'_>, item: Option<&Fact>) -> Fact {
    item.unwrap_or(&facts.view).get(point.address.question_id())
}

/// A plan that has everything an upgrade takes but for one thing; texts, because nobody knows what was asked.
fn old_plan(bank: &Bank, upgrade: &Upgrade, absent: Option<usize>) -> Plan {
    let mut plan = Plan::new(bank, crate::bank::Route::Full, None);
    let item = upgrade.from_list().map(|list| (list, plan.add_item(list)));
    for (_, place) in upgrade.from.iter().enumerate().filter(|(number, _)| Some(*number) != absent) {
        let address = match (&place.list, &item) {
            (Some(_), Some((list, item))) => {
                Address::Field { list: (*list).to_owned(), item: item.clone(), field: place.id.clone() }
            }
            _ => Address::Question(place.id.clone()),
        };
        plan.put(&address, Answer { value: "1".into(), ..Answer::new(State::Answered) });
    }
    plan
}
