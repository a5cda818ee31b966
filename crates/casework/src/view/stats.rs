//! Numbers: what is asked, and the table that answers it.

use super::{FieldFilter, Mark};
use crate::failure::Failure;
use sandyq_domain::Lang;
use sandyq_domain::words::{text, text_with};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use zeroize::Zeroizing;

/// What to count.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StatsRequest {
    /// What is counted, or measured: a unit or measure of docs/counting.md.
    pub unit: String,
    /// Down the side: `kind.field`, or another dimension of docs/counting.md.
    pub rows: Option<String>,
    /// Across.
    pub columns: Option<String>,
    /// First day of the period.
    pub from: Option<String>,
    /// Its last day.
    pub to: Option<String>,
    /// All of these hold. The empty value stands for what is not recorded.
    pub filters: Vec<FieldFilter>,
}

/// How many.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StatsCell {
    /// Wholly inside the period; none where it is not shown.
    #[ts(type = "number | null")]
    pub sure: Option<u64>,
    /// Possibly inside it; none where it is not shown.
    #[ts(type = "number | null")]
    pub possible: Option<u64>,
}

/// A value of a dimension.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StatsValue {
    /// A slug; empty for what is not recorded.
    pub value: String,
    /// In words.
    pub label: String,
    /// Not recorded, unknown, not asked, declined or not applicable: stands at the end.
    pub is_missing: bool,
}

/// A line of a table.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StatsRow {
    /// Of which value.
    pub value: StatsValue,
    /// One for each column; none where nothing stands across.
    pub cells: Vec<StatsCell>,
    /// All of the line, each once.
    pub all: StatsCell,
}

/// A table with its definition: whoever reads it can count it again.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StatsView {
    /// What was asked.
    pub asked: StatsRequest,
    /// In words.
    pub title: String,
    /// The unit in words.
    pub unit_label: String,
    /// What stands down the side, in words; empty without.
    pub rows_label: String,
    /// What stands across, in words; empty without.
    pub columns_label: String,
    /// The values across.
    pub columns: Vec<StatsValue>,
    /// The lines.
    pub rows: Vec<StatsRow>,
    /// All of each column, each once.
    pub column_totals: Vec<StatsCell>,
    /// All of them: N.
    pub all: StatsCell,
    /// There is a period, so that some are only possibly inside.
    pub has_period: bool,
    /// The columns are a median, a sum and the like: lines and columns have no sums.
    #[serde(default)]
    pub is_measured: bool,
    /// Numbers that are not shown.
    #[ts(type = "number")]
    pub hidden: u64,
    /// Rules and what was left out, to be printed below it.
    pub notes: Vec<String>,
    /// The purpose of consent for which it left; none where it did not.
    pub purpose: Option<String>,
    /// Of the rules of counting.
    pub rules: u32,
    /// SHA-256 over ids and versions of the records that were looked at.
    pub snapshot: String,
}

/// A line as it is written: its label, and its numbers; none stands where one is not shown.
pub struct StatsLine {
    /// What stands at its beginning.
    pub label: String,
    /// One for each heading.
    pub numbers: Vec<Option<u64>>,
}

impl StatsView {
    /// What was counted by what, without the period, which is told apart.
    #[must_use]
    pub fn title_and_period(&self, lang: Lang) -> (String, String) {
        let sides = if self.is_measured {
            ["", ""]
        } else {
            [self.rows_label.as_str(), self.columns_label.as_str()]
        };
        let title = stats_title(lang, &self.unit_label, sides, "").trim_end().to_owned();
        let period = self.title.strip_prefix(&title).unwrap_or_default().trim().to_owned();
        (title, period)
    }

