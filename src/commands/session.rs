//! One session: the interview, a front, and the file that every reply is saved to.

use super::depth::depth_menu;
use super::plan_file::{PlanFile, free_name};
use super::press::Press;
use super::recap::Paper;
use super::{Failure, World, draft, recap, written};
use crate::bank::{Bank, Route};
use crate::figures::Role;
use crate::interview::{Event, Interview, Menu, MenuReply, Notice, Pick, Reply, Response, Start, Turn};
use crate::plan::{Plan, State};
use crate::prompt::{Front, FrontError};
use crate::report;
use crate::report::canvas::Shape;
use crate::report::styles::Colour;
use std::cell::OnceCell;
use std::io;

/// How a session ended.
pub(super) enum Settled {
    /// The founder left, or finished.
    Left,
    /// Ctrl-C or a signal.
    Stopped,
    /// The input was over.
    InputEnded {
        /// Whether everything the path asks is settled.
        complete: bool,
    },
    /// Questions cannot be shown or answers not read any more.
    CutOff(io::Error),
}

/// One session at one plan.
pub(super) struct Session<'b, 'w> {
    bank: &'b Bank,
    interview: Interview<'b>,
    world: &'w mut World,
    front: Box<dyn Front>,
    file: Option<PlanFile>,
    press: OnceCell<Press>,
    /// Whether the questions are asked in plain lines, so that nothing simpler is left to go on in.
    pub(super) is_plain: bool,
    /// Whether the founder is still to choose between the short and the full path.
    pub(super) asks_depth: bool,
    /// Whether this choice comes next.
    depth_is_due: bool,
}

impl<'b, 'w> Session<'b, 'w> {
    pub(super) fn new(bank: &'b Bank, interview: Interview<'b>, world: &'w mut World, front: Box<dyn Front>) -> Self {
        Self {
            bank,
            interview,
            world,
            front,
            file: None,
            press: OnceCell::new(),
            is_plain: false,
            asks_depth: false,
            depth_is_due: false,
        }
    }

    /// Says where the plan is saved.
    pub(super) fn has_file(&mut self, file: PlanFile) {
        self.file = Some(file);
    }

    /// Asks until the walk is over, saving after every reply.
    pub(super) fn conduct(mut self) -> Result<Settled, Failure> {
        // Templates of one's own are read before the first question, not when they are needed.
        if let Some(press) = Press::watched(self.bank, self.world)? {
            let _ = self.press.set(press);
        }
        let settled = loop {
            match self.turn() {
                Ok(true) => {}
                Ok(false) => break Settled::Left,
                Err(Stop::Failed(failure)) => return Err(failure),
                Err(Stop::Front(error)) => {
                    if let Some(settled) = self.cut_off(error)? {
                        break settled;
                    }
                }
            }
        };
        if self.is_plain && matches!(settled, Settled::Stopped) {
            // The line that was begun, and the `^C` of the terminal, stand where the farewell would begin.
            self.world.tell("\n");
        }
        self.save()?;
        self.say_goodbye();
        Ok(settled)
    }

    /// Keeps what was not entered where a front brings nothing back; nothing where the session goes on in plain lines.
    fn cut_off(&mut self, error: FrontError) -> Result<Option<Settled>, Failure> {
        Ok(Some(match error {
            FrontError::Ticking { ticked, at, why } => {
                self.interview.keep_ticked(&ticked, &at);
                return self.cut_off(*why);
            }
            FrontError::Interrupted { draft } => {
                self.interview.interrupt(draft.as_deref(), None);
                self.file_for_draft()?;
                Settled::Stopped
            }
            FrontError::InterruptedBeside { draft, aside } => {
                self.interview.interrupt(draft.as_deref(), Some(aside));
                self.file_for_draft()?;
                Settled::Stopped
            }
            FrontError::Ended => Settled::InputEnded { complete: self.interview.is_complete() },
            FrontError::Io(error) if self.is_plain => Settled::CutOff(error),
            FrontError::Io(error) => {
                self.is_plain = true;
                self.world.tell(&format!("the terminal cannot be used ({error}); going on in plain lines\n"));
                self.front = self.world.plain_front();
                return Ok(None);
            }
        }))
    }

