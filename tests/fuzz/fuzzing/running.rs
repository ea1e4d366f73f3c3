//! The loop: workers that try one input after the other, and a watch over them.

use super::{Outcome, Target};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Seek, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Once};
use std::thread;
use std::time::{Duration, Instant};

/// The stack of the main thread of a program on Linux.
const STACK: usize = 8 * 1024 * 1024;

/// Who has not come to an end by then never will, however busy the machine is.
const NEVER: Duration = Duration::from_mins(3);

/// How often the watch looks.
const LOOK: Duration = Duration::from_millis(20);

/// A run of one target.
pub struct Campaign {
    pub seed: u64,
    /// The number of the first execution.
    pub first: u64,
    pub executions: u64,
    pub threads: usize,
    /// Where findings are written to, and how far each worker is; nowhere without one.
    pub folder: Option<PathBuf>,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Tally {
    pub executions: u64,
    /// How many inputs were taken for good.
    pub taken: u64,
    /// The slowest of them, in seconds.
    pub slowest: f64,
    /// What was found: in a few words, with the number of the first execution that found it and how many did.
    pub findings: BTreeMap<String, (u64, u64)>,
}

/// What the workers and the watch know of each other.
struct Shared {
    target: &'static Target,
    campaign: Campaign,
    /// The number of the next execution.
    next: AtomicU64,
    tally: Mutex<Tally>,
}

/// A worker: the number it is busy with and since when, in milliseconds from the beginning; 0 while it has none.
#[derive(Default)]
struct Worker {
    number: AtomicU64,
    since: AtomicU64,
    is_done: AtomicU64,
}

thread_local! {
    /// What the last panic of this thread said, and where.
    static SAID: std::cell::RefCell<String> = const { std::cell::RefCell::new(String::new()) };
}

/// Has panics of the workers kept instead of printed.
fn keep_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(WORKER) {
                return usual(info);
            }
            let place = info.location().map(ToString::to_string).unwrap_or_default();
            let message = info.payload_as_str().unwrap_or_default().to_owned();
            SAID.with_borrow_mut(|said| *said = format!("panic at {place}: {message}"));
        }));
    });
}

/// What the threads of workers are called.
const WORKER: &str = "fuzz";

impl Campaign {
    /// Runs it to its end.
    pub fn run(self, target: &'static Target) -> Tally {
        keep_panics();
        let begun = Instant::now();
        let (threads, end) = (self.threads, self.first + self.executions);
        let next = AtomicU64::new(self.first);
        let shared = Arc::new(Shared { target, campaign: self, next, tally: Mutex::default() });
        let mut workers: Vec<Arc<Worker>> = (0..threads).map(|slot| shared.hire(slot, begun)).collect();
        loop {
            thread::sleep(LOOK);
            for (slot, worker) in workers.iter_mut().enumerate() {
                let since = Duration::from_millis(worker.since.load(Ordering::SeqCst));
                if since.is_zero() || begun.elapsed().saturating_sub(since) < NEVER {
                    continue;
                }
                // It cannot be ended: another takes its place.
                let number = worker.number.load(Ordering::SeqCst);
                shared.found("it does not come to an end", number);
                worker.is_done.store(1, Ordering::SeqCst);
                *worker = shared.hire(slot, begun);
            }
            if workers.iter().all(|worker| worker.is_done.load(Ordering::SeqCst) == 1) {
                break;
            }
        }
        assert!(shared.next.load(Ordering::SeqCst) >= end);
        std::mem::take(&mut *shared.tally.lock().unwrap())
    }
}

impl Shared {
    fn hire(self: &Arc<Self>, slot: usize, begun: Instant) -> Arc<Worker> {
        let worker = Arc::new(Worker::default());
        let (shared, own) = (Arc::clone(self), Arc::clone(&worker));
        let work = move || {
            // Inputs are made outside of what is tried: a fault there is one of the harness, and is told as well.
            if panic::catch_unwind(AssertUnwindSafe(|| shared.work(slot, &own, begun))).is_err() {
                let number = own.number.load(Ordering::SeqCst);
                shared.found(&format!("the loop itself: {}", SAID.take()), number);
            }
            own.is_done.store(1, Ordering::SeqCst);
        };
        thread::Builder::new().name(WORKER.to_owned()).stack_size(STACK).spawn(work).unwrap();
        worker
    }

