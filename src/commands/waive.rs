//! `canvass waive`: a finding is let stand, with a reason.

use super::findings::find;
use super::{DONE, Failure, World, opening};
use crate::bank::{Bank, Phase};
use crate::checks::{Finding, SingleFinding};
use crate::cli::WaiveArgs;
use crate::facts::Facts;
use crate::files::{self, Lock};
use crate::plan::{self, Plan, Waiver};
use crate::words;
use std::path::Path;

pub(super) fn run(args: &WaiveArgs, world: &mut World) -> Result<u8, Failure> {
    if args.plan == Path::new("-") {
        return Err(Failure::usage("nothing can be noted in a plan on standard input", "name a file for the plan"));
    }
    let because = args.because.trim();
    if because.is_empty() {
        return Err(Failure::usage("the reason is empty", "say in a sentence why it may stand: --because \"...\""));
    }
    let lock = Lock::wait(&args.plan)?;
    let (mut plan, bank) = opening::plan_and_bank(&args.plan, world)?;
    let mut facts = Facts::new(&bank, &plan);
    let report = find(&bank, &plan, &mut facts, Phase::Final, world)?;
    let own: Vec<&Finding> = report.findings.iter().filter(|finding| finding.rule == args.rule).collect();
    let meant = meant(args, &own, &bank, &facts, world)?;
    if let Some((gap, part)) = meant.iter().find(|(finding, _)| !finding.can_be_waived()) {
        let message = format!("a gap cannot be let stand: {}", unstopped(&part.message));
        return Err(Failure::trouble(message, unstopped(&gap.advice)));
    }
    for (_, part) in &meant {
        note(&mut plan, &args.rule, part, &own, because, world);
    }
    files::save_plan(&args.plan, &plan::write(&plan, &bank))?;
    drop(lock);
    for (_, part) in &meant {
        world.tell(&format!("let stand: {}\n", words::printable(&part.message)));
    }
    Ok(DONE)
}

/// What is meant, each with the finding that tells of it: all that one finding tells, or all about the subject named.
fn meant<'f>(
    args: &WaiveArgs,
    own: &[&'f Finding],
    bank: &Bank,
    facts: &Facts<'_>,
    world: &World,
) -> Result<Vec<(&'f Finding, &'f SingleFinding)>, Failure> {
    let rule = words::printable(&args.rule);
    if bank.checks().all(|check| check.id != args.rule) {
        let help = match words::closest(&args.rule, bank.checks().map(|check| check.id.as_str())) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("`{}` shows the name of each rule", check(args, world)),
        };
        return Err(Failure::usage(format!("this bank has no rule `{rule}`"), help));
    }
    let parts: Vec<(&Finding, &SingleFinding)> =
        own.iter().flat_map(|finding| finding.parts.iter().map(|part| (*finding, part))).collect();
    let known = |what: String| {
        let mut titles: Vec<String> =
            parts.iter().map(|(_, part)| format!("`{}`", words::printable(&title(part, facts)))).collect();
        titles.dedup();
        Failure::usage(what, format!("name one of {}", words::listed(&titles)))
    };
    let Some((told, first)) = parts.first() else {
        let help = format!("`{}` lists what is found", check(args, world));
        return Err(Failure::trouble(format!("`{rule}` finds nothing in this plan"), help));
    };
    let is_meant = |finding: &Finding, part: &SingleFinding| match &args.subject {
        None => finding == *told || part.subject == first.subject,
        Some(wanted) => {
            title(part, facts) == *wanted || part.subject.iter().any(|id| id == wanted || facts.title(id) == *wanted)
        }
    };
    let meant: Vec<(&Finding, &SingleFinding)> =
        parts.iter().copied().filter(|(finding, part)| is_meant(finding, part)).collect();
    match &args.subject {
        Some(wanted) if meant.is_empty() => {
            Err(known(format!("`{rule}` finds nothing about `{}`", words::printable(wanted))))
        }
        None if meant.len() < parts.len() => Err(known(format!("`{rule}` finds something about more than one thing"))),
        _ => Ok(meant),
    }
}

/// The command that checks the plan.
fn check(args: &WaiveArgs, world: &World) -> String {
    world.command(&["check", &args.plan.display().to_string()])
}

/// How the items of a part are called together.
fn title(part: &SingleFinding, facts: &Facts<'_>) -> String {
    let titles: Vec<String> = part.subject.iter().map(|id| facts.title(id)).collect();
    words::listed(&titles)
}

/// Notes the reason; waivers of the same rule and subject that have ended are dropped.
fn note(plan: &mut Plan, rule: &str, part: &SingleFinding, own: &[&Finding], because: &str, world: &World) {
    let has_ended =
        |waiver: &Waiver| own.iter().flat_map(|finding| &finding.parts).all(|part| part.read_hash != waiver.hash);
    plan.waivers.retain(|waiver| {
        let same = waiver.rule == rule && waiver.subject == part.subject;
        !same || (waiver.hash != part.read_hash && !has_ended(waiver))
    });
    plan.waivers.push(Waiver {
        rule: rule.to_owned(),
        subject: part.subject.clone(),
        because: because.to_owned(),
        at: Some(world.now()),
        hash: part.read_hash.clone(),
    });
}

/// A sentence as it stands inside a message.
fn unstopped(sentence: &str) -> String {
    words::printable(sentence).trim_end_matches('.').to_owned()
}