    fn turn(&mut self) -> Result<bool, Stop> {
        if self.depth_is_due {
            self.ask_depth()?;
        }
        self.show_events()?;
        let now = self.world.now();
        match self.interview.turn() {
            Turn::Finished => return Ok(false),
            Turn::Ask(prompt) => {
                let response = self.front.ask(&prompt)?;
                self.interview.respond(response, now);
            }
            Turn::Choose(menu) => {
                let reply = self.front.choose(&menu)?;
                self.interview.choose(reply, now);
            }
        }
        self.name_file()?;
        self.keep_saved()?;
        let begun = self.file.is_some() && !self.interview.plan().answers.is_empty();
        self.depth_is_due = self.asks_depth && begun && self.interview.turn() != Turn::Finished;
        Ok(true)
    }

    fn show_events(&mut self) -> Result<(), Stop> {
        for event in self.interview.take_events() {
            match event {
                Event::Say(notice) => self.front.say(&notice)?,
                Event::Recap => {
                    let recap = self.recap();
                    self.show_page(recap)?;
                }
                Event::SoFar => {
                    let text = self.so_far();
                    self.show_page(text)?;
                }
                Event::WriteDocuments => self.write_documents()?,
            }
        }
        Ok(())
    }

    fn recap(&self) -> Result<String, Failure> {
        let depth = self.interview.plan().route;
        let width = self.world.page_columns();
        let shape = if self.world.has_terminal() { self.world.shape() } else { Shape::List };
        let paper = Paper { shape, width, colour: Colour::Off, is_spoken: self.is_plain };
        recap::text(self.interview.facts(), self.bank, depth, Press::of(&self.press, self.bank)?, paper)
    }

    fn so_far(&self) -> Result<String, Failure> {
        let facts = self.interview.facts().for_documents(self.bank, self.interview.plan(), &self.world.today());
        let text = Press::of(&self.press, self.bank)?.plan_so_far(&facts)?;
        Ok(report::recap::paragraphs(&text, self.world.page_columns()))
    }

    /// Shows a page. One that the templates cannot make, because they do not fit the bank, is no reason to stop: the
    /// answers are shown as they are.
    fn show_page(&mut self, text: Result<String, Failure>) -> Result<(), Stop> {
        let text = match text {
            Err(runaway @ Failure::Runaway { .. }) => return Err(Stop::Failed(runaway)),
            other => other
                .unwrap_or_else(|_| report::recap::paragraphs(&self.interview.outline(), self.world.page_columns())),
        };
        Ok(self.front.say(&Notice::Page(text))?)
    }

    /// A new plan gets its file as soon as the venture has a name.
    fn name_file(&mut self) -> Result<(), Failure> {
        if self.file.is_some() {
            return Ok(());
        }
        let named = self.bank.questions().find(|(_, question)| question.role == Some(Role::Name));
        let name = match named {
            Some((_, question)) => {
                let answer = self.interview.plan().answers.get(&question.id);
                let Some(answer) = answer.filter(|answer| answer.state != State::Open) else { return Ok(()) };
                answer.value.as_str().unwrap_or_default().to_owned()
            }
            None if self.interview.plan().answers.is_empty() => return Ok(()),
            None => String::new(),
        };
        self.file = Some(PlanFile::begin(free_name(&name))?);
        Ok(())
    }

    /// Text that was typed before the venture had a name is worth a file as well.
    fn file_for_draft(&mut self) -> Result<(), Failure> {
        if self.file.is_none() && !self.interview.plan().drafts.is_empty() {
            self.file = Some(PlanFile::begin(free_name(""))?);
        }
        Ok(())
    }

