//! A short run of every target of `tests/fuzz`: always the same inputs. `cargo bench --bench fuzz` makes the long ones.

use crate::fuzzing::{Campaign, Outcome, Target, targets};
use std::time::{Duration, Instant};

/// How often each target runs, and how many inputs have to be taken for good: who only refuses was not tried.
const RUNS: [(&str, u64, u64); 9] = [
    ("plan", 300, 30),
    ("answers", 200, 5),
    ("form", 200, 5),
    ("workbook", 24, 2),
    ("import", 240, 20),
    ("bank", 300, 2),
    ("templates", 150, 20),
    ("cel", 1000, 60),
    ("documents", 3, 2),
];

fn campaign(executions: u64) -> Campaign {
    Campaign { seed: 1, first: 0, executions, threads: 2, folder: None }
}

#[test]
fn whatever_is_read_is_taken_or_refused_with_a_word() {
    let names: Vec<&str> = targets::all().iter().map(|target| target.name).collect();
    assert_eq!(names, RUNS.map(|(name, ..)| name));
    let mut faults = Vec::new();
    for (target, (name, executions, least)) in targets::all().iter().zip(RUNS) {
        let tally = campaign(executions).run(target);
        assert_eq!(tally.executions, executions, "{name}");
        // How long it takes on a machine that does other work as well says nothing of the input.
        let is_late = |kind: &String| kind == "it takes too long";
        if !tally.findings.keys().all(is_late) || tally.taken < least {
            faults.push(format!("{name}: {tally:#?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A target that does what its input says.
fn told(what: fn(u64) -> &'static str, run: fn(&str) -> Outcome) -> &'static Target {
    Box::leak(Box::new(Target {
        name: "told",
        patience: Duration::from_millis(20),
        input: Box::new(move |number, _| what(number).to_owned()),
        run,
    }))
}

#[test]
fn a_panic_a_broken_promise_and_what_takes_long_are_findings_and_the_run_goes_on() {
    let what = |number| ["good", "bad", "panic", "slow", "broken"][usize::try_from(number % 5).unwrap()];
    let target = told(what, |input| match input {
        "panic" => panic!("no way"),
        "broken" => Err("a promise\nin detail".to_owned()),
        "slow" => {
            let begun = Instant::now();
            while begun.elapsed() < Duration::from_millis(400) {
                std::hint::black_box(input.to_uppercase());
            }
            Ok(true)
        }
        other => Ok(other == "good"),
    });
    let tally = campaign(10).run(target);
    assert_eq!((tally.executions, tally.taken), (10, 2), "{tally:?}");
    let found: Vec<(&str, u64)> = tally.findings.iter().map(|(kind, (_, times))| (kind.as_str(), *times)).collect();
    assert_eq!(found.len(), 3, "{found:?}");
    assert_eq!(found[..2], [("a promise", 2), ("it takes too long", 2)]);
    assert!(found[2].0.starts_with("panic at ") && found[2].0.ends_with(": no way") && found[2].1 == 2, "{found:?}");
}

#[test]
fn the_same_number_has_the_same_input_and_another_seed_another_one() {
    for target in targets::all() {
        let far = 100_000;
        assert_eq!(target.input_of(1, far), target.input_of(1, far), "{}", target.name);
        assert_ne!(target.input_of(1, far), target.input_of(2, far), "{}", target.name);
    }
}
