//! The statistical annex: the tables and pictures that reports carry, from one reading of the records.
//!
//! Each leaves as a table of its own would: by consent, without small numbers, looked at beside all earlier ones, those of the
//! same annex among them.

use super::asking;
use super::drawing::{figure, tables};
use super::keeping::PURPOSES;
use super::releasing::{earlier, told};
use super::telling::Telling;
use crate::failure::Failure;
use crate::sealing::Progress;
use crate::session::Session;
use crate::view::{AnnexAsked, StatsRequest, StatsView};
use crate::vocabularies::own_terms;
use chrono::NaiveDate;
use sandyq_domain::counting::Question;
use sandyq_domain::words::text;
use sandyq_domain::{Lang, RecordId};
use sandyq_report::document::{Block, Cell, Column, Document, Level, Run, Table, Words};
use sandyq_vault::View;
use serde_json::Value;
use std::collections::BTreeSet;

/// Of whom and when.
pub(crate) struct AnnexRequest<'a> {
    /// First day of the period, as `2025-01-01`.
    pub(crate) from: Option<&'a str>,
    /// Its last day.
    pub(crate) to: Option<&'a str>,
    /// The purpose of consent.
    pub(crate) purpose: &'a str,
    /// Cases that are told beside it: what is left of a number without them must not be few people either.
    pub(crate) told: &'a BTreeSet<RecordId>,
    /// Of the words.
    pub(crate) lang: Lang,
}

impl<'a> AnnexRequest<'a> {
    /// An annex beside which no case is told.
    pub(super) fn alone(asked: &'a AnnexAsked, lang: Lang) -> Self {
        static NONE: BTreeSet<RecordId> = BTreeSet::new();
        Self {
            from: asked.from.as_deref(),
            to: asked.to.as_deref(),
            purpose: PURPOSES[usize::from(asked.for_partner)],
            told: &NONE,
            lang,
        }
    }
}

