//! Text within a line.

/// Characters that look alike.
#[derive(Clone, PartialEq, Eq)]
pub struct Span {
    /// The characters; a line break within them is kept.
    pub text: String,
    /// Heavier.
    pub bold: bool,
    /// Slanted.
    pub italic: bool,
}

impl Span {
    /// Upright and of normal weight.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            bold: false,
            italic: false,
        }
    }

    /// The same, bold.
    #[must_use]
    pub fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    /// The same, italic.
    #[must_use]
    pub fn italic(mut self) -> Self {
        self.italic = true;
        self
    }
}

/// The name of a numbered paragraph, by which the document refers to it. Nobody reads it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor(pub usize);

/// A span and the footnote that hangs on its end.
#[derive(Clone, PartialEq, Eq)]
pub struct Run {
    /// What is read in the line.
    pub span: Span,
    /// The footnote; empty when there is none. A footnote has none itself.
    pub note: Vec<Span>,
    /// Behind the span, the number of this paragraph: it leads there, and is another one when paragraphs are added before it.
    pub number_of: Option<Anchor>,
}

impl Run {
    /// Upright and of normal weight.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Span::plain(text).into()
    }

    /// In bold.
    #[must_use]
    pub fn bold(text: impl Into<String>) -> Self {
        Span::plain(text).bold().into()
    }

    /// In italics.
    #[must_use]
    pub fn italic(text: impl Into<String>) -> Self {
        Span::plain(text).italic().into()
    }

    /// The number of a paragraph, wherever it stands. A document without that paragraph shows nothing.
    #[must_use]
    pub fn number_of(paragraph: Anchor) -> Self {
        Self {
            number_of: Some(paragraph),
            ..Self::plain("")
        }
    }

    /// With a footnote of plain text.
    #[must_use]
    pub fn note(self, text: impl Into<String>) -> Self {
        self.note_of(vec![Span::plain(text)])
    }

    /// With a footnote.
    #[must_use]
    pub fn note_of(mut self, note: Vec<Span>) -> Self {
        self.note = note;
        self
    }
}

impl From<Span> for Run {
    fn from(span: Span) -> Self {
        Self {
            span,
            note: Vec::new(),
            number_of: None,
        }
    }
}
