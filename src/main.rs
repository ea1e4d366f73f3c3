//! The entry of the program.

use canvass::cli::Cli;
use canvass::commands::{World, run};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut world = World::new(cli.settings.clone());
    match run(cli, &mut world) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            let text = failure.text(world.colour());
            world.tell(&text);
            ExitCode::from(failure.code())
        }
    }
}
