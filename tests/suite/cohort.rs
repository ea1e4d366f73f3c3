//! Many plans beside each other: a cohort of sixty at all stages, from two versions of the questions, with five files that
//! cannot be read.

use crate::browser::pages::program;
use crate::checks::{answers, bank, fill};
use crate::command::{Folder, Outcome, same};
use canvass::bank::{Question, Route};
use canvass::plan::{self, Address, Answer, Plan, State};
use serde_json::{Map, Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use unicode_width::UnicodeWidthStr;

/// The plans that whole answers are there for.
const WHOLE: [&str; 4] = ["spoke-and-go", "tool-library", "hair-salon", "hearing-van"];
const PLANS: usize = 60;
const BROKEN: [&str; 5] = ["cut-off", "newer", "no-bank", "no-text", "empty"];

/// Names that spreadsheets, terminals and pages could stumble over.
const NAMES: [&str; 6] =
    ["=1+1", "@SUM(1+1)", "-2+3", "自行车修理铺", "Müller & Söhne <b>", "\"quoted\", with commas; and more"];

fn whole(name: &str) -> Map<String, Json> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    match name {
        "spoke-and-go" => answers(&root.join("questions/business-model/example.toml")),
        name => answers(&root.join("tests/cases").join(name).join("answers.toml")),
    }
}

/// The plans with whole answers, filled in once.
fn bases() -> &'static [Plan; 4] {
    static BASES: OnceLock<[Plan; 4]> = OnceLock::new();
    let base = |name| fill(bank(), &Plan::new(bank(), Route::Full, None), &whole(name), "2026-03-01T10:00:00Z");
    BASES.get_or_init(|| WHOLE.map(base))
}

/// What a founder has answered who came so far: the answers to the first of the questions.
fn begun(number: usize) -> Plan {
    let mut plan = bases()[number % WHOLE.len()].clone();
    let name = NAMES.get(number).map_or_else(|| format!("Venture {number:02}"), |name| (*name).to_owned());
    let stages = ["idea", "talking", "prototype", "first_sales"];
    for (id, value) in [
        ("venture_name", name.into()),
        ("purposes", json!(["incubator"])),
        ("consent", if number % 3 == 2 { serde_json::Value::Null } else { true.into() }),
        ("conversations", number.to_string().into()),
        ("stage", stages[number / 4 % 4].into()),
    ] {
        let answer = Answer { value, at: "2026-03-01T10:00:00Z".parse().ok(), ..Answer::new(State::Answered) };
        plan.put(&Address::Question(id.to_owned()), answer);
    }
    // From the first question to the last, five plans for each part of the way.
    let asked: Vec<&Question> = bank().questions().map(|(_, question)| question).collect();
    let kept = asked.len() * (1 + number / 5) / (PLANS / 5);
    let profile = bank().steps[0].questions.len();
    for question in asked.into_iter().skip(kept.max(profile)) {
        match &question.of {
            None => drop(plan.answers.shift_remove(&question.id)),
            Some(list) => plan.items_mut(list).iter_mut().for_each(|item| drop(item.fields.shift_remove(&question.id))),
        }
    }
    plan
}

/// The plan as a file; every fourth was saved with the version before.
fn file(number: usize) -> String {
    let text = plan::write(&begun(number), bank());
    if number % 4 == 1 { text.replacen("\"version\": \"2\"", "\"version\": \"1\"", 1) } else { text }
}

/// A folder with the cohort in `plans`.
fn cohort() -> &'static Folder {
    static COHORT: OnceLock<Folder> = OnceLock::new();
    COHORT.get_or_init(|| with_plans(&(0..PLANS).collect::<Vec<_>>()))
}

/// The same with a few of the plans, for what does not need them all.
const FEW: [usize; 7] = [0, 1, 2, 4, 26, 58, 59];

fn few() -> &'static Folder {
    static FOLDER: OnceLock<Folder> = OnceLock::new();
    FOLDER.get_or_init(|| with_plans(&FEW))
}

/// The page of a few plans, hostile names among them, for the browser.
pub fn page_of_a_few() -> String {
    few().canvass("cohort plans --html --columns monthly_revenue").status(3).output_text()
}

