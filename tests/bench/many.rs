//! Ten thousand plans: the table as CSV and as lines of JSON, and all of them written up, on one thread and on two, each
//! beside a plain copy of the same files in the same run; the most memory that each took; and a run that is ended in its
//! midst and taken up again. Run with `cargo bench --bench many`; `CANVASS_PLANS` says how many plans it is to be.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a measurement that cannot be made says so by panicking"
)]

use canvass::documents::is_sealed;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The plans that all others are made of: the worked example, and the answers of some cases.
const CASES: [&str; 4] = ["tool-library", "hair-salon", "hearing-van", "allotly"];

fn main() {
    let count = std::env::var("CANVASS_PLANS").map_or(10_000, |count| count.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let bench = Bench { folder: folder.path().to_owned(), count };
    bench.make();
    let bytes: u64 = files(&bench.path("plans")).iter().map(|file| fs::metadata(file).unwrap().len()).sum();
    println!("{count} plans, {:.1} MiB", bytes as f64 / 1024.0 / 1024.0);
    let copy = bench.copied();
    println!("{:<28} {:>10} {:>12} {:>12} {:>12}", "", "seconds", "ms a plan", "to the copy", "peak MiB");
    bench.line("a copy of the files", copy, copy, None);
    for threads in ["1", "2"] {
        for (what, words) in [
            ("CSV", "cohort plans --csv --force -o out.csv"),
            ("JSON lines", "cohort plans --jsonl --force -o out.jsonl"),
            ("Markdown", "draft --all plans --to md -o out"),
        ] {
            let _ = fs::remove_dir_all(bench.path("out"));
            let (taken, peak) = bench.timed(words, threads);
            bench.line(&format!("{what}, threads: {threads}"), taken, copy, peak);
        }
    }
    let written = files(&bench.path("out"));
    assert_eq!(written.len(), count, "a document for each plan");
    bench.interrupted(&written);
}

struct Bench {
    folder: PathBuf,
    count: usize,
}

impl Bench {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn command(&self, words: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_canvass"));
        command
            .args(shell_words::split(words).unwrap())
            .current_dir(&self.folder)
            .env("SOURCE_DATE_EPOCH", "1772366400");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Makes the plans: each has a name of its own.
    fn make(&self) {
        fs::create_dir(self.path("plans")).unwrap();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut answers: Vec<PathBuf> = vec![root.join("questions/business-model/example.toml")];
        answers.extend(CASES.iter().map(|case| root.join("tests/cases").join(case).join("answers.toml")));
        let bases: Vec<String> = answers
            .iter()
            .enumerate()
            .map(|(number, answers)| {
                let words = format!("fill base{number}.canvass.json --answers '{}'", answers.display());
                self.command(&words).status().unwrap();
                fs::read_to_string(self.path(&format!("base{number}.canvass.json"))).unwrap()
            })
            .collect();
        for (number, base) in (0..self.count).zip(bases.iter().cycle()) {
            let mut plan: serde_json::Value = serde_json::from_str(base).unwrap();
            *plan.pointer_mut("/answers/venture_name/value").unwrap() = format!("Venture {number:05}").into();
            fs::write(self.path(&format!("plans/p{number:05}.canvass.json")), format!("{plan:#}\n")).unwrap();
        }
    }

    /// How long a plain copy of all files takes.
    fn copied(&self) -> Duration {
        let plans = files(&self.path("plans"));
        fs::create_dir(self.path("copy")).unwrap();
        let start = Instant::now();
        for plan in &plans {
            let bytes = fs::read(plan).unwrap();
            fs::write(self.path("copy").join(plan.file_name().unwrap()), bytes).unwrap();
        }
        start.elapsed()
    }

    /// How long a command takes, and the most memory in KiB, where the system tells.
    fn timed(&self, words: &str, threads: &str) -> (Duration, Option<u64>) {
        let start = Instant::now();
        let mut child = self.command(&format!("{words} --threads {threads}")).spawn().unwrap();
        let mut peak = None;
        loop {
            peak = peak.max(most_memory(&child));
            if let Some(status) = child.try_wait().unwrap() {
                assert!(status.success(), "{words}: {status}");
                return (start.elapsed(), peak);
            }
            sleep(Duration::from_millis(2));
        }
    }

    fn line(&self, what: &str, taken: Duration, copy: Duration, peak: Option<u64>) {
        let seconds = taken.as_secs_f64();
        let each = seconds * 1000.0 / self.count as f64;
        let peak = peak.map_or_else(String::new, |peak| format!("{:.1}", peak as f64 / 1024.0));
        println!("{what:<28} {seconds:>10.2} {each:>12.3} {:>12.1} {peak:>12}", seconds / copy.as_secs_f64());
    }

    /// A run that is ended when a third is written, and taken up again: whatever stands there in between is whole, and in the
    /// end all is as if nothing had happened.
    fn interrupted(&self, whole: &[PathBuf]) {
        let words = "draft --all plans --to md -o again --threads 2";
        let mut child = self.command(words).spawn().unwrap();
        while files(&self.path("again")).len() < self.count / 3 {
            assert!(child.try_wait().unwrap().is_none(), "it was done before it could be ended");
            sleep(Duration::from_millis(2));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let there = files(&self.path("again"));
        let halves = there.iter().filter(|file| !is_sealed(&fs::read(file).unwrap())).count();
        let start = Instant::now();
        assert!(self.command(words).status().unwrap().success());
        let taken = start.elapsed().as_secs_f64();
        let again = files(&self.path("again"));
        let same = again.iter().zip(whole).all(|(one, other)| fs::read(one).unwrap() == fs::read(other).unwrap());
        println!(
            "ended with {} of {} written, {halves} of them half; taken up again in {taken:.2} s: {} written, {}, {} left over",
            there.len(),
            self.count,
            again.len(),
            if same && again.len() == whole.len() { "all the same as in one go" } else { "NOT THE SAME" },
            left_over(&self.path("again")),
        );
        assert!(halves == 0 && same && again.len() == whole.len());
    }
}

/// The files in a folder that are not hidden, by their names; none where there is no folder yet.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).filter(|path| !is_hidden(path)).collect();
    files.sort();
    files
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().unwrap().to_string_lossy().starts_with('.')
}

/// How many files were begun and never got their name.
fn left_over(folder: &Path) -> usize {
    fs::read_dir(folder).unwrap().filter(|entry| is_hidden(&entry.as_ref().unwrap().path())).count()
}

/// The most memory that a process has taken so far, in KiB.
fn most_memory(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}
