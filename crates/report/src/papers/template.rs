//! The texts that only people can write: the issue, the law, the analysis, what is recommended. They stand in a plain file
//! that a group edits; the program has one for every paper and language to begin with.
//!
//! ```text
//! # A line that begins with this sign is a remark.
//! [method]
//! limit: 300 words | who set the limit, and where | 2026-11-27
//! A paragraph ends with an empty line. **Bold**, *italic*, a footnote^[like this one], {cases} for a value.
//!
//! - a list
//! ```
//!
//! # Security
//! A file comes from outside: its length, sections and signs are bounded, and what does not fit is refused by line.

use crate::document::{Block, Run, Span};
use chrono::NaiveDate;

/// Largest template, in bytes.
pub const TEMPLATE_LIMIT: usize = 256 * 1024;
/// Most sections of one.
const SECTION_LIMIT: usize = 400;

/// What stands in braces, and is filled in.
pub const VALUES: [&str; 8] = ["body", "state", "day", "cases", "chosen", "people", "articles", "code"];

/// A template that was read.
#[derive(Clone, Default)]
pub struct Template {
    sections: Vec<Section>,
}

/// One section of it.
#[derive(Clone)]
struct Section {
    name: String,
    limit: Option<Limit>,
    parts: Vec<Part>,
}

/// How long a section may be, who says so, and when that was looked up.
#[derive(Clone, PartialEq, Eq)]
pub struct Limit {
    /// Words between blanks, footnotes apart.
    pub words: usize,
    /// Where the limit stands.
    pub source: String,
    /// The day on which somebody saw it there.
    pub seen: NaiveDate,
}

#[derive(Clone)]
enum Part {
    Paragraph(Vec<Run>),
    Bullets(Vec<Vec<Run>>),
}

/// What is wrong with a template, and in which line; 0 stands for the whole file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Flaw {
    /// Its line, from 1.
    pub line: usize,
    /// What it is.
    pub what: FlawKind,
}

/// What can be wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FlawKind {
    /// Not UTF-8, or with signs that are no text.
    NotText,
    /// Longer than a template may be.
    TooLong,
    /// Text before the first section.
    Outside,
    /// `[name` without its end, or without a name.
    BadHeader,
    /// A section this paper does not have.
    UnknownSection,
    /// A section that stands there already.
    Twice,
    /// A limit that is not `limit: N words | source | 2026-11-27`.
    BadLimit,
    /// `**`, `*` or `^[` without its end.
    Unclosed,
    /// `{…}` that is not among the values.
    UnknownValue,
}

impl FlawKind {
    /// Its key among the words.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotText => "template-not-text",
            Self::TooLong => "template-too-long",
            Self::Outside => "template-outside",
            Self::BadHeader => "template-bad-header",
            Self::UnknownSection => "template-unknown-section",
            Self::Twice => "template-twice",
            Self::BadLimit => "template-bad-limit",
            Self::Unclosed => "template-unclosed",
            Self::UnknownValue => "template-unknown-value",
        }
    }
}

impl Template {
    /// Reads a template of which `knows` says the names of sections.
    ///
    /// # Errors
    /// The first [`Flaw`], by its line.
    pub fn read(bytes: &[u8], knows: impl Fn(&str) -> bool) -> Result<Self, Flaw> {
        let whole = |what| Flaw { line: 0, what };
        if bytes.len() > TEMPLATE_LIMIT {
            return Err(whole(FlawKind::TooLong));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| whole(FlawKind::NotText))?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut reading = Reading::default();
        for (at, line) in text.lines().enumerate() {
            let number = at + 1;
            let flaw = |what| Flaw { line: number, what };
            if line.chars().any(|c| c != '\t' && crate::page::is_unseen(c)) {
                return Err(flaw(FlawKind::NotText));
            }
            reading.line(line.trim(), number, &knows).map_err(flaw)?;
        }
        reading.rest()?;
        Ok(Self {
            sections: reading.sections,
        })
    }

