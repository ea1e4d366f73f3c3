//! Prepares the built-in banks, so that their TOML need not be read whenever canvass runs.

#[path = "bank/prepared.rs"]
#[allow(dead_code, reason = "reading is for the program")]
mod prepared;

use prepared::{Node, Pair};
use std::error::Error;
use std::path::Path;
use std::{env, fs};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=questions");
    println!("cargo::rerun-if-changed=src/build.rs");
    println!("cargo::rerun-if-changed=src/bank/prepared.rs");
    let mut packed: Vec<(String, Vec<u8>)> = Vec::new();
    for bank in fs::read_dir("questions")? {
        for file in fs::read_dir(bank?.path())? {
            let path = file?.path();
            // The example is no part of its bank.
            let is_part = path.file_stem().is_some_and(|name| name != "example");
            if is_part && path.extension().is_some_and(|extension| extension == "toml") {
                let text = fs::read_to_string(&path)?;
                let table = DeTable::parse(&text).map_err(|error| format!("{}: {error}", path.display()))?;
                let shown = path.to_string_lossy().replace('\\', "/");
                packed.push((shown, postcard::to_allocvec(&pairs(table.get_ref(), &text))?));
            }
        }
    }
    packed.sort();
    fs::write(Path::new(&env::var("OUT_DIR")?).join("banks"), postcard::to_allocvec(&packed)?)?;
    Ok(())
}

fn pairs<'t>(table: &'t DeTable<'t>, text: &'t str) -> Vec<Pair<'t>> {
    let pairs = table.iter().map(|(key, value)| (key.span(), &**key.get_ref(), value.span(), node(value, text)));
    pairs.collect()
}

fn node<'t>(value: &'t Spanned<DeValue<'t>>, text: &'t str) -> Node<'t> {
    match value.get_ref() {
        DeValue::String(text) => Node::Text(text),
        DeValue::Boolean(value) => Node::Boolean(*value),
        DeValue::Array(values) => Node::List(values.iter().map(|value| (value.span(), node(value, text))).collect()),
        DeValue::Table(table) => Node::Table(pairs(table, text)),
        _ => Node::Written(text.get(value.span()).unwrap_or_default()),
    }
}
