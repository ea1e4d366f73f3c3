//! What can be typed on the command line.

use crate::documents::Format;
use clap::builder::PossibleValue;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Walks a founder through the business model canvas and writes the plan up.
#[derive(Debug, Parser)]
#[command(name = "canvass", version, about, long_about = None, disable_help_subcommand = true)]
#[command(after_help = "Without a command, canvass starts a walk, or goes on with the plan in this folder.\n\
    Nothing leaves this machine.")]
pub struct Cli {
    /// What to do; without it, the walk.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Settings every command understands.
    #[command(flatten)]
    pub settings: Settings,
}

/// What is answered to a command line that is not obeyed: help, the version, or what is wrong with it.
#[derive(Debug)]
pub struct UsageText {
    /// Whether the command line is wrong.
    pub is_wrong_usage: bool,
    plain: String,
    coloured: String,
}

impl UsageText {
    /// The answer, with colours or without.
    #[must_use]
    pub fn text(&self, coloured: bool) -> &str {
        if coloured { &self.coloured } else { &self.plain }
    }
}

impl Cli {
    /// Reads a command line, which begins with the program's name; help is laid out for a width in columns.
    ///
    /// # Errors
    /// What to answer where there is no command to be obeyed.
    pub fn read(line: impl IntoIterator<Item = OsString>, columns: usize) -> Result<Self, UsageText> {
        let mut command = Self::command().term_width(columns);
        let read = command.try_get_matches_from_mut(line);
        let read = read
            .and_then(|mut found| Self::from_arg_matches_mut(&mut found).map_err(|error| error.format(&mut command)));
        read.map_err(|error| {
            let text = error.render();
            UsageText { is_wrong_usage: error.use_stderr(), plain: text.to_string(), coloured: text.ansi().to_string() }
        })
    }
}

/// Settings every command understands.
#[derive(Args, Clone, Debug, Default)]
pub struct Settings {
    /// Ask from this question bank: one that is built in, by its name, or your own, by its folder
    #[arg(long, global = true, value_name = "BANK")]
    pub bank: Option<PathBuf>,
    /// Write documents with the templates in this folder; what it does not hold stays built in
    #[arg(long, global = true, value_name = "DIR")]
    pub template: Option<PathBuf>,
    /// Ask and draw in plain lines: for screen readers, pipes and very small windows
    #[arg(long, global = true)]
    pub plain: bool,
    /// Whether to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub colour: When,
}

/// Whether something is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// Where it makes sense.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// One thing canvass can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Ask the questions, step by step, and save every answer
    Walk(WalkArgs),
    /// Write the plan up as a document: Markdown, a page for browser and printer, Word, and more
    Draft(DraftArgs),
    /// Draw the canvas
    Show {
        /// The plan; `-` reads it from standard input
        plan: PathBuf,
    },
    /// Show the recap of half-way
    Recap {
        /// The plan; `-` reads it from standard input
        plan: PathBuf,
        /// What it tells beside the usual
        #[command(flatten)]
        more: More,
    },
    /// Work the money out, with the formulas in words
    Figures(FiguresArgs),
    /// Say what does not hold together in a plan; exit code 3 where there are gaps
    Check(CheckArgs),
    /// Let a warning or a hint stand, with a reason
    Waive(WaiveArgs),
    /// Note what a reviewer saw of the evidence, beside what the founders say
    Confirm(ConfirmArgs),
    /// Remark on a plan, in a file beside it; without a text, list the remarks
    Comment(CommentArgs),
    /// Fill in a plan from a file of answers, without asking
    Fill(FillArgs),
    /// Write a file of answers to fill in with an editor, blank or with what a plan holds; every key is explained in it
    Answers(AnswersArgs),
    /// Print the questions to fill in on paper or with an editor, blank or with what a plan holds; `fill` reads it back
    Workbook(WorkbookArgs),
    /// Write the questions as one page for a browser, blank or with what a plan holds; it saves a file that `fill` reads
    Form(FormArgs),
    /// Make a file of answers of a canvas that others wrote, in Markdown or JSON, and say what has no place in it
    Import(ImportArgs),
    /// Write a copy of a plan without anybody's words, for counting; or remove a plan whose founders withdraw their consent
    Anonymise(AnonymiseArgs),
    /// Move a plan to another version of its questions; no old answer is lost
    Upgrade(UpgradeArgs),
    /// Show how far plans have come, a line each
    Status {
        /// The plans, or folders that hold them; without any, the plans in this folder
        #[arg(default_value = ".", hide_default_value = true, value_name = "PLAN")]
        plans: Vec<PathBuf>,
    },
    /// Compare many plans: a table, or a file for other programs; exit code 3 where one cannot be read
    Cohort(CohortArgs),
    /// Say what is different between two plans, in words
    Diff(DiffArgs),
    /// Write the worked example as a plan
    Example {
        /// Write it to this file instead of standard output
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Replace what stands in the file; a copy of it is kept
        #[arg(long, requires = "output")]
        force: bool,
    },
    /// Check, list, show, compare, copy or extend question banks
    #[command(subcommand)]
    Bank(BankCommand),
    /// Check or copy the templates of the documents, or list what they can use
    #[command(subcommand)]
    Template(TemplateCommand),
    /// Print the completion script for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page
    Man,
}

