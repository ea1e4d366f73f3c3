//! The checks and the figures, over the worked example and over a large plan, and what compiling the expressions of
//! the checks costs a fresh process.

use crate::plans::{built_in, example, large};
use canvass::bank::{Bank, Phase};
use canvass::checks;
use canvass::facts::Facts;
use canvass::plan::Plan;
use criterion::Criterion;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Everything about checks and figures.
pub fn checks(criterion: &mut Criterion) {
    let bank = built_in();
    for (name, plan) in [("the example", example(&bank)), ("a large plan", large(&bank))] {
        criterion.bench_function(&format!("checks: facts of {name}"), |bencher| {
            bencher.iter(|| Facts::new(&bank, black_box(&plan)));
        });
        let mut facts = Facts::new(&bank, &plan);
        criterion.bench_function(&format!("checks: figures of {name}"), |bencher| {
            bencher.iter(|| facts.add_figures(&bank).unwrap());
        });
        criterion.bench_function(&format!("checks: all of {name}"), |bencher| {
            bencher.iter(|| checks::run(&bank, black_box(&facts.view), Phase::Final));
        });
    }
    let plan = example(&bank);
    criterion.bench_function("checks: compile all expressions", |bencher| {
        bencher.iter_custom(|rounds| (0..rounds).map(|_| compile_cost(&plan)).sum());
    });
}

/// What the first run with a fresh bank takes longer than the second.
fn compile_cost(plan: &Plan) -> Duration {
    let bank = built_in();
    let mut facts = Facts::new(&bank, plan);
    facts.add_figures(&bank).unwrap();
    let first = run(&bank, &facts);
    first.saturating_sub(run(&bank, &facts))
}

fn run(bank: &Bank, facts: &Facts<'_>) -> Duration {
    let start = Instant::now();
    black_box(checks::run(bank, &facts.view, Phase::Final));
    start.elapsed()
}
