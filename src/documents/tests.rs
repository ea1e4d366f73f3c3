use super::*;
use crate::fact::FactMap;
use rust_decimal::Decimal;
use serde_json::Value as Json;

const FULL: &str = include_str!("../../tests/cases/facts/spoke-and-go.json");
const ESSENTIAL: &str = include_str!("../../tests/cases/facts/allotly-essential.json");
const EMPTY: &str = include_str!("../../tests/cases/facts/empty.json");

/// Facts from JSON: `{"decimal": "60.00"}` is a decimal, `{"$item": "segments-1"}` an item that stands in its list.
fn facts(text: &str) -> Fact {
    let json: Json = serde_json::from_str(text).unwrap();
    let Fact::Map(map) = fact(&json) else { panic!("facts are a map") };
    let mut map = FactMap::clone(&map);
    let items: Vec<Fact> = map.values().flat_map(|value| value.as_list().to_vec()).collect();
    let named = items.into_iter().filter_map(|item| Some((item.get("id").as_text()?.to_owned(), item)));
    let named: FactMap = named.filter(|(_, item)| item.get("list") != Fact::Null).collect();
    map.insert("items".to_owned(), Fact::map(named));
    Fact::map(map)
}

fn fact(json: &Json) -> Fact {
    match json {
        Json::Null => Fact::Null,
        Json::Bool(truth) => Fact::Bool(*truth),
        Json::Number(number) => Fact::Whole(number.as_i64().unwrap()),
        Json::String(text) => Fact::text(text.as_str()),
        Json::Array(values) => Fact::list(values.iter().map(fact)),
        Json::Object(map) => match map.get("decimal") {
            Some(number) => Fact::Decimal(number.as_str().unwrap().parse::<Decimal>().unwrap()),
            None => Fact::map(map.iter().map(|(name, value)| (name.clone(), fact(value))).collect()),
        },
    }
}

fn templates() -> Templates {
    Templates::built_in().unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn draft(text: &str, format: Format) -> String {
    templates().draft(&facts(text), format).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

#[test]
#[ignore = "writes the documents out for reading"]
fn write_out() {
    let folder = std::path::PathBuf::from(std::env::var("OUT").unwrap());
    for (name, text) in [("full", FULL), ("essential", ESSENTIAL), ("empty", EMPTY)] {
        std::fs::write(folder.join(format!("{name}.md")), draft(text, Format::Markdown)).unwrap();
        std::fs::write(folder.join(format!("{name}.html")), draft(text, Format::Html)).unwrap();
        std::fs::write(folder.join(format!("{name}.recap.txt")), templates().recap(&facts(text)).unwrap()).unwrap();
        std::fs::write(folder.join(format!("{name}.far.txt")), templates().plan_so_far(&facts(text)).unwrap()).unwrap();
    }
}
