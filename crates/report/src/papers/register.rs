//! The register of evidence of a case: what there is, its sums, what was done with it, one root for all of it, and places to sign.

use super::writer::Writer;
use super::{Custody, HeldFile, Material, Paper, Told};
use crate::document::{Align, Block, Cell, Column, Figure, Level, Run, Table};
use crate::qr;
use sandyq_domain::kinds::EvidenceItem;
use sandyq_domain::words::{number_text, size_text};
use sandyq_domain::{Entry, RecordId};

/// Digits of a sum in one line of a narrow column.
const LINE: usize = 16;

/// Writes the register of every case that is told of.
#[must_use]
pub fn register(material: &Material) -> Paper {
    let mut writer = Writer::new(material, false);
    let lead = writer.say("register-lead");
    writer.blocks.push(Block::Paragraph(vec![Run::plain(lead)]));
    for (at, told) in material.cases.iter().enumerate() {
        if at > 0 {
            writer.blocks.push(Block::PageBreak);
        }
        writer.register_of(told);
    }
    writer.how_to_check();
    let codes: Vec<&str> = material.cases.iter().map(|told| told.code.as_str()).collect();
    let title = writer.say_with("register-title", &[("code", codes.join(", ").as_str().into())]);
    writer.finish(title.clone(), None, title)
}

impl<'m> Writer<'m> {
    fn register_of(&mut self, told: &'m Told) {
        let heading = self.say_with("register-case", &[("code", told.code.as_str().into())]);
        self.heading(Level::First, heading);
        if told.file.evidence.is_empty() {
            self.remark(self.say("register-empty"));
            return self.gap("register-gap-empty", &[("code", told.code.as_str().into())]);
        }
        self.items(told);
        self.custody(told);
        self.root(told);
        self.heading(Level::Second, self.say("register-signatures"));
        let places = ["register-made-by", "register-checked-by", "register-received-by"].map(|key| self.say(key));
        self.blocks.push(Block::Signatures(places.to_vec()));
    }

    fn items(&mut self, told: &'m Told) {
        let columns = |sum: u8| {
            vec![
                Column::words(self.say("register-column-number")).share(1),
                Column::words(self.say("register-column-what")).share(5),
                Column::words(self.say("register-column-from")).share(4),
                Column::words(self.say("register-column-sum")).share(sum),
            ]
        };
        let caption = self.say_with("register-items-of", &[("code", told.code.as_str().into())]);
        let files = told.files.len();
        let notes = vec![self.say_with(
            "register-items-how",
            &[("n", told.file.evidence.len().into()), ("files", files.into())],
        )];
        let mut table = Table {
            caption: caption.clone(),
            columns: columns(4),
            rows: Vec::new(),
            notes: notes.clone(),
        };
        let mut sheet = Table {
            caption,
            columns: self.sheet_columns(),
            rows: Vec::new(),
            notes,
        };
        for (at, item) in told.file.evidence.iter().enumerate() {
            let file = told.files.iter().find(|file| file.item == item.id);
            if file.is_none() {
                self.gap(
                    "register-gap-file",
                    &[("code", told.code.as_str().into()), ("number", (at + 1).into())],
                );
            }
            table.rows.push(vec![
                counted(at + 1),
                self.what(told, item),
                Cell::text(self.from(told, item)),
                self.sum(item.id, file),
            ]);
            sheet.rows.push(self.sheet_row(told, at + 1, item, file));
        }
        self.blocks.push(Block::Table(table));
        self.sheets.push(sheet);
    }

    fn what(&self, told: &Told, item: &'m Entry<EvidenceItem>) -> Cell {
        let name = self.title(item);
        let seen = Writer::see(item);
        let facts = [
            "evidence_kind",
            "captured",
            "captured_place",
            "copy_kind",
            "device",
            "original_name",
            "derivation",
        ];
        let facts = self.speech.labelled(&seen, &facts, told.is_detailed);
        let mut runs = vec![Run::bold(name)];
        if !facts.is_empty() {
            runs.push(Run::plain(format!("\n{}", facts.join("\n"))));
        }
        Cell { runs, number: None }
    }

    /// What a piece of evidence is called: its title, else its kind.
    pub(super) fn title(&self, item: &Entry<EvidenceItem>) -> String {
        if item.withheld.iter().any(|field| field == "title") {
            return self.say("papers-left-out");
        }
        let kind = self.speech.code("evidence_kind", &item.record.evidence_kind);
        let name = item.record.title.clone().or(kind);
        name.unwrap_or_else(|| self.speech.kind("evidence_item"))
    }

    fn from(&self, told: &Told, item: &Entry<EvidenceItem>) -> String {
        let record = &item.record;
        let mut parts: Vec<String> = self.speech.code("provenance", &record.provenance).into_iter().collect();
        parts.extend(record.obtained_from.map(|person| self.called(told, Some(person))));
        parts.extend(self.when(told, &record.obtained_on));
        parts.extend(record.obtained.clone());
        if parts.is_empty() {
            self.say("dossier-not-recorded")
        } else {
            parts.join("\n")
        }
    }

    fn sum(&self, item: RecordId, file: Option<&HeldFile>) -> Cell {
        let Some(file) = file else {
            return Cell::text(self.say("register-no-file"));
        };
        let size = size_text(file.size, self.material.lang);
        let id = item.to_string().replace('-', "");
        Cell::text(format!("{}\n{size}\n{}", in_lines(&file.sha256), in_lines(&id)))
    }

