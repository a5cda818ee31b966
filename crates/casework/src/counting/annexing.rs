//! An annex looked at before it is written.

use super::annex::{Annex, AnnexRequest};
use crate::failure::Failure;
use crate::sealing::Progress;
use crate::session::Session;
use crate::view::{AnnexAsked, AnnexChapter, AnnexPreview};
use sandyq_domain::Lang;
use sandyq_domain::words::text;
use sandyq_report::document::{Block, Level};
use serde_json::Value;

impl Session {
    /// What [`Session::release_annex`] would write. Nothing is entered in the ledger.
    ///
    /// # Errors
    /// [`crate::ErrorCode::BadPeriod`], [`crate::ErrorCode::Cancelled`].
    pub fn preview_annex(
        &self,
        asked: &AnnexAsked,
        lang: Lang,
        progress: &mut Progress<'_>,
    ) -> Result<AnnexPreview, Failure> {
        let request = AnnexRequest::alone(asked, lang);
        self.vault()
            .read(|view| Ok(told(&self.annex(view, &request, Level::First, progress)?, lang)))
    }
}

fn told(annex: &Annex, lang: Lang) -> AnnexPreview {
    let mut chapters: Vec<AnnexChapter> = Vec::new();
    let (mut pictures, mut empty) = (0, 0);
    for block in &annex.blocks {
        match (block, chapters.last_mut()) {
            (Block::Heading(_, heading), _) => chapters.push(AnnexChapter {
                heading: heading.clone(),
                tables: Vec::new(),
            }),
            (Block::Table(table), Some(chapter)) => chapter.tables.push(table.caption.clone()),
            (Block::Figure(_), _) => pictures += 1,
            // What there was nothing to count of, by name.
            (Block::Bullets(titles), _) => empty += titles.len(),
            _ => {}
        }
    }
    let quality = text(lang, "annex-quality");
    chapters.retain(|chapter| !chapter.tables.is_empty() && chapter.heading != quality);
    AnnexPreview {
        tables: chapters.iter().map(|chapter| chapter.tables.len()).sum(),
        notes: match annex.tables.first() {
            Some(first) if !chapters.is_empty() => first.notes.clone(),
            Some(_) | None => Vec::new(),
        },
        chapters,
        pictures,
        empty,
        hidden: annex
            .ledger
            .iter()
            .filter(|table| has_numbers(&table["hidden"]))
            .count(),
    }
}

/// Whether a number stands in it, at whatever depth.
fn has_numbers(value: &Value) -> bool {
    match value {
        Value::Number(_) => true,
        Value::Array(all) => all.iter().any(has_numbers),
        Value::Object(all) => all.values().any(has_numbers),
        Value::Null | Value::Bool(_) | Value::String(_) => false,
    }
}
