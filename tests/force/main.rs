//! What is on disk after kills, faults and crowds: nothing acknowledged is lost, nothing is torn, nothing is left over
//! after the next start.
//!
//! `cargo test --test force` makes a short run. `CANVASS_FORCE=200 cargo test --test force -- --nocapture` goes through
//! that many calls of each kind, and prints its figures.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says what it did"
)]
#![cfg(target_os = "linux")]

mod saving;

use saving::{Ended, Ground};
use std::thread;

/// The calls that a save is made of.
const CALLS: [&str; 6] = ["write", "fchmod", "fsync", "rename", "unlink", "flock"];

/// What the system may answer instead of doing it.
const FAULTS: [&str; 6] = ["ENOSPC", "EIO", "EROFS", "EACCES", "EDQUOT", "EINTR"];

/// How far a run goes: how many calls of each kind, how many fills of each of eight.
fn reach(short: usize) -> usize {
    std::env::var("CANVASS_FORCE").ok().and_then(|number| number.parse().ok()).unwrap_or(short)
}

#[test]
fn a_kill_at_any_call_of_a_save_loses_nothing_that_was_acknowledged() {
    if !saving::can_inject() {
        eprintln!("skipped: strace is not installed, or may not trace here");
        return;
    }
    let (mut killed, mut lasted) = (0, 0);
    for begun in [false, true] {
        for call in CALLS {
            // Every call once, until the walk comes to its end without meeting it.
            for number in 1..=reach(6) {
                let ground = Ground::new(begun);
                let ended = ground.walk(Some(&format!("{call}:signal=KILL:when={number}")));
                ground.holds(&ended, &format!("{call} {number}, begun: {begun}"));
                if ended.code == Some(0) {
                    lasted += 1;
                    break;
                }
                killed += 1;
            }
        }
    }
    eprintln!("{killed} kills at calls, {lasted} walks that came to their end");
    assert!(killed > 20, "{killed}");
}

#[test]
fn a_fault_in_any_call_of_a_save_is_told_and_loses_nothing() {
    if !saving::can_inject() {
        eprintln!("skipped: strace is not installed, or may not trace here");
        return;
    }
    let (mut injected, mut told) = (0, 0);
    for (turn, fault) in FAULTS.iter().enumerate() {
        for call in ["fsync", "rename"] {
            for number in 1..=reach(2) {
                // Once, and from then on; what is interrupted is begun again until it is not.
                let is_once = (turn + number) % 2 == 0 || *fault == "EINTR";
                let when = format!("{number}{}", if is_once { "" } else { "+" });
                let ground = Ground::new(true);
                let ended = ground.walk(Some(&format!("{call}:error={fault}:when={when}")));
                ground.holds(&ended, &format!("{call} {fault} {when}"));
                assert!(
                    ended.code.is_some() && !ended.said.contains("panicked"),
                    "{call} {fault} {when}: {}",
                    ended.said
                );
                if !ended.is_struck {
                    break;
                }
                injected += 1;
                told += usize::from(ended.said.contains("could not save"));
            }
        }
    }
    eprintln!("{injected} faults, {told} of them told");
    // That a folder cannot be synced is no loss, and what is interrupted is done again.
    assert!(told >= injected / 3, "{told} of {injected}");
}

#[test]
fn a_walk_without_any_of_it_answers_everything() {
    let ground = Ground::new(false);
    let ended = ground.walk(None);
    assert_eq!(ended.code, Some(0), "{}", ended.said);
    assert_eq!(ended.acknowledged(), saving::ANSWERS.len());
    ground.holds(&ended, "untouched");
}

#[test]
fn eight_at_once_fill_one_plan_and_nothing_is_lost() {
    let each = reach(5).min(200);
    let ground = Ground::new(true);
    thread::scope(|scope| {
        for filler in 0..8 {
            let ground = &ground;
            scope.spawn(move || {
                for number in 0..each {
                    let Ended { code, said, .. } = ground.fill(&format!("F{filler}N{number}"));
                    assert_eq!(code, Some(0), "{said}");
                }
            });
        }
    });
    let names = ground.entries();
    for filler in 0..8 {
        for number in 0..each {
            assert!(names.contains(&format!("F{filler}N{number}")), "F{filler}N{number}");
        }
    }
    assert_eq!(names.len(), 8 * each);
    eprintln!("{} fills by eight at once", 8 * each);
}
