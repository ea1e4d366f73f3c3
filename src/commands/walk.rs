//! `canvass walk`, and `canvass` alone: finds the plan, greets, and hands over to a session.

use super::last_good::LastGood;
use super::plan_file::{EXTENSION, PlanFile};
use super::session::{Session, Settled};
use super::{DONE, FALLS_SHORT, Failure, STOPPED, Variables, World, comment, opening, status};
use crate::bank::{Bank, Route};
use crate::cli::WalkArgs;
use crate::files;
use crate::interview::{Interview, Menu, MenuReply, Notice, Pick, Start};
use crate::plan::Plan;
use crate::prompt::editor::Editor;
use crate::prompt::terminal::TerminalFront;
use crate::prompt::{Front, FrontError, stop_code};
use crate::report::recap;
use crate::words;
use std::io;
use std::path::{Path, PathBuf};

pub(super) fn run(args: &WalkArgs, world: &mut World) -> Result<u8, Failure> {
    let redraws = can_redraw(world);
    let mut front = if redraws { terminal_front(world) } else { world.plain_front() };
    let Some(wanted) = wanted_plan(args, world, front.as_mut())? else {
        return Ok(stop_code().unwrap_or(DONE));
    };
    let start = args.from.map_or(Start::FirstOpen, Start::Step);
    match wanted {
        Wanted::Old(path) => {
            let mut file = PlanFile::begin(path.clone())?;
            let (plan, bank) = match opening::plan_and_bank(&path, world) {
                Err(Failure::Damaged { by, state }) => {
                    match offer(&by, &state, front.as_mut()) {
                        Offered::Taken => {}
                        Offered::Left => return Err(Failure::Damaged { by, state }),
                        Offered::Stopped => return Ok(stop_code().unwrap_or(STOPPED)),
                    }
                    let kept = state.take_over(&path)?;
                    world.tell(&format!("The damaged file is kept in {}.\n", kept.display()));
                    opening::plan_and_bank(&path, world)?
                }
                opened => opened?,
            };
            known_step(args.from, &bank)?;
            file.holds(&plan);
            let plan = deepened(plan, args);
            let mut interview = Interview::new(&bank, plan, start);
            let due = status::due(&bank, interview.facts(), world);
            greet_again(front.as_mut(), world.page_columns(), &path, &due, &interview);
            let (comments, said) = comment::said(&path, &bank, interview.facts(), world.page_columns())?;
            interview.hear(comments);
            if !said.is_empty() {
                let _ = front.say(&Notice::Page(said));
            }
            let mut session = Session::new(&bank, interview, world, front);
            session.is_plain = !redraws;
            session.has_file(file);
            exit_code(session.conduct()?)
        }
        Wanted::New(path) => {
            let bank = opening::bank_for_new_plan(world)?;
            known_step(args.from, &bank)?;
            let depth = if args.full { Route::Full } else { Route::Short };
            let plan = Plan::new(&bank, depth, Some(world.now()));
            let file = path.clone().map(PlanFile::begin).transpose()?;
            let interview = Interview::new(&bank, plan, start);
            greet(front.as_mut(), world.page_columns(), path.as_deref(), redraws, &interview);
            let mut session = Session::new(&bank, interview, world, front);
            session.is_plain = !redraws;
            session.asks_depth = !args.essentials && !args.full;
            if let Some(file) = file {
                session.has_file(file);
            }
            exit_code(session.conduct()?)
        }
    }
}

/// The plan of a walk.
enum Wanted {
    /// One that is there.
    Old(PathBuf),
    /// A new one, named already or to be named after the venture.
    New(Option<PathBuf>),
}

fn exit_code(settled: Settled) -> Result<u8, Failure> {
    match settled {
        Settled::Left | Settled::InputEnded { complete: true } => Ok(DONE),
        Settled::Stopped => Ok(stop_code().unwrap_or(STOPPED)),
        Settled::InputEnded { complete: false } => Ok(FALLS_SHORT),
        Settled::CutOff(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(STOPPED),
        Settled::CutOff(error) => Err(Failure::trouble(
            format!("the questions cannot go on: {}", files::reason(&error)),
            "every answer is saved; start canvass again in a terminal, or give it answers over a pipe",
        )),
    }
}

/// Whether a person sits at a terminal that can redraw, and did not ask for plain lines.
fn can_redraw(world: &World) -> bool {
    let dumb = world.variables.term.as_deref() == Some("dumb");
    !world.settings.plain && !dumb && world.has_terminal() && TerminalFront::fits()
}

fn terminal_front(world: &World) -> Box<dyn Front> {
    let Variables { visual, editor, path, .. } = &world.variables;
    let editor = Editor::named(visual.as_deref(), editor.as_deref(), path.as_deref());
    Box::new(TerminalFront::new(world.colour().is_on(), editor))
}

/// The plan named, or the one plan of this folder, or the one chosen among several; none if the user leaves.
fn wanted_plan(args: &WalkArgs, world: &World, front: &mut dyn Front) -> Result<Option<Wanted>, Failure> {
    if let Some(path) = &args.plan {
        if path == Path::new("-") {
            return Err(Failure::usage("a walk needs a plan in a file", "name a file for the plan, NAME.canvass.json"));
        }
        let path = path.clone();
        return Ok(Some(if path.exists() { Wanted::Old(path) } else { Wanted::New(Some(path)) }));
    }
    let mut plans = plans_here();
    match plans.len() {
        0 => Ok(Some(Wanted::New(None))),
        1 => Ok(plans.pop().map(Wanted::Old)),
        _ => choose_plan(&plans, world, front),
    }
}

fn plans_here() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(".").into_iter().flatten().flatten();
    let mut plans: Vec<PathBuf> = entries
        .map(|entry| PathBuf::from(entry.file_name()))
        .filter(|path| path.to_str().is_some_and(|name| name.ends_with(EXTENSION) && !name.starts_with('.')))
        .collect();
    plans.sort();
    plans
}

