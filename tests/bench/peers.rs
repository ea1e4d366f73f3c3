//! canvass beside its peers on comparable work, each as a whole process: a start, the first question on screen, a short
//! document from a template, and a whole plan as a page and in Word. `cargo bench --bench peers` prints a table in Markdown
//! as the README shows it, with its date and its machine; no time is asserted, but that the short documents say the same is.
//!
//! Peers are looked for in the folders of `CANVASS_PEERS`, which is written like `PATH`, and then in those of `PATH`:
//!
//! ```sh
//! apt-get install pandoc valgrind
//! python3 -m venv /tmp/peers/venv && /tmp/peers/venv/bin/pip install copier cookiecutter
//! cargo install minijinja-cli --locked --root /tmp/peers
//! CANVASS_PEERS=/tmp/peers/bin:/tmp/peers/venv/bin cargo bench --bench peers
//! ```
//!
//! inquire is the library that canvass is built with; this program asks one question with it when it is called that way.
//! `CANVASS_RUNS` says how often each is run, else 21 times. They take turns, so that whatever else the machine does hits all
//! alike. Instructions are those of one run in valgrind; Python would take minutes in it and goes without.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a measurement that cannot be made says so by panicking"
)]

use serde_json::{Map, Value as Json, json};
use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What this program is called with to be the bare program that asks one question.
const ASK: &str = "ask-one-question";
/// What all of them ask first.
const QUESTION: &str = "What is your venture called?";
/// The last that canvass and inquire write before they wait for keys.
const KEYS: &str = "Enter: next";
/// Runs before those that count.
const WARM_UP: usize = 2;

/// A template in the words that all engines know.
const TEMPLATE: &str = "\
# {{ venture_name }}

{{ pitch }}

## Who it is for
{% for s in segments %}
### {{ s.name }}

{{ s.description }}
{% endfor %}
## What is offered
{% for o in propositions %}
### {{ o.name }}

{{ o.product }} {{ o.better_than }}
{% endfor %}
## How they learn of it
{% for c in channels %}
- {{ c.name }}{% if c.fallback %}. If it fails: {{ c.fallback }}{% endif %}
{%- endfor %}

## What it costs

| What | Amount |
|:---|---:|
{%- for c in costs %}
| {{ c.name }} | {{ c.amount }} |
{%- endfor %}
";

/// What the template uses of each list: the peers are given no more than that.
const USED: [(&str, &[&str]); 4] = [
    ("segments", &["name", "description"]),
    ("propositions", &["name", "product", "better_than"]),
    ("channels", &["name", "fallback"]),
    ("costs", &["name", "amount"]),
];

fn main() {
    if std::env::args().any(|word| word == ASK) {
        // It is ended while it asks.
        let _ = inquire::Text::new(QUESTION).with_help_message(KEYS).prompt();
        return;
    }
    let runs = std::env::var("CANVASS_RUNS").map_or(21, |runs| runs.parse().unwrap());
    let busy = busy();
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk { folder: folder.path().to_owned() };
    desk.lay();
    let mut table = "| work | program | median, ms | fastest, ms | million instructions | what it leaves out |\n\
                     |:---|:---|---:|---:|---:|:---|\n"
        .to_owned();
    let mut slower = String::new();
    for work in &works() {
        let times = desk.measured(work, runs);
        // What canvass needs, which comes first.
        let mut ours = None;
        for (place, (task, times)) in work.tasks.iter().zip(&times).enumerate() {
            let what = if place == 0 { work.what } else { "" };
            let program = task.program.name();
            let Some(times) = times else {
                writeln!(table, "| {what} | {program} | not installed | – | – | {} |", task.without).unwrap();
                continue;
            };
            let (median, fastest) = (median(times), times.iter().min().copied().unwrap_or_default());
            let count = desk.instructions(task);
            let instructions = count.map_or_else(|| "–".to_owned(), |count| format!("{:.1}", count as f64 / 1e6));
            let (shown, least) = (milliseconds(median), milliseconds(fastest));
            writeln!(table, "| {what} | {program} | {shown} | {least} | {instructions} | {} |", task.without).unwrap();
            let (our_time, our_count) = *ours.get_or_insert((median, count));
            if task.program == Program::True {
                continue;
            }
            if our_time > median {
                let ratio = our_time.as_secs_f64() / median.as_secs_f64();
                writeln!(slower, "- {}: {ratio:.1} times as long as {program}", work.what).unwrap();
            } else if let Some((more, count)) = our_count.zip(count).filter(|(more, count)| more > count) {
                let ratio = more as f64 / count as f64;
                writeln!(slower, "- {}: no longer, but {ratio:.1} times the instructions of {program}", work.what)
                    .unwrap();
            }
        }
    }
    println!("{}\n\n{table}", caption(runs, busy.as_deref()));
    if slower.is_empty() {
        println!("canvass nowhere takes more than one of them.");
    } else {
        println!("Where canvass takes more:\n\n{slower}");
    }
}

