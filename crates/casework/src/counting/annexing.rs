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
            .read(|view| Ok(self.annex(view, &request, Level::First, progress)?.preview(lang)))
    }
}

impl Annex {
    /// What is in it, with its numbers.
    pub(crate) fn preview(&self, lang: Lang) -> AnnexPreview {
        let mut chapters: Vec<AnnexChapter> = Vec::new();
        for (key, table) in &self.counted {
            let heading = text(lang, &format!("annex-{key}"));
            match chapters.last_mut().filter(|chapter| chapter.heading == heading) {
                Some(chapter) => chapter.tables.push(table.clone()),
                None => chapters.push(AnnexChapter {
                    heading,
                    tables: vec![table.clone()],
                }),
            }
        }
        let quality = text(lang, "annex-quality-caption");
        let (mut tables, mut pictures, mut empty) = (0, 0, 0);
        for block in &self.blocks {
            match block {
                Block::Figure(_) => pictures += 1,
                Block::Table(table) if table.caption != quality => tables += 1,
                // What there was nothing to count of, by name.
                Block::Bullets(titles) => empty += titles.len(),
                _ => {}
            }
        }
        let first = self.counted.first().and(self.tables.first());
        AnnexPreview {
            tables,
            notes: first.map_or_else(Vec::new, |first| first.notes.clone()),
            chapters,
            pictures,
            empty,
            hidden: self.ledger.iter().filter(|table| has_numbers(&table["hidden"])).count(),
        }
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
