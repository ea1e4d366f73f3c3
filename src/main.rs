//! The entry of the program.

use canvass::commands::{World, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(run(std::env::args_os(), &mut World::of_process()))
}
