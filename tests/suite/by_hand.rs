//! Plans that somebody changed by hand: what nobody knows is kept and told, what stands twice is refused, what does not
//! fit is told by every command.

use crate::command::{Folder, example};
use serde_json::{Value as Json, json};

const PLAN: &str = "p.canvass.json";

const COMMANDS: [&str; 6] = ["draft", "show", "recap", "figures", "check", "status"];

fn changed(change: impl Fn(&mut Json)) -> Folder {
    let mut plan: Json = serde_json::from_str(example()).unwrap();
    change(&mut plan);
    Folder::new().file(PLAN, plan.to_string())
}

#[test]
fn a_misspelt_key_is_told_once_by_every_command_and_kept() {
    let folder = changed(|plan| {
        let cost = &mut plan["answers"]["costs"]["items"][0];
        let amount = cost["fields"].as_object_mut().unwrap().remove("amount").unwrap();
        cost["fields"]["amnunt"] = amount;
        plan["answers"]["pitch"]["valeu"] = json!("x");
        plan["answers"]["pich"] = json!({"state": "answered", "value": "x"});
        plan["mine"] = json!(1);
    });
    let said = "warning: `p.canvass.json` holds what these questions do not know, so it is kept and counts for nothing: \
                `mine`, `pitch.valeu` (`value`?), `costs-1.amnunt` (`amount`?) and `pich` (`pitch`?)\n";
    for command in COMMANDS {
        let told = folder.canvass(&format!("{command} {PLAN}")).end().error_text();
        assert_eq!(told.matches(said).count(), 1, "{command}: {told}");
    }
    folder.write("more.toml", "pitch = 'Another pitch.'");
    folder.canvass(&format!("fill {PLAN} --answers more.toml")).end();
    let kept: Json = serde_json::from_str(&folder.read(PLAN)).unwrap();
    assert_eq!(kept["mine"], json!(1));
    assert_eq!(kept["answers"]["pich"]["value"], "x");
    assert!(!kept["answers"]["costs"]["items"][0]["fields"]["amnunt"].is_null());
    for command in COMMANDS {
        let told = Folder::new().file(PLAN, example()).canvass(&format!("{command} {PLAN}")).end().error_text();
        assert!(!told.contains("do not know"), "{command}: {told}");
    }
}

#[test]
fn a_key_that_stands_twice_is_refused_with_its_place() {
    let twice = example().replacen("\"pitch\": {", "\"pitch\": {\"state\": \"open\"},\n    \"pitch\": {", 1);
    let folder = Folder::new().file(PLAN, &twice).file("a.json", "{\"pitch\": \"a\",\n \"pitch\": \"b\"}");
    for command in COMMANDS {
        let told = folder.canvass(&format!("{command} {PLAN}")).status(1).error_text();
        assert!(
            told.contains("error: this plan cannot be read: `pitch` stands here twice\n  --> p.canvass.json:"),
            "{told}"
        );
    }
    let told = folder.canvass("fill n.canvass.json --answers a.json").status(1).error_text();
    assert!(told.contains("error: the answers cannot be read: `pitch` stands here twice\n --> a.json:2:"), "{told}");
}

#[test]
fn an_answer_that_does_not_fit_is_told_by_every_command() {
    let folder = changed(|plan| plan["answers"]["market_kind"]["value"] = json!("nonsense"));
    for command in COMMANDS {
        let ended = folder.canvass(&format!("{command} {PLAN}")).end();
        let told = ended.output_text() + &ended.error_text();
        let is_told = told.contains("the answer kept at `market_kind` no longer fits")
            || told.contains("1 kept that no longer fit");
        assert!(is_told, "{command}: {told}");
    }
}

#[test]
fn an_id_or_a_text_that_no_document_can_hold_stops_none() {
    let folder = changed(|plan| {
        let costs = &mut plan["answers"]["costs"]["items"];
        costs[0]["id"] = json!("co\u{1b}st\u{202e}");
        costs[1]["fields"]["name"]["value"] = json!("A\u{fffe}B\u{ffff}C");
        plan["answers"]["venture_name"]["value"] = json!("A\u{fffe}B\u{ffff}C");
        plan["answers"]["segments"]["items"][0]["fields"]["name"]["value"] = json!("D\u{fffe}\u{c}E");
    });
    for format in ["md", "html", "typ", "docx", "svg", "json", "xlsx"] {
        folder.canvass(&format!("draft {PLAN} -o p.{format}")).status(0);
    }
    for name in ["p.svg", "p.html", "p.typ", "p.md"] {
        let text = folder.read(name);
        assert!(!text.contains(['\u{fffe}', '\u{ffff}', '\u{1b}', '\u{202e}', '\u{c}']), "{name}");
        assert!(text.contains(if name == "p.svg" { "DE" } else { "ABC" }), "{name}");
    }
}

#[test]
fn addresses_and_signs_in_words_stay_text_in_our_documents() {
    let folder = changed(|plan| {
        plan["answers"]["pitch"]["value"] = json!("See http://a.example/x, www.b.example and c@d.example :tada: now");
    });
    for (format, text) in
        [("html", "See http://a.example/x, www.b.example and c@d.example :tada: now"), ("typ", ":tada:")]
    {
        folder.canvass(&format!("draft {PLAN} -o p.{format}")).status(0);
        let document = folder.read(&format!("p.{format}"));
        assert!(document.contains(text), "{format}");
        assert!(!document.contains("href=\"http") && !document.contains("#link(\"http"), "{format}");
    }
}
