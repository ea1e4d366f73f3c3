//! One file per subcommand: gather, call the core, write.

mod anonymise;
mod answers;
mod bank;
mod bank_difference;
mod bank_pack;
mod check;
mod cohort;
mod comment;
mod confirm;
mod copies;
mod course;
mod depth;
mod difference;
mod draft;
mod drafts;
mod example;
mod failure;
mod figures;
mod fill;
mod findings;
mod form;
mod import;
mod last_good;
mod many;
mod new_bank;
mod opening;
mod plan_file;
mod press;
mod ready;
mod recap;
mod session;
mod shell;
mod show;
mod status;
mod template;
mod template_folder;
mod upgrade;
mod waive;
mod walk;
mod workbook;
mod world;
mod written;

use failure::Failure;
pub use world::{Stream, Variables, World};

use crate::cli::{Cli, Command, WalkArgs};
use crate::prompt::endure_limits;
use std::ffi::OsString;

/// Everything was done.
pub const DONE: u8 = 0;
/// Asked for in the wrong way.
const WRONG_USAGE: u8 = 2;
/// Done, but the content falls short.
pub const FALLS_SHORT: u8 = 3;
/// Stopped by the user; everything is saved.
pub const STOPPED: u8 = 130;

/// Runs a whole command line, which begins with the program's name, and gives the exit code.
pub fn run(line: impl IntoIterator<Item = OsString>, world: &mut World) -> u8 {
    endure_limits();
    let done = match Cli::read(line, world.help_columns()) {
        Ok(cli) => {
            world.settings = cli.settings.clone();
            obey(cli, world)
        }
        Err(answer) if answer.is_wrong_usage => {
            world.tell_styled(answer.text(world.colour().is_on()));
            Ok(WRONG_USAGE)
        }
        Err(answer) => world.print(answer.text(world.output_colour().is_on())).map(|()| DONE),
    };
    done.unwrap_or_else(|failure| {
        world.complain(&failure);
        failure.code()
    })
}

fn obey(cli: Cli, world: &mut World) -> Result<u8, Failure> {
    match cli.command {
        None => walk::run(&WalkArgs::default(), world),
        Some(Command::Walk(args)) => walk::run(&args, world),
        Some(Command::Draft(args)) => draft::run(&args, world),
        Some(Command::Show { plan }) => show::run(&plan, world),
        Some(Command::Recap { plan, more }) => recap::run(&plan, more, world),
        Some(Command::Figures(args)) => figures::run(&args, world),
        Some(Command::Check(args)) => check::run(&args, world),
        Some(Command::Answers(args)) => answers::run(&args, world),
        Some(Command::Diff(args)) => difference::run(&args, world),
        Some(Command::Cohort(args)) => cohort::run(&args, world),
        Some(Command::Waive(args)) => waive::run(&args, world),
        Some(Command::Confirm(args)) => confirm::run(&args, world),
        Some(Command::Comment(args)) => comment::run(&args, world),
        Some(Command::Fill(args)) => fill::run(&args, world),
        Some(Command::Workbook(args)) => workbook::run(&args, world),
        Some(Command::Form(args)) => form::run(&args, world),
        Some(Command::Import(args)) => import::run(&args, world),
        Some(Command::Anonymise(args)) => anonymise::run(&args, world),
        Some(Command::Upgrade(args)) => upgrade::run(&args, world),
        Some(Command::Status { plans }) => status::run(&plans, world),
        Some(Command::Example { output, force }) => example::run(output.as_deref(), force, world),
        Some(Command::Bank(command)) => bank::run(command, world),
        Some(Command::Template(command)) => template::run(command, world),
        Some(Command::Completions { shell }) => shell::completions(shell, world),
        Some(Command::Man) => shell::manual(world),
    }
}