/// The program that a task is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Program {
    Canvass,
    Inquire,
    Minijinja,
    Copier,
    Cookiecutter,
    Pandoc,
    True,
}

impl Program {
    fn name(self) -> &'static str {
        match self {
            Self::Canvass => "canvass",
            Self::Inquire => "inquire",
            Self::Minijinja => "minijinja-cli",
            Self::Copier => "copier",
            Self::Cookiecutter => "cookiecutter",
            Self::Pandoc => "pandoc",
            Self::True => "true",
        }
    }

    /// Where it is; nothing where it is not installed.
    fn path(self) -> Option<PathBuf> {
        match self {
            Self::Canvass => Some(env!("CARGO_BIN_EXE_canvass").into()),
            Self::Inquire => Some(std::env::current_exe().unwrap()),
            other => found(other.name()),
        }
    }

    /// Whether Python runs it.
    fn is_python(self) -> bool {
        matches!(self, Self::Copier | Self::Cookiecutter)
    }

    /// Its name and its version; nothing where it is not installed.
    fn version(self) -> Option<String> {
        let lock = include_str!("../../Cargo.lock");
        if self == Self::Inquire {
            let (_, rest) = lock.split_once("name = \"inquire\"\nversion = \"")?;
            return Some(format!("inquire {}", rest.split('"').next()?));
        }
        let output = Command::new(self.path()?).arg("--version").output().ok()?;
        let output = String::from_utf8(output.stdout).ok()?;
        let first = output.lines().next()?.split(" from ").next()?;
        Some(format!("{} {}", self.name(), first.rsplit(' ').next()?))
    }
}

/// A program in the folders of `CANVASS_PEERS` or of `PATH`.
fn found(name: &str) -> Option<PathBuf> {
    let folders = ["CANVASS_PEERS", "PATH"].into_iter().filter_map(std::env::var_os);
    let mut paths = folders.flat_map(|folders| std::env::split_paths(&folders).collect::<Vec<_>>());
    paths.find_map(|folder| Some(folder.join(name)).filter(|path| path.is_file()))
}

/// The same work for several programs.
struct Work {
    what: &'static str,
    tasks: Vec<Task>,
}

/// What one program is asked to do.
struct Task {
    program: Program,
    /// The words after its name, as in a shell.
    words: &'static str,
    /// What it has done: the time runs until then.
    done: Done,
    /// What it leaves out, beside the others.
    without: &'static str,
}

