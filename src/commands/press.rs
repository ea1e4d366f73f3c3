//! The press: makes documents from templates. Those of somebody else's folder work under a watch, because a template
//! can count for ever without writing anything.

use super::{Failure, World, template_folder};
use crate::bank::style::Colour;
use crate::bank::{Bank, Template};
use crate::check_templates;
use crate::diagnostic::Diagnostic;
use crate::documents::{Canvas, Drafted, Edition, Extent, Format, Templates};
use crate::fact::Fact;
use std::cell::OnceCell;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// How long a document may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often the watch looks.
const LOOK: Duration = Duration::from_millis(20);

/// How much memory, in KiB, templates may take.
const MOST_MEMORY: u64 = 1024 * 1024;

/// Templates read, and how long they may take.
pub(super) struct Press {
    templates: Arc<Templates>,
    watch: Option<Watch>,
}

/// A watch over the templates of a folder.
#[derive(Clone, Debug)]
pub(super) struct Watch {
    folder: PathBuf,
    patience: Duration,
}

/// What presses are set up with: the templates of the folder that was named, and how long they may take. It is handed to
/// threads.
pub(super) struct Workshop {
    own: Option<(PathBuf, Vec<Template>)>,
    patience: Duration,
}

impl Workshop {
    pub(super) fn open(world: &World) -> Result<Self, Failure> {
        let own = template_folder::named(world);
        let own = own.map(|folder| template_folder::read(&folder).map(|own| (folder, own))).transpose()?;
        Ok(Self { own, patience: patience(world)? })
    }

    /// A press with the templates of a bank and of the folder that was named.
    pub(super) fn press(&self, bank: &Bank) -> Result<Press, Failure> {
        match self.watched(bank)? {
            Some(press) => Ok(press),
            None => Ok(Press { templates: Arc::new(Templates::of(bank)?), watch: None }),
        }
    }

    /// The same, if any template is somebody else's.
    fn watched(&self, bank: &Bank) -> Result<Option<Press>, Failure> {
        let foreign = || bank.templates.iter().find(|template| !template.is_built_in);
        let named = self.own.as_ref().map(|(folder, _)| folder.clone());
        let Some(folder) = named.or_else(|| Some(PathBuf::from(&foreign()?.path))) else { return Ok(None) };
        let own = self.own.as_ref().map(|(_, own)| own.clone()).unwrap_or_default();
        let templates = Templates::with_own(bank, own)?;
        let watch = Watch { folder, patience: self.patience };
        Ok(Some(Press { templates: Arc::new(templates), watch: Some(watch) }))
    }
}

fn patience(world: &World) -> Result<Duration, Failure> {
    let Some(seconds) = &world.variables.template_seconds else { return Ok(PATIENCE) };
    let parsed = seconds.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    parsed.filter(|patience| !patience.is_zero()).ok_or_else(|| {
        let message = format!("CANVASS_TEMPLATE_SECONDS is `{seconds}`, which is no number of seconds");
        Failure::usage(message, "set it to a number such as 30, or leave it out")
    })
}

