//! Tables that leave the vault: with consent, without small numbers, and entered in the ledger, so that the next one does not
//! give away by its difference what this one hides.

use super::telling::Telling;
use super::{Counted, asking, counted, drawing};
use crate::exporting::everything;
use crate::failure::{ErrorCode, Failure};
use crate::outfile::{Unfinished, file_name, new_place};
use crate::sealing::Progress;
use crate::session::Session;
use crate::view::{StatsReleased, StatsRequest, StatsView};
use crate::vocabularies::own_terms;
use sandyq_domain::Lang;
use sandyq_domain::counting::{Guarded, Question, THRESHOLD, Table, guard};
use sandyq_report::chart::Style;
use sandyq_report::document;
use sandyq_vault::journal::{self, EntryType, NewEntry};
use sandyq_vault::{StoreError, View};
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use ts_rs::TS;

/// What kind of file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum StatsFormat {
    /// Lines with commas, for spreadsheets.
    Csv,
    /// A spreadsheet.
    Xlsx,
    /// A picture.
    Svg,
    /// A picture of dots.
    Png,
    /// Table and definition, to be counted again.
    Json,
}

impl StatsFormat {
    /// How the name of such a file ends.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Json => "json",
        }
    }
}

/// For whom it is counted: each person in a case has agreed to that.
const OWN: &str = "own_statistics";
const PARTNER: &str = "partner_statistics";

/// A table that may leave, and what the ledger is to keep of it.
struct Leaving {
    table: StatsView,
    purpose: &'static str,
    numbers: Value,
}

impl Session {
    /// What [`Session::release_stats`] would write, to look at first. Nothing is entered in the ledger.
    ///
    /// # Errors
    /// As [`Session::count`].
    pub fn preview_stats(
        &self,
        asked: &StatsRequest,
        for_partner: bool,
        lang: Lang,
        progress: &mut Progress<'_>,
    ) -> Result<StatsView, Failure> {
        Ok(self.leaving(asked, for_partner, lang, progress)?.table)
    }

    /// Counts what may leave, and writes it into a new file. With `for_partner` it goes to another group, which asks for another
    /// consent.
    ///
    /// # Errors
    /// As [`Session::count`], and [`ErrorCode::PlaceInsideVault`], [`ErrorCode::FileExists`], [`ErrorCode::DiskFull`], …
    pub fn release_stats(
        &mut self,
        asked: &StatsRequest,
        format: StatsFormat,
        out: &Path,
        for_partner: bool,
        lang: Lang,
        progress: &mut Progress<'_>,
    ) -> Result<StatsReleased, Failure> {
        let name = file_name(out);
        let out = &new_place(out, self.vault().folder().path())?;
        let leaving = self.leaving(asked, for_partner, lang, progress)?;
        let unfinished = Unfinished::make(out)?;
        let written = unfinished.file()?.write_all(&bytes(&leaving.table, format, lang)?);
        written.map_err(|error| Failure::of_writing(&error, &name))?;
        unfinished.sync()?;
        unfinished.publish(out)?;
        self.enter_statistics(&leaving, &name, &out.to_string_lossy())?;
        unfinished.keep();
        let Leaving { table, .. } = leaving;
        Ok(StatsReleased { file: name, table })
    }

    /// Counts what may leave, and hands it over to be copied. It is in the ledger before anybody has it: what was copied may go
    /// anywhere.
    ///
    /// # Errors
    /// As [`Session::count`].
    pub fn copy_stats(
        &mut self,
        asked: &StatsRequest,
        format: StatsFormat,
        for_partner: bool,
        lang: Lang,
        progress: &mut Progress<'_>,
    ) -> Result<Vec<u8>, Failure> {
        let leaving = self.leaving(asked, for_partner, lang, progress)?;
        let copied = bytes(&leaving.table, format, lang)?;
        self.enter_statistics(&leaving, "", "")?;
        Ok(copied)
    }

    fn leaving(
        &self,
        asked: &StatsRequest,
        for_partner: bool,
        lang: Lang,
        progress: &mut Progress<'_>,
    ) -> Result<Leaving, Failure> {
        let asked = &asking::in_days(asked, self.today())?;
        let question = asking::question(asked)?;
        let purpose = if for_partner { PARTNER } else { OWN };
        let today = self.now();
        self.vault().read(|view| {
            let counted = counted(view, &question, Some((purpose, today)), progress)?;
            let numbers = counted.tally.table();
            let guarded = hidden(view, asked, &question, &numbers)?;
            let table = told(view, asked, &question, &counted, &numbers, &guarded, (purpose, lang))?;
            let numbers = shown(&numbers, &guarded);
            Ok(Leaving {
                table,
                purpose,
                numbers,
            })
        })
    }

    /// Enters it in the ledger; without a file it was copied.
    fn enter_statistics(&mut self, leaving: &Leaving, file: &str, path: &str) -> Result<(), Failure> {
        let Leaving {
            table,
            purpose,
            numbers,
        } = leaving;
        let (author, now) = (self.author().to_owned(), self.now());
        let payload = json!({
            "action": "statistics", "by": author, "file": file, "path": path, "purpose": purpose,
            "asked": table.asked, "snapshot": table.snapshot, "numbers": numbers,
        });
        self.vault_mut().write(|tx| {
            let entry = NewEntry {
                item: everything(),
                entry: EntryType::Copy,
                time: now,
                payload: &payload,
            };
            Ok(journal::append(tx, &entry).map(drop)?)
        })
    }
}

