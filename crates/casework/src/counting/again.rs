//! Counting again what a file says was counted.

use crate::failure::{ErrorCode, Failure};
use crate::infile::beginning;
use crate::outfile::file_name;
use crate::sealing::Progress;
use crate::session::Session;
use crate::view::{StatsAgain, StatsCell, StatsView};
use sandyq_domain::Lang;
use sandyq_domain::words::{text, text_with};
use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::Path;

/// Largest saved table that is read, in bytes.
const SAVED_LIMIT: u64 = 16 << 20;

impl Session {
    /// The same of a file that was saved.
    ///
    /// # Errors
    /// [`ErrorCode::FileUnreadable`]; as [`Session::count_again`].
    pub fn count_file_again(
        &self,
        file: &Path,
        lang: Lang,
        progress: &mut Progress<'_>,
    ) -> Result<StatsAgain, Failure> {
        let saved = beginning(file, SAVED_LIMIT).map_err(|error| match error.kind() {
            ErrorKind::InvalidInput => ErrorCode::NotATable.into(),
            _ => Failure::about(ErrorCode::FileUnreadable, file_name(file)),
        })?;
        self.count_again(&saved, lang, progress)
    }

    /// Counts again by the definition in `saved`, which is what [`Session::count`] answered as JSON, or a released table. Numbers that
    /// the file does not show are not compared.
    ///
    /// # Errors
    /// [`ErrorCode::NotATable`]; as [`Session::count`].
    pub fn count_again(&self, saved: &[u8], lang: Lang, progress: &mut Progress<'_>) -> Result<StatsAgain, Failure> {
        let before: StatsView = serde_json::from_slice(saved).map_err(|_| ErrorCode::NotATable)?;
        let now = self.count_for(&before.asked, before.purpose.as_deref(), lang, progress)?;
        let same_records = before.snapshot == now.snapshot;
        let (old, new) = (numbers(&before), numbers(&now));
        let mut differs: Vec<String> = Vec::new();
        for place in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
            // What the file hides is hidden from this comparison, too.
            let Some(before) = old.get(place).copied().unwrap_or(Some(0)) else {
                continue;
            };
            let now = new.get(place).copied().flatten().unwrap_or(0);
            if before != now {
                let args = [
                    ("place", place.as_str().into()),
                    ("before", before.into()),
                    ("now", now.into()),
                ];
                differs.push(text_with(lang, "stats-differs", &args));
            }
        }
        let same_numbers = differs.is_empty();
        let first = match (same_records, same_numbers) {
            (true, true) => "stats-same",
            (true, false) => "stats-other-numbers",
            (false, _) => "stats-other-records",
        };
        if !same_records && same_numbers {
            differs.push(text(lang, "stats-nothing-differs"));
        }
        Ok(StatsAgain {
            same_records,
            same_numbers,
            lines: std::iter::once(text(lang, first)).chain(differs).collect(),
        })
    }
}

/// Every number by its place: slugs, so that the language of the file does not matter.
fn numbers(table: &StatsView) -> BTreeMap<String, Option<u64>> {
    let mut found = BTreeMap::new();
    let mut put = |place: String, cell: StatsCell| {
        found.insert(place.clone(), cell.sure);
        if table.has_period && cell.possible.is_some() {
            found.insert(format!("{place} ~"), cell.possible);
        }
    };
    put("*".to_owned(), table.all);
    for row in &table.rows {
        put(row.value.value.clone(), row.all);
        for (cell, column) in row.cells.iter().zip(&table.columns) {
            put(format!("{} × {}", row.value.value, column.value), *cell);
        }
    }
    for (cell, column) in table.column_totals.iter().zip(&table.columns) {
        put(format!("× {}", column.value), *cell);
    }
    found
}
