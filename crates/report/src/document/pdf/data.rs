//! The document as values for the sheet: strings, numbers and lists, nothing that is run.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::world::can_show;
use crate::document::plain::{in_line, seen};
use crate::document::words::captioned;
use crate::document::{Align, Anchor, Block, Cell, Column, Cover, Document, Figure, Run, Span, Table, picture};

/// The document as JSON.
pub(super) fn of(document: &Document) -> Value {
    let Document {
        lang,
        words,
        title,
        cover,
        header,
        blocks,
    } = document;
    let mut counted = Counted {
        numbers: document.numbers(),
        ..Counted::default()
    };
    let blocks: Vec<Value> = blocks.iter().map(|block| counted.block(document, block)).collect();
    json!({
        "lang": lang.code(),
        "title": line(title),
        "header": line(header),
        "contents": line(&words.contents),
        "page": page(&words.page),
        "cover": cover.as_ref().map(|Cover { subtitle, lines: all }| {
            let all: Vec<Value> = all.iter().map(|text| lines(text)).collect();
            json!({ "subtitle": line(subtitle), "lines": all })
        }),
        "blocks": blocks,
    })
}

/// Numbers given so far.
#[derive(Default)]
struct Counted {
    /// Of the paragraphs that have a name.
    numbers: BTreeMap<Anchor, usize>,
    paragraphs: usize,
    tables: usize,
    figures: usize,
}

impl Counted {
    fn block(&mut self, document: &Document, block: &Block) -> Value {
        match block {
            Block::Heading(level, text) => json!({ "is": "heading", "level": level.number(), "text": line(text) }),
            Block::Paragraph(all) => json!({ "is": "paragraph", "runs": self.runs(all) }),
            Block::Numbered(all) => {
                self.paragraphs += 1;
                let is_target = self.numbers.values().any(|number| *number == self.paragraphs);
                json!({ "is": "numbered", "number": self.paragraphs, "is-target": is_target, "runs": self.runs(all) })
            }
            Block::Bullets(items) => {
                let items: Vec<Value> = items.iter().map(|item| self.runs(item)).collect();
                json!({ "is": "bullets", "items": items })
            }
            Block::Table(one) => {
                self.tables += 1;
                self.table(&captioned(&document.words.table, self.tables, &one.caption), one)
            }
            Block::Figure(one) => {
                self.figures += 1;
                figure(&captioned(&document.words.figure, self.figures, &one.caption), one)
            }
            Block::FillIn(label, lines) => json!({ "is": "fill-in", "label": line(label), "lines": lines }),
            Block::Signatures(labels) => {
                let labels: Vec<String> = labels.iter().map(|label| line(label)).collect();
                json!({ "is": "signatures", "labels": labels })
            }
            // Its paragraph is marked instead.
            Block::Anchor(_) => json!({ "is": "nothing" }),
            Block::PageBreak => json!({ "is": "page-break" }),
            Block::Contents => json!({ "is": "contents" }),
        }
    }

    fn table(&self, caption: &str, table: &Table) -> Value {
        let columns: Vec<Value> = table
            .columns
            .iter()
            .map(|Column { head, align, share }| {
                let align = match align {
                    Align::Left => "left",
                    Align::Center => "center",
                    Align::Right => "right",
                };
                json!({ "head": line(head), "align": align, "share": (*share).max(1) })
            })
            .collect();
        let rows: Vec<Value> = table
            .rows
            .iter()
            .map(|cells| {
                let cells = table.row(cells).into_iter();
                cells
                    .map(|cell| json!({ "runs": self.runs(cell.map_or(&[], |Cell { runs, number: _ }| runs)) }))
                    .collect()
            })
            .collect();
        let notes: Vec<String> = table.notes.iter().map(|note| line(note)).collect();
        json!({ "is": "table", "caption": line(caption), "columns": columns, "rows": rows, "notes": notes })
    }

    fn runs(&self, runs: &[Run]) -> Value {
        runs.iter()
            .map(
                |Run {
                     span: text,
                     note,
                     number_of,
                 }| {
                    let note: Vec<Value> = note.iter().map(span).collect();
                    let mut run = span(text);
                    run["note"] = note.into();
                    run["number"] = number_of.and_then(|to| self.numbers.get(&to)).copied().into();
                    run
                },
            )
            .collect()
    }
}

/// A drawing that cannot be read is replaced by what it would have shown.
fn figure(caption: &str, figure: &Figure) -> Value {
    let size = picture::size_mm(figure);
    json!({
        "is": "figure",
        "caption": line(caption),
        "alt": line(&figure.alt),
        "svg": size.map(|_| shown(&figure.svg)),
        "width": size.map(|(width, _)| width),
        "height": size.map(|(_, height)| height),
    })
}

fn span(Span { text, bold, italic }: &Span) -> Value {
    json!({ "lines": lines(text), "bold": bold, "italic": italic })
}

/// The foot of the page in pieces: texts, and the two numbers.
fn page(pattern: &str) -> Value {
    let mut parts: Vec<Value> = Vec::new();
    for (at, piece) in pattern.split("{n}").enumerate() {
        if at > 0 {
            parts.push("n".into());
        }
        for (at, piece) in piece.split("{m}").enumerate() {
            if at > 0 {
                parts.push("m".into());
            }
            parts.push(json!({ "text": shown(&seen(piece)) }));
        }
    }
    parts.into()
}

fn lines(text: &str) -> Value {
    shown(&seen(text)).split('\n').map(pieces).collect()
}

/// A line in one piece; but addresses and sums without blanks, which would run out of a narrow column, in several.
fn pieces(line: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for word in line.split_inclusive(' ') {
        let long = word.chars().count();
        let splits = long > MOST_OF_A_WORD || (long > PIECE && word.trim_end().contains(|c: char| !c.is_alphabetic()));
        for (at, c) in word.chars().enumerate() {
            if splits && at > 0 && at % PIECE == 0 {
                pieces.push(String::new());
            }
            if let Some(last) = pieces.last_mut() {
                last.push(c);
            }
        }
    }
    pieces
}

/// Letters between two places where what has no blanks may be broken.
const PIECE: usize = 12;
/// The longest words of the three languages stay whole.
const MOST_OF_A_WORD: usize = 40;

fn line(text: &str) -> String {
    shown(&in_line(text))
}

/// With the number of every character that no font here can draw: an archive copy must not hold empty boxes.
fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        // Blanks and line breaks need no shape; nor does any ASCII, of which drawings are made.
        if c.is_ascii() || can_show(c) {
            out.push(c);
        } else {
            let _ = write!(out, "‹U+{:04X}›", u32::from(c)); // writing to a string cannot fail
        }
    }
    out
}
