//! How long things take: reading the bank, saving a plan, facts, checks and figures, one draft in each format, and the
//! first question on screen of a fresh process. Run with `cargo bench`; no test asserts a time.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::case_sensitive_file_extension_comparisons,
    missing_docs,
    reason = "a measurement that cannot be made says so by panicking; the names of templates are our own"
)]

mod checks;
mod figures;
mod minijinja;
mod plans;

use canvass::bank;
use canvass::documents::{Format, Templates};
use canvass::facts::Facts;
use canvass::files;
use canvass::plan;
use canvass::workbook::spreadsheet;
use criterion::{Criterion, criterion_group, criterion_main};
use plans::{built_in, example};
use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn core(criterion: &mut Criterion) {
    criterion.bench_function("read the bank", |bencher| {
        bencher.iter(|| bank::read(black_box(&bank::built_in_files())).unwrap());
    });
    criterion.bench_function("read and lint the bank", |bencher| {
        bencher.iter(|| canvass::check_bank::read(black_box(&bank::built_in_files())).unwrap());
    });
    let bank = built_in();
    let plan = example(&bank);
    criterion.bench_function("facts of the example", |bencher| bencher.iter(|| Facts::new(&bank, black_box(&plan))));
    let text = plan::write(&plan, &bank);
    criterion.bench_function("read a plan", |bencher| {
        bencher.iter(|| plan::read(black_box(&text), "plan").unwrap());
    });
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.canvass.json");
    criterion.bench_function("write and save a plan", |bencher| {
        bencher.iter(|| files::save(&path, plan::write(black_box(&plan), &bank)).unwrap());
    });
}

fn documents(criterion: &mut Criterion) {
    let bank = built_in();
    let plan = example(&bank);
    let mut facts = Facts::new(&bank, &plan);
    facts.add_figures(&bank).unwrap();
    let report = canvass::checks::judge(&bank, &plan, &mut facts, canvass::bank::Phase::Final);
    assert!(report.problems.is_empty());
    criterion.bench_function("read the templates", |bencher| bencher.iter(|| Templates::of(&bank).unwrap()));
    let templates = Templates::of(&bank).unwrap();
    let view = facts.for_documents(&bank, &plan, "2026-03-01");
    for (name, format) in [
        ("draft in Markdown", Format::Markdown),
        ("draft in HTML", Format::Html),
        ("draft as a Word document", Format::Word),
        ("draft as Typst source", Format::Typst),
        ("draw the canvas alone", Format::Svg),
        ("draft as JSON", Format::Json),
    ] {
        criterion.bench_function(name, |bencher| {
            bencher.iter(|| templates.draft(black_box(&view), format).unwrap());
        });
    }
    let inputs = facts.inputs(&bank);
    criterion.bench_function("draft as a spreadsheet", |bencher| {
        bencher.iter(|| spreadsheet(black_box(&facts.view), black_box(&inputs), None, None).unwrap());
    });
}

/// Three chapters by canvass, from the facts to the finished text, and the same chapters by minijinja, with and without
/// turning the facts into its values.
fn engines(criterion: &mut Criterion) {
    let bank = built_in();
    let plan = example(&bank);
    let facts = Facts::new(&bank, &plan);
    let own = [("plan.md", minijinja::CHAPTERS), ("plan/still-open.md", "")].into_iter().chain(minijinja::PARTS);
    let ours =
        Templates::with_own(&bank, own.map(|(name, text)| (name.to_owned(), text.to_owned())).collect()).unwrap();
    let engine = minijinja::engine();
    let theirs = engine.get_template("chapters.md").unwrap();
    let context = minijinja::context(&facts.view);
    // The stand-ins of our filters do not look at whether an answer has several sentences, which keeps its capital.
    let words = |text: &str| text.replace('\\', "").split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    let (left, right) = (ours.draft(&facts.view, Format::Markdown).unwrap(), theirs.render(&context).unwrap());
    assert_eq!(words(std::str::from_utf8(&left).unwrap()), words(&right), "the engines do not say the same");
    criterion.bench_function("three chapters, facts given: canvass", |bencher| {
        bencher.iter(|| ours.draft(black_box(&facts.view), Format::Markdown).unwrap());
    });
    criterion.bench_function("three chapters, facts given: minijinja", |bencher| {
        bencher.iter(|| theirs.render(minijinja::context(black_box(&facts.view))).unwrap());
    });
    criterion.bench_function("three chapters, values given: minijinja", |bencher| {
        bencher.iter(|| theirs.render(black_box(&context)).unwrap());
    });
}

/// Whole processes: the time until the first question stands on standard error, and a cold `--help` beside `true`.
fn processes(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    criterion.bench_function("process start to first question", |bencher| {
        bencher.iter_custom(|rounds| (0..rounds).map(|_| first_question(folder.path())).sum());
    });
    for (name, program, argument) in
        [("--help", env!("CARGO_BIN_EXE_canvass"), "--help"), ("/bin/true", "/bin/true", "")]
    {
        criterion.bench_function(name, |bencher| {
            bencher.iter(|| Command::new(program).arg(argument).stdout(Stdio::null()).status().unwrap());
        });
    }
}

fn first_question(folder: &std::path::Path) -> Duration {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_canvass"))
        .arg("--plain")
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().starts_with("Your answer")), "no question came");
    let taken = start.elapsed();
    drop(child.stdin.take());
    child.wait().unwrap();
    taken
}

criterion_group!(benches, core, checks::checks, figures::figures, documents, engines, processes);
criterion_main!(benches);