    fn section(&self, name: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.name == name)
    }

    /// Whether somebody wrote this section.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.section(name).is_some_and(|section| !section.parts.is_empty())
    }

    /// The limit of a section.
    #[must_use]
    pub fn limit(&self, name: &str) -> Option<&Limit> {
        self.section(name)?.limit.as_ref()
    }

    /// The section with its values filled in; paragraphs with numbers where the paper has them. Empty when it is not written.
    pub(super) fn blocks(&self, name: &str, is_numbered: bool, values: &Values) -> Vec<Block> {
        let parts = self.section(name).map_or(&[][..], |section| &section.parts);
        let block = |part: &Part| match part {
            Part::Paragraph(runs) if is_numbered => Block::Numbered(values.fill(runs)),
            Part::Paragraph(runs) => Block::Paragraph(values.fill(runs)),
            Part::Bullets(items) => Block::Bullets(items.iter().map(|item| values.fill(item)).collect()),
        };
        parts.iter().map(block).collect()
    }

    /// The paragraphs of a section as lines without marks: for a cover.
    pub(super) fn lines(&self, name: &str, values: &Values) -> Vec<String> {
        let parts = self.section(name).map_or(&[][..], |section| &section.parts);
        let flat = |runs: &[Run]| {
            values
                .fill(runs)
                .into_iter()
                .map(|run| run.span.text)
                .collect::<String>()
        };
        let lines = parts.iter().flat_map(|part| match part {
            Part::Paragraph(runs) => vec![flat(runs)],
            Part::Bullets(items) => items.iter().map(|item| flat(item)).collect(),
        });
        lines
            .flat_map(|text| text.split('\n').map(str::to_owned).collect::<Vec<_>>())
            .collect()
    }
}

/// How often one value is put into one text.
const MOST_VALUES: usize = 200;

