//! The plans that are measured: the worked example, and a large one.

use canvass::bank::{self, Bank, Route};
use canvass::interview;
use canvass::plan::{self, Plan};
use serde_json::{Map, Value as Json, json};

/// The bank that is part of the program.
pub fn built_in() -> Bank {
    bank::read(&bank::built_in_files()).unwrap()
}

/// The worked example.
pub fn example(bank: &Bank) -> Plan {
    let files = bank::built_in_files();
    let (path, text) = files.iter().find(|(path, _)| path.ends_with("example.toml")).unwrap();
    filled(bank, &plan::read_answers(text, path).unwrap())
}

/// A plan far larger than any founder's: 20 groups, 30 offers, 40 revenue streams, 100 costs, and the people,
/// channels, work and partners that go with them.
pub fn large(bank: &Bank) -> Plan {
    let answers = json!({
        "venture_name": "Everything for everyone",
        "currency": "EUR",
        "market_kind": "segmented",
        "money_sources": [{ "kind": "own", "amount": 100_000 }],
        "founders_pay": 4000,
        "ramp_months": 12,
        "ramp_start": 10,
        "segments": list(20, |n| json!({
            "name": format!("Group {n}"), "head_count": 1000 + n, "pays": n % 5 != 0, "priority": "first",
            "expected_kind": "personal",
        })),
        "personas": list(20, |n| json!({
            "name": format!("Person {n}"), "segment": format!("Group {n}"), "roles": ["buyer", "user"],
        })),
        "problems": list(30, |n| json!({
            "problem": format!("Problem {n}"), "persona": format!("Person {}", n % 20), "alternative": "waits",
        })),
        "propositions": list(30, |n| json!({
            "name": format!("Offer {n}"), "segments": [format!("Group {}", n % 20), format!("Group {}", (n + 7) % 20)],
            "problems": [format!("Problem {n}")],
        })),
        "channels": list(20, |n| json!({
            "name": format!("Channel {n}"), "owner": "own_direct", "segments": [format!("Group {n}")],
            "phases": ["awareness", "evaluation", "purchase", "delivery"],
        })),
        "relationships": list(20, |n| json!({
            "segment": format!("Group {n}"), "kinds": ["personal"], "cost_per_customer": 1, "stages": ["retention"],
        })),
        "revenue_streams": list(40, |n| json!({
            "name": format!("Stream {n}"), "payers": [format!("Person {}", n % 20)],
            "propositions": [format!("Offer {}", n % 20)], "kind": "usage_fee", "recurrence": "recurring",
            "price": 20 + n, "customers": 10 + n, "purchases": 2, "direct_cost": 7,
        })),
        "activities": list(20, |n| json!({
            "name": format!("Activity {n}"), "serves": [format!("Offer {n}"), format!("Stream {n}")],
            "essential": n % 2 == 0,
        })),
        "resources": list(20, |n| json!({
            "name": format!("Resource {n}"), "kind": "physical", "used_by": [format!("Activity {n}")], "status": "rent",
        })),
        "partners": list(10, |n| json!({
            "name": format!("Partner {n}"), "gives": "parts", "gets": "orders", "status": "agreed",
            "provides": [format!("Resource {n}"), format!("Activity {}", n + 10)],
        })),
        "costs": list(100, |n| json!({
            "name": format!("Cost {n}"), "kind": (if n % 4 == 0 { "one_off" } else { "fixed" }), "amount": 10 + n, "period": "monthly",
            "causes": [format!("Activity {}", n % 20)],
        })),
    });
    let Json::Object(answers) = answers else { unreachable!() };
    filled(bank, &answers)
}

fn list(count: usize, item: impl Fn(usize) -> Json) -> Vec<Json> {
    (0..count).map(item).collect()
}

fn filled(bank: &Bank, answers: &Map<String, Json>) -> Plan {
    let plan = Plan::new(bank, Route::Full, None);
    interview::fill(bank, &plan, answers, jiff::Timestamp::UNIX_EPOCH).unwrap_or_else(|problems| panic!("{problems:?}"))
}
