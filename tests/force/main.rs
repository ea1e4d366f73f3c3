//! What is on disk after kills, faults and crowds: nothing acknowledged is lost, nothing is torn, nothing is left over
//! after the next start.
//!
//! `cargo test --test force` makes a short run. `CANVASS_FORCE=400 cargo test --test force -- --nocapture` goes through
//! that many calls of each kind in a walk of a hundred answers, and prints its figures.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says what it did"
)]
#![cfg(target_os = "linux")]

mod power;
#[path = "../support/pty.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod pty;
mod saving;

use power::Disk;
use pty::{CTRL_C, ENTER, Terminal};
use rustix::process::{Pid, Signal, kill_process};
use saving::{Ended, Front, Ground};
use std::thread;
use std::time::Instant;

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
    kill_at_calls(Front::Lines, reach(6), 20);
}

#[test]
fn a_kill_at_any_call_of_a_save_loses_nothing_in_the_terminal_either() {
    kill_at_calls(Front::Terminal, reach(2), 10);
}

fn kill_at_calls(front: Front, most: usize, least: usize) {
    if !saving::can_inject() {
        eprintln!("skipped: strace is not installed, or may not trace here");
        return;
    }
    let (mut killed, mut lasted) = (0, 0);
    for begun in [false, true] {
        for call in CALLS {
            // Every call once, until the walk comes to its end without meeting it.
            for number in 1..=most {
                let ground = Ground::new(begun);
                let ended = ground.walk(front, Some(&format!("{call}:signal=KILL:when={number}")));
                ground.holds(&ended, &format!("{front:?}, {call} {number}, begun: {begun}"));
                if ended.code == Some(0) {
                    lasted += 1;
                    break;
                }
                assert_eq!(ended.code, None, "{front:?}, {call} {number}: {}", ended.said);
                killed += 1;
            }
        }
    }
    eprintln!("{front:?}: {killed} kills at calls, {lasted} walks that came to their end");
    assert!(killed > least, "{killed}");
}

#[test]
fn a_kill_at_any_moment_loses_nothing_that_was_acknowledged() {
    let ground = Ground::new(false);
    let start = Instant::now();
    ground.walk(Front::Lines, None);
    let whole = start.elapsed();
    let (mut killed, mut lasted) = (0, 0);
    let rounds = reach(4) * 3;
    // Moments all over a walk, in an order that seems random and comes again in each run.
    for round in 0..rounds {
        let ground = Ground::new(round % 2 == 1);
        let wait = whole.mul_f64(
            f64::from(u32::try_from(round * 7919 % rounds).unwrap()) / f64::from(u32::try_from(rounds).unwrap()),
        );
        let ended = ground.killed_after(wait, || ());
        ground.holds(&ended, &format!("killed after {wait:?}"));
        *(if ended.code == Some(0) { &mut lasted } else { &mut killed }) += 1;
    }
    eprintln!("{killed} kills at any moment, {lasted} walks that came to their end");
    assert!(killed > 0, "{lasted}");
}

/// Each signal that ends a program, at each question with a line half typed: everything is saved, the half line is kept,
/// and the terminal is given back.
#[test]
fn a_signal_at_any_question_keeps_all_that_was_said_and_gives_the_terminal_back() {
    let moments = (reach(4) / 4).clamp(1, 12);
    let mut count = 0;
    for front in [Front::Lines, Front::Terminal] {
        for (signal, code) in [(Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131), (Signal::TERM, 143)] {
            for number in 1..=moments {
                let ground = Ground::new(number % 2 == 0);
                let mut window = ground.window(front);
                for (number, answer) in (1..number).zip(&*saving::ANSWERS) {
                    window.wait_for(&format!("Question number {number}?"));
                    window.send(answer);
                    window.send(ENTER);
                }
                window.wait_for(&format!("Question number {number}?"));
                let half = format!("half of {number} 半");
                window.send(&half);
                window.wait_for(&half);
                kill_process(Pid::from_raw(window.id().try_into().unwrap()).unwrap(), signal).unwrap();
                let what = format!("{front:?}, {signal:?} at {number}");
                assert_eq!(Terminal::code(window.wait_end()), code, "{what}");
                window.wait_until("the terminal is given back", |_| window.is_given_back());
                assert_eq!(ground.draft(&format!("q{number}")), half, "{what}");
                let said = (1..=number).map(|number| format!("Question number {number}? "));
                ground.holds(&Ended { code: None, said: said.collect::<Vec<_>>().concat(), is_struck: false }, &what);
                count += 1;
            }
        }
    }
    eprintln!("{count} signals, each with half a line");
}

