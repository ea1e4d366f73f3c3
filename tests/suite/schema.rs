//! The JSON Schema of bank files, tried on the built-in bank and on files that are wrong.

use crate::command::Folder;
use canvass::bank;
use serde_json::{Value as Json, json};

/// What a schema has against a value, each with its place; as much of JSON Schema as ours uses.
fn faults(schema: &Json, whole: &Json, value: &Json, place: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (key, rule) in schema.as_object().unwrap() {
        found.extend(match key.as_str() {
            "$ref" => {
                let pointer = rule.as_str().unwrap().strip_prefix('#').unwrap();
                faults(whole.pointer(pointer).unwrap(), whole, value, place)
            }
            "anyOf" => {
                let tried: Vec<_> =
                    rule.as_array().unwrap().iter().map(|own| faults(own, whole, value, place)).collect();
                if tried.iter().any(Vec::is_empty) { Vec::new() } else { tried.concat() }
            }
            "allOf" => rule.as_array().unwrap().iter().flat_map(|own| faults(own, whole, value, place)).collect(),
            "enum" if !rule.as_array().unwrap().contains(value) => vec![format!("{place}: {value} is not offered")],
            "type" if !is_of(rule, value) => vec![format!("{place}: {value} is no {rule}")],
            "required" if value.is_object() => missing(rule, value, place),
            "dependencies" => {
                let present = rule.as_object().unwrap().iter().filter(|(key, _)| value.get(key).is_some());
                present.flat_map(|(_, needed)| missing(needed, value, place)).collect()
            }
            "properties" => in_properties(schema, whole, value, place),
            "items" => {
                let entries = value.as_array().into_iter().flatten();
                entries.enumerate().flat_map(|(at, own)| faults(rule, whole, own, &format!("{place}[{at}]"))).collect()
            }
            "additionalProperties" if rule.is_object() => {
                let entries = value.as_object().into_iter().flatten();
                entries.flat_map(|(name, own)| faults(rule, whole, own, &format!("{place}.{name}"))).collect()
            }
            "enum"
            | "type"
            | "required"
            | "additionalProperties"
            | "title"
            | "description"
            | "$schema"
            | "definitions"
            | "format"
            | "minimum"
            | "default" => Vec::new(),
            other => panic!("the schema uses `{other}`, which this test does not know"),
        });
    }
    found
}

fn is_of(rule: &Json, value: &Json) -> bool {
    let is = |name: &str| match name {
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        _ => panic!("no such type: {name}"),
    };
    rule.as_str().map_or_else(|| rule.as_array().unwrap().iter().any(|own| is(own.as_str().unwrap())), is)
}

fn missing(rule: &Json, value: &Json, place: &str) -> Vec<String> {
    let wanted = rule.as_array().unwrap().iter().filter_map(Json::as_str);
    wanted.filter(|key| value.get(key).is_none()).map(|key| format!("{place}: `{key}` is missing")).collect()
}

fn in_properties(schema: &Json, whole: &Json, value: &Json, place: &str) -> Vec<String> {
    let Some(entries) = value.as_object() else { return Vec::new() };
    let open = schema.get("additionalProperties") != Some(&json!(false));
    let known = |(name, own): (&String, &Json)| match schema["properties"].get(name) {
        Some(rule) => faults(rule, whole, own, &format!("{place}.{name}")),
        None if open => Vec::new(),
        None => vec![format!("{place}: `{name}` is unknown")],
    };
    entries.iter().flat_map(known).collect()
}

fn schema() -> Json {
    serde_json::from_str(&Folder::new().canvass("bank schema").status(0).stderr("").output_text()).unwrap()
}

#[test]
fn every_file_of_the_built_in_bank_follows_the_schema() {
    let schema = schema();
    for (path, text) in bank::built_in_files() {
        if path.ends_with("example.toml") || !path.starts_with("questions/") {
            continue;
        }
        let definition = if path.ends_with("bank.toml") { "bank" } else { "part" };
        let file = serde_json::to_value(text.parse::<toml::Table>().unwrap()).unwrap();
        for rule in [&schema, &schema["definitions"][definition]] {
            let found = faults(rule, &schema, &file, &path);
            assert!(found.is_empty(), "{found:#?}");
        }
    }
}

#[test]
fn every_file_of_a_bank_that_extends_another_follows_the_schema() {
    let schema = schema();
    for file in std::fs::read_dir("tests/cases/bank/extends").unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let text = std::fs::read_to_string(&path).unwrap();
            let file = serde_json::to_value(text.parse::<toml::Table>().unwrap()).unwrap();
            let definition = if path.ends_with("bank.toml") { "bank" } else { "part" };
            let found = faults(&schema["definitions"][definition], &schema, &file, definition);
            assert!(found.is_empty(), "{found:#?}");
        }
    }
}

#[test]
fn a_file_that_is_wrong_does_not_follow_the_schema() {
    let schema = schema();
    let part = &schema["definitions"]["part"];
    let question = |own: Json| json!({ "title": "a", "purpose": "b", "question": [own] });
    for (file, expected) in [
        (json!({ "title": "a", "fact": [{ "id": "b" }] }), "part.fact[0]: `of` is missing"),
        (json!({ "title": "a", "purpose": "b", "porpuse": "c" }), "part: `porpuse` is unknown"),
        (json!({ "title": 1, "purpose": "b" }), "part.title: 1 is no \"string\""),
        (question(json!({ "required": "yes" })), "part.question[0].required: \"yes\" is no \"boolean\""),
        (question(json!({ "kind": "txt" })), "part.question[0].kind: \"txt\" is not offered"),
        (question(json!({ "kind": "text", "ask": "What?" })), "part.question[0]: `label` is missing"),
        (question(json!({ "depth": "deep" })), "part.question[0].depth: \"deep\" is not offered"),
        (question(json!({ "field": [{ "wen": "x" }] })), "part.question[0].field[0]: `wen` is unknown"),
    ] {
        let found = faults(part, &schema, &file, "part");
        assert!(found.iter().any(|fault| fault == expected), "{expected} is not in {found:#?}");
    }
}
