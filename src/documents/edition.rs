//! Which document is made: for whom, in which format, how long.

/// What a plan is written up as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Markdown, for editing further.
    Markdown,
    /// A page that needs nothing else, for reading and printing.
    Html,
    /// A Word document, for editing and commenting.
    Word,
    /// The source of a typeset document, for Typst.
    Typst,
    /// The canvas alone, as a drawing.
    Svg,
    /// The facts themselves, with figures and findings, for other programs.
    Json,
    /// The figures as a spreadsheet that goes on calculating.
    Xlsx,
    /// What is due, for a calendar.
    Calendar,
    /// A PDF, which other programs make, unless canvass is built with the feature `pdf`: it is known so that the ways to one
    /// can be told.
    Pdf,
}

impl Format {
    /// Every format that is made here, whatever canvass is built with.
    pub const ALL: [Self; 8] =
        [Self::Markdown, Self::Html, Self::Word, Self::Typst, Self::Svg, Self::Json, Self::Xlsx, Self::Calendar];

    /// Every format that can be asked for.
    pub const NAMED: [Self; 9] = [
        Self::Markdown,
        Self::Html,
        Self::Word,
        Self::Typst,
        Self::Svg,
        Self::Json,
        Self::Xlsx,
        Self::Calendar,
        Self::Pdf,
    ];

    /// How templates call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Word => "docx",
            Self::Typst => "typ",
            Self::Svg => "svg",
            Self::Json => "json",
            Self::Xlsx => "xlsx",
            Self::Calendar => "ics",
            Self::Pdf => "pdf",
        }
    }

    /// Whether it is made of characters, so that a terminal can show it.
    #[must_use]
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Word | Self::Xlsx | Self::Pdf)
    }

    /// Whether it holds the chapters of the plan, and so differs by reader and extent.
    #[must_use]
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Markdown | Self::Html | Self::Word | Self::Typst | Self::Pdf)
    }
}

/// How much of the plan a document holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    #[default]
    Whole,
    /// One page.
    Summary,
}

impl Extent {
    /// How templates call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Summary => "summary",
        }
    }
}

/// One edition of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// What it is written as.
    pub format: Format,
    /// Whom it is for, by the id of one of the bank's readers; nobody in particular without one.
    pub reader: Option<String>,
    /// How much of the plan it holds.
    pub extent: Extent,
    /// Whether all answers follow in an annex.
    pub with_answers: bool,
    /// Whether it is the last word, and no draft.
    pub is_final: bool,
}

impl From<Format> for Edition {
    /// The whole plan, for nobody in particular.
    fn from(format: Format) -> Self {
        Self { format, reader: None, extent: Extent::Whole, with_answers: false, is_final: false }
    }
}
