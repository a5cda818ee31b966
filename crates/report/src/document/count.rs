//! How long a document is, as bodies that set limits count: words between blanks, footnotes apart.

use super::{Block, Document, Level, Run, Span, Table};

/// Words of the text and of its footnotes.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Count {
    /// Headings, paragraphs, lists, captions, tables and their notes.
    pub words: usize,
    /// Footnotes.
    pub notes: usize,
}

/// The length of one section, with the sections within it.
#[derive(Clone)]
pub struct SectionCount {
    /// Its level.
    pub level: Level,
    /// Its heading.
    pub heading: String,
    /// Its length, the heading itself included.
    pub count: Count,
}

impl Document {
    /// The length of the whole document without its cover, title and table of contents.
    #[must_use]
    pub fn count(&self) -> Count {
        self.blocks.iter().map(of_block).fold(Count::default(), Count::and)
    }

    /// The length of every section, in order.
    #[must_use]
    pub fn sections(&self) -> Vec<SectionCount> {
        let mut sections: Vec<SectionCount> = Vec::new();
        let mut open: Vec<usize> = Vec::new(); // the section we are in, and those around it
        for block in &self.blocks {
            if let Block::Heading(level, heading) = block {
                open.retain(|&at| sections[at].level < *level);
                open.push(sections.len());
                sections.push(SectionCount {
                    level: *level,
                    heading: heading.clone(),
                    count: Count::default(),
                });
            }
            for &at in &open {
                sections[at].count = sections[at].count.and(of_block(block));
            }
        }
        sections
    }
}

impl Count {
    fn and(self, other: Self) -> Self {
        Self {
            words: self.words + other.words,
            notes: self.notes + other.notes,
        }
    }

    fn of_text(text: &str) -> Self {
        Self {
            words: words(text),
            notes: 0,
        }
    }
}

fn of_block(block: &Block) -> Count {
    match block {
        Block::Heading(_, text) | Block::FillIn(text, _) => Count::of_text(text),
        Block::Paragraph(runs) | Block::Numbered(runs) => of_runs(runs),
        Block::Bullets(items) => items
            .iter()
            .map(|item| of_runs(item))
            .fold(Count::default(), Count::and),
        Block::Table(table) => of_table(table),
        Block::Figure(figure) => Count::of_text(&figure.caption),
        Block::Signatures(labels) => labels
            .iter()
            .map(|label| Count::of_text(label))
            .fold(Count::default(), Count::and),
        Block::Anchor(_) | Block::PageBreak | Block::Contents => Count::default(),
    }
}

fn of_table(table: &Table) -> Count {
    let heads = table.columns.iter().map(|column| column.head.as_str());
    let notes = table.notes.iter().map(String::as_str);
    let around = heads.chain(notes).chain([table.caption.as_str()]).map(Count::of_text);
    let cells = table.rows.iter().flatten().map(|cell| of_runs(&cell.runs));
    around.chain(cells).fold(Count::default(), Count::and)
}

/// Runs meet without a blank: half a word in bold is no word of its own.
fn of_runs(runs: &[Run]) -> Count {
    // A number that is referred to is a word, whichever it is.
    let number = |run: &Run| run.number_of.map_or("", |_| "0");
    let line: String = runs
        .iter()
        .flat_map(|run| [run.span.text.as_str(), number(run)])
        .collect();
    Count {
        words: words(&line),
        notes: runs.iter().map(|run| words(&joined(&run.note))).sum(),
    }
}

fn joined(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// What stands between blanks, as word processors count: a dash between blanks is a word to them.
fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Cell, Column, Words};
    use sandyq_domain::Lang;

    fn document(blocks: Vec<Block>) -> Document {
        Document {
            lang: Lang::Kk,
            words: Words::of(Lang::Kk),
            title: "Не считается".into(),
            cover: None,
            header: "Не считается".into(),
            blocks,
        }
    }

    #[test]
    fn a_section_counts_what_is_within_it_and_footnotes_apart() {
        let text = |text: &str| Block::Paragraph(vec![Run::plain(text)]);
        let counted = document(vec![
            text("до первого"),
            Block::Heading(Level::First, "Фактілер".into()),
            Block::Numbered(vec![Run::plain("бір екі ").note("ескерту бір"), Run::bold("үш")]),
            Block::Heading(Level::Second, "Ішкі бөлім".into()),
            Block::Bullets(vec![vec![Run::plain("a b")], vec![Run::plain("c")]]),
            Block::PageBreak,
            Block::Heading(Level::First, "Соңы".into()),
        ]);
        let sections = counted.sections();
        let lengths: Vec<(usize, usize, usize)> = sections
            .iter()
            .map(|s| (s.level.number(), s.count.words, s.count.notes))
            .collect();
        assert_eq!(lengths, [(1, 9, 2), (2, 5, 0), (1, 1, 0)]);
        assert_eq!(counted.count(), Count { words: 12, notes: 2 });
    }

    #[test]
    fn half_a_word_in_bold_is_one_word_and_a_table_counts_with_its_notes() {
        let halves = document(vec![Block::Paragraph(vec![
            Run::bold("Алма"),
            Run::plain("ты — город"),
        ])]);
        assert_eq!(halves.count().words, 3);
        let table = Table {
            caption: "две строки".into(),
            columns: vec![Column::words("вид"), Column::figures("число")],
            rows: vec![vec![Cell::text("задержание"), Cell::number(3.0, "3")]],
            notes: vec!["Источник: записи".into()],
        };
        assert_eq!(document(vec![Block::Table(table)]).count().words, 8);
    }
}
