//! Numbers of several groups put together: each group's own table, as it left, beside the others, with whose numbers they are.
//!
//! Nothing of a case is in such a file. What a group does not show stays unknown here too: a sum beside it is *at least* so much.

use super::given::{self, Opens};
use super::telling::{Telling, named};
use super::{PARTNER_STATISTICS, RULES, asking};
use crate::failure::{ErrorCode, Failure};
use crate::outfile::file_name;
use crate::session::Session;
use crate::view::{GroupNumbers, StatsCell, StatsRow, StatsTogether, StatsValue, StatsView};
use crate::vocabularies::own_terms;
use sandyq_bundle::{SigningKey, VerifyingKey, is_signed_by};
use sandyq_domain::counting::Question;
use sandyq_domain::words::{text, text_with};
use sandyq_domain::{Lang, OwnTerms};
use sandyq_vault::{View, contacts};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A table that left for a partner, and the key it says it is signed with.
#[derive(Deserialize)]
struct Signed {
    #[serde(flatten)]
    table: StatsView,
    #[serde(default)]
    signer: String,
}

/// Who puts them together.
struct Own {
    signer: String,
    name: String,
}

/// One group's numbers.
struct Group {
    line: GroupNumbers,
    signer: String,
    table: StatsView,
}

impl Session {
    /// Puts tables together that groups gave to this one as partners: one column for each, and the sums. Sealed ones are opened
    /// with this vault's key or the passphrase.
    ///
    /// # Errors
    /// With the name of the file: those of opening a bundle, [`ErrorCode::NotATable`], [`ErrorCode::NotForPartners`], [`ErrorCode::NumbersAltered`] for a signature
    /// that does not hold, [`ErrorCode::NumbersTwice`] for a group that is there already, [`ErrorCode::OtherQuestion`] where another thing
    /// was counted, or by other rules.
    pub fn numbers_together(
        &self,
        files: &[PathBuf],
        passphrase: Option<&str>,
        lang: Lang,
    ) -> Result<StatsTogether, Failure> {
        let opens = Opens {
            identity: self.identity()?,
            passphrase,
        };
        let own = Own {
            signer: self.signing_key()?.public()?.to_string(),
            name: self.own_name()?,
        };
        self.vault().read(|view| {
            let mut groups: Vec<Group> = Vec::new();
            for file in files {
                let group = group(view, file, &opens, &own, lang)?;
                check(&groups, &group, file)?;
                groups.push(group);
            }
            let Some(first) = groups.first() else {
                return Err(ErrorCode::NotATable.into());
            };
            let question = asking::question(&first.table.asked)?;
            let own = own_terms(view)?;
            let table = together(&groups, &question, &own, lang);
            Ok(StatsTogether {
                table,
                groups: groups.into_iter().map(|group| group.line).collect(),
            })
        })
    }
}

fn group(view: &View<'_>, file: &Path, opens: &Opens<'_>, own: &Own, lang: Lang) -> Result<Group, Failure> {
    let name = file_name(file);
    let about = |code| Failure::about(code, name.clone());
    let given = given::read(file, opens)?;
    let signed: Signed = serde_json::from_slice(&given.table).map_err(|_| about(ErrorCode::NotATable))?;
    let Signed { table, signer } = signed;
    if table.purpose.as_deref() != Some(PARTNER_STATISTICS) || table.is_measured {
        return Err(about(ErrorCode::NotForPartners));
    }
    let signer = match (&given.signature, signer.parse::<VerifyingKey>()) {
        (None, _) => String::new(),
        (Some(signature), Ok(key)) if is_signed_by(&key, &given.table, signature) => signer,
        (Some(_), _) => return Err(about(ErrorCode::NumbersAltered)),
    };
    let contact = contacts::by_signer(view, &signer)?.filter(|_| !signer.is_empty());
    let is_own = own.signer == signer;
    let (group, standing) = match &contact {
        _ if is_own => (own.name.clone(), "stats-group-own"),
        Some(contact) if contact.verified.is_some() => (contact.name.clone(), "stats-group-verified"),
        Some(contact) => (contact.name.clone(), "stats-group-unverified"),
        None if signer.is_empty() => (name.clone(), "stats-group-unsigned"),
        None => (name.clone(), "stats-group-unknown"),
    };
    let group = if group.trim().is_empty() { name } else { group };
    Ok(Group {
        line: GroupNumbers {
            group,
            standing: text(lang, standing),
            is_verified: is_own || contact.is_some_and(|contact| contact.verified.is_some()),
            number: table.all.sure,
            snapshot: table.snapshot.clone(),
        },
        signer,
        table,
    })
}

fn check(groups: &[Group], next: &Group, file: &Path) -> Result<(), Failure> {
    let about = |code| Err(Failure::about(code, file_name(file)));
    let is_same = |group: &Group| {
        if next.signer.is_empty() || group.signer.is_empty() {
            return group.table.snapshot == next.table.snapshot;
        }
        group.signer == next.signer
    };
    if groups.iter().any(is_same) {
        return about(ErrorCode::NumbersTwice);
    }
    let differs = |group: &Group| group.table.asked != next.table.asked || group.table.rules != next.table.rules;
    if next.table.rules != RULES || groups.first().is_some_and(differs) {
        return about(ErrorCode::OtherQuestion);
    }
    Ok(())
}

/// A line by the values of its dimensions, with its number in each group: none of a line that a group does not have is nought.
type Lines = BTreeMap<(String, String), Vec<StatsCell>>;