    fn ask_depth(&mut self) -> Result<(), Stop> {
        // The same that was said before the first answer.
        let questions = self.interview.bank();
        let whole = Interview::new(questions, Plan::new(questions, Route::Short, None), Start::FirstOpen);
        let menu = depth_menu(whole.length(Route::Short), whole.length(Route::Full));
        let reply = self.front.choose(&menu)?;
        self.depth_is_due = false;
        match reply {
            MenuReply::Picked(key) => {
                self.asks_depth = false;
                let depth = if key == "full" { Route::Full } else { Route::Short };
                self.interview.set_route(depth);
                self.keep_saved()?;
            }
            MenuReply::Leave => {
                self.asks_depth = false;
                self.interview.interrupt(None, None);
            }
            MenuReply::Back => {
                let back = Response { reply: Reply::Back, draft: None };
                self.interview.respond(back, self.world.now());
            }
            aside @ (MenuReply::Change { .. } | MenuReply::Jump { .. }) => {
                self.interview.choose(aside, self.world.now());
            }
        }
        Ok(())
    }

    /// Saves; where that fails, the founder can mend what is wrong and try again, and nothing is lost meanwhile.
    fn keep_saved(&mut self) -> Result<(), Stop> {
        while let Err(failure) = self.save() {
            self.world.complain(&failure);
            let pick =
                |key: &str, label: &str| Pick { key: key.into(), label: label.into(), help: None, selected: false };
            let menu = Menu {
                title: "Your answers are not saved yet. What now?".into(),
                text: Vec::new(),
                entries: vec![
                    pick("again", "try again"),
                    pick("elsewhere", "save in the folder for temporary files"),
                    pick("leave", "leave without saving the last answer"),
                ],
                folded: 0,
                search: None,
            };
            match self.front.choose(&menu).map_err(|_| Stop::Failed(failure))? {
                MenuReply::Picked(key) if key == "elsewhere" => {
                    let elsewhere = self.world.variables.temporary.clone();
                    if let Some(Err(refused)) = self.file.as_mut().map(|file| file.move_into(&elsewhere)) {
                        self.world.complain(&refused);
                    }
                }
                MenuReply::Picked(key) if key == "leave" => return Err(Stop::Failed(left_unsaved())),
                MenuReply::Leave => return Err(Stop::Failed(left_unsaved())),
                _ => {}
            }
        }
        Ok(())
    }

    fn save(&mut self) -> Result<(), Failure> {
        let Some(file) = &mut self.file else { return Ok(()) };
        if let Some(copy) = file.save(self.interview.plan(), self.bank)? {
            self.world.tell(&format!("the plan was changed by somebody else meanwhile; that text is kept in {copy}\n"));
        }
        Ok(())
    }

    /// Writes the plan up beside its file. What stands in the way is told; the walk goes on.
    fn write_documents(&mut self) -> Result<(), Failure> {
        let Some(file) = &self.file else { return Ok(()) };
        let plan = self.interview.plan().clone().for_others(self.bank);
        let facts = draft::worked_out(self.bank, &plan);
        let written = facts.and_then(|facts| {
            let facts = facts.for_documents(self.bank, &plan, &self.world.today());
            written::write_beside(&file.stem(), &facts, Press::of(&self.press, self.bank)?)
        });
        match written {
            Ok(said) => {
                let _ = self.front.say(&Notice::Remark(said));
            }
            Err(runaway @ Failure::Runaway { .. }) => return Err(runaway),
            Err(failure) => {
                self.world.complain(&failure);
            }
        }
        Ok(())
    }

    /// How much is saved, where, and the command that goes on.
    fn say_goodbye(&mut self) {
        let text = match &self.file {
            Some(file) => {
                file.farewell(self.interview.tally().answered, !self.interview.plan().drafts.is_empty(), self.world)
            }
            None => "Nothing was answered yet, so there is nothing to save.\n".to_owned(),
        };
        self.world.tell(&text);
    }
}

fn left_unsaved() -> Failure {
    Failure::trouble("the last answer was not saved", "make room or choose another folder, then start canvass again")
}

/// Why a turn was not completed.
enum Stop {
    Front(FrontError),
    Failed(Failure),
}

impl From<FrontError> for Stop {
    fn from(error: FrontError) -> Self {
        Self::Front(error)
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}