fn told(
    view: &View<'_>,
    asked: &StatsRequest,
    question: &Question,
    counted: &Counted,
    numbers: &Table,
    guarded: &Guarded,
    (purpose, lang): (&str, Lang),
) -> Result<StatsView, Failure> {
    let own = own_terms(view)?;
    let telling = Telling {
        asked,
        question,
        own: &own,
        purpose: Some(purpose),
        lang,
    };
    Ok(telling.guarded(counted, numbers, guarded))
}

/// What is not shown: small numbers, those they follow from, and those that differ by a small number from an earlier table.
fn hidden(view: &View<'_>, asked: &StatsRequest, question: &Question, numbers: &Table) -> Result<Guarded, StoreError> {
    if !question.unit.is_guarded() {
        return Ok(Guarded::default());
    }
    let mut taken = Guarded::default();
    for entry in journal::of_type(view, EntryType::Copy)? {
        let Some(payload) = entry.payload.filter(|payload| payload["action"] == "statistics") else {
            continue;
        };
        let earlier = &payload["asked"];
        // A table of other units or values has no number that could be subtracted from this one's.
        if earlier["unit"] == *asked.unit {
            compare(&payload["numbers"], numbers, &same(earlier, asked), &mut taken);
        }
    }
    Ok(guard(numbers, THRESHOLD, taken))
}

/// Which numbers of an earlier table are of the same kind: the whole always is.
struct Same {
    rows: bool,
    columns: bool,
}

fn same(earlier: &Value, asked: &StatsRequest) -> Same {
    let is = |name: &str, own: &Option<String>| earlier[name].as_str() == own.as_deref();
    Same {
        rows: is("rows", &asked.rows),
        columns: is("columns", &asked.columns),
    }
}

/// Takes out what differs by less than the threshold from what was shown before.
fn compare(earlier: &Value, numbers: &Table, same: &Same, taken: &mut Guarded) {
    let is_close = |before: &Value, now: u64| {
        before
            .as_u64()
            .is_some_and(|before| before != now && before.abs_diff(now) < THRESHOLD)
    };
    if is_close(&earlier["all"], numbers.all.sure) {
        taken.all = true;
    }
    if same.rows {
        let close = numbers
            .rows
            .iter()
            .filter(|(row, cell)| is_close(&earlier["rows"][row.as_str()], cell.sure));
        taken.rows.extend(close.map(|(row, _)| row.clone()));
    }
    if same.columns {
        let close = numbers.columns.iter();
        let close = close.filter(|(column, cell)| is_close(&earlier["columns"][column.as_str()], cell.sure));
        taken.columns.extend(close.map(|(column, _)| column.clone()));
    }
    if same.rows && same.columns {
        let close = numbers
            .cells
            .iter()
            .filter(|((row, column), cell)| is_close(&earlier["cells"][row.as_str()][column.as_str()], cell.sure));
        taken.cells.extend(close.map(|(place, _)| place.clone()));
    }
}

/// The numbers that are shown, for the ledger.
fn shown(numbers: &Table, guarded: &Guarded) -> Value {
    let lines = |lines: &std::collections::BTreeMap<String, sandyq_domain::counting::Cell>,
                 hidden: &std::collections::BTreeSet<String>| {
        let lines = lines.iter().filter(|(line, _)| !hidden.contains(*line));
        lines
            .map(|(line, cell)| (line.clone(), cell.sure.into()))
            .collect::<serde_json::Map<_, Value>>()
    };
    let mut cells = serde_json::Map::new();
    for ((row, column), cell) in numbers.cells.iter().filter(|(place, _)| !guarded.cells.contains(place)) {
        cells.entry(row.clone()).or_insert_with(|| json!({}))[column.as_str()] = cell.sure.into();
    }
    json!({
        "all": if guarded.all { Value::Null } else { numbers.all.sure.into() },
        "rows": lines(&numbers.rows, &guarded.rows),
        "columns": lines(&numbers.columns, &guarded.columns),
        "cells": cells,
    })
}

fn bytes(table: &StatsView, format: StatsFormat, lang: Lang) -> Result<Vec<u8>, Failure> {
    match format {
        StatsFormat::Csv => Ok(document::csv(&drawing::sheet(table, lang)).into_bytes()),
        StatsFormat::Xlsx => {
            document::xlsx(&[drawing::sheet(table, lang)]).map_err(|_| ErrorCode::TableTooLarge.into())
        }
        StatsFormat::Svg => Ok(drawing::svg(table, Style::PAPER, lang).into_bytes()),
        StatsFormat::Png => drawing::png(table, lang).map_err(|_| ErrorCode::TableTooLarge.into()),
        StatsFormat::Json => serde_json::to_vec_pretty(table).map_err(|_| ErrorCode::TableTooLarge.into()),
    }
}