/// What a watched thread tells.
enum Told<T> {
    Begins(&'static str),
    Done(T),
}

impl Press {
    /// The press that is kept in a cell, set up when it is first needed: for a bank without templates of somebody else.
    pub(super) fn of<'c>(cell: &'c OnceCell<Self>, bank: &Bank) -> Result<&'c Self, Failure> {
        if let Some(press) = cell.get() {
            return Ok(press);
        }
        let press = Self { templates: Arc::new(Templates::of(bank)?), watch: None };
        Ok(cell.get_or_init(|| press))
    }

    /// A press with the templates of a bank and of the folder that was named, if one was.
    pub(super) fn open(bank: &Bank, world: &mut World) -> Result<Self, Failure> {
        match Self::watched(bank, world)? {
            Some(press) => Ok(press),
            None => Ok(Self { templates: Arc::new(Templates::of(bank)?), watch: None }),
        }
    }

    /// A press that works under a watch, if any template is somebody else's: the bank's, or one of the folder that was
    /// named. Warnings are told.
    pub(super) fn watched(bank: &Bank, world: &mut World) -> Result<Option<Self>, Failure> {
        let Some(press) = Workshop::open(world)?.watched(bank)? else { return Ok(None) };
        let warnings = check_templates::unused(&press.templates);
        world.warn(&warnings);
        Ok(Some(press))
    }

    /// The colour that the style of the templates names.
    pub(super) fn accent(&self) -> Option<Colour> {
        self.templates.style().accent
    }

    pub(super) fn draft(&self, facts: &Fact, edition: impl Into<Edition>) -> Result<Vec<u8>, Failure> {
        let edition = edition.into();
        self.print(facts, move |templates, facts| templates.draft(facts, edition))
    }

    /// The same with what of it is likely not meant.
    pub(super) fn drafted(&self, facts: &Fact, edition: Edition) -> Result<Drafted, Failure> {
        self.print(facts, move |templates, facts| templates.drafted(facts, edition))
    }

    /// Whether the record has a part in such a document.
    pub(super) fn reads_record(&self, bank: &Bank, edition: &Edition) -> bool {
        self.templates.reads_record(bank, edition)
    }

    /// A document that no template makes, in the dress of a plan.
    pub(super) fn dressed(&self, facts: &Fact, markdown: String, format: Format) -> Result<Vec<u8>, Failure> {
        self.print(facts, move |templates, facts| templates.dressed(facts, &markdown, format))
    }

    /// The plan on one page, in HTML for a place within another.
    pub(super) fn summary(&self, facts: &Fact) -> Result<String, Failure> {
        let edition = Edition {
            format: Format::Html,
            reader: None,
            extent: Extent::Summary,
            with_answers: false,
            is_final: false,
        };
        self.print(facts, move |templates, facts| templates.fragment(facts, edition))
    }

    pub(super) fn recap(&self, facts: &Fact) -> Result<String, Failure> {
        self.print(facts, Templates::recap)
    }

    /// Every question and field of a bank that no template tells: its step, and its id.
    pub(super) fn untold(&self, bank: &Bank) -> Vec<(String, String)> {
        self.templates.untold(bank)
    }

    pub(super) fn canvas_blocks(&self, facts: &Fact) -> Result<Canvas, Failure> {
        self.print(facts, Templates::canvas_blocks)
    }

    pub(super) fn fit_table(&self, facts: &Fact) -> Result<Vec<Vec<String>>, Failure> {
        self.print(facts, Templates::fit_table)
    }

    pub(super) fn weakest_beliefs(&self, facts: &Fact) -> Result<Vec<String>, Failure> {
        self.print(facts, Templates::weakest_beliefs)
    }

    pub(super) fn plan_so_far(&self, facts: &Fact) -> Result<String, Failure> {
        self.print(facts, Templates::plan_so_far)
    }

    fn print<T: Send + 'static>(
        &self,
        facts: &Fact,
        work: impl FnOnce(&Templates, &Fact) -> Result<T, Vec<Diagnostic>> + Send + 'static,
    ) -> Result<T, Failure> {
        let Some(watch) = &self.watch else { return Ok(work(&self.templates, facts)?) };
        let (templates, facts) = (Arc::clone(&self.templates), facts.clone());
        Ok(watch.over(move |_| work(&templates, &facts))??)
    }
}

impl Watch {
    pub(super) fn new(folder: PathBuf, world: &World) -> Result<Self, Failure> {
        let patience = patience(world)?;
        Ok(Self { folder, patience })
    }

    /// Does some work in a thread of its own and waits for it, as long as it is told now and then that the next part
    /// begins. A thread that does not come to an end is left behind; it ends with the process.
    pub(super) fn over<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut dyn FnMut(&'static str)) -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let (sender, told) = mpsc::channel();
        let worker = move |sender: Sender<Told<T>>| {
            let outcome = work(&mut |part| drop(sender.send(Told::Begins(part))));
            let _ = sender.send(Told::Done(outcome));
        };
        let builder = thread::Builder::new().stack_size(16 * 1024 * 1024);
        let spawned = builder.spawn(move || worker(sender));
        spawned.map_err(|error| {
            let message = format!("no thread could be started for the templates: {}", crate::files::reason(&error));
            Failure::trouble(message, "close other programs, then try again")
        })?;
        let before = memory();
        let (mut part, mut since) = ("", Instant::now());
        loop {
            match told.recv_timeout(LOOK) {
                Ok(Told::Done(outcome)) => return Ok(outcome),
                Ok(Told::Begins(next)) => (part, since) = (next, Instant::now()),
                Err(RecvTimeoutError::Disconnected) => return Err(self.runaway(part, "cannot be worked off")),
                Err(RecvTimeoutError::Timeout) if since.elapsed() > self.patience => {
                    return Err(self.runaway(part, &format!("take longer than {}", seconds(self.patience))));
                }
                Err(RecvTimeoutError::Timeout) if memory().saturating_sub(before) > MOST_MEMORY => {
                    return Err(self.runaway(part, "take more than 1 GiB of memory"));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    fn runaway(&self, part: &str, what: &str) -> Failure {
        let part = if part.is_empty() { String::new() } else { format!(" for `{part}`") };
        Failure::Runaway {
            message: format!("the templates in `{}`{part} {what}, so they were stopped", self.folder.display()),
            help: "look for loops within loops; CANVASS_TEMPLATE_SECONDS gives templates more time".to_owned(),
        }
    }
}

fn seconds(patience: Duration) -> String {
    if patience == Duration::from_secs(1) {
        "1 second".to_owned()
    } else {
        format!("{} seconds", patience.as_secs_f64())
    }
}

/// The memory this process takes, in KiB; 0 where the system does not say.
fn memory() -> u64 {
    let status =
        if cfg!(target_os = "linux") { std::fs::read_to_string("/proc/self/status") } else { Ok(String::new()) };
    let status = status.unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