/// What a walk can be told.
#[derive(Args, Debug, Default)]
pub struct WalkArgs {
    /// The plan to begin or to go on with; without it, the one in this folder
    pub plan: Option<PathBuf>,
    /// Ask the essential questions only: 10 to 30 minutes
    #[arg(long, conflicts_with = "full")]
    pub essentials: bool,
    /// Ask what a whole plan needs: 25 to 75 minutes
    #[arg(long)]
    pub full: bool,
    /// Begin at this step
    #[arg(long, value_name = "STEP")]
    pub from: Option<usize>,
}

/// What a draft can be told.
#[derive(Args, Debug)]
pub struct DraftArgs {
    /// The plan; `-` reads it from standard input
    #[arg(required_unless_present = "all")]
    pub plan: Option<PathBuf>,
    /// Write all plans in this folder up, into the folder that --output names; a document that is newer than its plan
    /// stays as it is
    #[arg(long, value_name = "FOLDER", requires = "output", conflicts_with_all = ["plan", "is_final", "open"])]
    pub all: Option<PathBuf>,
    /// How many plans to write up at the same time; without it, as many as the machine has processors
    #[arg(long, value_name = "NUMBER", requires = "all")]
    pub threads: Option<NonZeroUsize>,
    /// The format; without it, by the name of the output, else Markdown
    #[arg(long, value_name = "FORMAT")]
    pub to: Option<Format>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace the file although canvass did not write it or it was changed since; a copy of it is kept
    #[arg(long, requires = "output")]
    pub force: bool,
    /// Who reads it, which changes what comes first and what is stressed, never what is true. The questions that are
    /// built in know `bank` (how the money comes back), `mentor` (the riskiest beliefs), `incubator` (team, problem and
    /// evidence) and `self` (what is open and what to do next)
    #[arg(long = "for", value_name = "READER")]
    pub reader: Option<String>,
    /// A part instead of the whole
    #[arg(long, value_name = "PART")]
    pub only: Option<Only>,
    /// Add more than the usual; several with commas between them
    #[arg(long, value_name = "PART", value_delimiter = ',')]
    pub with: Vec<With>,
    /// Refuse, with exit code 3, while gaps, required questions or answers to look at again are open
    #[arg(long = "final")]
    pub is_final: bool,
    /// Show the document in the program the system opens it with, such as the browser; needs --output
    #[arg(long, requires = "output")]
    pub open: bool,
}

/// The formats as `--to` takes them.
impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::NAMED
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Markdown => {
                PossibleValue::new("md").help("Markdown: to edit further, or to paste into an application")
            }
            Self::Html => {
                PossibleValue::new("html").help("One HTML page with the drawn canvas: to read, print and send")
            }
            Self::Word => PossibleValue::new("docx")
                .help("A Word document: to edit and to comment on, in Word or another word processor"),
            Self::Typst => {
                PossibleValue::new("typ").help("The source of a typeset document: to make a PDF with `typst compile`")
            }
            Self::Svg => PossibleValue::new("svg").help("The canvas alone, as an SVG drawing: for slides and websites"),
            Self::Json => PossibleValue::new("json").help("Answers, figures and findings as JSON: for other programs"),
            Self::Calendar => PossibleValue::new("ics")
                .help("What is due, for a calendar: tests, next steps and the days of the programme"),
            Self::Pdf if cfg!(feature = "pdf") => {
                PossibleValue::new("pdf").help("A typeset and tagged PDF: to send, to print and to have read aloud")
            }
            Self::Pdf => PossibleValue::new("pdf").help("Tells the three ways to a PDF").hide(true),
            Self::Xlsx => PossibleValue::new("xlsx")
                .help("The figures as a spreadsheet with live formulas: to change a number and see"),
        })
    }
}

