//! The pages that are looked at, and what the browser saw in them: all in one run of the browser.

use crate::command::{Folder, example};
use crate::documents::{EXAMPLE, with_case};
use crate::insights::{HEARING_VAN, TOOL_LIBRARY};
use serde_json::{Value as Json, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::{env, fs, thread};

/// Pages that are always among those looked at.
pub const NAMES: [&str; 6] = ["cohort", "example", "allotly", "crowded", "hostile", FAULTY];
const FAULTY: &str = "faulty";

/// What takes the place of a founder's words in the hostile plan.
const HOSTILE: [&str; 14] = [
    "<script>alert(1)</script> and more",
    "<img src=x onerror=alert(2)> & a picture",
    "a link: [press](javascript:alert(3)) ![x](https://pixel.invalid/a.png)",
    "</style><style>@import url(https://style.invalid/a.css);</style>",
    "\"><iframe srcdoc='<script>alert(4)</script>'></iframe>",
    "</title></svg><svg onload=alert(5)><use href='#x'/></svg>",
    "{{ 7 * 7 }} {% include 'x' %} {# y #}",
    "| a | b |\n|---|---|\n# not a heading\n---\n- not an entry\n> not a quotation",
    "<https://evil.invalid> &#106;avascript:alert(6) https://evil.invalid/a?b=c",
    "\u{202e}backwards\u{202c} \u{2066}kept apart\u{2069} zero\u{200b}width",
    "auf dem Weg: Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
    "自行车坏了，好几天不能用 😩 👨\u{200d}👩\u{200d}👧\u{200d}👦",
    "مرحبا بالعالم (hello) 12",
    "*bold* _slanted_ `code` ~~struck~~ $x$ \\ ^a^ :b:",
];

/// A page with something wrong for every eye of the tests.
const FAULTS: &str = "<!DOCTYPE html><html><head>
<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; style-src 'unsafe-inline' https:; img-src data: http:\">
<link rel='stylesheet' href='https://style.invalid/a.css'>
<style>body { color: #bbb; background: #fff } @media print { h2 { break-before: page } h2 ~ * { break-before: page } }</style></head><body>
<script>alert(1)</script><img src='http://pixel.invalid/a.png' onerror='alert(2)'><a href='javascript:alert(3)' id='x'>a</a><a href='#nowhere' id='x'>b</a>
<main style='width: 2000px'><p>one</p><svg class='canvas' viewBox='0 0 100 100' width='100'><svg><rect class='block' width='20' height='20'/><text y='10'>far too long</text></svg>
<svg><rect class='block' width='50' height='9'/></svg></svg><h2>Stranded</h2><p>two</p><p style='margin-top: -20px'>three</p></main></body></html>";

/// What the browser saw in a page.
pub struct Seen {
    /// The name of the page.
    pub name: String,
    seen: Json,
}

impl Seen {
    /// A part of it, by its path; null if there is none.
    pub fn at(&self, path: &str) -> &Json {
        self.seen.pointer(path).unwrap_or(&Json::Null)
    }

    /// The headings with their levels.
    pub fn headings(&self) -> impl Iterator<Item = (i64, &str)> {
        let headings = self.at("/headings").as_array().unwrap().iter();
        headings.map(|heading| (heading["level"].as_i64().unwrap(), heading["text"].as_str().unwrap()))
    }

    /// Whether it is the page that shows that faults are found.
    pub fn is_faulty(&self) -> bool {
        self.name == FAULTY
    }
}

/// A business as one reader gets it on sheets of A4.
pub struct Printed {
    /// The business and the reader, or `summary`.
    pub name: String,
    pub pdf: PathBuf,
    /// The size of the smallest letters in points.
    pub smallest: f64,
    /// The text that has them.
    pub smallest_text: String,
}

/// Businesses that are printed, each for those who get a plan of it in hand.
const BUSINESSES: [(&str, &str); 4] = [
    ("spoke-and-go", EXAMPLE),
    ("allotly", "tests/cases/allotly/answers.toml"),
    ("hearing-van", HEARING_VAN),
    ("tool-library", TOOL_LIBRARY),
];

/// For whom each is printed, by what is added to the name, with the words for it.
const PRINTS: [(&str, &str); 8] = [
    ("bank", "--for bank"),
    ("incubator", "--for incubator"),
    ("mentor", "--for mentor"),
    ("summary", "--only summary"),
    ("summary-bank", "--only summary --for bank"),
    ("summary-incubator", "--only summary --for incubator"),
    ("summary-mentor", "--only summary --for mentor"),
    ("summary-self", "--only summary --for self"),
];

/// What the browser saw; nothing where a browser, node or its packages are missing, and then that is said.
pub fn seen() -> Option<&'static [Seen]> {
    all().map(|all| all.seen.as_slice())
}

/// What the browser printed; nothing as for [`seen`].
pub fn printed() -> Option<&'static [Printed]> {
    all().map(|all| all.printed.as_slice())
}

struct All {
    _folder: Folder,
    seen: Vec<Seen>,
    printed: Vec<Printed>,
}

