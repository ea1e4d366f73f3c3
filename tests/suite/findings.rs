//! `canvass check` and `canvass waive`, judged exactly.

use super::command::{Folder, same};
use serde_json::Value as Json;
use std::fs;
use std::path::Path;

const ALLOTLY: &str = include_str!("../cases/allotly/answers.toml");

/// A folder with the plan of the second example.
fn with_allotly() -> Folder {
    let folder = Folder::new().file("answers.toml", ALLOTLY);
    folder.canvass("fill b.canvass.json --answers answers.toml").status(0);
    folder
}

#[test]
fn a_check_says_what_is_wrong_what_to_do_and_where() {
    let folder = Folder::new().file("a.canvass.json", super::command::example());
    let expected = "\
Warnings: probably not what you mean
  - The lowest point of the cash is covered by what you ask for; without it,
    €1,092 is missing in month 3.
    Decide what you do if you get only a part of it, or get it later.
    Go to step 10, Applications, analysis and next steps: the sources of money.
    Rule: money-runs-out
  - No cost in step 9 counts the care for your customers, €520 a month: City
    commuters €200 and Employers with bike fleets €320.
    Add it to the costs. If it takes only your own time, your pay counts it:
    then let this stand with that reason.
    Go to step 9, Cost structure: the costs.
    Rule: care-not-counted

No gaps, 2 warnings and no hints, from 71 checks.
To let a warning or a hint stand: canvass waive a.canvass.json RULE --because \"...\"
";
    folder.canvass("check a.canvass.json").status(0).stdout(expected).stderr("");
    let expected = "Nothing found: the answers pass all 31 checks.\n";
    folder.canvass("check a.canvass.json --phase halfway").status(0).stdout(expected).stderr("");
}

#[test]
fn the_findings_as_json_have_the_documented_shape() {
    let found = with_allotly().canvass("check b.canvass.json --json").status(3).output_text();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/allotly/check.json");
    if std::env::var_os("CANVASS_BLESS").is_some() {
        fs::write(&path, &found).unwrap();
    }
    same("check --json", &fs::read_to_string(path).unwrap_or_default(), &found);
}

fn waived(folder: &Folder) -> Vec<(String, String)> {
    let text = folder.canvass("check b.canvass.json --json").status(3).output_text();
    let report: Json = serde_json::from_str(&text).unwrap();
    let findings = report["findings"].as_array().unwrap().clone();
    let own = findings.iter().filter_map(|finding| Some((finding["rule"].as_str()?, finding["waived"].as_str()?)));
    own.map(|(rule, reason)| (rule.to_owned(), reason.to_owned())).collect()
}

#[test]
fn a_warning_is_let_stand_with_a_reason_until_what_it_read_changes() {
    let folder = with_allotly();
    let waive = "waive b.canvass.json normal-month-loses --because 'a grant pays the first year'";
    let said = "let stand: Even a normal month loses €453: the fixed costs are higher than what the sales leave.\n";
    folder.canvass(waive).status(0).stdout("").stderr(said);
    assert_eq!(waived(&folder), [("normal-month-loses".to_owned(), "a grant pays the first year".to_owned())]);
    let shown = folder.canvass("check b.canvass.json").status(3).output_text();
    assert!(shown.contains("    You let it stand: a grant pays the first year\n"), "{shown}");
    assert!(shown.contains("\n1 gap, 2 warnings, 2 hints and 1 let stand, from 71 checks.\n"), "{shown}");

    folder.write("name.toml", "venture_name = \"Allotly Ltd\"\n");
    folder.canvass("fill b.canvass.json --answers name.toml").status(0);
    assert_eq!(waived(&folder).len(), 1, "a change elsewhere does not end it");
    folder.write("pay.toml", "founders_pay = 100\n");
    folder.canvass("fill b.canvass.json --answers pay.toml").status(0);
    assert_eq!(waived(&folder).len(), 0, "a change of the costs ends it");

    folder.canvass(waive).status(0);
    let plan: Json = serde_json::from_str(&folder.read("b.canvass.json")).unwrap();
    assert_eq!(plan["waivers"].as_array().unwrap().len(), 1, "the one that ended is gone");
}