    /// Headings of the numbers, and the lines with the sums, where there are any, as the last: the same on the terminal and in
    /// files.
    #[must_use]
    pub fn lines(&self, lang: Lang) -> (Vec<String>, Vec<StatsLine>) {
        let shows_possible = self.has_period && !self.is_measured && self.all.possible.is_some();
        let has_sums = !self.is_measured;
        let total = text(lang, "stats-total");
        let mut heads: Vec<String> = self.columns.iter().map(|column| column.label.clone()).collect();
        heads.extend(has_sums.then(|| total.clone()));
        heads.extend(shows_possible.then(|| text(lang, "stats-possible")));
        let line = |label: &str, cells: &[StatsCell], all: StatsCell| StatsLine {
            label: label.to_owned(),
            numbers: cells
                .iter()
                .chain(has_sums.then_some(&all))
                .map(|cell| cell.sure)
                .chain(shows_possible.then_some(all.possible))
                .collect(),
        };
        let rows = self.rows.iter();
        let rows = rows.map(|row| line(&row.value.label, &row.cells, row.all));
        let sums = has_sums.then(|| line(&total, &self.column_totals, self.all));
        (heads, rows.chain(sums).collect())
    }
}

/// What was counted, by what, and when. Where only one dimension was asked, it stands in the first place.
pub(crate) fn stats_title(lang: Lang, unit: &str, [rows, columns]: [&str; 2], period: &str) -> String {
    let (key, rows, columns) = match (rows.is_empty(), columns.is_empty()) {
        (true, true) => ("stats-title", rows, columns),
        (false, true) => ("stats-title-by", rows, columns),
        (true, false) => ("stats-title-by", columns, rows),
        (false, false) => ("stats-title-cross", rows, columns),
    };
    let args = [
        ("unit", unit.into()),
        ("rows", rows.into()),
        ("columns", columns.into()),
        ("period", period.into()),
    ];
    text_with(lang, key, &args)
}

/// A table in a file.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct StatsReleased {
    /// Name of the file.
    pub file: String,
    /// What is in it.
    pub table: StatsView,
    /// How well whoever it was sealed for is known; none when it is not sealed.
    pub standing: Option<Mark>,
}

/// Whom a table is sealed for.
#[derive(Clone, PartialEq, Eq, Deserialize, TS)]
#[ts(export)]
pub struct StatsTo {
    /// A contact by name or id, or a key; empty with a passphrase.
    pub recipient: String,
    /// Instead: told by another way.
    #[ts(type = "string | null")]
    pub passphrase: Option<Zeroizing<String>>,
}

/// What a table says when it is counted again.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct StatsAgain {
    /// The records are those of the first time.
    pub same_records: bool,
    /// Every number is.
    pub same_numbers: bool,
    /// In words, what differs.
    pub lines: Vec<String>,
}

/// Of which period a statistical annex tells, and to whom.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AnnexAsked {
    /// First day of the period.
    pub from: Option<String>,
    /// Its last day.
    pub to: Option<String>,
    /// It goes to another group, which asks for another consent.
    pub for_partner: bool,
}

/// An annex in a file.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct AnnexReleased {
    /// Name of the file.
    pub file: String,
    /// How many tables are in it.
    #[ts(type = "number")]
    pub tables: usize,
}

/// The numbers of one group among those of several.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct GroupNumbers {
    /// The name its contact has here; the file's, where it is nobody known.
    pub group: String,
    /// In words: who it is, and how that is known.
    pub standing: String,
    /// The signature holds, and the fingerprint of its key was compared.
    pub is_verified: bool,
    /// N; none where the group does not show it.
    #[ts(type = "number | null")]
    pub number: Option<u64>,
    /// Of the records it was counted from there.
    pub snapshot: String,
    /// Name of the file.
    pub file: String,
    /// What was counted there, by what and when, in words; empty where the file could not be opened.
    pub title: String,
    /// The day it was given, in words; none of a file that does not say so.
    pub given: Option<String>,
    /// Of the rules it was counted by.
    pub rules: u32,
    /// Numbers that it does not show.
    #[ts(type = "number")]
    pub hidden: u64,
    /// Why it is not among those that are put together.
    pub failure: Option<Failure>,
}

/// Tables of several groups put together.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct StatsTogether {
    /// A column for each group that could be added, and the sums of what they show; none where none could.
    pub table: Option<StatsView>,
    /// Every file that was chosen, and whose numbers it holds.
    pub groups: Vec<GroupNumbers>,
}
