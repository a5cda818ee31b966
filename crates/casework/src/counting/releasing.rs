//! Tables that leave the vault: with consent, without small numbers, and entered in the ledger, so that the next one does not
//! give away by its difference what this one hides.

use super::annex::AnnexRequest;
use super::heeding::{Heeded, few_beyond, noted, sums_apart};
use super::keeping::PURPOSES;
use super::telling::Telling;
use super::{Counted, Sum, asking, drawing, given};
use crate::exporting::everything;
use crate::failure::{ErrorCode, Failure};
use crate::outfile::{Unfinished, file_name, new_place, write_small};
use crate::sealing::{Progress, check_passphrase, recipient};
use crate::session::Session;
use crate::view::{AnnexAsked, AnnexReleased, StatsReleased, StatsRequest, StatsTo, StatsTogether, StatsView};
use crate::vocabularies::own_terms;
use sandyq_domain::Lang;
use sandyq_domain::counting::{Cell, Guarded, THRESHOLD, Table, guard};
use sandyq_report::chart::Style;
use sandyq_report::document::{self, Level};
use sandyq_vault::journal::{self, EntryType};
use sandyq_vault::{StoreError, View};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
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

/// What kind of file an annex is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AnnexFormat {
    /// To be edited.
    Docx,
    /// To be kept.
    Pdf,
    /// Its tables, to calculate with.
    Xlsx,
}

/// For whom it is counted: each person in a case has agreed to that.
pub(crate) const OWN: &str = PURPOSES[0];
pub(crate) const PARTNER: &str = PURPOSES[1];
/// Of an entry of the ledger.
pub(crate) const STATISTICS: &str = "statistics";

/// A table that may leave, and what the ledger is to keep of it.
struct Leaving {
    table: StatsView,
    ledger: Value,
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
        let Leaving { table, ledger } = leaving;
        // What a coalition puts together says whose it is, and that nobody altered it.
        let files = if for_partner && format == StatsFormat::Json {
            let (signed, signature) = given::signed(&table, &self.signing_key()?, self.now())?;
            let mut beside = out.clone().into_os_string();
            beside.push(given::SIGNATURE_ENDING);
            let beside = new_place(Path::new(&beside), self.vault().folder().path())?;
            vec![(out.clone(), signed), (beside, signature.into_bytes())]
        } else {
            vec![(out.clone(), bytes(&table, format, lang)?)]
        };
        self.leave(&files, ledger)?;
        Ok(StatsReleased {
            file: name,
            table,
            standing: None,
        })
    }

    /// Counts what may leave for a partner, and seals it for one contact, one key, or whoever knows the passphrase.
    ///
    /// # Errors
    /// As [`Session::release_stats`]; [`ErrorCode::BadRecipient`] and [`ErrorCode::WeakPassphrase`].
    pub fn seal_stats(
        &mut self,
        asked: &StatsRequest,
        to: &StatsTo,
        out: &Path,
        lang: Lang,
        progress: &mut Progress<'_>,
    ) -> Result<StatsReleased, Failure> {
        let name = file_name(out);
        let out = &new_place(out, self.vault().folder().path())?;
        let passphrase = to.passphrase.as_deref().map(String::as_str);
        check_passphrase(passphrase)?;
        let addressee = self
            .vault()
            .read(|view| recipient::find(view, &to.recipient, passphrase.is_some()))?;
        let Leaving { table, mut ledger } = self.leaving(asked, true, lang, progress)?;
        let (signed, signature) = given::signed(&table, &self.signing_key()?, self.now())?;
        let sealed = given::sealed(&signed, &signature, &addressee, passphrase)?;
        ledger["to"] = addressee.ledger_name().into();
        self.leave(&[(out.clone(), sealed)], ledger)?;
        Ok(StatsReleased {
            file: name,
            table,
            standing: Some(addressee.mark(lang)),
        })
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
        self.enter_statistics(leaving.ledger, "", "", || Ok(()))?;
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
        self.vault().read(|view| {
            let counted = self.counted(view, &question, Some(purpose), progress)?;
            let telling = Telling {
                asked,
                question: &question,
                own: &own_terms(view)?,
                purpose: Some(purpose),
                lang,
            };
            let (table, ledger) = told(&telling, &counted, &earlier(view)?, None);
            Ok(Leaving { table, ledger })
        })
    }

    /// Writes tables that were put together into a new file. They hold what their groups gave; of this vault, what left it before.
    ///
    /// # Errors
    /// Those of writing; [`ErrorCode::NotATable`] where nothing could be put together.
    pub fn write_together(
        &self,
        put: &StatsTogether,
        format: StatsFormat,
        out: &Path,
        lang: Lang,
    ) -> Result<(), Failure> {
        let table = put.table.as_ref().ok_or(ErrorCode::NotATable)?;
        let bytes = match format {
            // With whose numbers they are, which a saved table of one's own does not have.
            StatsFormat::Json => serde_json::to_vec_pretty(put).map_err(|_| ErrorCode::TableTooLarge)?,
            _ => bytes(table, format, lang)?,
        };
        write_small(&new_place(out, self.vault().folder().path())?, &bytes)
    }

    /// Writes the statistical annex into a new file: DOCX, PDF or, tables only, XLSX. With `for_partner` it goes to another group.
    ///
    /// # Errors
    /// As [`Session::release_stats`]; [`ErrorCode::TableTooLarge`] where it cannot be written.
    pub fn release_annex(
        &mut self,
        asked: &AnnexAsked,
        format: AnnexFormat,
        out: &Path,
        lang: Lang,
        progress: &mut Progress<'_>,
    ) -> Result<AnnexReleased, Failure> {
        let name = file_name(out);
        let out = &new_place(out, self.vault().folder().path())?;
        let request = AnnexRequest::alone(asked, lang);
        let annex = self
            .vault()
            .read(|view| self.annex(view, &request, Level::First, progress))?;
        let bytes = match format {
            AnnexFormat::Docx => document::docx(&annex.document(lang)),
            AnnexFormat::Pdf => document::pdf(&annex.document(lang)).map_err(|_| ErrorCode::TableTooLarge)?,
            AnnexFormat::Xlsx => document::xlsx(&annex.tables).map_err(|_| ErrorCode::TableTooLarge)?,
        };
        let tables = annex.tables.len();
        self.leave(&[(out.clone(), bytes)], json!({ "tables": annex.ledger }))?;
        Ok(AnnexReleased { file: name, tables })
    }

    /// Writes files that leave, and enters the first in the ledger: all or nothing.
    fn leave(&mut self, files: &[(PathBuf, Vec<u8>)], ledger: Value) -> Result<(), Failure> {
        let Some((first, _)) = files.first() else {
            return Ok(());
        };
        let mut made = Vec::new();
        for (out, bytes) in files {
            made.push((Unfinished::holding(out, bytes)?, out));
        }
        // In their places last: no table is out of which the ledger knows nothing.
        let place = || made.iter().try_for_each(|(unfinished, out)| unfinished.publish(out));
        self.enter_statistics(ledger, &file_name(first), &first.to_string_lossy(), place)?;
        for (unfinished, _) in made {
            unfinished.keep();
        }
        Ok(())
    }

    /// Enters it in the ledger, and does what belongs to that; without a file it was copied.
    fn enter_statistics(
        &mut self,
        ledger: Value,
        file: &str,
        path: &str,
        then: impl FnOnce() -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let payload = statistics_payload(self.author(), file, path, ledger);
        self.enter_copies(&[(everything(), payload)], then)
    }
}