fn together(groups: &[Group], question: &Question, own: &OwnTerms, lang: Lang) -> StatsView {
    let first = &groups[0].table;
    let telling = Telling {
        asked: &first.asked,
        question,
        own,
        purpose: Some(PARTNER_STATISTICS),
        lang,
    };
    let crosses = question.columns.is_some();
    let mut lines = Lines::new();
    let mut labels: BTreeMap<(String, String), StatsValue> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        for (place, value, cell) in places(&group.table, &telling, crosses) {
            let line = lines
                .entry(place.clone())
                .or_insert_with(|| vec![known(0); groups.len()]);
            line[at] = cell;
            labels.entry(place).or_insert(value);
        }
    }
    // A group that hides everything hides what its table does not name, too.
    for (at, _) in groups
        .iter()
        .enumerate()
        .filter(|(_, group)| group.table.all.sure.is_none())
    {
        for line in lines.values_mut() {
            line[at] = known_not();
        }
    }
    let mut rows: Vec<StatsRow> = lines
        .into_iter()
        .filter_map(|(place, cells)| {
            Some(StatsRow {
                value: labels.remove(&place)?,
                all: sum(&cells),
                cells,
            })
        })
        .collect();
    rows.sort_by(|one, two| (one.value.is_missing, &one.value.label).cmp(&(two.value.is_missing, &two.value.label)));
    let totals: Vec<StatsCell> = groups.iter().map(|group| group.table.all).collect();
    let columns = groups
        .iter()
        .map(|group| named(group.line.group.clone(), group.line.group.clone()));
    let n = groups.len();
    StatsView {
        asked: first.asked.clone(),
        title: text_with(
            lang,
            "stats-together-title",
            &[("title", telling.title().as_str().into()), ("n", n.into())],
        ),
        unit_label: telling.unit(),
        rows_label: [question.rows, question.columns]
            .into_iter()
            .flatten()
            .map(|dimension| telling.dimension(dimension))
            .collect::<Vec<_>>()
            .join(" · "),
        columns_label: text(lang, "stats-group"),
        columns: columns.collect(),
        hidden: rows
            .iter()
            .flat_map(|row| &row.cells)
            .filter(|cell| cell.sure.is_none())
            .count() as u64,
        rows,
        all: sum(&totals),
        column_totals: totals,
        has_period: question.period.is_some(),
        is_measured: false,
        notes: notes(groups, &telling),
        purpose: None,
        rules: RULES,
        snapshot: String::new(),
    }
}

const fn known(n: u64) -> StatsCell {
    StatsCell {
        sure: Some(n),
        possible: None,
    }
}

const fn known_not() -> StatsCell {
    StatsCell {
        sure: None,
        possible: None,
    }
}

/// Of what is shown: at least so many, where a group does not show one.
fn sum(cells: &[StatsCell]) -> StatsCell {
    known(cells.iter().filter_map(|cell| cell.sure).fold(0, u64::saturating_add))
}

/// Every number of a table by the values it stands at, in the words of this vault.
fn places<'t>(
    table: &'t StatsView,
    telling: &'t Telling<'_>,
    crosses: bool,
) -> impl Iterator<Item = ((String, String), StatsValue, StatsCell)> + 't {
    let value = move |row: &StatsValue, column: Option<&StatsValue>| {
        let words = [(telling.question.rows, Some(row)), (telling.question.columns, column)];
        let said = words.into_iter().filter_map(|(dimension, value)| {
            let (dimension, value) = (dimension?, value?);
            let own = telling.label(dimension, &value.value);
            // A word that a group added itself is known by what it is called there.
            Some(if own == value.value { value.label.clone() } else { own })
        });
        StatsValue {
            value: row.value.clone(),
            label: said.collect::<Vec<_>>().join(" · "),
            is_missing: row.is_missing,
        }
    };
    table.rows.iter().flat_map(move |row| {
        let cells = row.cells.iter().zip(&table.columns).filter(move |_| crosses);
        let cells = cells.map(move |(cell, column)| {
            let place = (row.value.value.clone(), column.value.clone());
            (place, value(&row.value, Some(column)), *cell)
        });
        let whole = (!crosses).then(|| {
            let place = (row.value.value.clone(), String::new());
            (place, value(&row.value, None), row.all)
        });
        cells.chain(whole).collect::<Vec<_>>()
    })
}

fn notes(groups: &[Group], telling: &Telling<'_>) -> Vec<String> {
    let lang = telling.lang;
    let mut notes = telling.definition();
    notes.push(text(lang, "stats-together-apart"));
    notes.push(text(lang, "stats-together-hidden"));
    notes.extend(groups.iter().map(|group| {
        let GroupNumbers {
            group,
            standing,
            number,
            snapshot,
            ..
        } = &group.line;
        let number = number.map_or_else(|| text(lang, "stats-hidden"), |n| n.to_string());
        let args = [
            ("group", group.as_str().into()),
            ("n", number.as_str().into()),
            ("standing", standing.as_str().into()),
            ("snapshot", snapshot.get(..16).unwrap_or_default().into()),
        ];
        text_with(lang, "stats-together-group", &args)
    }));
    notes.push(text(lang, "stats-rule-sample"));
    notes
}

/// A table with the key it is signed with, as it is written.
pub(super) fn signed_with(table: &StatsView, key: &SigningKey) -> Result<Vec<u8>, Failure> {
    let mut given = serde_json::to_value(table).map_err(|_| ErrorCode::TableTooLarge)?;
    given["signer"] = key.public()?.to_string().into();
    serde_json::to_vec_pretty(&given).map_err(|_| ErrorCode::TableTooLarge.into())
}
