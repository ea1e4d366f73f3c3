//! The entry of the program.

use canvass::commands::{World, run};
use std::process::ExitCode;

/// A third of a draft was spent in the allocator of the system.
#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(run(std::env::args_os(), &mut World::of_process()))
}