fn with_plans(numbers: &[usize]) -> Folder {
    let folder = Folder::new();
    for &number in numbers {
        folder.write(&format!("plans/p{number:02}.canvass.json"), file(number));
    }
    let good = folder.read("plans/p59.canvass.json");
    let [cut_off, newer, no_bank, no_text, empty] = BROKEN.map(|name| format!("plans/{name}.canvass.json"));
    folder.write(&cut_off, &good[..good.len() / 2 - good[..good.len() / 2].len() % 2]);
    folder.write(&newer, r#"{"format": 99}"#);
    folder.write(&no_bank, good.replace("\"business-model\"", "\"our-hub\""));
    folder.write(&no_text, b"{\"format\": \xff}");
    folder.write(&empty, "");
    // What is no plan is none.
    folder.write("plans/notes.txt", "not a plan");
    folder
}

fn lines(outcome: &Outcome) -> Vec<Json> {
    outcome.output_text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_file_is_a_row_in_a_table_that_fits() {
    for columns in [80, 200] {
        let run = cohort().canvass("cohort plans --columns monthly_revenue").env("COLUMNS", columns.to_string());
        let text = run.status(3).stderr("").output_text();
        let widest = text.lines().map(UnicodeWidthStr::width).max().unwrap();
        assert!(widest <= columns, "{widest} of {columns}\n{text}");
        for number in NAMES.len()..PLANS {
            assert!(text.contains(&format!("Venture {number:02}")), "{number} at {columns}\n{text}");
        }
        assert!(text.contains("自行车修理铺"), "{text}");
        let flat = text.replace("\n    ", " ");
        for name in BROKEN {
            let told =
                flat.lines().find(|line| line.trim_start().starts_with(name)).unwrap_or_else(|| panic!("{name}"));
            assert!(told.len() > name.len() + 20, "{told}");
        }
        assert!(text.contains("€"), "{text}");
    }
}

#[test]
fn rows_are_sorted_and_sifted_by_what_checks_read() {
    let folder = cohort();
    let rows = |words: &str| lines(&folder.canvass(&format!("cohort plans --jsonl {words}")).status(3));
    let numbers = |rows: &[Json], id: &str| rows.iter().filter_map(|row| row[id].as_i64()).collect::<Vec<_>>();
    let all = rows("--sort=-readiness");
    assert_eq!(all.len(), PLANS + BROKEN.len());
    let falling = numbers(&all, "readiness");
    assert!(falling.is_sorted_by(|one, next| one >= next) && falling[0] > falling[falling.len() - 1], "{falling:?}");
    assert!(all[PLANS..].iter().all(|row| row["problem"].is_string() && row["readiness"].is_null()));
    assert!(numbers(&rows("--sort conversations"), "conversations").is_sorted());
    let few = rows("--where \"stage == 'idea' && columns.conversations >= 32\"");
    let read: Vec<&Json> = few.iter().filter(|row| row["venture"].is_string()).collect();
    assert_eq!(few.len() - read.len(), BROKEN.len(), "what cannot be read is never dropped");
    assert_eq!(read.len(), 8, "{read:#?}");
    assert!(read.iter().all(|row| row["stage"] == "idea" && row["conversations"].as_i64() >= Some(32)));
    // At all stages, from two versions.
    let steps: BTreeSet<i64> = numbers(&all, "step").into_iter().collect();
    assert!(steps.len() > 8, "{steps:?}");
    let versions: BTreeSet<&str> = all.iter().filter_map(|row| row["bank_version"].as_str()).collect();
    assert_eq!(versions.into_iter().collect::<Vec<_>>(), ["1", "2"]);
    let partial = all.iter().filter_map(|row| row["partial"].as_array()).filter(|partial| !partial.is_empty());
    assert!(partial.count() > 3);
}

#[test]
fn one_thread_or_many_make_the_same_table() {
    let csv = |words: &str| few().canvass(&format!("cohort plans --csv {words}")).status(3).output_text();
    assert_eq!(csv("--threads 1"), csv("--threads 5"));
}

#[test]
fn conditions_and_columns_that_cannot_be_are_told() {
    let folder = Folder::new().file("plan.canvass.json", crate::command::example());
    let told =
        |words: &str| folder.canvass(&format!("cohort plan.canvass.json {words}")).status(2).stdout("").error_text();
    assert!(told("--where 'stage =='").starts_with("error: --where cannot be read: "));
    assert!(told("--where 'stage2 == 1'").starts_with("error: --where gives no answer for any plan: "));
    same(
        "a column",
        "error: there is no column `readyness`\nhelp: did you mean `readiness`?\n",
        &told("--sort=-readyness"),
    );
    assert!(told("--columns nothing_like_it").contains("\nhelp: there are: file, venture, "));
    let empty = Folder::new().file("plans/notes.txt", "");
    let message = "error: there is no plan in `plans`\n\
                   help: plans are files that end in .canvass.json; name their folder, or the files themselves\n";
    empty.canvass("cohort plans").status(1).stdout("").stderr(message);
}

#[test]
fn a_single_plan_is_told_what_would_raise_it_most() {
    let folder = Folder::new().file("plan.canvass.json", crate::command::example());
    let text = folder.canvass("cohort plan.canvass.json").status(0).stderr("").output_text();
    let note = "Readiness describes this document, not the venture's chances or the people.\n";
    assert!(text.contains(note), "{text}");
    assert!(text.contains("\nWhat would raise it most, by "), "{text}");
}

#[test]
fn a_reviewer_notes_what_was_seen_of_the_evidence() {
    let folder = Folder::new().file("plan.canvass.json", crate::command::example());
    let row = || lines(&folder.canvass("cohort plan.canvass.json --jsonl").status(0)).remove(0);
    let before = row();
    assert_eq!(before["confirmed"], 0);
    folder
        .canvass("confirm plan.canvass.json assumptions-3 --evidence trial --by 'A. Reviewer'")
        .status(0)
        .stdout("")
        .stderr("noted: tried out for “Nadia and a helper manage five visits and four fleet bikes on a working day”\n");
    let after = row();
    // 2 × 0.7 of 3 + 3 + 2 + 3
    assert_eq!(
        (&after["confirmed"], &after["evidence"]),
        (&13.into(), &before["evidence"]),
        "the founders' view stays"
    );
    assert_eq!(before["readiness"], after["readiness"]);
    // Each reviewer has one view of an entry.
    folder.canvass("confirm plan.canvass.json assumptions-3 --evidence paid --by 'A. Reviewer'").status(0);
    let plan: Json = serde_json::from_str(&folder.read("plan.canvass.json")).unwrap();
    assert_eq!(plan["confirmations"].as_array().unwrap().len(), 1);
    assert_eq!(plan["confirmations"][0]["evidence"], "paid");
    folder.canvass("confirm plan.canvass.json assumptions-3 --evidence certain").status(2).stderr(
        "error: there is no evidence `certain`\n\
             help: write one of `belief`, `research`, `conversations`, `trial` and `paid`\n",
    );
    folder.canvass("confirm plan.canvass.json nobody --evidence paid").status(2);
}

#[test]
fn own_words_are_shown_only_where_they_are_asked_for() {
    let folder = Folder::new().file("plan.canvass.json", crate::command::example());
    let head = |words: &str| {
        let text = folder.canvass(&format!("cohort plan.canvass.json --csv {words}")).status(0).output_text();
        text.lines().next().unwrap().split(',').map(str::to_owned).collect::<Vec<_>>()
    };
    let usual = head("");
    for id in ["main_offer", "riskiest", "would_raise", "sector"] {
        assert!(!usual.iter().any(|own| own == id), "{id}");
        assert_eq!(head(&format!("--columns {id}")).last().unwrap(), id);
    }
}

#[test]
fn reviewers_read_no_names() {
    let folder = few();
    for words in ["", "--csv", "--jsonl", "--html"] {
        let text = folder.canvass(&format!("cohort plans --blind {words}")).status(3).output_text();
        for told in ["Venture 26", "Venture 59", "Müller", "p59", "cut-off", "Spoke", "Leihwerk", "riders", "our-hub"]
        {
            assert!(!text.contains(told), "{told} in {words}\n{text}");
        }
    }
    folder.canvass("cohort plans --blind --columns main_offer").status(2);
    let names = |outcome: Outcome| {
        let rows = lines(&outcome);
        rows.iter().map(|row| row["venture"].as_str().unwrap().to_owned()).collect::<BTreeSet<_>>()
    };
    let blind = || names(folder.canvass("cohort plans --blind --jsonl").status(3));
    let first = blind();
    assert_eq!(first.len(), FEW.len() + BROKEN.len());
    assert!(first.is_disjoint(&blind()), "drawn anew each time");
}

/// With a key a venture keeps its name when the cohort grows, is sorted otherwise, or its plan is filled in further; without
/// the key nobody can make the name up.
#[test]
fn a_venture_keeps_its_blind_name_with_a_key() {
    let folder = with_plans(&FEW);
    for name in BROKEN {
        std::fs::remove_file(folder.path(&format!("plans/{name}.canvass.json"))).unwrap();
    }
    let told = folder.canvass("cohort plans --blind --key k --jsonl").status(0).error_text();
    assert!(told.starts_with("`k` is made: ") && told.contains("keep it to yourself"), "{told}");
    let named = |words: &str| -> BTreeMap<String, String> {
        let outcome = folder.canvass(&format!("cohort plans --blind --jsonl {words}")).status(0).stderr("");
        let text = |row: &Json, key: &str| row[key].to_string();
        lines(&outcome)
            .iter()
            .map(|row| (text(row, "venture"), text(row, "completeness") + &text(row, "step")))
            .collect()
    };
    let first = named("--key k");
    assert_eq!(first.len(), FEW.len());
    assert_eq!(named("--key k --sort=-readiness --threads 1"), first);
    // One more, before all others in the order of files, and two that moved.
    std::fs::rename(folder.path("plans/p00.canvass.json"), folder.path("plans/zz.canvass.json")).unwrap();
    std::fs::create_dir(folder.path("plans/late")).unwrap();
    std::fs::rename(folder.path("plans/p01.canvass.json"), folder.path("plans/late/q.canvass.json")).unwrap();
    folder.write("plans/a.canvass.json", crate::command::example());
    let grown = named("--key k");
    assert_eq!(grown.len(), first.len() + 1);
    assert!(first.iter().all(|(name, what)| grown.get(name) == Some(what)), "{first:?} {grown:?}");
    assert!(first.keys().all(|name| !named("").contains_key(name)));
    folder.write("k", "short\n");
    let told = folder.canvass("cohort plans --blind --key k").status(1).error_text();
    assert!(told.starts_with("error: `k` holds no key\nhelp: a key is 32 digits"), "{told}");
    folder.canvass("cohort plans --key k").status(2);
}

/// The whole, and what would be told of a group less one: there is no way to ask for it.
#[test]
fn what_is_usual_cannot_be_narrowed_down() {
    let folder = cohort();
    for words in ["--where \"stage == 'idea'\"", "--columns main_offer", "--blind", "--sort readiness", "--csv"] {
        folder.canvass(&format!("cohort plans --benchmarks {words}")).status(2).stdout("");
    }
    let text = folder.canvass("cohort plans --benchmarks --by stage").env("COLUMNS", "200").status(3).output_text();
    assert!(text.starts_with("What is usual among 40 ventures or more"), "{text}");
    assert!(text.contains("Conversations held: idea"), "{text}");
    for told in ["Venture 0", "Venture 5", "Spoke", "riders"] {
        assert!(!text.contains(told), "{text}");
    }
    // Every count is a multiple of five, and none is below.
    let counts = text.lines().filter_map(|line| line.split(" or more").next()?.split_whitespace().last()?.parse().ok());
    let counts: Vec<usize> = counts.collect();
    assert!(counts.len() > 20 && counts.iter().all(|count| *count >= 5 && count % 5 == 0), "{counts:?}\n{text}");
    let four = Folder::new();
    for number in 0..4 {
        four.write(&format!("p{number}.canvass.json"), file(number * 3));
    }
    let message = four.canvass("cohort . --benchmarks").status(3).stdout("").error_text();
    assert!(message.starts_with("fewer than 5 ventures agreed to be counted"), "{message}");
}

fn python() -> Option<PathBuf> {
    let python = program(&["python3"])?;
    let has = Command::new(&python).args(["-c", "import duckdb"]).stderr(Stdio::null()).status();
    let has = has.is_ok_and(|status| status.success());
    if !has {
        eprintln!("skipped: DuckDB is not installed for python3: `pip install duckdb`");
    }
    has.then_some(python)
}

/// A database takes the lines as they are, and every column with its type.
#[test]
fn a_database_reads_the_lines() {
    let Some(python) = python() else { return };
    let folder = Folder::new();
    folder.write("cohort.jsonl", cohort().canvass("cohort plans --jsonl").status(3).output_text());
    let script = "import duckdb, json\n\
                  t = \"read_json_auto('cohort.jsonl')\"\n\
                  types = {row[0]: row[1] for row in duckdb.sql('describe select * from ' + t).fetchall()}\n\
                  count = duckdb.sql('select count(*), count(venture), count(problem) from ' + t).fetchall()[0]\n\
                  print(json.dumps({'types': types, 'count': count}))\n";
    let output = Command::new(python).args(["-c", script]).current_dir(folder.path("")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let seen: Json = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(seen["count"], json!([PLANS + BROKEN.len(), PLANS, BROKEN.len()]));
    for (id, expected) in [
        ("venture", "VARCHAR"),
        ("readiness", "BIGINT"),
        ("gaps", "BIGINT"),
        ("contribution", "DOUBLE"),
        ("lowest_cash", "DOUBLE"),
        ("consent", "BOOLEAN"),
        ("changed", "DATE"),
        ("partial", "VARCHAR[]"),
        ("stage", "VARCHAR"),
    ] {
        assert_eq!(seen["types"][id], expected, "{id}: {}", seen["types"]);
    }
}

/// What stands in a cell as a spreadsheet program understood it.
pub fn understood(file: &str, content: &[u8]) -> Option<Vec<Vec<String>>> {
    let Some(office) = program(&["soffice", "libreoffice"]) else {
        eprintln!("skipped: LibreOffice is not installed");
        return None;
    };
    let folder = Folder::new().file(file, content);
    let profile = format!("-env:UserInstallation=file://{}", folder.path("profile").display());
    let mut command = Command::new(office);
    command.arg(profile).args(["--headless", "--convert-to", "html:HTML (StarCalc)", "--outdir", "out"]).arg(file);
    let output = command.current_dir(folder.path("")).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let stem = file.split('.').next().unwrap();
    let page = folder.read(&format!("out/{stem}.html"));
    let rows = page.split("<tr").skip(1).map(|row| {
        let cells = row.split("<td").skip(1).map(|cell| {
            let (_, text) = cell.split_once('>').unwrap();
            let mut plain = String::new();
            let mut in_tag = false;
            for c in text.split("</td>").next().unwrap().chars() {
                match c {
                    '<' => in_tag = true,
                    '>' => in_tag = false,
                    c if !in_tag => plain.push(c),
                    _ => {}
                }
            }
            plain
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .trim()
                .to_owned()
        });
        cells.collect()
    });
    Some(rows.collect())
}

#[test]
fn no_formula_runs_in_a_spreadsheet() {
    let csv = cohort().canvass("cohort plans --csv").status(3).output_text();
    assert!(csv.contains(",'=1+1,") && csv.contains(",'@SUM(1+1),") && csv.contains(",'-2+3,"), "{csv}");
    let Some(rows) = understood("cohort.csv", csv.as_bytes()) else { return };
    let names: Vec<&String> = rows.iter().filter_map(|row| row.get(1)).collect();
    for name in ["'=1+1", "'@SUM(1+1)", "'-2+3"] {
        assert!(names.iter().any(|own| own.as_str() == name || own.as_str() == &name[1..]), "{name}: {names:?}");
    }
    assert!(!names.iter().any(|own| ["2", "1"].contains(&own.as_str())), "{names:?}");
}

#[test]
fn the_spreadsheet_is_typed_and_can_be_filtered() {
    let folder = cohort();
    folder.canvass("cohort plans --xlsx --columns main_offer -o cohort.xlsx").status(3);
    // It may be written again: nobody has changed it.
    folder.canvass("cohort plans --xlsx -o cohort.xlsx").status(3).stderr("");
    let bytes = std::fs::read(folder.path("cohort.xlsx")).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut zip.by_name(name).unwrap(), &mut text).unwrap();
        text
    };
    let book = part("xl/workbook.xml");
    for name in ["Ventures", "Findings", "About the columns"] {
        assert!(book.contains(&format!("name=\"{name}\"")), "{book}");
    }
    let sheet = part("xl/worksheets/sheet1.xml");
    for wanted in ["<autoFilter ref=\"A1:", "ySplit=\"1\"", "state=\"frozen\"", "<conditionalFormatting"] {
        assert!(sheet.contains(wanted), "{wanted}");
    }
    assert!(!sheet.contains("<f>"), "no formula");
    assert!(part("xl/comments1.xml").contains("Something is left out"));
    let Some(rows) = understood("cohort.xlsx", &bytes) else { return };
    assert!(rows.iter().any(|row| row.get(1).is_some_and(|name| name == "=1+1")), "{:?}", &rows[..3]);
}

#[test]
fn the_page_can_be_sorted_and_fetches_nothing() {
    let folder = cohort();
    folder.canvass("cohort plans --html -o cohort.html").status(3);
    let page = folder.document("cohort.html");
    assert!(page.contains("default-src 'none'"), "a policy");
    for number in NAMES.len()..PLANS {
        assert!(page.contains(&format!(">Venture {number:02}</h3>")), "{number}");
    }
    assert!(page.contains("Müller &amp; Söhne &lt;b&gt;"), "escaped");
    assert!(page.contains("<summary>The plan on one page</summary>"));
    let Some(chromium) = program(&["chromium", "chromium-browser", "google-chrome"]) else {
        eprintln!("skipped: chromium is not installed");
        return;
    };
    // The script runs under the policy, and puts the rows in the order asked for.
    let address = format!("file://{}#by-readiness", folder.path("cohort.html").display());
    let mut command = Command::new(chromium);
    let quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND", "--dump-dom"];
    let output = command.args(quiet).arg(address).stderr(Stdio::null()).output().unwrap();
    let seen = String::from_utf8(output.stdout).unwrap();
    assert_eq!(seen.matches("aria-sort=").count(), 1);
    assert!(
        seen.contains("data-first=\"descending\" aria-sort=\"descending\"><a href=\"#by-readiness\">"),
        "{}",
        seen.len()
    );
    let rows: Vec<&str> = seen
        .split("<tbody role=\"rowgroup\">")
        .nth(1)
        .unwrap()
        .split("</tbody>")
        .next()
        .unwrap()
        .split("<tr")
        .collect();
    let first = rows[1].rsplit("<td").next().unwrap();
    let best = lines(&folder.canvass("cohort plans --jsonl --sort=-readiness").status(3))[0]["readiness"].clone();
    assert!(first.contains(&format!(">{best}<")), "{first} {best}");
}

#[test]
fn two_plans_are_compared_in_words() {
    let folder = Folder::new().file("old.canvass.json", crate::command::example());
    folder.write("new.canvass.json", crate::command::example());
    folder.canvass("diff old.canvass.json new.canvass.json --exit-code").status(0).stdout("").stderr("");
    folder.write(
        "change.toml",
        "pitch = 'We mend bicycles at your desk.'\ncountry = { unknown = true }\n\
         [[revenue_streams]]\nname = 'Repair visit'\nprice = 75\n[[rivals]]\nname = 'A new shop'\n",
    );
    folder.canvass("fill new.canvass.json --answers change.toml").status_among(&[0, 3]);
    let run = folder.canvass("diff old.canvass.json new.canvass.json --exit-code").status(3).stderr("");
    let text = run.output_text();
    for line in [
        "one-sentence pitch: said in other words",
        "price of Repair visit: €60 to €75",
        "rival A new shop added",
        "planned monthly revenue €9,000 to €10,500",
        "break-even of Repair visit ",
    ] {
        assert!(text.lines().any(|own| own.starts_with(line)), "{line}\n{text}");
    }
    let json: Json =
        serde_json::from_str(&folder.canvass("diff old.canvass.json new.canvass.json --json").status(0).output_text())
            .unwrap();
    let price = json["changes"].as_array().unwrap().iter().find(|change| change["id"] == "price").unwrap();
    assert_eq!((&price["what"], &price["old"], &price["new"]), (&"changed".into(), &"€60".into(), &"€75".into()));
    // And back again, as another direction.
    let back = folder.canvass("diff new.canvass.json old.canvass.json").status(0).output_text();
    assert!(
        back.contains("rival A new shop dropped\n") && back.contains("price of Repair visit: €75 to €60\n"),
        "{back}"
    );
}

#[test]
fn a_dropped_entry_loses_its_links() {
    let folder = Folder::new().file("old.canvass.json", crate::command::example());
    let mut plan: Json = serde_json::from_str(crate::command::example()).unwrap();
    let items = plan["answers"]["personas"]["items"].as_array_mut().unwrap();
    let gone = items.remove(0)["id"].as_str().unwrap().to_owned();
    let links = unlinked(&mut plan, &gone);
    folder.write("new.canvass.json", serde_json::to_string(&plan).unwrap());
    let text = folder.canvass("diff old.canvass.json new.canvass.json").status(0).output_text();
    assert!(text.contains("typical person Mara dropped\n"), "{text}");
    assert!(
        links > 1 && text.lines().any(|line| line.ends_with("links lost") || line.ends_with("link lost")),
        "{text}"
    );
}

/// Takes every link to an entry out of a plan, as canvass does when it removes one; gives how many there were.
fn unlinked(value: &mut Json, gone: &str) -> usize {
    match value {
        Json::Array(values) => {
            let before = values.len();
            values.retain(|value| value != gone);
            before - values.len() + values.iter_mut().map(|value| unlinked(value, gone)).sum::<usize>()
        }
        Json::Object(entries) => {
            let before = entries.len();
            entries.retain(|_, answer| answer["value"] != gone);
            before - entries.len() + entries.values_mut().map(|value| unlinked(value, gone)).sum::<usize>()
        }
        _ => 0,
    }
}

#[test]
fn every_answer_is_a_line_for_tools_that_compare_texts() {
    let folder = Folder::new().file("plan.canvass.json", crate::command::example());
    let text = folder.canvass("diff plan.canvass.json").status(0).stderr("").output_text();
    for line in ["name of the venture: Spoke & Go", "price of Repair visit: €60", "team: 2 team members"] {
        assert!(text.lines().any(|own| own == line), "{line}\n{text}");
    }
    assert!(text.lines().count() > 200);
}

/// The lines of the README make git show what changed in a plan in words.
#[test]
fn git_shows_what_changed_in_words() {
    let Some(git) = program(&["git"]) else {
        eprintln!("skipped: git is not installed");
        return;
    };
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let (_, block) = readme.split_once("```text\ngit config ").unwrap();
    let commands = format!("git config {}", block.split_once("```").unwrap().0);
    let folder = Folder::new().file("plan.canvass.json", crate::command::example());
    let programs = Path::new(env!("CARGO_BIN_EXE_canvass")).parent().unwrap().display().to_string();
    let shell = |script: &str| {
        let path = format!("{programs}:{}", std::env::var("PATH").unwrap());
        let mut command = Command::new("sh");
        command.args(["-ec", script]).current_dir(folder.path("")).env("PATH", path).env("HOME", folder.path(""));
        let output = command.output().unwrap();
        assert!(output.status.success(), "{script}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(git.is_file());
    shell(&format!("git init -q . && {commands}"));
    shell("git add . && git -c user.name=A -c user.email=a@example.com commit -qm one");
    folder.write("change.toml", "[[revenue_streams]]\nname = 'Repair visit'\nprice = 75\n");
    folder.canvass("fill plan.canvass.json --answers change.toml").status_among(&[0, 3]);
    let text = shell("git diff plan.canvass.json");
    assert!(text.contains("\n-price of Repair visit: €60\n+price of Repair visit: €75\n"), "{text}");
}

#[test]
fn several_plans_are_checked_and_worked_out_in_one_go() {
    let folder = Folder::new().file("plans/a.canvass.json", crate::command::example());
    folder.write("plans/b.canvass.json", "{");
    folder.write("plans/c.canvass.json", file(58));
    for command in ["check", "figures"] {
        let run = folder.canvass(&format!("{command} plans")).status(1);
        let text = run.output_text();
        assert!(text.starts_with("== plans/a.canvass.json\n\n"), "{text}");
        assert!(text.contains("\n== plans/b.canvass.json\n\ncannot be read\n"), "{text}");
        assert!(text.contains("\n== plans/c.canvass.json\n\n"), "{text}");
        let told = lines(&folder.canvass(&format!("{command} plans --json")).status(1));
        assert_eq!(told.len(), 3);
        assert_eq!(told[0]["file"], "plans/a.canvass.json");
        assert!(told[1]["problem"].is_string() && told[2].as_object().unwrap().len() > 3);
    }
    folder.canvass("check plans/a.canvass.json plans/c.canvass.json").status(3);
    let status = folder.canvass("status plans").status(1).output_text();
    assert_eq!(status.lines().count(), 3, "{status}");
}

#[test]
fn all_plans_of_a_folder_are_written_up() {
    let folder = Folder::new().file("plans/a.canvass.json", crate::command::example());
    folder.write("plans/deep/b.canvass.json", crate::command::example());
    folder.write("plans/c.canvass.json", "{");
    let draft = "draft --all plans -o out --threads 2";
    let run = folder.canvass(draft).status(3).stdout("");
    assert!(
        run.error_text().ends_with("2 documents written; 1 plan could not be written up\n"),
        "{}",
        run.error_text()
    );
    assert!(run.error_text().starts_with("c.canvass.json: "), "{}", run.error_text());
    same(
        "a draft",
        &folder.document("out/a.md"),
        &folder.canvass("draft plans/a.canvass.json").status(0).output_text(),
    );
    assert!(folder.path("out/deep/b.md").is_file());
    // What is newer than its plan stays, and what somebody changed is never lost.
    let again = folder.canvass(draft).status(3).error_text();
    assert!(again.contains("no documents written; 2 newer than their plans and left as they are; 1 plan"), "{again}");
    folder.write("out/a.md", "mine");
    let again = folder.canvass(draft).status(3).error_text();
    assert!(again.contains("a.canvass.json: `out/a.md` is there already, and canvass did not write it"), "{again}");
    assert_eq!(folder.read("out/a.md"), "mine");
    folder.canvass(&format!("{draft} --force")).status(3);
    assert_eq!(folder.read("out/a.md.bak-1"), "mine");
    // A plan that changed is written up again.
    folder.write("plans/deep/b.canvass.json", crate::command::example().replace("Spoke & Go", "Spoke & Stay"));
    folder.canvass(draft).status(3);
    assert!(folder.read("out/deep/b.md").contains("Spoke & Stay"));
    let left = walk(&folder.path("out"));
    let is_whole =
        |name: &String| ["md", "bak-1"].iter().any(|kind| Path::new(name).extension().is_some_and(|own| own == *kind));
    assert!(left.iter().all(is_whole), "no half files: {left:?}");
    folder.canvass("draft --all plans -o pages --to html --only summary").status(3);
    assert!(folder.read("pages/a.html").contains("<html"));
    folder.canvass("draft --all nowhere -o out").status(2);
    folder.canvass("draft --all plans").status(2);
}

fn walk(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { names.extend(walk(&path)) } else { names.push(path.display().to_string()) }
    }
    names
}

/// Whoever does not agree that the answers are read is a row with that reason, in every form, and nothing more; and it is no
/// failure.
#[test]
fn who_does_not_agree_is_not_read() {
    let folder = Folder::new();
    for (name, consent) in [("yes", "true"), ("no", "false")] {
        folder.write(
            "a.toml",
            format!("venture_name = 'Venture {name}'\npurposes = ['incubator']\nconsent = {consent}\nstage = 'idea'\n"),
        );
        folder.canvass(&format!("fill {name}.canvass.json --answers a.toml")).status(3);
    }
    for form in [
        "",
        "--csv",
        "--jsonl",
        "--html",
        "--csv --columns main_offer",
        "--csv --where \"stage == 'idea'\"",
        "--csv --blind",
    ] {
        let text = folder.canvass(&format!("cohort . {form}")).status(0).output_text();
        assert!(!text.contains("Venture no"), "{form}: {text}");
        assert!(form.contains("blind") || text.contains("Venture yes"), "{form}: {text}");
        let told = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(form.contains("blind") || told.contains("the founders do not agree that"), "{form}: {text}");
    }
    folder.canvass("cohort . --xlsx -o c.xlsx").status(0);
    let opened = std::fs::File::open(folder.path("c.xlsx")).unwrap();
    let mut archive = zip::ZipArchive::new(opened).unwrap();
    for at in 0..archive.len() {
        let mut text = String::new();
        let _ = std::io::Read::read_to_string(&mut archive.by_index(at).unwrap(), &mut text);
        assert!(!text.contains("Venture no"), "{text}");
    }
}

/// The plans of one venture are one line, from the first to the last, with what has changed.
#[test]
fn a_venture_is_told_as_a_course() {
    let folder = Folder::new().file("a/admission.canvass.json", crate::command::example());
    // A copy that went on, under another name; a plan begun anew; another venture; one that cannot be read.
    let mut json: Json = serde_json::from_str(crate::command::example()).unwrap();
    json["created"] = "2026-01-01T10:00:00Z".into();
    folder.write("a/admission.canvass.json", json.to_string());
    json["answers"]["venture_name"]["value"] = "Spoke & Ride".into();
    json["answers"]["venture_name"]["at"] = "2026-04-01T10:00:00Z".into();
    let price = &mut json["answers"]["revenue_streams"]["items"][0]["fields"]["price"];
    assert_eq!(price["value"], "60", "the example changed");
    *price = serde_json::json!({ "state": "answered", "value": "75", "at": "2026-04-02T10:00:00Z" });
    folder.write("b/exit.canvass.json", json.to_string());
    folder.write("x.toml", "venture_name = 'Other'\n");
    folder.canvass("fill other.canvass.json --answers x.toml").status(3);
    folder.write("broken.canvass.json", "{");
    let told = folder.canvass("cohort . --course").status(3).output_text();
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = told.find("Spoke & Ride: 2 plans, ").map_or_else(|| panic!("{told}"), |at| &told[at..]);
    assert!(line.contains(" to 2026-04-02; readiness "), "{told}");
    assert!(line.contains("price of Repair visit: €60 to €75"), "{told}");
    assert!(told.contains("Other: 1 plan, ") && told.contains("broken.canvass.json: not read: "), "{told}");
    let text = folder.canvass("cohort . --course --jsonl").status(3).output_text();
    let lines: Vec<Json> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    let course = lines.iter().find(|line| line["venture"] == "Spoke & Ride").unwrap();
    let files: Vec<&str> =
        course["plans"].as_array().unwrap().iter().map(|plan| plan["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["a/admission.canvass.json", "b/exit.canvass.json"]);
    let changes = course["changes"].as_array().unwrap();
    assert!(changes.iter().any(|change| change["id"] == "price" && change["new"] == "€75"), "{changes:?}");
    // Who withdraws is not told of, also not by the plans of before.
    json["answers"]["consent"] = serde_json::json!({ "state": "answered", "value": false });
    json["answers"]["purposes"] = serde_json::json!({ "state": "answered", "value": ["incubator"] });
    folder.write("b/exit.canvass.json", json.to_string());
    let told = folder.canvass("cohort a b --course").status(0).output_text();
    assert!(!told.contains("Spoke") && told.matches("do not agree").count() == 2, "{told}");
}
