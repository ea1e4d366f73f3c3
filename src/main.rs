//! The entry of the program.

fn main() {}