/// A part of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Only {
    /// One page
    Summary,
}

/// What a draft can hold over and above the usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum With {
    /// An annex with every answer, step by step
    Answers,
    /// The open comments, in the margin of the page
    Comments,
    /// The answers to private questions, which are left out otherwise
    Private,
}

/// What other commands tell over and above the usual.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct More {
    /// Add more than the usual
    #[arg(long, value_name = "PART")]
    pub with: Option<Withheld>,
}

/// What is left out unless it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Withheld {
    /// The answers to private questions
    Private,
}

/// What the figures can be told.
#[derive(Args, Debug)]
pub struct FiguresArgs {
    /// The plans, or folders that hold them; `-` reads one from standard input
    #[arg(required = true, value_name = "PLAN")]
    pub plans: Vec<PathBuf>,
    /// Month by month as well
    #[arg(long)]
    pub months: bool,
    /// What if sales are lower, customers pay later, costs are higher, and your own cases
    #[arg(long)]
    pub what_if: bool,
    /// All figures as JSON, exact: the months and what if as well
    #[arg(long)]
    pub json: bool,
}

/// What a check can be told.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// The plans, or folders that hold them; `-` reads one from standard input
    #[arg(required = true, value_name = "PLAN")]
    pub plans: Vec<PathBuf>,
    /// Which checks to run; without it, all once something behind the pause is answered
    #[arg(long, value_name = "PHASE")]
    pub phase: Option<PhaseName>,
    /// The findings as JSON
    #[arg(long)]
    pub json: bool,
}

/// When checks run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PhaseName {
    /// Those of the pause at half-way
    Halfway,
    /// All of them
    Final,
}

/// What a comparison of two plans can be told.
#[derive(Args, Debug)]
pub struct DiffArgs {
    /// The plan as it was; `-` reads it from standard input
    pub old: PathBuf,
    /// The plan as it is; without it, every answer of the first one is printed in a line, for tools that compare texts
    pub new: Option<PathBuf>,
    /// The changes as JSON
    #[arg(long, requires = "new")]
    pub json: bool,
    /// End with 3 where they differ
    #[arg(long, requires = "new")]
    pub exit_code: bool,
}

/// What a comparison of many plans can be told.
#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that can be typed")]
#[command(group(clap::ArgGroup::new("form").args(["csv", "jsonl", "xlsx", "html", "benchmarks"])))]
pub struct CohortArgs {
    /// The plans, or folders that hold them
    #[arg(required = true, value_name = "PLAN|FOLDER")]
    pub plans: Vec<PathBuf>,
    /// Columns to show besides the usual ones, by their ids, with commas between them
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    pub columns: Vec<String>,
    /// Sort by this column; with a `-` before it, the largest first
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true)]
    pub sort: Option<String>,
    /// Only the plans for which this holds: CEL over the answers, the figures and `columns`
    #[arg(long = "where", value_name = "CONDITION")]
    pub wanted: Option<String>,
    /// Write CSV, for spreadsheets and statistics
    #[arg(long)]
    pub csv: bool,
    /// Write JSON, an object a line, for databases
    #[arg(long)]
    pub jsonl: bool,
    /// Write a spreadsheet with typed columns, a filter, and sheets of findings and of what the columns mean
    #[arg(long)]
    pub xlsx: bool,
    /// Write a page for the browser: a table to sort, how the plans are spread, and each plan on one page
    #[arg(long)]
    pub html: bool,
    /// Say what is usual, without telling anything of one venture: medians and quartiles of five or more that agreed.
    /// It is always all plans, so that no two tables can be held against each other
    #[arg(long, conflicts_with_all = ["wanted", "columns", "blind", "sort", "with"])]
    pub benchmarks: bool,
    /// Group what is usual by the words of this column, such as `stage`
    #[arg(long, value_name = "COLUMN", requires = "benchmarks")]
    pub by: Option<String>,
    /// Put the plans of one venture together, from its first to its last, and say what has changed; with --jsonl, an
    /// object for each venture. Plans belong together that are copies of one, or have the same name
    #[arg(long, conflicts_with_all = ["csv", "xlsx", "html", "benchmarks", "wanted", "columns", "blind", "sort"])]
    pub course: bool,
    /// For reviewers: names and everything in the founders' own words are left out
    #[arg(long)]
    pub blind: bool,
    /// The file of the key that blind names follow from, so that a venture keeps its name; it is made if it is not there.
    /// Without it the names are drawn anew each time
    #[arg(long, value_name = "FILE", requires = "blind")]
    pub key: Option<PathBuf>,
    /// What it tells beside the usual
    #[command(flatten)]
    pub more: More,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace the file although canvass did not write it or it was changed since; a copy of it is kept
    #[arg(long, requires = "output")]
    pub force: bool,
    /// How many plans to read at the same time; without it, as many as the machine has processors
    #[arg(long, value_name = "NUMBER")]
    pub threads: Option<NonZeroUsize>,
}

