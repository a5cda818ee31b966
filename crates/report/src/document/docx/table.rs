//! Tables, and the places to sign, which are one without rules.

use docx_rs::{
    AlignmentType, BorderType, Docx, HeightRule, Paragraph, Table as Grid, TableBorder, TableBorderPosition,
    TableBorders, TableCell, TableCellBorder, TableCellBorderPosition, TableCellBorders, TableLayoutType, TableRow,
    VAlignType, WidthType,
};

use super::mend::HEAD_ROW_HEIGHT;
use super::styles::twips;
use super::{Run, Writer};
use crate::document::plain::in_line;
use crate::document::words::captioned;
use crate::document::{Align, Cell, TEXT_WIDTH_MM, Table};

const RULE: &str = "7F7F7F";
const LIGHT_RULE: &str = "BFBFBF";

impl Writer<'_> {
    pub(super) fn table(&mut self, sheet: Docx, table: &Table) -> Docx {
        self.tables += 1;
        let caption = captioned(&self.document.words.table, self.tables, &table.caption);
        let mut sheet = sheet.add_paragraph(self.line("TableCaption", &caption));
        if !table.columns.is_empty() {
            sheet = sheet.add_table(self.grid(table));
        }
        for note in &table.notes {
            sheet = sheet.add_paragraph(self.line("TableNote", note));
        }
        sheet.add_paragraph(self.paragraph("Gap")) // without it, two tables would become one
    }

    fn grid(&mut self, table: &Table) -> Grid {
        let widths = table.widths(twips(TEXT_WIDTH_MM.into()));
        let heads: Vec<TableCell> = table
            .columns
            .iter()
            .zip(&widths)
            .map(|(column, width)| {
                let head = self.line("TableHead", &in_line(&column.head));
                let rule = TableCellBorder::new(TableCellBorderPosition::Bottom)
                    .color(RULE)
                    .size(6);
                cell(aligned(head, column.align), *width)
                    .vertical_align(VAlignType::Bottom)
                    .set_borders(TableCellBorders::with_empty().set(rule))
            })
            .collect();
        let head = TableRow::new(heads)
            .cant_split()
            .row_height(HEAD_ROW_HEIGHT)
            .height_rule(HeightRule::AtLeast);
        let mut rows = vec![head];
        for row in &table.rows {
            let cells = table.row(row).into_iter().zip(&table.columns).zip(&widths);
            let cells = cells.map(|((content, column), width)| {
                let runs: &[Run] = content.map_or(&[], |Cell { runs, number: _ }| runs);
                cell(aligned(self.runs("TableCell", runs), column.align), *width)
            });
            rows.push(TableRow::new(cells.collect()).cant_split());
        }
        fixed(Grid::new(rows), widths).set_borders(rules())
    }

    pub(super) fn signatures(&mut self, sheet: Docx, labels: &[String]) -> Docx {
        if labels.is_empty() {
            return sheet;
        }
        let room = self.paragraph("SignatureRoom").keep_next(true);
        // Line, gap, line …: twice the labels and one less; a gap is a sixth of a line.
        let parts = labels.len() * 7 - 1;
        let whole = twips(TEXT_WIDTH_MM.into());
        let (mut cells, mut widths) = (Vec::new(), Vec::new());
        for (at, label) in labels.iter().enumerate() {
            if at > 0 {
                widths.push(whole / parts);
                cells.push(cell(self.paragraph("Signature"), whole / parts));
            }
            let rule = TableCellBorder::new(TableCellBorderPosition::Top)
                .color("000000")
                .size(4);
            widths.push(whole * 6 / parts);
            let label = self.line("Signature", &in_line(label));
            cells.push(cell(label, whole * 6 / parts).set_borders(TableCellBorders::with_empty().set(rule)));
        }
        let row = TableRow::new(cells).cant_split();
        sheet
            .add_paragraph(room)
            .add_table(fixed(Grid::without_borders(vec![row]), widths))
            .add_paragraph(self.paragraph("Gap"))
    }
}

fn cell(paragraph: Paragraph, width: usize) -> TableCell {
    TableCell::new().add_paragraph(paragraph).width(width, WidthType::Dxa)
}

fn fixed(grid: Grid, widths: Vec<usize>) -> Grid {
    grid.width(widths.iter().sum(), WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .set_grid(widths)
}

fn aligned(paragraph: Paragraph, align: Align) -> Paragraph {
    paragraph.align(match align {
        Align::Left => AlignmentType::Left,
        Align::Center => AlignmentType::Center,
        Align::Right => AlignmentType::Right,
    })
}

/// Light lines between rows, a stronger one above and below, none upright.
fn rules() -> TableBorders {
    let border = |position| TableBorder::new(position).border_type(BorderType::Single);
    TableBorders::with_empty()
        .set(border(TableBorderPosition::Top).color(RULE).size(6))
        .set(border(TableBorderPosition::Bottom).color(RULE).size(6))
        .set(border(TableBorderPosition::InsideH).color(LIGHT_RULE).size(4))
}