/// A table as it may leave, and what the ledger has to remember of it. `beside` are numbers of cases that are told one by one in
/// the same paper.
pub(super) fn told(
    telling: &Telling<'_>,
    counted: &Counted,
    earlier: &[Value],
    beside: Option<&Table>,
) -> (StatsView, Value) {
    let numbers = counted.sum.table();
    let guarded = hidden(telling, counted, earlier, &numbers, beside);
    let (shown, hidden) = noted(&numbers, &guarded);
    let mut ledger = json!({
        "purpose": telling.purpose, "asked": telling.asked, "snapshot": counted.snapshot, "numbers": shown, "hidden": hidden,
    });
    if let Sum::Values(measures) = &counted.sum {
        ledger["sums"] = measures.lines().into_iter().map(|(line, of)| (line, of.sum)).collect();
    }
    (telling.guarded(counted, &numbers, &guarded), ledger)
}

/// Tables that left before, as the ledger has them.
pub(super) fn earlier(view: &View<'_>) -> Result<Vec<Value>, StoreError> {
    let payloads = journal::of_type(view, EntryType::Copy)?.into_iter();
    let payloads = payloads.filter_map(|entry| entry.payload);
    Ok(payloads.flat_map(tables).collect())
}

/// The tables of an entry: a file of one, or a document with several.
fn tables(mut payload: Value) -> Vec<Value> {
    match payload["tables"].take() {
        Value::Array(tables) => tables,
        _ if payload["action"] == STATISTICS => vec![payload],
        _ => Vec::new(),
    }
}

/// What the ledger keeps of one table, or of several under `tables`.
pub(crate) fn statistics_payload(by: &str, file: &str, path: &str, ledger: Value) -> Value {
    let mut payload = json!({ "action": STATISTICS, "by": by, "file": file, "path": path });
    if let (Value::Object(payload), Value::Object(ledger)) = (&mut payload, ledger) {
        payload.extend(ledger);
    }
    payload
}

/// What is not shown: small numbers, those they follow from, and those that an earlier table gives away or hid.
fn hidden(
    telling: &Telling<'_>,
    counted: &Counted,
    earlier: &[Value],
    numbers: &Table,
    beside: Option<&Table>,
) -> Guarded {
    if !telling.question.unit.is_guarded() {
        return Guarded::default();
    }
    let Heeded { mut taken, known } = Heeded::of(earlier, telling.asked, telling.purpose, numbers);
    if let Some(beside) = beside {
        few_beyond(numbers, beside, &mut taken);
    }
    match &counted.sum {
        Sum::Counts(_) => guard(numbers, THRESHOLD, taken, &known),
        // Its lines are no parts of the whole: each stands for itself.
        Sum::Values(measures) => {
            taken.rows.extend(sums_apart(earlier, telling.asked, measures));
            let is_few = |cell: &Cell| cell.sure > 0 && cell.sure < THRESHOLD;
            let few = numbers.rows.iter().filter(|(_, cell)| is_few(cell));
            taken.rows.extend(few.map(|(line, _)| line.clone()));
            taken.all |= is_few(&numbers.all);
            taken
        }
    }
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
