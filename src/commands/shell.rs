//! `canvass completions` and `canvass man`.

use super::{DONE, Failure, World};
use crate::cli::Cli;
use clap::CommandFactory;
use clap_complete::Shell;

pub(super) fn completions(shell: Shell, world: &mut World) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "canvass", &mut script);
    world.print_bytes(&script)?;
    Ok(DONE)
}

pub(super) fn manual(world: &mut World) -> Result<u8, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    world.print_bytes(&page)?;
    Ok(DONE)
}