    fn work(&self, slot: usize, worker: &Worker, begun: Instant) {
        let Campaign { seed, first, executions, .. } = self.campaign;
        // A stack that overflows ends the whole process: then this file tells with what.
        let mut position = self.campaign.folder.as_ref().map(|folder| File::create(folder.join(at(slot))).unwrap());
        let (mut done, mut taken, mut slowest) = (0, 0, 0_f64);
        loop {
            let number = self.next.fetch_add(1, Ordering::SeqCst);
            if number >= first + executions || worker.is_done.load(Ordering::SeqCst) == 1 {
                break;
            }
            if let Some(position) = &mut position {
                position.rewind().unwrap();
                position.write_all(&number.to_le_bytes()).unwrap();
            }
            let input = self.target.input_of(seed, number);
            worker.number.store(number, Ordering::SeqCst);
            let since = u64::try_from(begun.elapsed().as_millis()).unwrap() + 1;
            worker.since.store(since, Ordering::SeqCst);
            let (outcome, took) = timed(self.target, &input);
            worker.since.store(0, Ordering::SeqCst);
            slowest = slowest.max(took.as_secs_f64());
            done += 1;
            match outcome {
                Err(broken) => self.found(&broken, number),
                Ok(_) if took > self.target.patience => self.found("it takes too long", number),
                Ok(is_taken) => taken += u64::from(is_taken),
            }
        }
        let mut tally = self.tally.lock().unwrap();
        tally.executions += done;
        tally.taken += taken;
        tally.slowest = tally.slowest.max(slowest);
    }

    /// Notes a finding, and keeps the input of the first of its kind.
    fn found(&self, broken: &str, number: u64) {
        let kind = broken.lines().next().unwrap_or_default().to_owned();
        let mut tally = self.tally.lock().unwrap();
        let known = tally.findings.entry(kind).or_insert((number, 0));
        known.1 += 1;
        let count = tally.findings.len();
        let is_new = tally.findings.values().any(|(first, times)| *first == number && *times == 1);
        drop(tally);
        if let Some(folder) = self.campaign.folder.as_ref().filter(|_| is_new) {
            let input = self.target.input_of(self.campaign.seed, number);
            keep(folder, &format!("{count:03}-{number}"), broken, &input);
        }
    }
}

/// The file that tells which execution a worker is busy with.
pub fn at(slot: usize) -> String {
    format!(".at-{slot}")
}

/// Keeps what was found: the input as it is, and what is wrong with it.
pub fn keep(folder: &std::path::Path, name: &str, broken: &str, input: &str) {
    fs::write(folder.join(format!("{name}.input")), input).unwrap();
    fs::write(folder.join(format!("{name}.txt")), format!("{broken}\n")).unwrap();
}

/// Tries one input, and tells how long the thread worked on it: on a busy machine it may have waited for long.
fn timed(target: &Target, input: &str) -> (Outcome, Duration) {
    let (start, worked) = (Instant::now(), worked());
    let outcome = tried(target, input);
    let took = match (worked, self::worked()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => start.elapsed(),
    };
    (outcome, took)
}

/// How long this thread has worked so far, where the system tells.
fn worked() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// Tries one input; a panic is a broken promise like any other.
pub fn tried(target: &Target, input: &str) -> Outcome {
    keep_panics();
    match panic::catch_unwind(AssertUnwindSafe(|| (target.run)(input))) {
        Ok(outcome) => outcome,
        Err(payload) => {
            let said = SAID.take();
            let payload = payload.downcast_ref::<&str>().map(ToString::to_string);
            Err(if said.is_empty() { format!("panic: {}", payload.unwrap_or_default()) } else { said })
        }
    }
}
