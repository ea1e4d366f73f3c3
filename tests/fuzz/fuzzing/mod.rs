//! Inputs by the thousand, each tried under a watch: no panic, nothing that takes long, nothing that breaks what is promised.
//!
//! The input of an execution follows from the seed, the target and the number of the execution alone, so that whatever is found
//! can be made again.

mod chance;
mod mutation;
mod running;
mod seeds;
pub mod targets;

pub use chance::Chance;
pub use running::{Campaign, Tally, at, keep, tried};

use mutation::Material;
use std::time::Duration;

/// What became of an input: whether it was taken for good, or how what is promised was broken.
pub type Outcome = Result<bool, String>;

/// Makes the input of a number.
type Maker = dyn Fn(u64, &mut Chance) -> String + Send + Sync;

/// Something that reads what others wrote.
pub struct Target {
    /// Names it on the command line, and the folder of its seeds.
    pub name: &'static str,
    /// How long one input may take.
    pub patience: Duration,
    /// The input of a number.
    pub input: Box<Maker>,
    /// Tries an input.
    pub run: fn(&str) -> Outcome,
}

/// No input may take longer.
const PATIENCE: Duration = Duration::from_secs(2);

impl Target {
    /// A reader of texts.
    fn reader(name: &'static str, material: Material, run: fn(&str) -> Outcome) -> Self {
        Self { name, patience: PATIENCE, input: Box::new(move |number, chance| material.input(number, chance)), run }
    }

    /// The input of an execution.
    pub fn input_of(&self, seed: u64, number: u64) -> String {
        let own = self.name.bytes().map(u64::from).collect::<Vec<_>>();
        let mut chance = Chance::new(&[own.as_slice(), &[seed, number]].concat());
        (self.input)(number, &mut chance)
    }
}
