//! What does not hold together: shown at the pause and in the review, fixed, or let stand with a reason.

use super::menus::{KEEP, entry};
use super::{Event, Form, Interview, Menu, Notice, Pick, Position, Prompt, Reply};
use crate::bank::{Phase, Severity};
use crate::checks::{self, Finding};
use crate::plan::{Address, Rejection, Waiver};
use crate::words;
use jiff::Timestamp;

/// What a reason is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// Why a finding may stand.
    Waiver {
        /// The check.
        rule: String,
        /// The items it is about.
        subject: Vec<String>,
    },
    /// Why the founder goes on although there are gaps.
    GoingOn,
    /// Why a question does not apply.
    NotApplicable(Address),
}

impl Interview<'_> {
    /// Runs the checks where the founder is about to see what they find.
    pub(super) fn assess_if_shown(&mut self) {
        let recap = self.events.contains(&Event::Recap);
        let phase = match self.position {
            Position::Pause => Phase::Halfway,
            Position::Review => Phase::Final,
            _ if recap => Phase::Halfway,
            _ => return,
        };
        self.assess(phase);
    }

    pub(super) fn assess(&mut self, phase: Phase) {
        // Numbers that no figure can be made of leave the checks that need figures without something to check.
        let _ = self.facts.add_figures(self.bank);
        let report = checks::judge(self.bank, &self.plan, &mut self.facts, phase);
        self.findings = report.findings;
        for problem in report.problems {
            // Once is enough: the founder cannot mend it here.
            if self.failed.insert(problem.message.clone()) {
                let help = problem.help.map(|help| format!(". {}", words::capitalised(&help))).unwrap_or_default();
                self.remark(format!("{}{help}", problem.message));
            }
        }
    }

    pub(super) fn gaps(&self) -> usize {
        self.findings.iter().filter(|finding| finding.severity == Severity::Gap).count()
    }

    /// The findings that are not let stand, as entries of a menu; each key leads back to its finding.
    pub(super) fn finding_entries(&self, waivable: bool) -> Vec<Pick> {
        let open = self.findings.iter().enumerate().filter(|(_, finding)| finding.waived.is_none());
        let wanted = open.filter(|(_, finding)| !waivable || finding.can_be_waived());
        wanted
            .map(|(number, finding)| Pick {
                key: key(number),
                label: format!("{}: {}", finding.severity.name(), words::printable(&finding.message)),
                help: Some(words::printable(&finding.advice)),
                selected: false,
            })
            .collect()
    }

    pub(super) fn finding(&self, key: &str) -> Option<&Finding> {
        self.findings.get(numbered(key)?)
    }

    /// Shows a finding whole, with the ways to go on from it.
    pub(super) fn read_finding(&mut self, key: &str) {
        if let Some(number) = numbered(key).filter(|number| *number < self.findings.len()) {
            self.go(Position::Finding(number));
        }
    }

    pub(super) fn finding_menu(&self, number: usize) -> Menu {
        let Some(finding) = self.findings.get(number) else { return self.review_menu() };
        let at = finding.address(self.bank, &self.facts);
        let point = at.as_ref().and_then(|address| self.facts.point(address));
        let mut entries = Vec::new();
        if let Some(point) = point {
            let label = format!("mend it at: {}", words::printable(&point.named()));
            entries.push(entry(MEND, &label, &self.short_answer(point)));
        }
        if finding.can_be_waived() {
            entries.push(entry(STAND, "let it stand", "with a reason, which the plan shows"));
        }
        entries.push(entry(KEEP, "back", "leave it as it is for now"));
        let title = format!("{}: {}", finding.severity.name(), words::printable(&finding.message));
        Menu { title, text: vec![words::printable(&finding.advice)], entries, folded: 0, search: None }
    }

    /// Takes what was picked at a finding that was shown whole.
    pub(super) fn about_finding(&mut self, number: usize, way: &str) {
        match way {
            MEND => {
                self.come_home(false);
                self.mend(number);
            }
            STAND => self.let_stand(&key(number)),
            _ => self.come_home(false),
        }
    }

    /// Goes to where a finding can be mended, says there what is wrong, and comes back afterwards.
    fn mend(&mut self, number: usize) {
        let Some(finding) = self.findings.get(number) else { return };
        let because = words::printable(&format!("{} {}", finding.message, finding.advice));
        if let Some(address) = finding.address(self.bank, &self.facts) {
            self.go_aside_because(address, because);
        }
    }

    pub(super) fn waive_menu(&self) -> Menu {
        let entries = self.finding_entries(true);
        let text =
            if entries.is_empty() { vec!["There is no warning or hint to let stand.".into()] } else { Vec::new() };
        Menu { title: "Which one would you like to let stand?".into(), text, entries, folded: 0, search: None }
    }

    /// Asks why a finding may stand.
    pub(super) fn let_stand(&mut self, key: &str) {
        let Some(finding) = self.finding(key) else { return };
        let reason = Reason::Waiver { rule: finding.rule.clone(), subject: finding.subject.clone() };
        self.leave_aside();
        self.seat = self.position.clone();
        self.position = Position::Why(reason);
    }

    /// The question for a reason.
    pub(super) fn reason_prompt(&self, reason: &Reason) -> Prompt {
        let (ask, help, example) = match reason {
            Reason::Waiver { rule, subject } => {
                let finding = self.findings.iter().find(|own| own.rule == *rule && own.subject == *subject);
                let message = finding.map_or("", |finding| finding.message.as_str());
                (
                    format!("{} Why may it stay like this?", words::printable(message)),
                    "The plan shows the point together with your reason. It comes up again when an answer behind it \
                     changes.",
                    "we will know more after the trial in May",
                )
            }
            Reason::GoingOn => (
                format!(
                    "{} open. Why would you like to go on now?",
                    words::capitalised(&words::counted(self.gaps(), "gap is", "gaps are"))
                ),
                "Gaps never stop you. A word on why helps whoever reads the plan; you can also leave it out.",
                "I want to see the costs first",
            ),
            Reason::NotApplicable(address) => {
                let label = self.facts.point(address).map(crate::facts::Point::named).unwrap_or_default();
                (
                    format!("Why does this not apply to you: {}?", words::printable(&label)),
                    "A few words will do. The plan shows your reason where the answer would stand.",
                    "a grant pays for everything",
                )
            }
        };
        Prompt {
            ask,
            help: Some(help.into()),
            example: Some(example.into()),
            mistakes: Vec::new(),
            progress: self.progress_of_reason(reason),
            item: None,
            together: None,
            required: !matches!(reason, Reason::GoingOn),
            rejection: self.rejection.clone(),
            offers: false,
            reason: None,
            remarks: Vec::new(),
            form: Form::Line { start: self.reason_begun(reason), unit: None },
            aside: None,
            limit: None,
        }
    }

    /// Takes the reply to the question for a reason.
    pub(super) fn reason_given(&mut self, reason: &Reason, reply: Reply, now: Timestamp) {
        match (reply, reason) {
            (Reply::Text(text), reason) if !text.trim().is_empty() => self.note_reason(reason, text.trim(), now),
            (Reply::Text(_), Reason::Waiver { .. }) => {
                self.rejection = Some(Rejection("write a few words, or go back".into()));
            }
            (Reply::Leave, _) => self.position = Position::Finished,
            (Reply::Details, _) => self.ask_for_details(),
            (Reply::Show, _) => self.events.push(Event::SoFar),
            (Reply::Change { search }, _) => self.change(search),
            (Reply::Jump, _) => self.jump(None),
            (Reply::JumpTo(step), _) => self.jump(Some(step)),
            (Reply::Undo, _) => self.take_back(),
            (Reply::Text(_), Reason::NotApplicable(_)) => {
                self.rejection = Some(Rejection("say in a few words why this does not apply, or go back".into()));
            }
            (reply, Reason::NotApplicable(address)) => {
                self.position = Position::At(address.clone());
                if matches!(reply, Reply::Unknown { .. } | Reply::NotApplicable { .. } | Reply::Skip) {
                    self.answer(address, reply, now);
                }
            }
            (Reply::Back, _) | (_, Reason::Waiver { .. }) => self.position = self.seat.clone(),
            (_, Reason::GoingOn) => {
                self.reason_asked = true;
                self.leave_pause();
            }
        }
    }

    fn note_reason(&mut self, reason: &Reason, text: &str, now: Timestamp) {
        if let Reason::NotApplicable(address) = reason {
            self.position = Position::At(address.clone());
            return self.answer(address, Reply::NotApplicable { because: text.to_owned() }, now);
        }
        self.remember();
        match reason {
            Reason::NotApplicable(_) => {}
            Reason::GoingOn => {
                self.plan.going_on_because = Some(words::printable(text));
                self.reason_asked = true;
                self.leave_pause();
            }
            Reason::Waiver { rule, subject } => {
                let hash = self.findings.iter().find(|own| own.rule == *rule && own.subject == *subject);
                if let Some(finding) = hash {
                    let parts = finding.parts.clone();
                    for part in parts {
                        self.plan.waivers.retain(|own| own.rule != *rule || own.subject != part.subject);
                        self.plan.waivers.push(Waiver {
                            rule: rule.clone(),
                            subject: part.subject,
                            because: words::printable(text),
                            at: Some(now),
                            hash: part.read_hash,
                        });
                    }
                    self.events.push(Event::Say(Notice::Remark("noted; the plan shows your reason beside it".into())));
                }
                self.position = self.seat.clone();
            }
        }
    }

    /// Whether going on from the pause asks for a reason first: once, and only past gaps.
    pub(super) fn asks_why(&self) -> bool {
        self.gaps() > 0 && !self.reason_asked && self.plan.going_on_because.is_none()
    }
}

const KEY: &str = "finding ";
const MEND: &str = "mend";
const STAND: &str = "stand";

fn numbered(key: &str) -> Option<usize> {
    key.strip_prefix(KEY)?.parse().ok()
}

fn key(number: usize) -> String {
    format!("{KEY}{number}")
}
