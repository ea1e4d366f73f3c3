//! The pages that are looked at, and what the browser saw in them: all in one run of the browser.

use crate::command::{Folder, example};
use serde_json::{Value as Json, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::{env, fs};

/// Pages that are always among those looked at.
pub const NAMES: [&str; 5] = ["example", "allotly", "crowded", "hostile", FAULTY];
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
<svg><rect class='block' width='50' height='9'/></svg></svg><h2>Stranded</h2><p>two</p></main></body></html>";

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

/// What the browser saw; nothing where a browser, node or its packages are missing, and then that is said.
pub fn seen() -> Option<&'static [Seen]> {
    static SEEN: OnceLock<Option<(Folder, Vec<Seen>)>> = OnceLock::new();
    let seen = SEEN.get_or_init(|| {
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
        let folder = Folder::new();
        let pages: Vec<Json> = pages()
            .into_iter()
            .map(|(name, page)| {
                let file = format!("{name}.html");
                folder.write(&file, page);
                json!({ "name": name, "path": folder.path(&file) })
            })
            .collect();
        let task = json!({ "browser": browser, "folder": folder.path("."), "pages": pages });
        let seen = looked_at(&task)
            .into_iter()
            .map(|seen| Seen { name: seen["name"].as_str().unwrap().to_owned(), seen })
            .collect();
        Some((folder, seen))
    });
    seen.as_ref().map(|(_, seen)| seen.as_slice())
}

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

fn looked_at(task: &Json) -> Vec<Json> {
    let mut command = Command::new("node");
    command.arg(root().join("tests/browser/check.mjs")).stdin(Stdio::piped()).stdout(Stdio::piped());
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
    pages.push(("hostile".to_owned(), page(&Folder::new().file("plan.canvass.json", hostile()), "")));
    let mut cases = vec![root().join("tests/cases/allotly"), root().join("tests/cases/crowded")];
    if let Ok(entries) = fs::read_dir(root().join("tests/cases/difficult")) {
        cases.extend(entries.map(|entry| entry.unwrap().path()));
    }
    cases.sort();
    for case in cases.into_iter().filter(|case| case.join("answers.toml").is_file()) {
        let folder = Folder::new();
        folder.canvass(&format!("fill plan.canvass.json --answers '{}'", case.join("answers.toml").display())).end();
        pages.push((case.file_name().unwrap().to_str().unwrap().to_owned(), page(&folder, "")));
    }
    pages
}

fn page(folder: &Folder, options: &str) -> String {
    folder.canvass(&format!("draft plan.canvass.json --to html {options}")).status(0).output_text()
}

/// The worked example, with hostile words in the place of all that has more than one word.
fn hostile() -> String {
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
