//! Fuzzing in a plain loop: `cargo bench --bench fuzz`. Each target runs in a process of its own, so that one that dies is a
//! finding like any other. What is found stands in `target/fuzz/TARGET`, each input beside what is wrong with it.
//!
//! - `CANVASS_FUZZ_TARGET`: the targets, with commas between them; all without it;
//! - `CANVASS_FUZZ_EXECUTIONS`: how often each runs, 20000 without it; whole documents a hundredth of that;
//! - `CANVASS_FUZZ_SEED`: another number makes other inputs; 1 without it;
//! - `CANVASS_FUZZ_FIRST`: the number of the first execution, to see one again;
//! - `CANVASS_FUZZ_INPUT`: a file that is tried instead, by one target.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::exit,
    missing_docs,
    reason = "a harness that cannot work says so by panicking"
)]

mod fuzzing;

use fuzzing::{Campaign, Tally, Target, at, keep, targets, tried};
use serde_json::{Value as Json, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{env, fs, thread};

/// As in the program itself: a third of the time went to the system's own.
#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The variable that tells a process which target it works for.
const CHILD: &str = "CANVASS_FUZZ_CHILD";
/// The variable that tells it where findings go.
const FOLDER: &str = "CANVASS_FUZZ_FOLDER";
/// After so many processes that died, a target is given up.
const MOST_DEATHS: usize = 20;

fn number(name: &str, otherwise: u64) -> u64 {
    env::var(name)
        .map_or(otherwise, |text| text.parse().unwrap_or_else(|_| panic!("{name} is `{text}`, which is no number")))
}

fn target(name: &str) -> &'static Target {
    let known: Vec<&str> = targets::all().iter().map(|target| target.name).collect();
    let found = targets::all().iter().find(|target| target.name == name);
    found.unwrap_or_else(|| panic!("there is no target `{name}`; there are {known:?}"))
}

fn main() {
    if let Ok(name) = env::var(CHILD) {
        return work(target(&name));
    }
    let names = env::var("CANVASS_FUZZ_TARGET").unwrap_or_default();
    let chosen: Vec<&Target> = match names.as_str() {
        "" => targets::all().iter().collect(),
        names => names.split(',').map(target).collect(),
    };
    if let Ok(path) = env::var("CANVASS_FUZZ_INPUT") {
        let input = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        for target in chosen {
            let start = Instant::now();
            println!("{}: {:?} in {:?}", target.name, tried(target, &input), start.elapsed());
        }
        return;
    }
    println!(
        "{:<10} {:>11} {:>9} {:>9} {:>8} {:>9} {:>10} {:>9}",
        "target", "executions", "seconds", "a second", "taken %", "slowest s", "peak MiB", "findings"
    );
    let found: usize = chosen.into_iter().map(campaign).sum();
    std::process::exit(i32::from(found > 0));
}

/// A whole run of a target, in as many processes as it takes. Gives how many kinds of findings there were.
fn campaign(target: &'static Target) -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fuzz").join(target.name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let (seed, mut first) = (number("CANVASS_FUZZ_SEED", 1), number("CANVASS_FUZZ_FIRST", 0));
    let wanted = number("CANVASS_FUZZ_EXECUTIONS", 20_000);
    let end = first + if target.name == "documents" { wanted.div_ceil(100) } else { wanted };
    let begun = Instant::now();
    let (mut executions, mut taken, mut slowest, mut peak, mut kinds) = (0, 0, 0_f64, 0, Vec::new());
    for _ in 0..MOST_DEATHS {
        let output = Command::new(env::current_exe().unwrap())
            .env(CHILD, target.name)
            .env(FOLDER, &folder)
            .env("CANVASS_FUZZ_FIRST", first.to_string())
            .env("CANVASS_FUZZ_EXECUTIONS", (end - first).to_string())
            .stderr(Stdio::inherit())
            .output()
            .unwrap();
        if let Ok(told) = serde_json::from_slice::<Json>(&output.stdout) {
            executions += told["executions"].as_u64().unwrap();
            taken += told["taken"].as_u64().unwrap();
            slowest = slowest.max(told["slowest"].as_f64().unwrap());
            peak = peak.max(told["peak"].as_u64().unwrap());
            kinds.extend(told["findings"].as_array().unwrap().iter().map(ToString::to_string));
            break;
        }
        // It died: of one of the inputs that the workers were busy with.
        let last: Vec<u64> = (0..threads()).filter_map(|slot| position(&folder, slot)).collect();
        for number in &last {
            keep(&folder, &format!("died-{number}"), "the process died", &target.input_of(seed, *number));
        }
        let next = last.into_iter().max().map_or(end, |last| last + 1);
        kinds.push(format!("the process died before execution {next}: {}", output.status));
        executions += next - first;
        first = next;
        if first >= end {
            break;
        }
    }
    if let Some((count, faults)) = (target.name == "documents").then(|| targets::typeset(&folder)).flatten() {
        println!("{:<10} {count:>11} sources compiled", "typst");
        kinds.extend(faults);
    }
    let seconds = begun.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "it is shown to one digit")]
    let (rate, share) = (executions as f64 / seconds, 100.0 * taken as f64 / f64::max(executions as f64, 1.0));
    println!(
        "{:<10} {executions:>11} {seconds:>9.1} {rate:>9.0} {share:>8.1} {slowest:>9.2} {peak:>10} {:>9}",
        target.name,
        kinds.len()
    );
    for kind in &kinds {
        println!("    {kind}");
    }
    kinds.len()
}

fn threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// The number of the execution that a worker was busy with.
fn position(folder: &Path, slot: usize) -> Option<u64> {
    Some(u64::from_le_bytes(fs::read(folder.join(at(slot))).ok()?.try_into().ok()?))
}

/// The work of one process: it tells what came of it in JSON.
fn work(target: &'static Target) {
    let campaign = Campaign {
        seed: number("CANVASS_FUZZ_SEED", 1),
        first: number("CANVASS_FUZZ_FIRST", 0),
        executions: number("CANVASS_FUZZ_EXECUTIONS", 20_000),
        threads: threads(),
        folder: env::var_os(FOLDER).map(PathBuf::from),
    };
    let Tally { executions, taken, slowest, findings, .. } = campaign.run(target);
    let findings: Vec<String> =
        findings.iter().map(|(kind, (first, times))| format!("{kind} ({times} times, first at {first})")).collect();
    println!(
        "{}",
        json!({ "executions": executions, "taken": taken, "slowest": slowest, "peak": peak(), "findings": findings })
    );
    // A worker that hangs would keep the process.
    std::process::exit(0);
}

/// The most memory this process has taken, in MiB; 0 where the system does not say.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