/// What can be let stand.
#[derive(Args, Debug)]
pub struct WaiveArgs {
    /// The plan
    pub plan: PathBuf,
    /// The rule, as `canvass check` names it
    pub rule: String,
    /// What it is about, by its title or id, where the rule finds more than one thing
    pub subject: Option<String>,
    /// Why it may stand; the plan shows the reason
    #[arg(long, value_name = "REASON")]
    pub because: String,
}

/// What a reviewer can confirm.
#[derive(Args, Debug)]
pub struct ConfirmArgs {
    /// The plan
    pub plan: PathBuf,
    /// The entry, by its title or its id, such as an assumption
    pub entry: String,
    /// How well it is supported, as the reviewer saw it: a word that founders can pick, such as `conversations`
    #[arg(long, value_name = "LEVEL")]
    pub evidence: String,
    /// Who says so
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
}

/// What a comment can be told.
#[derive(Args, Debug)]
pub struct CommentArgs {
    /// The plan
    pub plan: PathBuf,
    /// What to say; with --resolve, how it was settled
    pub text: Option<String>,
    /// What it is about: a question such as `price`, an entry by its title or id, or a question about one entry, such as
    /// `Repair visit.price`; without it, the whole plan
    #[arg(long, value_name = "WHAT", requires = "text")]
    pub on: Option<String>,
    /// Who says it
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Settle the comment with this id; it stays in the file
    #[arg(long, value_name = "ID", conflicts_with = "on")]
    pub resolve: Option<String>,
    /// Take in the comments of another file; nothing is lost and nothing doubled
    #[arg(long, value_name = "FILE")]
    pub merge: Vec<PathBuf>,
    /// List those that are settled as well
    #[arg(long)]
    pub all: bool,
    /// List all of them as JSON
    #[arg(long)]
    pub json: bool,
}

/// What a fill can be told.
#[derive(Args, Debug)]
pub struct FillArgs {
    /// The plan to fill in; it is made if it is not there
    pub plan: PathBuf,
    /// The answers, JSON or TOML, or a workbook in Markdown; `-` reads them from standard input
    #[arg(long, value_name = "FILE")]
    pub answers: PathBuf,
    /// A new plan takes the essential path
    #[arg(long)]
    pub essentials: bool,
}

/// What a file of answers can be made of.
#[derive(Args, Debug)]
pub struct AnswersArgs {
    /// The plan whose answers to write; without it, the file is blank. `-` reads it from standard input
    pub plan: Option<PathBuf>,
    /// What it tells beside the usual
    #[command(flatten)]
    pub more: More,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace what stands in the file; a copy of it is kept
    #[arg(long, requires = "output")]
    pub force: bool,
}

/// What a workbook can be told.
#[derive(Args, Debug)]
pub struct WorkbookArgs {
    /// The plan whose answers to print; without it, the workbook is blank. `-` reads it from standard input
    pub plan: Option<PathBuf>,
    /// Write to this file: Markdown for an editor, which `fill` reads back, or a page or a Word document for paper, by the
    /// end of its name (.md, .html, .docx). Without it, Markdown goes to standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Only what the short path asks, and what was answered
    #[arg(long)]
    pub essentials: bool,
    /// The details that the walk only offers as well
    #[arg(long, conflicts_with = "essentials")]
    pub details: bool,
    /// What it tells beside the usual
    #[command(flatten)]
    pub more: More,
    /// Replace what stands in the file; a copy of it is kept
    #[arg(long, requires = "output")]
    pub force: bool,
}