/// What stands for each name of [`VALUES`].
#[derive(Clone, Default)]
pub(super) struct Values(pub(super) Vec<(&'static str, String)>);

impl Values {
    fn fill(&self, runs: &[Run]) -> Vec<Run> {
        let filled = |span: &Span| Span {
            text: self.0.iter().fold(span.text.clone(), |text, (name, value)| {
                let name = format!("{{{name}}}");
                // Values are short; a text that asks for one thousands of times is filled only so far.
                text.replacen(&name, value, MOST_VALUES)
            }),
            ..span.clone()
        };
        let run = |run: &Run| Run {
            span: filled(&run.span),
            note: run.note.iter().map(filled).collect(),
            ..run.clone()
        };
        runs.iter().map(run).collect()
    }
}

#[derive(Default)]
struct Reading {
    sections: Vec<Section>,
    /// Lines of the paragraph or item that is being read, and where it began.
    open: Vec<String>,
    began: usize,
    is_item: bool,
    /// A limit can stand here: nothing else did since the header.
    is_fresh: bool,
}

impl Reading {
    fn line(&mut self, line: &str, number: usize, knows: &impl Fn(&str) -> bool) -> Result<(), FlawKind> {
        if line.starts_with('#') {
            return Ok(());
        }
        if line.starts_with('[') {
            return self.header(line, knows);
        }
        if line.is_empty() {
            return self.close();
        }
        if self.sections.is_empty() {
            return Err(FlawKind::Outside);
        }
        if let Some(limit) = line.strip_prefix("limit:").filter(|_| self.is_fresh) {
            let limit = limit_of(limit).ok_or(FlawKind::BadLimit)?;
            self.sections.last_mut().ok_or(FlawKind::Outside)?.limit = Some(limit);
            return Ok(());
        }
        self.is_fresh = false;
        if let Some(item) = line.strip_prefix("- ") {
            self.close()?;
            self.is_item = true;
            self.open.push(item.trim().to_owned());
        } else {
            self.open.push(line.to_owned());
        }
        if self.open.len() == 1 {
            self.began = number;
        }
        Ok(())
    }

    fn header(&mut self, line: &str, knows: &impl Fn(&str) -> bool) -> Result<(), FlawKind> {
        self.close()?;
        let name = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        let name: Vec<&str> = name.ok_or(FlawKind::BadHeader)?.split_whitespace().collect();
        let name = name.join(" ");
        if name.is_empty() {
            return Err(FlawKind::BadHeader);
        }
        if !knows(&name) || self.sections.len() >= SECTION_LIMIT {
            return Err(FlawKind::UnknownSection);
        }
        if self.sections.iter().any(|section| section.name == name) {
            return Err(FlawKind::Twice);
        }
        self.is_fresh = true;
        self.sections.push(Section {
            name,
            limit: None,
            parts: Vec::new(),
        });
        Ok(())
    }

    fn close(&mut self) -> Result<(), FlawKind> {
        let (text, is_item) = (self.open.join(" "), std::mem::take(&mut self.is_item));
        self.open.clear();
        let Some(section) = self.sections.last_mut().filter(|_| !text.is_empty()) else {
            return Ok(());
        };
        let runs = inline(&text)?;
        match section.parts.last_mut() {
            Some(Part::Bullets(items)) if is_item => items.push(runs),
            _ if is_item => section.parts.push(Part::Bullets(vec![runs])),
            _ => section.parts.push(Part::Paragraph(runs)),
        }
        Ok(())
    }

    /// The end of the file.
    fn rest(&mut self) -> Result<(), Flaw> {
        let line = self.began;
        self.close().map_err(|what| Flaw { line, what })
    }
}

/// ` 300 words | source | 2026-11-27`; the word after the number is in whatever language.
fn limit_of(written: &str) -> Option<Limit> {
    let parts: Vec<&str> = written.split('|').map(str::trim).collect();
    let [words, source, seen] = parts.as_slice() else {
        return None;
    };
    let words = words.split_whitespace().next()?.parse().ok()?;
    let is_said = !source.is_empty() && (1..1_000_000).contains(&words);
    is_said.then_some(Limit {
        words,
        source: (*source).to_owned(),
        seen: seen.parse().ok()?,
    })
}

/// Marks within a paragraph. Everything between two of them looks alike.
fn inline(text: &str) -> Result<Vec<Run>, FlawKind> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut bold, mut italic, mut plain) = (false, false, String::new());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(escaped) = rest.strip_prefix('\\').and_then(|after| after.chars().next()) {
            plain.push(escaped);
            rest = &rest[1 + escaped.len_utf8()..];
        } else if let Some(note) = rest.strip_prefix("^[") {
            let end = note.find(']').ok_or(FlawKind::Unclosed)?;
            values_in(&note[..end])?;
            runs.push(run(std::mem::take(&mut plain), bold, italic).note(&note[..end]));
            rest = &note[end + 1..];
        } else if let Some(after) = rest.strip_prefix("**") {
            runs.push(run(std::mem::take(&mut plain), bold, italic));
            bold = !bold;
            rest = after;
        } else if let Some(after) = rest.strip_prefix('*') {
            runs.push(run(std::mem::take(&mut plain), bold, italic));
            italic = !italic;
            rest = after;
        } else {
            plain.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    if bold || italic {
        return Err(FlawKind::Unclosed);
    }
    runs.push(run(plain, false, false));
    runs.retain(|run| !run.span.text.is_empty() || !run.note.is_empty());
    runs.iter().try_for_each(|run| values_in(&run.span.text))?;
    Ok(runs)
}

fn run(text: String, bold: bool, italic: bool) -> Run {
    Span { text, bold, italic }.into()
}

fn values_in(text: &str) -> Result<(), FlawKind> {
    for after in text.split('{').skip(1) {
        let name = after.split_once('}').map(|(name, _)| name);
        if !name.is_some_and(|name| VALUES.contains(&name)) {
            return Err(FlawKind::UnknownValue);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Template, Flaw> {
        Template::read(text.as_bytes(), |name| {
            ["method", "summary", "article cat_12 issue"].contains(&name)
        })
    }

    fn flaw(text: &[u8]) -> (usize, FlawKind) {
        let read = Template::read(text, |name| name == "method");
        read.map(drop)
            .map_err(|flaw| (flaw.line, flaw.what))
            .expect_err("it is refused")
    }

    #[test]
    fn a_broken_template_is_refused_by_its_line() {
        let text = |text: &str| flaw(text.as_bytes());
        assert_eq!(text("# a\nwords\n[method]\n"), (2, FlawKind::Outside));
        assert_eq!(text("[method]\na\n[other]\n"), (3, FlawKind::UnknownSection));
        assert_eq!(text("[method]\na\n[method]\n"), (3, FlawKind::Twice));
        assert_eq!(text("[method\n"), (1, FlawKind::BadHeader));
        assert_eq!(text("[ ]\n"), (1, FlawKind::BadHeader));
        assert_eq!(text("[method]\nlimit: many\n"), (2, FlawKind::BadLimit));
        assert_eq!(
            text("[method]\nlimit: 10 words | a body | yesterday\n"),
            (2, FlawKind::BadLimit)
        );
        assert_eq!(
            text("[method]\nlimit: 10 words | | 2026-01-01\n"),
            (2, FlawKind::BadLimit)
        );
        assert_eq!(text("[method]\n\nan **open mark\n"), (3, FlawKind::Unclosed));
        assert_eq!(text("[method]\na^[note\n\nb\n"), (3, FlawKind::Unclosed));
        assert_eq!(text("[method]\n{password}"), (2, FlawKind::UnknownValue));
        assert_eq!(text("[method]\n{cases"), (2, FlawKind::UnknownValue));
    }

    #[test]
    fn what_is_no_text_or_too_long_is_no_template() {
        assert_eq!(flaw(&[0xFF, 0xFE, 0, 1]), (0, FlawKind::NotText));
        assert_eq!(flaw(b"[method]\na\0b"), (2, FlawKind::NotText));
        assert_eq!(flaw("[method]\na\u{202E}b".as_bytes()), (2, FlawKind::NotText));
        assert_eq!(flaw(&vec![b'#'; TEMPLATE_LIMIT + 1]), (0, FlawKind::TooLong));
        let many = (0..SECTION_LIMIT + 2)
            .map(|n| format!("[s{n}]"))
            .collect::<Vec<_>>()
            .join("\n");
        let refused = Template::read(many.as_bytes(), |_| true)
            .map(drop)
            .expect_err("too many");
        assert_eq!(
            (refused.line, refused.what),
            (SECTION_LIMIT + 1, FlawKind::UnknownSection)
        );
    }

    #[test]
    fn paragraphs_lists_marks_notes_values_and_limits_are_read() {
        let text = "\u{FEFF}# remark\r\n[method]\r\nlimit: 300 words | CAT/C/3 | 2026-11-27\r\nOne\r\nline of {cases}.^[A \
                    note on {day}]\r\n\r\n- **first**\r\n- second \\*\r\n\r\n[summary]\r\n\r\n[article cat_12 issue]\r\nlimit: 5 is a word";
        let template = read(text).map_err(|flaw| flaw.what);
        let Ok(template) = template else {
            // The last section has a limit that is none.
            assert_eq!(template.err(), Some(FlawKind::BadLimit));
            return whole(&text.replace("limit: 5 is a word", "It is."));
        };
        drop(template);
        panic!("a limit that is none was taken");
    }

    fn whole(text: &str) {
        let template = read(text).unwrap_or_else(|flaw| panic!("{flaw:?}"));
        assert!(template.has("method") && !template.has("summary") && template.has("article cat_12 issue"));
        assert_eq!(template.limit("method").map(|limit| limit.words), Some(300));
        let values = Values(vec![("cases", "7".to_owned()), ("day", "today".to_owned())]);
        let blocks = template.blocks("method", true, &values);
        let (Block::Numbered(runs), Block::Bullets(items)) = (&blocks[0], &blocks[1]) else {
            panic!("a paragraph and a list");
        };
        assert_eq!(runs[0].span.text, "One line of 7.");
        assert_eq!(runs[0].note[0].text, "A note on today");
        assert!(items[0][0].span.bold && items[0][0].span.text == "first");
        assert_eq!(items[1][0].span.text, "second *");
    }
}