fn choose_plan(plans: &[PathBuf], world: &World, front: &mut dyn Front) -> Result<Option<Wanted>, Failure> {
    let names: Vec<String> = plans.iter().map(|path| path.display().to_string()).collect();
    if !world.has_terminal() {
        let listed: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let message = format!("there are several plans here: {}", words::listed(&listed));
        return Err(Failure::usage(
            message,
            format!(
                "name the one you mean, such as: {}",
                world.command(&["walk", names.first().map_or("", String::as_str)])
            ),
        ));
    }
    let pick = |key: &str, label: &str| Pick { key: key.into(), label: label.into(), help: None, selected: false };
    let mut entries: Vec<Pick> = names.iter().map(|name| pick(name, name)).collect();
    entries.push(pick("", "begin a new plan"));
    let menu = Menu {
        title: "Which plan would you like to go on with?".into(),
        text: Vec::new(),
        entries,
        folded: 0,
        search: None,
    };
    match front.choose_file(&menu) {
        Ok(MenuReply::Picked(name)) if name.is_empty() => Ok(Some(Wanted::New(None))),
        Ok(MenuReply::Picked(name)) => Ok(Some(Wanted::Old(name.into()))),
        Err(FrontError::Io(error)) => Err(Failure::trouble(
            format!("the terminal cannot be used: {error}"),
            "try again with --plain, or name the plan: canvass walk NAME.canvass.json",
        )),
        Ok(_) | Err(_) => Ok(None),
    }
}

/// What became of an offer.
enum Offered {
    Taken,
    Left,
    Stopped,
}

/// Offers to go on from the last good state of a plan that is damaged. Nothing is done without a yes.
fn offer(failure: &Failure, state: &LastGood, front: &mut dyn Front) -> Offered {
    let pick = |key: &str, label: String| Pick { key: key.into(), label, help: None, selected: false };
    let menu = Menu {
        title: "This plan is damaged. What now?".into(),
        text: vec![words::capitalised(&format!("{}.", failure.in_a_line()))],
        entries: vec![
            pick("take", format!("take the {}; the damaged file is kept under a name of its own", state.named())),
            pick("leave", "leave; nothing is changed".into()),
        ],
        folded: 0,
        search: None,
    };
    match front.choose(&menu) {
        Ok(MenuReply::Picked(key)) if key == "take" => Offered::Taken,
        Err(FrontError::Interrupted { .. } | FrontError::InterruptedBeside { .. }) => Offered::Stopped,
        _ => Offered::Left,
    }
}

fn known_step(from: Option<usize>, bank: &Bank) -> Result<(), Failure> {
    match from {
        Some(step) if step == 0 || step > bank.counted_steps() => {
            let last = bank.counted_steps();
            Err(Failure::usage(format!("there is no step {step}"), format!("name a step from 1 to {last}")))
        }
        _ => Ok(()),
    }
}

/// A plan with the path asked for on the command line, if one was.
fn deepened(plan: Plan, args: &WalkArgs) -> Plan {
    let route = match (args.essentials, args.full) {
        (true, _) => Route::Short,
        (_, true) => Route::Full,
        _ => plan.route,
    };
    Plan { route, ..plan }
}

/// Five lines: what will happen, what comes out of it, how long, where it is saved, how to leave.
fn greet(front: &mut dyn Front, columns: usize, path: Option<&Path>, redraws: bool, interview: &Interview<'_>) {
    let bank = interview.bank();
    let place = path.map_or_else(|| "in this folder".to_owned(), |path| format!("in {}", path.display()));
    let mut text = vec![
        format!("Welcome! {} short steps lead to a draft of your plan: {}.", bank.counted_steps(), bank.title),
        format!(
            "The short path takes {} minutes; stop and come back as you like.",
            interview.length(Route::Short).minutes
        ),
        format!("Answers are saved at once, {place}. Nothing leaves this machine."),
    ];
    // The plain front says by itself what can be typed.
    if redraws {
        text.push("Esc opens the menu (back, skip, help). Ctrl-C saves and leaves.".to_owned());
    }
    let _ = front.say(&Notice::Page(recap::paragraphs(&text.join("\n"), columns)));
}

/// How far the plan has come, where it goes on, and what is due, if anything is.
fn greet_again(front: &mut dyn Front, columns: usize, path: &Path, due: &str, interview: &Interview<'_>) {
    let mut text = format!(
        "Welcome back. You are going on with {}: {} so far.",
        path.display(),
        words::counted(interview.tally().answered, "answer", "answers")
    );
    if !due.is_empty() {
        text = format!("{text}\n{}.", words::capitalised(due));
    }
    let _ = front.say(&Notice::Page(recap::paragraphs(&text, columns)));
}