#[test]
fn the_subject_goes_by_title_or_id() {
    let folder = with_allotly();
    folder
        .canvass("waive b.canvass.json partner-not-agreed 'City garden clubs' --because 'we meet on Friday'")
        .status(0);
    folder.canvass("waive b.canvass.json unexpected-relationship segments-1 --because 'they like it'").status(0);
    assert_eq!(waived(&folder).len(), 2);
}

#[test]
fn what_cannot_be_let_stand_is_refused_and_nothing_is_written() {
    let folder = with_allotly();
    let before = folder.read("b.canvass.json");
    for (words, code, said) in [
        (
            "money-runs-out --because so",
            1,
            "error: a gap cannot be let stand: The money is gone in month 21, and at the worst moment €7,248 is \
             missing\nhelp: Find €7,248 before the start, spend less at the beginning, or open later\n",
        ),
        (
            "money-run-out --because so",
            2,
            "error: this bank has no rule `money-run-out`\nhelp: did you mean `money-runs-out`?\n",
        ),
        (
            "offer-without-group --because so",
            1,
            "error: `offer-without-group` finds nothing in this plan\n\
             help: `canvass check b.canvass.json` lists what is found\n",
        ),
        (
            "partner-not-agreed Growers --because so",
            2,
            "error: `partner-not-agreed` finds nothing about `Growers`\nhelp: name one of `City garden clubs`\n",
        ),
        (
            "founders-unpaid --because ' '",
            2,
            "error: the reason is empty\nhelp: say in a sentence why it may stand: --because \"...\"\n",
        ),
    ] {
        folder.canvass(&format!("waive b.canvass.json {words}")).status(code).stdout("").stderr(said);
    }
    assert_eq!(folder.read("b.canvass.json"), before);
}

#[test]
fn a_stored_answer_that_no_longer_fits_is_kept_and_told() {
    let folder = Folder::new().file("answers.toml", "venture_name = 'X'\nmarket_kind = 'mass'\n");
    folder.canvass("fill x.canvass.json --essentials --answers answers.toml").status(3);
    let damaged = folder.read("x.canvass.json").replace("\"mass\"", "\"huge\"");
    folder.write("x.canvass.json", &damaged);
    let told = folder.canvass("check x.canvass.json").status(3).error_text();
    assert!(
        told.starts_with("warning: the answer kept at `market_kind` no longer fits and counts as open: "),
        "{told}"
    );
    let status = folder.canvass("status x.canvass.json").status(0).output_text();
    assert!(status.contains(", 1 kept that no longer fit, "), "{status}");
    assert_eq!(folder.read("x.canvass.json"), damaged);
}

/// A check that fails while it runs is a fault of the bank: it is named and left out, and stops nothing.
#[test]
fn a_check_that_fails_stops_nothing() {
    let folder = Folder::new().file("plan.canvass.json", super::command::example());
    folder.canvass("bank copy own").status(0);
    // The copy stands in for the bank the plan was made with.
    let bank = folder.read("own/bank.toml").replacen("id = \"own\"", "id = \"business-model\"", 1);
    folder.write("own/bank.toml", bank);
    let step = "own/01-customer-segments.toml";
    let failing = "
[[check]]
id = \"never-works\"
severity = \"gap\"
phase = \"halfway\"
for = [\"s in segments\"]
holds = \"1 / (segments.size() - segments.size()) > 2\"
message = \"This is never said.\"
advice = \"Nor is this.\"
";
    folder.write(step, folder.read(step) + failing);
    let named = "warning: check `never-works` gives no answer and is left out: a division by zero\n";
    for command in ["check", "recap", "draft"] {
        let without = folder.canvass(&format!("{command} plan.canvass.json")).end();
        let with = folder.canvass(&format!("{command} plan.canvass.json --bank own")).end();
        assert_eq!(with.output_text().replace(" --bank own", ""), without.output_text(), "{command}");
        assert!(with.error_text().contains(named), "{command}: {}", with.error_text());
        assert!(
            with.error_text().contains("own/01-customer-segments.toml:")
                && !without.error_text().contains("never-works"),
            "{command}"
        );
    }
    let told = folder.canvass("bank check own").status(1).error_text();
    assert!(told.contains("error: check `never-works` gives no answer"), "{told}");
}
