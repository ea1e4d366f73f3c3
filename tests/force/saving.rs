//! A bank of plain questions, walks over it that can be struck down, and what has to be true afterwards.

use crate::pty::{CTRL_C, DOWN, ENTER, Terminal};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value as Json;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::thread;
use std::time::Duration;
use tempfile::TempDir;

/// What is answered, a question each: few in a short run, and in a long one a question for every four calls that are gone through.
pub static ANSWERS: LazyLock<Vec<String>> =
    LazyLock::new(|| (1..=super::reach(20).div_ceil(4)).map(|number| format!("answer {number}")).collect());

const PLAN: &str = "p.canvass.json";

/// What keeps a plan from getting lost, as it was at the last save.
const STATE: &str = "p.canvass.json.bak-0";

/// How questions are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Front {
    Lines,
    Terminal,
}

/// A folder with the bank and perhaps a plan.
pub struct Ground {
    folder: PathBuf,
    /// Removed with it, where it is nobody else's.
    _own: Option<TempDir>,
}

/// How a program ended.
pub struct Ended {
    /// None where it was killed.
    pub code: Option<i32>,
    pub said: String,
    /// Whether a call was met that was to be struck.
    pub is_struck: bool,
}

/// Whether calls can be struck.
pub fn can_inject() -> bool {
    let words = ["-f", "-qq", "-o", "/dev/null", "-e", "inject=fsync:error=EIO", "true"];
    Command::new("strace").args(words).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

fn bank() -> String {
    let question = |number: usize| {
        format!(
            "[[question]]\nid = 'q{number}'\nask = 'Question number {number}?'\nlabel = 'number {number}'\nkind = 'text'\n\
             required = true\ndepth = 'essential'\n"
        )
    };
    let questions: Vec<String> = (1..=ANSWERS.len()).map(question).collect();
    let list = "[[question]]\nid = 'things'\nask = 'Which things?'\nlabel = 'the things'\nkind = 'items'\none = 'thing'\n\
                many = 'things'\ndepth = 'more'\n[[question.field]]\nid = 'name'\nask = 'Its name?'\nlabel = 'the name'\n\
                kind = 'text'\n";
    format!("id = 'step'\ntitle = 'Step'\npurpose = 'Everything.'\n{}{list}", questions.concat())
}

impl Ended {
    /// How many answers were acknowledged: the question after them was shown.
    pub fn acknowledged(&self) -> usize {
        let is_shown = |number: &usize| self.said.contains(&format!("Question number {number}?"));
        let shown = (1..=ANSWERS.len()).filter(is_shown).count();
        if self.code == Some(0) { ANSWERS.len() } else { shown.saturating_sub(1) }
    }
}

impl Ground {
    const WALK_IN_LINES: [&str; 6] = ["walk", PLAN, "--plain", "--bank", "bank", "--essentials"];

    /// A plan is there already where it `is_begun`.
    pub fn new(is_begun: bool) -> Self {
        let own = TempDir::new().unwrap();
        let ground = Self { folder: own.path().to_owned(), _own: Some(own) };
        ground.lay(is_begun);
        ground
    }

    /// A folder that is there, with whatever is in it.
    pub fn at(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), _own: None }
    }

    /// Puts the bank there, and perhaps a plan.
    pub fn lay(&self, is_begun: bool) {
        let ground = self;
        fs::create_dir(ground.path("bank")).unwrap();
        let head = "id = 'forced'\nversion = '1'\nlanguage = 'en'\ntitle = 'Forced'\nsteps = ['01-step']\n\
                    [pause]\nafter = 'step'\ntitle = 'Pause'\npurpose = 'A rest.'\n";
        fs::write(ground.path("bank/bank.toml"), head).unwrap();
        fs::write(ground.path("bank/01-step.toml"), bank()).unwrap();
        if is_begun {
            fs::write(ground.path("a.toml"), "things = []").unwrap();
            let ended = ground.run(&["fill", PLAN, "--bank", "bank", "--answers", "a.toml"], None, "");
            assert!(ground.path(PLAN).exists(), "{}", ended.said);
            fs::remove_file(ground.path("a.toml")).unwrap();
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The program and its words, with a call struck down in it.
    fn line(words: &[&str], injected: Option<&str>) -> Vec<String> {
        let program = env!("CARGO_BIN_EXE_canvass");
        let strace = injected.map(|inject| {
            let traced = inject.split(':').next().unwrap_or_default();
            let (trace, inject) = (format!("trace={traced}"), format!("inject={inject}"));
            ["strace", "-f", "-qq", "-o", "trace", "-e", &trace, "-e", &inject].map(str::to_owned)
        });
        let words = [program].into_iter().chain(words.iter().copied()).map(str::to_owned);
        strace.into_iter().flatten().chain(words).collect()
    }

    fn ended(&self, code: Option<i32>, said: String) -> Ended {
        let trace = fs::read_to_string(self.path("trace")).unwrap_or_default();
        let _ = fs::remove_file(self.path("trace"));
        let is_struck = trace.contains("INJECTED") || trace.contains("killed by SIGKILL");
        Ended { code: code.filter(|code| *code < 128), said, is_struck }
    }

    /// A walk in plain lines that is killed so long after its start, unless it has ended. Right before, it is held while
    /// something is done.
    pub fn killed_after(&self, wait: Duration, held: impl FnOnce()) -> Ended {
        let line = Self::line(&Self::WALK_IN_LINES, None);
        let mut command = Command::new(&line[0]);
        command.args(&line[1..]).current_dir(&self.folder).env("TMPDIR", &self.folder);
        let mut running = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let input = running.stdin.take();
        thread::scope(|scope| {
            scope.spawn(|| input.unwrap().write_all(Self::typed().as_bytes()));
            thread::sleep(wait);
            let process = Pid::from_child(&running);
            if running.try_wait().unwrap().is_none() {
                kill_process(process, Signal::STOP).unwrap();
            }
            held();
            let _ = running.kill();
        });
        let ended = running.wait_with_output().unwrap();
        self.ended(ended.status.code(), String::from_utf8_lossy(&ended.stderr).into_owned())
    }

    fn run(&self, words: &[&str], injected: Option<&str>, input: &str) -> Ended {
        let line = Self::line(words, injected);
        let mut command = Command::new(&line[0]);
        command.args(&line[1..]).current_dir(&self.folder).env("TMPDIR", &self.folder);
        let mut running = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        // Who is killed reads no more.
        let _ = running.stdin.take().unwrap().write_all(input.as_bytes());
        let ended = running.wait_with_output().unwrap();
        self.ended(ended.status.code(), String::from_utf8_lossy(&ended.stderr).into_owned())
    }

    /// Answers everything and leaves; in a menu of what could not be saved, leaves.
    pub fn walk(&self, front: Front, injected: Option<&str>) -> Ended {
        if front == Front::Terminal {
            return self.walk_in(self.window_with(front, injected));
        }
        self.run(&Self::WALK_IN_LINES, injected, &Self::typed())
    }

    /// All answers; then leaving, also in a menu of what could not be saved.
    fn typed() -> String {
        format!("{}\n/leave\n3\n3\n", ANSWERS.join("\n"))
    }

    /// A walk in a terminal, which asks as the front does.
    pub fn window(&self, front: Front) -> Terminal {
        self.window_with(front, None)
    }

    fn window_with(&self, front: Front, injected: Option<&str>) -> Terminal {
        let in_terminal = ["walk", PLAN, "--bank", "bank", "--essentials"];
        let words = if front == Front::Lines { &Self::WALK_IN_LINES[..] } else { &in_terminal[..] };
        let line = Self::line(words, injected);
        let folder = self.folder.to_str().unwrap();
        let words: Vec<&str> =
            ["-c", r#"cd "$0" && exec "$@""#, folder].into_iter().chain(line.iter().map(String::as_str)).collect();
        let environment = [("TMPDIR", folder), ("EDITOR", ""), ("VISUAL", ""), ("CANVASS_BANK", ""), ("NO_COLOR", "")];
        Terminal::start(80, 24, "sh", &words, &environment, Some(Stdio::null()))
    }

    fn walk_in(&self, mut window: Terminal) -> Ended {
        let mut said = String::new();
        let mut shown = 0;
        loop {
            let next = format!("Question number {}?", shown + 1);
            let is_refused = |screen: &str| screen.contains("What now?");
            // The review at the end.
            let is_over = |screen: &str| shown == ANSWERS.len() && screen.contains("Enter: pick");
            let awaited = |screen: &str| screen.contains(&next) || is_refused(screen) || is_over(screen);
            let Some(screen) = window.wait_until_or_end("the next question comes", awaited) else { break };
            if is_refused(&screen) {
                said.push_str(&screen);
                window.send(DOWN);
                window.wait_for("> save in");
                window.send(DOWN);
                window.wait_for("> leave without");
                window.send(ENTER);
                break;
            }
            if shown == ANSWERS.len() {
                window.send(CTRL_C);
                break;
            }
            said.push_str(&next);
            window.send(&ANSWERS[shown]);
            window.send(ENTER);
            shown += 1;
        }
        let code = Terminal::code(window.wait_end());
        // Nobody gives a terminal back after a kill.
        let is_killed = code > 128 && code != 130;
        let is_said = |screen: &str| !screen.is_empty() && !window.bracketed_paste();
        said.push_str(&if is_killed {
            window.screen()
        } else {
            window.wait_until("the terminal is given back", is_said)
        });
        // Who leaves with Ctrl-C after the last answer has come to the end.
        self.ended(Some(if code == 130 { 0 } else { code }), said)
    }

    /// Puts an entry into the plan.
    pub fn fill(&self, name: &str) -> Ended {
        let file = format!("{name}.toml");
        fs::write(self.path(&file), format!("[[things]]\nname = '{name}'\n")).unwrap();
        let ended = self.run(&["fill", PLAN, "--answers", &file, "--bank", "bank"], None, "");
        fs::remove_file(self.path(&file)).unwrap();
        // What is required and open makes it 3.
        Ended { code: ended.code.map(|code| if code == 3 { 0 } else { code }), ..ended }
    }

    fn plan(&self) -> Option<Json> {
        let text = fs::read_to_string(self.path(PLAN)).ok()?;
        Some(serde_json::from_str(&text).unwrap_or_else(|error| panic!("a torn plan: {error}: {text}")))
    }

    /// What is half typed at a question.
    pub fn draft(&self, question: &str) -> Json {
        self.plan().unwrap()["drafts"][question].clone()
    }

    /// The names of the entries in the plan.
    pub fn entries(&self) -> Vec<String> {
        let plan = self.plan().unwrap();
        let items = plan["answers"]["things"]["items"].as_array().unwrap();
        items.iter().map(|item| item["fields"]["name"]["value"].as_str().unwrap().to_owned()).collect()
    }

    /// Whether all that was acknowledged is there, whole, and nothing else is left after the next start.
    pub fn holds(&self, ended: &Ended, what: &str) {
        let plan = self.plan();
        for (number, answer) in (1..).zip(&*ANSWERS).take(ended.acknowledged()) {
            let plan = plan.as_ref().unwrap_or_else(|| panic!("{what}: no plan, although {answer} was taken"));
            let value = &plan["answers"][format!("q{number}")]["value"];
            assert_eq!(*value, **answer, "{what}: {}", ended.said);
        }
        let again = self.run(&Self::WALK_IN_LINES, None, "/leave\n");
        assert_eq!(again.code, Some(0), "{what}: {}", again.said);
        let entries = fs::read_dir(&self.folder).unwrap();
        let left = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let is_left = |name: &String| name != STATE && (name.starts_with('.') || name.contains(".bak"));
        let left: Vec<String> = left.filter(is_left).collect();
        assert!(left.is_empty(), "{what}: {left:?}");
        let text = |name: &str| fs::read_to_string(self.path(name)).ok();
        assert_eq!(text(STATE), text(PLAN), "{what}: the last good state is that of the plan");
    }
}