/// What an annex consists of.
#[derive(Default)]
pub(crate) struct Annex {
    /// Chapters of tables and pictures, with headings of the given level.
    pub(crate) blocks: Vec<Block>,
    /// What is counted in each chapter.
    pub(super) counted: Vec<(&'static str, StatsView)>,
    /// Every table, for spreadsheets.
    pub(crate) tables: Vec<Table>,
    /// What the ledger has to remember, in a payload under `tables`.
    pub(crate) ledger: Vec<Value>,
}

/// A chapter: the key of its heading, and what is asked in it: unit, rows, columns, and whether it is drawn.
type Chapter = (&'static str, &'static [Asked]);
type Asked = (&'static str, Option<&'static str>, Option<&'static str>, bool);

const CHAPTERS: [Chapter; 10] = [
    ("cases", &[("cases", Some("by_police"), None, true)]),
    (
        "when",
        &[
            ("events", Some("year"), None, true),
            ("events", Some("month"), None, true),
        ],
    ),
    (
        "where",
        &[
            ("events", Some("region"), None, true),
            ("events", Some("event.place_type"), None, true),
        ],
    ),
    (
        "deeds",
        &[
            ("acts", Some("act.act_type"), Some("by_police"), true),
            ("acts", Some("involvement.perpetrator_type"), None, true),
            ("acts", Some("act.bias_motivation"), None, true),
            ("perpetrators", Some("repeats"), None, false),
        ],
    ),
    (
        "victims",
        &[
            ("victims", Some("person.gender_identity"), Some("age"), true),
            ("victims", Some("person.sexual_orientation"), Some("age"), true),
        ],
    ),
    (
        "applications",
        &[
            ("applications", Some("stage"), None, true),
            ("applications", Some("requested"), Some("registration"), true),
            ("delays", None, None, false),
        ],
    ),
    (
        "answers",
        &[(
            "steps",
            Some("proceeding_step.refusal_mode"),
            Some("proceeding_step.forum_level"),
            true,
        )],
    ),
    (
        "motive",
        &[(
            "steps",
            Some("proceeding_step.forum_level"),
            Some("proceeding_step.bias_motive"),
            true,
        )],
    ),
    (
        "outcomes",
        &[
            ("proceedings", Some("proceeding.outcome"), None, true),
            ("proceedings", Some("proceeding.sentence_level"), None, false),
        ],
    ),
    (
        "losses",
        &[
            ("losses", None, None, false),
            ("victims", Some("act.job_lost"), None, false),
            ("victims", Some("act.housing_lost"), None, false),
        ],
    ),
];

impl Session {
    /// Makes the annex. Headings begin at `level`.
    ///
    /// # Errors
    /// [`crate::ErrorCode::BadPeriod`], [`crate::ErrorCode::Cancelled`].
    pub(crate) fn annex(
        &self,
        view: &View<'_>,
        asked: &AnnexRequest<'_>,
        level: Level,
        progress: &mut Progress<'_>,
    ) -> Result<Annex, Failure> {
        let lang = asked.lang;
        let today = self.today();
        let has_months = spans_few_months(asked, today)?;
        let requests: Vec<(&'static str, bool, StatsRequest)> = CHAPTERS
            .iter()
            .flat_map(|(chapter, all)| all.iter().map(move |one| (*chapter, one.3, one)))
            .filter(|(.., one)| has_months || one.1 != Some("month"))
            // A story tells what was lost, and a sum without it would tell another's loss.
            .filter(|(.., one)| one.0 != "losses" || asked.told.is_empty())
            .map(|(chapter, drawn, one)| Ok((chapter, drawn, asking::in_days(&request(one, asked), today)?)))
            .collect::<Result<_, Failure>>()?;
        let questions: Vec<Question> = requests
            .iter()
            .map(|(.., request)| asking::question(request))
            .collect::<Result<_, _>>()?;
        let counted = self.all_counted(view, &questions, Some(asked.purpose), progress)?;
        let (own, mut before) = (own_terms(view)?, earlier(view)?);
        let mut found = Annex::default();
        let (mut quality, mut empty) = (Vec::new(), Vec::new());
        let mut last = "";
        for (((chapter, is_drawn, request), question), counted) in requests.iter().zip(&questions).zip(&counted) {
            let telling = Telling {
                asked: request,
                question,
                own: &own,
                purpose: Some(asked.purpose),
                lang,
            };
            let beside = (question.measure.is_none() && !asked.told.is_empty())
                .then(|| self.counted_of(question, asked.purpose, asked.told))
                .flatten();
            let (table, ledger) = told(&telling, counted, &before, beside.as_ref());
            before.push(ledger.clone());
            found.ledger.push(ledger);
            if table.all.sure == Some(0) {
                empty.push(table);
                continue;
            }
            if last != *chapter {
                let heading = text(lang, &format!("annex-{chapter}"));
                found.blocks.push(Block::Heading(level, heading));
                last = chapter;
            }
            quality.extend(unanswered(&table, lang));
            found.put(&table, *is_drawn, lang);
            found.counted.push((chapter, table));
        }
        if !quality.is_empty() {
            found.blocks.push(Block::Heading(level, text(lang, "annex-quality")));
            let quality = quality_table(quality, lang);
            found.tables.push(quality.clone());
            found.blocks.push(Block::Table(quality));
        }
        found.blocks.extend(nothing_of(&empty, level, lang));
        Ok(found)
    }
}

/// Months of more than three years are a table nobody reads; their years are told.
fn spans_few_months(asked: &AnnexRequest<'_>, today: NaiveDate) -> Result<bool, Failure> {
    let first = asking::in_days(&request(&CHAPTERS[0].1[0], asked), today)?;
    let period = asking::question(&first)?.period;
    let ends = period.and_then(|period| Some((period.first()?, period.last()?)));
    Ok(ends.is_some_and(|(first, last)| (last - first).num_days() <= 3 * 366))
}

/// What there was nothing to count of, in one place: a nought, too, says by which consent it was counted and from which records.
fn nothing_of(empty: &[StatsView], level: Level, lang: Lang) -> Vec<Block> {
    let Some(last) = empty.last() else {
        return Vec::new();
    };
    let heading = Block::Heading(level, text(lang, "annex-empty"));
    let titles = empty
        .iter()
        .map(|table| vec![Run::plain(table.title_and_period(lang).0)]);
    let (_, period) = last.title_and_period(lang);
    // The last notes are those that all tables have: consent, what the numbers are not, and the records.
    let common = last.notes.iter().skip(last.notes.len().saturating_sub(3));
    let said: Vec<&str> = ["N = 0", period.trim_matches(['(', ')'])]
        .into_iter()
        .chain(common.map(String::as_str))
        .collect();
    let said = Block::Paragraph(vec![Run::plain(said.join(" · "))]);
    vec![heading, Block::Bullets(titles.collect()), said]
}

fn request((unit, rows, columns, _): &Asked, asked: &AnnexRequest<'_>) -> StatsRequest {
    StatsRequest {
        unit: (*unit).to_owned(),
        rows: rows.map(str::to_owned),
        columns: columns.map(str::to_owned),
        from: asked.from.map(str::to_owned),
        to: asked.to.map(str::to_owned),
        filters: Vec::new(),
    }
}

impl Annex {
    /// A document of its own.
    pub(super) fn document(&self, lang: Lang) -> Document {
        let method = ["annex-method", "annex-method-numbers", "annex-method-again"];
        let method = method.map(|key| Block::Numbered(vec![Run::plain(text(lang, key))]));
        Document {
            lang,
            words: Words::of(lang),
            title: text(lang, "annex-title"),
            cover: None,
            header: String::new(),
            blocks: method.into_iter().chain(self.blocks.iter().cloned()).collect(),
        }
    }

    fn put(&mut self, table: &StatsView, is_drawn: bool, lang: Lang) {
        // A picture of nothing that may be told is none.
        let tells = table.rows.iter().any(|row| row.all.sure.is_some_and(|n| n > 0));
        if is_drawn && tells {
            self.blocks.push(Block::Figure(figure(table, lang)));
        }
        let tables = tables(table, lang);
        self.blocks.extend(tables.iter().cloned().map(Block::Table));
        self.tables.extend(tables);
    }
}

/// How many of a table's units have no answer: the unit and what was asked, of how many, and how many not; none where the
/// table does not tell it.
fn unanswered(table: &StatsView, lang: Lang) -> Option<[String; 4]> {
    let is_fixed = table.is_measured || !table.rows.iter().any(|row| row.value.is_missing);
    if is_fixed {
        return None;
    }
    let missing = table.rows.iter().filter(|row| row.value.is_missing);
    let sum = missing.map(|row| row.all.sure).sum::<Option<u64>>();
    let said = |n: Option<u64>| n.map_or_else(|| text(lang, "stats-hidden"), |n| n.to_string());
    Some([
        table.unit_label.clone(),
        table.rows_label.clone(),
        said(table.all.sure),
        said(sum),
    ])
}

fn quality_table(lines: Vec<[String; 4]>, lang: Lang) -> Table {
    let head = |key: &str| text(lang, &format!("annex-quality-{key}"));
    Table {
        caption: head("caption"),
        columns: vec![
            Column::words(head("unit")),
            Column::words(head("answer")),
            Column::figures("N").share(2),
            Column::figures(head("without")).share(2),
        ],
        rows: lines.into_iter().map(|line| line.map(Cell::text).into()).collect(),
        notes: vec![text(lang, "annex-quality-note")],
    }
}
