//! The documents that are made in trying templates out.

use crate::diagnostic::Diagnostic;
use crate::documents::{Edition, Extent, Format, Templates};
use crate::fact::Fact;
use crate::trial::Trial;

/// One document to be made.
#[derive(Clone, Debug)]
pub(super) enum Work {
    Draft(Edition),
    Recap,
    Blocks,
    FitTable,
    WeakestBeliefs,
    PlanSoFar,
}

impl Work {
    /// What is made of one trial, by its place among all. Some are written for every reader, the others for one in
    /// turn and in one format: that is enough to come by every branch, and takes a tenth of the time.
    pub(super) fn of(index: usize, trial: &Trial) -> Vec<Self> {
        let readers = trial.facts.get("outline").get("readers");
        let readers: Vec<Option<String>> =
            readers.as_list().iter().map(|reader| reader.get("id").as_text().map(str::to_owned)).collect();
        let formats: Vec<Format> = Format::ALL.into_iter().filter(|format| format.is_prose()).collect();
        let is_next = |index: usize, count: usize, turn: usize| turn % count == index;
        let mut work = vec![Self::Recap, Self::Blocks, Self::FitTable, Self::WeakestBeliefs, Self::PlanSoFar];
        work.push(Self::Draft(Format::Svg.into()));
        for (reader_index, reader) in readers.iter().enumerate() {
            for (format_index, format) in formats.iter().enumerate() {
                for (extent, turn) in [(Extent::Whole, index), (Extent::Summary, index / 2)] {
                    let in_turn =
                        is_next(reader_index, readers.len(), turn) && is_next(format_index, formats.len(), turn);
                    if in_turn || trial.for_all && *format == Format::Markdown {
                        work.push(Self::Draft(Edition {
                            format: *format,
                            reader: reader.clone(),
                            extent,
                            with_answers: index.is_multiple_of(5),
                            is_final: index.is_multiple_of(7),
                        }));
                    }
                }
            }
        }
        work
    }

    /// The template it begins with.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Draft(Edition { format: Format::Html, .. }) => "page.html",
            Self::Draft(Edition { format: Format::Word, .. }) => "word/styles.xml",
            Self::Draft(Edition { format: Format::Typst, .. }) => "plan.typ",
            Self::Draft(Edition { format: Format::Svg, .. }) => "canvas.svg",
            Self::Draft(_) => "plan.md",
            Self::Recap => "recap.txt",
            Self::Blocks => "canvas.tsv",
            Self::FitTable => "fit-table.tsv",
            Self::WeakestBeliefs => "weakest-beliefs.txt",
            Self::PlanSoFar => "so-far.txt",
        }
    }

    pub(super) fn done(&self, templates: &Templates, facts: &Fact) -> Result<(), Vec<Diagnostic>> {
        match self {
            Self::Draft(edition) => templates.draft(facts, edition.clone()).map(drop),
            Self::Recap => templates.recap(facts).map(drop),
            Self::Blocks => templates.canvas_blocks(facts).map(drop),
            Self::FitTable => templates.fit_table(facts).map(drop),
            Self::WeakestBeliefs => templates.weakest_beliefs(facts).map(drop),
            Self::PlanSoFar => templates.plan_so_far(facts).map(drop),
        }
    }
}