/// What a form can be told.
#[derive(Args, Debug)]
pub struct FormArgs {
    /// The plan whose answers to begin with; without it, the form is blank. `-` reads it from standard input
    pub plan: Option<PathBuf>,
    /// Write the page to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Begin with the questions of the short path; the page can ask for everything
    #[arg(long)]
    pub essentials: bool,
    /// Replace what stands in the file; a copy of it is kept
    #[arg(long, requires = "output")]
    pub force: bool,
}

/// What an import can be told.
#[derive(Args, Debug)]
pub struct ImportArgs {
    /// The canvas: Markdown, with tables or HTML in it, or JSON; `-` reads it from standard input
    pub canvas: PathBuf,
    /// Write the answers to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace what stands in the file; a copy of it is kept
    #[arg(long, requires = "output")]
    pub force: bool,
}

/// What can be done with a plan that shall not name anybody any more.
#[derive(Args, Debug)]
pub struct AnonymiseArgs {
    /// The plan
    pub plan: PathBuf,
    /// Write the copy to this file: numbers, choices and links stay, every text and name is replaced
    #[arg(short, long, value_name = "FILE", required_unless_present = "erase")]
    pub output: Option<PathBuf>,
    /// Then remove the plan, the copies that canvass kept of it, and the comments on it
    #[arg(long)]
    pub erase: bool,
    /// What it tells beside the usual
    #[command(flatten)]
    pub more: More,
    /// Replace what stands in the file; a copy of it is kept
    #[arg(long, requires = "output")]
    pub force: bool,
}

/// What an upgrade can be told.
#[derive(Args, Debug)]
#[command(
    after_help = "The plan moves to its own bank as it is now, or to the one that --bank names. Renamed questions\n\
    take their answers along; answers that are not asked for any more stay in the file. The file as it\n\
    was is kept as PLAN.bak-1."
)]
pub struct UpgradeArgs {
    /// The plan
    pub plan: PathBuf,
    /// Say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The report as JSON
    #[arg(long)]
    pub json: bool,
}

/// What can be done with a bank.
#[derive(Debug, Subcommand)]
pub enum BankCommand {
    /// Report every problem of a bank
    Check {
        /// The bank's folder, or the name of one that is built in; without it, the one in use
        #[arg(value_name = "BANK")]
        dir: Option<PathBuf>,
    },
    /// Name the banks that are built in
    List {
        /// The same for a program
        #[arg(long)]
        json: bool,
    },
    /// List the questions
    Show {
        /// The whole bank as JSON
        #[arg(long)]
        json: bool,
    },
    /// Write a bank into a folder, for editing: the usual one, or the one named with --bank
    Copy {
        /// The folder, which must be new or empty
        dir: PathBuf,
    },
    /// Start a bank that extends another: all of that one, and what you change, add or leave out
    New {
        /// The folder, which must be new or empty
        dir: PathBuf,
        /// The bank it builds on: the id of one that is part of canvass, or a folder
        #[arg(long, value_name = "BANK", default_value = crate::bank::USUAL)]
        extends: PathBuf,
    },
    /// Put a bank, its templates too, into one file that can be handed out
    Pack {
        /// The bank's folder
        dir: PathBuf,
        /// The file, such as `ours.canvassbank`
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
        /// Replace what stands in the file; a copy of it is kept
        #[arg(long)]
        force: bool,
    },
    /// Say what is different between two versions of a bank
    Diff {
        /// The old bank's folder, or the id of the built-in one
        old: PathBuf,
        /// The new bank's folder, or the id of the built-in one
        new: PathBuf,
        /// The differences as JSON
        #[arg(long)]
        json: bool,
        /// End with 3 where they differ
        #[arg(long)]
        exit_code: bool,
    },
    /// Print the JSON Schema of bank files, for editors
    Schema,
}

/// What can be done with templates.
#[derive(Debug, Subcommand)]
pub enum TemplateCommand {
    /// Report every problem of the templates in a folder, and fill them in with trial plans
    Check {
        /// The templates' folder; without it, the built-in ones
        dir: Option<PathBuf>,
    },
    /// Write the built-in templates into a folder, for editing
    Copy {
        /// The folder, which must be new or empty
        dir: PathBuf,
    },
    /// Print what templates can use, as Markdown: names, filters, tests and blocks
    Variables,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