    fn sheet_columns(&self) -> Vec<Column> {
        let words = |key: &str| Column::words(self.say(key));
        let field = |name: &str| Column::words(self.speech.field("evidence_item", name));
        vec![
            Column::figures(self.say("register-column-number")),
            field("title"),
            field("evidence_kind"),
            field("provenance"),
            field("obtained_on"),
            Column {
                align: Align::Right,
                ..words("register-column-bytes")
            },
            words("register-column-sha"),
            words("register-column-id"),
        ]
    }

    fn sheet_row(&self, told: &Told, number: usize, item: &Entry<EvidenceItem>, file: Option<&HeldFile>) -> Vec<Cell> {
        let text = |text: Option<String>| Cell::text(text.unwrap_or_default());
        let record = &item.record;
        vec![
            counted(number),
            Cell::text(self.title(item)),
            text(self.speech.code("evidence_kind", &record.evidence_kind)),
            text(self.speech.code("provenance", &record.provenance)),
            text(self.when(told, &record.obtained_on)),
            file.map_or_else(
                || Cell::text(""),
                |file| Cell::number(as_number(file.size), number_text(file.size, self.material.lang)),
            ),
            text(file.map(|file| file.sha256.clone())),
            Cell::text(item.id.to_string()),
        ]
    }

    fn custody(&mut self, told: &'m Told) {
        self.heading(Level::Second, self.say("register-custody"));
        if told.custody.is_empty() {
            return self.remark(self.say("register-no-custody"));
        }
        let columns = vec![
            Column::words(self.say("register-column-number")).share(1),
            Column::words(self.say("register-column-when")).share(4),
            Column::words(self.say("register-column-action")).share(4),
            Column::words(self.say("register-column-by")).share(3),
            Column::words(self.say("register-column-entry")).share(4),
        ];
        let mut entries: Vec<&Custody> = told.custody.iter().collect();
        entries.sort_by_key(|entry| (told.exhibit(entry.item), entry.time));
        let rows = entries.iter().map(|entry| self.custody_row(told, entry)).collect();
        let table = Table {
            caption: self.say_with("register-custody-of", &[("code", told.code.as_str().into())]),
            columns,
            rows,
            notes: vec![self.say_with("register-custody-how", &[("n", entries.len().into())])],
        };
        self.sheets.push(table.clone());
        self.blocks.push(Block::Table(table));
    }

    fn custody_row(&self, told: &Told, entry: &Custody) -> Vec<Cell> {
        let Custody {
            item,
            time,
            action,
            by,
            to,
            hash,
        } = entry;
        let number = told
            .exhibit(*item)
            .map_or_else(String::new, |number| number.to_string());
        let action = match action.as_str() {
            "" => self.say("register-forgotten"),
            "exported" => self.say("register-copied"),
            action => self.speech.term("custody_action", action),
        };
        let who = if to.is_empty() {
            by.clone()
        } else {
            format!("{by} → {to}")
        };
        [number, self.speech.instant(*time), action, who, hash.clone()]
            .into_iter()
            .map(Cell::text)
            .collect()
    }

    fn root(&mut self, told: &'m Told) {
        if told.root.is_empty() {
            return;
        }
        self.heading(Level::Second, self.say("register-root"));
        let text = self.say_with("register-root-says", &[("n", told.files.len().into())]);
        self.blocks.push(Block::Paragraph(vec![Run::plain(text)]));
        self.blocks
            .push(Block::Paragraph(vec![Run::bold(in_groups(&told.root))]));
        let code = format!(
            "sandyq-evidence-root 1\ncase: {}\nfiles: {}\nroot: {}\n",
            told.code,
            told.files.len(),
            told.root
        );
        if let Some(svg) = qr::svg(&code) {
            let caption = self.say_with("register-qr", &[("code", told.code.as_str().into())]);
            self.blocks.push(Block::Figure(Figure {
                svg,
                alt: caption.clone(),
                caption,
                width_mm: 40,
            }));
        }
    }

    fn how_to_check(&mut self) {
        if self.material.cases.iter().all(|told| told.files.is_empty()) {
            return;
        }
        self.heading(Level::First, self.say("register-check"));
        let items = ["register-check-file", "register-check-root", "register-check-chain"];
        let items = items.map(|key| vec![Run::plain(self.say(key))]);
        self.blocks.push(Block::Bullets(items.to_vec()));
    }
}

/// A sum in lines that fit a narrow column.
fn in_lines(sum: &str) -> String {
    cut(sum, LINE).join("\n")
}

/// A sum in groups of eight, to be compared by eye.
fn in_groups(sum: &str) -> String {
    cut(sum, 8).join(" ")
}

fn cut(sum: &str, length: usize) -> Vec<&str> {
    let starts = (0..sum.len()).step_by(length);
    starts
        .filter_map(|at| sum.get(at..(at + length).min(sum.len())))
        .collect()
}

fn counted(number: usize) -> Cell {
    Cell::number(as_number(number as u64), number.to_string())
}

#[expect(clippy::cast_precision_loss, reason = "no file and no register reaches 2^53")]
fn as_number(number: u64) -> f64 {
    number as f64
}
