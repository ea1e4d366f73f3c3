use super::*;
use crate::bank::{self, Phase};
use crate::plan::Waiver;

const BANK: &str = r#"
id = "small"
version = "1"
language = "en"
title = "A small canvas"
steps = ["groups"]
[pause]
after = "groups"
title = "A look back"
purpose = "See what you have so far."
"#;

const STEP: &str = r#"
id = "groups"
title = "Groups"
purpose = "Who it is for."

[[question]]
id = "segments"
ask = "Which groups?"
label = "the groups"
kind = "items"
one = "group"
many = "groups"

[[question.field]]
id = "name"
ask = "What is it called?"
label = "the name"
kind = "text"

[[question.field]]
id = "pays"
ask = "Does it pay?"
label = "whether it pays"
kind = "yes-no"

[[question.field]]
id = "size"
ask = "How many?"
label = "the size"
kind = "number"

[[check]]
id = "nobody-pays"
severity = "hint"
phase = "final"
holds = "segments.exists(s, s.pays == true)"
message = "Nobody pays."
advice = "Find somebody."
question = "segments"

[[check]]
id = "small-group"
severity = "warning"
phase = "halfway"
for = ["s in segments"]
given = "s.size != null"
holds = "s.size >= 10"
gap_when = "s.size == 0"
let.lack = "10 - int(s.size)"
message = "{s.name} lacks {lack}."
advice = "Add people to {s.title}."
"#;

fn view(groups: &[(&str, Option<bool>, Option<i64>)]) -> Fact {
    let item = |(name, pays, size): &(&str, Option<bool>, Option<i64>)| {
        let entries = [
            ("id", Fact::text(format!("segments-{name}"))),
            ("list", Fact::text("segments")),
            ("title", Fact::text(*name)),
            ("name", Fact::text(*name)),
            ("pays", pays.map_or(Fact::Null, Fact::Bool)),
            ("size", size.map_or(Fact::Null, Fact::Whole)),
        ];
        Fact::map(entries.into_iter().map(|(name, fact)| (name.into(), fact)).collect())
    };
    let segments = Fact::list(groups.iter().map(item));
    Fact::map([("segments".into(), segments)].into_iter().collect())
}

fn report(groups: &[(&str, Option<bool>, Option<i64>)], phase: Phase) -> Report {
    let files = [("bank.toml".to_owned(), BANK.to_owned()), ("groups.toml".to_owned(), STEP.to_owned())];
    let bank = bank::read(&files).unwrap_or_else(|problems| panic!("{problems:?}"));
    run(&bank, &view(groups), phase)
}

fn messages(report: &Report) -> Vec<String> {
    report.findings.iter().map(|found| format!("{}: {}", found.severity.name(), found.message)).collect()
}

#[test]
fn gaps_come_first_and_what_is_unknown_is_not_checked() {
    let report = report(&[("A", None, Some(4)), ("B", None, Some(0)), ("C", None, None)], Phase::Final);
    assert_eq!(messages(&report), ["gap: B lacks 10.", "warning: A lacks 6.", "hint: Nobody pays."]);
    let counts: Vec<_> = report.tallies.iter().map(|t| (t.rule.as_str(), t.checked, t.failing)).collect();
    assert_eq!(counts, [("nobody-pays", 1, 1), ("small-group", 2, 2)]);
    assert!(report.problems.is_empty() && report.has_gaps());
    let first = &report.findings[0];
    assert_eq!(
        (first.subject.as_slice(), first.question.as_deref()),
        (&["segments-B".to_owned()][..], Some("segments"))
    );
}

#[test]
fn final_checks_wait_for_the_end() {
    assert_eq!(messages(&report(&[("A", None, Some(4))], Phase::Halfway)), ["warning: A lacks 6."]);
    assert_eq!(messages(&report(&[], Phase::Halfway)), Vec::<String>::new());
}

#[test]
fn a_check_that_errs_is_a_problem_and_never_a_pass() {
    let files = [
        ("bank.toml".to_owned(), BANK.to_owned()),
        ("groups.toml".to_owned(), STEP.replace("s.size >= 10", "s.sze >= 10")),
    ];
    let bank = bank::read(&files).unwrap_or_else(|problems| panic!("{problems:?}"));
    let report = run(&bank, &view(&[("A", Some(true), Some(1))]), Phase::Final);
    assert_eq!(
        report.problems[0].message,
        "check `small-group` gives no answer and is left out: there is no field or item `sze`"
    );
    assert!(report.findings.is_empty());
}

fn waived(before: &[(&str, Option<bool>, Option<i64>)], after: &[(&str, Option<bool>, Option<i64>)]) -> Vec<bool> {
    let waivers: Vec<Waiver> = report(before, Phase::Final)
        .findings
        .into_iter()
        .map(|found| Waiver {
            rule: found.rule,
            subject: found.subject,
            because: "so".into(),
            at: None,
            hash: found.read_hash,
        })
        .collect();
    let mut report = report(after, Phase::Final);
    apply_waivers(&mut report.findings, &waivers);
    report.findings.iter().map(|found| found.waived.is_some()).collect()
}

#[test]
fn a_waiver_ends_when_what_its_check_read_changes() {
    let before = [("A", Some(true), Some(4))];
    assert_eq!(waived(&before, &before), [true]);
    assert_eq!(waived(&before, &[("A", Some(false), Some(4))]), [true, false], "another check's value");
    assert_eq!(waived(&before, &[("A", Some(true), Some(5))]), [false], "its own value");
    assert_eq!(waived(&before, &[("A", Some(true), Some(4)), ("B", None, Some(20))]), [true], "another group");
}

#[test]
fn a_gap_cannot_be_waived() {
    let groups = [("A", Some(true), Some(0))];
    assert_eq!(waived(&groups, &groups), [false]);
}