fn all() -> Option<&'static All> {
    static ALL: OnceLock<Option<All>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let browser = browser()?;
        let folder = Folder::new();
        let written = |pages: Vec<(String, String)>| -> Vec<Json> {
            let write = |(name, page): (String, String)| {
                let file = format!("{name}.html");
                folder.write(&file, page);
                let sample = NAMES.contains(&name.as_str()) || name == "summary";
                json!({ "name": name, "path": folder.path(&file), "sample": sample })
            };
            pages.into_iter().map(write).collect()
        };
        let (pages, prints) = (written(pages()), written(prints()));
        let task = json!({ "browser": browser, "folder": folder.path("."), "pages": pages, "prints": prints });
        let found = told_by("check.mjs", &task);
        let name = |one: &Json| one["name"].as_str().unwrap().to_owned();
        let list = |key: &str| found[key].as_array().unwrap().clone();
        let seen = list("pages").into_iter().map(|seen| Seen { name: name(&seen), seen }).collect();
        let printed = |one: &Json| Printed {
            name: name(one),
            pdf: one["pdf"].as_str().unwrap().into(),
            smallest: one["smallest"]["points"].as_f64().unwrap(),
            smallest_text: one["smallest"]["text"].as_str().unwrap().to_owned(),
        };
        let printed = list("prints").iter().map(printed).collect();
        Some(All { _folder: folder, seen, printed })
    });
    all.as_ref()
}

/// Where Chromium is, if it can be led by a script; nothing where it, node or its packages are missing, which is said.
pub fn browser() -> Option<PathBuf> {
    let Some(browser) = program(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]) else {
        eprintln!("skipped: chromium is not installed");
        return None;
    };
    if program(&["node"]).is_none() || !root().join("tests/browser/node_modules/playwright-core").is_dir() {
        eprintln!(
            "skipped: node or its packages are not installed: `npm ci --prefix tests/browser` installs the packages"
        );
        return None;
    }
    Some(browser)
}

/// The pages that are only printed.
fn prints() -> Vec<(String, String)> {
    let of = |(business, answers): &(&str, &str)| {
        let folder = with_case(answers);
        let draft = |options: &str| {
            folder.canvass(&format!("draft case.canvass.json --to html {options}")).status(0).output_text()
        };
        PRINTS.map(|(reader, options)| (format!("{business}-{reader}"), draft(options)))
    };
    at_once(BUSINESSES.iter().map(|business| move || of(business))).into_iter().flatten().collect()
}

/// What several tasks give, done at once: the tests wait for all of them.
fn at_once<T: Send>(tasks: impl Iterator<Item = impl FnOnce() -> T + Send>) -> Vec<T> {
    thread::scope(|scope| {
        let running: Vec<_> = tasks.map(|task| scope.spawn(task)).collect();
        running.into_iter().map(|task| task.join().unwrap()).collect()
    })
}

/// So many pages are written at once.
const AT_ONCE: usize = 4;

/// Where a program is, if it is installed under one of these names.
pub fn program(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .find(|path| path.is_file())
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What a script of `tests/browser` says about its task.
pub fn told_by(script: &str, task: &Json) -> Json {
    let mut command = Command::new("node");
    command.arg(root().join("tests/browser").join(script)).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(task.to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "the browser could not be asked");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Every page with its name: both examples, as every reader gets the first, plans that are hard to set, and a faulty page.
fn pages() -> Vec<(String, String)> {
    let mut pages = vec![(FAULTY.to_owned(), FAULTS.to_owned())];
    let example_plan = Folder::new().file("plan.canvass.json", example());
    for (name, options) in [
        ("example", ""),
        ("for-a-bank", "--for bank"),
        ("for-a-mentor", "--for mentor"),
        ("for-an-incubator", "--for incubator"),
        ("for-founders", "--for self"),
        ("summary", "--only summary"),
    ] {
        pages.push((name.to_owned(), page(&example_plan, options)));
    }
    pages.push(("cohort".to_owned(), crate::cohort::page_of_a_few()));
    pages.push(("hostile".to_owned(), page(&Folder::new().file("plan.canvass.json", hostile()), "")));
    let mut cases = vec![root().join("tests/cases/allotly"), root().join("tests/cases/crowded")];
    if let Ok(entries) = fs::read_dir(root().join("tests/cases/difficult")) {
        cases.extend(entries.map(|entry| entry.unwrap().path()));
    }
    cases.sort();
    cases.retain(|case| case.join("answers.toml").is_file());
    let of = |case: &PathBuf| {
        let folder = Folder::new();
        folder.canvass(&format!("fill plan.canvass.json --answers '{}'", case.join("answers.toml").display())).end();
        (case.file_name().unwrap().to_str().unwrap().to_owned(), page(&folder, ""))
    };
    for several in cases.chunks(AT_ONCE) {
        pages.extend(at_once(several.iter().map(|case| move || of(case))));
    }
    pages
}

fn page(folder: &Folder, options: &str) -> String {
    folder.canvass(&format!("draft plan.canvass.json --to html {options}")).status(0).output_text()
}

/// The worked example, with hostile words in the place of all that has more than one word.
pub fn hostile() -> String {
    fn infect(value: &mut Json, count: &mut usize) {
        match value {
            Json::Object(map) => {
                for (key, value) in map {
                    match value {
                        Json::String(text) if key == "value" && text.contains(' ') => {
                            HOSTILE[*count % HOSTILE.len()].clone_into(text);
                            *count += 1;
                        }
                        value => infect(value, count),
                    }
                }
            }
            Json::Array(values) => values.iter_mut().for_each(|value| infect(value, count)),
            _ => {}
        }
    }
    let mut plan: Json = serde_json::from_str(example()).unwrap();
    infect(&mut plan, &mut 0);
    plan.to_string()
}