/// What was on the disk when the power went: all that was acknowledged, on a file system that was not asked to write anything.
#[test]
fn a_power_cut_at_any_moment_loses_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::new(folder.path()) else {
        eprintln!("skipped: no disk image can be made and mounted here");
        return;
    };
    let start = Instant::now();
    Ground::new(false).walk(Front::Lines, None);
    let whole = start.elapsed();
    let rounds = u32::try_from(reach(1) * 5 / 2).unwrap();
    let mut acknowledged = 0;
    for round in 0..rounds {
        let name = format!("r{round}");
        let ground = Ground::at(&disk.folder(&name));
        ground.lay(round % 2 == 1);
        // What was there before is no matter of this walk.
        disk.sync();
        let wait = whole.mul_f64(f64::from(round * 7919 % rounds + 1) / f64::from(rounds));
        let mut cut = None;
        let ended = ground.killed_after(wait, || cut = Some(disk.cut()));
        let cut = cut.unwrap();
        acknowledged += ended.acknowledged();
        Ground::at(&cut.folder(&name)).holds(&ended, &format!("the power went after {wait:?}"));
        disk.clear(&name);
    }
    eprintln!("{rounds} power cuts, after {acknowledged} answers that were acknowledged");
}

#[test]
fn a_fault_in_any_call_of_a_save_is_told_and_loses_nothing() {
    fail_calls(Front::Lines, reach(2));
}

#[test]
fn a_fault_in_any_call_of_a_save_is_told_in_the_terminal_too() {
    fail_calls(Front::Terminal, reach(1));
}

fn fail_calls(front: Front, most: usize) {
    if !saving::can_inject() {
        eprintln!("skipped: strace is not installed, or may not trace here");
        return;
    }
    let (mut injected, mut told) = (0, 0);
    for (turn, fault) in FAULTS.iter().enumerate() {
        for call in ["fsync", "rename"] {
            for number in 1..=most {
                // Once, and from then on; what is interrupted is begun again until it is not.
                let is_once = (turn + number) % 2 == 0 || *fault == "EINTR";
                let when = format!("{number}{}", if is_once { "" } else { "+" });
                let ground = Ground::new(true);
                let ended = ground.walk(front, Some(&format!("{call}:error={fault}:when={when}")));
                ground.holds(&ended, &format!("{front:?}, {call} {fault} {when}"));
                assert!(
                    ended.code.is_some() && !ended.said.contains("panicked"),
                    "{front:?}, {call} {fault} {when}: {}",
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
    eprintln!("{front:?}: {injected} faults, {told} of them told");
    // That a folder cannot be synced is no loss, what is interrupted is done again, and nobody waits for the last good state.
    assert!(told >= injected / 3, "{told} of {injected}");
}

#[test]
fn a_walk_without_any_of_it_answers_everything() {
    for front in [Front::Lines, Front::Terminal] {
        let ground = Ground::new(false);
        let ended = ground.walk(front, None);
        assert_eq!(ended.code, Some(0), "{front:?}: {}", ended.said);
        assert_eq!(ended.acknowledged(), saving::ANSWERS.len());
        ground.holds(&ended, "untouched");
    }
}

/// The second session is told and changes nothing; where the first is killed, the next one goes on with all it was told.
#[test]
fn of_two_sessions_on_one_plan_the_second_is_told_and_nothing_is_lost() {
    for is_killed in [false, true] {
        let ground = Ground::new(false);
        let mut first = ground.window(Front::Terminal);
        for (number, answer) in (1..).zip(&saving::ANSWERS[..2]) {
            first.wait_for(&format!("Question number {number}?"));
            first.send(answer);
            first.send(ENTER);
        }
        first.wait_for("Question number 3?");
        first.send("half a line");
        first.wait_for("half a line");
        for front in [Front::Lines, Front::Terminal] {
            let second = ground.walk(front, None);
            assert_eq!(second.code, Some(1), "{}", second.said);
            let said = second.said.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(said.contains("`p.canvass.json` is open in another canvass session"), "{said}");
            assert!(said.contains("close the other session first"), "{said}");
        }
        if is_killed {
            first.kill();
        } else {
            first.send(CTRL_C);
            assert_eq!(Terminal::code(first.wait_end()), 130);
            assert_eq!(ground.draft("q3"), "half a line");
        }
        let said = "Question number 1? Question number 2? Question number 3?".to_owned();
        ground.holds(&Ended { code: None, said, is_struck: false }, "two sessions");
    }
}

#[test]
fn of_many_sessions_begun_at_once_each_is_told_or_answers_everything() {
    let (each, rounds) = (4, reach(2));
    let (mut went, mut kept_out) = (0, 0);
    for _ in 0..rounds {
        let ground = Ground::new(true);
        let ended: Vec<Ended> = thread::scope(|scope| {
            let ground = &ground;
            let running: Vec<_> = (0..each).map(|_| scope.spawn(move || ground.walk(Front::Lines, None))).collect();
            running.into_iter().map(|walk| walk.join().unwrap()).collect()
        });
        for ended in &ended {
            match ended.code {
                Some(0) => went += 1,
                Some(1) if ended.said.contains("is open in another canvass session") => kept_out += 1,
                _ => panic!("{:?}: {}", ended.code, ended.said),
            }
        }
        let one = ended.iter().find(|ended| ended.code == Some(0)).unwrap();
        ground.holds(one, "many sessions");
    }
    eprintln!("{went} sessions went on, {kept_out} were told of another one");
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