#[derive(Clone, Copy)]
enum Done {
    /// When it has ended.
    Ended,
    /// When it has ended and left this file.
    Left(&'static str),
    /// When this text stands on its terminal.
    Shown(&'static str),
}

fn task(program: Program, words: &'static str, done: Done, without: &'static str) -> Task {
    Task { program, words, done, without }
}

fn works() -> Vec<Work> {
    use Done::{Ended, Shown};
    use Program::{Canvass, Cookiecutter, Copier, Inquire, Minijinja, Pandoc, True};
    let start = vec![
        task(Canvass, "--version", Ended, ""),
        task(True, "", Ended, "everything: this is what a process costs"),
        task(Minijinja, "--version", Ended, ""),
        task(Copier, "--version", Ended, ""),
        task(Cookiecutter, "--version", Ended, ""),
        task(Pandoc, "--version", Ended, ""),
    ];
    let question = vec![
        task(Canvass, "", Shown(KEYS), "nothing: it reads its bank, welcomes, and says how long it will take"),
        task(Inquire, ASK, Shown(KEYS), "a bank, a menu, a plan to save to: the one question is part of the program"),
        task(Copier, "copy ../copier out", Shown(QUESTION), "a bank, a menu; it reads a template with one question"),
        task(Cookiecutter, "../asking", Shown(QUESTION), "a bank, a menu; it reads a template with two questions"),
    ];
    let mut works = vec![
        Work { what: "start: `--version`", tasks: start },
        Work { what: "first question on screen", tasks: question },
        Work { what: "a short document from a template", tasks: short_document() },
    ];
    works.extend(whole_plan());
    works
}

/// The same document by all that know templates.
fn short_document() -> Vec<Task> {
    let renders = "the same as minijinja-cli; it can write a folder of files";
    vec![
        task(
            Program::Canvass,
            "draft ../plan.canvass.json --template ../own -o out.md",
            Done::Left("out.md"),
            "nothing: it reads the whole plan, checks it, reckons its figures, escapes, and saves whole or not at all",
        ),
        task(
            Program::Minijinja,
            "../own/plan.md ../facts.json -o out.md",
            Done::Left("out.md"),
            "checks, figures, escapes; it is given no more facts than the template uses",
        ),
        task(
            Program::Copier,
            "copy --quiet --defaults --data-file ../facts.json ../copier out",
            Done::Left("out/plan.md"),
            renders,
        ),
        task(Program::Cookiecutter, "--no-input ../cookiecutter", Done::Left("out/plan.md"), renders),
    ]
}

/// The worked example with the built-in templates, and what pandoc makes of the Markdown.
fn whole_plan() -> [Work; 3] {
    use Done::Left;
    use Program::{Canvass, Pandoc};
    let markdown = "nothing; none of the others makes this from the answers, and pandoc is given it in what follows";
    let from_answers = "nothing: it begins with the answers";
    [
        Work {
            what: "the whole plan: Markdown",
            tasks: vec![task(Canvass, "draft ../plan.canvass.json -o out.md", Left("out.md"), markdown)],
        },
        Work {
            what: "the whole plan: HTML",
            tasks: vec![
                task(Canvass, "draft ../plan.canvass.json -o out.html", Left("out.html"), from_answers),
                task(
                    Pandoc,
                    "-s -f gfm --metadata title=Plan ../plan.md -o out.html",
                    Left("out.html"),
                    "everything before the Markdown; the drawings, the look of the page",
                ),
            ],
        },
        Work {
            what: "the whole plan: Word",
            tasks: vec![
                task(Canvass, "draft ../plan.canvass.json -o out.docx", Left("out.docx"), from_answers),
                task(
                    Pandoc,
                    "-f gfm ../plan.md -o out.docx",
                    Left("out.docx"),
                    "everything before the Markdown; the drawings, captions and numbers",
                ),
            ],
        },
    ]
}

/// A folder with what the programs read; each run has an empty folder in it.
struct Desk {
    folder: PathBuf,
}

impl Desk {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The plan, and its facts and the template as each of them wants them.
    fn lay(&self) {
        fs::create_dir(self.path("run")).unwrap();
        for words in [
            "example -o ../plan.canvass.json",
            "draft ../plan.canvass.json -o ../plan.md",
            "draft ../plan.canvass.json -o ../all.json",
        ] {
            assert!(self.command(&task(Program::Canvass, words, Done::Ended, ""), &[]).status().unwrap().success());
        }
        let all: Json = serde_json::from_slice(&fs::read(self.path("all.json")).unwrap()).unwrap();
        let facts = facts(&all);
        self.write("facts.json", format!("{facts:#}\n"));
        self.write("own/plan.md", TEMPLATE);
        self.write("copier/plan.md.jinja", TEMPLATE);
        self.write("copier/copier.yml", format!("venture_name:\n  type: str\n  help: {QUESTION}\n"));
        let names = facts.as_object().unwrap().keys();
        let names: Vec<String> = names.map(|name| format!("{{% set {name} = cookiecutter.plan.{name} %}}")).collect();
        self.write("cookiecutter/{{cookiecutter.folder}}/plan.md", names.concat() + TEMPLATE);
        self.write("cookiecutter/cookiecutter.json", json!({ "folder": "out", "plan": facts }).to_string());
        let asked = json!({ "venture_name": "", "folder": "out", "__prompts__": { "venture_name": QUESTION } });
        self.write("asking/{{cookiecutter.folder}}/plan.md", "");
        self.write("asking/cookiecutter.json", asked.to_string());
        let kept = self.path("kept");
        self.write("cookiecutter.yml", format!("replay_dir: {0}\ncookiecutters_dir: {0}\n", kept.display()));
    }

    /// A program in the folder of the run, after the words of another that runs it.
    fn command(&self, task: &Task, before: &[&str]) -> Command {
        let path = task.program.path().unwrap();
        let mut words = before.iter().map(PathBuf::from).chain([path]);
        let mut command = Command::new(words.next().unwrap());
        command.args(words).args(shell_words::split(task.words).unwrap()).current_dir(self.path("run"));
        command.envs(variables(&self.folder)).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// How long each takes, one after the other and again; nothing for a program that is not installed.
    fn measured(&self, work: &Work, runs: usize) -> Vec<Option<Vec<Duration>>> {
        let mut times: Vec<_> = work.tasks.iter().map(|task| task.program.path().map(|_| Vec::new())).collect();
        let mut written: Vec<(&str, Vec<String>)> = Vec::new();
        for round in 0..WARM_UP + runs {
            for (task, times) in work.tasks.iter().zip(&mut times) {
                let Some(times) = times else { continue };
                let _ = fs::remove_dir_all(self.path("run"));
                fs::create_dir(self.path("run")).unwrap();
                let taken = match task.done {
                    Done::Shown(text) => self.until_shown(task, text),
                    Done::Ended | Done::Left(_) => self.until_ended(task),
                };
                if let Done::Left(name) = task.done {
                    let left = fs::read(self.path("run").join(name)).unwrap();
                    if round == 0 && work.tasks.len() > 2 {
                        written.push((task.program.name(), words(&String::from_utf8(left).unwrap())));
                    }
                }
                if round >= WARM_UP {
                    times.push(taken);
                }
            }
        }
        for (program, said) in &written {
            assert_eq!(said, &written[0].1, "{program} does not write what {} writes", written[0].0);
        }
        times
    }

    fn until_ended(&self, task: &Task) -> Duration {
        let mut command = self.command(task, &[]);
        let start = Instant::now();
        let status = command.status().unwrap();
        let taken = start.elapsed();
        assert!(status.success(), "{} {}: {status}", task.program.name(), task.words);
        taken
    }

    /// How long it takes until a text stands on a terminal of its own.
    fn until_shown(&self, task: &Task, text: &str) -> Duration {
        let (pty, pts) = pty_process::blocking::open().unwrap();
        pty.resize(pty_process::Size::new(24, 80)).unwrap();
        let command = pty_process::blocking::Command::new(task.program.path().unwrap())
            .args(shell_words::split(task.words).unwrap())
            .current_dir(self.path("run"))
            .envs(variables(&self.folder));
        let start = Instant::now();
        let mut child = command.spawn(pts).unwrap();
        let (mut shown, mut buffer) = (Vec::new(), [0; 4096]);
        while !shown.windows(text.len()).any(|part| part == text.as_bytes()) {
            let count = (&pty).read(&mut buffer).unwrap_or_default();
            assert!(count > 0, "{} shows no question: {}", task.program.name(), String::from_utf8_lossy(&shown));
            shown.extend_from_slice(&buffer[..count]);
        }
        let taken = start.elapsed();
        child.kill().unwrap();
        child.wait().unwrap();
        taken
    }

    /// How many instructions it takes, without those of programs that it starts; nothing where that cannot be told.
    fn instructions(&self, task: &Task) -> Option<u64> {
        if task.program.is_python() || matches!(task.done, Done::Shown(_)) {
            return None;
        }
        let valgrind = found("valgrind")?;
        let before = [valgrind.to_str()?, "--tool=callgrind", "--callgrind-out-file=/dev/null", "--trace-children=no"];
        let _ = fs::remove_dir_all(self.path("run"));
        fs::create_dir(self.path("run")).unwrap();
        let output = self.command(task, &before).stderr(Stdio::piped()).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        told.lines().filter_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok()).max()
    }
}

/// The variables that all are given.
fn variables(folder: &Path) -> [(&'static str, String); 4] {
    [
        ("TERM", "xterm-256color".to_owned()),
        ("SOURCE_DATE_EPOCH", "1772366400".to_owned()),
        // So that copier does not wait for a terminal that tells where its cursor is.
        ("PROMPT_TOOLKIT_NO_CPR", "1".to_owned()),
        // So that nothing is left in the home of whoever measures.
        ("COOKIECUTTER_CONFIG", folder.join("cookiecutter.yml").display().to_string()),
    ]
}

/// What the template uses of all facts.
fn facts(all: &Json) -> Json {
    let single = ["venture_name", "pitch"].map(|name| (name.to_owned(), all[name].clone()));
    let lists = USED.map(|(list, fields)| {
        let entries = all[list].as_array().unwrap().iter().map(|entry| {
            fields.iter().map(|field| ((*field).to_owned(), entry[*field].clone())).collect::<Map<_, _>>()
        });
        (list.to_owned(), entries.collect::<Json>())
    });
    Json::Object(single.into_iter().chain(lists).collect())
}

/// The words of a document, without escapes and without the seal.
fn words(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| !line.starts_with("<!-- written by canvass"));
    lines.flat_map(|line| line.replace('\\', "").split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn median(times: &[Duration]) -> Duration {
    let mut times = times.to_vec();
    times.sort();
    times[times.len() / 2]
}

fn milliseconds(time: Duration) -> String {
    let milliseconds = time.as_secs_f64() * 1000.0;
    if milliseconds < 100.0 { format!("{milliseconds:.1}") } else { format!("{milliseconds:.0}") }
}

/// The processes that wanted a processor in the minute before, as the system tells it.
fn busy() -> Option<String> {
    Some(fs::read_to_string("/proc/loadavg").ok()?.split(' ').next()?.to_owned())
}

/// When, where, with what and how it was measured.
fn caption(runs: usize, busy: Option<&str>) -> String {
    use Program::{Canvass, Cookiecutter, Copier, Inquire, Minijinja, Pandoc};
    let about = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let processor = about.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let processor = processor.map_or("an unknown processor", |(_, name)| name);
    let count = std::thread::available_parallelism().map_or(1, usize::from);
    let busy = busy.map_or_else(String::new, |busy| format!(", load {busy} from other work before the first run"));
    let all = [Canvass, Inquire, Minijinja, Copier, Cookiecutter, Pandoc];
    let told = all.map(|program| program.version().unwrap_or_else(|| format!("{} not installed", program.name())));
    let built =
        option_env!("CARGO_PROFILE_RELEASE_LTO").map_or_else(String::new, |lto| format!(" built with `lto = {lto}`"));
    format!(
        "{}, {processor}, {count} processors{busy}. {}{built}, {}. Medians of {runs} interleaved runs after {WARM_UP} to warm up; \
         times can be compared within a work, as the works come one after the other.",
        jiff::Timestamp::now().strftime("%-d %B %Y"),
        told[0],
        told[1..].join(", "),
    )
}
