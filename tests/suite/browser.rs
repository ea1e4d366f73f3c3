//! The HTML page in Chromium, wherever that is installed: it asks for nothing, and shows the nine blocks.

use serde_json::Value as Json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

const BLOCKS: [&str; 9] = [
    "Key partners",
    "Key activities",
    "Key resources",
    "Value propositions",
    "Customer relationships",
    "Channels",
    "Customer segments",
    "Cost structure",
    "Revenue streams",
];
/// A picture of an empty page is smaller than this.
const LEAST_BYTES: u64 = 20_000;

/// What a browser made of a page.
struct Seen {
    /// The page as the browser understood it.
    dom: String,
    /// What the page asked for, besides itself.
    requests: Vec<String>,
    /// The size of the picture.
    picture_bytes: u64,
}

/// The browser, if there is one; otherwise the test says that it was skipped.
fn browser() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found =
        std::env::split_paths(&path).flat_map(|folder| names.map(|name| folder.join(name))).find(|p| p.is_file());
    if found.is_none() {
        eprintln!("skipped: chromium is not installed");
    }
    found
}

/// Opens a page, with every way to another machine closed.
fn open(browser: &Path, html: &str) -> Seen {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    let named = |option: &str, name: &str| format!("--{option}={}", at(name).display());
    fs::write(at("page.html"), html).unwrap();
    let output = Command::new(browser)
        .args("--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-dev-shm-usage".split(' '))
        .args("--disable-background-networking --disable-component-update --disable-sync --no-proxy-server".split(' '))
        .args(["--host-resolver-rules=MAP * ~NOTFOUND", "--window-size=1200,1600", "--virtual-time-budget=2000"])
        .args([named("user-data-dir", "profile"), named("screenshot", "page.png"), named("log-net-log", "net.json")])
        .arg("--dump-dom")
        .arg(format!("file://{}", at("page.html").display()))
        .env("HOME", folder.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let net: Json = serde_json::from_str(&fs::read_to_string(at("net.json")).unwrap()).unwrap();
    Seen {
        dom: String::from_utf8(output.stdout).unwrap(),
        requests: requests(&net),
        picture_bytes: fs::metadata(at("page.png")).unwrap().len(),
    }
}

/// The addresses a page asked for. What the browser asks for on its own account has no origin.
fn requests(net: &Json) -> Vec<String> {
    let kind = &net["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"];
    assert!(kind.is_number(), "this browser logs in another way");
    let events = net["events"].as_array().unwrap().iter().filter(|event| event["type"] == *kind);
    let begun = events.map(|event| &event["params"]).filter(|params| params["url"].is_string());
    let of_the_page = begun.filter(|params| params["initiator"] != "not an origin");
    of_the_page.map(|params| params["url"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_page_that_asks_for_something_is_found_out() {
    let Some(browser) = browser() else { return };
    let page = "<img src='http://pixel.invalid/a.png'><link rel='stylesheet' href='https://style.invalid/a.css'>";
    let mut requests = open(&browser, page).requests;
    requests.sort();
    assert_eq!(requests, ["http://pixel.invalid/a.png", "https://style.invalid/a.css"]);
}

#[test]
fn the_page_asks_for_nothing_and_shows_the_nine_blocks() {
    let Some(browser) = browser() else { return };
    for case in ["spoke-and-go", "allotly"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(case).join("expected.html");
        let seen = open(&browser, &fs::read_to_string(path).unwrap());
        assert!(seen.requests.is_empty(), "{case} asks for {:#?}", seen.requests);
        assert!(seen.picture_bytes > LEAST_BYTES, "the picture of {case} has {} bytes", seen.picture_bytes);
        let begin = seen.dom.find("<svg").unwrap();
        let drawing = &seen.dom[begin..seen.dom.rfind("</svg>").unwrap()];
        for block in BLOCKS {
            assert!(drawing.contains(&format!(">{block}</text>")), "{case} does not show {block}");
        }
        for stray in ["<script", "<link", "<iframe", "<img", "@import", "url("] {
            assert!(!seen.dom.contains(stray), "{case} holds {stray}");
        }
        for (at, _) in seen.dom.match_indices("://") {
            let around = &seen.dom[at.saturating_sub(5)..(at + 30).min(seen.dom.len())];
            assert!(around.contains("http://www.w3.org/2000/svg\""), "{case} names the address {around}");
        }
    }
}
